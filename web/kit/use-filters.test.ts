import { expect, test } from 'vitest';
import { apart, holdsNumber } from './use-filters.ts';

test('a number is told from a name, however it is typed', () => {
  for (const number of ['19400000001', '440099194912310023', '139 1234 5678', '１３９１２３４', '0756-8888888'])
    expect(holdsNumber(number), number).toBe(true);
  for (const name of ['张三', '王 3', 'Anna', '3-2-501']) expect(holdsNumber(name), name).toBe(false);
});

test('a number that is searched by stays out of the address, and takes the word before it away; ids and choices stand there', () => {
  expect(apart({ q: '19400000001', area: '110000001' })).toEqual({
    inAddress: { q: undefined, area: '110000001' },
    inMemory: { q: '19400000001', area: undefined },
  });
  expect(apart({ phone: '139 1234 5678' }).inAddress).toEqual({ phone: undefined });
  expect(apart({ q: '张三' })).toEqual({ inAddress: { q: '张三' }, inMemory: { q: undefined } });
  expect(apart({ q: undefined })).toEqual({ inAddress: { q: undefined }, inMemory: { q: undefined } });
});
