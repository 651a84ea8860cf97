import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase, runSql, type TestDatabase } from '../../test/database.ts';
import { ensureAppRole } from './app-role.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

async function ask<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

describe('the role of the application', () => {
  it('signs in, is bound by row-level security, and owns nothing', async () => {
    const [role] = await ask(
      database.appUrl,
      `select current_user as name, rolsuper as super, rolbypassrls as bypasses, rolcreaterole as creates,
              (select count(*)::int from pg_class where relowner = role.oid) as owned
         from pg_roles as role where rolname = current_user`,
    );
    expect(role).toEqual({ name: 'linli_app', super: false, bypasses: false, creates: false, owned: 0 });
    await expect(ask(database.appUrl, 'create table sneaky (id int)')).rejects.toThrow(/permission denied/);
  });

  it('has one connection for all processes that start, also at once', async () => {
    const urls = await Promise.all([1, 2, 3, 4].map(() => ensureAppRole(database.ownerUrl)));
    expect(new Set(urls)).toEqual(new Set([database.appUrl]));
  });

  it('is refused where it owns a table, since no policy binds an owner', async () => {
    await runSql(database.ownerUrl, 'create table lent (id int)', 'alter table lent owner to linli_app');
    await expect(ensureAppRole(database.ownerUrl)).rejects.toThrow(/owns 1 objects.*reassign owned/);
    await runSql(database.ownerUrl, 'drop table lent');
  });

  it('never has its password in a statement', async () => {
    const [server] = await ask<{ verifier: string }>(
      database.ownerUrl,
      "select rolpassword as verifier from pg_authid where rolname = 'linli_app'",
    );
    expect(server?.verifier).toMatch(/^SCRAM-SHA-256\$4096:/);
  });
});
