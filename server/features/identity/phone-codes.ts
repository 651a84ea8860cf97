import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { Language } from '../../../contract/identity.ts';
import { toIso, toMs } from '../../../domain/calendar/instant.ts';
import { parsePhone } from '../../../domain/identifiers/phone.ts';
import { refuse } from '../../../domain/refusals.ts';
import { fill, text } from '../../../domain/text.ts';
import { settingNow } from '../../access/settings.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import { type Database, noRows, type WriteTx } from '../../kit/db/client.ts';
import { uuidv7 } from '../../kit/ids.ts';
import type { SmsPort } from '../../outside/sms/port.ts';
import { keepProof } from '../../outside/sms/proofs.ts';
import type { Limit, Throttle } from './throttle.ts';

export interface PhoneCodeParts {
  readonly database: Database;
  readonly vault: Vault;
  readonly sms: SmsPort;
  readonly throttle: Throttle;
  readonly now: () => string;
}

const minuteMs = 60_000;
export const codeLifeMs = 5 * minuteMs;
const codeTries = 3;
export const codeAgainMs = minuteMs;

const perPhone: readonly Limit[] = [
  { name: 'code phone minute', times: 1, withinMs: codeAgainMs },
  { name: 'code phone hour', times: 5, withinMs: 60 * minuteMs },
  { name: 'code phone day', times: 10, withinMs: 24 * 60 * minuteMs },
];
const perAddress: Limit = { name: 'code address hour', times: 20, withinMs: 60 * minuteMs };

const codeWords = text(
  '【{name}】验证码 {code}，{minutes} 分钟内有效。不要告诉任何人，工作人员也不会向您要。',
  '[{name}] Your code is {code}. It holds for {minutes} minutes. Tell nobody; our staff never ask for it.',
);

export interface CodeRequest {
  /** As it was typed. */
  readonly phone: string;
  readonly language: Language;
  readonly ip: string;
  /** What the browser keeps that asks: the code is good in it alone. */
  readonly browser: string;
}

/** The digits of a mobile number; refuses anything else. */
export function mobileOf(written: string): string {
  const read = parsePhone(written);
  if (!read.ok || read.kind !== 'mobile') throw refuse('identity.phone-unreadable');
  return read.normalized;
}

/** A mobile number as it may be shown to its owner: first three and last four digits. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}

/**
 * Sends a code of six digits to a phone, in place of one sent before. The answer is the same whether anybody signed in with it before.
 * @refuses identity.phone-unreadable, identity.code-too-soon, identity.code-limit, identity.sms-failed
 */
export async function sendCode(parts: PhoneCodeParts, asked: CodeRequest): Promise<void> {
  const { database, vault, sms, throttle, now } = parts;
  const { ip, language, browser } = asked;
  const phone = mobileOf(asked.phone);
  const fromHere = await throttle.take(perAddress, ip);
  if (!fromHere.isAllowed) throw refuse('identity.code-limit', { minutes: minutes(fromHere.waitMs) });
  for (const limit of perPhone) {
    const taken = await throttle.take(limit, phone);
    if (taken.isAllowed) continue;
    if (limit.withinMs === codeAgainMs)
      throw refuse('identity.code-too-soon', { seconds: Math.ceil(taken.waitMs / 1000) });
    throw refuse('identity.code-limit', { minutes: minutes(taken.waitMs) });
  }
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const at = now();
  const values = {
    codeHash: hashOf(vault, phone, code, browser),
    tries: 0,
    sentAt: at,
    expiresAt: toIso(toMs(at) + codeLifeMs),
  };
  const name = await database.write(noRows, async (db) => {
    await db
      .insertInto('phoneCodes')
      .values({ phoneToken: vault.token('phone', phone), ...values })
      .onConflict((conflict) => conflict.column('phoneToken').doUpdateSet(values))
      .execute();
    return settingNow(db, 'installation.name');
  });
  const parameters = { code, minutes: String(codeLifeMs / minuteMs) };
  const words = fill(codeWords, { ...parameters, name })[language];
  await database.write(noRows, (db) => keepProof(db, vault, { phone, text: words, now: at }));
  await sms.send({ phone, template: 'sign-in-code', text: words, parameters }).catch(() => {
    throw refuse('identity.sms-failed');
  });
}

const minutes = (ms: number): number => Math.ceil(ms / minuteMs);

function hashOf(vault: Vault, phone: string, code: string, browser: string): Buffer {
  return vault.token('code', `${phone}\n${code}\n${browser}`);
}

/**
 * Takes a code back: three tries, once, in the browser that asked for it. Gives the user of that phone, made at the first time.
 * @refuses identity.phone-unreadable, identity.code-elsewhere, identity.code-wrong, identity.code-spent
 */
export async function redeemCode(
  parts: PhoneCodeParts,
  written: string,
  typed: string,
  browser: string | undefined,
): Promise<string> {
  const { database, vault, now } = parts;
  const phone = mobileOf(written);
  // Whoever never asked costs the one who did no try.
  if (browser === undefined) throw refuse('identity.code-elsewhere');
  const phoneToken = vault.token('phone', phone);
  const code = typed.normalize('NFKC').replace(/\s/g, '');
  const left = await database.write(noRows, async (db) => {
    // The try is counted before the code is looked at: of many at once no more than three are answered.
    const { rows } = await sql<{ tries: number }>`
      update phone_codes set tries = tries + 1
      where phone_token = ${phoneToken} and expires_at > ${now()} and tries < ${codeTries} returning tries`.execute(db);
    return rows[0] && codeTries - rows[0].tries;
  });
  if (left === undefined) throw refuse('identity.code-spent');
  const userId = await database.write(noRows, async (db) => {
    const spent = await db
      .deleteFrom('phoneCodes')
      .where('phoneToken', '=', phoneToken)
      .where('codeHash', '=', hashOf(vault, phone, code, browser))
      .executeTakeFirst();
    return spent.numDeletedRows === 1n ? ensureResident(db, vault, phone, now()) : undefined;
  });
  if (userId !== undefined) return userId;
  throw left > 0 ? refuse('identity.code-wrong', { left }) : refuse('identity.code-spent');
}

/** The account of a resident, as their phone alone makes it. The number itself is sealed. */
export function residentOfPhone(vault: Vault, phone: string, now: string) {
  const phoneToken = vault.token('phone', phone);
  return {
    kind: 'resident' as const,
    name: '',
    email: `${phoneToken.toString('hex')}@phone.invalid`,
    phoneSealed: vault.seal('phone', phone),
    phoneToken,
    phoneMasked: maskPhone(phone),
    createdAt: now,
    updatedAt: now,
  };
}

/** The resident who has a phone; made if this is their first sign-in. */
async function ensureResident(db: WriteTx, vault: Vault, phone: string, now: string): Promise<string> {
  const made = await db
    .insertInto('users')
    .values({ id: uuidv7(), ...residentOfPhone(vault, phone, now) })
    .onConflict((conflict) => conflict.constraint('users_phone_unique').doUpdateSet({ updatedAt: now }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return made.id;
}
