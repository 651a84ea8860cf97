import type { OwnCategoryRuleInput } from '../../../../domain/case/category-own.ts';
import { type Text, text } from '../../../../domain/text.ts';
import type { UnitKind } from './units.ts';

/** Who answers for a category: the kind of unit nearest to the place, and who helps. */
interface DutySeed {
  readonly lead: UnitKind;
  readonly helpers: readonly UnitKind[];
  readonly basis: string;
}

/** A category as it comes with the platform; `rule` is its own words, the parent's hold where it is silent. */
export interface CategorySeed {
  readonly code: string;
  readonly parentCode: string | null;
  readonly caseType: 'event' | 'request';
  readonly name: Text;
  readonly rule: OwnCategoryRuleInput;
  readonly duty: DutySeed | undefined;
}

type Chip = { readonly code: string; readonly text: Text };
type Limit = NonNullable<NonNullable<OwnCategoryRuleInput['limits']>['handle']>;

/** A chip: its code, and the words. */
export function chip(code: string, zh: string, en: string): Chip {
  return { code, text: text(zh, en) };
}

/** So many hours round the clock. */
export function urgentHours(n: number): Limit['limit'] {
  return { unit: 'urgent-hours', n };
}

/** So many office hours. */
export function workingHours(n: number): Limit['limit'] {
  return { unit: 'working-hours', n };
}

/** So many working days. */
export function workingDays(n: number): Limit['limit'] {
  return { unit: 'working-days', n };
}

/** What a sub-class says for itself. */
export interface SubClass {
  readonly code: string;
  readonly name: readonly [zh: string, en: string];
  readonly handle: Limit['limit'];
  readonly lead: UnitKind;
  readonly helpers?: readonly UnitKind[];
  readonly more?: OwnCategoryRuleInput;
}

/** A class with its sub-classes; limits are those of the platform's own list, to be changed by the district. */
export function classOf(one: {
  readonly code: string;
  readonly name: readonly [zh: string, en: string];
  readonly rule: OwnCategoryRuleInput;
  readonly subs: readonly SubClass[];
}): readonly CategorySeed[] {
  const parent: CategorySeed = {
    code: one.code,
    parentCode: null,
    caseType: 'event',
    name: text(...one.name),
    rule: one.rule,
    duty: undefined,
  };
  const subs = one.subs.map((sub): CategorySeed => {
    const basis = `平台事项清单“${sub.name[0]}”`;
    return {
      code: `${one.code}.${sub.code}`,
      parentCode: one.code,
      caseType: 'event',
      name: text(...sub.name),
      rule: { limits: { handle: { limit: sub.handle, basis } }, ...sub.more },
      duty: { lead: sub.lead, helpers: sub.helpers ?? [], basis },
    };
  });
  return [parent, ...subs];
}

/** An answer for what is not ours: the words that give it away, and where to go. */
export function elsewhere(words: readonly string[], zh: string, en: string) {
  return { words: [...words], say: text(zh, en) };
}

/** A question that ends the report: a yes is told where to go at once. */
export function stopper(
  code: string,
  ask: readonly [zh: string, en: string],
  instead: readonly [zh: string, en: string],
  phone?: string,
) {
  return { code, question: text(...ask), instead: text(...instead), ...(phone ? { phone } : {}) };
}

/** A question of the form. */
export function flagQuestion(key: string, zh: string, en: string) {
  return { key, label: text(zh, en), kind: 'flag' as const };
}

export function textQuestion(key: string, zh: string, en: string) {
  return { key, label: text(zh, en), kind: 'text' as const };
}

export function choiceQuestion(key: string, label: readonly [zh: string, en: string], of: readonly Chip[]) {
  return { key, label: text(...label), kind: 'choice' as const, of: [...of] };
}

/** A reply to the person that staff may start from. */
export function reply(stage: string, zh: string, en: string) {
  return { stage, text: text(zh, en) };
}
