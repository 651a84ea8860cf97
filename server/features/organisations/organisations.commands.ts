import { sql } from 'kysely';
import type { z } from 'zod';
import type { organisationCommands } from '../../../contract/organisations.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { parseCreditCode } from '../../../domain/identifiers/credit-code.ts';
import { identifierFaults } from '../../../domain/identifiers/faults.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { planChange, planClose, stampOf } from '../../../domain/registry/dated.ts';
import { lockTree } from '../../access/area-ids.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import type { WriteTx } from '../../kit/db/client.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { readOrganisations, type StoredOrganisation, type StoredOrganisationVersion } from './organisation-versions.ts';

type Input<K extends keyof typeof organisationCommands> = z.output<(typeof organisationCommands)[K]['input']>;

interface Values {
  readonly parentId: string | null;
  readonly areaId: number;
  readonly name: string;
  readonly shortName: string | null;
  readonly creditCode: string | null;
  readonly phone: string | null;
}

async function assertOver(ctx: WriteCtx, areaId: number): Promise<void> {
  const tree = await areaTree(ctx);
  if (!holdsOver(tree, ctx.actor, 'organisations.manage', areaId)) throw refuse('access.outside-scope');
}

/** An organisation, after every other change of the trees has ended. */
async function lockOrganisation(ctx: WriteCtx, id: string): Promise<StoredOrganisation> {
  await lockTree(ctx.db);
  const [organisation] = await readOrganisations(ctx.db, [id]);
  if (!organisation || organisation.versions.length === 0) throw refuse('request.not-found');
  const last = organisation.versions.at(-1) as StoredOrganisationVersion;
  await assertOver(ctx, last.areaId);
  return organisation;
}

function readCreditCode(written: string | null | undefined): string | null {
  if (written === undefined || written === null || written === '') return null;
  const read = parseCreditCode(written);
  if (read.ok) return read.normalized;
  throw new Refusal('organisations.credit-code', {
    fields: [{ path: 'creditCode', text: identifierFaults[read.code] }],
  });
}

async function assertNameFree(ctx: WriteCtx, values: Values, from: string, ownId: string): Promise<void> {
  const taken = await ctx.db
    .selectFrom('organisationVersions')
    .select('organisationId')
    .where('areaId', '=', values.areaId)
    .where('name', '=', values.name)
    .where('organisationId', '<>', ownId)
    .where((is) => is.or([is('validTo', 'is', null), is('validTo', '>', from)]))
    .executeTakeFirst();
  if (taken) throw refuse('organisations.name-taken');
}

/** Refuses a parent that is the organisation itself or lies below it, now or by what is planned. */
async function assertParent(ctx: WriteCtx, parentId: string | null, ownId: string): Promise<void> {
  if (parentId === null) return;
  const { rows } = await sql<{ id: string }>`
    with recursive up as (
      select ${parentId}::uuid as id
      union
      select v.parent_id from up join organisation_versions v on v.organisation_id = up.id where v.parent_id is not null
    )
    select up.id from up join organisations o on o.id = up.id
  `.execute(ctx.db);
  if (!rows.some((row) => row.id === parentId)) throw refuse('request.not-found');
  if (rows.some((row) => row.id === ownId)) throw refuse('organisations.loop');
}

function made(ctx: WriteCtx, reason: string | undefined) {
  const by = 'name' in ctx.actor ? { kind: ctx.actor.kind, name: ctx.actor.name } : { kind: ctx.actor.kind };
  const userId = 'userId' in ctx.actor ? { userId: ctx.actor.userId } : {};
  return { madeBy: jsonb({ ...by, ...userId }), madeAt: ctx.now, reason: reason ?? null };
}

function note(ctx: WriteCtx, action: string, rowId: string, details: Record<string, unknown>): void {
  ctx.audit({ action, noun: 'organisations', rowId, details });
}

/** Adds an organisation to an area from a day on. */
export async function createOrganisation(ctx: WriteCtx, input: Input<'organisations.create'>) {
  await lockTree(ctx.db);
  await assertOver(ctx, input.areaId);
  const id = ctx.newId();
  const values: Values = {
    parentId: input.parentId ?? null,
    areaId: input.areaId,
    name: input.name,
    shortName: input.shortName || null,
    creditCode: readCreditCode(input.creditCode),
    phone: input.phone || null,
  };
  await assertParent(ctx, values.parentId, id);
  await assertNameFree(ctx, values, input.from, id);
  await ctx.db
    .insertInto('organisations')
    .values({ id, kind: input.kind, ...values, validFrom: input.from })
    .execute();
  await ctx.db
    .insertInto('organisationVersions')
    .values({ organisationId: id, validFrom: input.from, ...values, ...made(ctx, input.reason) })
    .execute();
  note(ctx, 'organisations.created', id, { areaId: input.areaId, kind: input.kind, from: input.from });
  return { id, stamp: `${input.from}.1` };
}

function told(refusal: Refusal, versions: readonly StoredOrganisationVersion[]): Refusal {
  const last = versions.at(-1);
  if (refusal.code !== 'dated.changed-meanwhile' || !last) return refusal;
  const { name } = (last.madeBy ?? {}) as { name?: string };
  return new Refusal(refusal.code, {
    current: { stamp: stampOf(last), name: last.name, by: name ?? null, at: last.madeAt },
  });
}

/** Changes an organisation from a day on; its past stays, and a later day comes into force by itself. */
export async function changeOrganisation(ctx: WriteCtx, input: Input<'organisations.change'>) {
  const { id, versions } = await lockOrganisation(ctx, input.id);
  const plan = planChange(versions, { from: input.from, today: businessDay(ctx.now), basedOn: input.basedOn });
  if (plan instanceof Refusal) throw told(plan, versions);
  const { version } = plan;
  const values: Values = {
    parentId: input.parentId === undefined ? version.parentId : input.parentId,
    areaId: input.areaId ?? version.areaId,
    name: input.name ?? version.name,
    shortName: input.shortName === undefined ? version.shortName : input.shortName || null,
    creditCode: input.creditCode === undefined ? version.creditCode : readCreditCode(input.creditCode),
    phone: input.phone === undefined ? version.phone : input.phone || null,
  };
  if (values.areaId !== version.areaId) await assertOver(ctx, values.areaId);
  if (values.parentId !== version.parentId) await assertParent(ctx, values.parentId, id);
  await assertNameFree(ctx, values, input.from, id);
  const ofVersion = ctx.db
    .updateTable('organisationVersions')
    .where('organisationId', '=', id)
    .where('validFrom', '=', version.validFrom);
  let stamp = `${input.from}.1`;
  if (plan.kind === 'in-place') {
    stamp = stampOf({ ...version, revision: version.revision + 1 });
    await ofVersion.set({ ...values, ...made(ctx, input.reason), revision: version.revision + 1 }).execute();
  } else {
    await ofVersion.set({ validTo: input.from }).execute();
    await ctx.db
      .insertInto('organisationVersions')
      .values({
        organisationId: id,
        validFrom: input.from,
        validTo: version.validTo,
        ...values,
        ...made(ctx, input.reason),
      })
      .execute();
  }
  await bringIntoForce(ctx.db, businessDay(ctx.now), id);
  note(ctx, 'organisations.changed', id, { from: input.from });
  return { id, stamp };
}

/** Takes back what has not begun yet: a version of a later day, or the end of the present one. */
export async function withdrawOrganisationChange(ctx: WriteCtx, input: Input<'organisations.withdrawChange'>) {
  const { id, versions } = await lockOrganisation(ctx, input.id);
  const today = businessDay(ctx.now);
  const at = versions.findIndex((version) => stampOf(version) === input.basedOn);
  const version = versions[at];
  if (!version) throw told(refuse('dated.changed-meanwhile'), versions);
  const before = versions[at - 1];
  const isLast = at === versions.length - 1;
  const ofThis = ctx.db.updateTable('organisationVersions').where('organisationId', '=', id);
  let kept: StoredOrganisationVersion;
  if (isLast && version.validFrom > today && before) {
    await ctx.db
      .deleteFrom('organisationVersions')
      .where('organisationId', '=', id)
      .where('validFrom', '=', version.validFrom)
      .execute();
    await ofThis.where('validFrom', '=', before.validFrom).set({ validTo: version.validTo }).execute();
    kept = before;
  } else if (isLast && version.validTo !== null && version.validTo > today) {
    kept = { ...version, validTo: null, revision: version.revision + 1 };
    await ofThis.where('validFrom', '=', version.validFrom).set({ validTo: null, revision: kept.revision }).execute();
    await ctx.db.updateTable('organisations').set({ validTo: null }).where('id', '=', id).execute();
  } else {
    throw refuse('dated.nothing-planned', { day: version.validTo ?? version.validFrom });
  }
  note(ctx, 'organisations.change-withdrawn', id, { from: version.validFrom });
  return { id, stamp: stampOf(kept) };
}

/** Closes an organisation on a day, the first it no longer holds. Refused while others hang under it. */
export async function closeOrganisation(ctx: WriteCtx, input: Input<'organisations.close'>) {
  const { id, versions } = await lockOrganisation(ctx, input.id);
  const last = planClose(versions, { on: input.on, today: businessDay(ctx.now), basedOn: input.basedOn });
  if (last instanceof Refusal) throw told(last, versions);
  const children = await ctx.db
    .selectFrom('organisationVersions')
    .select(['organisationId', 'name'])
    .where('parentId', '=', id)
    .where((is) => is.or([is('validTo', 'is', null), is('validTo', '>', input.on)]))
    .execute();
  const [first] = children;
  if (first) {
    const count = new Set(children.map((child) => child.organisationId)).size;
    throw refuse('organisations.has-children', { count, name: first.name });
  }
  await ctx.db
    .updateTable('organisationVersions')
    .set({ validTo: input.on, revision: last.revision + 1, reason: input.reason ?? last.reason })
    .where('organisationId', '=', id)
    .where('validFrom', '=', last.validFrom)
    .execute();
  await ctx.db.updateTable('organisations').set({ validTo: input.on }).where('id', '=', id).execute();
  note(ctx, 'organisations.closed', id, { on: input.on });
  return { id };
}

/** Makes the rows of organisations what their versions of today say; one organisation, or all of them. Safe to repeat. */
export async function bringIntoForce(db: WriteTx, today: string, id?: string): Promise<number> {
  const { numAffectedRows } = await sql`
    update organisations o
    set parent_id = v.parent_id, area_id = v.area_id, name = v.name, short_name = v.short_name, credit_code = v.credit_code, phone = v.phone
    from organisation_versions v
    where v.organisation_id = o.id and v.valid_from <= ${today}::date and (v.valid_to is null or v.valid_to > ${today}::date)
      and (${id ?? null}::uuid is null or o.id = ${id ?? null}::uuid)
      and (o.parent_id, o.area_id, o.name, o.short_name, o.credit_code, o.phone)
        is distinct from (v.parent_id, v.area_id, v.name, v.short_name, v.credit_code, v.phone)
  `.execute(db);
  return Number(numAffectedRows ?? 0n);
}
