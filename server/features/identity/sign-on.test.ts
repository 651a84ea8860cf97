import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionView } from '../../../contract/identity.ts';
import { signOnCas } from '../../outside/sign-on/cas.ts';
import { signOnOidc } from '../../outside/sign-on/oidc.ts';
import type { SignOnPort } from '../../outside/sign-on/port.ts';
import { parseSignOn } from '../../outside/sign-on/settings.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import { type Browser, openBrowser } from '../../test/sign-on/browsing.ts';
import { client, type PortalProcess, startCas, startOidc } from '../../test/sign-on/processes.ts';
import { world } from '../../test/world.ts';

const realTime = (): string => new Date().toISOString();
const name = { zh: '区统一身份认证', en: 'District sign-on' };
const people = {
  wang: { claims: { employee_number: 'A-001' } },
  stranger: { claims: { employee_number: 'A-999' } },
  gone: { claims: { employee_number: 'A-002' } },
  admin: { claims: { employee_number: 'A-003' }, amr: ['pwd'] },
  careful: { claims: { employee_number: 'A-004' }, amr: ['pwd', 'mfa'] },
  first: { sub: 'first-holder', claims: { employee_number: 'A-005' } },
  second: { sub: 'second-holder', claims: { employee_number: 'A-005' } },
  fresh: { claims: { employee_number: 'A-006' } },
  nameless: { claims: { name: '王芳' } },
  several: { claims: { employee_number: ['A-001', 'A-002'] } },
  called: { claims: { phone_number: '+8613800138000', phone_number_verified: true } },
  unverified: { claims: { phone_number: '+8613800138000', phone_number_verified: false } },
  again: { claims: { employee_number: 'A-007' } },
} as const;

let app: TestApp;
let base: string;
let signInPage: string;
let oidc: PortalProcess;
let cas: PortalProcess;
const ports: SignOnPort[] = [];
const ids = new Map<string, string>();
const rows = async <T>(sql: string, values: readonly unknown[] = []): Promise<T[]> =>
  (await app.database.pool.query(sql, [...values])).rows as T[];

async function makeStaff(number: string, given = `员工${number}`): Promise<string> {
  const id = await app.makeStaff(given);
  await rows('update users set employee_number = $2 where id = $1', [id, number]);
  ids.set(number, id);
  return id;
}

beforeAll(async () => {
  app = await testApp({ signOn: ports });
  base = await app.http.listen({ port: 0, host: '127.0.0.1' });
  signInPage = `${base}/desk/sign-in`;
  const back = (id: string) => `${base}/api/auth/sign-on/${id}/return`;
  [oidc, cas] = await Promise.all([
    startOidc({ people, returns: [back('district'), back('phones')], leaves: [`${base}/desk/sign-in`] }),
    startCas({
      li: { password: 'river', attributes: { employeeNumber: 'C-001' } },
      nobody: { password: 'river', attributes: {} },
    }),
  ]);
  const common = { kind: 'oidc', name, issuer: oidc.address, ...client };
  const secondFactor = { claim: 'amr', values: ['mfa'] };
  for (const settings of parseSignOn({
    providers: [
      { id: 'district', ...common, secondFactor },
      {
        id: 'phones',
        ...common,
        scopes: ['openid', 'phone'],
        match: { claim: 'phone_number', field: 'phone' },
      },
      { id: 'portal', kind: 'cas', name, server: `${cas.address}/` },
    ],
  }))
    ports.push(settings.kind === 'oidc' ? signOnOidc(settings, realTime) : signOnCas(settings));
  for (const number of ['A-001', 'A-002', 'A-003', 'A-004', 'A-005', 'A-006', 'A-007', 'C-001'])
    await makeStaff(number);
  await rows('update users set is_active = false where id = $1', [ids.get('A-002')]);
  await app.hold(ids.get('A-003') as string, 'security-admin');
  await app.hold(ids.get('A-004') as string, 'security-admin');
  await rows('update users set must_change_password = true where id = $1', [ids.get('A-006')]);
  await app.hold(ids.get('A-006') as string, 'grid-worker');
});
afterAll(async () => {
  await Promise.all([oidc?.stop(), cas?.stop()]);
  await app.close();
});

const start = (id = 'district', query = ''): string => `${base}/api/auth/sign-on/${id}${query}`;
const comesBackTo = (id: string): string => `${base}/api/auth/sign-on/${id}/return`;

/** To the portal, through its page, and to the address that it sends the browser back to, which is not asked yet. */
async function wayBack(
  browser: Browser,
  login: string,
  { id = 'district', query = '', turn = false } = {},
): Promise<string> {
  const there = await browser.follow(start(id, query), comesBackTo(id));
  if (there.page === '') return there.address;
  const on = await browser.send(there.address, there.page, { login, ...(turn ? { turn: 'back' } : {}) });
  return (await browser.follow(on, comesBackTo(id))).address;
}
const arrive = async (browser: Browser, back: string): Promise<URL> =>
  new URL(browser.nextOf(await browser.go(back), back));
const signOn = async (browser: Browser, login: string, more = {}): Promise<URL> =>
  arrive(browser, await wayBack(browser, login, more));
const refusedWith = async (login: string, more = {}): Promise<string | null> =>
  (await signOn(openBrowser(), login, more)).searchParams.get('refused');
const session = async (browser: Browser): Promise<SessionView> =>
  (await (await browser.go(`${base}/api/session`)).json()) as SessionView;

describe('signing on at a provider of OpenID Connect', () => {
  it('begins a session of the account that carries the employee number, and leads to the page one wanted', async () => {
    const browser = openBrowser();
    const at = await signOn(browser, 'wang', { query: '?surface=field&next=%2Ftasks%3Fa%3D1' });
    expect(at.href).toBe(`${base}/field/sign-in?next=%2Ftasks%3Fa%3D1`);
    expect(await session(browser)).toMatchObject({ kind: 'staff', user: { id: ids.get('A-001') }, awaits: null });
    expect([...browser.jarOf(base).keys()]).toEqual(['linli']);
    const link = {
      provider_id: 'sign-on:district',
      account_id: `${oidc.address} wang`,
      access_token: null,
      id_token: null,
    };
    expect(await rows('select * from accounts where user_id = $1', [ids.get('A-001')])).toEqual([
      expect.objectContaining({ ...link, password: null, refresh_token: null }),
    ]);
    const noted = await rows<{ action: string; details: object }>(
      "select action, details from audit_rows where actor->>'userId' = $1 order by id",
      [ids.get('A-001')],
    );
    expect(noted).toEqual([
      { action: 'identity.sign-on-linked', details: { by: 'district' } },
      { action: 'identity.signed-in', details: { by: 'district', hasSecondFactor: false } },
    ]);
    expect(await rows('select 1 from verifications')).toEqual([]);
  });

  it('asks with a code challenge, a state and a nonce that are new each time, and stores none of them readable', async () => {
    const [first, second] = [openBrowser(), openBrowser()];
    const asked = await Promise.all(
      [first, second].map(async (browser) => new URL(browser.nextOf(await browser.go(start()), base)).searchParams),
    );
    for (const query of asked) {
      expect(Object.fromEntries(query)).toMatchObject({
        response_type: 'code',
        code_challenge_method: 'S256',
        redirect_uri: comesBackTo('district'),
        scope: 'openid profile',
      });
      expect(query.get('state')).toMatch(/^[\w-]{43}$/);
    }
    const secrets = ['state', 'nonce', 'code_challenge'].flatMap((key) =>
      asked.map((query) => query.get(key) as string),
    );
    expect(new Set(secrets).size).toBe(6);
    const stored = JSON.stringify(await rows('select * from verifications'));
    for (const secret of [...secrets, ...[first, second].flatMap((one) => [...one.jarOf(base).values()])])
      expect(stored).not.toContain(secret.replace('desk.', ''));
    await rows('delete from verifications');
  });

  it('tells who has no account so, and makes nothing', async () => {
    const before = await rows(
      'select count(*) from users union all select count(*) from accounts union all select count(*) from sessions',
    );
    const at = await signOn(openBrowser(), 'stranger', { query: '?next=%2Fcases' });
    expect(at.href).toBe(`${signInPage}?next=%2Fcases&refused=sign-on.unknown&by=district`);
    expect(
      await rows(
        'select count(*) from users union all select count(*) from accounts union all select count(*) from sessions',
      ),
    ).toEqual(before);
    const [noted] = await rows("select actor, details from audit_rows where action = 'identity.sign-on-refused'");
    expect(noted).toEqual({ actor: { kind: 'anonymous' }, details: { by: 'district', code: 'sign-on.unknown' } });
  });

  it.each([
    ['who is switched off', 'gone', 'sign-on.switched-off'],
    ['whom a name alone stands for', 'nameless', 'sign-on.nobody'],
    ['who has several numbers', 'several', 'sign-on.nobody'],
  ])('refuses %s', async (_, login, code) => {
    expect(await refusedWith(login)).toBe(code);
  });

  it('refuses whoever turns back there', async () => {
    expect(await refusedWith('wang', { turn: true })).toBe('sign-on.cancelled');
  });

  it('refuses an answer that comes a second time, from another browser, or too late', async () => {
    const browser = openBrowser();
    const back = await wayBack(browser, 'wang');
    const thief = openBrowser();
    await thief.go(start());
    expect((await arrive(thief, back)).searchParams.get('refused')).toBe('sign-on.expired');
    expect((await arrive(openBrowser(), back)).searchParams.get('refused')).toBe('sign-on.expired');
    const kept = [...browser.jarOf(base)];
    // What others tried has not spoilt it for the browser it belongs to.
    expect((await arrive(browser, back)).searchParams.get('refused')).toBeNull();
    const replayer = openBrowser();
    for (const [key, value] of kept) replayer.jarOf(base).set(key, value);
    expect((await arrive(replayer, back)).searchParams.get('refused')).toBe('sign-on.expired');

    const late = openBrowser();
    const slow = await wayBack(late, 'wang');
    app.clock.advance(601_000);
    expect((await arrive(late, slow)).searchParams.get('refused')).toBe('sign-on.expired');
  });

  it('refuses a code made for another browser’s way: PKCE and nonce are the browser’s own', async () => {
    const [victim, attacker] = [openBrowser(), openBrowser()];
    const [own, other] = [await wayBack(victim, 'wang'), await wayBack(attacker, 'first')];
    const mixed = new URL(own);
    mixed.searchParams.set('code', new URL(other).searchParams.get('code') as string);
    expect((await arrive(victim, mixed.href)).searchParams.get('refused')).toBe('sign-on.untrusted');
    expect((await session(victim)).kind).toBe('anonymous');
  });

  it.each([
    ['of another issuer', (url: URL) => url.searchParams.set('iss', 'https://other.example')],
    ['without its issuer', (url: URL) => url.searchParams.delete('iss')],
    ['without a code', (url: URL) => url.searchParams.delete('code')],
    ['with a code of nobody’s', (url: URL) => url.searchParams.set('code', 'x'.repeat(43))],
  ])('refuses an answer %s', async (_, spoil) => {
    const browser = openBrowser();
    const back = new URL(await wayBack(browser, 'wang'));
    spoil(back);
    expect((await arrive(browser, back.href)).searchParams.get('refused')).toBe('sign-on.untrusted');
  });

  it('refuses an answer at the door of another portal', async () => {
    const browser = openBrowser();
    const back = (await wayBack(browser, 'wang')).replace('/district/', '/phones/');
    expect((await arrive(browser, back)).searchParams.get('refused')).toBe('sign-on.expired');
  });

  it.each([
    '?next=%2F%2Fevil.example',
    '?next=https%3A%2F%2Fevil.example',
    '?surface=%2F%2Fevil.example',
    '?surface=portal',
  ])('never leads out of the platform: %s', async (query) => {
    const at = await signOn(openBrowser(), 'wang', { query });
    expect(at.origin + at.pathname).toBe(signInPage);
  });

  it('is begun by nobody elsewhere, and not at a portal that is not there', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const lured = await openBrowser().go(start(), { headers });
    expect([lured.status, lured.headers.get('location')]).toEqual([302, '/desk/sign-in']);
    expect((await openBrowser().go(start('other'))).status).toBe(404);
  });

  it('takes the place of the session the browser had, by a token of its own', async () => {
    const browser = openBrowser();
    const old = await app.signIn('grid-worker');
    const planted = old.headers.cookie.replace('linli=', '');
    browser.jarOf(base).set('linli', planted);
    await signOn(browser, 'wang');
    expect(browser.jarOf(base).get('linli')).not.toBe(planted);
    expect((await app.get('GET /session', {}, old)).answer.kind).toBe('anonymous');
    expect((await session(browser)).user?.id).toBe(ids.get('A-001'));
  });

  it('still asks for the second factor, unless the portal says it saw one and that is trusted', async () => {
    const [asked, seen] = [openBrowser(), openBrowser()];
    await signOn(asked, 'admin');
    expect(await session(asked)).toMatchObject({ kind: 'anonymous', awaits: 'enrolment' });
    await signOn(seen, 'careful');
    expect(await session(seen)).toMatchObject({ kind: 'staff', awaits: null });
  });

  it('asks nobody for a password whom it never gave one', async () => {
    const browser = openBrowser();
    await signOn(browser, 'fresh');
    const view = await session(browser);
    expect([view.user?.mustChangePassword, view.capabilities.length > 0]).toEqual([false, true]);
  });

  it('opens nothing for the next person who is given the same number, until an administrator enters it anew', async () => {
    expect(await refusedWith('first')).toBeNull();
    expect(await refusedWith('second')).toBe('sign-on.other-link');
    const administrator = await app.signIn('system-admin', { areaId: world.district });
    await app.send('users.update', { id: ids.get('A-005') as string, employeeNumber: 'A-005' }, administrator);
    expect(await refusedWith('second')).toBeNull();
    expect(await refusedWith('first')).toBe('sign-on.other-link');
  });

  it('makes one link of many sign-ons at one moment', async () => {
    const browsers = Array.from({ length: 4 }, openBrowser);
    const backs = await Promise.all(browsers.map((browser) => wayBack(browser, 'again')));
    const came = await Promise.all(browsers.map((browser, i) => arrive(browser, backs[i] as string)));
    expect(came.map((at) => at.searchParams.get('refused'))).toEqual([null, null, null, null]);
    expect(await rows('select 1 from accounts where user_id = $1', [ids.get('A-007')])).toHaveLength(1);
  });

  it('finds an account by phone only where the portal has verified it', async () => {
    const id = await app.makeStaff('有电话');
    await rows('update users set phone_token = $2 where id = $1', [id, app.vault.token('phone', '13800138000')]);
    expect(await refusedWith('unverified', { id: 'phones' })).toBe('sign-on.unverified');
    const browser = openBrowser();
    await signOn(browser, 'called', { id: 'phones' });
    expect((await session(browser)).user?.id).toBe(id);
  });

  it('signs out there, too, where that is wanted', async () => {
    const answer = await openBrowser().go(`${start()}/leave`);
    const there = new URL(answer.headers.get('location') as string);
    expect(there.origin + there.pathname).toBe(`${oidc.address}/session/end`);
    expect(Object.fromEntries(there.searchParams)).toEqual({
      client_id: client.clientId,
      post_logout_redirect_uri: signInPage,
    });
    expect((await fetch(there)).status).toBe(200);
    const { items } = (await app.get('GET /sign-on')).answer;
    expect(items.map(({ id, isAvailable, canLeave }) => [id, isAvailable, canLeave])).toEqual([
      ['district', true, true],
      ['phones', true, true],
      ['portal', true, true],
    ]);
  });
});

describe('a provider that is away', () => {
  it('does not keep the platform from starting; it is said so, asked again, and taken up where it comes back', async () => {
    let shift = 0;
    const now = (): string => new Date(Date.now() + shift).toISOString();
    const asked = { people, returns: [comesBackTo('late')] };
    const [first] = [await startOidc(asked)];
    const port = Number(new URL(first.address).port);
    await first.stop();
    const [settings] = parseSignOn({
      providers: [{ id: 'late', kind: 'oidc', name, issuer: first.address, ...client }],
    });
    if (settings?.kind !== 'oidc') throw new Error('it is of OpenID Connect');
    ports.push(signOnOidc(settings, now));
    try {
      const stateOf = async () => (await app.get('GET /sign-on')).answer.items.find(({ id }) => id === 'late');
      expect(await stateOf()).toMatchObject({ isAvailable: false, canLeave: false });
      expect((await openBrowser().follow(start('late'), signInPage)).address).toBe(
        `${signInPage}?refused=sign-on.unavailable&by=late`,
      );
      const second = await startOidc({ ...asked, port });
      expect(await stateOf()).toMatchObject({ isAvailable: false });
      shift += 16_000;
      expect(await stateOf()).toMatchObject({ isAvailable: true });
      shift = 0;
      expect(await refusedWith('wang', { id: 'late' })).toBeNull();
      await second.stop();
      // What was learned serves on while it is away again; what needs an answer is refused in words.
      const browser = openBrowser();
      const there = browser.nextOf(await browser.go(start('late')), base);
      const state = new URL(there).searchParams.get('state') as string;
      const query = new URLSearchParams({ code: 'x', state, iss: first.address });
      expect((await arrive(browser, `${comesBackTo('late')}?${query}`)).searchParams.get('refused')).toBe(
        'sign-on.unavailable',
      );
    } finally {
      ports.pop();
    }
  });
});

describe('signing on at a server of CAS', () => {
  const li = { username: 'li', password: 'river' };
  const ticketFor = async (browser: Browser, who = li, query = ''): Promise<string> => {
    const there = await browser.follow(start('portal', query), comesBackTo('portal'));
    if (there.page === '') return there.address;
    return browser.send(there.address, there.page, who);
  };

  it('begins a session of the account that carries the employee number', async () => {
    const browser = openBrowser();
    const at = await arrive(browser, await ticketFor(browser, li, '?next=%2Fcases'));
    expect(at.href).toBe(`${signInPage}?next=%2Fcases`);
    expect((await session(browser)).user?.id).toBe(ids.get('C-001'));
    expect(await rows('select account_id from accounts where user_id = $1', [ids.get('C-001')])).toEqual([
      { account_id: `${cas.address} li` },
    ]);
  });

  it('refuses whoever has no number there, and who turns back', async () => {
    const browser = openBrowser();
    const back = await ticketFor(browser, { username: 'nobody', password: 'river' });
    expect((await arrive(browser, back)).searchParams.get('refused')).toBe('sign-on.nobody');
    const turned = openBrowser();
    const bare = new URL(await ticketFor(turned));
    bare.searchParams.delete('ticket');
    expect((await arrive(turned, bare.href)).searchParams.get('refused')).toBe('sign-on.cancelled');
  });

  it('refuses a ticket a second time, of another browser, of another service and of nobody', async () => {
    const browser = openBrowser();
    const back = await ticketFor(browser);
    expect((await arrive(openBrowser(), back)).searchParams.get('refused')).toBe('sign-on.expired');
    expect((await arrive(browser, back)).searchParams.get('refused')).toBeNull();
    expect((await arrive(browser, back)).searchParams.get('refused')).toBe('sign-on.expired');

    const [victim, attacker] = [openBrowser(), openBrowser()];
    const [own, other] = [new URL(await ticketFor(victim)), new URL(await ticketFor(attacker))];
    own.searchParams.set('ticket', other.searchParams.get('ticket') as string);
    expect((await arrive(victim, own.href)).searchParams.get('refused')).toBe('sign-on.untrusted');

    for (const made of ['ST-1-made-up', 'PT-1', 'ST-<x>\n']) {
      const forger = openBrowser();
      const at = new URL(await ticketFor(forger));
      at.searchParams.set('ticket', made);
      expect((await arrive(forger, at.href)).searchParams.get('refused'), made).toBe('sign-on.untrusted');
    }
  });

  it('ends the session when one signs out at the portal, and no other', async () => {
    const [browser, other] = [openBrowser(), openBrowser()];
    await arrive(browser, await ticketFor(browser));
    await arrive(other, await ticketFor(other));
    const forged =
      '<x:LogoutRequest xmlns:x="urn:oasis:names:tc:SAML:2.0:protocol"><x:SessionIndex>ST-1</x:SessionIndex></x:LogoutRequest>';
    const body = new URLSearchParams({ logoutRequest: forged });
    expect((await fetch(comesBackTo('portal'), { method: 'POST', body })).status).toBe(204);
    expect((await session(browser)).kind).toBe('staff');
    const out = await browser.go(`${start('portal')}/leave`);
    expect((await browser.follow(browser.nextOf(out, base), signInPage)).address).toBe(signInPage);
    expect([(await session(browser)).kind, (await session(other)).kind]).toEqual(['anonymous', 'staff']);
  });
});
