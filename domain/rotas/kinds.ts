import { type Text, text } from '../text.ts';

/** What a rota is for. A new kind is one entry here. */
export interface RotaKind {
  readonly label: Text;
  /** What must be covered, so that a gap can be shown: every hour, or only what was laid out. */
  readonly covers: 'always' | 'shifts';
  /** Whoever is on it is told what cannot wait, and what is raised while the offices are closed. */
  readonly isCalled?: true;
  /** Slots of its shifts can be booked. */
  readonly isBooked?: true;
}

export const rotaKinds = {
  duty: { label: text('值班', 'Duty'), covers: 'always', isCalled: true },
  emergency: { label: text('应急值守', 'Emergency watch'), covers: 'always', isCalled: true },
  'legal-adviser': { label: text('法律顾问', 'Legal adviser'), covers: 'shifts', isBooked: true },
  judge: { label: text('社区法官', 'Community judge'), covers: 'shifts', isBooked: true },
  mediator: { label: text('人民调解员', 'People’s mediator'), covers: 'shifts', isBooked: true },
  reception: { label: text('接待日', 'Reception day'), covers: 'shifts', isBooked: true },
  evening: { label: text('夜访', 'Evening visits'), covers: 'shifts' },
} as const satisfies Readonly<Record<string, RotaKind>>;

export type RotaKindCode = keyof typeof rotaKinds;
export const rotaKindCodes = Object.keys(rotaKinds) as [RotaKindCode, ...RotaKindCode[]];

/** What is declared of a kind. */
export function rotaKind(code: RotaKindCode): RotaKind {
  return rotaKinds[code];
}

export const isCalledKind = (code: RotaKindCode): boolean => rotaKind(code).isCalled === true;
export const isBookedKind = (code: RotaKindCode): boolean => rotaKind(code).isBooked === true;
export const calledKinds: readonly RotaKindCode[] = rotaKindCodes.filter(isCalledKind);

/** How somebody serves in a shift: who leads it 带班, or who keeps it 值班员. */
export const shiftParts = {
  lead: text('带班', 'Leads'),
  member: text('值班员', 'On duty'),
} as const satisfies Readonly<Record<string, Text>>;
export type ShiftPart = keyof typeof shiftParts;
export const shiftPartCodes = Object.keys(shiftParts) as [ShiftPart, ...ShiftPart[]];

/** What everybody may read of a rota: nothing, the post and its phone, or the name of whoever is there as well. */
export const publicities = {
  none: text('不公开', 'Not public'),
  post: text('公开岗位和电话', 'Post and phone are public'),
  name: text('公开岗位、电话和姓名', 'Post, phone and name are public'),
} as const satisfies Readonly<Record<string, Text>>;
export type Publicity = keyof typeof publicities;
export const publicityCodes = Object.keys(publicities) as [Publicity, ...Publicity[]];
