import { expect, it } from 'vitest';
import type { Turn } from './define.ts';
import { atAnotherHour } from './guards.ts';

const turn = (calledAt: string | undefined, attempts: number, now: string): Turn =>
  ({ case: { fields: { calledAt }, tallies: { attempts } }, world: { now } }) as unknown as Turn;

it('lets attempts to call lie at least two hours apart, whatever was done between them', () => {
  const called = '2026-11-23T02:30:00.000Z';
  expect(atAnotherHour(turn(undefined, 0, called))).toBeNull();
  expect(atAnotherHour(turn(called, 1, '2026-11-23T04:29:00.000Z'))).toMatchObject({
    code: 'case.same-hour',
    text: { zh: expect.stringContaining('11-23 12:30') },
  });
  expect(atAnotherHour(turn(called, 1, '2026-11-23T04:30:00.000Z'))).toBeNull();
});
