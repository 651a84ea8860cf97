import { expect, test } from 'vitest';
import type { FieldView } from '../../../contract/case-views.ts';
import { text } from '../../../domain/text.ts';
import { formFieldsOf, hintsSuggested, idsSuggested, inputOf, valuesSuggested } from './form-fields.ts';

const label = text('标签', 'label');
const view = (kind: FieldView['kind'], more: Partial<FieldView> = {}): FieldView => ({
  kind,
  label,
  isRequired: true,
  ...more,
});

test('each kind a process may ask for has a control, in the declared order', () => {
  const asks = {
    reason: view('reason', { chips: [{ code: 'wrong-unit', text: label }] }),
    words: view('text', { max: 2000 }),
    purpose: view('text', { max: 40 }),
    outcome: view('choice', { of: { solved: text('实际解决', 'Solved') } }),
    isSolved: view('flag'),
    days: view('number', { min: 1, max: 30 }),
    until: view('day'),
    photos: view('files', { media: 'image', max: 9, isRequired: false }),
    lead: view('organisation'),
    helpers: view('organisations'),
    who: view('staff'),
    categoryId: view('category'),
    score: view('score'),
  };
  const fields = formFieldsOf(asks, { lead: '为什么' });
  expect(fields.map(({ key }) => key)).toEqual(Object.keys(asks));
  expect(fields.map(({ kind }) => kind)).toEqual([
    'choice',
    'text',
    'text',
    'choice',
    'yes-no',
    'number',
    'date',
    'files',
    'pick',
    'pick',
    'pick',
    'pick',
    'score',
  ]);
  expect(fields[0]).toMatchObject({ look: 'chips', options: [{ value: 'wrong-unit', label }] });
  expect(fields.slice(1, 3).map((field) => field.kind === 'text' && field.lines)).toEqual([3, 1]);
  expect(fields[7]).toMatchObject({ accept: 'image/*', max: 9, required: false });
  expect(fields[8]).toMatchObject({ from: 'organisation', hint: '为什么' });
  expect(fields[9]).toMatchObject({ from: 'organisation', many: true });
});

test('a reason without chips is written', () => {
  expect(formFieldsOf({ reason: view('reason', { chips: [] }) })[0]).toMatchObject({ kind: 'text', max: 60 });
});

test('what was picked goes out as ids, what was left empty stays out', () => {
  const asks = {
    lead: view('organisation'),
    helpers: view('organisations'),
    categoryId: view('category'),
    photos: view('files'),
    isSolved: view('flag'),
    words: view('text'),
  };
  const values = {
    lead: { ref: 'u1', name: '物业' },
    helpers: [{ ref: 'u2', name: '城管' }],
    categoryId: { ref: '101', name: '路灯' },
    photos: [{ id: 'f1', name: 'a.jpg' }],
    isSolved: false,
    stray: 'x',
  };
  expect(inputOf(asks, values)).toEqual({
    lead: 'u1',
    helpers: ['u2'],
    categoryId: 101,
    photos: ['f1'],
    isSolved: false,
  });
});

test('suggested units are filled in by name; one whose name is unknown is left to find', () => {
  const asks = { lead: view('organisation'), helpers: view('organisations'), urgency: view('choice') };
  const suggests = { lead: 'u1', helpers: ['u2', 'u3'], urgency: 'urgent' };
  expect(idsSuggested(asks, suggests)).toEqual(['u1', 'u2', 'u3']);
  expect(idsSuggested(asks, {})).toEqual([]);
  const names = new Map([
    ['u1', '物业'],
    ['u3', '环卫'],
  ]);
  expect(valuesSuggested(asks, suggests, names)).toEqual({
    lead: { ref: 'u1', name: '物业' },
    helpers: [{ ref: 'u3', name: '环卫' }],
    urgency: 'urgent',
  });
});

test('why a unit is filled in stands beside it; where none is known, what to do stands there', () => {
  const asks = {
    words: view('text', { isRequired: false }),
    lead: view('organisation'),
    helpers: view('organisations'),
  };
  const say = (why: string) => `已填好：${why}`;
  const unit = { ref: 'u1', name: '物业' };
  expect(hintsSuggested(asks, { lead: unit }, '职责清单', say)).toEqual({ lead: '已填好：职责清单' });
  expect(hintsSuggested(asks, {}, '还没有单位负责', say)).toEqual({ lead: '还没有单位负责' });
  expect(hintsSuggested({ words: asks.words }, {}, '还没有单位负责', say)).toEqual({});
  expect(hintsSuggested(asks, { lead: unit }, undefined, say)).toEqual({});
});
