import { sql } from 'kysely';
import type { metricRoutes } from '../../../contract/metrics.ts';
import type { AnswerOf } from '../../../contract/route.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { publishedFrom, sealedStorageOf } from '../../../domain/case/sealed.ts';
import { everywhere } from '../../access/row-scope.ts';
import { areaTree } from '../../access/tree.ts';
import { scopeFor } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { Job } from '../../kit/jobs/job.ts';
import { listSealedResults } from './sealed-results.ts';

/** Each night: how many sealed cases of a kind began in each month that is over. Fewer than ten are not even written down. */
export const countSealedJob: Job = {
  name: 'metrics.count-sealed',
  cron: '20 3 * * *',
  async run(job) {
    const thisMonth = `${businessDay(job.now()).slice(0, 7)}-01`;
    await job.write(await everywhere(job), (db) =>
      sql`
        insert into sealed_totals (community_id, type, month, n, counted_at)
        select community_id - ${sealedStorageOf(0)}::bigint, type, date_trunc('month', business_on)::date, count(*), ${job.now()}::timestamptz
        from cases where community_id >= ${sealedStorageOf(0)} and business_on < ${thisMonth}::date
        group by 1, 2, 3 having count(*) >= ${publishedFrom}
        on conflict (community_id, type, month) do update set n = excluded.n, counted_at = excluded.counted_at`.execute(
        db,
      ),
    );
  },
};

/** How many sealed cases began, by kind, month and community, from ten on. No sum over communities: the difference would tell of a small one. */
export async function listSealedTotals(
  types: CaseTypes,
  ctx: ReadCtx,
): Promise<AnswerOf<(typeof metricRoutes)['GET /metrics/sealed-totals']>> {
  const tree = await areaTree(ctx);
  const { whole } = await scopeFor(ctx, 'metrics.read');
  const rows = await ctx.db
    .selectFrom('sealedTotals')
    .select(['communityId', 'type', 'month', 'n'])
    .where(sql<boolean>`community_id = any (${`{${whole.join(',')}}`}::bigint[])`)
    .orderBy('month', 'desc')
    .orderBy('communityId')
    .orderBy('type')
    .limit(1000)
    .execute();
  return {
    minimumN: publishedFrom,
    results: await listSealedResults(ctx),
    items: rows.flatMap(({ communityId, type, month, n }) => {
      const title = types[type]?.title;
      return title
        ? [
            {
              areaId: communityId,
              name: tree.byId.get(communityId)?.name ?? '',
              type,
              title,
              month: month.slice(0, 7),
              n,
            },
          ]
        : [];
    }),
  };
}
