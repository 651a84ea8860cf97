import { expect, it } from 'vitest';
import { passwordFault } from './password.ts';

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
