import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeyScope } from '../../../domain/access/key-scopes.ts';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let secretary: SignedIn;
let admin: SignedIn;

beforeAll(async () => {
  app = await testApp();
  secretary = await app.signIn('community-secretary');
  admin = await app.signIn('system-admin');
});
afterAll(() => app.close());

const newKey = (): string => `linli_${randomBytes(32).toString('base64url')}`;
const bearer = (key: string): Asker => ({ userId: '', headers: { authorization: `Bearer ${key}` } });

interface Wanted {
  readonly by?: SignedIn;
  readonly reach?: { areaId?: number; organisationId?: string };
  readonly scopes?: KeyScope[];
  readonly perMinute?: number;
  readonly expiresOn?: string;
  readonly isConfirmed?: boolean;
}

async function make(wanted: Wanted = {}) {
  const { by = secretary, reach = { areaId: world.community }, scopes, isConfirmed = true, ...rest } = wanted;
  const key = newKey();
  const made = await app.send(
    'api-keys.make',
    { name: '区级平台', reach, scopes: scopes ?? ['cases.read', 'cases.raise'], key, ...rest },
    by,
  );
  if (isConfirmed && made.status === 200) await app.confirmKey(made.answer.id);
  return { key, made, as: bearer(key) };
}

async function raise(areaId: number, as?: Asker): Promise<string> {
  const raised = await app.send(
    'cases.raise',
    {
      type: 'event',
      begin: 'report',
      source: 'grid',
      place: { areaId, words: '门口' },
      fields: { words: '路灯不亮' },
    },
    as,
  );
  return raised.answer.ref;
}

describe('a key', () => {
  it('sees what its maker sees within its reach, and no more', async () => {
    const desk = await app.signIn('street-desk');
    const [mine, other] = [await raise(world.building, desk), await raise(world.otherBuilding, desk)];
    const { as } = await make({ by: desk, reach: { areaId: world.community }, scopes: ['cases.read'] });
    const listed = (await app.get('POST /cases', { query: { tab: 'all' } }, as)).answer.items.map(({ ref }) => ref);
    expect([listed.includes(mine), listed.includes(other)]).toEqual([true, false]);
    expect((await app.get('GET /cases/:ref', { params: { ref: mine } }, as)).status).toBe(200);
    expect((await app.get('GET /cases/:ref', { params: { ref: other } }, as)).status).toBe(404);
    const people = await app.get('POST /people', {}, as);
    expect(people.problem?.code).toBe('access.forbidden');
  });

  it('does not act beyond its scopes on what it sees', async () => {
    const desk = await app.signIn('street-desk');
    const ref = await raise(world.building, desk);
    const reader = await make({ by: desk, scopes: ['cases.read'] });
    const writer = await make({ by: desk, scopes: ['cases.read', 'cases.raise'] });
    const note = { ref, action: 'note', input: { words: '对接平台备注' } };
    expect((await app.send('cases.act', note, reader.as)).problem?.code).toBe('case.not-yours');
    expect((await app.send('cases.act', note, writer.as)).status).toBe(200);
    expect((await app.send('cases.act', { ref, action: 'accept' }, writer.as)).problem?.code).toBe('case.not-yours');
  });

  it('speaks for other sources, and raises within its reach, only where it was made for raising', async () => {
    const reader = await make({ scopes: ['cases.read'] });
    const writer = await make({ scopes: ['cases.raise', 'cases.read'] });
    const input = (areaId: number) =>
      ({
        type: 'event',
        begin: 'report',
        source: 'superior',
        urgency: 'urgent',
        place: { areaId },
        fields: { words: '上级交办' },
      }) as const;
    expect((await app.send('cases.raise', input(world.building), reader.as)).problem?.code).toBe('access.forbidden');
    expect((await app.send('cases.raise', input(world.otherBuilding), writer.as)).problem?.code).toBe(
      'access.outside-scope',
    );
    const { ref } = (await app.send('cases.raise', input(world.building), writer.as)).answer;
    const shown = (await app.get('GET /cases/:ref', { params: { ref } }, writer.as)).answer;
    expect([shown.source, shown.urgency, shown.entries[0]?.byName]).toEqual(['superior', 'urgent', '区级平台']);
  });

  it('of an organisation sees what the organisation was given', async () => {
    const userId = await app.makeStaff('manager');
    await app.hold(userId, 'handler', { organisationId: world.property });
    await app.hold(userId, 'community-secretary', { areaId: world.community });
    const by = await app.signInUser(userId);
    const reach = { organisationId: world.property };
    const beyond = await make({ by, reach, scopes: ['cases.raise'] });
    expect(beyond.made.problem?.code).toBe('api-keys.beyond-maker');
    const reader = await make({ by, reach, scopes: ['cases.read'] });
    const blind = await make({ by, reach, scopes: ['catalogue.read'] });
    const desk = await app.signIn('street-desk');
    const ref = await raise(world.building, desk);
    await app.send('cases.act', { ref, action: 'accept' }, desk);
    expect((await app.get('GET /cases/:ref', { params: { ref } }, reader.as)).status).toBe(404);
    await app.send('cases.act', { ref, action: 'dispatch', input: { leadOrganisationId: world.property } }, desk);
    expect((await app.get('GET /cases/:ref', { params: { ref } }, reader.as)).status).toBe(200);
    expect((await app.send('cases.act', { ref, action: 'note', input: { words: 'x' } }, blind.as)).status).toBe(404);
  });

  it('is written into the audit by its name, and into the database by its hash alone', async () => {
    const { key, made, as } = await make();
    await raise(world.building, as);
    const { rows } = await app.database.pool.query(
      "select actor from audit_rows where action = 'cases.raise' order by at desc, id desc limit 1",
    );
    expect(rows[0].actor).toMatchObject({ kind: 'integration', name: '区级平台' });
    const secret = key.slice('linli_'.length + 4);
    for (const table of ['api_keys', 'intentions', 'audit_rows']) {
      const found = await app.database.pool.query(`select count(*)::int as n from ${table} t where t::text like $1`, [
        `%${secret}%`,
      ]);
      expect(found.rows[0].n, table).toBe(0);
    }
    expect(JSON.stringify(app.logLines)).not.toContain(secret);
    expect(made.answer.id).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('a key opens nothing until it is confirmed', () => {
  const standing = async (id: string, as: Asker) =>
    (await app.get('GET /api-keys', {}, as)).answer.items.find((row) => row.id === id);
  const confirm = (id: string, as: Asker) => app.send('api-keys.confirm', { id }, as);

  it('by a security administrator of the place', async () => {
    const { as, made } = await make({ by: admin, scopes: ['areas.read'], isConfirmed: false });
    const { id } = made.answer;
    expect((await app.get('GET /areas/tree', {}, as)).problem?.code).toBe('access.sign-in');
    expect(await standing(id, admin)).toMatchObject({ state: 'waiting', confirmedAt: null, mayConfirm: false });
    for (const one of [admin, secretary]) expect((await confirm(id, one)).problem?.code).toBe('access.forbidden');
    const far = await app.signIn('security-admin', { areaId: world.otherStreet });
    expect((await confirm(id, far)).status).toBe(404);
    const near = await app.signIn('security-admin');
    expect(await standing(id, near)).toMatchObject({ state: 'waiting', mayConfirm: true });
    expect((await confirm(id, near)).status).toBe(200);
    expect((await app.get('GET /areas/tree', {}, as)).status).toBe(200);
    expect(await standing(id, near)).toMatchObject({
      state: 'good',
      confirmedBy: expect.any(String),
      mayConfirm: false,
    });
    expect((await confirm(id, near)).problem?.code).toBe('confirmations.decided');
  });

  it('by another than its maker, within a week, and not once it has ended', async () => {
    const before = app.clock.now();
    const security = await app.signIn('security-admin');
    const own = await make({ by: security, scopes: ['areas.read'], isConfirmed: false });
    expect((await confirm(own.made.answer.id, security)).problem?.code).toBe('confirmations.second-person');
    await app.send('api-keys.end', { id: own.made.answer.id }, security);
    const other = await app.signIn('security-admin');
    expect((await confirm(own.made.answer.id, other)).problem?.code).toBe('confirmations.decided');
    const late = await make({ by: admin, scopes: ['areas.read'], isConfirmed: false });
    app.clock.advance(7 * 86_400_000);
    const then = await app.signIn('security-admin');
    expect((await confirm(late.made.answer.id, then)).problem?.code).toBe('confirmations.decided');
    expect((await standing(late.made.answer.id, then))?.state).toBe('expired');
    app.clock.set(before);
  });
});

describe('a key can do no more than its maker', () => {
  it('when it is made', async () => {
    const wide = await make({ reach: { areaId: world.street }, scopes: ['cases.read'] });
    expect(wide.made.problem?.code).toBe('access.outside-scope');
    const office = await app.signIn('district-office');
    const raising = await make({ by: office, reach: { areaId: world.street }, scopes: ['cases.raise'] });
    expect(raising.made.problem?.code).toBe('api-keys.beyond-maker');
    const administrator = await make({ by: admin, reach: { areaId: world.district }, scopes: ['people.read'] });
    expect(administrator.made.problem?.code).toBe('api-keys.beyond-maker');
    const worker = await app.signIn('grid-worker');
    expect((await make({ by: worker })).made.problem?.code).toBe('access.forbidden');
  });

  it('and later: a role the maker loses is lost to the key', async () => {
    const maker = await app.signIn('community-secretary');
    const { as, made } = await make({ by: maker, scopes: ['cases.read'] });
    expect((await app.get('POST /cases', {}, as)).status).toBe(200);
    await app.database.pool.query('update holdings set valid_to = $2 where user_id = $1', [maker.userId, '2026-03-04']);
    expect((await app.get('POST /cases', {}, as)).problem?.code).toBe('access.forbidden');
    const { items } = (await app.get('GET /api-keys', {}, secretary)).answer;
    expect(items.find(({ id }) => id === made.answer.id)?.state).toBe('idle');
    await app.database.pool.query('update users set is_active = false where id = $1', [maker.userId]);
    expect((await app.get('POST /cases', {}, as)).problem?.code).toBe('access.sign-in');
  });

  it('and makes no keys itself', async () => {
    const scopes: KeyScope[] = ['cases.read'];
    const { as } = await make({ scopes });
    const input = { name: '另一把', reach: { areaId: world.community }, scopes, key: newKey() };
    expect((await app.send('api-keys.make', input, as)).problem?.code).toBe('access.forbidden');
  });
});

describe('the limits of a key', () => {
  it('hold per minute, over all who ask with it', async () => {
    const { as } = await make({ perMinute: 3, scopes: ['cases.read'] });
    const statuses = await Promise.all([1, 2, 3, 4, 5].map(async () => (await app.get('POST /cases', {}, as)).status));
    expect(statuses.sort()).toEqual([200, 200, 200, 429, 429]);
    app.clock.advance(60_000);
    expect((await app.get('POST /cases', {}, as)).status).toBe(200);
  });

  it('end with its last day, and with its end', async () => {
    const before = app.clock.now();
    const dated = await make({ expiresOn: '2026-03-06', scopes: ['cases.read'] });
    app.clock.set('2026-03-05T15:59:00Z');
    expect((await app.get('POST /cases', {}, dated.as)).status).toBe(200);
    app.clock.set('2026-03-05T16:01:00Z');
    expect((await app.get('POST /cases', {}, dated.as)).problem?.code).toBe('access.sign-in');
    app.clock.set(before);
    expect((await make({ expiresOn: '2026-03-04' })).made.problem?.code).toBe('api-keys.past');
    const { as, made } = await make({ scopes: ['cases.read'] });
    const far = await app.signIn('community-secretary', { areaId: world.farCommunity });
    expect((await app.send('api-keys.end', { id: made.answer.id }, far)).status).toBe(404);
    expect((await app.send('api-keys.end', { id: made.answer.id }, admin)).status).toBe(200);
    expect((await app.get('POST /cases', {}, as)).problem?.code).toBe('access.sign-in');
    const { items } = (await app.get('GET /api-keys', {}, admin)).answer;
    expect(items.find(({ id }) => id === made.answer.id)).toMatchObject({ state: 'ended', hint: expect.any(String) });
  });

  it('and nobody asks with what is none', async () => {
    for (const authorization of [
      'Bearer',
      'Bearer x',
      `Bearer ${newKey()}`,
      'Basic bGlubGk6',
      `bearer  ${newKey()}`,
      '\u0000',
    ]) {
      const answer = await app.inject({ method: 'GET', url: '/api/session', headers: { authorization } });
      expect([answer.statusCode, answer.json().kind], authorization).toEqual([200, 'anonymous']);
    }
    const { key } = await make();
    const again = { name: '重复', reach: { areaId: world.community }, scopes: ['cases.read' as const], key };
    expect((await app.send('api-keys.make', again, secretary)).problem?.code).toBe('api-keys.taken');
  });
});
