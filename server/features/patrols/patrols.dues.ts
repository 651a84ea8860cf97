import { sql } from 'kysely';
import { type Cadence, firstDue, nextDue } from '../../../domain/cadence/cadence.ts';
import type { Calendar } from '../../../domain/calendar/calendar.ts';
import type { WriteTx } from '../../kit/db/client.ts';

interface PlannedObject {
  readonly communityId: number;
  readonly id: string;
  readonly areaId: number;
}

/** How many rows are written at once. */
const batch = 1000;

/**
 * Lets objects come round by a plan: their first days are spread over one round, so that not all fall on one day.
 * Whatever is planned already stays as it is.
 */
export async function planObjects(
  db: WriteTx,
  plan: { readonly id: string; readonly cadence: Cadence; readonly from: string },
  objects: readonly PlannedObject[],
  calendar: Calendar,
): Promise<void> {
  const rows = objects.map(({ communityId, id, areaId }, at) => ({
    communityId,
    planId: plan.id,
    objectId: id,
    areaId,
    dueOn: firstDue(plan.cadence, plan.from, at, calendar),
    lastOn: null,
  }));
  for (let at = 0; at < rows.length; at += batch)
    await db
      .insertInto('patrolDues')
      .values(rows.slice(at, at + batch))
      .onConflict((conflict) => conflict.columns(['communityId', 'planId', 'objectId']).doNothing())
      .execute();
}

interface Round {
  readonly planId: string;
  readonly dueOn: string;
  readonly cadence: Cadence;
}

/**
 * Moves what came round before a day to when it comes round next: no entry means nothing found, so nothing is owed. Where a rule asks
 * for an entry, it stays until it is made. Changes nothing the second time.
 */
export async function rollDues(db: WriteTx, today: string, calendar: Calendar): Promise<number> {
  const { rows } = await sql<Round>`
    select distinct d.plan_id, d.due_on, p.cadence from patrol_dues d join patrol_plans p on p.id = d.plan_id
    where d.due_on < ${today}::date and not p.must_confirm`.execute(db);
  for (const { planId, dueOn, cadence } of rows) {
    let next = dueOn;
    while (next < today) next = nextDue(cadence, next, calendar);
    await db
      .updateTable('patrolDues')
      .set({ dueOn: next })
      .where('planId', '=', planId)
      .where('dueOn', '=', dueOn)
      .execute();
  }
  return rows.length;
}
