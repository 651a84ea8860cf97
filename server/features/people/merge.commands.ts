import { sql } from 'kysely';
import { z } from 'zod';
import type { peopleCommands } from '../../../contract/people.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { searchTextOfPerson } from '../../../domain/registry/search-text.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { noteChanges } from '../../registry/changes.ts';
import { index } from '../../registry/person-rows.ts';
import { joinPersons, partPersons } from '../../registry/persons.ts';
import { type CarriedRows, carriedRows, carryOver, takeBack } from './merge-rows.ts';
import { type LockedPerson, lockPerson } from './person-locks.ts';

type Input<K extends keyof typeof peopleCommands> = z.output<(typeof peopleCommands)[K]['input']>;

/** What a merge did, kept with the dropped record so that it can be taken back. */
const mergeNote = z.object({
  into: z.string(),
  $person: z.string().nullable(),
  $rows: carriedRows.nullable(),
});

/**
 * Merges two records of one person. No key is rewritten: the identity dropped leads to the one kept, and where both records lie in one community the
 * one dropped ends and what is still true of it (homes, groups, phones, ownerships) is said of the other, too. All of it can be taken back.
 * @throws people.merge-same, people.merge-two-numbers, people.merge-ended, people.merge-keep-numbered
 */
export async function mergePeople(ctx: WriteCtx, input: Input<'people.merge'>) {
  if (input.keep === input.drop) throw refuse('people.merge-same');
  // In the order of their refs, so that two merges of the same records don't wait for each other.
  const locked = new Map<string, LockedPerson>();
  for (const ref of [input.keep, input.drop].sort()) locked.set(ref, await lockPerson(ctx, ref, 'people.merge'));
  const [keep, drop] = [locked.get(input.keep), locked.get(input.drop)] as [LockedPerson, LockedPerson];
  if (keep.endedOn || drop.endedOn) throw refuse('people.merge-ended');
  if (keep.idToken && drop.idToken && !keep.idToken.equals(drop.idToken)) throw refuse('people.merge-two-numbers');
  const isOneCommunity = keep.communityId === drop.communityId;
  if (isOneCommunity && drop.idToken && !keep.idToken) throw refuse('people.merge-keep-numbered');
  const person = await joinPersons(ctx.db, keep.personId, drop.personId);
  const rows = isOneCommunity ? await endInto(ctx, keep, drop) : null;
  await noteMerge(ctx, { keep, drop, person, rows });
  return { mergeId: ctx.intentionId, ref: input.keep };
}

/** A record is found by its own names, and by those of the records that were joined to it. */
async function indexJoined(ctx: WriteCtx, communityId: number, id: string): Promise<void> {
  const names = await ctx.db
    .selectFrom('people')
    .select(['name', sql<string | null>`details ->> 'formerName'`.as('formerName')])
    .where('communityId', '=', communityId)
    .where((eb) => eb.or([eb('id', '=', id), eb('mergedInto', '=', id)]))
    .execute();
  const words = names.map(({ name, formerName }) => searchTextOfPerson({ name, formerName: formerName ?? undefined }));
  await index(ctx, communityId, 'person', [{ id, words: words.join(' ') }]);
}

/** Ends the dropped record and carries over what is still true of it. */
async function endInto(ctx: WriteCtx, keep: LockedPerson, drop: LockedPerson): Promise<CarriedRows> {
  const today = businessDay(ctx.now);
  const rows = await carryOver(ctx, { communityId: keep.communityId, keep: keep.id, drop: drop.id, today });
  await ctx.db
    .updateTable('people')
    .set({ endedOn: today, endReason: 'merged', mergedInto: keep.id, updatedAt: ctx.now })
    .where('communityId', '=', drop.communityId)
    .where('id', '=', drop.id)
    .execute();
  // Those that were joined to the dropped one follow it.
  await ctx.db
    .updateTable('people')
    .set({ mergedInto: keep.id })
    .where('communityId', '=', drop.communityId)
    .where('mergedInto', '=', drop.id)
    .execute();
  await indexJoined(ctx, keep.communityId, keep.id);
  return rows;
}

async function noteMerge(
  ctx: WriteCtx,
  {
    keep,
    drop,
    person,
    rows,
  }: {
    readonly keep: LockedPerson;
    readonly drop: LockedPerson;
    readonly person: string | undefined;
    readonly rows: CarriedRows | null;
  },
): Promise<void> {
  const cause = { cause: 'merge' as const, causeId: ctx.intentionId };
  const into = toRef(keep.communityId, keep.id);
  const note: z.output<typeof mergeNote> = { into, $person: person ?? null, $rows: rows };
  await noteChanges(ctx, drop.communityId, cause, [
    { noun: 'people', rowId: drop.id, kind: 'ended', before: {}, after: { ...note, intoName: keep.name } },
  ]);
  await noteChanges(ctx, keep.communityId, cause, [
    {
      noun: 'people',
      rowId: keep.id,
      kind: 'updated',
      before: {},
      after: { from: toRef(drop.communityId, drop.id), fromName: drop.name },
    },
  ]);
  for (const one of [keep, drop])
    ctx.audit({
      action: 'people.merged',
      noun: 'people',
      communityId: one.communityId,
      rowId: one.id,
      personId: one.personId,
      details: { into },
    });
}

/** Takes a merge back: both records stand as before; what changed since then stays. @throws people.merge-unknown */
export async function undoMerge(ctx: WriteCtx, input: Input<'people.undoMerge'>) {
  const found = await lockPerson(ctx, input.ref, 'people.merge');
  const rows = await ctx.db
    .selectFrom('changes')
    .select(['communityId', 'rowId', 'after'])
    .where('communityId', 'in', [...ctx.rows.communities])
    .where('causeId', '=', input.mergeId)
    .where('cause', '=', 'merge')
    .execute();
  const dropped = rows.find((row) => 'into' in (row.after as object));
  const isOfThis = rows.some((row) => row.communityId === found.communityId && row.rowId === found.id);
  if (!dropped || !isOfThis || (await isUndone(ctx, dropped, input.mergeId))) throw refuse('people.merge-unknown');
  const drop = await lockPerson(ctx, toRef(dropped.communityId, dropped.rowId), 'people.merge');
  const note = mergeNote.parse(dropped.after);
  if (note.$person) await partPersons(ctx.db, note.$person);
  if (note.$rows) {
    await takeBack(ctx, drop, note.$rows);
    await ctx.db
      .updateTable('people')
      .set({ endedOn: null, endReason: null, mergedInto: null, updatedAt: ctx.now })
      .where('communityId', '=', drop.communityId)
      .where('id', '=', drop.id)
      .where('endReason', '=', 'merged')
      .execute();
    await indexJoined(ctx, drop.communityId, parseRef(note.into).id);
  }
  for (const row of rows)
    await noteChanges(ctx, row.communityId, { cause: 'merge', causeId: ctx.intentionId }, [
      { noun: 'people', rowId: row.rowId, kind: 'updated', before: { merge: input.mergeId }, after: { undone: true } },
    ]);
  ctx.audit({
    action: 'people.merge-undone',
    noun: 'people',
    communityId: drop.communityId,
    rowId: drop.id,
    personId: drop.personId,
  });
  return { ref: toRef(drop.communityId, drop.id) };
}

async function isUndone(
  ctx: WriteCtx,
  { communityId, rowId }: { readonly communityId: number; readonly rowId: string },
  mergeId: string,
): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('changes')
    .select('id')
    .where('communityId', '=', communityId)
    .where('rowId', '=', rowId)
    .where('cause', '=', 'merge')
    .where(sql<boolean>`before ->> 'merge' = ${mergeId}`)
    .executeTakeFirst();
  return found !== undefined;
}
