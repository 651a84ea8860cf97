import { expect, it } from 'vitest';
import { Refusal } from '../refusals.ts';
import { kitType } from '../test/kit-type.ts';
import { cast, firstMoment, type Person, walk, worldOf } from '../test/walk.ts';
import { decide } from './decide.ts';
import { deriveId } from './ids.ts';
import { type CaseState, membersOf } from './state.ts';

const now = new Date(firstMoment + 3_600_000).toISOString();
const asked = () => walk(kitType, [2]).state;
const { all, second, checker } = cast as Record<'all' | 'second' | 'checker', Person>;

function act(state: CaseState, person: Person, action: string, input = {}): CaseState | string {
  const id = deriveId('members', `${action}:${state.seq}`);
  const made = decide(kitType, state, person.actor, { action, input, entryId: id }, worldOf(person, now));
  return made instanceof Refusal ? made.code : made.state;
}

it('is taken by one who may, and by nobody after them', () => {
  const taken = act(asked(), all, 'take') as CaseState;
  expect(membersOf(taken, 'taker').map((one) => one.userId)).toEqual(['00000000-0000-7000-8000-0000000000800']);
  expect(act({ ...taken, stage: 'offered', phase: 'raised' }, second, 'take')).toBe('case.taken-already');
  expect(act(asked(), checker, 'take')).toBe('case.not-yours');
  expect(act(taken, second, 'done')).toBe('case.not-yours');
});

it('lists people once, and lets nobody leave who is the last', () => {
  const userId = '00000000-0000-7000-8000-000000000090';
  const taken = act(asked(), all, 'take') as CaseState;
  const helped = act(taken, all, 'ask', { userId }) as CaseState;
  expect(act(helped, all, 'ask', { userId })).toMatchObject({ members: helped.members });
  expect(membersOf(helped).map((one) => one.role)).toEqual(['taker', 'helper']);
  const given = act(helped, all, 'give-back') as CaseState;
  expect(membersOf(given).map((one) => one.role)).toEqual(['helper']);
  const left = { ...helped, members: helped.members.filter((one) => one.role === 'helper') };
  const helper: Person = { ...second, actor: { ...second.actor, userId } as Person['actor'] };
  expect(act(left, helper, 'stop-helping')).toBe('case.last-on-list');
  expect(act(helped, helper, 'stop-helping')).toMatchObject({ stage: 'taken' });
});
