import { type ComponentType, useMemo, useState } from 'react';
import { clockUnitTitles } from '../../../../domain/calendar/limit.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { MobileFields } from '../../../ui/mobile/MobileForm.tsx';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { TileGrid } from '../../../ui/mobile/TileGrid.tsx';
import { ReasonChips } from '../../../ui/show/ReasonChips.tsx';
import { ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { CategoryIcon } from '../../catalogue/CategoryIcon.card.tsx';
import { leafCategories } from '../portal/suggest-categories.ts';
import { questionFields } from '../question-fields.ts';
import { useQuestionFaults } from '../use-question-faults.ts';
import { useSuggestions } from '../use-suggestions.ts';
import { Fault } from './EvidenceCard.tsx';
import type { ReportDraft } from './report-draft.ts';
import { type FieldCategory, useFieldWordsModel } from './use-field-categories.ts';
import type { Report } from './use-report.ts';

type TileIcon = ComponentType<{ size?: number | string; weight?: 'regular' | 'fill' | 'duotone' }>;

const tileIcons = new Map<string, TileIcon>();

/** The icon of a class as a tile draws it; one component for each name, so that nothing is drawn anew. */
function tileIcon(name: string | null): TileIcon {
  const key = name ?? '';
  const known = tileIcons.get(key);
  if (known) return known;
  const made: TileIcon = ({ weight = 'regular' }) => <CategoryIcon name={key} size={26} weight={weight} />;
  tileIcons.set(key, made);
  return made;
}

interface CategoryCardProps {
  readonly report: Report;
  readonly draft: ReportDraft;
  readonly categories: readonly FieldCategory[];
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** What kind of matter it is: what the words suggest, else class and kind; and what then holds. */
export function CategoryCard({ report, draft, categories, error, onRetry }: CategoryCardProps) {
  const t = useWords('field');
  const pick = usePick();
  const chosen = categories.find(({ id }) => id === draft.categoryId);
  const classId = chosen ? (chosen.parentId ?? chosen.id) : undefined;
  const classes = categories.filter(({ parentId }) => parentId === null);
  const kinds = categories.filter(({ parentId }) => parentId === classId && classId !== undefined);
  const leaves = useMemo(() => leafCategories(categories, 'event'), [categories]);
  const { items: guesses, suggested } = useSuggestions(useFieldWordsModel(), leaves, draft.words);
  const [isOpen, setIsOpen] = useState(false);
  // Once the kind is known, the choices step back for it.
  const isKnown = chosen !== undefined && chosen.parentId !== null && !isOpen;
  const choose = (id: string) => {
    if (Number(id) !== draft.categoryId) report.change({ categoryId: Number(id), answers: {}, suggested });
    setIsOpen(false);
  };
  return (
    <MobileCard title={t('report.category')} {...(chosen ? {} : { aside: t('report.categoryNone') })}>
      {error !== undefined && error !== null && <ErrorBlock error={error} onRetry={onRetry} />}
      {categories.length === 0 && !error && <Loading />}
      {guesses.length > 0 && !isKnown && (
        <div className="field-suggested">
          <ReasonChips
            label={t('report.suggested')}
            text="none"
            reasons={guesses.map(({ category: { id, name }, percent }) => ({
              code: String(id),
              label: percent === undefined ? pick(name) : t('report.sure', { name: pick(name), percent }),
            }))}
            value={{ code: chosen && String(chosen.id) }}
            onChange={({ code }) => code && choose(code)}
          />
        </div>
      )}
      {classes.length > 0 && (
        <TileGrid
          label={t('report.classes')}
          tiles={classes.map(({ id, name, icon }) => ({ key: String(id), label: pick(name), icon: tileIcon(icon) }))}
          value={classId === undefined ? undefined : String(classId)}
          onChange={choose}
        />
      )}
      {kinds.length > 0 && !isKnown && (
        <div className="field-kinds">
          <ReasonChips
            label={t('report.kinds')}
            isLabelHidden
            text="none"
            reasons={kinds.map(({ id, name }) => ({ code: String(id), label: pick(name) }))}
            value={{ code: chosen && String(chosen.id) }}
            onChange={({ code }) => code && choose(code)}
          />
        </div>
      )}
      {isKnown && (
        <p className="field-kind">
          <b>{pick(chosen.name)}</b>
          <button type="button" onClick={() => setIsOpen(true)}>
            {t('report.otherKind')}
          </button>
        </p>
      )}
      {chosen && <WhatHolds category={chosen} />}
      {chosen && <Questions report={report} draft={draft} category={chosen} />}
      {report.shownFaults.includes('category') && <Fault words={t('report.categoryNeeded')} />}
    </MobileCard>
  );
}

interface QuestionsProps {
  readonly report: Report;
  readonly draft: ReportDraft;
  readonly category: FieldCategory;
}

/** What the category asks; they came with it, so that they are asked without a signal, too. */
function Questions({ report, draft, category }: QuestionsProps) {
  const fields = questionFields(category);
  const answers = draft.answers ?? {};
  const faultOf = useQuestionFaults(fields, answers, { isTried: report.shownFaults.includes('questions') });
  if (fields.length === 0) return null;
  return (
    <div className="field-questions">
      <MobileFields
        fields={fields}
        values={answers}
        faultOf={faultOf}
        onChange={(key, value) => report.change({ answers: { ...answers, [key]: value } })}
      />
    </div>
  );
}

/** The limit of a category, what it asks for, and what to look at first. */
function WhatHolds({ category }: { readonly category: FieldCategory }) {
  const t = useWords('field');
  const pick = usePick();
  const { handle, photo, isUrgentByDefault, stoppers } = category;
  const lines = [
    handle && t('report.limit', { limit: `${handle.limit.n} ${pick(clockUnitTitles[handle.limit.unit])}` }),
    isUrgentByDefault && t('report.urgent'),
    photo !== 'none' && t('report.photoRule'),
  ].filter(Boolean);
  return (
    <div className="field-holds">
      {lines.length > 0 && <p>{lines.join(' · ')}</p>}
      {stoppers.map(({ code, question, instead, phone }) => (
        <div key={code} className="field-stopper">
          <b>{pick(question)}</b>
          <p>{pick(instead)}</p>
          {phone && <a href={`tel:${phone}`}>{t('report.call', { number: phone })}</a>}
        </div>
      ))}
    </div>
  );
}
