import pg from 'pg';
import { findReplayFaults } from '../../features/cases/cases.replay.ts';
import { openDatabase } from '../../kit/db/client.ts';
import { world } from '../world.ts';
import type { Answered } from './load.ts';
import { same } from './same.ts';

interface Stored {
  readonly intentions: ReadonlyMap<string, unknown>;
  /** The words of matters, as often as they are there. */
  readonly words: ReadonlyMap<string, number>;
  /** The ids of entries that people made. */
  readonly entries: ReadonlySet<string>;
  readonly failedJobs: number;
  /** Entries whose tidings were never put into the queue. */
  readonly untold: number;
}

async function readStored(ownerUrl: string): Promise<Stored> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const intentions = await client.query<{ id: string; value: unknown }>(
      "select id, output -> 'value' as value from intentions",
    );
    const words = await client.query<{ words: string; n: number }>(
      "select fields ->> 'words' as words, count(*)::int as n from cases group by 1",
    );
    const entries = await client.query<{ id: string }>(
      "select id from case_entries where actor ->> 'kind' <> 'system'",
    );
    const jobs = await client.query<{ failed: number; untold: number }>(
      `select (select count(*)::int from pgboss.job where state = 'failed') as failed,
         (select count(*)::int from case_entries e where e.action = 'report' and not exists (
           select from pgboss.job j where j.data ->> 'entryId' = e.id::text)) as untold`,
    );
    return {
      intentions: new Map(intentions.rows.map(({ id, value }) => [id, value])),
      words: new Map(words.rows.map((row) => [row.words, row.n])),
      entries: new Set(entries.rows.map(({ id }) => id)),
      failedJobs: jobs.rows[0]?.failed ?? 0,
      untold: jobs.rows[0]?.untold ?? 0,
    };
  } finally {
    await client.end();
  }
}

/** What is wrong with what is stored, in words: every acknowledged write is there once, nothing else is, and each case is what its entries say. */
export async function faultsOf(ownerUrl: string, answered: readonly Answered[]): Promise<readonly string[]> {
  const stored = await readStored(ownerUrl);
  const faults: string[] = [];
  const done = answered.filter(({ result }) => result.state === 'done');
  for (const { id, command, words, result } of done) {
    if (!stored.intentions.has(id)) faults.push(`lost: ${command} ${id} was acknowledged and is not there`);
    else if (result.state === 'done' && !same(stored.intentions.get(id), result.output))
      faults.push(`${command} ${id} is kept with another answer`);
    if (command === 'cases.raise' && stored.words.get(words) !== 1)
      faults.push(`${words} is there ${stored.words.get(words) ?? 0} times`);
  }
  const raised = done.filter(({ command }) => command === 'cases.raise').length;
  const cases = [...stored.words.values()].reduce((sum, n) => sum + n, 0);
  if (cases !== raised) faults.push(`${raised} matters were raised, ${cases} are there`);
  if (stored.entries.size !== done.length)
    faults.push(`${done.length} deeds were done, ${stored.entries.size} entries are there`);
  if (stored.intentions.size !== done.length)
    faults.push(`${done.length} intentions were done, ${stored.intentions.size} are kept`);
  if (stored.failedJobs > 0) faults.push(`${stored.failedJobs} jobs were given up`);
  if (stored.untold > 0) faults.push(`${stored.untold} reports sent no tidings`);
  const database = openDatabase(ownerUrl, 2);
  try {
    const replayed = await database.read({ communities: [world.community], organisations: [] }, (db) =>
      findReplayFaults(db),
    );
    for (const { id, parts } of replayed.faults)
      faults.push(`case ${id} is not what its entries say: ${parts.join(' ')}`);
  } finally {
    await database.close();
  }
  return faults;
}
