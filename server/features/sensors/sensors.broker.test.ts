import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { brokerMqtt } from '../../outside/broker/real.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import { type TestBroker, testBroker } from '../../test/broker.ts';
import { runSql } from '../../test/database.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let broker: TestBroker;
let app: TestApp;
let admin: SignedIn;
let desk: SignedIn;
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  broker = await testBroker();
  app = await testApp({ broker: brokerMqtt(broker.address) });
  await runSql(
    app.ownerUrl,
    `insert into categories (id, parent_id, case_type, code, name, position, is_open, rule) values
      (1, null, 'event', 'fire', '{"zh":"火情","en":"Fire"}', 1, true, '{}')`,
  );
  admin = await app.signIn('system-admin');
  desk = await app.signIn('street-desk');
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
afterAll(async () => {
  await app.close();
  await broker.close();
});

interface Device {
  readonly deviceId: string;
  readonly secret: string;
  readonly id: string;
}

let serial = 0;
async function register(): Promise<Device> {
  serial += 1;
  const deviceId = `gas-${serial}`;
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const input = {
    deviceId,
    name: '燃气报警器',
    kind: 'gas',
    place: { areaId: world.unit, words: '' },
    categoryId: 1,
    secret,
  };
  const { answer } = await app.send('sensors.register', { ...input, quietMinutes: 0 } as never, admin);
  return { deviceId, secret, id: answer.id };
}

function messageOf({ secret }: Device, { id = randomUUID() as string, body = '{"kind":"alarm"}' } = {}): string {
  const timestamp = String(Math.floor(Date.parse(app.clock.now()) / 1000));
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  return JSON.stringify({ id, timestamp, signature, body });
}

const say = (device: Device, message = messageOf(device), topic = `linli/sensors/${device.deviceId}/alarms`) =>
  broker.publish(topic, message);

const listen = (as: { listen(): () => Promise<void> } = app): (() => Promise<void>) => {
  const end = as.listen();
  ends.push(end);
  return end;
};

/** What a device has said and was stored, oldest first. */
const heardOf = async ({ id }: Device) =>
  (await app.get('GET /sensors/:id', { params: { id } }, admin)).answer.messages.toReversed();
const line = async () => (await app.get('GET /sensors/line', {}, admin)).answer;
const casesRaised = async ({ deviceId }: Device) =>
  (await app.get('POST /cases', { query: { tab: 'all' } }, desk)).answer.items.filter(({ title }) =>
    title.includes(deviceId),
  );
const patience = { timeout: 20_000, interval: 25 };
const waitForHeard = (device: Device, count: number) =>
  vi.waitFor(async () => expect(await heardOf(device)).toHaveLength(count), patience);
const waitForLine = (state: string) => vi.waitFor(async () => expect((await line()).line?.state).toBe(state), patience);
const waitForRefused = (code: string, topic: string) =>
  vi.waitFor(async () => {
    const found = (await line()).refusals.find((one) => one.code === code && one.topic === topic);
    expect(found).toBeDefined();
    return found;
  }, patience);

describe('an alarm by the broker', () => {
  it('raises a matter once, however often it is delivered and however many processes listen', async () => {
    const device = await register();
    listen();
    listen();
    await waitForLine('connected');
    const same = messageOf(device);
    await Promise.all([say(device, same), say(device, same), say(device, same)]);
    await waitForHeard(device, 1);
    app.clock.advance(1_000);
    await say(device, messageOf(device, { body: '{"kind":"cleared"}' }));
    await waitForHeard(device, 2);
    expect((await heardOf(device)).map(({ said }) => said)).toEqual(['alarm', 'cleared']);
    expect(await casesRaised(device)).toHaveLength(1);
  });

  it('said while nobody listens, or while the broker is out of reach, is taken afterwards', async () => {
    const device = await register();
    const end = listen();
    await waitForLine('connected');
    await end();
    await waitForLine('off');
    await say(device);
    listen();
    await waitForHeard(device, 1);
    await broker.cut();
    await waitForLine('waiting');
    expect((await line()).line?.fault).toBeTruthy();
    await broker.open();
    await waitForLine('connected');
    await say(device);
    await waitForHeard(device, 2);
  });

  it('is taken again after a restart of the broker that kept nothing', async () => {
    const device = await register();
    listen();
    await waitForLine('connected');
    await broker.restart();
    await vi.waitFor(async () => {
      await say(device);
      expect((await heardOf(device)).length).toBeGreaterThan(0);
    }, patience);
    expect(await casesRaised(device)).toHaveLength(1);
  });

  it('stays with the broker until it is stored: a server that dies over it leaves it to the next one', async () => {
    const device = await register();
    const owner = new pg.Client({ connectionString: app.ownerUrl });
    await owner.connect();
    ends.push(() => owner.end());
    listen();
    await waitForLine('connected');
    await owner.query('begin');
    await owner.query('select from sensors where id = $1 for update', [device.id]);
    await say(device);
    const waiting = `select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    await vi.waitFor(async () => expect((await owner.query(waiting)).rowCount).toBe(1), patience);
    // Every connection of the server breaks at once, the line to the broker too, as when it is killed.
    await owner.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await broker.cut();
    await owner.query('rollback');
    expect((await owner.query('select from sensor_messages where sensor_id = $1', [device.id])).rowCount).toBe(0);
    await broker.open();
    await waitForHeard(device, 1);
    expect(await casesRaised(device)).toHaveLength(1);
  });
});

describe('a message that is refused', () => {
  it('is put where it can be seen with its reason, and the rest goes on', async () => {
    const device = await register();
    const other = await register();
    const topic = `linli/sensors/${device.deviceId}/alarms`;
    listen();
    await waitForLine('connected');
    const before = await line();
    await say(device, messageOf(other));
    await say(device, messageOf(other));
    await broker.publish('linli/sensors/nobody/alarms', messageOf(device));
    await say(device, 'smoke!');
    await say(device, JSON.stringify({ kind: 'alarm' }));
    await broker.publish(topic, Buffer.alloc(300_000, 120));
    await say(device, messageOf(device, { body: '{"kind":"party"}' }));
    const old = messageOf(device);
    const used = messageOf(device, { id: 'used-1' });
    await say(device, used);
    await say(device, messageOf(device, { id: 'used-1', body: '{"kind":"cleared"}' }));
    await waitForRefused('intention.reused', topic);
    expect(await waitForRefused('sensors.bad-signature', topic)).toMatchObject({
      times: 2,
      reason: { en: 'The signature is not right.' },
    });
    await waitForRefused('sensors.unknown', 'linli/sensors/nobody/alarms');
    for (const code of ['sensors.not-json', 'request.invalid', 'request.too-large']) await waitForRefused(code, topic);
    const start = app.clock.now();
    app.clock.advance(4 * 86_400_000);
    await say(device, old);
    await vi.waitFor(async () => {
      const { rows } = await app.database.pool.query('select from sensor_refusals where code = $1', ['sensors.stale']);
      expect(rows).toHaveLength(1);
    }, patience);
    app.clock.set(start);
    await say(device);
    await waitForHeard(device, 2);
    await ends.pop()?.();
    const after = await line();
    expect((after.line?.refused ?? 0) - (before.line?.refused ?? 0)).toBe(9);
    expect((after.line?.taken ?? 0) - (before.line?.taken ?? 0)).toBe(2);
    // Nothing of what strangers said is kept.
    const { rows } = await app.database.pool.query('select * from sensor_refusals');
    expect(JSON.stringify(rows)).not.toContain('smoke!');
    const metrics = await app.inject({ method: 'GET', url: '/api/metrics' });
    expect(metrics.body).toContain(`linli_sensor_line{what="refused"} ${after.line?.refused}`);
  });

  it('on another topic is nobody’s, and whoever administers another street sees no other’s devices', async () => {
    const device = await register();
    listen();
    await waitForLine('connected');
    await say(device, messageOf(device), `linli/sensors/${device.deviceId}`);
    await say(device, messageOf(device), `linli/${device.deviceId}/alarms`);
    await say(device, messageOf(device, { body: '{"kind":"fault","value":"电量低"}' }));
    await waitForHeard(device, 1);
    expect((await heardOf(device))[0]).toMatchObject({ said: 'fault', value: '电量低', hasCase: false });
    const narrow = await app.signIn('system-admin', { areaId: world.otherStreet });
    expect((await app.get('GET /sensors/line', {}, narrow)).answer.refusals).toEqual([]);
    const found = await app.get('GET /sensors/:id', { params: { id: device.id } }, narrow);
    expect(found.problem?.code).toBe('request.not-found');
  });

  it('only for now stays with the broker; one we fail at ourselves is put aside after three times', async () => {
    const device = await register();
    const other = await register();
    const owner = new pg.Client({ connectionString: app.ownerUrl });
    await owner.connect();
    ends.push(() => owner.end());
    listen();
    await waitForLine('connected');
    await owner.query(`alter table sensor_messages add constraint planted check (sensor_id <> '${device.id}')`);
    await say(device);
    await say(other);
    await waitForHeard(other, 1);
    await waitForRefused('failure', `linli/sensors/${device.deviceId}/alarms`);
    await owner.query('alter table sensor_messages drop constraint planted');
    expect(await casesRaised(device)).toEqual([]);
  });
});

it('tells what is in the way of signing in, and goes on trying', async () => {
  expect(await brokerMqtt(broker.address).probe()).toBeUndefined();
  const wrong = brokerMqtt({ ...broker.address, password: 'wrong' });
  expect(await wrong.probe()).toMatch(/not authorized|bad user/i);
  const said: string[] = [];
  const wired = wrong.listen({
    topic: 'x/#',
    take: async () => undefined,
    tell: (state) => void said.push('fault' in state ? state.fault : state.state),
  });
  await vi.waitFor(() => expect(said.length).toBeGreaterThan(2), patience);
  await wired.close();
  expect(said.every((one) => /not authorized|bad user/i.test(one))).toBe(true);
});

it('takes the example of the documentation as it stands there', async () => {
  const page = readFileSync(resolve(import.meta.dirname, '../../../docs/integrations.md'), 'utf8');
  const part = page.slice(page.indexOf('## Sensor alarms'));
  const one = (pattern: RegExp): string => pattern.exec(part)?.[1] ?? '';
  const payload = one(/-m '(\{[^']*\})'/);
  const topic = one(/-t (\S+)/);
  const deviceId = topic.split('/').at(-2) ?? '';
  app.clock.set(new Date(Number(JSON.parse(payload).timestamp) * 1000).toISOString());
  admin = await app.signIn('system-admin');
  desk = await app.signIn('street-desk');
  const secret = one(/SECRET=(\S+)/);
  const input = {
    deviceId,
    name: '3 楼烟感',
    kind: 'smoke',
    place: { areaId: world.unit, words: '' },
    categoryId: 1,
    secret,
  };
  const { answer } = await app.send('sensors.register', input as never, admin);
  listen();
  await broker.publish(topic, payload);
  await waitForHeard({ ...answer, deviceId, secret }, 1);
});
