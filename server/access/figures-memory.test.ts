import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReadCtx } from '../kit/ctx.ts';
import { noRows } from '../kit/db/client.ts';
import { type TestApp, testApp } from '../test/app.ts';
import { statementsDuring } from '../test/plans.ts';
import { world } from '../test/world.ts';
import { remembered, type WorkedOut } from './figures-memory.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** Asks in a transaction of its own, as a request does. */
const ask = (key: string, workOut: (stale: readonly number[]) => Promise<ReadonlyMap<number, WorkedOut<string>>>) =>
  app.database.read(noRows, (db) =>
    remembered({ db, shared: app.database.pool, now: app.clock.now() } as ReadCtx, key, [world.community], workOut),
  );

it('works figures out once for a crowd that asks at one moment', async () => {
  let times = 0;
  const workOut = async (stale: readonly number[]) => {
    times += 1;
    await new Promise((later) => setImmediate(later));
    return new Map(stale.map((id): [number, WorkedOut<string>] => [id, { value: `of ${id}`, until: null }]));
  };
  const answers = await Promise.all(Array.from({ length: 12 }, () => ask('crowd', workOut)));
  expect(answers).toEqual(Array.from({ length: 12 }, () => [`of ${world.community}`]));
  expect(times).toBe(1);
});

it('lets the next one try when working out fails', async () => {
  let times = 0;
  const workOut = async (stale: readonly number[]) => {
    times += 1;
    if (times === 1) throw new Error('lost the connection');
    return new Map(stale.map((id): [number, WorkedOut<string>] => [id, { value: 'worked', until: null }]));
  };
  const [first, second] = await Promise.allSettled([ask('fails', workOut), ask('fails', workOut)]);
  expect([first?.status, second?.status].sort()).toEqual(['fulfilled', 'rejected']);
  expect(times).toBe(2);
});

it('works out what has moved since, and reads the numbers once for all the figures of one request', async () => {
  const asked: string[] = [];
  const workOut = (of: string) => async (stale: readonly number[]) => {
    asked.push(`${of} ${stale.length}`);
    return new Map(stale.map((id): [number, WorkedOut<string>] => [id, { value: of, until: null }]));
  };
  const both = () =>
    app.database.read(noRows, async (db) => {
      const ctx = { db, shared: app.database.pool, now: app.clock.now() } as ReadCtx;
      const communities = [world.community, world.otherCommunity];
      await remembered(ctx, 'one', communities, workOut('one'));
      await remembered(ctx, 'two', communities, workOut('two'));
    });
  await both();
  await both();
  expect(asked.splice(0)).toEqual(['one 2', 'two 2']);
  const { rowCount } = await app.database.pool.query(
    'insert into sync_counters (community_id, seq) values ($1, 1) on conflict (community_id) do update set seq = sync_counters.seq + 1',
    [world.community],
  );
  expect(rowCount).toBe(1);
  const sent = await statementsDuring(both);
  expect(asked).toEqual(['one 1', 'two 1']);
  expect(sent.filter((text) => text.includes('sync_counters'))).toHaveLength(1);
});
