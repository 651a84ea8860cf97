import { expect, it } from 'vitest';
import { Refusal } from '../refusals.ts';
import { assertYearAtMost } from './period.ts';

/** The fields a period is refused by; none where it is fine. */
function refused(from: string, to: string, field: 'from' | 'to'): readonly string[] {
  try {
    assertYearAtMost({ from, to }, field);
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [error.code, ...(error.details.fields ?? []).map(({ path }) => path)];
  }
}

it('takes a period of a day and of a leap year', () => {
  expect(refused('2026-03-01', '2026-03-01', 'from')).toEqual([]);
  expect(refused('2024-01-01', '2024-12-31', 'to')).toEqual([]);
});

it('refuses a longer one and one that ends before it begins, by the field that is to be set right', () => {
  expect(refused('2024-01-01', '2025-01-01', 'from')).toEqual(['request.invalid', 'from']);
  expect(refused('2026-03-02', '2026-03-01', 'to')).toEqual(['request.invalid', 'to']);
});
