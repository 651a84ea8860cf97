import type { z } from 'zod';
import type { responsibilityCommands } from '../../../contract/responsibilities.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { versionOn } from '../../../domain/registry/dated.ts';
import { visibleHouses } from '../../access/visible.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { assertOver } from './area-scope.ts';
import { getStoredArea } from './area-versions.ts';

type Input<K extends keyof typeof responsibilityCommands> = z.output<(typeof responsibilityCommands)[K]['input']>;

async function assertStaff(ctx: WriteCtx, userId: string): Promise<void> {
  const user = await ctx.db
    .selectFrom('users')
    .select('id')
    .where('id', '=', userId)
    .where('kind', '=', 'staff')
    .where('isActive', '=', true)
    .executeTakeFirst();
  if (!user) throw refuse('responsibilities.not-staff');
}

/** Gives somebody a post on an area from a day on. A past day is taken: a list of posts is often written down late. */
export async function assignResponsibility(ctx: WriteCtx, input: Input<'responsibilities.assign'>) {
  const area = await getStoredArea(ctx.db, input.areaId);
  await assertOver(ctx, 'responsibilities.manage', area.id, area.versions.at(-1)?.parentId);
  if (!versionOn(area.versions, input.from)) throw refuse('dated.not-valid', { day: input.from });
  if (input.to !== undefined && input.to <= input.from) throw refuse('dated.ends-before-start', { day: input.from });
  await assertStaff(ctx, input.userId);
  const id = ctx.newId();
  await ctx.db
    .insertInto('responsibilities')
    .values({
      communityId: area.communityId,
      id,
      areaId: area.id,
      userId: input.userId,
      duty: input.duty,
      line: input.line ?? null,
      isLead: input.isLead,
      publishedPhone: input.publishedPhone || null,
      validFrom: input.from,
      validTo: input.to ?? null,
    })
    .execute();
  note(ctx, 'responsibilities.assigned', area.communityId, id, {
    areaId: area.id,
    userId: input.userId,
    duty: input.duty,
    from: input.from,
  });
  return { ref: toRef(area.communityId, id) };
}

/**
 * Gives somebody single doors to look after (联系户, 包保): posts like any other, of one home each. Those they have already are left as they are.
 * @throws request.not-found where one of the homes is not there
 */
export async function linkHouses(ctx: WriteCtx, input: Input<'responsibilities.linkHouses'>) {
  await assertStaff(ctx, input.userId);
  let linked = 0;
  for (const ref of new Set(input.houses)) {
    const { communityId, id: houseId } = parseRef(ref);
    const house = await (await visibleHouses(ctx))
      .select(['buildingId', 'unitId'])
      .where('communityId', '=', communityId)
      .where('id', '=', houseId)
      .where('endedOn', 'is', null)
      .executeTakeFirst();
    if (!house) throw refuse('request.not-found');
    const areaId = house.unitId ?? house.buildingId;
    await assertOver(ctx, 'responsibilities.manage', areaId);
    if (await isLinked(ctx, { communityId, houseId, userId: input.userId, duty: input.duty, from: input.from }))
      continue;
    const id = ctx.newId();
    await ctx.db
      .insertInto('responsibilities')
      .values({ communityId, id, areaId, houseId, userId: input.userId, duty: input.duty, validFrom: input.from })
      .execute();
    note(ctx, 'responsibilities.linked', communityId, id, { houseId, userId: input.userId, from: input.from });
    linked += 1;
  }
  return { linked };
}

async function isLinked(
  ctx: WriteCtx,
  of: {
    readonly communityId: number;
    readonly houseId: string;
    readonly userId: string;
    readonly duty: string;
    readonly from: string;
  },
): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('responsibilities')
    .select('id')
    .where('communityId', '=', of.communityId)
    .where('houseId', '=', of.houseId)
    .where('userId', '=', of.userId)
    .where('duty', '=', of.duty)
    .where((is) => is.or([is('validTo', 'is', null), is('validTo', '>', of.from)]))
    .executeTakeFirst();
  return found !== undefined;
}

function note(
  ctx: WriteCtx,
  action: string,
  communityId: number,
  rowId: string,
  details: Record<string, unknown>,
): void {
  ctx.audit({ action, noun: 'responsibilities', communityId, rowId, details });
}

async function lockPost(ctx: WriteCtx, ref: string) {
  const { communityId, id } = parseRef(ref);
  const post = await ctx.db
    .selectFrom('responsibilities')
    .selectAll()
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!post) throw refuse('request.not-found');
  const area = await getStoredArea(ctx.db, post.areaId);
  await assertOver(ctx, 'responsibilities.manage', area.id, area.versions.at(-1)?.parentId);
  return post;
}

/** Ends a post on a day, the first it no longer holds; whoever stood in for it ends with it. */
export async function endResponsibility(ctx: WriteCtx, input: Input<'responsibilities.end'>) {
  const post = await lockPost(ctx, input.ref);
  const today = businessDay(ctx.now);
  if (input.on < today) throw refuse('dated.past', { today });
  if (post.validTo !== null && post.validTo <= today) throw refuse('dated.not-valid', { day: input.on });
  // One that has not begun ends before it starts: it never holds.
  const on = input.on < post.validFrom ? post.validFrom : input.on;
  await ctx.db
    .updateTable('responsibilities')
    .set((is) => ({ validTo: is.fn('greatest', [is.ref('validFrom'), is.cast<string>(is.val(on), 'date')]) }))
    .where('communityId', '=', post.communityId)
    .where('areaId', '=', post.areaId)
    .where('duty', '=', post.duty)
    .where('houseId', post.houseId === null ? 'is' : '=', post.houseId)
    .where((is) =>
      is.or([is('id', '=', post.id), is('coversUserId', '=', post.coversUserId === null ? post.userId : null)]),
    )
    .where((is) => is.or([is('validTo', 'is', null), is('validTo', '>', on)]))
    .execute();
  note(ctx, 'responsibilities.ended', post.communityId, post.id, { areaId: post.areaId, userId: post.userId, on });
  return { ref: input.ref };
}

/** Lets somebody stand in for the one in post (AB 角) between two days, the last not counted. */
export async function coverResponsibility(ctx: WriteCtx, input: Input<'responsibilities.cover'>) {
  const post = await lockPost(ctx, input.ref);
  if (input.to <= input.from) throw refuse('dated.ends-before-start', { day: input.from });
  if (post.coversUserId !== null) throw refuse('request.not-found');
  if (input.userId === post.userId) throw refuse('responsibilities.self-cover');
  const isInside = input.from >= post.validFrom && (post.validTo === null || input.to <= post.validTo);
  if (!isInside) throw refuse('responsibilities.outside-post', { from: post.validFrom, to: post.validTo ?? '—' });
  await assertStaff(ctx, input.userId);
  const id = ctx.newId();
  await ctx.db
    .insertInto('responsibilities')
    .values({
      communityId: post.communityId,
      id,
      areaId: post.areaId,
      houseId: post.houseId,
      userId: input.userId,
      duty: post.duty,
      line: post.line,
      isLead: post.isLead,
      coversUserId: post.userId,
      validFrom: input.from,
      validTo: input.to,
    })
    .execute();
  note(ctx, 'responsibilities.covered', post.communityId, id, {
    areaId: post.areaId,
    userId: input.userId,
    coversUserId: post.userId,
    from: input.from,
    to: input.to,
  });
  return { ref: toRef(post.communityId, id) };
}
