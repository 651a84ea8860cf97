import type { Log } from '../ctx.ts';
import type { RowScope, WriteTx } from '../db/client.ts';

/** What a job runs with: it declares its scope, as everybody does. */
export interface JobCtx {
  /** Opens a transaction over a declared scope. */
  write<T>(rows: RowScope, work: (db: WriteTx) => Promise<T>): Promise<T>;
  readonly now: () => string;
  readonly newId: () => string;
  readonly log: Log;
  readonly jobs: { send(name: string, data: object): Promise<void> };
}

/** Work that runs after a commit or by the clock; safe to run twice. */
export interface Job {
  readonly name: string;
  /** Five cron fields, Asia/Shanghai; absent for jobs that only commands send. */
  readonly cron?: string;
  /** How many at once in one process. */
  readonly concurrency?: number;
  readonly run: (ctx: JobCtx, data: unknown) => Promise<void>;
}
