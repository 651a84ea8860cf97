import { sql } from 'kysely';
import { businessDay, dayMs, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { everywhere } from '../../access/row-scope.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { ReadTx } from '../../kit/db/client.ts';
import type { Job } from '../../kit/jobs/job.ts';
import type { AskedArea } from './asked-area.ts';

/** What is kept is gone by for so long; the worker renews it far more often. */
const holdsMs = dayMs / 24;

interface Counted {
  readonly people: number;
  readonly houses: number;
}

/** People, each once however many communities hold a record of them, and homes. */
async function countNow(db: ReadTx, communities: readonly number[]): Promise<Counted> {
  const list = `{${communities.join(',')}}`;
  // Within one community nobody has two records: there is nothing to tell apart.
  const people = sql.raw(communities.length === 1 ? 'count(*)' : 'count(distinct person_id)');
  const { rows } = await sql<Counted>`
    select (select ${people} from people where community_id = any (${list}::bigint[]) and ended_on is null) as people,
      (select count(*) from houses where community_id = any (${list}::bigint[]) and ended_on is null) as houses`.execute(
    db,
  );
  return rows[0] as Counted;
}

/** How many people and homes are on record in an area: as the worker last counted them under a street or the district, of this moment elsewhere. */
export async function countBase(ctx: ReadCtx, { tree, area, desks = [] }: AskedArea): Promise<Counted> {
  const communities = desks.filter((id) => tree.byId.get(id)?.kind === 'community');
  if (communities.length > 1) {
    const kept = await ctx.db
      .selectFrom('baseFigures')
      .select(['people', 'houses'])
      .where('communityId', '=', area.id)
      .where('countedAt', '>', toIso(toMs(ctx.now) - holdsMs))
      .executeTakeFirst();
    if (kept) return kept;
  }
  return communities.length === 0 ? { people: 0, houses: 0 } : countNow(ctx.db, communities);
}

interface Above {
  readonly id: number;
  readonly communities: readonly number[];
}

/** Streets and districts with the communities that lie under them today. */
async function areasAbove(db: ReadTx, day: string): Promise<readonly Above[]> {
  const { rows } = await sql<Above>`
    with recursive under as (
      select a.id as top, a.id from areas a where a.kind in ('street', 'district')
      union all
      select under.top, v.area_id from under join area_versions v on v.parent_id = under.id
        and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date)
        join areas a on a.id = v.area_id and a.kind in ('street', 'community')
    )
    select under.top as id, array_agg(a.id) as communities from under join areas a on a.id = under.id and a.kind = 'community' group by 1`.execute(
    db,
  );
  return rows;
}

/** Counts people and homes under each street and the district. */
export const countBaseJob: Job = {
  name: 'metrics.count-base',
  cron: '*/10 * * * *',
  async run(job) {
    await job.write(await everywhere(job), async (db) => {
      for (const { id, communities } of await areasAbove(db, businessDay(job.now()))) {
        const counted = { ...(await countNow(db, communities)), countedAt: job.now() };
        await db
          .insertInto('baseFigures')
          .values({ communityId: id, ...counted })
          .onConflict((conflict) => conflict.column('communityId').doUpdateSet(counted))
          .execute();
      }
    });
  },
};
