import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Metric } from '../../domain/metrics/metrics.ts';
import type { Rule } from '../../domain/metrics/rule.ts';

type Predicate = RawBuilder<SqlBool>;

const snake = (name: string): string => name.replace(/[A-Z]/g, (one) => `_${one.toLowerCase()}`);
const column = (name: string) => sql.raw(`m.${snake(name)}`);

/** A rule over measures as SQL on the alias `m`, at an instant; unknown values satisfy nothing, as in `satisfies`. */
export function ruleSql(rule: Rule, now: string): Predicate {
  if ('all' in rule)
    return rule.all.length === 0
      ? sql<SqlBool>`true`
      : sql<SqlBool>`(${sql.join(
          rule.all.map((one) => ruleSql(one, now)),
          sql` and `,
        )})`;
  if ('any' in rule)
    return rule.any.length === 0
      ? sql<SqlBool>`false`
      : sql<SqlBool>`(${sql.join(
          rule.any.map((one) => ruleSql(one, now)),
          sql` or `,
        )})`;
  if ('not' in rule) return sql<SqlBool>`not ${ruleSql(rule.not, now)}`;
  if ('is' in rule) return sql<SqlBool>`coalesce(${column(rule.is)}, false)`;
  if ('known' in rule) return sql<SqlBool>`(${column(rule.known)} is not null)`;
  if ('at' in rule) {
    const by = rule.by === 'now' ? sql`${now}::timestamptz` : column(rule.by);
    return sql<SqlBool>`coalesce(${column(rule.at)} <= ${by}, false)`;
  }
  const upper = rule.to === undefined ? sql`` : sql` and ${column(rule.count)} <= ${rule.to}`;
  return sql<SqlBool>`coalesce(${column(rule.count)} >= ${rule.from}${upper}, false)`;
}

/** The days of a month as a half-open range. */
export function monthDays(month: string): Days {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
  return { from: `${month}-01`, before: `${next}-01` };
}

/** Whether a case's measures fall into a month by the metric's own day. */
export function inMonth(metric: Metric, month: string): Predicate {
  return inDays(metric, monthDays(month));
}

/** A half-open range of days. */
export interface Days {
  readonly from: string;
  readonly before: string;
}

/** Whether a case's measures fall into a range of days by the metric's own day. */
export function inDays(metric: Metric, { from, before }: Days): Predicate {
  return sql<SqlBool>`(${column(metric.period)} >= ${from}::date and ${column(metric.period)} < ${before}::date)`;
}

/** A case's weight in the numerator, as SQL. */
export function weightSql(metric: Metric, now: string): RawBuilder<number> {
  const parts = metric.numerator.map((part) => sql`when ${ruleSql(part.rule, now)} then ${part.weight}::float8`);
  return sql<number>`(case ${sql.join(parts, sql` `)} else 0 end)`;
}
