import { type Text, text } from '../text.ts';

/** Whom a joint committee co-opts. */
export const memberKinds = {
  unit: text('驻区单位', 'A unit on the spot'),
  police: text('社区民警', 'Police'),
  social: text('社会组织', 'A social organisation'),
  owners: text('业主组织、物业', 'Owners’ body or property company'),
  resident: text('居民党员', 'A resident party member'),
} as const satisfies Record<string, Text>;

export type MemberKind = keyof typeof memberKinds;
export const memberKindCodes = Object.keys(memberKinds) as [MemberKind, ...MemberKind[]];
