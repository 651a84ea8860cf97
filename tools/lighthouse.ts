import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startBareBrowser } from '../e2e/browser.ts';
import { readConfig } from '../server/config.ts';
import { demoPassword } from '../server/features/demo/sign-ins.ts';
import { openLog } from '../server/kit/log.ts';
import { start } from '../server/main.ts';
import { buildWebIfStale, webDir } from './build-web.ts';
import { run } from './run.ts';

const { values } = parseArgs({
  options: { only: { type: 'string' }, runs: { type: 'string' }, help: { type: 'boolean' } },
});
if (values.help) {
  console.log(
    'npm run lighthouse [-- --only /report --runs 5]\n  Starts the demo and measures the main pages of the four surfaces; fails below what docs/performance.md promises. Performance needs a quiet machine.',
  );
  process.exit(0);
}

/** One page, as whom, and whether its speed is promised, too. */
interface Measured {
  readonly path: string;
  readonly as?: string;
  readonly isDesktop?: true;
  readonly isFast?: true;
}

const pages: readonly Measured[] = [
  { path: '/', isFast: true },
  { path: '/report' },
  { path: '/lookup' },
  { path: '/field', as: 'grid-worker' },
  { path: '/field/tasks', as: 'grid-worker' },
  { path: '/desk/', as: 'street-desk', isDesktop: true },
  { path: '/desk/cases', as: 'street-desk', isDesktop: true },
  { path: '/desk/sign-in', isDesktop: true },
  { path: '/wall/', as: 'district-office', isDesktop: true },
];

interface Report {
  readonly categories: Readonly<
    Record<
      string,
      { readonly score: number | null; readonly auditRefs: readonly { readonly id: string; readonly weight: number }[] }
    >
  >;
  readonly audits: Readonly<
    Record<string, { readonly score: number | null; readonly numericValue?: number; readonly title: string }>
  >;
}

const least = { accessibility: 95, 'best-practices': 95, performance: 90 } as const;
const most = {
  'largest-contentful-paint': 2_500,
  'cumulative-layout-shift': 0.05,
  'total-blocking-time': 200,
} as const;

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}

const folder = mkdtempSync(join(tmpdir(), 'linli-lighthouse-'));
const config = {
  ...readConfig({ LINLI_DEMO: 'on', PORT: '0', LOG_LEVEL: 'error' }),
  dataDir: join(folder, 'data'),
  keysDir: join(folder, 'keys'),
};
const port = await freePort();
const running = await start(config, { log: openLog('error'), webDir, before: buildWebIfStale() });
const closeBrowser = await startBareBrowser(port);
const faults: string[] = [];

/** The cookie of somebody of the demo district. */
async function cookieOf(role: string): Promise<string> {
  const { signInAs } = running.signIns.find((one) => one.role === role) ?? { signInAs: '' };
  const answer = await fetch(`${running.address}/api/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userName: signInAs, password: demoPassword }),
  });
  if (!answer.ok) throw new Error(`${role} cannot sign in: ${answer.status}`);
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] as string;
}

async function measure({ path, as, isDesktop }: Measured, categories: readonly string[]): Promise<Report> {
  const [out, headers] = [join(folder, 'report.json'), join(folder, 'headers.json')];
  writeFileSync(headers, JSON.stringify(as ? { Cookie: await cookieOf(as) } : {}));
  const code = await run('node_modules/lighthouse/cli/index.js', [
    `${running.address}${path}`,
    ...['--quiet', '--output=json', `--output-path=${out}`, `--port=${port}`, `--extra-headers=${headers}`],
    `--only-categories=${categories.join(',')}`,
    ...(isDesktop ? ['--preset=desktop'] : []),
  ]);
  if (code !== 0) throw new Error(`${path} could not be measured`);
  return JSON.parse(readFileSync(out, 'utf8')) as Report;
}

const scoreOf = (report: Report, category: string): number =>
  Math.round((report.categories[category]?.score ?? 0) * 100);
const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

/** What a category found wrong, by name. */
const wrongIn = ({ categories, audits }: Report, category: string): string =>
  (categories[category]?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
    .map(({ id }) => id)
    .join(', ');

async function lookAt(page: Measured): Promise<void> {
  const report = await measure(page, ['accessibility', 'best-practices']);
  const said: string[] = [];
  for (const category of ['accessibility', 'best-practices'] as const) {
    const score = scoreOf(report, category);
    said.push(`${category} ${score}`);
    if (score < least[category]) faults.push(`${page.path}: ${category} ${score}: ${wrongIn(report, category)}`);
  }
  console.log(`${page.path.padEnd(14)} ${said.join('  ')}`);
}

async function time(page: Measured): Promise<void> {
  const reports: Report[] = [];
  for (let n = 0; n < Number(values.runs ?? 5); n += 1) reports.push(await measure(page, ['performance']));
  const score = median(reports.map((report) => scoreOf(report, 'performance')));
  const figures = Object.entries(most).map(([id, limit]) => {
    const value = median(reports.map((report) => report.audits[id]?.numericValue ?? Number.POSITIVE_INFINITY));
    if (value > limit) faults.push(`${page.path}: ${id} ${value.toFixed(2)}, at most ${limit}`);
    return `${id} ${value.toFixed(2)}`;
  });
  if (score < least.performance) faults.push(`${page.path}: performance ${score}`);
  console.log(`${page.path.padEnd(14)} performance ${score} (median of ${reports.length})  ${figures.join('  ')}`);
}

try {
  for (const page of pages.filter(({ path }) => values.only === undefined || path === values.only)) {
    await lookAt(page);
    if (page.isFast && values.runs !== '0') await time(page);
  }
} finally {
  closeBrowser();
  await running.stop();
  rmSync(folder, { recursive: true, force: true });
}
for (const fault of faults) console.log(`✗ ${fault}`);
console.log(faults.length === 0 ? 'All pages hold what is promised.' : `${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
