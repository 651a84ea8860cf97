import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DoorPurpose, doorCode, doorStep, writeDoorCode } from '../../../domain/authenticity/door-code.ts';
import { messageDigest } from '../../../domain/authenticity/message-words.ts';
import { hmacSha256 } from '../../../domain/authenticity/sha256.ts';
import { toMs } from '../../../domain/calendar/instant.ts';
import { requestOf, type TestApp, testApp } from '../../test/app.ts';
import { runSql } from '../../test/database.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let worker: SignedIn;
let colleague: SignedIn;
let address = 1;
beforeAll(async () => {
  app = await testApp();
  worker = await app.signIn('grid-worker');
  colleague = await app.signIn('grid-worker', { areaId: world.secondGrid });
  await runSql(
    app.ownerUrl,
    `insert into responsibilities (community_id, id, area_id, user_id, duty, is_lead, published_phone, valid_from)
     values (${world.community}, '${randomUUID()}', ${world.grid}, '${worker.userId}', '网格长', true, '194-0000-0101', '2024-01-01')`,
    `update organisations set phone = '021-5555 0789' where id = '${world.committee}'`,
  );
});
afterAll(() => app.close());
// Each test asks from an address of its own, so that none waits for another.
beforeEach(() => {
  address += 1;
});

const ask = async (what: 'door' | 'number' | 'message', query: object) => {
  const request = requestOf(`POST /authenticity/${what}`, { query: { ...query } });
  const answer = await app.inject({ ...request, remoteAddress: `10.7.0.${address}` });
  return { status: answer.statusCode, body: answer.json() };
};
const checkDoor = async (code: string, communityId?: number) => (await ask('door', { code, communityId })).body;

const keyOf = async (as: SignedIn) => Buffer.from((await app.get('GET /door-key', {}, as)).answer.key, 'base64url');

async function show(as: SignedIn, purpose: DoorPurpose = 'v', communityId: number = world.community) {
  const key = await keyOf(as);
  const claim = { communityId, purpose, step: doorStep(toMs(app.clock.now())) };
  const code = doorCode((message) => hmacSha256(key, message), claim);
  return { claim, code, digits: code.digits, qr: writeDoorCode(claim, code) };
}

const rowsOf = async () => {
  const { rows } = await app.database.pool.query<{ n: string }>(
    `select (select count(*) from audit_rows)::text || ' ' || (select count(*) from intentions) || ' ' || (select coalesce(max(xmin::text::bigint), 0) from sessions) as n`,
  );
  return rows[0]?.n;
};

describe('a code at the door', () => {
  it('names the worker, the post, the unit and why they come, and leaves no trace', async () => {
    const { qr, digits } = await show(worker, 'h');
    const before = await rowsOf();
    const scanned = await checkDoor(qr);
    expect(scanned).toMatchObject({
      state: 'ours',
      worker: { post: { zh: '网格长' }, unit: '春申社区居委会', purpose: { zh: '处理一件报事' } },
      community: '春申社区',
      desk: { phone: '021-5555 0789' },
    });
    expect(await checkDoor(digits, world.community)).toEqual(scanned);
    expect(JSON.stringify(scanned)).not.toContain(worker.userId);
    expect(await rowsOf()).toBe(before);
  });

  it('is believed for its minute and the next one, and then called expired', async () => {
    const { qr, digits } = await show(worker);
    app.clock.advance(60_000);
    expect(await checkDoor(qr)).toMatchObject({ state: 'ours' });
    expect(await checkDoor(digits, world.community)).toMatchObject({ state: 'ours' });
    app.clock.advance(60_000);
    expect(await checkDoor(qr)).toMatchObject({ state: 'expired', worker: null });
    expect(await checkDoor(digits, world.community)).toMatchObject({ state: 'unknown', worker: null });
  });

  it('is nobody’s when it is wrong, another’s, of another place, purpose or minute', async () => {
    const { qr, claim, digits } = await show(worker);
    const other = await show(colleague);
    const wrong = digits === '000000' ? '000001' : '000000';
    expect(await checkDoor(wrong, world.community)).toMatchObject({
      state: 'unknown',
      worker: null,
      desk: { phone: '021-5555 0789' },
    });
    expect(await checkDoor(writeDoorCode({ ...claim, purpose: 'n' }, other.code))).toMatchObject({ state: 'unknown' });
    expect(await checkDoor(writeDoorCode({ ...claim, step: claim.step + 1 }, (await show(worker)).code))).toMatchObject(
      { state: 'unknown' },
    );
    expect(
      await checkDoor(writeDoorCode({ ...claim, communityId: world.otherCommunity }, (await show(worker)).code)),
    ).toMatchObject({ state: 'unknown' });
    expect(await checkDoor(digits, world.otherCommunity)).toMatchObject({ state: 'unknown', worker: null });
    expect(await checkDoor(digits)).toMatchObject({ state: 'unknown' });
    expect((await checkDoor(qr)).worker.post.zh).toBe('网格长');
    expect((await checkDoor(other.qr)).worker.post.zh).toBe('网格员');
  });

  it('says nothing that the worker may not do there, nor for a community that is not theirs', async () => {
    const check = await show(worker, 'c');
    expect(await checkDoor(check.qr)).toMatchObject({ state: 'unknown' });
    const far = await show(worker, 'v', world.farCommunity);
    expect(await checkDoor(far.qr)).toMatchObject({ state: 'unknown' });
    const key = (await app.get('GET /door-key', {}, worker)).answer;
    expect(key.communities).toEqual([{ id: world.community, name: '春申社区', purposes: ['v', 'r', 'h', 's', 'n'] }]);
  });

  it('of a firm’s handler names the firm', async () => {
    const handler = await app.signIn('handler');
    const { qr } = await show(handler, 'h');
    expect(await checkDoor(qr)).toMatchObject({
      state: 'ours',
      worker: { unit: '春申物业服务中心', post: { zh: '承办人' } },
    });
  });

  it('ends with the sign-in, the post and the day', async () => {
    const leaving = await app.signIn('grid-worker');
    const { qr } = await show(leaving);
    expect(await checkDoor(qr)).toMatchObject({ state: 'ours' });
    await app.inject({ method: 'POST', url: '/api/auth/sign-out', payload: {} }, leaving);
    expect(await checkDoor(qr)).toMatchObject({ state: 'unknown' });

    const moved = await app.signIn('grid-worker');
    const again = await show(moved);
    await app.database.pool.query("update holdings set valid_to = '2026-01-01' where user_id = $1", [moved.userId]);
    expect(await checkDoor(again.qr)).toMatchObject({ state: 'unknown' });

    const silent = await app.signIn('grid-worker');
    const key = await keyOf(silent);
    const day = app.clock.now();
    app.clock.advance(25 * 3_600_000);
    const claim = { communityId: world.community, purpose: 'v' as const, step: doorStep(toMs(app.clock.now())) };
    const late = writeDoorCode(
      claim,
      doorCode((message) => hmacSha256(key, message), claim),
    );
    expect(await checkDoor(late)).toMatchObject({ state: 'unknown' });
    app.clock.set(day);
  });

  it('is made by staff who come to doors alone', async () => {
    for (const role of ['system-admin', 'audit-admin', 'district-office'] as const)
      expect((await app.get('GET /door-key', {}, await app.signIn(role))).answer).toMatchObject({
        key: '',
        communities: [],
      });
    expect((await app.get('GET /door-key', {}, await app.signInResident('19400000001'))).answer.key).toBe('');
    expect((await app.get('GET /door-key')).status).toBe(401);
  });

  it('cannot be guessed: one address is slowed down, and so is a community that many guess at', async () => {
    const { digits, qr } = await show(worker);
    const wrong = digits === '000000' ? '000001' : '000000';
    const statuses: number[] = [];
    for (let n = 0; n < 21; n += 1)
      statuses.push((await ask('door', { code: wrong, communityId: world.community })).status);
    expect(statuses.at(-1)).toBe(429);
    let last = 200;
    for (let n = 0; n < 60 && last === 200; n += 1) {
      address += 1;
      last = (await ask('door', { code: wrong, communityId: world.community })).status;
    }
    expect(last).toBe(429);
    address += 1;
    // Scanned codes go on working, and after ten minutes the digits, too.
    expect(await checkDoor(qr)).toMatchObject({ state: 'ours' });
    app.clock.advance(600_000);
    expect(await checkDoor((await show(worker)).digits, world.community)).toMatchObject({ state: 'ours' });
  });
});

describe('a call or a message', () => {
  it('is from a published number, of an office anywhere or of a post in my community', async () => {
    expect((await ask('number', { number: '021 55550789' })).body).toMatchObject({
      isPublished: true,
      owners: [{ name: '春申社区居委会', area: '春申社区' }],
    });
    const mine = await ask('number', { number: '+8619400000101', communityId: world.community });
    expect(mine.body).toMatchObject({ isPublished: true, desk: { phone: '021-5555 0789' } });
    expect(mine.body.owners[0].name).toMatch(/^网格长 /);
    expect((await ask('number', { number: '19400000101' })).body).toMatchObject({
      isPublished: false,
      owners: [],
    });
    for (const wrong of ['19400009999', '0789', '', 'x'])
      expect((await ask('number', { number: wrong, communityId: world.community })).body).toMatchObject({
        isPublished: false,
      });
  });

  it('was ours if we sent these words to that phone, and nothing of the words is kept', async () => {
    const asked = await app.inject({ method: 'POST', url: '/api/auth/codes', payload: { phone: '19400000444' } });
    expect(asked.statusCode).toBe(200);
    const { text } = app.sms.lastTo('19400000444');
    const find = async (words: string, last4: string) =>
      (await ask('message', { digest: messageDigest(words), last4 })).body.sentOn;
    expect(await find(text, '0444')).toBe('2026-03-04');
    expect(await find(`${text} `, '0444')).toBe('2026-03-04');
    expect(await find(text, '0445')).toBeNull();
    expect(await find(`${text}请转账`, '0444')).toBeNull();
    const { rows } = await app.database.pool.query('select * from message_proofs');
    expect(Object.keys(rows[0])).toEqual(['proof', 'sent_on']);
    const day = app.clock.now();
    app.clock.advance(181 * 86_400_000);
    await app.queue.runJob('authenticity.clear', {});
    app.clock.set(day);
    expect(await find(text, '0444')).toBeNull();
  });

  it('about a matter can be found again, too', async () => {
    const { ref } = (
      await app.send('cases.raise', {
        type: 'event',
        begin: 'report',
        place: { areaId: world.unit, words: '' },
        contact: { name: '王桂兰', phone: '19400000555' },
        fields: { words: '楼道灯不亮' },
      } as never)
    ).answer;
    const act = (as: SignedIn, action: string, input: object = {}) =>
      app.send('cases.act', { ref, action, input } as never, as);
    const desk = await app.signIn('street-desk');
    const unit = await app.signIn('handler');
    await act(desk, 'accept');
    await act(desk, 'dispatch', { leadOrganisationId: world.property });
    await act(unit, 'sign');
    await act(unit, 'reply', { reply: '明天上午来修。' });
    await app.queue.runAll();
    const { text } = app.sms.lastTo('19400000555');
    const found = await ask('message', { digest: messageDigest(`【邻里】${text}`), last4: '0555' });
    expect(found.body.sentOn).not.toBeNull();
  });
});
