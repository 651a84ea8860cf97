import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { ImportDetail } from '../contract/imports.ts';
import { parseRef } from '../contract/shapes.ts';
import { readTable } from '../server/kit/sheets/read-table.ts';
import type { Child } from './child.ts';
import type { District } from './district.ts';
import type { Memory } from './export.ts';
import { ledgerWorkbook } from './ledger-workbook.ts';
import type { Plans } from './plans.ts';
import type { Statement } from './recorder.ts';
import type { Subjects } from './subjects.ts';

export interface ImportFigure {
  readonly people: number;
  readonly seconds: number;
  readonly readingSeconds: number;
  readonly copyingSeconds: number;
  /** Ours over reading the file and copying the same rows into the same tables with their indexes. */
  readonly factor: number;
  readonly peakMegabytes: number;
  readonly scans: readonly string[];
}

interface Means {
  readonly app: Child;
  readonly url: string;
  readonly district: District;
  readonly subjects: Subjects;
  readonly plans: Plans;
}

const people = 10_000;
const fileName = '人口台账.xlsx';
const seconds = (began: number): number => (performance.now() - began) / 1000;

async function send(url: string, headers: Readonly<Record<string, string>>, command: string, input: unknown) {
  const body = JSON.stringify({ intentions: [{ id: randomUUID(), command, input }] });
  const answer = await fetch(`${url}/api/intentions`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  });
  const text = await answer.text();
  if (!answer.ok || !text.includes('"state":"done"')) throw new Error(`${command}: ${text.slice(0, 400)}`);
  return (JSON.parse(text) as { results: readonly [{ output: { ref: string } }] }).results[0].output;
}

/** Waits until the worker has brought an import so far. */
async function untilState(url: string, headers: Readonly<Record<string, string>>, ref: string, wanted: string) {
  for (;;) {
    const shown = (await (await fetch(`${url}/api/imports/${ref}`, { headers })).json()) as ImportDetail;
    if (shown.state === wanted) return shown;
    if (shown.state === 'failed') throw new Error(`The import failed: ${shown.failure?.text.en}`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
}

/** The way a user goes: the file is put, read by the worker, previewed, run by the worker. */
async function importFile({ url, subjects }: Means, bytes: Buffer): Promise<ImportDetail> {
  const { community, asSecretary: headers } = subjects;
  const fileId = randomUUID();
  const put = await fetch(`${url}/api/files/${community}-${fileId}?name=${encodeURIComponent(fileName)}`, {
    method: 'PUT',
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });
  if (!put.ok) throw new Error(`The file was not taken: ${await put.text()}`);
  const { ref } = await send(url, headers, 'imports.start', { communityId: community, fileId });
  await untilState(url, headers, ref, 'previewed');
  await send(url, headers, 'imports.run', { ref });
  return untilState(url, headers, ref, 'done');
}

/** The rows that an import has made, table by table in an order in which references point backwards. */
function madeRows(
  community: number,
  importId: string,
  areasBefore: number,
): readonly (readonly [table: string, condition: string])[] {
  const of = (noun: string) =>
    `select row_id from changes where community_id = ${community} and cause_id = '${importId}' and kind = 'created' and noun = '${noun}'`;
  const inCommunity = (ids: string) => `community_id = ${community} and id in (${ids})`;
  return [
    ['areas', `id > ${areasBefore}`],
    ['area_versions', `area_id > ${areasBefore}`],
    ['persons', `id in (select person_id from people where ${inCommunity(of('people'))})`],
    ['houses', inCommunity(of('houses'))],
    ['people', inCommunity(of('people'))],
    ['people_phones', `community_id = ${community} and people_id in (${of('people')})`],
    ['households', inCommunity(of('households'))],
    ['residences', `community_id = ${community} and people_id in (${of('people')})`],
    ['search_tokens', `community_id = ${community} and row_id in (${of('people')} union all ${of('houses')})`],
    ['changes', `community_id = ${community} and cause_id = '${importId}'`],
  ];
}

interface Copied {
  readonly table: string;
  readonly columns: string;
  readonly lines: readonly Buffer[];
}

async function columnsOf(client: pg.PoolClient, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  return rows.map(({ name }) => `"${name}"`).join(', ');
}

async function copyOut(client: pg.PoolClient, table: string, condition: string): Promise<Copied> {
  const columns = await columnsOf(client, table);
  const lines: Buffer[] = [];
  const stream = client.query(copyTo(`copy (select ${columns} from ${table} where ${condition}) to stdout`));
  stream.on('data', (part: Buffer) => lines.push(part));
  await once(stream, 'end');
  return { table, columns, lines };
}

/** The limit: the rows the import made, copied into the same tables with their indexes, after the import itself was undone. */
async function copyIn(client: pg.PoolClient, copied: readonly Copied[]): Promise<number> {
  const began = performance.now();
  await client.query('begin');
  try {
    for (const { table, columns, lines } of copied)
      await pipeline(Readable.from(lines), client.query(copyFrom(`copy ${table} (${columns}) from stdin`)));
    return seconds(began);
  } finally {
    await client.query('rollback');
  }
}

async function buildingsOf({ owner }: District, community: number): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(
    "select v.name from areas a join area_versions v on v.area_id = a.id and v.valid_to is null where a.kind = 'building' and a.community_id = $1 order by a.id",
    [community],
  );
  return rows.map(({ name }) => name);
}

/** Takes the import back as a user does; what is kept of it afterwards goes, too, since the limit writes it again. */
async function undo({ url, subjects, district }: Means, ref: string): Promise<void> {
  await send(url, subjects.asSecretary, 'imports.undo', { ref });
  await untilState(url, subjects.asSecretary, ref, 'undone');
  const { communityId, id } = parseRef(ref);
  await district.owner.query('delete from changes where community_id = $1 and cause_id = $2', [communityId, id]);
}

/** Imports a generated ledger of ten thousand people by the way a user goes, and undoes it again; then does the least that must be done. */
export async function measureImport(means: Means): Promise<ImportFigure> {
  const { app, district, subjects, plans } = means;
  const { community } = subjects;
  const bytes = await ledgerWorkbook(people, await buildingsOf(district, community), Math.floor(Date.now() / 1000));
  const { rows } = await district.owner.query<{ top: string }>('select max(id) as top from areas');
  const tables = (ref: string) => madeRows(community, parseRef(ref).id, Number(rows[0]?.top));
  await app.ask('record');
  const began = performance.now();
  const { ref, counts } = await importFile(means, bytes);
  const took = seconds(began);
  const statements = await app.ask<readonly Statement[]>('recorded');
  if (counts?.people.created !== people) throw new Error(`${counts?.people.created} people were made, not ${people}`);
  const { peak } = await app.ask<Memory>('memory');
  const reading = performance.now();
  await readTable(bytes, fileName);
  const readingSeconds = seconds(reading);
  const client = await district.owner.connect();
  try {
    const copied: Copied[] = [];
    for (const [table, condition] of tables(ref)) copied.push(await copyOut(client, table, condition));
    await undo(means, ref);
    const copyingSeconds = await copyIn(client, copied);
    const factor = took / (readingSeconds + copyingSeconds);
    return {
      people,
      seconds: took,
      readingSeconds,
      copyingSeconds,
      factor,
      peakMegabytes: peak,
      scans: await plans.scansOf(statements),
    };
  } finally {
    client.release();
  }
}

export function sayImport({
  seconds: took,
  readingSeconds,
  copyingSeconds,
  factor,
  peakMegabytes,
  scans,
}: ImportFigure): void {
  console.log(
    `${'import of 10,000 people from Excel'.padEnd(55)} ${took.toFixed(1)} s = ${factor.toFixed(1)} × (${readingSeconds.toFixed(2)} s to read + ${copyingSeconds.toFixed(2)} s to copy); web and worker held ${peakMegabytes} MB at most; scans ${scans.join(' ') || '-'}`,
  );
}
