import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Metric, metricCodes, metrics } from '../../../domain/metrics/metrics.ts';
import { earlier, type FigureReader, remembered, type WorkedOut } from '../../access/figures-memory.ts';
import { type Days, inDays, monthDays, ruleSql, weightSql } from '../../access/measure-rules.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { bigints } from '../../kit/db/lists.ts';
import type { AskedArea } from './asked-area.ts';

/** What a month came to in one grid of a community, or outside its grids. */
export interface MonthFigures {
  readonly communityId: number;
  readonly gridId: number | null;
  readonly raised: number;
  readonly closed: number;
  /** In the order of `metricCodes`. */
  readonly numerators: readonly number[];
  readonly denominators: readonly number[];
}

type Predicate = RawBuilder<SqlBool>;
type Row = Readonly<Record<string, number | string | null>>;

/** A case counts in a period by one of four days: whoever has none of them there is not read. */
function touchedIn({ from, before }: Days): Predicate {
  const within = (column: string) =>
    sql`(m.${sql.raw(column)} >= ${from}::date and m.${sql.raw(column)} < ${before}::date)`;
  return sql<SqlBool>`(${within('raised_on')} or ${within('handle_on')} or ${within('rated_on')} or ${within('closed_on')})`;
}

const sumColumns = (ctx: Pick<FigureReader, 'now'>, days: Days) =>
  metricCodes.flatMap((code, n) => {
    const metric: Metric = metrics[code];
    const counted = sql`${inDays(metric, days)} and ${ruleSql(metric.denominator, ctx.now)}`;
    return [
      sql`count(*) filter (where ${counted}) as ${sql.raw(`d${n}`)}`,
      sql`coalesce(sum(${weightSql(metric, ctx.now)}) filter (where ${counted}), 0)::float8 as ${sql.raw(`n${n}`)}`,
    ];
  });

/** The next due time of what is not due yet: until then the clock changes nothing. */
function nextDue(now: string): RawBuilder<string | null> {
  const ahead = (column: string) =>
    sql`case when m.${sql.raw(column)} > ${now}::timestamptz then m.${sql.raw(column)} end`;
  return sql`min(least(${ahead('sign_due_at')}, ${ahead('contact_due_at')}, ${ahead('handle_due_at')}))`;
}

const figuresOf = (row: Row): MonthFigures => ({
  communityId: row['communityId'] as number,
  gridId: row['gridId'] as number | null,
  raised: row['raised'] as number,
  closed: row['closed'] as number,
  numerators: metricCodes.map((_, n) => Number(row[`n${n}`])),
  denominators: metricCodes.map((_, n) => Number(row[`d${n}`])),
});

/** Whose measures are read. */
interface Counted {
  readonly rows: Predicate;
  readonly join: RawBuilder<unknown>;
}

/** By what a predicate says of the cases themselves. */
const byCases = (rows: Predicate): Counted => ({
  rows,
  join: sql`join cases on cases.community_id = m.community_id and cases.id = m.case_id`,
});

/** Of whole communities: their measures say whose they are. */
const ofCommunities = (ids: readonly number[]): Counted => ({
  rows: sql<SqlBool>`m.community_id = any (${bigints(ids)})`,
  join: sql``,
});

async function readDays(ctx: Pick<FigureReader, 'db' | 'now'>, of: Counted, days: Days) {
  const { from, before } = days;
  const { rows } = await sql<Row>`
    select m.community_id, m.grid_id, ${nextDue(ctx.now)} as until,
      count(*) filter (where m.raised_on >= ${from}::date and m.raised_on < ${before}::date) as raised,
      count(*) filter (where m.closed_on >= ${from}::date and m.closed_on < ${before}::date) as closed,
      ${sql.join(sumColumns(ctx, days))}
    from case_measures m ${of.join} where ${of.rows} and ${touchedIn(days)}
    group by 1, 2`.execute(ctx.db);
  return rows.map((row) => ({ figures: figuresOf(row), until: row['until'] as string | null }));
}

/** A month's figures of an area, a row for each grid and for what lies outside of grids; part by part: by communities where all of them are seen whole. */
export async function monthFigures(
  ctx: ReadCtx,
  asked: AskedArea,
  month: string,
): Promise<readonly (readonly MonthFigures[])[]> {
  if (asked.desks !== undefined) return monthOfDesks(ctx, asked.desks, month);
  return [(await readDays(ctx, byCases(asked.pastRows), monthDays(month))).map(({ figures }) => figures)];
}

/** The same of whole communities, from memory as far as it goes. */
export function monthOfDesks(
  ctx: FigureReader,
  desks: readonly number[],
  month: string,
): Promise<readonly (readonly MonthFigures[])[]> {
  return remembered(ctx, `month ${month}`, desks, async (stale) => {
    const read = Map.groupBy(
      await readDays(ctx, ofCommunities(stale), monthDays(month)),
      ({ figures }) => figures.communityId,
    );
    return new Map(
      stale.map((id): [number, WorkedOut<readonly MonthFigures[]>] => {
        const list = read.get(id) ?? [];
        const until = list.reduce<string | null>((first, one) => earlier(first, one.until), null);
        return [id, { value: list.map(({ figures }) => figures), until }];
      }),
    );
  });
}

/** What any period came to among some cases: the very counting of a month's figures, of the days asked for. */
export async function periodFigures(ctx: ReadCtx, cases: Predicate, days: Days): Promise<readonly MonthFigures[]> {
  return (await readDays(ctx, byCases(cases), days)).map(({ figures }) => figures);
}

/** Figures that add up. */
type Sums = Pick<MonthFigures, 'raised' | 'closed' | 'numerators' | 'denominators'>;

/** Figures of several places as those of one. */
export function sumFigures(list: readonly Sums[]) {
  const sum = (pick: (one: Sums) => number): number => list.reduce((all, one) => all + pick(one), 0);
  return {
    raised: sum((one) => one.raised),
    closed: sum((one) => one.closed),
    numerators: metricCodes.map((_, n) => sum((one) => one.numerators[n] ?? 0)),
    denominators: metricCodes.map((_, n) => sum((one) => one.denominators[n] ?? 0)),
  };
}
