import pg from 'pg';
import type { TestApp } from './app.ts';

/** A statement as the application sent it, with the settings of its transaction. */
interface Sent {
  readonly scope: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A step of a plan that reads a table from end to end, or throws away far more rows than it gives. */
export interface Scan {
  readonly table: string;
  readonly step: string;
  readonly rows: number;
  readonly statement: string;
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** What a read-only transaction refuses. */
const writes = /\b(?:for update|insert into|update \S+ set|delete from)\b/i;

type AnyQuery = (...given: unknown[]) => unknown;

/** Keeps every statement that clients of this process send while the work runs. */
async function keepStatements(work: () => Promise<unknown>): Promise<readonly Sent[]> {
  const kept: Sent[] = [];
  const scopes = new WeakMap<object, string>();
  const prototype = pg.Client.prototype as unknown as { query: AnyQuery };
  const original = prototype.query;
  prototype.query = function keep(this: object, ...given: unknown[]) {
    const [first, second] = given;
    const { text, values } =
      typeof first === 'string'
        ? { text: first, values: second }
        : ((first ?? {}) as { text?: unknown; values?: unknown });
    if (typeof text === 'string') {
      const settings = /^begin[^;]*;(.*)$/s.exec(text)?.[1];
      if (settings !== undefined) scopes.set(this, settings);
      else if (/^\s*(?:select|with)/i.test(text) && !writes.test(text))
        kept.push({ scope: scopes.get(this) ?? '', text, values: (values as unknown[] | undefined) ?? [] });
    }
    return original.apply(this, given);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return kept;
}

/** Rows thrown away in all its runs, above which a step counts as a scan of its table. */
const mostThrownAway = 20_000;

function scansOf(plan: PlanNode, statement: string): Scan[] {
  const below = (plan.Plans ?? []).flatMap((one) => scansOf(one, statement));
  const table = plan['Relation Name'];
  const step = plan['Node Type'];
  const thrownAway = (plan['Rows Removed by Filter'] ?? 0) * plan['Actual Loops'];
  if (table === undefined || (step !== 'Seq Scan' && thrownAway <= mostThrownAway)) return below;
  return [...below, { table, step, rows: thrownAway, statement }];
}

/** Explains each statement of some work (and runs it again) as the application's role, under the settings it ran with. */
async function plansOf(app: TestApp, work: () => Promise<unknown>): Promise<readonly (readonly [PlanNode, string])[]> {
  const found: (readonly [PlanNode, string])[] = [];
  for (const { scope, text, values } of await keepStatements(work)) {
    const client = await app.database.pool.connect();
    try {
      await client.query(`begin read only; ${scope}`);
      const { rows } = await client.query<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>(
        `explain (analyze, format json) ${text}`,
        values as unknown[],
      );
      const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
      if (plan) found.push([plan, text]);
    } finally {
      await client.query('rollback');
      client.release();
    }
  }
  return found;
}

/** The tables that are read from end to end while some requests are answered. */
export async function scansDuring(app: TestApp, work: () => Promise<unknown>): Promise<readonly Scan[]> {
  return (await plansOf(app, work)).flatMap(([plan, text]) => scansOf(plan, text));
}

/** How many rows of each table a step of each statement took up, those it threw away included. */
export interface RowsRead {
  readonly table: string;
  readonly rows: number;
}

function rowsOf(plan: PlanNode): RowsRead[] {
  const below = (plan.Plans ?? []).flatMap(rowsOf);
  const table = plan['Relation Name'];
  if (table === undefined) return below;
  const rows = (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'];
  return [...below, { table, rows }];
}

/** What is read of each table while some requests are answered, in the order of the statements. */
export async function rowsReadDuring(app: TestApp, work: () => Promise<unknown>): Promise<readonly RowsRead[]> {
  return (await plansOf(app, work)).flatMap(([plan]) => rowsOf(plan));
}

/** The reads that clients of this process send while some work runs, transaction frames left out. */
export async function statementsDuring(work: () => Promise<unknown>): Promise<readonly string[]> {
  return (await keepStatements(work)).map(({ text }) => text);
}
