import { type SecondFactorPolicy, secondFactorPolicy } from '../../../contract/second-factor.ts';
import { separatedRoles } from '../../../domain/access/roles.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import type { ReadTx } from '../../kit/db/client.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { ownUserId } from './identity.queries.ts';

const key = 'second-factor';
const usual: SecondFactorPolicy = { roles: [], rememberDays: 7 };

/** What the installation asks of its staff. */
export async function policyNow(db: ReadTx): Promise<SecondFactorPolicy> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst();
  return row ? secondFactorPolicy.parse(row.value) : usual;
}

/** Sets which roles must have a second factor; it counts from everybody's next sign-in. */
export async function setPolicy(ctx: WriteCtx, policy: SecondFactorPolicy): Promise<SecondFactorPolicy> {
  const value = jsonb(policy);
  const updated = { value, updatedAt: ctx.now, updatedBy: ownUserId(ctx.actor) };
  await ctx.db
    .insertInto('settings')
    .values({ key, ...updated })
    .onConflict((conflict) => conflict.column('key').doUpdateSet(updated))
    .execute();
  ctx.audit({ action: 'second-factor.policy-set', noun: 'settings', details: { ...policy } });
  return policy;
}

interface SignIn {
  readonly userId: string;
  readonly now: string;
  /** What the browser keeps of an earlier sign-in. */
  readonly device: string | undefined;
  /** In the demo nobody must, whoever has one is asked. */
  readonly isDemo: boolean;
}

/** What a new session of the staff still lacks; undefined for nothing. */
export async function lackOf(db: ReadTx, vault: Vault, signIn: SignIn): Promise<'code' | 'enrolment' | undefined> {
  const { userId, now, device, isDemo } = signIn;
  const own = await db
    .selectFrom('secondFactors')
    .select('confirmedAt')
    .where('userId', '=', userId)
    .executeTakeFirst();
  if (own?.confirmedAt) return (await isRemembered(db, vault, userId, device, now)) ? undefined : 'code';
  if (isDemo) return undefined;
  const { roles } = await policyNow(db);
  const today = businessDay(now);
  const held = await db
    .selectFrom('holdings')
    .select('id')
    .where('userId', '=', userId)
    .where('role', 'in', [...separatedRoles, ...roles])
    .where('validFrom', '<=', today)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', today)]))
    .limit(1)
    .executeTakeFirst();
  return held ? 'enrolment' : undefined;
}

async function isRemembered(db: ReadTx, vault: Vault, userId: string, device: string | undefined, now: string) {
  if (device === undefined) return false;
  const row = await db
    .selectFrom('rememberedDevices')
    .select('userId')
    .where('tokenHash', '=', vault.token('session', `device ${device}`))
    .where('userId', '=', userId)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  return row !== undefined;
}
