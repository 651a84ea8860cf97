import 'fake-indexeddb/auto';
import pg from 'pg';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestApp, testApp } from '../server/test/app.ts';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { postIntentions } from '../web/kit/client.ts';
import { uploadFile } from '../web/kit/upload-file.ts';
import { attachFile, beginRow, submitRow } from '../web/offline/outbox.ts';
import { makeSender, type Sender } from '../web/offline/sender.ts';
import { openStore, type Store } from '../web/offline/store.ts';
import { tabLock } from '../web/offline/tab-lock.ts';
import { type LossyNetwork, lossyNetwork, type Mishap } from './lossy-network.ts';

/** LINLI_SEED says again what went wrong before; it is printed with each run. */
const seed = Number(process.env['LINLI_SEED'] ?? 20261122);
const [reports, settled, notes] = [600, 100, 300];
const all = reports + settled + notes;
const withPhoto = 40;

let app: TestApp;
let worker: SignedIn;
let network: LossyNetwork;
let store: Store;
let plainFetch: typeof fetch;
/** Added to the phone's clock, so that no rest is waited for. */
let ahead = 0;

/** Mulberry32: the same seed, the same mishaps. */
function chance(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const random = chance(seed);
const kinds: readonly Mishap[] = ['cut before', 'cut after', 'twice', 'late', 503, 429];

/** A quarter of what is sent meets with something. */
const mishapOf = (method: string): Mishap =>
  method === 'GET' || random() > 0.25 ? 'none' : (kinds[Math.floor(random() * kinds.length)] ?? 'none');

beforeAll(async () => {
  app = await testApp();
  const userId = await app.makeStaff('李建国');
  await app.hold(userId, 'grid-worker');
  await app.hold(userId, 'handler', { organisationId: world.property });
  worker = await app.signInUser(userId);
  network = await lossyNetwork(await app.http.listen({ host: '127.0.0.1', port: 0 }), mishapOf);
  store = openStore('thousand');
  plainFetch = globalThis.fetch;
  // A page asks its own address and sends its cookie by itself.
  globalThis.fetch = (path, init) =>
    plainFetch(new URL(String(path), network.address), {
      ...init,
      headers: { ...(init?.headers as Record<string, string>), ...worker.headers, connection: 'close' },
    });
});

afterAll(async () => {
  globalThis.fetch = plainFetch;
  await network?.close();
  await app?.close();
  await store?.delete();
});

interface Tab {
  readonly sender: Sender;
  /** The page is gone between two steps of whatever it was doing: nothing of it runs on, and its lock is free. */
  kill(): void;
}

function openTab(): Tab {
  let die = () => {};
  const death = new Promise<void>((settle) => {
    die = settle;
  });
  let isDead = false;
  const never = new Promise<never>(() => {});
  /** What was asked arrives or not; a dead page does not hear of it. */
  const alive = async <T>(asked: Promise<T>): Promise<T> => {
    try {
      const answer = await asked;
      return isDead ? never : answer;
    } catch (error) {
      if (isDead) return never;
      throw error;
    }
  };
  const lock = tabLock('linli-outbox');
  const sender = makeSender({
    store,
    post: async (intention) => (await alive(postIntentions([intention])))[0],
    upload: (communityId, { blob, name, id }) => alive(uploadFile(communityId, blob, name, id)),
    whoAmI: async () => worker.userId,
    prepare: async (photo) => photo,
    lock: (run) => lock(() => Promise.race([run(), death])),
    now: () => Date.now() + ahead,
    random,
  });
  return {
    sender,
    kill() {
      isDead = true;
      die();
    },
  };
}

const about = { title: '', place: '1幢', deed: '上报' };

async function handIn(command: string, input: (files: readonly string[]) => unknown, photo?: Buffer): Promise<string> {
  const id = await beginRow(store, { owner: worker.userId, ownerName: '李建国', command, about, draft: {} });
  const files: string[] = [];
  if (photo) {
    const blob = new Blob([new Uint8Array(photo)], { type: 'image/jpeg' });
    files.push(await attachFile(store, { rowId: id, field: 'photos', name: '1.jpg', blob }));
  }
  await submitRow(store, id, { input: input(files), communityId: world.community, about });
  return id;
}

const raised = (begin: 'report' | 'settle', words: string) => (photos: readonly string[]) => ({
  type: 'event',
  begin,
  source: 'grid',
  categoryId: null,
  urgency: 'normal',
  place: { areaId: world.building, words: '3 楼' },
  contact: null,
  fields: { words, ...(photos.length > 0 ? { photos } : {}) },
});

/** Matters of the worker's own unit, on which notes are written. */
async function ownMatters(count: number): Promise<readonly string[]> {
  const desk = await app.signIn('street-desk');
  const refs = [];
  for (let n = 0; n < count; n += 1) {
    const made = await app.send('cases.raise', raised('report', `派来的第 ${n} 件`)([]) as never, desk);
    const { ref } = made.answer;
    await app.send('cases.act', { ref, action: 'accept', input: {} }, desk);
    await app.send('cases.act', { ref, action: 'dispatch', input: { leadOrganisationId: world.property } }, desk);
    refs.push(ref);
  }
  return refs;
}

async function fillQueue(): Promise<readonly string[]> {
  const refs = await ownMatters(10);
  const ids: string[] = [];
  for (let n = 0; n < all; n += 1) {
    if (n < reports) {
      const photo =
        n < withPhoto
          ? await sharp({ create: { width: 40 + n, height: 40, channels: 3, background: '#aa8866' } })
              .jpeg()
              .toBuffer()
          : undefined;
      ids.push(await handIn('cases.raise', raised('report', `第 ${n} 件`), photo));
    } else if (n < reports + settled) ids.push(await handIn('cases.raise', raised('settle', `第 ${n} 件`)));
    else {
      const ref = refs[n % refs.length];
      ids.push(await handIn('cases.act', () => ({ ref, action: 'note', input: { words: `第 ${n} 件` } })));
    }
  }
  return ids;
}

const left = () => store.rows.where('state').anyOf('waiting', 'sending').count();

/** Two tabs send; now and then one of them is killed in the middle and another opened. */
async function sendAll(): Promise<{ rounds: number; killed: number }> {
  let tabs = [openTab(), openTab()];
  let [rounds, killed] = [0, 0];
  while ((await left()) > 0) {
    rounds += 1;
    expect(rounds, `seed ${seed}: it never ends`).toBeLessThan(4_000);
    const [doomed, other] = tabs as [Tab, Tab];
    const running = Promise.all([doomed.sender.flush(), other.sender.flush()]);
    if (rounds % 8 === 0) {
      // Somewhere in the middle of something: after so many answers of the network, not after so much time.
      const until = [...network.mishaps.values()].reduce((sum, n) => sum + n, 0) + 2;
      while ([...network.mishaps.values()].reduce((sum, n) => sum + n, 0) < until && (await left()) > 0)
        await new Promise((settle) => setImmediate(settle));
      doomed.kill();
      killed += 1;
      tabs = [other, openTab()];
      await other.sender.flush();
    } else await running;
    ahead += 10 * 60_000;
  }
  await network.settle();
  return { rounds, killed };
}

async function count(sql: string, values: readonly unknown[] = []): Promise<number> {
  const client = new pg.Client({ connectionString: app.ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ n: string }>(`select count(*) as n from (${sql}) counted`, [...values]);
    return Number(rows[0]?.n);
  } finally {
    await client.end();
  }
}

test(`a thousand things done without a signal arrive once each (seed ${seed})`, async () => {
  const ids = await fillQueue();
  expect(new Set(ids).size).toBe(all);
  const { killed } = await sendAll();
  const states = await store.rows.toArray();
  expect(states.filter(({ state }) => state !== 'done').map(({ problem }) => problem?.code)).toEqual([]);
  expect(killed).toBeGreaterThan(3);
  for (const kind of kinds) expect(network.mishaps.get(kind), `${kind}`).toBeGreaterThan(10);

  expect(await count('select id from intentions where id = any($1::uuid[])', [ids])).toBe(all);
  const matters = "select fields->>'words' as words from cases where fields->>'words' ~ '^第 \\d+ 件$'";
  expect(await count(matters)).toBe(reports + settled);
  expect(await count(`select distinct words from (${matters}) each`)).toBe(reports + settled);
  expect(await count('select id from cases where on_the_spot')).toBe(settled);
  expect(await count("select id from case_entries where action = 'note'")).toBe(notes);
  expect(await count("select id from case_entries where action = 'note' and id = any($1::uuid[])", [ids])).toBe(notes);
  expect(await count("select id from files where state = 'bound'")).toBe(withPhoto);
  expect(await count("select id from files where state <> 'bound'")).toBe(0);
  const numbers = states.flatMap(({ output }) => (output as { number?: string }).number ?? []);
  expect(new Set(numbers).size).toBe(reports + settled + 10);
});
