import { dayNumber, dayOf, toIso } from '../../../domain/calendar/instant.ts';
import { text } from '../../../domain/text.ts';
import { type ByDay, type DayFigures, type OpenCase, trendDays } from './day-figures.ts';
import { once } from './figures-memory.ts';

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

const openIn = (list: readonly OpenCase[]): OpenIn => ({
  open: list.length,
  due: inOrder(list.map(({ dueAt }) => dueAt)),
});

const openBy = (list: readonly OpenCase[], area: 'gridId' | 'communityId'): ReadonlyMap<number | null, OpenIn> =>
  new Map([...Map.groupBy(list, (one) => one[area])].map(([id, of]) => [id, openIn(of)]));

const sumOf = (list: readonly { readonly n: number }[]): number => list.reduce((sum, one) => sum + one.n, 0);

const isDeferred = ({ deferredUntil }: OpenCase, today: string): boolean =>
  deferredUntil !== null && deferredUntil >= today;

const unsorted = text('未分类', 'Not sorted');

/** The ten categories that came up most this month. */
function topCategories({ categories }: DayFigures) {
  return [...Map.groupBy(categories, (one) => one.categoryId)]
    .map(([categoryId, list]) => ({ categoryId, name: list[0]?.name ?? unsorted, n: sumOf(list) }))
    .sort((a, b) => b.n - a.n)
    .slice(0, 10);
}

const byDay = (list: readonly ByDay[]): ReadonlyMap<string, number> =>
  new Map([...Map.groupBy(list, ({ on }) => on)].map(([on, of]) => [on, sumOf(of)]));

/** Raised and closed of the last days; today is a part of a day and says so. */
function trendOf(figures: DayFigures, today: string) {
  const [raised, closed] = [byDay(figures.raised), byDay(figures.closed)];
  return Array.from({ length: trendDays }, (_, at) => {
    const on = dayOf(dayNumber(today) - trendDays + 1 + at);
    return { on, raised: raised.get(on) ?? 0, closed: closed.get(on) ?? 0, isPartial: at === trendDays - 1 };
  });
}

/** When what is open becomes due soon, and when it stops being so: at its due time. */
function soonOf(running: readonly OpenCase[]) {
  const ever = running.filter(({ soonAt, dueAt }) => soonAt !== null && dueAt !== null && soonAt < dueAt);
  return { begins: inOrder(ever.map(({ soonAt }) => soonAt)), ends: inOrder(ever.map(({ dueAt }) => dueAt)) };
}

function countDay(figures: DayFigures, today: string) {
  const { raised, closed, yesterday, open, repeated } = figures;
  const ofToday = raised.filter(({ on }) => on === today);
  const running = open.filter((one) => !isDeferred(one, today));
  const ofYesterday = (what: 'raised' | 'closed') =>
    inOrder(yesterday.filter((one) => one.what === what).map(({ at }) => at));
  return {
    fixed: {
      raisedToday: sumOf(ofToday),
      onTheSpotToday: ofToday.reduce((sum, one) => sum + one.onTheSpot, 0),
      closedToday: sumOf(closed.filter(({ on }) => on === today)),
      open: open.length,
      deferred: open.length - running.length,
      urgentOpen: open.filter((one) => one.urgency === 'urgent').length,
      repeated: sumOf(repeated),
    },
    yesterday: { raised: ofYesterday('raised'), closed: ofYesterday('closed') },
    due: inOrder(running.map(({ dueAt }) => dueAt)),
    soon: soonOf(running),
    byGrid: openBy(open, 'gridId'),
    byCommunity: openBy(open, 'communityId'),
    trend: trendOf(figures, today),
    categories: topCategories(figures),
  };
}

/** What a day's figures come to whatever the hour: worked out once for as long as the figures stay the same. @param today the day they are of */
export const dayCounts = (figures: DayFigures, today: string): ReturnType<typeof countDay> =>
  once(figures, (of) => countDay(of, today));

/** Today against yesterday up to the same minute, and what is open by its clock. */
export function liveCounts({ fixed, yesterday, due, soon }: ReturnType<typeof countDay>, now: string) {
  const dayBefore = toIso(Date.parse(now) - 86_400_000);
  return {
    ...fixed,
    raisedYesterdaySoFar: upTo(yesterday.raised, dayBefore),
    closedYesterdaySoFar: upTo(yesterday.closed, dayBefore),
    late: upTo(due, now),
    soon: upTo(soon.begins, now) - upTo(soon.ends, now),
  };
}
