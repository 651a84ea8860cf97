import { type Refusal, refuse } from '../refusals.ts';
import { type Text, text } from '../text.ts';
import type { Actor } from './actor.ts';

/** What somebody may let a helper do for them on the portal. */
export const mandateCovers = {
  report: text('报事', 'Report matters'),
  apply: text('办申请', 'Make applications'),
  track: text('查进度', 'See how matters stand'),
  answer: text('补充情况', 'Answer and supply what is asked'),
  rate: text('确认评价', 'Confirm and rate'),
} as const satisfies Record<string, Text>;
export type MandateCover = keyof typeof mandateCovers;

/** What a helper is to the one they help. */
export const helperRelations = {
  family: text('家人', 'Family'),
  neighbour: text('邻居', 'Neighbour'),
  worker: text('社区工作人员', 'Community worker'),
  volunteer: text('志愿者', 'Volunteer'),
  other: text('其他', 'Somebody else'),
} as const satisfies Record<string, Text>;
export type HelperRelation = keyof typeof helperRelations;

/** A mandate says for how long it is given (民法典 165); in days. Longer than a year nobody remembers what they signed. */
export const longestMandateDays = 366;
/** How many helpers somebody has at once. */
export const mostHelpers = 3;
/** How many people one helper acts for at once: a community worker helps many, a dealer in accounts would help more. */
export const mostHelped = 30;

/** By what somebody acts for another: the mandate, the helper as the other one sees them, and what it covers. */
export interface Through {
  readonly mandateId: string;
  /** Family name alone: it stands in the history of every matter they touched. */
  readonly name: string;
  readonly may: readonly MandateCover[];
}

/** The mandate by which an actor acts for another; undefined for everybody who acts for themselves. */
export function throughOf(actor: Actor): Through | undefined {
  return actor.kind === 'resident' ? actor.through : undefined;
}

/** Why a helper may not do what needs a cover: it is not in their mandate, or (none named) nobody does it for another. Null for all others. */
export function beyondMandate(actor: Actor, cover: MandateCover | undefined): Refusal | null {
  const through = throughOf(actor);
  if (!through) return null;
  if (cover === undefined) return refuse('mandates.own-deed');
  return through.may.includes(cover) ? null : refuse('mandates.beyond', { cover: mandateCovers[cover] });
}
