import { type RawBuilder, sql } from 'kysely';
import type { metricRoutes } from '../../../contract/metrics.ts';
import type { AnswerOf } from '../../../contract/route.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { sealedStorageOf } from '../../../domain/case/sealed.ts';
import {
  type CountedArea,
  percentOf,
  publishable,
  type ResultCount,
  type ResultRule,
  type SealedRate,
  sealedRateCodes,
  sealedRates,
} from '../../../domain/metrics/sealed-rates.ts';
import { ownKey } from '../../../domain/own-key.ts';
import { everywhere } from '../../access/row-scope.ts';
import { areaTree } from '../../access/tree.ts';
import { scopeFor } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { WriteTx } from '../../kit/db/client.ts';
import type { Job } from '../../kit/jobs/job.ts';

const nothing: ResultCount = { n: 0, reached: 0 };

/** The day of a rule's result as SQL, null where a case stands at none of its stages: the SQL side of `resultsOf`. */
function dayOf({ stages, on }: ResultRule): RawBuilder<string | null> {
  const day = on === 'closedOn' ? sql`closed_on` : sql`(fields ->> ${on.field})::date`;
  return sql`case when stage = any (${[...stages]}::text[]) then ${day} end`;
}

interface YearCount extends ResultCount {
  readonly communityId: number;
  readonly year: number;
}

/** What came to a result before a day, by community and year. */
async function countYears(db: WriteTx, rate: SealedRate, before: string): Promise<readonly YearCount[]> {
  const { rows } = await sql<YearCount>`
    select community_id - ${sealedStorageOf(0)}::bigint as community_id, extract(year from coalesce(reached_on, missed_on))::int as year,
      count(*) as n, count(reached_on) as reached
    from (select community_id, ${dayOf(rate.reached)} as reached_on, ${dayOf(rate.missed)} as missed_on
      from cases where community_id >= ${sealedStorageOf(0)} and type = ${rate.type}) found
    where coalesce(reached_on, missed_on) < ${before}::date
    group by 1, 2`.execute(db);
  return rows;
}

interface Desk {
  readonly id: number;
  readonly parentId: number | null;
}

/** Districts, streets and communities as they lie in each other on a day. */
async function desksOf(db: WriteTx, day: string): Promise<readonly Desk[]> {
  const { rows } = await sql<Desk>`
    select a.id, v.parent_id from areas a join area_versions v on v.area_id = a.id
      and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date)
    where a.kind in ('district', 'street', 'community')`.execute(db);
  return rows;
}

function treeOf(desks: readonly Desk[], counts: ReadonlyMap<number, ResultCount>): readonly CountedArea[] {
  const below = Map.groupBy(desks, ({ parentId }) => parentId);
  const counted = ({ id }: Desk): CountedArea => ({
    id,
    own: counts.get(id) ?? nothing,
    below: (below.get(id) ?? []).map(counted),
  });
  const known = new Set(desks.map(({ id }) => id));
  return desks.filter(({ parentId }) => parentId === null || !known.has(parentId)).map(counted);
}

async function publishYear(
  db: WriteTx,
  at: { readonly rate: string; readonly year: number; readonly now: string },
  areas: readonly CountedArea[],
): Promise<void> {
  const rows = areas
    .flatMap(publishable)
    .map(({ id, n, reached }) => ({ communityId: id, rate: at.rate, year: at.year, n, reached, countedAt: at.now }));
  await db.deleteFrom('sealedResults').where('rate', '=', at.rate).where('year', '=', at.year).execute();
  if (rows.length > 0) await db.insertInto('sealedResults').values(rows).execute();
}

/** Each night: what sealed cases came to in the months that are over, by year, area and figure. What may not be published is not even written down. */
export const countSealedResultsJob: Job = {
  name: 'metrics.count-sealed-results',
  cron: '25 3 * * *',
  async run(job) {
    const now = job.now();
    const today = businessDay(now);
    await job.write(await everywhere(job), async (db) => {
      const desks = await desksOf(db, today);
      for (const rate of sealedRateCodes) {
        const counts = await countYears(db, sealedRates[rate], `${today.slice(0, 7)}-01`);
        for (const [year, list] of Map.groupBy(counts, (one) => one.year))
          await publishYear(
            db,
            { rate, year, now },
            treeOf(desks, new Map(list.map((one) => [one.communityId, { n: one.n, reached: one.reached }]))),
          );
      }
    });
  },
};

type Results = AnswerOf<(typeof metricRoutes)['GET /metrics/sealed-totals']>['results'];

/** What sealed cases came to, by figure, year and area, as far as it was published. */
export async function listSealedResults(ctx: ReadCtx): Promise<Results> {
  const tree = await areaTree(ctx);
  const { whole } = await scopeFor(ctx, 'metrics.read');
  const rows = await ctx.db
    .selectFrom('sealedResults')
    .select(['communityId', 'rate', 'year', 'n', 'reached'])
    .where(sql<boolean>`community_id = any (${`{${whole.join(',')}}`}::bigint[])`)
    .orderBy('year', 'desc')
    .orderBy('rate')
    .orderBy('communityId')
    .limit(1000)
    .execute();
  return rows.flatMap(({ communityId, rate, year, n, reached }) => {
    const declared: SealedRate | undefined = ownKey(sealedRates, rate);
    const name = tree.byId.get(communityId)?.name;
    const percent = percentOf({ n, reached });
    if (!declared || name === undefined || percent === null) return [];
    const { title, words, version } = declared;
    return [{ areaId: communityId, name, code: rate, version, title, words, year, n, reached, percent }];
  });
}
