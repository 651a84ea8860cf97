import { sql } from 'kysely';
import type { DutyNow, PublicDuty, Rota, RotaShift } from '../../../contract/rotas.ts';
import { holdingsWith } from '../../../domain/access/actor.ts';
import { factsOf } from '../../../domain/calendar/calendar.ts';
import { businessDay, dayMs, dayNumber, dayOf, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { calledKinds, rotaKind, type ShiftPart } from '../../../domain/rotas/kinds.ts';
import { gapsIn, holds, windowOf } from '../../../domain/rotas/spans.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { uuids } from '../../kit/db/lists.ts';
import { getCalendar } from '../calendar/calendar.queries.ts';
import { readHandovers, readShifts, readSwaps, rotaView, type ShiftView, viewOf } from './rota-views.ts';
import { getRota, readRotas, staffAround, visibleRotas } from './rotas-scope.queries.ts';

type AnyCtx = Pick<ReadCtx | WriteCtx, 'db'>;

/** The rotas around the asker, and the areas where they may open one. */
export async function listRotas(ctx: ReadCtx) {
  const tree = await areaTree(ctx);
  const items: Rota[] = (await visibleRotas(ctx)).map((row) => rotaView(tree, ctx, row));
  const desks = holdingsWith(ctx.actor, 'rotas.manage').flatMap(({ areaId }) =>
    areaId === undefined ? [] : tree.desksUnder(areaId),
  );
  const mayOpen = [...new Map(desks.map(({ id, name }) => [id, { id, name }])).values()];
  return { items, mayOpen };
}

/** Who is there now by rota, those where nobody is after the others: those of the asker's nearest places first come from the order of areas. */
export async function listDutyNow(ctx: ReadCtx, limit: number): Promise<{ items: DutyNow[] }> {
  const tree = await areaTree(ctx);
  const rows = await visibleRotas(ctx);
  if (rows.length === 0) return { items: [] };
  const ids = uuids(rows.map(({ id }) => id));
  const shifts = await readShifts(
    ctx,
    sql`s.rota_id = any (${ids}) and s.ends_at > ${ctx.now}::timestamptz and s.starts_at < ${toIso(toMs(ctx.now) + 14 * dayMs)}::timestamptz`,
  );
  const ofRota = Map.groupBy(shifts, ({ rotaId }) => rotaId);
  const all = rows.map((row) => {
    const own = ofRota.get(row.id) ?? [];
    return { row, own, there: own.filter((shift) => holds(shift, ctx.now)) };
  });
  const first = all.toSorted((a, b) => Number(b.there.length > 0) - Number(a.there.length > 0)).slice(0, limit);
  const items = first.map(({ row, own, there }) => ({
    rota: rotaView(tree, ctx, row),
    shifts: there.map(plainShift),
    nextAt: there.length === 0 ? (own.find((shift) => !holds(shift, ctx.now))?.startsAt ?? null) : null,
  }));
  return { items };
}

function plainShift({ rotaId: _rotaId, ...shift }: ShiftView): RotaShift {
  return shift;
}

/** How many days of a rota are looked at at once. */
const mostDays = 62;

/** A rota over some days: its shifts, what is not covered yet, days off, swaps and notes. */
export async function showShifts(ctx: ReadCtx, id: string, asked: { readonly from: string; readonly to: string }) {
  const row = await getRota(ctx, id);
  const first = dayNumber(asked.from);
  const last = Math.max(first, Math.min(dayNumber(asked.to), first + mostDays));
  const window = windowOf(asked.from, dayOf(last));
  const found = await readShifts(
    ctx,
    sql`s.rota_id = ${id} and s.ends_at > ${window.startsAt}::timestamptz and s.starts_at < ${window.endsAt}::timestamptz`,
  );
  const ahead = { startsAt: ctx.now > window.startsAt ? ctx.now : window.startsAt, endsAt: window.endsAt };
  const isToCover = rotaKind(row.kind).covers === 'always' && ahead.startsAt < ahead.endsAt;
  const { calendar } = await getCalendar(ctx);
  const days = Array.from({ length: last - first + 1 }, (_, at) => factsOf(calendar, first + at));
  return {
    rota: await viewOf(ctx, row),
    shifts: found.map(plainShift),
    gaps: isToCover ? [...gapsIn(ahead, found)] : [],
    days: days.map(({ day, isWorking, name }) => ({ day, isWorking, name: name ?? null })),
    swaps: await readSwaps(ctx, sql`w.rota_id = ${id}`),
    handovers: await readHandovers(ctx, sql`h.rota_id = ${id}`),
  };
}

/** Who can be put on a rota. */
export async function listRotaPeople(ctx: ReadCtx, id: string, q: string | undefined) {
  const row = await getRota(ctx, id);
  return { items: [...(await staffAround(ctx, row.areaId, { q }))] };
}

/** How far ahead one's own shifts are shown. */
const daysAhead = 62;

/** Shifts of one person from a moment on, with the post they are at. */
export async function shiftsOfUser(ctx: ReadCtx, userId: string, from: string) {
  const until = toIso(toMs(ctx.now) + daysAhead * dayMs);
  const shifts = await readShifts(
    ctx,
    sql`s.user_id = ${userId} and s.ends_at > ${from}::timestamptz and s.starts_at < ${until}::timestamptz`,
  );
  const rotas = new Map((await readRotas(ctx)).map((row) => [row.id, row]));
  return shifts.flatMap((shift) => {
    const row = rotas.get(shift.rotaId);
    if (!row) return [];
    const { id, name, kind, place, phone } = row;
    return [{ ...plainShift(shift), rota: { id, name, kind, place, phone } }];
  });
}

/** Whoever comes on within so many hours may read what the shift before left. */
export const soonHours = 12;

/** My own: shifts, swaps that wait or were just answered, notes to take over, and whether a calendar follows. */
export async function listMine(ctx: ReadCtx) {
  const me = ctx.actor.kind === 'staff' ? ctx.actor.userId : null;
  if (me === null) return { shifts: [], swaps: [], handovers: [], feedMadeAt: null };
  const weekAgo = toIso(toMs(ctx.now) - 7 * dayMs);
  const soon = toIso(toMs(ctx.now) + soonHours * 3_600_000);
  const feed = await ctx.db.selectFrom('rotaFeeds').select('madeAt').where('userId', '=', me).executeTakeFirst();
  return {
    shifts: await shiftsOfUser(ctx, me, toIso(toMs(ctx.now) - dayMs)),
    swaps: await readSwaps(
      ctx,
      sql`(w.asked_by = ${me} or w.asked_of = ${me}) and (w.state = 'asked' or w.answered_at > ${weekAgo}::timestamptz)`,
    ),
    handovers: await readHandovers(
      ctx,
      sql`h.taken_at is null and h.written_by <> ${me} and h.written_at > ${toIso(toMs(ctx.now) - 3 * dayMs)}::timestamptz
        and exists (select from rota_shifts s where s.rota_id = h.rota_id and s.user_id = ${me} and s.dropped_at is null
          and s.starts_at <= ${soon}::timestamptz and s.ends_at > ${ctx.now}::timestamptz)`,
    ),
    feedMadeAt: feed?.madeAt ?? null,
  };
}

/** Whether somebody is on a shift now, of any rota. */
export async function isOnShift(ctx: AnyCtx & { readonly now: string }, userId: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select exists (
    select from rota_shifts s join rotas r on r.id = s.rota_id where s.user_id = ${userId} and s.dropped_at is null and r.closed_at is null
      and s.starts_at <= ${ctx.now}::timestamptz and s.ends_at > ${ctx.now}::timestamptz) as found`.execute(ctx.db);
  return rows[0]?.found ?? false;
}

export interface Called {
  readonly userId: string;
  readonly name: string;
  readonly part: ShiftPart;
  readonly rotaName: string;
  readonly phone: string;
}

/**
 * Who is called for a matter at a moment: those on duty of the units named, and of the nearest area of a path that has anybody on duty.
 * @param path the matter's area and everything above it, nearest first
 */
export async function whoIsCalled(
  db: AnyCtx['db'],
  at: string,
  path: readonly number[],
  organisationIds: readonly string[] = [],
): Promise<readonly Called[]> {
  const { rows } = await sql<Called & { readonly areaId: number; readonly organisationId: string | null }>`
    select s.user_id, u.name, s.part, r.name as rota_name, r.phone, r.area_id, r.organisation_id
    from rotas r join rota_shifts s on s.rota_id = r.id join users u on u.id = s.user_id
    where r.closed_at is null and s.dropped_at is null and r.kind = any (${`{${calledKinds.join(',')}}`}::text[])
      and (r.organisation_id = any (${uuids(organisationIds)}) or (r.organisation_id is null and r.area_id = any (${`{${path.join(',')}}`}::bigint[])))
      and s.starts_at <= ${at}::timestamptz and s.ends_at > ${at}::timestamptz
    order by s.part, u.name, s.id`.execute(db);
  const nearest = path.find((id) => rows.some((row) => row.organisationId === null && row.areaId === id));
  const called = rows.filter((row) => row.organisationId !== null || row.areaId === nearest);
  return [...new Map(called.map((row) => [row.userId, row])).values()].map(
    ({ areaId: _areaId, organisationId: _organisationId, ...one }) => one,
  );
}

/** Today's posts of a community and of what lies above it, for everybody: post and telephone; a name only where the post publishes it. */
export async function listPublicDuty(ctx: ReadCtx, areaId: number): Promise<{ items: PublicDuty[] }> {
  const tree = await areaTree(ctx);
  const path = tree.ancestorsOf(areaId).filter(({ kind }) => kind === 'community' || kind === 'street');
  const rows = (await readRotas(ctx, { areaIds: path.map(({ id }) => id) })).filter(
    ({ publicity }) => publicity !== 'none',
  );
  if (rows.length === 0) return { items: [] };
  const today = windowOf(businessDay(ctx.now), businessDay(ctx.now));
  const shifts = await readShifts(
    ctx,
    sql`s.rota_id = any (${uuids(rows.map(({ id }) => id))}) and s.ends_at > ${ctx.now}::timestamptz and s.starts_at < ${today.endsAt}::timestamptz`,
  );
  const order = new Map(path.map(({ id }, at) => [id, at]));
  const items = rows.flatMap((row): PublicDuty[] => {
    const own = shifts.filter(({ rotaId }) => rotaId === row.id);
    const starts = [...new Set(own.map(({ startsAt }) => startsAt))];
    return starts.flatMap((startsAt) => {
      const there = own.filter((shift) => shift.startsAt === startsAt);
      const { endsAt } = there[0] as ShiftView;
      const names = row.publicity === 'name' ? there.map(({ user }) => user.name) : [];
      const { id, kind, name, place, phone } = row;
      return [{ id, kind, name, place, phone, names, startsAt, endsAt, isNow: startsAt <= ctx.now }];
    });
  });
  const rank = ({ id }: PublicDuty): number => order.get(rows.find((row) => row.id === id)?.areaId ?? 0) ?? 9;
  const isLater = (one: PublicDuty): number => (one.isNow ? 0 : 1);
  return {
    items: items.toSorted(
      (a, b) => isLater(a) - isLater(b) || rank(a) - rank(b) || a.startsAt.localeCompare(b.startsAt),
    ),
  };
}
