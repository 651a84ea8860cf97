import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../../domain/access/actor.ts';
import type { ReadCtx } from '../kit/ctx.ts';
import { type TestApp, testApp } from '../test/app.ts';
import { world } from '../test/world.ts';
import { rowScopeOfActor } from './row-scope.ts';
import { caseRows } from './visible.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** How the closed cases an actor may see are come by, were reading all of them no way. */
async function planFor(actor: Actor): Promise<string> {
  const rows = await rowScopeOfActor(app.database, actor, app.clock.now());
  return app.database.read(rows, async (db) => {
    await sql`set local enable_seqscan = off`.execute(db);
    const ctx = { db, actor, rows, shared: app.database.pool, now: app.clock.now() } as unknown as ReadCtx;
    const { rows: lines } = await sql<{ 'QUERY PLAN': string }>`explain select count(*) from cases
      where ${await caseRows(ctx)} and cases.phase = 'closed'`.execute(db);
    return lines.map((line) => line['QUERY PLAN']).join('\n');
  });
}

it('comes to the cases of somebody who is on a list by their communities, not by reading all there are', async () => {
  const userId = await app.makeStaff('又在名单上的街道人员');
  const holdings = [{ role: 'street-desk', areaId: world.street }] as const;
  const plan = await planFor({ kind: 'staff', userId, name: '街道', holdings, listedIn: [world.otherCommunity] });
  expect(plan).toMatch(/Index Cond: \(?community_id = ANY/);
});

it('comes to the cases of a unit by what was assigned to it', async () => {
  const userId = await app.makeStaff('物业人员');
  const holdings = [{ role: 'handler', organisationId: world.property }] as const;
  const plan = await planFor({ kind: 'staff', userId, name: '物业', holdings });
  expect(plan).not.toContain('Seq Scan on cases');
});

it('comes to the cases of somebody of a unit who holds an area, too, by the communities of both', async () => {
  const userId = await app.makeStaff('兼在居委会的网格员');
  const holdings = [
    { role: 'grid-worker', areaId: world.grid },
    { role: 'handler', organisationId: world.property },
  ] as const;
  const plan = await planFor({ kind: 'staff', userId, name: '网格员', holdings });
  expect(plan).toMatch(/Index Cond: \(?community_id = ANY/);
});

it('shows somebody of a unit who holds a grid elsewhere what the unit was given, and nothing else of that community', async () => {
  const desk = await app.signIn('street-desk');
  const both = await app.signIn('grid-worker');
  await app.hold(both.userId, 'handler', { organisationId: world.otherProperty });
  const raise = async (words: string) => {
    const made = await app.send('cases.raise', {
      type: 'event',
      begin: 'report',
      place: { areaId: world.otherBuilding, words: '' },
      contact: { name: '王桂兰', phone: '19900004321' },
      fields: { words },
      trackToken: randomBytes(16).toString('base64url'),
    } as never);
    await app.send('cases.act', { ref: made.answer.ref, action: 'accept', input: {} } as never, desk);
    return made.answer.ref as string;
  };
  const seen = async () => (await app.get('POST /cases', {}, both)).answer.items.map(({ ref }) => ref);
  const counted = async () => (await app.get('POST /cases/counts', {}, both)).answer.tabs.open;
  const [theirs, other] = [await raise('单元门关不上'), await raise('楼道堆物')];
  const before = await counted();
  expect(await seen()).not.toContain(theirs);
  const input = { leadOrganisationId: world.otherProperty };
  const sent = await app.send('cases.act', { ref: theirs, action: 'dispatch', input } as never, desk);
  expect(sent.problem).toBeUndefined();
  expect([await seen(), await counted()]).toEqual([expect.arrayContaining([theirs]), (before ?? 0) + 1]);
  expect(await seen()).not.toContain(other);
  expect((await app.get('GET /cases/:ref', { params: { ref: other } }, both)).status).toBe(404);
});
