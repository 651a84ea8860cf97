import { expect, test } from 'vitest';
import type { Question } from '../../../domain/case/category.ts';
import { RefusalError } from '../../kit/refusal-error.ts';
import { fieldOfPath, issueOf } from '../../ui/forms/fields.ts';
import { formFieldsOf } from './form-fields.ts';
import {
  answersInput,
  answersShown,
  categoryNamed,
  isAboutAnswers,
  partSheets,
  questionFields,
  withQuestions,
} from './question-fields.ts';

const ask = (key: string, zh: string, more: Partial<Question>): Question => ({
  key,
  label: { zh, en: zh },
  kind: 'flag',
  of: [],
  isRequired: false,
  ...more,
});
const options = [
  { code: 'day', text: { zh: '白天', en: 'By day' } },
  { code: 'night', text: { zh: '夜里', en: 'At night' } },
];
const category = {
  id: 205,
  questions: [
    ask('hurt', '有人受伤吗', { isRequired: true }),
    ask('when', '什么时段', { kind: 'choice', of: options }),
    ask('count', '几辆', { kind: 'number', unit: { zh: '辆', en: 'bikes' }, min: 1, max: 20 }),
    ask('width', '多宽', { kind: 'number', hasDecimals: true }),
    ask('since', '从哪天', { kind: 'day' }),
    ask('home', '哪一户', { kind: 'text' }),
  ],
};
const fields = questionFields(category);
const values = Object.fromEntries(
  fields.map(({ key }, at) => [key, [false, 'night', 3, 0.5, '2026-03-01', ' 302 '][at]]),
);

test('questions are fields of the forms there are, each by the path the server names it', () => {
  expect(fields.map(({ kind, required }) => [kind, required])).toEqual([
    ['yes-no', true],
    ['choice', false],
    ['number', false],
    ['number', false],
    ['date', false],
    ['text', false],
  ]);
  expect(fields[2]).toMatchObject({ min: 1, max: 20, unit: { zh: '辆' }, whole: true });
  expect(fields[3]).toMatchObject({ whole: false });
  expect(
    fields.map((field) => fieldOfPath(fields, `answers.${category.questions[fields.indexOf(field)]?.key}`)),
  ).toEqual(fields);
  expect(issueOf(fields[0] as never, false)).toBeUndefined();
  expect(questionFields(undefined)).toEqual([]);
});

test('a question in other words is another field: an answer to the old ones does not stand under the new', () => {
  const said = { ...category, questions: [ask('hurt', '没有人受伤吧', { isRequired: true })] };
  expect(questionFields(said)[0]?.key).not.toBe(fields[0]?.key);
  expect(answersInput(said, values)).toEqual({});
  expect(questionFields({ ...category, id: 206 })[0]?.key).not.toBe(fields[0]?.key);
});

test('answers go with the marks of their questions; what was left empty is left out', () => {
  const { answers, asked } = answersInput(category, { ...values, [fields[1]?.key ?? '']: undefined }) as Record<
    string,
    object
  >;
  expect(answers).toEqual({ hurt: false, count: 3, width: 0.5, since: '2026-03-01', home: '302' });
  expect(Object.keys(asked ?? {})).toEqual(['hurt', 'count', 'width', 'since', 'home']);
  expect(answersInput(category, {})).toEqual({});
  expect(answersShown(category, values).map(({ label, text }) => `${label.zh}：${text.zh}`)).toEqual([
    '有人受伤吗：否',
    '什么时段：夜里',
    '几辆：3 辆',
    '多宽：0.5',
    '从哪天：2026-03-01',
    '哪一户：302',
  ]);
});

test('a step asks the questions of the category it names, below that; the one the matter has is not asked again', () => {
  const asks = {
    categoryId: { kind: 'category' as const, label: { zh: '类别', en: 'Category' }, isRequired: false },
    words: { kind: 'text' as const, label: { zh: '说明', en: 'Words' }, isRequired: false },
  };
  const named = { categoryId: { ref: '205', name: '噪声' } };
  expect(categoryNamed(asks, named, { categoryId: 106 }, [category])).toBe(category);
  expect(categoryNamed(asks, named, { categoryId: 205 }, [category])).toBeUndefined();
  expect(categoryNamed(asks, {}, { categoryId: null }, [category])).toBeUndefined();
  const own = formFieldsOf(asks);
  expect(withQuestions(own, asks, category).map(({ key }) => key)).toEqual([
    'categoryId',
    ...fields.map(({ key }) => key),
    'words',
  ]);
  expect(withQuestions(own, asks, undefined)).toEqual(own);
});

test('a refusal about an answer is known; answers stand with the category they were given to', () => {
  const refusal = (path: string) =>
    new RefusalError({
      type: '',
      title: '',
      status: 422,
      code: 'request.invalid',
      text: { zh: '', en: '' },
      fields: [{ path, text: { zh: '', en: '' } }],
    });
  expect(isAboutAnswers(refusal('answers.hurt'))).toBe(true);
  expect(isAboutAnswers(refusal('words'))).toBe(false);
  expect(isAboutAnswers(new Error('answers'))).toBe(false);
  const sheet = (categoryId: number) => ({
    categoryId,
    categoryName: null,
    items: [{ key: 'a', label: { zh: '', en: '' }, text: { zh: '', en: '' } }],
  });
  expect(
    partSheets({ categoryId: 2, answers: [sheet(2), sheet(1)] }).before.map(({ categoryId }) => categoryId),
  ).toEqual([1]);
  expect(partSheets({ categoryId: 3, answers: [sheet(2)] }).now).toEqual([]);
});
