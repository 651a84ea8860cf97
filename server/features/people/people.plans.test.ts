import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { scansDuring } from '../../test/plans.ts';
import { fillDemo } from '../demo/fill.ts';

/** As many people as a small street has, so that reading a table from end to end would be a mistake of the query, not of the planner. */
const size = {
  firstStreetCode: '440103002',
  streets: 2,
  communities: 6,
  grids: 30,
  buildings: 330,
  homes: 7_400,
  people: 20_000,
  cases: 0,
};

let app: TestApp;
/** A grid worker, a secretary, the desk of a street, and somebody of the whole district. */
const askers: Record<string, Asker> = {};
const guarded = new Set([
  ...['people', 'people_phones', 'houses', 'households', 'residences', 'ownerships', 'tags', 'search_tokens'],
  ...['persons', 'changes'],
]);

beforeAll(async () => {
  app = await testApp({ world: false });
  await fillDemo({
    ownerUrl: app.ownerUrl,
    vault: app.vault,
    store: app.store,
    size,
    now: app.clock.now(),
    log: app.log,
  });
  const { rows } = await app.database.pool.query<{ kind: string; id: number }>(
    'select kind, min(id) as id from areas group by kind',
  );
  const idOf = (kind: string) => rows.find((row) => row.kind === kind)?.id as number;
  askers['grid-worker'] = await app.signIn('grid-worker', { areaId: idOf('grid') });
  askers['community-secretary'] = await app.signIn('community-secretary', { areaId: idOf('community') });
  askers['street-desk'] = await app.signIn('street-desk', { areaId: idOf('street') });
  askers['district'] = await app.signIn('street-desk', { areaId: idOf('district') });
}, 120_000);
afterAll(() => app.close());

const queries: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'everybody, by name': {},
  'aged 80 and over': { ageFrom: 80 },
  'part of a name': { q: '丽华' },
  'a surname': { q: '王' },
  'an id number': { q: '440099194305060028' },
  'a phone': { q: '14200000001' },
  'a service group': { tag: 'alone' },
};

it.each(Object.entries(queries))('%s: no table is read from end to end', async (_, query) => {
  for (const [kind, asker] of Object.entries(askers)) {
    const scans = await scansDuring(app, async () => {
      const page = await app.get('GET /people', { query: { limit: 50, ...query } }, asker);
      expect(page.status, kind).toBe(200);
      if (page.answer.next)
        await app.get('GET /people', { query: { limit: 50, ...query, cursor: page.answer.next } }, asker);
    });
    expect
      .soft(
        scans.filter(({ table }) => guarded.has(table)),
        kind,
      )
      .toEqual([]);
  }
});
