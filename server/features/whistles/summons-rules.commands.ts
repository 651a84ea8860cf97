import type { z } from 'zod';
import type { whistleCommands } from '../../../contract/whistles.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import type { OrganisationKind } from '../../../domain/registry/organisation-kinds.ts';
import { text } from '../../../domain/text.ts';
import { holdsOver } from '../../access/scope.ts';
import { type AreaNode, areaTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { unitNames } from '../catalogue/catalogue.queries.ts';

type Input<K extends keyof typeof whistleCommands> = z.output<(typeof whistleCommands)[K]['input']>;

async function managedArea(ctx: WriteCtx, areaId: number): Promise<AreaNode> {
  const tree = await areaTree(ctx);
  const area = tree.byId.get(areaId);
  if (!area) throw refuse('request.not-found');
  if (!holdsOver(tree, ctx.actor, 'catalogue.manage', areaId)) throw refuse('access.outside-scope');
  return area;
}

const needed = (path: string, zh: string, en: string) =>
  new Refusal('request.invalid', { fields: [{ path, text: text(zh, en) }] });

/** What a rule points at: units of kinds at a level, or one unit that is in force. */
async function targetOf(ctx: WriteCtx, { seat, kinds, organisationId }: Input<'whistles.addRule'>) {
  if ((seat === undefined) === (organisationId === undefined))
    throw needed(
      'seat',
      '请选“哪一级的单位”或者一个具体单位，二选一。',
      'Choose a level of units or one unit, not both.',
    );
  if (organisationId !== undefined) {
    const unit = await unitNames(ctx, [organisationId]);
    if (!unit(organisationId).isInForce)
      throw new Refusal('catalogue.unit-not-in-force', { current: { organisationId } });
    return { seatLevel: null, kinds: [] as OrganisationKind[], organisationId };
  }
  if (kinds.length === 0) throw needed('kinds', '请选至少一类单位。', 'Choose at least one kind of unit.');
  return { seatLevel: seat ?? null, kinds: [...new Set(kinds)].sort(), organisationId: null };
}

/**
 * Records whom people of a level may summon for places in an area. From its first day on they are bound by what is recorded for them.
 * @throws request.not-found, access.outside-scope, request.invalid by the field, catalogue.unit-not-in-force, whistles.rule-there
 */
export async function addSummonsRule(ctx: WriteCtx, input: Input<'whistles.addRule'>): Promise<{ id: string }> {
  const area = await managedArea(ctx, input.areaId);
  if (!['district', 'street', 'community'].includes(area.kind))
    throw needed('areaId', '规则按区、街道或社区设置。', 'A rule holds for a district, a street or a community.');
  const target = await targetOf(ctx, input);
  const from = input.from ?? businessDay(ctx.now);
  if (from < businessDay(ctx.now)) throw needed('from', '规则从今天或以后生效。', 'A rule begins today or later.');
  const same = await ctx.db
    .selectFrom('summonsRules')
    .select(['seatLevel', 'kinds', 'organisationId'])
    .where('areaId', '=', area.id)
    .where('byLevel', '=', input.by)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', from)]))
    .forUpdate()
    .execute();
  const key = (one: { seatLevel: string | null; kinds: readonly string[]; organisationId: string | null }) =>
    JSON.stringify([one.seatLevel, one.kinds, one.organisationId]);
  if (same.some((one) => key(one) === key(target))) throw refuse('whistles.rule-there');
  const id = ctx.intentionId;
  const rule = { areaId: area.id, byLevel: input.by, ...target, basis: input.basis || null, validFrom: from };
  await ctx.db
    .insertInto('summonsRules')
    .values({ id, ...rule, madeAt: ctx.now, madeBy: ctx.actor.kind === 'staff' ? ctx.actor.userId : null })
    .execute();
  ctx.audit({
    action: 'whistles.rule-added',
    noun: 'whistles',
    communityId: area.communityId,
    rowId: id,
    details: { after: rule },
  });
  return { id };
}

/**
 * Ends a rule: it holds no longer from today on, one that has not begun never does. What was blown by it stays.
 * @throws request.not-found, access.outside-scope, whistles.rule-ended
 */
export async function endSummonsRule(ctx: WriteCtx, { id }: Input<'whistles.endRule'>): Promise<{ id: string }> {
  const row = await ctx.db
    .selectFrom('summonsRules')
    .select(['areaId', 'validFrom', 'validTo'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw refuse('request.not-found');
  const area = await managedArea(ctx, row.areaId);
  if (row.validTo !== null) throw refuse('whistles.rule-ended');
  const today = businessDay(ctx.now);
  const validTo = row.validFrom > today ? row.validFrom : today;
  await ctx.db.updateTable('summonsRules').set({ validTo }).where('id', '=', id).execute();
  ctx.audit({
    action: 'whistles.rule-ended',
    noun: 'whistles',
    communityId: area.communityId,
    rowId: id,
    details: { validTo },
  });
  return { id };
}
