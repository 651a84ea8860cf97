import pg from 'pg';
import { mayBeNamed } from '../server/kit/db/statement-names.ts';
import type { Statement } from './recorder.ts';

/** Tables that grow with the people and cases: reading one whole is a fault. The tree of areas is read whole, once each time it has changed. */
const guarded = [
  ...[
    'people',
    'people_phones',
    'persons',
    'houses',
    'households',
    'residences',
    'ownerships',
    'tags',
    'search_tokens',
  ],
  ...['cases', 'case_entries', 'case_clocks', 'case_measures', 'case_parties', 'case_assignments', 'case_links'],
  ...['changes', 'import_rows', 'audit_rows', 'intentions'],
];

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** Rows thrown away in all its runs, above which a step counts as a scan of its table whatever it is called. */
const mostThrownAway = 20_000;

function isScan(node: PlanNode, large: ReadonlySet<string>): boolean {
  if (!large.has(node['Relation Name'] ?? '')) return false;
  const thrownAway = (node['Rows Removed by Filter'] ?? 0) * (node['Actual Loops'] ?? 1);
  return node['Node Type'] === 'Seq Scan' || thrownAway > mostThrownAway;
}

const scannedBy = (node: PlanNode, large: ReadonlySet<string>): readonly string[] => [
  ...(isScan(node, large) ? [node['Relation Name'] as string] : []),
  ...(node.Plans ?? []).flatMap((one) => scannedBy(one, large)),
];

const reads = /^\s*(select|with)/i;
const writes = /^\s*(update|delete)|\b(insert into|update \w+ set|for update)\b/i;

/** Several statements in one message: what the queue does for itself meanwhile. */
const several = /^\s*begin\b/i;

/** Reads are run to see what they throw away; of writes the plan alone is looked at. */
function explained(text: string): string | undefined {
  if (several.test(text)) return undefined;
  if (writes.test(text)) return /^\s*insert/i.test(text) ? undefined : `explain (format json) ${text}`;
  return reads.test(text) ? `explain (analyze, format json) ${text}` : undefined;
}

export interface Plans {
  /** The large tables that any of the statements reads from end to end, or of which it throws away far more than it gives. */
  scansOf(statements: readonly Statement[]): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** A table of a few pages is read whole whatever indexes it has. */
const fewestPages = 100;

interface Explained {
  readonly 'QUERY PLAN': readonly [{ Plan: PlanNode }];
}

const planOf = (rows: readonly Explained[]): PlanNode => rows[0]?.['QUERY PLAN'][0].Plan as PlanNode;

const plain = (value: unknown): string => (Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : String(value));

/** An array as PostgreSQL writes it. */
const written = (values: readonly unknown[]): string =>
  `{${values.map((value) => (value === null ? 'null' : `"${plain(value).replace(/["\\]/g, '\\$&')}"`)).join()}}`;

/** A parameter as SQL text. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  return pg.escapeLiteral(Array.isArray(value) ? written(value) : plain(value));
}

/** Explains statements as the application's role with the widest scope: what a policy costs shows here. */
export async function openPlans(appUrl: string, storages: readonly number[]): Promise<Plans> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  await client.query(
    `set app.communities = '${storages.join(',')}'; set app.org = ''; set plan_cache_mode = force_generic_plan`,
  );
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname = any ($1) and relpages >= ${fewestPages}`,
    [guarded],
  );
  const large = new Set(rows.map(({ name }) => name));
  const scansOf = async (statements: readonly Statement[]): Promise<readonly string[]> => {
    const found = new Set<string>();
    for (const { text, values } of statements) {
      const asked = explained(text);
      if (asked === undefined) continue;
      const answer = await client.query<Explained>(asked, [...values]);
      for (const table of scannedBy(planOf(answer.rows), large)) found.add(table);
      if (values.length === 0 || !reads.test(text) || writes.test(text) || !mayBeNamed(text, values)) continue;
      // A statement that comes often is planned once for whatever it is given.
      await client.query(`prepare kept as ${text}`);
      const kept = await client.query<Explained>(
        `explain (analyze, format json) execute kept(${values.map(literal).join(', ')})`,
      );
      await client.query('deallocate kept');
      for (const table of scannedBy(planOf(kept.rows), large)) found.add(`${table} (planned once)`);
    }
    return [...found];
  };
  return { scansOf, close: () => client.end() };
}
