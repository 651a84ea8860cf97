import { type Calendar, factsOf } from '../calendar/calendar.ts';
import { dayNumber } from '../calendar/instant.ts';
import type { ShiftPart } from './kinds.ts';
import { type Span, spanOn } from './spans.ts';

/** On which days a pattern lays shifts: each day, working days alone, days off alone, or days of the week (0 for Sunday). */
export type PatternDays = 'every' | 'working' | 'off' | readonly number[];

/** A team takes its turn together: who leads and who else is there. */
export interface Team {
  readonly leadId: string | null;
  readonly memberIds: readonly string[];
}

export interface Pattern {
  /** First and last business day. */
  readonly from: string;
  readonly to: string;
  readonly days: PatternDays;
  /** Times of the wall, Asia/Shanghai; an end not after its start is on the next day. */
  readonly startTime: string;
  readonly endTime: string;
  /** Teams in turn; each keeps it for so many laid shifts. */
  readonly teams: readonly Team[];
  readonly turnLength: number;
}

export interface LaidShift extends Span {
  readonly day: string;
  readonly userId: string;
  readonly part: ShiftPart;
}

function isLaid(calendar: Calendar, days: PatternDays, number: number): boolean {
  const { isWorking, weekday } = factsOf(calendar, number);
  if (days === 'every') return true;
  if (days === 'working') return isWorking;
  if (days === 'off') return !isWorking;
  return days.includes(weekday);
}

/**
 * Lays a pattern out over its days with the calendar known: turns go on over days that are left out, so that nobody loses or gains one by a
 * holiday. Nothing is laid without teams, or where the end lies before the start.
 */
export function layOut(calendar: Calendar, pattern: Pattern): readonly LaidShift[] {
  const { teams, turnLength } = pattern;
  if (teams.length === 0) return [];
  const laid: LaidShift[] = [];
  let turn = 0;
  for (let number = dayNumber(pattern.from); number <= dayNumber(pattern.to); number += 1) {
    if (!isLaid(calendar, pattern.days, number)) continue;
    const { day } = factsOf(calendar, number);
    const team = teams[Math.floor(turn / turnLength) % teams.length] as Team;
    const span = spanOn(day, pattern.startTime, pattern.endTime);
    if (team.leadId !== null) laid.push({ ...span, day, userId: team.leadId, part: 'lead' });
    for (const userId of team.memberIds) laid.push({ ...span, day, userId, part: 'member' });
    turn += 1;
  }
  return laid;
}
