import { type Expression, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { PersonDetail, PersonItem, peopleFilter } from '../../../contract/people.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { holdingsWith } from '../../../domain/access/actor.ts';
import { ageAt, businessDay } from '../../../domain/calendar/instant.ts';
import { parseCitizenId } from '../../../domain/identifiers/citizen-id.ts';
import { parsePhone } from '../../../domain/identifiers/phone.ts';
import { refuse } from '../../../domain/refusals.ts';
import { personFields, serviceTags } from '../../../domain/registry/fields.ts';
import { type Text, text } from '../../../domain/text.ts';
import { areaTree } from '../../access/tree.ts';
import { personRows, scopeFor, visiblePeople } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { idToken } from '../../registry/person-rows.ts';

export type PeopleFilter = z.output<typeof peopleFilter>;
type Predicate = Expression<SqlBool>;

const listOf = (values: readonly number[]) => sql`${`{${values.join(',')}}`}::bigint[]`;

/** What a tag says, whatever its age: retired codes show themselves. */
function tagLabel(code: string): Text {
  return (serviceTags as Readonly<Record<string, { label: Text }>>)[code]?.label ?? text(code, code);
}

/** The day on which somebody of an age at most `years` was born at the earliest. */
function bornAfter(now: string, years: number): string {
  const today = businessDay(now);
  return `${String(Number(today.slice(0, 4)) - years).padStart(4, '0')}${today.slice(4)}`.replace('-02-29', '-02-28');
}

/** Whole id numbers and phones by blind index, anything else by the pieces of a name; never by reading sealed values. */
function wordRows(ctx: ReadCtx, q: string): Predicate {
  const id = parseCitizenId(q, { cell: 'text' });
  if (id.ok) return sql<SqlBool>`people.id_token = ${idToken(ctx, id.normalized)}`;
  const phone = parsePhone(q);
  if (phone.ok && phone.normalized.length >= 7) {
    return sql<SqlBool>`exists (select from people_phones f where f.community_id = people.community_id and f.people_id = people.id and f.token = ${ctx.vault.token('phone', phone.normalized)})`;
  }
  const like = `%${q.replace(/[\\%_]/g, (one) => `\\${one}`)}%`;
  return sql<SqlBool>`(exists (select from search_tokens t where t.community_id = people.community_id and t.kind = 'person' and t.row_id = people.id
    and t.tokens @> ${`{${ctx.vault.pieces(q).join(',')}}`}::int[]) and (people.name like ${like} or people.details ->> 'formerName' like ${like}))`;
}

/** A current home of the person's that satisfies more. */
function homeRows(more: Predicate): Predicate {
  return sql<SqlBool>`exists (select from residences r join houses on houses.community_id = r.community_id and houses.id = r.house_id
    where r.community_id = people.community_id and r.people_id = people.id and r.to_on is null and ${more})`;
}

async function areaRows(ctx: ReadCtx, areaId: number): Promise<Predicate> {
  const tree = await areaTree(ctx);
  const node = tree.byId.get(areaId);
  if (!node) return sql<SqlBool>`false`;
  if (node.kind === 'unit') return homeRows(sql<SqlBool>`houses.unit_id = ${areaId}`);
  const under = tree.subtreeOf(areaId);
  if (node.kind === 'grid' || node.kind === 'building') {
    return homeRows(
      sql<SqlBool>`houses.building_id = any (${listOf(under.flatMap((one) => (one.kind === 'building' ? [one.id] : [])))})`,
    );
  }
  return sql<SqlBool>`people.community_id = any (${listOf(under.flatMap((one) => (one.kind === 'community' ? [one.id] : [])))})`;
}

/** Every filter as predicates; with them the actor's scope. */
export async function filterRows(
  ctx: ReadCtx,
  filter: PeopleFilter,
  capability: 'people.read' | 'people.export' = 'people.read',
): Promise<readonly Predicate[]> {
  const parts: Predicate[] = [personRows(await scopeFor(ctx, capability)), sql<SqlBool>`people.ended_on is null`];
  if (filter.sex) parts.push(sql<SqlBool>`people.sex = ${filter.sex}`);
  if (filter.ageFrom !== undefined)
    parts.push(sql<SqlBool>`people.born_on <= ${bornAfter(ctx.now, filter.ageFrom)}::date`);
  if (filter.ageTo !== undefined)
    parts.push(sql<SqlBool>`people.born_on > ${bornAfter(ctx.now, filter.ageTo + 1)}::date`);
  if (filter.kind) parts.push(homeRows(sql<SqlBool>`r.kind = ${filter.kind}`));
  if (filter.asWhat) parts.push(homeRows(sql<SqlBool>`r.as_what = ${filter.asWhat}`));
  if (filter.tag) {
    parts.push(
      sql<SqlBool>`exists (select from tags g where g.community_id = people.community_id and g.people_id = people.id and g.code = ${filter.tag} and g.to_on is null)`,
    );
  }
  if (filter.area !== undefined) parts.push(await areaRows(ctx, filter.area));
  if (filter.q && filter.q.trim() !== '') parts.push(wordRows(ctx, filter.q.trim()));
  return parts;
}

interface ItemRow {
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

/** The columns of a list, each person's first phone, current home and tags by one lookup each. */
export const itemColumns = [
  'people.communityId',
  'people.id',
  'people.name',
  'people.sex',
  'people.bornOn',
  'people.idMasked',
  sql<
    string | null
  >`(select f.masked from people_phones f where f.community_id = people.community_id and f.people_id = people.id order by f.position limit 1)`.as(
    'phoneMasked',
  ),
  sql<
    ItemRow['home']
  >`(select jsonb_build_object('houseId', h.id, 'address', h.address, 'asWhat', r.as_what, 'kind', r.kind)
    from residences r join houses h on h.community_id = r.community_id and h.id = r.house_id
    where r.community_id = people.community_id and r.people_id = people.id and r.to_on is null order by (r.kind = 'registered'), r.created_at desc limit 1)`.as(
    'home',
  ),
  sql<
    readonly string[] | null
  >`(select array_agg(g.code order by g.code) from tags g where g.community_id = people.community_id and g.people_id = people.id and g.to_on is null)`.as(
    'tags',
  ),
] as const;

function itemOf(row: ItemRow, communityName: string, now: string): PersonItem {
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
    tags: (row.tags ?? []).map((code) => ({ code, label: tagLabel(code) })),
  };
}

const place = z.tuple([z.number(), z.uuid()]);

/** A page of people in the order of their records. */
export async function listPeople(
  ctx: ReadCtx,
  query: PeopleFilter & { readonly cursor?: string | undefined; readonly limit: number },
) {
  const parts = [...(await filterRows(ctx, query))];
  const after = fromCursor(query.cursor, place);
  if (after) parts.push(sql<SqlBool>`(people.community_id, people.id) > (${after[0]}, ${after[1]}::uuid)`);
  const rows = await ctx.db
    .selectFrom('people')
    .where((eb) => eb.and(parts))
    .orderBy('people.communityId')
    .orderBy('people.id')
    .limit(query.limit + 1)
    .select(itemColumns)
    .execute();
  const tree = await areaTree(ctx);
  const page = pageUp(rows as readonly ItemRow[], query.limit, (row) => [row.communityId, row.id]);
  return { ...page, items: page.items.map((row) => itemOf(row, tree.byId.get(row.communityId)?.name ?? '', ctx.now)) };
}

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

/** Whether a person lives behind a door of the actor's own grid or building: a dial button without a reason. */
async function livesInOwnGrid(ctx: ReadCtx, communityId: number, id: string): Promise<boolean> {
  const tree = await areaTree(ctx);
  const own = holdingsWith(ctx.actor, 'people.reveal').flatMap((holding) => {
    const node = holding.areaId === undefined ? undefined : tree.byId.get(holding.areaId);
    return node && (node.kind === 'grid' || node.kind === 'building')
      ? tree.subtreeOf(node.id).flatMap((one) => (one.kind === 'building' ? [one.id] : []))
      : [];
  });
  if (own.length === 0) return false;
  const found = await ctx.db
    .selectFrom('residences')
    .innerJoin('houses', (join) =>
      join.onRef('houses.communityId', '=', 'residences.communityId').onRef('houses.id', '=', 'residences.houseId'),
    )
    .where('residences.communityId', '=', communityId)
    .where('residences.peopleId', '=', id)
    .where('residences.toOn', 'is', null)
    .where('houses.buildingId', 'in', own)
    .select('residences.id')
    .executeTakeFirst();
  return found !== undefined;
}

async function getPersonRow(ctx: ReadCtx, ref: string) {
  const { communityId, id } = parseRef(ref);
  const found = await (await visiblePeople(ctx))
    .where('people.communityId', '=', communityId)
    .where('people.id', '=', id)
    .select([
      ...itemColumns,
      'people.personId',
      'people.idKind',
      'people.details',
      'people.lineage',
      'people.endedOn',
      'people.endReason',
      'people.updatedAt',
    ])
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  return found;
}

/** One person's page: the record, homes and ownerships with their periods, tags with source and basis, what changed. */
export async function showPerson(ctx: ReadCtx, ref: string): Promise<PersonDetail> {
  const row = await getPersonRow(ctx, ref);
  const { communityId, id } = row;
  const tree = await areaTree(ctx);
  const of = { communityId, id };
  const details = row.details as Record<string, string>;
  const lineage = row.lineage as Record<string, string>;
  const scope = await scopeFor(ctx, 'people.write');
  return {
    ...itemOf(row as ItemRow, tree.byId.get(communityId)?.name ?? '', ctx.now),
    personId: row.personId,
    idKind: row.idKind,
    details: personFields.flatMap(({ key, label, level }) =>
      details[key] ? [{ key, label, level, value: details[key], source: lineage[key] ?? null }] : [],
    ),
    phones: await ctx.db
      .selectFrom('peoplePhones')
      .select(['id', 'masked'])
      .where('communityId', '=', communityId)
      .where('peopleId', '=', id)
      .orderBy('position')
      .execute(),
    residences: await residencesOf(ctx, of),
    ownerships: await ownershipsOf(ctx, of),
    allTags: await tagsOf(ctx, of),
    elsewhere: await elsewhereOf(ctx, row.personId, of),
    ...(await historyOf(ctx, of)),
    mayDial: await livesInOwnGrid(ctx, communityId, id),
    mayWrite: scope.whole.includes(communityId) || scope.partStorage.includes(communityId),
    endedOn: row.endedOn,
    endReason: row.endReason,
    updatedAt: row.updatedAt,
  };
}

interface Of {
  readonly communityId: number;
  readonly id: string;
}

async function residencesOf(ctx: ReadCtx, { communityId, id }: Of): Promise<PersonDetail['residences']> {
  const rows = await ctx.db
    .selectFrom('residences')
    .innerJoin('houses', (join) =>
      join.onRef('houses.communityId', '=', 'residences.communityId').onRef('houses.id', '=', 'residences.houseId'),
    )
    .where('residences.communityId', '=', communityId)
    .where('residences.peopleId', '=', id)
    .orderBy(sql`residences.to_on is null`, 'desc')
    .orderBy('residences.createdAt', 'desc')
    .select([
      'residences.id',
      'residences.houseId',
      'houses.address',
      'residences.kind',
      'residences.asWhat',
      'residences.relationToHead',
      'residences.fromOn',
      'residences.toOn',
    ])
    .execute();
  return rows.map(({ houseId, address, kind, asWhat, ...rest }) => ({
    ...rest,
    houseRef: toRef(communityId, houseId),
    words: address,
    kind: kind as 'both',
    asWhat: asWhat as 'member',
  }));
}

async function ownershipsOf(ctx: ReadCtx, { communityId, id }: Of): Promise<PersonDetail['ownerships']> {
  const rows = await ctx.db
    .selectFrom('ownerships')
    .innerJoin('houses', (join) =>
      join.onRef('houses.communityId', '=', 'ownerships.communityId').onRef('houses.id', '=', 'ownerships.houseId'),
    )
    .where('ownerships.communityId', '=', communityId)
    .where('ownerships.peopleId', '=', id)
    .select([
      'ownerships.houseId',
      'houses.address',
      'ownerships.shareNum',
      'ownerships.shareDen',
      'ownerships.fromOn',
      'ownerships.toOn',
    ])
    .execute();
  return rows.map((one) => ({
    houseRef: toRef(communityId, one.houseId),
    words: one.address,
    share: `${one.shareNum}/${one.shareDen}`,
    fromOn: one.fromOn,
    toOn: one.toOn,
  }));
}

async function tagsOf(ctx: ReadCtx, { communityId, id }: Of): Promise<PersonDetail['allTags']> {
  const rows = await ctx.db
    .selectFrom('tags')
    .select(['id', 'code', 'kind', 'source', 'basis', 'fromOn', 'toOn'])
    .where('communityId', '=', communityId)
    .where('peopleId', '=', id)
    .orderBy('fromOn', 'desc')
    .execute();
  return rows.map((one) => ({ ...one, label: tagLabel(one.code) }));
}

/** The same person's records elsewhere, as far as this actor sees them; merged identities count as one. */
async function elsewhereOf(
  ctx: ReadCtx,
  personId: string,
  { communityId, id }: Of,
): Promise<PersonDetail['elsewhere']> {
  const tree = await areaTree(ctx);
  const rows = await (await visiblePeople(ctx))
    .innerJoin('persons', 'persons.id', 'people.personId')
    .where(
      sql<SqlBool>`coalesce(persons.merged_into, persons.id) = (select coalesce(p.merged_into, p.id) from persons p where p.id = ${personId})`,
    )
    .where(sql<SqlBool>`not (people.community_id = ${communityId} and people.id = ${id})`)
    .select(['people.communityId', 'people.id'])
    .limit(20)
    .execute();
  return rows.map((one) => ({
    ref: toRef(one.communityId, one.id),
    communityName: tree.byId.get(one.communityId)?.name ?? '',
  }));
}

async function historyOf(ctx: ReadCtx, { communityId, id }: Of): Promise<Pick<PersonDetail, 'changes' | 'merges'>> {
  const rows = await ctx.db
    .selectFrom('changes')
    .leftJoin('users', (join) => join.on(sql`users.id`, '=', sql`(changes.made_by ->> 'userId')::uuid`))
    .where('changes.communityId', '=', communityId)
    .where('changes.rowId', '=', id)
    .orderBy('changes.madeAt', 'desc')
    .limit(50)
    .select([
      'changes.causeId',
      'changes.madeAt',
      'changes.cause',
      'changes.kind',
      'changes.noun',
      'changes.before',
      'changes.after',
      'users.name',
    ])
    .execute();
  const undone = new Set(
    rows.flatMap((row) =>
      row.cause === 'merge' && 'undone' in (row.after as object) ? [(row.before as { merge?: string }).merge] : [],
    ),
  );
  return {
    changes: rows.map((row) => ({
      at: row.madeAt,
      byName: row.name ?? '',
      cause: row.cause,
      kind: row.kind,
      noun: row.noun,
      before: row.before as Record<string, unknown>,
      after: row.after as Record<string, unknown>,
    })),
    merges: rows.flatMap((row) => {
      const after = row.after as { into?: string; intoName?: string; from?: string; fromName?: string };
      const otherName = after.intoName ?? after.fromName;
      return row.cause === 'merge' && otherName !== undefined && !undone.has(row.causeId)
        ? [{ id: row.causeId, at: row.madeAt, otherName }]
        : [];
    }),
  };
}

/** The full number: without a reason only behind doors of one's own grid, and an id number never without one. Each look is written down. */
export async function revealPerson(
  ctx: ReadCtx,
  ref: string,
  query: { readonly field: 'id' | 'phone'; readonly phone?: string | undefined; readonly reason?: string | undefined },
) {
  const row = await getPersonRow(ctx, ref);
  const { communityId, id } = row;
  const isOwn = query.field === 'phone' && (await livesInOwnGrid(ctx, communityId, id));
  if (!isOwn && !query.reason) throw refuse('people.reason-needed');
  ctx.audit({
    action: `people.reveal-${query.field}`,
    noun: 'people',
    communityId,
    rowId: id,
    personId: row.personId,
    reason: query.reason ?? 'own-grid',
  });
  if (query.field === 'id') {
    const sealed = await ctx.db
      .selectFrom('people')
      .select('idSealed')
      .where('communityId', '=', communityId)
      .where('id', '=', id)
      .executeTakeFirst();
    if (!sealed?.idSealed) throw refuse('request.not-found');
    return { value: ctx.vault.open('id-number', sealed.idSealed) };
  }
  let phones = ctx.db
    .selectFrom('peoplePhones')
    .select('sealed')
    .where('communityId', '=', communityId)
    .where('peopleId', '=', id)
    .orderBy('position');
  if (query.phone) phones = phones.where('id', '=', query.phone);
  const found = await phones.executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  return { value: ctx.vault.open('phone', found.sealed) };
}
