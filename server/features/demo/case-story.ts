import type { Actor } from '../../../domain/access/actor.ts';
import { dayNumberAt, dayOf } from '../../../domain/calendar/instant.ts';
import type { Limit } from '../../../domain/calendar/limit.ts';
import type { LimitKey } from '../../../domain/case/category.ts';
import { type Assignment, type CaseState, leadOf, type Party, pendingRequest } from '../../../domain/case/state.ts';
import { actorOf, hotline, linkActor } from './case-cast.ts';
import type { NextStep, Stage, Step } from './case-run.ts';
import { shareOfLimit, someMinutes, whenAwake, workingLater } from './case-times.ts';
import { replyWords, stepWords, workWords } from './case-words.ts';
import type { Random } from './random.ts';
import type { MadeUser, Staff } from './staff.ts';

/** What will happen to a matter, drawn before it begins. */
interface Turns {
  readonly isDeclined: boolean;
  readonly isWithdrawn: boolean;
  readonly isReturned: boolean;
  readonly isReturnGranted: boolean;
  readonly asksExtension: boolean;
  readonly asksDeferral: boolean;
  readonly hasNote: boolean;
  readonly isReminded: boolean;
  readonly isSupervised: boolean;
  readonly failsCheck: boolean;
  readonly byLink: boolean;
  readonly isDiscontent: boolean;
  readonly missedContact: boolean;
  readonly outcome: 'solved' | 'explained' | 'unsolved';
  /** How much of its limit the handling takes; more than one is late. */
  readonly pace: number;
}

/** Who plays and what is known of the matter. */
export interface Story {
  readonly stage: Stage;
  readonly code: string;
  readonly communityId: number;
  readonly streetId: number;
  readonly staff: Staff;
  /** Where routing sends it, with a second unit in case the first gives it back. */
  readonly lead: string;
  readonly other: string;
  readonly helpers: readonly string[];
  /** Gives ids of photos taken at a moment, as many as asked for. */
  readonly photos: (count: number, atMs: number, actor: Actor) => readonly string[];
}

function drawTurns(random: Random): Turns {
  const said = random.unit();
  return {
    isDeclined: random.chance(0.03),
    isWithdrawn: random.chance(0.012),
    isReturned: random.chance(0.045),
    isReturnGranted: random.chance(0.6),
    asksExtension: random.chance(0.035),
    asksDeferral: random.chance(0.008),
    hasNote: random.chance(0.18),
    isReminded: random.chance(0.035),
    isSupervised: random.chance(0.02),
    failsCheck: random.chance(0.045),
    byLink: random.chance(0.42),
    isDiscontent: random.chance(0.07),
    missedContact: random.chance(0.11),
    outcome: said < 0.86 ? 'solved' : said < 0.97 ? 'explained' : 'unsolved',
    pace: random.chance(0.09) ? 1.02 + 4 * random.unit() ** 2 : 0.1 + 0.85 * random.unit() ** 1.2,
  };
}

/** The next step of a story by what the case is waiting for: pass it to `playOn`. */
export function tellStory(story: Story): NextStep {
  const turns = drawTurns(story.stage.random);
  const done = new Set<string>();
  /** Things that happen once in a case. */
  const once = (name: string, wanted: boolean): boolean => {
    if (!wanted || done.has(name)) return false;
    done.add(name);
    return true;
  };
  return (state, sinceMs) => {
    const isUrgent = state.urgency === 'urgent' && state.phase !== 'checking';
    return stages[state.stage]?.({ story, turns, once, sinceMs, isUrgent }, state);
  };
}

interface Scene {
  readonly story: Story;
  readonly turns: Turns;
  readonly once: (name: string, wanted: boolean) => boolean;
  /** When the last thing happened to the case. */
  readonly sinceMs: number;
  readonly isUrgent: boolean;
}

type Player = (scene: Scene, state: CaseState) => Step | undefined;

const lastMs = (state: CaseState): number => Date.parse(state.lastMove.at);

/** Some minutes later: of open time, or by the clock where it is urgent and somebody is on duty. */
function later({ story, isUrgent }: Scene, from: number, minutes: number): number {
  const wait = someMinutes(story.stage.random, minutes);
  return isUrgent ? from + Math.round(wait * 60_000) : workingLater(story.stage.calendar, from, wait);
}

/** Somebody of a list who has had no hand in it, else the first. */
function freshHand(list: readonly MadeUser[], state: CaseState): Actor {
  const busy = new Set([...state.hands.handled, ...state.hands.checked]);
  const found = list.find(({ id }) => !busy.has(id)) ?? list[0];
  if (!found) throw new Error('there is nobody to do it');
  return actorOf(found);
}

function dispatcher({ story }: Scene): Actor {
  const { random } = story.stage;
  const list = random.chance(0.72) ? story.staff.secretaries(story.communityId) : story.staff.desks(story.streetId);
  return actorOf(random.pick(list));
}

/** The one of a unit who works on it: the same from the signature to the end. */
function handlerOf({ story }: Scene, state: CaseState, assignment: Assignment | undefined): Actor {
  const list = story.staff.handlers(assignment?.organisationId ?? '');
  const same = list.find(({ id }) => id === assignment?.userId || id === state.handlerUserId);
  return actorOf(same ?? story.stage.random.pick(list));
}

function reporterOf(state: CaseState): (Party & { readonly hasContact: true }) | undefined {
  const found = state.parties.find(({ hasContact }) => hasContact);
  return found ? { ...found, hasContact: true } : undefined;
}

function asReporter(state: CaseState, party: Party): Actor {
  return linkActor(state.communityId, state.id, party.id);
}

const raised: Player = (scene, state) => {
  const { turns, story } = scene;
  const { random } = story.stage;
  const party = reporterOf(state);
  const atMs = later(scene, scene.sinceMs, state.urgency === 'urgent' ? 12 : 45);
  if (party && scene.once('withdraw', turns.isWithdrawn))
    return {
      atMs: whenAwake(random, lastMs(state), 1),
      actor: asReporter(state, party),
      action: 'withdraw',
      input: {},
    };
  if (party && turns.isDeclined) {
    const input = { reason: 'not-ours', reply: random.pick(stepWords.decline) };
    return { atMs, actor: dispatcher(scene), action: 'decline', input };
  }
  return { atMs, actor: dispatcher(scene), action: 'accept', input: {} };
};

const accepted: Player = (scene, state) => {
  const { lead, helpers } = scene.story;
  const input = { leadOrganisationId: lead, ...(helpers.length > 0 ? { helperOrganisationIds: helpers } : {}) };
  const atMs = later(scene, scene.sinceMs, state.urgency === 'urgent' ? 8 : 25);
  return { atMs, actor: dispatcher(scene), action: 'dispatch', input };
};

const dispatched: Player = (scene, state) => {
  const { story, turns } = scene;
  const { random } = story.stage;
  const lead = leadOf(state);
  const atMs = later(scene, scene.sinceMs, state.urgency === 'urgent' ? 20 : 70);
  if (pendingRequest(state, 'return')) return decideReturn(scene);
  const returnMs = later(scene, lastMs(state), 40);
  if (
    story.other !== lead?.organisationId &&
    scene.once('return', turns.isReturned && returnMs < lastMs(state) + 3 * 3_600_000)
  ) {
    const input = {
      reason: random.pick(['other-area', 'other-duty', 'private-matter']),
      words: random.pick(stepWords.returned),
    };
    return { atMs: returnMs, actor: handlerOf(scene, state, lead), action: 'request-return', input };
  }
  return { atMs, actor: handlerOf(scene, state, lead), action: 'sign', input: {} };
};

function decideReturn(scene: Scene): Step {
  const { turns, story } = scene;
  const decision = turns.isReturnGranted ? 'granted' : 'refused';
  const input = decision === 'granted' ? { decision, leadOrganisationId: story.other } : { decision };
  return { atMs: later(scene, scene.sinceMs, 40), actor: dispatcher(scene), action: 'decide-return', input };
}

const contacting: Player = (scene, state) => {
  const { random } = scene.story.stage;
  const isMissed = scene.once('miss', scene.turns.missedContact);
  const input = isMissed
    ? { result: 'no-answer', words: random.pick(stepWords.noAnswer) }
    : { result: 'reached', words: random.pick(stepWords.contact) };
  const atMs = later(scene, scene.sinceMs, state.urgency === 'urgent' ? 15 : 90);
  return { atMs, actor: handlerOf(scene, state, leadOf(state)), action: 'contact', input };
};

const handling: Player = (scene, state) => {
  const { story, turns } = scene;
  const lead = leadOf(state);
  const actor = handlerOf(scene, state, lead);
  const from = scene.sinceMs;
  const between = betweenSteps(scene, state, actor);
  if (between) return between;
  const clock = state.clocks.findLast(({ kind, stoppedAt }) => kind === 'stage' && stoppedAt === null);
  const limit = clock ? { unit: clock.unit as Limit['unit'], n: clock.n } : ownLimit(story, 'handle');
  const again = state.tallies.redos + state.tallies.reworks > 0;
  const atMs = Math.max(
    from + 60_000,
    shareOfLimit(
      story.stage.calendar,
      Date.parse(clock?.startedAt ?? state.lastMove.at),
      limit,
      again ? 0.35 : turns.pace,
    ),
  );
  return { atMs, actor, action: 'done', input: (doneMs) => doneInput(scene, state, actor, doneMs) };
};

function ownLimit(story: Story, key: LimitKey): Limit {
  return story.stage.category.limits[key]?.limit ?? { unit: 'working-days', n: 5 };
}

function doneInput({ story, turns }: Scene, state: CaseState, actor: Actor, atMs: number) {
  const { random } = story.stage;
  const outcome = state.tallies.redos + state.tallies.reworks > 0 ? 'solved' : turns.outcome;
  const work = workWords(random, story.code, outcome);
  const wantsPhoto = story.stage.category.photo === 'at-done';
  return {
    outcome,
    words: work,
    ...(state.hasDemand ? { reply: replyWords(random, work) } : {}),
    ...(wantsPhoto ? { photos: story.photos(random.between(1, 2), atMs, actor) } : {}),
  };
}

/** What may happen while a unit works: help, notes, requests, reminders. */
function betweenSteps(scene: Scene, state: CaseState, actor: Actor): Step | undefined {
  const { story, turns, once } = scene;
  const { random } = story.stage;
  const from = scene.sinceMs;
  const helper = state.assignments.find(
    (one) => one.kind === 'helper' && (one.state === 'sent' || one.state === 'signed'),
  );
  if (helper && once(`help ${helper.id} ${helper.state}`, true)) {
    const by = handlerOf(scene, state, helper);
    const input = helper.state === 'sent' ? {} : { words: random.pick(stepWords.help) };
    return {
      atMs: later(scene, from, 60),
      actor: by,
      action: helper.state === 'sent' ? 'sign-help' : 'finish-help',
      input,
    };
  }
  if (pendingRequest(state, 'return')) return decideReturn(scene);
  for (const kind of ['extension', 'deferral'] as const) {
    if (!pendingRequest(state, kind)) continue;
    const input = { decision: random.chance(0.8) ? 'granted' : 'refused' };
    return { atMs: later(scene, from, 90), actor: dispatcher(scene), action: `decide-${kind}`, input };
  }
  if (once('note', turns.hasNote))
    return { atMs: later(scene, from, 90), actor, action: 'note', input: { words: random.pick(stepWords.note) } };
  if (once('extension', turns.asksExtension)) {
    const input = { days: random.between(2, 7), reason: 'materials', words: random.pick(stepWords.extension) };
    return { atMs: later(scene, from, 200), actor, action: 'request-extension', input };
  }
  if (once('deferral', turns.asksDeferral)) {
    const until = dayOf(dayNumberAt(from) + random.between(30, 120));
    const input = { until, reason: 'project', words: random.pick(stepWords.deferral) };
    return { atMs: later(scene, from, 200), actor, action: 'request-deferral', input };
  }
  return pressing(scene, state);
}

function pressing(scene: Scene, state: CaseState): Step | undefined {
  const { story, turns, once } = scene;
  const { random } = story.stage;
  const party = reporterOf(state);
  if (party && once('remind', turns.isReminded)) {
    const atMs = whenAwake(random, scene.sinceMs, 20);
    return { atMs, actor: asReporter(state, party), action: 'remind', input: { words: random.pick(stepWords.remind) } };
  }
  if (!once('supervise', turns.isSupervised)) return undefined;
  const input = { reason: 'repeated', words: random.pick(stepWords.supervise) };
  const actor = actorOf(random.pick(story.staff.desks(story.streetId)));
  return { atMs: workingLater(story.stage.calendar, scene.sinceMs, 60), actor, action: 'supervise', input };
}

const checking: Player = (scene, state) => {
  const { story, turns } = scene;
  const { random } = story.stage;
  const actor = freshHand(story.staff.checkers(story.streetId), state);
  const atMs = later(scene, scene.sinceMs, 180);
  if (scene.once('fail', turns.failsCheck)) {
    const input = {
      reason: random.pick(['not-done', 'partly', 'came-back']),
      words: random.pick(stepWords.checkFailed),
    };
    return { atMs, actor, action: 'fail', input };
  }
  const words = random.pick(stepWords.check);
  const hasPhoto = random.chance(0.25);
  return {
    atMs,
    actor,
    action: 'pass',
    input: (passMs) => (hasPhoto ? { words, photos: story.photos(1, passMs, actor) } : { words }),
  };
};

function ratingOf(scene: Scene) {
  const { random } = scene.story.stage;
  if (scene.once('blame', scene.turns.isDiscontent))
    return { isSolved: random.chance(0.25), score: random.between(1, 2), words: random.pick(stepWords.blame) };
  if (random.chance(0.14)) return { isSolved: true, score: 3, words: random.pick(stepWords.soSo) };
  const words = random.chance(0.4) ? { words: random.pick(stepWords.praise) } : {};
  return { isSolved: random.chance(0.97), score: random.chance(0.7) ? 5 : 4, ...words };
}

const callback: Player = (scene, state) => {
  const { story, turns } = scene;
  const { random } = story.stage;
  const from = scene.sinceMs;
  if (state.source === 'hotline')
    return {
      atMs: workingLater(story.stage.calendar, from, random.between(60, 700)),
      actor: hotline,
      action: 'hotline-result',
      input: ratingOf(scene),
    };
  const party = reporterOf(state);
  if (party && turns.byLink)
    return {
      atMs: whenAwake(random, from, random.between(1, 20)),
      actor: asReporter(state, party),
      action: 'confirm',
      input: ratingOf(scene),
    };
  const actor = freshHand(story.staff.checkers(story.streetId), state);
  const wait = state.tallies.attempts > 0 ? 150 + random.between(0, 240) : random.between(60, 600);
  const result = random.chance(0.76) ? 'reached' : random.chance(0.9) ? 'no-answer' : 'refused';
  const atMs = Math.max(workingLater(story.stage.calendar, from, wait), from + 2 * 3_600_000 + 60_000);
  return { atMs, actor, action: 'call-back', input: { result, ...(result === 'reached' ? ratingOf(scene) : {}) } };
};

const closing: Player = (scene, state) => {
  const { story } = scene;
  const outcome = state.claim === 'explained' || state.claim === 'unsolved' ? state.claim : 'solved';
  const input = { outcome, words: '三次回访未接通或已听取本人意见，按现场核查结果结案。' };
  const actor = freshHand(story.staff.secretaries(story.communityId), state);
  return { atMs: later(scene, scene.sinceMs, 120), actor, action: 'close', input };
};

const stages: Readonly<Record<string, Player>> = {
  raised,
  accepted,
  dispatched,
  contacting,
  handling,
  checking,
  callback,
  closing,
};
