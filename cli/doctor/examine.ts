import { text } from '../../domain/text.ts';
import type { Log } from '../../server/kit/ctx.ts';
import { openDatabase } from '../../server/kit/db/client.ts';
import { attach, connected } from '../attach.ts';
import { examineBroker } from './broker.ts';
import { examineAudit, examineCalendar, examineFiles, examineQueue, examineReplay, examineVault } from './contents.ts';
import { examineArchive, examineClock, examineMigrations, examineRowSecurity, examineServer } from './database.ts';
import { type Finding, fault, type Patient, type ReachedPatient } from './finding.ts';
import { examineDisk, examineKeys } from './machine.ts';
import { examineSettings } from './settings.ts';
import { examineSignOn } from './sign-on.ts';
import { examineSources, examineWays } from './ways.ts';

/** Asked only of a database whose schema is this program's. */
const ofContents = [
  examineRowSecurity,
  examineClock,
  examineArchive,
  examineVault,
  examineAudit,
  examineQueue,
  examineFiles,
  examineReplay,
  examineCalendar,
  examineBroker,
  examineSettings,
];

/** Looks at everything an operator can do something about, and changes nothing. */
export async function examine(patient: Patient, log: Log): Promise<readonly Finding[]> {
  const findings = [
    ...(await examineDisk(patient)),
    ...(await examineKeys(patient)),
    ...(await examineWays(patient)),
    ...(await examineSources(patient)),
    ...(await examineSignOn(patient)),
  ];
  try {
    const attached = await attach(patient.config, log);
    try {
      findings.push(...(await examineDatabase(patient, attached.ownerUrl)));
    } finally {
      await attached.stop();
    }
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    const reason = message || code || '';
    findings.push(
      fault(
        text(`数据库连不上：${reason}`, `The database cannot be reached: ${reason}`),
        patient.config.databaseUrl
          ? text('检查 DATABASE_URL、数据库服务和网络。', 'Check DATABASE_URL, the server and the network.')
          : text(
              `检查 LINLI_DATA（${patient.config.dataDir}）；数据库自己的日志在 ${patient.config.dataDir}/db.log。`,
              `Check LINLI_DATA (${patient.config.dataDir}); the server's own log is ${patient.config.dataDir}/db.log.`,
            ),
      ),
    );
  }
  return findings;
}

async function examineDatabase(patient: Patient, ownerUrl: string): Promise<readonly Finding[]> {
  return connected(ownerUrl, async (owner) => {
    // The owner sees past the policies, and no role needs to be made for looking.
    const database = openDatabase(ownerUrl, 2);
    const reached: ReachedPatient = { ...patient, owner, database };
    try {
      const findings = [...(await examineServer(reached)), ...(await examineMigrations(reached))];
      if (findings.some(({ level }) => level === 'fault')) return findings;
      for (const look of ofContents) findings.push(...(await look(reached)));
      return findings;
    } finally {
      await database.close();
    }
  });
}
