import pg from 'pg';

/** One statement as the application sent it. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What every request sends whatever it asks: the session, the tree's version, the frame of the transaction. */
const frame =
  /^(begin|commit|rollback|set local)|tree_versions|from "?sessions"?|"?sessions"? as|from settings|"settings"/i;

/** Records the statements of one request of the application: the final SQL, its scope inlined as values. */
export async function record(work: () => Promise<unknown>): Promise<readonly Statement[]> {
  const found: Statement[] = [];
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first, values] = args;
    if (typeof first === 'string' && !frame.test(first))
      found.push({ text: first, values: Array.isArray(values) ? values : [] });
    return (original as (...given: unknown[]) => unknown).apply(this, args);
  } as typeof original;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return found;
}

/** Tables large enough at full size that reading one whole is a fault. */
const large = new Set([
  'people',
  'people_phones',
  'houses',
  'residences',
  'tags',
  'search_tokens',
  'cases',
  'case_entries',
  'case_clocks',
  'case_measures',
  'case_parties',
  'case_assignments',
  'persons',
  'ownerships',
  'households',
]);

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** The large tables a statement reads from end to end, explained as the application's role in its scope. */
export async function scansOf(client: pg.ClientBase, statement: Statement): Promise<readonly string[]> {
  const { rows } = await client.query<{ 'QUERY PLAN': readonly [{ Plan: PlanNode }] }>(
    `explain (format json) ${statement.text}`,
    [...statement.values],
  );
  const found: string[] = [];
  const walk = (node: PlanNode): void => {
    if (node['Node Type'] === 'Seq Scan' && large.has(node['Relation Name'] ?? ''))
      found.push(node['Relation Name'] as string);
    for (const child of node.Plans ?? []) walk(child);
  };
  const plan = rows[0]?.['QUERY PLAN'][0].Plan;
  if (plan) walk(plan);
  return found;
}
