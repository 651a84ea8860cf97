import type { RotaShift } from '../../../contract/rotas.ts';
import { dayNumber, dayOf, weekdayOf } from '../../../domain/calendar/instant.ts';
import { overlaps, type Span, windowOf } from '../../../domain/rotas/spans.ts';
import { momentOf } from '../../kit/time.ts';

export type View = 'week' | 'month';

/** The weeks shown around a day: its own from Monday, or all that touch its month. */
export function weeksOf(day: string, view: View): readonly (readonly string[])[] {
  const monday = (number: number): number => number - ((weekdayOf(number) + 6) % 7);
  const first = monday(dayNumber(view === 'week' ? day : `${day.slice(0, 7)}-01`));
  const weeks: string[][] = [];
  for (let start = first; ; start += 7) {
    const week = Array.from({ length: 7 }, (_, at) => dayOf(start + at));
    if (weeks.length > 0 && (view === 'week' || week[0]?.slice(0, 7) !== day.slice(0, 7))) return weeks;
    weeks.push(week);
  }
}

/** A day one step away: a week, or the first of the month beside. */
export function stepFrom(day: string, view: View, by: 1 | -1): string {
  if (view === 'week') return dayOf(dayNumber(day) + 7 * by);
  const first = dayNumber(`${day.slice(0, 7)}-01`);
  return `${dayOf(by === 1 ? first + 31 : first - 1).slice(0, 7)}-01`;
}

/** A stretch as people say it: 17:30–09:00, with its day where told. */
export function spanWords({ startsAt, endsAt }: Span, hasDay = false): string {
  const [from, to] = [momentOf(startsAt), momentOf(endsAt)];
  const end = to.time === '00:00' ? '24:00' : to.time;
  return `${hasDay ? `${from.day.slice(5)} ` : ''}${from.time}–${end}`;
}

/** The shifts that begin on a day, those at one time together. */
export function shiftGroups(shifts: readonly RotaShift[], day: string): readonly (readonly RotaShift[])[] {
  const groups = new Map<string, RotaShift[]>();
  for (const shift of shifts) {
    if (momentOf(shift.startsAt).day !== day) continue;
    const key = `${shift.startsAt} ${shift.endsAt}`;
    groups.set(key, [...(groups.get(key) ?? []), shift]);
  }
  return [...groups.values()];
}

/** What of the gaps lies on a day. */
export function gapsOn(gaps: readonly Span[], day: string): readonly Span[] {
  const whole = windowOf(day, day);
  return gaps
    .filter((gap) => overlaps(gap, whole))
    .map((gap) => ({
      startsAt: gap.startsAt > whole.startsAt ? gap.startsAt : whole.startsAt,
      endsAt: gap.endsAt < whole.endsAt ? gap.endsAt : whole.endsAt,
    }));
}
