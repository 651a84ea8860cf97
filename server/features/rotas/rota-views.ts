import { type Expression, type SqlBool, sql } from 'kysely';
import type { Rota, RotaHandover, RotaShift, RotaSwap } from '../../../contract/rotas.ts';
import type { ShiftPart } from '../../../domain/rotas/kinds.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { mayPlan, type RotaRow } from './rotas-scope.queries.ts';

type AnyCtx = ReadCtx | WriteCtx;

const userOf = ({ actor }: AnyCtx): string | null => (actor.kind === 'staff' ? actor.userId : null);

/** A rota as its readers see it. */
export function rotaView(tree: AreaTree, ctx: AnyCtx, row: RotaRow): Rota {
  const { id, kind, name, place, phone, publicity, slotMinutes, organisationId, organisationName } = row;
  return {
    id,
    kind,
    name,
    place,
    phone,
    publicity,
    slotMinutes,
    area: { id: row.areaId, name: tree.byId.get(row.areaId)?.name ?? '' },
    organisation: organisationId === null ? null : { id: organisationId, name: organisationName ?? '' },
    mayPlan: mayPlan(tree, ctx, row),
  };
}

/** As rotaView, with the tree of today. */
export async function viewOf(ctx: AnyCtx, row: RotaRow): Promise<Rota> {
  return rotaView(await areaTree(ctx), ctx, row);
}

export type ShiftView = RotaShift & { readonly rotaId: string };

/** Shifts by a condition on `s`, in order of time, the leader first. */
export async function readShifts(ctx: AnyCtx, where: Expression<SqlBool>): Promise<readonly ShiftView[]> {
  const { rows } = await sql<{
    id: string;
    rotaId: string;
    startsAt: string;
    endsAt: string;
    part: ShiftPart;
    userId: string;
    name: string;
    coversName: string | null;
  }>`select s.id, s.rota_id, s.starts_at, s.ends_at, s.part, s.user_id, u.name, c.name as covers_name
    from rota_shifts s join users u on u.id = s.user_id left join users c on c.id = s.covers_user_id
    where s.dropped_at is null and ${where}
    order by s.starts_at, s.part, u.name, s.id`.execute(ctx.db);
  const me = userOf(ctx);
  return rows.map(({ id, rotaId, startsAt, endsAt, part, userId, name, coversName }) => ({
    id,
    rotaId,
    startsAt,
    endsAt,
    part,
    user: { userId, name },
    coversName,
    isMine: userId === me,
  }));
}

/** How many swaps and notes are shown at once. */
const mostShown = 40;

/** Swaps by a condition on `w`, newest first. */
export async function readSwaps(ctx: AnyCtx, where: Expression<SqlBool>): Promise<RotaSwap[]> {
  const { rows } = await sql<{
    id: string;
    rotaName: string;
    state: RotaSwap['state'];
    words: string;
    startsAt: string;
    endsAt: string;
    forStartsAt: string | null;
    forEndsAt: string | null;
    byId: string;
    byName: string;
    ofId: string;
    ofName: string;
    seenBy: string | null;
  }>`select w.id, r.name as rota_name, w.state, w.words, s.starts_at, s.ends_at, f.starts_at as for_starts_at, f.ends_at as for_ends_at,
      b.id as by_id, b.name as by_name, o.id as of_id, o.name as of_name, w.seen_by
    from rota_swaps w join rotas r on r.id = w.rota_id join rota_shifts s on s.id = w.shift_id
    left join rota_shifts f on f.id = w.for_shift_id
    join users b on b.id = w.asked_by join users o on o.id = w.asked_of
    where ${where} order by w.asked_at desc, w.id limit ${mostShown}`.execute(ctx.db);
  const me = userOf(ctx);
  return rows.map((row) => ({
    id: row.id,
    rotaName: row.rotaName,
    state: row.state,
    shift: { startsAt: row.startsAt, endsAt: row.endsAt },
    forShift:
      row.forStartsAt === null || row.forEndsAt === null ? null : { startsAt: row.forStartsAt, endsAt: row.forEndsAt },
    by: { userId: row.byId, name: row.byName },
    of: { userId: row.ofId, name: row.ofName },
    words: row.words,
    isMine: row.byId === me,
    isOfMe: row.ofId === me,
    isSeen: row.seenBy !== null,
  }));
}

/** Notes from shift to shift by a condition on `h`, newest first. */
export async function readHandovers(ctx: AnyCtx, where: Expression<SqlBool>): Promise<RotaHandover[]> {
  const { rows } = await sql<Omit<RotaHandover, 'isMine'> & { readonly writtenBy: string }>`
    select h.id, r.name as rota_name, h.words, b.name as by_name, h.written_at as at, h.written_by, t.name as taken_by_name, h.taken_at
    from rota_handovers h join rotas r on r.id = h.rota_id join users b on b.id = h.written_by left join users t on t.id = h.taken_by
    where ${where} order by h.written_at desc, h.id limit ${mostShown}`.execute(ctx.db);
  const me = userOf(ctx);
  return rows.map(({ writtenBy, ...row }) => ({ ...row, isMine: writtenBy === me }));
}
