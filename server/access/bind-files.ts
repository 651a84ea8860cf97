import { type Actor, holdingsWith } from '../../domain/access/actor.ts';
import { refuse } from '../../domain/refusals.ts';
import type { WriteCtx } from '../kit/ctx.ts';
import { jsonb } from '../kit/db/jsonb.ts';

/** The nouns that files are bound to; who sees a row's files is in server/features/files/files.queries.ts. */
export type FileNoun = 'cases' | 'imports';

/** Who made a file, as its row keeps it: enough to know them again, no name. */
export function makerOf(actor: Actor): Record<string, string> {
  switch (actor.kind) {
    case 'staff': {
      const unit = holdingsWith(actor, 'files.write').find((holding) => holding.organisationId !== undefined);
      const own = unit?.organisationId ? { organisationId: unit.organisationId } : {};
      return { kind: actor.kind, userId: actor.userId, ...own };
    }
    case 'resident':
      return { kind: actor.kind, userId: actor.userId };
    case 'link':
      return { kind: actor.kind, partyId: actor.partyId };
    case 'follower':
      return { kind: actor.kind, followerId: actor.followerId };
    case 'outside':
      return { kind: actor.kind, linkId: actor.linkId };
    case 'integration':
      return { kind: actor.kind, key: actor.key };
    case 'system':
    case 'anonymous':
      return { kind: actor.kind };
  }
}

/** Whether a file is this actor's own; nobody owns what somebody not signed in sent. */
export function isMaker(actor: Actor, madeBy: unknown): boolean {
  const mine = makerOf(actor);
  const kept = madeBy as Record<string, unknown>;
  if (mine['kind'] !== kept['kind'] || mine['kind'] === 'anonymous') return false;
  return ['userId', 'partyId', 'followerId', 'linkId', 'key'].every((key) => mine[key] === kept[key]);
}

/** Whether somebody not signed in sent a file: whoever knows its id may attach it. */
export function isStrangers(madeBy: unknown): boolean {
  return (madeBy as { kind?: string }).kind === 'anonymous';
}

/**
 * Makes staged files part of a row, whose scope they then take. What a stranger sent belongs to whoever knows its id; everything else only to
 * who sent it. Part of the noun's own transaction; binding again to the same row does nothing. The row must be of the same community.
 * @refuses files.not-there for files that never arrived or are somebody else's, files.attached-already
 */
export async function bindFiles(
  ctx: WriteCtx,
  communityId: number,
  noun: FileNoun,
  rowId: string,
  fileIds: readonly string[],
): Promise<void> {
  const ids = [...new Set(fileIds)];
  if (ids.length === 0) return;
  const found = await ctx.db
    .selectFrom('files')
    .select(['id', 'state', 'noun', 'rowId', 'madeBy'])
    .where('communityId', '=', communityId)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  const isHere = (file: (typeof found)[number]): boolean => file.noun === noun && file.rowId === rowId;
  const usable = found.filter((file) => {
    if (file.state === 'bound') return isHere(file) || isMaker(ctx.actor, file.madeBy);
    return file.state === 'staged' && (isStrangers(file.madeBy) || isMaker(ctx.actor, file.madeBy));
  });
  if (usable.length < ids.length) throw refuse('files.not-there', { count: ids.length - usable.length });
  if (usable.some((file) => file.state === 'bound' && !isHere(file))) throw refuse('files.attached-already');
  await ctx.db
    .updateTable('files')
    .set({ state: 'bound', noun, rowId })
    .where('communityId', '=', communityId)
    .where('id', 'in', ids)
    .where('state', '=', 'staged')
    .execute();
}

/** Takes files that were staged for a community into its sealed storage, before they are bound there; those that are there already stay. */
export async function moveStaged(ctx: WriteCtx, from: number, to: number, fileIds: readonly string[]): Promise<void> {
  const ids = [...new Set(fileIds)];
  if (ids.length === 0) return;
  const staged = await ctx.db
    .deleteFrom('files')
    .where('communityId', '=', from)
    .where('id', 'in', ids)
    .where('state', '=', 'staged')
    .returningAll()
    .execute();
  const mine = staged.filter((file) => isStrangers(file.madeBy) || isMaker(ctx.actor, file.madeBy));
  if (mine.length < staged.length) throw refuse('files.not-there', { count: staged.length - mine.length });
  if (mine.length === 0) return;
  const rows = mine.map((file) => ({ ...file, communityId: to, madeBy: jsonb(file.madeBy) }));
  await ctx.db.insertInto('files').values(rows).execute();
}
