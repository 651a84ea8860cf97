import { z } from 'zod';
import type { AnswerOf } from '../../../contract/route.ts';
import { toRef } from '../../../contract/shapes.ts';
import type { WhistleLine, whistleRoutes } from '../../../contract/whistles.ts';
import { type ActingLevel, actingLevels, levelOfArea } from '../../../domain/case/summons-rules.ts';
import { minimumN } from '../../../domain/metrics/metrics.ts';
import {
  countIn,
  type FigurePart,
  isBlown,
  type WhistleClass,
  type WhistleFigure,
  type WhistleFigureCode,
  type WhistleWay,
  whistleClassCodes,
  whistleClasses,
  whistleFigureCodes,
  whistleFigures,
  whistleWays,
} from '../../../domain/metrics/whistles.ts';
import { whistle } from '../../../domain/processes/whistle.ts';
import { fill, type Text, text } from '../../../domain/text.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { unitNames } from '../catalogue/catalogue.queries.ts';
import {
  type AskedPeriod,
  type AskedWhistles,
  askedWhistles,
  type UnitRow,
  type WhistleRow,
  whistlesOf,
} from './whistle-rows.queries.ts';

type Answer<K extends keyof typeof whistleRoutes> = AnswerOf<(typeof whistleRoutes)[K]>;

const mostUnits = 200;
const same = (words: string): Text => text(words, words);

/** What both sides say of each other, added up: of the units by who blew, of who blew by the units. */
export function ratingsOf(rows: readonly WhistleRow[]) {
  const ofUnits = rows.flatMap(({ unitsScore }) => unitsScore ?? []);
  const ofBlower = rows.flatMap(({ blowerScores }) => Object.values(blowerScores));
  const sum = (list: readonly number[]) => ({ n: list.length, sum: list.reduce((all, one) => all + one, 0) });
  return { units: sum(ofUnits), blower: sum(ofBlower) };
}

/** Whistles as one line of figures. */
export function lineOf(
  { key, name }: { readonly key: string; readonly name: Text },
  rows: readonly WhistleRow[],
  now: string,
): WhistleLine {
  const count = (code: WhistleFigureCode, part: FigurePart) =>
    rows.reduce((all, one) => all + countIn(code, part, one, now), 0);
  return {
    key,
    name,
    raised: rows.length,
    blown: rows.filter(isBlown).length,
    units: rows.reduce((all, one) => all + one.units.length, 0),
    numerators: whistleFigureCodes.map((code) => count(code, 'numerator')),
    denominators: whistleFigureCodes.map((code) => count(code, 'denominator')),
    ratings: ratingsOf(rows),
  };
}

/** Whistles by where they were blown: each community under the area, and each desk above them that has any, in the order of the tree. */
export function byCommunity({ tree, area }: AskedWhistles, rows: readonly WhistleRow[], now: string) {
  const found = Map.groupBy(rows, ({ communityId }) => communityId);
  return tree
    .desksUnder(area.id)
    .filter(({ id, kind }) => kind === 'community' || found.has(id))
    .map(({ id, name }) => lineOf({ key: String(id), name: same(name) }, found.get(id) ?? [], now));
}

/** A whistle as some of its units had it: their own steps alone. */
const asOfUnits = (row: WhistleRow, isTheirs: (unit: UnitRow) => boolean): WhistleRow => {
  const units = row.units.filter(isTheirs);
  const ids = new Set(units.map(({ organisationId }) => organisationId));
  const blowerScores = Object.fromEntries(Object.entries(row.blowerScores).filter(([id]) => ids.has(id)));
  return { ...row, units, blowerScores };
};
const asOf = (row: WhistleRow, organisationId: string): WhistleRow =>
  asOfUnits(row, (unit) => unit.organisationId === organisationId);

/** The way of a whistle to a unit: the level it was blown from and the one the unit sits at. */
const wayOf = ({ tree }: AskedWhistles, { blownFrom }: WhistleRow, { seatId }: UnitRow): WhistleWay | undefined => {
  const seat = seatId === null ? undefined : tree.byId.get(seatId);
  return blownFrom && seat ? `${blownFrom}-${levelOfArea(seat.kind) ?? 'district'}` : undefined;
};
const wayName = (way: WhistleWay): Text => {
  const [from, to] = way.split('-') as [ActingLevel, ActingLevel];
  return fill(text('{from}吹{to}', '{from} to {to}'), { from: actingLevels[from], to: actingLevels[to] });
};
const asOfWay = (asked: AskedWhistles, row: WhistleRow, way: WhistleWay): WhistleRow =>
  asOfUnits(row, (unit) => wayOf(asked, row, unit) === way);

/** Whistles by the level they were blown from and the one of the units, from the lowest up; those that came to no unit stand in none. */
export function byWay(asked: AskedWhistles, rows: readonly WhistleRow[], now: string): readonly WhistleLine[] {
  return whistleWays.flatMap((way) => {
    const own = rows.map((row) => asOfWay(asked, row, way)).filter(({ units }) => units.length > 0);
    return own.length === 0 ? [] : [lineOf({ key: way, name: wayName(way) }, own, now)];
  });
}

/** Whistles by the units summoned, in the order of their names. */
export async function byUnit(ctx: ReadCtx, rows: readonly WhistleRow[]): Promise<readonly WhistleLine[]> {
  const ids = [...new Set(rows.flatMap(({ units }) => units.map(({ organisationId }) => organisationId)))];
  const nameOf = await unitNames(ctx, ids);
  const ofUnit = Map.groupBy(
    rows.flatMap((row) => [...new Set(row.units.map((one) => one.organisationId))].map((id) => ({ id, row }))),
    ({ id }) => id,
  );
  return ids
    .map((id) => ({ id, name: nameOf(id).name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh') || a.id.localeCompare(b.id))
    .map(({ id, name }) =>
      lineOf(
        { key: id, name: same(name) },
        (ofUnit.get(id) ?? []).map(({ row }) => asOf(row, id)),
        ctx.now,
      ),
    );
}

/** What came of the whistles of a period, by community, class and unit: matters and units, never single staff. */
export async function listWhistleFigures(
  ctx: ReadCtx,
  query: AskedPeriod & { readonly class?: WhistleClass | undefined },
): Promise<Answer<'GET /whistles/figures'>> {
  const asked = await askedWhistles(ctx, query, 'metrics.read');
  const all = await whistlesOf(ctx, asked, 'metrics.read');
  const rows = query.class === undefined ? all : all.filter((one) => one.class === query.class);
  const units = await byUnit(ctx, rows);
  const { area, from, to, areas } = asked;
  return {
    from,
    to,
    minimumN,
    area: { id: area.id, name: area.name, kind: area.kind },
    areas: [...areas],
    figures: whistleFigureCodes.map((code) => {
      const { version, title, words, of, ...more }: WhistleFigure = whistleFigures[code];
      return { code, version, title, words, of, isGoodWhenLow: more.isGoodWhenLow === true };
    }),
    total: lineOf({ key: 'total', name: same(area.name) }, rows, ctx.now),
    byCommunity: [...byCommunity(asked, rows, ctx.now)],
    byClass: whistleClassCodes.map((code) =>
      lineOf(
        { key: code, name: whistleClasses[code] },
        all.filter((one) => one.class === code),
        ctx.now,
      ),
    ),
    byWay: [...byWay(asked, rows, ctx.now)],
    byUnit: units.slice(0, mostUnits),
    isCut: units.length > mostUnits,
  };
}

interface BehindQuery extends AskedPeriod {
  readonly class?: WhistleClass | undefined;
  readonly community?: number | undefined;
  readonly unit?: string | undefined;
  readonly way?: WhistleWay | undefined;
  readonly figure?: WhistleFigureCode | 'raised' | 'blown' | undefined;
  readonly part: FigurePart;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

function counts({ figure, part }: BehindQuery, row: WhistleRow, now: string): boolean {
  if (figure === undefined || figure === 'raised') return true;
  return figure === 'blown' ? isBlown(row) : countIn(figure, part, row, now) > 0;
}

/** The very whistles behind a number of the figures, the latest first. */
export async function listWhistlesBehind(ctx: ReadCtx, query: BehindQuery): Promise<Answer<'GET /whistles/behind'>> {
  const asked = await askedWhistles(ctx, query, 'metrics.read');
  const rows = (await whistlesOf(ctx, asked, 'metrics.read'))
    .filter((one) => query.class === undefined || one.class === query.class)
    .filter((one) => query.community === undefined || one.communityId === query.community)
    .map((one) => (query.unit === undefined ? one : asOf(one, query.unit)))
    .map((one) => (query.way === undefined ? one : asOfWay(asked, one, query.way)))
    .filter((one) => (query.unit === undefined && query.way === undefined) || one.units.length > 0)
    .filter((one) => counts(query, one, ctx.now));
  const after = fromCursor(query.cursor, z.tuple([z.string(), z.uuid()]));
  const rest = after
    ? rows.filter(({ raisedAt, id }) => raisedAt < after[0] || (raisedAt === after[0] && id < after[1]))
    : rows;
  const page = pageUp(rest.slice(0, query.limit + 1), query.limit, ({ raisedAt, id }) => [raisedAt, id]);
  return {
    ...(page.next === undefined ? {} : { next: page.next }),
    total: rows.length,
    items: page.items.map((row) => ({
      ref: toRef(row.communityId, row.id),
      number: row.number,
      className: whistleClasses[row.class] ?? same(row.class),
      communityName: asked.tree.byId.get(row.communityId)?.name ?? '',
      raisedAt: row.raisedAt,
      stageLabel: stageLabel(row.stage),
      units: row.units.length,
    })),
  };
}

/** What a whistle's stage is called; the ends that every type has are closed ones. */
export const stageLabel = (stage: string): Text =>
  (whistle.stages as Readonly<Record<string, { readonly label: Text }>>)[stage]?.label ?? text('已结束', 'Closed');
