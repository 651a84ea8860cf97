import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { TableEntry } from './manifest.ts';

/** How a table is read so that the same rows give the same bytes everywhere. */
export type TableShape = Pick<TableEntry, 'name' | 'columns' | 'order'>;

/** Whether the text of a value depends on the session is settled here, for reading and for checking alike. */
export const plainSession = `set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set extra_float_digits = 1;
  set bytea_output = 'hex'; set row_security = off; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0;
  set client_encoding = 'UTF8'; set synchronize_seqscans = off`;

// The rows of a partition come with its parent. Of the queue what waits is kept; its version and figures are its own program's.
const shapesSql = `
select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name,
  (select array_agg(quote_ident(a.attname)::text order by a.attnum) from pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
  (select string_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end, ', '
      order by array_position(i.indkey::int2[], a.attnum))
    from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
    where i.indrelid = c.oid and i.indisprimary) as key
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('public', 'pgboss') and c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p'
  and (n.nspname = 'public' or c.relname in ('queue', 'schedule', 'subscription', 'job', 'job_dependency'))
order by 1`;

const referencesSql = `
select distinct quote_ident(sn.nspname) || '.' || quote_ident(s.relname) as source,
  quote_ident(tn.nspname) || '.' || quote_ident(t.relname) as target
from pg_constraint k
join pg_class s on s.oid = k.conrelid join pg_namespace sn on sn.oid = s.relnamespace
join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
where k.contype = 'f' and k.conrelid <> k.confrelid and not s.relispartition`;

/** The tables of the platform and of its queue, those that others refer to first. */
export async function tableShapes(client: pg.Client): Promise<readonly TableShape[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; key: string | null }>(shapesSql);
  const { rows: references } = await client.query<{ source: string; target: string }>(referencesSql);
  const left = new Map(
    rows.map(({ name, columns, key }) => [
      name,
      { name, columns, order: key ?? columns.map((one) => `${one}::text collate "C"`).join(', ') },
    ]),
  );
  const sorted: TableShape[] = [];
  while (left.size > 0) {
    const free = [...left.values()].filter(
      ({ name }) => !references.some(({ source, target }) => source === name && left.has(target)),
    );
    if (free.length === 0) throw new Error(`Tables refer to each other in a circle: ${[...left.keys()].join(', ')}`);
    for (const shape of free) left.delete(shape.name);
    sorted.push(...free);
  }
  return sorted;
}

/** What has passed through: its checksum, and its lines, of which COPY writes one a row. */
function meter(onRows: (rows: number) => void) {
  const hash = createHash('sha256');
  let rows = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) rows += 1;
      onRows(rows);
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ rows, sha256: hash.digest('hex') }) };
}

export type Told = (rows: number) => void;

const copyOutSql = ({ name, columns, order }: TableShape): string =>
  `copy (select ${columns.join(', ')} from ${name} order by ${order}) to stdout`;

/** Copies a table's rows into a packed file. @returns how many, and their checksum */
export async function copyOut(client: pg.Client, table: TableShape, file: string, told: Told) {
  const { stream, result } = meter(told);
  const pack = createGzip({ level: constants.Z_BEST_SPEED });
  const out = createWriteStream(file, { mode: 0o600, flags: 'wx' });
  await pipeline(client.query(copyTo(copyOutSql(table))), stream, pack, out);
  return result();
}

/** Counts and sums a table as `copyOut` does, without keeping anything. */
export async function sumTable(client: pg.Client, table: TableShape, told: Told = () => undefined) {
  const { stream, result } = meter(told);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(client.query(copyTo(copyOutSql(table))), stream, nowhere);
  return result();
}

/** Copies the rows of a file into a table. @returns how many there were, and their checksum */
export async function copyIn(client: pg.Client, { name, columns }: TableShape, file: string, told: Told) {
  const { stream, result } = meter(told);
  const into = client.query(copyFrom(`copy ${name} (${columns.join(', ')}) from stdin`));
  await pipeline(createReadStream(file), createGunzip(), stream, into);
  return result();
}
