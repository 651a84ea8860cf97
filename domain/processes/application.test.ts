import { expect, it } from 'vitest';
import { decide, decideBegin } from '../case/decide.ts';
import type { CaseState } from '../case/state.ts';
import { Refusal } from '../refusals.ts';
import { cast, worldOf } from '../test/walk.ts';
import { application } from './application.ts';
import { assistedFiling } from './assisted-filing.ts';

const desk = cast['desk'] as (typeof cast)[string];
const second = cast['second'] as (typeof cast)[string];
const reporter = cast['reporter'] as (typeof cast)[string];

const opening = {
  communityId: 11,
  caseId: '00000000-0000-7000-8000-000000000c01',
  number: '11-260304-0001-1',
  source: 'resident',
  categoryId: 1,
  urgency: 'normal',
  place: { areaId: 31, gridId: 21, buildingId: 31, houseId: null, words: '1幢', lon: null, lat: null },
  parties: [{ id: reporter.partyIds[0] as string, kind: 'applicant', hasContact: true }],
} as const;

function begun(type: typeof application, action: string, now: string, input: object = {}): CaseState {
  const move = {
    action,
    input: { answers: { hurt: false }, ...input },
    entryId: `00000000-0000-7000-8000-00000000be01`,
  };
  const made = decideBegin(type, desk.actor, move, opening, worldOf(desk, now));
  if (made instanceof Refusal) throw made;
  return made.state;
}

let nth = 0;
function act(state: CaseState, by: typeof desk, action: string, now: string, input: object = {}): CaseState | string {
  nth += 1;
  const entryId = `00000000-0000-7000-8000-0000000${String(nth).padStart(5, '0')}`;
  const type = state.type === 'application' ? application : assistedFiling;
  const made = decide(type, state, by.actor, { action, input: { ...input }, entryId }, worldOf(by, now));
  return made instanceof Refusal ? made.code : made.state;
}
const done = (made: CaseState | string): CaseState => {
  if (typeof made === 'string') throw new Error(made);
  return made;
};

const due = (state: CaseState, kind: 'stage' | 'promise') =>
  state.clocks.find((one) => one.kind === kind && one.stoppedAt === null)?.dueAt.slice(0, 10);
/** The last day in Shanghai: the clock ends with office hours or midnight of it. */
const wednesday = '2026-03-04T02:00:00.000Z';

// 行政许可法 32, 42 and 82: five days to say what is missing, twenty to decide, in working days without holidays.
it.each([
  // received, told by, decided by
  ['2026-03-04T02:00:00.000Z', '2026-03-11', '2026-04-01'],
  // Over Spring Festival 2026 (15–23 February off, the 14th and 28th worked): 12, 13, 14, 24, 25.
  ['2026-02-11T02:00:00.000Z', '2026-02-25', '2026-03-17'],
  // The day before a weekend.
  ['2026-03-06T02:00:00.000Z', '2026-03-13', '2026-04-03'],
])('received at %s it is told what is missing by %s and decided by %s', (now, told, decided) => {
  const state = begun(application, 'apply', now);
  expect([due(state, 'stage'), due(state, 'promise')]).toEqual([told, decided]);
});

it('tells what is missing once: a second time is refused, whoever asks', () => {
  const asked = done(
    act(begun(application, 'apply', wednesday), desk, 'supplement', wednesday, {
      reason: 'identity',
      missing: '缺户口簿首页、缺收入说明',
    }),
  );
  expect(asked.stage).toBe('supplementing');
  expect(asked.papers.map(({ print }) => print)).toEqual(['supplement']);
  expect(due(asked, 'stage')).toBe('2026-03-18');
  expect(act(asked, desk, 'lapse', '2026-03-18T06:00:00.000Z', { words: '没有来' })).toBe('case.not-due-yet');
  expect(done(act(asked, desk, 'lapse', '2026-03-19T06:00:00.000Z', { words: '没有来' })).outcome).toBe('withdrawn');
  const supplied = done(act(asked, reporter, 'supply', '2026-03-05T02:00:00.000Z', { words: '补齐了' }));
  expect(supplied.stage).toBe('applied');
  expect(due(supplied, 'stage')).toBe('2026-03-12');
  expect(due(supplied, 'promise')).toBe('2026-04-01');
  for (const person of [desk, second])
    expect(
      act(supplied, person, 'supplement', '2026-03-05T03:00:00.000Z', { reason: 'identity', missing: '还缺' }),
    ).toBe('case.supplemented-before');
});

it('is reviewed by one and decided by another, each answer a numbered paper', () => {
  const accepted = done(act(begun(application, 'apply', wednesday), second, 'accept', wednesday));
  const reviewed = done(act(accepted, second, 'review', wednesday, { finding: '入户核实，情况属实' }));
  expect(act(reviewed, second, 'issue', wednesday, { result: '同意' })).toBe('case.not-yours');
  const issued = done(act(reviewed, cast['all'] as typeof desk, 'issue', wednesday, { result: '同意' }));
  expect([issued.outcome, issued.papers.map(({ print, number }) => [print, number.slice(-2)])]).toEqual([
    'issued',
    [
      ['acceptance', '01'],
      ['result', '02'],
    ],
  ]);
});

it('is applied for on behalf only with a signature or a recording, and not without an item', () => {
  const input = { consentHow: 'at-home', consentWords: '请社区帮我申请' };
  expect(() => begun(application, 'on-behalf', wednesday, input)).toThrow('case.consent-needed');
  const photo = { consentPhotos: ['00000000-0000-7000-8000-00000000f001'] };
  expect(begun(application, 'on-behalf', wednesday, { ...input, ...photo }).fields['isOnBehalf']).toBe(true);
  const made = decideBegin(
    application,
    desk.actor,
    { action: 'apply', input: {}, entryId: '00000000-0000-7000-8000-00000000be02' },
    { ...opening, categoryId: null },
    { ...worldOf(desk, wednesday), category: { ...worldOf(desk, wednesday).category, questions: [] } },
  );
  expect((made as Refusal).code).toBe('case.item-needed');
});

it('files for a resident once they consented, looks after it every five working days, and ends with their word', () => {
  const asked = begun(assistedFiling, 'ask-consent', wednesday, { purpose: '生育登记' });
  expect(due(asked, 'stage')).toBe('2026-03-09');
  expect(act(asked, second, 'file', wednesday)).not.toBe('filed');
  expect(act(asked, reporter, 'consent', wednesday, { isSure: false })).toBe('case.tick-needed');
  const preparing = done(act(asked, reporter, 'consent', wednesday, { isSure: true }));
  expect([preparing.stage, due(preparing, 'stage')]).toEqual(['preparing', '2026-03-06']);
  const given = { platform: 'province', receiptNumber: 'YSS-1', handedIn: '身份证、结婚证', filedOn: '2026-03-04' };
  expect(act(preparing, second, 'file', wednesday, { ...given, filedOn: '2026-03-05' })).toBe('case.day-ahead');
  const filed = done(act(preparing, second, 'file', wednesday, given));
  expect(due(filed, 'stage')).toBe('2026-03-11');
  const looked = done(act(filed, second, 'progress', '2026-03-09T02:00:00.000Z', { reply: '平台正在审核' }));
  expect([looked.stage, due(looked, 'stage')]).toEqual(['filed', '2026-03-16']);
  const back = done(act(looked, second, 'returned', '2026-03-09T03:00:00.000Z', { reply: '要补一张照片' }));
  expect([back.stage, back.fields['timesReturned']]).toEqual(['preparing', 1]);
  const again = done(act(back, second, 'file', '2026-03-09T04:00:00.000Z', given));
  const answered = done(
    act(again, second, 'result', '2026-03-10T02:00:00.000Z', { outcome: 'solved', reply: '办好了' }),
  );
  expect(act(answered, second, 'confirm-for', '2026-03-10T03:00:00.000Z', { words: '收到了' })).toBe('case.not-yours');
  expect(done(act(answered, reporter, 'confirm-result', '2026-03-10T03:00:00.000Z')).outcome).toBe('solved');
});
