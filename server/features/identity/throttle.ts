import { sql } from 'kysely';
import { toIso, toMs } from '../../../domain/calendar/instant.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import { type Database, noRows } from '../../kit/db/client.ts';

/** At most `times` within `withinMs`; a window begins with the first time. The one that fills it starts the wait anew. */
export interface Limit {
  readonly name: string;
  readonly times: number;
  readonly withinMs: number;
}

interface Taken {
  readonly isAllowed: boolean;
  /** How often it was taken within the window, this time included. */
  readonly count: number;
  /** How long until the window ends. */
  readonly waitMs: number;
}

/** Counts how often something is tried, in the database, so that any number of processes count together. */
export interface Throttle {
  /** Counts one more try before it is made: of many at once no more than the limit pass. */
  take(limit: Limit, subject: string): Promise<Taken>;
  /** Forgets the tries: it succeeded. */
  clear(limit: Limit, subject: string): Promise<void>;
  /** Gives one try back: it was no failure. */
  giveBack(limit: Limit, subject: string): Promise<void>;
}

interface CountRow {
  readonly count: number;
  readonly endsAt: string;
}

/** The row of a counter. */
export function throttleKey(vault: Vault, limit: Limit, subject: string): Buffer {
  return vault.token('throttle', `${limit.name}\n${subject}`);
}

/** The counters of sign-in. What is counted (a name, a phone, an address) is kept as a keyed hash only. */
export function openThrottle(database: Database, vault: Vault, now: () => string): Throttle {
  const keyOf = (limit: Limit, subject: string) => throttleKey(vault, limit, subject);
  return {
    async take(limit, subject) {
      const at = now();
      const ends = toIso(toMs(at) + limit.withinMs);
      const row = await database.write(noRows, async (db) => {
        const { rows } = await sql<CountRow>`
          insert into throttles as t (key, count, ends_at) values (${keyOf(limit, subject)}, 1, ${ends})
          on conflict (key) do update set
            count = case when t.ends_at <= ${at}::timestamptz then 1 else t.count + 1 end,
            ends_at = case when t.ends_at <= ${at}::timestamptz or t.count + 1 = ${limit.times}::int then excluded.ends_at else t.ends_at end
          returning count, ends_at`.execute(db);
        return rows[0] as CountRow;
      });
      return {
        isAllowed: row.count <= limit.times,
        count: row.count,
        waitMs: Math.max(0, toMs(row.endsAt) - toMs(at)),
      };
    },
    async clear(limit, subject) {
      await database.write(noRows, (db) =>
        db.deleteFrom('throttles').where('key', '=', keyOf(limit, subject)).execute(),
      );
    },
    async giveBack(limit, subject) {
      await database.write(noRows, (db) =>
        sql`update throttles set count = count - 1 where key = ${keyOf(limit, subject)} and count > 0`.execute(db),
      );
    },
  };
}
