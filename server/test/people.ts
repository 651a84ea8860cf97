import { randomBytes } from 'node:crypto';
import { toIso, toMs } from '../../domain/calendar/instant.ts';
import { lifeMs, sessionCookie, tokenHash } from '../features/identity/session-rules.ts';
import type { Vault } from '../kit/crypto/vault.ts';
import type { Database } from '../kit/db/client.ts';
import { uuidv7 } from '../kit/ids.ts';
import { type Reach, type StaffRole, usualReach } from './world.ts';

/** Somebody signed in; `headers` go with each request of theirs. */
export interface SignedIn {
  readonly userId: string;
  readonly headers: { readonly cookie: string };
}

export interface TestPeopleParts {
  readonly database: Database;
  readonly vault: Vault;
  readonly now: () => string;
}

/** Makes users with a real session row each, without the cost of a password. */
export function testPeople({ database, vault, now }: TestPeopleParts) {
  let serial = 0;
  const signInUser = async (userId: string, kind: 'staff' | 'resident' = 'staff'): Promise<SignedIn> => {
    const token = randomBytes(24).toString('base64url');
    await database.pool.query(
      `insert into sessions (id, user_id, token_hash, expires_at, seen_at, created_at, updated_at) values ($1, $2, $3, $4, $5, $5, $5)`,
      [uuidv7(), userId, tokenHash(vault, token), toIso(toMs(now()) + lifeMs[kind]), now()],
    );
    return { userId, headers: { cookie: `${sessionCookie({ publicUrl: undefined }).name}=${token}` } };
  };
  const hold = async (userId: string, role: StaffRole, reach: Reach = usualReach[role]): Promise<void> => {
    await database.pool.query(
      `insert into holdings (id, user_id, role, area_id, organisation_id, valid_from, granted_at) values ($1, $2, $3, $4, $5, '2024-01-01', $6)`,
      [
        uuidv7(),
        userId,
        role,
        'areaId' in reach ? reach.areaId : null,
        'organisationId' in reach ? reach.organisationId : null,
        now(),
      ],
    );
  };
  const makeStaff = async (name: string): Promise<string> => {
    const id = uuidv7();
    serial += 1;
    await database.pool.query(
      `insert into users (id, kind, name, user_name, email, created_at, updated_at) values ($1, 'staff', $2, $3, $4, $5, $5)`,
      [id, name, `${name}-${serial}`.toLowerCase(), `${id}@user.invalid`, now()],
    );
    return id;
  };
  return {
    signInUser,
    /** One more role for a user, where it is usually held in tests unless a reach is given. */
    hold,
    makeStaff,
    /** A new member of staff with one role. */
    async signIn(role: StaffRole, reach?: Reach): Promise<SignedIn> {
      const userId = await makeStaff(role);
      await hold(userId, role, reach);
      return signInUser(userId);
    },
    /** A resident who proved that a phone is theirs; phones of tests are of the unassigned prefix 1990000. */
    async signInResident(phone: string): Promise<SignedIn> {
      const token = vault.token('phone', phone);
      const found = await database.pool.query<{ id: string }>(
        "select id from users where kind = 'resident' and phone_token = $1",
        [token],
      );
      const userId = found.rows[0]?.id ?? uuidv7();
      if (!found.rows[0]) {
        await database.pool.query(
          `insert into users (id, kind, name, email, phone_sealed, phone_token, phone_masked, created_at, updated_at)
           values ($1, 'resident', '', $2, $3, $4, $5, $6, $6)`,
          [
            userId,
            `${token.toString('hex')}@phone.invalid`,
            vault.seal('phone', phone),
            token,
            `${phone.slice(0, 3)}****${phone.slice(-4)}`,
            now(),
          ],
        );
      }
      return signInUser(userId, 'resident');
    },
  };
}
