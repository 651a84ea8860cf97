import type { DemoSignIn } from '../server/features/demo/sign-ins.ts';
import { demoPassword } from '../server/features/demo/sign-ins.ts';
import { type Running, runUntilSignal } from '../server/main.ts';
import { buildWebIfStale, webDir } from './build-web.ts';

if (process.argv.includes('--help')) {
  console.log(
    'npm start\n  Builds the web where it is out of date, then starts everything on one port until Ctrl-C. docs/operations.md lists the variables.',
  );
  process.exit(0);
}

function line({ label, name, signInAs }: DemoSignIn): string {
  return `  ${label.zh.padEnd(8, '\u3000')} ${label.en.padEnd(24)} ${signInAs.padEnd(16)} ${name}`;
}

/** What makes an empty installation usable, in order; docs/operations.md says more. */
const firstSteps = `还没有人能登录。请依次执行（服务可以不停）。Nobody can sign in yet. Run in order, with the server running or not:
  npm run linli -- divisions list                        附带的区划名单 districts that come along
  npm run linli -- divisions import <code | file>        导入区县、街道、社区 put the district
  npm run linli -- units seed                            常用单位、职责清单、分派规则（可选）usual units, duty list, rules (optional)
  npm run linli -- users create <name> --role system-admin
  npm run linli -- users create <name> --role security-admin
  npm run linli -- users create <name> --role audit-admin
三个管理员是三个人；各人首次密码只显示一次。The three are three people; each first password is shown once.
`;

function say({ address, signIns, hasStaff }: Running): void {
  if (!address) return;
  console.log(
    `\n邻里 Linli  ${address}\n  居民 ${address}/   工作台 ${address}/desk/   网格员 ${address}/field/   大屏 ${address}/wall/\n`,
  );
  if (!hasStaff) console.log(firstSteps);
  if (signIns.length === 0) return;
  console.log(
    `演示数据，全部虚构；员工密码均为 ${demoPassword}，居民的验证码见日志。Demo data, all made up; staff sign in with ${demoPassword}, residents by the code in the log.`,
  );
  console.log(`${signIns.map(line).join('\n')}\n`);
}

// Both at once: the database takes as long to fill as the web to build.
const before = buildWebIfStale();
await runUntilSignal({ before, webDir, onStarted: say }).catch((error: Error) => {
  console.error(`\n${error.message}`);
  process.exit(1);
});
