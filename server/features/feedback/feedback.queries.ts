import { z } from 'zod';
import type { FeedbackItem, FeedbackState, OwnFeedback } from '../../../contract/feedback.ts';
import { refuse } from '../../../domain/refusals.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';

const ownColumns = ['id', 'kind', 'words', 'state', 'answer', 'madeAt', 'answeredAt'] as const;
/** So many of one's own are shown: it is no archive. */
const mostOwn = 50;

/** Whether the actor runs the whole platform: what is said of it comes from everywhere. */
export async function runsPlatform(ctx: ReadCtx | WriteCtx): Promise<boolean> {
  const tree = await areaTree(ctx);
  const roots = [...tree.byId.values()].filter(({ parentId }) => parentId === null);
  return roots.length > 0 && roots.every(({ id }) => holdsOver(tree, ctx.actor, 'settings.manage', id));
}

const place = z.tuple([z.iso.datetime(), z.uuid()]);

interface Asked {
  readonly state?: FeedbackState | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** What people said, the newest first; nothing for an administrator of a part alone. */
export async function listFeedback(ctx: ReadCtx, { state, cursor, limit }: Asked) {
  if (!(await runsPlatform(ctx))) return { items: [], counts: { new: 0, seen: 0 } };
  const before = fromCursor(cursor, place);
  let query = ctx.db
    .selectFrom('feedback')
    .select([...ownColumns, 'sender', 'path', 'contactSealed'])
    .orderBy('madeAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (state) query = query.where('state', '=', state);
  if (before)
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('madeAt', 'id'), '<', tuple(before[0], before[1])));
  const { items, next } = pageUp(await query.execute(), limit, (row) => [row.madeAt, row.id]);
  return {
    items: items.map(({ contactSealed, ...row }) => ({ ...row, hasContact: contactSealed !== null }) as FeedbackItem),
    counts: { new: await countOf(ctx, 'new'), seen: await countOf(ctx, 'seen') },
    ...(next ? { next } : {}),
  };
}

async function countOf(ctx: ReadCtx, state: FeedbackState): Promise<number> {
  const row = await ctx.db
    .selectFrom('feedback')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('state', '=', state)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** How to reach whoever left it for that; the look is audited. @throws request.not-found */
export async function getContact(ctx: ReadCtx, id: string): Promise<{ contact: string }> {
  const row = (await runsPlatform(ctx))
    ? await ctx.db.selectFrom('feedback').select('contactSealed').where('id', '=', id).executeTakeFirst()
    : undefined;
  if (!row?.contactSealed) throw refuse('request.not-found');
  ctx.audit({ action: 'feedback.contact-seen', noun: 'feedback', rowId: id });
  return { contact: ctx.vault.open('phone', row.contactSealed) };
}

/** What the one who is signed in said under their name, with the answers. */
export async function listOwnFeedback(ctx: ReadCtx): Promise<OwnFeedback[]> {
  const { actor } = ctx;
  if (actor.kind !== 'staff' && actor.kind !== 'resident') return [];
  const rows = await ctx.db
    .selectFrom('feedback')
    .select(ownColumns)
    .where('userId', '=', actor.userId)
    .orderBy('madeAt', 'desc')
    .limit(mostOwn)
    .execute();
  return rows as OwnFeedback[];
}

/** What was said, by the secret that came with it. @throws request.not-found */
export async function findByLink(ctx: ReadCtx, token: string): Promise<OwnFeedback> {
  const row = await ctx.db
    .selectFrom('feedback')
    .select(ownColumns)
    .where('linkHash', '=', ctx.vault.token('link', token))
    .executeTakeFirst();
  if (!row) throw refuse('request.not-found');
  return row as OwnFeedback;
}
