import { sql } from 'kysely';
import { toRef } from '../../../contract/shapes.ts';
import type { VisitDoor, VisitWish } from '../../../contract/visits.ts';
import { standingOn } from '../../../domain/cadence/cadence.ts';
import { ageAt, businessDay } from '../../../domain/calendar/instant.ts';
import { openTagCodes, tagOf } from '../../../domain/registry/fields.ts';
import { soonDays, type VisitOutcome, type VisitRuleCode, type VisitWay } from '../../../domain/visits/rules.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { bigints, uuids } from '../../kit/db/lists.ts';
import type { Linked } from './visits.scope.ts';

export interface DoorHead {
  readonly communityId: number;
  readonly houseId: string;
  readonly buildingId: number;
  readonly tryOn: string;
}

interface NeedRow {
  readonly houseId: string;
  readonly peopleId: string | null;
  readonly rule: VisitRuleCode;
  readonly dueOn: string;
  readonly tryOn: string;
}

interface PersonRow {
  readonly communityId: number;
  readonly id: string;
  readonly name: string;
  readonly bornOn: string | null;
  readonly tags: readonly string[] | null;
  readonly wish: (VisitWish & { readonly isKept: true }) | null;
  readonly hasPhone: boolean;
  readonly hasContact: boolean;
}

interface HouseRow {
  readonly id: string;
  readonly address: string;
  readonly last: {
    readonly id: string;
    readonly visitedOn: string;
    readonly way: VisitWay;
    readonly outcome: VisitOutcome;
    readonly byName: string;
  } | null;
}

interface Keys {
  readonly communities: readonly number[];
  readonly houses: readonly string[];
}

async function readNeeds(
  ctx: ReadCtx,
  { communities, houses }: Keys,
  until: string | null,
): Promise<readonly NeedRow[]> {
  const { rows } = await sql<NeedRow>`
    select n.house_id, n.people_id, n.rule, n.due_on, n.try_on from visit_needs n
    where n.community_id = any (${bigints(communities)}) and n.house_id = any (${uuids(houses)}) and n.ended_on is null
      ${until === null ? sql`` : sql`and not n.is_held and n.try_on <= ${until}::date`}
    order by n.try_on, n.rule, n.id`.execute(ctx.db);
  return rows;
}

async function readPeople(ctx: ReadCtx, communities: readonly number[], ids: readonly string[]) {
  const today = businessDay(ctx.now);
  const { rows } = await sql<PersonRow>`
    select p.community_id, p.id, p.name, p.born_on,
      (select array_agg(g.code order by g.code) from tags g where g.community_id = p.community_id and g.people_id = p.id
        and (g.to_on is null or g.to_on > ${today}::date) and g.code = any (${[...openTagCodes] as string[]}::text[])) as tags,
      (select jsonb_build_object('isPhoneFirst', w.is_phone_first, 'hours', w.hours, 'isNoVisit', w.is_no_visit, 'isNoPhoto', w.is_no_photo)
        from visit_wishes w where w.community_id = p.community_id and w.people_id = p.id) as wish,
      exists (select from people_phones f where f.community_id = p.community_id and f.people_id = p.id and f.note is null) as has_phone,
      exists (select from people_phones f where f.community_id = p.community_id and f.people_id = p.id and f.note is not null) as has_contact
    from people p where p.community_id = any (${bigints(communities)}) and p.id = any (${uuids(ids)})`.execute(ctx.db);
  return new Map(rows.map((row) => [row.id, row]));
}

async function readHouses(ctx: ReadCtx, { communities, houses }: Keys) {
  const { rows } = await sql<HouseRow>`
    select h.id, h.address,
      (select jsonb_build_object('id', v.id, 'visitedOn', v.visited_on, 'way', v.way, 'outcome', v.outcome, 'byName', u.name)
        from visits v join users u on u.id = v.user_id
        where v.community_id = h.community_id and v.house_id = h.id order by v.visited_at desc, v.id desc limit 1) as last
    from houses h where h.community_id = any (${bigints(communities)}) and h.id = any (${uuids(houses)})`.execute(
    ctx.db,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Doors with what one visit to each serves: who is due behind it and by which rule, what they wish, and when somebody was last there. Groups of
 * health and need are not in it: a rule says how often, not why.
 * @param until needs that stand on the list by that day; null for all of the door, those that wait, too
 */
export async function doorViews(
  ctx: ReadCtx,
  heads: readonly DoorHead[],
  { until, linked }: { readonly until: string | null; readonly linked: Linked },
): Promise<readonly VisitDoor[]> {
  if (heads.length === 0) return [];
  const on = businessDay(ctx.now);
  const keys: Keys = {
    communities: [...new Set(heads.map(({ communityId }) => communityId))],
    houses: heads.map(({ houseId }) => houseId),
  };
  const needs = await readNeeds(ctx, keys, until);
  const people = await readPeople(ctx, keys.communities, [...new Set(needs.flatMap(({ peopleId }) => peopleId ?? []))]);
  const houses = await readHouses(ctx, keys);
  const tree = await areaTree(ctx);
  const needView = ({ rule, dueOn, tryOn }: NeedRow) => ({
    rule,
    dueOn,
    tryOn,
    standing: standingOn(tryOn, on, soonDays),
  });
  return heads.flatMap((head): VisitDoor[] => {
    const house = houses.get(head.houseId);
    if (!house) return [];
    const own = needs.filter(({ houseId }) => houseId === head.houseId);
    const path = tree.ancestorsOf(head.buildingId);
    const persons = [...new Set(own.flatMap(({ peopleId }) => peopleId ?? []))].flatMap((id) => people.get(id) ?? []);
    return [
      {
        houseRef: toRef(head.communityId, head.houseId),
        address: house.address,
        areaId: head.buildingId,
        buildingName: path[0]?.name ?? '',
        gridName: path.find(({ kind }) => kind === 'grid')?.name ?? null,
        tryOn: head.tryOn,
        standing: standingOn(head.tryOn, on, soonDays),
        needs: own.filter(({ peopleId }) => peopleId === null).map(needView),
        people: persons.map((person) => ({
          ref: toRef(person.communityId, person.id),
          name: person.name,
          age: ageAt(person.bornOn, ctx.now),
          tags: (person.tags ?? []).map((code) => tagOf(code).label),
          needs: own.filter(({ peopleId }) => peopleId === person.id).map(needView),
          wish: person.wish,
          hasPhone: person.hasPhone,
          hasContact: person.hasContact,
        })),
        isMine: linked.houses.includes(head.houseId),
        last: house.last && {
          ref: toRef(head.communityId, house.last.id),
          visitedOn: house.last.visitedOn,
          way: house.last.way,
          outcome: house.last.outcome,
          byName: house.last.byName,
        },
      },
    ];
  });
}
