import { expect, test } from 'vitest';
import { viewDeadline } from './deadline.ts';

const now = new Date('2026-11-22T10:00:00+08:00');

test('a running clock is far, then near in its last fifth, then late', () => {
  const started = '2026-11-22T06:00:00+08:00';
  expect(viewDeadline({ started, due: '2026-11-22T16:00:00+08:00' }, now).state).toBe('ok');
  expect(viewDeadline({ started, due: '2026-11-22T10:50:00+08:00' }, now).state).toBe('near');
  expect(viewDeadline({ started, due: '2026-11-22T09:35:00+08:00' }, now)).toEqual({ state: 'late', ms: 25 * 60_000 });
});

test('a clock of many days is near in its last day, not in its last days', () => {
  const started = '2026-10-01T00:00:00+08:00';
  expect(viewDeadline({ started, due: '2026-11-24T10:00:00+08:00' }, now).state).toBe('ok');
  expect(viewDeadline({ started, due: '2026-11-23T09:00:00+08:00' }, now).state).toBe('near');
});

test('without a start the last two hours are near, and the very moment is not late', () => {
  expect(viewDeadline({ due: '2026-11-22T12:00:00+08:00' }, now).state).toBe('near');
  expect(viewDeadline({ due: '2026-11-22T12:01:00+08:00' }, now).state).toBe('ok');
  expect(viewDeadline({ due: now.toISOString() }, now).state).toBe('near');
});

test('a stopped clock is met or missed and no longer moves', () => {
  const due = '2026-11-22T09:00:00+08:00';
  expect(viewDeadline({ due, finished: '2026-11-22T08:30:00+08:00' }, now).state).toBe('met');
  expect(viewDeadline({ due, finished: '2026-11-22T09:25:00+08:00' }, now)).toEqual({
    state: 'missed',
    ms: 25 * 60_000,
  });
});

test('the server, which counts working time, has the say over near and deferred, never over late', () => {
  const due = '2026-11-22T10:30:00+08:00';
  expect(viewDeadline({ due, mood: 'calm' }, now).state).toBe('ok');
  expect(viewDeadline({ due: '2026-11-25T10:00:00+08:00', mood: 'soon' }, now).state).toBe('near');
  expect(viewDeadline({ due, mood: 'deferred' }, now).state).toBe('deferred');
  expect(viewDeadline({ due: '2026-11-22T09:59:00+08:00', mood: 'soon' }, now).state).toBe('late');
});
