import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runRounds } from '../server/test/crash/rounds.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string' }, seed: { type: 'string' }, help: { type: 'boolean' } },
});
if (values.help) {
  console.log(
    'npm run crash [-- --rounds 100 --seed N]\n  Kills server, worker and database of a platform of its own at random moments under load, then recounts everything.',
  );
  process.exit(0);
}
const rounds = Number(values.rounds ?? 100);
const seed = Number(values.seed ?? Date.now() % 1_000_000);
console.log(`${rounds} rounds with seed ${seed}`);
const folder = mkdtempSync(join(tmpdir(), 'linli-crash-'));
chmodSync(folder, 0o711); // root's server runs as another user
const report = await runRounds({ folder, rounds, seed, say: (line) => console.log(line) });
rmSync(folder, { recursive: true, force: true });
console.log(
  `${report.acknowledged} writes acknowledged, ${report.retried} sent again, ${report.unavailable} answers of "come back later"`,
);
for (const fault of report.faults) console.log(`✗ ${fault}`);
console.log(
  report.faults.length === 0 ? 'Nothing lost, nothing doubled.' : `${report.faults.length} faults, seed ${seed}`,
);
process.exit(report.faults.length === 0 ? 0 : 1);
