import { readFileSync } from 'node:fs';
import type { Actor } from '../access/actor.ts';
import { type Capability, capabilities } from '../access/capabilities.ts';
import { type Calendar, loadHolidayYears, makeCalendar } from '../calendar/calendar.ts';
import { asksCategory, questionField } from '../case/answers.ts';
import { type CategoryRule, plainCategory } from '../case/category.ts';
import { actionsAt, type Decision, decide, decideBegin } from '../case/decide.ts';
import type { CaseType } from '../case/define.ts';
import type { Entry } from '../case/facts.ts';
import type { Field } from '../case/fields.ts';
import { deriveId } from '../case/ids.ts';
import { offers } from '../case/offers.ts';
import { sealedStorageOf } from '../case/sealed.ts';
import { type CaseState, leadOf } from '../case/state.ts';
import type { CaseBeside, Enlistment, World } from '../case/world.ts';
import { helpKinds } from '../processes/order-kinds.ts';
import { Refusal } from '../refusals.ts';
import { text } from '../text.ts';

const file = new URL('../../data/holidays/cn_2020_2026.json', import.meta.url);
export const calendar: Calendar = makeCalendar(loadHolidayYears(JSON.parse(readFileSync(file, 'utf8'))));

export const unitA = '00000000-0000-7000-8000-00000000000a';
export const unitB = '00000000-0000-7000-8000-00000000000b';
const everyCapability = Object.keys(capabilities) as Capability[];

export interface Person {
  readonly actor: Actor;
  readonly may: readonly Capability[];
  readonly organisations: readonly string[];
  readonly partyIds: readonly string[];
  /** On the register of those willing to help. */
  readonly enlisted?: Enlistment;
}

const staff = (n: number, name: string, may: readonly Capability[], organisations: readonly string[] = []): Person => ({
  actor: { kind: 'staff', userId: `00000000-0000-7000-8000-0000000000${n}0`, name, holdings: [] },
  may,
  organisations,
  partyIds: [],
});

/** A cast that can play every part: desk, units, two checkers, two callers, an approver, the person who asked, the system. */
export const cast: Readonly<Record<string, Person>> = {
  desk: staff(10, '坐席', ['cases.read', 'cases.raise', 'cases.accept', 'cases.dispatch', 'cases.supervise']),
  approver: staff(20, '书记', ['cases.read', 'cases.approve', 'cases.arbitrate', 'cases.close', 'cases.dispatch']),
  unitA: staff(30, '物业', ['cases.read'], [unitA]),
  unitB: staff(40, '城管', ['cases.read'], [unitB]),
  checker: staff(50, '核查员', ['cases.read', 'cases.check']),
  caller: staff(60, '回访员', ['cases.read', 'cases.call-back']),
  worker: staff(70, '网格员', ['cases.read', 'cases.raise', 'cases.settle']),
  all: staff(80, '一人多岗', everyCapability, [unitA, unitB]),
  second: staff(90, '另一人', everyCapability),
  reporter: {
    actor: { kind: 'link', communityId: 11, caseId: 'c', partyId: 'p' },
    may: [],
    organisations: [],
    partyIds: [deriveId('case', 'party')],
  },
  volunteer: {
    actor: { kind: 'resident', userId: '00000000-0000-7000-8000-000000000110', name: '', phoneToken: 'v' },
    may: [],
    organisations: [],
    partyIds: [],
    enlisted: { kinds: Object.keys(helpKinds), as: 'volunteer', insuredUntil: '2099-12-31' },
  },
  stranger: { actor: { kind: 'anonymous' }, may: [], organisations: [], partyIds: [] },
  system: { actor: { kind: 'system', name: '系统' }, may: [], organisations: [], partyIds: [] },
};

export const firstMoment = Date.parse('2026-03-04T02:00:00.000Z');

const ask = (zh: string, en: string) => ({ label: text(zh, en), of: [], isRequired: false });

/** A category that asks something of every kind. */
export const askingCategory: CategoryRule = {
  ...plainCategory,
  questions: [
    { ...ask('有人受伤吗', 'Is anybody hurt'), key: 'hurt', kind: 'flag', isRequired: true },
    {
      ...ask('什么时段', 'When'),
      key: 'hours',
      kind: 'choice',
      of: [
        { code: 'day', text: text('白天', 'By day') },
        { code: 'night', text: text('夜里', 'At night') },
      ],
    },
    { ...ask('多少辆', 'How many'), key: 'count', kind: 'number', unit: text('辆', 'bikes'), min: 1, max: 500 },
    { ...ask('从哪天开始', 'Since which day'), key: 'since', kind: 'day' },
    { ...ask('哪一户', 'Which home'), key: 'home', kind: 'text' },
  ],
};

export function worldOf(person: Person, now: string, beside?: CaseBeside): World {
  return {
    ...(beside ? { beside } : {}),
    begun: { type: 'other', communityId: 11, caseId: deriveId('begun', now), number: '11-260304-0004-3' },
    intake: Object.values(cast).flatMap(({ actor }) => (actor.kind === 'staff' ? [actor.userId] : [])),
    into: [{ id: deriveId('part', now), number: '11-260304-0003-5' }],
    now,
    calendar,
    category: askingCategory,
    categoryVersion: 4,
    may: person.may,
    organisations: person.organisations,
    partyIds: person.partyIds,
    actsAt: 'community',
    ...(person.enlisted ? { enlisted: person.enlisted } : {}),
  };
}

/** A value that passes a field, chosen by a number. */
export function valueFor(one: Field, pick: number, state: CaseState | null): unknown {
  switch (one.kind) {
    case 'text':
      return `说明${pick}`;
    case 'choice': {
      const keys = Object.keys(one.of);
      return keys[pick % keys.length];
    }
    case 'reason':
      return 'other';
    // Two boxes side by side are now and then both ticked.
    case 'flag':
      return pick % 4 < 2;
    case 'number':
      return one.min + (pick % (one.max - one.min + 1));
    // One day that is over before every walk begins, others that lie ahead.
    case 'day':
      return pick % 3 === 0 ? '2026-03-01' : '2026-06-01';
    case 'instant':
      return '2026-03-04T01:00:00.000Z';
    case 'money':
      return pick % (one.max + 1);
    case 'house':
      return '11-00000000-0000-7000-8000-000000000500';
    case 'people':
      return Array.from({ length: Math.max(one.min, 1) }, (_, at) => ({
        name: `说明${at}`,
        phone: `1990000${1000 + at}`,
      }));
    case 'staff-list':
      return ['00000000-0000-7000-8000-000000000300'];
    case 'files':
      return [deriveId('file', String(pick))];
    case 'organisation':
      return state && leadOf(state)?.organisationId === unitA ? unitB : unitA;
    case 'organisations':
      return [];
    case 'staff':
      return '00000000-0000-7000-8000-000000000300';
    case 'category':
      return 1 + (pick % 3);
    case 'score':
      return 1 + (pick % 5);
  }
}

export function inputFor(
  fields: Readonly<Record<string, Field>>,
  pick: number,
  state: CaseState | null,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, one], at) => [key, valueFor(one, pick + at, state)]));
}

/** The input of a step, with answers where a category's questions are asked. */
export function answeredInputFor(
  fields: Readonly<Record<string, Field>>,
  pick: number,
  state: CaseState | null,
): Record<string, unknown> {
  const input = inputFor(fields, pick, state);
  if (state && !asksCategory(fields)) return input;
  const asked = askingCategory.questions.filter(({ isRequired }, at) => isRequired || (pick + at) % 3 !== 0);
  const answers = asked.map((one, at) => [one.key, valueFor(questionField(one), pick + at, state)]);
  return { ...input, answers: Object.fromEntries(answers) };
}

export interface Walk {
  readonly type: CaseType;
  readonly entries: readonly Entry[];
  readonly states: readonly CaseState[];
  readonly state: CaseState;
}

/** Begins a case of a type by whoever may, with the first input that its own conditions take. */
export function begin(type: CaseType, name: string, pick: number): Decision {
  const declared = type.begins[name];
  if (!declared) throw new Error(`${type.code} does not begin by ${name}`);
  // A box that must be ticked is, and a day that must lie ahead does, by one number or a later one.
  const numbers = Array.from({ length: 12 }, (_, more) => pick + more);
  const tries = Object.values(cast).flatMap((person) => numbers.map((nth) => ({ person, nth })));
  for (const { person, nth } of tries) {
    const made = decideBegin(
      type,
      person.actor,
      {
        action: name,
        input: answeredInputFor(declared.asks, nth, null),
        entryId: deriveId('walk', `${name}:${pick}`),
      },
      {
        communityId: type.sealed ? sealedStorageOf(11) : 11,
        caseId: deriveId('case', String(pick)),
        number: '11-260304-0001-1',
        source: pick % 3 === 0 ? 'grid' : 'resident',
        categoryId: 1,
        urgency: 'normal',
        place: { areaId: 31, gridId: 21, buildingId: 31, houseId: null, words: '1幢', lon: null, lat: null },
        parties: [{ id: deriveId('case', 'party'), kind: type.asker, hasContact: pick % 3 !== 0 }],
      },
      worldOf(person, new Date(firstMoment).toISOString()),
    );
    if (!(made instanceof Refusal)) return made;
  }
  throw new Error(`Nobody may begin ${type.code} by ${name}`);
}

/** Another case of the kind, mostly open: what a merge looks at. Once merged, it is the main one, and in the end closed. */
export function besideFor(state: CaseState, pick: number): CaseBeside {
  return {
    communityId: state.communityId,
    id: state.mergedIntoId ?? deriveId('beside', String(pick % 3)),
    number: '11-260304-0002-9',
    type: state.type,
    phase: pick % 5 === 0 ? 'closed' : 'handling',
    parentId: null,
    mergedIntoId: null,
  };
}

/** What the system says of a part: one that there is, mostly closed. */
function childOf(action: string, state: CaseState, pick: number): Record<string, unknown> {
  const child = action === 'child-moved' ? state.children[pick % Math.max(1, state.children.length)] : undefined;
  return child ? { childId: child.id, isOpen: pick % 4 === 0 } : {};
}

/** Walks a case by numbers: each picks an action, an actor and an input; what is refused changes nothing. */
export function walk(type: CaseType, picks: readonly number[], from?: Walk): Walk {
  const names = Object.keys(type.begins);
  if (from) return goOn(from, picks);
  const first = begin(type, names[(picks[0] ?? 0) % names.length] as string, picks[0] ?? 0);
  return goOn({ type, entries: [first.entry], states: [first.state], state: first.state }, picks);
}

interface Step {
  readonly name: string;
  readonly person: Person;
}

/** Anybody tries any action there is: most are refused. */
function anything(type: CaseType, state: CaseState, pick: number): Step {
  const names = Object.keys(actionsAt(type, state.stage));
  const people = Object.values(cast);
  return {
    name: names[pick % names.length] ?? '',
    person: people[Math.floor(pick / 7) % people.length] as Person,
  };
}

/** A main action that somebody is offered, or a step of an open part: without them few walks would come to their end, the more actions there are. */
function onward(type: CaseType, state: CaseState, pick: number, now: string): Step | undefined {
  const hasOpenPart = state.children.some(({ isOpen }) => isOpen);
  const steps = Object.values(cast).flatMap((person) =>
    offers(type, state, person.actor, worldOf(person, now, besideFor(state, pick)))
      .filter(({ action, isMain, whyNot }) => (isMain || (action === 'child-moved' && hasOpenPart)) && !whyNot)
      .map(({ action }) => ({ name: action, person })),
  );
  return steps[pick % Math.max(1, steps.length)];
}

function goOn(from: Walk, picks: readonly number[]): Walk {
  const { type } = from;
  const entries = [...from.entries];
  const states = [...from.states];
  let { state } = from;
  picks.slice(1).forEach((pick, step) => {
    const now = new Date(firstMoment + (step + 1) * 3 * 3_600_000).toISOString();
    const { name, person } = (pick % 5 === 0 && onward(type, state, pick, now)) || anything(type, state, pick);
    const action = actionsAt(type, state.stage)[name];
    if (!action) return;
    const made = decide(
      type,
      state,
      person.actor,
      {
        action: name,
        input: { ...answeredInputFor(action.asks ?? {}, pick, state), ...childOf(name, state, pick) },
        entryId: deriveId('walk', `${step}:${pick}`),
      },
      worldOf(person, now, besideFor(state, pick)),
    );
    if (made instanceof Refusal) return;
    entries.push(made.entry);
    states.push(made.state);
    state = made.state;
  });
  return { type, entries, states, state };
}
