import { newId } from '../kit/new-id.ts';
import type { OutboxFile, OutboxRow, RowAbout, Store } from './store.ts';

const dayMs = 86_400_000;
/** What was answered stays in sight for a week; its photos are the server's then. */
const keptDays = 7;

interface NewRow {
  readonly owner: string;
  readonly ownerName: string;
  readonly command: string;
  readonly about: RowAbout;
  readonly draft: unknown;
}

/** Begins a row to be written at leisure; it survives whatever happens to the page. */
export async function beginRow(store: Store, given: NewRow): Promise<string> {
  const id = newId();
  await store.rows.add({
    ...given,
    id,
    input: null,
    communityId: null,
    after: null,
    madeAt: new Date().toISOString(),
    state: 'draft',
    attempts: 0,
    tryAt: 0,
    output: null,
    problem: null,
    answeredAt: null,
  });
  return id;
}

/** Keeps the form as it stands. */
export async function saveDraft(store: Store, id: string, draft: unknown, about: RowAbout): Promise<void> {
  await store.rows.where({ id, state: 'draft' }).modify({ draft, about });
}

interface NewFile {
  readonly rowId: string;
  readonly field: string;
  readonly name: string;
  readonly blob: Blob;
}

/** Stores the original first; whatever is made of it is made later, so that a closed page loses nothing. */
export async function attachFile(store: Store, given: NewFile): Promise<string> {
  const id = newId();
  await store.transaction('rw', store.files, async () => {
    // Several come at one moment; their order is the person's.
    const last = (await filesOfRow(store, given.rowId)).at(-1)?.addedAt ?? 0;
    const addedAt = Math.max(Date.now(), last + 1);
    await store.files.add({ ...given, id, addedAt, isReady: false, isSent: false });
  });
  return id;
}

/** Takes a file off again. */
export async function detachFile(store: Store, id: string): Promise<void> {
  await store.files.delete(id);
}

/** The files of a row in the order they were added. */
export async function filesOfRow(store: Store, rowId: string): Promise<OutboxFile[]> {
  return (await store.files.where({ rowId }).toArray()).toSorted((a, b) => a.addedAt - b.addedAt);
}

/** The ids of a row's files by the field they belong to, as an input names them. */
export function fileIdsByField(files: readonly OutboxFile[]): Readonly<Record<string, readonly string[]>> {
  const byField: Record<string, string[]> = {};
  for (const { field, id } of files) byField[field] = [...(byField[field] ?? []), id];
  return byField;
}

interface Submission {
  readonly input: unknown;
  /** Where its files go; the same place the matter lies. */
  readonly communityId: number | null;
  readonly about: RowAbout;
  readonly after?: string;
}

/** Hands a written row to the sender. */
export async function submitRow(store: Store, id: string, given: Submission): Promise<void> {
  await store.rows.update(id, {
    input: given.input,
    communityId: given.communityId,
    about: given.about,
    after: given.after ?? null,
    madeAt: new Date().toISOString(),
    state: 'waiting',
    attempts: 0,
    tryAt: 0,
    problem: null,
  });
}

/** Whether a row can still be taken back: it was never tried, or the answer was a definite no. */
export function mayTakeBack({ state, attempts }: Pick<OutboxRow, 'state' | 'attempts'>): boolean {
  return state === 'draft' || state === 'refused' || (state === 'waiting' && attempts === 0);
}

/**
 * Opens a row for writing again, under a new id: what was refused under the old one is a different thing once it is changed.
 * @returns the new id; undefined if it may have arrived
 */
export async function reopenRow(store: Store, id: string): Promise<string | undefined> {
  return store.transaction('rw', store.rows, store.files, async () => {
    const row = await store.rows.get(id);
    if (!row || !mayTakeBack(row)) return undefined;
    if (row.state === 'draft') return id;
    const next = newId();
    await store.rows.delete(id);
    await store.rows.add({ ...row, id: next, state: 'draft', attempts: 0, tryAt: 0, problem: null, answeredAt: null });
    // Staged bytes are swept after a week: they are sent again, which is harmless.
    await store.files.where({ rowId: id }).modify({ rowId: next, isSent: false });
    return next;
  });
}

/** Sends a refused row again as it is, such as after a right was granted. */
export async function retryRow(store: Store, id: string): Promise<void> {
  await store.transaction('rw', store.rows, store.files, async () => {
    await store.files.where({ rowId: id }).modify({ isSent: false });
    await store.rows.where({ id, state: 'refused' }).modify({ state: 'waiting', attempts: 0, tryAt: 0, problem: null });
  });
}

/** Throws a row away with its files, as long as it cannot have arrived; what waited for it is back with the person. */
export async function discardRow(store: Store, id: string): Promise<boolean> {
  return store.transaction('rw', store.rows, store.files, async () => {
    const row = await store.rows.get(id);
    if (!row || !mayTakeBack(row)) return false;
    await store.rows.delete(id);
    await store.files.where({ rowId: id }).delete();
    await store.rows.filter(({ after, state }) => after === id && state === 'waiting').modify({ state: 'draft' });
    return true;
  });
}

/** How many rows of somebody are handed in and not yet answered, or refused and not yet looked at. */
export async function countUnsent(store: Store, owner: string): Promise<number> {
  return store.rows.where({ owner }).filter(isUnsent).count();
}

/** The rows of somebody without a good end, the oldest first. */
export async function listUnsent(store: Store, owner: string): Promise<readonly OutboxRow[]> {
  return (await store.rows.where({ owner }).filter(isUnsent).toArray()).toSorted(
    (a, b) => Date.parse(a.madeAt) - Date.parse(b.madeAt),
  );
}

/** Handed in, and without a good end yet. */
export function isUnsent({ state }: Pick<OutboxRow, 'state'>): boolean {
  return state === 'waiting' || state === 'sending' || state === 'refused';
}

/** Forgets everything of somebody on this phone. Ask countUnsent before: this does not. */
export async function wipeOwner(store: Store, owner: string): Promise<void> {
  await store.transaction('rw', store.rows, store.files, store.kept, store.meta, async () => {
    const ids = await store.rows.where({ owner }).primaryKeys();
    await store.files.where('rowId').anyOf(ids).delete();
    await store.rows.bulkDelete(ids);
    await store.kept.where({ owner }).delete();
    await store.meta.clear();
  });
}

/** Lets go of what was answered a week ago and more. */
export async function pruneAnswered(store: Store, now: number): Promise<void> {
  const before = new Date(now - keptDays * dayMs).toISOString();
  await store.rows.filter(({ state, answeredAt }) => state === 'done' && (answeredAt ?? '') < before).delete();
}
