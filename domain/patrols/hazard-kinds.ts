import { text } from '../text.ts';

/** What a hazard may be: asked where it is found, and what a line of a checklist looks for. */
export const hazardKinds = {
  fire: text('消防通道、设施', 'Fire lanes and installations'),
  bikes: text('电动自行车', 'Electric bicycles'),
  gas: text('燃气', 'Gas'),
  electricity: text('用电', 'Electricity'),
  crowding: text('群租、三合一', 'Crowded lets, living above a workshop'),
  building: text('房屋、外墙、高空坠物', 'Buildings, walls, falling things'),
  lift: text('电梯', 'Lifts'),
  water: text('河道、水域', 'Rivers and waters'),
  forest: text('林区火源', 'Fire in woods'),
  land: text('耕地占用', 'Farmland built upon'),
  other: text('其他', 'Other'),
} as const;

export type HazardKind = keyof typeof hazardKinds;
export const hazardKindCodes = Object.keys(hazardKinds) as [HazardKind, ...HazardKind[]];
