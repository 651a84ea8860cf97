import { dueAt } from '../calendar/due.ts';
import { businessDay } from '../calendar/instant.ts';
import { refuse } from '../refusals.ts';
import { text } from '../text.ts';
import { house } from './basis.ts';
import { resolveLimit } from './clocks.ts';
import { type Guard, type Turn, within, workingHours } from './define.ts';
import { choice, list, userOf, words } from './read-input.ts';
import { type CaseState, isMember, leadOf, membersOf, pendingRequest, type Request, runningClock } from './state.ts';

/** Local time of day, for people: MM-DD HH:mm, Asia/Shanghai. */
export function clockWords(instant: string): string {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${local.slice(5, 10)} ${local.slice(11, 16)}`;
}

/** The time a unit has to return a case, from its dispatch. */
export const returnLimit = within('return', workingHours(8), house('return-8h'));

export const noPending =
  (kind: Request['kind']): Guard =>
  ({ case: state }) =>
    pendingRequest(state, kind) ? refuse('case.already-asked') : null;

export const isPending =
  (kind: Request['kind']): Guard =>
  ({ case: state }) =>
    pendingRequest(state, kind) ? null : refuse('case.nothing-asked');

export const withinReturnLimit: Guard = ({ case: state, world }) => {
  const lead = leadOf(state);
  if (!lead) return null;
  const until = dueAt(world.calendar, lead.sentAt, resolveLimit(returnLimit, world).limit).dueAt;
  return world.now <= until ? null : refuse('case.return-too-late', { until: clockWords(until) });
};

export const mayStillReturn: Guard = ({ case: state }) =>
  state.tallies.returns >= 3 ? refuse('case.return-used-up') : null;

/** The first return goes to the dispatcher … */
export const isFirstReturn: Guard = ({ case: state }) => {
  const request = pendingRequest(state, 'return');
  return request && request.nth > 1 ? refuse('case.return-for-arbiter') : null;
};

/** … a second and third to the arbiter; after the third there is no other (首接负责). */
export const isLaterReturn: Guard = ({ case: state }) => {
  const request = pendingRequest(state, 'return');
  return request && request.nth === 1 ? refuse('case.return-for-dispatcher') : null;
};

/** Nobody decides what they or their own unit asked for. */
export const notOwnRequest =
  (kind: Request['kind']): Guard =>
  (turn) => {
    const request = pendingRequest(turn.case, kind);
    if (!request) return null;
    const isOwn =
      request.byUserId === userOf(turn) ||
      (request.organisationId !== null && turn.world.organisations.includes(request.organisationId));
    return isOwn ? refuse('case.own-request') : null;
  };

export const unitNamedIfGranted: Guard = (turn) =>
  turn.input['decision'] === 'granted' && !choice(turn, 'leadOrganisationId') ? refuse('case.unit-needed') : null;

export const isOtherUnit: Guard = (turn) => {
  const named = choice(turn, 'leadOrganisationId');
  return named !== null && leadOf(turn.case)?.organisationId === named ? refuse('case.unit-working') : null;
};

export const helpersAreNew: Guard = ({ case: state, input }) => {
  const named = Array.isArray(input['helperOrganisationIds']) ? (input['helperOrganisationIds'] as string[]) : [];
  const busy = state.assignments.some(
    (one) => one.state !== 'withdrawn' && one.state !== 'returned' && named.includes(one.organisationId),
  );
  return busy ? refuse('case.unit-working') : null;
};

/** So many may be on the list in a role, each once: one who takes an order, two who mediate. The case is locked while it is decided. */
export const fewerThan =
  (most: number, role: string): Guard =>
  (turn) =>
    membersOf(turn.case, role).length >= most || isMember(turn.case, userOf(turn), role)
      ? refuse('case.taken-already')
      : null;

/** At least so many are on the list in a role. */
export const atLeast =
  (least: number, role: string): Guard =>
  ({ case: state, type }) =>
    membersOf(state, role).length < least
      ? refuse('case.nobody-listed', { role: type.members?.[role] ?? text(role, role), least })
      : null;

/** Whoever leaves a list leaves somebody on it; of a sealed case the last who holds it for its intake does not leave it to helpers alone. */
export const othersRemain: Guard = (turn) => {
  const { as, letIn } = turn.type.sealed ?? {};
  const role = letIn !== undefined && isMember(turn.case, userOf(turn), as) ? as : undefined;
  return membersOf(turn.case, role).some((one) => one.userId !== userOf(turn)) ? null : refuse('case.last-on-list');
};

/** The stage's time is up: what happens by itself then never happens before. */
export const timeIsUp: Guard = ({ case: state, world }) => {
  const clock = runningClock(state, 'stage');
  return clock && clock.dueAt <= world.now ? null : refuse('case.time-left');
};

/** Whoever handled it does not confirm it, where everybody on a list may. */
export const notOwnHands: Guard = (turn) => {
  const user = userOf(turn);
  return user !== null && turn.case.hands.handled.includes(user) ? refuse('case.second-hand-needed') : null;
};

/** A box that must be ticked before the step is done. */
export const isTicked =
  (key: string): Guard =>
  ({ input }) =>
    input[key] === true ? null : refuse('case.tick-needed');

/** Whether somebody who asked can be called and has not been reached yet. The hotline's callers, too: its reply form asks when the unit called them. */
export const isToBeCalled = (state: CaseState): boolean =>
  state.hasDemand && state.contactedAt === null && state.parties.some((party) => party.hasContact);

/** 先行联系: where a person asked, they are called before the work is claimed done; three attempts count as tried. */
export const personContacted: Guard = ({ case: state }) =>
  isToBeCalled(state) && state.tallies.contactAttempts < 3 ? refuse('case.contact-first') : null;

/** A photo is asked only where the category's rule says so, and says why. */
export const photoAsRuled: Guard = ({ input, world, action }) => {
  const { photo, photoWhy } = world.category;
  const wanted = photo === 'at-done' || (photo === 'at-report' && action === 'settle');
  const given = Array.isArray(input['photos']) && input['photos'].length > 0;
  return wanted && !given ? refuse('case.photo-needed', { why: photoWhy ?? '' }) : null;
};

/** One line or a voice message: either will do. */
export const wordsOrVoice: Guard = (turn) =>
  words(turn) === '' && list(turn, 'voice').length === 0 ? refuse('case.words-needed') : null;

/** One line, a voice message or a photo: what is seen at a door is said or shown. */
export const saidOrShown: Guard = (turn) =>
  words(turn) === '' && list(turn, 'voice').length === 0 && list(turn, 'photos').length === 0
    ? refuse('case.words-needed')
    : null;

/** A day that is set for others lies ahead, and not further than so many days. */
export const dayWithin =
  (key: string, most: number): Guard =>
  (turn) => {
    const day = choice(turn, key);
    if (day === null) return null;
    const today = businessDay(turn.world.now);
    const last = businessDay(Date.parse(turn.world.now) + most * 86_400_000);
    return day >= today && day <= last ? null : refuse('case.day-not-within', { first: today, last });
  };

export const replyWhereAsked: Guard = (turn) =>
  turn.case.hasDemand && words(turn, 'reply') === '' ? refuse('case.reply-needed') : null;

/** 12345 alone calls its people back. */
export const notHotline: Guard = ({ case: state }) =>
  state.source === 'hotline' ? refuse('case.hotline-calls') : null;
export const isHotline: Guard = ({ case: state }) => (state.source === 'hotline' ? null : refuse('case.not-hotline'));

/** Up to three attempts, at different hours: at least two hours apart. */
export const atAnotherHour: Guard = ({ case: state, world }) => {
  const at = state.fields['calledAt'];
  if (state.tallies.attempts === 0 || typeof at !== 'string') return null;
  const after = new Date(Date.parse(at) + 2 * 3_600_000).toISOString();
  return world.now < after ? refuse('case.same-hour', { after: clockWords(after) }) : null;
};

export const notYetRated: Guard = ({ case: state, world }) => {
  const own = state.parties.find((party) => world.partyIds.includes(party.id));
  return own?.rating ? refuse('case.already-rated') : null;
};

/** Once a day for the person who asked; the desk may remind when it must. */
export const notRemindedLately: Guard = ({ case: state, actor, world }) => {
  const at = state.fields['remindedAt'];
  if (actor.kind === 'staff' || typeof at !== 'string') return null;
  return Date.parse(world.now) - Date.parse(at) < 24 * 3_600_000
    ? refuse('case.reminded-lately', { when: clockWords(at) })
    : null;
};

/** Seven days after closing, once, and not what was withdrawn, declined or merged. */
export const mayReopen: Guard = ({ case: state, world }) => {
  const isOpenable = state.outcome === 'solved' || state.outcome === 'explained' || state.outcome === 'unsolved';
  const isFresh = state.closedAt !== null && Date.parse(world.now) - Date.parse(state.closedAt) <= 7 * 86_400_000;
  return isOpenable && isFresh && state.tallies.redos === 0 && !state.onTheSpot ? null : refuse('case.reopen-over');
};

export const untilIsSane: Guard = (turn: Turn) => {
  const until = choice(turn, 'until');
  const today = businessDay(turn.world.now);
  const yearOn = businessDay(Date.parse(turn.world.now) + 366 * 86_400_000);
  return until !== null && until > today && until <= yearOn ? null : refuse('case.deferral-too-long');
};

/** A call that reached the person brings both answers: solved or not, and how satisfied. */
export const ratingIfReached: Guard = ({ input }) =>
  input['result'] === 'reached' && (typeof input['isSolved'] !== 'boolean' || typeof input['score'] !== 'number')
    ? refuse('case.rating-needed')
    : null;

/** What is missing is said once, all at once. */
export const notSupplementedBefore: Guard = ({ case: state }) =>
  state.fields['supplementedAt'] === undefined ? null : refuse('case.supplemented-before');

export const wordsOrFiles: Guard = (turn) =>
  words(turn) === '' && list(turn, 'materials').length === 0 ? refuse('case.words-needed') : null;

/** What is applied for is one of the catalogue: its questions, limits and guide hold. */
export const isOfCategory: Guard = ({ case: state }) => (state.categoryId === null ? refuse('case.item-needed') : null);

/** Somebody who acts for another keeps a proof that they may: a file in one of the fields. */
export const anyFileOf =
  (...keys: readonly string[]): Guard =>
  (turn) =>
    keys.some((key) => list(turn, key).length > 0) ? null : refuse('case.consent-needed');

/** The stage's own time has run out: only then is it ended without the one it waits for. */
export const isOverdue: Guard = ({ case: state, world }) => {
  const clock = state.clocks.find((one) => one.kind === 'stage' && one.stoppedAt === null);
  return clock && world.now > clock.dueAt ? null : refuse('case.not-due-yet');
};
