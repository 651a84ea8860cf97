import { organisationKinds } from '../registry/organisation-kinds.ts';
import { type Text, text } from '../text.ts';

/** The kinds of help that residents order. */
export const orderKinds = {
  errand: text('代办跑腿（取药、缴费、递材料）', 'Errands: medicine, bills, papers'),
  company: text('陪伴聊天', 'Company'),
  escort: text('陪同就医出行', 'Going along to a doctor'),
  shopping: text('代买送货', 'Shopping'),
  haircut: text('上门理发', 'Haircut at home'),
  repair: text('水电小修', 'Small repairs'),
  cleaning: text('打扫整理', 'Cleaning'),
  phone: text('教用手机', 'Help with the phone'),
  tutoring: text('课业辅导', 'Tutoring'),
  other: text('其他', 'Other'),
} as const satisfies Record<string, Text>;

/** The kinds of wishes. */
export const wishKinds = {
  thing: text('一件东西', 'A thing'),
  study: text('学习用品', 'For school'),
  trip: text('一次陪伴或出行', 'Company or a trip'),
  skill: text('学会一样本领', 'To learn something'),
  'other-wish': text('其他心愿', 'Another wish'),
} as const satisfies Record<string, Text>;

/** The kinds of micro-projects. */
export const projectKinds = {
  green: text('环境美化', 'Greening'),
  facility: text('便民设施', 'Small facilities'),
  'old-young': text('为老为小', 'For old and young'),
  culture: text('文化活动', 'Culture'),
  'other-project': text('其他项目', 'Another project'),
} as const satisfies Record<string, Text>;

/** Everything somebody may say they are willing to do, by its code. */
export const helpKinds: Readonly<Record<string, Text>> = { ...orderKinds, ...wishKinds, ...projectKinds };

/** Who took something on, as everybody may know it: what they are, never who. */
export const takerKinds = {
  volunteer: text('志愿者', 'A volunteer'),
  'party-member': text('党员', 'A party member'),
  community: text('社区', 'The community'),
  ...organisationKinds,
} as const satisfies Record<string, Text>;

export type TakerKind = keyof typeof takerKinds;
