import { sql } from 'kysely';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { plainCategory } from '../../../domain/case/category.ts';
import type { ReadTx } from '../../kit/db/client.ts';

/** Closed cases whose category's term has run out and that still hold personal values. */
const isDue = (now: string) => sql<boolean>`cases.closed_on is not null and cases.erased_at is null
  and cases.closed_on <= (${businessDay(now)}::date - make_interval(years => coalesce(
    (select (g.rule ->> 'retentionYears')::int from categories g where g.id = cases.category_id), ${plainCategory.retentionYears})))`;

/** The next so many cases of the transaction's scope to be erased, the longest closed first. */
export async function casesToErase(db: ReadTx, now: string, most: number) {
  return db
    .selectFrom('cases')
    .where(isDue(now))
    .select(['communityId', 'id'])
    .orderBy('closedOn')
    .limit(most)
    .execute();
}

/** How many cases of the transaction's scope the next nights erase. */
export async function countCasesToErase(db: ReadTx, now: string): Promise<number> {
  const { n } = await db
    .selectFrom('cases')
    .where(isDue(now))
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}
