import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { runSql, toDatabase } from '../../test/database.ts';
import { assertDatabaseFit, databaseMisfit } from './database-fit.ts';

async function databaseWith(options: string): Promise<pg.Client> {
  const { adminUrl } = inject('testServer');
  const name = `linli_fit_${randomUUID().replaceAll('-', '')}`;
  await runSql(adminUrl, `create database ${name} template template0 ${options}`);
  const client = new pg.Client({ connectionString: toDatabase(adminUrl, name) });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await runSql(adminUrl, `drop database ${name}`);
  });
  return client;
}

describe('assertDatabaseFit', () => {
  it('lets pass a database that knows Chinese, and leaves no trace in it', async () => {
    const client = await databaseWith("encoding 'UTF8' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'");
    await assertDatabaseFit(client);
    const { rows } = await client.query("select extname from pg_extension where extname <> 'plpgsql'");
    expect(rows).toEqual([]);
  });

  it('refuses a database in which Chinese characters are no letters', async () => {
    const client = await databaseWith("encoding 'UTF8' locale_provider libc lc_collate 'C' lc_ctype 'C'");
    await expect(assertDatabaseFit(client)).rejects.toThrow(/Chinese characters.*create database/);
  });

  it('refuses a database that keeps bytes instead of text', async () => {
    const client = await databaseWith("encoding 'SQL_ASCII' locale_provider libc lc_collate 'C' lc_ctype 'C'");
    await expect(assertDatabaseFit(client)).rejects.toThrow(/SQL_ASCII, not UTF8.*create database/);
  });
});

describe('databaseMisfit', () => {
  it.each([
    [140_020, false],
    [150_000, true],
    [160_009, true],
    [180_004, true],
    [190_000, false],
  ])('judges server version %i: fit is %s', (version, isFit) => {
    const misfit = databaseMisfit({ version, encoding: 'UTF8', trigrams: ['  中'] });
    if (isFit) expect(misfit).toBeUndefined();
    else expect(misfit).toMatch(/Linli runs on 15 to 18\. Point DATABASE_URL/);
  });
});
