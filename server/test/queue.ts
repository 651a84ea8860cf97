import { sql } from 'kysely';
import { toIso, toMs } from '../../domain/calendar/instant.ts';
import type { Database } from '../kit/db/client.ts';
import { noRows, type WriteTx } from '../kit/db/client.ts';
import type { Job, JobCtx } from '../kit/jobs/job.ts';
import type { JobQueue, WorkTools } from '../kit/jobs/queue.ts';
import { runSql } from './database.ts';

interface WaitingRow {
  readonly id: number;
  readonly name: string;
  readonly data: unknown;
}

export interface TestQueue extends JobQueue {
  /** Runs what waits and is due, and what those jobs send; gives the names in their order. */
  runAll(): Promise<readonly string[]>;
  /** Runs one job now, as the clock would. */
  runJob(name: string, data?: object): Promise<void>;
  /** What waits, due or not. */
  waiting(): Promise<readonly { readonly name: string; readonly data: unknown }[]>;
}

/** A queue that runs jobs when a test says so. Jobs wait in a table, so that one sent in a transaction that fails is never there. */
export async function testQueue(ownerUrl: string, database: Database): Promise<TestQueue> {
  await runSql(
    ownerUrl,
    `create schema test;
     create table test.jobs (id bigserial primary key, name text not null, data jsonb not null, start_after timestamptz, singleton_key text unique);
     grant usage on schema test to linli_app;
     grant all on test.jobs to linli_app;
     grant usage on sequence test.jobs_id_seq to linli_app`,
  );
  let known: ReadonlyMap<string, Job> = new Map();
  let tools: WorkTools | undefined;

  const send = async (
    db: WriteTx,
    name: string,
    data: object,
    options?: { startAfter?: string; singletonKey?: string },
  ) => {
    await sql`insert into test.jobs (name, data, start_after, singleton_key)
      values (${name}, ${JSON.stringify(data)}::text::jsonb, ${options?.startAfter ?? null}, ${options?.singletonKey ?? null})
      on conflict (singleton_key) do nothing`.execute(db);
  };
  const run = async (name: string, data: unknown) => {
    const job = known.get(name);
    if (!job || !tools) throw new Error(`No worker knows the job ${name}`);
    const ctx: JobCtx = {
      write: (rows, work) => database.write(rows, work),
      now: tools.now,
      newId: tools.newId,
      log: tools.log,
      jobs: { send: (next, nextData) => database.write(noRows, (db) => send(db, next, nextData)) },
    };
    await job.run(ctx, data);
  };
  const take = async (): Promise<WaitingRow | undefined> => {
    const now = tools?.now() ?? toIso(toMs(Date.now()));
    const { rows } = await database.pool.query<WaitingRow>(
      `delete from test.jobs where id = (select min(id) from test.jobs where start_after is null or start_after <= $1) returning id, name, data`,
      [now],
    );
    return rows[0];
  };

  return {
    inside: (db) => ({ send: (name, data, options) => send(db, name, data, options) }),
    async work(jobs, given) {
      known = new Map(jobs.map((job) => [job.name, job]));
      tools = given;
    },
    stop: async () => undefined,
    runJob: (name, data = {}) => run(name, data),
    async runAll() {
      const done: string[] = [];
      for (let row = await take(); row; row = await take()) {
        await run(row.name, row.data);
        done.push(row.name);
      }
      return done;
    },
    async waiting() {
      const { rows } = await database.pool.query<WaitingRow>('select name, data from test.jobs order by id');
      return rows;
    },
  };
}
