import { expect, test } from 'vitest';
import { namesToDrop, shellName } from './shell-caches.ts';

test('a build is named by its files, and only by them', () => {
  const files = ['/assets/a-1.js ', '/field/index.html 81ab'];
  expect(shellName(files)).toBe(shellName([...files]));
  expect(shellName(files)).not.toBe(shellName(['/assets/a-1.js ', '/field/index.html 81ac']));
});

test('the build before stays for pages that are still open; older ones go, and nothing of others', () => {
  const [one, two, three] = ['1', '2', '3'].map((n) => shellName([n]));
  expect(namesToDrop([one ?? '', two ?? '', 'somebody-else', three ?? ''], three ?? '')).toEqual([one]);
  expect(namesToDrop([one ?? '', two ?? ''], two ?? '')).toEqual([]);
});
