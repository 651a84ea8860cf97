import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from '../../domain/text.ts';
import { appRole } from '../../server/kit/db/app-role.ts';
import { assertDatabaseFit } from '../../server/kit/db/database-fit.ts';
import { migrationNames, newerMigration } from '../../server/kit/db/migrate.ts';
import { type Finding, fault, type ReachedPatient, warning, well } from './finding.ts';

const schemaFile = join(import.meta.dirname, '../../server/kit/db/schema.gen.sql');

/** Whether the server's version, encoding and letters are right. */
export async function examineServer({ owner }: ReachedPatient): Promise<readonly Finding[]> {
  try {
    await assertDatabaseFit(owner);
  } catch (error) {
    const { message } = error as Error;
    return [
      fault(
        text(`数据库不合要求：${message}`, `The database does not fit: ${message}`),
        text('按上面的话办，再运行一次。', 'Do as it says, then run this again.'),
      ),
    ];
  }
  const { rows } = await owner.query<{ version: string }>("select current_setting('server_version') as version");
  return [well(`数据库可达，PostgreSQL ${rows[0]?.version}`, `The database answers, PostgreSQL ${rows[0]?.version}`)];
}

/** Whether the schema is that of this program. */
export async function examineMigrations({ owner }: ReachedPatient): Promise<readonly Finding[]> {
  const there = await owner.query("select to_regclass('public.migrations') is not null as there");
  const applied = there.rows[0]?.there
    ? (await owner.query<{ name: string }>('select name from migrations')).rows.map(({ name }) => name)
    : [];
  const newer = await newerMigration(applied);
  if (newer)
    return [
      fault(
        text(`数据库比程序新（${newer}）`, `The database is newer than this program (${newer})`),
        text('用新版本的程序启动。', 'Start the newer version.'),
      ),
    ];
  const waiting = (await migrationNames()).filter((name) => !applied.includes(name));
  if (waiting.length === 0)
    return [well(`数据库结构为最新，共 ${applied.length} 步`, `The schema is up to date, ${applied.length} steps`)];
  return [
    fault(
      text(
        `有 ${waiting.length} 步升级未做：${waiting.join('、')}`,
        `${waiting.length} migrations wait: ${waiting.join(', ')}`,
      ),
      text(
        '先 linli backup，再启动平台，它会自己升级。',
        'Take a backup (linli backup), then start the platform: it migrates by itself.',
      ),
    ),
  ];
}

/** Whether every table still has the policies its migration gave it, and the application's role is bound by them. */
export async function examineRowSecurity({ owner }: ReachedPatient): Promise<readonly Finding[]> {
  const wanted = new Map<string, string[]>();
  let table = '';
  for (const line of (await readFile(schemaFile, 'utf8')).split('\n')) {
    table = /^table (\w+)/.exec(line)?.[1] ?? table;
    const policy = /^ {2}policy (\w+) /.exec(line)?.[1];
    if (policy) wanted.set(table, [...(wanted.get(table) ?? []), policy]);
  }
  const { rows } = await owner.query<{ name: string; bound: boolean; policies: string[] }>(
    `select c.relname as name, c.relrowsecurity as bound,
       coalesce((select array_agg(p.polname::text) from pg_policy p where p.polrelid = c.oid), '{}') as policies
     from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace`,
  );
  const found = new Map(rows.map((row) => [row.name, row]));
  const open = [...wanted].flatMap(([name, policies]) => {
    const row = found.get(name);
    return row?.bound && policies.every((policy) => row.policies.includes(policy)) ? [] : [name];
  });
  const { rows: roles } = await owner.query<{ free: boolean }>(
    'select rolsuper or rolbypassrls as free from pg_roles where rolname = $1',
    [appRole],
  );
  const findings: Finding[] = [];
  if (open.length > 0)
    findings.push(
      fault(
        text(
          `这些表的行级权限被关掉或缺了：${open.join('、')}`,
          `Row-level security is off or missing on: ${open.join(', ')}`,
        ),
        text(
          `由数据库属主执行 alter table <表> enable row level security；缺策略的从备份恢复结构。`,
          'Let the owner run: alter table <table> enable row level security. Where a policy is gone, restore from a backup.',
        ),
      ),
    );
  if (roles[0]?.free)
    findings.push(
      fault(
        text(`角色 ${appRole} 不受行级权限约束`, `The role ${appRole} is not bound by row-level security`),
        text(
          `执行 alter role ${appRole} nosuperuser nobypassrls`,
          `Run: alter role ${appRole} nosuperuser nobypassrls`,
        ),
      ),
    );
  return findings.length > 0
    ? findings
    : [well(`${wanted.size} 张表的行级权限都在`, `Row-level security stands on ${wanted.size} tables`)];
}

const awayMs = 30_000;

/** Whether this machine's clock agrees with the database's, and with the newest row. */
export async function examineClock({ owner, now }: ReachedPatient): Promise<readonly Finding[]> {
  const { rows } = await owner.query<{ there: Date; last: Date | null }>(
    `select clock_timestamp() as there, greatest((select max(at) from audit_rows), (select max(updated_at) from cases),
       (select max(done_at) from intentions)) as last`,
  );
  const here = now().getTime();
  const [row] = rows;
  const apart = Math.round((here - (row?.there.getTime() ?? here)) / 1000);
  const behind = Math.round(((row?.last?.getTime() ?? here) - here) / 1000);
  const remedy = text(
    '打开时间同步（chrony 或 systemd-timesyncd）。先后次序按序号，不受影响；时限按写下时的时间，错开期间写下的要核对。',
    'Turn on time synchronisation (chrony, systemd-timesyncd). Order goes by number and is safe; limits set while the clock was wrong want a look.',
  );
  if (Math.abs(apart) * 1000 > awayMs)
    return [
      fault(text(`本机时间与数据库相差 ${apart} 秒`, `This clock is ${apart} s away from the database's`), remedy),
    ];
  if (behind * 1000 > awayMs)
    return [
      fault(
        text(
          `时钟往回跳了：最新的一行比现在晚 ${behind} 秒`,
          `The clock has jumped back: the newest row is ${behind} s ahead of now`,
        ),
        remedy,
      ),
    ];
  return [well('时钟一致', 'The clocks agree')];
}

interface ArchiverRow {
  readonly mode: string;
  readonly failing: boolean;
  readonly last: string | null;
}

/** Whether the log of the embedded server reaches its archive, where one is asked for. */
export async function examineArchive({ owner, config }: ReachedPatient): Promise<readonly Finding[]> {
  if (!config.archiveDir || config.databaseUrl) return [];
  const { rows } = await owner.query<ArchiverRow>(
    `select current_setting('archive_mode') as mode, last_archived_wal as last,
       coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false) as failing from pg_stat_archiver`,
  );
  const [row] = rows;
  if (row?.mode === 'off')
    return [
      warning(
        text(
          '要求归档，但正在运行的数据库没有归档',
          'An archive is asked for, but the server that runs does not archive',
        ),
        text('带着 LINLI_ARCHIVE 重启平台。', 'Restart the platform with LINLI_ARCHIVE set.'),
      ),
    ];
  if (row?.failing)
    return [
      fault(
        text(`日志归档失败：${config.archiveDir}`, `The log does not reach its archive: ${config.archiveDir}`),
        text(
          '看它是否写满或不可写；修好后会自己补上。',
          'See whether it is full or cannot be written; it catches up by itself.',
        ),
      ),
    ];
  return [well(`日志归档正常，最近 ${row?.last ?? '—'}`, `The log is archived, last ${row?.last ?? '—'}`)];
}
