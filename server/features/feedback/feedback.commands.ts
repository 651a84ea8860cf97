import type { z } from 'zod';
import type { feedbackCommands } from '../../../contract/feedback.ts';
import { businessDay, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { areaTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { runsPlatform } from './feedback.queries.ts';

type Input<K extends keyof typeof feedbackCommands> = z.output<(typeof feedbackCommands)[K]['input']>;

const hourMs = 3_600_000;
/** From one account, and from all who are not signed in together. */
const mostPerPerson = 10;
const mostNameless = 200;

/** A page's address without what names a matter or a person in it: whatever is long or has a digit. */
export function barePath(path: string): string {
  return (path.split(/[?#]/)[0] ?? '/')
    .split('/')
    .map((part) => (part.length > 20 || /\d|[^\w-]/.test(part) ? '…' : part))
    .join('/');
}

async function assertNotFlooding(ctx: WriteCtx, userId: string | null): Promise<void> {
  let recent = ctx.db
    .selectFrom('feedback')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('madeAt', '>', toIso(toMs(ctx.now) - hourMs));
  recent = userId === null ? recent.where('userId', 'is', null) : recent.where('userId', '=', userId);
  const { n } = await recent.executeTakeFirstOrThrow();
  if (n >= (userId === null ? mostNameless : mostPerPerson)) throw refuse('request.too-many', { seconds: 3600 });
}

/**
 * Keeps what somebody says of the platform. Who does not want to be known is not kept; the secret of their device leads to the answer.
 * @throws request.too-many
 */
export async function sendFeedback(ctx: WriteCtx, input: Input<'feedback.send'>): Promise<{ id: string }> {
  const { actor } = ctx;
  const isKnown = actor.kind === 'staff' || actor.kind === 'resident';
  const userId = isKnown && !input.isNameless ? actor.userId : null;
  await assertNotFlooding(ctx, userId);
  const id = ctx.newId();
  const made = await ctx.db
    .insertInto('feedback')
    .values({
      id,
      userId,
      sender: userId === null ? 'anonymous' : actor.kind,
      kind: input.kind,
      words: input.words,
      path: barePath(input.path),
      contactSealed: input.contact ? ctx.vault.seal('phone', input.contact) : null,
      linkHash: ctx.vault.token('link', input.token),
      state: 'new',
      madeAt: ctx.now,
    })
    .onConflict((conflict) => conflict.column('linkHash').doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows !== 1n) throw refuse('intention.reused');
  return { id };
}

/** Marks one as looked at. @throws access.outside-scope, request.not-found */
export async function seeFeedback(ctx: WriteCtx, { id }: Input<'feedback.see'>): Promise<{ id: string }> {
  const row = await lockOne(ctx, id);
  if (row.state === 'new')
    await ctx.db.updateTable('feedback').set({ state: 'seen', seenAt: ctx.now }).where('id', '=', id).execute();
  return { id };
}

/** Answers, or answers better; whoever works here is told. @throws access.outside-scope, request.not-found */
export async function answerFeedback(ctx: WriteCtx, { id, answer }: Input<'feedback.answer'>): Promise<{ id: string }> {
  const row = await lockOne(ctx, id);
  const answeredBy = ctx.actor.kind === 'staff' ? ctx.actor.userId : null;
  await ctx.db
    .updateTable('feedback')
    .set({ state: 'answered', answer, answeredAt: ctx.now, answeredBy, seenAt: row.seenAt ?? ctx.now })
    .where('id', '=', id)
    .execute();
  ctx.audit({ action: 'feedback.answered', noun: 'feedback', rowId: id });
  if (row.sender === 'staff' && row.userId) await tellStaff(ctx, row.userId);
  return { id };
}

async function lockOne(ctx: WriteCtx, id: string) {
  if (!(await runsPlatform(ctx))) throw refuse('access.outside-scope');
  const row = await ctx.db
    .selectFrom('feedback')
    .select(['state', 'sender', 'userId', 'seenAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw refuse('request.not-found');
  return row;
}

/** A notice where the one who wrote works; whoever holds nothing over an area finds the answer on their own page alone. */
async function tellStaff(ctx: WriteCtx, userId: string): Promise<void> {
  const on = businessDay(ctx.now);
  const held = await ctx.db
    .selectFrom('holdings')
    .select('areaId')
    .where('userId', '=', userId)
    .where('areaId', 'is not', null)
    .where('validFrom', '<=', on)
    .where((where) => where.or([where('validTo', 'is', null), where('validTo', '>', on)]))
    .orderBy('grantedAt')
    .limit(1)
    .executeTakeFirst();
  const node = (await areaTree(ctx)).byId.get(held?.areaId ?? 0);
  if (!node) return;
  await ctx.db
    .insertInto('notices')
    .values({
      communityId: node.communityId,
      id: ctx.newId(),
      toUserId: userId,
      class: 'digest',
      code: 'feedback.answered',
      parameters: jsonb({}),
      createdAt: ctx.now,
    })
    .execute();
}
