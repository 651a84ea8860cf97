import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
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
async function createUser(more: { phone?: string } = {}): Promise<{ id: string; userName: string }> {
  serial += 1;
  const userName = `新人${serial}`;
  const { id } = (await app.send('users.create', { userName, name: '陈新', password, ...more }, systemAdmin)).answer;
  return { id, userName };
}
const signIn = (userName: string, typed = password) =>
  app.inject({ method: 'POST', url: '/api/auth/sign-in', payload: { userName, password: typed } });
async function askerOf(userName: string, typed = password): Promise<Asker> {
  const answer = await signIn(userName, typed);
  return { userId: answer.json().user.id, headers: { cookie: `linli=${answer.cookies[0]?.value}` } };
}
const codeOf = async (answer: Promise<{ problem: { code: string } | undefined }>) => (await answer).problem?.code;

describe('a new user', () => {
  it('holds nothing, and can do nothing until the password is their own', async () => {
    const user = await createUser();
    await app.send(
      'users.setHoldings',
      { userId: user.id, holdings: [{ role: 'grid-worker', areaId: world.grid }] },
      securityAdmin,
    );
    const asker = await askerOf(user.userName);
    const before = (await app.get('GET /session', {}, asker)).answer;
    expect([before.user?.mustChangePassword, before.posts, before.capabilities]).toEqual([true, [], []]);
    const payload = { current: password, next: 'Another-Way-9' };
    await app.inject({ method: 'POST', url: '/api/auth/password', payload, headers: asker.headers });
    const after = (await app.get('GET /session', {}, asker)).answer;
    expect(after.user?.mustChangePassword).toBe(false);
    expect(after.posts).toEqual([
      { role: 'grid-worker', area: { id: world.grid, kind: 'grid', name: '春申第一网格' }, organisation: null },
    ]);
    expect(after.capabilities).toContain('people.read');
  });

  it('is refused with a taken name or phone, a weak password or a name that cannot be typed', async () => {
    const user = await createUser({ phone: '194 0000 0100' });
    const create = (userName: string, more: object = {}) =>
      codeOf(app.send('users.create', { userName, name: '陈新', password, ...more }, systemAdmin));
    expect(await create(user.userName)).toBe('identity.user-name-taken');
    expect(await create('别人', { phone: '19400000100' })).toBe('identity.phone-taken');
    expect(await create('别人', { phone: '12345' })).toBe('identity.phone-unreadable');
    expect(await create('别人', { password: 'short' })).toBe('identity.password-weak');
    for (const name of ['', 'a', '有 空格', '<script>', 'x'.repeat(31), '\u0000\u0000'])
      expect(await create(name), name).toBe('request.invalid');
  });

  it('is never shown with phone in full, password or address', async () => {
    const user = await createUser({ phone: '19400000101' });
    const listed = await app.get('POST /users', { query: { q: user.userName } }, systemAdmin);
    expect(listed.answer.items[0]).toMatchObject({ id: user.id, phoneMasked: '194****0101', isActive: true });
    const text = JSON.stringify(listed.answer);
    for (const secret of ['19400000101', 'invalid', 'argon2', 'sealed']) expect(text).not.toContain(secret);
    const { rows } = await app.database.pool.query(
      "select coalesce(json_agg(i), '[]')::text as rows from intentions i",
    );
    for (const secret of ['19400000101', password]) expect(rows[0].rows).not.toContain(secret);
  });
});

describe('a user', () => {
  it('switched off is out at once, and comes back with their own password', async () => {
    const worker = await app.signIn('grid-worker');
    expect((await app.get('GET /session', {}, worker)).answer.kind).toBe('staff');
    await app.send('users.update', { id: worker.userId, isActive: false }, systemAdmin);
    expect((await app.get('GET /session', {}, worker)).answer.kind).toBe('anonymous');
    await app.send('users.update', { id: worker.userId, isActive: true }, systemAdmin);
    expect((await app.get('GET /session', {}, worker)).answer.kind).toBe('anonymous');
  });

  it('whose password is reset is signed out everywhere, unlocked, and must choose a new one', async () => {
    const user = await createUser();
    const asker = await askerOf(user.userName);
    for (let n = 0; n < 5; n += 1) await signIn(user.userName, `Wrong-pass-${n}`);
    expect((await app.get('POST /users', { query: { q: user.userName } }, systemAdmin)).answer.items[0]?.isLocked).toBe(
      true,
    );
    const reset = await app.send('users.resetPassword', { id: user.id, password: 'Fresh-Start-42' }, systemAdmin);
    expect(reset.answer.revoked).toBe(1);
    expect((await app.get('GET /session', {}, asker)).answer.kind).toBe('anonymous');
    expect((await signIn(user.userName)).statusCode).toBe(401);
    const again = await askerOf(user.userName, 'Fresh-Start-42');
    expect((await app.get('GET /session', {}, again)).answer.user?.mustChangePassword).toBe(true);
  });

  it('who administers security or audit gets no password from the system administrator', async () => {
    for (const role of ['security-admin', 'audit-admin'] as const) {
      const other = await app.signIn(role);
      const reset = app.send('users.resetPassword', { id: other.userId, password: 'Fresh-Start-42' }, systemAdmin);
      expect(await codeOf(reset), role).toBe('identity.other-administrator');
      expect((await app.get('GET /session', {}, other)).answer.kind).toBe('staff');
    }
  });

  it('locked after wrong passwords is unlocked with their own password', async () => {
    const user = await createUser();
    for (let n = 0; n < 5; n += 1) await signIn(user.userName, `Wrong-pass-${n}`);
    expect((await signIn(user.userName)).json().code).toBe('identity.locked');
    await app.send('users.unlock', { id: user.id }, systemAdmin);
    expect((await signIn(user.userName)).statusCode).toBe(200);
  });

  it('has the employer’s number once, and no administrator of another kind is given one', async () => {
    const user = await createUser();
    const set = (id: string, employeeNumber: string) => app.send('users.update', { id, employeeNumber }, systemAdmin);
    await set(user.id, 'LJ-0081');
    const other = await createUser();
    expect(await codeOf(set(other.id, 'LJ-0081'))).toBe('identity.employee-number-taken');
    expect(await codeOf(set(securityAdmin.userId, 'LJ-0082'))).toBe('identity.other-administrator');
    expect((await app.get('POST /users', { query: { q: user.userName } }, systemAdmin)).answer.items[0]).toMatchObject({
      employeeNumber: 'LJ-0081',
    });
  });

  it('is found by area and organisation, and managed only by who administers all they hold', async () => {
    const worker = await app.signIn('grid-worker');
    const far = await app.signIn('grid-worker', { areaId: world.farGrid });
    const handler = await app.signIn('handler');
    const idsOf = async (query: object, as = systemAdmin) =>
      (await app.get('POST /users', { query: { limit: 200, ...query } }, as)).answer.items.map(({ id }) => id);
    const ofStreet = await idsOf({ areaId: world.street });
    expect([worker, handler, far].map(({ userId }) => ofStreet.includes(userId))).toEqual([true, true, false]);
    expect(await idsOf({ organisationId: world.property })).toContain(handler.userId);
    expect(await idsOf({ organisationId: world.property })).not.toContain(worker.userId);
    const local = await app.signIn('system-admin', { areaId: world.street });
    const seen = await idsOf({}, local);
    expect([worker, handler, far].map(({ userId }) => seen.includes(userId))).toEqual([true, true, false]);
    const rename = (id: string) => app.send('users.update', { id, name: '改名' }, local);
    expect((await rename(worker.userId)).status).toBe(200);
    expect(await codeOf(rename(far.userId))).toBe('request.not-found');
    await app.hold(worker.userId, 'checker', { areaId: world.otherStreet });
    expect(await codeOf(rename(worker.userId))).toBe('request.not-found');
    const reset = { id: far.userId, password: 'Fresh-Start-42' };
    expect(await codeOf(app.send('users.resetPassword', reset, local))).toBe('request.not-found');
  });

  it('is seen signed in by device and day alone, and signed out by the security administrator', async () => {
    const worker = await app.signIn('grid-worker');
    const second = await app.signInUser(worker.userId);
    const { items } = (await app.get('GET /users/:id/sessions', { params: { id: worker.userId } }, securityAdmin))
      .answer;
    expect(items).toHaveLength(2);
    expect(Object.keys(items[0] ?? {}).sort()).toEqual(['device', 'id', 'lastUsedOn', 'startedOn']);
    expect(items[0]).toMatchObject({ startedOn: '2026-03-04', lastUsedOn: '2026-03-04' });
    const end = (input: { id: string; sessionId?: string }, as = securityAdmin) =>
      app.send('users.endSessions', input, as);
    expect((await end({ id: worker.userId, sessionId: items[0]?.id ?? '' })).answer.ended).toBe(1);
    expect((await end({ id: worker.userId })).answer.ended).toBe(1);
    for (const asker of [worker, second])
      expect((await app.get('GET /session', {}, asker)).answer.kind).toBe('anonymous');
    expect((await end({ id: worker.userId }, systemAdmin)).status).toBe(403);
    const far = await app.signIn('grid-worker', { areaId: world.farGrid });
    const local = await app.signIn('security-admin', { areaId: world.street });
    expect(await codeOf(end({ id: far.userId }, local))).toBe('request.not-found');
    expect(await codeOf(app.get('GET /users/:id/sessions', { params: { id: far.userId } }, local))).toBe(
      'request.not-found',
    );
    const { rows } = await app.database.pool.query(
      "select action from audit_rows where row_id = $1 and action like 'sessions.%' order by id",
      [worker.userId],
    );
    expect(rows.map(({ action }) => action)).toEqual(['sessions.seen', 'sessions.ended', 'sessions.ended']);
  });

  it('who is a resident is nobody’s to manage', async () => {
    const resident = await app.signInResident('19400000102');
    expect(await codeOf(app.send('users.update', { id: resident.userId, isActive: false }, systemAdmin))).toBe(
      'request.not-found',
    );
    expect(
      (await app.get('POST /users', { query: { limit: 200 } }, systemAdmin)).answer.items.map((row) => row.id),
    ).not.toContain(resident.userId);
  });
});

describe('an administrator’s session that was left open', () => {
  it('changes nothing that another signs in by until they have signed in again', async () => {
    const { id } = await createUser({ phone: '194 0000 0177' });
    const admin = await app.signIn('system-admin');
    app.clock.advance(31 * 60_000);
    const reset = { id, password: 'Fresh-Start-42' };
    expect(await codeOf(app.send('users.update', { id, phone: '194 0000 0178' }, admin))).toBe(
      'identity.sign-in-again',
    );
    expect(await codeOf(app.send('users.update', { id, employeeNumber: 'E-177' }, admin))).toBe(
      'identity.sign-in-again',
    );
    expect(await codeOf(app.send('users.resetPassword', reset, admin))).toBe('identity.sign-in-again');
    // A name says nothing about who may come in.
    expect(await codeOf(app.send('users.update', { id, name: '陈新生' }, admin))).toBeUndefined();
    const [user] = (await app.get('POST /users', { query: { q: '陈新生' } }, admin)).answer.items;
    expect(user?.phoneMasked).toBe('194****0177');
    systemAdmin = await app.signIn('system-admin');
    securityAdmin = await app.signIn('security-admin');
    expect(await codeOf(app.send('users.update', { id, phone: '194 0000 0178' }, systemAdmin))).toBeUndefined();
    expect(await codeOf(app.send('users.resetPassword', reset, systemAdmin))).toBeUndefined();
  });
});

describe('roles', () => {
  const set = (userId: string, holdings: object[], as = securityAdmin) =>
    app.send('users.setHoldings', { userId, holdings: holdings as never }, as);

  it('are granted and withdrawn by the security administrator, at once', async () => {
    const worker = await app.signIn('grid-worker');
    const answer = await set(worker.userId, [
      { role: 'checker', areaId: world.street },
      { role: 'handler', organisationId: world.property },
    ]);
    expect(answer.answer).toEqual({ granted: 2, ended: 1, proposed: 0 });
    const view = (await app.get('GET /session', {}, worker)).answer;
    expect(view.posts.map((post) => [post.role, post.area?.name ?? post.organisation?.name])).toEqual([
      ['checker', '望江街道'],
      ['handler', '春申物业服务中心'],
    ]);
    expect((await set(worker.userId, [])).answer).toEqual({ granted: 0, ended: 2, proposed: 0 });
    expect((await app.get('GET /session', {}, worker)).answer.capabilities).toEqual([]);
    const { rows } = await app.database.pool.query(
      "select action, details from audit_rows where row_id = $1 and noun = 'holdings' order by id",
      [worker.userId],
    );
    expect(rows.map((row) => `${row.action} ${row.details.role}`)).toEqual([
      'access.granted checker',
      'access.granted handler',
      'access.withdrawn grid-worker',
      'access.withdrawn checker',
      'access.withdrawn handler',
    ]);
  });

  it('can begin and end on a day', async () => {
    const userId = await app.makeStaff('temp');
    await set(userId, [{ role: 'checker', areaId: world.street, validFrom: '2026-03-06', validTo: '2026-03-08' }]);
    const postsAt = async (instant: string) => {
      app.clock.set(instant);
      return (await app.get('GET /session', {}, await app.signInUser(userId))).answer.posts.length;
    };
    const before = app.clock.now();
    // The days of Shanghai begin at 16:00 UTC.
    expect(await postsAt('2026-03-05T15:59:59Z')).toBe(0);
    expect(await postsAt('2026-03-05T16:00:00Z')).toBe(1);
    expect(await postsAt('2026-03-07T15:59:59Z')).toBe(1);
    expect(await postsAt('2026-03-07T16:00:00Z')).toBe(0);
    app.clock.set(before);
  });

  it('change only from what the asker saw', async () => {
    const worker = await app.signIn('grid-worker');
    const seen = (await app.get('POST /users', { query: { q: 'grid-worker', limit: 200 } }, securityAdmin)).answer
      .items;
    const known = seen.find(({ id }) => id === worker.userId)?.holdings.map(({ id }) => id) ?? [];
    const wanted = [{ role: 'checker' as const, areaId: world.street }];
    const send = () => app.send('users.setHoldings', { userId: worker.userId, holdings: wanted, known }, securityAdmin);
    expect((await send()).answer).toEqual({ granted: 1, ended: 1, proposed: 0 });
    expect(await codeOf(send())).toBe('dated.changed-meanwhile');
  });

  it('are never granted to oneself, outside one’s area, or where they do not belong', async () => {
    expect(await codeOf(set(securityAdmin.userId, [{ role: 'street-desk', areaId: world.street }]))).toBe(
      'identity.not-to-oneself',
    );
    const local = await app.signIn('security-admin', { areaId: world.street });
    const userId = await app.makeStaff('somebody');
    expect(await codeOf(set(userId, [{ role: 'checker', areaId: world.otherStreet }], local))).toBe(
      'access.outside-scope',
    );
    expect((await set(userId, [{ role: 'checker', areaId: world.street }], local)).status).toBe(200);
    expect(await codeOf(set(userId, [{ role: 'handler', areaId: world.street }]))).toBe('identity.holding-reach');
    expect(await codeOf(set(userId, [{ role: 'checker', organisationId: world.property }]))).toBe(
      'identity.holding-reach',
    );
    expect(await codeOf(set(userId, [{ role: 'resident', areaId: world.street }]))).toBe('request.invalid');
    expect(await codeOf(set(userId, [{ role: 'checker' }]))).toBe('request.invalid');
    expect(await codeOf(set(userId, [{ role: 'checker', areaId: 999_999 }]))).toBe('request.not-found');
  });

  it('and users are kept apart: who makes users grants nothing, who grants makes nobody', async () => {
    const userId = await app.makeStaff('somebody');
    expect((await set(userId, [], systemAdmin)).status).toBe(403);
    const input = { userName: '某某人', name: '某', password };
    expect((await app.send('users.create', input, securityAdmin)).status).toBe(403);
    expect((await app.send('users.resetPassword', { id: userId, password }, securityAdmin)).status).toBe(403);
    for (const role of ['audit-admin', 'street-desk', 'community-secretary'] as const) {
      const other = await app.signIn(role);
      expect((await app.get('POST /users', {}, other)).status, role).toBe(403);
      expect((await set(userId, [], other)).status, role).toBe(403);
    }
  });
});

describe('whom a matter can be given to', () => {
  it('is told by name and post, within one’s areas or one’s own organisation', async () => {
    const handler = await app.signIn('handler');
    const desk = await app.signIn('street-desk');
    const ofProperty = (await app.get('GET /staff', { query: { organisationId: world.property } }, desk)).answer;
    expect(ofProperty.items).toContainEqual({
      userId: handler.userId,
      name: 'handler',
      posts: [{ role: 'handler', area: null, organisation: { id: world.property, name: '春申物业服务中心' } }],
    });
    const own = await app.get('GET /staff', { query: { organisationId: world.property } }, handler);
    expect(own.status).toBe(200);
    expect(await codeOf(app.get('GET /staff', { query: { organisationId: world.otherProperty } }, handler))).toBe(
      'access.outside-scope',
    );
    expect(await codeOf(app.get('GET /staff', { query: { areaId: world.otherStreet } }, desk))).toBe(
      'access.outside-scope',
    );
    expect(await codeOf(app.get('GET /staff', {}, desk))).toBe('access.outside-scope');
  });

  it('is told to a worker at a building, which has nobody of its own: those up to its community', async () => {
    const worker = await app.signIn('grid-worker');
    const secretary = await app.signIn('community-secretary');
    const office = await app.signIn('district-office');
    const { items } = (await app.get('GET /staff', { query: { areaId: world.building } }, worker)).answer;
    const ids = items.map((row) => row.userId);
    expect(ids).toEqual(expect.arrayContaining([worker.userId, secretary.userId]));
    expect(ids).not.toContain(office.userId);
  });

  it('leaves out administrators and whoever is switched off', async () => {
    const [worker, gone] = [await app.signIn('grid-worker'), await app.signIn('grid-worker')];
    await app.send('users.update', { id: gone.userId, isActive: false }, systemAdmin);
    const office = await app.signIn('district-office');
    const { items } = (await app.get('GET /staff', { query: { areaId: world.district } }, office)).answer;
    const ids = items.map((row) => row.userId);
    expect(ids).toContain(worker.userId);
    for (const id of [gone.userId, systemAdmin.userId, securityAdmin.userId]) expect(ids).not.toContain(id);
  });
});
