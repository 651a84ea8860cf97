import { dayNumber, dayOf } from '../calendar/instant.ts';
import { type Text, text } from '../text.ts';

/** What may be said at a door, and what each asks: no more than a worker needs to knock and confirm it. */
export const declarationKinds = {
  in: text('租客入住', 'A tenant moved in'),
  out: text('租客搬走', 'A tenant moved out'),
  landlord: text('房东申报', 'The landlord declares'),
} as const satisfies Readonly<Record<string, Text>>;
export type DeclarationKind = keyof typeof declarationKinds;
export const declarationKindCodes = Object.keys(declarationKinds) as [DeclarationKind, ...DeclarationKind[]];

/** Nobody remembers a move of longer ago, and nobody declares one further ahead. */
const mostDaysBack = 366;
const mostDaysAhead = 31;

/** Whether a move may have been, or be, on that day. */
export function isDeclarable(on: string, today: string): boolean {
  return on >= dayOf(dayNumber(today) - mostDaysBack) && on <= dayOf(dayNumber(today) + mostDaysAhead);
}

/** Unanswered that long, what was said is forgotten: whoever still means it says it again. */
export const lapseDays = 30;

/** What one door takes: a household moves in a day, a joker writes all day. */
export const mostOpenAtDoor = 6;
export const mostPerDayAtDoor = 12;
/** And what one community takes in an hour, all doors together, from whoever has not signed in. */
export const mostPerHour = 300;

/** How many doors one sheet holds; a larger place is printed building by building. */
export const mostDoorsPerSheet = 600;
