import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { Log } from '../ctx.ts';
import type { Database } from './client.ts';

const beatMs = 5_000;

export interface SoleWork {
  /** Told every few seconds while it is held. */
  beat(): Promise<void>;
  stop(): Promise<void>;
}

async function tryLock(database: Database, name: string): Promise<PoolClient | undefined> {
  const client = await database.pool.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>(
      'select pg_try_advisory_lock(hashtextextended($1, 7205119)) as mine',
      [name],
    );
    if (rows[0]?.mine) return client;
    client.release();
  } catch (error) {
    client.release(error as Error);
  }
  return undefined;
}

/**
 * Does a work in one process at a time, of all that share the database: whoever holds the lock of that name, on a connection of its own.
 * A process that dies or loses the connection loses the lock, and another one begins within seconds.
 * @returns the way out, which ends the work first
 */
export function holdAlone(database: Database, name: string, begin: () => SoleWork, log: Log): () => Promise<void> {
  const closing = new AbortController();
  const wait = (lost: AbortSignal) =>
    sleep(beatMs, undefined, { signal: AbortSignal.any([closing.signal, lost]) }).catch(() => undefined);
  const never = new AbortController().signal;

  const hold = async (client: PoolClient): Promise<void> => {
    const lost = new AbortController();
    const lose = (): void => lost.abort();
    client.once('error', lose).once('end', lose);
    const work = begin();
    log.info({ name }, 'sole.held');
    while (!closing.signal.aborted && !lost.signal.aborted) {
      await work.beat().catch((error: Error) => log.warn({ name, reason: error.message }, 'sole.beat-failed'));
      await wait(lost.signal);
      await client.query('select 1').catch(lose);
    }
    await work.stop();
    client
      .removeListener('error', lose)
      .removeListener('end', lose)
      .on('error', () => undefined);
    // Ended, not given back: the lock goes with the connection.
    client.release(true);
  };
  const run = async (): Promise<void> => {
    while (!closing.signal.aborted) {
      const client = await tryLock(database, name).catch(() => undefined);
      if (client) await hold(client);
      else await wait(never);
    }
  };
  const running = run();
  return async () => {
    closing.abort();
    await running;
  };
}
