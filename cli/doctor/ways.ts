import { isIP } from 'node:net';
import { text } from '../../domain/text.ts';
import type { Config } from '../../server/config.ts';
import { type Finding, type Patient, warning, well } from './finding.ts';

/** Whether a host is this machine itself: nothing passes a wire to reach it. */
function isHere(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return bare === '' || bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

/** Whether the way to a database goes over a wire that nobody checks the other end of. */
function isUnchecked(address: string | undefined): boolean {
  if (address === undefined) return false;
  const { hostname, searchParams } = new URL(address);
  // A host in the query is a folder of sockets, or one more server.
  const host = searchParams.get('host') ?? hostname;
  return !host.startsWith('/') && !isHere(decodeURIComponent(host)) && searchParams.get('sslmode') !== 'verify-full';
}

/** Whether what is sent between people, platform and database goes encrypted, to an end that was checked. */
export async function examineWays({ config }: Pick<Patient, 'config'>): Promise<readonly Finding[]> {
  const findings = [...databaseWays(config), ...publicWay(config)];
  return findings.length > 0
    ? findings
    : [well('到数据库和到用户的通道没有发现问题', 'The ways to the database and to people are in order')];
}

function databaseWays({ databaseUrl, databaseAppUrl }: Config): readonly Finding[] {
  const names = [
    ...(isUnchecked(databaseUrl) ? ['DATABASE_URL'] : []),
    ...(isUnchecked(databaseAppUrl) ? ['DATABASE_APP_URL'] : []),
  ];
  return names.map((name) =>
    warning(
      text(
        `${name} 连到别的机器，却不核对对方的证书`,
        `${name} goes to another machine without checking its certificate`,
      ),
      text(
        '在地址末尾加 ?sslmode=verify-full，并用 sslrootcert 指明签发证书的根。',
        'Add ?sslmode=verify-full to the address, and sslrootcert for the root that signed the certificate.',
      ),
    ),
  );
}

function publicWay({ publicUrl }: Config): readonly Finding[] {
  if (publicUrl === undefined) return [];
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol === 'https:' || isHere(hostname)) return [];
  return [
    warning(
      text(
        'PUBLIC_URL 是 http：密码和个人信息在路上是明文',
        'PUBLIC_URL is http: passwords and personal data travel in the open',
      ),
      text(
        '在反向代理上配好证书，把 PUBLIC_URL 改成 https:// 开头。',
        'Put a certificate on the proxy in front and let PUBLIC_URL begin with https://.',
      ),
    ),
  ];
}
