import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Radio } from 'antd';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { CaseDetail, CaseItem } from '../../../../contract/case-views.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { apiQuery, useApi, useSend } from '../../../kit/use-api.ts';
import { SchemaForm } from '../../../ui/desk/SchemaForm.tsx';
import { Card, PageTitle, PlainPage } from '../../../ui/desk/SplitPage.tsx';
import type { FormValues } from '../../../ui/forms/fields.ts';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { KnownMaterials } from '../../service-items/known-materials.card.tsx';
import { formFieldsOf, inputOf } from '../form-fields.ts';
import { answersInput, answersShown, questionFields } from '../question-fields.ts';
import { newTrackToken } from '../track-token.ts';
import { useSuggestions } from '../use-suggestions.ts';
import { CallerPart } from './CallerPart.tsx';
import { CallerPast } from './CallerPast.tsx';
import { CategoryPart, SayThis } from './CategoryPart.tsx';
import { outOfScopeSay } from './category-advice.ts';
import { NearbyAside } from './NearbyAside.tsx';
import { PlaceFinder } from './PlaceFinder.tsx';
import { type RaisedMatter, RaisedResult } from './RaisedResult.tsx';
import {
  type BeginChoice,
  beginsOf,
  callerPhone,
  type DraftFault,
  draftFrom,
  emptyDraft,
  faultsOf,
  hasPerson,
  type RaiseDraft,
  raiseInputOf,
} from './raise-draft.ts';
import { caseReads } from './use-act.ts';
import { useCategories, useDeskWordsModel, useRenewedCategories } from './use-categories.ts';
import { useFormSources } from './use-form-sources.ts';
import './raise.css';

interface RaiseDeskProps {
  readonly title: string;
  readonly sub?: string;
  /** At the phone or the counter: somebody is waiting, so the number comes first. */
  readonly isCall: boolean;
}

/** Registers a matter of any process, drawn from what the processes ask for. */
export function RaiseDesk({ title, sub, isCall }: RaiseDeskProps) {
  const t = useWords('cases');
  const types = useApi('GET /cases/types');
  const [round, setRound] = useState(0);
  const [raised, setRaised] = useState<RaisedMatter>();
  const asked = useSearch({ strict: false }) as AskedBegin;
  const source = useQuery({
    ...apiQuery('GET /cases/:ref', { params: { ref: asked.from ?? '' } }),
    enabled: asked.from !== undefined && asked.lead !== undefined,
  });
  const isWaiting = source.isEnabled && source.isPending;
  const grown = growthOf(source.data, asked.lead);
  const begins = beginsOf(types.data ?? [], isCall).filter((one) => isAsked(one, asked));
  return (
    <PlainPage className="cases-raise">
      <PageTitle title={title} {...(sub ? { sub } : {})} />
      {types.error && <ErrorBlock error={types.error} onRetry={() => void types.refetch()} />}
      {source.error && <ErrorBlock error={source.error} onRetry={() => void source.refetch()} />}
      {((!types.data && !types.error) || isWaiting) && <Loading lines={8} />}
      {types.data && begins.length === 0 && <Empty title={t('raise.nothing')} />}
      {raised && (
        <RaisedResult
          matter={raised}
          onAnother={() => {
            setRaised(undefined);
            setRound(round + 1);
          }}
        />
      )}
      {begins.length > 0 && !raised && !isWaiting && !source.error && (
        <RaiseRound
          key={round}
          begins={begins}
          isCall={isCall}
          grown={grown}
          categoryId={asked.category === undefined ? undefined : Number(asked.category)}
          onRaised={setRaised}
        />
      )}
    </PlainPage>
  );
}

/** What the address asks for: one way to begin, and the matter it grows out of. */
interface AskedBegin {
  readonly type?: string;
  readonly begin?: string;
  readonly from?: string;
  readonly lead?: string;
  /** What it falls under, where the way here named it. */
  readonly category?: string | number;
}

const isAsked = ({ type, begin }: BeginChoice, asked: AskedBegin): boolean =>
  (asked.type === undefined || type.code === asked.type) && (asked.begin === undefined || begin.code === asked.begin);

/** A draft that grows out of another matter, with what is filled in from it. */
interface Growth {
  readonly draft: RaiseDraft;
  readonly values: FormValues;
  readonly number: string;
  readonly title: string;
}

function growthOf(matter: CaseDetail | undefined, lead: string | undefined): Growth | undefined {
  const offer = matter?.offers.find(({ action }) => action === lead);
  return matter && lead && offer?.begins
    ? {
        draft: draftFrom(matter, lead),
        values: offer.begins.fields as FormValues,
        number: matter.number,
        title: matter.title,
      }
    : undefined;
}

const callSources: readonly CaseItem['source'][] = ['resident', 'hotline'];
const deskSources: readonly CaseItem['source'][] = ['grid', 'resident', 'hotline', 'superior'];

interface RoundProps {
  readonly begins: readonly BeginChoice[];
  readonly isCall: boolean;
  readonly grown: Growth | undefined;
  readonly categoryId: number | undefined;
  readonly onRaised: (matter: RaisedMatter) => void;
}

/** What staff alone begin they saw themselves, unless the way here came from an item that somebody applies for. */
const firstSource = (one: BeginChoice | undefined, categoryId: number | undefined): CaseItem['source'] =>
  one?.begin.isOpen === false && categoryId === undefined ? 'grid' : 'resident';

/** One registration from the first key to its number. */
function RaiseRound({ begins, isCall, grown, categoryId, onRaised }: RoundProps) {
  const sources = isCall ? callSources : deskSources;
  const [draft, setDraft] = useState<RaiseDraft>(
    () => grown?.draft ?? { ...emptyDraft(firstSource(begins[0], categoryId)), categoryId },
  );
  const [key, setKey] = useState<string>();
  const choice = begins.find((one) => one.key === key) ?? begins[0];
  const phone = hasPerson(draft) && !draft.isAnonymous ? callerPhone(draft.phone) : undefined;
  const change = (patch: Partial<RaiseDraft>) => setDraft((old) => ({ ...old, ...patch }));
  if (!choice) return null;
  return (
    <div className="cases-raise-two">
      <Card>
        {grown && <Grown growth={grown} />}
        {begins.length > 1 && (
          <BeginPart
            begins={begins}
            value={choice.key}
            onChange={(next) => {
              setKey(next);
              const source = firstSource(
                begins.find((one) => one.key === next),
                categoryId,
              );
              change({ categoryId, stoppedBy: [], ...(source === 'grid' ? { source } : {}) });
            }}
          />
        )}
        <RaiseForm
          key={choice.key}
          choice={choice}
          draft={draft}
          sources={sources}
          isCall={isCall}
          initial={grown?.values}
          onChange={change}
          onRaised={onRaised}
        />
      </Card>
      <div className="cases-raise-aside">
        <NearbyAside draft={draft} onFollowed={onRaised} />
        <KnownMaterials itemId={draft.categoryId} areaId={draft.place?.areaId} phone={phone} />
        <CallerPast phone={phone} />
      </div>
    </div>
  );
}

/** Says which matter this one grows out of. */
function Grown({ growth: { number, title } }: { readonly growth: Growth }) {
  const t = useWords('cases');
  return <p className="cases-parts-hint">{t('raise.grown', { number, title })}</p>;
}

interface BeginPartProps {
  readonly begins: readonly BeginChoice[];
  readonly value: string;
  readonly onChange: (key: string) => void;
}

function BeginPart({ begins, value, onChange }: BeginPartProps) {
  const t = useWords('cases');
  const pick = usePick();
  return (
    <div className="cases-raise-row">
      <span>{t('raise.what')}</span>
      <Radio.Group
        aria-label={t('raise.what')}
        optionType="button"
        className="ll-form-chips"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        options={begins.map(({ key, type, begin }) => ({
          value: key,
          label: `${pick(type.title)} · ${pick(begin.label)}`,
        }))}
      />
    </div>
  );
}

interface RaiseFormProps {
  readonly choice: BeginChoice;
  readonly draft: RaiseDraft;
  readonly sources: readonly CaseItem['source'][];
  readonly isCall: boolean;
  readonly initial: FormValues | undefined;
  readonly onChange: (patch: Partial<RaiseDraft>) => void;
  readonly onRaised: (matter: RaisedMatter) => void;
}

/** Ctrl+Enter sends from within the words, where Enter makes a line. */
function sendOnCtrlEnter(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.currentTarget.querySelector('form')?.requestSubmit();
}

/** What was said in words, as against what was chosen. */
const typedWords = (asks: BeginChoice['begin']['asks'], values: FormValues): string =>
  Object.entries(asks)
    .flatMap(([key, { kind }]) => (kind === 'text' && typeof values[key] === 'string' ? [values[key]] : []))
    .join('\n');

function RaiseForm({ choice, draft, sources, isCall, initial, onChange, onRaised }: RaiseFormProps) {
  const t = useWords('cases');
  const pick = usePick();
  const raise = useSend('cases.raise', caseReads);
  // The link's secret stays the same until it has arrived, so that a second try is the same intention.
  const token = useRef(newTrackToken());
  const isUnderWay = useRef(false);
  const [values, setValues] = useState<FormValues>(initial ?? {});
  const [wasTried, setWasTried] = useState(false);
  const { categories } = useCategories();
  const own = useMemo(
    () => categories.filter(({ caseType }) => caseType === choice.type.code),
    [categories, choice.type.code],
  );
  const category = own.find(({ id }) => id === draft.categoryId);
  const formSources = useFormSources({ communityId: draft.place?.communityId, areaId: draft.place?.areaId });
  const faults: readonly DraftFault[] = wasTried ? faultsOf(draft) : [];
  const words = typedWords(choice.begin.asks, values);
  const guesses = useSuggestions(useDeskWordsModel(), own, words);
  const say = outOfScopeSay(own, category, words);
  useRenewedCategories(raise.error);
  const submit = (filled: FormValues) => {
    setWasTried(true);
    if (faultsOf(draft).length > 0 || isUnderWay.current) return;
    isUnderWay.current = true;
    const trackToken = token.current;
    const fields = { ...inputOf(choice.begin.asks, filled), ...answersInput(category, filled) };
    const suggested = category ? draft.suggested : guesses.suggested;
    raise.mutate(raiseInputOf({ choice, draft, fields, category, trackToken, suggested }), {
      onSettled: () => {
        isUnderWay.current = false;
      },
      onSuccess: (answer) =>
        onRaised({
          ...answer,
          typeTitle: choice.type.title,
          words: typedWords(choice.begin.asks, filled),
          answers: answersShown(category, filled),
          place: draft.place,
          placeWords: draft.placeWords,
          trackToken: hasPerson(draft) ? trackToken : undefined,
          phone: draft.isAnonymous ? undefined : callerPhone(draft.phone),
        }),
    });
  };
  return (
    <>
      <CallerPart
        draft={draft}
        sources={sources}
        isPhoneWrong={faults.includes('phone')}
        isFirst={isCall}
        onChange={onChange}
      />
      <PlaceFinder
        place={draft.place}
        words={draft.placeWords}
        isMissing={faults.includes('place')}
        onPlace={(place) => onChange({ place })}
        onWords={(placeWords) => onChange({ placeWords })}
      />
      {own.length > 0 && (
        <CategoryPart
          draft={draft}
          categories={own}
          category={category}
          guesses={guesses.items}
          onChange={(patch) => onChange({ ...patch, ...(patch.categoryId ? { suggested: guesses.suggested } : {}) })}
        />
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the button in it, which is reachable by itself */}
      <div className="cases-raise-fields" onKeyDown={sendOnCtrlEnter}>
        {say.map((words) => (
          <SayThis key={words.zh} words={pick(words)} />
        ))}
        <SchemaForm
          fields={[...questionFields(category), ...formFieldsOf(choice.begin.asks)]}
          {...(initial ? { initial } : {})}
          sources={formSources}
          submitLabel={t('raise.send')}
          isBusy={raise.isPending}
          error={raise.error}
          onChange={setValues}
          onSubmit={submit}
          extra={
            faults.includes('stopped') && (
              <span className="ll-field-error" role="alert">
                {t('raise.stopped')}
              </span>
            )
          }
        />
      </div>
    </>
  );
}

/** 来电登记: somebody is on the line; the number, the place, the words, and a number back within a minute. */
export function IntakePage() {
  const t = useWords('cases');
  return <RaiseDesk title={t('page.intake')} sub={t('raise.callHint')} isCall />;
}

/** 登记事项: whatever any process may begin with, for oneself or for somebody at the counter. */
export function RaisePage() {
  const t = useWords('cases');
  return <RaiseDesk title={t('page.raise')} isCall={false} />;
}
