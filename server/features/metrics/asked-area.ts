import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { holdingsWith } from '../../../domain/access/actor.ts';
import { refuse } from '../../../domain/refusals.ts';
import { type AreaNode, type AreaTree, areaTree } from '../../access/tree.ts';
import { caseRows, communityRows, scopeFor } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';

type Predicate = RawBuilder<SqlBool>;

/** An area whose figures are asked for. */
export interface AskedArea {
  readonly tree: AreaTree;
  readonly area: AreaNode;
  /** Cases of the area, within the actor's own scope. */
  readonly rows: Predicate;
  /** The same for figures of a month, with the measures as `m`: of a grid, those raised in it. */
  readonly pastRows: Predicate;
  /** The desks whose cases these are, where the actor sees all of each; their figures may come from memory. */
  readonly desks: readonly number[] | undefined;
}

/** The areas an actor may see figures of: where they hold the capability. */
export function ownAreas(ctx: ReadCtx, tree: AreaTree): readonly AreaNode[] {
  return holdingsWith(ctx.actor, 'metrics.read').flatMap((holding) => {
    const node = holding.areaId === undefined ? undefined : tree.byId.get(holding.areaId);
    return node ? [node] : [];
  });
}

/** The communities under an area. */
export const communitiesUnder = ({ tree, area }: Pick<AskedArea, 'tree' | 'area'>): readonly AreaNode[] =>
  tree.desksUnder(area.id).filter(({ kind }) => kind === 'community');

/** The grids under an area, itself if it is one. */
export function gridsUnder({ tree, area }: Pick<AskedArea, 'tree' | 'area'>): readonly AreaNode[] {
  if (area.kind === 'grid') return [area];
  return tree.desksUnder(area.id).flatMap(({ id }) => tree.childrenOf(id).filter(({ kind }) => kind === 'grid'));
}

/** The desks' ids under an area, and the grid where only one is meant. */
function areaRows(area: AreaNode, desks: readonly number[]): Predicate {
  if (area.kind === 'grid') return sql<SqlBool>`cases.grid_id = ${area.id}`;
  if (area.kind === 'building' || area.kind === 'unit')
    return sql<SqlBool>`cases.building_id = ${area.kind === 'unit' ? area.parentId : area.id}`;
  return communityRows(desks);
}

/** The area that is asked for, or the actor's own. @throws access.outside-scope */
export async function askedArea(ctx: ReadCtx, areaId: number | undefined): Promise<AskedArea> {
  const tree = await areaTree(ctx);
  const own = ownAreas(ctx, tree);
  const area = areaId === undefined ? own[0] : tree.byId.get(areaId);
  if (!area || !own.some((one) => tree.isWithin(area.id, one.id))) throw refuse('access.outside-scope');
  const desks = tree.desksUnder(area.id).map(({ id }) => id);
  const scope = await caseRows(ctx, 'metrics.read');
  const past = area.kind === 'grid' ? sql<SqlBool>`m.grid_id = ${area.id}` : areaRows(area, desks);
  const whole = new Set((await scopeFor(ctx, 'metrics.read')).whole);
  const isWhole = desks.length > 0 && desks.every((id) => whole.has(id));
  return {
    tree,
    area,
    rows: sql<SqlBool>`(${scope} and ${areaRows(area, desks)})`,
    pastRows: sql<SqlBool>`(${scope} and ${past})`,
    desks: isWhole ? desks : undefined,
  };
}
