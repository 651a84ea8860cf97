import { sql } from 'kysely';
import { businessDay } from '../../domain/calendar/instant.ts';
import { Refusal } from '../../domain/refusals.ts';
import { fieldText, houseFields, personFields } from '../../domain/registry/fields.ts';
import { text } from '../../domain/text.ts';
import type { ReadCtx, WriteCtx } from '../kit/ctx.ts';
import { type ColumnTypes, insertMany } from '../kit/db/insert-many.ts';

/** The deed a change belongs to; undoing it reads its rows back. */
export interface Cause {
  readonly cause: 'correction' | 'import' | 'merge' | 'move' | 'registration';
  readonly causeId: string;
}

export interface Change {
  readonly noun:
    | 'people'
    | 'houses'
    | 'households'
    | 'residences'
    | 'ownerships'
    | 'tags'
    | 'people_phones'
    | 'persons';
  readonly rowId: string;
  readonly kind: 'created' | 'updated' | 'ended';
  /** Only what is not sealed; a sealed value is named as changed, never written readable. */
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

const columns: ColumnTypes = {
  communityId: 'bigint',
  id: 'uuid',
  noun: 'text',
  rowId: 'uuid',
  cause: 'text',
  causeId: 'uuid',
  kind: 'text',
  before: 'jsonb',
  after: 'jsonb',
  madeBy: 'jsonb',
  madeAt: 'timestamptz',
};

/** Writes down what rows were before a deed and are after it. */
export async function noteChanges(
  ctx: WriteCtx,
  communityId: number,
  cause: Cause,
  list: readonly Change[],
): Promise<void> {
  const madeBy = { kind: ctx.actor.kind, userId: 'userId' in ctx.actor ? ctx.actor.userId : null };
  const rows = list.map((one) => ({ communityId, id: ctx.newId(), ...one, ...cause, madeBy, madeAt: ctx.now }));
  await insertMany(ctx.db, 'changes', columns, rows);
}

/** A change as it is shown: who, when, what was before and what after, in words. */
export interface ShownChange {
  readonly causeId: string;
  readonly at: string;
  readonly byName: string;
  readonly cause: string;
  readonly kind: string;
  readonly noun: string;
  readonly before: Record<string, unknown>;
  readonly after: Record<string, unknown>;
}

const fieldOf = new Map([...houseFields, ...personFields].map((field) => [field.key as string, field]));

/** Codes of lists in words; what begins with $ is kept for undoing alone. */
function inWords(values: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values as Record<string, unknown>).flatMap(([key, value]) => {
      if (key.startsWith('$')) return [];
      const field = fieldOf.get(key);
      return [[key, field && typeof value === 'string' ? fieldText(field, value).zh : value]];
    }),
  );
}

/** The last changes of a row, newest first. */
export async function listChanges(ctx: ReadCtx, communityId: number, rowId: string): Promise<readonly ShownChange[]> {
  const rows = await ctx.db
    .selectFrom('changes')
    .leftJoin('users', (join) => join.on(sql`users.id`, '=', sql`(changes.made_by ->> 'userId')::uuid`))
    .where('changes.communityId', '=', communityId)
    .where('changes.rowId', '=', rowId)
    .orderBy('changes.madeAt', 'desc')
    .orderBy('changes.id', 'desc')
    .limit(50)
    .select([
      'changes.causeId',
      'changes.madeAt',
      'changes.cause',
      'changes.kind',
      'changes.noun',
      'changes.before',
      'changes.after',
      'users.name',
    ])
    .execute();
  return rows.map((row) => ({
    causeId: row.causeId,
    at: row.madeAt,
    byName: row.name ?? '',
    cause: row.cause,
    kind: row.kind,
    noun: row.noun,
    before: inWords(row.before),
    after: inWords(row.after),
  }));
}

/** Only what differs, for the history. */
export function differing(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Pick<Change, 'before' | 'after'> {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null),
  );
  const pick = (from: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(keys.map((key) => [key, from[key] ?? null]));
  return { before: pick(before), after: pick(after) };
}

/** Refuses a day that has not come yet: the register says what is, not what is planned. */
export function assertNotLater(now: string, day: string, path: string): void {
  if (day <= businessDay(now)) return;
  throw new Refusal('request.invalid', {
    fields: [{ path, text: text('日期不能晚于今天。', 'The day lies in the future.') }],
  });
}
