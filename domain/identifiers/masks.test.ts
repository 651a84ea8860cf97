import { describe, expect, it } from 'vitest';
import { maskIdNumber, maskName, maskPhone } from './masks.ts';

describe('masks', () => {
  it('keep the ends of a number and hide a short one whole', () => {
    expect(maskIdNumber('11010519491231002X')).toBe('110*************2X');
    expect(maskIdNumber('12345')).toBe('***');
    expect(maskPhone('14212345678')).toBe('142****5678');
    expect(maskPhone('12345')).toBe('***');
  });

  it('keep the first character of a name', () => {
    expect(maskName('张三丰')).toBe('张**');
    expect(maskName('张')).toBe('张*');
    expect(maskName('𠮷田')).toBe('𠮷*');
    expect(maskName('')).toBe('');
  });
});
