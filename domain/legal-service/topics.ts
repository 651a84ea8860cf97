import { type Text, text } from '../text.ts';

/** What a question of law is about, and what a guide in law knows of. */
export const legalTopics = {
  family: text('婚姻家庭、继承', 'Family and inheritance'),
  support: text('赡养、抚养、扶养', 'Support'),
  housing: text('房屋、物业、相邻关系', 'Housing, property service, neighbours'),
  labour: text('劳动、社保、工伤', 'Labour and social insurance'),
  injury: text('损害赔偿', 'Injury and damage'),
  debt: text('借款、合同、消费', 'Loans, contracts, purchases'),
  office: text('与行政机关的事项', 'Dealings with offices'),
  criminal: text('刑事', 'Criminal matters'),
  other: text('其他', 'Other'),
} as const satisfies Readonly<Record<string, Text>>;

export type LegalTopic = keyof typeof legalTopics;
export const legalTopicCodes = Object.keys(legalTopics) as [LegalTopic, ...LegalTopic[]];

/** How a judge comes to a community. */
export const hearingKinds = {
  circuit: text('巡回审判', 'Circuit hearing'),
  visit: text('法官进社区', 'A judge in the community'),
} as const satisfies Readonly<Record<string, Text>>;

export type HearingKind = keyof typeof hearingKinds;
export const hearingKindCodes = Object.keys(hearingKinds) as [HearingKind, ...HearingKind[]];
