import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { toMs } from '../../../domain/calendar/instant.ts';

/** RFC 6238 as every authenticator app understands it: HMAC-SHA-1, six digits, steps of thirty seconds. */
const stepMs = 30_000;
const digits = 6;
/** A clock may be one step off, before or behind. */
const drift = 1;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new secret of 160 bits (RFC 4226 §4). */
export function newTotpSecret(): Buffer {
  return randomBytes(20);
}

/** RFC 4648 base32 without padding, as the apps take it. */
export function toBase32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((part) => alphabet[Number.parseInt(part.padEnd(5, '0'), 2)]).join('');
}

/** The step an instant lies in. */
export function totpStep(now: string): number {
  return Math.floor(toMs(now) / stepMs);
}

/** The code of a step. */
export function totpCode(secret: Uint8Array, step: number, length: number = digits): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', secret).update(counter).digest();
  const offset = (hash.at(-1) as number) & 0xf;
  return String((hash.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** length).padStart(length, '0');
}

/**
 * The step a code belongs to, if it is right now or one step off.
 * @param lastStep the newest step whose code was taken: it and all before it are spent
 */
export function matchTotp(secret: Uint8Array, code: string, now: string, lastStep: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const typed = Buffer.from(code);
  const current = totpStep(now);
  for (let step = current - drift; step <= current + drift; step += 1)
    if (step > lastStep && timingSafeEqual(Buffer.from(totpCode(secret, step)), typed)) return step;
  return undefined;
}

/** What an app reads from the QR code. */
export function totpAddress(secret: Uint8Array, account: string, issuer: string): string {
  const query = new URLSearchParams({ secret: toBase32(secret), issuer, algorithm: 'SHA1', digits: '6', period: '30' });
  return `otpauth://totp/${encodeURIComponent(issuer)}:${encodeURIComponent(account)}?${query}`;
}
