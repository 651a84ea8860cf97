import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditCodeCheckCharacter, parseCreditCode } from './credit-code.ts';

const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const code = fc
  .tuple(
    fc.constantFrom('11', '52', '91', '92', '93', 'N1'),
    fc.integer({ min: 110000, max: 659999 }),
    fc.array(fc.constantFrom(...alphabet), { minLength: 9, maxLength: 9 }),
  )
  .map(([kind, division, organisation]) => kind + division + organisation.join(''))
  .map((first17) => first17 + creditCodeCheckCharacter(first17));
const codeOf = (value: string | null) => {
  const verdict = parseCreditCode(value);
  return verdict.ok ? 'ok' : verdict.code;
};

describe('unified social credit codes (GB 32100)', () => {
  it('reads the published example however it is written', () => {
    const expected = {
      ok: true,
      normalized: '91350100M000100Y43',
      registrar: '9',
      divisionCode: '350100',
      organisationCode: 'M000100Y4',
    };
    expect(parseCreditCode('91350100M000100Y43')).toEqual(expected);
    expect(parseCreditCode(' 91350100-m000100y4-3 ')).toEqual(expected);
    expect(parseCreditCode('９１３５０１００Ｍ０００１００Ｙ４３')).toEqual(expected);
  });

  it('says why a code is refused', () => {
    expect(codeOf(null)).toBe('credit-code-missing');
    expect(codeOf('91350100M000100Y4')).toBe('credit-code-length');
    expect(codeOf('91350100M0O0100Y43')).toBe('credit-code-characters');
    expect(codeOf('91350100M000100Y44')).toBe('credit-code-check-digit');
  });

  it('refuses every code with one wrong character or two neighbours swapped', () => {
    fc.assert(
      fc.property(code, fc.integer({ min: 0, max: 17 }), fc.constantFrom(...alphabet), (right, at, character) => {
        expect(codeOf(right)).toBe('ok');
        fc.pre(right[at] !== character);
        expect(codeOf(right.slice(0, at) + character + right.slice(at + 1))).not.toBe('ok');
      }),
    );
    fc.assert(
      fc.property(code, fc.integer({ min: 0, max: 15 }), (right, at) => {
        const [a, b] = [right.charAt(at), right.charAt(at + 1)];
        fc.pre(a !== b);
        expect(codeOf(right.slice(0, at) + b + a + right.slice(at + 2))).not.toBe('ok');
      }),
    );
  });
});
