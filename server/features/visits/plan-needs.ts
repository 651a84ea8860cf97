import { sql } from 'kysely';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { firstDay, spreadOf } from '../../../domain/visits/plan.ts';
import { rulesByTag, type VisitRuleCode } from '../../../domain/visits/rules.ts';
import type { WriteTx } from '../../kit/db/client.ts';
import { readCalendar, readCalendarState } from '../calendar/calendar.queries.ts';

interface Parts {
  readonly db: WriteTx;
  readonly now: string;
  newId(): string;
}

interface Missing {
  readonly peopleId: string | null;
  readonly houseId: string;
  readonly buildingId: number;
  readonly rule: VisitRuleCode;
  readonly isHeld: boolean;
}

/** New needs of one community in one go; more come the next time. */
const mostNew = 20_000;

const pairs = sql`unnest(${rulesByTag.map(({ rule }) => rule)}::text[], ${rulesByTag.map(({ tag }) => tag)}::text[]) as r (rule, code)`;

/** Where somebody lives now: one home, the one they are not only registered at. */
const homeOf = (people: string) => sql`select r.house_id, h.building_id from residences r
  join houses h on h.community_id = r.community_id and h.id = r.house_id and h.ended_on is null
  where r.community_id = ${sql.ref(`${people}.communityId`)} and r.people_id = ${sql.ref(`${people}.peopleId`)} and r.to_on is null
  order by (r.kind = 'registered'), r.created_at desc, r.id limit 1`;

/** Ends what no longer holds: the group, the person, the home or the link has gone. What somebody told of once stays until it is done. */
async function endNeeds({ db }: Parts, communityId: number, today: string): Promise<number> {
  const people = await sql`
    update visit_needs n set ended_on = ${today}::date
    where n.community_id = ${communityId} and n.ended_on is null and n.people_id is not null and (
      exists (select from people p where p.community_id = n.community_id and p.id = n.people_id and p.ended_on is not null)
      or (n.rule <> 'shock' and not exists (select from tags t join ${pairs} on r.code = t.code and r.rule = n.rule
        where t.community_id = n.community_id and t.people_id = n.people_id and (t.to_on is null or t.to_on > ${today}::date)))
      or not exists (select from residences v where v.community_id = n.community_id and v.people_id = n.people_id and v.to_on is null))`.execute(
    db,
  );
  const doors = await sql`
    update visit_needs n set ended_on = ${today}::date
    where n.community_id = ${communityId} and n.ended_on is null and n.people_id is null and (
      exists (select from houses h where h.community_id = n.community_id and h.id = n.house_id and h.ended_on is not null)
      or (n.rule = 'linked' and not exists (select from responsibilities p where p.community_id = n.community_id and p.house_id = n.house_id
        and p.covers_user_id is null and (p.valid_to is null or p.valid_to > ${today}::date))))`.execute(db);
  return Number(people.numAffectedRows ?? 0) + Number(doors.numAffectedRows ?? 0);
}

/** Whoever moved within the community is visited at the new door, in the same round. */
async function moveNeeds({ db }: Parts, communityId: number): Promise<number> {
  const moved = await sql`
    update visit_needs n set house_id = home.house_id, building_id = home.building_id
    from visit_needs m cross join lateral (${homeOf('m')}) home
    where n.community_id = ${communityId} and n.ended_on is null and n.people_id is not null
      and m.community_id = n.community_id and m.id = n.id and home.house_id <> n.house_id`.execute(db);
  return Number(moved.numAffectedRows ?? 0);
}

async function findMissing({ db }: Parts, communityId: number, today: string): Promise<readonly Missing[]> {
  const { rows } = await sql<Missing>`
    select due.people_id, home.house_id, home.building_id, due.rule,
      exists (select from visit_wishes w where w.community_id = due.community_id and w.people_id = due.people_id
        and w.is_no_visit and not w.is_phone_first) as is_held
    from (select distinct t.community_id, t.people_id, r.rule from tags t join ${pairs} on r.code = t.code
        where t.community_id = ${communityId} and t.people_id is not null and t.from_on <= ${today}::date and (t.to_on is null or t.to_on > ${today}::date)) due
      join people p on p.community_id = due.community_id and p.id = due.people_id and p.ended_on is null
      cross join lateral (${homeOf('due')}) home
    where not exists (select from visit_needs n where n.community_id = due.community_id and n.people_id = due.people_id
      and n.rule = due.rule and n.ended_on is null)
    union all
    select null, h.id, h.building_id, 'linked', false
    from (select distinct p.community_id, p.house_id from responsibilities p
        where p.community_id = ${communityId} and p.house_id is not null and p.covers_user_id is null
          and p.valid_from <= ${today}::date and (p.valid_to is null or p.valid_to > ${today}::date)) linked
      join houses h on h.community_id = linked.community_id and h.id = linked.house_id and h.ended_on is null
    where not exists (select from visit_needs n where n.community_id = h.community_id and n.house_id = h.id
      and n.people_id is null and n.rule = 'linked' and n.ended_on is null)
    limit ${mostNew}`.execute(db);
  return rows;
}

/**
 * Brings what is due in one community in line with its base: groups given and ended, people who moved or died, doors linked and unlinked.
 * Run twice it changes nothing.
 * @returns how many needs changed
 */
export async function planNeeds(parts: Parts, communityId: number): Promise<number> {
  const { db, now } = parts;
  const today = businessDay(now);
  const changed = (await endNeeds(parts, communityId, today)) + (await moveNeeds(parts, communityId));
  const missing = await findMissing(parts, communityId, today);
  if (missing.length === 0) return changed;
  const { weekendsRollLegalDays } = await readCalendarState(db);
  const calendar = await readCalendar(db, weekendsRollLegalDays);
  const rows = missing.map((one) => {
    const dueOn = firstDay(one.rule, today, spreadOf(one.peopleId ?? one.houseId), calendar);
    return { ...one, communityId, id: parts.newId(), dueOn, tryOn: dueOn, madeAt: now };
  });
  for (let at = 0; at < rows.length; at += 1000)
    await db
      .insertInto('visitNeeds')
      .values(rows.slice(at, at + 1000))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  return changed + rows.length;
}
