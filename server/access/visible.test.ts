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
