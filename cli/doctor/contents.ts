import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { businessDay } from '../../domain/calendar/instant.ts';
import { text } from '../../domain/text.ts';
import { verifyAudit } from '../../server/access/audit-verify.ts';
import { findReplayFaults } from '../../server/features/cases/cases.replay.ts';
import { openVault } from '../../server/kit/crypto/ring-vault.ts';
import { assertVaultFits } from '../../server/kit/crypto/vault-fit.ts';
import { noRows } from '../../server/kit/db/client.ts';
import { filesUnder } from '../backup/folders.ts';
import { type Finding, fault, type ReachedPatient, warning, well } from './finding.ts';

const few = (names: readonly string[]): string => names.slice(0, 5).join(', ') + (names.length > 5 ? ' …' : '');

/** Whether the ring is the one the data was sealed under. */
export async function examineVault({ config, database, owner }: ReachedPatient): Promise<readonly Finding[]> {
  const { rowCount } = await owner.query("select from settings where key = 'vault'");
  // Before the first start nothing is sealed yet; without a ring its absence has been told.
  if (rowCount === 0 || !existsSync(join(config.keysDir, 'key-ring.json'))) return [];
  try {
    await assertVaultFits(database, await openVault(config.keysDir));
    return [well('密钥打得开这份数据', 'The keys open this data')];
  } catch {
    return [
      fault(
        text('密钥不是封存这份数据的那一套', 'The keys are not those this data was sealed under'),
        text(`把正确的 key-ring.json 放回 ${config.keysDir}。`, `Put the right key-ring.json into ${config.keysDir}.`),
      ),
    ];
  }
}

const tailMs = 5 * 60_000;

/** Whether the audit's chain is whole and sealed to its end. */
export async function examineAudit({ database, now }: ReachedPatient): Promise<readonly Finding[]> {
  const verdict = await database.read(noRows, verifyAudit);
  const findings: Finding[] = [];
  if (verdict.faults.length > 0)
    findings.push(
      fault(
        text(
          `审计链有 ${verdict.faults.length} 处不符`,
          `The audit's chain does not agree in ${verdict.faults.length} places`,
        ),
        text(
          '运行 linli audit verify 看是哪几行，交审计管理员；不要自行改动。',
          'Run linli audit verify for the rows and tell the audit administrator; change nothing.',
        ),
      ),
    );
  const oldest = verdict.oldestUnsealed;
  if (oldest && now().getTime() - new Date(oldest).getTime() > tailMs)
    findings.push(
      fault(
        text(`审计自 ${oldest} 起未封存`, `The audit has not been sealed since ${oldest}`),
        text(
          '没有 worker 在跑：启动 LINLI_ROLE=worker 或 all 的进程。',
          'No worker runs: start a process with LINLI_ROLE=worker or all.',
        ),
      ),
    );
  if (findings.length > 0) return findings;
  return [well(`审计链完整，${verdict.rows} 行`, `The audit's chain is whole, ${verdict.rows} rows`)];
}

interface QueueRow {
  readonly name: string;
  readonly late: number;
  readonly dead: number;
}

const lateSql = `select name, (count(*) filter (where state < 'active' and start_after < now() - interval '10 minutes' and name <> 'dead-letter'))::int as late,
    (count(*) filter (where state = 'failed' or (name = 'dead-letter' and state < 'completed')))::int as dead
  from pgboss.job group by name order by name`;

/** Whether jobs are run, and whether some were given up. */
export async function examineQueue({ owner }: ReachedPatient): Promise<readonly Finding[]> {
  const { rows: there } = await owner.query("select to_regclass('pgboss.job') is not null as there");
  if (!there[0]?.there) return [];
  const { rows } = await owner.query<QueueRow>(lateSql);
  const late = rows.filter((row) => row.late > 0);
  const dead = rows.filter((row) => row.dead > 0);
  const findings: Finding[] = [];
  if (late.length > 0) {
    const list = late.map((row) => `${row.name} ${row.late}`).join(', ');
    findings.push(
      fault(
        text(`任务积压超过十分钟：${list}`, `Jobs have waited for more than ten minutes: ${list}`),
        text('启动或增加 LINLI_ROLE=worker 的进程。', 'Start a process with LINLI_ROLE=worker, or one more.'),
      ),
    );
  }
  if (dead.length > 0) {
    const list = dead.map((row) => `${row.name} ${row.dead}`).join(', ');
    findings.push(
      fault(
        text(`任务多次失败后已搁置：${list}`, `Jobs were given up after many tries: ${list}`),
        text(
          '按日志 job.gave-up 的原因修好后，再处理死信队列 dead-letter 里的任务。',
          'Mend what the log says at job.gave-up, then see to what lies in the queue dead-letter.',
        ),
      ),
    );
  }
  return findings.length > 0 ? findings : [well('任务队列没有积压', 'The queue has no backlog')];
}

interface FileRow {
  readonly sum: string;
  readonly ref: string;
  readonly size: number | null;
}

const filesSql = `select sha256 as sum, community_id || '-' || id as ref, size_bytes::int as size from files where state <> 'erased' and sha256 is not null
  union all select thumb_sha256, community_id || '-' || id, null from files where state <> 'erased' and thumb_sha256 is not null`;

/** Whether every file a row names is there whole, and nothing lies there that no row names. */
export async function examineFiles({ owner, config }: ReachedPatient): Promise<readonly Finding[]> {
  const { rows } = await owner.query<FileRow>(filesSql);
  const folder = join(config.dataDir, 'files');
  const pathOf = (sum: string): string => join(folder, sum.slice(0, 2), sum.slice(2, 4), sum);
  const missing = rows.filter(({ sum, size }) => {
    const found = statSync(pathOf(sum), { throwIfNoEntry: false });
    return !found || (size !== null && found.size !== size);
  });
  const named = new Set(rows.map(({ sum }) => sum));
  let orphans = 0;
  for await (const path of filesUnder(folder)) {
    if (!path.startsWith('unfinished') && !named.has(path.slice(path.lastIndexOf('/') + 1))) orphans += 1;
  }
  const findings: Finding[] = [];
  if (missing.length > 0) {
    const list = few([...new Set(missing.map(({ ref }) => ref))]);
    findings.push(
      fault(
        text(
          `${missing.length} 个附件丢失或残缺：${list}`,
          `${missing.length} files are missing or cut short: ${list}`,
        ),
        text(
          `从备份的 files/ 或归档的 files/ 拷回 ${folder}（文件名就是内容的校验和）。`,
          `Copy them back into ${folder} from the files/ of a backup or of the archive (each is named by its checksum).`,
        ),
      ),
    );
  }
  if (orphans > 0)
    findings.push(
      warning(
        text(`${orphans} 个附件没有记录引用`, `${orphans} files are named by no row`),
        text(
          '每晚的 files.sweep 会清理；一直不减说明 worker 没跑。',
          'files.sweep takes them away each night; if they stay, no worker runs.',
        ),
      ),
    );
  return findings.length > 0 ? findings : [well(`${named.size} 个附件齐全`, `All ${named.size} files are there`)];
}

const sample = 200;

/** Whether a sample of matters is what its entries say. */
export async function examineReplay({ owner, database }: ReachedPatient): Promise<readonly Finding[]> {
  const { rows } = await owner.query<{ id: string }>('select distinct community_id::text as id from cases');
  const scope = { communities: rows.map(({ id }) => Number(id)), organisations: [] };
  const { looked, faults } = await database.read(scope, (db) => findReplayFaults(db, sample));
  if (faults.length === 0)
    return [well(`抽查 ${looked} 件事项，经过与现状一致`, `${looked} matters looked at: each is what its entries say`)];
  const list = few(faults.map(({ communityId, id, parts }) => `${communityId}-${id} (${parts.join(' ')})`));
  return [
    fault(
      text(
        `${faults.length} 件事项的现状与经过不符：${list}`,
        `${faults.length} matters are not what their entries say: ${list}`,
      ),
      text(
        '有人绕过平台改了数据库。经过（entries）是凭据：从改动前的备份核对后恢复。',
        'Somebody changed the database past the platform. The entries are the proof: compare with a backup from before, and restore.',
      ),
    ),
  ];
}

/** Whether this year's holidays are known, and in December the next one's. */
export async function examineCalendar({ owner, now }: ReachedPatient): Promise<readonly Finding[]> {
  const { rows } = await owner.query<{ year: number }>('select year from calendar_years');
  const years = new Set(rows.map(({ year }) => year));
  const today = businessDay(now().toISOString());
  const year = Number(today.slice(0, 4));
  const remedy = text(
    '随平台带来的年份在启动时装入；新的一年由区级办公室在“工作日历”里录入国务院公布的放假安排，时限会自动重算。',
    'Years that come with the platform are put in when it starts. Let the district office enter a new one in the calendar; limits are then counted again by themselves.',
  );
  if (!years.has(year))
    return [fault(text(`${year} 年的放假安排没有录入`, `The holidays of ${year} are not entered`), remedy)];
  if (today.slice(5) >= '12-01' && !years.has(year + 1))
    return [
      warning(text(`${year + 1} 年的放假安排还没有录入`, `The holidays of ${year + 1} are not entered yet`), remedy),
    ];
  return [well(`${year} 年的放假安排已录入`, `The holidays of ${year} are entered`)];
}
