// @vitest-environment node
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RefusalError, UnreachableError } from '../kit/refusal-error.ts';
import { pruneKept, readKept } from './kept-reads.ts';
import { openStore, type Store } from './store.ts';

const me = 'me';
let store: Store;

beforeEach(() => {
  store = openStore(`test-${Math.random()}`);
});

afterEach(async () => {
  await store.delete();
});

const lost = async (): Promise<string> => {
  throw new UnreachableError();
};
const refused = async (): Promise<string> => {
  throw new RefusalError({ type: '', title: '', status: 403, code: 'access.forbidden', text: { zh: '', en: '' } });
};

test('without a line the last answer is given, and it says how old it is', async () => {
  await readKept(store, me, 'doors', async () => '12 栋', 1000);
  expect(await readKept(store, me, 'doors', lost, 5000)).toEqual({ answer: '12 栋', at: 1000, isOld: true });
});

test('nothing kept is an error, and what is another’s is not shown', async () => {
  await readKept(store, 'somebody', 'doors', async () => '12 栋');
  await expect(readKept(store, me, 'doors', lost)).rejects.toBeInstanceOf(UnreachableError);
});

test('a refusal is shown and what was kept is forgotten', async () => {
  await readKept(store, me, 'doors', async () => '12 栋');
  await expect(readKept(store, me, 'doors', refused)).rejects.toBeInstanceOf(RefusalError);
  await expect(readKept(store, me, 'doors', lost)).rejects.toBeInstanceOf(UnreachableError);
});

test('a busy server is no refusal: what was kept is shown, and stays', async () => {
  const busy = async (): Promise<string> => {
    throw new RefusalError({ type: '', title: '', status: 503, code: 'request.busy', text: { zh: '', en: '' } });
  };
  await readKept(store, me, 'doors', async () => '12 栋', 1000);
  for (let times = 0; times < 2; times += 1)
    expect(await readKept(store, me, 'doors', busy, 5000)).toEqual({ answer: '12 栋', at: 1000, isOld: true });
});

test('old answers are let go, and the oldest beyond a bound', async () => {
  const now = Date.parse('2026-11-23T00:00:00Z');
  await readKept(store, me, 'ancient', async () => 1, now - 15 * 86_400_000);
  for (let n = 0; n < 805; n += 1) await readKept(store, me, `k${n}`, async () => n, now - 405 + n);
  await pruneKept(store, now);
  expect(await store.kept.count()).toBe(800);
  expect(await store.kept.get([me, 'ancient'])).toBeUndefined();
  expect(await store.kept.get([me, 'k4'])).toBeUndefined();
  expect(await store.kept.get([me, 'k5'])).toBeDefined();
});
