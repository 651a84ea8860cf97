import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ReadCtx } from '../../kit/ctx.ts';
import { noRows } from '../../kit/db/client.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import { world } from '../../test/world.ts';
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
