import { Dexie, type EntityTable, type Table } from 'dexie';
import type { Problem } from '../../contract/intentions.ts';

/**
 * Where an intention stands: being written, waiting to be sent, on its way, done, or refused and back with the person.
 * Only `done` and `refused` are answers of the server.
 */
export type RowState = 'draft' | 'waiting' | 'sending' | 'done' | 'refused';

/** What lists say of a row without reading its input. */
export interface RowAbout {
  readonly title: string;
  readonly place: string;
  /** What is done, in the words of the screen that made it: 上报, 签收. */
  readonly deed: string;
  /** The matter it is about, where there is one already. */
  readonly caseRef?: string;
  /** Its number and where it lies, for handing on what was written when the matter itself can no longer be seen. */
  readonly number?: string;
  readonly areaId?: number;
}

/** One thing somebody wants done, as it lies on the phone. */
export interface OutboxRow {
  /** The intention's own id: sending it again does nothing twice. */
  id: string;
  /** Whoever made it; nobody else's sign-in sends it. */
  owner: string;
  ownerName: string;
  command: string;
  /** The form as it stands, while it is being written. */
  draft: unknown;
  input: unknown;
  /** Where its files go. */
  communityId: number | null;
  about: RowAbout;
  /** Another row that must be done before this one. */
  after: string | null;
  madeAt: string;
  state: RowState;
  /** Answers that meant "later", and lines lost on the way. */
  attempts: number;
  /** Not tried before this moment, in ms of the epoch. */
  tryAt: number;
  output: unknown;
  problem: Problem | null;
  /** What was not taken: the thing itself, or a file that goes with it. */
  refused?: 'itself' | 'file';
  answeredAt: string | null;
}

/** A photo or a voice note of a row, as bytes. */
export interface OutboxFile {
  id: string;
  rowId: string;
  /** The field of the input it belongs to. */
  field: string;
  name: string;
  blob: Blob;
  addedAt: number;
  /** The bytes are those that will be sent. */
  isReady: boolean;
  isSent: boolean;
}

/** An answer kept for when there is no signal. */
export interface KeptAnswer {
  owner: string;
  key: string;
  answer: unknown;
  at: number;
  /** Its length in letters; what was kept before it was counted has none. */
  size?: number;
}

interface Meta {
  key: string;
  value: string;
}

/** The phone's own database: the outbox, its files, and answers kept for later. Changes of its shape are additive: old phones stay for days. */
export type Store = Dexie & {
  readonly rows: EntityTable<OutboxRow, 'id'>;
  readonly files: EntityTable<OutboxFile, 'id'>;
  readonly kept: Table<KeptAnswer, [string, string]>;
  readonly meta: EntityTable<Meta, 'key'>;
};

/** Opens the phone's database; it is made at the first use. */
export function openStore(name = 'linli-field'): Store {
  const store = new Dexie(name) as Store;
  store.version(1).stores({
    rows: 'id, owner, state, madeAt',
    files: 'id, rowId',
    kept: '[owner+key], owner',
    meta: 'key',
  });
  return store;
}
