import { expect, it } from 'vitest';
import { passwordCore, passwordCores, passwordFault } from './password.ts';

it('takes long passwords of three kinds', () => {
  for (const good of ['Riverside-27', 'xiao3 qiao+LIU', '春江潮水Lian7海平月x', 'aB3456789012x'])
    expect(passwordFault(good, 'wangfang'), good).toBeUndefined();
});

it('says why it takes no others', () => {
  for (const bad of [
    'Short-1',
    'lowercase-only',
    '1234567890',
    'Wangfang-2026',
    'WANGFANG-x27a',
    'Password-2026',
    'Aaaaaa-11111',
    `A1-${'x'.repeat(200)}`,
  ])
    expect(passwordFault(bad, 'wangfang')?.zh, bad).toMatch(/。$/);
});

it('sees through full-width writing', () => {
  expect(passwordFault('ＷＡＮＧｆａｎｇ-27', 'wangfang')).toBeDefined();
});

it('finds what a password comes down to without case, digits, signs and disguise', () => {
  expect(passwordCore('2026-Dragon!!')).toBe('dragon');
  expect(passwordCore('ＤＲＡＧＯＮ-27')).toBe('dragon');
  expect(passwordCore('Ab1-20260102')).toBe('');
  expect(passwordCores('M1ch3ll3-2026')).toEqual(['m1ch3ll', 'michell']);
  expect(passwordCores('$t@rwars-77')).toContain('tarwars');
  expect(passwordCores('DragonDragon1')).toEqual(['dragondragon', 'dragon']);
  expect(passwordCores('1234567890-')).toEqual([]);
});
