import { sql } from 'kysely';
import { sealedStorageOf } from '../../domain/case/sealed.ts';
import { erased } from '../../domain/case/state.ts';
import type { WriteCtx } from '../kit/ctx.ts';
import { jsonb } from '../kit/db/jsonb.ts';
import { uuids } from '../kit/db/lists.ts';
import { dropHeldRows } from './held-rows.ts';
import { familyOf } from './persons.ts';

interface Of {
  readonly communityId: number;
  readonly id: string;
}

/** What a change said before and after, without any value: that it happened stays. */
const emptied = jsonb({});

/**
 * Takes every personal value out of a record for good: name, birth, id number, phones, details, service groups, the words it is searched by, and what its
 * changes say of them; the projects they said they want; and the rows of imports that were held back and name them. Their matters by their own phone say whose they were, so that those can
 * be dealt with (the job cases.forget). The row stays with the homes and their periods, so that figures of the past come out as they were; nothing in it names anybody. With
 * the last record of an identity its blind index goes, too.
 */
export async function erasePerson(
  ctx: Pick<WriteCtx, 'db' | 'now' | 'vault'>,
  { communityId, id }: Of,
  endReason: 'asked' | 'term',
): Promise<void> {
  const { db, now } = ctx;
  await dropHeldRows(ctx, { communityId, id });
  await nameInMatters(db, { communityId, id });
  const row = await db
    .updateTable('people')
    .set({
      name: erased,
      sex: 'unknown',
      bornOn: null,
      idSealed: null,
      idToken: null,
      idMasked: null,
      details: emptied,
      lineage: emptied,
      endedOn: sql<string>`coalesce(ended_on, (${now}::timestamptz at time zone 'Asia/Shanghai')::date)`,
      endReason: sql<string>`coalesce(end_reason, ${endReason})`,
      erasedAt: now,
      updatedAt: now,
    })
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .where('erasedAt', 'is', null)
    .returning('personId')
    .executeTakeFirst();
  if (!row) return;
  const accounts = await accountsOf(db, { communityId, id }, row.personId);
  await db
    .deleteFrom('projectSupports')
    .where('communityId', '=', communityId)
    .where('userId', '=', sql<string>`any (${uuids(accounts)})`)
    .execute();
  const joined = await db
    .selectFrom('people')
    .select('id')
    .where('communityId', '=', communityId)
    .where('mergedInto', '=', id)
    .execute();
  for (const one of joined) await erasePerson(ctx, { communityId, id: one.id }, endReason);
  for (const table of ['peoplePhones', 'tags', 'peopleLimits'] as const)
    await db.deleteFrom(table).where('communityId', '=', communityId).where('peopleId', '=', id).execute();
  await db
    .deleteFrom('searchTokens')
    .where('communityId', '=', communityId)
    .where('kind', '=', 'person')
    .where('rowId', '=', id)
    .execute();
  await db
    .updateTable('changes')
    .set({ before: emptied, after: emptied })
    .where('communityId', '=', communityId)
    .where('rowId', '=', id)
    .execute();
  await db
    .updateTable('ownerships')
    .set({ certificateNo: null })
    .where('communityId', '=', communityId)
    .where('peopleId', '=', id)
    .execute();
  await forgetIdentity(ctx, row.personId, accounts);
}

/** The accounts that are this person's: those that showed it, and those of the record's own phone that showed nothing else. */
async function accountsOf(db: WriteCtx['db'], { communityId, id }: Of, personId: string): Promise<readonly string[]> {
  const family = await familyOf(db, personId);
  const { rows } = await sql<{ id: string }>`
    select user_id as id from record_proofs where person_id = any (${uuids(family)})
    union
    select u.id from people_phones f join users u on u.phone_token = f.token and u.kind = 'resident'
    where f.community_id = ${communityId} and f.people_id = ${id} and f.note is null
      and not exists (select from record_proofs p where p.user_id = u.id and p.person_id is not null)
  `.execute(db);
  return rows.map((one) => one.id);
}

/** What somebody reported by their own phone is theirs: with the phone gone nothing else would tell. */
async function nameInMatters(db: WriteCtx['db'], { communityId, id }: Of): Promise<void> {
  await sql`
    update case_parties p set people_id = ${id}
    from people_phones f
    where f.community_id = ${communityId} and f.people_id = ${id} and f.note is null
      and p.phone_token = f.token and p.people_id is null and p.community_id in (${communityId}, ${sealedStorageOf(communityId)})
  `.execute(db);
}

/** The blind index of an id number, who may open the record, and what their accounts support elsewhere go with the last record that had it. */
async function forgetIdentity(
  { db }: Pick<WriteCtx, 'db'>,
  personId: string,
  accounts: readonly string[],
): Promise<void> {
  const left = await db
    .selectFrom('people')
    .select('id')
    .where('personId', '=', personId)
    .where('erasedAt', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (left) return;
  await db
    .deleteFrom('projectSupports')
    .where('userId', '=', sql<string>`any (${uuids(accounts)})`)
    .execute();
  await db.updateTable('persons').set({ idToken: null }).where('id', '=', personId).execute();
  await db
    .updateTable('recordProofs')
    .set({ personId: null, provenAt: null })
    .where('personId', '=', personId)
    .execute();
}
