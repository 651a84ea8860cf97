import { expect, test } from 'vitest';
import type { FieldView } from '../../../../contract/case-views.ts';
import { strictAsks } from './step-rules.ts';

const label = { zh: '', en: '' };
const asks: Readonly<Record<string, FieldView>> = {
  words: { kind: 'text', label, isRequired: true },
  reply: { kind: 'text', label, isRequired: false },
  photos: { kind: 'files', label, isRequired: false, media: 'image' },
};
const why = { zh: '前后对比', en: 'Before and after' };
const required = (given: Readonly<Record<string, FieldView>>) =>
  Object.keys(given).filter((key) => given[key]?.isRequired);

test('whoever asked is answered, and a photo goes where the rule wants one, with its why', () => {
  const both = strictAsks('done', asks, { hasDemand: true }, { photo: 'at-done', photoWhy: why });
  expect(required(both.asks)).toEqual(['words', 'reply', 'photos']);
  expect(both.hints).toEqual({ photos: why });
});

test('nothing more is asked of a matter one found oneself, in a category without a photo', () => {
  const none = strictAsks('done', asks, { hasDemand: false }, { photo: 'at-report', photoWhy: why });
  expect(required(none.asks)).toEqual(['words']);
  expect(none.hints).toEqual({});
  expect(required(strictAsks('done', asks, { hasDemand: false }, undefined).asks)).toEqual(['words']);
});

test('other steps are asked as they are', () => {
  expect(required(strictAsks('note', asks, { hasDemand: true }, { photo: 'at-done', photoWhy: why }).asks)).toEqual([
    'words',
  ]);
});
