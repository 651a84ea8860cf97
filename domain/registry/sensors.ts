import { type Text, text } from '../text.ts';

/** What a device watches. */
export const sensorKinds = {
  smoke: text('烟感', 'Smoke'),
  gas: text('燃气', 'Gas'),
  door: text('门磁', 'Door contact'),
  water: text('水浸', 'Water'),
  lift: text('电梯困人', 'People in a lift'),
  other: text('其他', 'Other'),
} as const satisfies Record<string, Text>;

export type SensorKind = keyof typeof sensorKinds;

/** Kinds whose alarm cannot wait for the next working hour. */
export const urgentSensorKinds: ReadonlySet<SensorKind> = new Set(['smoke', 'gas', 'lift']);
