import { type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { PersonItem } from '../../../contract/people.ts';
import { toRef } from '../../../contract/shapes.ts';
import { ageAt, businessDay } from '../../../domain/calendar/instant.ts';
import { openTagCodes, personFields, serviceTags, tagOf } from '../../../domain/registry/fields.ts';
import { areaTree } from '../../access/tree.ts';
import { personRows, scopeFor } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { filterRows, isCut, notLimited, type PeopleFilter, type Predicate, wayTo } from './people.filter.ts';

export interface ItemRow {
  readonly communityId: number;
  readonly id: string;
  readonly name: string;
  readonly sex: string;
  readonly bornOn: string | null;
  readonly idMasked: string | null;
  readonly phoneMasked: string | null;
  readonly home: {
    readonly houseId: string;
    readonly address: string;
    readonly asWhat: string;
    readonly kind: string;
  } | null;
  readonly tags: readonly string[] | null;
}

/** The columns of a list: each person's first phone, current home and open groups by one lookup each. */
export function itemColumns(now: string) {
  const today = businessDay(now);
  return [
    'people.communityId',
    'people.id',
    'people.name',
    'people.sex',
    'people.bornOn',
    'people.idMasked',
    sql<
      string | null
    >`(select f.masked from people_phones f where f.community_id = people.community_id and f.people_id = people.id
      order by (f.note is not null), f.position, f.id limit 1)`.as('phoneMasked'),
    sql<
      ItemRow['home']
    >`(select jsonb_build_object('houseId', h.id, 'address', h.address, 'asWhat', r.as_what, 'kind', r.kind)
      from residences r join houses h on h.community_id = r.community_id and h.id = r.house_id
      where r.community_id = people.community_id and r.people_id = people.id and r.to_on is null
      order by (r.kind = 'registered'), r.created_at desc, r.id limit 1)`.as('home'),
    sql<
      readonly string[] | null
    >`(select array_agg(g.code order by g.code) from tags g where g.community_id = people.community_id
      and g.people_id = people.id and (g.to_on is null or g.to_on > ${today}::date) and g.code = any (${[...openTagCodes] as string[]}::text[]))`.as(
      'tags',
    ),
  ] as const;
}

/** A row as the lists show it. */
export function itemOf(row: ItemRow, communityName: string, now: string): PersonItem {
  return {
    ref: toRef(row.communityId, row.id),
    name: row.name,
    sex: row.sex as PersonItem['sex'],
    bornOn: row.bornOn,
    age: ageAt(row.bornOn, now),
    idMasked: row.idMasked,
    phoneMasked: row.phoneMasked,
    home: row.home
      ? {
          houseRef: toRef(row.communityId, row.home.houseId),
          words: row.home.address,
          asWhat: row.home.asWhat as 'owner',
          kind: row.home.kind as 'both',
        }
      : null,
    communityName,
    tags: (row.tags ?? []).map((code) => ({ code, label: tagOf(code).label })),
  };
}

const place = z.tuple([z.string().max(200), z.uuid()]);

interface PageQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** A page of the people that satisfy all of these, by name. */
async function pagePeople(ctx: ReadCtx, conditions: readonly Predicate[], query: PageQuery) {
  const after = fromCursor(query.cursor, place);
  const parts = after
    ? [
        ...conditions,
        sql<SqlBool>`(people.name collate "zh-x-icu", people.id) > (${after[0]}::text collate "zh-x-icu", ${after[1]}::uuid)`,
      ]
    : conditions;
  const rows = await ctx.db
    .selectFrom('people')
    .where((eb) => eb.and([...parts]))
    .orderBy(sql`people.name collate "zh-x-icu"`)
    .orderBy('people.id')
    .limit(query.limit + 1)
    .select(itemColumns(ctx.now))
    .execute();
  const tree = await areaTree(ctx);
  const page = pageUp(rows as readonly ItemRow[], query.limit, (row) => [row.name, row.id]);
  return { ...page, items: page.items.map((row) => itemOf(row, tree.byId.get(row.communityId)?.name ?? '', ctx.now)) };
}

/** A page of people, by name. */
export async function listPeople(ctx: ReadCtx, query: PeopleFilter & PageQuery) {
  const { cursor: _cursor, limit: _limit, ...filter } = query;
  const way = await wayTo(ctx, filter);
  const page = await pagePeople(ctx, await filterRows(ctx, query, { way }), query);
  return { ...page, isCut: await isCut(ctx, query.q) };
}

/** Everybody of a hidden service group, for somebody who says why; the look is written down. */
export async function listTagged(
  ctx: ReadCtx,
  query: PeopleFilter & PageQuery & { readonly tag: string; readonly reason: string },
) {
  const parts = [...(await filterRows(ctx, query)), personRows(await scopeFor(ctx, 'people.reveal')), notLimited];
  const page = await pagePeople(ctx, parts, query);
  ctx.audit({
    action: 'people.tagged-listed',
    noun: 'people',
    reason: query.reason,
    details: { tag: query.tag, area: query.area ?? null, people: page.items.length },
  });
  return page;
}

/** Counting stops here. */
const mostCounted = 10_000;

/** How many people fit, up to a bound. */
export async function countPeople(ctx: ReadCtx, filter: PeopleFilter) {
  const parts = await filterRows(ctx, filter);
  const { n } = await ctx.db
    .selectFrom(
      ctx.db
        .selectFrom('people')
        .where((eb) => eb.and([...parts]))
        .select('people.id')
        .limit(mostCounted + 1)
        .as('found'),
    )
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return { count: Math.min(n, mostCounted), isMore: n > mostCounted };
}

/** The register of fields and of service groups, with their reasons. */
export function listFields() {
  return {
    fields: personFields.map(({ key, label, level, max, purpose, basis, retentionYears }) => ({
      key,
      label,
      level,
      max,
      purpose,
      basis,
      retentionYears,
    })),
    tags: Object.entries(serviceTags).map(([code, { label, kind, basis }]) => ({ code, label, kind, basis })),
  };
}
