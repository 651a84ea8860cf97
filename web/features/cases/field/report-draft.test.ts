import { expect, test } from 'vitest';
import type { Question } from '../../../../domain/case/category.ts';
import { questionFields } from '../question-fields.ts';
import {
  emptyReport,
  faultsOf,
  isEmptyReport,
  type ReportDraft,
  type ReportPlace,
  raiseInputOf,
} from './report-draft.ts';

const place: ReportPlace = {
  areaId: 31,
  communityId: 11,
  words: '1幢',
  gridName: '春申第一网格',
  point: [121.4, 31.2],
};
const rule = (photo: 'none' | 'at-done', questions: Question[] = []) => ({ id: 202, photo, questions });
const none = { photos: 0, voices: 0 };

function report(given: Partial<ReportDraft> = {}): ReportDraft & { place: ReportPlace } {
  return { ...emptyReport('abcdefghijklmnopqrstuv'), words: '楼道堆物', place, ...given } as ReportDraft & {
    place: ReportPlace;
  };
}

test('nothing but words and a place is asked of what one saw oneself', () => {
  expect(faultsOf(report(), none, rule('at-done'))).toEqual([]);
  expect(faultsOf(report({ words: ' ', place: null }), none, undefined)).toEqual(['evidence', 'place']);
});

test('a voice note stands for words', () => {
  expect(faultsOf(report({ words: '' }), { photos: 0, voices: 1 }, undefined)).toEqual([]);
});

test('what is settled on the spot has a category, and a photo where the rule asks for one', () => {
  expect(faultsOf(report({ isSettled: true }), none, rule('at-done'))).toEqual(['photo', 'category']);
  expect(faultsOf(report({ isSettled: true, categoryId: 202 }), { photos: 1, voices: 0 }, rule('at-done'))).toEqual([]);
  expect(faultsOf(report({ isSettled: true, categoryId: 801 }), none, undefined)).toEqual([]);
});

test('a resident who asked is reached by a phone, or wants no answer', () => {
  expect(faultsOf(report({ isAsked: true }), none, undefined)).toEqual(['phone']);
  expect(faultsOf(report({ isAsked: true, phone: '120' }), none, undefined)).toEqual(['phone']);
  expect(faultsOf(report({ isAsked: true, phone: '199 0000 1002' }), none, undefined)).toEqual([]);
  expect(faultsOf(report({ isAsked: true, isAnonymous: true }), none, undefined)).toEqual([]);
});

test('what the worker saw goes without contact and without a link', () => {
  expect(raiseInputOf(report({ phone: '19900001002', placeWords: ' 2 楼 ' }), { photos: ['a', 'b'] })).toEqual({
    type: 'event',
    begin: 'report',
    source: 'grid',
    categoryId: null,
    urgency: 'normal',
    place: { areaId: 31, words: '2 楼', point: [121.4, 31.2] },
    contact: null,
    fields: { words: '楼道堆物', photos: ['a', 'b'] },
  });
});

test('what a resident asked goes with contact and link', () => {
  const input = raiseInputOf(report({ isAsked: true, phone: '19900001002', name: '王阿姨' }), {});
  expect(input).toMatchObject({
    source: 'resident',
    contact: { name: '王阿姨', phone: '19900001002' },
    trackToken: 'abcdefghijklmnopqrstuv',
  });
});

test('danger makes it urgent; what is settled has no field for it', () => {
  expect(raiseInputOf(report({ isDangerous: true }), {})).toMatchObject({
    urgency: 'urgent',
    fields: { isDangerous: true },
  });
  const settled = raiseInputOf(report({ isDangerous: true, isSettled: true, categoryId: 202 }), { voice: ['v'] });
  expect(settled).toMatchObject({ begin: 'settle', fields: { words: '楼道堆物', voice: ['v'] } });
  expect(settled.fields).not.toHaveProperty('isDangerous');
});

test('what the category must know is asked before it is kept for sending, and goes with the words it was asked by', () => {
  const count: Question = {
    key: 'count',
    label: { zh: '几辆', en: 'How many' },
    kind: 'number',
    of: [],
    min: 1,
    max: 9,
    isRequired: true,
  };
  const asking = rule('none', [count]);
  const key = questionFields(asking)[0]?.key ?? '';
  expect(faultsOf(report(), none, asking)).toEqual(['questions']);
  expect(faultsOf(report({ answers: { [key]: 12 } }), none, asking)).toEqual(['questions']);
  const filled = report({ answers: { [key]: 3 }, isSettled: true, categoryId: 202 });
  expect(faultsOf(filled, none, asking)).toEqual([]);
  expect(raiseInputOf(filled, {}, asking).fields).toMatchObject({
    answers: { count: 3 },
    asked: { count: expect.any(String) },
  });
  // A draft kept by an older version of the app.
  const { answers: _, ...old } = report();
  expect(faultsOf(old as ReportDraft, none, asking)).toEqual(['questions']);
  expect(raiseInputOf(old as typeof filled, {}, asking).fields).not.toHaveProperty('answers');
});

test('an untouched report is nothing to keep', () => {
  expect(isEmptyReport(emptyReport('x'), none)).toBe(true);
  expect(isEmptyReport(emptyReport('x'), { photos: 1, voices: 0 })).toBe(false);
  expect(isEmptyReport(report(), none)).toBe(false);
});
