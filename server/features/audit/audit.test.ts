import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeAudit } from '../../access/audit.ts';
import type { AuditNote } from '../../kit/ctx.ts';
import { noRows } from '../../kit/db/client.ts';
import { requestOf, type TestApp, testApp } from '../../test/app.ts';
import { runSql } from '../../test/database.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const write = async (notes: readonly AuditNote[], userId = '00000000-0000-7000-8000-000000000009') => {
  app.clock.advance(1000);
  const actor = { kind: 'staff', userId, name: '李想', holdings: [] } as const;
  await app.database.write(noRows, (db) => writeAudit(db, { actor, requestId: 'r' }, app.clock.now(), notes));
};

it('shows auditors what happened, newest first, in pages, and is itself audited', async () => {
  const auditor = await app.signIn('audit-admin');
  for (let n = 0; n < 5; n += 1)
    await write([{ action: `test.${n}`, noun: 'test', communityId: world.community, details: { n } }]);
  const first = (await app.get('POST /audit', { query: { limit: 2, noun: 'test' } }, auditor)).answer;
  expect(first.items.map((row) => row.action)).toEqual(['test.4', 'test.3']);
  expect(first.items[0]).toMatchObject({ actor: { kind: 'staff', name: '李想' }, details: { n: 4 }, batchId: null });
  const second = (await app.get('POST /audit', { query: { limit: 9, noun: 'test', cursor: first.next } }, auditor))
    .answer;
  expect(second.items.map((row) => row.action)).toEqual(['test.2', 'test.1', 'test.0']);
  expect(second.next).toBeUndefined();
  const looks = (await app.get('POST /audit', { query: { action: 'audit.read', userId: auditor.userId } }, auditor))
    .answer;
  expect(looks.items).toHaveLength(2);
});

it('finds by person, row, time and user', async () => {
  const auditor = await app.signIn('audit-admin');
  const [personId, rowId, userId] = [1, 2, 3].map((n) => `00000000-0000-7000-8000-00000000010${n}`) as [
    string,
    string,
    string,
  ];
  const from = app.clock.now();
  await write([{ action: 'people.revealed', noun: 'people', personId, rowId, communityId: world.community }], userId);
  for (const query of [{ personId }, { rowId }, { userId }, { from, action: 'people.revealed' }])
    expect((await app.get('POST /audit', { query }, auditor)).answer.items.map((row) => row.rowId)).toEqual([rowId]);
  expect((await app.get('POST /audit', { query: { personId, to: from } }, auditor)).answer.items).toEqual([]);
});

it('shows a street’s auditor their street alone, and others nothing', async () => {
  await write([
    { action: 'scope.here', noun: 'scope', communityId: world.otherCommunity },
    { action: 'scope.there', noun: 'scope', communityId: world.farCommunity },
    { action: 'scope.nowhere', noun: 'scope' },
  ]);
  const auditor = await app.signIn('audit-admin', { areaId: world.street });
  const seen = (await app.get('POST /audit', { query: { noun: 'scope' } }, auditor)).answer;
  expect(seen.items.map((row) => row.action)).toEqual(['scope.here']);
  for (const role of ['system-admin', 'security-admin', 'community-secretary'] as const)
    expect((await app.get('POST /audit', {}, await app.signIn(role))).status).toBe(403);
  expect((await app.get('POST /audit')).status).toBe(401);
});

it('refuses a cursor that is none of ours', async () => {
  const auditor = await app.signIn('audit-admin');
  for (const cursor of [
    'x',
    Buffer.from('["2026","x"]').toString('base64url'),
    Buffer.from('{}').toString('base64url'),
  ])
    expect((await app.get('POST /audit', { query: { cursor } }, auditor)).status).toBe(422);
});

it('says whether the chain holds, now and as of the night, and names the night’s faults in the log', async () => {
  const auditor = await app.signIn('audit-admin');
  const state = async () => (await app.get('GET /audit/state', {}, auditor)).answer;
  expect(await state()).toMatchObject({ batches: 0, lastSealedAt: null, lastFullCheck: null, isNewestWhole: true });
  await app.queue.runJob('audit.seal');
  await app.queue.runJob('audit.check');
  const whole = await state();
  expect(whole).toMatchObject({ batches: 1, isNewestWhole: true, lastFullCheck: { faults: 0 } });
  expect(whole.head).toMatch(/^[0-9a-f]{64}$/);
  await runSql(
    app.ownerUrl,
    "update audit_rows set reason = 'none' where id in (select id from audit_rows where batch_id = 1 limit 1)",
  );
  expect(await state()).toMatchObject({ isNewestWhole: false, lastFullCheck: { faults: 0 } });
  await app.queue.runJob('audit.check');
  expect((await state()).lastFullCheck?.faults).toBe(1);
  expect(app.logLines.some(({ event, level }) => event === 'audit.not-whole' && level === 'error')).toBe(true);
});

it('is exported with its filters, and the export is audited', async () => {
  const auditor = await app.signIn('audit-admin');
  await write([{ action: 'export.mine', noun: 'export', communityId: world.community, details: { n: '=1+1' } }]);
  const answer = await app.inject(requestOf('POST /audit/export', { query: { noun: 'export' } }), auditor);
  expect([answer.statusCode, answer.headers['content-disposition']]).toEqual([200, expect.stringContaining('xlsx')]);
  expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK');
  const [noted] = (await app.get('POST /audit', { query: { action: 'audit.exported' } }, auditor)).answer.items;
  expect(noted).toMatchObject({ actor: { userId: auditor.userId }, details: { rows: 1, filter: { noun: 'export' } } });
  for (const role of ['system-admin', 'security-admin'] as const)
    expect((await app.inject(requestOf('POST /audit/export'), await app.signIn(role))).statusCode).toBe(403);
});

it('finds by the name of the person acting', async () => {
  const auditor = await app.signIn('audit-admin');
  await write([{ action: 'name.one', noun: 'name' }]);
  const found = async (name: string) =>
    (await app.get('POST /audit', { query: { name, noun: 'name' } }, auditor)).answer.items.length;
  expect([await found('李想'), await found('李')]).toEqual([1, 0]);
});
