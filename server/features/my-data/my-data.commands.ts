import { sql } from 'kysely';
import type { z } from 'zod';
import type { myDataCommands } from '../../../contract/my-data.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { parseCitizenId } from '../../../domain/identifiers/citizen-id.ts';
import { refuse } from '../../../domain/refusals.ts';
import { widenToOwnRecord } from '../../access/row-scope.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { idToken } from '../../registry/person-rows.ts';
import { proofOf, residentOf, triesADay } from './own-records.ts';

type Input<K extends keyof typeof myDataCommands> = z.output<(typeof myDataCommands)[K]['input']>;

/**
 * The person whose record agrees in all three: the id number, the name, and the phone signed in with as their own. A phone that is noted as
 * somebody else's, of a child who is to be called for a parent, shows nothing.
 */
async function findMatching(ctx: WriteCtx, { name, idNumber }: Input<'my-data.prove'>): Promise<string | undefined> {
  const read = parseCitizenId(idNumber, { cell: 'text' });
  if (!read.ok) return undefined;
  await widenToOwnRecord(ctx);
  const found = await ctx.db
    .selectFrom('people')
    .innerJoin('peoplePhones', (join) =>
      join
        .onRef('peoplePhones.communityId', '=', 'people.communityId')
        .onRef('peoplePhones.peopleId', '=', 'people.id'),
    )
    .where('people.idToken', '=', idToken(ctx, read.normalized))
    .where('people.name', '=', name.replace(/\s/g, ''))
    .where('people.endedOn', 'is', null)
    .where('people.mergedInto', 'is', null)
    .where('peoplePhones.token', '=', Buffer.from(residentOf(ctx).phoneToken, 'base64url'))
    .where('peoplePhones.note', 'is', null)
    .select('people.personId')
    .executeTakeFirst();
  return found?.personId;
}

/**
 * Takes down that a record is the asker's. What does not agree is not told apart, and few tries are given a day; whoever fails is told to come by,
 * where somebody looks at their id. A failed try is an answer and no refusal, so that it is counted.
 * @throws my-data.no-tries
 */
export async function proveRecord(ctx: WriteCtx, input: Input<'my-data.prove'>) {
  const { userId } = residentOf(ctx);
  const today = businessDay(ctx.now);
  // The try is counted before anything is compared: of many at once no more than five are answered.
  const { rows } = await sql<{ tries: number }>`
    insert into record_proofs (user_id, tries, tried_on) values (${userId}, 1, ${today}::date)
    on conflict (user_id) do update set tried_on = ${today}::date,
      tries = case when record_proofs.tried_on = ${today}::date then record_proofs.tries + 1 else 1 end
    returning tries`.execute(ctx.db);
  const tries = rows[0]?.tries ?? 1;
  if (tries > triesADay) throw refuse('my-data.no-tries');
  const personId = await findMatching(ctx, input);
  ctx.audit({
    action: personId ? 'my-data.proven' : 'my-data.not-proven',
    noun: 'people',
    ...(personId ? { personId } : {}),
  });
  if (personId)
    await ctx.db
      .updateTable('recordProofs')
      .set({ personId, provenAt: ctx.now, tries: 0 })
      .where('userId', '=', userId)
      .execute();
  return { isProven: personId !== undefined, triesLeft: personId ? triesADay : triesADay - tries };
}

/** Forgets which record is the asker's: for a phone that goes to somebody else. */
export async function forgetRecord(ctx: WriteCtx) {
  const { personId } = await proofOf(ctx);
  await ctx.db
    .updateTable('recordProofs')
    .set({ personId: null, provenAt: null })
    .where('userId', '=', residentOf(ctx).userId)
    .execute();
  if (personId) ctx.audit({ action: 'my-data.forgotten', noun: 'people', personId });
  return { isProven: false };
}
