import { type Text, text } from '../text.ts';

/** For how long a wage is. */
export const wagePeriods = {
  month: text('每月', 'a month'),
  day: text('每天', 'a day'),
  hour: text('每小时', 'an hour'),
} as const satisfies Record<string, Text>;

export type WagePeriod = keyof typeof wagePeriods;
export const wagePeriodCodes = Object.keys(wagePeriods) as [WagePeriod, ...WagePeriod[]];

/** How a post stands. */
export const openingStates = {
  asked: text('待社区核对', 'To be looked at'),
  shown: text('公开招人', 'Shown to all'),
  refused: text('未通过', 'Not taken'),
  withdrawn: text('已撤回', 'Withdrawn'),
} as const satisfies Record<string, Text>;

export type OpeningState = keyof typeof openingStates;
export const openingStateCodes = Object.keys(openingStates) as [OpeningState, ...OpeningState[]];

/** So many days a post may be shown at most, before it is stated anew; a house rule. */
export const mostDaysShown = 90;
