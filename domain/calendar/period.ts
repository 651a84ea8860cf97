import { Refusal } from '../refusals.ts';
import { text } from '../text.ts';
import { dayNumber } from './instant.ts';

const mostDays = 366;

/** A period of days, `YYYY-MM-DD`, its first and its last day included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** Sees that a period begins no later than it ends and is a year at most, 366 days. @throws request.invalid by `field`, the one to be set right */
export function assertYearAtMost({ from, to }: Period, field: keyof Period): void {
  const days = dayNumber(to) - dayNumber(from);
  if (days >= 0 && days < mostDays) return;
  throw new Refusal('request.invalid', {
    fields: [
      {
        path: field,
        text: text(
          '时间段最长一年，第一天不晚于最后一天。',
          'A period is a year at most, its first day no later than its last.',
        ),
      },
    ],
  });
}
