import { expect, test } from 'vitest';
import type { TypeView } from '../../../../contract/case-views.ts';
import { caseCommands } from '../../../../contract/cases.ts';
import { text } from '../../../../domain/text.ts';
import { qrPath } from '../../../ui/show/qr-path.ts';
import { newTrackToken, trackLink } from '../track-token.ts';
import { type CategoryChoice, matchCategories, outOfScopeSay } from './category-advice.ts';
import { beginsOf, callerPhone, emptyDraft, faultsOf, type RaiseDraft, raiseInputOf } from './raise-draft.ts';

const begin = (code: string, mayBegin: boolean, isOnTheSpot = false): TypeView['begins'][number] => ({
  code,
  label: text(code, code),
  asks: {},
  mayBegin,
  isOpen: true,
  isOnTheSpot,
});
const typeOf = (code: string, begins: TypeView['begins']): TypeView => ({
  code,
  title: text(code, code),
  begins,
  stages: [],
});
const types = [
  typeOf('one', [begin('report', true), begin('settle', true, true)]),
  typeOf('two', [begin('apply', true), begin('secret', false)]),
];
const place = { areaId: 41, communityId: 11, words: '1幢1单元', communityName: '春申社区', gridName: '第一网格' };
const filled: RaiseDraft = {
  ...emptyDraft('resident'),
  phone: '199 0000 1234',
  name: ' 王桂兰 ',
  place,
  placeWords: ' 楼道口 ',
};

test('any process may begin at the counter; at the phone nothing is settled on the spot', () => {
  expect(beginsOf(types, false).map(({ key }) => key)).toEqual(['one.report', 'one.settle', 'two.apply']);
  expect(beginsOf(types, true).map(({ key }) => key)).toEqual(['one.report', 'two.apply']);
});

test('a number is looked up only once it is whole, and never a short public one', () => {
  expect(callerPhone('1990000')).toBeUndefined();
  expect(callerPhone('12345')).toBeUndefined();
  expect(callerPhone('199 0000 1234')).toBe('19900001234');
});

test('a person who asked leaves a number, unless they want no answer; a place is always needed', () => {
  expect(faultsOf(emptyDraft('resident'))).toEqual(['phone', 'place']);
  expect(faultsOf({ ...emptyDraft('resident'), isAnonymous: true })).toEqual(['place']);
  expect(faultsOf(emptyDraft('grid'))).toEqual(['place']);
  expect(faultsOf({ ...filled, stoppedBy: ['danger'] })).toEqual(['stopped']);
  expect(faultsOf(filled)).toEqual([]);
});

const inputWith = (draft: RaiseDraft) => {
  const [choice] = beginsOf(types, true);
  if (!choice) throw new Error('nothing may begin');
  return raiseInputOf({ choice, draft, fields: { words: '灯不亮' }, category: undefined, trackToken: newTrackToken() });
};

test('what is sent fits the wire, with a link only where somebody asked', () => {
  const asked = inputWith(filled);
  const read = caseCommands['cases.raise'].input.parse(asked);
  expect(read).toMatchObject({
    contact: { name: '王桂兰', phone: '199 0000 1234' },
    place: { words: '楼道口', areaId: 41 },
  });
  expect(read.trackToken).toBeDefined();
  const seen = inputWith({ ...filled, source: 'grid' });
  expect(seen).toMatchObject({ contact: null });
  expect('trackToken' in seen).toBe(false);
  expect(inputWith({ ...filled, isAnonymous: true })).toMatchObject({ contact: null });
  const hotline = inputWith({ ...filled, source: 'hotline', outsideNumber: ' HL-1 ' });
  expect(hotline).toMatchObject({ outsideNumber: 'HL-1' });
});

test('a link holds 128 random bits, its code is drawn with a quiet zone', () => {
  const tokens = new Set(Array.from({ length: 50 }, newTrackToken));
  expect(tokens.size).toBe(50);
  for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{22}$/);
  const { side, path } = qrPath(trackLink([...tokens][0] ?? '', 'https://linli.example'));
  expect(side).toBeGreaterThan(21 + 8);
  // The first finder pattern begins where the quiet zone ends.
  expect(path.startsWith('M4 4h1v1h-1z')).toBe(true);
});

const lamp: CategoryChoice = {
  id: 101,
  name: text('路灯', 'Street lamps'),
  parentId: 100,
  parentName: text('公共设施', 'Facilities'),
  caseType: 'one',
  stoppers: [],
  questions: [],
  outOfScope: [{ words: ['小区内部路灯'], say: text('请联系物业。', 'Ask the property company.') }],
  isUrgentByDefault: false,
};
const wage: CategoryChoice = {
  ...lamp,
  id: 201,
  name: text('其他', 'Others'),
  parentName: null,
  outOfScope: [{ words: ['欠薪', '工资'], say: text('请打 12333。', 'Call 12333.') }],
};

test('categories are found by typing, their own name before their class', () => {
  expect(matchCategories([wage, lamp], '路')).toEqual([lamp]);
  expect(matchCategories([wage, lamp], 'FACIL')).toEqual([lamp]);
  const yard = { ...lamp, id: 102, name: text('楼道路灯', 'Lamps of a yard') };
  expect(matchCategories([yard, lamp], '路灯')).toEqual([lamp, yard]);
  expect(matchCategories([wage, lamp], ' ')).toEqual([wage, lamp]);
});

test('words that are not for us are answered, by every category until one is chosen', () => {
  expect(outOfScopeSay([lamp, wage], undefined, '老板欠薪三个月，工资没发')).toEqual([wage.outOfScope[0]?.say]);
  expect(outOfScopeSay([lamp, wage], lamp, '老板欠薪')).toEqual([]);
  expect(outOfScopeSay([lamp, wage], lamp, '小区内部路灯坏了')).toEqual([lamp.outOfScope[0]?.say]);
});
