import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SessionView } from '../../../contract/identity.ts';
import { signOnOidc } from '../../outside/sign-on/oidc.ts';
import type { SignOnPort } from '../../outside/sign-on/port.ts';
import { parseSignOn } from '../../outside/sign-on/settings.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import { type Browser, openBrowser } from '../../test/sign-on/browsing.ts';
import { client, type PortalProcess, startOidc } from '../../test/sign-on/processes.ts';

const people = { wang: { claims: { employee_number: 'A-001' } }, li: { claims: { employee_number: 'A-002' } } };
const name = { zh: '区统一身份认证', en: 'District sign-on' };
const ports: SignOnPort[] = [];
/** What the providers have sent past the browser, as it came. */
const sent: string[] = [];
let app: TestApp;
let base: string;
const providers: PortalProcess[] = [];

beforeAll(async () => {
  app = await testApp({ signOn: ports, world: false });
  base = await app.http.listen({ port: 0, host: '127.0.0.1' });
  for (const id of ['sessions', 'persons']) {
    const backChannel = { address: `${base}/api/auth/sign-on/${id}/logout`, bySession: id === 'sessions' };
    const leaves = [`${base}/desk/sign-in`];
    const provider = await startOidc({
      people,
      returns: [`${base}/api/auth/sign-on/${id}/return`],
      leaves,
      backChannel,
    });
    providers.push(provider);
    const [settings] = parseSignOn({ providers: [{ id, kind: 'oidc', name, issuer: provider.address, ...client }] });
    if (settings?.kind === 'oidc') ports.push(listened(signOnOidc(settings, () => new Date().toISOString())));
  }
  for (const number of ['A-001', 'A-002']) {
    const id = await app.makeStaff(`员工${number}`);
    await app.database.pool.query('update users set employee_number = $2 where id = $1', [id, number]);
  }
});
afterAll(async () => {
  await Promise.all(providers.map((provider) => provider.stop()));
  await app.close();
});
beforeEach(() => {
  sent.length = 0;
});

/** As a port, with what comes to it kept. */
function listened(port: SignOnPort): SignOnPort {
  const endedBy = async (body: string) => {
    sent.push(body);
    return port.endedBy?.(body);
  };
  return { ...port, endedBy };
}

const session = async (browser: Browser): Promise<string> =>
  ((await (await browser.go(`${base}/api/session`)).json()) as SessionView).kind;

async function signedOn(id: string, login: string): Promise<Browser> {
  const browser = openBrowser();
  const back = `${base}/api/auth/sign-on/${id}/return`;
  const there = await browser.follow(`${base}/api/auth/sign-on/${id}`, back);
  const on = await browser.send(there.address, there.page, { login });
  await browser.go((await browser.follow(on, back)).address);
  expect(await session(browser)).toBe('staff');
  return browser;
}

/** Signs out at the provider itself, through its page. */
async function signOutThere(browser: Browser, id: string): Promise<void> {
  const leave = await browser.go(`${base}/api/auth/sign-on/${id}/leave`);
  const there = await browser.follow(browser.nextOf(leave, base), `${base}/desk/sign-in`);
  await browser.send(there.address, there.page, { logout: 'yes' });
}

const tell = (id: string, body: string): Promise<number> =>
  fetch(`${base}/api/auth/sign-on/${id}/logout`, { method: 'POST', body: new URLSearchParams(body) }).then(
    ({ status }) => status,
  );

describe('signing out at a provider', () => {
  it('ends the one session begun under it there, and no other of the same person', async () => {
    const [here, elsewhere, other] = [
      await signedOn('sessions', 'wang'),
      await signedOn('sessions', 'wang'),
      await signedOn('sessions', 'li'),
    ];
    await signOutThere(here, 'sessions');
    expect(sent).toHaveLength(1);
    expect([await session(here), await session(elsewhere), await session(other)]).toEqual([
      'anonymous',
      'staff',
      'staff',
    ]);
    const { rows } = await app.database.pool.query(
      "select actor, details from audit_rows where action = 'identity.signed-out'",
    );
    expect(rows).toEqual([{ actor: expect.objectContaining({ kind: 'system' }), details: { by: 'sessions' } }]);
  });

  it('ends all of a person where the provider names no session, begun there alone', async () => {
    const [here, elsewhere, other] = [
      await signedOn('persons', 'wang'),
      await signedOn('persons', 'wang'),
      await signedOn('persons', 'li'),
    ];
    const byOther = await signedOn('sessions', 'wang');
    await signOutThere(here, 'persons');
    expect([await session(here), await session(elsewhere), await session(other), await session(byOther)]).toEqual([
      'anonymous',
      'anonymous',
      'staff',
      'staff',
    ]);
  });

  it('is taken once: the same message ends nothing that began later', async () => {
    await signOutThere(await signedOn('persons', 'wang'), 'persons');
    const [message = ''] = sent;
    expect(message).toMatch(/^logout_token=/);
    const again = await signedOn('persons', 'wang');
    expect([await tell('persons', message), await tell('persons', message)]).toEqual([400, 400]);
    expect(await session(again)).toBe('staff');
  });

  it('is taken from the provider it is of alone, and from nobody who has no token of its making', async () => {
    const before = await signedOn('persons', 'wang');
    await signOutThere(before, 'persons');
    const [message = ''] = sent;
    const [byPerson, bySession] = [await signedOn('persons', 'wang'), await signedOn('sessions', 'wang')];
    const [head, body, signature] = message.split('.') as [string, string, string];
    const spoilt = `${head}.${body}.${signature.split('').reverse().join('')}`;
    const statuses = [
      await tell('sessions', message),
      await tell('persons', spoilt),
      await tell('persons', ''),
      await tell('persons', 'logout_token=x'),
    ];
    expect(statuses).toEqual([400, 400, 400, 400]);
    expect(await tell('none', message)).toBe(404);
    expect([await session(byPerson), await session(bySession)]).toEqual(['staff', 'staff']);
  });
});
