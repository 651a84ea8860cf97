import { holdingsWith } from '../../../domain/access/actor.ts';
import type { Capability } from '../../../domain/access/capabilities.ts';
import { refuse } from '../../../domain/refusals.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';

type AnyCtx = ReadCtx | WriteCtx;

/** Whether the actor holds a capability over an area; one that is not in today's tree is judged by where it hangs. */
export async function mayOver(
  ctx: AnyCtx,
  capability: Capability,
  areaId: number,
  parentId: number | null = null,
): Promise<boolean> {
  const tree = await areaTree(ctx);
  const judged = tree.byId.has(areaId) ? areaId : parentId;
  return judged !== null && holdsOver(tree, ctx.actor, capability, judged);
}

/** Refuses an actor who does not hold a capability over an area. */
export async function assertOver(
  ctx: AnyCtx,
  capability: Capability,
  areaId: number,
  parentId: number | null = null,
): Promise<void> {
  if (!(await mayOver(ctx, capability, areaId, parentId))) throw refuse('access.outside-scope');
}

/** Refuses an actor who does not hold a capability over the whole installation: over an area at the top of the tree. */
export async function assertOverAll(ctx: AnyCtx, capability: Capability): Promise<void> {
  const tree = await areaTree(ctx);
  const isTop = holdingsWith(ctx.actor, capability).some(
    ({ areaId }) => areaId !== undefined && tree.byId.get(areaId)?.parentId === null,
  );
  if (!isTop) throw refuse('access.outside-scope');
}
