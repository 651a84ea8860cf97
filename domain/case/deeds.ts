import { dueAt } from '../calendar/due.ts';
import { dayEnd, dayNumber, toIso } from '../calendar/instant.ts';
import type { ClockUnit } from '../calendar/limit.ts';
import { text } from '../text.ts';
import { house } from './basis.ts';
import { extendClock, startClock, stopClocks } from './clocks.ts';
import { type Deed, type Turn, within, workingHours } from './define.ts';
import type { Fact } from './facts.ts';
import { deriveId } from './ids.ts';
import { choice, flag, list, number, userOf, words } from './read-input.ts';
import {
  type Assignment,
  type Clock,
  erased,
  isMember,
  leadOf,
  membersOf,
  type Outcome,
  pendingRequest,
  type Request,
  runningClock,
  type Tallies,
} from './state.ts';

/** The time an arbiter has for a disputed return. */
export const arbitrateLimit = within('arbitrate', workingHours(4), house('arbitrate-4h'));

export function newAssignment(
  turn: Turn,
  kind: Assignment['kind'],
  organisationId: string,
): Extract<Fact, { kind: 'assigned' }> {
  const id = deriveId(turn.entryId, `assignment:${kind}:${organisationId}`);
  return {
    kind: 'assigned',
    assignment: {
      id,
      kind,
      organisationId,
      userId: null,
      state: 'sent',
      sentAt: turn.world.now,
      signedAt: null,
      doneAt: null,
      contactedAt: null,
      arrivedAt: null,
    },
  };
}

/** Sends the case to the unit named, ending what an earlier lead had. */
export const assignLead: Deed = (turn) => {
  const organisationId = choice(turn, 'leadOrganisationId');
  if (organisationId === null) return [];
  const before = leadOf(turn.case);
  return [
    ...(before
      ? [
          { kind: 'assignment-moved', id: before.id, state: 'withdrawn', at: turn.world.now } as const,
          { kind: 'handler-set', userId: null } as const,
        ]
      : []),
    newAssignment(turn, 'lead', organisationId),
  ];
};

/** 加派: adds the helping units named. */
export const assignHelpers: Deed = (turn) => {
  const lead = choice(turn, 'leadOrganisationId');
  return [...new Set(list(turn, 'helperOrganisationIds'))]
    .filter((id) => id !== lead)
    .map((id) => newAssignment(turn, 'helper', id));
};

/** 签收: the lead unit takes it; who signed handles it until somebody else claims it. */
export const signLead: Deed = (turn) => {
  const lead = leadOf(turn.case);
  const userId = userOf(turn);
  return lead
    ? [
        { kind: 'assignment-moved', id: lead.id, state: 'signed', userId, at: turn.world.now },
        { kind: 'handler-set', userId },
      ]
    : [];
};

export const claimHandling: Deed = (turn) => [{ kind: 'handler-set', userId: userOf(turn) }];

/** Puts people of the staff on the case's list: those named in a field, or whoever acts. Who is on it in that role already stays as they are. */
export const putOnList =
  (role: string, key?: string): Deed =>
  (turn) =>
    listMembers(turn, role, key === undefined ? [userOf(turn)] : [turn.input[key]].flat());

/** Puts users on the list in a role, each once. */
export function listMembers(turn: Turn, role: string, userIds: readonly unknown[]): readonly Fact[] {
  const wanted = new Set(userIds.filter((id): id is string => typeof id === 'string' && id !== ''));
  return [...wanted]
    .filter((userId) => !isMember(turn.case, userId, role))
    .map((userId) => ({
      kind: 'listed',
      member: { id: deriveId(turn.entryId, `member:${role}:${userId}`), userId, role, since: turn.world.now },
    }));
}

/** Takes people off the case's list: those named in a field, or whoever acts; from one role or from all they have. */
export const takeOffList =
  (role?: string, key?: string): Deed =>
  (turn) => {
    const gone = key === undefined ? [userOf(turn)] : [turn.input[key]].flat();
    return membersOf(turn.case, role)
      .filter((one) => gone.includes(one.userId))
      .map((one) => ({ kind: 'unlisted', id: one.id, until: turn.world.now }));
  };

const helperMoved =
  (state: 'signed' | 'done'): Deed =>
  (turn) =>
    turn.case.assignments
      .filter(
        (one) =>
          one.kind !== 'lead' &&
          turn.world.organisations.includes(one.organisationId) &&
          (one.state === 'sent' || one.state === 'signed'),
      )
      .map(
        (one) => ({ kind: 'assignment-moved', id: one.id, state, userId: userOf(turn), at: turn.world.now }) as const,
      );

export const signHelp = helperMoved('signed');
export const finishHelp = helperMoved('done');

/** The lead has done its part; the handler's clock ends with the stage. */
export const claimDone: Deed = (turn) => {
  const lead = leadOf(turn.case);
  const facts: Fact[] = [
    {
      kind: 'claimed-done',
      outcome: (choice(turn, 'outcome') ?? 'solved') as Outcome,
      at: turn.world.now,
      userId: userOf(turn),
      organisationId: lead?.organisationId ?? null,
      fileIds: [...list(turn, 'photos'), ...list(turn, 'voice')],
      personal: { words: words(turn) },
    },
  ];
  if (lead) facts.push({ kind: 'assignment-moved', id: lead.id, state: 'done', at: turn.world.now });
  return facts;
};

/** Work goes on: the lead's assignment is live again. */
export const backToWork: Deed = (turn) => {
  const lead = leadOf(turn.case);
  return lead ? [{ kind: 'assignment-moved', id: lead.id, state: 'signed', at: turn.world.now }] : [];
};

export const recordContact: Deed = (turn) => [
  {
    kind: 'contacted',
    result: choice(turn, 'result') === 'reached' ? 'reached' : 'no-answer',
    at: turn.world.now,
    personal: { words: words(turn) },
  },
];

export const recordCheck =
  (passed: boolean): Deed =>
  (turn) => [
    { kind: 'checked', passed, userId: userOf(turn), fileIds: list(turn, 'photos'), personal: { words: words(turn) } },
  ];

/** What the person said, by their link or to the caller. */
export const recordRating =
  (by: 'link' | 'call' | 'hotline'): Deed =>
  (turn) => {
    const party =
      turn.case.parties.find((one) => turn.world.partyIds.includes(one.id)) ??
      turn.case.parties.find((one) => one.kind !== 'concerned');
    const score = number(turn, 'score');
    if (!party || score === null) return [];
    return [
      {
        kind: 'rated',
        partyId: party.id,
        rating: { isSolved: flag(turn, 'isSolved'), score, by, at: turn.world.now },
        personal: { words: words(turn) },
      },
    ];
  };

export const recordCall: Deed = (turn) => [
  {
    kind: 'called',
    result: (choice(turn, 'result') ?? 'no-answer') as 'reached' | 'no-answer' | 'refused',
    personal: { words: words(turn) },
  },
  { kind: 'set', field: 'calledAt', value: turn.world.now },
];

export const replyToPerson: Deed = (turn) => {
  const reply = words(turn, 'reply');
  const toAll = flag(turn, 'replyToAll') ? ({ toAll: true } as const) : {};
  return reply === '' ? [] : [{ kind: 'replied', ...toAll, personal: { words: reply } }];
};

export const noteDown: Deed = (turn) => {
  const fileIds = [...list(turn, 'photos'), ...list(turn, 'voice')];
  return words(turn) === '' && fileIds.length === 0
    ? []
    : [{ kind: 'noted', fileIds, personal: { words: words(turn) } }];
};

export const giveReason: Deed = (turn) => {
  const reason = choice(turn, 'reason');
  return reason === null ? [] : [{ kind: 'reasoned', reason, personal: { words: words(turn) } }];
};

export const tally =
  (what: keyof Tallies): Deed =>
  () => [{ kind: 'tallied', what }];

/** Keeps inputs as fields of the case, personal ones beside the entry. */
export const keep =
  (...keys: readonly string[]): Deed =>
  (turn) =>
    keys.flatMap((key): Fact[] => {
      const value = turn.input[key];
      if (value === undefined) return [];
      return turn.type.fields[key]?.isPersonal
        ? [{ kind: 'set', field: key, personal: { value } }]
        : [{ kind: 'set', field: key, value }];
    });

/** Says of a case that something holds of it. */
export const setFlag =
  (key: string): Deed =>
  () => [{ kind: 'set', field: key, value: true }];

export const markReminded: Deed = (turn) => [
  { kind: 'set', field: 'remindedAt', value: turn.world.now },
  { kind: 'tallied', what: 'reminders' },
];

export const recategorise: Deed = (turn) => {
  const categoryId = number(turn, 'categoryId');
  return categoryId === null || categoryId === turn.case.categoryId ? [] : [{ kind: 'categorised', categoryId }];
};

export const setUrgency: Deed = (turn) => {
  const urgency = choice(turn, 'urgency');
  return urgency === 'normal' || urgency === 'urgent' ? [{ kind: 'urgency-set', urgency }] : [];
};

/** Asks for a decision of another: a return, more time, a deferral. */
export const ask =
  (kind: Request['kind']): Deed =>
  (turn) => {
    const nth = turn.case.requests.filter((one) => one.kind === kind).length + 1;
    const request: Omit<Request, 'words'> = {
      id: deriveId(turn.entryId, `request:${kind}`),
      kind,
      nth,
      organisationId: leadOf(turn.case)?.organisationId ?? null,
      byUserId: userOf(turn),
      reason: choice(turn, 'reason') ?? '',
      askedAt: turn.world.now,
      days: number(turn, 'days'),
      until: choice(turn, 'until'),
      decision: 'pending',
      decidedByUserId: null,
      decidedAt: null,
    };
    const asked: Fact = { kind: 'asked', request, personal: { words: words(turn) } };
    return kind === 'return' ? [asked, startClock(turn, 'return', 'return', arbitrateLimit)] : [asked];
  };

/** Writes the decision down; what it grants is done by the deed beside it. */
export const decideOn =
  (kind: Request['kind']): Deed =>
  (turn) => {
    const request = pendingRequest(turn.case, kind);
    if (!request) return [];
    const decision = choice(turn, 'decision') === 'granted' ? 'granted' : 'refused';
    return [
      {
        kind: 'decided',
        requestId: request.id,
        decision,
        byUserId: userOf(turn),
        at: turn.world.now,
        personal: { words: words(turn) },
      },
      ...(kind === 'return' ? stopClocks(turn, ['return']) : []),
    ];
  };

const isGranted = (turn: Turn): boolean => choice(turn, 'decision') === 'granted';

/** 退单 granted: the unit is released, the one named takes over; the person's clock runs on. */
export const passOnIfGranted: Deed = (turn) => {
  const lead = leadOf(turn.case);
  const organisationId = choice(turn, 'leadOrganisationId');
  if (!isGranted(turn) || organisationId === null) return [];
  return [
    ...(lead ? [{ kind: 'assignment-moved', id: lead.id, state: 'returned', at: turn.world.now } as const] : []),
    { kind: 'handler-set', userId: null },
    newAssignment(turn, 'lead', organisationId),
  ];
};

/** 延期 granted: the stage's clock moves on by the days asked for. */
export const extendIfGranted: Deed = (turn) => {
  const request = pendingRequest(turn.case, 'extension');
  const clock = runningClock(turn.case, 'stage');
  return isGranted(turn) && request?.days && clock ? [extendClock(turn, clock, request.days)] : [];
};

/** 缓办 granted: the stage's clock is due on the day we look again; the case stands in the open list until then. */
export const deferIfGranted: Deed = (turn) => {
  const request = pendingRequest(turn.case, 'deferral');
  const clock = runningClock(turn.case, 'stage');
  if (!isGranted(turn) || !request?.until) return [];
  const deferred: Fact = { kind: 'deferred', until: request.until };
  if (!clock) return [deferred];
  const due = dueAt(turn.world.calendar, toIso(dayEnd(dayNumber(request.until)) - 1), { unit: 'working-days', n: 1 });
  const why = text(
    `经批准缓办，${request.until} 再看：${due.why.zh}`,
    `Deferred with approval until ${request.until}: ${due.why.en}`,
  );
  return [deferred, { kind: 'clock-moved', id: clock.id, dueAt: due.dueAt, why, isProvisional: due.provisional }];
};

/** Hours after the due time at which lateness is raised again: to the unit's head, then to the next level. */
export const latenessSteps = [0, 24, 72] as const;

/** Whether a clock has come to its own next step of lateness; what is late beside it changes nothing of that. */
export function isToBeRaised({ dueAt: due, raisedTimes }: Pick<Clock, 'dueAt' | 'raisedTimes'>, now: string): boolean {
  const hours = latenessSteps[raisedTimes];
  return hours !== undefined && Date.parse(due) + hours * 3_600_000 <= Date.parse(now);
}

/** Lateness raises attention, never moves the owner. */
export const raiseLateness: Deed = (turn) => {
  const late = turn.case.clocks.filter(
    (clock) =>
      clock.stoppedAt === null &&
      clock.kind !== 'inquiry' &&
      clock.kind !== 'term' &&
      isToBeRaised(clock, turn.world.now),
  );
  return [
    ...late.map((clock) => ({ kind: 'clock-raised', id: clock.id }) as const),
    { kind: 'tallied', what: 'supervisions' },
  ];
};

/**
 * A holiday list has appeared: what was judged by weekends alone is counted again from its own start. Time granted by somebody stays as granted.
 */
export const recountClocks: Deed = (turn) => {
  const isGranted = turn.case.requests.some((one) => one.kind !== 'return' && one.decision === 'granted');
  const isHeld = (id: string) => turn.case.inquiries.some((one) => one.held?.clockId === id);
  return turn.case.clocks.flatMap((clock): readonly Fact[] => {
    if (clock.stoppedAt !== null || !clock.isProvisional || (clock.kind === 'stage' && isGranted) || isHeld(clock.id))
      return [];
    const due = dueAt(turn.world.calendar, clock.startedAt, { unit: clock.unit as ClockUnit, n: clock.n });
    return [{ kind: 'clock-moved', id: clock.id, dueAt: due.dueAt, why: due.why, isProvisional: due.provisional }];
  });
};

/** The place belongs to another grid from today: an open matter goes with it, its words as they stand. */
export const goWithPlace: Deed = (turn) => {
  const { words, ...place } = turn.case.place;
  const gridId = number(turn, 'gridId');
  if (gridId === null || gridId === place.gridId) return [];
  return [
    {
      kind: 'placed',
      place: { ...place, gridId },
      ...(words === erased ? {} : { personal: { placeWords: words } }),
    },
  ];
};

export const reopenCase: Deed = () => [{ kind: 'reopened' }, { kind: 'tallied', what: 'redos' }];

/** The reviewer's hand: whoever approved does not seal. */
export const claimReviewed: Deed = (turn) => [
  {
    kind: 'claimed-done',
    outcome: 'issued',
    at: turn.world.now,
    userId: userOf(turn),
    organisationId: null,
    fileIds: [],
    personal: { words: words(turn) },
  },
];

export const markSupplemented: Deed = (turn) => [{ kind: 'set', field: 'supplementedAt', value: turn.world.now }];
