import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const page = readFileSync(resolve(root, 'docs/security.md'), 'utf8');
const rows = [...page.matchAll(/^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(([, number, state, words]) => ({
  number: number as string,
  state: (state as string).trim(),
  words: words as string,
}));

/** How many requirements of levels 1 and 2 each chapter of ASVS 5.0.0 has. */
const chapters = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7];

it('the page of security has each requirement of level 2 once, with a state, and says truly how many are of each', () => {
  expect(new Set(rows.map(({ number }) => number)).size).toBe(rows.length);
  const counted = chapters.map((_, n) => rows.filter(({ number }) => number.startsWith(`${n + 1}.`)).length);
  expect(counted).toEqual(chapters);
  const of = (state: string) => rows.filter((row) => row.state === state).length;
  expect(of('met') + of('n/a') + of('open')).toBe(rows.length);
  expect(page).toContain(`${of('met')} are met, ${of('n/a')} do not apply, ${of('open')} are open.`);
});

it('what is met names a test that is there', () => {
  const wrong = rows.filter(({ state, words }) => {
    const named = words.match(/[\w./-]+\.test\.ts/g) ?? [];
    return state === 'met' && (named.length === 0 || named.some((file) => !existsSync(resolve(root, file))));
  });
  expect(wrong).toEqual([]);
});
