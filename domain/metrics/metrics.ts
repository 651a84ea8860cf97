import { type Text, text } from '../text.ts';
import type { Measures } from './measures.ts';
import { type Rule, satisfies } from './rule.ts';

/** A figure: who is counted, who of them counts as reached (with what weight), and by which day a case falls into a month. */
export interface Metric {
  readonly version: number;
  readonly title: Text;
  /** What it says and where it comes from, for "how is this counted". */
  readonly words: Text;
  readonly period: 'raisedOn' | 'handleOn' | 'ratedOn' | 'closedOn';
  readonly denominator: Rule;
  /** Parts of the denominator; a weight below one is a part satisfaction. */
  readonly numerator: readonly { readonly rule: Rule; readonly weight: number }[];
  /** Fewer are shown as numbers without ranking. */
  readonly isGoodWhenLow?: true;
}

const asked: Rule = { is: 'hasDemand' };

/** The figures of the platform. The three rates and 先行联系率 count people's demands alone; 回访 rates count contacts made. */
export const metrics = {
  response: {
    version: 1,
    title: text('响应率', 'Response rate'),
    words: text(
      '群众诉求中，承办单位在签收时限内签收的占到期应签收的。',
      'Of people’s demands whose time to sign has come, those signed for in time.',
    ),
    period: 'raisedOn',
    denominator: {
      all: [asked, { known: 'signDueAt' }, { any: [{ known: 'signedAt' }, { at: 'signDueAt', by: 'now' }] }],
    },
    numerator: [{ rule: { at: 'signedAt', by: 'signDueAt' }, weight: 1 }],
  },
  contact: {
    version: 1,
    title: text('先行联系率', 'First-contact rate'),
    words: text(
      '群众诉求中，首次联系在时限内的占应联系的。',
      'Of people’s demands to be called first, those reached in time.',
    ),
    period: 'raisedOn',
    denominator: {
      all: [asked, { known: 'contactDueAt' }, { any: [{ known: 'contactedAt' }, { at: 'contactDueAt', by: 'now' }] }],
    },
    numerator: [{ rule: { at: 'contactedAt', by: 'contactDueAt' }, weight: 1 }],
  },
  'on-time': {
    version: 1,
    title: text('按时办结率', 'On-time rate'),
    words: text(
      '按时办结数占已办结与未办结已超时之和；缓办另列，不计入。',
      'Handed in on time, of all handed in and all overdue; deferred ones are listed apart.',
    ),
    period: 'handleOn',
    denominator: {
      all: [
        { not: { is: 'isDeferred' } },
        { known: 'handleDueAt' },
        { any: [{ known: 'handledAt' }, { at: 'handleDueAt', by: 'now' }] },
      ],
    },
    numerator: [{ rule: { at: 'handledAt', by: 'handleDueAt' }, weight: 1 }],
  },
  solved: {
    version: 1,
    title: text('解决率', 'Solution rate'),
    words: text(
      '群众诉求回访（或本人评价）中回答“已解决”的占有效回访。未接通、拒访另列。',
      'Of people who answered, those who said it was solved. Calls not answered are shown apart.',
    ),
    period: 'ratedOn',
    denominator: { all: [asked, { known: 'ratedOn' }] },
    numerator: [{ rule: { is: 'isSolved' }, weight: 1 }],
  },
  satisfied: {
    version: 1,
    title: text('满意率', 'Satisfaction rate'),
    words: text(
      '群众诉求有效回访的满意权重之和占有效回访：满意（4–5 分）计 1，基本满意（3 分）计 0.8。',
      'Weights of satisfaction over answers: satisfied (4–5) counts 1, basically satisfied (3) counts 0.8.',
    ),
    period: 'ratedOn',
    denominator: { all: [asked, { known: 'ratedOn' }] },
    numerator: [
      { rule: { count: 'score', from: 4 }, weight: 1 },
      { rule: { count: 'score', from: 3, to: 3 }, weight: 0.8 },
    ],
  },
  'check-pass': {
    version: 1,
    title: text('核查合格率', 'Check pass rate'),
    words: text(
      '自行发现的事项中，第一次核查就合格的占已核查结案的。',
      'Of self-found matters checked and closed, those that passed at once.',
    ),
    period: 'closedOn',
    denominator: { all: [{ not: asked }, { not: { is: 'onTheSpot' } }, { is: 'isChecked' }, { known: 'closedOn' }] },
    numerator: [{ rule: { count: 'reworks', from: 0, to: 0 }, weight: 1 }],
  },
  rework: {
    version: 1,
    title: text('返工率', 'Rework rate'),
    words: text('核查不通过或本人不满意而重办的占已办结的。', 'Of what was handed in, those done again.'),
    period: 'handleOn',
    denominator: { known: 'handledAt' },
    numerator: [
      {
        rule: {
          any: [
            { count: 'reworks', from: 1 },
            { count: 'redos', from: 1 },
          ],
        },
        weight: 1,
      },
    ],
    isGoodWhenLow: true,
  },
  extension: {
    version: 1,
    title: text('延期率', 'Extension rate'),
    words: text('经批准延期的占已办结的。', 'Of what was handed in, those with an extension granted.'),
    period: 'handleOn',
    denominator: { known: 'handledAt' },
    numerator: [{ rule: { is: 'isExtended' }, weight: 1 }],
    isGoodWhenLow: true,
  },
} as const satisfies Record<string, Metric>;

export type MetricCode = keyof typeof metrics;
export const metricCodes = Object.keys(metrics) as MetricCode[];

/** No ranking, and no rate without its number, below this many. */
export const minimumN = 10;

export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
}

/** A rate recomputed from measures alone: the independent check of what the database says. */
export function rateOf(metric: Metric, list: readonly Measures[], month: string, now: string): Rate {
  const counted = list.filter(
    (one) => (one[metric.period] ?? '').startsWith(month) && satisfies(metric.denominator, one, now),
  );
  const weightOf = (one: Measures): number =>
    metric.numerator.find((part) => satisfies(part.rule, one, now))?.weight ?? 0;
  return { numerator: counted.reduce((sum, one) => sum + weightOf(one), 0), denominator: counted.length };
}
