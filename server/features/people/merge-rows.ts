import { sql } from 'kysely';
import { z } from 'zod';
import type { WriteCtx } from '../../kit/ctx.ts';

const ids = z.array(z.uuid());

/** The rows a merge ended, and those it made for the record that stays. */
export const carriedRows = z.object({
  ended: z.object({ residences: ids, ownerships: ids, tags: ids }),
  made: z.object({ residences: ids, ownerships: ids, tags: ids, phones: ids }),
  /** Households whose head was the dropped record. */
  headed: ids,
});
export type CarriedRows = z.output<typeof carriedRows>;

interface Joining {
  readonly communityId: number;
  readonly keep: string;
  readonly drop: string;
  readonly today: string;
}

type DatedTable = 'residences' | 'ownerships' | 'tags';

/** What makes a row of the dropped record one that the record kept has already. */
const sameAs: Readonly<Record<DatedTable, string>> = {
  residences: 'k.house_id = d.house_id and k.to_on is null',
  ownerships: 'k.house_id = d.house_id and k.to_on is null',
  tags: 'k.code = d.code and (k.to_on is null or k.to_on > now_on.day)',
};

/** The columns that are copied as they are; the period is copied too, so that nothing begins today. */
const copied: Readonly<Record<DatedTable, string>> = {
  residences: 'house_id, household_id, kind, as_what, relation_to_head, from_on, to_on, lineage, created_at',
  ownerships: 'house_id, organisation_name, share_num, share_den, certificate_no, from_on, to_on, lineage, created_at',
  tags: 'code, kind, source, basis, from_on, to_on, lineage',
};

/** Copies the current rows of the dropped record that the other lacks, under ids of their own. */
async function copyRows(ctx: WriteCtx, table: DatedTable, { communityId, keep, drop, today }: Joining) {
  const { rows: found } = await sql<{ id: string }>`
    select d.id from ${sql.table(table)} d cross join (select ${today}::date as day) now_on
    where d.community_id = ${communityId} and d.people_id = ${drop}::uuid and (d.to_on is null or d.to_on > now_on.day)
      and not exists (select from ${sql.table(table)} k where k.community_id = d.community_id and k.people_id = ${keep}::uuid and ${sql.raw(sameAs[table])})
  `.execute(ctx.db);
  const made: string[] = [];
  for (const { id } of found) {
    const own = ctx.newId();
    made.push(own);
    await sql`
      insert into ${sql.table(table)} (community_id, id, people_id, ${sql.raw(copied[table])})
      select community_id, ${own}::uuid, ${keep}::uuid, ${sql.raw(copied[table])} from ${sql.table(table)}
      where community_id = ${communityId} and id = ${id}::uuid
    `.execute(ctx.db);
  }
  return made;
}

/** Ends the current rows of the dropped record. */
async function endRows(ctx: WriteCtx, table: DatedTable, { communityId, drop, today }: Joining) {
  const { rows } = await sql<{ id: string }>`
    update ${sql.table(table)} set to_on = greatest(${today}::date, coalesce(from_on, ${today}::date))
    where community_id = ${communityId} and people_id = ${drop}::uuid and to_on is null returning id
  `.execute(ctx.db);
  return rows.map((row) => row.id);
}

/** The phones of the dropped record that the other lacks. */
async function copyPhones(ctx: WriteCtx, { communityId, keep, drop }: Joining): Promise<string[]> {
  const phones = await ctx.db
    .selectFrom('peoplePhones')
    .select(['sealed', 'token', 'masked', 'position', 'note'])
    .where('communityId', '=', communityId)
    .where('peopleId', '=', drop)
    .orderBy('position')
    .execute();
  const made: string[] = [];
  for (const { position, ...phone } of phones) {
    const id = ctx.newId();
    const done = await ctx.db
      .insertInto('peoplePhones')
      .values({ communityId, id, peopleId: keep, position: 50 + position, ...phone })
      .onConflict((conflict) => conflict.columns(['communityId', 'peopleId', 'token']).doNothing())
      .executeTakeFirst();
    if (done.numInsertedOrUpdatedRows === 1n) made.push(id);
  }
  return made;
}

/** Says of the record that stays what is still true of the one that ends: homes, ownerships, groups, phones, and being the head of a household. */
export async function carryOver(ctx: WriteCtx, joining: Joining): Promise<CarriedRows> {
  const made = {
    residences: await copyRows(ctx, 'residences', joining),
    ownerships: await copyRows(ctx, 'ownerships', joining),
    tags: await copyRows(ctx, 'tags', joining),
    phones: await copyPhones(ctx, joining),
  };
  const ended = {
    residences: await endRows(ctx, 'residences', joining),
    ownerships: await endRows(ctx, 'ownerships', joining),
    tags: await endRows(ctx, 'tags', joining),
  };
  const headed = await ctx.db
    .updateTable('households')
    .set({ headPeopleId: joining.keep, updatedAt: ctx.now })
    .where('communityId', '=', joining.communityId)
    .where('headPeopleId', '=', joining.drop)
    .where('endedOn', 'is', null)
    .returning('id')
    .execute();
  return { made, ended, headed: headed.map((row) => row.id) };
}

/** Removes what a merge made and opens what it ended; rows that were changed since are left as they are. */
export async function takeBack(
  ctx: WriteCtx,
  { communityId, id }: { readonly communityId: number; readonly id: string },
  { made, ended, headed }: CarriedRows,
): Promise<void> {
  const list = (some: readonly string[]) => sql`${`{${some.join(',')}}`}::uuid[]`;
  for (const table of ['residences', 'ownerships', 'tags'] as const) {
    await sql`delete from ${sql.table(table)} where community_id = ${communityId} and id = any (${list(made[table])})`.execute(
      ctx.db,
    );
    await sql`update ${sql.table(table)} set to_on = null where community_id = ${communityId} and id = any (${list(ended[table])})`.execute(
      ctx.db,
    );
  }
  await sql`delete from people_phones where community_id = ${communityId} and id = any (${list(made.phones)})`.execute(
    ctx.db,
  );
  await sql`update households set head_people_id = ${id}::uuid, updated_at = ${ctx.now}::timestamptz
    where community_id = ${communityId} and id = any (${list(headed)})`.execute(ctx.db);
}
