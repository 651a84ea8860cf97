import { expect, test } from 'vitest';
import { type FormField, fieldOfPath, filledValues, isBlank, issueOf } from './fields.ts';

const words: FormField = { key: 'words', kind: 'text', label: 'w', required: true, max: 5 };
const count: FormField = { key: 'count', kind: 'number', label: 'n', min: 1, max: 9, whole: true };
const day: FormField = { key: 'day', kind: 'date', label: 'd', notBefore: '2026-11-22' };
const photos: FormField = { key: 'photos', kind: 'files', label: 'p', min: 1, max: 2 };

test('blank means: nothing a person would call an answer', () => {
  for (const blank of [undefined, null, '', '  ', [], { address: ' ' }]) expect(isBlank(blank)).toBe(true);
  for (const filled of ['x', 0, false, ['a'], { address: '', lon: 1, lat: 2 }]) expect(isBlank(filled)).toBe(false);
});

test('each kind names its own fault', () => {
  expect(issueOf(words, '   ')).toEqual({ issue: 'required' });
  expect(issueOf(words, '六个字太长了')).toEqual({ issue: 'too-long', limit: 5 });
  expect(issueOf(count, undefined)).toBeUndefined();
  expect(issueOf(count, 0)).toEqual({ issue: 'too-small', limit: 1 });
  expect(issueOf(count, 10)).toEqual({ issue: 'too-large', limit: 9 });
  expect(issueOf(count, 1.5)).toEqual({ issue: 'not-whole' });
  expect(issueOf(day, '2026-11-21')).toEqual({ issue: 'too-early', day: '2026-11-22' });
  expect(issueOf(photos, [{ id: '1' }, { id: '2' }, { id: '3' }])).toEqual({ issue: 'too-many', limit: 2 });
});

test('what is hidden or empty is not sent', () => {
  const more: FormField = { key: 'more', kind: 'text', label: 'm', when: (values) => values['count'] === 2 };
  const fields = [words, count, more];
  expect(filledValues(fields, { words: ' 灯 ', count: 1, more: 'x' })).toEqual({ words: '灯', count: 1 });
  expect(filledValues(fields, { words: '', count: 2, more: 'x' })).toEqual({ count: 2, more: 'x' });
});

test('a path of the server finds its field', () => {
  const fields = [words, photos];
  expect(fieldOfPath(fields, 'input.words')).toBe(words);
  expect(fieldOfPath(fields, 'photos.0')).toBe(photos);
  expect(fieldOfPath(fields, '/input/words')).toBe(words);
  expect(fieldOfPath(fields, 'other')).toBeUndefined();
  // One that stands among others under a name of its own.
  const hurt: FormField = { key: '106:hurt', path: 'answers.hurt', kind: 'yes-no', label: 'h' };
  const also: FormField = { key: '106:words', path: 'answers.words', kind: 'text', label: 'a' };
  expect(fieldOfPath([words, hurt, also], 'answers.words')).toBe(also);
  expect(fieldOfPath([words, hurt, also], 'fields.answers.hurt')).toBe(hurt);
  expect(fieldOfPath([hurt, also, words], 'words')).toBe(words);
  expect(fieldOfPath([hurt], 'answers.more')).toBeUndefined();
});
