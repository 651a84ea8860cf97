import { randomBytes, randomInt } from 'node:crypto';
import { dayMs, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { writeAudit } from '../../access/audit.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import { type Database, noRows, type ReadTx, type WriteTx } from '../../kit/db/client.ts';
import type { Caller } from '../../kit/http/intentions.ts';
import { endSessions } from './identity.commands.ts';
import { sessionOf } from './resolve-actor.ts';
import { policyNow } from './second-factor.policy.ts';
import { assertFresh } from './session-rules.ts';
import type { Limit, Throttle } from './throttle.ts';
import { matchTotp, newTotpSecret, toBase32, totpAddress } from './totp.ts';

export interface SecondFactorParts {
  readonly database: Database;
  readonly vault: Vault;
  readonly throttle: Throttle;
  readonly now: () => string;
}

const minuteMs = 60_000;
/** Of a million codes three are good at a time: five guesses in a quarter of an hour lead nowhere. */
const codeLimit: Limit = { name: 'second factor', times: 5, withinMs: 15 * minuteMs };
const recoveryCount = 10;
/** Without vowels and look-alikes: ten of them are fifty bits. */
const letters = 'bcdfghjkmnpqrstvwxyz23456789';

/** Who asks, whether the session holds already or still waits for its second factor. */
function ownSession(caller: Caller): { userId: string; sessionId: string; awaits: 'code' | 'enrolment' | undefined } {
  const session = sessionOf(caller.actor);
  if (!session || caller.actor.kind === 'resident') throw refuse('access.sign-in');
  return session;
}

async function factorOf(db: ReadTx, userId: string) {
  return db
    .selectFrom('secondFactors')
    .select(['secretSealed', 'confirmedAt', 'lastStep'])
    .where('userId', '=', userId)
    .executeTakeFirst();
}

/** Counts a try before it is made; a good one gives it back. @refuses identity.too-many-tries */
async function counted<T>(throttle: Throttle, userId: string, attempt: () => Promise<T>): Promise<T> {
  const taken = await throttle.take(codeLimit, userId);
  if (!taken.isAllowed)
    throw refuse('identity.too-many-tries', { minutes: Math.max(1, Math.ceil(taken.waitMs / minuteMs)) });
  const answer = await attempt();
  await throttle.clear(codeLimit, userId);
  return answer;
}

/**
 * Makes a new secret for the asker's app. Whoever has a second factor already must show it; who has none must have signed in just now.
 * @refuses access.sign-in, second-factor.code-wrong, identity.too-many-tries, identity.sign-in-again
 */
export async function beginSecondFactor(parts: SecondFactorParts, caller: Caller, code: string | undefined) {
  const { database, vault, throttle, now } = parts;
  const { userId, sessionId, awaits } = ownSession(caller);
  if (awaits === 'code') throw refuse('access.sign-in');
  const old = await database.read(noRows, async (db) => {
    const found = await factorOf(db, userId);
    if (!found?.confirmedAt) await assertFresh(db, sessionId, now());
    return found;
  });
  if (old?.confirmedAt) await counted(throttle, userId, () => spendCode(parts, caller, userId, code ?? ''));
  const secret = newTotpSecret();
  const user = await database.write(noRows, async (db) => {
    const row = {
      secretSealed: vault.seal('second-factor', secret.toString('base64')),
      confirmedAt: null,
      lastStep: 0,
    };
    await db
      .insertInto('secondFactors')
      .values({ userId, ...row, createdAt: now() })
      .onConflict((conflict) => conflict.column('userId').doUpdateSet({ ...row, createdAt: now() }))
      .execute();
    // Whoever gave the old one up has none: this session waits until there is a new one.
    if (old?.confirmedAt)
      await db.updateTable('sessions').set({ awaits: 'enrolment' }).where('id', '=', sessionId).execute();
    return db
      .selectFrom('users')
      .select(['userName', 'displayUserName'])
      .where('id', '=', userId)
      .executeTakeFirstOrThrow();
  });
  const account = user.displayUserName ?? user.userName ?? '';
  return { secret: toBase32(secret), address: totpAddress(secret, account, 'Linli') };
}

/**
 * Shows by a first code that the app has the secret: from now on it is asked for, and other sign-ins end.
 * @returns recovery codes, which nobody will be told again
 * @refuses access.sign-in, second-factor.code-wrong, identity.too-many-tries
 */
export async function confirmSecondFactor(parts: SecondFactorParts, caller: Caller, code: string) {
  const { database, vault, throttle, now } = parts;
  const { userId, sessionId, awaits } = ownSession(caller);
  if (awaits === 'code') throw refuse('access.sign-in');
  const recoveryCodes = Array.from({ length: recoveryCount }, newRecoveryCode);
  await counted(throttle, userId, () =>
    database.write(noRows, async (db) => {
      const factor = await factorOf(db, userId);
      if (!factor || factor.confirmedAt) throw refuse('second-factor.code-wrong');
      const secret = Buffer.from(vault.open('second-factor', factor.secretSealed), 'base64');
      const step = matchTotp(secret, code.trim(), now(), Number(factor.lastStep));
      if (step === undefined) throw refuse('second-factor.code-wrong');
      await db
        .updateTable('secondFactors')
        .set({ confirmedAt: now(), lastStep: step })
        .where('userId', '=', userId)
        .execute();
      await db.deleteFrom('recoveryCodes').where('userId', '=', userId).execute();
      await db.deleteFrom('rememberedDevices').where('userId', '=', userId).execute();
      await db
        .insertInto('recoveryCodes')
        .values(recoveryCodes.map((one) => ({ userId, codeHash: recoveryHash(vault, userId, one) })))
        .execute();
      await db.updateTable('sessions').set({ awaits: null }).where('id', '=', sessionId).execute();
      const revoked = await endSessions({ db }, userId, sessionId);
      await note(db, parts, caller, 'second-factor.enrolled', userId, { revoked });
    }),
  );
  return { recoveryCodes };
}

/**
 * Shows the second factor of a sign-in, or a recovery code in its place.
 * @returns what the browser keeps, where this device is to be remembered, and for how long
 * @refuses access.sign-in, second-factor.code-wrong, identity.too-many-tries
 */
export async function verifySecondFactor(
  parts: SecondFactorParts,
  caller: Caller,
  { code, remember }: { readonly code: string; readonly remember: boolean },
): Promise<{ device: string; days: number } | undefined> {
  const { database, vault, throttle, now } = parts;
  const { userId, sessionId, awaits } = ownSession(caller);
  if (awaits !== 'code') throw refuse('access.sign-in');
  await counted(throttle, userId, () => spendCode(parts, caller, userId, code));
  return database.write(noRows, async (db) => {
    await db.updateTable('sessions').set({ awaits: null }).where('id', '=', sessionId).execute();
    const { rememberDays: days } = await policyNow(db);
    if (!remember || days === 0) return undefined;
    const device = randomBytes(24).toString('base64url');
    const tokenHash = vault.token('session', `device ${device}`);
    const expiresAt = toIso(toMs(now()) + days * dayMs);
    await db.insertInto('rememberedDevices').values({ tokenHash, userId, expiresAt, createdAt: now() }).execute();
    return { device, days };
  });
}

/** Uses up a code of the app or a recovery code; each is good once, however many try at the same time. */
async function spendCode(parts: SecondFactorParts, caller: Caller, userId: string, typed: string): Promise<void> {
  const { database, vault, now } = parts;
  const plain = typed.replace(/[\s-]/g, '').toLowerCase();
  const isGood = await database.write(noRows, async (db) => {
    const factor = await db
      .selectFrom('secondFactors')
      .select(['secretSealed', 'lastStep'])
      .where('userId', '=', userId)
      .where('confirmedAt', 'is not', null)
      .forUpdate()
      .executeTakeFirst();
    if (!factor) return false;
    const secret = Buffer.from(vault.open('second-factor', factor.secretSealed), 'base64');
    const step = matchTotp(secret, plain, now(), Number(factor.lastStep));
    if (step !== undefined) {
      await db.updateTable('secondFactors').set({ lastStep: step }).where('userId', '=', userId).execute();
      return true;
    }
    const spent = await db
      .updateTable('recoveryCodes')
      .set({ usedAt: now() })
      .where('userId', '=', userId)
      .where('codeHash', '=', recoveryHash(vault, userId, plain))
      .where('usedAt', 'is', null)
      .executeTakeFirst();
    const isRecovery = Number(spent.numUpdatedRows) === 1;
    await note(db, parts, caller, isRecovery ? 'second-factor.recovery-used' : 'second-factor.code-failed', userId);
    return isRecovery;
  });
  if (!isGood) throw refuse('second-factor.code-wrong');
}

async function note(
  db: WriteTx,
  { now }: SecondFactorParts,
  caller: Caller,
  action: string,
  rowId: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  await writeAudit(db, caller, now(), [{ action, noun: 'users', rowId, details }]);
}

function newRecoveryCode(): string {
  const letter = () => letters[randomInt(letters.length)] as string;
  return [5, 5].map((length) => Array.from({ length }, letter).join('')).join('-');
}

function recoveryHash(vault: Vault, userId: string, code: string): Buffer {
  return vault.token('code', `recovery ${userId} ${code.replace(/-/g, '')}`);
}

/** Takes a second factor away with all that belongs to it, and ends the sign-ins. */
export async function removeSecondFactor(db: WriteTx, userId: string): Promise<void> {
  await db.deleteFrom('secondFactors').where('userId', '=', userId).execute();
  await db.deleteFrom('recoveryCodes').where('userId', '=', userId).execute();
  await db.deleteFrom('rememberedDevices').where('userId', '=', userId).execute();
  await endSessions({ db }, userId);
}

/** Whether the asker has a second factor, and how many recovery codes are left. */
export async function ownFactor(db: ReadTx, userId: string): Promise<{ since: string | null; codesLeft: number }> {
  const factor = await factorOf(db, userId);
  if (!factor?.confirmedAt) return { since: null, codesLeft: 0 };
  const left = await db
    .selectFrom('recoveryCodes')
    .select('codeHash')
    .where('userId', '=', userId)
    .where('usedAt', 'is', null)
    .execute();
  return { since: factor.confirmedAt, codesLeft: left.length };
}
