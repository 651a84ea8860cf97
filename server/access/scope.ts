import { type Actor, holdingsOf, holdingsWith } from '../../domain/access/actor.ts';
import type { Capability } from '../../domain/access/capabilities.ts';
import type { RowScope } from '../kit/db/client.ts';
import type { AreaTree } from './tree.ts';

/**
 * What a set of areas means for stored rows. `whole`: storage ids all of whose rows belong to it. `partStorage`: storage ids of
 * which only rows of the listed grids and buildings belong to it (a grid worker's grid; a building that came from elsewhere).
 */
export interface AreaScope {
  readonly whole: readonly number[];
  readonly partStorage: readonly number[];
  readonly grids: readonly number[];
  readonly buildings: readonly number[];
}

export const nowhere: AreaScope = { whole: [], partStorage: [], grids: [], buildings: [] };

const compiled = new WeakMap<AreaTree, Map<number, AreaScope>>();

/** How many buildings a storage id has in all, to tell whether a subtree holds every one of them. */
const buildingsByStorage = new WeakMap<AreaTree, ReadonlyMap<number, number>>();

function storageSizes(tree: AreaTree): ReadonlyMap<number, number> {
  const known = buildingsByStorage.get(tree);
  if (known) return known;
  const sizes = new Map<number, number>();
  for (const node of tree.byId.values()) {
    if (node.kind === 'building') sizes.set(node.communityId, (sizes.get(node.communityId) ?? 0) + 1);
  }
  buildingsByStorage.set(tree, sizes);
  return sizes;
}

/** The stored rows under one area, from memory for as long as the tree holds. */
export function scopeOfArea(tree: AreaTree, areaId: number): AreaScope {
  const memory = compiled.get(tree) ?? new Map<number, AreaScope>();
  compiled.set(tree, memory);
  const known = memory.get(areaId);
  if (known) return known;
  const scope = compileArea(tree, areaId);
  memory.set(areaId, scope);
  return scope;
}

function compileArea(tree: AreaTree, areaId: number): AreaScope {
  const nodes = tree.subtreeOf(areaId);
  const owned = new Set(
    nodes
      .filter((node) => node.kind === 'district' || node.kind === 'street' || node.kind === 'community')
      .map((node) => node.id),
  );
  const buildings = nodes.filter((node) => node.kind === 'building');
  const counts = new Map<number, number>();
  for (const building of buildings) counts.set(building.communityId, (counts.get(building.communityId) ?? 0) + 1);
  const sizes = storageSizes(tree);
  const whole = [...owned].filter((id) => (sizes.get(id) ?? 0) === (counts.get(id) ?? 0));
  const isWhole = new Set(whole);
  const partStorage = new Set<number>();
  for (const node of nodes) if (!isWhole.has(node.communityId)) partStorage.add(node.communityId);
  return {
    whole,
    partStorage: [...partStorage],
    grids: nodes.filter((node) => node.kind === 'grid' && !isWhole.has(node.communityId)).map((node) => node.id),
    buildings: buildings.filter((node) => !isWhole.has(node.communityId)).map((node) => node.id),
  };
}

function union(scopes: readonly AreaScope[]): AreaScope {
  if (scopes.length === 1) return scopes[0] as AreaScope;
  const merge = (pick: (scope: AreaScope) => readonly number[]) => [...new Set(scopes.flatMap(pick))];
  const whole = merge((scope) => scope.whole);
  return {
    whole,
    partStorage: merge((scope) => scope.partStorage).filter((id) => !whole.includes(id)),
    grids: merge((scope) => scope.grids),
    buildings: merge((scope) => scope.buildings),
  };
}

/** Where an actor holds a capability, as stored rows. */
export function scopeWith(tree: AreaTree, actor: Actor, capability: Capability): AreaScope {
  const areas = holdingsWith(actor, capability).flatMap((holding) =>
    holding.areaId === undefined ? [] : [holding.areaId],
  );
  return areas.length === 0 ? nowhere : union(areas.map((id) => scopeOfArea(tree, id)));
}

/** Whether an actor holds a capability over an area. */
export function holdsOver(tree: AreaTree, actor: Actor, capability: Capability, areaId: number): boolean {
  return holdingsWith(actor, capability).some(
    (holding) => holding.areaId !== undefined && tree.isWithin(areaId, holding.areaId),
  );
}

/** The organisations in which an actor holds any role: cases assigned to them pass the policies. A key must be made for reading them. */
export function organisationsOf(actor: Actor): readonly string[] {
  return [
    ...new Set(
      holdingsOf(actor).flatMap((holding) =>
        holding.organisationId === undefined || holding.only?.includes('cases.read') === false
          ? []
          : [holding.organisationId],
      ),
    ),
  ];
}

/** What the policies let through for staff: every storage id any of their roles touches, and those in which they are on a list. The finer scope is in the query. */
export function rowScopeOfStaff(tree: AreaTree, actor: Actor): RowScope {
  const areas = holdingsOf(actor).flatMap((holding) => (holding.areaId === undefined ? [] : [holding.areaId]));
  const listed = actor.kind === 'staff' ? (actor.listedIn ?? []) : [];
  const scope = areas.length === 0 ? nowhere : union(areas.map((id) => scopeOfArea(tree, id)));
  const communities = [...scope.whole, ...scope.partStorage];
  return {
    communities: listed.length === 0 ? communities : [...new Set([...communities, ...listed])],
    organisations: organisationsOf(actor),
    ...(actor.kind === 'staff' ? { userId: actor.userId } : {}),
  };
}
