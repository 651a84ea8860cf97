import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gates, run } from './run.ts';

if (process.argv.includes('--help')) {
  console.log(
    'npm test [-- words]\n  Every gate and every test: types, lint, generated files, domain, web, server, browser. Words choose test files.',
  );
  process.exit(0);
}

interface Counted {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

const chosen = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'linli-test-'));
let passed = 0;
let failed = 0;
/** What failed and why, said again at the very end: the rest of a long log may be cut. */
const faults: string[] = [];

async function gate(name: string, script: string, args: readonly string[]): Promise<void> {
  const code = await run(script, args);
  if (code === 0) passed += 1;
  else {
    failed += 1;
    faults.push(name);
  }
  console.log(`${code === 0 ? '✓' : '✗'} ${name}`);
}

async function suite(projects: readonly string[]): Promise<void> {
  const file = join(scratch, `${projects.join('-')}.json`);
  const code = await run('node_modules/vitest/vitest.mjs', [
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`, '--passWithNoTests'],
    ...chosen,
  ]);
  let counted: Counted | undefined;
  try {
    counted = JSON.parse(readFileSync(file, 'utf8')) as Counted;
  } catch {
    // the runner died before it could write: its exit code says so
  }
  passed += counted?.numPassedTests ?? 0;
  failed += counted?.numFailedTests ?? 0;
  for (const file of counted?.testResults ?? []) {
    for (const test of file.assertionResults.filter(({ status }) => status === 'failed'))
      faults.push(
        `${relative('.', file.name)} › ${test.fullName}\n${(test.failureMessages ?? []).join('\n').slice(0, 1500)}`,
      );
    if (file.status === 'failed' && file.message)
      faults.push(`${relative('.', file.name)}\n${file.message.slice(0, 1500)}`);
  }
  // A file that cannot be loaded fails no test, yet nothing in it was tested.
  if (code !== 0 && (counted?.numFailedTests ?? 0) === 0) {
    failed += 1;
    faults.push(`${projects.join(', ')}: a file could not be loaded, or something went wrong outside any test`);
  }
}

if (chosen.length === 0) for (const [name, script, ...args] of gates) await gate(name, script, args);
await suite(['domain', 'web', 'server']);
// The browser's tests come after the others: two cores bear no more than their own.
await suite(['e2e']);
rmSync(scratch, { recursive: true, force: true });
for (const fault of faults) console.log(`✗ ${fault}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
