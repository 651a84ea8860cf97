import { ICalCalendar } from 'ical-generator';
import { businessDay, toMs } from '../../../domain/calendar/instant.ts';
import { rotaKinds, shiftParts } from '../../../domain/rotas/kinds.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import { shiftsOfUser } from './rotas.queries.ts';
import { feedHash } from './swaps.commands.ts';

/** Days back that a calendar still shows. */
const daysBack = 31;

/** The shifts of one person as iCalendar: post, place and the post's telephone, nobody else's name. */
async function calendarOf(ctx: ReadCtx, userId: string): Promise<string> {
  const calendar = new ICalCalendar({
    name: '邻里值班',
    prodId: { company: 'Linli', product: 'rotas', language: 'ZH' },
    ttl: 3600,
  });
  const from = new Date(toMs(ctx.now) - daysBack * 86_400_000).toISOString();
  for (const { id, startsAt, endsAt, part, rota } of await shiftsOfUser(ctx, userId, from))
    calendar.createEvent({
      id: `${id}@linli`,
      stamp: new Date(ctx.now),
      start: new Date(startsAt),
      end: new Date(endsAt),
      summary: `${rotaKinds[rota.kind].label.zh}：${rota.name}（${shiftParts[part].zh}）`,
      location: rota.place,
      ...(rota.phone === '' ? {} : { description: `岗位电话 ${rota.phone}` }),
    });
  return calendar.toString();
}

/** One's own shifts as a file. */
export async function downloadCalendar(ctx: ReadCtx): Promise<MediaAnswer> {
  const body = ctx.actor.kind === 'staff' ? await calendarOf(ctx, ctx.actor.userId) : '';
  return { body, mediaType: 'text/calendar; charset=utf-8', fileName: `linli-rota-${businessDay(ctx.now)}.ics` };
}

/** The shifts of whoever holds a link; undefined for a link that never was or is no more, or whose owner has left. */
export async function calendarByLink(ctx: ReadCtx, key: string): Promise<string | undefined> {
  const owner = await ctx.db
    .selectFrom('rotaFeeds')
    .innerJoin('users', 'users.id', 'rotaFeeds.userId')
    .select('users.id')
    .where('rotaFeeds.keyHash', '=', feedHash(ctx, key))
    .where('users.isActive', '=', true)
    .executeTakeFirst();
  return owner && calendarOf(ctx, owner.id);
}
