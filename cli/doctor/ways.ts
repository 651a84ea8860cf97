import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { type Text, text } from '../../domain/text.ts';
import { openWays } from '../../server/ways.ts';
import { type Finding, fault, type Patient, warning, well } from './finding.ts';

/** An installation for people has no history of its sources beside it. */
export async function examineSources(
  { config }: Pick<Patient, 'config'>,
  root = projectRoot,
): Promise<readonly Finding[]> {
  if (!config.publicUrl?.startsWith('https:') || !existsSync(join(root, '.git'))) return [];
  return [
    warning(
      text(`安装目录旁有 .git：${root}`, `There is a .git beside the installation: ${root}`),
      text('用发布包或 git archive 部署，删去 .git。', 'Install from a release or git archive, and remove .git.'),
    ),
  ];
}

/** Whether what is sent between people, platform, database and gateways goes encrypted, to an end that was checked. */
export async function examineWays({
  config,
  now,
}: Pick<Patient, 'config'> & Partial<Patient>): Promise<readonly Finding[]> {
  const found = [
    ...openWays(config).map(openWay),
    ...(
      await Promise.all([config.publicUrl, config.staffUrl].map((url) => certificateOf(url, now?.() ?? new Date())))
    ).flat(),
  ];
  return found.length > 0
    ? found
    : [
        well(
          '到数据库、网关和用户的通道没有发现问题',
          'The ways to the database, to gateways and to people are in order',
        ),
      ];
}

const projectRoot = resolve(import.meta.dirname, '../..');
const databases: ReadonlySet<string> = new Set(['DATABASE_URL', 'DATABASE_APP_URL']);

function openWay(name: string): Finding {
  if (databases.has(name))
    return warning(
      text(
        `${name} 连到别的机器，却不核对对方的证书`,
        `${name} goes to another machine without checking its certificate`,
      ),
      text(
        '在地址末尾加 ?sslmode=verify-full，并用 sslrootcert 指明签发证书的根。',
        'Add ?sslmode=verify-full to the address, and sslrootcert for the root that signed the certificate.',
      ),
    );
  return warning(
    text(`${name} 没有加密：路上是明文`, `${name} is not encrypted: what is sent travels in the open`),
    text(
      '换成 https（消息服务器用 mqtts）地址；本平台可以自己带证书：TLS_CERT、TLS_KEY。',
      'Use an https address (mqtts for the broker); the platform can carry a certificate itself: TLS_CERT, TLS_KEY.',
    ),
  );
}

const patienceMs = 5_000;
const soonDays = 21;
const renewal: Text = text(
  '续签证书（受信任的机构签发，带上中间证书）；用 TLS_CERT 时换好文件一分钟内生效。',
  'Renew it, from an authority people’s browsers trust, with its chain; with TLS_CERT new files are taken within a minute.',
);

/** A handshake as a browser makes it; undefined for what was not agreed. */
function handshake(url: URL, options: object): Promise<{ until: string } | { failed: string }> {
  const port = Number(url.port || 443);
  return new Promise((done) => {
    const socket: TLSSocket = connect({ host: url.hostname, port, servername: url.hostname, ...options }, () => {
      const { valid_to } = socket.getPeerCertificate();
      socket.destroy();
      done({ until: valid_to });
    });
    socket.setTimeout(patienceMs, () => socket.destroy(new Error('timeout')));
    socket.on('error', (error: NodeJS.ErrnoException) => done({ failed: error.code ?? error.message }));
  });
}

/** What people's browsers meet at an https address: whether it is trusted, how long, and whether old versions of TLS are still spoken there. */
async function certificateOf(address: string | undefined, now: Date): Promise<readonly Finding[]> {
  const url = address === undefined ? undefined : new URL(address);
  if (url?.protocol !== 'https:') return [];
  const met = await handshake(url, { minVersion: 'TLSv1.2' });
  if ('failed' in met)
    return [
      fault(
        text(
          `${url.host} 的 https 连不上或证书不可信：${met.failed}`,
          `The https of ${url.host} cannot be reached or is not trusted: ${met.failed}`,
        ),
        renewal,
      ),
    ];
  const days = Math.floor((Date.parse(met.until) - now.getTime()) / 86_400_000);
  const old = await handshake(url, {
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT@SECLEVEL=0',
    rejectUnauthorized: false,
  });
  return [
    ...(days < soonDays
      ? [
          warning(
            text(`${url.host} 的证书还有 ${days} 天到期`, `The certificate of ${url.host} ends in ${days} days`),
            renewal,
          ),
        ]
      : []),
    ...('until' in old
      ? [
          fault(
            text(`${url.host} 还接受 TLS 1.1 或更旧的版本`, `${url.host} still speaks TLS 1.1 or older`),
            text(
              '在反向代理上只留 TLS 1.2 和 1.3，或改用 TLS_CERT、TLS_KEY。',
              'Leave TLS 1.2 and 1.3 alone on the proxy, or use TLS_CERT and TLS_KEY.',
            ),
          ),
        ]
      : []),
  ];
}
