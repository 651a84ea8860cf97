import type { CategoryDetail } from '../../../contract/catalogue.ts';
import type { Question as FullQuestion, LimitKey } from '../../../domain/case/category.ts';
import type { OwnCategoryRuleInput } from '../../../domain/case/category-own.ts';
import type { Text } from '../../../domain/text.ts';
import { newId } from '../../kit/new-id.ts';

export type OwnRule = OwnCategoryRuleInput;
export type OwnPart = keyof OwnRule;
export type OwnLimit = NonNullable<NonNullable<OwnRule['limits']>[LimitKey]>;
export type ReasonChips = NonNullable<OwnRule['reasons']>;
export type ReasonSetKey = keyof ReasonChips;
export type Chip = NonNullable<ReasonChips[ReasonSetKey]>[number];
export type Question = NonNullable<OwnRule['questions']>[number];
export type Stopper = NonNullable<OwnRule['stoppers']>[number];
export type Reply = NonNullable<OwnRule['replies']>[number];
export type OutOfScope = NonNullable<OwnRule['outOfScope']>[number];

/** What an editor holds of a category until it is saved. */
export interface CategoryDraft {
  readonly name: Text;
  readonly rule: OwnRule;
}

/** The draft of a category as it stands. */
export function draftOf({ name, own }: CategoryDetail): CategoryDraft {
  return { name, rule: own };
}

/** The rule with one part said anew; undefined lets the class above speak. */
export function withPart<K extends OwnPart>(rule: OwnRule, part: K, value: OwnRule[K] | undefined): OwnRule {
  const { [part]: _, ...others } = rule;
  return (value === undefined ? others : { ...others, [part]: value }) as OwnRule;
}

/** The rule with one limit set, or left to the class above. */
export function withLimit(rule: OwnRule, key: LimitKey, limit: OwnLimit | undefined): OwnRule {
  const { [key]: _, ...others } = rule.limits ?? {};
  const limits = limit === undefined ? others : { ...others, [key]: limit };
  return withPart(rule, 'limits', Object.keys(limits).length === 0 ? undefined : limits);
}

/** The rule with the chips of one kind of reason set, or left to the class above. */
export function withReasons(rule: OwnRule, set: ReasonSetKey, chips: readonly Chip[] | undefined): OwnRule {
  const { [set]: _, ...others } = rule.reasons ?? {};
  const reasons = chips === undefined ? others : { ...others, [set]: [...chips] };
  return withPart(rule, 'reasons', Object.keys(reasons).length === 0 ? undefined : reasons);
}

/** Whether two values say the same, whatever the order of their keys. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keys.every((key) => isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}

export type DraftPart = 'name' | OwnPart;

/** The parts in which two drafts differ. */
export function changedParts(before: CategoryDraft, after: CategoryDraft): readonly DraftPart[] {
  const parts = [...new Set([...Object.keys(before.rule), ...Object.keys(after.rule)])] as OwnPart[];
  const changed = parts.filter((part) => !isSame(before.rule[part], after.rule[part]));
  return isSame(before.name, after.name) ? changed : ['name', ...changed];
}

/** The list with the row at one place moved to another; places beyond the ends are the ends. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const item = list[from];
  if (item === undefined) return list;
  return list.toSpliced(from, 1).toSpliced(Math.max(0, Math.min(list.length - 1, to)), 0, item);
}

/** A short code for a new chip, question or stopper: letters and digits, a letter first. */
export function newCode(taken: readonly string[]): string {
  for (let n = taken.length + 1; ; n += 1) if (!taken.includes(`own-${n}`)) return `own-${n}`;
}

/** A key that no question or option had before: what was answered to an old one never stands under a new one. */
export function newKey(): string {
  return `q-${newId().slice(-8)}`;
}

/** A question as the platform reads it, what was left out filled in. */
export function fullQuestion(one: Question): FullQuestion {
  return { ...one, of: one.of ?? [], isRequired: one.isRequired ?? false };
}

/** The question answered in another way; what belonged to the way of before goes. */
export function withKind(one: Question, kind: Question['kind']): Question {
  const { key, label, isRequired } = one;
  const blank = { zh: '', en: '' };
  const options = () => [newKey(), newKey()].map((code) => ({ code, text: blank }));
  return { key, label, kind, ...(isRequired ? { isRequired } : {}), ...(kind === 'choice' ? { of: options() } : {}) };
}

/** The question with one of its parts set, or taken off. */
export function withDetail<K extends 'unit' | 'min' | 'max' | 'hasDecimals'>(
  one: Question,
  part: K,
  value: Question[K] | undefined,
): Question {
  const { [part]: _, ...others } = one;
  return (value === undefined ? others : { ...others, [part]: value }) as Question;
}

/** Words typed in one line, taken apart at commas of either script, semicolons and blanks. */
export function splitWords(line: string): string[] {
  return line.split(/[,，、;；\s]+/).filter((word) => word !== '');
}

/** Words as one line. */
export function joinWords(words: readonly string[]): string {
  return words.join('，');
}
