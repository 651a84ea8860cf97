import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatPaperCode, readPaperCode, readPaperNumber } from './paper-number.ts';

it('prints eighty bits as sixteen signs, and reads them as people copy them', () => {
  expect(formatPaperCode(new Uint8Array(16))).toBe('0000-0000-0000-0000');
  expect(formatPaperCode(new Uint8Array(16).fill(255))).toBe('ZZZZ-ZZZZ-ZZZZ-ZZZZ');
  expect(readPaperCode('　ｏil0 abcd ｗｘｙｚ－2345')).toBe('0110-ABCD-WXYZ-2345');
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 16 }), (hash) => {
      const code = formatPaperCode(hash);
      expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
      expect(readPaperCode(code.toLowerCase().replaceAll('-', ' '))).toBe(code);
    }),
  );
});

it('knows a paper by the number of its case', () => {
  expect(readPaperNumber('12－261120－0042－7 － 01')).toEqual({
    number: '12-261120-0042-7-01',
    caseNumber: '12-261120-0042-7',
    community: 12,
  });
  for (const wrong of ['12-261120-0042-7', '12-261120-0042-8-01', '', '01', '12-261120-0042-7-x'])
    expect(readPaperNumber(wrong), wrong).toBeUndefined();
});
