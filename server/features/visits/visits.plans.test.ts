import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { runSql } from '../../test/database.ts';
import { scansDuring } from '../../test/plans.ts';
import { fillDemo } from '../demo/fill.ts';

/** As many people as a small street has: reading a table from end to end would be a mistake of the query, not of the planner. */
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
const guarded = new Set(['people', 'people_phones', 'houses', 'residences', 'tags', 'visit_needs']);

let app: TestApp;
const askers: Record<string, Asker> = {};
let street: Asker;

beforeAll(async () => {
  app = await testApp({ world: false });
  const { ownerUrl, vault, store, log, clock } = app;
  await fillDemo({ ownerUrl, vault, store, size, now: clock.now(), log });
  await app.queue.runJob('visits.plan');
  await runSql(ownerUrl, 'analyze visit_needs', 'analyze visits');
  const { rows } = await app.database.pool.query<{ kind: string; id: number }>(
    'select kind, min(id) as id from areas group by kind',
  );
  const idOf = (kind: string) => rows.find((row) => row.kind === kind)?.id as number;
  askers['grid-worker'] = await app.signIn('grid-worker', { areaId: idOf('grid') });
  street = await app.signIn('street-desk', { areaId: idOf('district') });
  askers['secretary'] = await app.signIn('community-secretary', { areaId: idOf('community') });
}, 120_000);
afterAll(() => app.close());

it('pages what is due, and one door, without reading a table of people or homes from end to end', async () => {
  for (const [kind, asker] of Object.entries(askers)) {
    const scans = await scansDuring(app, async () => {
      const page = await app.get('GET /visits/due', { query: { ahead: 31, limit: 20 } }, asker);
      expect(page.answer.items.length, kind).toBeGreaterThan(0);
      const { next, items } = page.answer;
      if (next) await app.get('GET /visits/due', { query: { ahead: 31, limit: 20, cursor: next } }, asker);
      await app.get('GET /visits/doors/:house', { params: { house: items[0]?.houseRef ?? '' } }, asker);
    });
    expect
      .soft(
        scans.filter(({ table }) => guarded.has(table)),
        kind,
      )
      .toEqual([]);
  }
});

it('pages the plan of several communities by grid, each grid once, without reading a table from end to end', async () => {
  const first = await app.get('GET /visits/plan', { query: { limit: 10 } }, street);
  expect(first.answer.items).toHaveLength(10);
  const seen = [...first.answer.items];
  const scans = await scansDuring(app, async () => {
    for (let next = first.answer.next; next; ) {
      const { answer } = await app.get('GET /visits/plan', { query: { limit: 10, cursor: next } }, street);
      seen.push(...answer.items);
      next = answer.next;
    }
  });
  expect(scans.filter(({ table }) => guarded.has(table))).toEqual([]);
  expect(new Set(seen.map(({ area }) => area.id)).size).toBe(seen.length);
  const whole = (await app.get('GET /visits/plan', { query: { limit: 100 } }, street)).answer;
  expect(seen).toEqual(whole.items);
  const total = (of: 'overdue' | 'today' | 'soon') => whole.items.reduce((sum, line) => sum + line[of], 0);
  expect(total('overdue') + total('today') + total('soon')).toBeGreaterThan(0);
});
