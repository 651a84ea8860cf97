import type { Actor } from '../../../domain/access/actor.ts';
import type { Calendar } from '../../../domain/calendar/calendar.ts';
import { businessDay, dayMs, dayNumberAt, dayOf, toIso } from '../../../domain/calendar/instant.ts';
import { categoryRule } from '../../../domain/case/category.ts';
import { actionAt, type Opening } from '../../../domain/case/decide.ts';
import type { CaseType } from '../../../domain/case/define.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import { namedIn } from '../../../domain/case/people.ts';
import { sealedStorageOf } from '../../../domain/case/sealed.ts';
import { caseTypes } from '../../../domain/processes/registry.ts';
import { linkActor } from './case-cast.ts';
import { type CaseCounters, countCases } from './case-counters.ts';
import { bindPhotos } from './case-files.ts';
import { momentAgo } from './case-own.ts';
import { pathOf, pointNear } from './case-place.ts';
import { type Asker, type CasePutting, type Named, putCase } from './case-rows.ts';
import { begin, type NextStep, type Played, playOn, type Stage, type Step } from './case-run.ts';
import { workingLater } from './case-times.ts';
import { categoryByCode } from './case-topics.ts';
import { putObject, type RowSink } from './copy.ts';
import { idAt } from './ids.ts';
import type { Photos } from './photos.ts';
import type { PlacedCommunity } from './places.ts';
import type { DistrictPlanned } from './plan.ts';
import type { Neighbour } from './population-parts.ts';
import { putAgreed } from './resource-rows.ts';
import { castScenes, insuredDays, type SceneCast } from './scene-cast.ts';
import { tellings as allTellings } from './scenes/all.ts';
import type { Input, Part, Props, Says, Telling } from './scenes/shape.ts';

/** A matter of the demo that the engine refused, or that has nobody to play in it. */
export interface LeftOut {
  readonly type: string;
  /** Its place among those that are told. */
  readonly nth: number;
  readonly error: unknown;
}

interface Setting extends CasePutting {
  readonly tellings?: readonly Telling[];
  readonly onLeftOut?: (left: LeftOut) => void;
  readonly plan: DistrictPlanned;
  readonly photos: Photos;
  readonly nowMs: number;
  readonly calendar: Calendar;
  readonly community: PlacedCommunity;
  readonly neighbours: readonly Neighbour[];
  readonly resident: Neighbour | undefined;
}

interface Play extends Setting {
  readonly cast: SceneCast;
  readonly adults: readonly Neighbour[];
  readonly open: CaseCounters;
  readonly sealed: CaseCounters;
}

const uncategorised = categoryRule.parse({});
const minuteMs = 60_000;

/** The day the demo's volunteers are insured until. */
export const insuredUntil = (nowMs: number): string => businessDay(nowMs + insuredDays * dayMs);

/**
 * Tells a few cases of every process in a community, by the engine itself; what is sealed goes to the storage beside it. One that cannot be
 * told is left out whole and named to `onLeftOut`: a demo with one matter less is still a demo.
 */
export function playScenes(setting: Setting, open: CaseCounters): void {
  const { community, plan, nowMs, neighbours, sink } = setting;
  const adults = neighbours.filter(({ age, phone }) => age >= 25 && phone !== undefined);
  if (adults.length < 10) return;
  const sealed = countCases(sealedStorageOf(community.id), community.id);
  const cast = castScenes(plan, community, insuredUntil(nowMs));
  for (const [nth, telling] of (setting.tellings ?? allTellings).entries()) {
    const random = plan.random.fork(`scene ${nth} of ${community.id}`);
    const rows: Parameters<RowSink['put']>[] = [];
    const held: RowSink = { ...sink, put: (...row) => void rows.push(row) };
    const counters = caseTypes[telling.type]?.sealed ? sealed : open;
    try {
      counters.whole(() => playOne({ ...setting, sink: held, random, cast, adults, open, sealed }, telling));
      for (const row of rows) sink.put(...row);
    } catch (error) {
      setting.onLeftOut?.({ type: telling.type, nth, error });
    }
  }
  sealed.put(sink);
}

/** A scene while it is played. */
interface Scene {
  readonly play: Play;
  readonly telling: Telling;
  readonly type: CaseType;
  readonly communityId: number;
  readonly caseId: string;
  readonly asker: Asker | undefined;
  /** What was said in each step, in order: who is named there is kept beside the entries. */
  readonly said: Input[];
}

function playOne(play: Play, telling: Telling): void {
  const { random, calendar, nowMs, community, plan } = play;
  const type = caseTypes[telling.type] as CaseType;
  const where = whereOf(play, telling);
  const path = pathOf({ community, districtId: plan.places.districtId }, where);
  const { minutesAgo, workdaysAgo } = telling;
  const startMs = minutesAgo === undefined ? momentAgo(calendar, nowMs, workdaysAgo) : nowMs - minutesAgo * minuteMs;
  const entryId = idAt(random, startMs);
  const communityId = type.sealed ? sealedStorageOf(community.id) : community.id;
  const asker = telling.asker === 'none' ? undefined : askerOf(type, where, entryId);
  const scene: Scene = { play, telling, type, communityId, caseId: deriveId(entryId, 'case'), asker, said: [] };
  const stage = stageOf(scene, new Set(path));
  const counters = type.sealed ? play.sealed : play.open;
  const number = counters.nextNumber(businessDay(startMs));
  const first = stepOf(scene, telling.by, telling.begin, telling.says, startMs);
  const begun = begin(stage, first, entryId, openingOf(scene, { number, place: placeOf(scene, where, path) }));
  const played = playOn(stage, begun, nextOf(scene, startMs));
  putCase(play, type, played, { asker, syncSeq: counters.nextSync(), named: namedBy(scene, played) });
  if (telling.agrees)
    putAgreed(play, community, {
      agreed: telling.agrees,
      caseId: scene.caseId,
      usedOn: dayOf(dayNumberAt(startMs) + telling.agrees.inDays),
      madeAt: toIso(startMs),
    });
}

/** Somebody's home: where the grid plays a part in the grid of the first of them, so that they see it. */
function whereOf({ random, adults, resident, community, cast }: Play, { asker, by, lines, place }: Telling): Neighbour {
  if (asker === 'own' && resident) return resident;
  const isOfGrid = by === 'grid' || lines.some((one) => one.by === 'grid');
  const grid =
    place === 'estate' ? cast.user('owners').holdings[0]?.areaId : isOfGrid ? community.grids[0]?.id : undefined;
  const near = grid === undefined ? adults : adults.filter(({ gridId }) => gridId === grid);
  return random.pick(near.length > 0 ? near : adults);
}

function askerOf(type: CaseType, { peopleId, name, phone }: Neighbour, entryId: string): Asker | undefined {
  if (phone === undefined) return undefined;
  return { partyId: deriveId(entryId, 'party'), kind: type.asker, peopleId, name, phone };
}

function stageOf({ play, telling, type }: Scene, areaPath: ReadonlySet<number>): Stage {
  const { random, calendar, nowMs, cast } = play;
  const category = telling.category === undefined ? undefined : categoryByCode(telling.category).rule;
  const beside = (actor: Actor) => cast.world(type, actor, areaPath);
  const known = category ? { category } : { category: uncategorised, categoryVersion: null };
  return { random, type, calendar, areaPath, nowMs, beside, ...known };
}

function placeOf({ play, telling }: Scene, where: Neighbour, path: readonly number[]): Opening['place'] {
  const { building, unit, gridId, houseId, address } = where;
  const isDoor = telling.place === 'door';
  return {
    areaId: path[0] as number,
    gridId,
    buildingId: building.id,
    houseId: isDoor ? houseId : null,
    words: isDoor ? address : building.name + (unit === 0 ? '' : `${unit}单元`),
    ...pointNear(play.random, building),
  };
}

function openingOf({ telling, communityId, caseId, asker }: Scene, at: Pick<Opening, 'number' | 'place'>): Opening {
  const category = telling.category === undefined ? undefined : categoryByCode(telling.category);
  return {
    ...at,
    communityId,
    caseId,
    source: telling.source ?? (telling.by === 'asker' ? 'resident' : 'grid'),
    categoryId: category?.id ?? null,
    urgency: category?.rule.isUrgentByDefault ? 'urgent' : 'normal',
    parties: asker ? [{ id: asker.partyId, kind: asker.kind, hasContact: true }] : [],
  };
}

/** The lines of a telling one after the other; what would be later than now has not happened yet. */
function nextOf(scene: Scene, startMs: number): NextStep {
  const { telling, play } = scene;
  let [at, sinceMs] = [0, startMs];
  return () => {
    const line = telling.lines[at];
    if (!line) return undefined;
    at += 1;
    const wait = line.after * 60 * minuteMs;
    // What began minutes ago goes on by the clock.
    sinceMs = telling.minutesAgo === undefined ? workingLater(play.calendar, sinceMs, line.after * 60) : sinceMs + wait;
    return stepOf(scene, line.by, line.does, line.says, sinceMs);
  };
}

function stepOf(scene: Scene, by: Part, action: string, says: Says, atMs: number): Step {
  const { play, communityId, caseId, asker, said } = scene;
  const isAsker = by === 'asker' && action !== scene.telling.begin;
  const actor = isAsker && asker ? linkActor(communityId, caseId, asker.partyId) : play.cast.actor(by);
  const input = (ms: number): Input => {
    const words = typeof says === 'function' ? says(propsOf(scene, ms, actor)) : says;
    said.push(words);
    return words;
  };
  return { atMs, actor, action, input };
}

function propsOf({ play, communityId, caseId }: Scene, atMs: number, by: Actor): Props {
  const { random, cast, photos, adults, neighbours, nowMs } = play;
  const props: Props = {
    id: (part) => cast.user(part).id,
    unit: (kind) => cast.unit(kind),
    day: (days) => dayOf(dayNumberAt(atMs) + days),
    minutesAgo: (minutes) => toIso(atMs - minutes * minuteMs),
    files(name, shows = 'paper after', count = 1) {
      const [kind = '', when] = shows.split(' ') as [string, 'before' | 'after'];
      return bindPhotos(play, photos[kind]?.[when] ?? [], count, { communityId, caseId, atMs, by, name });
    },
    released(name, shows, count) {
      const ids = props.files(name, shows, count);
      for (const fileId of ids)
        putObject(play.sink, 'released_files', {
          communityId,
          fileId,
          releasedAt: toIso(Math.min(atMs + 24 * 60 * minuteMs, nowMs)),
          releasedBy: cast.user('secretary').id,
        });
      return ids;
    },
    people: (count, who) =>
      Array.from({ length: count }, () => {
        if (who === 'child') return { name: random.pick(neighbours.filter(({ age }) => age < 16)).name };
        const { name, phone } = random.pick(adults);
        return { name, ...(phone === undefined ? {} : { phone }) };
      }),
  };
  return props;
}

/** Who is named by the steps that were taken; what the platform did in between says nothing. */
function namedBy({ type, said }: Scene, { entries }: Played): readonly Named[] {
  const spoken = entries.filter(({ action }) => action !== 'raise-lateness');
  return spoken.flatMap(({ id, action, from }, i) => {
    const asks = from === null ? type.begins[action]?.asks : actionAt(type, from, action)?.asks;
    const list = namedIn(id, asks ?? {}, said[i] ?? {});
    return list.map((one) => ({ id: one.id, name: one.name, phone: one.phone, mayTrack: one.mayTrack }));
  });
}
