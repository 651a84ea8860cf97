import type { z } from 'zod';
import type { IntentionResult, intention } from '../../../contract/intentions.ts';
import type { Actor } from '../../../domain/access/actor.ts';
import { throughOf } from '../../../domain/access/mandates.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../ctx.ts';
import type { Database, RowScope, WriteTx } from '../db/client.ts';
import { jsonb } from '../db/jsonb.ts';
import { sideBySide } from '../db/side-by-side.ts';
import { assertAllowed } from './allow.ts';
import { problemOf, refusalOf, refusalOfIssues } from './problems.ts';
import type { CommandBinding } from './slice.ts';

export interface Door {
  readonly database: Database;
  readonly commands: ReadonlyMap<string, CommandBinding>;
  /** A keyed hash: an input may hold what must not be guessed from it. */
  readonly fingerprint: (text: string) => string;
  /** Told of each refusal: who tried what, and under which code; never what was in it. */
  readonly refused: (caller: Caller, told: { readonly command: string; readonly code: string }) => void;
  /** Makes the command's context over an open transaction. */
  readonly contextOf: (
    db: WriteTx,
    caller: Caller,
    parsed: z.output<typeof intention>,
  ) => WriteCtx & { flush(): Promise<void> };
}

export interface Caller {
  readonly actor: Actor;
  readonly rows: RowScope;
  readonly requestId: string;
}

/** Who somebody is in a line of the log: an id, never a name. */
export function whoOf(actor: Actor): string {
  if ('userId' in actor) return actor.userId;
  if (actor.kind === 'link') return actor.partyId;
  if (actor.kind === 'follower') return actor.followerId;
  return actor.kind === 'integration' ? actor.key : actor.kind;
}

/** Who says what: a second use of an id for something else is told apart from a repeat. */
function fingerprintOf(door: Door, actor: Actor, parsed: z.output<typeof intention>): string {
  const through = throughOf(actor);
  const who = through ? `${whoOf(actor)} ${through.mandateId}` : whoOf(actor);
  return door.fingerprint(JSON.stringify([who, parsed.command, parsed.input]));
}

/**
 * Does one intention exactly once: the command, its audit and the intention's own row commit together, so a repeat finds the row
 * and gets the first answer. Two at once: the second waits on the primary key and then finds it.
 */
export async function performIntention(
  door: Door,
  caller: Caller,
  parsed: z.output<typeof intention>,
): Promise<IntentionResult> {
  try {
    const binding = door.commands.get(parsed.command);
    if (!binding) throw refuse('intention.unknown-command', { command: parsed.command });
    assertAllowed(binding.command.access, caller.actor);
    const input = binding.command.input.safeParse(parsed.input);
    if (!input.success) throw refusalOfIssues(input.error.issues);
    const fingerprint = fingerprintOf(door, caller.actor, parsed);
    return await door.database.write(caller.rows, async (db) => {
      const before = await claim(db, parsed, fingerprint);
      if (before) return before;
      const ctx = door.contextOf(db, caller, parsed);
      const output = binding.command.output.parse(await binding.run(ctx, input.data));
      // Neither waits for the other's answer: what a case's write holds, it holds for a round trip less.
      const answered = db
        .updateTable('intentions')
        .set({ output: jsonb({ value: output }) })
        .where('id', '=', parsed.id);
      await sideBySide([ctx.flush(), answered.execute()]);
      return { id: parsed.id, state: 'done', output } as const;
    });
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    // A name that no command has is somebody's words.
    const command = door.commands.has(parsed.command) ? parsed.command : 'unknown';
    door.refused(caller, { command, code: refusal.code });
    return { id: parsed.id, state: 'refused', problem: problemOf(refusal, caller.requestId) };
  }
}

/** Takes the id, or finds what it did before. The row is written first: a second transaction with the same id waits for this one. */
async function claim(
  db: WriteTx,
  parsed: z.output<typeof intention>,
  fingerprint: string,
): Promise<IntentionResult | undefined> {
  if (parsed.after) {
    const earlier = await db.selectFrom('intentions').select('id').where('id', '=', parsed.after).executeTakeFirst();
    if (!earlier) return { id: parsed.id, state: 'not-yet' };
  }
  const taken = await db
    .insertInto('intentions')
    .values({ id: parsed.id, command: parsed.command, fingerprint, output: jsonb({}) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  if (taken.numInsertedOrUpdatedRows === 1n) return undefined;
  const row = await db
    .selectFrom('intentions')
    .select(['fingerprint', 'output'])
    .where('id', '=', parsed.id)
    .executeTakeFirstOrThrow();
  if (row.fingerprint !== fingerprint) throw refuse('intention.reused');
  return { id: parsed.id, state: 'done', output: (row.output as { value: unknown }).value };
}
