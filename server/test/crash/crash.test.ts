import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runRounds } from './rounds.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'linli-crash-'));
  chmodSync(folder, 0o711); // root's server runs as another user
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('loses nothing that was acknowledged and doubles nothing when server, worker and database are killed under load', async () => {
  const seed = Date.now() % 1_000_000;
  console.log(`crash rounds with seed ${seed}: npm run crash -- --rounds 5 --seed ${seed}`);
  const report = await runRounds({ folder, rounds: 5, seed, say: () => undefined });
  expect(report.faults, `seed ${seed}`).toEqual([]);
  expect(report.acknowledged).toBeGreaterThan(20);
}, 300_000);
