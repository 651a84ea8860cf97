import type { Actor } from '../access/actor.ts';
import { beyondMandate, type MandateCover, throughOf } from '../access/mandates.ts';
import { businessDay } from '../calendar/instant.ts';
import { ownKey } from '../own-key.ts';
import { type FieldProblem, Refusal, refuse } from '../refusals.ts';
import { type Text, text } from '../text.ts';
import { asksCategory, categoryAfter, readAnswers } from './answers.ts';
import { type OuterLimit, resumeClocks, startPromise, startStage, stopClocks } from './clocks.ts';
import { listMembers } from './deeds.ts';
import {
  type Action,
  type Begin,
  type CaseType,
  type EndStage,
  type Stage,
  type Tell,
  type Turn,
  tell,
} from './define.ts';
import type { ActorStamp, Entry, Fact } from './facts.ts';
import { type Field, schemaOfFields } from './fields.ts';
import { applyEntry } from './fold.ts';
import { leadsAt } from './leads.ts';
import { loop, loopEnds, loopOffers } from './loop.ts';
import { bringsLowRating } from './low-ratings.ts';
import { joinNamed } from './people.ts';
import { childrenClosed } from './relation-guards.ts';
import type { CaseRef, CaseState, Outcome, Place, Source } from './state.ts';
import { stands, whoText } from './who.ts';
import type { World } from './world.ts';

/** What somebody wants to do to a case. */
export interface Move {
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The intention's id: the same id twice is once. */
  readonly entryId: string;
  /** The last `seq` the actor had seen; if the case has moved since, they are told what happened. */
  readonly basedOn?: number | undefined;
}

/** How a case begins: what the engine must know beside the type's own fields. Names and phones stay outside. */
export interface Opening {
  readonly communityId: number;
  readonly caseId: string;
  readonly number: string;
  readonly source: Source;
  readonly categoryId: number | null;
  readonly urgency: 'normal' | 'urgent';
  readonly place: Place;
  readonly parties: readonly {
    readonly id: string;
    readonly kind: 'reporter' | 'applicant' | 'concerned';
    readonly hasContact: boolean;
  }[];
  readonly parentId?: string | null;
  /** The case it grows out of. */
  readonly from?: CaseRef;
  /** A limit somebody else set, such as the hotline's: it is the promise, and nothing is due later. */
  readonly outerLimit?: OuterLimit;
}

export interface Decision {
  readonly entry: Entry;
  readonly state: CaseState;
  readonly tells: readonly Tell[];
}

/** The stage a case stands in; the loop's own ends are stages of every type. */
export function stageOf(type: CaseType, name: string): Stage | EndStage {
  const found = type.stages[name] ?? loopEnds[name as keyof typeof loopEnds];
  if (!found) throw new Error(`${type.code} has no stage ${name}`);
  return found;
}

/** The action of a name at a stage: the stage's own first, then the loop's. */
export function actionAt(type: CaseType, stage: string, name: string): Action | undefined {
  const here = stageOf(type, stage);
  return (
    ('actions' in here ? ownKey(here.actions, name) : undefined) ??
    ownKey(leadsAt(type, here.phase), name) ??
    loopOffers(type, here.phase, name)
  );
}

/** Every action of a stage by name, the type's leads and the loop's included. */
export function actionsAt(type: CaseType, stage: string): Readonly<Record<string, Action>> {
  const here = stageOf(type, stage);
  const own = 'actions' in here ? here.actions : {};
  const shared = Object.keys(loop).flatMap((name) => {
    const action = loopOffers(type, here.phase, name);
    return action ? [[name, action] as const] : [];
  });
  return { ...Object.fromEntries(shared), ...leadsAt(type, here.phase), ...own };
}

function stamp(actor: Actor, world: World): ActorStamp {
  const through = throughOf(actor);
  return {
    kind: actor.kind,
    userId: 'userId' in actor ? actor.userId : null,
    name:
      actor.kind === 'staff' || actor.kind === 'outside' || actor.kind === 'system' || actor.kind === 'integration'
        ? actor.name
        : '',
    organisationId: actor.kind === 'staff' ? (world.organisations[0] ?? null) : null,
    ...(through ? { helper: { mandateId: through.mandateId, name: through.name } } : {}),
  };
}

/** Where who asked is kept secret, no entry says which of the staff wrote it down. */
const beginnerStamp = ({ type, actor, world }: Turn): ActorStamp =>
  type.sealed?.askerTo !== undefined && actor.kind === 'staff'
    ? { kind: actor.kind, userId: null, name: '', organisationId: null }
    : stamp(actor, world);

function problemsOf(fields: Readonly<Record<string, Field>>, input: Readonly<Record<string, unknown>>) {
  const parsed = schemaOfFields(fields).safeParse(input);
  if (parsed.success) return { problems: [], input: parsed.data };
  const problems = parsed.error.issues.map(
    (issue): FieldProblem => ({ path: issue.path.map(String).join('.'), text: fieldWords(fields, issue) }),
  );
  return { problems, input };
}

/**
 * The turn with its input checked, and the answers to the questions of its category. Whoever begins a case is asked them, and whoever
 * gives it another category; what nobody can be asked for, such as an alarm, owes none.
 */
function checkTurn(turn: Turn, asks: Readonly<Record<string, Field>>, begins: boolean): Refusal | CheckedTurn {
  if (!begins && !asksCategory(asks)) {
    const { problems, input } = problemsOf(asks, turn.input);
    return problems.length > 0
      ? new Refusal('request.invalid', { fields: problems })
      : { turn: { ...turn, input }, answered: [] };
  }
  const { answers, asked, ...rest } = turn.input;
  const { problems, input } = problemsOf(asks, rest);
  const categoryId = categoryAfter(asks, { ...turn, input });
  const isPerson = turn.actor.kind !== 'integration' && turn.actor.kind !== 'system';
  const isDue = isPerson && (begins || categoryId !== turn.case.categoryId);
  const read = readAnswers({ turn, categoryId, answers, asked, isDue });
  const fields = [...problems, ...read.problems];
  if (fields.length > 0) return new Refusal('request.invalid', { fields });
  return { turn: { ...turn, input }, answered: read.facts };
}

interface CheckedTurn {
  readonly turn: Turn;
  readonly answered: readonly Fact[];
}

function fieldWords(
  fields: Readonly<Record<string, Field>>,
  issue: { readonly path: PropertyKey[]; readonly code: string; readonly keys?: unknown },
): Text {
  const one = fields[String(issue.path[0] ?? '')];
  if (!one) return text('多了这里不需要的内容。', 'There is something here that was not asked for.');
  return text(`请检查“${one.label.zh}”。`, `Please check “${one.label.en}”.`);
}

function notYours(by: Action['by']): Refusal {
  const list = by.filter((one) => one.relation !== 'system' && one.relation !== 'integration').map(whoText);
  const texts = list.length > 0 ? list : by.map(whoText);
  return refuse('case.not-yours', {
    who: text(texts.map((one) => one.zh).join('、'), texts.map((one) => one.en).join(', ')),
  });
}

function moved(type: CaseType, state: CaseState): Refusal {
  const label = actionLabel(type, state.lastMove.action);
  return new Refusal('case.stage-moved', {
    with: {
      byName: state.lastMove.byName || text('本人', 'the person'),
      action: label,
      stage: stageOf(type, state.stage).label,
    },
    current: { stage: state.stage, seq: state.seq, lastMove: state.lastMove },
  });
}

/** What an action is called, wherever it stands in the type. */
export function actionLabel(type: CaseType, name: string): Text {
  const begun = ownKey(type.begins, name);
  if (begun) return begun.label;
  for (const stage of Object.values(type.stages)) {
    const action = 'actions' in stage ? ownKey(stage.actions, name) : undefined;
    if (action) return action.label;
  }
  return ownKey(type.leads, name)?.label ?? ownKey(loop, name)?.action.label ?? text(name, name);
}

/** Why an action may not be done, or null; the same for the button and for the deed, so they can't disagree. */
function refusalOf(turn: Turn, action: Action): Refusal | null {
  if (!action.by.some((one) => stands(one, turn))) return notYours(action.by);
  for (const guard of action.needs ?? []) {
    const refusal = guard(turn);
    if (refusal) return refusal;
  }
  return null;
}

export function targetOf(turn: Turn, to: Action['to']): string {
  const named = to === undefined ? ':same' : typeof to === 'string' ? to : to.choose(turn);
  if (named === ':same') return turn.case.stage;
  if (named === ':sent') return turn.type.unit?.sent ?? turn.case.stage;
  if (named === ':before') return turn.case.mergedFrom?.stage ?? turn.case.stage;
  if (named === ':working') return turn.type.unit?.working ?? turn.case.stage;
  return named;
}

/** The facts of arriving at a stage: its clock starts, the one before stops; at the end every clock stops and the outcome is said. */
function arrive(turn: Turn, target: string): readonly Fact[] {
  const stage = stageOf(turn.type, target);
  const move: Fact = { kind: 'moved', stage: target, phase: stage.phase };
  const { mergedFrom } = turn.case;
  // Back from a merge it stands as it stood, with the clocks it had.
  if (mergedFrom && stage.phase !== 'closed') return [move, ...resumeClocks(turn, mergedFrom.clockIds)];
  if (stage.phase !== 'closed' && 'within' in stage)
    return [...stopClocks(turn, ['stage']), move, startStage(turn, target, stage.within)];
  const end = stage as EndStage;
  const outcome =
    end.outcome === 'as-claimed'
      ? (((turn.input['outcome'] as Outcome | undefined) ?? turn.case.claim ?? 'solved') as Outcome)
      : end.outcome;
  return [
    ...stopClocks(turn, ['promise', 'stage', 'contact', 'assignment', 'return', 'deferral', 'inquiry', 'term']),
    move,
    { kind: 'closed', outcome, at: turn.world.now },
  ];
}

function finish(
  turn: Turn,
  before: CaseState | null,
  facts: readonly Fact[],
  target: string,
  tells: readonly Tell[],
): Decision {
  const entry: Entry = {
    id: turn.entryId,
    seq: (before?.seq ?? 0) + 1,
    at: turn.world.now,
    actor: before === null ? beginnerStamp(turn) : stamp(turn.actor, turn.world),
    action: turn.action,
    from: before?.stage ?? null,
    to: target,
    typeVersion: turn.type.version,
    facts,
  };
  return { entry, state: applyEntry(before, entry), tells };
}

/**
 * Decides one action on a case: the entry with everything it does, the next state, and who is told — or a refusal in the user's words.
 * Pure: the phone runs the same for instant feedback, the server runs it again and its answer wins.
 */
export function decide(type: CaseType, state: CaseState, actor: Actor, move: Move, world: World): Decision | Refusal {
  const action = actionAt(type, state.stage, move.action);
  const hasMoved = move.basedOn !== undefined && move.basedOn < state.lastMove.seq;
  if (!action) return hasMoved || isKnownAction(type, move.action) ? moved(type, state) : refuse('request.invalid');
  const turn: Turn = { type, case: state, actor, action: move.action, input: move.input, world, entryId: move.entryId };
  if (!action.by.some((one) => stands(one, turn))) return hasMoved ? moved(type, state) : notYours(action.by);
  const beyond = beyondMandate(actor, action.cover);
  if (beyond) return beyond;
  if (hasMoved && action.to !== undefined) return moved(type, state);
  const made = checkTurn(turn, action.asks ?? {}, false);
  if (made instanceof Refusal) return made;
  const checked = made.turn;
  const refusal = refusalOf(checked, action);
  if (refusal) return refusal;
  const target = targetOf(checked, action.to);
  const unfinished = openPartsAt(type, checked, target);
  if (unfinished) return unfinished;
  const done = (action.does ?? []).flatMap((deed) => deed(checked));
  const facts = [...joinNamed(checked, action.asks ?? {}), ...done, ...made.answered];
  const isMoving = target !== state.stage || (typeof action.to === 'string' && action.to !== ':same');
  const tells = [...(action.tells ?? []), ...tellsOfAll(type, state, target, facts)];
  return finish(checked, state, isMoving ? [...facts, ...arrive(checked, target)] : facts, target, tells);
}

/** A parent does not close while a part of it is open, whichever way leads to the end. */
export function openPartsAt(type: CaseType, turn: Turn, target: string): Refusal | null {
  const isEnding = turn.case.phase !== 'closed' && stageOf(type, target).phase === 'closed';
  return isEnding ? childrenClosed(turn) : null;
}

/**
 * Whoever follows a case hears of its end, whichever way it came, and of replies to all; those of a merged one go on with the main one. A low
 * rating of what is closed goes to its head.
 */
function tellsOfAll(type: CaseType, state: CaseState, target: string, facts: readonly Fact[]): readonly Tell[] {
  const end = stageOf(type, target);
  const low = end.phase === 'closed' && bringsLowRating(facts) ? [tell('head', 'case.low-rated')] : [];
  const isMerge = 'outcome' in end && end.outcome === 'merged';
  if (end.phase === 'closed' && state.phase !== 'closed' && !isMerge)
    return [tell('followers', 'case.followed-closed'), ...low];
  return facts.some((fact) => fact.kind === 'replied' && fact.toAll)
    ? [tell('followers', 'case.replied'), ...low]
    : low;
}

function isKnownAction(type: CaseType, name: string): boolean {
  return (
    Object.hasOwn(loop, name) ||
    Object.hasOwn(type.leads ?? {}, name) ||
    Object.values(type.stages).some((stage) => 'actions' in stage && Object.hasOwn(stage.actions, name))
  );
}

/** The state a guard of a beginning looks at: nothing has happened yet. */
function unborn(type: CaseType, begin: Begin, opening: Opening, world: World): CaseState {
  const opened: Fact = openedFact(type, begin, opening, null, world);
  return applyEntry(null, {
    id: opening.caseId,
    seq: 0,
    at: world.now,
    actor: { kind: 'anonymous', userId: null, name: '', organisationId: null },
    action: '',
    from: null,
    to: begin.to,
    typeVersion: type.version,
    facts: [opened],
  });
}

function openedFact(type: CaseType, begin: Begin, opening: Opening, byUserId: string | null, world: World): Fact {
  const { words: placeWords, ...place } = opening.place;
  return {
    kind: 'opened',
    communityId: opening.communityId,
    caseId: opening.caseId,
    number: opening.number,
    type: type.code,
    source: opening.source,
    categoryId: opening.categoryId,
    urgency: opening.urgency,
    place,
    businessOn: businessDay(world.now),
    byUserId,
    hasDemand:
      (opening.source === 'resident' || opening.source === 'hotline') &&
      (opening.source === 'hotline' || opening.parties.some((party) => party.hasContact)),
    onTheSpot: begin.isOnTheSpot === true,
    parentId: opening.parentId ?? null,
    ...(opening.from ? { from: opening.from } : {}),
    personal: { placeWords },
  };
}

/** The values a case begins with, personal ones beside the entry. */
function fieldsSet(type: CaseType, input: Readonly<Record<string, unknown>>): readonly Fact[] {
  return Object.entries(input).flatMap(([key, value]): Fact[] => {
    const declared = type.fields[key];
    if (!declared || declared.kind === 'people' || value === undefined) return [];
    return [
      declared.isPersonal ? { kind: 'set', field: key, personal: { value } } : { kind: 'set', field: key, value },
    ];
  });
}

/** Of a sealed type: whoever of the staff begins it and those of its intake are on its list from the first entry. */
function listedAtFirst(turn: Turn): readonly Fact[] {
  const { sealed } = turn.type;
  if (!sealed) return [];
  const beginner = turn.actor.kind === 'staff' && !sealed.askerTo ? [turn.actor.userId] : [];
  return listMembers(turn, sealed.as, [...beginner, ...(turn.world.intake ?? [])]);
}

/** What a mandate must cover to begin a case of a type for another; undefined where nobody does so, as with what is sealed or their own. */
export function coverOfBegin(type: CaseType): MandateCover | undefined {
  if (type.sealed || type.isOwn) return undefined;
  return type.asker === 'applicant' ? 'apply' : 'report';
}

/** Decides a beginning: the case's first entry, its promise and first stage's clocks — or a refusal. */
export function decideBegin(
  type: CaseType,
  actor: Actor,
  move: Move,
  opening: Opening,
  world: World,
): Decision | Refusal {
  const begin = ownKey(type.begins, move.action);
  if (!begin) return refuse('case.unknown-type');
  const before = unborn(type, begin, opening, world);
  const turn: Turn = {
    type,
    case: before,
    actor,
    action: move.action,
    input: move.input,
    world,
    entryId: move.entryId,
  };
  if (!begin.by.some((one) => stands(one, { case: null, actor, world }))) return notYours(begin.by);
  const beyond = beyondMandate(actor, coverOfBegin(type));
  if (beyond) return beyond;
  const made = checkTurn(turn, begin.asks, true);
  if (made instanceof Refusal) return made;
  const checked = made.turn;
  for (const guard of begin.needs ?? []) {
    const refusal = guard(checked);
    if (refusal) return refusal;
  }
  const { userId } = beginnerStamp(turn);
  const isOpen = stageOf(type, begin.to).phase !== 'closed';
  const promise = isOpen ? startPromise(checked, opening.outerLimit) : undefined;
  const facts: Fact[] = [
    openedFact(type, begin, opening, userId, world),
    ...opening.parties.map((party): Fact => ({ kind: 'joined', party: { ...party, joinedAt: world.now } })),
    ...fieldsSet(type, checked.input),
    ...joinNamed(checked, begin.asks),
    ...listedAtFirst(checked),
    ...made.answered,
    ...(begin.does ?? []).flatMap((deed) => deed(checked)),
    ...(promise ? [promise] : []),
    ...arrive(promise ? { ...checked, case: { ...before, clocks: [promise.clock] } } : checked, begin.to),
  ];
  return finish(checked, null, facts, begin.to, begin.tells ?? []);
}
