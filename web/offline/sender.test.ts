// @vitest-environment node
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Intention, IntentionResult } from '../../contract/intentions.ts';
import { RefusalError, UnreachableError } from '../kit/refusal-error.ts';
import {
  attachFile,
  beginRow,
  countUnsent,
  discardRow,
  filesOfRow,
  reopenRow,
  retryRow,
  submitRow,
  wipeOwner,
} from './outbox.ts';
import { makeSender, type Sender } from './sender.ts';
import { type OutboxRow, openStore, type Store } from './store.ts';

const me = '018cc288-e280-7062-942d-385bfceecc68';
const about = { title: '楼道口私拉电线', place: '红旗里 12 栋', deed: '上报' };

type Fault = 'ok' | 'cut before' | 'cut after' | 503 | 429 | 401 | 'portal page';

const problem = (status: number, code: string) => ({
  type: 'about:blank',
  title: code,
  status,
  code,
  text: { zh: '不行', en: 'No' },
});

/** A server that does each id once, and a line that fails as told: before the server has it, or after, so that only the answer is lost. */
function fakeServer() {
  const done = new Map<string, number>();
  const files = new Map<string, string>();
  const log: string[] = [];
  const faults: Fault[] = [];
  const refuses = new Set<string>();
  const fail = (fault: Fault, when: 'before' | 'after'): void => {
    if (fault === 'cut before' && when === 'before') throw new UnreachableError();
    if (fault === 'cut after' && when === 'after') throw new UnreachableError();
    if (typeof fault === 'number' && when === 'before') throw new RefusalError(problem(fault, `x.${fault}`));
    if (fault === 'portal page' && when === 'before') throw new SyntaxError('Unexpected token <');
  };
  return {
    done,
    files,
    log,
    /** What happens to the next requests, one each; after them all is well. */
    faults,
    /** Words whose matter is refused for good. */
    refuses,
    who: me as string | undefined,
    async upload(communityId: number, file: { id: string; blob: Blob }): Promise<void> {
      const fault = faults.shift() ?? 'ok';
      log.push(`file ${fault}`);
      fail(fault, 'before');
      const bytes = await file.blob.text();
      const ref = `${communityId}-${file.id}`;
      if (files.has(ref) && files.get(ref) !== bytes) throw new RefusalError(problem(409, 'files.other-bytes'));
      files.set(ref, bytes);
      fail(fault, 'after');
    },
    async post(intention: Intention): Promise<IntentionResult> {
      const fault = faults.shift() ?? 'ok';
      log.push(`post ${fault}`);
      fail(fault, 'before');
      const { id, after, input } = intention;
      if (after !== undefined && !done.has(after)) return { id, state: 'not-yet' };
      const { words, photos = [] } = input as { words: string; photos?: string[] };
      if (refuses.has(words)) return { id, state: 'refused', problem: problem(422, 'case.words-needed') };
      for (const photo of photos) if (!files.has(`7-${photo}`)) throw new Error('a photo is named that never came');
      if (!done.has(id)) done.set(id, done.size + 1);
      fail(fault, 'after');
      return { id, state: 'done', output: { number: `7-${done.get(id)}` } };
    },
  };
}

type FakeServer = ReturnType<typeof fakeServer>;

let store: Store;
let server: FakeServer;
let clock: number;

beforeEach(() => {
  store = openStore(`test-${Math.random()}`);
  server = fakeServer();
  clock = Date.parse('2026-11-23T02:00:00Z');
});

afterEach(async () => {
  await store.delete();
});

function senderOf(lock: (run: () => Promise<void>) => Promise<void> = (run) => run()): Sender {
  return makeSender({
    store,
    post: (intention) => server.post(intention),
    upload: (communityId, file) => server.upload(communityId, file),
    whoAmI: async () => server.who,
    prepare: async (photo) => new Blob([`small ${await photo.text()}`], { type: 'image/jpeg' }),
    lock,
    now: () => clock,
    random: () => 0.5,
  });
}

async function handIn(words: string, photos: readonly string[] = [], owner = me): Promise<string> {
  const id = await beginRow(store, { owner, ownerName: '李建国', command: 'cases.raise', about, draft: { words } });
  const ids = [];
  for (const photo of photos) {
    const blob = new Blob([photo], { type: 'image/jpeg' });
    ids.push(await attachFile(store, { rowId: id, field: 'photos', name: '1.jpg', blob }));
  }
  await submitRow(store, id, { input: { words, photos: ids }, communityId: 7, about });
  return id;
}

async function rowOf(id: string): Promise<OutboxRow> {
  const row = await store.rows.get(id);
  if (!row) throw new Error(`no row ${id}`);
  return row;
}

/** Time enough for every rest to be over. */
const later = () => {
  clock += 10 * 60_000;
};

test('photos go before the matter, made small once, and are let go when it has arrived', async () => {
  const id = await handIn('路面塌陷', ['one', 'two']);
  await senderOf().flush();
  expect(server.log).toEqual(['file ok', 'file ok', 'post ok']);
  expect([...server.files.values()]).toEqual(['small one', 'small two']);
  expect(await rowOf(id)).toMatchObject({ state: 'done', output: { number: '7-1' }, draft: null });
  expect(await filesOfRow(store, id)).toEqual([]);
});

test.each<[string, Fault[]]>([
  ['the answer is lost', ['ok', 'cut after']],
  ['the answer is lost twice', ['ok', 'cut after', 'cut after']],
  ['the line is dead before the photo', ['cut before']],
  ['the photo arrives and its answer is lost', ['cut after']],
  ['the server is busy', ['ok', 503, 503]],
  ['too much is asked', ['ok', 429]],
  ['a page of the hotel answers', ['portal page', 'ok', 'portal page']],
  ['everything goes wrong in turn', ['cut before', 'cut after', 503, 'cut after', 503, 'portal page', 'cut after']],
])('when %s it is done once all the same', async (_, faults) => {
  server.faults.push(...faults);
  const id = await handIn('路面塌陷', ['one']);
  const sender = senderOf();
  for (let times = 0; times <= faults.length; times += 1) {
    await sender.flush();
    later();
  }
  expect(server.done.size).toBe(1);
  expect(server.files.size).toBe(1);
  expect(await rowOf(id)).toMatchObject({ state: 'done', output: { number: '7-1' } });
});

test('sending what has arrived again gets the first answer', async () => {
  const id = await handIn('路面塌陷');
  const sender = senderOf();
  await sender.flush();
  await store.rows.update(id, { state: 'waiting', output: null });
  await sender.flush();
  expect(server.log).toEqual(['post ok', 'post ok']);
  expect(server.done.size).toBe(1);
  expect((await rowOf(id)).output).toEqual({ number: '7-1' });
});

test('two tabs without any lock between them deliver each row once', async () => {
  const ids = [];
  for (let n = 0; n < 5; n += 1) ids.push(await handIn(`第 ${n} 件`, ['photo']));
  server.faults.push('ok', 'cut after', 'ok', 503, 'cut after');
  const [one, two] = [senderOf(), senderOf()];
  for (let times = 0; times < 6; times += 1) {
    await Promise.all([one.flush(), two.flush()]);
    later();
  }
  expect(server.done.size).toBe(5);
  expect(server.files.size).toBe(5);
  for (const id of ids) expect((await rowOf(id)).state).toBe('done');
});

test('with a lock one tab sends and the other waits, and each request is made once', async () => {
  for (let n = 0; n < 3; n += 1) await handIn(`第 ${n} 件`);
  let held = Promise.resolve();
  const lock = (run: () => Promise<void>): Promise<void> => {
    held = held.then(run);
    return held;
  };
  await Promise.all([senderOf(lock).flush(), senderOf(lock).flush()]);
  expect(server.log).toEqual(['post ok', 'post ok', 'post ok']);
});

test('a tab that died while sending leaves its row to the next', async () => {
  const id = await handIn('路面塌陷');
  await store.rows.update(id, { state: 'sending' });
  await senderOf().flush();
  expect((await rowOf(id)).state).toBe('done');
});

test('a row handed in while the sender runs goes with the same run', async () => {
  await handIn('第一件');
  const sender = senderOf();
  const running = sender.flush();
  const id = await handIn('第二件');
  await sender.flush();
  await running;
  expect((await rowOf(id)).state).toBe('done');
});

test('a definite no is for the person; the rows behind it go on', async () => {
  server.refuses.add('不行的');
  const no = await handIn('不行的', ['one']);
  const yes = await handIn('行的');
  await senderOf().flush();
  expect(await rowOf(no)).toMatchObject({ state: 'refused', problem: { code: 'case.words-needed' } });
  expect((await rowOf(yes)).state).toBe('done');
  expect(await countUnsent(store, me)).toBe(1);
});

test('a refused row is mended under a new id and sends its photo again', async () => {
  server.refuses.add('不行的');
  const no = await handIn('不行的', ['one']);
  const sender = senderOf();
  await sender.flush();
  const next = (await reopenRow(store, no)) ?? '';
  expect(next).not.toBe(no);
  const [photo] = await filesOfRow(store, next);
  await submitRow(store, next, { input: { words: '改好的', photos: [photo?.id] }, communityId: 7, about });
  await sender.flush();
  expect([...server.done.keys()]).toEqual([next]);
  expect(await store.rows.get(no)).toBeUndefined();
});

test('a refused row may be sent again as it is, and thrown away', async () => {
  server.refuses.add('不行的');
  const id = await handIn('不行的');
  const sender = senderOf();
  await sender.flush();
  server.refuses.clear();
  await retryRow(store, id);
  await sender.flush();
  expect((await rowOf(id)).state).toBe('done');
  expect(await discardRow(store, id)).toBe(false);
});

test('what may have arrived is not taken back', async () => {
  server.faults.push('cut after');
  const id = await handIn('路面塌陷');
  await senderOf().flush();
  expect(await reopenRow(store, id)).toBeUndefined();
  expect(await discardRow(store, id)).toBe(false);
  expect((await rowOf(id)).state).toBe('waiting');
});

test('nobody else sends it, and while nobody is signed in it waits', async () => {
  const id = await handIn('路面塌陷');
  const sender = senderOf();
  server.who = '018cc288-e280-7062-942d-000000000000';
  await sender.flush();
  server.who = undefined;
  await sender.flush();
  expect(server.log).toEqual([]);
  server.who = me;
  server.faults.push(401);
  await sender.flush();
  expect((await rowOf(id)).state).toBe('waiting');
  await sender.flush();
  expect((await rowOf(id)).state).toBe('done');
});

test('a row that was told to wait rests, longer each time, and may be sent at once all the same', async () => {
  const id = await handIn('路面塌陷');
  const sender = senderOf();
  server.faults.push(503, 503);
  await sender.flush();
  await sender.flush();
  expect(server.log).toHaveLength(1);
  expect((await rowOf(id)).tryAt - clock).toBe(4000);
  clock += 4000;
  await sender.flush();
  expect((await rowOf(id)).tryAt - clock).toBe(8000);
  await sender.flushNow();
  expect((await rowOf(id)).state).toBe('done');
});

test('what must come after another goes after it, also when the first is refused', async () => {
  server.refuses.add('先');
  const first = await handIn('先');
  const second = await beginRow(store, { owner: me, ownerName: '', command: 'cases.act', about, draft: {} });
  await submitRow(store, second, { input: { words: '后' }, communityId: null, about, after: first });
  const sender = senderOf();
  await sender.flush();
  expect((await rowOf(second)).state).toBe('waiting');
  server.refuses.clear();
  await retryRow(store, first);
  await sender.flush();
  expect([...server.done.keys()]).toEqual([first, second]);
});

test('signing out forgets what is one’s own, and only that', async () => {
  const other = '018cc288-e280-7062-942d-000000000000';
  await handIn('我的', ['one']);
  const theirs = await handIn('别人的', ['two'], other);
  await store.kept.bulkPut([
    { owner: me, key: 'a', answer: 1, at: 1 },
    { owner: other, key: 'a', answer: 2, at: 1 },
  ]);
  await wipeOwner(store, me);
  expect(await store.rows.toCollection().primaryKeys()).toEqual([theirs]);
  expect(await store.files.count()).toBe(1);
  expect(await store.kept.toArray()).toMatchObject([{ owner: other }]);
});

test('what was answered a week ago is let go, what waits is not', async () => {
  const old = await handIn('旧的');
  const sender = senderOf();
  await sender.flush();
  clock += 8 * 86_400_000;
  server.who = undefined;
  const waiting = await handIn('新的');
  await sender.flush();
  expect(await store.rows.get(old)).toBeUndefined();
  expect((await rowOf(waiting)).state).toBe('waiting');
});
