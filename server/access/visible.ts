import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import { processesHeldTo } from '../../domain/access/actor.ts';
import type { Capability } from '../../domain/access/capabilities.ts';
import { sealedStorageOf } from '../../domain/case/sealed.ts';
import type { ReadCtx, WriteCtx } from '../kit/ctx.ts';
import { bigints } from '../kit/db/lists.ts';
import { memberRows } from './members.ts';
import { type AreaScope, organisationsOf, scopeWith } from './scope.ts';
import { areaTree } from './tree.ts';

type AnyCtx = ReadCtx | WriteCtx;

/** The scope of a capability for this request's actor. */
export async function scopeFor(ctx: AnyCtx, capability: Capability): Promise<AreaScope> {
  return scopeWith(await areaTree(ctx), ctx.actor, capability);
}

/** The rows of `houses` this actor may see; every query about houses starts here. */
export async function visibleHouses(ctx: AnyCtx, capability: Capability = 'houses.read') {
  const scope = await scopeFor(ctx, capability);
  return ctx.db.selectFrom('houses').where(houseRows(scope));
}

/** The predicate of visibleHouses for joins: a row of `houses` inside the scope. */
export function houseRows(scope: AreaScope): Expression<SqlBool> {
  const whole = sql<SqlBool>`houses.community_id = any (${bigints(scope.whole)})`;
  if (scope.partStorage.length === 0) return whole;
  const part = sql<SqlBool>`(houses.community_id = any (${bigints(scope.partStorage)}) and houses.building_id = any (${bigints(scope.buildings)}))`;
  // An empty half is left out: an "or" would hide the other from the planner.
  return scope.whole.length === 0 ? part : sql<SqlBool>`(${whole} or ${part})`;
}

/** The rows of `people` this actor may see: of whole communities, and otherwise those with a current home in their buildings. */
export async function visiblePeople(ctx: AnyCtx, capability: Capability = 'people.read') {
  const scope = await scopeFor(ctx, capability);
  return ctx.db.selectFrom('people').where(personRows(scope));
}

/**
 * The predicate of visiblePeople for joins.
 * @param communityId the column as it is, or an expression of it where another index must lead
 */
export function personRows(
  scope: AreaScope,
  communityId: RawBuilder<unknown> = sql.raw('people.community_id'),
): Expression<SqlBool> {
  const whole = sql<SqlBool>`${communityId} = any (${bigints(scope.whole)})`;
  if (scope.partStorage.length === 0) return whole;
  const part = sql<SqlBool>`(people.community_id = any (${bigints(scope.partStorage)}) and exists (
      select from residences scope_r join houses scope_h on scope_h.community_id = scope_r.community_id and scope_h.id = scope_r.house_id
      where scope_r.community_id = people.community_id and scope_r.people_id = people.id and scope_r.to_on is null
        and scope_h.building_id = any (${bigints(scope.buildings)})))`;
  return scope.whole.length === 0 ? part : sql<SqlBool>`(${whole} or ${part})`;
}

/**
 * Doors that an actor may visit, as a predicate of a table that names community, building and house: those of their buildings and communities,
 * and those they are linked with. Linked houses are given as ids, so that every way in has an index of its own.
 * @param of the table or alias
 */
export function doorRows(
  scope: AreaScope,
  linked: { readonly communities: readonly number[]; readonly houses: readonly string[] },
  of: string,
): Expression<SqlBool> {
  const column = (name: string) => sql.ref(`${of}.${name}`);
  const parts: RawBuilder<SqlBool>[] = [];
  if (scope.whole.length > 0) parts.push(sql<SqlBool>`${column('communityId')} = any (${bigints(scope.whole)})`);
  if (scope.partStorage.length > 0)
    parts.push(
      sql<SqlBool>`(${column('communityId')} = any (${bigints(scope.partStorage)}) and ${column('buildingId')} = any (${bigints(scope.buildings)}))`,
    );
  if (linked.houses.length > 0)
    parts.push(
      sql<SqlBool>`(${column('communityId')} = any (${bigints(linked.communities)}) and ${column('houseId')} = any (${`{${linked.houses.join(',')}}`}::uuid[]))`,
    );
  return parts.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(parts, sql` or `)})`;
}

/** The rows of `cases` this actor may see: their areas', those assigned to their organisations, those on whose list they are, and a resident's or link's own. */
export async function visibleCases(ctx: AnyCtx, capability: Capability = 'cases.read') {
  return ctx.db.selectFrom('cases').where(await caseRows(ctx, capability));
}

/** Of somebody's matters those that a helper may see: what they raised themselves, nothing sealed, and none in which others named them. */
const helped = (phoneToken: string) => sql` and cases.community_id < ${sealedStorageOf(0)} and exists (
  select from case_parties scope_p where scope_p.community_id = cases.community_id and scope_p.case_id = cases.id
    and scope_p.phone_token = ${Buffer.from(phoneToken, 'base64url')} and scope_p.role is null)`;

/** The cases of whole communities; of a single one by its number: a plan is kept for that, and made anew for a list of one. */
export const communityRows = (ids: readonly number[]): RawBuilder<SqlBool> =>
  ids.length === 1
    ? sql<SqlBool>`cases.community_id = ${ids[0]}`
    : sql<SqlBool>`cases.community_id = any (${bigints(ids)})`;

/** The cases of a scope of areas, part by part. An empty part is left out: an "or" would hide the others from the planner. */
function areaParts(scope: AreaScope, communityId: RawBuilder<unknown>): RawBuilder<SqlBool>[] {
  const parts: RawBuilder<SqlBool>[] = [];
  if (scope.whole.length > 0) parts.push(sql<SqlBool>`${communityId} = any (${bigints(scope.whole)})`);
  if (scope.partStorage.length > 0) {
    parts.push(sql<SqlBool>`(cases.community_id = any (${bigints(scope.partStorage)})
      and (cases.grid_id = any (${bigints(scope.grids)}) or cases.building_id = any (${bigints(scope.buildings)})))`);
  }
  return parts;
}

/**
 * The rows of `cases` of the estates that an owners' body stands for, by area alone: whoever selects from them selects nothing that names a
 * person, a door or somebody's words.
 */
export async function estateCaseRows(ctx: AnyCtx): Promise<Expression<SqlBool>> {
  const parts = areaParts(await scopeFor(ctx, 'estates.read'), sql.raw('cases.community_id'));
  return parts.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(parts, sql` or `)})`;
}

const unitsAsked = new WeakMap<AnyCtx, Promise<readonly number[]>>();

/** The storage ids in which units were ever given a case: one look at the index for each, once a request. */
function communitiesOfUnits(ctx: AnyCtx, organisations: readonly string[]): Promise<readonly number[]> {
  if (organisations.length === 0) return Promise.resolve([]);
  const known = unitsAsked.get(ctx);
  if (known) return known;
  const next = (after: RawBuilder<unknown>) => sql`(select a.community_id from case_assignments a
    where a.organisation_id = units.id and ${after} order by a.community_id limit 1)`;
  const asked = sql<{
    id: string | null;
  }>`select found.id from unnest(${`{${organisations.join(',')}}`}::uuid[]) units (id)
    cross join lateral (
      with recursive found (id) as (
        select ${next(sql`true`)} union all select ${next(sql`a.community_id > found.id`)} from found where found.id is not null
      ) select id from found where id is not null
    ) found`
    .execute(ctx.db)
    .then(({ rows }) => rows.map(({ id }) => Number(id)));
  unitsAsked.set(ctx, asked);
  return asked;
}

/**
 * The predicate of visibleCases for joins and counts.
 * @param communityId the column as it is, or an expression of it where another index must lead
 */
export async function caseRows(
  ctx: AnyCtx,
  capability: Capability = 'cases.read',
  communityId: RawBuilder<unknown> = sql.raw('cases.community_id'),
): Promise<Expression<SqlBool>> {
  const { actor } = ctx;
  if (actor.kind === 'link' || actor.kind === 'outside') {
    return sql<SqlBool>`(cases.community_id = ${actor.communityId} and cases.id = ${actor.caseId})`;
  }
  // They see what everybody may, by the reads made for them.
  if (actor.kind === 'follower') return sql<SqlBool>`false`;
  // The system works on one case at a time: what its job declared is its scope.
  if (actor.kind === 'system') return sql<SqlBool>`cases.community_id = any (${bigints(ctx.rows.communities)})`;
  if (actor.kind === 'resident') {
    return sql<SqlBool>`exists (select from case_links scope_l where scope_l.kind = 'phone' and scope_l.key_hash = ${Buffer.from(actor.phoneToken, 'base64url')}
      and scope_l.community_id = cases.community_id and scope_l.case_id = cases.id${actor.through ? helped(actor.phoneToken) : sql``})`;
  }
  const scope = await scopeFor(ctx, capability);
  const parts = areaParts(scope, communityId);
  const organisations = organisationsOf(actor);
  if (organisations.length > 0) {
    parts.push(sql<SqlBool>`exists (select from case_assignments scope_a where scope_a.community_id = cases.community_id and scope_a.case_id = cases.id
      and scope_a.organisation_id = any (${`{${organisations.join(',')}}`}::uuid[]) and scope_a.state <> 'withdrawn')`);
  }
  const listedIn = actor.kind === 'staff' ? (actor.listedIn ?? []) : [];
  if (actor.kind === 'staff' && listedIn.length > 0) {
    const heldTo = processesHeldTo(actor.holdings);
    const listed = memberRows(actor.userId);
    parts.push(heldTo ? sql<SqlBool>`(cases.type = any (${`{${heldTo.join(',')}}`}::text[]) and ${listed})` : listed);
  }
  if (parts.length === 0) return sql<SqlBool>`false`;
  const any = sql<SqlBool>`(${sql.join(parts, sql` or `)})`;
  if (parts.length === 1) return any;
  // All they see lies in these. Said first, since no index serves an "or" with an "exists": all cases would be read.
  const assignedIn = await communitiesOfUnits(ctx, organisations);
  const within = new Set([...scope.whole, ...scope.partStorage, ...listedIn, ...assignedIn]);
  return sql<SqlBool>`(${communityId} = any (${bigints([...within])}) and ${any})`;
}

/**
 * The rows of `cases` that everybody may see, whoever asks: of one type and of categories that are public. The caller declares its
 * storage as its scope and selects nothing that names a person, a door or somebody's words.
 */
export function publicCases(ctx: AnyCtx, type: string, categoryIds: readonly number[]) {
  return ctx.db
    .selectFrom('cases')
    .where('cases.type', '=', type)
    .where(sql<SqlBool>`cases.category_id = any (${bigints(categoryIds)})`);
}
