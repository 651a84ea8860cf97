import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** Rows in any of whose columns the words stand as they were typed; an empty column holds none. */
export const wordsIn = (words: string, ...columns: readonly string[]): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${sql.join(
    columns.map((column) => sql`position(${words} in ${sql.ref(column)}) > 0`),
    sql` or `,
  )})`;
