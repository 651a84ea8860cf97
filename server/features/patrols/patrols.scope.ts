import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { holdingsOf } from '../../../domain/access/actor.ts';
import type { Capability } from '../../../domain/access/capabilities.ts';
import type { Cadence } from '../../../domain/cadence/cadence.ts';
import type { CheckItem, ObjectKindCode } from '../../../domain/patrols/objects.ts';
import { refuse } from '../../../domain/refusals.ts';
import { holdsOver } from '../../access/scope.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import { scopeFor } from '../../access/visible.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { bigints, uuids } from '../../kit/db/lists.ts';

type AnyCtx = ReadCtx | WriteCtx;

export interface PlanRow {
  readonly id: string;
  readonly areaId: number;
  readonly name: string;
  readonly objectKind: ObjectKindCode;
  readonly cadence: Cadence;
  readonly mustConfirm: boolean;
  readonly basis: string;
  readonly chiefId: string | null;
  readonly chiefName: string | null;
  readonly version: number;
  readonly beginsOn: string;
  readonly items: readonly CheckItem[];
}

/** The plans in force with the checklist as it stands, or those of some ids. */
export async function readPlans(ctx: Pick<AnyCtx, 'db'>, only?: readonly string[]): Promise<readonly PlanRow[]> {
  const { rows } = await sql<PlanRow>`
    select p.id, p.area_id, p.name, p.object_kind, p.cadence, p.must_confirm, p.basis, p.chief_id, u.name as chief_name, p.version, p.begins_on, c.items
    from patrol_plans p
    join patrol_checklists c on c.plan_id = p.id and c.version = p.version
    left join users u on u.id = p.chief_id
    where p.closed_at is null ${only ? sql`and p.id = any (${uuids(only)})` : sql``}`.execute(ctx.db);
  return rows;
}

/** The plans over, in or under the areas an actor works in. */
export async function visiblePlans(ctx: AnyCtx, only?: readonly string[]): Promise<readonly PlanRow[]> {
  const tree = await areaTree(ctx);
  const own = holdingsOf(ctx.actor).flatMap(({ areaId }) => areaId ?? []);
  const rows = await readPlans(ctx, only);
  return rows.filter(({ areaId }) => own.some((id) => tree.isWithin(areaId, id) || tree.isWithin(id, areaId)));
}

/** Whether the actor plans patrols of an area. */
export function mayPlan(tree: AreaTree, ctx: AnyCtx, areaId: number): boolean {
  return holdsOver(tree, ctx.actor, 'responsibilities.manage', areaId);
}

/** One plan the actor made or may change, locked. @throws request.not-found, access.outside-scope */
export async function lockPlanned(ctx: WriteCtx, id: string): Promise<PlanRow> {
  await ctx.db.selectFrom('patrolPlans').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
  const [row] = await visiblePlans(ctx, [id]);
  if (!row) throw refuse('request.not-found');
  if (!mayPlan(await areaTree(ctx), ctx, row.areaId)) throw refuse('access.outside-scope');
  return row;
}

/** Rows of a table with `community_id` and `area_id` that lie where the actor holds a capability. */
export async function placedRows(ctx: AnyCtx, capability: Capability, table: string): Promise<RawBuilder<SqlBool>> {
  const { whole, partStorage, grids, buildings } = await scopeFor(ctx, capability);
  const [community, area] = [sql.ref(`${table}.community_id`), sql.ref(`${table}.area_id`)];
  const all = sql<SqlBool>`${community} = any (${bigints(whole)})`;
  if (partStorage.length === 0) return all;
  const part = sql<SqlBool>`(${community} = any (${bigints(partStorage)}) and ${area} = any (${bigints([...grids, ...buildings])}))`;
  return whole.length === 0 ? part : sql<SqlBool>`(${all} or ${part})`;
}

/** Objects that the actor may take off: those where they plan, and those they added where they work. */
export async function retirableRows(ctx: AnyCtx, table: string): Promise<RawBuilder<SqlBool>> {
  const planned = await placedRows(ctx, 'responsibilities.manage', table);
  if (ctx.actor.kind !== 'staff') return planned;
  const own = sql<SqlBool>`(${sql.ref(`${table}.madeBy`)} = ${ctx.actor.userId} and ${sql.ref(`${table}.kind`)} <> 'building'
    and ${await placedRows(ctx, 'cases.raise', table)})`;
  return sql<SqlBool>`(${planned} or ${own})`;
}

/** Who writes: staff alone, never a key. @throws access.outside-scope */
export function staffOf(ctx: AnyCtx): string {
  if (ctx.actor.kind !== 'staff') throw refuse('access.outside-scope');
  return ctx.actor.userId;
}
