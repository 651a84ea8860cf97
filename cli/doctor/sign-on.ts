import { stat } from 'node:fs/promises';
import { type Text, text } from '../../domain/text.ts';
import { validateTicket } from '../../server/outside/sign-on/cas.ts';
import { discover } from '../../server/outside/sign-on/oidc.ts';
import type { SignOnSettings } from '../../server/outside/sign-on/settings.ts';
import { type Finding, fault, type Patient, warning, well } from './finding.ts';

/** Whether each portal that staff sign on at answers as it should, and would find its way back here. */
export async function examineSignOn({ config }: Patient): Promise<readonly Finding[]> {
  const { signOn, signOnFile, publicUrl } = config;
  if (signOn.length === 0 || signOnFile === undefined) return [];
  const findings = await Promise.all(signOn.map(examinePortal));
  if (publicUrl === undefined)
    findings.push(
      fault(
        text('启用了统一身份认证，但没有设 PUBLIC_URL', 'There are portals to sign on at, but no PUBLIC_URL'),
        text(
          '设 PUBLIC_URL 为大家访问本平台的地址，认证平台才能把人送回来。',
          'Set PUBLIC_URL to the address people reach this platform by, so that a portal can send them back.',
        ),
      ),
    );
  const found = await stat(signOnFile);
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0)
    findings.push(
      fault(
        text(`统一身份认证的设置里有密钥，别人也能读：${signOnFile}`, `Others may read the secrets in ${signOnFile}`),
        text(`执行 chmod 600 ${signOnFile}`, `Run: chmod 600 ${signOnFile}`),
      ),
    );
  return findings;
}

const remedy = (address: string): Text =>
  text(
    `检查设置文件里的地址（${address}）、网络，以及证书是否可信（自建机构用 NODE_EXTRA_CA_CERTS）。平台照常运行，可以用密码登录。`,
    `Check the address in the file (${address}), the network, and whether its certificate is trusted (NODE_EXTRA_CA_CERTS for one of your own). The platform runs on; people sign in by password.`,
  );

async function examinePortal(settings: SignOnSettings): Promise<Finding> {
  const { id } = settings;
  const address = settings.kind === 'oidc' ? settings.issuer : settings.server;
  try {
    if (settings.kind === 'cas') {
      // A ticket that nobody has: whoever says no to it is a server of CAS.
      const answer = await validateTicket(address, 'https://linli.invalid/', 'ST-doctor');
      if ('failure' in answer) return well(`统一身份认证 ${id}（CAS）应答正常`, `Portal ${id} (CAS) answers`);
      return fault(
        text(`统一身份认证 ${id} 认了一张编造的票据`, `Portal ${id} took a ticket that was made up`),
        text('立即停用它，并告诉它的管理者。', 'Take it out of the file at once, and tell those who run it.'),
      );
    }
    const { metadata } = await discover(address);
    if (metadata.end_session_endpoint === undefined)
      return warning(
        text(`统一身份认证 ${id} 不提供退出登录`, `Portal ${id} offers no sign-out`),
        text(
          '公用电脑上请提醒大家关闭浏览器，或请认证平台提供 end_session_endpoint。',
          'On shared computers have people close the browser, or ask the portal for an end_session_endpoint.',
        ),
      );
    return well(`统一身份认证 ${id}（OIDC）应答正常`, `Portal ${id} (OIDC) answers`);
  } catch (error) {
    const reason = (error as Error).message;
    return warning(
      text(`统一身份认证 ${id} 用不了：${reason}`, `Portal ${id} cannot be used: ${reason}`),
      remedy(address),
    );
  }
}
