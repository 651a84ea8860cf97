import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  citizenIdCheckCharacter,
  composeCitizenId,
  parseCitizenId,
  provincePrefixes,
  unassignedDivisionCode,
} from './citizen-id.ts';

const day = fc
  .tuple(fc.integer({ min: 1900, max: 2025 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([y, m, d]) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`);
const division = fc
  .tuple(fc.constantFrom(...provincePrefixes), fc.integer({ min: 0, max: 9999 }))
  .map(([province, rest]) => province + String(rest).padStart(4, '0'));
const id = fc
  .tuple(division, day, fc.integer({ min: 1, max: 999 }))
  .map(([code, birthOn, serial]) => ({ birthOn, code, serial, number: composeCitizenId(code, birthOn, serial) }));

const codeOf = (value: string | number | null, options = {}) => {
  const verdict = parseCitizenId(value, options);
  return verdict.ok ? 'ok' : verdict.code;
};

describe('citizen id numbers (GB 11643)', () => {
  it('reads the parts of the published example', () => {
    expect(parseCitizenId('11010519491231002X')).toEqual({
      ok: true,
      kind: 'resident',
      normalized: '11010519491231002X',
      sexCode: '2',
      birthOn: '1949-12-31',
      divisionCode: '110105',
      wasFifteen: false,
      mayBeRounded: false,
    });
  });

  it('reads numbers as ledgers write them', () => {
    for (const written of [
      '11010519491231002x',
      ' 110105 19491231 002X ',
      '１１０１０５１９４９１２３１００２Ｘ',
      "'11010519491231002X",
      '110105-19491231-002X',
      '\u200b11010519491231002X\ufeff',
    ])
      expect(parseCitizenId(written)).toMatchObject({ ok: true, normalized: '11010519491231002X' });
  });

  it('brings 15 digits to 18, also where a spreadsheet holds them as a number', () => {
    const expected = { ok: true, normalized: '11010519491231002X', wasFifteen: true, birthOn: '1949-12-31' };
    expect(parseCitizenId('110105491231002')).toMatchObject(expected);
    expect(parseCitizenId(110105491231002)).toMatchObject(expected);
    // Serials from 996 were kept for those over a hundred.
    expect(parseCitizenId('110105891231998')).toMatchObject({ ok: true, birthOn: '1889-12-31' });
  });

  it('knows permits of Hong Kong, Macau and Taiwan residents and of foreigners', () => {
    expect(parseCitizenId('83000019830101001X')).toMatchObject({ ok: true, kind: 'taiwan', divisionCode: '830000' });
    expect(parseCitizenId(composeCitizenId('810000', '1990-01-01', 12))).toMatchObject({
      kind: 'hong-kong',
      sexCode: '2',
    });
    expect(parseCitizenId(composeCitizenId('820000', '1990-01-01', 13))).toMatchObject({ kind: 'macau', sexCode: '1' });
    expect(parseCitizenId('911124198108030024')).toMatchObject({
      ok: true,
      kind: 'foreigner',
      divisionCode: '110000',
      nationality: '124',
      birthOn: '1981-08-03',
    });
  });

  it('says why a number is refused', () => {
    expect(codeOf(null)).toBe('id-missing');
    expect(codeOf('  ')).toBe('id-missing');
    expect(codeOf('1101051949123100')).toBe('id-length');
    expect(codeOf('11010519491231O02X')).toBe('id-characters');
    expect(codeOf('110105********002X')).toBe('id-masked');
    expect(codeOf('110105194912310021')).toBe('id-check-digit');
    expect(codeOf(composeCitizenId('990105', '1949-12-31', 2))).toBe('id-division');
    expect(codeOf(composeCitizenId('110105', '1949-02-29', 2))).toBe('id-birth-date');
    expect(codeOf(composeCitizenId('110105', '2030-01-01', 2), { today: '2026-11-20' })).toBe('id-birth-date');
    expect(codeOf('110105991331002')).toBe('id-birth-date');
  });

  it('recognises digits a spreadsheet has lost', () => {
    expect(codeOf(430102200904288100)).toBe('id-precision-lost');
    expect(codeOf(Number('440703197802117771'))).toBe('id-precision-lost');
    expect(codeOf('4.40703E+17')).toBe('id-precision-lost');
    expect(codeOf('440703197802117000')).toBe('id-precision-lost');
    expect(codeOf('440703197802117760.0')).toBe('id-precision-lost');
    // The same digits in a typed text cell are somebody's slip; without cell types they are the mark of a double.
    expect(codeOf('440703197802117760')).toBe('id-check-digit');
    expect(codeOf('440703197802117760', { cell: 'untyped' })).toBe('id-precision-lost');
  });

  it('marks a right number that ends in 000, for it may be a rounded one', () => {
    const serial = Array.from({ length: 10 }, (_, i) => i * 100).find((n) =>
      composeCitizenId('440103', '1976-05-04', n).endsWith('000'),
    );
    expect(serial).toBeDefined();
    const number = composeCitizenId('440103', '1976-05-04', serial ?? 0);
    expect(parseCitizenId(number)).toMatchObject({ ok: true, mayBeRounded: true });
  });

  it('gives back what it was composed of', () => {
    fc.assert(
      fc.property(id, ({ code, birthOn, serial, number }) => {
        expect(parseCitizenId(number)).toMatchObject({
          ok: true,
          normalized: number,
          birthOn,
          divisionCode: code,
          sexCode: serial % 2 ? '1' : '2',
        });
      }),
    );
    expect(codeOf(composeCitizenId(unassignedDivisionCode, '1990-06-15', 7))).toBe('ok');
  });

  it('refuses every number with one wrong digit or two neighbours swapped', () => {
    fc.assert(
      fc.property(id, fc.integer({ min: 0, max: 17 }), fc.constantFrom(...'0123456789X'), ({ number }, at, digit) => {
        fc.pre(number[at] !== digit);
        expect(codeOf(number.slice(0, at) + digit + number.slice(at + 1))).not.toBe('ok');
      }),
    );
    fc.assert(
      fc.property(id, fc.integer({ min: 0, max: 16 }), ({ number }, at) => {
        const [a, b] = [number.charAt(at), number.charAt(at + 1)];
        fc.pre(a !== b);
        expect(codeOf(number.slice(0, at) + b + a + number.slice(at + 2))).not.toBe('ok');
      }),
    );
  });

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), fc.double(), fc.integer()), (value) => {
        return typeof parseCitizenId(value).ok === 'boolean';
      }),
    );
  });

  it('computes the check character of GB 11643', () => {
    expect(citizenIdCheckCharacter('11010519491231002')).toBe('X');
    expect(citizenIdCheckCharacter('91112419810803002')).toBe('4');
  });
});
