import { describe, expect, it } from 'vitest';
import { toIso, toMs } from '../calendar/instant.ts';
import { decide, decideBegin } from '../case/decide.ts';
import { deriveId } from '../case/ids.ts';
import type { CaseState } from '../case/state.ts';
import { Refusal } from '../refusals.ts';
import { cast, type Person, unitA, unitB, worldOf } from '../test/walk.ts';
import { whistle } from './whistle.ts';

const blower = cast['second'] as Person;
const principal = cast['approver'] as Person;
const at = (wall: string): string => toIso(toMs(`${wall.replace(' ', 'T')}:00+08:00`));

function made<T>(decision: { readonly state: T } | Refusal): T {
  if (decision instanceof Refusal) throw decision;
  return decision.state;
}

/** A whistle of a kind whose units are summoned at a moment: two planned kinds once agreed to, an emergency as it is written down. */
function summonedAt(kind: string, now: string): CaseState {
  const asked = { words: '占道经营', leadOrganisationId: unitA, organisationIds: [unitB] };
  const isEmergency = kind === 'emergency';
  // Nobody is asked the questions of a category here.
  const world = (person: Person) => {
    const { category, ...rest } = worldOf(person, now);
    return { ...rest, category: { ...category, questions: [] } };
  };
  const begun = made(
    decideBegin(
      whistle,
      blower.actor,
      {
        action: isEmergency ? 'record' : 'blow',
        input: { ...asked, ...(isEmergency ? { blownAt: now } : { kind }) },
        entryId: deriveId('whistle', `${kind}:${now}`),
      },
      {
        communityId: 11,
        caseId: deriveId('whistle', 'case'),
        number: '11-260304-0001-1',
        source: 'grid',
        categoryId: null,
        urgency: 'normal',
        place: { areaId: 31, gridId: 21, buildingId: 31, houseId: null, words: '', lon: null, lat: null },
        parties: [],
      },
      world(blower),
    ),
  );
  if (isEmergency) return begun;
  const move = { action: 'agree', input: {}, entryId: deriveId('whistle', `agree:${kind}:${now}`) };
  return made(decide(whistle, begun, principal.actor, move, world(principal)));
}

/** When each step of a unit is due, as the wall clock in Shanghai shows it. */
function dueOf(state: CaseState, unit: string): Readonly<Record<string, string>> {
  const { id } = state.assignments.find(({ organisationId }) => organisationId === unit) ?? { id: '' };
  const own = state.clocks.filter(({ kind, assignmentId }) => kind === 'assignment' && assignmentId === id);
  return Object.fromEntries(
    own.map(({ name, dueAt }) => [
      name,
      toIso(toMs(dueAt) + 8 * 3_600_000)
        .slice(0, 16)
        .replace('T', ' '),
    ]),
  );
}

const friday = '2026-11-20 16:30';
const beforeMakeUp = '2026-10-08 17:00';
const inHoliday = '2026-10-01 10:00';
const beforeSeason = '2026-04-30 17:00';

describe('the clocks of a whistle', () => {
  it.each([
    // A weekend lies between.
    ['enforcement', friday, '2026-11-23 10:00', '2026-11-23 12:00', '2026-11-24 09:30', '2026-11-27 17:30'],
    ['priority', friday, '2026-11-23 12:00', '2026-11-23 17:30', '2026-11-24 17:30', '2026-12-04 17:30'],
    // Saturday 2026-10-10 is worked.
    ['enforcement', beforeMakeUp, '2026-10-09 10:30', '2026-10-09 14:30', '2026-10-10 10:00', '2026-10-14 17:30'],
    ['priority', beforeMakeUp, '2026-10-09 14:30', '2026-10-09 17:30', '2026-10-10 17:30', '2026-10-21 17:30'],
    // National Day, 10-01 to 10-07: counted from the first opening after it.
    ['enforcement', inHoliday, '2026-10-08 11:00', '2026-10-08 15:00', '2026-10-09 10:30', '2026-10-13 17:30'],
    ['priority', inHoliday, '2026-10-08 15:00', '2026-10-08 17:30', '2026-10-09 17:30', '2026-10-20 17:30'],
    // Over the first of May into the summer's hours; Saturday 2026-05-09 is worked.
    ['enforcement', beforeSeason, '2026-05-06 10:30', '2026-05-06 15:00', '2026-05-07 10:00', '2026-05-11 18:00'],
    ['priority', beforeSeason, '2026-05-06 15:00', '2026-05-06 18:00', '2026-05-07 18:00', '2026-05-18 18:00'],
  ])('%s blown %s', (kind, wall, sign, contact, arrive, conclude) => {
    const state = summonedAt(kind, at(wall));
    const due = { sign, contact, arrive, conclude };
    expect(dueOf(state, unitA)).toEqual(due);
    // Every unit has clocks of its own, alike.
    expect(dueOf(state, unitB)).toEqual(due);
  });

  it.each([
    [friday, '2026-11-20 17:30', '2026-11-21 16:30'],
    [inHoliday, '2026-10-01 11:00', '2026-10-02 10:00'],
  ])('an emergency blown %s runs round the clock', (wall, within, conclude) => {
    expect(dueOf(summonedAt('emergency', at(wall)), unitB)).toEqual({ sign: within, arrive: within, conclude });
  });

  it('are written down with why', () => {
    const clock = summonedAt('enforcement', at(beforeMakeUp)).clocks.find(({ name }) => name === 'arrive');
    expect(clock?.why.zh).toContain('10-10 周六调休上班照算');
    expect(clock?.isProvisional).toBe(false);
  });
});
