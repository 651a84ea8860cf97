import { type Holding, holdingMay } from './actor.ts';
import type { Capability } from './capabilities.ts';

/** What a key can be made for: reading, raising and exchanging. Never to reveal sealed values, to decide, or to administer. */
export const keyScopes = [
  'areas.read',
  'organisations.read',
  'catalogue.read',
  'metrics.read',
  'cases.read',
  'cases.raise',
  'files.write',
  'houses.read',
  'people.read',
  'tickets.exchange',
] as const satisfies readonly Capability[];

export type KeyScope = (typeof keyScopes)[number];

/** What a key belongs to. */
export type KeyReach = { readonly areaId: number } | { readonly organisationId: string };

/** Whether one area is another or lies under it, in the tree of today. */
export type IsWithin = (id: number, under: number) => boolean;

/**
 * What a key holds: its maker's roles of today, cut down to the key's own reach and scopes. A maker who loses a role takes it from
 * the key, too.
 */
export function keyHoldings(
  held: readonly Holding[],
  reach: KeyReach,
  only: readonly Capability[],
  isWithin: IsWithin,
): readonly Holding[] {
  return held.flatMap((holding): Holding[] => {
    if ('organisationId' in reach) {
      return holding.organisationId === reach.organisationId ? [{ ...holding, only }] : [];
    }
    if (holding.areaId === undefined) return [];
    if (isWithin(reach.areaId, holding.areaId)) return [{ role: holding.role, areaId: reach.areaId, only }];
    return isWithin(holding.areaId, reach.areaId) ? [{ ...holding, only }] : [];
  });
}

/** The scopes wanted that the maker does not hold over the whole reach: a key can do no more than whoever makes it. */
export function scopesBeyond(
  held: readonly Holding[],
  reach: KeyReach,
  wanted: readonly Capability[],
  isWithin: IsWithin,
): readonly Capability[] {
  const covering = held.filter((holding) =>
    'organisationId' in reach
      ? holding.organisationId === reach.organisationId
      : holding.areaId !== undefined && isWithin(reach.areaId, holding.areaId),
  );
  return wanted.filter((scope) => !covering.some((holding) => holdingMay(holding, scope)));
}
