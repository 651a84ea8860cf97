import { capabilitiesOf, holdingsOf, holdingsWith } from '../../../domain/access/actor.ts';
import type { Capability } from '../../../domain/access/capabilities.ts';
import { type RoleCode, roleMay, roles } from '../../../domain/access/roles.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import type { CaseType } from '../../../domain/case/define.ts';
import type { Field } from '../../../domain/case/fields.ts';
import { levelOfArea } from '../../../domain/case/summons-rules.ts';
import type { World } from '../../../domain/case/world.ts';
import { Refusal } from '../../../domain/refusals.ts';
import { text } from '../../../domain/text.ts';
import { organisationsOf } from '../../access/scope.ts';
import type { AreaTree } from '../../access/tree.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { getCalendar } from '../calendar/calendar.queries.ts';
import { loadCategory } from '../catalogue/catalogue.queries.ts';
import { summonableAt } from '../whistles/summons-rules.queries.ts';

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

/**
 * A category belongs to one process: a matter of another cannot be given it.
 * @param path the field that named it
 * @throws request.invalid by that field, catalogue.unknown-category
 */
export async function assertOfType(
  ctx: WriteCtx,
  type: CaseType,
  categoryId: number | null,
  path = 'categoryId',
): Promise<void> {
  const { caseType, name } = await loadCategory(ctx, categoryId);
  if (name === null || caseType === type.code) return;
  const words = text(
    `“${name.zh}”不是“${type.title.zh}”的类别，请重新选择。`,
    `“${name.en}” is no category of “${type.title.en}”. Please choose again.`,
  );
  throw new Refusal('request.invalid', { fields: [{ path, text: words }] });
}

/** The level of area that an actor acts at for a place: that of the nearest post that lets them raise something there. */
export async function actsAt(ctx: ReadCtx | WriteCtx, areaId: number): Promise<Pick<World, 'actsAt'>> {
  const held = new Set(holdingsWith(ctx.actor, 'cases.raise').map((one) => one.areaId));
  const nearest = (await areaTree(ctx)).ancestorsOf(areaId).find(({ id }) => held.has(id));
  return nearest ? { actsAt: levelOfArea(nearest.kind) ?? 'district' } : {};
}

/** Where a step asks for units to summon: those that this actor may summon at the place, if rules bind them. */
export async function summonableFor(
  ctx: ReadCtx | WriteCtx,
  asks: Readonly<Record<string, Field>> | undefined,
  areaId: number,
): Promise<Pick<World, 'summonable'>> {
  if (!Object.values(asks ?? {}).some(({ isSummoned }) => isSummoned)) return {};
  const summonable = await summonableAt(ctx, areaId);
  return summonable === null ? {} : { summonable };
}

/** Of a sealed type: the users who hold its intake over an area today. Nothing for every other type. */
export async function intakeOf(
  ctx: ReadCtx | WriteCtx,
  type: CaseType,
  areaId: number,
): Promise<Pick<World, 'intake'>> {
  if (!type.sealed) return {};
  const { intake: capability } = type.sealed;
  const above = (await areaTree(ctx)).ancestorsOf(areaId).map(({ id }) => id);
  const bundles = (Object.keys(roles) as RoleCode[]).filter((role) => roleMay(role, capability));
  const today = businessDay(ctx.now);
  const found = await ctx.db
    .selectFrom('holdings')
    .innerJoin('users', 'users.id', 'holdings.userId')
    .where('holdings.role', 'in', bundles)
    .where('holdings.areaId', 'in', above)
    .where('holdings.validFrom', '<=', today)
    .where((eb) => eb.or([eb('holdings.validTo', 'is', null), eb('holdings.validTo', '>', today)]))
    .where('users.isActive', '=', true)
    .select('users.id')
    .distinct()
    .orderBy('users.id')
    .execute();
  return { intake: found.map(({ id }) => id) };
}
