import { describe, expect, it } from 'vitest';
import { decide, decideBegin } from '../case/decide.ts';
import { deriveId } from '../case/ids.ts';
import type { CaseState } from '../case/state.ts';
import { Refusal } from '../refusals.ts';
import { begin, cast, type Person, unitA, unitB, worldOf } from '../test/walk.ts';
import { hazard } from './hazard.ts';

const desk = cast['desk'] as Person;
const worker = cast['worker'] as Person;
const second = cast['second'] as Person;
const owner = cast['unitA'] as Person;
const station = cast['unitB'] as Person;
const monday = '2026-03-09T02:00:00.000Z';

function tryTo(state: CaseState, person: Person, action: string, now: string, input: object = {}) {
  const move = { action, input: { ...input }, entryId: deriveId('hazard', `${action}:${state.seq}`) };
  return decide(hazard, state, person.actor, move, worldOf(person, now));
}
function act(...given: Parameters<typeof tryTo>): CaseState {
  const made = tryTo(...given);
  if (made instanceof Refusal) throw made;
  return made.state;
}

const notice = { gradeBasis: 'fire-28', duty: 'unit', rectifier: '老张面馆', demand: '清空后门通道' };
const ordinary = (rectifyBy: string, more: object = {}) =>
  act(begin(hazard, 'find', 0).state, desk, 'grade-ordinary', monday, { ...notice, rectifyBy, ...more });
const dueOf = ({ clocks }: CaseState) => clocks.find((one) => one.kind === 'stage' && one.stoppedAt === null)?.dueAt;
const done = { words: '已清空', photos: [deriveId('file', 'after')] };

it('cites the law on major hazards for those alone', () => {
  const citing = (action: string, gradeBasis: string, more: object) =>
    tryTo(begin(hazard, 'find', 0).state, desk, action, monday, { ...notice, gradeBasis, ...more });
  const refused = citing('grade-ordinary', 'safety-118', { rectifyBy: '2026-03-20' });
  expect(refused instanceof Refusal && refused.details.fields?.map(({ path }) => path)).toEqual(['gradeBasis']);
  expect(citing('grade-ordinary', 'safety-41', { rectifyBy: '2026-03-20' })).not.toBeInstanceOf(Refusal);
  const major = { measures: '拉警戒线', leadOrganisationId: unitB };
  expect(citing('grade-major', 'safety-118', major)).not.toBeInstanceOf(Refusal);
});

describe('the last day that a notice sets', () => {
  it.each([
    // A Sunday is a day like another: whoever set it said so.
    ['2026-03-15', '2026-03-15T15:59:59.999Z'],
    ['2026-03-09', '2026-03-09T15:59:59.999Z'],
  ])('%s: due at %s', (day, due) => {
    expect(dueOf(ordinary(day))).toBe(due);
  });

  it('is neither over already nor a season away', () => {
    for (const day of ['2026-03-08', '2026-07-01']) {
      const made = tryTo(begin(hazard, 'find', 0).state, desk, 'grade-ordinary', monday, {
        ...notice,
        rectifyBy: day,
      });
      expect((made as Refusal).code).toBe('case.day-not-within');
    }
  });

  it('holds for a unit on the platform from when it has signed; a day that is over gives way to the limit', () => {
    const sent = ordinary('2026-03-20', { leadOrganisationId: unitA });
    expect(sent.stage).toBe('sent');
    expect(dueOf(act(sent, owner, 'sign', monday))).toBe('2026-03-20T15:59:59.999Z');
    // Fifteen working days from Monday the 23rd, with the break of 清明 on the 6th of April, to the close of business.
    expect(dueOf(act(sent, owner, 'sign', '2026-03-23T02:00:00.000Z'))).toBe('2026-04-14T09:30:00.000Z');
  });
});

it('is closed only by a second hand, and goes on to a new day when the look fails', () => {
  const mended = act(ordinary('2026-03-13'), worker, 'rectified', monday, done);
  expect((tryTo(mended, worker, 'pass', monday, { words: '好了' }) as Refusal).code).toBe('case.not-yours');
  const again = act(mended, second, 'fail', monday, {
    reason: 'half-done',
    words: '还有一半',
    rectifyBy: '2026-03-18',
  });
  expect([again.stage, dueOf(again)]).toEqual(['rectifying', '2026-03-18T15:59:59.999Z']);
  const closed = act(act(again, worker, 'rectified', monday, done), second, 'pass', monday, { words: '通道畅通' });
  expect([closed.stage, closed.outcome]).toEqual(['closed', 'solved']);
});

it('is handed over for being late only once it is late, signed for by the department, and looked at again all the same', () => {
  const state = ordinary('2026-03-13');
  const given = { handoverReason: 'overdue', leadOrganisationId: unitB, words: '多次劝导无效' };
  expect((tryTo(state, desk, 'hand-over', monday, given) as Refusal).code).toBe('case.still-in-time');
  expect(act(state, desk, 'hand-over', monday, { ...given, handoverReason: 'refuses' }).stage).toBe('sent');
  const late = '2026-03-16T02:00:00.000Z';
  const sent = act(state, desk, 'hand-over', late, given);
  expect(sent.papers.map(({ print }) => print)).toEqual(['notice', 'handover']);
  const enforcing = act(sent, station, 'sign', late);
  expect(enforcing.stage).toBe('enforcing');
  const acted = act(enforcing, station, 'enforced', late, { ...done, result: 'punished' });
  expect(act(acted, second, 'fail', late, { reason: 'not-done', words: '又堵上了' }).stage).toBe('enforcing');
  expect(act(acted, worker, 'pass', late, { words: '通道畅通' }).stage).toBe('closed');
});

it('a major one is reported to the department at once', () => {
  const state = act(begin(hazard, 'find', 0).state, desk, 'grade-major', monday, {
    ...notice,
    measures: '停用，拉警戒线',
    leadOrganisationId: unitB,
  });
  expect([state.stage, state.fields['grade'], state.fields['isHandedOver']]).toEqual(['sent', 'major', true]);
  expect(act(state, station, 'sign', monday).stage).toBe('enforcing');
});

it('is said by a word, a voice or a photo', () => {
  const opening = {
    communityId: 11,
    caseId: deriveId('case', 'shown'),
    number: '11-260304-0001-1',
    source: 'grid',
    categoryId: null,
    urgency: 'normal',
    place: { areaId: 31, gridId: 21, buildingId: 31, houseId: null, words: '1幢', lon: null, lat: null },
    parties: [],
  } as const;
  const find = (input: object) =>
    decideBegin(
      hazard,
      worker.actor,
      { action: 'find', input: { kind: 'bikes', answers: { hurt: false }, ...input }, entryId: deriveId('x', 'find') },
      opening,
      worldOf(worker, monday),
    );
  expect((find({}) as Refusal).code).toBe('case.words-needed');
  for (const said of [{ words: '楼道充电' }, { photos: [deriveId('file', '1')] }, { voice: [deriveId('file', '2')] }])
    expect(find(said)).not.toBeInstanceOf(Refusal);
});
