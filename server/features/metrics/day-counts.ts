import { dayNumber, dayOf, toIso } from '../../../domain/calendar/instant.ts';
import { type Text, text } from '../../../domain/text.ts';
import { madeOnce } from '../../access/figures-memory.ts';

/** An open case as the clock sees it. */
export interface OpenCase {
  readonly communityId: number;
  readonly gridId: number | null;
  readonly dueAt: string | null;
  readonly soonAt: string | null;
  readonly deferredUntil: string | null;
  readonly urgency: string;
}

interface ByDay {
  readonly communityId: number;
  readonly on: string;
  readonly n: number;
  readonly onTheSpot: number;
}

interface OfYesterday {
  readonly communityId: number;
  readonly what: 'raised' | 'closed';
  readonly at: string;
}

interface ByCategory {
  readonly communityId: number;
  readonly categoryId: number | null;
  readonly name: Text | null;
  readonly n: number;
}

interface Repeated {
  readonly communityId: number;
  readonly n: number;
}

/** A matter as the wall tells of it: what kind, where and how it stands; no words of anybody's. */
export interface NewestCase extends OpenCase {
  readonly id: string;
  readonly type: string;
  readonly stage: string;
  readonly phase: string;
  readonly raisedAt: string;
  readonly name: Text | null;
}

/** What the wall shows of a day, as it is read and before the clock is looked at. */
export interface DayFigures {
  /** The newest of each community, the newest first; none where figures are not told apart by communities. */
  readonly newest: readonly NewestCase[];
  readonly raised: readonly ByDay[];
  readonly closed: readonly ByDay[];
  readonly yesterday: readonly OfYesterday[];
  readonly open: readonly OpenCase[];
  readonly repeated: readonly Repeated[];
  readonly categories: readonly ByCategory[];
}

/** Days of the trend, today among them. */
export const trendDays = 14;

/** Instants in their order: how many of them have come is found without looking at each. */
type Instants = readonly string[];

const inOrder = (list: readonly (string | null)[]): Instants => list.filter((at) => at !== null).sort();

/** How many of these instants lie at or before a moment. */
export function upTo(instants: Instants, moment: string): number {
  let [from, to] = [0, instants.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((instants[middle] as string) <= moment) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** What is open in one area: how many, and when each is due. */
interface OpenIn {
  readonly open: number;
  readonly due: Instants;
}

function openBy(list: readonly OpenCase[], area: 'gridId' | 'communityId'): ReadonlyMap<number | null, OpenIn> {
  const groups = [...Map.groupBy(list, (one) => one[area])];
  return new Map(groups.map(([id, of]) => [id, { open: of.length, due: inOrder(of.map(({ dueAt }) => dueAt)) }]));
}

const sumOf = (list: readonly { readonly n: number }[]): number => list.reduce((sum, one) => sum + one.n, 0);

const isDeferred = ({ deferredUntil }: OpenCase, today: string): boolean =>
  deferredUntil !== null && deferredUntil >= today;

/** Raised or closed on each of the last days, the oldest first. */
function byDay(list: readonly ByDay[], today: string): readonly number[] {
  const days = Map.groupBy(list, ({ on }) => on);
  const first = dayNumber(today) - trendDays + 1;
  return Array.from({ length: trendDays }, (_, at) => sumOf(days.get(dayOf(first + at)) ?? []));
}

/** When what is open becomes due soon, and when it stops being so: at its due time. */
function soonOf(running: readonly OpenCase[]) {
  const ever = running.filter(({ soonAt, dueAt }) => soonAt !== null && dueAt !== null && soonAt < dueAt);
  return { begins: inOrder(ever.map(({ soonAt }) => soonAt)), ends: inOrder(ever.map(({ dueAt }) => dueAt)) };
}

/** What a day's figures come to whatever the hour: numbers that add up, and instants that the hour is held against. */
export function countDay(figures: DayFigures, today: string) {
  const { newest, raised, closed, yesterday, open, repeated, categories } = figures;
  const ofToday = raised.filter(({ on }) => on === today);
  const running = open.filter((one) => !isDeferred(one, today));
  const ofYesterday = (what: OfYesterday['what']) =>
    inOrder(yesterday.filter((one) => one.what === what).map(({ at }) => at));
  return {
    newest,
    numbers: {
      raisedToday: sumOf(ofToday),
      onTheSpotToday: ofToday.reduce((sum, one) => sum + one.onTheSpot, 0),
      closedToday: sumOf(closed.filter(({ on }) => on === today)),
      open: open.length,
      deferred: open.length - running.length,
      urgentOpen: open.filter((one) => one.urgency === 'urgent').length,
      repeated: sumOf(repeated),
    },
    raised: byDay(raised, today),
    closed: byDay(closed, today),
    categories: categories.map(({ categoryId, name, n }) => ({ categoryId, name, n })),
    yesterday: { raised: ofYesterday('raised'), closed: ofYesterday('closed') },
    due: inOrder(running.map(({ dueAt }) => dueAt)),
    soon: soonOf(running),
    byGrid: openBy(open, 'gridId'),
    byCommunity: openBy(open, 'communityId'),
  };
}

export type DayCounts = ReturnType<typeof countDay>;

const unsorted = text('未分类', 'Not sorted');

/** The ten categories that came up most this month. */
function topCategories(parts: readonly DayCounts[]) {
  return [
    ...Map.groupBy(
      parts.flatMap(({ categories }) => categories),
      (one) => one.categoryId,
    ),
  ]
    .map(([categoryId, list]) => ({ categoryId, name: list[0]?.name ?? unsorted, n: sumOf(list) }))
    .sort((a, b) => b.n - a.n)
    .slice(0, 10);
}

type Numbers = DayCounts['numbers'];

function addUp(parts: readonly DayCounts[]): Numbers {
  const sum = (key: keyof Numbers): number => parts.reduce((all, { numbers }) => all + numbers[key], 0);
  return {
    raisedToday: sum('raisedToday'),
    onTheSpotToday: sum('onTheSpotToday'),
    closedToday: sum('closedToday'),
    open: sum('open'),
    deferred: sum('deferred'),
    urgentOpen: sum('urgentOpen'),
    repeated: sum('repeated'),
  };
}

/** As many of the newest as the wall shows. */
export const shownNewest = 12;

/** The newest of all parts, the newest first. */
function newestOf(parts: readonly DayCounts[]): readonly NewestCase[] {
  let found: readonly NewestCase[] = [];
  for (const { newest } of parts) {
    // Each part has its newest first: what is older than all that were found ends it.
    const last = found.length < shownNewest ? '' : (found.at(-1)?.raisedAt ?? '');
    const newer = newest.filter(({ raisedAt }) => raisedAt > last);
    if (newer.length === 0) continue;
    found = [...found, ...newer].sort((a, b) => (a.raisedAt < b.raisedAt ? 1 : -1)).slice(0, shownNewest);
  }
  return found;
}

/** Parts of a day together, worked out once for as long as the list stays the same. */
const together = madeOnce((parts: readonly DayCounts[]) => ({
  numbers: addUp(parts),
  days: Array.from({ length: trendDays }, (_, at) => ({
    raised: parts.reduce((sum, { raised }) => sum + (raised[at] ?? 0), 0),
    closed: parts.reduce((sum, { closed }) => sum + (closed[at] ?? 0), 0),
  })),
  categories: topCategories(parts),
  newest: newestOf(parts),
}));

/** Raised and closed of the last days; today is a part of a day and says so. */
export function trendOf(parts: readonly DayCounts[], today: string) {
  const first = dayNumber(today) - trendDays + 1;
  return together(parts).days.map((one, at) => ({ on: dayOf(first + at), ...one, isPartial: at === trendDays - 1 }));
}

/** The ten categories that came up most this month. */
export const categoriesOfDay = (parts: readonly DayCounts[]) => together(parts).categories;

/** The newest matters, the newest first. */
export const newestOfDay = (parts: readonly DayCounts[]) => together(parts).newest;

/** Today against yesterday up to the same minute, and what is open by its clock. */
export function liveCounts(parts: readonly DayCounts[], now: string) {
  const dayBefore = toIso(Date.parse(now) - 86_400_000);
  const count = (of: (part: DayCounts) => Instants, moment: string): number =>
    parts.reduce((sum, part) => sum + upTo(of(part), moment), 0);
  return {
    ...together(parts).numbers,
    raisedYesterdaySoFar: count(({ yesterday }) => yesterday.raised, dayBefore),
    closedYesterdaySoFar: count(({ yesterday }) => yesterday.closed, dayBefore),
    late: count(({ due }) => due, now),
    soon: count(({ soon }) => soon.begins, now) - count(({ soon }) => soon.ends, now),
  };
}

const openByGrid = madeOnce((parts: readonly DayCounts[]) => new Map(parts.flatMap(({ byGrid }) => [...byGrid])));
const openByCommunity = madeOnce(
  (parts: readonly DayCounts[]) => new Map(parts.flatMap(({ byCommunity }) => [...byCommunity])),
);

/** Open and late in a grid or a community. */
export function openIn(
  parts: readonly DayCounts[],
  area: { readonly id: number; readonly isGrid: boolean },
  now: string,
) {
  const found = (area.isGrid ? openByGrid : openByCommunity)(parts).get(area.id);
  return { open: found?.open ?? 0, late: found ? upTo(found.due, now) : 0 };
}
