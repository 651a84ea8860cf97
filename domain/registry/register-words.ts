import { type Text, text } from '../text.ts';
import type { Level } from './fields.ts';

/** The parts of the field register. */
export const registerParts = {
  person: text('人', 'People'),
  house: text('房屋', 'Homes'),
  tag: text('服务标签', 'Service groups'),
  visit: text('走访', 'Visits'),
  case: text('事项', 'Matters'),
} as const;
export type RegisterPart = keyof typeof registerParts;

/** What each level of a field means for whoever looks. */
export const levelWords: Readonly<Record<Level, Text>> = {
  1: text('一般', 'Ordinary'),
  2: text('个人信息', 'Personal'),
  3: text('敏感，默认遮盖，查看要说明理由并留痕', 'Sensitive: masked, shown for a reason, and every look is noted'),
};
