import { expect, it } from 'vitest';
import { hostOf, socketSetting } from './socket.ts';

it('keeps a comma, a blank and a quote of the folder in its name', () => {
  expect(socketSetting('/srv/a, b/"db"')).toBe('"/srv/a, b/""db"""');
});

it('leaves a folder without a socket whose path would not fit, counted in bytes', () => {
  expect(socketSetting(`/${'d'.repeat(87)}`)).not.toBe('');
  expect(socketSetting(`/${'d'.repeat(88)}`)).toBe('');
  expect(socketSetting(`/${'邻'.repeat(30)}`)).toBe('');
});

it('names the address of this machine where a server has no socket', () => {
  expect(hostOf({ dir: '/nowhere/at all', port: 5432 })).toBe('127.0.0.1');
});
