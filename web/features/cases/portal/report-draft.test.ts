import { expect, test } from 'vitest';
import type { PublicCategory } from '../../../../contract/catalogue.ts';
import { questionFields } from '../question-fields.ts';
import { emptyReport } from './empty-report.ts';
import { looksLikePhone, type ReportDraft, raiseInput, reportFaults } from './report-draft.ts';
import { areaOfCode } from './use-place.ts';

const place = { areaId: 31, communityId: 11, words: '1幢', communityName: '春申社区', gridName: '第一网格' };
const lift: PublicCategory = {
  id: 107,
  parentId: 100,
  caseType: 'event',
  name: { zh: '电梯故障', en: 'Lift out of order' },
  position: 7,
  icon: null,
  photo: 'none',
  questions: [
    { key: 'which', label: { zh: '哪一部', en: 'Which' }, kind: 'text', of: [], isRequired: true },
    { key: 'noise', label: { zh: '有异响', en: 'A noise' }, kind: 'flag', of: [], isRequired: false },
    {
      key: 'since',
      label: { zh: '多久了', en: 'Since' },
      kind: 'choice',
      of: [{ code: 'today', text: { zh: '今天', en: 'Today' } }],
      isRequired: false,
    },
  ],
  stoppers: [
    {
      code: 'trapped',
      question: { zh: '有人困在里面吗', en: 'Is anybody inside' },
      instead: { zh: '请打 96333', en: 'Call 96333' },
      phone: '96333',
    },
  ],
  outOfScope: [],
};

const faults = (draft: Partial<ReportDraft>, more: Partial<Parameters<typeof reportFaults>[0]> = {}) =>
  reportFaults({
    draft: { ...emptyReport, ...draft },
    category: undefined,
    hasVoice: false,
    contact: 'none',
    needsWords: true,
    ...more,
  });

test('words or a voice, a place, and a phone unless no answer is wanted', () => {
  expect(faults({}, { contact: 'phone' })).toEqual(['words', 'place', 'phone']);
  expect(faults({ place }, { hasVoice: true })).toEqual([]);
  expect(faults({ place, words: '灯坏了', phone: '194 0000 1001' }, { contact: 'phone' })).toEqual([]);
  expect(faults({ place, words: '灯坏了' }, { contact: 'mine' })).toEqual([]);
});

test('a stopper must be answered, and a yes ends the report there', () => {
  const which = questionFields(lift)[0]?.key ?? '';
  const draft = { place, words: '电梯坏了', answers: { [which]: '东边' } };
  expect(faults(draft, { category: lift })).toEqual(['stops']);
  expect(faults({ ...draft, stops: { trapped: true } }, { category: lift })).toEqual(['stopped']);
  expect(faults({ ...draft, stops: { trapped: false } }, { category: lift })).toEqual([]);
  expect(faults({ ...draft, answers: {}, stops: { trapped: false } }, { category: lift })).toEqual(['questions']);
});

test('the input names the area, the point where there is one, and the contact as it was chosen', () => {
  const draft = {
    ...emptyReport,
    place: { ...place, point: [121.48, 31.23] as const },
    placeWords: ' 3 楼 ',
    name: '王',
    phone: '19400001001',
  };
  const about = { type: 'event', begin: 'report', draft, categoryId: 107, fields: { words: '灯' } };
  expect(raiseInput({ ...about, contact: 'phone' })).toEqual({
    type: 'event',
    begin: 'report',
    categoryId: 107,
    place: { areaId: 31, point: [121.48, 31.23], words: '3 楼' },
    contact: { name: '王', phone: '19400001001' },
    fields: { words: '灯' },
  });
  expect(raiseInput({ ...about, contact: 'mine' }).contact).toEqual({ name: '王', isMine: true });
  expect(raiseInput({ ...about, contact: 'none' }).contact).toBeNull();
});

test('what could be dialled passes; the server has the last word', () => {
  for (const typed of ['19400001001', '021-5555 0789', '+86 194 0000 1001']) expect(looksLikePhone(typed)).toBe(true);
  for (const typed of ['', '123', 'abc1234567', '没有电话']) expect(looksLikePhone(typed)).toBe(false);
});

test('a door’s code is an address with the door, or its number alone', () => {
  expect(areaOfCode('https://linli.example/?door=31')).toBe(31);
  expect(areaOfCode('/report?x=1&door=41&y=2')).toBe(41);
  expect(areaOfCode('31')).toBe(31);
  expect(areaOfCode('https://elsewhere.example/31')).toBeUndefined();
  expect(areaOfCode('')).toBeUndefined();
});
