import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isDeclarable } from './declarations.ts';
import { readSheetCode, writeSheetCode } from './door-sheet.ts';

const tag = 'f'.repeat(20);

it('reads what it writes on a sheet, and nothing else', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 40 }), fc.uuid(), (communityId, houseId) => {
      expect(readSheetCode(writeSheetCode({ communityId, houseId }, tag))).toEqual({ communityId, houseId, tag });
    }),
  );
  fc.assert(
    fc.property(fc.string(), (words) => {
      expect(readSheetCode(words)).toBeUndefined();
    }),
  );
  expect(readSheetCode(`0-${'0'.repeat(32)}-${tag}`)).toBeUndefined();
});

it('takes the day of a move a year back and a month ahead', () => {
  const today = '2026-03-04';
  expect(['2025-03-03', '2025-03-04', '2026-04-04', '2026-04-05'].map((on) => isDeclarable(on, today))).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(isDeclarable('2025-03-02', today)).toBe(false);
});
