import { z } from 'zod';
import { type SensorKind, sensorKinds } from '../domain/registry/sensors.ts';
import { text } from '../domain/text.ts';
import { placeInput } from './cases.ts';
import { command, route } from './route.ts';
import { areaId, bilingual, isoInstant, pageOf, pageQuery, rowRef, words } from './shapes.ts';

const kind = z.enum(Object.keys(sensorKinds) as [SensorKind, ...SensorKind[]]);
const ofSensor = z.object({ id: z.uuid() });
/** As webhooks: 256 random bits made by the client, in the form of Standard Webhooks; the platform keeps it sealed. */
const secret = z.string().regex(/^whsec_[A-Za-z0-9+/]{43}=$/);

/** Retired; not heard of for longer than it may be; out of order by its own word; or none of these. */
export const sensorStates = ['silent', 'faulty', 'working', 'retired'] as const;
const state = z.enum(sensorStates);
export type SensorState = z.output<typeof state>;

export const sensorRow = z.object({
  id: z.uuid(),
  deviceId: z.string(),
  name: z.string(),
  kind,
  place: z.string(),
  communityName: z.string(),
  categoryId: z.number().int(),
  categoryName: bilingual,
  owner: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  contact: z.string(),
  quietMinutes: z.number().int(),
  silentAfterMinutes: z.number().int(),
  registeredAt: isoInstant,
  lastHeardAt: isoInstant.nullable(),
  lastAlarmAt: isoInstant.nullable(),
  state,
  /** From when it has been silent, out of order or retired; null for a working one. */
  since: isoInstant.nullable(),
  /** What it says of its own fault. */
  faultWords: z.string(),
  /** Until then the secret before the last change is taken, too. */
  previousUntil: isoInstant.nullable(),
});
export type SensorRow = z.output<typeof sensorRow>;

const saidKind = z.enum(['alarm', 'cleared', 'fault']);

/** What a device said; its matter as far as the reader may see matters there. */
const sensorMessage = z.object({
  id: z.uuid(),
  said: saidKind,
  value: z.string(),
  heardAt: isoInstant,
  hasCase: z.boolean(),
  case: z.object({ ref: rowRef, number: z.string() }).nullable(),
});
export type SensorMessage = z.output<typeof sensorMessage>;

/** Messages of a broker that were not taken, by topic and reason. */
const refusedMessages = z.object({
  topic: z.string(),
  code: z.string(),
  reason: bilingual,
  messageId: z.string().nullable(),
  bytes: z.number().int(),
  times: z.number().int(),
  firstAt: isoInstant,
  lastAt: isoInstant,
});
export type RefusedMessages = z.output<typeof refusedMessages>;

/** How the line to the broker is; null where none is configured or none was held yet. */
const brokerLine = z.object({
  state: z.enum(['connected', 'waiting', 'off']),
  since: isoInstant,
  seenAt: isoInstant,
  fault: z.string().nullable(),
  taken: z.number().int(),
  refused: z.number().int(),
});

/** What a device says. Its id makes a repeat harmless. */
export const alarmBody = z.strictObject({
  kind: z.enum(['alarm', 'cleared', 'fault', 'heartbeat']),
  at: isoInstant.optional(),
  value: words(100).optional(),
});

/** What a broker's message holds: the headers of signed HTTP as fields, and the body as the text that was signed. */
export const brokerEnvelope = z.strictObject({
  id: z.string().max(64),
  timestamp: z.union([z.string().max(11), z.number().int()]).transform(String),
  signature: z.string().max(500),
  body: z.string().max(8 * 1024),
});

/** What became of it: a matter raised, a note on the open one, counted within the quiet time, or just heard. */
export const alarmResult = z.object({
  state: z.enum(['raised', 'appended', 'counted', 'cleared', 'heard']),
  number: z.string().nullable(),
});
export type AlarmResult = z.output<typeof alarmResult>;

export const sensorRoutes = {
  'POST /sensors': route({
    access: { capability: 'sensors.manage' },
    summary: text('感知设备', 'Devices by their ids, and how many there are in each state'),
    asks: pageQuery.extend({
      areaId: areaId.optional(),
      kind: kind.optional(),
      state: state.optional(),
      q: words(60).optional(),
    }),
    output: pageOf(sensorRow).extend({ counts: z.record(state, z.number().int()) }),
  }),
  'GET /sensors/line': route({
    access: { capability: 'sensors.manage' },
    summary: text('消息接入（MQTT）的状态和没有收下的消息', 'How the line to the broker is, and what was not taken'),
    output: z.object({ line: brokerLine.nullable(), refusals: z.array(refusedMessages) }),
  }),
  'GET /sensors/:id': route({
    access: { capability: 'sensors.manage' },
    summary: text('一台感知设备', 'A device with what it last said'),
    params: ofSensor,
    output: sensorRow.extend({ messages: z.array(sensorMessage) }),
  }),
} as const;

const looksAfter = {
  name: words(60).pipe(z.string().min(2)),
  categoryId: z.number().int().positive(),
  quietMinutes: z.number().int().min(0).max(1440).default(10),
  silentAfterMinutes: z.number().int().min(5).max(100_000).default(1440),
  /** Whose it is. */
  ownerId: z.uuid().nullable().default(null),
  /** Who repairs it. */
  contact: words(100).default(''),
};

export const sensorCommands = {
  'sensors.register': command({
    access: { capability: 'sensors.manage' },
    summary: text('登记感知设备', 'Register a device'),
    input: z.object({
      deviceId: z.string().regex(/^[A-Za-z0-9._-]{3,64}$/),
      kind,
      place: placeInput.omit({ houseRef: true }),
      ...looksAfter,
      secret,
    }),
    output: ofSensor,
  }),
  'sensors.change': command({
    access: { capability: 'sensors.manage' },
    summary: text('修改感知设备', 'Change what is known of a device'),
    input: ofSensor.extend(looksAfter),
    output: ofSensor,
  }),
  'sensors.rotate': command({
    access: { capability: 'sensors.manage' },
    summary: text('更换设备密钥，旧的再用一天', 'Give a device a new secret; the old one holds for a day'),
    input: ofSensor.extend({ secret }),
    output: ofSensor,
  }),
  'sensors.retire': command({
    access: { capability: 'sensors.manage' },
    summary: text('停用设备', 'Retire a device'),
    input: ofSensor,
    output: ofSensor,
  }),
  'sensors.alarm': command({
    access: { capability: 'sensors.alarm' },
    summary: text('设备告警（签名在门外已验）', 'What a device says, once its signature was checked'),
    input: z.object({ sensorId: z.uuid(), said: alarmBody }),
    output: alarmResult,
  }),
} as const;
