import { sql } from 'kysely';
import { parseRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { doorRows, scopeFor } from '../../access/visible.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';

type AnyCtx = ReadCtx | WriteCtx;

/** Single doors somebody looks after: linked with them, or stood in for. */
export interface Linked {
  readonly communities: readonly number[];
  readonly houses: readonly string[];
}

/** More doors than one looks after; a list of them stays a list of ids. */
const mostLinked = 500;

/** The doors that are linked with the asker today. */
export async function linkedDoors(ctx: AnyCtx): Promise<Linked> {
  if (ctx.actor.kind !== 'staff') return { communities: [], houses: [] };
  const on = businessDay(ctx.now);
  const { rows } = await sql<{ communityId: number; houseId: string }>`
    select r.community_id, r.house_id from responsibilities r
    where r.user_id = ${ctx.actor.userId} and r.house_id is not null
      and r.valid_from <= ${on}::date and (r.valid_to is null or r.valid_to > ${on}::date)
    order by r.house_id limit ${mostLinked}`.execute(ctx.db);
  return {
    communities: [...new Set(rows.map(({ communityId }) => communityId))],
    houses: [...new Set(rows.map(({ houseId }) => houseId))],
  };
}

/** The doors this actor may visit, as a predicate of a table with community, building and house. */
export async function visitableRows(ctx: AnyCtx, of: string, linked: Linked) {
  return doorRows(await scopeFor(ctx, 'visits.record'), linked, of);
}

export interface Door {
  readonly communityId: number;
  readonly houseId: string;
  readonly buildingId: number;
  readonly address: string;
}

/** One door the actor may visit. @throws request.not-found */
export async function getDoor(ctx: AnyCtx, ref: string): Promise<Door> {
  const { communityId, id } = parseRef(ref);
  const rows = await visitableRows(ctx, 'd', await linkedDoors(ctx));
  const { rows: found } = await sql<Door>`
    select d.* from (select h.community_id, h.id as house_id, h.building_id, h.address, h.ended_on from houses h
      where h.community_id = ${communityId} and h.id = ${id}) d
    where d.ended_on is null and ${rows}`.execute(ctx.db);
  const [door] = found;
  if (!door) throw refuse('request.not-found');
  const { communityId: storage, houseId, buildingId, address } = door;
  return { communityId: storage, houseId, buildingId, address };
}

/** Who writes: staff alone, never a key. @throws access.outside-scope */
export function visitorOf(ctx: AnyCtx): string {
  if (ctx.actor.kind !== 'staff') throw refuse('access.outside-scope');
  return ctx.actor.userId;
}
