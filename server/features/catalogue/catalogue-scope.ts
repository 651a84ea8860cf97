import { holdingsWith } from '../../../domain/access/actor.ts';
import { refuse } from '../../../domain/refusals.ts';
import { holdsOver } from '../../access/scope.ts';
import { type AreaNode, type AreaTree, areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';

type AnyCtx = ReadCtx | WriteCtx;

/** The areas whose duties and rules concern a reader: their own, everything under them and everything above. */
export interface ConcernedAreas {
  readonly tree: AreaTree;
  holds(areaId: number): boolean;
  /** undefined: every area there is. */
  readonly ids: readonly number[] | undefined;
}

/** Which duties and rules a reader of the catalogue sees; members of units see those that hold where their unit is. */
export async function concernedAreas(ctx: AnyCtx): Promise<ConcernedAreas> {
  const tree = await areaTree(ctx);
  const held = holdingsWith(ctx.actor, 'catalogue.read');
  const units = held.flatMap((holding) => (holding.organisationId === undefined ? [] : [holding.organisationId]));
  const seats =
    units.length === 0
      ? []
      : await ctx.db.selectFrom('organisations').select('areaId').where('id', 'in', units).execute();
  const own = [
    ...new Set([
      ...held.flatMap((holding) => (holding.areaId === undefined ? [] : [holding.areaId])),
      ...seats.map((seat) => seat.areaId),
    ]),
  ];
  const isAll = own.some((id) => tree.byId.get(id)?.parentId === null);
  const ids = isAll
    ? undefined
    : [...new Set(own.flatMap((id) => [...tree.ancestorsOf(id), ...tree.subtreeOf(id)].map((node) => node.id)))];
  const known = ids && new Set(ids);
  return { tree, ids, holds: (areaId) => (known ? known.has(areaId) : tree.byId.has(areaId)) };
}

/** Whether an actor may change what holds for the whole installation: categories and their rules. */
export function mayManageAll(tree: AreaTree, ctx: AnyCtx): boolean {
  const roots = [...tree.byId.values()].filter((node) => node.parentId === null);
  return roots.length > 0 && roots.every((root) => holdsOver(tree, ctx.actor, 'catalogue.manage', root.id));
}

/** Refuses whoever does not manage the catalogue over the whole installation. @refuses catalogue.whole-district */
export async function assertManageAll(ctx: AnyCtx): Promise<void> {
  if (!mayManageAll(await areaTree(ctx), ctx)) throw refuse('catalogue.whole-district');
}

/** The area, if the actor manages the catalogue over it. @refuses request.not-found, access.outside-scope */
export async function assertManageArea(ctx: AnyCtx, areaId: number): Promise<AreaNode> {
  const tree = await areaTree(ctx);
  const area = tree.byId.get(areaId);
  if (!area) throw refuse('request.not-found');
  if (!holdsOver(tree, ctx.actor, 'catalogue.manage', areaId)) throw refuse('access.outside-scope');
  return area;
}
