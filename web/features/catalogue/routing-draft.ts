import type { RuleList } from '../../../contract/catalogue.ts';
import { isSame, moved } from './category-draft.ts';

export type RuleItem = RuleList['items'][number];
export type RuleTimes = RuleItem['times'];

/** A rule that says nothing yet: every category, any time, everywhere. */
export function blankRule(id: string, name: string): RuleItem {
  return {
    id,
    name,
    categoryIds: [],
    categories: [],
    polygon: null,
    times: { hours: 'any' },
    sends: { leadOrganisationId: '', helperOrganisationIds: [] },
    lead: { id: '', name: '', isInForce: false },
    helpers: [],
    isOn: true,
  };
}

export type RuleNeed = 'name' | 'lead' | 'clock' | 'gone';

/** What a rule still needs before it may stand in the list; undefined where nothing. */
export function needOf({ name, lead, times, isOn }: RuleItem): RuleNeed | undefined {
  if (name.trim() === '') return 'name';
  if (lead.id === '') return 'lead';
  if (isOn && !lead.isInForce) return 'gone';
  const { from, to } = times;
  return (from === undefined) !== (to === undefined) || (from !== undefined && from === to) ? 'clock' : undefined;
}

/** The list with a rule in its place, or at the end if it is new. */
export function withRule(rules: readonly RuleItem[], rule: RuleItem): readonly RuleItem[] {
  const at = rules.findIndex((one) => one.id === rule.id);
  return at < 0 ? [...rules, rule] : rules.with(at, rule);
}

/** The list with the rule of an id at another place. */
export function moveRule(rules: readonly RuleItem[], id: string, to: number): readonly RuleItem[] {
  return moved(
    rules,
    rules.findIndex((rule) => rule.id === id),
    to,
  );
}

/** How many rules were changed, added, taken away or moved. */
export function countChanges(before: readonly RuleItem[], after: readonly RuleItem[]): number {
  const old = new Map(before.map((rule) => [rule.id, rule]));
  const kept = new Set(after.map((rule) => rule.id));
  const gone = before.filter((rule) => !kept.has(rule.id)).length;
  const changed = after.filter((rule) => !isSame(old.get(rule.id), rule)).length;
  const order = (rules: readonly RuleItem[], others: { has(id: string): boolean }) =>
    rules.map((rule) => rule.id).filter((id) => others.has(id));
  const isMoved = order(before, kept).join() !== order(after, old).join();
  return gone + changed + (isMoved ? 1 : 0);
}

/** The list as it is sent: without the names that came along for showing it. */
export function toSend(rules: readonly RuleItem[]) {
  return rules.map(({ id, name, categoryIds, polygon, times, sends, isOn }) => ({
    id,
    name,
    categoryIds,
    polygon,
    times,
    sends,
    isOn,
  }));
}
