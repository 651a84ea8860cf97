import { type Text, text } from '../text.ts';
import { type Calendar, type DayFacts, factsOf, periodsOn } from './calendar.ts';
import { dayEnd, dayNumberAt, dayStart } from './instant.ts';
import type { Limit } from './limit.ts';

/** What happened while a due time was counted: enough to tell it in words. */
export interface Story {
  readonly limit: Limit;
  readonly start: number;
  readonly from: number;
  readonly due: number;
  /** The last day of a statutory period before it rolled. */
  readonly lastCounted?: number;
  /** Days passed over. */
  readonly skipped: readonly DayFacts[];
  /** Weekend days that were worked and counted. */
  readonly makeUps: readonly DayFacts[];
  /** Years without a published list that were touched. */
  readonly provisionalYears: readonly number[];
}

/** A story with what its telling needs: the calendar, and the year that need not be said. */
interface Told extends Story {
  readonly calendar: Calendar;
  readonly year: string;
}

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Beyond so many weekend days their number is told instead of each. */
const weekendDaysTold = 4;
const weekdaysZh = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;
const weekdaysEn = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const holidaysEn: Readonly<Record<string, string>> = {
  元旦: 'New Year',
  春节: 'Spring Festival',
  清明: 'Qingming',
  清明节: 'Qingming',
  劳动节: 'Labour Day',
  端午: 'Dragon Boat Festival',
  端午节: 'Dragon Boat Festival',
  中秋: 'Mid-Autumn Festival',
  中秋节: 'Mid-Autumn Festival',
  国庆节: 'National Day',
};

/** Tells in both languages how a due time came about. */
export function explain(calendar: Calendar, story: Story): Text {
  const year = factsOf(calendar, dayNumberAt(story.start)).day.slice(0, 4);
  const parts = tellers[story.limit.unit]({ ...story, calendar, year });
  const zh = parts.map((part) => part.zh).join('，');
  const en = parts.map((part) => part.en).join(', ');
  const doubt = provisionalWords(story);
  return text(`${zh}。${doubt.zh}`, `${en}.${doubt.en}`);
}

const tellers: Readonly<Record<Limit['unit'], (story: Told) => Words[]>> = {
  'working-hours': (story) => [
    both(`${story.limit.n} 个工作时：${started(story).zh}`, `${count(story, 'working hour')}: ${started(story).en}`),
    ...passedOver(story),
    ...worked(story),
    until(story),
    ...openingWords(story),
  ],
  'working-days': (story) => [
    both(
      `${story.limit.n} 个工作日：${moment(story, story.start)} 起算，当日不计`,
      `${count(story, 'working day')}: from ${moment(story, story.start)}, that day not counted`,
    ),
    ...passedOver(story),
    ...worked(story),
    both(`到 ${moment(story, story.due)} 下班时止`, `until closing time on ${moment(story, story.due)}`),
  ],
  'urgent-hours': (story) => [
    both(
      `${story.limit.n < 1 ? `${minutesOf(story)} 分钟` : `${story.limit.n} 个紧急工作时`}：${moment(story, story.start)} 起算，昼夜连续计算，节假日不停`,
      `${story.limit.n < 1 ? `${minutesOf(story)} minutes` : count(story, 'hour')} round the clock: from ${moment(story, story.start)}, nights and holidays counted`,
    ),
    until(story),
  ],
  days: (story) => [
    both(
      `${story.limit.n} 天：${moment(story, story.start)} 起算，当日不计，节假日照算`,
      `${count(story, 'calendar day')}: from ${moment(story, story.start)}, that day not counted, holidays counted`,
    ),
    until(story),
  ],
  'legal-days': (story) => [
    both(
      `法定期间 ${story.limit.n} 日：自 ${moment(story, story.start)} 起，当日不计`,
      `statutory period of ${count(story, 'day')}: from ${moment(story, story.start)}, that day not counted`,
    ),
    ...rolled(story),
    until(story),
    both('依据民法典第二百零一条至第二百零三条', 'under articles 201 to 203 of the Civil Code'),
  ],
};

function both(zh: string, en: string): Words {
  return { zh, en };
}

const minutesOf = ({ limit }: Story): number => Math.round(limit.n * 60);

function count(story: Story, noun: string): string {
  return `${story.limit.n} ${noun}${story.limit.n === 1 ? '' : 's'}`;
}

function started(story: Told): Words {
  const from = moment(story, story.from);
  if (story.from === story.start) return both(`${from} 起算`, `from ${from}`);
  const raised = moment(story, story.start);
  return both(
    `${raised} 不在${hoursTitle(story).zh}，从 ${from} 起算`,
    `${raised} is outside ${hoursTitle(story).en}, so counted from ${from}`,
  );
}

function until(story: Told): Words {
  const end = moment(story, story.due);
  return both(`到 ${end} 止`, `until ${end}`);
}

function passedOver(story: Told): Words[] {
  if (story.skipped.length === 0) return [];
  const weekends = story.skipped.filter((day) => day.kind !== 'holiday');
  const runs = runsOf(story.skipped.filter((day) => day.kind === 'holiday'));
  const pieces = [
    ...runs.map((run) => ({ at: run[0]?.number ?? 0, words: runWords(run, story) })),
    ...(weekends.length > weekendDaysTold
      ? [{ at: Number.MAX_SAFE_INTEGER, words: both(`周末 ${weekends.length} 天`, `${weekends.length} weekend days`) }]
      : weekends.map((day) => ({ at: day.number, words: dayWords(day, story) }))),
  ].sort((a, b) => a.at - b.at);
  return [
    both(`跳过 ${pieces.map((p) => p.words.zh).join('、')}`, `skipping ${pieces.map((p) => p.words.en).join(', ')}`),
  ];
}

function worked(story: Told): Words[] {
  if (story.makeUps.length === 0) return [];
  return [
    both(
      `${story.makeUps.map((day) => dayWords(day, story).zh).join('、')}调休上班照算`,
      `${story.makeUps.map((day) => dayWords(day, story).en).join(', ')} worked as make-up`,
    ),
  ];
}

function rolled(story: Told): Words[] {
  const { lastCounted } = story;
  if (lastCounted === undefined || story.skipped.length === 0) return [];
  const last = factsOf(story.calendar, lastCounted);
  const what = last.kind === 'holiday' ? both(last.name ?? '', english(last.name)) : weekdayWords(last);
  const next = dateOf(factsOf(story.calendar, dayNumberAt(story.due)), story);
  return [
    both(
      `末日 ${dateOf(last, story)} 为${what.zh}，顺延至 ${next}`,
      `the last day ${dateOf(last, story)} is ${what.en}, so it moves to ${next}`,
    ),
  ];
}

/** The opening hours of the day it ends on, which are what a reader checks first. */
function openingWords(story: Told): Words[] {
  const day = factsOf(story.calendar, dayNumberAt(story.due));
  const list = periodsOn(story.calendar, day, story.limit.hours);
  if (list.length === 0) return [];
  const times = list.map(([from, to]) => `${from}–${to}`);
  const title = hoursTitle(story);
  return [both(`${title.zh} ${times.join('、')}`, `${title.en} ${times.join(', ')}`)];
}

function hoursTitle(story: Told): Words {
  const title = story.limit.hours === undefined ? undefined : story.calendar.extraHours[story.limit.hours]?.title;
  return title ? both(title.zh, title.en.toLowerCase()) : both('办公时间', 'office hours');
}

function provisionalWords(story: Story): Words {
  if (story.provisionalYears.length === 0) return both('', '');
  const years = story.provisionalYears.join('、');
  const zh = `${years} 年放假安排尚未公布，暂按周末推算，公布后重新计算。`;
  const en = ` The holidays of ${story.provisionalYears.join(', ')} are not published; judged by weekends alone for now, to be counted again.`;
  if (story.limit.unit !== 'legal-days') return both(zh, en);
  return both(`${zh}法定期间的末日此时不能作为最终日期。`, `${en} A statutory last day cannot be taken as final yet.`);
}

function runsOf(days: readonly DayFacts[]): DayFacts[][] {
  const runs: DayFacts[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && last.number + 1 === day.number && last.name === day.name) run.push(day);
    else runs.push([day]);
  }
  return runs;
}

function runWords(run: readonly DayFacts[], story: Told): Words {
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) return both('', '');
  const [from, to] = [dateOf(first, story), dateOf(last, story)];
  if (first === last) return both(`${from} ${first.name}`, `${from} ${english(first.name)}`);
  return both(`${from} 至 ${to} ${first.name}`, `${from} to ${to} ${english(first.name)}`);
}

function dayWords(day: DayFacts, story: Told): Words {
  const weekday = weekdayWords(day);
  const date = dateOf(day, story);
  return both(`${date} ${weekday.zh}`, `${date} ${weekday.en}`);
}

function weekdayWords(day: DayFacts): Words {
  return both(weekdaysZh[day.weekday] ?? '', weekdaysEn[day.weekday] ?? '');
}

function english(name: string | undefined): string {
  return holidaysEn[name ?? ''] ?? name ?? '';
}

/** Month and day; with the year where it is not that of the start. */
function dateOf(day: DayFacts, story: Told): string {
  return day.day.startsWith(story.year) ? day.day.slice(5) : day.day;
}

function moment(story: Told, ms: number): string {
  const day = factsOf(story.calendar, dayNumberAt(ms));
  return `${dateOf(day, story)} ${clock(ms, day.number)}`;
}

/** HH:MM of a moment in its business day; 24:00 for its end. */
function clock(ms: number, day: number): string {
  if (ms === dayEnd(day)) return '24:00';
  const minutes = Math.floor((ms - dayStart(day)) / 60_000);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
