import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { doorCode, doorPurposes, doorStep, isDoorPurpose, readDoorCode, writeDoorCode } from './door-code.ts';
import { bareMessage, dialled, messageDigest, signsOf } from './message-words.ts';
import { hmacSha256, sha256, toHex } from './sha256.ts';

const bytes = (max: number) => fc.uint8Array({ minLength: 0, maxLength: max });
const keys = fc.uint8Array({ minLength: 16, maxLength: 16 });
const claims = fc.record({
  communityId: fc.integer({ min: 1, max: 999_999_999_999 }),
  purpose: fc.constantFrom(...Object.keys(doorPurposes).filter(isDoorPurpose)),
  step: fc.nat({ max: 60_000_000 }),
});
const macOf = (key: Uint8Array) => (message: Uint8Array) => hmacSha256(key, message);

it('hashes as every other machine does', () => {
  fc.assert(
    fc.property(bytes(300), keys, (message, key) => {
      expect(toHex(sha256(message))).toBe(createHash('sha256').update(message).digest('hex'));
      expect(toHex(hmacSha256(key, message))).toBe(createHmac('sha256', key).update(message).digest('hex'));
    }),
  );
});

it('makes the same code on the phone and on the server, and another for every other key, place, purpose and minute', () => {
  fc.assert(
    fc.property(claims, claims, keys, keys, (claim, other, key, otherKey) => {
      const code = doorCode(macOf(key), claim);
      expect(code.digits).toMatch(/^\d{6}$/);
      expect(doorCode((message) => createHmac('sha256', key).update(message).digest(), claim)).toEqual(code);
      expect(readDoorCode(writeDoorCode(claim, code))).toEqual({ ...claim, tag: code.tag });
      if (toHex(key) !== toHex(otherKey)) expect(doorCode(macOf(otherKey), claim).tag).not.toBe(code.tag);
      if (JSON.stringify(claim) !== JSON.stringify(other)) expect(doorCode(macOf(key), other).tag).not.toBe(code.tag);
    }),
  );
});

it('spreads its digits evenly, and tells nothing of them in the QR code', () => {
  const key = new Uint8Array(16).fill(7);
  const seen = Array.from({ length: 4000 }, (_, step) => doorCode(macOf(key), { communityId: 11, purpose: 'v', step }));
  expect(new Set(seen.map(({ digits }) => digits)).size).toBeGreaterThan(3980);
  for (const place of [0, 1, 2, 3, 4, 5]) {
    const counts = new Map<string, number>();
    for (const { digits } of seen) counts.set(digits[place] as string, (counts.get(digits[place] as string) ?? 0) + 1);
    for (const count of counts.values()) expect(count).toBeGreaterThan(300);
  }
  expect(seen.filter(({ digits, tag }) => tag.includes(digits)).length).toBeLessThan(20);
});

it('reads no code out of anything else', () => {
  expect(doorStep(120_000)).toBe(2);
  for (const wrong of [
    '',
    '123456',
    '11-v-1',
    '11-z-1-aaaaaaaaaaaaaaaaaaaaaaaa',
    '11-v-1-AAAAAAAAAAAAAAAAAAAAAAAA',
    '11-v--1-aaaaaaaaaaaaaaaaaaaaaaaa',
  ])
    expect(readDoorCode(wrong)).toBeUndefined();
});

it('compares messages by their words alone', () => {
  const sent = '您反映的事项 11-261122-0001-4 已受理';
  for (const copied of [
    `【邻里】${sent}`,
    `【邻里社区】 ${sent}。\n拒收请回复R`,
    sent.replace(/ /g, '\n'),
    sent.replace('已受理', '已受理 。'),
  ])
    expect(messageDigest(copied), copied).toBe(messageDigest(sent));
  expect(bareMessage('【邻里】A b，c')).toBe('abc');
  expect(messageDigest(sent.replace('0001', '0002'))).not.toBe(messageDigest(sent));
});

it('sees what a message asks for, and does not take a warning for a request', () => {
  expect(signsOf('请点击 http://linli-gov.cn/pay 缴纳保证金，并提供验证码')).toEqual({
    asksForMoney: true,
    asksForCode: true,
    hosts: ['linli-gov.cn'],
    caseNumbers: [],
  });
  expect(signsOf('【邻里】验证码 123456，5 分钟内有效。不要告诉任何人，工作人员也不会向您要。')).toMatchObject({
    asksForMoney: false,
    asksForCode: false,
  });
  expect(signsOf('请不要转账。')).toMatchObject({ asksForMoney: false });
});

it('takes a number as it is dialled', () => {
  expect(dialled('+86 194-0000-0101')).toBe('19400000101');
  expect(dialled('021-5555 0789')).toBe('02155550789');
  expect(dialled('０２１－５５５５')).toBe('0215555');
});
