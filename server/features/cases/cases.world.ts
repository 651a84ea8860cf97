import { capabilitiesOf, holdingsOf } from '../../../domain/access/actor.ts';
import type { Capability } from '../../../domain/access/capabilities.ts';
import type { World } from '../../../domain/case/world.ts';
import { organisationsOf } from '../../access/scope.ts';
import type { AreaTree } from '../../access/tree.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { getCalendar } from '../calendar/calendar.queries.ts';
import { loadCategory } from '../catalogue/catalogue.queries.ts';

/** The capabilities an actor holds over one area. */
function capabilitiesOver(tree: AreaTree, ctx: ReadCtx | WriteCtx, areaId: number): readonly Capability[] {
  const held = holdingsOf(ctx.actor).filter(
    (holding) => holding.areaId !== undefined && tree.isWithin(areaId, holding.areaId),
  );
  return [...new Set(held.flatMap(capabilitiesOf))];
}

/** The parties of a case that this actor is: the link's own, or those of the resident's phone. */
function partiesOf(ctx: ReadCtx | WriteCtx, phoneTokens: ReadonlyMap<string, string>): readonly string[] {
  const { actor } = ctx;
  if (actor.kind === 'link') return [actor.partyId];
  if (actor.kind !== 'resident') return [];
  const own = Buffer.from(actor.phoneToken, 'base64url').toString('hex');
  return [...phoneTokens].flatMap(([id, token]) => (token === own ? [id] : []));
}

/** Everything a decision about a case at an area reads: the clock, the calendar, the category's rule, and what this actor holds. */
export async function worldFor(
  ctx: ReadCtx | WriteCtx,
  at: {
    readonly areaId: number;
    readonly categoryId: number | null;
    readonly phoneTokens: ReadonlyMap<string, string>;
  },
): Promise<World> {
  const tree = await areaTree(ctx);
  const { rule, version } = await loadCategory(ctx, at.categoryId);
  return {
    now: ctx.now,
    calendar: (await getCalendar(ctx)).calendar,
    category: rule,
    categoryVersion: version,
    may: capabilitiesOver(tree, ctx, at.areaId),
    organisations: organisationsOf(ctx.actor),
    partyIds: partiesOf(ctx, at.phoneTokens),
  };
}
