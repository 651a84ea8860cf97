import { createHash, randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeAudit } from '../server/access/audit.ts';
import { sealOnce } from '../server/access/audit-seal.ts';
import { readConfig } from '../server/config.ts';
import { openVault } from '../server/kit/crypto/ring-vault.ts';
import { noRows, openDatabase } from '../server/kit/db/client.ts';
import { openLog } from '../server/kit/log.ts';
import { start } from '../server/main.ts';
import { storeDisk } from '../server/outside/store/disk.ts';
import { testBroker } from '../server/test/broker.ts';
import { cloneDatabase, runSql, type TestDatabase } from '../server/test/database.ts';
import { testPeople } from '../server/test/people.ts';
import { makeWorld, world } from '../server/test/world.ts';
import { examine } from './doctor/examine.ts';
import type { Patient } from './doctor/finding.ts';
import { examineSources, examineWays } from './doctor/ways.ts';
import { freeBytes, linesOf } from './doctor.ts';
import { runCli } from './main.ts';

let files: TestDatabase;
let folder: string;
let picture: string;
const log = openLog('silent');
const at = (...parts: string[]): string => join(folder, ...parts);
const env = () => ({
  DATABASE_URL: files.ownerUrl,
  LINLI_DATA: at('data'),
  LINLI_KEYS: at('keys'),
  PORT: '0',
  SMS_URL: 'https://sms.invalid/send',
  SMS_KEY: 'x',
});
const sql = (...statements: string[]): Promise<void> => runSql(files.ownerUrl, ...statements);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linli-doctor-'));
  files = await cloneDatabase();
  const running = await start({ ...readConfig(env()), poolSize: 3 }, { log, webDir: at('web') });
  await makeWorld(files.ownerUrl);
  const database = openDatabase(files.appUrl, 2);
  const now = () => new Date().toISOString();
  const desk = await testPeople({ database, vault: await openVault(at('keys')), now }).signIn('grid-worker');
  const input = {
    type: 'event',
    begin: 'report',
    source: 'grid',
    place: { areaId: world.unit, words: '楼道口' },
    contact: null,
    fields: { words: '楼道里的灯坏了' },
  };
  const answer = await fetch(`${running.address}/api/intentions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...desk.headers },
    body: JSON.stringify({ intentions: [{ id: randomUUID(), command: 'cases.raise', input }] }),
  });
  expect(await answer.text()).toContain('"state":"done"');
  await running.stop();
  const note = { action: 'people.revealed', noun: 'people', details: {} };
  await database.write(noRows, (db) =>
    writeAudit(db, { actor: { kind: 'system', name: 'x' }, requestId: 'r' }, now(), [note, note]),
  );
  await database.write(noRows, (db) => sealOnce(db, now()));
  await database.close();
  const bytes = Buffer.from('a picture');
  picture = createHash('sha256').update(bytes).digest('hex');
  await storeDisk(at('data/files')).put(picture, bytes);
  await sql(
    `insert into files (community_id, id, state, sha256, sent_sha256, media_type, size_bytes, name, made_by, created_at)
     values (11, '${randomUUID()}', 'staged', '${picture}', '${picture}', 'image/png', ${bytes.length}, 'x.png', '{}', now())`,
  );
});
afterAll(async () => {
  await files.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function faultsOf(more: Partial<Patient> = {}, moreEnv: Record<string, string> = {}): Promise<string> {
  const config = readConfig({ ...env(), ...moreEnv });
  const findings = await examine({ config, now: () => new Date(), freeBytes, ...more }, log);
  const wrong = findings.filter(({ level }) => level !== 'well');
  // Whatever is wrong comes with what to do, in both languages.
  for (const { words, remedy } of wrong)
    for (const language of ['zh', 'en'] as const)
      expect([words[language].length > 0, (remedy?.[language].length ?? 0) > 0]).toEqual([true, true]);
  return wrong.map((finding) => `${finding.level}: ${linesOf(finding, 'en').join(' ')}`).join('\n');
}

const doctor = async (...words: string[]) => {
  const lines: string[] = [];
  const code = await runCli(['doctor', ...words], (line) => lines.push(line), { ...env(), LANG: 'zh_CN.UTF-8' });
  return { code, said: lines.join('\n') };
};

describe('linli doctor', () => {
  it('finds nothing wrong with a sound installation, in the language of the machine or the one asked for', async () => {
    expect(await faultsOf()).toBe('');
    expect(await doctor()).toMatchObject({ code: 0, said: expect.stringContaining('一切正常') });
    expect(await doctor('--language', 'en')).toMatchObject({ code: 0, said: expect.stringContaining('All is well') });
    expect((await doctor('--language', 'fr')).code).toBe(2);
  });

  it('tells how the line to the broker is, where one is configured', async () => {
    const broker = await testBroker();
    const { url, user, password } = broker.address;
    const line = { MQTT_URL: url, MQTT_USER: user, MQTT_PASSWORD: password };
    try {
      expect(await faultsOf({}, line)).toMatch(/fault: .*Nobody listens to the broker.*worker/);
      await sql("insert into sensor_line (state, since, seen_at, taken) values ('connected', now(), now(), 7)");
      expect(await faultsOf({}, line)).toBe('');
      await sql(
        "insert into sensor_refusals values ('linli/sensors/x/alarms', 'sensors.unknown', 'x', null, 9, 3, now(), now())",
      );
      expect(await faultsOf({}, line)).toMatch(/warning: ! 3 messages of the broker were not taken/);
      expect(await faultsOf({}, { ...line, MQTT_PASSWORD: 'wrong' })).toMatch(/fault: .*broker.*MQTT_URL/);
    } finally {
      await sql('delete from sensor_refusals', 'delete from sensor_line');
      await broker.close();
    }
  });

  it('tells that the database cannot be reached, or is not there yet', async () => {
    expect(await faultsOf({}, { DATABASE_URL: 'postgresql://x:x@127.0.0.1:1/x' })).toMatch(
      /cannot be reached.*DATABASE_URL/,
    );
    const config = readConfig({ LINLI_DATA: at('nothing'), LINLI_KEYS: at('keys') });
    const findings = await examine({ config, now: () => new Date(), freeBytes }, log);
    expect(findings.at(-1)?.words.en).toContain('There is no database');
  });

  const planted: ReadonlyArray<readonly [what: string, plant: string, heal: string, told: RegExp]> = [
    [
      'a migration that waits',
      "create table kept as select * from migrations where name like '0006%'; delete from migrations where name like '0006%'",
      'insert into migrations select * from kept; drop table kept',
      /fault: .*1 migrations wait: 0006-published-phones\.sql/,
    ],
    [
      'a database of a newer version',
      "insert into migrations (name) values ('9999-later.sql')",
      "delete from migrations where name = '9999-later.sql'",
      /fault: .*newer than this program/,
    ],
    [
      'a table whose policies were switched off',
      'alter table people disable row level security',
      'alter table people enable row level security',
      /fault: .*off or missing on: people/,
    ],
    [
      'an audit row that was changed',
      "update audit_rows set reason = 'none' where id = (select min(id::text)::uuid from audit_rows)",
      'update audit_rows set reason = null',
      /fault: .*audit's chain does not agree/,
    ],
    [
      'jobs that nobody runs',
      "insert into pgboss.job (name, data, start_after) values ('audit.seal', '{}', now() - interval '1 hour')",
      "delete from pgboss.job where start_after < now() - interval '30 minutes'",
      /fault: .*waited for more than ten minutes: audit\.seal 1/,
    ],
    [
      'jobs that were given up',
      "insert into pgboss.job (name, data) values ('dead-letter', '{}')",
      "delete from pgboss.job where name = 'dead-letter'",
      /fault: .*given up after many tries: dead-letter 1/,
    ],
    [
      'a row written in the future: the clock jumped back',
      "update cases set updated_at = updated_at + interval '1 hour'",
      "update cases set updated_at = updated_at - interval '1 hour'",
      /fault: .*clock has jumped back/,
    ],
    [
      'a matter changed past the platform',
      "update cases set urgency = 'urgent'",
      "update cases set urgency = 'normal'",
      /fault: .*1 matters are not what their entries say: 11-[0-9a-f-]{36} \(urgency\)/,
    ],
    [
      'a year without its holidays',
      'create table kept as select * from calendar_years; delete from calendar_years where year = extract(year from now())',
      'insert into calendar_years select * from kept on conflict do nothing; drop table kept',
      /fault: .*The holidays of \d{4} are not entered/,
    ],
    [
      'a file that no row names',
      'create table kept as select * from files; delete from files',
      'insert into files select * from kept; drop table kept',
      /^warning: .*1 files are named by no row/,
    ],
    [
      'a setting that nobody understands',
      `insert into settings (key, value) values ('notices.keptDays', '"many"')`,
      "delete from settings where key = 'notices.keptDays'",
      /^warning: .*“Notices of staff” is not understood/,
    ],
  ];
  it('tells of ways that are not encrypted or whose end nobody checks', async () => {
    const of = async (variables: Record<string, string>) => {
      const findings = await examineWays({ config: readConfig(variables) });
      return findings.filter(({ level }) => level === 'warning').map(({ words }) => words.en.split(' ')[0]);
    };
    const remote = 'postgres://linli:x@db.example/linli';
    expect(await of({ DATABASE_URL: remote, PUBLIC_URL: 'http://linli.example' })).toEqual([
      'DATABASE_URL',
      'PUBLIC_URL',
    ]);
    expect(await of({ DATABASE_URL: `${remote}?sslmode=require`, DATABASE_APP_URL: remote })).toEqual([
      'DATABASE_URL',
      'DATABASE_APP_URL',
    ]);
    expect(await of({ DATABASE_URL: `${remote}?sslmode=verify-full`, PUBLIC_URL: 'http://localhost' })).toEqual([]);
    expect(await of({ DATABASE_URL: 'postgres://x@127.0.0.1/linli', PUBLIC_URL: 'http://localhost:8080' })).toEqual([]);
    expect(await of({ DATABASE_URL: 'postgres://x@localhost/linli?host=/run/postgresql' })).toEqual([]);
  });

  it('tells of sources with their history beside an installation for people', async () => {
    const of = (PUBLIC_URL: string) => examineSources({ config: readConfig({ PUBLIC_URL }) }, at('installed'));
    mkdirSync(at('installed'), { recursive: true });
    expect(await of('https://linli.example')).toEqual([]);
    mkdirSync(at('installed/.git'));
    expect(await of('http://localhost')).toEqual([]);
    expect((await of('https://linli.example')).map(({ level }) => level)).toEqual(['warning']);
  });

  it('tells of messages that nobody carries', async () => {
    expect(await faultsOf({ config: { ...readConfig(env()), sms: undefined } })).toMatch(/there is no gateway/);
  });

  it.each(planted)('tells of %s', async (_, plant, heal, told) => {
    await sql(plant);
    try {
      expect(await faultsOf()).toMatch(told);
    } finally {
      await sql(heal);
    }
    expect(await faultsOf()).toBe('');
  });

  it('tells of an audit that is not sealed', async () => {
    await sql(
      `insert into audit_rows (id, at, actor, action, noun) values ('${randomUUID()}', now() - interval '1 hour', '{}', 'x', 'x')`,
    );
    expect(await faultsOf()).toMatch(/fault: .*The audit has not been sealed since/);
    await sql('delete from audit_rows where batch_id is null');
  });

  it('tells of a file that is gone', async () => {
    const path = at('data/files', picture.slice(0, 2), picture.slice(2, 4), picture);
    renameSync(path, `${path}.away`);
    expect(await faultsOf()).toMatch(/fault: .*1 files are missing or cut short: 11-/);
    renameSync(`${path}.away`, path);
  });

  it('tells of a clock that differs from the database’s, and of a full disk', async () => {
    const now = () => new Date(Date.now() + 3_600_000);
    expect(await faultsOf({ now })).toMatch(/fault: .*This clock is (3600|3599) s away/);
    expect(await faultsOf({ freeBytes: async () => 10 * 1024 ** 2 })).toMatch(/fault: .*The disk has 10 MB left/);
    expect(await faultsOf({ freeBytes: async () => 1024 ** 3 })).toMatch(/warning: .*The disk has 1024 MB left/);
  });

  it('tells of keys that are open to others, damaged, of another installation, or gone', async () => {
    const ring = at('keys/key-ring.json');
    chmodSync(ring, 0o644);
    expect(await faultsOf()).toMatch(/fault: .*Others may read the keys \(mode 644\).*chmod 600/);
    chmodSync(ring, 0o600);
    mkdirSync(at('spoilt'));
    writeFileSync(at('spoilt/key-ring.json'), '{', { mode: 0o600 });
    expect(await faultsOf({}, { LINLI_KEYS: at('spoilt') })).toMatch(/fault: .*The keys cannot be read/);
    await openVault(at('others'));
    expect(await faultsOf({}, { LINLI_KEYS: at('others') })).toMatch(/fault: .*The keys are not those/);
    expect(await faultsOf({}, { LINLI_KEYS: at('none') })).toMatch(/fault: .*There are no keys/);
  });
});
