import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ReadCtx, WriteCtx } from '../kit/ctx.ts';

/** Up to so many storages the index itself keeps to them: what lies elsewhere is not touched, and takes no time. */
const mostInIndex = 32;

/**
 * Rows `t` of search_tokens in these storages that hold every piece of some words. The caller names the kind as a literal, since each kind
 * has an index of its own, and looks at the words again in the guarded table: pieces say that a row may fit, not that it does.
 */
export function piecesWithin(ctx: ReadCtx | WriteCtx, words: string, storages: readonly number[]): RawBuilder<SqlBool> {
  const list = sql`${`{${storages.join(',')}}`}::bigint[]`;
  const inIndex = storages.length <= mostInIndex ? sql`array[t.community_id] && ${list} and` : sql``;
  return sql<SqlBool>`${inIndex} t.community_id = any (${list}) and ${holdsPieces(ctx, words)}`;
}

/** Rows `t` of search_tokens that hold every piece of some words. */
export function holdsPieces(ctx: ReadCtx | WriteCtx, words: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`t.tokens @> ${`{${ctx.vault.piecesToFind(words).join(',')}}`}::int[]`;
}
