import type { SensorState } from '../../../contract/sensors.ts';
import type { Tone } from '../../ui/show/StatusDot.tsx';

export const toneOfSensor: Readonly<Record<SensorState, Tone>> = {
  silent: 'red',
  faulty: 'amber',
  working: 'green',
  retired: 'grey',
};
