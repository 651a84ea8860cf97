import { type ColumnType, type RawBuilder, sql } from 'kysely';

declare const jsonbValue: unique symbol;
interface JsonbValue {
  readonly [jsonbValue]: true;
}

/** A jsonb column: reads as unknown (parse it where it matters), writes only through `jsonb()`, since the driver makes SQL arrays of JS arrays. */
export type Jsonb = ColumnType<unknown, JsonbValue, JsonbValue>;

/** A value as jsonb. */
export function jsonb(value: unknown): RawBuilder<JsonbValue> {
  return sql<JsonbValue>`${JSON.stringify(value)}::text::jsonb`;
}

/** Rows as one value, in the order they come; instants in it are as json writes them. Not as jsonb, which takes twice as long to make and is never looked into. */
export const gathered = (rows: RawBuilder<unknown>) => sql`(select coalesce(json_agg(o), '[]') from (${rows}) o)`;
