import { CompiledQuery } from 'kysely';
import { type Db, type JobResult, type JobWithMetadata, PgBoss, type Queue } from 'pg-boss';
import type { JobSender, Log } from '../ctx.ts';
import type { WriteTx } from '../db/client.ts';
import { logWith } from '../log.ts';
import { queueSchema } from './install-queue.ts';
import type { Job, JobCtx } from './job.ts';
import type { JobQueue, WorkTools } from './queue.ts';

export interface QueueOptions {
  /** A connection of the application's role, straight to the server: LISTEN does not pass a pooler of transactions. */
  readonly url: string;
  readonly log: Log;
  /** Whether this process runs jobs, or only sends them. */
  readonly isWorker: boolean;
}

const deadQueue = 'dead-letter';
const stopWithinMs = 20_000;

/** Tried again after 10 s, 20 s, 40 s … and then laid aside, where an operator finds it. A worker that dies is noticed within a minute. */
const queueOptions: Omit<Queue, 'name'> = {
  retryLimit: 5,
  retryDelay: 10,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: 6 * 3600,
  heartbeatSeconds: 60,
  deadLetter: deadQueue,
  notify: true,
};

/** Where jobs with a singleton key wait: a second one with the same key is dropped while the first has not begun. */
const onceQueue = (name: string): string => `${name}/once`;

/** Opens the queue in the database. Sends are part of the sender's transaction; runs are at least once. */
export async function openQueue({ url, log, isWorker }: QueueOptions): Promise<JobQueue> {
  const boss = new PgBoss({
    connectionString: url,
    schema: queueSchema,
    application_name: 'linli-jobs',
    max: isWorker ? 4 : 2,
    migrate: false,
    createSchema: false,
    supervise: isWorker,
    schedule: isWorker,
    useListenNotify: isWorker,
    superviseIntervalSeconds: 30,
    cronMonitorIntervalSeconds: 15,
    cronWorkerIntervalSeconds: 5,
    // Rebuilding an index takes its owner; our role owns nothing.
    reindex: false,
  });
  boss.on('error', (error) => log.error({ error: error.name, reason: error.message }, 'queue.failed'));
  boss.on('warning', ({ message }) => log.warn({ reason: message }, 'queue.warning'));
  await boss.start();
  const made = new Set<string>();

  const ensureQueue = async (name: string): Promise<void> => {
    if (made.has(name)) return;
    if (!made.has(deadQueue)) await boss.createQueue(deadQueue);
    made.add(deadQueue);
    await boss.createQueue(name, queueOptions);
    await boss.createQueue(onceQueue(name), { ...queueOptions, policy: 'short' });
    made.add(name);
  };
  const send = async (...[name, data, options = {}, db]: [...Parameters<JobSender['send']>, Db?]): Promise<void> => {
    await ensureQueue(name);
    const { startAfter, singletonKey } = options;
    await boss.send(singletonKey === undefined ? name : onceQueue(name), data, {
      ...(startAfter === undefined ? {} : { startAfter }),
      ...(singletonKey === undefined ? {} : { singletonKey }),
      ...(db ? { db } : {}),
    });
  };

  return {
    inside: (db) => ({ send: (name, data, options) => send(name, data, options, insideOf(db)) }),
    async work(jobs, tools) {
      const ctx: JobCtx = {
        write: (rows, work) => tools.database.write(rows, work),
        now: tools.now,
        newId: tools.newId,
        log: tools.log,
        jobs: { send: (name, data) => send(name, data) },
      };
      for (const job of jobs) {
        await ensureQueue(job.name);
        await workOn(boss, job.name, job, ctx, tools);
        await workOn(boss, onceQueue(job.name), job, ctx, tools);
      }
      await schedule(boss, jobs);
    },
    stop: () => boss.stop({ graceful: isWorker, timeout: stopWithinMs, close: true }),
  };
}

/** The queue's statements inside our own transaction: a job of a command that fails was never sent. */
function insideOf(db: WriteTx): Db {
  return {
    async executeSql(text, values) {
      const { rows } = await db.executeQuery(CompiledQuery.raw(text, values ?? []));
      return { rows: [...rows] };
    },
  };
}

async function workOn(boss: PgBoss, queue: string, job: Job, ctx: JobCtx, { log }: WorkTools): Promise<void> {
  const options = {
    // Full batches are followed at once by the next; batches of one would wait for the poll each time.
    batchSize: 2,
    burstWhenBatchFull: true,
    localConcurrency: job.concurrency ?? 1,
    includeMetadata: true,
    perJobResults: true,
  } as const;
  await boss.work(queue, options, async (batch: JobWithMetadata<object>[]) => {
    const results: JobResult[] = [];
    for (const taken of batch) results.push(await runOne(job, taken, ctx, log));
    return results;
  });
}

async function runOne(job: Job, taken: JobWithMetadata<object>, ctx: JobCtx, log: Log): Promise<JobResult> {
  const startedMs = performance.now();
  const line = { job: job.name, jobId: taken.id, attempt: taken.retryCount + 1 };
  try {
    await job.run({ ...ctx, log: logWith(ctx.log, line) }, taken.data);
    log.info({ ...line, ms: Math.round(performance.now() - startedMs) }, 'job.done');
    return { id: taken.id, status: 'completed' };
  } catch (error) {
    // Names and codes only: a message may quote the row.
    const { name, code, stack } = error as Error & { code?: string };
    const details = { ...line, error: name, code, stack: framesOf(stack) };
    if (taken.retryCount >= taken.retryLimit) log.error(details, 'job.gave-up');
    else log.warn(details, 'job.failed');
    return { id: taken.id, status: 'failed', output: { error: name, code: code ?? null } };
  }
}

/** Where it happened, without the message. */
function framesOf(stack: string | undefined): string {
  return (stack ?? '')
    .split('\n')
    .filter((part) => part.startsWith('    at '))
    .slice(0, 12)
    .join('\n');
}

/** Puts the clocks of the jobs into the database, and takes away those of jobs that are no more. */
async function schedule(boss: PgBoss, jobs: readonly Job[]): Promise<void> {
  const wanted = new Map(jobs.flatMap((job) => (job.cron === undefined ? [] : [[job.name, job.cron] as const])));
  for (const { name } of await boss.getSchedules()) if (!wanted.has(name)) await boss.unschedule(name);
  for (const [name, cron] of wanted) await boss.schedule(name, cron, {}, { tz: 'Asia/Shanghai' });
}
