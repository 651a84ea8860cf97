import { expect, test } from 'vitest';
import { targetOf } from './sign-in-target.ts';

test('a path of the surface is gone back to with its filters', () => {
  expect(targetOf('/cases?tab=mine&q=%E7%94%B5%E6%A2%AF')).toBe('/cases?tab=mine&q=%E7%94%B5%E6%A2%AF');
  expect(targetOf('/tasks/7-0199#way')).toBe('/tasks/7-0199#way');
});

test.each([
  undefined,
  '',
  'cases',
  '//evil.example/',
  'https://evil.example/',
  'javascript:alert(1)',
  '/\\evil.example',
  '/\t/evil.example',
  '/a/..//evil.example',
  '/sign-in?next=/sign-in',
])('%j leads to the first page', (asked) => {
  expect(targetOf(asked)).toBe('/');
});
