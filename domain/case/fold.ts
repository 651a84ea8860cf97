import type { Entry, Fact } from './facts.ts';
import {
  type Answer,
  type AnswerSheet,
  type Assignment,
  type CaseState,
  erased,
  nobody,
  type Tallies,
} from './state.ts';

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
    members: [],
    assignments: [],
    clocks: [],
    requests: [],
    inquiries: [],
    hands: { handled: [], handledBy: [], checked: [] },
    barred: nobody,
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
    from: opened.from ?? null,
    ledTo: [],
    papers: [],
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

/** What entries of before there were summonses do not say of a unit. */
const notMarked: Partial<Assignment> = { contactedAt: null, arrivedAt: null };

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
    hasDemand: state.hasDemand || (fact.party.role === undefined && fact.party.hasContact),
  }),
  listed: (state, fact) => ({ ...state, members: [...state.members, { ...fact.member, until: null }] }),
  unlisted: (state, fact) => ({ ...state, members: patchById(state.members, fact.id, { until: fact.until }) }),
  assigned: (state, fact) => ({
    ...state,
    assignments: [...state.assignments, { ...notMarked, ...fact.assignment }],
  }),
  'assignment-moved': (state, fact) => ({
    ...state,
    assignments: patchById(state.assignments, fact.id, {
      state: fact.state,
      ...(fact.userId === undefined ? {} : { userId: fact.userId }),
      ...(fact.state === 'signed' ? { signedAt: fact.at } : {}),
      ...(fact.state === 'done' ? { doneAt: fact.at } : {}),
    }),
  }),
  'assignment-marked': (state, fact) => ({
    ...state,
    assignments: patchById(
      state.assignments,
      fact.id,
      fact.what === 'arrived' ? { arrivedAt: fact.at } : { contactedAt: fact.at },
    ),
  }),
  'handler-set': (state, fact) => ({
    ...state,
    handlerUserId: fact.userId,
    hands: { ...state.hands, handled: including(state.hands.handled, fact.userId) },
  }),
  'hands-laid': (state, fact) => ({
    ...state,
    hands: {
      ...state.hands,
      handled: fact.users.reduce(including, state.hands.handled),
      handledBy: fact.organisations.reduce(including, state.hands.handledBy),
    },
  }),
  barred: (state, fact) => ({
    ...state,
    barred: {
      users: fact.users.reduce(including, state.barred.users),
      organisations: fact.organisations.reduce(including, state.barred.organisations),
    },
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
  'led-to': (state, { kind: _kind, ...ledTo }) => ({ ...state, ledTo: [...state.ledTo, ledTo] }),
  'paper-issued': (state, { print, number, at }) => ({
    ...state,
    papers: [...state.papers, { print, number, issuedAt: at, voidedAt: null }],
  }),
  'paper-voided': (state, fact) => ({
    ...state,
    papers: state.papers.map((paper) => (paper.number === fact.number ? { ...paper, voidedAt: fact.at } : paper)),
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
