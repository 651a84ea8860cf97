import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUnassignedMobile, type PhoneOptions, parsePhone, readPhones, unassignedMobilePrefixes } from './phone.ts';

const numbers = (cell: string | number, options?: PhoneOptions) =>
  readPhones(cell, options).phones.map((phone) => phone.normalized);
const mobile = fc
  .tuple(fc.integer({ min: 3, max: 9 }), fc.integer({ min: 0, max: 999_999_999 }))
  .map(([second, rest]) => `1${second}${String(rest).padStart(9, '0')}`);

describe('phone numbers', () => {
  it('reads one mobile however it is written', () => {
    for (const written of [
      '13812345678',
      '138 1234 5678',
      '138-1234-5678',
      '138.1234.5678',
      '138-123-45678',
      '1381-234-5678',
      '１３８１２３４５６７８',
      '+86 13812345678',
      '+8613812345678',
      '0086-13812345678',
      '8613812345678',
      '013812345678',
      "'13812345678",
      '13812345678.0',
      '电话：13812345678',
    ])
      expect(numbers(written)).toEqual(['13812345678']);
    expect(numbers(13812345678)).toEqual(['13812345678']);
  });

  it('reads landlines, toll-free and public numbers', () => {
    expect(numbers('0756-8888888')).toEqual(['0756-8888888']);
    expect(numbers('(0756) 8888 888')).toEqual(['0756-8888888']);
    expect(numbers('(0756)8888888')).toEqual(['0756-8888888']);
    expect(numbers('07568888888')).toEqual(['0756-8888888']);
    expect(numbers('020-8188 1234')).toEqual(['020-81881234']);
    expect(numbers('010 81881234')).toEqual(['010-81881234']);
    expect(numbers('+86 20 8188 1234')).toEqual(['020-81881234']);
    expect(numbers('400-123-4567')).toEqual(['4001234567']);
    expect(numbers('8001234567')).toEqual(['8001234567']);
    expect(numbers('12345')).toEqual(['12345']);
    expect(numbers('8188-1234', { areaCode: '020' })).toEqual(['020-81881234']);
    expect(numbers('8888888')).toEqual(['8888888']);
    expect(readPhones('020-81881234转801').phones).toEqual([
      { kind: 'landline', normalized: '020-81881234', extension: '801' },
    ]);
    expect(readPhones('020-81881234-801').phones[0]?.extension).toBe('801');
  });

  it('reads several numbers of one cell, once each', () => {
    const pair = ['15083150078', '17784375490'];
    for (const between of [' ', ';', '；', '/', '、', '，', ',', '\n', ' / ', '或', '\t', '|', ''])
      expect(numbers(pair.join(between))).toEqual(pair);
    expect(numbers('15083150078、0756-8888888/15083150078')).toEqual(['15083150078', '0756-8888888']);
    expect(numbers('186-3273-6568 186-2976-0424')).toEqual(['18632736568', '18629760424']);
  });

  it('keeps what it cannot read and the words beside', () => {
    expect(readPhones('13812345678（妻）；1381234567')).toEqual({
      phones: [{ kind: 'mobile', normalized: '13812345678' }],
      unread: ['1381234567'],
      remark: '妻',
    });
    expect(readPhones('138123456789').unread).toEqual(['138123456789']);
    expect(readPhones('无')).toEqual({ phones: [], unread: [], remark: '无' });
    expect(readPhones(null)).toEqual({ phones: [], unread: [], remark: '' });
    expect(readPhones('1.39258E+10').unread).not.toEqual([]);
  });

  it('takes exactly one where one is asked', () => {
    const codeOf = (value: string | null) => {
      const verdict = parsePhone(value);
      return verdict.ok ? verdict.normalized : verdict.code;
    };
    expect(codeOf('138 1234 5678')).toBe('13812345678');
    expect(codeOf('')).toBe('phone-missing');
    expect(codeOf('12812345678')).toBe('phone-unreadable');
    expect(codeOf('13812345678 77')).toBe('phone-unreadable');
    expect(codeOf('13812345678 13812345679')).toBe('phone-several');
    expect(codeOf('1.39258E+10')).toBe('phone-precision-lost');
  });

  it('knows the prefixes that reach nobody', () => {
    for (const prefix of unassignedMobilePrefixes) {
      const verdict = parsePhone(`${prefix}00001234`);
      expect(verdict.ok && isUnassignedMobile(verdict)).toBe(true);
    }
    const assigned = parsePhone('13812345678');
    expect(assigned.ok && isUnassignedMobile(assigned)).toBe(false);
  });

  it('loses no mobile of a list, whatever stands between', () => {
    const between = fc.constantFrom(' ', ';', '；', '/', '、', '\n', ' , ', '或', '（子）');
    fc.assert(
      fc.property(fc.uniqueArray(mobile, { minLength: 1, maxLength: 4 }), between, (list, separator) => {
        const read = readPhones(list.join(separator));
        expect(read.phones.map((phone) => phone.normalized)).toEqual(list);
        expect(read.unread).toEqual([]);
      }),
    );
  });

  it('loses no digits of any text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'0123456789 -;（）转x'), { maxLength: 40 }), (characters) => {
        const text = characters.join('');
        const read = readPhones(text);
        const count = (s: string) => (s.match(/\d/g) ?? []).length;
        const kept = read.phones.reduce((n, p) => n + count(p.normalized) + count(p.extension ?? ''), 0);
        if (/\d/.test(text)) expect(kept + read.unread.reduce((n, piece) => n + count(piece), 0)).toBeGreaterThan(0);
      }),
    );
  });
});
