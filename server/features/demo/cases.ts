import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '../../../domain/access/actor.ts';
import { type Calendar, loadHolidayYears, makeCalendar } from '../../../domain/calendar/calendar.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import type { Opening } from '../../../domain/case/decide.ts';
import type { CaseType } from '../../../domain/case/define.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import { type Duty, type RoutingRule, route, routingSends, routingTimes } from '../../../domain/case/routing.ts';
import type { Source } from '../../../domain/case/state.ts';
import { caseTypes } from '../../../domain/processes/registry.ts';
import { answersFor } from './case-answers.ts';
import { actorOf, stranger } from './case-cast.ts';
import { countCases } from './case-counters.ts';
import { bindPhotos } from './case-files.ts';
import { type OwnMatter, ownMatters } from './case-own.ts';
import { pathOf, pointNear } from './case-place.ts';
import { proofInput, tellRequest } from './case-request.ts';
import { type Asker, type CasePutting, putCase } from './case-rows.ts';
import { begin, type NextStep, type Played, playOn, type Stage, type Step } from './case-run.ts';
import { tellStory } from './case-story.ts';
import { inOffice, raisingTimes } from './case-times.ts';
import { categoryByCode, drawCategory, type KnownCategory, proofKinds } from './case-topics.ts';
import { reportWords, shortWords, spotOf } from './case-words.ts';
import type { RowSink } from './copy.ts';
import { idAt } from './ids.ts';
import type { Photos } from './photos.ts';
import type { PlacedCommunity } from './places.ts';
import { type DistrictPlanned, dataFolder } from './plan.ts';
import type { Neighbour } from './population-parts.ts';
import { type Random, weighted } from './random.ts';
import { type LeftOut, playScenes } from './scene-play.ts';
import type { Telling } from './scenes/shape.ts';

export interface CasesParts extends Omit<CasePutting, 'random'> {
  readonly plan: DistrictPlanned;
  readonly photos: Photos;
  readonly nowMs: number;
  /** How many of them are of the last weeks. */
  readonly recentShare: number;
  readonly tellings?: readonly Telling[];
  readonly onLeftOut?: (left: LeftOut) => void;
}

type Origin = Source | 'settled' | 'proof';

const origins = weighted<Origin>([
  ['resident', 33],
  ['settled', 27],
  ['grid', 16],
  ['hotline', 15],
  ['superior', 3],
  ['sensor', 3],
  ['proof', 3],
]);

const sensors: Actor = { kind: 'integration', key: 'smoke-sensors', name: '烟感与井盖告警平台', holdings: [] };

/** The calendar that comes with the platform. */
export function shippedCalendar(): Calendar {
  const path = join(dataFolder, 'holidays', 'cn_2020_2026.json');
  return makeCalendar(loadHolidayYears(JSON.parse(readFileSync(path, 'utf8'))));
}

/** A community with all that its matters need. */
interface Setting extends CasesParts {
  readonly random: Random;
  readonly calendar: Calendar;
  readonly community: PlacedCommunity;
  readonly neighbours: readonly Neighbour[];
  readonly rules: readonly RoutingRule[];
  readonly duties: readonly Duty[];
  readonly spots: readonly Topic[];
  /** Who signs in as a resident, where it is somebody of this community. */
  readonly resident: Neighbour | undefined;
}

/** A place and what is wrong there; some come up again and again. */
interface Topic {
  readonly where: Neighbour;
  readonly category: KnownCategory;
}

/** Makes the matters of communities one after the other, by the engine itself: what it would refuse cannot come about. */
export function caseMaker(parts: CasesParts) {
  const calendar = shippedCalendar();
  const dutiesOf = Map.groupBy(parts.plan.duties, ({ areaId }) => areaId);
  const rulesOf = Map.groupBy(parts.plan.rules, ({ areaId }) => areaId);
  return async (
    community: PlacedCommunity,
    neighbours: readonly Neighbour[],
    count: number,
    resident?: Neighbour,
  ): Promise<void> => {
    if (neighbours.length === 0 || count === 0) return;
    const random = parts.plan.random.fork(`matters of ${community.id}`);
    const areas = [community.street.id, community.id, ...community.grids.map(({ id }) => id)];
    const duties = areas.flatMap((id) => dutiesOf.get(id) ?? []).map((duty, i) => ({ ...duty, id: String(i) }));
    const rules = (rulesOf.get(community.street.id) ?? []).map((rule, i) => ({
      ...rule,
      id: String(i),
      polygon: null,
      times: routingTimes.parse(rule.times),
      sends: routingSends.parse(rule.sends),
      isOn: true,
    }));
    const spots = Array.from({ length: Math.max(2, Math.ceil(count / 14)) }, () => newTopic(random, neighbours));
    const setting = { ...parts, random, calendar, community, neighbours, rules, duties, spots, resident };
    await playAll(setting, count);
  };
}

async function playAll(setting: Setting, count: number): Promise<void> {
  const { random, nowMs, recentShare, sink, community, resident, plan } = setting;
  const counters = countCases(community.id, community.id);
  const own = resident ? ownMatters(setting.calendar, nowMs, Math.floor(count / 4)) : [];
  const drawn = raisingTimes(random, { count: count - own.length, nowMs, recentShare }).map((atMs) => ({ atMs }));
  const all: readonly ({ readonly atMs: number } | OwnMatter)[] = [...drawn, ...own].sort((a, b) => a.atMs - b.atMs);
  for (const [i, one] of all.entries()) {
    const number = counters.nextNumber(businessDay(one.atMs));
    const given = { atMs: one.atMs, number, nth: counters.nextSync() };
    if (resident && 'isRight' in one) playOwn(setting, given, one, resident);
    else playOne(setting, given);
    if (i % 8 === 7) await new Promise(setImmediate);
  }
  // Whoever signs in works in the first street; its first community has something of every process.
  if (community === plan.places.communities[0]) playScenes(setting, counters);
  counters.put(sink);
}

/** More tries than any story needs; the last one is taken as it is. */
const mostTries = 60;

/** Tells a matter of the resident's again and again, each time from other numbers, until it stands where it is wanted. */
function playOwn(setting: Setting, given: Given, own: OwnMatter, resident: Neighbour): void {
  for (let tried = 1; ; tried += 1) {
    const rows: Parameters<RowSink['put']>[] = [];
    const sink: RowSink = { ...setting.sink, put: (...row) => void rows.push(row) };
    const random = setting.random.fork(`own ${own.code} ${tried}`);
    const topic = { where: resident, category: categoryByCode(own.code) };
    const isRight = tell({ ...setting, sink, random }, given, { origin: own.origin, topic, own });
    if (!isRight && tried < mostTries) continue;
    for (const row of rows) setting.sink.put(...row);
    return;
  }
}

function newTopic(random: Random, neighbours: readonly Neighbour[]): Topic {
  return { where: random.pick(neighbours), category: drawCategory(random) };
}

/** Everything about one matter before its first word. */
interface Case {
  readonly setting: Setting;
  readonly stage: Stage;
  readonly topic: Topic;
  readonly origin: Origin;
  readonly caseId: string;
  readonly entryId: string;
  readonly asker: Asker | undefined;
  readonly path: readonly number[];
  readonly place: Opening['place'];
  readonly number: string;
  readonly nth: number;
  /** The stage it is left at. */
  readonly until: string | undefined;
}

/** When a matter is raised, and its numbers. */
interface Given {
  readonly atMs: number;
  readonly number: string;
  readonly nth: number;
}

function playOne(setting: Setting, given: Given): void {
  const origin = origins.draw(setting.random);
  tell(setting, given, { origin, topic: topicFor(setting, origin) });
}

interface About {
  readonly origin: Origin;
  readonly topic: Topic;
  readonly own?: OwnMatter;
}

/** Tells one matter and puts it. @returns whether it went where it was to go */
function tell(setting: Setting, { atMs, number, nth }: Given, { origin, topic, own }: About): boolean {
  const { random, calendar, plan } = setting;
  const path = pathOf({ ...setting, districtId: plan.places.districtId }, topic.where);
  const type = caseTypes[origin === 'proof' ? 'request' : 'event'] as CaseType;
  const startMs = origin === 'resident' || origin === 'sensor' ? atMs : inOffice(random, atMs, setting.nowMs);
  const entryId = idAt(random, startMs);
  const areaPath = new Set([...path, plan.places.districtId]);
  const stage: Stage = { random, type, calendar, category: topic.category.rule, areaPath, nowMs: setting.nowMs };
  const one: Case = {
    setting,
    stage,
    topic,
    origin,
    entryId,
    caseId: deriveId(entryId, 'case'),
    asker: own ? askerOf(topic.where, origin, entryId) : askerFor(setting, origin, topic, entryId),
    path,
    place: placeFor(random, topic, path),
    number,
    nth,
    until: own?.until,
  };
  const begun = begin(stage, firstStep(one, startMs), entryId, openingOf(one));
  const played = origin === 'settled' ? begun : goOn(one, begun, startMs);
  putCase(setting, type, played, { asker: one.asker, syncSeq: nth });
  return own?.isRight(played.state) ?? true;
}

function topicFor({ random, neighbours, spots }: Setting, origin: Origin): Topic {
  if (origin === 'proof') {
    const adults = neighbours.find(({ age, phone }) => age >= 18 && phone !== undefined);
    const where = grownUpAmong(random, neighbours) ?? adults ?? (neighbours[0] as Neighbour);
    return { where, category: categoryByCode(random.pick(proofKinds)) };
  }
  if (origin === 'sensor')
    return {
      where: random.pick(neighbours),
      category: categoryByCode(random.pick(['safety.fire-equipment', 'facilities.manhole', 'safety.e-bike'])),
    };
  // The first spots are the worst.
  if (random.chance(0.3)) return spots[Math.floor(random.unit() ** 2 * spots.length)] as Topic;
  return newTopic(random, neighbours);
}

function grownUpAmong(random: Random, neighbours: readonly Neighbour[]): Neighbour | undefined {
  for (let tries = 0; tries < 20; tries += 1) {
    const one = random.pick(neighbours);
    if (one.age >= 18 && one.phone !== undefined) return one;
  }
  return undefined;
}

function askerFor({ random, neighbours }: Setting, origin: Origin, topic: Topic, entryId: string): Asker | undefined {
  if (origin !== 'resident' && origin !== 'hotline' && origin !== 'proof') return undefined;
  const person = origin === 'proof' ? topic.where : grownUpAmong(random, neighbours);
  return person && askerOf(person, origin, entryId);
}

function askerOf({ peopleId, name, phone }: Neighbour, origin: Origin, entryId: string): Asker | undefined {
  if (!phone) return undefined;
  const kind = origin === 'proof' ? 'applicant' : 'reporter';
  return { partyId: deriveId(entryId, 'party'), kind, peopleId, name, phone };
}

function placeFor(random: Random, { where, category }: Topic, path: readonly number[]): Opening['place'] {
  const { building, unit, gridId } = where;
  const name = building.name + (unit === 0 ? '' : `${unit}单元`);
  const spot = category.caseType === 'request' ? '' : spotOf(random, category.code);
  const isPrivate = category.rule.isPrivate || category.caseType === 'request';
  return {
    areaId: path[0] as number,
    gridId,
    buildingId: building.id,
    houseId: isPrivate ? where.houseId : null,
    words: isPrivate ? where.address : spot === '' ? name : `${name} ${spot}`,
    ...pointNear(random, building),
  };
}

function openingOf({ setting, caseId, number, origin, topic, place, asker, stage }: Case): Opening {
  const isUrgent = topic.category.rule.isUrgentByDefault || (origin !== 'resident' && stage.random.chance(0.03));
  return {
    communityId: setting.community.id,
    caseId,
    number,
    source: origin === 'settled' ? 'grid' : origin === 'proof' ? 'resident' : origin,
    categoryId: topic.category.id,
    urgency: isUrgent ? 'urgent' : 'normal',
    place,
    parties: asker ? [{ id: asker.partyId, kind: asker.kind, hasContact: true }] : [],
  };
}

function firstStep(one: Case, atMs: number): Step {
  const { origin, topic, stage } = one;
  const { random } = stage;
  const actor = firstActor(one);
  if (origin === 'proof')
    return { atMs, actor, action: 'apply', input: proofInput(stage, topic.category.code.split('.')[1] ?? '') };
  const place = one.place.words.replace(' ', '');
  if (origin === 'settled') {
    const photos = topic.category.rule.photo === 'none' ? {} : { photos: takePhotos(one, 'after', 1, atMs, actor) };
    const words = shortWords(random, topic.category.code, place);
    const answers = answersFor(topic.category.rule, words, one.entryId);
    return { atMs, actor, action: 'settle', input: { words, ...photos, ...answers } };
  }
  const hasPhotos = random.chance(origin === 'grid' ? 0.75 : origin === 'resident' ? 0.4 : 0.1);
  const photos = hasPhotos ? { photos: takePhotos(one, 'before', random.between(1, 2), atMs, actor) } : {};
  const words = reportWords(random, topic.category.code, place);
  const answers = origin === 'sensor' ? {} : answersFor(topic.category.rule, words, one.entryId);
  return { atMs, actor, action: 'report', input: { words, ...photos, ...answers } };
}

function firstActor({ setting, origin, topic }: Case): Actor {
  const { staff } = setting.plan;
  if (origin === 'settled' || origin === 'grid') return actorOf(staff.gridWorker(topic.where.gridId));
  if (origin === 'sensor') return sensors;
  if (origin === 'hotline' || origin === 'superior')
    return actorOf(setting.random.pick(staff.desks(setting.community.street.id)));
  return stranger;
}

function takePhotos(
  { setting, topic, caseId }: Case,
  when: 'before' | 'after',
  count: number,
  atMs: number,
  by: Actor,
): readonly string[] {
  const list = setting.photos[topic.category.code.split('.')[0] ?? '']?.[when] ?? [];
  const name = when === 'before' ? '现场.jpg' : '处置后.jpg';
  return bindPhotos(setting, list, count, { communityId: setting.community.id, caseId, atMs, by, name });
}

function goOn(one: Case, begun: Played, startMs: number): Played {
  const { setting, stage, origin, topic, path, place, nth } = one;
  const { community, plan, rules, duties, calendar } = setting;
  if (origin === 'proof')
    return playOn(
      stage,
      begun,
      leftAt(one.until, tellRequest(stage, { secretaries: plan.staff.secretaries(community.id), nth })),
    );
  const { lon, lat } = place;
  const point: [number, number] | null = lon !== null && lat !== null ? [lon, lat] : null;
  const asked = { categoryPath: topic.category.path, areaPath: path, point, at: startMs };
  const answer = route(asked, { rules, duties, calendar, isInForce: () => true });
  const committee = plan.organisations.unitOf('committee', community.id)?.id as string;
  const sends = answer.by === 'rule' ? answer.rule.sends : answer.by === 'duty' ? answer.duty : undefined;
  const lead = sends?.leadOrganisationId ?? committee;
  const urban = plan.organisations.unitOf('urban-management', community.street.id)?.id as string;
  const story = {
    stage,
    code: topic.category.code,
    communityId: community.id,
    streetId: community.street.id,
    staff: plan.staff,
    lead,
    other: lead === committee ? urban : committee,
    helpers: stage.random.chance(0.12) ? (sends?.helperOrganisationIds ?? []).slice(0, 2) : [],
    photos: (count: number, atMs: number, actor: Actor) => takePhotos(one, 'after', count, atMs, actor),
  };
  return playOn(stage, begun, leftAt(one.until, tellStory(story)));
}

/** A story that ends where the case is to be left. */
function leftAt(stage: string | undefined, next: NextStep): NextStep {
  return (state, sinceMs) => (state.stage === stage ? undefined : next(state, sinceMs));
}
