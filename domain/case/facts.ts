import type { Actor } from '../access/actor.ts';
import type { AskedQuestion } from './questions.ts';
import {
  type Answer,
  type AnswerSheet,
  type Assignment,
  type CaseState,
  type Clock,
  erased,
  type Inquiry,
  type Outcome,
  type Party,
  type Phase,
  type Place,
  type Rating,
  type Request,
  type Source,
  type Tallies,
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
  | { readonly kind: 'assigned'; readonly assignment: Assignment }
  | {
      readonly kind: 'assignment-moved';
      readonly id: string;
      readonly state: Assignment['state'];
      readonly userId?: string | null;
      readonly at: string;
    }
  | { readonly kind: 'handler-set'; readonly userId: string | null }
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
}

const noTallies: Tallies = {
  returns: 0,
  redos: 0,
  reworks: 0,
  reminders: 0,
  supervisions: 0,
  attempts: 0,
  contactAttempts: 0,
};

function blank(opened: Extract<Fact, { kind: 'opened' }>, entry: Entry): CaseState {
  return {
    communityId: opened.communityId,
    id: opened.caseId,
    number: opened.number,
    type: opened.type,
    typeVersion: entry.typeVersion,
    stage: entry.to,
    phase: 'raised',
    seq: entry.seq,
    source: opened.source,
    categoryId: opened.categoryId,
    urgency: opened.urgency,
    place: { ...opened.place, words: opened.personal?.placeWords ?? erased },
    businessOn: opened.businessOn,
    raisedAt: entry.at,
    raisedByUserId: opened.byUserId,
    hasDemand: opened.hasDemand,
    onTheSpot: opened.onTheSpot,
    fields: {},
    answers: [],
    parties: [],
    assignments: [],
    clocks: [],
    requests: [],
    inquiries: [],
    hands: { handled: [], handledBy: [], checked: [] },
    tallies: noTallies,
    handlerUserId: null,
    contactedAt: null,
    doneAt: null,
    claim: null,
    deferredUntil: null,
    closedAt: null,
    outcome: null,
    parentId: opened.parentId,
    mergedIntoId: null,
    children: [],
    mergedFrom: null,
    lastMove: { seq: entry.seq, action: entry.action, byName: entry.actor.name, at: entry.at },
  };
}

const patchById = <T extends { readonly id: string }>(
  list: readonly T[],
  id: string,
  patch: Partial<T>,
): readonly T[] => list.map((one) => (one.id === id ? { ...one, ...patch } : one));

const including = (list: readonly string[], one: string | null): readonly string[] =>
  one === null || list.includes(one) ? list : [...list, one];

/** The answers of a fact with their values; words that were erased say so. */
export function answersIn({ answers, personal }: Extract<Fact, { kind: 'answered' }>): readonly Answer[] {
  return answers.map((one) => ({
    ...one,
    value: 'value' in one ? one.value : (personal?.values[one.key] ?? erased),
  }));
}

/** What is answered anew takes the place of what was answered to the same question of the same category. */
function withSheet(sheets: readonly AnswerSheet[], fact: Extract<Fact, { kind: 'answered' }>): readonly AnswerSheet[] {
  const { categoryId, version } = fact;
  const answers = answersIn(fact);
  const keys = new Set(answers.map(({ key }) => key));
  const before = sheets.find((sheet) => sheet.categoryId === categoryId)?.answers ?? [];
  return [
    ...sheets.filter((sheet) => sheet.categoryId !== categoryId),
    { categoryId, version, answers: [...before.filter(({ key }) => !keys.has(key)), ...answers] },
  ];
}

type Folder<K extends Fact['kind']> = (state: CaseState, fact: Extract<Fact, { kind: K }>, entry: Entry) => CaseState;

const folders: { readonly [K in Exclude<Fact['kind'], 'opened'>]: Folder<K> } = {
  moved: (state, fact, entry) => ({
    ...state,
    stage: fact.stage,
    phase: fact.phase,
    lastMove: { seq: entry.seq, action: entry.action, byName: entry.actor.name, at: entry.at },
  }),
  set: (state, fact) => ({
    ...state,
    fields: {
      ...state.fields,
      [fact.field]: 'value' in fact ? fact.value : fact.personal ? fact.personal.value : erased,
    },
  }),
  categorised: (state, fact) => ({ ...state, categoryId: fact.categoryId }),
  answered: (state, fact) => ({ ...state, answers: withSheet(state.answers, fact) }),
  'urgency-set': (state, fact) => ({ ...state, urgency: fact.urgency }),
  placed: (state, fact) => ({ ...state, place: { ...fact.place, words: fact.personal?.placeWords ?? erased } }),
  joined: (state, fact) => ({
    ...state,
    parties: [...state.parties, fact.party],
    hasDemand: state.hasDemand || fact.party.hasContact,
  }),
  assigned: (state, fact) => ({ ...state, assignments: [...state.assignments, fact.assignment] }),
  'assignment-moved': (state, fact) => ({
    ...state,
    assignments: patchById(state.assignments, fact.id, {
      state: fact.state,
      ...(fact.userId === undefined ? {} : { userId: fact.userId }),
      ...(fact.state === 'signed' ? { signedAt: fact.at } : {}),
      ...(fact.state === 'done' ? { doneAt: fact.at } : {}),
    }),
  }),
  'handler-set': (state, fact) => ({
    ...state,
    handlerUserId: fact.userId,
    hands: { ...state.hands, handled: including(state.hands.handled, fact.userId) },
  }),
  'clock-started': (state, fact) => ({ ...state, clocks: [...state.clocks, fact.clock] }),
  'clock-stopped': (state, fact) => ({
    ...state,
    clocks: patchById(state.clocks, fact.id, { stoppedAt: fact.at, usedMinutes: fact.usedMinutes }),
  }),
  'clock-moved': (state, fact) => ({
    ...state,
    clocks: patchById(state.clocks, fact.id, { dueAt: fact.dueAt, why: fact.why, isProvisional: fact.isProvisional }),
  }),
  'clock-raised': (state, fact) => ({
    ...state,
    clocks: state.clocks.map((clock) =>
      clock.id === fact.id ? { ...clock, raisedTimes: clock.raisedTimes + 1 } : clock,
    ),
  }),
  asked: (state, fact) => ({
    ...state,
    requests: [...state.requests, { ...fact.request, words: fact.personal?.words ?? erased }],
  }),
  decided: (state, fact) => ({
    ...state,
    requests: patchById(state.requests, fact.requestId, {
      decision: fact.decision,
      decidedByUserId: fact.byUserId,
      decidedAt: fact.at,
    }),
  }),
  inquired: (state, fact) => ({
    ...state,
    inquiries: [
      ...state.inquiries,
      { ...fact.inquiry, words: fact.personal?.words ?? erased, endedAt: null, how: null, answer: null },
    ],
  }),
  'inquiry-ended': (state, fact) => ({
    ...state,
    inquiries: patchById(state.inquiries, fact.id, {
      endedAt: fact.at,
      how: fact.how,
      answer: fact.how === 'lapsed' ? null : (fact.personal?.words ?? erased),
    }),
  }),
  contacted: (state, fact) => ({
    ...state,
    contactedAt: state.contactedAt ?? (fact.result === 'reached' ? fact.at : null),
    tallies: { ...state.tallies, contactAttempts: state.tallies.contactAttempts + 1 },
  }),
  'claimed-done': (state, fact) => ({
    ...state,
    doneAt: fact.at,
    claim: fact.outcome,
    hands: {
      ...state.hands,
      handled: including(state.hands.handled, fact.userId),
      handledBy: including(state.hands.handledBy, fact.organisationId),
    },
  }),
  checked: (state, fact) => ({
    ...state,
    hands: { ...state.hands, checked: including(state.hands.checked, fact.userId) },
    tallies: fact.passed ? state.tallies : { ...state.tallies, reworks: state.tallies.reworks + 1 },
  }),
  called: (state) => ({ ...state, tallies: { ...state.tallies, attempts: state.tallies.attempts + 1 } }),
  rated: (state, fact) => ({
    ...state,
    parties: patchById(state.parties, fact.partyId, {
      rating: { ...fact.rating, words: fact.personal?.words ?? erased },
    }),
  }),
  'outside-reported': (state) => state,
  noted: (state) => state,
  replied: (state) => state,
  reasoned: (state) => state,
  // A redo is a new round of work: its call-back has three attempts of its own.
  tallied: (state, fact) => ({
    ...state,
    tallies: {
      ...state.tallies,
      ...(fact.what === 'redos' ? { attempts: 0 } : {}),
      [fact.what]: state.tallies[fact.what] + 1,
    },
  }),
  deferred: (state, fact) => ({ ...state, deferredUntil: fact.until }),
  closed: (state, fact) => ({ ...state, closedAt: fact.at, outcome: fact.outcome }),
  reopened: (state) => ({ ...state, closedAt: null, outcome: null, doneAt: null, claim: null }),
  'clock-resumed': (state, fact) => ({
    ...state,
    clocks: patchById(state.clocks, fact.id, { stoppedAt: null, usedMinutes: null }),
  }),
  'merged-into': (state, fact) => ({ ...state, mergedIntoId: fact.caseId, mergedFrom: fact.from }),
  unmerged: (state) => ({ ...state, mergedIntoId: null, mergedFrom: null, closedAt: null, outcome: null }),
  'took-in': (state) => state,
  'let-go': (state) => state,
  'split-off': (state, fact) => ({
    ...state,
    children: [...state.children, { id: fact.caseId, number: fact.number, isOpen: true }],
  }),
  'child-moved': (state, fact) => ({
    ...state,
    children: patchById(state.children, fact.caseId, { isOpen: fact.isOpen }),
  }),
};

/** The state after an entry; it reads only what the entry says. */
export function applyEntry(state: CaseState | null, entry: Entry): CaseState {
  let next = state;
  for (const fact of entry.facts) {
    if (fact.kind === 'opened') next = blank(fact, entry);
    else if (next) next = (folders[fact.kind] as Folder<typeof fact.kind>)(next, fact as never, entry);
  }
  if (!next) throw new Error('The first entry of a case must open it');
  return { ...next, seq: entry.seq };
}

/** The case, from its entries alone, oldest first. Tomorrow's code tells yesterday's story unchanged: no rule is read. */
export function replay(entries: readonly Entry[]): CaseState {
  const state = entries.reduce<CaseState | null>((before, entry) => applyEntry(before, entry), null);
  if (!state) throw new Error('A case has at least one entry');
  return state;
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
