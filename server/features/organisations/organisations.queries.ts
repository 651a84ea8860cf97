import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { OrganisationRow, OrganisationVersion, OrganisationView } from '../../../contract/organisations.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { stampOf, versionOn } from '../../../domain/registry/dated.ts';
import type { OrganisationKind } from '../../../domain/registry/organisation-kinds.ts';
import { holdsOver } from '../../access/scope.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { readOrganisations, type StoredOrganisation, type StoredOrganisationVersion } from './organisation-versions.ts';

type AnyCtx = ReadCtx | WriteCtx;

/** A level of the tree holds no more than this in one answer. */
const levelLimit = 1000;

interface ListInput {
  readonly areaId?: number | undefined;
  readonly kind?: OrganisationKind | undefined;
  readonly q?: string | undefined;
}

interface RawRow extends Omit<OrganisationRow, 'area'> {
  readonly areaId: number;
}

function rowOf({ areaId, ...row }: RawRow, tree: AreaTree): OrganisationRow {
  const area = tree.byId.get(areaId);
  return { ...row, area: { id: areaId, kind: area?.kind ?? 'community', name: area?.name ?? '' } };
}

/** Organisations in force today that meet some conditions, by name in the order of the dictionary. */
async function readRows(
  ctx: AnyCtx,
  conditions: readonly ReturnType<typeof sql<SqlBool>>[],
  limit: number,
): Promise<OrganisationRow[]> {
  const on = businessDay(ctx.now);
  const { rows } = await sql<RawRow>`
    select o.id, o.kind, o.name, o.short_name, o.parent_id, o.area_id, o.phone, o.credit_code, o.valid_from, o.valid_to,
      (select count(*) from organisations c where c.parent_id = o.id and c.valid_from <= ${on}::date and (c.valid_to is null or c.valid_to > ${on}::date)) as child_count
    from organisations o
    where o.valid_from <= ${on}::date and (o.valid_to is null or o.valid_to > ${on}::date) and ${sql.join([sql<SqlBool>`true`, ...conditions], sql` and `)}
    order by o.name collate "zh-x-icu", o.id limit ${limit}
  `.execute(ctx.db);
  const tree = await areaTree(ctx);
  return rows.map((row) => rowOf(row, tree));
}

async function conditionsOf(ctx: AnyCtx, { areaId, kind, q }: ListInput) {
  const conditions: ReturnType<typeof sql<SqlBool>>[] = [];
  if (kind !== undefined) conditions.push(sql<SqlBool>`o.kind = ${kind}`);
  if (q)
    conditions.push(
      sql<SqlBool>`(position(${q} in o.name) > 0 or position(${q} in coalesce(o.short_name, '')) > 0 or o.credit_code = upper(${q}))`,
    );
  if (areaId !== undefined) {
    const ids = await seatsWithin(ctx, areaId, sql.join([sql<SqlBool>`true`, ...conditions], sql` and `));
    conditions.push(sql<SqlBool>`o.area_id = any (${`{${ids.join(',')}}`}::bigint[])`);
  }
  return conditions;
}

/** Few organisations sit in many areas: of those that fit otherwise, the areas within one. The tens of thousands of a district are not sent. */
async function seatsWithin(ctx: AnyCtx, areaId: number, fits: RawBuilder<unknown>): Promise<readonly number[]> {
  const tree = await areaTree(ctx);
  const { rows } = await sql<{ areaId: number }>`select distinct o.area_id from organisations o where ${fits}`.execute(
    ctx.db,
  );
  return rows.flatMap((row) =>
    tree.byId.get(row.areaId)?.kind !== 'unit' && tree.isWithin(row.areaId, areaId) ? [row.areaId] : [],
  );
}

/** A page of organisations by area, kind and words of the name. */
export async function listOrganisations(
  ctx: ReadCtx,
  input: ListInput & { cursor?: string | undefined; limit: number },
) {
  const conditions = await conditionsOf(ctx, input);
  const after = fromCursor(input.cursor, z.tuple([z.string(), z.uuid()]));
  if (after)
    conditions.push(
      sql<SqlBool>`(o.name collate "zh-x-icu", o.id) > (${after[0]} collate "zh-x-icu", ${after[1]}::uuid)`,
    );
  const rows = await readRows(ctx, conditions, input.limit + 1);
  return pageUp(rows, input.limit, (row) => [row.name, row.id]);
}

/** A level of the organisation tree: those under a parent, or the topmost (of an area, where one is given). */
export async function listOrganisationLevel(
  ctx: ReadCtx,
  input: { parent?: string | undefined; areaId?: number | undefined },
) {
  const conditions = await conditionsOf(ctx, { areaId: input.areaId });
  conditions.push(await levelCondition(ctx, input));
  const items = await readRows(ctx, conditions, levelLimit + 1);
  return { items: items.slice(0, levelLimit), isCut: items.length > levelLimit };
}

async function levelCondition(
  ctx: ReadCtx,
  { parent, areaId }: { parent?: string | undefined; areaId?: number | undefined },
) {
  if (parent !== undefined) return sql<SqlBool>`o.parent_id = ${parent}::uuid`;
  if (areaId === undefined) return sql<SqlBool>`o.parent_id is null`;
  const ids = (await areaTree(ctx)).subtreeOf(areaId).map((node) => node.id);
  // The topmost within the area: its parent sits elsewhere, or there is none.
  return sql<SqlBool>`not exists (select from organisations p where p.id = o.parent_id and p.area_id = any (${`{${ids.join(',')}}`}::bigint[]))`;
}

/** An organisation with what is planned for it. */
export async function getOrganisation(ctx: ReadCtx, id: string): Promise<OrganisationView> {
  const organisation = await getStored(ctx, id);
  const on = businessDay(ctx.now);
  const { versions } = organisation;
  const current = versionOn(versions, on) ?? versions.findLast((version) => version.validFrom <= on) ?? versions[0];
  if (!current) throw refuse('request.not-found');
  const tree = await areaTree(ctx);
  const names = await parentNames(ctx, versions);
  return {
    id,
    kind: organisation.kind,
    current: viewOf(current, tree, names),
    planned: versions
      .filter((version) => version.validFrom > on && version !== current)
      .map((version) => viewOf(version, tree, names)),
    path: await pathOf(ctx, id),
    may: { manage: holdsOver(tree, ctx.actor, 'organisations.manage', current.areaId) },
  };
}

async function getStored(ctx: AnyCtx, id: string): Promise<StoredOrganisation> {
  const [organisation] = await readOrganisations(ctx.db, [id]);
  if (!organisation) throw refuse('request.not-found');
  return organisation;
}

/** Every version of an organisation, newest first. */
export async function listOrganisationHistory(ctx: ReadCtx, id: string): Promise<{ items: OrganisationVersion[] }> {
  const { versions } = await getStored(ctx, id);
  const tree = await areaTree(ctx);
  const names = await parentNames(ctx, versions);
  return { items: versions.map((version) => viewOf(version, tree, names)).reverse() };
}

async function parentNames(
  ctx: AnyCtx,
  versions: readonly StoredOrganisationVersion[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(versions.flatMap(({ parentId }) => (parentId === null ? [] : [parentId])))];
  if (ids.length === 0) return new Map();
  const rows = await ctx.db.selectFrom('organisations').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

function viewOf(
  version: StoredOrganisationVersion,
  tree: AreaTree,
  names: ReadonlyMap<string, string>,
): OrganisationVersion {
  const area = tree.byId.get(version.areaId);
  const { name: madeBy } = (version.madeBy ?? {}) as { name?: string };
  return {
    validFrom: version.validFrom,
    validTo: version.validTo,
    stamp: stampOf(version),
    name: version.name,
    shortName: version.shortName,
    parent: version.parentId === null ? null : { id: version.parentId, name: names.get(version.parentId) ?? '' },
    area: { id: version.areaId, kind: area?.kind ?? 'community', name: area?.name ?? '' },
    phone: version.phone,
    creditCode: version.creditCode,
    reason: version.reason,
    made: { name: madeBy ?? null, at: version.madeAt },
  };
}

/** The way from the top of the tree down to an organisation. */
async function pathOf(ctx: AnyCtx, id: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    with recursive up as (
      select o.id, o.parent_id, o.name, 0 as height from organisations o where o.id = ${id}::uuid
      union all
      select o.id, o.parent_id, o.name, up.height + 1 from up join organisations o on o.id = up.parent_id where up.height < 20
    )
    select up.id, up.name from up order by up.height desc
  `.execute(ctx.db);
  return rows;
}
