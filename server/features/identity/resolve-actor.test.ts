import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../../../domain/access/actor.ts';
import { uuidv7 } from '../../kit/ids.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import { world } from '../../test/world.ts';
import { makeResolveActor } from './resolve-actor.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const hourMs = 3_600_000;

async function whoIs(headers: Record<string, string>): Promise<Actor> {
  const resolve = makeResolveActor(
    { database: app.database, vault: app.vault, config: { publicUrl: undefined } },
    app.clock.now,
  );
  const cookies = Object.fromEntries(
    (headers['cookie'] ?? '').split('; ').map((pair) => pair.split('=') as [string, string]),
  );
  return resolve({ headers, cookies } as never);
}

it('gives staff the roles they hold today', async () => {
  const worker = await app.signIn('grid-worker');
  await app.hold(worker.userId, 'handler', { organisationId: world.property });
  await app.database.pool.query(
    `insert into holdings (id, user_id, role, area_id, valid_from, valid_to, granted_at) values ($1, $2, 'checker', $3, '2025-01-01', '2026-03-04', $4)`,
    [uuidv7(), worker.userId, world.street, app.clock.now()],
  );
  expect(await whoIs(worker.headers)).toEqual({
    kind: 'staff',
    userId: worker.userId,
    name: 'grid-worker',
    holdings: [
      { role: 'grid-worker', areaId: world.grid },
      { role: 'handler', organisationId: world.property },
    ],
  });
});

it('knows a resident by the blind index of their phone', async () => {
  const resident = await app.signInResident('19900000001');
  expect(await whoIs(resident.headers)).toEqual({
    kind: 'resident',
    userId: resident.userId,
    name: '',
    phoneToken: app.vault.token('phone', '19900000001').toString('base64url'),
  });
});

it('ends a session after 12 idle hours and after 7 days, and moves the idle end with use', async () => {
  const before = app.clock.now();
  const worker = await app.signIn('grid-worker');
  app.clock.advance(11 * hourMs);
  expect((await whoIs(worker.headers)).kind).toBe('staff');
  app.clock.advance(11 * hourMs);
  expect((await whoIs(worker.headers)).kind).toBe('staff');
  app.clock.advance(13 * hourMs);
  expect((await whoIs(worker.headers)).kind).toBe('anonymous');
  const busy = await app.signIn('grid-worker');
  for (let hour = 0; hour < 7 * 24 - 1; hour += 11) {
    expect((await whoIs(busy.headers)).kind).toBe('staff');
    app.clock.advance(11 * hourMs);
  }
  expect((await whoIs(busy.headers)).kind).toBe('anonymous');
  app.clock.set(before);
});

it('knows nobody by a made-up cookie, a hash from the table, or once they are switched off', async () => {
  const worker = await app.signIn('grid-worker');
  const { rows } = await app.database.pool.query<{ token_hash: string }>(
    'select token_hash from sessions where user_id = $1',
    [worker.userId],
  );
  const stolen = rows[0]?.token_hash as string;
  for (const cookie of [
    'linli=',
    'linli=x',
    `linli=${stolen}`,
    `linli=${randomBytes(24).toString('base64url')}`,
    'linli=%00',
  ]) {
    expect((await whoIs({ cookie })).kind, cookie).toBe('anonymous');
  }
  await app.database.pool.query('update users set is_active = false where id = $1', [worker.userId]);
  expect((await whoIs(worker.headers)).kind).toBe('anonymous');
});

it('lets the holder of a link see its case until it expires, also beside a session', async () => {
  const link = randomBytes(16).toString('base64url');
  const [caseId, partyId] = [uuidv7(), uuidv7()];
  await app.database.pool.query(
    `insert into case_links (kind, key_hash, community_id, case_id, party_id, created_at, expires_at) values ('track', $1, $2, $3, $4, $5, $6)`,
    [app.vault.token('link', link), world.community, caseId, partyId, app.clock.now(), '2026-04-01T00:00:00Z'],
  );
  const holder = { kind: 'link', communityId: world.community, caseId, partyId };
  const worker = await app.signIn('grid-worker');
  expect(await whoIs({ 'x-linli-link': link })).toEqual(holder);
  expect(await whoIs({ ...worker.headers, 'x-linli-link': link })).toEqual(holder);
  expect((await whoIs({ ...worker.headers, 'x-linli-link': randomBytes(16).toString('base64url') })).kind).toBe(
    'staff',
  );
  expect((await whoIs({ 'x-linli-link': `${link}x` })).kind).toBe('anonymous');
  app.clock.set('2026-04-01T00:00:01Z');
  expect((await whoIs({ 'x-linli-link': link })).kind).toBe('anonymous');
});
