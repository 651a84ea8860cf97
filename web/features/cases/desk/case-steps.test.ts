import { expect, test } from 'vitest';
import type { CaseDetail, EntryView, OfferView } from '../../../../contract/case-views.ts';
import { text } from '../../../../domain/text.ts';
import { callAttempts, callFields } from './call-back.ts';
import { filesOfCase } from './case-files.ts';
import { lastReply, stagesAhead } from './case-way.ts';
import { placeOffers } from './offer-order.ts';

const offer = (action: string, isMain = false, whyNot?: string): OfferView => ({
  action,
  label: text(action, action),
  isMain,
  asks: {},
  ...(whyNot ? { whyNot: text(whyNot, whyNot) } : {}),
});
const names = (offers: readonly OfferView[]) => offers.map(({ action }) => action);

const entry = (seq: number, action: string, more: Partial<EntryView> = {}): EntryView => ({
  id: `00000000-0000-7000-8000-00000000000${seq}`,
  seq,
  at: `2026-11-22T0${seq}:00:00.000Z`,
  byName: '陈晓岚',
  byUnit: null,
  byKind: 'staff',
  action,
  label: text(action, action),
  stageLabel: text('处置中', 'Handling'),
  words: null,
  reply: null,
  reason: null,
  reasonText: null,
  files: [],
  details: [],
  ...more,
});

test('one primary, two beside it, the rest behind the dots; what must wait comes last', () => {
  const placed = placeOffers([
    offer('note'),
    offer('request-return', false, '已过期限'),
    offer('reply'),
    offer('withdraw'),
    offer('done', true),
    offer('fail'),
  ]);
  expect(placed.primary?.action).toBe('done');
  expect(names(placed.beside)).toEqual(['fail', 'reply']);
  expect(names(placed.more)).toEqual(['note', 'withdraw', 'request-return']);
});

test('a desk that has no step of its own reminds, supervises and transfers; a decision somebody waits for goes before', () => {
  const desk = ['note', 'reply', 'add-helpers', 'transfer', 'remind', 'supervise'].map((action) => offer(action));
  expect(names(placeOffers(desk).beside)).toEqual(['remind', 'supervise', 'transfer']);
  expect(names(placeOffers([...desk, offer('decide-extension')]).beside)[0]).toBe('decide-extension');
});

test('the main step stays in sight while it must wait, and says why', () => {
  expect(placeOffers([offer('call-back', true, '过两小时再打'), offer('note')]).primary).toMatchObject({
    action: 'call-back',
    whyNot: { zh: '过两小时再打' },
  });
  expect(placeOffers([offer('note')]).primary).toBeUndefined();
});

test('calls are counted since the matter last came to its stage, other steps between them aside', () => {
  const waiting = { stageLabel: text('待回访', 'To call back') };
  const entries = [
    entry(1, 'pass', waiting),
    entry(2, 'call-back', waiting),
    entry(3, 'done'),
    entry(4, 'pass', waiting),
    entry(5, 'call-back', waiting),
    entry(6, 'remind', waiting),
    entry(7, 'call-back', waiting),
  ];
  expect(callAttempts(entries).map(({ seq }) => seq)).toEqual([5, 7]);
  expect(callAttempts([entry(1, 'report'), entry(2, 'pass', waiting)])).toEqual([]);
  expect(callAttempts([])).toEqual([]);
});

test('a rating is asked only of somebody who was reached, and then it is needed', () => {
  const fields = callFields([
    { key: 'result', kind: 'choice', label: 'r', required: true, options: [] },
    { key: 'score', kind: 'score', label: 's', required: false },
  ]);
  expect(fields[1]).toMatchObject({ required: true });
  expect(fields[1]?.when?.({ result: 'reached' })).toBe(true);
  expect(fields[1]?.when?.({ result: 'no-answer' })).toBe(false);
  expect(fields[0]?.when).toBeUndefined();
});

test('the steps to come are the first of each later phase; a detour is not foretold', () => {
  const stage = (code: string, phase: 'raised' | 'accepted' | 'handling' | 'checking' | 'closed') => ({
    code,
    label: text(code, code),
    phase,
  });
  const full = [
    stage('raised', 'raised'),
    stage('accepted', 'accepted'),
    stage('sent', 'handling'),
    stage('work', 'handling'),
    stage('check', 'checking'),
    stage('end', 'closed'),
    stage('declined', 'closed'),
  ];
  const codes = (stages: readonly { code: string }[]) => stages.map(({ code }) => code);
  expect(codes(stagesAhead(full, 'raised'))).toEqual(['accepted', 'sent', 'check', 'end']);
  expect(codes(stagesAhead(full, 'handling'))).toEqual(['check', 'end']);
  expect(codes(stagesAhead(full, 'closed'))).toEqual([]);
  const short = [
    stage('applied', 'raised'),
    stage('supply', 'accepted'),
    stage('seal', 'checking'),
    stage('out', 'closed'),
  ];
  expect(codes(stagesAhead(short, 'raised'))).toEqual(['seal', 'out']);
});

test('the reply read out is the last one given', () => {
  const entries = [
    entry(1, 'done', { reply: '灯已修好' }),
    entry(3, 'reply', { reply: '又换了灯罩' }),
    entry(2, 'note'),
  ];
  expect(lastReply({ entries })).toBe('又换了灯罩');
  expect(lastReply({ entries: [entry(1, 'note')] })).toBeUndefined();
});

test('a file stands once, with the step that brought it', () => {
  const file = (ref: string): CaseDetail['files'][number] => ({
    ref,
    mediaType: 'image/jpeg',
    name: ref,
    takenAt: null,
  });
  const found = filesOfCase({
    files: [file('a'), file('b'), file('c')],
    entries: [entry(1, 'report', { files: [file('b')] }), entry(2, 'done', { files: [file('c'), file('b')] })],
  });
  expect(found.map((one) => [one.file.ref, one.entry?.action])).toEqual([
    ['b', 'report'],
    ['c', 'done'],
    ['a', undefined],
  ]);
});
