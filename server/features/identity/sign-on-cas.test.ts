import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionView } from '../../../contract/identity.ts';
import { signOnCas } from '../../outside/sign-on/cas.ts';
import type { SignOnPort } from '../../outside/sign-on/port.ts';
import { type CasSettings, parseSignOn } from '../../outside/sign-on/settings.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import { type Browser, openBrowser } from '../../test/sign-on/browsing.ts';
import { hasRealCas, type PortalProcess, startRealCas } from '../../test/sign-on/processes.ts';

/** Where Debian's python3-django-cas-server is not installed, the server beside the adapter stands for it (sign-on.test.ts). */
describe.runIf(hasRealCas())('signing on at a server of CAS that others wrote', () => {
  const li = { username: 'li', password: 'river' };
  let app: TestApp;
  let base: string;
  let cas: PortalProcess;
  let userId: string;

  beforeAll(async () => {
    const ports: SignOnPort[] = [];
    app = await testApp({ signOn: ports });
    base = await app.http.listen({ port: 0, host: '127.0.0.1' });
    const person = { name: li.username, password: li.password, attributes: { employeeNumber: 'C-001' } };
    cas = await startRealCas({ person, services: '^http://127\\.0\\.0\\.1:\\d+/api/auth/sign-on/portal/return' });
    const name = { zh: '统一身份认证', en: 'Sign-on' };
    for (const settings of parseSignOn({ providers: [{ id: 'portal', kind: 'cas', name, server: cas.address }] }))
      ports.push(signOnCas(settings as CasSettings));
    userId = await app.makeStaff('李工');
    await app.database.pool.query('update users set employee_number = $2 where id = $1', [userId, 'C-001']);
  });
  afterAll(async () => {
    await cas?.stop();
    await app?.close();
  });

  const start = (): string => `${base}/api/auth/sign-on/portal`;
  const session = async (browser: Browser): Promise<SessionView> =>
    (await (await browser.go(`${base}/api/session`)).json()) as SessionView;
  const arrive = async (browser: Browser, back: string): Promise<string | null> =>
    new URL(browser.nextOf(await browser.go(back), back)).searchParams.get('refused');

  /** Through the portal's page to the address with the ticket, which is not asked yet. */
  async function ticketFor(browser: Browser): Promise<string> {
    const there = await browser.follow(start(), `${start()}/return`);
    if (there.page === '') return there.address;
    return browser.send(there.address, there.page, li);
  }

  it('begins a session of the account that carries the number of its attribute', async () => {
    const browser = openBrowser();
    expect(await arrive(browser, await ticketFor(browser))).toBeNull();
    expect(await session(browser)).toMatchObject({ kind: 'staff', user: { id: userId } });
  });

  it('takes a ticket once, for its own service alone, and none that the server never gave', async () => {
    const [victim, attacker, forger] = [openBrowser(), openBrowser(), openBrowser()];
    const [own, other] = [new URL(await ticketFor(victim)), new URL(await ticketFor(attacker))];
    own.searchParams.set('ticket', other.searchParams.get('ticket') as string);
    expect(await arrive(victim, own.href)).toBe('sign-on.untrusted');
    const first = await ticketFor(forger);
    expect(await arrive(forger, first)).toBeNull();
    const used = new URL(first).searchParams.get('ticket') as string;
    const again = new URL(await ticketFor(forger));
    again.searchParams.set('ticket', used);
    expect(await arrive(forger, again.href)).toBe('sign-on.untrusted');
    const made = new URL(await ticketFor(forger));
    made.searchParams.set('ticket', 'ST-made-up');
    expect(await arrive(forger, made.href)).toBe('sign-on.untrusted');
  });

  it('ends the session when one signs out at the server, and no other', async () => {
    const [browser, other] = [openBrowser(), openBrowser()];
    expect(await arrive(browser, await ticketFor(browser))).toBeNull();
    expect(await arrive(other, await ticketFor(other))).toBeNull();
    const out = await browser.go(`${start()}/leave`);
    await browser.follow(browser.nextOf(out, base), `${base}/desk/sign-in`);
    await expect.poll(async () => (await session(browser)).kind, { timeout: 10_000 }).toBe('anonymous');
    expect((await session(other)).kind).toBe('staff');
  });
});
