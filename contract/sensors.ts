import { z } from 'zod';
import { type SensorKind, sensorKinds } from '../domain/registry/sensors.ts';
import { text } from '../domain/text.ts';
import { placeInput } from './cases.ts';
import { command, route } from './route.ts';
import { bilingual, isoInstant, rowRef, words } from './shapes.ts';

const kind = z.enum(Object.keys(sensorKinds) as [SensorKind, ...SensorKind[]]);
const ofSensor = z.object({ id: z.uuid() });
/** As webhooks: 256 random bits made by the client, in the form of Standard Webhooks; the platform keeps it sealed. */
const secret = z.string().regex(/^whsec_[A-Za-z0-9+/]{43}=$/);

export const sensorRow = z.object({
  id: z.uuid(),
  deviceId: z.string(),
  name: z.string(),
  kind,
  place: z.string(),
  communityName: z.string(),
  categoryName: bilingual,
  contact: z.string(),
  quietMinutes: z.number().int(),
  silentAfterMinutes: z.number().int(),
  registeredAt: isoInstant,
  lastHeardAt: isoInstant.nullable(),
  lastAlarmAt: isoInstant.nullable(),
  /** Not heard of for longer than it may be. */
  isSilent: z.boolean(),
  isRetired: z.boolean(),
  caseRef: rowRef.nullable(),
});
export type SensorRow = z.output<typeof sensorRow>;

/** What a device says. Its id makes a repeat harmless. */
export const alarmBody = z.strictObject({
  kind: z.enum(['alarm', 'cleared', 'heartbeat']),
  at: isoInstant.optional(),
  value: words(100).optional(),
});

/** What became of it: a matter raised, a note on the open one, counted within the quiet time, or just heard. */
export const alarmResult = z.object({
  state: z.enum(['raised', 'appended', 'counted', 'cleared', 'heard']),
  number: z.string().nullable(),
});
export type AlarmResult = z.output<typeof alarmResult>;

export const sensorRoutes = {
  'GET /sensors': route({
    access: { capability: 'sensors.manage' },
    summary: text('感知设备', 'Devices, the silent ones first'),
    output: z.object({ items: z.array(sensorRow) }),
  }),
} as const;

export const sensorCommands = {
  'sensors.register': command({
    access: { capability: 'sensors.manage' },
    summary: text('登记感知设备', 'Register a device'),
    input: z.object({
      deviceId: z.string().regex(/^[A-Za-z0-9._-]{3,64}$/),
      name: words(60).pipe(z.string().min(2)),
      kind,
      place: placeInput.omit({ houseRef: true }),
      categoryId: z.number().int().positive(),
      quietMinutes: z.number().int().min(0).max(1440).default(10),
      silentAfterMinutes: z.number().int().min(5).max(100_000).default(1440),
      contact: words(100).default(''),
      secret,
    }),
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
