import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Child, startChild } from './child.ts';
import { dropCases } from './clean.ts';
import { type District, openDistrict } from './district.ts';
import { type ExportFigure, type Memory, measureExport, sayExport } from './export.ts';
import { type ImportFigure, measureImport, sayImport } from './import.ts';
import { measureWaits, sayWaits, type Waits } from './mixed.ts';
import { type BenchOptions, readOptions } from './options.ts';
import { openPlans, type Plans } from './plans.ts';
import { measureReplay, type ReplayFigure, sayReplay } from './replay.ts';
import { measureRows, type RowFigure } from './requests.ts';
import { dropSubjects, pickSubjects, type Subjects } from './subjects.ts';

interface Figures {
  readonly rows: readonly RowFigure[];
  readonly export: ExportFigure | undefined;
  readonly import: ImportFigure | undefined;
  readonly replay: ReplayFigure | undefined;
  readonly waits: Waits | undefined;
  /** The most that the process that answers held while it served. */
  readonly servingMegabytes: number;
}

interface Means {
  readonly options: BenchOptions;
  readonly district: District;
  readonly subjects: Subjects;
  readonly plans: Plans;
}

/** Starts the platform in a process of its own, in a role, and ends it when the work is done. */
async function withApp<T>(
  { district }: Means,
  role: 'web' | 'all',
  work: (app: Child, url: string) => Promise<T>,
): Promise<T> {
  const app = startChild('app-process.ts');
  const url = await app.ask<string>('start', { ...district.environment, LINLI_ROLE: role });
  try {
    return await work(app, url);
  } finally {
    await app.stop();
  }
}

/** Holds the moment a run began for as long as its cases are there. */
const underWay = ({ folder }: District): string => join(folder, 'under-way');

/** The moment a run begins. What an earlier one left when it was killed is taken away first: hundreds of open cases of one community slow its figures. */
async function beginRun({ district, subjects }: Means): Promise<string> {
  const file = underWay(district);
  if (existsSync(file)) await dropCases(district, subjects, readFileSync(file, 'utf8'));
  const since = new Date().toISOString();
  writeFileSync(file, since);
  return since;
}

async function measureAll(means: Means): Promise<Figures> {
  const { options, district, subjects, plans } = means;
  const isWanted = (name: string): boolean => name.includes(options.only);
  const since = await beginRun(means);
  const served = await withApp(means, 'web', async (app, url) => {
    const rows = await measureRows({ ...means, app, url });
    // Thousands of open cases of one community, made a moment ago, are no day of a district.
    await dropCases(district, subjects, since);
    const waits = isWanted('waits') ? await measureWaits(url, subjects, options.seconds) : undefined;
    if (waits) sayWaits(waits, options.size === 'full' ? demoWaits() : undefined);
    await dropCases(district, subjects, since);
    rmSync(underWay(district));
    const { peak } = await app.ask<Memory>('memory');
    console.log(`the server held ${peak} MB at most while it served`);
    const exported = isWanted('export') ? await measureExport(app, url, district.owner, subjects) : undefined;
    if (exported) sayExport(exported);
    return { rows, waits, export: exported, servingMegabytes: peak };
  });
  const imported = isWanted('import')
    ? await withApp(means, 'all', (app, url) => measureImport({ app, url, district, subjects, plans }))
    : undefined;
  if (imported) sayImport(imported);
  const replayed = isWanted('replay') ? await measureReplay(district, subjects) : undefined;
  if (replayed) sayReplay(replayed);
  return { ...served, import: imported, replay: replayed };
}

/** What the demo's district took, where it was measured before: the cost of size is told beside it. */
function demoWaits(): Waits | undefined {
  const file = join(import.meta.dirname, '../.data/bench-demo/figures.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Figures).waits : undefined;
}

const isFault = ({ rows, import: imported, replay }: Figures): boolean =>
  [...rows, imported].some((one) => (one?.scans.length ?? 0) > 0) || (replay?.faults ?? 0) > 0;

async function run(): Promise<boolean> {
  const options = readOptions();
  const district = await openDistrict(options);
  const subjects = await pickSubjects(district);
  const plans = await openPlans(district.appUrl, subjects.storages);
  try {
    const figures = await measureAll({ options, district, subjects, plans });
    const kept = { at: new Date().toISOString(), options, ...figures };
    writeFileSync(join(district.folder, 'figures.json'), JSON.stringify(kept, null, 2));
    return isFault(figures);
  } finally {
    await plans.close();
    await dropSubjects(district, subjects);
    await district.close();
  }
}

process.exit((await run()) ? 1 : 0);
