import type { Cadence } from '../cadence/cadence.ts';
import { type Text, text } from '../text.ts';
import type { HazardKind } from './hazard-kinds.ts';

/** A line of a checklist: what is looked at, and what kind of hazard it would be. */
export interface CheckItem {
  readonly words: string;
  readonly hazard: HazardKind;
}

interface ObjectKind {
  readonly label: Text;
  /** What whoever answers for such an object is called, where there is a name for it (河长、林长、田长). */
  readonly chief: Text | null;
  /** The round a law fixes for such an object, with an entry at each, and where it says so; null where the planner decides. */
  readonly round: { readonly cadence: Cadence; readonly basis: string } | null;
  /** What a new plan begins with; the planner changes it as the place needs. */
  readonly checks: readonly CheckItem[];
}

/** The risk objects that patrols go to. */
export const objectKinds = {
  building: {
    label: text('楼栋', 'Building'),
    chief: null,
    round: null,
    checks: [
      { words: '楼道、安全出口没有堆物', hazard: 'fire' },
      { words: '没有电动自行车上楼充电、飞线充电', hazard: 'bikes' },
      { words: '消火栓、灭火器完好', hazard: 'fire' },
      { words: '外墙、窗台没有松动物', hazard: 'building' },
      { words: '没有群租迹象', hazard: 'crowding' },
    ],
  },
  shop: {
    label: text('小场所（九小场所）', 'Small shop or workplace'),
    chief: null,
    round: null,
    checks: [
      { words: '没有住人（三合一）', hazard: 'crowding' },
      { words: '燃气软管、报警器正常', hazard: 'gas' },
      { words: '电线没有私拉乱接', hazard: 'electricity' },
      { words: '出口畅通，灭火器有效', hazard: 'fire' },
    ],
  },
  'key-unit': {
    label: text('消防安全重点单位', 'Key unit for fire safety'),
    chief: null,
    round: {
      cadence: { every: 'days', n: 1 },
      basis: '消防法第17条：消防安全重点单位实行每日防火巡查，并建立巡查记录',
    },
    checks: [
      { words: '疏散通道、安全出口、消防车通道畅通', hazard: 'fire' },
      { words: '消防设施、器材和安全标志完好', hazard: 'fire' },
      { words: '用火用电没有违章', hazard: 'electricity' },
    ],
  },
  river: {
    label: text('河段', 'River section'),
    chief: text('河长', 'River chief'),
    round: null,
    checks: [
      { words: '水面没有漂浮物，没有异味异色', hazard: 'water' },
      { words: '没有污水直排', hazard: 'water' },
      { words: '护栏、警示牌、救生圈完好', hazard: 'water' },
    ],
  },
  forest: {
    label: text('林片', 'Wood'),
    chief: text('林长', 'Forest chief'),
    round: null,
    checks: [
      { words: '没有野外用火', hazard: 'forest' },
      { words: '没有盗伐、侵占林地', hazard: 'forest' },
    ],
  },
  field: {
    label: text('耕地地块', 'Farm plot'),
    chief: text('田长', 'Field chief'),
    round: null,
    checks: [
      { words: '没有占用耕地建房、挖塘', hazard: 'land' },
      { words: '没有撂荒、倾倒垃圾', hazard: 'land' },
    ],
  },
  site: {
    label: text('其他风险点', 'Other place of risk'),
    chief: null,
    round: null,
    checks: [{ words: '没有新的隐患', hazard: 'other' }],
  },
} as const satisfies Record<string, ObjectKind>;

export type ObjectKindCode = keyof typeof objectKinds;
export const objectKindCodes = Object.keys(objectKinds) as [ObjectKindCode, ...ObjectKindCode[]];

/** What is said of a kind of object. */
export const objectKind = (code: ObjectKindCode): ObjectKind => objectKinds[code];

/** Whether a plan may ask for an entry at each object: only where a rule is named that fixes the check. No entry means nothing found. */
export const mayAskEntries = (basis: string): boolean => basis.trim() !== '';
