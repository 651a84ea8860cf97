import { sql } from 'kysely';
import { z } from 'zod';
import type { Notice, NoticeClass } from '../../../contract/notices.ts';
import { toRef } from '../../../contract/shapes.ts';
import { dayMs, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { isOpenAt } from '../../../domain/calendar/opening.ts';
import type { NoticeCode } from '../../../domain/case/define.ts';
import { noticedCapabilities, noticeText } from '../../../domain/case/notices.ts';
import { organisationsOf, scopeWith } from '../../access/scope.ts';
import { settingNow } from '../../access/settings.ts';
import { areaTree } from '../../access/tree.ts';
import { visibleCases } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { getCalendar } from '../calendar/calendar.queries.ts';
import { isOnShift } from '../rotas/rotas.queries.ts';

const mostCounted = 100;

/** One way a notice reaches somebody: the condition and how many values of the index it may take. */
interface Post {
  readonly areaId: number;
  readonly capabilities: string;
}

/** The areas whose posts this actor fills, each with the capabilities that notices are addressed to. */
async function postsOf(ctx: ReadCtx): Promise<readonly Post[]> {
  const tree = await areaTree(ctx);
  const byArea = new Map<number, string[]>();
  for (const capability of noticedCapabilities) {
    for (const areaId of scopeWith(tree, ctx.actor, capability).whole)
      byArea.set(areaId, [...(byArea.get(areaId) ?? []), capability]);
  }
  return [...byArea].map(([areaId, list]) => ({ areaId, capabilities: list.join(' ') }));
}

interface Reach {
  readonly since: string;
  readonly before?: readonly [at: string, id: string] | undefined;
  readonly class?: NoticeClass | undefined;
  readonly limit: number;
}

interface NoticeRow {
  readonly communityId: number;
  readonly id: string;
  readonly class: NoticeClass;
  readonly code: NoticeCode;
  readonly parameters: Record<string, unknown>;
  readonly noun: string | null;
  readonly rowId: string | null;
  readonly createdAt: string;
}

/**
 * The notices addressed to this actor, newest first: to them by name, to their organisations, and to the posts they fill. Each way is read by
 * its own index and no further than the page needs.
 */
async function visibleNotices(ctx: ReadCtx, { since, before, class: only, limit }: Reach): Promise<NoticeRow[]> {
  if (ctx.actor.kind !== 'staff') return [];
  const posts = await postsOf(ctx);
  const more = sql`
    and n.created_at > ${since}::timestamptz
    ${before ? sql`and (n.created_at, n.id) < (${before[0]}::timestamptz, ${before[1]}::uuid)` : sql``}
    ${only ? sql`and n.class = ${only}` : sql``}
    order by n.created_at desc, n.id desc limit ${limit}`;
  const { rows } = await sql<NoticeRow>`
    select community_id, id, class, code, parameters, noun, row_id, created_at from (
      (select n.* from notices n where n.to_user_id = ${ctx.actor.userId} ${more})
      union all
      (select m.* from unnest(${[...organisationsOf(ctx.actor)]}::uuid[]) as o (id)
        cross join lateral (select n.* from notices n where n.to_organisation_id = o.id ${more}) m)
      union all
      (select m.* from unnest(${posts.map((post) => post.areaId)}::bigint[], ${posts.map((post) => post.capabilities)}::text[]) as p (area_id, capabilities)
        cross join lateral (
          select n.* from notices n
          where n.to_area_id = p.area_id and n.to_capability = any (string_to_array(p.capabilities, ' ')) ${more}) m)
    ) found
    order by created_at desc, id desc limit ${limit}`.execute(ctx.db);
  return rows;
}

/** From when on notices are shown: what they are about is kept with its matter. */
async function keptSince(ctx: ReadCtx): Promise<string> {
  return toIso(toMs(ctx.now) - (await settingNow(ctx.db, 'notices.keptDays')) * dayMs);
}

async function seenUntil(ctx: ReadCtx): Promise<string> {
  const nothing = await keptSince(ctx);
  if (ctx.actor.kind !== 'staff') return nothing;
  const mark = await ctx.db
    .selectFrom('noticeMarks')
    .select('seenUntil')
    .where('userId', '=', ctx.actor.userId)
    .executeTakeFirst();
  return mark && mark.seenUntil > nothing ? mark.seenUntil : nothing;
}

/** The titles of the matters that notices are about, by id; only those the asker still sees. */
async function titlesOf(ctx: ReadCtx, rows: readonly NoticeRow[]): Promise<ReadonlyMap<string, string>> {
  const wanted = rows.flatMap((row) => (row.noun === 'cases' && row.rowId ? [row.rowId] : []));
  if (wanted.length === 0) return new Map();
  const found = await (await visibleCases(ctx))
    .select(['id', 'title'])
    .where('communityId', 'in', [...new Set(rows.map((row) => row.communityId))])
    .where('id', 'in', wanted)
    .execute();
  return new Map(found.map((row) => [row.id, row.title]));
}

const place = z.tuple([z.iso.datetime(), z.uuid()]);
const outOfSight = { zh: '（已不在您的范围内）', en: '(no longer in your area)' };

/** What I was told, newest first. The title of a matter is read now, through what I may see now; a notice keeps only its number. */
export async function listNotices(
  ctx: ReadCtx,
  query: { readonly cursor?: string | undefined; readonly limit: number; readonly class?: NoticeClass | undefined },
): Promise<{ items: Notice[]; next?: string }> {
  const seen = await seenUntil(ctx);
  const rows = await visibleNotices(ctx, {
    since: await keptSince(ctx),
    before: fromCursor(query.cursor, place),
    class: query.class,
    limit: query.limit + 1,
  });
  const titles = await titlesOf(ctx, rows);
  const { items, next } = pageUp(rows, query.limit, (row) => [row.createdAt, row.id]);
  return {
    items: items.map((row) => {
      const title = row.rowId ? titles.get(row.rowId) : undefined;
      const words = (language: 'zh' | 'en') =>
        noticeText(row.code, { ...row.parameters, title: title ?? outOfSight[language] })[language];
      return {
        id: row.id,
        class: row.class,
        text: { zh: words('zh'), en: words('en') },
        caseRef: row.rowId && title !== undefined ? toRef(row.communityId, row.rowId) : null,
        at: row.createdAt,
        isNew: row.createdAt > seen,
      };
    }),
    ...(next ? { next } : {}),
  };
}

/** How many notices are new, by class, and whether the asker is on duty: while office hours run, or on a shift of a rota. */
export async function countNotices(ctx: ReadCtx) {
  const since = await seenUntil(ctx);
  const counts = { now: 0, shift: 0, digest: 0 };
  for (const only of ['now', 'shift', 'digest'] as const)
    counts[only] = (await visibleNotices(ctx, { since, class: only, limit: mostCounted })).length;
  const { calendar } = await getCalendar(ctx);
  const isOnDuty =
    isOpenAt(calendar, ctx.now) || (ctx.actor.kind === 'staff' && (await isOnShift(ctx, ctx.actor.userId)));
  return { ...counts, isOnDuty };
}
