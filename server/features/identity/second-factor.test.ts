import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { codeFor } from '../../test/authenticator.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let systemAdmin: Asker;
let securityAdmin: Asker;
beforeAll(async () => {
  app = await testApp();
  systemAdmin = await app.signIn('system-admin');
  securityAdmin = await app.signIn('security-admin');
});
afterAll(() => app.close());

const password = 'Riverside-Door-27';
let serial = 0;

/** A browser: keeps its cookies and knocks at the doors of sign-in. */
function browser() {
  const jar = new Map<string, string>();
  const headers = () => ({ cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') });
  const post = async (path: string, payload: object) => {
    const answer = await app.inject({ method: 'POST', url: `/api/auth/${path}`, payload, headers: headers() });
    for (const { name, value } of answer.cookies) jar.set(name, value);
    return { status: answer.statusCode, ...(answer.json() as Record<string, never>) } as {
      status: number;
      code?: string;
      awaits?: string | null;
      user?: { id: string } | null;
      secret?: string;
      recoveryCodes?: string[];
    };
  };
  return {
    jar,
    post,
    signIn: (userName: string) => post('sign-in', { userName, password }),
    session: async () => (await app.get('GET /session', {}, { userId: '', headers: headers() })).answer,
    asker: (userId: string): Asker => ({ userId, headers: headers() }),
  };
}
type Browser = ReturnType<typeof browser>;

async function makeUser(role?: 'system-admin' | 'grid-worker') {
  serial += 1;
  const userName = `双重${serial}`;
  const { id } = (await app.send('users.create', { userName, name: '陈新', password }, systemAdmin)).answer;
  await app.database.pool.query('update users set must_change_password = false where id = $1', [id]);
  if (role) await app.hold(id, role);
  return { id, userName };
}

const codeNow = (secret: string) => codeFor(secret, app.clock.now());

/** Enrols whoever is signed in at a browser. */
async function enrol(at: Browser): Promise<{ secret: string; recoveryCodes: readonly string[] }> {
  const begun = await at.post('second-factor/begin', {});
  const secret = begun.secret ?? '';
  const done = await at.post('second-factor/confirm', { code: codeNow(secret) });
  expect(done.status).toBe(200);
  return { secret, recoveryCodes: done.recoveryCodes ?? [] };
}

describe('a session that was left open', () => {
  it('sets up no second factor and ends no other sign-in until one has signed in again', async () => {
    const { id, userName } = await makeUser('grid-worker');
    const [at, other] = [browser(), browser()];
    await at.signIn(userName);
    await other.signIn(userName);
    const { items } = (await app.get('GET /sessions', {}, at.asker(id))).answer;
    const theirs = items.find(({ isThis }) => !isThis)?.id as string;
    app.clock.advance(31 * 60_000);
    expect((await at.post('second-factor/begin', {})).code).toBe('identity.sign-in-again');
    for (const sent of [
      await app.send('identity.revokeOtherSessions', {}, at.asker(id)),
      await app.send('identity.revokeSession', { id: theirs }, at.asker(id)),
    ])
      expect(sent.problem?.code).toBe('identity.sign-in-again');
    expect((await other.session()).kind).toBe('staff');
    const fresh = browser();
    await fresh.signIn(userName);
    expect((await app.send('identity.revokeSession', { id: theirs }, fresh.asker(id))).answer.revoked).toBe(1);
    expect((await other.session()).kind).toBe('anonymous');
    expect((await fresh.post('second-factor/begin', {})).status).toBe(200);
  });
});

describe('an administrator', () => {
  it('is nobody until a second factor is set up, and is asked for it from then on', async () => {
    const { id, userName } = await makeUser('system-admin');
    const at = browser();
    expect(await at.signIn(userName)).toMatchObject({ status: 200, awaits: 'enrolment', user: null });
    expect((await app.get('POST /users', {}, at.asker(id))).status).toBe(401);
    expect((await app.send('identity.revokeOtherSessions', {}, at.asker(id))).problem?.code).toBe('access.sign-in');
    const { recoveryCodes } = await enrol(at);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await at.session()).toMatchObject({ kind: 'staff', awaits: null, user: { id } });
    expect((await app.get('POST /users', {}, at.asker(id))).status).toBe(200);
    const again = browser();
    expect(await again.signIn(userName)).toMatchObject({ awaits: 'code', user: null });
    expect((await again.session()).kind).toBe('anonymous');
    expect((await again.post('second-factor/begin', {})).code).toBe('access.sign-in');
    expect((await again.post('password', { current: password, next: 'Another-Way-9' })).status).toBe(401);
  });

  it('gets in by a code once: the same one is refused in its window, whoever sends it', async () => {
    const { id, userName } = await makeUser('system-admin');
    const first = browser();
    await first.signIn(userName);
    const { secret } = await enrol(first);
    const [one, other] = [browser(), browser()];
    await one.signIn(userName);
    await other.signIn(userName);
    // The code of the enrolment is spent, too.
    expect((await one.post('second-factor/verify', { code: codeNow(secret) })).code).toBe('second-factor.code-wrong');
    app.clock.advance(30_000);
    const code = codeNow(secret);
    const both = await Promise.all([one, other].map((at) => at.post('second-factor/verify', { code })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect(both.find(({ status }) => status === 200)?.user?.id).toBe(id);
  });

  it('may not guess', async () => {
    const { userName } = await makeUser('system-admin');
    const at = browser();
    await at.signIn(userName);
    const { secret } = await enrol(at);
    app.clock.advance(60_000);
    const thief = browser();
    await thief.signIn(userName);
    for (let n = 0; n < 5; n += 1)
      expect((await thief.post('second-factor/verify', { code: `00000${n}` })).code).toBe('second-factor.code-wrong');
    const late = await thief.post('second-factor/verify', { code: codeNow(secret) });
    expect([late.status, late.code]).toEqual([429, 'identity.too-many-tries']);
    const { rows } = await app.database.pool.query(
      "select count(*)::int as n from audit_rows where action = 'second-factor.code-failed'",
    );
    expect(rows[0].n).toBeGreaterThanOrEqual(5);
  });

  it('gets in by a recovery code, once, and none of it is readable in the database', async () => {
    const { id, userName } = await makeUser('system-admin');
    const at = browser();
    await at.signIn(userName);
    const { secret, recoveryCodes } = await enrol(at);
    const [code = ''] = recoveryCodes;
    for (const due of [200, 401]) {
      const lost = browser();
      await lost.signIn(userName);
      expect((await lost.post('second-factor/verify', { code: code.toUpperCase() })).status).toBe(due);
    }
    expect((await app.get('GET /second-factor', {}, at.asker(id))).answer.codesLeft).toBe(9);
    const { rows } = await app.database.pool.query(
      `select string_agg(t::text, ' ') as words from (select f::text as t from second_factors f union all select c::text from recovery_codes c) x`,
    );
    for (const readable of [code, code.replace('-', ''), secret]) expect(rows[0].words).not.toContain(readable);
  });
});

describe('a device', () => {
  it('is remembered for the days of the policy, for its own user alone', async () => {
    const set = (rememberDays: number) =>
      app.send('second-factor.setPolicy', { roles: [], rememberDays }, securityAdmin);
    await set(3);
    const { userName } = await makeUser('system-admin');
    const at = browser();
    await at.signIn(userName);
    const { secret } = await enrol(at);
    app.clock.advance(30_000);
    await at.signIn(userName);
    await at.post('second-factor/verify', { code: codeNow(secret), remember: true });
    expect(await at.signIn(userName)).toMatchObject({ awaits: null });
    const stranger = await makeUser('system-admin');
    const theirs = browser();
    await theirs.signIn(stranger.userName);
    await enrol(theirs);
    theirs.jar.set('linli-device', at.jar.get('linli-device') ?? '');
    expect(await theirs.signIn(stranger.userName)).toMatchObject({ awaits: 'code' });
    app.clock.advance(3 * 86_400_000);
    systemAdmin = await app.signInUser(systemAdmin.userId);
    securityAdmin = await app.signInUser(securityAdmin.userId);
    expect(await at.signIn(userName)).toMatchObject({ awaits: 'code' });
    await set(0);
    await at.post('second-factor/verify', { code: codeNow(secret), remember: true });
    expect(await at.signIn(userName)).toMatchObject({ awaits: 'code' });
    for (const rememberDays of [31, -1]) expect((await set(rememberDays)).problem?.code).toBe('request.invalid');
  });

  it('that is lost is reset by two persons, and the user sets up another', async () => {
    const { id, userName } = await makeUser('grid-worker');
    const at = browser();
    await at.signIn(userName);
    await enrol(at);
    const propose = (as: Asker) => app.send('second-factor.proposeReset', { id, reason: '手机丢了' }, as);
    expect((await propose(systemAdmin)).status).toBe(403);
    expect((await propose(securityAdmin)).status).toBe(200);
    const [waiting] = (await app.get('GET /confirmations', { query: { isOpen: true } }, systemAdmin)).answer.items;
    expect(waiting).toMatchObject({ kind: 'reset-second-factor', user: { id }, reason: '手机丢了', grant: null });
    const confirm = (as: Asker) => app.send('confirmations.decide', { id: waiting?.id ?? '', decision: 'confirm' }, as);
    expect((await confirm(securityAdmin)).problem?.code).toBe('confirmations.second-person');
    expect((await at.session()).kind).toBe('staff');
    expect((await confirm(systemAdmin)).answer.state).toBe('confirmed');
    expect((await at.session()).kind).toBe('anonymous');
    expect(await at.signIn(userName)).toMatchObject({ awaits: null, user: { id } });
    const { rows } = await app.database.pool.query(
      "select action, reason from audit_rows where row_id = $1 and action like 'second-factor.reset%' order by id",
      [id],
    );
    expect(rows).toEqual([
      { action: 'second-factor.reset-proposed', reason: '手机丢了' },
      { action: 'second-factor.reset', reason: null },
    ]);
  });
});

describe('whoever is no administrator', () => {
  it('needs none unless the policy names their role, and may have one by choice', async () => {
    const { id, userName } = await makeUser('grid-worker');
    const at = browser();
    expect(await at.signIn(userName)).toMatchObject({ awaits: null, user: { id } });
    await app.send('second-factor.setPolicy', { roles: ['grid-worker'], rememberDays: 7 }, securityAdmin);
    expect((await at.session()).kind).toBe('staff');
    expect(await at.signIn(userName)).toMatchObject({ awaits: 'enrolment', user: null });
    const { secret } = await enrol(at);
    // A new app: the old one, or a recovery code, must be shown, and nothing goes on until the new one is there.
    expect((await at.post('second-factor/begin', {})).code).toBe('second-factor.code-wrong');
    app.clock.advance(30_000);
    expect((await at.post('second-factor/begin', { code: codeNow(secret) })).status).toBe(200);
    expect(await at.session()).toMatchObject({ kind: 'anonymous', awaits: 'enrolment' });
    await enrol(at);
    expect((await at.session()).kind).toBe('staff');
    await app.send('second-factor.setPolicy', { roles: [], rememberDays: 7 }, securityAdmin);
  });

  it('and a resident or a stranger has no door there', async () => {
    const resident = await app.signInResident('19400000301');
    for (const headers of [resident.headers, {}])
      for (const [path, payload] of [
        ['begin', {}],
        ['confirm', { code: '123456' }],
        ['verify', { code: '123456' }],
      ] as const) {
        const answer = await app.inject({ method: 'POST', url: `/api/auth/second-factor/${path}`, payload, headers });
        expect([answer.statusCode, answer.json().code], path).toEqual([401, 'access.sign-in']);
      }
    const local = await app.signIn('security-admin', { areaId: world.street });
    const far = await app.signIn('grid-worker', { areaId: world.farGrid });
    const asked = app.send('second-factor.proposeReset', { id: far.userId, reason: '手机丢了' }, local);
    expect((await asked).problem?.code).toBe('request.not-found');
  });
});
