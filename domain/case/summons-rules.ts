import type { OrganisationKind } from '../registry/organisation-kinds.ts';
import { type Text, text } from '../text.ts';

/** The levels whose people are bound by rules when they summon; whoever acts for a whole district is bound by none. */
export const summoningLevels = {
  community: text('社区', 'Community'),
  street: text('街道', 'Street'),
} as const satisfies Record<string, Text>;
export type SummoningLevel = keyof typeof summoningLevels;
export const summoningLevelCodes = Object.keys(summoningLevels) as [SummoningLevel, ...SummoningLevel[]];

/** The level somebody acts at for a place, as it is kept with what they begin there: the one of their nearest post; a district's own are of it. */
export const actingLevels = { ...summoningLevels, district: text('区', 'District') } as const satisfies Record<
  string,
  Text
>;
export type ActingLevel = keyof typeof actingLevels;
export const actingLevelCodes = Object.keys(actingLevels) as [ActingLevel, ...ActingLevel[]];

/** The levels above a place at which units sit that can be summoned. */
export const seatLevels = {
  street: text('所在街道', 'The street above'),
  district: text('所在区', 'The district above'),
} as const satisfies Record<string, Text>;
export type SeatLevel = keyof typeof seatLevels;
export const seatLevelCodes = Object.keys(seatLevels) as [SeatLevel, ...SeatLevel[]];

/** Units that may be summoned: those of some kinds at a level above the place, or one unit with all under it. */
export type SummonsTarget =
  | { readonly seat: SeatLevel; readonly kinds: readonly OrganisationKind[] }
  | { readonly organisationId: string };

export interface SummonsRule {
  readonly by: SummoningLevel;
  readonly target: SummonsTarget;
}

type AreaKind = 'district' | 'street' | 'community' | 'grid' | 'building' | 'unit';

/** The level of whoever holds something over an area of a kind: people of a grid or a building are their community's; null, a district's. */
export function levelOfArea(kind: AreaKind): SummoningLevel | null {
  if (kind === 'district') return null;
  return kind === 'street' ? 'street' : 'community';
}

/**
 * What somebody may summon by the rules in force for a place: together all that any of their levels may. Null where they are bound by none:
 * a district's own, or somebody of a level for which nothing is recorded, so that a new installation can summon from its first day.
 */
export function targetsFor(
  rules: readonly SummonsRule[],
  levels: readonly (SummoningLevel | null)[],
): readonly SummonsTarget[] | null {
  const own = [...new Set(levels)];
  if (own.length === 0 || own.some((level) => level === null || rules.every(({ by }) => by !== level))) return null;
  return rules.filter(({ by }) => own.includes(by)).map(({ target }) => target);
}
