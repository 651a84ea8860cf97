import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import { type Database, noRows } from './client.ts';
import { inTurns, turnsOf } from './turns.ts';

let app: TestApp;
let database: Database;
beforeAll(async () => {
  app = await testApp();
  database = inTurns(app.database, { reads: 2, writes: 1 });
});
afterAll(() => app.close());

/** Work that waits until it is told to go on; how much of it runs, and the order it began in. */
function held() {
  const began: string[] = [];
  const release = new Map<string, () => void>();
  const work = (name: string) => () => {
    began.push(name);
    return new Promise<string>((done) => release.set(name, () => done(name)));
  };
  return { began, work, end: (name: string) => release.get(name)?.() };
}

/** Turns are taken within microtasks and a round trip to the database. */
const settled = (): Promise<void> => expect.poll(() => app.database.pool.waitingCount).toBe(0);

it('runs as many as it may, the others in the order they came, and writes beside reads', async () => {
  const { began, work, end } = held();
  const reads = ['a', 'b', 'c', 'd'].map((name) => database.read(noRows, work(name)));
  const write = database.write(noRows, work('w'));
  await expect.poll(() => began.length).toBe(3);
  await settled();
  expect(began.toSorted()).toEqual(['a', 'b', 'w']);
  end('b');
  await expect.poll(() => began.at(-1)).toBe('c');
  expect(began).not.toContain('d');
  for (const name of ['a', 'c', 'w']) end(name);
  await expect.poll(() => began.at(-1)).toBe('d');
  end('d');
  expect(await Promise.all([...reads, write])).toEqual(['a', 'b', 'c', 'd', 'w']);
});

it('gives the turn of what failed to the next', async () => {
  const fails = Array.from({ length: 3 }, () => database.write(noRows, () => Promise.reject(new Error('no'))));
  expect((await Promise.allSettled(fails)).map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
  expect(await database.write(noRows, async () => 'done')).toBe('done');
});

it('gives reads and writes of a machine turns by its cores', () => {
  expect(turnsOf(2)).toEqual({ reads: 3, writes: 3 });
});
