import { z } from 'zod';
import { dayExists, dayNumber, dayOf, weekdayOf } from './instant.ts';

interface NamedDay {
  readonly date: string;
  readonly name: string;
}

/** What a pasted notice or file says of a year. */
export interface HolidayList {
  readonly holidays: readonly NamedDay[];
  readonly makeupWorkdays: readonly NamedDay[];
  /** Lines in which no day could be read: for a person to look at. */
  readonly unread: readonly string[];
}

const named = z.array(z.object({ date: z.string().refine(dayExists), name: z.string().max(30) }));
const yearShape = z.object({ holidays: named, makeupWorkdays: named });

/** Longer than this a stretch of days is a misreading. */
const longestStretch = 16;

/**
 * Reads the holidays of a year as they are at hand: JSON of the shape `{year: {holidays, makeupWorkdays}}` or of one year,
 * or a table with a day or a stretch of days a line, such as `2027-02-05 至 02-11 春节` and `1月31日（周日）上班`.
 * Words for work (班) make a make-up day of it; a line without a name takes the one above.
 */
export function readHolidayList(text: string, year: number): HolidayList {
  return readJson(text, year) ?? readLines(text, year);
}

function readJson(text: string, year: number): HolidayList | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const own = (value as Record<string, unknown> | null)?.[String(year)] ?? value;
    const parsed = yearShape.safeParse(own);
    return parsed.success ? { ...parsed.data, unread: [] } : undefined;
  } catch {
    return undefined;
  }
}

const date = String.raw`(?:(\d{4})\s*[-./年])?\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?`;
const stretch = new RegExp(
  String.raw`${date}(?:\s*[（(][^）)]*[）)])?(?:\s*(?:至|到|~|～|—|–|-{1,2})\s*(?:${date}|(\d{1,2})\s*日))?`,
  'g',
);
const workWords = /班|make-?up|work/i;

function readLines(text: string, year: number): HolidayList {
  const holidays = new Map<string, string>();
  const makeup = new Map<string, string>();
  const unread: string[] = [];
  let name = '';
  for (const line of text.split(/[\r\n；;。]+/).map((one) => one.trim())) {
    if (line === '') continue;
    const isWork = workWords.test(line);
    const days = [...line.matchAll(stretch)].flatMap((match) => daysOf(match, year));
    if (days.length === 0) {
      unread.push(line);
      continue;
    }
    name = nameOf(line) || name;
    for (const day of days) (isWork ? makeup : holidays).set(day, name || (isWork ? '补班' : '放假'));
  }
  return { holidays: listOf(holidays), makeupWorkdays: listOf(makeup), unread };
}

function daysOf(match: RegExpMatchArray, year: number): string[] {
  const [, y1, m1, d1, y2, m2, d2, d3] = match;
  const from = dayText(y1 ?? year, m1, d1);
  const to = d3 === undefined ? dayText(y2 ?? y1 ?? year, m2 ?? m1, d2 ?? d1) : dayText(y1 ?? year, m1, d3);
  if (!from || !to) return [];
  const [first, last] = [dayNumber(from), dayNumber(to)];
  if (last < first || last - first >= longestStretch) return [];
  return Array.from({ length: last - first + 1 }, (_, i) => dayOf(first + i)).filter((day) =>
    day.startsWith(`${year}-`),
  );
}

function dayText(year: string | number, month: string | undefined, day: string | undefined): string | undefined {
  const text = `${year}-${(month ?? '').padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`;
  return dayExists(text) ? text : undefined;
}

/** The words of a line that name the holiday, without its days and what is said of them. */
function nameOf(line: string): string {
  const left = line
    .replace(stretch, ' ')
    .replace(/[（(][^）)]*[）)]/g, ' ')
    .replace(
      /共\s*\d+\s*天|放假调休|放假|调休|补班|上班|休息|\d+[.、]|[一二三四五六七八九十]+、|周[一二三四五六日]|星期[一二三四五六日]|[,，、:：|\t"]|holiday|make-?up|workday|work/gi,
      ' ',
    );
  return left.trim().split(/\s+/)[0]?.slice(0, 30) ?? '';
}

function listOf(days: ReadonlyMap<string, string>): NamedDay[] {
  return [...days].map(([day, name]) => ({ date: day, name })).sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** Whether a day is a Saturday or Sunday: only those can be made up on. */
export function isWeekendDay(day: string): boolean {
  return [0, 6].includes(weekdayOf(dayNumber(day)));
}
