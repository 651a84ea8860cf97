import type { RateView } from '../../../contract/metrics.ts';
import { toRef } from '../../../contract/shapes.ts';
import { businessDay, dayNumber, dayStart, toIso } from '../../../domain/calendar/instant.ts';
import { moodOf } from '../../../domain/case/clocks.ts';
import { stageOf } from '../../../domain/case/decide.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { type Metric, metricCodes, metrics, minimumN } from '../../../domain/metrics/metrics.ts';
import type { Text } from '../../../domain/text.ts';
import { madeOnce } from '../../access/figures-memory.ts';
import { monthDays } from '../../access/measure-rules.ts';
import type { AreaNode } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { sideBySide } from '../../kit/db/side-by-side.ts';
import { type AskedArea, askedArea, communitiesUnder, gridsUnder } from './asked-area.ts';
import { countBase } from './base-facts.ts';
import {
  categoriesOfDay,
  type DayCounts,
  liveCounts,
  newestOfDay,
  openIn,
  shownNewest,
  trendOf,
} from './day-counts.ts';
import { dayCounts } from './day-figures.ts';
import { byCode, gridsOfPeriod, shownAreas } from './figure-areas.ts';
import { type MonthFigures, monthFigures, sumFigures } from './month-figures.ts';

function rateView(code: (typeof metricCodes)[number], numerator: number, denominator: number): RateView {
  const metric: Metric = metrics[code];
  const rounded = Math.round(numerator * 10) / 10;
  return {
    code,
    version: metric.version,
    title: metric.title,
    words: metric.words,
    numerator: rounded,
    denominator,
    value: denominator === 0 ? null : numerator / denominator,
    isGoodWhenLow: metric.isGoodWhenLow === true,
  };
}

const rateViews = ({ numerators, denominators }: ReturnType<typeof sumFigures>): readonly RateView[] =>
  metricCodes.map((code, n) => rateView(code, numerators[n] ?? 0, denominators[n] ?? 0));

/** The areas whose figures stand beside each other: communities of a street or district, grids of a community. */
function areasBelow(asked: AskedArea): { readonly isByGrid: boolean; readonly areas: readonly AreaNode[] } {
  const isByGrid = asked.area.kind === 'community' || asked.area.kind === 'grid';
  return { isByGrid, areas: isByGrid ? gridsUnder(asked) : communitiesUnder(asked) };
}

/** Open and late by the areas one step below. */
function openBelow(asked: AskedArea, day: readonly DayCounts[], now: string) {
  const { isByGrid, areas } = areasBelow(asked);
  return areas.map(({ id, name, kind }) => ({ areaId: id, name, kind, ...openIn(day, { id, isGrid: isByGrid }, now) }));
}

/** The newest: of whole communities with their day; otherwise since yesterday, or of all time where there are too few of them. */
async function newestRows(ctx: ReadCtx, { rows, desks }: AskedArea, day: readonly DayCounts[]) {
  if (desks !== undefined) return newestOfDay(day);
  const first = toIso(dayStart(dayNumber(businessDay(ctx.now)) - 1));
  const query = newestQuery(ctx).where(rows);
  const recent = await query.where('cases.raisedAt', '>=', first).execute();
  return recent.length < shownNewest ? query.execute() : recent;
}

function newestQuery(ctx: ReadCtx) {
  return ctx.db
    .selectFrom('cases')
    .leftJoin('categories', 'categories.id', 'cases.categoryId')
    .orderBy('cases.raisedAt', 'desc')
    .limit(shownNewest)
    .select([
      'cases.communityId',
      'cases.id',
      'cases.type',
      'cases.stage',
      'cases.phase',
      'cases.raisedAt',
      'cases.gridId',
      'cases.dueAt',
      'cases.soonAt',
      'cases.deferredUntil',
      'cases.urgency',
      'categories.name',
    ]);
}

async function newest(types: CaseTypes, ctx: ReadCtx, asked: AskedArea, day: readonly DayCounts[]) {
  const { tree } = asked;
  return (await newestRows(ctx, asked, day)).flatMap((row) => {
    const type = types[row.type];
    if (!type) return [];
    return [
      {
        ref: toRef(row.communityId, row.id),
        at: row.raisedAt,
        category: (row.name as Text | null) ?? type.title,
        gridName: tree.byId.get(row.gridId ?? row.communityId)?.name ?? '',
        stageLabel: stageOf(type, row.stage).label,
        mood: moodOf({ ...row, isClosed: row.phase === 'closed' }, ctx.now),
        urgency: row.urgency as 'normal' | 'urgent',
      },
    ];
  });
}

/** What stands in the area: people and homes on record, grids, communities. */
async function baseFacts(ctx: ReadCtx, asked: AskedArea) {
  return {
    ...(await countBase(ctx, asked)),
    grids: gridsUnder(asked).length,
    communities: communitiesUnder(asked).length,
  };
}

/** The command surface in one answer. */
export async function showOverview(types: CaseTypes, ctx: ReadCtx, query: { readonly area?: number | undefined }) {
  const asked = await askedArea(ctx, query.area);
  const today = businessDay(ctx.now);
  const month = today.slice(0, 7);
  const [day, figures, base] = await sideBySide([
    dayCounts(ctx, asked, today),
    monthFigures(ctx, asked, month),
    baseFacts(ctx, asked),
  ]);
  const { area, tree } = asked;
  return {
    asOf: ctx.now,
    today,
    month,
    area: { id: area.id, name: area.name, kind: area.kind },
    areas: shownAreas(ctx, tree),
    counts: liveCounts(day, ctx.now),
    base,
    rates: [...rateViews(wholeMonth(figures))],
    trend: trendOf(day, today),
    categories: categoriesOfDay(day),
    grids: openBelow(asked, day, ctx.now),
    recent: await newest(types, ctx, asked, day),
  };
}

type MonthParts = readonly (readonly MonthFigures[])[];

const sumOfPart = madeOnce((part: readonly MonthFigures[]) => sumFigures(part));
const wholeMonth = madeOnce((parts: MonthParts) => sumFigures(parts.map(sumOfPart)));

const monthBy = (of: (one: MonthFigures) => number | null) =>
  madeOnce(
    (parts: MonthParts) =>
      new Map([...Map.groupBy(parts.flat(), of)].map(([id, list]) => [id, sumFigures(list)] as const)),
  );
const monthByGrid = monthBy(({ gridId }) => gridId);
const monthByCommunity = monthBy(({ communityId }) => communityId);

/** A month's figures for each area one step below, in the order of their codes. */
export async function listRates(
  ctx: ReadCtx,
  query: { readonly area?: number | undefined; readonly month?: string | undefined },
) {
  const asked = await askedArea(ctx, query.area);
  const month = query.month ?? businessDay(ctx.now).slice(0, 7);
  const figures = await monthFigures(ctx, asked, month);
  const { isByGrid, areas } = areasBelow(asked);
  const whole = wholeMonth(figures);
  const sums = isByGrid ? monthByGrid(figures) : monthByCommunity(figures);
  const nothing = sumFigures([]);
  const days = monthDays(month);
  const shown =
    asked.area.kind === 'community' ? await gridsOfPeriod(ctx, asked.area.id, days) : await byCode(ctx, areas, days);
  const { area, tree } = asked;
  return {
    month,
    minimumN,
    area: { id: area.id, name: area.name, kind: area.kind },
    areas: shownAreas(ctx, tree),
    raised: whole.raised,
    closed: whole.closed,
    total: [...rateViews(whole)],
    rows: shown.map(({ id, name, code }) => ({
      areaId: id,
      name,
      code,
      ...(sums.get(id) ?? nothing),
    })),
  };
}
