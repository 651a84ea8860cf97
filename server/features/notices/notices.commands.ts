import { sql } from 'kysely';
import { toMs } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../../kit/ctx.ts';

/**
 * Marks everything up to an instant as seen; the mark never goes back, and never past now.
 * @throws access.forbidden for whoever is told in another way: residents get messages
 */
export async function seeNotices(ctx: WriteCtx, { until }: { readonly until: string }) {
  if (ctx.actor.kind !== 'staff') throw refuse('access.forbidden');
  const asked = toMs(until) < toMs(ctx.now) ? until : ctx.now;
  const { rows } = await sql<{ seenUntil: string }>`
    insert into notice_marks (user_id, seen_until) values (${ctx.actor.userId}, ${asked}::timestamptz)
    on conflict (user_id) do update set seen_until = greatest(notice_marks.seen_until, excluded.seen_until)
    returning seen_until`.execute(ctx.db);
  return rows[0] as { seenUntil: string };
}
