import { type RawBuilder, sql } from 'kysely';
import { lockTree } from '../../access/area-ids.ts';
import { bumpTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { inParts, type Source, uuidList } from './ledger-import.source.ts';
import type { Kept, MadeChange, NamedLater } from './ledger-import.undo-values.ts';

interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly personId: string;
}

interface Judged extends Candidate {
  readonly isTouched: boolean;
  readonly isUsed: boolean;
}

const ofImport = ({ importId }: Source): string => `import:${importId}:%`;

/** Which of some people the rows of a query name. Each question is one plain query: together they would hide their indexes from the planner. */
async function namedBy(ctx: WriteCtx, question: RawBuilder<{ id: string }>): Promise<readonly string[]> {
  return (await question.execute(ctx.db)).rows.map((row) => row.id);
}

/** People whom somebody has changed, moved, tagged or joined to another since the import made them. */
async function touchedAmong(ctx: WriteCtx, source: Source, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const of = source.communityId;
  const list = sql`${uuidList(ids)}::uuid[]`;
  const ours = ofImport(source);
  const questions = [
    sql<{ id: string }>`select p.id from people p where p.community_id = ${of} and p.id = any (${list})
      and (p.ended_on is not null or p.merged_into is not null or exists (select from jsonb_each_text(p.lineage) l where l.value not like ${ours}))`,
    sql<{
      id: string;
    }>`select c.row_id as id from changes c where c.community_id = ${of} and c.noun in ('people', 'residences')
      and c.row_id = any (${list}) and c.cause <> 'import'`,
    sql<{
      id: string;
    }>`select r.people_id as id from residences r where r.community_id = ${of} and r.people_id = any (${list})
      and (coalesce(r.lineage ->> 'home', '') not like ${ours} or (r.to_on is not null and not r.lineage ? 'toOn'))`,
    sql<{
      id: string;
    }>`select f.people_id as id from people_phones f where f.community_id = ${of} and f.people_id = any (${list})
      and coalesce(f.lineage ->> 'phone', '') not like ${ours}`,
    sql<{
      id: string;
    }>`select g.people_id as id from tags g where g.community_id = ${of} and g.people_id = any (${list})
      and (coalesce(g.lineage ->> 'tag', '') not like ${ours} or g.to_on is not null)`,
    sql<{
      id: string;
    }>`select o.people_id as id from ownerships o where o.community_id = ${of} and o.people_id = any (${list})
      and (coalesce(o.lineage ->> 'owner', '') not like ${ours} or o.to_on is not null)`,
  ];
  const named = new Set<string>();
  for (const question of questions) for (const id of await namedBy(ctx, question)) named.add(id);
  return named;
}

/** People whom matters, households or joined identities refer to. */
async function usedAmong(ctx: WriteCtx, source: Source, people: readonly Candidate[]): Promise<ReadonlySet<string>> {
  const of = source.communityId;
  const list = sql`${uuidList(people.map((one) => one.id))}::uuid[]`;
  const persons = sql`${uuidList(people.map((one) => one.personId))}::uuid[]`;
  const questions = [
    sql<{
      id: string;
    }>`select c.people_id as id from case_parties c where c.community_id = ${of} and c.people_id = any (${list})`,
    sql<{
      id: string;
    }>`select m.merged_into as id from people m where m.community_id = ${of} and m.merged_into = any (${list})`,
    sql<{
      id: string;
    }>`select h.head_people_id as id from households h where h.community_id = ${of} and h.head_people_id = any (${list})
      and coalesce(h.lineage ->> 'home', '') not like ${ofImport(source)}`,
  ];
  const merged = [
    sql<{ id: string }>`select i.merged_into as id from persons i where i.merged_into = any (${persons})`,
    sql<{ id: string }>`select i.id from persons i where i.id = any (${persons}) and i.merged_into is not null`,
  ];
  const named = new Set<string>();
  for (const question of questions) for (const id of await namedBy(ctx, question)) named.add(id);
  const joined = new Set<string>();
  for (const question of merged) for (const id of await namedBy(ctx, question)) joined.add(id);
  for (const one of people) if (joined.has(one.personId)) named.add(one.id);
  return named;
}

async function judgePeople(ctx: WriteCtx, source: Source, ids: readonly string[]): Promise<readonly Judged[]> {
  const { rows } = await sql<Candidate>`
    select id, name, person_id from people where community_id = ${source.communityId} and id = any (${uuidList(ids)}::uuid[])
  `.execute(ctx.db);
  const touched = await touchedAmong(ctx, source, ids);
  const used = await usedAmong(ctx, source, rows);
  return rows.map((row) => ({ ...row, isTouched: touched.has(row.id), isUsed: used.has(row.id) }));
}

async function deletePeople(ctx: WriteCtx, source: Source, ids: readonly string[]): Promise<void> {
  const list = uuidList(ids);
  const of = source.communityId;
  await sql`update households set head_people_id = null where community_id = ${of} and head_people_id = any (${list}::uuid[])`.execute(
    ctx.db,
  );
  for (const table of ['tags', 'ownerships', 'residences'] as const)
    await sql`delete from ${sql.table(table)} where community_id = ${of} and people_id = any (${list}::uuid[])`.execute(
      ctx.db,
    );
  await sql`update import_rows set people_id = null where community_id = ${of} and people_id = any (${list}::uuid[])`.execute(
    ctx.db,
  );
  await sql`delete from people where community_id = ${of} and id = any (${list}::uuid[])`.execute(ctx.db);
  await sql`delete from search_tokens where community_id = ${of} and kind = 'person' and row_id = any (${list}::uuid[])`.execute(
    ctx.db,
  );
}

/** Identities nobody's record names any more. The transaction must see every community. */
async function deletePersons(ctx: WriteCtx, ids: readonly string[]): Promise<void> {
  for (const part of inParts([...new Set(ids)])) {
    await sql`
      delete from persons where id = any (${uuidList(part)}::uuid[]) and merged_into is null
        and not exists (select from people p where p.person_id = persons.id)
        and not exists (select from persons m where m.merged_into = persons.id)
    `.execute(ctx.db);
  }
}

/** Removes the people an import made whom nobody has touched since, with all that was made with them. */
export async function removePeople(
  ctx: WriteCtx,
  source: Source,
  made: readonly MadeChange[],
  later: NamedLater,
): Promise<{ readonly removed: readonly string[]; readonly kept: readonly Kept[] }> {
  const ids = made.filter((one) => one.noun === 'people' && one.kind === 'created').map((one) => one.rowId);
  const removed: string[] = [];
  const persons: string[] = [];
  const kept: Kept[] = [];
  for (const part of inParts(ids)) {
    const judged = await judgePeople(ctx, source, part);
    const reasonOf = (one: Judged): Kept['reason'] | undefined =>
      later.people.has(one.id) ? 'named-later' : one.isTouched ? 'touched' : one.isUsed ? 'in-use' : undefined;
    for (const one of judged) {
      const reason = reasonOf(one);
      if (reason) kept.push({ noun: 'people', rowId: one.id, reason, name: one.name, peopleId: one.id });
    }
    const gone = judged.filter((one) => reasonOf(one) === undefined);
    await deletePeople(
      ctx,
      source,
      gone.map((one) => one.id),
    );
    removed.push(...gone.map((one) => one.id));
    persons.push(...gone.map((one) => one.personId));
  }
  await deletePersons(ctx, persons);
  return { removed, kept };
}

/** Which of some ids none of the questions names. */
async function unnamed(
  ctx: WriteCtx,
  ids: readonly string[],
  questions: readonly RawBuilder<{ id: string }>[],
): Promise<readonly string[]> {
  const named = new Set<string>();
  for (const question of questions) for (const id of await namedBy(ctx, question)) named.add(id);
  return ids.filter((id) => !named.has(id));
}

/** Removes the households an import formed in which nobody is left. */
export async function removeHouseholds(ctx: WriteCtx, source: Source, made: readonly MadeChange[]): Promise<void> {
  const of = source.communityId;
  const ids = made.filter((one) => one.noun === 'households' && one.kind === 'created').map((one) => one.rowId);
  for (const part of inParts(ids)) {
    const empty = await unnamed(ctx, part, [
      sql`select household_id as id from residences where community_id = ${of} and household_id = any (${uuidList(part)}::uuid[])`,
    ]);
    await sql`delete from households where community_id = ${of} and id = any (${uuidList(empty)}::uuid[])`.execute(
      ctx.db,
    );
  }
}

/** Homes of an import that nobody has changed and nothing refers to. */
async function emptyHouses(ctx: WriteCtx, source: Source, ids: readonly string[]): Promise<readonly string[]> {
  const of = source.communityId;
  const list = sql`${uuidList(ids)}::uuid[]`;
  return unnamed(ctx, ids, [
    sql`select id from houses where community_id = ${of} and id = any (${list})
      and (ended_on is not null or exists (select from jsonb_each_text(lineage) l where l.value not like ${ofImport(source)}))`,
    sql`select row_id as id from changes where community_id = ${of} and noun = 'houses' and row_id = any (${list}) and cause <> 'import'`,
    sql`select house_id as id from residences where community_id = ${of} and house_id = any (${list})`,
    sql`select house_id as id from ownerships where community_id = ${of} and house_id = any (${list})`,
    sql`select house_id as id from households where community_id = ${of} and house_id = any (${list})`,
    sql`select house_id as id from tags where community_id = ${of} and house_id = any (${list})`,
    sql`select house_id as id from cases where community_id = ${of} and house_id = any (${list})`,
  ]);
}

/** Removes the homes an import made in which nothing is left and which nobody has touched since. */
export async function removeHouses(
  ctx: WriteCtx,
  source: Source,
  made: readonly MadeChange[],
  later: NamedLater,
): Promise<{ readonly removed: readonly string[]; readonly kept: readonly Kept[] }> {
  const of = source.communityId;
  const created = made.filter((one) => one.noun === 'houses' && one.kind === 'created');
  const address = new Map(created.map((one) => [one.rowId, String(one.after['address'] ?? '')]));
  const removed: string[] = [];
  for (const part of inParts(created.map((one) => one.rowId).filter((id) => !later.houses.has(id)))) {
    const empty = await emptyHouses(ctx, source, part);
    const list = uuidList(empty);
    await sql`delete from houses where community_id = ${of} and id = any (${list}::uuid[])`.execute(ctx.db);
    await sql`delete from search_tokens where community_id = ${of} and kind = 'house' and row_id = any (${list}::uuid[])`.execute(
      ctx.db,
    );
    removed.push(...empty);
  }
  const gone = new Set(removed);
  const kept = created
    .filter((one) => !gone.has(one.rowId))
    .map(
      (one): Kept => ({
        noun: 'houses',
        rowId: one.rowId,
        reason: later.houses.has(one.rowId) ? 'named-later' : 'in-use',
        name: address.get(one.rowId) ?? '',
      }),
    );
  return { removed, kept };
}

interface MadePlace {
  readonly id: number;
  readonly kind: string;
}

/** Deletes an area nothing refers to; one that something does stays. */
async function deleteArea(ctx: WriteCtx, id: number): Promise<boolean> {
  await sql`savepoint place`.execute(ctx.db);
  try {
    await sql`delete from area_versions where area_id = ${id}`.execute(ctx.db);
    await sql`delete from areas where id = ${id}`.execute(ctx.db);
    await sql`release savepoint place`.execute(ctx.db);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== '23503') throw error;
    await sql`rollback to savepoint place`.execute(ctx.db);
    return false;
  }
}

/** Removes the buildings and stairwells an import made, unless they hold homes, were drawn or changed since. @returns how many buildings */
export async function removePlaces(ctx: WriteCtx, source: Source): Promise<number> {
  await lockTree(ctx.db);
  const { rows } = await sql<MadePlace>`
    select a.id, a.kind from areas a join area_versions v on v.area_id = a.id
    where a.community_id = ${source.communityId} and v.details ->> 'importId' = ${source.importId}
      and v.revision = 1 and v.valid_to is null and v.polygon is null and v.lon is null
      and not exists (select from area_versions o where o.area_id = a.id and o.valid_from <> v.valid_from)
      and not exists (select from houses h where h.community_id = a.community_id and (h.building_id = a.id or h.unit_id = a.id))
    order by a.kind desc
  `.execute(ctx.db);
  let buildings = 0;
  let places = 0;
  for (const { id, kind } of rows) {
    if (kind === 'building') {
      const child = await ctx.db
        .selectFrom('areaVersions')
        .select('areaId')
        .where('parentId', '=', id)
        .executeTakeFirst();
      if (child) continue;
    }
    if (!(await deleteArea(ctx, id))) continue;
    places += 1;
    if (kind === 'building') buildings += 1;
  }
  if (places > 0) await bumpTree(ctx.db);
  return buildings;
}
