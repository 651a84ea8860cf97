import { type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { standingOn } from '../../../domain/cadence/cadence.ts';
import { businessDay, dayNumber, dayOf } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { soonDays, type VisitOutcome, type VisitRuleCode, type VisitWay } from '../../../domain/visits/rules.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { bigints, uuids } from '../../kit/db/lists.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { type DoorHead, doorViews } from './door-views.ts';
import { getDoor, linkedDoors, visitableRows } from './visits.scope.ts';

export interface DueQuery {
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly ahead: number;
  readonly area?: number | undefined;
  readonly rule?: VisitRuleCode | undefined;
  readonly mine?: boolean | undefined;
}

const place = z.tuple([z.iso.date(), z.uuid()]);

async function areaPart(ctx: ReadCtx, area: number | undefined) {
  if (area === undefined) return sql<SqlBool>`true`;
  const tree = await areaTree(ctx);
  if (!tree.byId.has(area)) throw refuse('request.not-found');
  const buildings = tree.subtreeOf(area).filter(({ kind }) => kind === 'building');
  return sql<SqlBool>`n.building_id = any (${bigints(buildings.map(({ id }) => id))})`;
}

/** Doors that are due up to a day, the longest waiting first; several needs of one door are one line. */
export async function listDue(ctx: ReadCtx, query: DueQuery) {
  const on = businessDay(ctx.now);
  const until = dayOf(dayNumber(on) + query.ahead);
  const linked = await linkedDoors(ctx);
  const scope =
    query.mine === true
      ? sql<SqlBool>`(n.community_id = any (${bigints(linked.communities)}) and n.house_id = any (${uuids(linked.houses)}))`
      : await visitableRows(ctx, 'n', linked);
  const after = fromCursor(query.cursor, place);
  const ofRule = (alias: string) => (query.rule ? sql`and ${sql.ref(`${alias}.rule`)} = ${query.rule}` : sql``);
  // A door stands once, at its first need: every other one is looked up by its door.
  const { rows } = await sql<DoorHead>`
    select n.community_id, n.house_id, n.building_id, n.try_on from visit_needs n
    where n.ended_on is null and not n.is_held and n.try_on <= ${until}::date ${ofRule('n')}
      and ${scope} and ${await areaPart(ctx, query.area)}
      and not exists (select from visit_needs o where o.community_id = n.community_id and o.house_id = n.house_id
        and o.ended_on is null and not o.is_held ${ofRule('o')} and (o.try_on, o.id) < (n.try_on, n.id))
      ${after ? sql`and (n.try_on, n.house_id) > (${after[0]}::date, ${after[1]}::uuid)` : sql``}
    order by n.try_on, n.house_id limit ${query.limit + 1}`.execute(ctx.db);
  const page = pageUp(rows, query.limit, (row) => [row.tryOn, row.houseId]);
  return { ...page, on, items: [...(await doorViews(ctx, page.items, { until, linked }))] };
}

interface PastRow {
  readonly communityId: number;
  readonly id: string;
  readonly visitedOn: string;
  readonly way: VisitWay;
  readonly outcome: VisitOutcome;
  readonly words: string;
  readonly byName: string;
}

/** How many past visits of a door are shown. */
const mostPast = 12;

/** One door: everything that will be due there, whenever, and its last visits. The look is written down. */
export async function showDoor(ctx: ReadCtx, ref: string) {
  const door = await getDoor(ctx, ref);
  const on = businessDay(ctx.now);
  const head: DoorHead = { ...door, tryOn: on };
  const [view] = await doorViews(ctx, [head], { until: null, linked: await linkedDoors(ctx) });
  if (!view) throw refuse('request.not-found');
  const { rows } = await sql<PastRow>`
    select v.community_id, v.id, v.visited_on, v.way, v.outcome, v.words, u.name as by_name
    from visits v join users u on u.id = v.user_id
    where v.community_id = ${door.communityId} and v.house_id = ${door.houseId}
    order by v.visited_at desc, v.id desc limit ${mostPast}`.execute(ctx.db);
  const needs = [...view.needs, ...view.people.flatMap((one) => one.needs)];
  const tryOn = needs.map((need) => need.tryOn).toSorted()[0] ?? on;
  return {
    ...view,
    tryOn,
    standing: needs.length === 0 ? ('later' as const) : standingOn(tryOn, on, soonDays),
    past: rows.map(({ communityId, id, ...one }) => ({ ref: toRef(communityId, id), ...one })),
  };
}

/** The phone of somebody who is due behind a door that the asker may visit, or of their emergency contact; each look is written down. */
export async function revealVisitPhone(ctx: ReadCtx, ref: string, of: 'person' | 'contact') {
  const { communityId, id } = parseRef(ref);
  const scope = await visitableRows(ctx, 'n', await linkedDoors(ctx));
  const { rows } = await sql<{ name: string; personId: string; sealed: Buffer; note: string | null }>`
    select p.name, p.person_id, f.sealed, f.note
    from people p join people_phones f on f.community_id = p.community_id and f.people_id = p.id
    where p.community_id = ${communityId} and p.id = ${id}
      and exists (select from visit_needs n where n.community_id = p.community_id and n.people_id = p.id and n.ended_on is null and ${scope})
      and ${of === 'contact' ? sql`f.note is not null` : sql`f.note is null`}
    order by f.position, f.id limit 1`.execute(ctx.db);
  const [found] = rows;
  if (!found) throw refuse('request.not-found');
  ctx.audit({
    action: of === 'contact' ? 'visits.contact-revealed' : 'visits.phone-revealed',
    noun: 'people',
    communityId,
    rowId: id,
    personId: found.personId,
    reason: 'visit',
  });
  return { name: found.note ?? found.name, phone: ctx.vault.open('phone', found.sealed) };
}
