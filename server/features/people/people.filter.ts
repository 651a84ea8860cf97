import { type Expression, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import type { peopleFilter } from '../../../contract/people.ts';
import type { Capability } from '../../../domain/access/capabilities.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { parseCitizenId } from '../../../domain/identifiers/citizen-id.ts';
import { parsePhone } from '../../../domain/identifiers/phone.ts';
import { piecesWithin } from '../../access/pieces.ts';
import type { AreaScope } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import { personRows, scopeFor } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { bigints } from '../../kit/db/lists.ts';
import { keyed } from '../../kit/db/statement-names.ts';
import { idToken } from '../../registry/person-rows.ts';

export type PeopleFilter = Omit<z.output<typeof peopleFilter>, 'tag'> & { readonly tag?: string | undefined };
export type Predicate = Expression<SqlBool>;

/**
 * How the rows are come by, where that is known better than the planner can: it takes a policy's list of communities for ten. `search`: by keys
 * that the words gave. `name`: along the index of names, since very many fit. Columns that would lead elsewhere are then told apart from their indexes.
 */
export type Way = 'any' | 'search' | 'name';

/** So many of those found by their names are looked at; a surname of a whole district has more, and is then told to be cut. */
const mostFound = 5_000;

/** Whoever asked to be left out of lists that are taken out is (PIPL art. 44). */
export const notLimited: Predicate = sql<SqlBool>`not exists (select from people_limits scope_l
  where scope_l.community_id = people.community_id and scope_l.people_id = people.id)`;

/** The day on which somebody of an age at most `years` was born at the earliest. */
function bornAfter(now: string, years: number): string {
  const today = businessDay(now);
  return `${String(Number(today.slice(0, 4)) - years).padStart(4, '0')}${today.slice(4)}`.replace('-02-29', '-02-28');
}

/** The escaped pattern of words anywhere in a text. */
const like = (words: string): string => `%${words.replace(/[\\%_]/g, (one) => `\\${one}`)}%`;

/** Whose pieces of name hold all of these words', from the table without policy: at most `limit`. */
function foundByPieces(ctx: ReadCtx, words: string, storages: readonly number[], limit: number) {
  return sql`select t.community_id, t.row_id from search_tokens t where t.kind = 'person' and ${piecesWithin(ctx, words, storages)} limit ${limit}`;
}

/**
 * Whole id numbers and phones by blind index, anything else by the pieces of a name, looked at again in the guarded table; never by reading
 * sealed values. A record is also found by the name of one that was joined to it.
 */
function wordRows(ctx: ReadCtx, q: string, storages: readonly number[]): Predicate {
  const id = parseCitizenId(q, { cell: 'text' });
  if (id.ok) return sql<SqlBool>`${sql.raw(keyed)} people.id_token = ${idToken(ctx, id.normalized)}`;
  const phone = parsePhone(q);
  if (phone.ok && phone.normalized.length >= 7)
    return sql<SqlBool>`${sql.raw(keyed)} (people.community_id, people.id) in (select f.community_id, f.people_id from people_phones f
      where f.token = ${ctx.vault.token('phone', phone.normalized)})`;
  const pattern = like(q);
  return sql<SqlBool>`((people.community_id, people.id) in (select t.community_id, t.row_id from (${foundByPieces(ctx, q, storages, mostFound)}) t)
    and (people.name like ${pattern} or people.details ->> 'formerName' like ${pattern} or exists (
      select from people j where j.community_id = people.community_id and j.merged_into = people.id and j.name like ${pattern})))`;
}

/** Whether more have these words in their names than are looked at. Two characters are never so common. */
export async function isCut(ctx: ReadCtx, q: string | undefined): Promise<boolean> {
  const words = q?.trim() ?? '';
  if ([...words].length !== 1) return false;
  const { rows } = await sql<{
    n: number;
  }>`select count(*) as n from (${foundByPieces(ctx, words, storagesOf(await scopeFor(ctx, 'people.read')), mostFound + 1)}) t`.execute(
    ctx.db,
  );
  return (rows[0]?.n ?? 0) > mostFound;
}

/** A current home of the person's that satisfies more. */
function homeRows(more: Predicate): Predicate {
  return sql<SqlBool>`exists (select from residences r join houses on houses.community_id = r.community_id and houses.id = r.house_id
    where r.community_id = people.community_id and r.people_id = people.id and r.to_on is null and ${more})`;
}

/** Membership of a service group on a day. */
function tagRows(code: string, today: string): Predicate {
  return sql<SqlBool>`exists (select from tags g where g.community_id = people.community_id and g.people_id = people.id and g.code = ${code}
    and (g.to_on is null or g.to_on > ${today}::date))`;
}

/** A column of people, with its index or without. */
const plainOr = (way: Way, plain: readonly Way[], column: 'community_id' | 'born_on') =>
  plain.includes(way) ? sql.raw(`people.${column}`) : sql.raw(`(people.${column} + 0)`);

async function areaRows(ctx: ReadCtx, areaId: number, way: Way): Promise<Predicate> {
  const tree = await areaTree(ctx);
  const node = tree.byId.get(areaId);
  if (!node) return sql<SqlBool>`false`;
  if (node.kind === 'unit') return homeRows(sql<SqlBool>`houses.unit_id = ${areaId}`);
  if (node.kind === 'grid' || node.kind === 'building') {
    const buildings = tree.subtreeOf(areaId).flatMap((one) => (one.kind === 'building' ? [one.id] : []));
    return homeRows(sql<SqlBool>`houses.building_id = any (${bigints(buildings)})`);
  }
  // One community is said as such: its own index then gives the order, too.
  if (node.kind === 'community') return sql<SqlBool>`people.community_id = ${areaId}`;
  const communities = tree.desksUnder(areaId).flatMap((one) => (one.kind === 'community' ? [one.id] : []));
  return sql<SqlBool>`${plainOr(way, ['any'], 'community_id')} = any (${bigints(communities)})`;
}

const storagesOf = (scope: AreaScope): readonly number[] => [...scope.whole, ...scope.partStorage];

const wordsOf = (filter: PeopleFilter): string => filter.q?.trim() ?? '';
const usualWay = (filter: PeopleFilter): Way => (wordsOf(filter) === '' ? 'any' : 'search');

export interface FilterOptions {
  readonly capability?: Capability;
  readonly way?: Way;
}

/** Every filter as predicates; with them the actor's scope. */
export async function filterRows(
  ctx: ReadCtx,
  filter: PeopleFilter,
  { capability = 'people.read', way = usualWay(filter) }: FilterOptions = {},
): Promise<readonly Predicate[]> {
  const scope = await scopeFor(ctx, capability);
  const storages = storagesOf(scope);
  const parts: Predicate[] = [
    personRows(scope, plainOr(way, ['any'], 'community_id')),
    sql<SqlBool>`people.ended_on is null`,
  ];
  const [only] = storages;
  if (only !== undefined && storages.length === 1) parts.push(sql<SqlBool>`people.community_id = ${only}`);
  const bornOn = plainOr(way, ['any', 'search'], 'born_on');
  if (filter.sex) parts.push(sql<SqlBool>`people.sex = ${filter.sex}`);
  if (filter.ageFrom !== undefined) parts.push(sql<SqlBool>`${bornOn} <= ${bornAfter(ctx.now, filter.ageFrom)}::date`);
  if (filter.ageTo !== undefined) parts.push(sql<SqlBool>`${bornOn} > ${bornAfter(ctx.now, filter.ageTo + 1)}::date`);
  if (filter.kind) parts.push(homeRows(sql<SqlBool>`r.kind = ${filter.kind}`));
  if (filter.asWhat) parts.push(homeRows(sql<SqlBool>`r.as_what = ${filter.asWhat}`));
  if (filter.tag) parts.push(tagRows(filter.tag, businessDay(ctx.now)));
  if (filter.area !== undefined) parts.push(await areaRows(ctx, filter.area, way));
  const q = wordsOf(filter);
  if (q !== '') parts.push(wordRows(ctx, q, storages));
  return parts;
}

/** As many rows are sorted as fast as the index of names is walked past those that do not fit. */
const mostSorted = 5_000;

/** The way to a page by name: words give the keys; in a wide scope it depends on how many fit, which is counted up to a bound, once in ten minutes. */
export async function wayTo(ctx: ReadCtx, filter: PeopleFilter): Promise<Way> {
  if (usualWay(filter) === 'search') return 'search';
  const storages = storagesOf(await scopeFor(ctx, 'people.read'));
  const node = filter.area === undefined ? undefined : (await areaTree(ctx)).byId.get(filter.area);
  const isNarrow = node !== undefined && node.kind !== 'street' && node.kind !== 'district';
  if (storages.length === 1 || isNarrow) return 'any';
  return rememberedWay(ctx, JSON.stringify([storages, filter]), () => countedWay(ctx, filter));
}

interface KnownWay {
  readonly way: Way;
  readonly until: number;
}

/** Which way was the shorter for a filter within a scope, by database. Both give the same rows: one that has aged costs time alone. */
const knownWays = new WeakMap<object, Map<string, KnownWay>>();
const wayHoldsMs = 10 * 60_000;
const mostWays = 200;

async function rememberedWay(ctx: ReadCtx, key: string, find: () => Promise<Way>): Promise<Way> {
  const ways = knownWays.get(ctx.shared) ?? new Map<string, KnownWay>();
  knownWays.set(ctx.shared, ways);
  const now = Date.parse(ctx.now);
  const known = ways.get(key);
  if (known && now < known.until) return known.way;
  const way = await find();
  if (ways.size >= mostWays) ways.clear();
  ways.set(key, { way, until: now + wayHoldsMs });
  return way;
}

async function countedWay(ctx: ReadCtx, filter: PeopleFilter): Promise<Way> {
  const parts = await filterRows(ctx, filter);
  const { n } = await ctx.db
    .selectFrom(
      ctx.db
        .selectFrom('people')
        .where((eb) => eb.and([...parts]))
        .select('people.id')
        .limit(mostSorted + 1)
        .as('found'),
    )
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n > mostSorted ? 'name' : 'any';
}
