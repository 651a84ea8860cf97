import { parseArgs } from 'node:util';
import { run } from './run.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    seed: { type: 'string' },
    only: { type: 'string' },
    help: { type: 'boolean' },
  },
});
if (values.help) {
  console.log(
    'npm run fuzz [-- --minutes 60 --seed N --only word]\n  Tries every read, command and outer door of the contract with made-up input as every kind of asker, on a database of its own.',
  );
  process.exit(0);
}
const seed = values.seed ?? String(Date.now() % 1_000_000);
console.log(`seed ${seed}`);
process.env['LINLI_FUZZ_SEED'] = seed;
process.env['LINLI_FUZZ_MINUTES'] = values.minutes ?? '60';
if (values.only !== undefined) process.env['LINLI_FUZZ_ONLY'] = values.only;
const only = ['--project', 'server', 'server/test/fuzz/fuzz.test.ts', '--disable-console-intercept'];
process.exit(await run('node_modules/vitest/vitest.mjs', ['run', ...only]));
