import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../domain/access/actor.ts';
import { noRows } from '../kit/db/client.ts';
import { type TestApp, testApp } from '../test/app.ts';
import { runSql } from '../test/database.ts';
import { world } from '../test/world.ts';
import { writeAudit } from './audit.ts';
import { canonicalJson } from './audit-chain.ts';
import { sealAudit } from './audit-seal.ts';
import { verifyAudit } from './audit-verify.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await app.queue.work([sealAudit], { database: app.database, now: app.clock.now, newId: () => '', log: app.log });
});
afterAll(() => app.close());

const worker: Actor = {
  kind: 'staff',
  userId: '00000000-0000-7000-8000-000000000001',
  name: '李想',
  holdings: [
    { role: 'grid-worker', areaId: world.grid },
    { role: 'checker', areaId: world.street },
    { role: 'checker', areaId: world.district },
  ],
};

async function write(count: number, actor: Actor = worker): Promise<void> {
  const notes = Array.from({ length: count }, (_, n) => ({
    action: 'people.revealed',
    noun: 'people',
    communityId: world.community,
    details: { n, of: { b: 1, a: ['x'] } },
  }));
  await app.database.write(noRows, (db) => writeAudit(db, { actor, requestId: 'r1' }, app.clock.now(), notes));
}
const seal = () => app.queue.runJob('audit.seal');
const verdict = () => app.database.read(noRows, verifyAudit);
const idsOf = async (batch: number): Promise<string[]> => {
  const { rows } = await app.database.pool.query<{ id: string }>(
    'select id from audit_rows where batch_id = $1 order by id',
    [batch],
  );
  return rows.map((row) => row.id);
};

describe('the audit', () => {
  it('says who it was by id and roles, never by phone', async () => {
    const phoneToken = app.vault.token('phone', '19900000001').toString('base64url');
    const actors: Actor[] = [
      worker,
      { kind: 'resident', userId: '00000000-0000-7000-8000-000000000002', name: '王芳', phoneToken },
      { kind: 'link', communityId: 11, caseId: worker.userId, partyId: worker.userId },
      { kind: 'anonymous' },
    ];
    for (const actor of actors) await write(1, actor);
    const { rows } = await app.database.pool.query('select actor from audit_rows order by id');
    expect(rows.map((row) => row.actor)).toEqual([
      { kind: 'staff', userId: worker.userId, name: '李想', roles: ['checker', 'grid-worker'] },
      { kind: 'resident', userId: '00000000-0000-7000-8000-000000000002' },
      { kind: 'link', communityId: 11, caseId: worker.userId, partyId: worker.userId },
      { kind: 'anonymous' },
    ]);
    await seal();
  });

  it('cannot be changed by the application itself', async () => {
    for (const statement of [
      "update audit_rows set action = 'x'",
      'delete from audit_rows',
      "update audit_batches set hash = ''",
      'delete from audit_batches',
    ])
      await expect(app.database.pool.query(statement), statement).rejects.toThrow(/permission denied/);
  });

  it('is whole after sealing, and the log holds the head of the chain', async () => {
    await write(3);
    await seal();
    await write(2);
    await seal();
    await seal();
    await write(1);
    const whole = await verdict();
    expect(whole.faults).toEqual([]);
    expect(whole.batches).toBe(3);
    expect(whole.oldestUnsealed).toBe(app.clock.now());
    const said = app.logLines.filter(({ event }) => event === 'audit.sealed').at(-1);
    expect(said?.details).toMatchObject({ batch: 3, rows: 2, hash: whole.head });
  });

  it('raises an alarm when rows lay unsealed for more than five minutes', async () => {
    app.clock.advance(4 * 60_000);
    await seal();
    const alarms = () =>
      app.logLines.filter(({ event, level }) => event === 'audit.tail-unsealed' && level === 'error');
    expect(alarms()).toHaveLength(0);
    await write(1);
    app.clock.advance(6 * 60_000);
    await seal();
    expect(alarms()).toHaveLength(1);
  });
});

describe('a check of the audit', () => {
  const byOwner = (statement: string) => runSql(app.ownerUrl, statement);

  it('names a row whose words, time, actor or details were changed', async () => {
    const [id] = await idsOf(2);
    for (const change of [
      "action = 'people.read'",
      "at = at + interval '1 hour'",
      "actor = jsonb_set(actor, '{name}', '\"别人\"')",
      "details = '{}'",
      'reason = null, person_id = id',
    ]) {
      await byOwner('create table kept as select * from audit_rows');
      await byOwner(`update audit_rows set ${change} where id = '${id}'`);
      expect((await verdict()).faults, change).toEqual([{ kind: 'row-changed', batch: 2, row: id }]);
      await byOwner('delete from audit_rows');
      await byOwner('insert into audit_rows select * from kept');
      await byOwner('drop table kept');
    }
    expect((await verdict()).faults).toEqual([]);
  });

  it('names a row that was removed and one that was slipped in', async () => {
    const [first, second] = await idsOf(2);
    await byOwner('create table kept as select * from audit_rows');
    await byOwner(`delete from audit_rows where id = '${second}'`);
    const slipped = '00000000-0000-7000-8000-0000000000ff';
    await byOwner(
      `insert into audit_rows select '${slipped}', at, actor, action, noun, community_id, row_id, person_id, reason, details, request_id, batch_id from audit_rows where id = '${first}'`,
    );
    expect((await verdict()).faults).toEqual([
      { kind: 'row-inserted', batch: 2, row: slipped },
      { kind: 'row-removed', batch: 2, row: second },
    ]);
    await byOwner('delete from audit_rows');
    await byOwner('insert into audit_rows select * from kept');
    await byOwner('drop table kept');
  });

  it('notices a batch that was rewritten, and one that was taken out', async () => {
    await byOwner('create table kept as select * from audit_batches');
    const [id] = await idsOf(2);
    // Somebody who changes a row and mends its batch breaks the chain to the next one.
    await byOwner(`update audit_batches set row_count = 2 where id = 2`);
    expect((await verdict()).faults).toContainEqual({ kind: 'batch-changed', batch: 2 });
    await byOwner('delete from audit_batches where id = 2');
    expect((await verdict()).faults[0]).toEqual({ kind: 'batch-removed', batch: 2 });
    await byOwner('delete from audit_batches where id >= 2');
    expect((await verdict()).faults).toContainEqual({ kind: 'batch-removed', batch: 2 });
    await byOwner('delete from audit_batches');
    await byOwner('insert into audit_batches select * from kept');
    await byOwner('drop table kept');
    expect(id).toBeDefined();
    expect((await verdict()).faults).toEqual([]);
  });
});

it('writes equal values as equal text', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}');
});
