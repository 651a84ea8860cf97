import { describe, expect, it } from 'vitest';
import { decide, decideBegin } from '../case/decide.ts';
import { deriveId } from '../case/ids.ts';
import type { CaseState } from '../case/state.ts';
import { isTurnOf } from '../case/turns.ts';
import { Refusal } from '../refusals.ts';
import { begin, cast, type Person, worldOf } from '../test/walk.ts';
import { dispute } from './dispute.ts';

const desk = cast['desk'] as Person;
const worker = cast['worker'] as Person;
const second = cast['second'] as Person;
const system = cast['system'] as Person;

function tryTo(state: CaseState, person: Person, action: string, now: string, input: object = {}) {
  const move = { action, input: { ...input }, entryId: deriveId('dispute', `${action}:${state.seq}`) };
  return decide(dispute, state, person.actor, move, worldOf(person, now));
}
function act(...given: Parameters<typeof tryTo>): CaseState {
  const made = tryTo(...given);
  if (made instanceof Refusal) throw made;
  return made.state;
}
const codeOf = (...given: Parameters<typeof tryTo>) => {
  const made = tryTo(...given);
  return made instanceof Refusal ? made.code : made.state.stage;
};
const dueOf = ({ clocks }: CaseState) => clocks.find((one) => one.kind === 'stage' && one.stoppedAt === null)?.dueAt;
const easedAt = (now: string) => act(begin(dispute, 'find', 2).state, desk, 'ease', now, { easedBy: '各让一步' });

describe('the looks after it was eased', () => {
  it.each([
    // Whole days of the calendar, holidays and weekends among them; the day itself is not counted.
    ['2026-03-04T02:00:00.000Z', '2026-03-11T15:59:59.999Z', '2026-04-03T15:59:59.999Z'],
    // Late in the evening there it is the same day, and here already the next.
    ['2026-03-04T16:30:00.000Z', '2026-03-12T15:59:59.999Z', '2026-04-04T15:59:59.999Z'],
    // Over the spring festival.
    ['2026-02-13T02:00:00.000Z', '2026-02-20T15:59:59.999Z', '2026-03-15T15:59:59.999Z'],
  ])('eased at %s: from %s on, and from %s on', (now, seven, thirty) => {
    const eased = easedAt(now);
    expect([eased.stage, dueOf(eased)]).toEqual(['resting', seven]);
    const before = new Date(Date.parse(seven) - 1000).toISOString();
    expect(codeOf(eased, system, 'call-to-look', before)).toBe('case.time-left');
    const first = act(eased, system, 'call-to-look', seven);
    const again = act(first, desk, 'quiet', seven, { words: '楼上换了地垫' });
    expect([again.stage, dueOf(again)]).toEqual(['resting-on', thirty]);
    const late = act(again, system, 'call-to-look', thirty);
    // Whoever eased it does not say at the end that it came to rest; everybody may say that it did not.
    expect(codeOf(late, desk, 'quiet', thirty)).toBe('case.second-hand-needed');
    expect(codeOf(late, desk, 'again', thirty, { words: '又吵' })).toBe('easing');
    expect(isTurnOf(dispute, late, second.actor, worldOf(second, thirty))).toBe(true);
    const calm = act(late, second, 'quiet', thirty);
    expect([calm.stage, calm.outcome]).toEqual(['calm', 'solved']);
    expect(calm.clocks.every(({ stoppedAt }) => stoppedAt !== null)).toBe(true);
  });

  it('lie a week apart where the first was made late', () => {
    const first = act(easedAt('2026-03-04T02:00:00.000Z'), system, 'call-to-look', '2026-03-11T15:59:59.999Z');
    const late = act(first, desk, 'quiet', '2026-04-10T02:00:00.000Z');
    expect(dueOf(late)).toBe('2026-04-17T15:59:59.999Z');
  });

  it('begin anew when it breaks out again, whatever the day', () => {
    const eased = easedAt('2026-03-04T02:00:00.000Z');
    expect(codeOf(eased, desk, 'again', '2026-03-06T02:00:00.000Z')).toBe('request.invalid');
    const back = act(eased, desk, 'again', '2026-03-06T02:00:00.000Z', { words: '昨晚又吵' });
    expect([back.stage, back.tallies.reworks]).toEqual(['easing', 1]);
    const anew = act(back, desk, 'ease', '2026-03-10T02:00:00.000Z', { easedBy: '约好时间' });
    expect([dueOf(anew), anew.fields['secondLookOn']]).toEqual(['2026-03-17T15:59:59.999Z', '2026-04-09']);
  });

  it('are nobody’s turn before their day, and the finder’s from then on', () => {
    const { state } = begin(dispute, 'eased', 2);
    const isTurn = (one: CaseState, now: string) => isTurnOf(dispute, one, desk.actor, worldOf(desk, now));
    expect([state.stage, state.onTheSpot, isTurn(state, '2026-03-05T02:00:00.000Z')]).toEqual(['resting', true, false]);
    const look = act(state, system, 'call-to-look', '2026-03-11T15:59:59.999Z');
    expect(isTurn(look, '2026-03-12T02:00:00.000Z')).toBe(true);
  });
});

it('names no party who did not agree', () => {
  const found = (input: object) => {
    const { number, communityId, place } = begin(dispute, 'find', 2).state;
    const asked = { kind: 'neighbours', words: '噪音', answers: { hurt: false }, ...input };
    const made = decideBegin(
      dispute,
      worker.actor,
      { action: 'find', input: asked, entryId: deriveId('dispute', 'found') },
      {
        communityId,
        number,
        place,
        caseId: deriveId('case', 'found'),
        source: 'grid',
        categoryId: 1,
        urgency: 'normal',
        parties: [],
      },
      worldOf(worker, '2026-03-04T02:00:00.000Z'),
    );
    return made instanceof Refusal ? made.code : made.state.parties.length;
  };
  const parties = [{ name: '李国强' }];
  expect([found({ parties }), found({ parties, partiesAgree: true }), found({})]).toEqual([
    'case.parties-agree-first',
    1,
    0,
  ]);
});

it('is handed on only to what was begun from it', () => {
  const state = act(begin(dispute, 'find', 2).state, desk, 'take', '2026-03-04T03:00:00.000Z');
  const to = (where: string, from = state) => codeOf(from, desk, 'hand-on', '2026-03-04T04:00:00.000Z', { where });
  expect([to('mediation'), to('police')]).toEqual(['case.lead-first', 'resting']);
  const led = {
    ...state,
    ledTo: [{ lead: 'to-mediation', type: 'mediation', communityId: 11, caseId: state.id, number: '' }],
  };
  expect([to('mediation', led as CaseState), to('event', led as CaseState)]).toEqual(['resting', 'case.lead-first']);
});
