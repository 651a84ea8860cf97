import type { z } from 'zod';
import type { caseCommands } from '../../../contract/cases.ts';
import type { AlarmResult, sensorCommands } from '../../../contract/sensors.ts';
import { toRef } from '../../../contract/shapes.ts';
import { toMs, wallTime } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { type SensorKind, sensorKinds, urgentSensorKinds } from '../../../domain/registry/sensors.ts';
import type { WriteCtx } from '../../kit/ctx.ts';

type Input = z.output<(typeof sensorCommands)['sensors.alarm']['input']>;

type InputOf<K extends keyof typeof caseCommands> = z.output<(typeof caseCommands)[K]['input']>;

/** What an alarm does to cases: the deeds of the slice of cases, given to this one where both are put together. */
export interface AlarmDeeds {
  raise(ctx: WriteCtx, input: InputOf<'cases.raise'>): Promise<{ readonly ref: string; readonly number: string }>;
  act(ctx: WriteCtx, input: InputOf<'cases.act'>): Promise<unknown>;
}

/** How many merges are followed to the matter that goes on. */
const deepest = 10;

async function lockSensor(ctx: WriteCtx, id: string) {
  const row = await ctx.db
    .selectFrom('sensors')
    .selectAll()
    .where('id', '=', id)
    .where('retiredAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw refuse('sensors.unknown');
  return row;
}
/** What became of it, and the matter it belongs to. */
type Taken = AlarmResult & { readonly caseId: string | null };
type Sensor = Awaited<ReturnType<typeof lockSensor>>;

/** The device's matter while it is open, or the open one it was merged into. */
async function openCase(ctx: WriteCtx, { communityId, caseId }: Sensor) {
  let id = caseId;
  for (let step = 0; id !== null && step < deepest; step += 1) {
    const row = await ctx.db
      .selectFrom('cases')
      .select(['id', 'number', 'phase', 'mergedIntoId'])
      .where('communityId', '=', communityId)
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) return undefined;
    if (row.phase !== 'closed') return row;
    id = row.mergedIntoId;
  }
  return undefined;
}

const labelOf = ({ kind }: Sensor): string => sensorKinds[kind as SensorKind].zh;
type Said = Input['said'];
const lateMs = 5 * 60_000;

/** What it measured, and when, where that is not now: a broker keeps messages while nobody listens. */
function wordsOf({ value, at }: Said, now: string): string {
  const isLate = at !== undefined && toMs(now) - toMs(at) > lateMs;
  const parts = [...(value ? [value] : []), ...(isLate ? [`设备时间 ${wallTime(at)}`] : [])];
  return parts.length > 0 ? `（${parts.join('，')}）` : '';
}

async function raise(ctx: WriteCtx, deeds: AlarmDeeds, sensor: Sensor, said: Said): Promise<Taken> {
  const contact = sensor.contact === '' ? '' : `。设备维保：${sensor.contact}`;
  const made = await deeds.raise(ctx, {
    type: 'event',
    begin: 'report',
    source: 'sensor',
    categoryId: sensor.categoryId,
    urgency: urgentSensorKinds.has(sensor.kind as SensorKind) ? 'urgent' : 'normal',
    place: {
      areaId: sensor.areaId,
      words: sensor.placeWords,
      ...(sensor.lon !== null && sensor.lat !== null ? { point: [sensor.lon, sensor.lat] } : {}),
    },
    contact: null,
    fields: {
      words: `${labelOf(sensor)}告警：${sensor.name}，设备 ${sensor.deviceId}${wordsOf(said, ctx.now)}${contact}`,
    },
  });
  const caseId = made.ref.slice(made.ref.indexOf('-') + 1);
  await ctx.db
    .updateTable('sensors')
    .set({ caseId, alarms: 1, lastAlarmAt: ctx.now, lastNotedAt: ctx.now })
    .where('id', '=', sensor.id)
    .execute();
  return { state: 'raised', number: made.number, caseId };
}

/** Another alarm about the same: counted, and noted unless the last note is fresh. */
async function append(
  ctx: WriteCtx,
  deeds: AlarmDeeds,
  sensor: Sensor,
  open: { readonly id: string; readonly number: string },
  said: Said,
): Promise<Taken> {
  const nth = sensor.alarms + 1;
  const quietUntil = Date.parse(sensor.lastNotedAt ?? sensor.registeredAt) + sensor.quietMinutes * 60_000;
  const isQuiet = Date.parse(ctx.now) < quietUntil;
  await ctx.db
    .updateTable('sensors')
    .set({ alarms: nth, lastAlarmAt: ctx.now, ...(isQuiet ? {} : { lastNotedAt: ctx.now }) })
    .where('id', '=', sensor.id)
    .execute();
  if (isQuiet) return { state: 'counted', number: open.number, caseId: open.id };
  const words = `${labelOf(sensor)}再次告警，共 ${nth} 次${wordsOf(said, ctx.now)}`;
  await deeds.act(ctx, { ref: toRef(sensor.communityId, open.id), action: 'note', input: { words } });
  return { state: 'appended', number: open.number, caseId: open.id };
}

async function clear(ctx: WriteCtx, deeds: AlarmDeeds, sensor: Sensor, said: Said): Promise<Taken> {
  const open = await openCase(ctx, sensor);
  if (!open) return { state: 'heard', number: null, caseId: null };
  const words = `设备恢复正常${wordsOf(said, ctx.now)}，请到场核实。`;
  await deeds.act(ctx, { ref: toRef(sensor.communityId, open.id), action: 'note', input: { words } });
  return { state: 'cleared', number: open.number, caseId: open.id };
}

async function take(ctx: WriteCtx, deeds: AlarmDeeds, sensor: Sensor, said: Said): Promise<Taken> {
  if (said.kind === 'fault') return { state: 'heard', number: null, caseId: null };
  if (said.kind === 'cleared') return clear(ctx, deeds, sensor, said);
  const open = await openCase(ctx, sensor);
  return open ? append(ctx, deeds, sensor, open, said) : raise(ctx, deeds, sensor, said);
}

/** A device that says so is out of order; its next heartbeat says that it is not any more. Alarms say neither. */
function healthIn({ kind, value }: Said, sensor: Sensor, now: string) {
  if (kind === 'fault') return { faultSince: sensor.faultSince ?? now, faultWords: value ?? '' };
  return kind === 'heartbeat' ? { faultSince: null, faultWords: '' } : {};
}

/**
 * Takes what a device says, once: its first alarm raises a matter, later ones are noted on it while it is open, and that it is over is
 * noted and closes nothing. Two at once come one after the other, under the device's row.
 * @throws access.forbidden for everybody but the device itself, sensors.unknown
 */
export async function takeAlarm(ctx: WriteCtx, deeds: AlarmDeeds, { sensorId, said }: Input): Promise<AlarmResult> {
  if (ctx.actor.kind !== 'integration' || ctx.actor.key !== sensorId) throw refuse('access.forbidden');
  const sensor = await lockSensor(ctx, sensorId);
  await ctx.db
    .updateTable('sensors')
    .set({ lastHeardAt: ctx.now, ...healthIn(said, sensor, ctx.now) })
    .where('id', '=', sensorId)
    .execute();
  if (said.kind === 'heartbeat') return { state: 'heard', number: null };
  const { caseId, ...result } = await take(ctx, deeds, sensor, said);
  await ctx.db
    .insertInto('sensorMessages')
    .values({ id: ctx.intentionId, sensorId, said: said.kind, value: said.value ?? '', heardAt: ctx.now, caseId })
    .execute();
  return result;
}
