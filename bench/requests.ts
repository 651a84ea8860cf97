import type { BareRoute, BareSetup } from './bare-process.ts';
import type { Child } from './child.ts';
import { startChild } from './child.ts';
import { type District, poolSize } from './district.ts';
import { alternate, type Pair, type Target } from './load.ts';
import type { BenchOptions } from './options.ts';
import type { Plans } from './plans.ts';
import type { Statement } from './recorder.ts';
import { allRows, type OpenCase, type Row, raiseCases, sendOnce } from './rows.ts';
import type { Subjects } from './subjects.ts';

export interface RowFigure extends Pair {
  readonly name: string;
  /** Statements of one request, beside those that every request sends. */
  readonly statements: number;
  readonly scans: readonly string[];
}

interface Recorded {
  readonly row: Row;
  /** Of the limit, and looked at for scans. */
  readonly statements: readonly Statement[];
  /** How many a warm request sends. */
  readonly sent: number;
}

async function statementsOf(app: Child, url: string, row: Row): Promise<readonly Statement[]> {
  await app.ask('record');
  await sendOnce(url, row);
  return app.ask<readonly Statement[]>('recorded');
}

/** What one request sends once the caches are warm: every later one sends the same. What is remembered is worked out by the first alone. */
async function recordRow(app: Child, url: string, row: Row): Promise<Recorded> {
  const first = await statementsOf(app, url, row);
  for (let warming = 0; warming < 2; warming += 1) await sendOnce(url, row);
  const later = await statementsOf(app, url, row);
  return { row, statements: row.isRemembered ? first : later, sent: later.length };
}

/** Ids that every write names whatever it is about: who does it, and whom it concerns. */
async function sharedIds({ owner }: District, { users }: Subjects): Promise<readonly string[]> {
  const { rows } = await owner.query<{ id: string }>('select id from organisations union all select id from users');
  return [...rows.map((row) => row.id), ...users];
}

/** A step was recorded on one of our cases; the limit repeats it on cases of its own. */
function stepOf({ statements }: Recorded, { ours, limits }: StepCases): BareRoute['step'] {
  const from = ours.find(({ id }) => statements.some(({ values }) => values.includes(id)));
  return from && { from, cases: limits };
}

function say(figure: RowFigure): void {
  const { ours, limit } = figure;
  const cells = [
    ours.perSecond.toFixed(0).padStart(8),
    limit.perSecond.toFixed(0).padStart(8),
    figure.ratio.toFixed(2).padStart(6),
    String(ours.p50).padStart(5),
    String(ours.p99).padStart(5),
    `${ours.processorMs.toFixed(2)}/${limit.processorMs.toFixed(2)}`.padStart(11),
    String(figure.statements).padStart(5),
  ];
  const failed = ours.failed + limit.failed > 0 ? `  FAILED: ${ours.failed} ours, ${limit.failed} the limit's` : '';
  console.log(`${figure.name.padEnd(55)} ${cells.join(' ')}  ${figure.scans.join(' ') || '-'}${failed}`);
}

const header = `${'what'.padEnd(55)} ${'ours/s'.padStart(8)} ${'limit/s'.padStart(8)} ${'ratio'.padStart(6)} ${'p50'.padStart(5)} ${'p99'.padStart(5)} ${'cpu ms'.padStart(11)} ${'stmts'.padStart(5)}  scans`;

export interface Measuring {
  readonly app: Child;
  readonly url: string;
  readonly plans: Plans;
  readonly district: District;
  readonly subjects: Subjects;
  readonly options: BenchOptions;
}

/** Cases that steps are taken on: so many for the platform, as many for its limit. */
const stepCases = 48;

interface StepCases {
  readonly ours: readonly OpenCase[];
  readonly limits: readonly OpenCase[];
}

/** Starts the limit with what each row was seen to send. */
async function startLimit({ district, subjects }: Measuring, recorded: readonly Recorded[], cases: StepCases) {
  const kept = await sharedIds(district, subjects);
  const routes = recorded.map((one, i): BareRoute => {
    const { isWrite, method } = one.row;
    const step = isWrite ? stepOf(one, cases) : undefined;
    return { path: `/${i}`, method, statements: one.statements, isWrite, kept, step };
  });
  const bare = startChild('bare-process.ts');
  const setup: BareSetup = { ownerUrl: district.ownerUrl, poolSize, routes };
  return { bare, limitUrl: await bare.ask<string>('start', setup) };
}

/** Measures each row in turn with its limit and prints it as it comes. */
export async function measureRows(given: Measuring): Promise<readonly RowFigure[]> {
  const { app, url, plans, subjects, options } = given;
  if (!allRows(subjects, []).some(({ name }) => name.includes(options.only))) return [];
  const cases = await raiseCases(url, subjects, 2 * stepCases);
  const halves: StepCases = { ours: cases.slice(0, stepCases), limits: cases.slice(stepCases) };
  const rows = allRows(subjects, halves.ours).filter(({ name }) => name.includes(options.only));
  const recorded: Recorded[] = [];
  for (const row of rows) recorded.push(await recordRow(app, url, row));
  const { bare, limitUrl } = await startLimit(given, recorded, halves);
  console.log(
    `\n${options.rounds} rounds of ${options.seconds} s at 16 connections, in turn with the limit\n${header}`,
  );
  const figures: RowFigure[] = [];
  for (const [i, { row, statements, sent }] of recorded.entries()) {
    const ours: Target = { url, ...row, process: app };
    const limit: Target = { url: limitUrl, method: row.method, path: `/${i}`, headers: {}, process: bare };
    const pair = await alternate(ours, limit, options.rounds, options.seconds);
    const figure = { name: row.name, ...pair, statements: sent, scans: await plans.scansOf(statements) };
    say(figure);
    figures.push(figure);
  }
  await bare.stop();
  return figures;
}
