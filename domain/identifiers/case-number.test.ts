import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCaseNumber, parseCaseNumber } from './case-number.ts';

const parts = fc.record({
  community: fc.integer({ min: 1, max: 999_999 }),
  day: fc
    .tuple(fc.integer({ min: 2020, max: 2099 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([y, m, d]) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`),
  serial: fc.integer({ min: 1, max: 99_999 }),
});
const isRight = (number: string) => parseCaseNumber(number).ok;

describe('case numbers', () => {
  it('writes and reads back', () => {
    expect(formatCaseNumber({ community: 12, day: '2026-11-20', serial: 42 })).toMatch(/^12-261120-0042-\d$/);
    fc.assert(
      fc.property(parts, (given) => {
        const number = formatCaseNumber(given);
        expect(parseCaseNumber(number)).toEqual({ ok: true, normalized: number, ...given });
      }),
    );
  });

  it('reads what people type', () => {
    const number = formatCaseNumber({ community: 12, day: '2026-11-20', serial: 42 });
    for (const typed of [
      ` ${number} `,
      number.replaceAll('-', ' '),
      number.replaceAll('-', '－'),
      number.replaceAll('-', ' – '),
    ])
      expect(parseCaseNumber(typed)).toMatchObject({ ok: true, normalized: number });
  });

  it('refuses other forms and days that do not exist', () => {
    for (const typed of ['', '12', '12-261120-0042', '0-261120-0042-1', '12-261120-42-7', 'x'.repeat(10_000)])
      expect(parseCaseNumber(typed)).toEqual({ ok: false, code: 'case-number-form' });
    expect(isRight(formatCaseNumber({ community: 12, day: '2026-02-30', serial: 1 }))).toBe(false);
  });

  it('refuses every single wrong digit, check digit included', () => {
    fc.assert(
      fc.property(parts, fc.nat(), fc.integer({ min: 1, max: 9 }), (given, pick, shift) => {
        const number = formatCaseNumber(given);
        const places = [...number].flatMap((character, at) => (character === '-' ? [] : [at]));
        const at = places[pick % places.length] ?? 0;
        const wrong = String((Number(number[at]) + shift) % 10);
        expect(isRight(number.slice(0, at) + wrong + number.slice(at + 1))).toBe(false);
      }),
    );
  });

  it('refuses every swap of two neighbouring digits, also across a dash', () => {
    fc.assert(
      fc.property(parts, fc.nat(), (given, pick) => {
        const number = formatCaseNumber(given);
        const places = [...number].flatMap((character, at) => (character === '-' ? [] : [at]));
        const which = pick % (places.length - 1);
        const [a, b] = [places[which] ?? 0, places[which + 1] ?? 0];
        fc.pre(number[a] !== number[b]);
        const swapped = [...number];
        [swapped[a], swapped[b]] = [number.charAt(b), number.charAt(a)];
        expect(isRight(swapped.join(''))).toBe(false);
      }),
    );
  });
});
