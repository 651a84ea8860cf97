import { expect, test } from 'vitest';
import { blankRule, countChanges, moveRule, needOf, type RuleItem, toSend, withRule } from './routing-draft.ts';

const unit = { id: 'u', name: '城管中队', isInForce: true };
const rule = (id: string): RuleItem => ({
  ...blankRule(id, `规则${id}`),
  lead: unit,
  sends: { leadOrganisationId: 'u', helperOrganisationIds: [] },
});
const list = ['a', 'b', 'c'].map(rule);

test('a rule needs a name, a unit in force and whole times', () => {
  expect(needOf(rule('a'))).toBeUndefined();
  expect(needOf({ ...rule('a'), name: ' ' })).toBe('name');
  expect(needOf(blankRule('a', '新规则'))).toBe('lead');
  expect(needOf({ ...rule('a'), lead: { ...unit, isInForce: false } })).toBe('gone');
  expect(needOf({ ...rule('a'), isOn: false, lead: { ...unit, isInForce: false } })).toBeUndefined();
  expect(needOf({ ...rule('a'), times: { hours: 'any', from: '22:00' } })).toBe('clock');
  expect(needOf({ ...rule('a'), times: { hours: 'any', from: '22:00', to: '22:00' } })).toBe('clock');
});

test('rules keep their place when changed and come last when new', () => {
  expect(withRule(list, { ...rule('b'), name: '改' }).map((one) => one.name)).toEqual(['规则a', '改', '规则c']);
  expect(withRule(list, rule('d')).map((one) => one.id)).toEqual(['a', 'b', 'c', 'd']);
  expect(moveRule(list, 'c', 0).map((one) => one.id)).toEqual(['c', 'a', 'b']);
  expect(moveRule(list, 'a', -1)).toEqual(list);
});

test('changes are counted: each rule once, a new order once', () => {
  expect(countChanges(list, list)).toBe(0);
  expect(
    countChanges(
      list,
      list.map((one) => ({ ...one })),
    ),
  ).toBe(0);
  expect(countChanges(list, moveRule(list, 'c', 0))).toBe(1);
  expect(countChanges(list, withRule(list, rule('d')))).toBe(1);
  expect(countChanges(list, list.slice(1))).toBe(1);
  expect(countChanges(list, moveRule(withRule(list, { ...rule('a'), isOn: false }), 'c', 0))).toBe(2);
});

test('what is sent has no names of units in it', () => {
  expect(Object.keys(toSend(list)[0] ?? {})).toEqual([
    'id',
    'name',
    'categoryIds',
    'polygon',
    'times',
    'sends',
    'isOn',
  ]);
});
