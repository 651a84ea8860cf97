import { type RawBuilder, sql } from 'kysely';
import { holdingsWith } from '../../../domain/access/actor.ts';
import type { Capability } from '../../../domain/access/capabilities.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import type { WriteTx } from '../../kit/db/client.ts';

/** The staff behind an id; residents are nobody's to manage. */
export async function lockStaff(db: WriteTx, id: string) {
  const user = await db
    .selectFrom('users')
    .select(['id', 'userName', 'name'])
    .where('id', '=', id)
    .where('kind', '=', 'staff')
    .forUpdate()
    .executeTakeFirst();
  if (!user) throw refuse('request.not-found');
  return user;
}

/** The areas a capability is held over; `all` where it is the whole of the installation. */
async function reachOf(ctx: Pick<ReadCtx, 'db' | 'shared' | 'actor' | 'now'>, capability: Capability) {
  const tree = await areaTree(ctx);
  const areas = holdingsWith(ctx.actor, capability).flatMap(({ areaId }) => (areaId === undefined ? [] : [areaId]));
  if (areas.some((id) => tree.byId.get(id)?.parentId === null)) return 'all' as const;
  return [...new Set(areas.flatMap((id) => tree.subtreeOf(id).map((node) => node.id)))];
}

const holdingAreas = (today: string) => sql`select coalesce(h.area_id, o.area_id) as area_id
  from holdings h left join organisations o on o.id = h.organisation_id
  where h.user_id = users.id and (h.valid_to is null or h.valid_to > ${today}::date)`;

/** Which users somebody sees who administers an area: those who hold something in it, and who hold nothing anywhere. */
export async function seenUsers(ctx: ReadCtx, capability: Capability): Promise<RawBuilder<boolean> | undefined> {
  const reach = await reachOf(ctx, capability);
  if (reach === 'all') return undefined;
  const today = businessDay(ctx.now);
  return sql<boolean>`(exists (select from (${holdingAreas(today)}) a where a.area_id = any (${`{${reach.join(',')}}`}::bigint[]))
    or not exists (select from (${holdingAreas(today)}) a))`;
}

/**
 * Locks a user whom the asker may manage: all they hold lies within what the asker administers.
 * @refuses request.not-found
 */
export async function lockManaged(ctx: WriteCtx, id: string, capability: Capability) {
  const user = await lockStaff(ctx.db, id);
  const reach = await reachOf(ctx, capability);
  if (reach === 'all') return user;
  const { rows } = await sql<{
    isWithin: boolean;
  }>`select not exists (select from (${holdingAreas(businessDay(ctx.now))}) a
    where a.area_id <> all (${`{${reach.join(',')}}`}::bigint[])) as is_within from users where users.id = ${id}`.execute(
    ctx.db,
  );
  if (!rows[0]?.isWithin) throw refuse('request.not-found');
  return user;
}
