import { describe, expect, it } from 'vitest';
import { decide } from '../case/decide.ts';
import { deriveId } from '../case/ids.ts';
import type { CaseState } from '../case/state.ts';
import { Refusal } from '../refusals.ts';
import { begin, cast, type Person, worldOf } from '../test/walk.ts';
import { mediation } from './mediation.ts';

const keeper = cast['all'] as Person;
const mediatorId = '00000000-0000-7000-8000-000000000900';
const mediator: Person = {
  ...keeper,
  actor: { kind: 'staff', userId: mediatorId, name: '调解员', holdings: [] },
};

function act(state: CaseState, person: Person, action: string, now: string, input: object = {}): CaseState {
  const move = { action, input: { ...input }, entryId: deriveId('mediation', `${action}:${state.seq}`) };
  const made = decide(mediation, state, person.actor, move, worldOf(person, now));
  if (made instanceof Refusal) throw made;
  return made.state;
}

/** An agreement in force from the last of three days; the last day on which both may ask the court. */
function lastDayFor(parties: string, mediatorOn: string, seal: string, now: string): string | undefined {
  const accepted = act(begin(mediation, 'offer', 2).state, keeper, 'accept', now, {
    mediators: [mediatorId],
    allAgree: true,
    hasNoInterest: true,
  });
  const paper = { hasParties: true, facts: '事实', terms: '内容', performBy: '2026-12-01' };
  const agreed = act(accepted, mediator, 'agree-in-writing', now, paper);
  const days = { partiesSignedOn: parties, mediatorSignedOn: mediatorOn, sealedOn: seal };
  const signed = act(agreed, mediator, 'signed', now, days);
  return signed.clocks.find(({ kind, name }) => kind === 'term' && name === 'confirm')?.dueAt;
}

describe('the thirty days to ask the court together (民法典 201, 203)', () => {
  it.each([
    // The first day is not counted; 2026-03-31 is a Tuesday.
    ['2026-03-01', '2026-02-28', '2026-02-27', '2026-03-31'],
    // Whoever signs last sets the day.
    ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-31'],
    // 2026-02-17 is the first day of the spring festival: the last day rolls to the day after the break.
    ['2026-01-18', '2026-01-18', '2026-01-18', '2026-02-24'],
  ])('%s %s %s: until %s', (parties, mediatorOn, seal, until) => {
    expect(lastDayFor(parties, mediatorOn, seal, '2026-03-05T02:00:00.000Z')).toBe(`${until}T15:59:59.999Z`);
  });
});
