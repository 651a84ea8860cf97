import { sql } from 'kysely';
import type { PoolClient } from 'pg';
import type { Log } from '../ctx.ts';
import type { Database, RowScope, WriteTx } from './client.ts';

/** The channel on which a commit says where something changed: a storage id, a blank, and the organisations it is assigned to. */
export const changeChannel = 'linli_changed';
const againMs = 2_000;
const idleMs = 30_000;

/** Tells every process, once this transaction has committed, that something of a community changed; nothing of what. */
export async function announceChange(
  db: WriteTx,
  communityId: number,
  organisations: readonly string[] = [],
): Promise<void> {
  await sql`select pg_notify(${changeChannel}, ${`${communityId} ${organisations.join(',')}`})`.execute(db);
}

export interface LiveFeed {
  /** Calls back after each commit that changed something of a scope; gives the way out. */
  follow(rows: RowScope, tell: () => void): () => void;
  close(): Promise<void>;
}

interface Follower {
  readonly communities: ReadonlySet<string>;
  readonly organisations: ReadonlySet<string>;
  readonly tell: () => void;
}

/**
 * Listens while somebody follows, on one connection of the pool. Lost, it listens again and tells everybody: what was missed meanwhile is not
 * known.
 */
export function openLiveFeed(database: Database, log: Log): LiveFeed {
  const followers = new Set<Follower>();
  let listening: Promise<PoolClient | undefined> | undefined;
  let idle: NodeJS.Timeout | undefined;
  let isClosed = false;

  const heard = (payload = ''): void => {
    const [community = '', list = ''] = payload.split(' ');
    const organisations = list === '' ? [] : list.split(',');
    for (const one of followers)
      if (one.communities.has(community) || organisations.some((id) => one.organisations.has(id))) one.tell();
  };
  const lost = (client: PoolClient, error: Error): void => {
    listening = undefined;
    client.release(error);
    log.warn({ reason: error.message }, 'live.lost');
    if (!isClosed && followers.size > 0) setTimeout(() => void again(), againMs).unref();
  };
  const again = async (): Promise<void> => {
    if (isClosed || followers.size === 0 || listening) return;
    listening = listen();
    if (await listening) for (const one of followers) one.tell();
  };
  const listen = async (): Promise<PoolClient | undefined> => {
    try {
      const client = await database.pool.connect();
      client.on('notification', ({ payload }) => heard(payload));
      client.once('error', (error) => lost(client, error));
      await client.query(`listen ${changeChannel}`);
      return client;
    } catch (error) {
      listening = undefined;
      log.warn({ reason: (error as Error).message }, 'live.failed');
      if (!isClosed && followers.size > 0) setTimeout(() => void again(), againMs).unref();
      return undefined;
    }
  };
  const rest = async (): Promise<void> => {
    clearTimeout(idle);
    const client = await listening;
    listening = undefined;
    // Ended, not given back: a connection that still listens would hear for nobody.
    client?.removeAllListeners('error').on('error', () => undefined);
    client?.release(true);
  };

  return {
    follow(rows, tell) {
      const one = {
        communities: new Set(rows.communities.map(String)),
        organisations: new Set(rows.organisations),
        tell,
      };
      followers.add(one);
      clearTimeout(idle);
      listening ??= listen();
      return () => {
        followers.delete(one);
        if (followers.size > 0 || isClosed) return;
        idle = setTimeout(() => void rest(), idleMs);
        idle.unref();
      };
    },
    async close() {
      isClosed = true;
      followers.clear();
      await rest();
    },
  };
}
