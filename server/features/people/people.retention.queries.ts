import { sql } from 'kysely';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { coreFields, personFields } from '../../../domain/registry/fields.ts';
import type { ReadTx } from '../../kit/db/client.ts';

/** A record is erased whole once the last of its fields' terms is over: the field register names one for each. */
const years = Math.max(...[...coreFields, ...personFields].map(({ retentionYears }) => retentionYears));

const isDue = (now: string) => sql<boolean>`people.ended_on is not null and people.erased_at is null
  and people.ended_on <= (${businessDay(now)}::date - make_interval(years => ${years}::int))`;

/** The next so many ended records of the transaction's scope to be erased, the longest ended first. */
export async function recordsToErase(db: ReadTx, now: string, most: number) {
  return db
    .selectFrom('people')
    .where(isDue(now))
    .select(['communityId', 'id', 'personId'])
    .orderBy('endedOn')
    .limit(most)
    .execute();
}

/** How many records of the transaction's scope the next nights erase. */
export async function countRecordsToErase(db: ReadTx, now: string): Promise<number> {
  const { n } = await db
    .selectFrom('people')
    .where(isDue(now))
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}
