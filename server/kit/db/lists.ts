import { type RawBuilder, sql } from 'kysely';

const listed = <T>(list: readonly T[], type: 'bigint' | 'uuid'): RawBuilder<T[]> =>
  sql<T[]>`${`{${list.join(',')}}`}::${sql.raw(type)}[]`;

/** Numbers as one array literal: a statement's text stays the same whatever the scope, so its plan is kept. */
export const bigints = (list: readonly number[]): RawBuilder<number[]> => listed(list, 'bigint');

/** As `bigints`, of uuids. */
export const uuids = (list: readonly string[]): RawBuilder<string[]> => listed(list, 'uuid');
