import { Refusal, refuse } from '../refusals.ts';
import { text } from '../text.ts';
import { startClock, stopClock } from './clocks.ts';
import { newAssignment } from './deeds.ts';
import { type Action, branch, type Deed, type Guard, type StageLimit, type Turn, tell } from './define.ts';
import type { Fact } from './facts.ts';
import { field, optional } from './fields.ts';
import { deriveId } from './ids.ts';
import { choice, list, userOf, words } from './read-input.ts';
import { type Assignment, type CaseState, type Request, summonedOf } from './state.ts';
import { type Who, who } from './who.ts';

/** The clocks of one summoned unit: each runs from the summons, and stops with its own step. */
export interface UnitClocks {
  readonly sign: StageLimit;
  readonly contact?: StageLimit;
  readonly arrive?: StageLimit;
  readonly conclude?: StageLimit;
}

type Step = keyof UnitClocks;
const steps: readonly Step[] = ['sign', 'contact', 'arrive', 'conclude'];

const ownOf = ({ case: state, world }: Turn): readonly Assignment[] =>
  summonedOf(state).filter((one) => one.state !== 'done' && world.organisations.includes(one.organisationId));

const assignmentOf = (state: CaseState, organisationId: string | null): Assignment | undefined =>
  summonedOf(state).find((one) => one.organisationId === organisationId);

/** Stops the clocks of assignments, of all steps or of those named. */
function stopOf(turn: Turn, ids: readonly string[], of: readonly string[] = steps): readonly Fact[] {
  return turn.case.clocks
    .filter(
      (clock) =>
        clock.kind === 'assignment' &&
        clock.stoppedAt === null &&
        ids.includes(clock.assignmentId ?? '') &&
        of.includes(clock.name),
    )
    .map((clock) => stopClock(turn, clock));
}

function summonOne(turn: Turn, kind: 'lead' | 'summoned', organisationId: string, limits: UnitClocks): readonly Fact[] {
  const assigned = newAssignment(turn, kind, organisationId);
  const { id } = assigned.assignment;
  const clocks = steps.flatMap((step): Fact[] => {
    const limit = limits[step];
    if (!limit) return [];
    const { clock } = startClock(turn, 'assignment', `${step}:${organisationId}`, limit, id);
    return [{ kind: 'clock-started', clock: { ...clock, name: step } }];
  });
  return [assigned, ...clocks];
}

/** The units written on the case when it began: they are summoned once it is agreed to. */
const wantedLead = ({ case: state }: Turn): string | null =>
  summonedOf(state).length === 0 ? ((state.fields['leadOrganisationId'] as string | undefined) ?? null) : null;
const wantedOthers = ({ case: state }: Turn): readonly string[] =>
  summonedOf(state).length === 0 ? ((state.fields['organisationIds'] as string[] | undefined) ?? []) : [];

/** Whether nobody else has a step before them once these have ended. */
const othersDone = (state: CaseState, ended: readonly string[]): boolean =>
  summonedOf(state).every((one) => one.state === 'done' || ended.includes(one.id));

/**
 * Summons the units named: the leading one in `leadOrganisationId`, the others in `organisationIds`, each with the clocks that the chosen
 * class of the case has. Who works on it already is not summoned again.
 */
export const summon =
  (classField: string, clocks: Readonly<Record<string, UnitClocks>>): Deed =>
  (turn) => {
    const chosen = String(turn.input[classField] ?? turn.case.fields[classField] ?? '');
    const limits = clocks[chosen];
    if (!limits) throw new Error(`${turn.type.code} has no clocks for the class ${chosen}`);
    const lead = choice(turn, 'leadOrganisationId') ?? wantedLead(turn);
    const working = summonedOf(turn.case).map((one) => one.organisationId);
    const others = [...new Set([...list(turn, 'organisationIds'), ...wantedOthers(turn)])].filter(
      (id) => id !== lead && !working.includes(id),
    );
    return [
      ...(lead === null || working.includes(lead) ? [] : summonOne(turn, 'lead', lead, limits)),
      ...others.flatMap((id) => summonOne(turn, 'summoned', id, limits)),
    ];
  };

/** Keeps the level of area that whoever summons acts at: figures by level read it there, whatever posts they hold later. */
export const keepLevel =
  (key: string): Deed =>
  ({ world: { actsAt } }) =>
    actsAt === undefined ? [] : [{ kind: 'set', field: key, value: actsAt }];

/** As `summon`, by a class that is fixed: for what is written down after it was done by phone. */
export const summonAs =
  (fixed: string, clocks: Readonly<Record<string, UnitClocks>>): Deed =>
  (turn) =>
    summon(':class', { [fixed]: clocks[fixed] as UnitClocks })({ ...turn, input: { ...turn.input, ':class': fixed } });

/** A unit's own step: written on its assignments, the step's clock stopped. */
const ownStep =
  (step: Step, factsOf: (one: Assignment, turn: Turn) => Fact): Deed =>
  (turn) =>
    ownOf(turn).flatMap((one) => [factsOf(one, turn), ...stopOf(turn, [one.id], step === 'conclude' ? steps : [step])]);

const signed: Deed = ownStep('sign', (one, turn) => ({
  kind: 'assignment-moved',
  id: one.id,
  state: 'signed',
  userId: userOf(turn),
  at: turn.world.now,
}));
const marked = (step: 'contact' | 'arrive'): Deed =>
  ownStep(step, (one, turn) => ({
    kind: 'assignment-marked',
    id: one.id,
    what: step === 'arrive' ? 'arrived' : 'contacted',
    at: turn.world.now,
  }));
const concluded: Deed = ownStep('conclude', (one, turn) => ({
  kind: 'assignment-moved',
  id: one.id,
  state: 'done',
  userId: userOf(turn),
  at: turn.world.now,
}));
const noteOf: Deed = (turn) => {
  const fileIds = list(turn, 'photos');
  return words(turn) === '' && fileIds.length === 0
    ? []
    : [{ kind: 'noted', fileIds, personal: { words: words(turn) } }];
};

/** Whether some of the actor's own units still has a step before it. */
const ownLacks =
  (lacks: (one: Assignment) => boolean): Guard =>
  (turn) =>
    ownOf(turn).some(lacks) ? null : refuse('case.step-done');

const pendingOf = (state: CaseState, organisationId: string | null): Request | undefined =>
  state.requests.find(
    (one) => one.kind === 'return' && one.decision === 'pending' && one.organisationId === organisationId,
  );

const notAskedYet: Guard = (turn) =>
  ownOf(turn).some((one) => !pendingOf(turn.case, one.organisationId)) ? null : refuse('case.already-asked');

const askReturn: Deed = (turn) =>
  ownOf(turn)
    .filter((one) => !pendingOf(turn.case, one.organisationId))
    .map((one) => ({
      kind: 'asked',
      request: {
        id: deriveId(turn.entryId, `request:return:${one.organisationId}`),
        kind: 'return',
        nth: turn.case.requests.filter((other) => other.kind === 'return').length + 1,
        organisationId: one.organisationId,
        byUserId: userOf(turn),
        reason: choice(turn, 'reason') ?? '',
        askedAt: turn.world.now,
        days: null,
        until: null,
        decision: 'pending',
        decidedByUserId: null,
        decidedAt: null,
      },
      personal: { words: words(turn) },
    }));

const someAsked: Guard = (turn) => {
  const pending = turn.case.requests.filter((one) => one.kind === 'return' && one.decision === 'pending');
  const unit = choice(turn, 'organisationId');
  if (pending.length === 0) return refuse('case.nothing-asked');
  return unit === null || pendingOf(turn.case, unit) ? null : refuse('case.unit-not-summoned');
};

/** The unit that asks never decides, nor whoever asked for it. */
const notOwnReturn: Guard = (turn) => {
  const unit = choice(turn, 'organisationId');
  const request = unit === null ? undefined : pendingOf(turn.case, unit);
  const isOwn = unit !== null && (turn.world.organisations.includes(unit) || request?.byUserId === userOf(turn));
  return isOwn ? refuse('case.own-request') : null;
};

const decideReturn: Deed = (turn) => {
  const unit = choice(turn, 'organisationId');
  const request = pendingOf(turn.case, unit);
  if (!request) return [];
  const isGranted = choice(turn, 'decision') === 'granted';
  const decided: Fact = {
    kind: 'decided',
    requestId: request.id,
    decision: isGranted ? 'granted' : 'refused',
    byUserId: userOf(turn),
    at: turn.world.now,
    personal: { words: words(turn) },
  };
  return [decided, ...(isGranted ? endOne(turn, assignmentOf(turn.case, unit), 'returned') : [])];
};

function endOne(turn: Turn, one: Assignment | undefined, state: 'returned' | 'withdrawn'): readonly Fact[] {
  if (!one) return [];
  return [{ kind: 'assignment-moved', id: one.id, state, at: turn.world.now }, ...stopOf(turn, [one.id])];
}

const releaseOne: Deed = (turn) => endOne(turn, assignmentOf(turn.case, choice(turn, 'organisationId')), 'withdrawn');

const isSummoned: Guard = (turn) => {
  const unit = choice(turn, 'organisationId');
  return unit === null || assignmentOf(turn.case, unit) ? null : refuse('case.unit-not-summoned');
};

/** Every unit that was summoned has concluded, was released or was let go. */
export const allConcluded: Guard = ({ case: state }) =>
  summonedOf(state).every((one) => one.state === 'done') ? null : refuse('case.units-open');

/** The units go on: what they concluded did not do. Each has its time to conclude anew. */
export const summonAgain =
  (classField: string, clocks: Readonly<Record<string, UnitClocks>>): Deed =>
  (turn) => {
    const limit = clocks[String(turn.case.fields[classField] ?? '')]?.conclude;
    return summonedOf(turn.case)
      .filter((one) => one.state === 'done')
      .flatMap((one): Fact[] => {
        const moved: Fact = { kind: 'assignment-moved', id: one.id, state: 'signed', at: turn.world.now };
        if (!limit) return [moved];
        const { clock } = startClock(turn, 'assignment', `conclude:${one.organisationId}`, limit, one.id);
        return [moved, { kind: 'clock-started', clock: { ...clock, name: 'conclude' } }];
      });
  };

/** A leading unit is named, now or when it began. */
export const leadNamed: Guard = (turn) =>
  (choice(turn, 'leadOrganisationId') ?? wantedLead(turn)) === null ? refuse('case.nobody-summoned') : null;

/** Units are named, and none of them is one of the actor's own. */
export const othersNamed: Guard = (turn) => {
  const lead = choice(turn, 'leadOrganisationId');
  const all = [...(lead === null ? [] : [lead]), ...list(turn, 'organisationIds')];
  return all.some((id) => turn.world.organisations.includes(id)) ? refuse('case.summons-oneself') : null;
};

/** What is said beside a field that names a unit out of reach. */
const outOfReach = text(
  '按吹哨规则，这里不能召集其中的单位，请从列表里另选，或请管理员在“吹哨规则”里添加。',
  'By the rules a unit named here cannot be summoned from here. Choose from the list, or have it added to the rules.',
);

/** Each unit named is one that the actor may summon, where rules say whom; the refusal names the field. */
export const mayBeSummoned: Guard = (turn) => {
  const { summonable } = turn.world;
  if (!summonable) return null;
  const lead = choice(turn, 'leadOrganisationId');
  const named = { leadOrganisationId: lead === null ? [] : [lead], organisationIds: list(turn, 'organisationIds') };
  const fields = Object.entries(named).flatMap(([path, ids]) =>
    ids.every((id) => summonable.includes(id)) ? [] : [{ path, text: outOfReach }],
  );
  return fields.length === 0 ? null : new Refusal('case.not-summonable', { fields });
};

type SummonsAction =
  | 'sign-summons'
  | 'call-back-summons'
  | 'arrive'
  | 'conclude'
  | 'ask-return'
  | 'decide-summons-return'
  | 'summon-more'
  | 'release';

const unit = field.organisation(text('单位', 'Unit'));
const note = field.text(text('说明', 'Words'), 1000);

/**
 * What goes on between the one who summons and the units summoned, for a stage at which they work: each signs, calls, comes and concludes
 * for itself; a return is decided by those of `returnsTo`; `by` may summon more and let units go.
 */
export function summonsActions<S extends string>(of: {
  readonly by: readonly Who[];
  readonly returnsTo: readonly Who[];
  readonly summon: Deed;
  /** Where it leads once every unit has concluded, returned or been let go. */
  readonly afterwards: S;
  readonly concludeNeeds?: readonly Guard[];
}): Readonly<Record<SummonsAction, Action<S>>> {
  const stay = ':same' as S;
  const onceAllEnded = (ended: (turn: Turn) => readonly (string | undefined)[]) =>
    branch<S>([of.afterwards, stay], (turn) =>
      othersDone(
        turn.case,
        ended(turn).flatMap((id) => id ?? []),
      )
        ? of.afterwards
        : stay,
    );
  const named = (turn: Turn) => [assignmentOf(turn.case, choice(turn, 'organisationId'))?.id];
  const photos = optional(field.photos(text('照片', 'Photos')));
  return {
    'sign-summons': {
      label: text('签收', 'Sign for it'),
      by: [who.summonedUnit],
      needs: [ownLacks((one) => one.state === 'sent')],
      does: [signed],
      isMain: true,
    },
    'call-back-summons': {
      label: text('已联系', 'Called back'),
      by: [who.summonedUnit],
      asks: { words: optional(note) },
      needs: [ownLacks((one) => one.contactedAt === null)],
      does: [marked('contact'), noteOf],
    },
    arrive: {
      label: text('到场', 'On the spot'),
      by: [who.summonedUnit],
      needs: [ownLacks((one) => one.arrivedAt === null)],
      does: [marked('arrive')],
      tells: [tell('handler', 'case.replied', 'digest')],
    },
    conclude: {
      label: text('提交结论', 'Conclude'),
      by: [who.summonedUnit],
      asks: {
        words: field.text(text('结论（看到什么、做了什么、还剩什么）', 'Conclusion: what was seen, done, left'), 1000),
        photos,
      },
      needs: [ownLacks((one) => one.state === 'signed'), ...(of.concludeNeeds ?? [])],
      does: [concluded, noteOf],
      to: onceAllEnded((turn) => ownOf(turn).map(({ id }) => id)),
      isMain: true,
      tells: [tell('handler', 'case.replied')],
    },
    'ask-return': {
      label: text('申请退出', 'Ask to be let go'),
      by: [who.summonedUnit],
      asks: {
        reason: field.reason(text('理由', 'Reason'), 'return'),
        words: field.text(text('依据的条款或实际职责', 'The clause, or whose duty it is'), 1000),
      },
      needs: [notAskedYet],
      does: [askReturn],
      tells: [tell('arbiter', 'case.return-asked')],
    },
    'decide-summons-return': {
      label: text('裁定退出', 'Decide on letting a unit go'),
      by: of.returnsTo,
      asks: {
        organisationId: unit,
        decision: field.choice(text('决定', 'Decision'), {
          granted: text('同意', 'Grant'),
          refused: text('不同意', 'Refuse'),
        }),
        words: optional(note),
      },
      needs: [someAsked, notOwnReturn],
      does: [decideReturn],
      to: onceAllEnded((turn) => (choice(turn, 'decision') === 'granted' ? named(turn) : [])),
      tells: [
        tell('lead', 'case.return-decided'),
        tell('helpers', 'case.return-decided'),
        tell('handler', 'case.return-decided'),
      ],
    },
    'summon-more': {
      label: text('增加单位', 'Summon more'),
      by: of.by,
      asks: { organisationIds: field.summonedUnits(text('单位', 'Units')), words: optional(note) },
      needs: [othersNamed, mayBeSummoned],
      does: [of.summon, noteOf],
      tells: [tell('helpers', 'case.dispatched', 'now')],
    },
    release: {
      label: text('撤销召集', 'Release a unit'),
      by: of.by,
      asks: { organisationId: unit, words: note },
      needs: [isSummoned],
      does: [releaseOne, noteOf],
      to: onceAllEnded(named),
    },
  };
}
