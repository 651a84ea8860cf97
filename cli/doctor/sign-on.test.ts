import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { type PortalProcess, startCas, startOidc } from '../../server/test/sign-on/processes.ts';
import { examineSignOn } from './sign-on.ts';

const folder = mkdtempSync(join(tmpdir(), 'linli-portals-'));
const path = join(folder, 'sign-on.json');
let oidc: PortalProcess;
let cas: PortalProcess;
beforeAll(async () => {
  [oidc, cas] = await Promise.all([startOidc({ people: {}, returns: ['https://linli.example/x'] }), startCas({})]);
});
afterAll(async () => {
  await Promise.all([oidc?.stop(), cas?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const name = { zh: '门户', en: 'Portal' };
async function told(providers: readonly object[]): Promise<string[]> {
  writeFileSync(path, JSON.stringify({ providers }));
  chmodSync(path, 0o600);
  const config = readConfig({ SIGN_ON_FILE: path, PUBLIC_URL: 'https://linli.example' });
  const findings = await examineSignOn({ config, now: () => new Date(), freeBytes: async () => 0 });
  for (const { level, remedy } of findings) expect(remedy === undefined).toBe(level === 'well');
  return findings.map(({ level, words }) => `${level}: ${words.en}`);
}
const district = () => ({
  id: 'district',
  kind: 'oidc',
  name,
  issuer: oidc.address,
  clientId: 'x',
  clientSecret: 's'.repeat(16),
});
const street = () => ({ id: 'street', kind: 'cas', name, server: cas.address });

it('says of portals that answer so, and nothing where there are none', async () => {
  expect(await told([district(), street()])).toEqual([
    'well: Portal district (OIDC) answers',
    'well: Portal street (CAS) answers',
  ]);
  expect(await told([])).toEqual([]);
});

it('says of portals that are away or something else what is wrong', async () => {
  const [away, page] = await told([
    { ...district(), issuer: 'http://127.0.0.1:1' },
    { ...street(), server: oidc.address },
  ]);
  expect(away).toMatch(/^warning: Portal district cannot be used/);
  expect(page).toMatch(/^warning: Portal street cannot be used: it has no \/p3\/serviceValidate/);
});

it('says that there is no way back, and that others may read the secrets', async () => {
  writeFileSync(path, JSON.stringify({ providers: [street()] }));
  chmodSync(path, 0o644);
  const config = readConfig({ SIGN_ON_FILE: path });
  const findings = await examineSignOn({ config, now: () => new Date(), freeBytes: async () => 0 });
  expect(findings.map(({ level, words }) => `${level}: ${words.en}`)).toEqual([
    'well: Portal street (CAS) answers',
    'fault: There are portals to sign on at, but no PUBLIC_URL',
    `fault: Others may read the secrets in ${path}`,
  ]);
});
