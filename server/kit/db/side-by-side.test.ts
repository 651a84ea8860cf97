import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import { noRows, type ReadTx } from './client.ts';
import { sideBySide } from './side-by-side.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const one = async (db: ReadTx, n: number): Promise<number> =>
  (await sql<{ n: number }>`select ${n}::int as n`.execute(db)).rows[0]?.n ?? -1;
const failing = async (db: ReadTx): Promise<number> => (await sql`select 1 / 0`.execute(db)).rows.length;

it('gives what each read gave, in their order', async () => {
  const found = await app.database.read(noRows, (db) => sideBySide([one(db, 1), one(db, 2), one(db, 3)]));
  expect(found).toEqual([1, 2, 3]);
});

it('throws what failed, not that the others were cut off by it', async () => {
  const asked = app.database.read(noRows, (db) =>
    sideBySide([
      failing(db).then(
        () => 0,
        async (error) => {
          // Told late: the others were long refused by then.
          await new Promise((done) => setTimeout(done, 50));
          throw error;
        },
      ),
      one(db, 2),
    ]),
  );
  await expect(asked).rejects.toThrow('division by zero');
});

it('ends only when the last read has ended, whatever failed before', async () => {
  let hasEnded = false;
  const late = async (db: ReadTx): Promise<void> => {
    await new Promise((done) => setTimeout(done, 80));
    await one(db, 2).catch(() => undefined);
    hasEnded = true;
  };
  await expect(app.database.read(noRows, (db) => sideBySide([failing(db), late(db)]))).rejects.toThrow();
  expect(hasEnded).toBe(true);
});
