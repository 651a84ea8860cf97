// @vitest-environment node
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SessionView } from '../../contract/identity.ts';
import { RefusalError, UnreachableError } from '../kit/refusal-error.ts';
import { keptKeyOf } from './kept-key.ts';
import { attachFile, beginRow, submitRow } from './outbox.ts';
import { noteSession, sessionOnPhone } from './phone-owner.ts';
import { bringStock, mostBuildings, stockOnPhone } from './stock.ts';
import { openStore, type Store } from './store.ts';

const me = '018cc288-e280-7062-942d-385bfceecc68';
const other = '018cc288-e280-7062-942d-000000000000';
const hourMs = 3_600_000;
let store: Store;
let now: number;

beforeEach(() => {
  store = openStore(`test-${Math.random()}`);
  now = Date.parse('2026-11-23T02:00:00Z');
});

afterEach(async () => {
  await store.delete();
});

function sessionOf(userId: string | null, grid = 21): SessionView {
  const user = userId && { id: userId, name: '李建国', userName: 'li', phoneMasked: null, language: 'zh' as const };
  return {
    kind: user ? 'staff' : 'anonymous',
    user: user ? { ...user, mustChangePassword: false } : null,
    posts: user
      ? [{ role: 'grid-worker', area: { id: grid, kind: 'grid', name: '春申第一网格' }, organisation: null }]
      : [],
    capabilities: user ? ['cases.read', 'cases.raise', 'houses.read', 'catalogue.read'] : [],
    now: '2026-11-23T02:00:00Z',
    isDemo: false,
    awaits: null,
  };
}

/** A server that counts what it is asked. */
function fakeServer(buildings = 3) {
  const asked: string[] = [];
  const faults = new Map<string, Error>();
  return {
    asked,
    faults,
    seq: 1,
    async get(key: string, options: object): Promise<unknown> {
      const { params = {}, query = {} } = options as { params?: { id?: number }; query?: { kind?: string } };
      asked.push(key);
      const fault = faults.get(key);
      if (fault) throw fault;
      if (key === 'GET /areas/:id/geojson')
        return {
          features: query.kind === 'building' ? Array.from({ length: buildings }, (_, n) => ({ id: 31 + n })) : [],
        };
      if (key === 'GET /buildings/:id/doors')
        return {
          doors: [
            { ref: `11-${params.id}`, residentsNow: [{ name: '王桂兰' }] },
            { ref: 'x', residentsNow: [] },
          ],
        };
      if (key === 'POST /cases') return { items: [{ ref: '11-a', seq: this.seq }] };
      if (key === 'GET /cases/:ref') return { ref: '11-a', seq: this.seq };
      return {};
    },
  };
}

const bring = (server: ReturnType<typeof fakeServer>, session = sessionOf(me), isOver = () => false) => {
  const steps: string[] = [];
  const onStep = (done: number, all: number) => void steps.push(`${done}/${all}`);
  const get = (key: string, options: object) => server.get(key, options);
  return bringStock({ store, get, now: () => now, onStep, isOver }, session).then((stock) => ({ stock, steps }));
};

test('brings one’s ground, its doors and the matters in hand, tells how far it is, and what it has', async () => {
  const server = fakeServer();
  const { stock, steps } = await bring(server);
  expect(stock).toEqual({ buildings: 3, homes: 6, people: 3, tasks: 1, isWhole: true, at: now });
  expect(steps).toEqual(['0/4', '1/4', '2/4', '3/4']);
  expect(await stockOnPhone(store, me)).toEqual(stock);
  expect(await store.kept.get([me, keptKeyOf('GET /buildings/:id/doors', { params: { id: 33 } })])).toBeDefined();
});

test('what is fresh is not asked for again; a matter is, once it has moved', async () => {
  const server = fakeServer();
  await bring(server);
  server.asked.length = 0;
  now += hourMs;
  await bring(server);
  // Lists are short and move by the hour; rules, ground and doors are not among them.
  const lists = ['GET /patrols/due', 'GET /patrols/objects', 'GET /orders/taken'];
  expect(server.asked).toEqual(['GET /door-key', ...lists, 'POST /cases', 'POST /cases', 'POST /cases/counts']);
  server.seq = 2;
  now += hourMs;
  server.asked.length = 0;
  await bring(server);
  expect(server.asked).toContain('GET /cases/:ref');
  now += 12 * hourMs;
  server.asked.length = 0;
  await bring(server);
  expect(server.asked.filter((key) => key === 'GET /buildings/:id/doors')).toHaveLength(3);
  expect(server.asked).not.toContain('GET /cases/:ref');
  // A matter that stays where it is comes again with the rules: its steps carry their words.
  now += 12 * hourMs;
  server.asked.length = 0;
  await bring(server);
  expect(server.asked.filter((key) => key === 'GET /cases/:ref')).toHaveLength(1);
});

test('a phone takes along so many buildings and says that it is not all', async () => {
  const { stock } = await bring(fakeServer(mostBuildings + 5));
  expect(stock).toMatchObject({ buildings: mostBuildings, isWhole: false });
});

test('what one may not see is left out and forgotten; a lost line or a busy server leaves what is there', async () => {
  const server = fakeServer();
  await bring(server);
  now += 13 * hourMs;
  const text = { zh: '', en: '' };
  server.faults.set(
    'GET /buildings/:id/doors',
    new RefusalError({ type: '', title: '', status: 503, code: 'x', text }),
  );
  await expect(bring(server)).rejects.toBeInstanceOf(RefusalError);
  server.faults.set('GET /buildings/:id/doors', new UnreachableError());
  await expect(bring(server)).rejects.toBeInstanceOf(UnreachableError);
  const key = keptKeyOf('GET /buildings/:id/doors', { params: { id: 31 } });
  expect(await store.kept.get([me, key])).toBeDefined();
  server.faults.set(
    'GET /buildings/:id/doors',
    new RefusalError({ type: '', title: '', status: 404, code: 'x', text }),
  );
  expect((await bring(server)).stock).toMatchObject({ buildings: 0, homes: 0, isWhole: false });
  expect(await store.kept.get([me, key])).toBeUndefined();
});

test('whoever is gone meanwhile gets nothing more', async () => {
  const server = fakeServer();
  expect((await bring(server, sessionOf(me), () => true)).stock).toBeUndefined();
  expect(server.asked).not.toContain('GET /buildings/:id/doors');
});

/** Something written that has not been delivered. */
async function writeSomething(): Promise<string> {
  const about = { title: '楼道口', place: '1幢', deed: '上报' };
  const id = await beginRow(store, { owner: me, ownerName: '李建国', command: 'cases.raise', about, draft: {} });
  await attachFile(store, { rowId: id, field: 'photos', name: '1.jpg', blob: new Blob(['x'], { type: 'image/jpeg' }) });
  await submitRow(store, id, { input: {}, communityId: 11, about });
  return id;
}

test('with another post the old grid’s people leave the phone, and what was written stays', async () => {
  await noteSession(store, sessionOf(me));
  await bring(fakeServer());
  const id = await writeSomething();
  expect(await noteSession(store, sessionOf(me))).toBe(false);
  expect(await store.kept.count()).toBeGreaterThan(0);
  expect(await noteSession(store, sessionOf(me, 22))).toBe(true);
  expect(await store.kept.count()).toBe(0);
  expect(await stockOnPhone(store, me)).toBeUndefined();
  expect(await store.rows.get(id)).toMatchObject({ state: 'waiting' });
  expect(await store.files.count()).toBe(1);
});

test('when the server says that nobody is signed in everything kept goes, and what was written stays', async () => {
  await noteSession(store, sessionOf(me));
  await bring(fakeServer());
  const id = await writeSomething();
  expect(await noteSession(store, sessionOf(null))).toBe(true);
  expect(await store.kept.count()).toBe(0);
  expect(await sessionOnPhone(store)).toBeUndefined();
  expect(await store.rows.get(id)).toBeDefined();
});

test('another person on the same phone finds nothing of the one before', async () => {
  await noteSession(store, sessionOf(me));
  await bring(fakeServer());
  await noteSession(store, sessionOf(other));
  expect(await store.kept.count()).toBe(0);
  expect((await sessionOnPhone(store))?.user?.id).toBe(other);
});
