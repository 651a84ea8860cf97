import type { SessionView } from '../../contract/identity.ts';
import type { AnswerOf } from '../../contract/route.ts';
import type { Routes } from '../kit/api.ts';
import { isNoAnswer, RefusalError } from '../kit/refusal-error.ts';
import { keptKeyOf } from './kept-key.ts';
import { keep, mostLetters, pruneKept } from './kept-reads.ts';
import { ownAreasOf } from './own-areas.ts';
import type { Store } from './store.ts';

type RouteKey = keyof Routes & string;

interface Asked {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
}

export interface StockParts {
  readonly store: Store;
  readonly get: (key: string, options: object) => Promise<unknown>;
  readonly now: () => number;
  /** Told after each step. */
  readonly onStep: (done: number, all: number) => void;
  /** Says that nothing more should be fetched: signed out, another person, no line. */
  readonly isOver: () => boolean;
}

/** What lies on the phone for work without a signal. */
export interface Stock {
  readonly buildings: number;
  readonly homes: number;
  readonly people: number;
  readonly tasks: number;
  /** Everything of one's ground and in hand is here; false where it was more than a phone takes along. */
  readonly isWhole: boolean;
  readonly at: number;
}

const hourMs = 3_600_000;
/** Divisions change by the year, doors by the day, categories now and then. */
const freshMs = {
  ground: 24 * hourMs,
  doors: 12 * hourMs,
  rules: 24 * hourMs,
  doorKey: hourMs,
  lists: 5 * 60_000,
} as const;
export const mostBuildings = 150;
export const mostTasks = 60;
/** Room is left for what is looked at beside one's own ground. */
const mostStockLetters = mostLetters * 0.8;

/** The questions of every list the phone shows; the same words as the pages ask, so that they find the answers. */
export const taskQueries = [
  { tab: 'mine', limit: 100 },
  { tab: 'handling', limit: 100 },
] as const;

/** What comes round, as the phone's page of patrols asks. */
export const dueQuery = { limit: 100 } as const;

/** What patrols go to, as the phone's page of objects asks. */
export const objectsOnPhone = { limit: 100 } as const;

/** Doors that a phone takes along: this week's, as many as one page holds. The same words as the page asks. */
export const dueOnPhone = { ahead: 7, limit: 100 } as const;

/** What was declared at doors and waits to be checked there; the same words as the pages ask. */
export const declaredOnPhone = { limit: 100 } as const;

const stockKey = (owner: string): string => `stock ${owner}`;

/** What lay on the phone when it was last brought up to date. */
export async function stockOnPhone(store: Store, owner: string): Promise<Stock | undefined> {
  const kept = await store.meta.get(stockKey(owner));
  return kept && (JSON.parse(kept.value) as Stock);
}

/**
 * Brings everything that work without a signal needs onto the phone: one's own ground with its doors and who lives behind them, the
 * matters in hand with their steps, categories with their questions. What is fresh is not fetched again.
 * @returns undefined where it was interrupted; a lost line throws UnreachableError
 */
export async function bringStock(parts: StockParts, session: SessionView): Promise<Stock | undefined> {
  const { store, now, isOver } = parts;
  const owner = session.user?.id;
  if (owner === undefined) return undefined;
  const bring = bringer(parts, owner);
  const may = (capability: SessionView['capabilities'][number]) => session.capabilities.includes(capability);
  await bring('GET /ground', {}, freshMs.rules);
  // Codes for the door are made on the phone; its key is renewed often, so that it is never a day old on a day out.
  await bring('GET /door-key', {}, freshMs.doorKey);
  if (may('catalogue.read')) await bring('GET /catalogue/effective', {}, freshMs.rules);
  if (may('cases.raise')) await bring('GET /cases/types', {}, freshMs.rules);
  if (may('cases.raise')) await bring('GET /patrols/due', { query: dueQuery }, freshMs.lists);
  if (may('cases.raise')) await bring('GET /patrols/objects', { query: objectsOnPhone }, freshMs.lists);
  if (may('people.write')) await bring('GET /rentals/declared', { query: declaredOnPhone }, freshMs.lists);
  if (may('areas.read')) await bring('GET /rotas/mine', {}, freshMs.lists);
  if (may('cases.read') || may('cases.take-part')) await bring('GET /orders/taken', {}, freshMs.lists);
  // The doors that are due: bounded by the page, the longest waiting first.
  if (may('visits.record') || may('visits.linked'))
    await bring('GET /visits/due', { query: dueOnPhone }, freshMs.lists);
  const buildings = may('houses.read') ? await buildingsOf(bring, session) : [];
  const taken = buildings.slice(0, mostBuildings);
  const tasks = may('cases.read') ? await tasksOf(bring) : [];
  let done = 0;
  const next = (): boolean => {
    parts.onStep(done, taken.length + tasks.length);
    done += 1;
    return !isOver();
  };
  for (const { ref, seq } of tasks) {
    if (!next()) return undefined;
    // Its steps carry the words to begin from, which come of the rules and are renewed with them.
    await bring('GET /cases/:ref', { params: { ref } }, freshMs.lists, (kept) => kept.seq === seq);
  }
  const doors = await bringDoors(bring, taken, next);
  if (!doors) return undefined;
  await pruneKept(store, now());
  const stock: Stock = {
    ...doors,
    tasks: tasks.length,
    isWhole: doors.buildings === buildings.length,
    at: now(),
  };
  await store.meta.put({ key: stockKey(owner), value: JSON.stringify(stock) });
  return stock;
}

type Bring = ReturnType<typeof bringer>;

/** The buildings of one's own ground, which comes along with its units. */
async function buildingsOf(bring: Bring, session: SessionView): Promise<readonly number[]> {
  const buildings = new Set<number>();
  for (const { id, kind } of ownAreasOf(session)) {
    const params = { id };
    await bring('GET /areas/:id', { params }, freshMs.ground);
    const below = await bring('GET /areas/:id/geojson', { params, query: { kind: 'building' } }, freshMs.ground);
    await bring('GET /areas/:id/geojson', { params, query: { kind: 'unit', limit: 1000 } }, freshMs.ground);
    if (kind === 'building') buildings.add(id);
    else for (const feature of below?.features ?? []) buildings.add(feature.id);
  }
  return [...buildings];
}

/** Every door of these buildings with who lives behind it, as far as a phone's bound goes. */
async function bringDoors(bring: Bring, ids: readonly number[], next: () => boolean) {
  const tally = { buildings: 0, homes: 0, people: 0 };
  let letters = 0;
  for (const id of ids) {
    if (!next()) return undefined;
    if (letters > mostStockLetters) break;
    await bring('GET /buildings/:id/houses', { params: { id } }, freshMs.doors);
    const found = await bring('GET /buildings/:id/doors', { params: { id } }, freshMs.doors);
    if (!found) continue;
    tally.buildings += 1;
    tally.homes += found.doors.length;
    tally.people += found.doors.reduce((sum, { residentsNow }) => sum + residentsNow.length, 0);
    // Its plan of doors is about as long again.
    letters += 2 * JSON.stringify(found).length;
  }
  return tally;
}

/** Fetches an answer unless the one on the phone is fresh; what one may not see is left out and forgotten. */
function bringer({ store, get, now }: StockParts, owner: string) {
  return async <K extends RouteKey>(
    key: K,
    asked: Asked,
    fresh: number,
    isSame: (kept: AnswerOf<Routes[K]>) => boolean = () => false,
  ): Promise<AnswerOf<Routes[K]> | undefined> => {
    const keptKey = keptKeyOf(key, asked);
    const kept = await store.kept.get([owner, keptKey]);
    const before = kept?.answer as AnswerOf<Routes[K]> | undefined;
    if (
      kept &&
      before !== undefined &&
      (kept.at > now() - fresh || (kept.at > now() - freshMs.rules && isSame(before)))
    )
      return before;
    try {
      const answer = (await get(key, asked)) as AnswerOf<Routes[K]>;
      await keep(store, { owner, key: keptKey, answer, at: now() });
      return answer;
    } catch (error) {
      if (!(error instanceof RefusalError) || isNoAnswer(error)) throw error;
      await store.kept.delete([owner, keptKey]);
      return undefined;
    }
  };
}

/** The matters in hand, each once; what waits for me first. */
async function tasksOf(bring: Bring) {
  const lists = [];
  for (const query of taskQueries) lists.push(await bring('POST /cases', { query }, freshMs.lists));
  await bring('POST /cases/counts', { query: {} }, freshMs.lists);
  const items = lists.flatMap((list) => list?.items ?? []);
  return [...new Map(items.map((item) => [item.ref, item])).values()].slice(0, mostTasks);
}
