import { type Expression, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { RefusedMessages, SensorMessage, SensorRow, SensorState } from '../../../contract/sensors.ts';
import { toRef } from '../../../contract/shapes.ts';
import { toIso, toMs } from '../../../domain/calendar/instant.ts';
import { type RefusalCode, refusals, refuse } from '../../../domain/refusals.ts';
import type { SensorKind } from '../../../domain/registry/sensors.ts';
import { fill, type Text } from '../../../domain/text.ts';
import { type AreaScope, holdsOver, scopeOfArea } from '../../access/scope.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import { caseRows, scopeFor } from '../../access/visible.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';

type AnyCtx = ReadCtx | WriteCtx;

const ids = (values: readonly number[]): string => `{${values.join(',')}}`;

/** Devices that hang within a scope: in whole communities by where they are stored, else by the very area. */
function sensorRows(tree: AreaTree, scope: AreaScope): Expression<SqlBool> {
  const tops = scope.partStorage.length > 0 ? [...scope.grids, ...scope.buildings] : [];
  const parts = tops.flatMap((id) => tree.subtreeOf(id).map((node) => node.id));
  return sql<SqlBool>`(sensors.community_id = any (${ids(scope.whole)}::bigint[]) or sensors.area_id = any (${ids(parts)}::bigint[]))`;
}

/** The devices of the areas an actor administers. */
async function visibleSensors(ctx: AnyCtx) {
  const scope = await scopeFor(ctx, 'sensors.manage');
  return ctx.db.selectFrom('sensors').where(sensorRows(await areaTree(ctx), scope));
}

/** Refuses whoever does not administer a device, whether it exists or not. @throws request.not-found */
export async function assertManagesSensor(ctx: WriteCtx, id: string): Promise<void> {
  const found = await (await visibleSensors(ctx)).select('sensors.id').where('sensors.id', '=', id).executeTakeFirst();
  if (!found) throw refuse('request.not-found');
}

const heardOrRegistered = sql<string>`coalesce(sensors.last_heard_at, sensors.registered_at)`;

/** How a device stands at a moment: what it said last counts only while it is heard of. */
const stateAt = (now: string) => sql<SensorState>`case when sensors.retired_at is not null then 'retired'
  when ${heardOrRegistered} < ${now}::timestamptz - make_interval(mins => sensors.silent_after_minutes) then 'silent'
  when sensors.fault_since is not null then 'faulty' else 'working' end`;

async function sensorsShown(ctx: ReadCtx) {
  return (await visibleSensors(ctx))
    .innerJoin('categories', 'categories.id', 'sensors.categoryId')
    .leftJoin('organisations as owner', 'owner.id', 'sensors.ownerId')
    .select(['sensors.id', 'sensors.deviceId', 'sensors.name', 'sensors.kind', 'sensors.placeWords'])
    .select(['sensors.communityId', 'sensors.areaId', 'sensors.categoryId', 'sensors.contact', 'sensors.quietMinutes'])
    .select(['sensors.silentAfterMinutes', 'sensors.registeredAt', 'sensors.lastHeardAt', 'sensors.lastAlarmAt'])
    .select(['sensors.retiredAt', 'sensors.faultSince', 'sensors.faultWords', 'sensors.previousUntil'])
    .select(['categories.name as categoryName', 'owner.id as ownerId', 'owner.name as ownerName'])
    .select(stateAt(ctx.now).as('state'));
}
type Shown = Awaited<ReturnType<Awaited<ReturnType<typeof sensorsShown>>['executeTakeFirstOrThrow']>>;

function sinceOf(row: Shown): string | null {
  if (row.state === 'retired') return row.retiredAt;
  if (row.state === 'silent') return toIso(toMs(row.lastHeardAt ?? row.registeredAt) + row.silentAfterMinutes * 60_000);
  return row.state === 'faulty' ? row.faultSince : null;
}

function toRow(row: Shown, tree: AreaTree, now: string): SensorRow {
  return {
    id: row.id,
    deviceId: row.deviceId,
    name: row.name,
    kind: row.kind as SensorKind,
    place: row.placeWords,
    communityName: tree.byId.get(row.communityId)?.name ?? '',
    categoryId: row.categoryId,
    categoryName: row.categoryName as SensorRow['categoryName'],
    owner: row.ownerId === null ? null : { id: row.ownerId, name: row.ownerName ?? '' },
    contact: row.contact,
    quietMinutes: row.quietMinutes,
    silentAfterMinutes: row.silentAfterMinutes,
    registeredAt: row.registeredAt,
    lastHeardAt: row.lastHeardAt,
    lastAlarmAt: row.lastAlarmAt,
    state: row.state,
    since: sinceOf(row),
    faultWords: row.faultWords,
    previousUntil: row.previousUntil !== null && row.previousUntil > now ? row.previousUntil : null,
  };
}

export interface SensorFilter {
  readonly areaId?: number | undefined;
  readonly kind?: SensorKind | undefined;
  readonly state?: SensorState | undefined;
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** What a filter asks for beside the state. */
function asked(tree: AreaTree, { areaId, kind, q }: SensorFilter): Expression<SqlBool> {
  const part = `%${(q ?? '').replace(/[\\%_]/g, '\\$&')}%`;
  const parts = [
    ...(areaId === undefined ? [] : [sensorRows(tree, scopeOfArea(tree, areaId))]),
    ...(kind === undefined ? [] : [sql<SqlBool>`sensors.kind = ${kind}`]),
    ...(q ? [sql<SqlBool>`(sensors.name ilike ${part} or sensors.device_id ilike ${part})`] : []),
    sql<SqlBool>`true`,
  ];
  return sql<SqlBool>`(${sql.join(parts, sql` and `)})`;
}

/** The devices of the areas an actor administers, by their ids, and how many of those asked for stand how. */
export async function listSensors(
  ctx: ReadCtx,
  filter: SensorFilter,
): Promise<{ items: SensorRow[]; next?: string; counts: Record<SensorState, number> }> {
  const after = fromCursor(filter.cursor, z.string());
  const tree = await areaTree(ctx);
  const wanted = asked(tree, filter);
  let list = (await sensorsShown(ctx)).where(wanted);
  if (filter.state) list = list.where(stateAt(ctx.now), '=', filter.state);
  if (after !== undefined) list = list.where('sensors.deviceId', '>', after);
  const rows = await list
    .orderBy('sensors.deviceId')
    .limit(filter.limit + 1)
    .execute();
  const counted = await (await visibleSensors(ctx))
    .where(wanted)
    .select([stateAt(ctx.now).as('state'), sql<number>`count(*)::int`.as('n')])
    .groupBy('state')
    .execute();
  const counts = { silent: 0, faulty: 0, working: 0, retired: 0 };
  for (const { state, n } of counted) counts[state] = n;
  const page = pageUp(rows, filter.limit, ({ deviceId }) => deviceId);
  return { ...page, items: page.items.map((row) => toRow(row, tree, ctx.now)), counts };
}

const shownMessages = 20;

/** A device with what it last said; matters are named to those who may see them. @throws request.not-found */
export async function getSensor(ctx: ReadCtx, id: string): Promise<SensorRow & { messages: SensorMessage[] }> {
  const row = await (await sensorsShown(ctx)).where('sensors.id', '=', id).executeTakeFirst();
  if (!row) throw refuse('request.not-found');
  const mayName = await caseRows(ctx);
  const messages = await ctx.db
    .selectFrom('sensorMessages as m')
    .leftJoin('cases', (join) =>
      join.onRef('cases.id', '=', 'm.caseId').on('cases.communityId', '=', row.communityId).on(mayName),
    )
    .select(['m.id', 'm.said', 'm.value', 'm.heardAt', 'm.caseId', 'cases.id as seenId', 'cases.number'])
    .where('m.sensorId', '=', id)
    .orderBy('m.heardAt', 'desc')
    .orderBy('m.id')
    .limit(shownMessages)
    .execute();
  return {
    ...toRow(row, await areaTree(ctx), ctx.now),
    messages: messages.map(({ id: messageId, said, value, heardAt, caseId, seenId, number }) => ({
      id: messageId,
      said: said as SensorMessage['said'],
      value,
      heardAt,
      hasCase: caseId !== null,
      case: seenId === null ? null : { ref: toRef(row.communityId, seenId), number: number ?? '' },
    })),
  };
}

const shownRefusals = 100;
const failure: Text = { zh: '平台出错，三次都没有收下。', en: 'Something went wrong on our side, three times.' };

/** Why a message was not taken. */
function reasonOf(code: string): Text {
  const known = refusals[code as RefusalCode];
  return known ? fill(known.text, { limit: '8 kB' }) : failure;
}

/** Whether somebody administers the devices of the whole installation. */
function administersAll(tree: AreaTree, ctx: ReadCtx): boolean {
  const [any] = tree.byId.values();
  const root = any && tree.ancestorsOf(any.id).at(-1);
  return root !== undefined && holdsOver(tree, ctx.actor, 'sensors.manage', root.id);
}

/** How the line to the broker is, and what was not taken of the devices an actor administers; of unknown ones for who administers all. */
export async function getLine(ctx: ReadCtx) {
  const tree = await areaTree(ctx);
  const line = await ctx.db
    .selectFrom('sensorLine')
    .select(['state', 'since', 'seenAt', 'fault', 'taken', 'refused'])
    .executeTakeFirst();
  const isAll = administersAll(tree, ctx);
  const own = (await visibleSensors(ctx)).select('sensors.deviceId');
  const rows = await ctx.db
    .selectFrom('sensorRefusals')
    .select(['topic', 'code', 'messageId', 'bytes', 'times', 'firstAt', 'lastAt'])
    .where((eb) => (isAll ? eb.lit(true) : eb('deviceId', 'in', own)))
    .orderBy('lastAt', 'desc')
    .orderBy('topic')
    .limit(shownRefusals)
    .execute();
  return {
    line: line ? { ...line, state: line.state as 'connected' | 'waiting' | 'off' } : null,
    refusals: rows.map((row): RefusedMessages => ({ ...row, reason: reasonOf(row.code) })),
  };
}
