import { publishedFrom } from '../case/sealed.ts';
import { type Text, text } from '../text.ts';

/** When cases standing at one of these stages came to their result: by a day they hold, or the day they were closed on. */
export interface ResultRule {
  readonly stages: readonly string[];
  readonly on: { readonly field: string } | 'closedOn';
}

/** A figure of sealed cases, as data: which of them came to a result, and which of these reached what was sought. Only counts leave their list. */
export interface SealedRate {
  readonly version: number;
  readonly title: Text;
  /** What it says, for "how is this counted". */
  readonly words: Text;
  readonly type: string;
  readonly reached: ResultRule;
  readonly missed: ResultRule;
}

/** The figures of sealed processes. */
export const sealedRates = {
  'mediation-success': {
    version: 1,
    title: text('调解成功率', 'Mediation success rate'),
    words: text(
      '达成协议（书面协议生效、口头协议达成）的占已有结果的调解；当事人拒绝、不予受理、撤回和还在调解的不计。满十件才公布，只有件数。',
      'Agreements in force, written or by word, of mediations that came to a result. Refused, declined, withdrawn and those going on are not counted. Published from ten on, as counts alone.',
    ),
    type: 'mediation',
    reached: { stages: ['performing', 'closed', 'unkept'], on: { field: 'inForceOn' } },
    missed: { stages: ['failed'], on: 'closedOn' },
  },
} as const satisfies Record<string, SealedRate>;

export type SealedRateCode = keyof typeof sealedRates;
export const sealedRateCodes = Object.keys(sealedRates) as SealedRateCode[];

/** What a rate looks at of a case. */
export interface ResultRow {
  readonly stage: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly closedOn: string | null;
}

export interface ResultCount {
  readonly n: number;
  readonly reached: number;
}

const dayOf = (rule: ResultRule, row: ResultRow): string | null => {
  if (!rule.stages.includes(row.stage)) return null;
  const value = rule.on === 'closedOn' ? row.closedOn : row.fields[rule.on.field];
  return typeof value === 'string' ? value : null;
};

/** A rate's counts over a half-open range of days, from the records alone: the independent check of what the database says. */
export function resultsOf(rate: SealedRate, rows: Iterable<ResultRow>, from: string, before: string): ResultCount {
  const isIn = (day: string | null) => day !== null && day >= from && day < before;
  let [reached, missed] = [0, 0];
  for (const row of rows) {
    if (isIn(dayOf(rate.reached, row))) reached += 1;
    else if (isIn(dayOf(rate.missed, row))) missed += 1;
  }
  return { n: reached + missed, reached };
}

/** A share in per cent with two places, as the ledgers state it: 1,686 of 1,688 are 99.88. Null where nothing was counted. */
export function percentOf({ n, reached }: ResultCount): number | null {
  return n === 0 ? null : Math.round((reached * 10_000) / n) / 100;
}

/** An area with what was counted in it itself, and the areas below it. */
export interface CountedArea {
  readonly id: number;
  readonly own: ResultCount;
  readonly below: readonly CountedArea[];
}

export interface Published extends ResultCount {
  readonly id: number;
}

/**
 * What may be published of areas that lie in each other: an area from ten on, and a sum over areas only where what is not shown by itself
 * comes to ten, or to none. Otherwise the difference would tell of a small one.
 */
export function publishable(area: CountedArea): readonly Published[] {
  return shown(area).list;
}

interface Shown {
  readonly list: readonly Published[];
  readonly sum: ResultCount;
  /** What of it is shown nowhere by itself. */
  readonly hidden: number;
}

function shown({ id, own, below }: CountedArea): Shown {
  const parts = below.map(shown);
  const sum = parts.reduce<ResultCount>(
    (all, part) => ({ n: all.n + part.sum.n, reached: all.reached + part.sum.reached }),
    own,
  );
  const hidden = parts.reduce((all, part) => all + part.hidden, own.n);
  const list = parts.flatMap((part) => part.list);
  const isShown = sum.n >= publishedFrom && (hidden === 0 || hidden >= publishedFrom);
  return isShown ? { list: [{ id, ...sum }, ...list], sum, hidden: 0 } : { list, sum, hidden };
}
