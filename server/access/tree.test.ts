import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { noRows } from '../kit/db/client.ts';
import { type TestApp, testApp } from '../test/app.ts';
import { world } from '../test/world.ts';
import { areaTree } from './tree.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

it('reads the tree once for a crowd that asks at the first moment', async () => {
  const shared = {};
  const queries = vi.spyOn(pg.Client.prototype, 'query');
  const trees = await Promise.all(
    Array.from({ length: 12 }, () => app.database.read(noRows, (db) => areaTree({ db, shared, now: app.clock.now() }))),
  );
  const reads = queries.mock.calls.filter(([sent]) => JSON.stringify(sent).includes('join area_versions'));
  queries.mockRestore();
  expect(new Set(trees).size).toBe(1);
  expect(trees[0]?.byId.get(world.community)?.kind).toBe('community');
  expect(reads).toHaveLength(1);
});
