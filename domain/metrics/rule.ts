import type { Measures } from './measures.ts';

type Instant = 'signDueAt' | 'signedAt' | 'contactDueAt' | 'contactedAt' | 'handleDueAt' | 'handledAt';
type Flag = 'hasDemand' | 'onTheSpot' | 'isDeferred' | 'isChecked' | 'isExtended' | 'isSolved';
type Count = 'reworks' | 'redos' | 'returns' | 'score';

/** A condition over a case's measures, as data: it is compiled to SQL and run in memory, and a test holds the two equal. */
export type Rule =
  | { readonly all: readonly Rule[] }
  | { readonly any: readonly Rule[] }
  | { readonly not: Rule }
  | { readonly is: Flag }
  | { readonly known: keyof Measures }
  /** Not after another instant, or not after now; false where either is unknown. */
  | { readonly at: Instant; readonly by: Instant | 'now' }
  | { readonly count: Count; readonly from: number; readonly to?: number };

/** Whether a case's measures satisfy a rule at an instant. Unknown values satisfy nothing but their own `not`. */
export function satisfies(rule: Rule, measures: Measures, now: string): boolean {
  if ('all' in rule) return rule.all.every((one) => satisfies(one, measures, now));
  if ('any' in rule) return rule.any.some((one) => satisfies(one, measures, now));
  if ('not' in rule) return !satisfies(rule.not, measures, now);
  if ('is' in rule) return measures[rule.is] === true;
  if ('known' in rule) return measures[rule.known] !== null;
  if ('at' in rule) {
    const at = measures[rule.at];
    const by = rule.by === 'now' ? now : measures[rule.by];
    return at !== null && by !== null && at <= by;
  }
  const value = measures[rule.count];
  return value !== null && value >= rule.from && (rule.to === undefined || value <= rule.to);
}
