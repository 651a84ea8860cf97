import type { z } from 'zod';
import { refuse } from '../../../domain/refusals.ts';

/** The place after which a page goes on, as an opaque word for the client. */
function toCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Reads a cursor back; `request.invalid` if it is none of ours. */
export function fromCursor<T>(cursor: string | undefined, schema: z.ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined;
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (parsed.success) return parsed.data;
  } catch {
    // not JSON: falls through to the same refusal
  }
  throw refuse('request.invalid');
}

/** Cuts a list that was read one row too far into a page; `placeOf` tells where it ends. */
export function pageUp<T>(
  rows: readonly T[],
  limit: number,
  placeOf: (row: T) => unknown,
): { items: T[]; next?: string } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last !== undefined ? { items, next: toCursor(placeOf(last)) } : { items };
}
