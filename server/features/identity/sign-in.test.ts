import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SessionView } from '../../../contract/identity.ts';
import { noRows } from '../../kit/db/client.ts';
import { uuidv7 } from '../../kit/ids.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import { hashPassword } from './password-hash.ts';
import { insertStaff } from './users.commands.ts';

const password = 'Riverside-Door-27';
let app: TestApp;
let proxied: TestApp;
let passwordHash: string;

beforeAll(async () => {
  app = await testApp();
  proxied = await testApp({ config: { trustedProxies: ['10.0.0.1'] } });
  passwordHash = await hashPassword(password);
});
afterAll(async () => {
  await app.close();
  await proxied.close();
});
// Each test begins with a day's rest, so that the counters of the one before have ended.
beforeEach(() => {
  app.clock.advance(25 * 3_600_000);
  proxied.clock.advance(25 * 3_600_000);
});

let serial = 0;
const nextName = (): string => {
  serial += 1;
  return `用户${serial}号`;
};
async function makeUser(to: TestApp = app, userName = nextName()): Promise<{ id: string; userName: string }> {
  const id = uuidv7();
  const at = to.clock.now();
  await to.database.write(noRows, (db) =>
    insertStaff(db, { id, userName, name: '李想', passwordHash, mustChangePassword: false, at }),
  );
  return { id, userName };
}

interface From {
  readonly ip?: string;
  readonly headers?: Record<string, string>;
  readonly to?: TestApp;
}
function post(
  path: string,
  payload: object,
  { ip, headers = {}, to = app }: From = {},
): Promise<LightMyRequestResponse> {
  return to.inject({
    method: 'POST',
    url: `/api/auth/${path}`,
    payload,
    headers,
    ...(ip ? { remoteAddress: ip } : {}),
  });
}
const signIn = (userName: string, typed = password, from: From = {}) =>
  post('sign-in', { userName, password: typed }, from);
const cookieOf = (answer: LightMyRequestResponse): string => {
  const [cookie] = answer.cookies;
  if (!cookie) throw new Error(`No cookie: ${answer.body}`);
  return `${cookie.name}=${cookie.value}`;
};
const codeOf = (answer: LightMyRequestResponse): string => answer.json().code;
const sessionWith = async (cookie: string): Promise<SessionView> =>
  (await app.inject({ url: '/api/session', headers: { cookie } })).json();

describe('staff sign in by name and password', () => {
  it('with a cookie that scripts and other sites cannot use', async () => {
    const user = await makeUser();
    const answer = await signIn(user.userName);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      kind: 'staff',
      user: { id: user.id, name: '李想', userName: user.userName },
    });
    expect(answer.cookies).toEqual([
      expect.objectContaining({ name: 'linli', path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 7 * 24 * 3600 }),
    ]);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.body).not.toContain(answer.cookies[0]?.value);
    expect((await sessionWith(cookieOf(answer))).user?.id).toBe(user.id);
  });

  it('with a cookie bound to host and https where people come by https', async () => {
    const secure = await testApp({ config: { publicUrl: 'https://linli.example' } });
    const user = await makeUser(secure);
    const answer = await signIn(user.userName, password, { to: secure });
    expect(answer.cookies).toEqual([expect.objectContaining({ name: '__Host-linli', secure: true, path: '/' })]);
    await secure.close();
  });

  it('whatever width or case the Chinese or Latin name is typed in', async () => {
    await makeUser(app, '王芳Wang_1');
    for (const typed of ['王芳wang_1', '王芳ＷＡＮＧ_１', ' 王芳WANG_1 '])
      expect((await signIn(typed)).statusCode, typed).toBe(200);
  });

  it('kept as argon2id with its parameters, and the token as a keyed hash only', async () => {
    const user = await makeUser();
    const token = (await signIn(user.userName)).cookies[0]?.value as string;
    const { rows } = await app.database.pool.query('select password from accounts where user_id = $1', [user.id]);
    expect(rows[0].password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const stored = await app.database.pool.query(
      'select row_to_json(sessions)::text as row from sessions where user_id = $1',
      [user.id],
    );
    expect(stored.rows).toHaveLength(1);
    expect(stored.rows[0].row).not.toContain(token);
  });

  it('and are told the same whether the name, the password or the account is wrong', async () => {
    const user = await makeUser();
    const off = await makeUser();
    await app.database.pool.query('update users set is_active = false where id = $1', [off.id]);
    const answers = [
      await signIn(user.userName, 'Wrong-pass-1'),
      await signIn('没有这个人', password),
      await signIn(off.userName, password),
    ].map((answer) => ({ ...answer.json(), requestId: undefined, status: answer.statusCode }));
    expect(answers[0]).toMatchObject({ status: 401, code: 'identity.wrong-password' });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('and never reach the parts of the library that tell or do more', async () => {
    const user = await makeUser();
    const cookie = cookieOf(await signIn(user.userName));
    for (const path of [
      'is-username-available',
      'sign-up/email',
      'sign-in/username',
      'sign-in/email',
      'update-user',
      'get-session',
      'list-sessions',
      'request-password-reset',
      'ok',
      'error',
      'delete-user',
    ])
      for (const method of ['GET', 'POST'] as const) {
        const answer = await app.inject({
          method,
          url: `/api/auth/${path}`,
          headers: { cookie },
          ...(method === 'POST' ? { payload: { username: user.userName } } : {}),
        });
        expect(answer.statusCode, `${method} ${path}`).toBe(404);
      }
  });

  it('and nobody signs in with what stands in the table, by cookie or by bearer', async () => {
    const user = await makeUser();
    const raw = (await signIn(user.userName)).cookies[0]?.value as string;
    const { rows } = await app.database.pool.query<{ token_hash: string }>(
      'select token_hash from sessions where user_id = $1',
      [user.id],
    );
    const stored = rows[0]?.token_hash as string;
    expect((await sessionWith(`linli=${stored}`)).kind).toBe('anonymous');
    for (const token of [raw, stored]) {
      const answer = await app.inject({ url: '/api/session', headers: { authorization: `Bearer ${token}` } });
      expect(answer.json().kind).toBe('anonymous');
    }
  });
});

describe('guessing a password', () => {
  it('locks the account after five tries for fifteen minutes, and says so in the audit', async () => {
    const user = await makeUser();
    const codes: string[] = [];
    for (let n = 0; n < 5; n += 1) codes.push(codeOf(await signIn(user.userName, `Wrong-pass-${n}`)));
    expect(codes).toEqual([...Array(4).fill('identity.wrong-password'), 'identity.locked']);
    const right = await signIn(user.userName);
    expect(right.statusCode).toBe(429);
    expect(right.json().text.zh).toContain('15 分钟');
    app.clock.advance(14 * 60_000);
    expect(codeOf(await signIn(user.userName))).toBe('identity.locked');
    app.clock.advance(61_000);
    expect((await signIn(user.userName)).statusCode).toBe(200);
    const { rows } = await app.database.pool.query<{ action: string }>(
      "select action from audit_rows where row_id = $1 and action like 'identity.%' order by at, id",
      [user.id],
    );
    expect(rows.map((row) => row.action)).toEqual([...Array(4).fill('identity.sign-in-failed'), 'identity.locked']);
  });

  it('cannot be hastened by trying many at once', async () => {
    const user = await makeUser();
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => signIn(user.userName, `Wrong-pass-${n}`)));
    const looked = answers.filter((answer) => codeOf(answer) === 'identity.wrong-password');
    expect(looked).toHaveLength(4);
  });

  it('locks names that are nobody’s just the same', async () => {
    for (let n = 0; n < 5; n += 1) await signIn('nobody.here', `Wrong-pass-${n}`);
    expect(codeOf(await signIn('nobody.here'))).toBe('identity.locked');
    const { rows } = await app.database.pool.query(
      "select 1 from audit_rows where details::text like '%nobody%' or actor::text like '%nobody%'",
    );
    expect(rows).toEqual([]);
  });

  it('is forgotten after the right one', async () => {
    const user = await makeUser();
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 3; n += 1) await signIn(user.userName, `Wrong-pass-${n}`);
      expect((await signIn(user.userName)).statusCode).toBe(200);
    }
  });

  it('stops an address after thirty failures, however it names itself, and lets others on', async () => {
    const spoof = (n: number) => ({
      'x-forwarded-for': `203.0.113.${n}`,
      'x-real-ip': `203.0.113.${n}`,
      'x-linli-client-ip': `203.0.113.${n}`,
      forwarded: `for=203.0.113.${n}`,
    });
    const codes: string[] = [];
    for (let n = 0; n < 32; n += 1)
      codes.push(codeOf(await signIn(`guess${n}`, 'Wrong-pass-1', { ip: '198.51.100.7', headers: spoof(n) })));
    expect(codes.filter((code) => code === 'identity.wrong-password')).toHaveLength(30);
    expect(codes.slice(30)).toEqual(['identity.too-many-tries', 'identity.too-many-tries']);
    const user = await makeUser();
    expect(codeOf(await signIn(user.userName, password, { ip: '198.51.100.7' }))).toBe('identity.too-many-tries');
    expect((await signIn(user.userName, password, { ip: '198.51.100.8' })).statusCode).toBe(200);
  });

  it('counts by the address that a trusted proxy vouches for, and keeps it with the session', async () => {
    const through = (forwarded: string, ip = '10.0.0.1'): From => ({
      to: proxied,
      ip,
      headers: { 'x-forwarded-for': forwarded },
    });
    for (let n = 0; n < 30; n += 1) await signIn(`guess${n}`, 'Wrong-pass-1', through('198.51.100.7'));
    const user = await makeUser(proxied);
    expect(codeOf(await signIn(user.userName, password, through('198.51.100.7')))).toBe('identity.too-many-tries');
    // What the client itself wrote before the proxy's part counts for nothing.
    expect(codeOf(await signIn(user.userName, password, through('203.0.113.1, 198.51.100.7')))).toBe(
      'identity.too-many-tries',
    );
    expect((await signIn(user.userName, password, through('198.51.100.9'))).statusCode).toBe(200);
    const { rows } = await proxied.database.pool.query('select ip_address from sessions where user_id = $1', [user.id]);
    expect(rows.map((row) => row.ip_address)).toEqual(['198.51.100.9']);
  });

  it('of an office behind one address does not count what succeeds', async () => {
    const user = await makeUser();
    for (let n = 0; n < 35; n += 1)
      expect((await signIn(user.userName, password, { ip: '198.51.100.20' })).statusCode).toBe(200);
  });
});

describe('a session', () => {
  it('cannot be begun or used to write from another site', async () => {
    const user = await makeUser();
    const evil: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://localhost.evil.example' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of evil) {
      const answer = await signIn(user.userName, password, { headers });
      expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'access.csrf']);
    }
    const cookie = cookieOf(
      await signIn(user.userName, password, { headers: { origin: 'http://localhost:80', host: 'localhost:80' } }),
    );
    const payload = { intentions: [{ id: uuidv7(), command: 'identity.setLanguage', input: { language: 'en' } }] };
    const across = await app.inject({
      method: 'POST',
      url: '/api/intentions',
      payload,
      headers: { cookie, origin: 'https://evil.example' },
    });
    expect(across.statusCode).toBe(403);
    expect((await sessionWith(cookie)).user?.language).toBe('zh');
  });

  it('is listed, and ends at once when it is revoked from elsewhere', async () => {
    const user = await makeUser();
    const agent = 'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36';
    const phone = cookieOf(
      await signIn(user.userName, password, { ip: '198.51.100.30', headers: { 'user-agent': agent } }),
    );
    app.clock.advance(60_000);
    const desk = cookieOf(await signIn(user.userName));
    const as = (cookie: string) => ({ userId: user.id, headers: { cookie } });
    const { items } = (await app.get('GET /sessions', {}, as(desk))).answer;
    expect(items.map((item) => [item.isThis, item.device, item.network])).toEqual([
      [true, '', '127.0.0.*'],
      [false, 'Chrome · Android', '198.51.100.*'],
    ]);
    expect((await app.send('identity.revokeSession', { id: items[1]?.id as string }, as(desk))).answer.revoked).toBe(1);
    expect((await sessionWith(phone)).kind).toBe('anonymous');
    expect((await sessionWith(desk)).kind).toBe('staff');
  });

  it('is one of ten at most: one more ends the one that was used longest ago', async () => {
    const user = await makeUser();
    const other = cookieOf(await signIn((await makeUser()).userName));
    const cookies: string[] = [];
    for (let n = 0; n < 10; n += 1) {
      cookies.push(cookieOf(await signIn(user.userName)));
      app.clock.advance(60_000);
    }
    app.clock.advance(6 * 60_000);
    // The first is in use, so that the second has lain longest.
    expect((await sessionWith(cookies[0] as string)).kind).toBe('staff');
    cookies.push(cookieOf(await signIn(user.userName)));
    const kinds = await Promise.all(cookies.map(async (cookie) => (await sessionWith(cookie)).kind));
    expect(kinds).toEqual(['staff', 'anonymous', ...Array(9).fill('staff')]);
    expect((await sessionWith(other)).kind).toBe('staff');
  });

  it('of somebody else cannot be revoked', async () => {
    const [one, two] = [await makeUser(), await makeUser()];
    const theirs = cookieOf(await signIn(one.userName));
    const { items } = (await app.get('GET /sessions', {}, { userId: one.id, headers: { cookie: theirs } })).answer;
    const mine = { userId: two.id, headers: { cookie: cookieOf(await signIn(two.userName)) } };
    expect((await app.send('identity.revokeSession', { id: items[0]?.id as string }, mine)).answer.revoked).toBe(0);
    expect((await sessionWith(theirs)).kind).toBe('staff');
  });

  it('ends with sign-out, and a new sign-in of the browser takes the old one’s place', async () => {
    const user = await makeUser();
    const first = cookieOf(await signIn(user.userName));
    const second = cookieOf(await signIn(user.userName, password, { headers: { cookie: first } }));
    expect((await sessionWith(first)).kind).toBe('anonymous');
    const out = await post('sign-out', {}, { headers: { cookie: second } });
    expect([out.statusCode, out.json().kind]).toEqual([200, 'anonymous']);
    expect(out.cookies[0]).toMatchObject({ name: 'linli', value: '' });
    expect((await sessionWith(second)).kind).toBe('anonymous');
  });

  it('all others end when they are told to, or the password changes', async () => {
    const user = await makeUser();
    const [a, b, c] = [await signIn(user.userName), await signIn(user.userName), await signIn(user.userName)].map(
      cookieOf,
    ) as [string, string, string];
    const changed = await post('password', { current: password, next: 'Another-Way-9' }, { headers: { cookie: a } });
    expect(changed.statusCode).toBe(200);
    expect([(await sessionWith(a)).kind, (await sessionWith(b)).kind, (await sessionWith(c)).kind]).toEqual([
      'staff',
      'anonymous',
      'anonymous',
    ]);
    expect((await signIn(user.userName)).statusCode).toBe(401);
    const d = cookieOf(await signIn(user.userName, 'Another-Way-9'));
    const as = { userId: user.id, headers: { cookie: d } };
    expect((await app.send('identity.revokeOtherSessions', {}, as)).answer.revoked).toBe(1);
    expect([(await sessionWith(a)).kind, (await sessionWith(d)).kind]).toEqual(['anonymous', 'staff']);
  });

  it('changes a password only against the current one, for a strong one, and not without end', async () => {
    const user = await makeUser();
    const cookie = cookieOf(await signIn(user.userName));
    const change = (current: string, next: string) => post('password', { current, next }, { headers: { cookie } });
    expect(codeOf(await change('Wrong-pass-1', 'Another-Way-9'))).toBe('identity.current-password-wrong');
    const weak = await change(password, 'short');
    expect(weak.json()).toMatchObject({ code: 'identity.password-weak', fields: [{ path: 'next' }] });
    expect(codeOf(await change(password, password))).toBe('identity.password-weak');
    for (let n = 0; n < 5; n += 1) await change('Wrong-pass-1', 'Another-Way-9');
    expect(codeOf(await change(password, 'Another-Way-9'))).toBe('identity.locked');
    expect((await post('password', { current: password, next: 'Another-Way-9' })).statusCode).toBe(401);
  });
});

it('answers hostile bodies with a problem, never a failure', async () => {
  const bodies: unknown[] = [
    {},
    [],
    'x',
    null,
    { userName: {}, password: [] },
    { userName: 'a'.repeat(100_000), password: 'x' },
    { userName: '\u0000', password: '\u0000' },
    { userName: "' or 1=1 --", password: 'x' },
    { phone: '1990000', code: '1' },
    { phone: '19900000009', code: '\u0000' },
    { phone: '１９９０００００００９', code: '9'.repeat(12) },
    { current: 'x' },
    { userName: 'x', password: 'x'.repeat(5000) },
  ];
  for (const path of ['sign-in', 'codes', 'codes/verify', 'password', 'sign-out'])
    for (const body of bodies) {
      const answer = await app.inject({
        method: 'POST',
        url: `/api/auth/${path}`,
        payload: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
      expect(answer.statusCode, `${path} ${JSON.stringify(body)?.slice(0, 60)}`).toBeLessThan(500);
      if (answer.statusCode >= 400) expect(answer.headers['content-type']).toContain('application/problem+json');
    }
  for (const [type, payload] of [
    ['text/plain', 'x'],
    ['application/json', '{'],
    ['application/xml', '<x/>'],
  ] as const)
    expect(
      (await app.inject({ method: 'POST', url: '/api/auth/sign-in', payload, headers: { 'content-type': type } }))
        .statusCode,
    ).toBeLessThan(500);
});
