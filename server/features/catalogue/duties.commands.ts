import { sql } from 'kysely';
import type { z } from 'zod';
import type { catalogueCommands } from '../../../contract/catalogue.ts';
import type { RoutingRule } from '../../../domain/case/routing.ts';
import { geometryFaults } from '../../../domain/geometry/faults.ts';
import type { Shape } from '../../../domain/geometry/shapes.ts';
import { checkShape } from '../../../domain/geometry/validity.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { rulesOf, unitNames } from './catalogue.queries.ts';
import { assertManageArea } from './catalogue-scope.ts';
import { dutyStamp } from './duties.queries.ts';
import { rulesStamp } from './routing.queries.ts';

type Input<K extends keyof typeof catalogueCommands> = z.output<(typeof catalogueCommands)[K]['input']>;
type SentRule = Input<'catalogue.setRules'>['rules'][number];

/** Refuses units that are not in force today. @refuses catalogue.unit-not-in-force */
async function assertInForce(ctx: WriteCtx, ids: readonly string[]): Promise<void> {
  const unit = await unitNames(ctx, ids);
  const gone = ids.find((id) => !unit(id).isInForce);
  if (gone !== undefined) throw new Refusal('catalogue.unit-not-in-force', { current: { organisationId: gone } });
}

/**
 * Says who answers for a category in an area and everything under it. One row each: setting it again changes it.
 * @refuses access.outside-scope, catalogue.unknown-category, catalogue.unit-not-in-force, catalogue.changed-meanwhile
 */
export async function setDuty(
  ctx: WriteCtx,
  input: Input<'catalogue.setDuty'>,
): Promise<{ id: string; stamp: string }> {
  const { categoryId, areaId, leadOrganisationId } = input;
  const area = await assertManageArea(ctx, areaId);
  const category = await ctx.db.selectFrom('categories').select('id').where('id', '=', categoryId).executeTakeFirst();
  if (!category) throw refuse('catalogue.unknown-category');
  const helperOrganisationIds = [...new Set(input.helperOrganisationIds)].filter((id) => id !== leadOrganisationId);
  await assertInForce(ctx, [leadOrganisationId, ...helperOrganisationIds]);
  const before = await ctx.db
    .selectFrom('duties')
    .select(['id', 'leadOrganisationId', 'helperOrganisationIds', 'basis'])
    .where('categoryId', '=', categoryId)
    .where('areaId', '=', areaId)
    .forUpdate()
    .executeTakeFirst();
  if ((before ? dutyStamp(before) : null) !== input.basedOn)
    throw new Refusal('catalogue.changed-meanwhile', { current: { stamp: before ? dutyStamp(before) : null } });
  const content = { leadOrganisationId, helperOrganisationIds, basis: input.basis === '' ? null : input.basis };
  const id = before?.id ?? ctx.newId();
  if (before)
    await ctx.db
      .updateTable('duties')
      .set({ ...content, updatedAt: ctx.now })
      .where('id', '=', id)
      .execute();
  else
    await ctx.db
      .insertInto('duties')
      .values({ id, categoryId, areaId, ...content, updatedAt: ctx.now })
      .execute();
  const details = { categoryId, areaId, before: before ?? null, after: content };
  ctx.audit({ action: 'catalogue.duty-set', noun: 'catalogue', communityId: area.communityId, rowId: id, details });
  return { id, stamp: dutyStamp(content) };
}

/** Takes a row off the duty list; what lies above then holds. @refuses request.not-found, access.outside-scope, catalogue.changed-meanwhile */
export async function removeDuty(
  ctx: WriteCtx,
  { id, basedOn }: Input<'catalogue.removeDuty'>,
): Promise<{ id: string }> {
  const row = await ctx.db
    .selectFrom('duties')
    .select(['categoryId', 'areaId', 'leadOrganisationId', 'helperOrganisationIds', 'basis'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw refuse('request.not-found');
  const area = await assertManageArea(ctx, row.areaId);
  if (dutyStamp(row) !== basedOn)
    throw new Refusal('catalogue.changed-meanwhile', { current: { stamp: dutyStamp(row) } });
  await ctx.db.deleteFrom('duties').where('id', '=', id).execute();
  ctx.audit({
    action: 'catalogue.duty-removed',
    noun: 'catalogue',
    communityId: area.communityId,
    rowId: id,
    details: { before: row },
  });
  return { id };
}

/**
 * Sets the whole ordered list of an area's routing rules: those left out are gone, their order is the order they are tried in.
 * @refuses access.outside-scope, catalogue.changed-meanwhile, catalogue.unknown-category, catalogue.unit-not-in-force, catalogue.polygon-broken
 */
export async function setRules(
  ctx: WriteCtx,
  input: Input<'catalogue.setRules'>,
): Promise<{ stamp: string; count: number }> {
  const { areaId } = input;
  const area = await assertManageArea(ctx, areaId);
  await sql`select pg_advisory_xact_lock(7205118, ${areaId % 2_147_483_647}::int)`.execute(ctx.db);
  const before = await rulesOf(ctx, [areaId]);
  if (rulesStamp(before) !== input.basedOn)
    throw new Refusal('catalogue.changed-meanwhile', { current: { stamp: rulesStamp(before) } });
  const rules = input.rules.map(tidyRule);
  await assertRules(ctx, rules);
  const kept = rules.map((rule) => rule.id);
  const gone = before.filter((rule) => !kept.includes(rule.id)).map((rule) => rule.id);
  if (gone.length > 0) await ctx.db.deleteFrom('routingRules').where('id', 'in', gone).execute();
  const known = new Set(before.map((rule) => rule.id));
  for (const [position, rule] of rules.entries())
    await writeRule(ctx, { areaId, position, rule, isNew: !known.has(rule.id) });
  const after = await rulesOf(ctx, [areaId]);
  const details = { areaId, before: before.map(told), after: after.map(told) };
  ctx.audit({ action: 'catalogue.rules-set', noun: 'catalogue', communityId: area.communityId, details });
  return { stamp: rulesStamp(after), count: after.length };
}

/** A rule as the audit keeps it: an outline as the number of its corners, to be read by people. */
function told({ polygon, ...rule }: RoutingRule): object {
  return polygon ? { ...rule, polygonPoints: polygon.coordinates.flat(2).length } : rule;
}

function tidyRule(rule: SentRule): SentRule {
  const helpers = [...new Set(rule.sends.helperOrganisationIds)].filter((id) => id !== rule.sends.leadOrganisationId);
  const sends = { ...rule.sends, helperOrganisationIds: helpers };
  if (!rule.polygon) return { ...rule, sends };
  const checked = checkShape(rule.polygon as Shape);
  if (!checked.ok) throw refuse('catalogue.polygon-broken', { name: rule.name, why: geometryFaults[checked.code] });
  return { ...rule, sends, polygon: checked.shape as SentRule['polygon'] };
}

async function assertRules(ctx: WriteCtx, rules: readonly SentRule[]): Promise<void> {
  if (new Set(rules.map((rule) => rule.id)).size < rules.length) throw refuse('request.invalid');
  const categoryIds = [...new Set(rules.flatMap((rule) => rule.categoryIds))];
  if (categoryIds.length > 0) {
    const found = await ctx.db.selectFrom('categories').select('id').where('id', 'in', categoryIds).execute();
    if (found.length < categoryIds.length) throw refuse('catalogue.unknown-category');
  }
  // A rule that is off may keep a unit that is gone: it is mended when it is switched on.
  await assertInForce(
    ctx,
    rules
      .filter((rule) => rule.isOn)
      .flatMap(({ sends }) => [sends.leadOrganisationId, ...sends.helperOrganisationIds]),
  );
}

interface PlacedRule {
  readonly areaId: number;
  readonly position: number;
  readonly rule: SentRule;
  readonly isNew: boolean;
}

async function writeRule(ctx: WriteCtx, { areaId, position, rule, isNew }: PlacedRule): Promise<void> {
  const values = {
    position,
    name: rule.name,
    categoryIds: rule.categoryIds,
    polygon: rule.polygon ? jsonb(rule.polygon) : null,
    times: jsonb(rule.times),
    sends: jsonb(rule.sends),
    isOn: rule.isOn,
    updatedAt: ctx.now,
    updatedBy: ctx.actor.kind === 'staff' ? ctx.actor.userId : null,
  };
  if (isNew)
    await ctx.db
      .insertInto('routingRules')
      .values({ id: rule.id, areaId, ...values })
      .execute();
  else
    await ctx.db
      .updateTable('routingRules')
      .set(values)
      .where('id', '=', rule.id)
      .where('areaId', '=', areaId)
      .execute();
}
