import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import pg from 'pg';

/** The role of every request and job. Row-level security binds it; it owns nothing. */
export const appRole = 'linli_app';

const iterations = 4096;

function hmac(key: string | Buffer, message: string): Buffer {
  return createHmac('sha256', key).update(message).digest();
}

/** What the server keeps of a password (RFC 5803), made here so that the password itself stands in no statement and no log. */
function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const storedKey = createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64');
  const serverKey = hmac(salted, 'Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}

/**
 * The connection of the application's role: that of the owner with role and password exchanged. The password follows from the
 * owner's, so that all processes on one database know it and none keeps it.
 */
function appUrlOf(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  const secret = url.searchParams.get('password') ?? decodeURIComponent(url.password);
  // An owner who signs in without a password leaves nothing to derive from.
  const password = (secret ? hmac(secret, `password of ${appRole}`) : randomBytes(32)).toString('base64url');
  url.searchParams.delete('user');
  url.searchParams.delete('password');
  url.username = appRole;
  url.password = password;
  if (url.username === appRole) return url.href;
  // A url without a host (a unix socket) takes no user before the host.
  url.searchParams.set('user', appRole);
  url.searchParams.set('password', password);
  return url.href;
}

function passwordOf(url: string): string {
  const { password, searchParams } = new URL(url);
  return searchParams.get('password') ?? password;
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'linli-start' });
  client.on('error', () => undefined); // the query under way tells of it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Statements on a role that another start may run at the same moment. */
async function alter(client: pg.Client, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query(statement);
      return;
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      if (code === '42710' || code === '23505') return; // it exists by now
      if (attempt < 5 && message.includes('concurrently updated')) continue;
      throw error;
    }
  }
}

interface RoleRow {
  readonly powers: readonly string[];
  readonly owned: string;
}

async function findRole(client: pg.Client): Promise<RoleRow | undefined> {
  const { rows } = await client.query<RoleRow>(
    `select array_remove(array[case when role.rolsuper then 'superuser' end, case when role.rolbypassrls then 'bypassrls' end,
                               case when role.rolcreaterole then 'createrole' end,
                               case when role.rolcreatedb then 'createdb' end], null) as powers,
            (select count(*) from pg_class as owned
              where owned.relowner = role.oid and owned.relpersistence <> 't') as owned
       from pg_roles as role
      where role.rolname = $1`,
    [appRole],
  );
  return rows[0];
}

/** Refuses a role that row-level security does not bind: it would see every community. */
async function ensureHarmless(client: pg.Client): Promise<void> {
  const role = await findRole(client);
  if (!role) {
    await alter(client, `create role ${appRole} login nosuperuser nobypassrls nocreatedb nocreaterole`);
    return;
  }
  if (role.powers.length > 0) {
    const remedy = `alter role ${appRole} ${role.powers.map((power) => `no${power}`).join(' ')}`;
    await alter(client, remedy).catch((error: Error) => {
      throw new Error(`The role ${appRole} has powers it must not have. Let a superuser run: ${remedy}`, {
        cause: error,
      });
    });
  }
  if (role.owned !== '0') {
    throw new Error(
      `The role ${appRole} owns ${role.owned} objects, and row-level security does not bind an owner. ` +
        `Let the owner of the database run: reassign owned by ${appRole} to current_user`,
    );
  }
}

/** Why that connection is not one of the application's role; undefined if it is. */
async function refusalOf(url: string): Promise<Error | undefined> {
  try {
    const { rows } = await connected(url, (client) => client.query<{ role: string }>('select current_user as role'));
    return rows[0]?.role === appRole ? undefined : new Error(`signed in as ${rows[0]?.role}`);
  } catch (error) {
    return error as Error;
  }
}

/**
 * Makes the role `linli_app`, which may sign in and nothing else; what it may do with tables is granted by the migrations.
 * @param ownerUrl a role that may create roles
 * @returns the connection of `linli_app` to the same database
 */
export async function ensureAppRole(ownerUrl: string): Promise<string> {
  const appUrl = appUrlOf(ownerUrl);
  await connected(ownerUrl, ensureHarmless);
  if (!(await refusalOf(appUrl))) return appUrl;
  const verifier = scramVerifier(passwordOf(appUrl));
  await connected(ownerUrl, (client) => alter(client, `alter role ${appRole} login password '${verifier}'`));
  const reason = await refusalOf(appUrl);
  if (!reason) return appUrl;
  throw new Error(
    `The server does not let ${appRole} in (${reason.message}). Allow it in pg_hba.conf with scram-sha-256, ` +
      'or set DATABASE_APP_URL to a connection of a role that owns nothing.',
    { cause: reason },
  );
}
