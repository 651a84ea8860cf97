import type { Actor } from '../access/actor.ts';
import type { AskedQuestion } from './questions.ts';
import type {
  Assignment,
  CaseRef,
  CaseState,
  Clock,
  Inquiry,
  Member,
  Outcome,
  Party,
  Phase,
  Place,
  Rating,
  Request,
  Source,
  Tallies,
} from './state.ts';

/**
 * What happened, in the engine's small language. `personal` holds what may name somebody: it is stored beside the entry with a salt,
 * the entry keeps a commitment; once erased, the fold shows 已删除. Facts carry their own results (due times, ids): folding reads no rule.
 */
export type Fact =
  | {
      readonly kind: 'opened';
      readonly communityId: number;
      readonly caseId: string;
      readonly number: string;
      readonly type: string;
      readonly source: Source;
      readonly categoryId: number | null;
      readonly urgency: 'normal' | 'urgent';
      readonly place: Omit<Place, 'words'>;
      readonly businessOn: string;
      readonly byUserId: string | null;
      readonly hasDemand: boolean;
      readonly onTheSpot: boolean;
      readonly parentId: string | null;
      /** The case it grew out of. */
      readonly from?: CaseRef;
      readonly personal?: { readonly placeWords: string };
    }
  | { readonly kind: 'moved'; readonly stage: string; readonly phase: Phase }
  | {
      readonly kind: 'set';
      readonly field: string;
      readonly value?: unknown;
      readonly personal?: { readonly value: unknown };
    }
  | { readonly kind: 'categorised'; readonly categoryId: number }
  | {
      readonly kind: 'answered';
      readonly categoryId: number;
      readonly version: number | null;
      /** Each with its question; words, which may name somebody, lie under `personal` by the question's key. */
      readonly answers: readonly (AskedQuestion & { readonly value?: unknown })[];
      readonly personal?: { readonly values: Readonly<Record<string, unknown>> };
    }
  | { readonly kind: 'urgency-set'; readonly urgency: 'normal' | 'urgent' }
  | {
      readonly kind: 'placed';
      readonly place: Omit<Place, 'words'>;
      readonly personal?: { readonly placeWords: string };
    }
  | { readonly kind: 'joined'; readonly party: Omit<Party, 'rating'> }
  | { readonly kind: 'listed'; readonly member: Omit<Member, 'until'> }
  | { readonly kind: 'unlisted'; readonly id: string; readonly until: string }
  | { readonly kind: 'assigned'; readonly assignment: Assignment }
  | {
      readonly kind: 'assignment-moved';
      readonly id: string;
      readonly state: Assignment['state'];
      readonly userId?: string | null;
      readonly at: string;
    }
  /** A summoned unit called, or came: written once, by itself. */
  | {
      readonly kind: 'assignment-marked';
      readonly id: string;
      readonly what: 'contacted' | 'arrived';
      readonly at: string;
    }
  | { readonly kind: 'handler-set'; readonly userId: string | null }
  /** People and units that count as having had a hand in it; and those who may not act on it at all. */
  | { readonly kind: 'hands-laid'; readonly users: readonly string[]; readonly organisations: readonly string[] }
  | { readonly kind: 'barred'; readonly users: readonly string[]; readonly organisations: readonly string[] }
  | { readonly kind: 'clock-started'; readonly clock: Clock }
  | { readonly kind: 'clock-stopped'; readonly id: string; readonly at: string; readonly usedMinutes: number }
  | {
      readonly kind: 'clock-moved';
      readonly id: string;
      readonly dueAt: string;
      readonly why: Clock['why'];
      readonly isProvisional: boolean;
    }
  | { readonly kind: 'clock-raised'; readonly id: string }
  | { readonly kind: 'clock-resumed'; readonly id: string }
  | { readonly kind: 'asked'; readonly request: Omit<Request, 'words'>; readonly personal?: { readonly words: string } }
  | {
      readonly kind: 'decided';
      readonly requestId: string;
      readonly decision: 'granted' | 'refused';
      readonly byUserId: string | null;
      readonly at: string;
      readonly personal?: { readonly words: string };
    }
  | {
      readonly kind: 'inquired';
      readonly inquiry: Omit<Inquiry, 'words' | 'endedAt' | 'how' | 'answer'>;
      readonly personal?: { readonly words: string };
    }
  | {
      readonly kind: 'inquiry-ended';
      readonly id: string;
      readonly how: NonNullable<Inquiry['how']>;
      readonly at: string;
      readonly fileIds: readonly string[];
      readonly personal?: { readonly words: string };
    }
  | {
      readonly kind: 'outside-reported';
      readonly linkId: string;
      readonly result: 'coming' | 'progress' | 'done';
      readonly on: string | null;
      readonly fileIds: readonly string[];
      readonly personal?: { readonly words: string };
    }
  | {
      readonly kind: 'contacted';
      readonly result: 'reached' | 'no-answer';
      readonly at: string;
      readonly personal?: { readonly words: string };
    }
  | {
      readonly kind: 'claimed-done';
      readonly outcome: Outcome;
      readonly at: string;
      readonly userId: string | null;
      readonly organisationId: string | null;
      readonly fileIds: readonly string[];
      readonly personal?: { readonly words: string };
    }
  | {
      readonly kind: 'checked';
      readonly passed: boolean;
      readonly userId: string | null;
      readonly fileIds: readonly string[];
      readonly personal?: { readonly words: string };
    }
  | {
      readonly kind: 'called';
      readonly result: 'reached' | 'no-answer' | 'refused';
      readonly personal?: { readonly words: string };
    }
  | {
      readonly kind: 'rated';
      readonly partyId: string;
      readonly rating: Omit<Rating, 'words'>;
      readonly personal?: { readonly words: string };
    }
  | { readonly kind: 'noted'; readonly fileIds: readonly string[]; readonly personal?: { readonly words: string } }
  /** `toAll`: those who follow the case or whose own was merged into it may read it, too. */
  | { readonly kind: 'replied'; readonly toAll?: true; readonly personal?: { readonly words: string } }
  | { readonly kind: 'reasoned'; readonly reason: string; readonly personal?: { readonly words: string } }
  | { readonly kind: 'tallied'; readonly what: keyof Tallies }
  | { readonly kind: 'deferred'; readonly until: string | null }
  | { readonly kind: 'closed'; readonly outcome: Outcome; readonly at: string }
  | { readonly kind: 'reopened' }
  | {
      readonly kind: 'merged-into';
      readonly caseId: string;
      readonly number: string;
      readonly from: NonNullable<CaseState['mergedFrom']>;
    }
  | { readonly kind: 'unmerged'; readonly caseId: string; readonly number: string }
  /** On the main one: another was merged into it, or left it again. */
  | { readonly kind: 'took-in'; readonly caseId: string; readonly number: string }
  | { readonly kind: 'let-go'; readonly caseId: string; readonly number: string }
  | { readonly kind: 'split-off'; readonly caseId: string; readonly number: string }
  | ({ readonly kind: 'led-to'; readonly lead: string; readonly type: string } & CaseRef)
  | { readonly kind: 'paper-issued'; readonly print: string; readonly number: string; readonly at: string }
  | { readonly kind: 'paper-voided'; readonly number: string; readonly at: string }
  | { readonly kind: 'child-moved'; readonly caseId: string; readonly number: string; readonly isOpen: boolean };

/** One thing somebody did: append-only, in the order of `seq`; its id was made by the client. */
export interface Entry {
  readonly id: string;
  readonly seq: number;
  readonly at: string;
  readonly actor: ActorStamp;
  readonly action: string;
  readonly from: string | null;
  readonly to: string;
  readonly typeVersion: number;
  readonly facts: readonly Fact[];
}

/** Who did it, as the entry keeps it: never a phone. */
export interface ActorStamp {
  readonly kind: Actor['kind'];
  readonly userId: string | null;
  readonly name: string;
  readonly organisationId: string | null;
  /** Who did it for the person, by a mandate of theirs. */
  readonly helper?: { readonly mandateId: string; readonly name: string };
}

/** An entry without its personal values, and those values by the position of their fact. */
export function splitPersonal(entry: Entry): {
  readonly bare: Entry;
  readonly personal: Readonly<Record<string, unknown>>;
} {
  const personal: Record<string, unknown> = {};
  const facts = entry.facts.map((fact, position) => {
    if (!('personal' in fact) || fact.personal === undefined) return fact;
    const { personal: values, ...rest } = fact;
    personal[position] = values;
    return rest as Fact;
  });
  return { bare: { ...entry, facts }, personal };
}

/** An entry with its personal values again; where they were erased it stays without. */
export function joinPersonal(bare: Entry, personal: Readonly<Record<string, unknown>> | undefined): Entry {
  if (!personal) return bare;
  return {
    ...bare,
    facts: bare.facts.map((fact, position) =>
      String(position) in personal ? ({ ...fact, personal: personal[position] } as Fact) : fact,
    ),
  };
}
