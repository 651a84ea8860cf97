import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeAudit } from '../server/access/audit.ts';
import { sealOnce } from '../server/access/audit-seal.ts';
import { hashPassword, isPassword } from '../server/features/identity/password-hash.ts';
import { noRows, openDatabase } from '../server/kit/db/client.ts';
import { cloneDatabase, runSql, type TestDatabase } from '../server/test/database.ts';
import { makeWorld } from '../server/test/world.ts';
import { cliCommands, runCli } from './main.ts';

let files: TestDatabase;
let folder: string;
beforeAll(async () => {
  files = await cloneDatabase();
  await makeWorld(files.ownerUrl);
  folder = await mkdtemp(join(tmpdir(), 'linli-cli-'));
});
afterAll(async () => {
  await files.drop();
  await rm(folder, { recursive: true, force: true });
});

async function linli(...words: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const env = { DATABASE_URL: files.ownerUrl, LINLI_DATA: join(folder, 'data'), LINLI_KEYS: join(folder, 'keys') };
  const code = await runCli(words, (line) => lines.push(line), env);
  return { code, said: lines.join('\n') };
}

describe('linli', () => {
  it('lists its commands, and says how one is typed', async () => {
    const all = await linli();
    expect(all.code).toBe(0);
    for (const { name, summary } of cliCommands) {
      expect(all.said).toContain(name);
      expect(summary).toMatch(/\.$/);
    }
    expect((await linli('audit', 'bake')).code).toBe(2);
    expect((await linli('users', 'create', '--help')).said).toContain('--role');
  });

  it('has no name that hides another', () => {
    const names = cliCommands.map(({ name }) => name);
    for (const name of names) expect(names.filter((other) => `${other} `.startsWith(`${name} `))).toEqual([name]);
  });
});

describe('linli audit verify', () => {
  it('says that the audit is whole, and names the row that was changed', async () => {
    const database = openDatabase(files.appUrl, 2);
    const at = '2026-03-04T02:00:00.000Z';
    const note = { action: 'people.revealed', noun: 'people', details: {} };
    await database.write(noRows, (db) =>
      writeAudit(db, { actor: { kind: 'system', name: 'x' }, requestId: 'r' }, at, [note, note]),
    );
    await database.write(noRows, (db) => sealOnce(db, at));
    const { rows } = await database.pool.query<{ id: string }>('select id from audit_rows order by id limit 1');
    await database.close();
    const whole = await linli('audit', 'verify');
    expect(whole).toMatchObject({ code: 0, said: expect.stringContaining('The audit is whole') });
    await runSql(files.ownerUrl, `update audit_rows set reason = 'none' where id = '${rows[0]?.id}'`);
    const broken = await linli('audit', 'verify');
    expect(broken.code).toBe(1);
    expect(broken.said).toContain(`row ${rows[0]?.id} of batch 1 was changed after it was sealed`);
  });
});

describe('linli users create', () => {
  it('makes an administrator over the whole, with a password that is shown once and must be changed', async () => {
    const { code, said } = await linli('users', 'create', '系统管理', '--role', 'system-admin', '--name', '杨雨');
    expect(code).toBe(0);
    const password = /[\w]{4}(-[\w]{4}){3}/.exec(said)?.[0] as string;
    const database = openDatabase(files.appUrl, 2);
    const { rows } = await database.pool.query(
      `select u.name, u.must_change_password, a.password, h.role, h.area_id from users u join accounts a on a.user_id = u.id join holdings h on h.user_id = u.id`,
    );
    await database.close();
    expect(rows).toEqual([
      expect.objectContaining({ name: '杨雨', must_change_password: true, role: 'system-admin', area_id: 1 }),
    ]);
    expect(await isPassword(rows[0].password, password)).toBe(true);
    expect(await isPassword(rows[0].password, await hashPassword(password))).toBe(false);
  });

  it('gives a role in an organisation by its name, and keeps the three administrators apart', async () => {
    const made = await linli('users', 'create', '物业小王', '--role', 'handler', '--organisation', '春申物业服务中心');
    expect(made.code).toBe(0);
    expect((await linli('users', 'grant', '物业小王', '--role', 'grid-worker', '--area', '21')).code).toBe(0);
    const refused = await linli('users', 'grant', '系统管理', '--role', 'audit-admin');
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('System administrator already') });
    for (const words of [
      ['物业小王', '--role', 'handler', '--organisation', '没有这个单位'],
      ['物业小王', '--role', 'handler'],
      ['没有这个人', '--role', 'checker'],
      ['物业小王'],
    ])
      expect((await linli('users', 'grant', ...words)).code, words.join(' ')).toBe(2);
    await runSql(files.ownerUrl, "delete from holdings where role in ('handler', 'grid-worker')");
    await runSql(files.ownerUrl, "delete from users where user_name = '物业小王'");
  });

  it('gives a new one to whoever forgot theirs', async () => {
    const { code, said } = await linli('users', 'reset-password', '系统管理');
    expect(code).toBe(0);
    const password = /[\w]{4}(-[\w]{4}){3}/.exec(said)?.[0] as string;
    const database = openDatabase(files.appUrl, 2);
    const { rows } = await database.pool.query('select password from accounts');
    await database.close();
    expect(await isPassword(rows[0].password, password)).toBe(true);
    expect((await linli('users', 'reset-password', 'nobody')).code).toBe(2);
  });

  it('refuses in words', async () => {
    expect((await linli('users', 'create', '系统管理')).said).toContain('taken');
    for (const words of [
      [],
      ['x'],
      ['某人', '--role', 'king'],
      ['某人', '--role', 'handler'],
      ['某人', '--role'],
      ['某人', '--role', 'checker', '--area', '999'],
    ])
      expect((await linli('users', 'create', ...words)).code, words.join(' ')).toBe(2);
  });
});

it('linli keys rotate adds a key and keeps the old', async () => {
  expect((await linli('keys', 'rotate')).said).toContain('Key 2 of 2');
  expect((await linli('audit', 'verify')).code).toBe(1);
});

describe('linli api-keys', () => {
  const make = (...words: string[]) => linli('api-keys', 'make', '市级平台', ...words);

  it('makes a key in somebody’s name, says it once, lists and ends it', async () => {
    const { code, said } = await make('--as', '系统管理', '--area', '1', '--scopes', 'areas.read,organisations.read');
    expect(code).toBe(0);
    const [, id, key] = /\(([0-9a-f-]{36})\) asks with (linli_[\w-]{43})\./.exec(said) as string[];
    const list = await linli('api-keys', 'list');
    expect(list.said).toContain(`${id} ${key?.slice(0, 10)}… 市级平台`);
    expect(list.said).not.toContain(key);
    expect(list.said).toMatch(/ waiting$/m);
    const confirm = (as: string) => linli('api-keys', 'confirm', id as string, '--as', as);
    expect((await confirm('系统管理')).code).not.toBe(0);
    await linli('users', 'create', '安全管理', '--role', 'security-admin', '--name', '林安');
    expect((await confirm('安全管理')).code).toBe(0);
    expect((await confirm('安全管理')).code).not.toBe(0);
    expect((await linli('api-keys', 'list')).said).not.toContain('waiting');
    expect((await linli('api-keys', 'end', id as string)).code).toBe(0);
    expect((await linli('api-keys', 'end', id as string)).code).toBe(1);
  });

  it('refuses what that user may not do, and what is not understood', async () => {
    expect((await make('--as', '系统管理', '--area', '1', '--scopes', 'cases.read')).said).toContain('no more than');
    for (const words of [
      [],
      ['--as', 'nobody', '--area', '1', '--scopes', 'areas.read'],
      ['--as', '系统管理', '--scopes', 'areas.read'],
      ['--as', '系统管理', '--area', '1', '--scopes', 'people.reveal'],
      ['--as', '系统管理', '--area', '1', '--scopes', 'areas.read', '--per-minute', '0'],
      ['--as', '系统管理', '--area', '1', '--scopes', 'areas.read', '--expires', 'soon'],
    ])
      expect((await make(...words)).code, words.join(' ')).toBe(2);
  });
});
