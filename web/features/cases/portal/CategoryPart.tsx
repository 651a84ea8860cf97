import { PhoneIcon } from '@phosphor-icons/react/dist/csr/Phone';
import { useState } from 'react';
import type { PublicCategory } from '../../../../contract/catalogue.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import type { FormField } from '../../../ui/forms/fields.ts';
import { MobileFields } from '../../../ui/mobile/MobileForm.tsx';
import { SheetPicker } from '../../../ui/mobile/Sheet.tsx';
import { Segments } from '../../../ui/mobile/TileGrid.tsx';
import { questionFields } from '../question-fields.ts';
import type { useSuggestions } from '../use-suggestions.ts';
import { DialRow } from './HelpSheet.tsx';
import { Listen } from './Listen.tsx';
import type { ReportDraft } from './report-draft.ts';
import './category-part.css';

interface CategoryPartProps {
  readonly all: readonly PublicCategory[];
  readonly choices: readonly PublicCategory[];
  readonly category: PublicCategory | undefined;
  readonly guesses: ReturnType<typeof useSuggestions<PublicCategory>>;
  readonly onChange: (patch: Partial<ReportDraft>) => void;
}

/** What kind of matter: what the words sound like, or any of the list. It may be left to the staff. */
export function CategoryPart({ all, choices, category, guesses, onChange }: CategoryPartProps) {
  const t = useWords('portal-pages');
  const pick = usePick();
  const [isOpen, setIsOpen] = useState(false);
  const shown = category ? [] : guesses.items;
  const choose = (categoryId: number | undefined) =>
    onChange({ categoryId, answers: {}, stops: {}, suggested: category ? undefined : guesses.suggested });
  const classOf = ({ parentId }: PublicCategory): string | undefined => {
    const found = all.find(({ id }) => id === parentId);
    return found && pick(found.name);
  };
  return (
    <>
      {shown.length > 0 && <p className="portal-quiet">{t('report.guess')}</p>}
      <div className="portal-chips">
        {category && (
          <span className="portal-chip-on">
            <b>{pick(category.name)}</b>
          </span>
        )}
        {shown.map(({ category: { id, name }, percent }) => (
          <button key={id} type="button" onClick={() => choose(id)}>
            {pick(name)}
            {percent !== undefined && <small>{t('report.guessSure', { percent })}</small>}
          </button>
        ))}
        <button type="button" className="portal-chip-more" onClick={() => setIsOpen(true)}>
          {t(category ? 'report.change' : 'report.choose')}
        </button>
        {category && (
          <button type="button" className="portal-chip-more" onClick={() => choose(undefined)}>
            {t('report.clear')}
          </button>
        )}
      </div>
      <SheetPicker
        open={isOpen}
        title={t('report.kind')}
        options={choices.map((one) => ({ key: String(one.id), label: pick(one.name), hint: classOf(one) }))}
        value={category && String(category.id)}
        onPick={(key) => choose(Number(key))}
        onClose={() => setIsOpen(false)}
      />
    </>
  );
}

interface QuestionsProps {
  readonly category: PublicCategory;
  readonly draft: ReportDraft;
  readonly onChange: (patch: Partial<ReportDraft>) => void;
}

/** What must be known before anything is sent: a yes ends here, with where to turn at once. */
export function Stoppers({ category, draft, onChange }: QuestionsProps) {
  const t = useWords('portal-pages');
  const pick = usePick();
  return category.stoppers.map(({ code, question, instead, phone }) => {
    const isYes = draft.stops[code];
    return (
      <div key={code} className="portal-stopper">
        <div className="portal-stopper-ask">
          <b>{pick(question)}</b>
          <Listen text={t('report.stopRead', { question: pick(question), instead: isYes ? pick(instead) : '' })} />
        </div>
        <Segments
          label={pick(question)}
          options={[
            { key: 'yes', label: t('report.stopYes'), isAlarm: true },
            { key: 'no', label: t('report.stopNo') },
          ]}
          value={isYes === undefined ? undefined : isYes ? 'yes' : 'no'}
          onChange={(key) => onChange({ stops: { ...draft.stops, [code]: key === 'yes' } })}
        />
        {isYes && (
          <div className="portal-stop" role="alert">
            <b>{t('report.stopTitle')}</b>
            <p>{pick(instead)}</p>
            {phone && (
              <DialRow
                look="alarm"
                icon={<PhoneIcon size="1.5rem" weight="duotone" />}
                label={t('report.dangerHint')}
                number={phone}
              />
            )}
          </div>
        )}
      </div>
    );
  });
}

interface AskedProps extends QuestionsProps {
  readonly faultOf: (field: FormField) => string | undefined;
}

/** What the category asks; each with what is missing beside it. */
export function Questions({ category, draft, faultOf, onChange }: AskedProps) {
  const fields = questionFields(category);
  if (fields.length === 0) return null;
  return (
    <div className="portal-questions">
      <MobileFields
        fields={fields}
        values={draft.answers}
        faultOf={faultOf}
        onChange={(key, value) => onChange({ answers: { ...draft.answers, [key]: value } })}
      />
    </div>
  );
}
