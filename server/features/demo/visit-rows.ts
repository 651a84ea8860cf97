import { nextDue } from '../../../domain/cadence/cadence.ts';
import type { Calendar } from '../../../domain/calendar/calendar.ts';
import { dayNumberAt, dayOf, dayStart, toIso } from '../../../domain/calendar/instant.ts';
import { firstDay, spreadOf } from '../../../domain/visits/plan.ts';
import { rulesByTag, type VisitOutcome, type VisitRuleCode, visitRule } from '../../../domain/visits/rules.ts';
import { columnNames, putObject, type RowSink } from './copy.ts';
import { idMaker } from './ids.ts';
import type { PlacedCommunity } from './places.ts';
import type { DistrictPlanned } from './plan.ts';
import type { Neighbour } from './population-parts.ts';
import { type Random, weighted } from './random.ts';
import type { MadeUser } from './staff.ts';

/** A home that is let. */
export interface LetHome {
  readonly houseId: string;
  readonly buildingId: number;
}

/** A sink that remembers which service groups whom it put belongs to, and which homes are let. */
export function tapRegister(sink: RowSink): {
  readonly sink: RowSink;
  readonly tagsOf: ReadonlyMap<string, readonly string[]>;
  readonly letHomes: readonly LetHome[];
} {
  const letHomes: LetHome[] = [];
  const [houseAt, buildingAt, useAt, tenureAt] = ['id', 'building_id', 'use', 'tenure'].map((name) =>
    columnNames('houses').indexOf(name),
  ) as [number, number, number, number];
  const tagsOf = new Map<string, string[]>();
  const tapped: RowSink = {
    ...sink,
    put(table, values) {
      if (table === 'tags') {
        const [, , peopleId, code] = values as readonly string[];
        const list = tagsOf.get(peopleId as string) ?? [];
        tagsOf.set(peopleId as string, [...list, code as string]);
      }
      if (table === 'houses' && values[useAt] === 'residence' && values[tenureAt] === 'let')
        letHomes.push({ houseId: values[houseAt] as string, buildingId: values[buildingAt] as number });
      sink.put(table, values);
    },
  };
  return { sink: tapped, tagsOf, letHomes };
}

interface VisitParts {
  readonly sink: RowSink;
  readonly plan: DistrictPlanned;
  readonly calendar: Calendar;
  readonly nowMs: number;
}

interface Round extends VisitParts {
  readonly random: Random;
  readonly newId: () => string;
  readonly community: PlacedCommunity;
  readonly today: number;
}

const outcomes = weighted<VisitOutcome>([
  ['met', 64],
  ['phoned', 16],
  ['family-answered', 14],
  ['unwilling', 6],
]);
const said: Readonly<Partial<Record<VisitOutcome, readonly string[]>>> = {
  met: [
    '精神很好，刚从市场买菜回来，家里整洁。',
    '血压药快吃完了，提醒去卫生服务中心开药。',
    '聊了半小时，说晚上睡得比上个月好。',
    '厨房灯坏了，已登记小修。',
  ],
  phoned: ['在女儿家住，下周回来。', '电话里声音清楚，说一切都好。'],
  'family-answered': ['儿子接待，老人午睡，近况平稳。', '儿媳说老人胃口不错。'],
  unwilling: ['说自己很好，不用常来，留了联系卡。'],
};
/** Visits of so many days are written down; what was before is a day alone. */
const daysWritten = 10;

/** Puts whose door is due when, as if the rounds had gone on for long: mostly kept, some due today, a few missed. */
export function putVisits(
  parts: VisitParts,
  community: PlacedCommunity,
  neighbours: readonly Neighbour[],
  tagsOf: ReadonlyMap<string, readonly string[]>,
): void {
  const random = parts.plan.random.fork(`visits of ${community.id}`);
  const newId = idMaker(random, parts.nowMs - daysWritten * 86_400_000);
  const round: Round = { ...parts, random, newId, community, today: dayNumberAt(parts.nowMs) };
  const byHouse = Map.groupBy(
    neighbours.filter(({ peopleId }) => tagsOf.has(peopleId)),
    ({ houseId }) => houseId,
  );
  for (const people of byHouse.values()) {
    const needs = people.flatMap(({ peopleId }) => {
      const codes = tagsOf.get(peopleId) ?? [];
      const rules = new Set(rulesByTag.filter(({ tag }) => codes.includes(tag)).map(({ rule }) => rule));
      return [...rules].map((rule) => ({ peopleId, rule }));
    });
    if (needs.length > 0) putDoor(round, people[0] as Neighbour, needs);
  }
  putLinks(round, neighbours);
  putWishes(round, [...byHouse.values()].flat());
}

interface Need {
  readonly peopleId: string | null;
  readonly rule: VisitRuleCode;
}

/** The needs of one door: each stands where it would after its last visit, and those of the last days are visits. */
function putDoor(round: Round, door: Neighbour, needs: readonly Need[]): void {
  const { sink, calendar, today, newId, community, nowMs } = round;
  const visits = new Map<number, { needId: string; rule: VisitRuleCode; peopleId: string | null }[]>();
  for (const { peopleId, rule } of needs) {
    const spread = spreadOf(peopleId ?? door.houseId);
    const { cadence } = visitRule(rule);
    const length = daysOf(rule);
    // One in twenty is a day or two behind; the others are somewhere in their round.
    const ago = spread % 20 === 0 ? length + 1 + (spread % 2) : spread % length;
    const lastOn = ago === 0 ? null : dayOf(today - ago);
    const dueOn =
      lastOn === null || cadence === null
        ? firstDay(rule, dayOf(today), spread, calendar)
        : nextDue(cadence, lastOn, calendar);
    const id = newId();
    const keys = { communityId: community.id, houseId: door.houseId, buildingId: door.building.id };
    const days = { dueOn, tryOn: dueOn, lastOn, isHeld: false, missedSteps: 0, madeAt: toIso(nowMs) };
    putObject(sink, 'visit_needs', { ...keys, id, peopleId, rule, ...days });
    if (lastOn !== null && ago <= daysWritten)
      visits.set(ago, [...(visits.get(ago) ?? []), { needId: id, rule, peopleId }]);
  }
  for (const [ago, served] of visits) putVisit(round, door, ago, served);
}

/** About how many days a round of a rule takes. */
function daysOf(rule: VisitRuleCode): number {
  const { cadence } = visitRule(rule);
  if (cadence === null) return 1;
  return cadence.n * { days: 1, weeks: 7, months: 31 }[cadence.every];
}

function putVisit(
  { sink, random, newId, community, today, plan }: Round,
  door: Neighbour,
  ago: number,
  served: readonly { readonly needId: string; readonly rule: VisitRuleCode; readonly peopleId: string | null }[],
): void {
  const outcome = outcomes.draw(random);
  const at = toIso(dayStart(today - ago) + random.between(9 * 60, 20 * 60) * 60_000);
  const visitId = newId();
  const keys = { communityId: community.id, houseId: door.houseId, buildingId: door.building.id };
  putObject(sink, 'visits', {
    ...keys,
    id: visitId,
    visitedAt: at,
    visitedOn: dayOf(today - ago),
    way: outcome === 'phoned' ? 'phone' : 'door',
    outcome,
    words: random.chance(0.5) ? random.pick(said[outcome] ?? ['']) : '',
    userId: plan.staff.gridWorker(door.gridId).id,
    recordedAt: at,
    caseIds: [],
  });
  for (const { needId, rule, peopleId } of served)
    putObject(sink, 'visit_served', { communityId: community.id, visitId, needId, peopleId, rule });
}

/** 联系户: doors that are somebody's own, on top of their posts. */
function putLinks(round: Round, neighbours: readonly Neighbour[]): void {
  const { sink, plan, community, newId, random } = round;
  const [, deputy] = plan.staff.secretaries(community.id);
  const volunteer = plan.staff.all.find(
    ({ holdings: [first] }) => first?.role === 'volunteer' && first.areaId === community.id,
  );
  const seen = new Set<string>();
  const link = (user: MadeUser | undefined, doors: number): void => {
    for (let i = 0; user && i < doors; i += 1) {
      const door = random.pick(neighbours);
      if (seen.has(door.houseId)) continue;
      seen.add(door.houseId);
      putObject(sink, 'responsibilities', {
        communityId: community.id,
        id: newId(),
        areaId: door.building.id,
        userId: user.id,
        duty: '联系户',
        isLead: false,
        validFrom: plan.validFrom,
        houseId: door.houseId,
      });
      putDoor(round, door, [{ peopleId: null, rule: 'linked' }]);
    }
  };
  link(deputy, 10);
  link(volunteer, 8);
}

/** How a few of them wish to be visited. */
function putWishes({ sink, random, plan, community, today }: Round, people: readonly Neighbour[]): void {
  for (const { peopleId, gridId } of people) {
    if (!random.chance(0.06)) continue;
    const wish = random.pick([{ isPhoneFirst: true }, { hours: 'afternoon' }, { hours: 'evening', isNoPhoto: true }]);
    const usual = { isPhoneFirst: false, hours: 'any', isNoVisit: false, isNoPhoto: false };
    const userId = plan.staff.gridWorker(gridId).id;
    putObject(sink, 'visit_wishes', {
      communityId: community.id,
      peopleId,
      ...usual,
      ...wish,
      saidOn: dayOf(today - random.between(10, 90)),
      userId,
    });
  }
}
