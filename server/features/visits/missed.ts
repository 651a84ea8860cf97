import { sql } from 'kysely';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import { postOfAudience } from '../../../domain/case/notices.ts';
import { stepsDue } from '../../../domain/visits/plan.ts';
import { type MissedStep, missedSteps, visitRule, visitRuleCodes } from '../../../domain/visits/rules.ts';
import { areaTree } from '../../access/tree.ts';
import type { WriteTx } from '../../kit/db/client.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { announceChange } from '../../kit/db/live-feed.ts';

interface Parts {
  readonly db: WriteTx;
  readonly now: string;
  readonly shared: object;
}

interface Missed {
  readonly id: string;
  readonly houseId: string;
  readonly buildingId: number;
  readonly dueOn: string;
  readonly missedSteps: number;
}

interface Post {
  readonly userId: string;
  readonly coversUserId: string | null;
}

const watched = visitRuleCodes.filter((code) => visitRule(code).isWatchedOver === true);
/** As many doors of a community in one go; the rest come with the next hour. */
const mostAtOnce = 500;

async function findMissed({ db, now }: Parts, communityId: number): Promise<readonly Missed[]> {
  const today = businessDay(now);
  const { rows } = await sql<Missed>`
    select n.id, n.house_id, n.building_id, n.due_on, n.missed_steps from visit_needs n
    where n.community_id = ${communityId} and n.ended_on is null and not n.is_held and n.missed_steps < ${missedSteps.length}
      and n.due_on < ${today}::date and n.rule = any (${[...watched] as string[]}::text[])
    order by n.due_on, n.id limit ${mostAtOnce} for update`.execute(db);
  return rows;
}

/** Who looks after a door today: those it is linked with, and those of its unit, building and grid. */
async function postsOf({ db, now, shared }: Parts, communityId: number, one: Missed): Promise<readonly Post[]> {
  const tree = await areaTree({ db, now, shared });
  const areas = tree
    .ancestorsOf(one.buildingId)
    .filter(({ kind }) => kind === 'building' || kind === 'grid')
    .map(({ id }) => id);
  const on = businessDay(now);
  const { rows } = await sql<Post>`
    select distinct r.user_id, r.covers_user_id from responsibilities r join users u on u.id = r.user_id and u.is_active
    where r.community_id = ${communityId} and (r.house_id = ${one.houseId}::uuid or (r.house_id is null and r.area_id = any (${`{${areas.join(',')}}`}::bigint[])))
      and r.valid_from <= ${on}::date and (r.valid_to is null or r.valid_to > ${on}::date)
    order by 1`.execute(db);
  return rows;
}

/** Whom a step is told: who stands in (all of the door where nobody does), everybody of the door, or the secretary's post. */
function targetsOf(step: MissedStep, posts: readonly Post[], communityId: number) {
  const standIns = posts.filter(({ coversUserId }) => coversUserId !== null);
  const told = step.to === 'cover' && standIns.length > 0 ? standIns : posts;
  if (step.to === 'secretary' || told.length === 0)
    return [{ toAreaId: communityId, toCapability: postOfAudience.head ?? null }];
  return [...new Set(told.map(({ userId }) => userId))].map((toUserId) => ({ toUserId }));
}

/**
 * Takes the steps of missed visits that are due in one community: a notice each, written once. A notice names the building, never the person or
 * the room: the door stands first on the list of whoever opens it.
 */
export async function tellMissed(parts: Parts, communityId: number): Promise<number> {
  const { db, now } = parts;
  const tree = await areaTree(parts);
  let told = 0;
  for (const one of await findMissed(parts, communityId)) {
    const steps = stepsDue(one.dueOn, businessDay(now), one.missedSteps);
    if (steps.length === 0) continue;
    const posts = await postsOf(parts, communityId, one);
    const path = tree.ancestorsOf(one.buildingId);
    const names = [path.find(({ kind }) => kind === 'grid')?.name ?? path.at(1)?.name ?? '', path[0]?.name ?? ''];
    for (const step of steps)
      for (const [at, target] of targetsOf(step, posts, communityId).entries()) {
        await db
          .insertInto('notices')
          .values({
            ...{ communityId, id: deriveId(one.id, `missed:${one.dueOn}:${step.to}:${at}`), ...target },
            ...{ class: step.to === 'secretary' ? 'now' : 'shift', code: step.code, createdAt: now },
            ...{ parameters: jsonb({ place: names.join(' ') }), noun: 'visits' },
          })
          .onConflict((conflict) => conflict.columns(['communityId', 'id']).doNothing())
          .execute();
        told += 1;
      }
    await db
      .updateTable('visitNeeds')
      .set({ missedSteps: one.missedSteps + steps.length })
      .where('communityId', '=', communityId)
      .where('id', '=', one.id)
      .execute();
  }
  if (told > 0) await announceChange(db, communityId, []);
  return told;
}
