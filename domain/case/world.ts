import type { Capability } from '../access/capabilities.ts';
import type { Calendar } from '../calendar/calendar.ts';
import type { CategoryRule } from './category.ts';
import type { CaseRef, Phase } from './state.ts';
import type { ActingLevel } from './summons-rules.ts';

/** Where routing sends a case, and why: the duty list's row or the first rule that matched. */
export interface Routing {
  readonly leadOrganisationId: string;
  readonly helperOrganisationIds: readonly string[];
  readonly why: string;
}

/** Another case a decision looks at: the main one of a merge, or the one that a merged case follows. */
export interface CaseBeside {
  readonly communityId: number;
  readonly id: string;
  readonly number: string;
  readonly type: string;
  readonly phase: Phase;
  readonly parentId: string | null;
  readonly mergedIntoId: string | null;
}

/** What the register of those willing to help says of whoever acts: for which kinds of work, and until when they are insured for it. */
export interface Enlistment {
  readonly kinds: readonly string[];
  /** What they are there, in the words of the processes: a volunteer, a unit of a kind. */
  readonly as: string;
  /** Last day of a recorded insurance, or null. */
  readonly insuredUntil: string | null;
}

/** Everything a decision reads beside the case: plain data, also shipped to the phone. */
export interface World {
  /** ISO 8601, UTC. */
  readonly now: string;
  readonly calendar: Calendar;
  /** The rule of the case's category, or of the one asked for in this action. */
  readonly category: CategoryRule;
  /** Which version of the category that is; null where none is chosen. */
  readonly categoryVersion: number | null;
  /** What this actor holds over the case's area. */
  readonly may: readonly Capability[];
  /** The organisations this actor acts for. */
  readonly organisations: readonly string[];
  /** The parties of this case that this actor is. */
  readonly partyIds: readonly string[];
  /** Of a sealed type: the users who hold its intake over the place today. */
  readonly intake?: readonly string[];
  /** The main one named in this step; for a merged case the one it follows in the end. */
  readonly beside?: CaseBeside;
  /** Where work is offered to those on its register: what that says of this actor. */
  readonly enlisted?: Enlistment;
  /** Where rules say whom this actor may summon here: those units. Absent where none bind them. */
  readonly summonable?: readonly string[];
  /** The level of area this actor acts at for the place; absent for whoever holds nothing over it. */
  readonly actsAt?: ActingLevel;
  /** The link for an outside party that is made in this step. */
  readonly outsideLink?: { readonly id: string };
  /** The case that was begun from this one in this step. */
  readonly begun?: CaseRef & { readonly type: string };
  /** Who had a hand in the case that this one grows out of: only while it begins. */
  readonly handsBefore?: { readonly users: readonly string[]; readonly organisations: readonly string[] };
  /** What a case is being split into: cases that begin in the same transaction. */
  readonly into?: readonly { readonly id: string; readonly number: string }[];
}
