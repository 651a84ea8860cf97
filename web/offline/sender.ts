import type { Intention, IntentionResult } from '../../contract/intentions.ts';
import { filesOfRow, pruneAnswered } from './outbox.ts';
import type { OutboxFile, OutboxRow, Store } from './store.ts';
import { restMs, type Verdict, verdictOf, verdictOfError } from './verdict.ts';

export interface SenderParts {
  readonly store: Store;
  /** Posts one intention through the one door for writes. */
  readonly post: (intention: Intention) => Promise<IntentionResult | undefined>;
  /** Sends the bytes of a file under its id. */
  readonly upload: (communityId: number, file: OutboxFile) => Promise<unknown>;
  /** The id of whoever is signed in and may act; undefined for nobody. It is the first request of a pass, so it finds out about the line, too. */
  readonly whoAmI: () => Promise<string | undefined>;
  /** Makes a photo small enough for a weak signal. */
  readonly prepare: (photo: Blob) => Promise<Blob>;
  /** Lets one tab send at a time. */
  readonly lock: (run: () => Promise<void>) => Promise<void>;
  readonly now: () => number;
  readonly random: () => number;
}

export interface Sender {
  /** Sends what is due; a call while one runs makes it look once more. Ends when nothing is due or the line is dead. */
  flush(): Promise<void>;
  /** Sends what waits now, whatever rest it was given. */
  flushNow(): Promise<void>;
}

/**
 * Makes the sender of an outbox: rows one by one in the order they were made, files before the intention that names them. A lost answer
 * leaves the row as it was, and the server knows its id: however often it is sent, it is done once.
 */
export function makeSender(parts: SenderParts): Sender {
  const { store, lock, now } = parts;
  let running: Promise<void> | undefined;
  let again = false;
  const run = async (): Promise<void> => {
    do {
      again = false;
      await lock(() => pass(parts));
    } while (again);
  };
  const flush = (): Promise<void> => {
    again = true;
    running ??= run().finally(() => {
      running = undefined;
      if (again) void flush();
    });
    return running;
  };
  return {
    flush,
    async flushNow() {
      await store.rows.where({ state: 'waiting' }).modify({ tryAt: now() });
      await flush();
    },
  };
}

const pruneEveryMs = 3_600_000;
const prunedAt = new WeakMap<Store, number>();

/** What was answered long ago goes now and then; a pass over a long queue does not look for it each time. */
async function pruneSometimes(store: Store, now: number): Promise<void> {
  if (now - (prunedAt.get(store) ?? 0) < pruneEveryMs) return;
  prunedAt.set(store, now);
  await pruneAnswered(store, now);
}

async function pass(parts: SenderParts): Promise<void> {
  const { store, now } = parts;
  await pruneSometimes(store, now());
  // Whoever held the lock before is gone: what they were sending may have arrived, and is sent again.
  await store.rows.where({ state: 'sending' }).modify((row) => {
    row.state = 'waiting';
    row.attempts += 1;
  });
  const owner = await parts.whoAmI().catch(() => undefined);
  if (owner === undefined) return;
  for (;;) {
    const due = await nextDue(store, owner, now());
    if (due.length === 0 || !(await deliverAll(parts, due))) return;
  }
}

/** A handful at a time: reading a long queue anew for each row would take longer than sending it. */
const handful = 25;

/** The oldest rows that are due and whose earlier one has arrived. */
async function nextDue(store: Store, owner: string, now: number): Promise<readonly OutboxRow[]> {
  const waiting = (await store.rows.where({ state: 'waiting' }).toArray())
    .filter((row) => row.owner === owner && row.tryAt <= now)
    .toSorted((a, b) => Date.parse(a.madeAt) - Date.parse(b.madeAt));
  const due: OutboxRow[] = [];
  for (const row of waiting) {
    const before = row.after === null ? undefined : await store.rows.get(row.after);
    if (before === undefined || before.state === 'done') due.push(row);
    if (due.length === handful) break;
  }
  return due;
}

/** @returns whether it makes sense to go on: the line is there and somebody is signed in */
async function deliverAll(parts: SenderParts, due: readonly OutboxRow[]): Promise<boolean> {
  for (const { id } of due) {
    // It may have been taken back since.
    const row = await parts.store.rows.get(id);
    if (row?.state !== 'waiting') continue;
    const verdict = await deliver(parts, row);
    await note(parts, row, verdict);
    if (verdict.is === 'lost' || verdict.is === 'sign-in') return false;
  }
  return true;
}

async function deliver(parts: SenderParts, row: OutboxRow): Promise<Verdict> {
  const { store, post, upload } = parts;
  let isFile = true;
  try {
    await store.rows.update(row.id, { state: 'sending' });
    for (const file of await filesOfRow(store, row.id)) {
      if (file.isSent) continue;
      await upload(row.communityId ?? 0, await makeReady(parts, file));
      await store.files.update(file.id, { isSent: true });
    }
    isFile = false;
    const { id, command, input, madeAt, after } = row;
    return verdictOf(await post({ id, command, input, madeAt, ...(after === null ? {} : { after }) }));
  } catch (error) {
    const verdict = verdictOfError(error);
    return verdict.is === 'refused' ? { ...verdict, isFile } : verdict;
  }
}

/** The bytes that are sent are made once and kept: under one id there is one content. */
async function makeReady({ store, prepare }: SenderParts, file: OutboxFile): Promise<OutboxFile> {
  if (file.isReady) return file;
  const blob = file.blob.type.startsWith('image/') ? await prepare(file.blob) : file.blob;
  await store.files.update(file.id, { blob, isReady: true });
  return { ...file, blob, isReady: true };
}

async function note({ store, now, random }: SenderParts, row: OutboxRow, verdict: Verdict): Promise<void> {
  const attempts = row.attempts + 1;
  const answeredAt = new Date(now()).toISOString();
  switch (verdict.is) {
    case 'done':
      await store.rows.update(row.id, { state: 'done', output: verdict.output, answeredAt, draft: null });
      await store.files.where({ rowId: row.id }).delete();
      return;
    case 'refused':
      await store.rows.update(row.id, {
        state: 'refused',
        problem: verdict.problem,
        refused: verdict.isFile ? 'file' : 'itself',
        attempts,
        answeredAt,
      });
      return;
    case 'later':
      await store.rows.update(row.id, { state: 'waiting', attempts, tryAt: now() + restMs(attempts, random()) });
      return;
    case 'lost':
      await store.rows.update(row.id, { state: 'waiting', attempts });
      return;
    case 'sign-in':
      await store.rows.update(row.id, { state: 'waiting' });
  }
}
