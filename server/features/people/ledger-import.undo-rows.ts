import { sql } from 'kysely';
import { lockTree } from '../../access/area-ids.ts';
import { bumpTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { inParts, type Source, uuidList } from './ledger-import.source.ts';
import type { Kept, MadeChange, NamedLater } from './ledger-import.undo-values.ts';

interface Judged {
  readonly id: string;
  readonly name: string;
  readonly personId: string;
  readonly isTouched: boolean;
  readonly isUsed: boolean;
}

const ofImport = ({ importId }: Source): string => `import:${importId}:%`;

/** Whether anybody has changed, moved, tagged, merged or used people whom the import made. */
async function judgePeople(ctx: WriteCtx, source: Source, ids: readonly string[]): Promise<readonly Judged[]> {
  const ours = ofImport(source);
  const { rows } = await sql<Judged>`
    select p.id, p.name, p.person_id,
      (p.ended_on is not null or p.merged_into is not null
        or exists (select from jsonb_each_text(p.lineage) l where l.value not like ${ours})
        or exists (select from changes c where c.community_id = p.community_id and c.noun in ('people', 'residences') and c.row_id = p.id
          and c.cause_id <> ${source.importId}::uuid)
        or exists (select from residences r where r.community_id = p.community_id and r.people_id = p.id
          and (coalesce(r.lineage ->> 'home', '') not like ${ours} or (r.to_on is not null and not r.lineage ? 'toOn')))
        or exists (select from people_phones f where f.community_id = p.community_id and f.people_id = p.id
          and coalesce(f.lineage ->> 'phone', '') not like ${ours})
        or exists (select from tags g where g.community_id = p.community_id and g.people_id = p.id
          and (coalesce(g.lineage ->> 'tag', '') not like ${ours} or g.to_on is not null))
        or exists (select from ownerships o where o.community_id = p.community_id and o.people_id = p.id
          and (coalesce(o.lineage ->> 'owner', '') not like ${ours} or o.to_on is not null))) as is_touched,
      (exists (select from case_parties c where c.community_id = p.community_id and c.people_id = p.id)
        or exists (select from people m where m.community_id = p.community_id and m.merged_into = p.id)
        or exists (select from persons i where i.merged_into = p.person_id or (i.id = p.person_id and i.merged_into is not null))
        or exists (select from households h where h.community_id = p.community_id and h.head_people_id = p.id
          and coalesce(h.lineage ->> 'home', '') not like ${ours})) as is_used
    from people p where p.community_id = ${source.communityId} and p.id = any (${uuidList(ids)}::uuid[])
  `.execute(ctx.db);
  return rows;
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

/** Removes the households an import formed in which nobody is left. */
export async function removeHouseholds(ctx: WriteCtx, source: Source, made: readonly MadeChange[]): Promise<void> {
  const ids = made.filter((one) => one.noun === 'households' && one.kind === 'created').map((one) => one.rowId);
  for (const part of inParts(ids)) {
    await sql`
      delete from households h where h.community_id = ${source.communityId} and h.id = any (${uuidList(part)}::uuid[])
        and not exists (select from residences r where r.community_id = h.community_id and r.household_id = h.id)
    `.execute(ctx.db);
  }
}

/** Removes the homes an import made in which nothing is left and which nobody has touched since. */
export async function removeHouses(
  ctx: WriteCtx,
  source: Source,
  made: readonly MadeChange[],
  later: NamedLater,
): Promise<{ readonly removed: readonly string[]; readonly kept: readonly Kept[] }> {
  const created = made.filter((one) => one.noun === 'houses' && one.kind === 'created');
  const address = new Map(created.map((one) => [one.rowId, String(one.after['address'] ?? '')]));
  const removed: string[] = [];
  for (const part of inParts(created.map((one) => one.rowId).filter((id) => !later.houses.has(id)))) {
    const { rows } = await sql<{ id: string }>`
      delete from houses h where h.community_id = ${source.communityId} and h.id = any (${uuidList(part)}::uuid[]) and h.ended_on is null
        and not exists (select from jsonb_each_text(h.lineage) l where l.value not like ${ofImport(source)})
        and not exists (select from changes c where c.community_id = h.community_id and c.noun = 'houses' and c.row_id = h.id
          and c.cause_id <> ${source.importId}::uuid)
        and not exists (select from residences r where r.community_id = h.community_id and r.house_id = h.id)
        and not exists (select from ownerships o where o.community_id = h.community_id and o.house_id = h.id)
        and not exists (select from households d where d.community_id = h.community_id and d.house_id = h.id)
        and not exists (select from tags g where g.community_id = h.community_id and g.house_id = h.id)
        and not exists (select from cases c where c.community_id = h.community_id and c.house_id = h.id)
      returning h.id
    `.execute(ctx.db);
    removed.push(...rows.map((row) => row.id));
  }
  for (const part of inParts(removed)) {
    await sql`delete from search_tokens where community_id = ${source.communityId} and kind = 'house' and row_id = any (${uuidList(part)}::uuid[])`.execute(
      ctx.db,
    );
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
