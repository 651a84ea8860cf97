import type { Actor } from '../access/actor.ts';
import type { Capability } from '../access/capabilities.ts';
import type { MandateCover } from '../access/mandates.ts';
import type { Limit } from '../calendar/limit.ts';
import type { Refusal } from '../refusals.ts';
import type { Text } from '../text.ts';
import type { Basis } from './basis.ts';
import type { LimitKey } from './category.ts';
import type { Fact } from './facts.ts';
import type { Field } from './fields.ts';
import type { Lead } from './leads.ts';
import type { Print } from './prints.ts';
import type { CaseState, Outcome, Phase } from './state.ts';
import type { Who } from './who.ts';
import type { World } from './world.ts';

/** What a step of a decision looks at. */
export interface Turn {
  readonly type: CaseType;
  readonly case: CaseState;
  readonly actor: Actor;
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly world: World;
  /** The entry's id; ids of what it makes derive from it, so that phone and server agree. */
  readonly entryId: string;
}

/** A named condition: why an action may not be done now, or null. */
export type Guard = (turn: Turn) => Refusal | null;

/** A named deed: what happens, as facts with their results worked out. */
export type Deed = (turn: Turn) => readonly Fact[];

/** A choice between stages; the list is what the laws walk. */
export interface Branch<S extends string> {
  readonly stages: readonly S[];
  readonly choose: (turn: Turn) => S;
}

export function branch<const S extends string>(stages: readonly S[], choose: (turn: Turn) => NoInfer<S>): Branch<S> {
  return { stages, choose };
}

/** Who is told of it, and how soon: at once even off duty, while on duty, or gathered. */
export interface Tell {
  readonly to: Audience;
  readonly code: NoticeCode;
  readonly class: 'now' | 'shift' | 'digest';
}

export type Audience =
  | 'reporter'
  | 'lead'
  | 'helpers'
  | 'handler'
  | 'dispatcher'
  | 'arbiter'
  | 'approver'
  | 'checker'
  | 'caller'
  | 'head'
  /** Those on the case's own list. */
  | 'listed'
  /** Who follows it: those whose own matter was merged into it, and who said that they met it, too. */
  | 'followers';

export type NoticeCode =
  | 'case.received'
  | 'case.accepted'
  | 'case.declined'
  | 'case.dispatched'
  | 'case.signed'
  | 'case.replied'
  | 'case.checking'
  | 'case.please-rate'
  | 'case.redo'
  | 'case.closed'
  | 'case.return-asked'
  | 'case.return-decided'
  | 'case.approval-asked'
  | 'case.approval-decided'
  | 'case.reminded'
  | 'case.supervised'
  | 'case.late'
  | 'case.supplement-asked'
  | 'case.supplemented'
  | 'case.issued'
  | 'case.paper-void'
  | 'case.merged'
  | 'case.unmerged'
  | 'case.followed-closed'
  | 'case.still-there'
  | 'case.low-rated'
  | 'case.child-moved'
  | 'case.listed'
  | 'case.term-near'
  | 'case.look-due'
  | 'case.sms-failed'
  | 'case.inquired'
  | 'case.inquiry-answered'
  | 'case.inquiry-over'
  | 'case.outside-reported'
  | 'visit.missed'
  | 'visit.call-contact'
  | 'visit.still-missed'
  | 'case.taken'
  | 'feedback.answered'
  | 'rota.swap-asked'
  | 'rota.swap-agreed'
  | 'rota.swap-declined'
  | 'rota.swap-withdrawn';

export function tell(to: Audience, code: NoticeCode, how: Tell['class'] = 'shift'): Tell {
  return { to, code, class: how };
}

export interface Action<S extends string = string> {
  readonly label: Text;
  /** What a helper's mandate must cover for them to do it for the person; absent: only the person themselves. */
  readonly cover?: MandateCover;
  /** Any of these relations suffices. */
  readonly by: readonly Who[];
  readonly asks?: Readonly<Record<string, Field>>;
  readonly needs?: readonly Guard[];
  readonly does?: readonly Deed[];
  /** Where it leads; absent: it stays. */
  readonly to?: S | Branch<S>;
  readonly tells?: readonly Tell[];
  /** The one thing this stage waits for: drawn as the primary button. */
  readonly isMain?: true;
  /** Done by the system once the stage's time is up, unless somebody did something else before. Such a stage is never late. */
  readonly lapses?: true;
  /** What the person's own track says; absent: it stays internal. */
  readonly track?: Text;
}

/** An action every type gets, in the phases named; those that need a lead unit only where the type has one. */
export interface LoopAction {
  readonly action: Action;
  readonly during: readonly Phase[];
  readonly needsUnit?: true;
  /** Only where the type says how a part of it becomes a case of its own. */
  readonly needsChild?: true;
  /** Only for types that are sealed, or only for those that are not. */
  readonly sealed?: 'only' | 'never';
}

/** A stage's time limit: the category may set its own by the key, within the ceiling. */
export interface StageLimit {
  readonly key: LimitKey;
  readonly limit: Limit;
  readonly basis: Basis;
  readonly isCeiling?: true;
  /** A field with the last day that was set for this case: while that lies ahead, it is due then. */
  readonly until?: string;
}

export interface Stage<S extends string = string> {
  readonly label: Text;
  readonly phase: Exclude<Phase, 'closed'>;
  readonly within: StageLimit;
  /** Whose turn it is: their inbox shows it. */
  readonly turn: readonly Who[];
  /** The step of the person's own bar, in plain words. */
  readonly plain: Text;
  readonly actions: Readonly<Record<string, Action<S>>>;
  /** The step the system does once the stage's time is over: what nobody came for goes back to whoever must look. */
  readonly lapse?: string;
  readonly retired?: true;
}

export interface EndStage {
  readonly label: Text;
  readonly phase: 'closed';
  /** Fixed, or what was claimed or chosen on the way. */
  readonly outcome: Outcome | 'as-claimed';
  readonly plain: Text;
  readonly retired?: true;
}

/** How a case of the type comes to be. */
export interface Begin<S extends string = string> {
  readonly label: Text;
  readonly by: readonly Who[];
  readonly asks: Readonly<Record<string, Field>>;
  readonly to: S;
  readonly needs?: readonly Guard[];
  readonly does?: readonly Deed[];
  readonly tells?: readonly Tell[];
  /** 即办即结: done when told; no second person, counted apart. */
  readonly isOnTheSpot?: true;
  readonly track?: Text;
}

export interface CaseType<S extends string = string> {
  readonly code: string;
  readonly version: number;
  readonly title: Text;
  readonly fields: Readonly<Record<string, Field>>;
  /** What the one who asks is called in this process. */
  readonly asker: 'reporter' | 'applicant';
  /** The person's own affair: no helper begins it for them, or sees it by a mandate. What is sealed is so by itself. */
  readonly isOwn?: true;
  /** The field whose beginning is the title of lists. */
  readonly titleField: string;
  /** Choices and words that title it where that field is empty: what was only shown or said aloud is then told apart. */
  readonly titleElse?: readonly string[];
  /** The person's own clock, from the first word to the answer; returns and transfers never stop it. */
  readonly promise: StageLimit;
  readonly begins: Readonly<Record<string, Begin<S>>>;
  readonly stages: Readonly<Record<S, Stage<S> | EndStage>>;
  /** What people may be on a case's own list as. */
  readonly members?: Readonly<Record<string, Text>>;
  /** Roles of its list that nobody has who stands near one of its people: is one of them, lives with them, or belongs to a unit that is a party. */
  readonly apart?: readonly string[];
  /**
   * Open to those on its list alone, administrators too. On it are from the first entry whoever began it and those who hold the capability
   * over its place, all as the role named; they put others on it, as that role or as the lesser one of `letIn`. With `askerTo` who asked is
   * shown to that role alone: whoever of the staff begins it is then not named by its entries, nor put on its list.
   */
  readonly sealed?: {
    readonly intake: Capability;
    readonly as: string;
    readonly letIn?: string;
    readonly askerTo?: string;
  };
  /** Where a lead unit is sent to and where it works: with these the loop offers returns, transfers, helpers, redo. */
  readonly unit?: { readonly sent: S; readonly working: S };
  /** Who decides on a return that a summoned unit asks for; types with a lead unit have the loop's own. */
  readonly returnsTo?: readonly Who[];
  /** How a part of it becomes a case of its own: how that begins, and the steps that bring it to its unit. */
  readonly child?: { readonly begin: string; readonly way: readonly string[] };
  /** The person who asked holds a code for whoever is on the list as this: told at the door, it lets them speak for the person. */
  readonly personCode?: string;
  /** The papers set from it. */
  readonly prints?: Readonly<Record<string, Print<S>>>;
  /** What anyone may read of it once somebody has taken it up: fields of it, and replies meant for all. Absent: nothing. */
  readonly published?: readonly string[];
  /** What is planned by days: a field with a line for each step, and the count of those reached; published with how each stands. */
  readonly plan?: { readonly lines: string; readonly done: string };
  /** What else may be begun from it. */
  readonly leads?: Readonly<Record<string, Lead>>;
  /** The steps of the person's bar, as stages of it in order. */
  readonly track: readonly { readonly label: Text; readonly stages: readonly S[] }[];
}

/** Declares a case type. A wrong stage name, an action without label or a stage without limit does not compile. */
export function defineCaseType<const S extends string>(
  type: Omit<CaseType<S>, 'begins' | 'stages' | 'unit' | 'track' | 'prints'> & {
    readonly begins: Readonly<Record<string, Begin<NoInfer<S>>>>;
    readonly stages: { readonly [K in S]: Stage<NoInfer<S>> | EndStage };
    readonly unit?: { readonly sent: NoInfer<S>; readonly working: NoInfer<S> };
    readonly prints?: Readonly<Record<string, Print<NoInfer<S>>>>;
    readonly track: readonly { readonly label: Text; readonly stages: readonly NoInfer<S>[] }[];
  },
): CaseType {
  return type as unknown as CaseType;
}

/** The types a platform runs; passed in, never imported by the engine. */
export type CaseTypes = Readonly<Record<string, CaseType>>;

export const workingHours = (n: number): Limit => ({ unit: 'working-hours', n });
/** @public a word of the kit that declarations are written with */
export const urgentHours = (n: number): Limit => ({ unit: 'urgent-hours', n });
export const workingDays = (n: number): Limit => ({ unit: 'working-days', n });
/** @public a word of the kit that declarations are written with */
export const days = (n: number): Limit => ({ unit: 'days', n });
/** @public a word of the kit that declarations are written with */
export const legalDays = (n: number): Limit => ({ unit: 'legal-days', n });

/** A stage's limit: the category's own under `key`, else this default with its basis. */
export function within(key: LimitKey, limit: Limit, basis: Basis): StageLimit {
  return { key, limit, basis };
}

/** As `within`, but due on the day that a field of the case says, where it says one: a limit that somebody set for it. */
export function untilDay(fieldKey: string, limit: StageLimit): StageLimit {
  return { ...limit, until: fieldKey };
}

/**
 * As `within`, but the category may only be stricter: the law's own limit.
 * @public a word of the kit that declarations are written with
 */
export function atMost(key: LimitKey, limit: Limit, basis: Basis): StageLimit {
  return { key, limit, basis, isCeiling: true };
}
