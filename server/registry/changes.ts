import type { WriteCtx } from '../kit/ctx.ts';
import { jsonb } from '../kit/db/jsonb.ts';

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

const atOnce = 1000;

/** Writes down what rows were before a deed and are after it. */
export async function noteChanges(
  ctx: WriteCtx,
  communityId: number,
  cause: Cause,
  list: readonly Change[],
): Promise<void> {
  const madeBy = { kind: ctx.actor.kind, userId: 'userId' in ctx.actor ? ctx.actor.userId : null };
  for (let at = 0; at < list.length; at += atOnce) {
    await ctx.db
      .insertInto('changes')
      .values(
        list.slice(at, at + atOnce).map((one) => ({
          communityId,
          id: ctx.newId(),
          noun: one.noun,
          rowId: one.rowId,
          ...cause,
          kind: one.kind,
          before: jsonb(one.before),
          after: jsonb(one.after),
          madeBy: jsonb(madeBy),
          madeAt: ctx.now,
        })),
      )
      .execute();
  }
}
