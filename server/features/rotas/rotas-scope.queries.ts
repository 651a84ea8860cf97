import { sql } from 'kysely';
import { holdingsOf } from '../../../domain/access/actor.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { Publicity, RotaKindCode } from '../../../domain/rotas/kinds.ts';
import { holdsOver } from '../../access/scope.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';

type AnyCtx = ReadCtx | WriteCtx;

export interface RotaRow {
  readonly id: string;
  readonly areaId: number;
  readonly organisationId: string | null;
  readonly organisationName: string | null;
  readonly kind: RotaKindCode;
  readonly name: string;
  readonly place: string;
  readonly phone: string;
  readonly publicity: Publicity;
  readonly slotMinutes: number | null;
}

/** The rotas in force, those of some areas or ids alone where told; closed ones, too, for what was promised while they were open. */
export async function readRotas(
  ctx: Pick<AnyCtx, 'db'>,
  only: { readonly areaIds?: readonly number[]; readonly ids?: readonly string[]; readonly withClosed?: true } = {},
): Promise<readonly RotaRow[]> {
  const { rows } = await sql<RotaRow>`
    select r.id, r.area_id, r.organisation_id, o.name as organisation_name, r.kind, r.name, r.place, r.phone, r.publicity, r.slot_minutes
    from rotas r left join organisations o on o.id = r.organisation_id
    where ${only.withClosed ? sql`true` : sql`r.closed_at is null`}
      ${only.areaIds ? sql`and r.area_id = any (${`{${only.areaIds.join(',')}}`}::bigint[])` : sql``}
      ${only.ids ? sql`and r.id = any (${`{${only.ids.join(',')}}`}::uuid[])` : sql``}
    order by r.area_id, r.kind, r.name, r.id`.execute(ctx.db);
  return rows;
}

/** The areas an actor works over, and where the units sit that they act for. */
async function ownAreas(ctx: AnyCtx): Promise<readonly number[]> {
  const held = holdingsOf(ctx.actor);
  const units = held.flatMap(({ organisationId }) => organisationId ?? []);
  const seats =
    units.length === 0
      ? []
      : await ctx.db.selectFrom('organisations').select('areaId').where('id', 'in', units).execute();
  return [...new Set([...held.flatMap(({ areaId }) => areaId ?? []), ...seats.flatMap(({ areaId }) => areaId ?? [])])];
}

/** The rotas over, in or under the areas an actor works in. Colleagues see each other's plans; strangers to the place do not. */
export async function visibleRotas(ctx: AnyCtx, ids?: readonly string[]): Promise<readonly RotaRow[]> {
  const tree = await areaTree(ctx);
  const own = await ownAreas(ctx);
  const rows = await readRotas(ctx, ids ? { ids } : {});
  return rows.filter(({ areaId }) => own.some((id) => tree.isWithin(areaId, id) || tree.isWithin(id, areaId)));
}

/** One rota the actor sees. @throws request.not-found */
export async function getRota(ctx: AnyCtx, id: string): Promise<RotaRow> {
  const [row] = await visibleRotas(ctx, [id]);
  if (!row) throw refuse('request.not-found');
  return row;
}

/** Whether the actor plans a rota: over its area. */
export function mayPlan(tree: AreaTree, ctx: AnyCtx, row: Pick<RotaRow, 'areaId'>): boolean {
  return holdsOver(tree, ctx.actor, 'rotas.manage', row.areaId);
}

/** One rota the actor plans, locked: changes of its shifts come one after the other. @throws request.not-found, access.outside-scope */
export async function lockPlanned(ctx: WriteCtx, id: string): Promise<RotaRow> {
  await ctx.db.selectFrom('rotas').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
  const row = await getRota(ctx, id);
  if (!mayPlan(await areaTree(ctx), ctx, row)) throw refuse('access.outside-scope');
  return row;
}

/** Who writes: staff alone, never a key. @throws access.outside-scope */
export function staffOf(ctx: AnyCtx): string {
  if (ctx.actor.kind !== 'staff') throw refuse('access.outside-scope');
  return ctx.actor.userId;
}

/** How many candidates are shown at once; the rest is found by name. */
const mostCandidates = 50;

/** Active staff with a role over, in or under an area, or in a unit that sits there. */
export async function staffAround(
  ctx: AnyCtx,
  areaId: number,
  only: { readonly q?: string | undefined; readonly ids?: readonly string[] } = {},
): Promise<readonly { readonly userId: string; readonly name: string; readonly hint: string }[]> {
  const tree = await areaTree(ctx);
  const areas = [...tree.ancestorsOf(areaId), ...tree.subtreeOf(areaId)].map(({ id }) => id);
  const on = businessDay(ctx.now);
  const words = only.q?.trim() ?? '';
  const { rows } = await sql<{ userId: string; name: string; hint: string }>`
    select u.id as user_id, u.name, coalesce(min(o.short_name), min(o.name), '') as hint
    from users u join holdings h on h.user_id = u.id
    left join organisations o on o.id = h.organisation_id
    where u.kind = 'staff' and u.is_active
      and h.valid_from <= ${on}::date and (h.valid_to is null or h.valid_to > ${on}::date)
      and coalesce(h.area_id, o.area_id) = any (${`{${areas.join(',')}}`}::bigint[])
      ${only.ids ? sql`and u.id = any (${`{${only.ids.join(',')}}`}::uuid[])` : sql``}
      and (${words} = '' or position(${words} in u.name) > 0)
    group by u.id, u.name order by u.name, u.id ${only.ids ? sql`` : sql`limit ${mostCandidates}`}`.execute(ctx.db);
  return rows;
}

/** Refuses whoever is not staff around the rota. @throws rotas.not-staff */
export async function assertAround(ctx: AnyCtx, areaId: number, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const found = await staffAround(ctx, areaId, { ids: wanted });
  if (found.length < wanted.length) throw refuse('rotas.not-staff');
}
