import type pg from 'pg';
import { type Text, text } from '../../domain/text.ts';
import type { Config } from '../../server/config.ts';
import type { Database } from '../../server/kit/db/client.ts';

/** One thing looked at: well, worth knowing, or wrong; and what to do. */
export interface Finding {
  readonly level: 'well' | 'warning' | 'fault';
  readonly words: Text;
  readonly remedy?: Text;
}

/** What an examination works with. The clock and the disk can be set by a test. */
export interface Patient {
  readonly config: Config;
  readonly now: () => Date;
  readonly freeBytes: (folder: string) => Promise<number>;
}

/** As `Patient`, once its database answers. */
export interface ReachedPatient extends Patient {
  /** The owner's connection: policies do not hide anything from it. */
  readonly owner: pg.Client;
  readonly database: Database;
}

export const well = (zh: string, en: string): Finding => ({ level: 'well', words: text(zh, en) });

export const warning = (words: Text, remedy: Text): Finding => ({ level: 'warning', words, remedy });

export const fault = (words: Text, remedy: Text): Finding => ({ level: 'fault', words, remedy });
