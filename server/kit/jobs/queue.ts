import type { JobSender, Log } from '../ctx.ts';
import type { Database, WriteTx } from '../db/client.ts';
import type { Job } from './job.ts';

/** Where jobs wait: sent inside a command's own transaction, run by any worker process. */
export interface JobQueue {
  inside(db: WriteTx): JobSender;
  /** Begins to run the jobs in this process. */
  work(jobs: readonly Job[], tools: WorkTools): Promise<void>;
  stop(): Promise<void>;
}

export interface WorkTools {
  readonly database: Database;
  readonly now: () => string;
  readonly newId: () => string;
  readonly log: Log;
}
