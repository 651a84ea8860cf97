import type { Calendar } from '../calendar/calendar.ts';
import { dueAt } from '../calendar/due.ts';
import { clockUnitTitles, type Limit } from '../calendar/limit.ts';
import { type Text, text } from '../text.ts';
import type { LimitKey } from './category.ts';
import { arbitrateLimit } from './deeds.ts';
import type { CaseType, StageLimit } from './define.ts';
import { returnLimit } from './guards.ts';
import { inquiryLimit } from './inquiries.ts';

/** A limit that a category may set its own for. */
export interface TypeLimit {
  readonly key: LimitKey;
  /** What it limits, in the words of the type. */
  readonly label: Text;
  readonly declared: StageLimit;
}

const promiseLabel = text('答复本人', 'Answer to the person');
const returnLabel = text('退单', 'Return by the unit');
const inquiryLabel = text('等群众答复', 'Waiting for the person’s answer');
const arbitrateLabel = text('退单裁定', 'Decision on a return');

/** The limits of a type that a category may set its own for: the person's own clock, each stage's, and those of returns. */
export function limitsOf(type: CaseType): readonly TypeLimit[] {
  const all: TypeLimit[] = [{ key: type.promise.key, label: promiseLabel, declared: type.promise }];
  for (const stage of Object.values(type.stages)) {
    if ('within' in stage) all.push({ key: stage.within.key, label: stage.label, declared: stage.within });
  }
  all.push({ key: inquiryLimit.key, label: inquiryLabel, declared: inquiryLimit });
  if (type.unit) {
    all.push({ key: returnLimit.key, label: returnLabel, declared: returnLimit });
    all.push({ key: arbitrateLimit.key, label: arbitrateLabel, declared: arbitrateLimit });
  }
  return all.filter((one, i) => all.findIndex((other) => other.key === one.key) === i);
}

/** Whether a category's own limit would run longer than one that is a ceiling, from a moment on. */
export function isAboveLaw(declared: StageLimit, own: Limit, calendar: Calendar, now: string): boolean {
  return declared.isCeiling === true && dueAt(calendar, now, own).dueAt > dueAt(calendar, now, declared.limit).dueAt;
}

/** A limit in words. */
export function limitText({ unit, n }: Limit): Text {
  const title = clockUnitTitles[unit];
  return text(`${n} ${title.zh}`, `${n} ${title.en}`);
}
