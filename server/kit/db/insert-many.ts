import { type RawBuilder, sql } from 'kysely';
import type { WriteTx } from './client.ts';
import type { DB } from './tables.gen.ts';

type TableName = keyof DB & string;

/** Columns a statement fills, each with its type in the database. */
export type ColumnTypes = Readonly<Record<string, string>>;

export interface InsertManyOptions {
  /** What follows the rows: `on conflict …`. */
  readonly onConflict?: RawBuilder<unknown>;
  /** Rows a statement takes at once. */
  readonly atOnce?: number;
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Bytes as the database reads them from text. */
export const bytesText = (bytes: Buffer | null): string | null =>
  bytes === null ? null : `\\x${bytes.toString('hex')}`;

/**
 * Inserts many rows: they cross as one JSON parameter and are taken apart by the database, which costs a fraction of a parameter for each value.
 * Bytes go as `bytesText`, values of jsonb columns as they are.
 */
export async function insertMany<Row extends object>(
  db: WriteTx,
  table: TableName,
  columns: ColumnTypes,
  rows: readonly Row[],
  { onConflict, atOnce = 2000 }: InsertManyOptions = {},
): Promise<void> {
  const names = Object.keys(columns);
  const into = sql.raw(names.map((name) => snake(name)).join(', '));
  const picked = sql.raw(names.map((name) => `told."${name}"`).join(', '));
  const typed = sql.raw(names.map((name) => `"${name}" ${columns[name]}`).join(', '));
  for (let at = 0; at < rows.length; at += atOnce) {
    const part = JSON.stringify(rows.slice(at, at + atOnce));
    await sql`insert into ${sql.raw(snake(table))} (${into}) select ${picked}
      from json_to_recordset(${part}::text::json) as told(${typed}) ${onConflict ?? sql``}`.execute(db);
  }
}
