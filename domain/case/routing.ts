import { z } from 'zod';
import type { Calendar } from '../calendar/calendar.ts';
import { businessDay, dayNumberAt, dayStart, type Instant, toMs } from '../calendar/instant.ts';
import { isOpenAt } from '../calendar/opening.ts';
import { contains } from '../geometry/contains.ts';
import type { Position, Shape } from '../geometry/shapes.ts';

const clockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

/** When a routing rule holds, Asia/Shanghai: by the office's hours, by the clock (`to` not included, may lie after midnight), by month. */
export const routingTimes = z
  .strictObject({
    hours: z.enum(['office', 'closed', 'any']).default('any'),
    from: clockTime.optional(),
    to: clockTime.optional(),
    months: z.array(z.number().int().min(1).max(12)).min(1).max(12).optional(),
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined) && (from === undefined || from !== to), {
    path: ['to'],
    params: { text: { zh: '起止时间要一起填，并且不相同。', en: 'Give both times, and let them differ.' } },
  });
export type RoutingTimes = z.output<typeof routingTimes>;

/** Whom a rule sends to. */
export const routingSends = z.strictObject({
  leadOrganisationId: z.uuid(),
  helperOrganisationIds: z.array(z.uuid()).max(20).default([]),
  urgency: z.enum(['normal', 'urgent']).optional(),
});
export type RoutingSends = z.output<typeof routingSends>;

export interface RoutingRule {
  readonly id: string;
  readonly name: string;
  /** It holds for this area and everything under it. */
  readonly areaId: number;
  /** Its place among the rules of its area. */
  readonly position: number;
  /** Categories, with all under them; none means every category. */
  readonly categoryIds: readonly number[];
  /** If it holds for a part of the area only. */
  readonly polygon: Shape | null;
  readonly times: RoutingTimes;
  readonly sends: RoutingSends;
  readonly isOn: boolean;
}

/** A row of the duty list: who answers for a category in an area. */
export interface Duty {
  readonly id: string;
  readonly categoryId: number;
  readonly areaId: number;
  readonly leadOrganisationId: string;
  readonly helperOrganisationIds: readonly string[];
  readonly basis: string | null;
}

/** What is asked: a category and a place by their paths upwards, nearest first, at a moment. */
export interface RoutingQuestion {
  readonly categoryPath: readonly number[];
  readonly areaPath: readonly number[];
  readonly point: Position | null;
  readonly at: Instant;
}

export interface RoutingLists {
  readonly rules: readonly RoutingRule[];
  readonly duties: readonly Duty[];
  readonly calendar: Calendar;
  /** Units that are no longer in force get nothing. */
  readonly isInForce: (organisationId: string) => boolean;
}

/** Why a rule does not hold. */
export type RoutingMiss = 'off' | 'area' | 'category' | 'polygon' | 'no-point' | 'time' | 'unit';

export interface TriedRule {
  readonly rule: RoutingRule;
  /** null: it holds. */
  readonly miss: RoutingMiss | null;
}

/** Who gets it and why; `tried` lists the rules looked at in their order, the one that holds last. */
export type RoutingAnswer =
  | { readonly by: 'rule'; readonly rule: RoutingRule; readonly tried: readonly TriedRule[] }
  | { readonly by: 'duty'; readonly duty: Duty; readonly tried: readonly TriedRule[] }
  | { readonly by: 'nobody'; readonly tried: readonly TriedRule[] };

/** Whether times hold at a moment. */
export function holdsAt(times: RoutingTimes, at: Instant, calendar: Calendar): boolean {
  if (times.months && !times.months.includes(Number(businessDay(at).slice(5, 7)))) return false;
  if (times.hours !== 'any' && isOpenAt(calendar, at) !== (times.hours === 'office')) return false;
  if (times.from === undefined || times.to === undefined) return true;
  const ms = toMs(at);
  const minute = Math.floor((ms - dayStart(dayNumberAt(ms))) / 60_000);
  const [from, to] = [minutesOf(times.from), minutesOf(times.to)];
  return from < to ? from <= minute && minute < to : from <= minute || minute < to;
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}

/** Why a rule does not hold for what is asked, or null if it does. */
export function missOf(rule: RoutingRule, asked: RoutingQuestion, lists: RoutingLists): RoutingMiss | null {
  if (!rule.isOn) return 'off';
  if (!asked.areaPath.includes(rule.areaId)) return 'area';
  if (rule.categoryIds.length > 0 && !rule.categoryIds.some((id) => asked.categoryPath.includes(id))) return 'category';
  if (rule.polygon && !asked.point) return 'no-point';
  if (rule.polygon && asked.point && !contains(rule.polygon, asked.point)) return 'polygon';
  if (!holdsAt(rule.times, asked.at, lists.calendar)) return 'time';
  return lists.isInForce(rule.sends.leadOrganisationId) ? null : 'unit';
}

/** The rules that lie on a place's way up, in the order they are tried: the nearest area's first, each area's by position. */
export function orderRules(rules: readonly RoutingRule[], areaPath: readonly number[]): readonly RoutingRule[] {
  const depth = new Map(areaPath.map((id, i) => [id, i]));
  return rules
    .filter((rule) => depth.has(rule.areaId))
    .sort((a, b) => (depth.get(a.areaId) ?? 0) - (depth.get(b.areaId) ?? 0) || a.position - b.position);
}

/**
 * The duty that holds: the category's own rows before its parent's, and among them the nearest area above the place.
 * Rows of units no longer in force are passed over.
 */
export function findDuty(asked: RoutingQuestion, lists: RoutingLists): Duty | undefined {
  for (const categoryId of asked.categoryPath) {
    const own = lists.duties.filter(
      (duty) => duty.categoryId === categoryId && lists.isInForce(duty.leadOrganisationId),
    );
    for (const areaId of asked.areaPath) {
      const found = own.find((duty) => duty.areaId === areaId);
      if (found) return found;
    }
  }
  return undefined;
}

/** Who gets a matter: the first routing rule that holds, else the duty list, else nobody and the dispatcher decides. */
export function route(asked: RoutingQuestion, lists: RoutingLists): RoutingAnswer {
  const tried: TriedRule[] = [];
  for (const rule of orderRules(lists.rules, asked.areaPath)) {
    const miss = missOf(rule, asked, lists);
    tried.push({ rule, miss });
    if (miss === null) return { by: 'rule', rule, tried };
  }
  const duty = findDuty(asked, lists);
  return duty ? { by: 'duty', duty, tried } : { by: 'nobody', tried };
}
