import type { OwnCategoryRuleInput } from '../../../../domain/case/category-own.ts';
import type { ItemGuideInput } from '../../../../domain/service-items/guide.ts';
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
  readonly caseType: 'event' | 'request' | 'application' | 'assisted-filing';
  readonly name: Text;
  readonly rule: OwnCategoryRuleInput;
  readonly duty: DutySeed | undefined;
  /** What residents read before they apply. */
  readonly guide?: ItemGuideInput;
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

type Words = readonly [zh: string, en: string];

/** A question answered by yes or no. */
export function flagQuestion(key: string, zh: string, en: string) {
  return { key, label: text(zh, en), kind: 'flag' as const };
}

/** A question answered in a few words. */
export function textQuestion(key: string, zh: string, en: string) {
  return { key, label: text(zh, en), kind: 'text' as const };
}

/** A question answered by one of several. */
export function choiceQuestion(key: string, label: Words, of: readonly Chip[]) {
  return { key, label: text(...label), kind: 'choice' as const, of: [...of] };
}

/** A question answered by a number of something; of one that is not whole it says so. */
export function numberQuestion(
  key: string,
  label: Words,
  unit: Words,
  more: { readonly min?: number; readonly max?: number; readonly hasDecimals?: boolean } = {},
) {
  return { key, label: text(...label), kind: 'number' as const, unit: text(...unit), min: 1, max: 9999, ...more };
}

/** A question answered by a day. */
export function dayQuestion(key: string, zh: string, en: string) {
  return { key, label: text(zh, en), kind: 'day' as const };
}

/** The same question, which must be answered. */
export function mustAnswer<Q extends object>(question: Q) {
  return { ...question, isRequired: true };
}

/** When it happens, by the parts of a day that matter to whoever goes there. */
export function hoursQuestion() {
  return choiceQuestion(
    'when',
    ['一般什么时段', 'At what time of day'],
    [
      chip('morning', '清早（6–8 点）', 'Early (6–8)'),
      chip('day', '白天', 'By day'),
      chip('evening', '傍晚到 22 点', 'Evening until 22'),
      chip('night', '夜里（22–6 点）', 'Night (22–6)'),
      chip('always', '不分时段', 'At any time'),
    ],
  );
}

/** A reply to the person that staff may start from. */
export function reply(stage: string, zh: string, en: string) {
  return { stage, text: text(zh, en) };
}
