import { text } from '../text.ts';

/** What people quarrel about: the same words where a dispute is found and where it is mediated, so that one fills the other. */
export const disputeKinds = {
  family: text('婚姻家庭', 'Marriage and family'),
  neighbours: text('邻里', 'Neighbours'),
  property: text('物业服务', 'Property service'),
  support: text('赡养、抚养、扶养', 'Support'),
  injury: text('损害赔偿', 'Injury and damage'),
  labour: text('劳动', 'Labour'),
  other: text('其他', 'Other'),
};
