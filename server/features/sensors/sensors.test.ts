import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import { runSql } from '../../test/database.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let admin: SignedIn;
let desk: SignedIn;

beforeAll(async () => {
  app = await testApp();
  await runSql(
    app.ownerUrl,
    `insert into categories (id, parent_id, case_type, code, name, position, is_open, rule) values
      (1, null, 'event', 'fire', '{"zh":"火情","en":"Fire"}', 1, true, '{}'),
      (2, null, 'request', 'proof', '{"zh":"证明","en":"Proof"}', 2, true, '{}')`,
  );
  await signIn();
});
afterAll(() => app.close());

async function signIn(): Promise<void> {
  admin = await app.signIn('system-admin');
  desk = await app.signIn('street-desk');
}

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;
let serial = 0;

async function register(more: Record<string, unknown> = {}, as: SignedIn = admin) {
  serial += 1;
  const deviceId = `smoke-${serial}`;
  const secret = newSecret();
  const made = await app.send(
    'sensors.register',
    {
      deviceId,
      name: '3 楼烟感',
      kind: 'smoke',
      place: { areaId: world.unit, words: '3 楼' },
      categoryId: 1,
      secret,
      contact: '安消科技 400-000-0000',
      ...more,
    } as never,
    as,
  );
  return { deviceId, secret, made, sensorId: made.problem ? '' : made.answer.id };
}

interface Say {
  readonly deviceId: string;
  readonly secret: string;
  readonly id?: string;
  readonly body?: unknown;
  readonly raw?: string;
  readonly offsetSeconds?: number;
  readonly signature?: string;
}

function say({
  deviceId,
  secret,
  id = randomUUID(),
  body = { kind: 'alarm' },
  raw,
  offsetSeconds = 0,
  signature,
}: Say) {
  const payload = raw ?? JSON.stringify(body);
  const timestamp = String(Math.floor(Date.parse(app.clock.now()) / 1000) + offsetSeconds);
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const due = createHmac('sha256', key).update(`${id}.${timestamp}.${payload}`).digest('base64');
  return app.inject({
    method: 'POST',
    url: `/sensors/v1/${deviceId}/alarms`,
    payload,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signature ?? `v1,${due}`,
    },
  });
}

const caseOf = async (number: string) => {
  const { items } = (await app.get('POST /cases', { query: { tab: 'all', q: number } }, desk)).answer;
  const item = items.find((one) => one.number === number);
  return (await app.get('GET /cases/:ref', { params: { ref: item?.ref as string } }, desk)).answer;
};
const rowOf = async (id: string) =>
  (await app.get('POST /sensors', {}, admin)).answer.items.find((row) => row.id === id);

describe('a device', () => {
  it('raises a matter by its first alarm; later ones are noted on it, fresh ones counted, and that it is over closes nothing', async () => {
    const device = await register();
    const first = (await say(device)).json();
    expect(first).toMatchObject({ state: 'raised' });
    const raised = await caseOf(first.number);
    expect(raised).toMatchObject({ source: 'sensor', urgency: 'urgent', placeWords: '1幢1单元 3 楼', categoryId: 1 });
    expect(raised.title).toContain(device.deviceId);
    expect((await say(device)).json()).toEqual({ state: 'counted', number: first.number });
    app.clock.advance(11 * 60_000);
    expect((await say({ ...device, body: { kind: 'alarm', value: '0.32' } })).json()).toEqual({
      state: 'appended',
      number: first.number,
    });
    expect((await say({ ...device, body: { kind: 'cleared' } })).json()).toEqual({
      state: 'cleared',
      number: first.number,
    });
    const after = await caseOf(first.number);
    expect(after.phase).not.toBe('closed');
    const noted = after.entries.flatMap(({ action, words, byName }) => (action === 'note' ? [[byName, words]] : []));
    expect(noted).toEqual([
      ['3 楼烟感', '烟感再次告警，共 3 次（0.32）'],
      ['3 楼烟感', '设备恢复正常，请到场核实。'],
    ]);
  });

  it('raises one matter by many alarms at once, and by one sent again and again', async () => {
    const device = await register({ quietMinutes: 0 });
    const id = randomUUID();
    const same = await Promise.all([say({ ...device, id }), say({ ...device, id }), say({ ...device, id })]);
    expect(new Set(same.map((one) => one.body)).size).toBe(1);
    expect(same[0]?.json().state).toBe('raised');
    const many = await Promise.all(Array.from({ length: 5 }, () => say(device)));
    expect(new Set(many.map((one) => one.json().number))).toEqual(new Set([same[0]?.json().number]));
    expect((await rowOf(device.sensorId))?.lastAlarmAt).toBe(app.clock.now());
    const other = await say({ ...device, id, body: { kind: 'cleared' } });
    expect([other.statusCode, other.json().code]).toEqual([409, 'intention.reused']);
  });

  it('raises a new matter once the one before is closed, and goes on with the one it was merged into', async () => {
    const device = await register({ quietMinutes: 0 });
    const first = (await say(device)).json().number;
    const main = await app.send(
      'cases.raise',
      {
        type: 'event',
        begin: 'report',
        place: { areaId: world.building, words: '' },
        fields: { words: '楼里冒烟' },
      } as never,
      desk,
    );
    const { ref } = await caseOf(first);
    await app.send('cases.merge', { ref, mainRef: main.answer.ref }, desk);
    expect((await say(device)).json()).toEqual({ state: 'appended', number: main.answer.number });
    await app.send(
      'cases.act',
      {
        ref: main.answer.ref,
        action: 'decline',
        input: { reason: 'not-ours', reply: '误报' },
      },
      desk,
    );
    const again = (await say(device)).json();
    expect(again.state).toBe('raised');
    expect(again.number).not.toBe(first);
  });

  it('is refused with a clear answer where signature, device, time, body or form is wrong, and nothing is done', async () => {
    const device = await register();
    const cases = async () => (await app.get('POST /cases/counts', { query: {} }, desk)).answer.tabs.all;
    const before = await cases();
    const codeOf = async (more: Partial<Say>) => {
      const answer = await say({ ...device, ...more });
      expect(answer.headers['content-type']).toContain('application/problem+json');
      return [answer.statusCode, answer.json().code];
    };
    expect(await codeOf({ secret: newSecret() })).toEqual([401, 'sensors.bad-signature']);
    for (const signature of ['', 'v1,', 'v2,AAAA', 'v1,AAAA', 'x'.repeat(4000)])
      expect(await codeOf({ signature })).toEqual([401, 'sensors.bad-signature']);
    expect(await codeOf({ deviceId: 'nobody' })).toEqual([404, 'sensors.unknown']);
    expect(await codeOf({ offsetSeconds: -301 })).toEqual([401, 'sensors.stale']);
    expect(await codeOf({ offsetSeconds: 301 })).toEqual([401, 'sensors.stale']);
    expect(await codeOf({ raw: '{' })).toEqual([422, 'sensors.not-json']);
    expect(await codeOf({ body: { kind: 'party' } })).toEqual([422, 'request.invalid']);
    expect(await codeOf({ body: { kind: 'alarm', more: 1 } })).toEqual([422, 'request.invalid']);
    expect((await codeOf({ raw: 'x'.repeat(10_000) }))[1]).toBe('request.too-large');
    expect(await cases()).toBe(before);
  });

  it('takes the secret before for a day after a rotation, and nothing once it is retired', async () => {
    const device = await register();
    const secret = newSecret();
    await app.send('sensors.rotate', { id: device.sensorId, secret }, admin);
    expect((await say({ ...device, body: { kind: 'heartbeat' } })).json().state).toBe('heard');
    expect((await say({ ...device, secret, body: { kind: 'heartbeat' } })).json().state).toBe('heard');
    app.clock.advance(25 * 3_600_000);
    await signIn();
    expect((await say({ ...device, body: { kind: 'heartbeat' } })).json().code).toBe('sensors.bad-signature');
    await app.send('sensors.retire', { id: device.sensorId }, admin);
    expect((await say({ ...device, secret })).json().code).toBe('sensors.unknown');
    expect((await rowOf(device.sensorId))?.state).toBe('retired');
  });

  it('is silent when it was not heard of for too long, and out of order from when it says so to its next heartbeat', async () => {
    const device = await register({ silentAfterMinutes: 60 });
    expect(await rowOf(device.sensorId)).toMatchObject({ state: 'working', since: null });
    app.clock.advance(61 * 60_000);
    const silent = (await app.get('POST /sensors', { query: { state: 'silent' } }, admin)).answer;
    expect(silent.items.map(({ id }) => id)).toContain(device.sensorId);
    expect(silent.counts.silent).toBe(silent.items.length);
    expect(silent.items.every(({ state }) => state === 'silent')).toBe(true);
    await say({ ...device, body: { kind: 'fault', value: '传感器失效' } });
    const faultAt = app.clock.now();
    expect(await rowOf(device.sensorId)).toMatchObject({
      state: 'faulty',
      since: faultAt,
      faultWords: '传感器失效',
      lastHeardAt: faultAt,
    });
    app.clock.advance(60_000);
    await say({ ...device, body: { kind: 'heartbeat' } });
    expect(await rowOf(device.sensorId)).toMatchObject({ state: 'working', since: null, faultWords: '' });
  });

  it('says when it happened where its alarm comes late', async () => {
    const device = await register();
    const at = new Date(Date.parse(app.clock.now()) - 3_600_000).toISOString();
    const { number } = (await say({ ...device, body: { kind: 'alarm', at } })).json();
    expect((await caseOf(number)).title).toMatch(/设备时间 2026-\d\d-\d\d \d\d:\d\d/);
  });
});

describe('an administrator', () => {
  it('registers devices of their own area alone, each once, with a category of events', async () => {
    const own = await register();
    expect((await register({ deviceId: own.deviceId })).made.problem?.code).toBe('sensors.taken');
    expect((await register({ categoryId: 2 })).made.problem?.code).toBe('sensors.category');
    const narrow = await app.signIn('system-admin', { areaId: world.otherStreet });
    expect((await register({}, narrow)).made.problem?.code).toBe('access.outside-scope');
    expect((await app.get('POST /sensors', {}, narrow)).answer.items).toEqual([]);
    expect((await app.send('sensors.retire', { id: own.sensorId }, narrow)).problem?.code).toBe('request.not-found');
    const change = { id: own.sensorId, name: '4 楼烟感', categoryId: 1, contact: '街道消防站' };
    expect((await app.send('sensors.change', change as never, narrow)).problem?.code).toBe('request.not-found');
    expect((await app.send('sensors.change', { ...change, categoryId: 2 } as never, admin)).problem?.code).toBe(
      'sensors.category',
    );
    await app.send('sensors.change', { ...change, ownerId: world.property } as never, admin);
    expect((await app.get('GET /sensors/:id', { params: { id: own.sensorId } }, admin)).answer).toMatchObject({
      name: '4 楼烟感',
      contact: '街道消防站',
      owner: { id: world.property },
      kind: 'smoke',
      messages: [],
    });
    const forged = { sensorId: own.sensorId, said: { kind: 'alarm' as const } };
    expect((await app.send('sensors.alarm', forged, admin)).problem?.code).toBe('access.forbidden');
    const [{ secret_sealed: sealed }] = (
      await app.database.pool.query('select secret_sealed from sensors where id = $1', [own.sensorId])
    ).rows as [{ secret_sealed: Buffer }];
    expect(sealed.toString('latin1')).not.toContain(own.secret);
  });
});

it('is listed page by page, and by area, kind and words', async () => {
  const gas = await register({ kind: 'gas', name: '后厨燃气' });
  const all: string[] = [];
  let cursor: string | undefined;
  do {
    const { items, next } = (await app.get('POST /sensors', { query: { limit: 2, cursor } }, admin)).answer;
    all.push(...items.map(({ deviceId }) => deviceId));
    cursor = next;
  } while (cursor);
  expect(all).toEqual(all.toSorted());
  expect(new Set(all).size).toBe(all.length);
  expect(all).toContain(gas.deviceId);
  const idsOf = async (query: Record<string, unknown>) =>
    (await app.get('POST /sensors', { query }, admin)).answer.items.map(({ id }) => id);
  expect(await idsOf({ kind: 'gas' })).toEqual([gas.sensorId]);
  expect(await idsOf({ q: '后厨', areaId: world.building })).toEqual([gas.sensorId]);
  expect(await idsOf({ q: gas.deviceId, areaId: world.otherStreet })).toEqual([]);
  expect(await idsOf({ q: '%' })).toEqual([]);
});

it('takes the example of the documentation as it stands there', async () => {
  const page = readFileSync(resolve(import.meta.dirname, '../../../docs/integrations.md'), 'utf8');
  const part = page.slice(page.indexOf('## Sensor alarms'));
  const one = (pattern: RegExp): string => pattern.exec(part)?.[1] ?? '';
  const timestamp = one(/webhook-timestamp: (\d+)/);
  app.clock.set(new Date(Number(timestamp) * 1000).toISOString());
  await signIn();
  await register({ deviceId: one(/sensors\/v1\/([\w.-]+)\/alarms/), secret: one(/SECRET=(\S+)/) });
  const answer = await app.inject({
    method: 'POST',
    url: one(/linli\.example(\/sensors\/v1\/[\w.-]+\/alarms)/),
    payload: one(/-d '(\{[^']*\})'/),
    headers: {
      'content-type': 'application/json',
      'webhook-id': one(/webhook-id: ([\w-]+)/),
      'webhook-timestamp': timestamp,
      'webhook-signature': one(/webhook-signature: (v1,[\w+/=]+)/),
    },
  });
  expect(answer.json()).toMatchObject({ state: 'raised' });
});
