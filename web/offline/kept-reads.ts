import { isNoAnswer } from '../kit/refusal-error.ts';
import type { KeptAnswer, Store } from './store.ts';

const dayMs = 86_400_000;
/** Answers older than this are not worth showing, and a phone is no archive. */
const keptDays = 14;
/** Answers in all, and their length in letters: a phone holds a grid or two, not a district. Beyond that the oldest go. */
export const mostKept = 800;
export const mostLetters = 20_000_000;

/** An answer, and when it was the server's. */
export interface Kept<T> {
  readonly answer: T;
  readonly at: number;
  /** No signal: this is what was kept from the last time. */
  readonly isOld: boolean;
}

/**
 * Asks the server and keeps its answer; without a line, or while the server is busy, gives what was kept. Refusals are never covered up by an old answer: what one
 * may no longer see is forgotten at once.
 */
export async function readKept<T>(
  store: Store,
  owner: string,
  key: string,
  ask: () => Promise<T>,
  now = Date.now(),
): Promise<Kept<T>> {
  try {
    const answer = await ask();
    await keep(store, { owner, key, answer, at: now }).catch(() => undefined);
    return { answer, at: now, isOld: false };
  } catch (error) {
    if (!isNoAnswer(error)) {
      if (!(error instanceof DOMException)) await store.kept.delete([owner, key]);
      throw error;
    }
    const kept = await store.kept.get([owner, key]);
    if (!kept) throw error;
    return { answer: kept.answer as T, at: kept.at, isOld: true };
  }
}

/** Keeps an answer, and how long it is. */
export async function keep(store: Store, given: Omit<KeptAnswer, 'size'>): Promise<number> {
  const size = JSON.stringify(given.answer)?.length ?? 0;
  await store.kept.put({ ...given, size });
  return size;
}

/** Bounds what lies on the phone: old answers go, and the oldest beyond a number and a length. */
export async function pruneKept(store: Store, now: number): Promise<void> {
  await store.kept.filter(({ at }) => at < now - keptDays * dayMs).delete();
  const all: Omit<KeptAnswer, 'answer'>[] = [];
  await store.kept.each(({ owner, key, at, size, answer }) => {
    all.push({ owner, key, at, size: size ?? JSON.stringify(answer).length });
  });
  let letters = 0;
  const beyond = all
    .toSorted((a, b) => b.at - a.at)
    .filter(({ size = 0 }, nth) => {
      letters += size;
      return nth >= mostKept || letters > mostLetters;
    });
  await store.kept.bulkDelete(beyond.map(({ owner, key }) => [owner, key] as [string, string]));
}
