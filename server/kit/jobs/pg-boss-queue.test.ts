import { afterAll, beforeAll, expect, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import type { Log } from '../ctx.ts';
import { type Database, noRows, openDatabase } from '../db/client.ts';
import { uuidv7 } from '../ids.ts';
import { installQueue } from './install-queue.ts';
import type { Job } from './job.ts';
import { openQueue } from './pg-boss-queue.ts';
import type { JobQueue } from './queue.ts';

let files: TestDatabase;
let database: Database;
let queue: JobQueue;
const lines: { level: string; event: string; details: object }[] = [];
const at = (level: string) => (details: object, event: string) => void lines.push({ level, event, details });
const log: Log = { info: at('info'), warn: at('warn'), error: at('error'), debug: at('debug') };

const done: { name: string; data: unknown }[] = [];
let waiters: (() => void)[] = [];
const note = (name: string, data: unknown) => {
  done.push({ name, data });
  for (const wake of waiters) wake();
  waiters = [];
};
const untilDone = async (count: number): Promise<void> => {
  while (done.length < count) await new Promise<void>((wake) => waiters.push(wake));
};

const jobs: readonly Job[] = [
  { name: 'test.echo', concurrency: 2, run: async (_, data) => note('test.echo', data) },
  {
    name: 'test.fail',
    run: async (_, data) => {
      note('test.fail', data);
      throw new Error('张三 19900000001');
    },
  },
  { name: 'test.chain', run: async (ctx) => ctx.jobs.send('test.echo', { from: 'chain' }) },
  { name: 'test.nightly', cron: '5 2 * * *', run: async () => undefined },
];

beforeAll(async () => {
  files = await cloneDatabase();
  await Promise.all([installQueue(files.ownerUrl), installQueue(files.ownerUrl)]);
  database = openDatabase(files.appUrl, 4);
  queue = await openQueue({ url: files.appUrl, log, isWorker: true });
  await queue.work(jobs, { database, now: () => new Date().toISOString(), newId: uuidv7, log });
});
afterAll(async () => {
  await queue.stop();
  await database.close();
  await files.drop();
});

it('runs what a transaction sent, once it has committed, and never what was rolled back', async () => {
  await database.write(noRows, (db) => queue.inside(db).send('test.echo', { n: 1 }));
  await expect(
    database.write(noRows, async (db) => {
      await queue.inside(db).send('test.echo', { n: 2 });
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  await database.write(noRows, (db) => queue.inside(db).send('test.echo', { n: 3 }));
  await untilDone(2);
  // Two that wait together are run side by side: which ends first is nobody's promise.
  expect(done.map(({ data }) => (data as { n: number }).n).toSorted()).toEqual([1, 3]);
});

it('wakes at once for a job that another job sent', async () => {
  const tookMs: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const before = done.length;
    const startedMs = Date.now();
    await database.write(noRows, (db) => queue.inside(db).send('test.chain', {}));
    await untilDone(before + 1);
    expect(done.at(-1)?.data).toEqual({ from: 'chain' });
    tookMs.push(Date.now() - startedMs);
  }
  // Looking every two seconds for each of two jobs would take longer; one slow round on a busy machine says nothing.
  expect(tookMs.sort((p, q) => p - q)[2]).toBeLessThan(1500);
});

it('keeps one waiting job for a key, and lets another wait once the first has begun', async () => {
  const later = new Date(Date.now() + 60_000).toISOString();
  for (let n = 0; n < 3; n += 1) {
    await database.write(noRows, (db) =>
      queue.inside(db).send('test.echo', { n }, { singletonKey: 'case 1', startAfter: later }),
    );
  }
  await database.write(noRows, (db) =>
    queue.inside(db).send('test.echo', { n: 9 }, { singletonKey: 'case 2', startAfter: later }),
  );
  const { rows } = await database.pool.query(
    "select data from pgboss.job where name = 'test.echo/once' order by created_on",
  );
  expect(rows.map((row) => row.data)).toEqual([{ n: 0 }, { n: 9 }]);
});

it('tries a failed job again later, and says so without quoting what it was about', async () => {
  const before = done.length;
  await database.write(noRows, (db) => queue.inside(db).send('test.fail', { ref: 'x' }));
  await untilDone(before + 1);
  const state = async () =>
    (await database.pool.query("select state from pgboss.job where name = 'test.fail'")).rows[0]?.state;
  await expect.poll(state, { timeout: 20_000 }).toBe('retry');
  const { rows } = await database.pool.query("select output::text as output from pgboss.job where name = 'test.fail'");
  expect(rows[0].output).not.toContain('1990');
  const line = lines.find(({ event }) => event === 'job.failed');
  expect(line?.level).toBe('warn');
  expect(JSON.stringify(lines)).not.toContain('张三');
});

it('goes by the clock of Shanghai, and forgets the clock of a job that is no more', async () => {
  const { rows } = await database.pool.query('select name, cron, timezone from pgboss.schedule');
  expect(rows).toEqual([{ name: 'test.nightly', cron: '5 2 * * *', timezone: 'Asia/Shanghai' }]);
});

it('works as a role that owns nothing', async () => {
  const { rows } = await database.pool.query('select current_user as role');
  expect(rows[0].role).toBe('linli_app');
  expect(lines.filter(({ level }) => level === 'error')).toEqual([]);
});
