import type { z } from 'zod';
import type { peopleCommands } from '../../../contract/people.ts';
import { toRef } from '../../../contract/shapes.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { noteChanges } from '../../registry/changes.ts';
import { lockPerson } from './people.commands.ts';

type Input<K extends keyof typeof peopleCommands> = z.output<(typeof peopleCommands)[K]['input']>;

/**
 * Merges two records of one person. Nothing is rewritten: the identity dropped points to the one kept (`merged_into`), and the record dropped,
 * if both lie in one community, ends; both can be taken back.
 * @throws people.merge-same, people.merge-two-numbers if both have an id number and they differ
 */
export async function mergePeople(ctx: WriteCtx, input: Input<'people.merge'>) {
  if (input.keep === input.drop) throw refuse('people.merge-same');
  const keep = await lockPerson(ctx, input.keep, 'people.merge');
  const drop = await lockPerson(ctx, input.drop, 'people.merge');
  if (keep.idToken && drop.idToken && !keep.idToken.equals(drop.idToken)) throw refuse('people.merge-two-numbers');
  if (drop.endedOn) throw refuse('people.merge-ended');
  const mergeId = ctx.intentionId;
  if (keep.personId !== drop.personId) {
    const into = await ctx.db
      .selectFrom('persons')
      .select('mergedInto')
      .where('id', '=', keep.personId)
      .executeTakeFirstOrThrow();
    await ctx.db
      .updateTable('persons')
      .set({ mergedInto: into.mergedInto ?? keep.personId })
      .where('id', '=', drop.personId)
      .execute();
  }
  const isSameCommunity = keep.communityId === drop.communityId;
  if (isSameCommunity) {
    await ctx.db
      .updateTable('people')
      .set({ endedOn: ctx.now.slice(0, 10), endReason: 'merged', updatedAt: ctx.now })
      .where('communityId', '=', drop.communityId)
      .where('id', '=', drop.id)
      .execute();
  }
  const after = {
    into: toRef(keep.communityId, keep.id),
    intoName: keep.name,
    personId: drop.personId,
    ended: isSameCommunity,
  };
  await noteChanges(ctx, drop.communityId, { cause: 'merge', causeId: mergeId }, [
    { noun: 'people', rowId: drop.id, kind: 'updated', before: { name: drop.name }, after },
  ]);
  if (isSameCommunity) {
    await noteChanges(ctx, keep.communityId, { cause: 'merge', causeId: mergeId }, [
      {
        noun: 'people',
        rowId: keep.id,
        kind: 'updated',
        before: {},
        after: { from: toRef(drop.communityId, drop.id), fromName: drop.name },
      },
    ]);
  }
  return { mergeId, ref: input.keep };
}

/** Takes a merge back: both records stand as before. @throws people.merge-unknown */
export async function undoMerge(ctx: WriteCtx, input: Input<'people.undoMerge'>) {
  const found = await lockPerson(ctx, input.ref, 'people.merge');
  const rows = await ctx.db
    .selectFrom('changes')
    .select(['rowId', 'after', 'communityId'])
    .where('communityId', '=', found.communityId)
    .where('causeId', '=', input.mergeId)
    .where('cause', '=', 'merge')
    .execute();
  const dropped = rows.find((row) => 'into' in (row.after as object));
  if (!dropped) throw refuse('people.merge-unknown');
  const { personId, ended } = dropped.after as { personId: string; ended: boolean };
  await ctx.db.updateTable('persons').set({ mergedInto: null }).where('id', '=', personId).execute();
  if (ended) {
    await ctx.db
      .updateTable('people')
      .set({ endedOn: null, endReason: null, updatedAt: ctx.now })
      .where('communityId', '=', found.communityId)
      .where('id', '=', dropped.rowId)
      .where('endReason', '=', 'merged')
      .execute();
  }
  await noteChanges(ctx, found.communityId, { cause: 'merge', causeId: ctx.intentionId }, [
    {
      noun: 'people',
      rowId: dropped.rowId,
      kind: 'updated',
      before: { merge: input.mergeId },
      after: { undone: true },
    },
  ]);
  return { ref: toRef(found.communityId, dropped.rowId) };
}
