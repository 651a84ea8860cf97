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
