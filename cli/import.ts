import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ImportCounts, ImportDetail } from '../contract/imports.ts';
import { parseRef } from '../contract/shapes.ts';
import type { Actor } from '../domain/access/actor.ts';
import { writeAudit } from '../server/access/audit.ts';
import { stageFile } from '../server/features/files/stage-file.ts';
import { runImport, startImport, undoImport } from '../server/features/people/ledger-import.commands.ts';
import { importJobs } from '../server/features/people/ledger-import.jobs.ts';
import { showImport } from '../server/features/people/ledger-import.queries.ts';
import { listRows } from '../server/features/people/ledger-import.rows.queries.ts';
import type { AuditNote, WriteCtx } from '../server/kit/ctx.ts';
import { noRows } from '../server/kit/db/client.ts';
import { uuidv7 } from '../server/kit/ids.ts';
import { scannerClamav } from '../server/outside/scanner/real.ts';
import { storeDisk } from '../server/outside/store/disk.ts';
import { type CliCommand, type Opened, UsageError } from './command.ts';

interface Asked {
  readonly file: string | undefined;
  readonly community: string | undefined;
  readonly isDryRun: boolean;
  readonly undo: string | undefined;
}

function readArgs(args: readonly string[]): Asked {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        community: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        undo: { type: 'string' },
      },
    });
    const [file, ...more] = positionals;
    if (more.length > 0) throw new Error('Name one file.');
    if ((file === undefined) === (values.undo === undefined)) throw new Error('Name a file, or an import to undo.');
    return { file, community: values.community, isDryRun: values['dry-run'], undo: values.undo };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** A community by its id or its twelve-digit code. */
async function findCommunity({ database }: Opened, asked: string | undefined): Promise<number> {
  if (asked === undefined || !/^\d{1,15}$/.test(asked))
    throw new UsageError('Name the community by --community <id or code>.');
  const found = await database.read(noRows, (db) =>
    db
      .selectFrom('areas')
      .leftJoin('areaVersions', (join) =>
        join.onRef('areaVersions.areaId', '=', 'areas.id').on('areaVersions.validTo', 'is', null),
      )
      .select('areas.id')
      .where('areas.kind', '=', 'community')
      .where((is) => is.or([is('areas.id', '=', Number(asked)), is('areaVersions.code', '=', asked)]))
      .executeTakeFirst(),
  );
  if (!found) throw new UsageError(`There is no community ${asked}.`);
  return found.id;
}

/** The import's own jobs, run here one after the other: no server is needed, and one that runs takes none of them. */
function makeRunner(opened: Opened, communityId: number) {
  const { database, vault, log, now, config } = opened;
  const store = storeDisk(join(config.dataDir, 'files'));
  const waiting: { readonly name: string; readonly data: object }[] = [];
  const send = async (name: string, data: object) => void waiting.push({ name, data });
  const queue = { inside: () => ({ send }), work: async () => undefined, stop: async () => undefined };
  const jobs = new Map(importJobs({ database, vault, queue, store }).map((job) => [job.name, job]));
  const actor: Actor = {
    kind: 'integration',
    key: 'cli',
    name: 'linli import',
    holdings: [{ role: 'community-secretary', areaId: communityId }],
  };
  const rows = { communities: [communityId], organisations: [] };
  const inside = <T>(work: (ctx: WriteCtx) => Promise<T>): Promise<T> =>
    database.write(rows, async (db) => {
      const notes: AuditNote[] = [];
      const id = uuidv7();
      const ctx = {
        db,
        shared: database.pool,
        actor,
        rows,
        now: now(),
        newId: uuidv7,
        vault,
        log,
        requestId: `cli-${id}`,
        audit: (note: AuditNote) => void notes.push(note),
        intentionId: id,
        madeAt: undefined,
        jobs: { send },
      };
      const answer = await work(ctx);
      await writeAudit(db, { actor, requestId: ctx.requestId }, ctx.now, notes);
      return answer;
    });
  const drain = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const job = jobs.get(next.name);
      await job?.run(
        { write: (scope, work) => database.write(scope, work), now, newId: uuidv7, log, jobs: { send } },
        next.data,
      );
    }
  };
  const stage = (file: { readonly name: string; readonly bytes: Buffer }) =>
    stageFile(
      { database, store, log, scanner: config.scanner && scannerClamav(config.scanner), now },
      { actor, communityId, id: uuidv7(), ...file },
    );
  return { inside, drain, stage };
}

type Runner = ReturnType<typeof makeRunner>;
type Say = (line: string) => void;

function sayPlan({ sheets, refusedColumns }: ImportDetail, say: Say): void {
  for (const sheet of sheets) {
    if (!sheet.isIncluded) say(`  ${sheet.name}: not read. ${sheet.reasonText?.en ?? ''}`);
    for (const table of sheet.isIncluded ? sheet.tables : []) {
      const read = table.columns.filter((column) => column.field !== null);
      say(
        `  ${sheet.name}: rows ${table.firstRow}–${table.lastRow}, ${read.length} of ${table.columns.length} columns`,
      );
      say(`    ${read.map((column) => `${column.letters} ${column.header} → ${column.fieldLabel?.en}`).join(' · ')}`);
    }
  }
  for (const column of refusedColumns)
    say(`  Refused: ${column.sheet} ${column.letters} ${column.header} (${column.why.en})`);
}

function sayCounts(counts: ImportCounts, say: Say): void {
  const { people, houses, conflicts } = counts;
  say(
    `  ${counts.rows} rows: ${people.created} people new, ${people.updated} changed, ${people.unchanged} as they were; ${counts.duplicates} repeated, ${counts.ignored} no records`,
  );
  say(
    `  ${houses.created} homes new, ${houses.updated} changed; ${counts.residences} residences, ${counts.households} households, ${counts.moved} moves`,
  );
  say(
    `  to fix ${counts.held} · to decide ${conflicts.identity + conflicts.contact} · worth a look ${counts.doubts} · formulas not run ${counts.injected}`,
  );
  if (counts.newBuildings.length > 0)
    say(`  New buildings, to be put on the map: ${counts.newBuildings.map((one) => one.name).join(' ')}`);
}

async function sayHeld(runner: Runner, ref: string, say: Say): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await runner.inside((ctx) => listRows(ctx, ref, { kind: 'held', limit: 200, cursor }));
    for (const row of page.items) {
      const [reason] = row.reasons;
      say(`    ${row.sheet}!${reason?.cell ?? row.row}  ${row.name ?? ''}  ${reason?.text.zh ?? ''}`);
    }
    cursor = page.next;
  } while (cursor);
}

async function importFile(opened: Opened, asked: Asked, say: Say): Promise<number> {
  const communityId = await findCommunity(opened, asked.community);
  const runner = makeRunner(opened, communityId);
  const bytes = await readFile(asked.file as string).catch((error: Error) => {
    throw new UsageError(error.message);
  });
  const staged = await runner.stage({ name: basename(asked.file as string), bytes });
  const { ref } = await runner.inside((ctx) => startImport(ctx, { communityId, fileId: parseRef(staged.ref).id }));
  await runner.drain();
  const show = () => runner.inside((ctx) => showImport(ctx, ref));
  let shown = await show();
  sayPlan(shown, say);
  if (shown.state === 'previewed') {
    await runner.inside((ctx) => runImport(ctx, { ref, isDryRun: asked.isDryRun }));
    await runner.drain();
    shown = await show();
  }
  if (shown.failure) say(`${shown.failure.text.en} ${shown.failure.text.zh}`);
  if (shown.counts) sayCounts(shown.counts, say);
  await sayHeld(runner, ref, say);
  if (shown.state === 'done') say(`Done. To take it back: linli import --undo ${ref}`);
  if (shown.state === 'previewed') say(`Tried, nothing was written. It waits as ${ref}.`);
  return shown.failure ? 1 : 0;
}

async function undo(opened: Opened, asked: Asked, say: Say): Promise<number> {
  const named = asked.undo as string;
  const ref = /^\d{1,15}-/.test(named) ? named : `${await findCommunity(opened, asked.community)}-${named}`;
  if (!/^\d{1,15}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(ref))
    throw new UsageError(`This is no import: ${named}`);
  const runner = makeRunner(opened, parseRef(ref).communityId);
  await runner.inside((ctx) => undoImport(ctx, { ref }));
  await runner.drain();
  const { undo: undone } = await runner.inside((ctx) => showImport(ctx, ref));
  say(
    `Taken back: ${undone?.people ?? 0} people, ${undone?.houses ?? 0} homes, ${undone?.buildings ?? 0} buildings; ${undone?.restored ?? 0} values put back; ${undone?.kept ?? 0} kept, since somebody has touched or uses them.`,
  );
  return 0;
}

export const importCliCommands: readonly CliCommand[] = [
  {
    name: 'import',
    usage: '<file> --community <id or code> [--dry-run] | --undo <import>',
    summary: 'Imports a ledger of people and homes (.xlsx, .csv) into a community, tries it, or takes an import back.',
    async run({ open, args, say }) {
      const asked = readArgs(args);
      const opened = await open();
      return asked.undo === undefined ? importFile(opened, asked, say) : undo(opened, asked, say);
    },
  },
];
