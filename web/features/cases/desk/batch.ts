import type { FieldView, OfferView } from '../../../../contract/case-views.ts';
import type { AnswerOf } from '../../../../contract/route.ts';
import type { Routes } from '../../../kit/api.ts';

export type BatchItem = AnswerOf<Routes['GET /cases/offers']>['items'][number];

/** How a matter of a batch stands: not sent yet, done, or refused with why. */
export interface BatchRow {
  readonly ref: string;
  readonly number: string;
  /** The intention's id: sent again after a lost answer it is done once. */
  readonly id: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly basedOn: number;
  readonly state: 'waiting' | 'done' | 'refused';
  readonly why?: { readonly zh: string; readonly en: string };
}

/** One step on many matters, as it is kept until each has its result. */
export interface Batch {
  readonly action: string;
  readonly label: { readonly zh: string; readonly en: string };
  readonly madeAt: string;
  /** What was filled in, to be sent again for those refused. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly rows: readonly BatchRow[];
}

/** A step that some of the chosen matters can take. */
export interface BatchStep {
  readonly key: string;
  readonly action: string;
  readonly label: OfferView['label'];
  readonly asks: Readonly<Record<string, FieldView>>;
  readonly can: readonly BatchItem[];
  readonly cannot: readonly {
    readonly item: BatchItem;
    readonly why: { readonly zh: string; readonly en: string } | undefined;
  }[];
}

/** Steps that are about one matter and its people: never done on many at once. */
const single: ReadonlySet<string> = new Set([
  'merge',
  'split',
  'unmerge',
  'hand-out',
  'inquire',
  'enter-answer',
  'contact',
  'call-back',
  'hotline-result',
  'withdraw',
]);

/** What can be said once for many: files belong to one matter, and a category's questions are its own. */
const onceForMany = ({ kind }: FieldView): boolean => kind !== 'files' && kind !== 'category';

function isForMany({ action, asks }: OfferView): boolean {
  if (single.has(action)) return false;
  return Object.values(asks).every((view) => view.kind !== 'score' && (onceForMany(view) || !view.isRequired));
}

/** Only the chips that hold for every matter. */
function sharedChips(views: readonly FieldView[]): FieldView {
  const [first, ...rest] = views as [FieldView, ...FieldView[]];
  if (!first.chips) return first;
  const chips = first.chips.filter(({ code }) => rest.every((view) => view.chips?.some((one) => one.code === code)));
  return { ...first, chips };
}

/** The unit asked for may be left to each matter's own routing where routing knows one. */
function asksOf(offers: readonly OfferView[]): Readonly<Record<string, FieldView>> {
  const [first] = offers as [OfferView, ...OfferView[]];
  const hasProposal = offers.every(({ suggests }) => suggests?.['leadOrganisationId'] !== undefined);
  return Object.fromEntries(
    Object.entries(first.asks)
      .filter(([, view]) => onceForMany(view))
      .map(([key, view]) => {
        const shared = sharedChips(offers.map(({ asks }) => asks[key] ?? view));
        return [key, key === 'leadOrganisationId' && hasProposal ? { ...shared, isRequired: false } : shared];
      }),
  );
}

/** The steps that at least one of the chosen matters can take now, those that most can take first. */
export function stepsFor(items: readonly BatchItem[]): readonly BatchStep[] {
  const keys = new Map<string, OfferView[]>();
  for (const { type, offers } of items)
    for (const offer of offers.filter(isForMany)) {
      const key = `${type}/${offer.action}`;
      keys.set(key, [...(keys.get(key) ?? []), offer]);
    }
  const steps = [...keys].flatMap(([key, offers]): BatchStep[] => {
    const ready = offers.filter(({ whyNot }) => whyNot === undefined);
    const [first] = ready;
    if (!first) return [];
    const [type = ''] = key.split('/');
    const offerOf = (item: BatchItem) =>
      item.type === type ? item.offers.find(({ action }) => action === first.action) : undefined;
    const can = items.filter((item) => offerOf(item) && offerOf(item)?.whyNot === undefined);
    const cannot = items.filter((item) => !can.includes(item)).map((item) => ({ item, why: offerOf(item)?.whyNot }));
    return [{ key, action: first.action, label: first.label, asks: asksOf(ready), can, cannot }];
  });
  return steps.toSorted((a, b) => b.can.length - a.can.length);
}

/** The input for one matter: what was said for all, and the unit its own routing proposes where none was named. */
export function inputFor(
  step: Pick<BatchStep, 'action' | 'asks'>,
  item: BatchItem,
  input: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  if (!step.asks['leadOrganisationId'] || input['leadOrganisationId'] !== undefined) return input;
  const suggests = item.offers.find(({ action }) => action === step.action)?.suggests ?? {};
  return {
    ...input,
    ...(suggests['leadOrganisationId'] ? { leadOrganisationId: suggests['leadOrganisationId'] } : {}),
    ...(step.asks['helperOrganisationIds'] &&
    input['helperOrganisationIds'] === undefined &&
    suggests['helperOrganisationIds']
      ? { helperOrganisationIds: suggests['helperOrganisationIds'] }
      : {}),
  };
}

/** How many of a batch stand in each state. */
export function tallyOf(rows: readonly BatchRow[]): Readonly<Record<BatchRow['state'], number>> {
  const count = (state: BatchRow['state']) => rows.filter((row) => row.state === state).length;
  return { waiting: count('waiting'), done: count('done'), refused: count('refused') };
}

/** The rows between two of a list, both included, in its order. */
export function rangeOf(keys: readonly string[], from: string | undefined, to: string): readonly string[] {
  const a = from === undefined ? -1 : keys.indexOf(from);
  const b = keys.indexOf(to);
  return a === -1 ? [to] : keys.slice(Math.min(a, b), Math.max(a, b) + 1);
}
