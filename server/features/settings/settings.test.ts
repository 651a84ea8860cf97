import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SettingKey, type SettingValue, settingKeys, settings } from '../../../domain/settings/settings.ts';
import { readConfig } from '../../config.ts';
import type { ReceiverPort } from '../../outside/receivers/port.ts';
import { receiverHttp } from '../../outside/receivers/real.ts';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let system: Asker;
let security: Asker;
let desk: Asker;
let server: Server;
const got: string[] = [];
let hook: string;

beforeAll(async () => {
  const real = receiverHttp();
  // Whatever network is let through stands for the machine of the tests, which no setting takes.
  const receivers: ReceiverPort = {
    post: (message) => real.post({ ...message, networks: (message.networks ?? []).map(() => '127.0.0.0/8') }),
  };
  app = await testApp({ receivers, config: { publicUrl: 'http://linli.invalid' } });
  await signInAnew();
  server = createServer((request, response) => {
    got.push(request.url ?? '');
    response.end('thanks');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  hook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
  await app.close();
  await new Promise((done) => server.close(done));
});

/** Everybody anew: the clock has gone on further than a session lies idle. */
async function signInAnew() {
  system = await app.signIn('system-admin');
  security = await app.signIn('security-admin');
  desk = await app.signIn('street-desk');
}

const listed = async () => {
  const own = (await app.get('GET /settings', {}, system)).answer;
  const theirs = (await app.get('GET /settings/security', {}, security)).answer;
  return { items: [...own.items, ...theirs.items], changes: [...own.changes, ...theirs.changes] };
};

/** Decides a setting as whoever keeps it, on what stands there now. */
async function decide<K extends SettingKey>(key: K, value: SettingValue<K> | null) {
  app.clock.advance(1_000);
  const basedOn = (await listed()).items.find((one) => one.key === key)?.setAt ?? null;
  const isSystem = settings[key].keeper === 'system';
  const sent = await app.send(
    isSystem ? 'settings.set' : 'settings.setSecurity',
    { key, value, basedOn } as never,
    isSystem ? system : security,
  );
  expect(sent.problem).toBeUndefined();
  return sent.answer;
}

/** Shanghai's clock on a working day, for deeds at a certain hour. */
async function at(day: string, time: string) {
  app.clock.set(`${day}T${time}:00+08:00`);
  await signInAnew();
}

async function raise(phone: string, urgency?: 'urgent'): Promise<string> {
  const { ref } = (
    await app.send(
      'cases.raise',
      {
        type: 'event',
        begin: 'report',
        place: { areaId: world.building, words: '501 室门口' },
        contact: { name: '王桂兰', phone },
        fields: { words: '楼道灯不亮' },
        source: 'resident',
      },
      desk,
    )
  ).answer;
  await app.send('cases.act', { ref, action: 'accept', ...(urgency ? { input: { urgency } } : {}) }, desk);
  await app.queue.runAll();
  return ref;
}

/** A matter whose unit has answered: its person is written to. */
async function answer(phone: string, urgency?: 'urgent'): Promise<void> {
  const ref = await raise(phone, urgency);
  const unit = await app.signIn('handler');
  await app.send('cases.act', { ref, action: 'dispatch', input: { leadOrganisationId: world.property } }, desk);
  await app.send('cases.act', { ref, action: 'sign' }, unit);
  const replied = await app.send('cases.act', { ref, action: 'reply', input: { reply: '明天上午来修。' } }, unit);
  expect(replied.problem).toBeUndefined();
  await app.queue.runAll();
}

const sentTo = (phone: string) => app.sms.messages.filter((one) => one.phone === phone).length;

it('are listed each once, for whoever keeps it, and begin at what is usual', async () => {
  const { items, changes } = await listed();
  expect(items.map(({ key }) => key).sort()).toEqual([...settingKeys].sort());
  expect(items.every(({ isUsual, setAt }) => isUsual && setAt === null)).toBe(true);
  expect(changes).toEqual([]);
});

it('change only by whoever keeps them, on what was seen, and leave who, when and both values', async () => {
  const set = (key: string, value: unknown, by: Asker, name: 'settings.set' | 'settings.setSecurity') =>
    app.send(name, { key, value, basedOn: null } as never, by);
  expect((await set('notices.keptDays', 60, security, 'settings.set')).problem?.code).toBe('access.forbidden');
  expect((await set('sessions.idleHours', 2, system, 'settings.setSecurity')).problem?.code).toBe('access.forbidden');
  expect((await set('sessions.idleHours', 2, system, 'settings.set')).problem?.code).toBe('request.invalid');
  expect((await set('notices.keptDays', 3, system, 'settings.set')).problem?.code).toBe('request.invalid');
  expect((await set('notices.keptDays', 60, system, 'settings.set')).answer).toMatchObject({
    value: 60,
    isUsual: false,
  });
  app.clock.advance(1_000);
  expect((await set('notices.keptDays', 61, system, 'settings.set')).problem?.code).toBe('dated.changed-meanwhile');
  await decide('notices.keptDays', null);
  const { items, changes } = await listed();
  expect(items.find(({ key }) => key === 'notices.keptDays')).toMatchObject({ value: 90, isUsual: true });
  expect(changes.map(({ key, before, after, by }) => ({ key, before, after, by }))).toEqual([
    { key: 'notices.keptDays', before: 60, after: null, by: 'system-admin' },
    { key: 'notices.keptDays', before: null, after: 60, by: 'system-admin' },
  ]);
  const { rows } = await app.database.pool.query("select details from audit_rows where action = 'settings.changed'");
  expect(rows).toHaveLength(2);
});

it('installation.name and installation.phone: everybody is told, and codes are signed with the name', async () => {
  await decide('installation.name', { zh: '江湾里', en: 'Riverbend' });
  await decide('installation.phone', '0756-8888888');
  expect((await app.get('GET /installation')).answer).toEqual({
    name: { zh: '江湾里', en: 'Riverbend' },
    phone: '0756-8888888',
  });
  const payload = { phone: '19900004321', language: 'zh' };
  await app.inject({ method: 'POST', url: '/api/auth/codes', payload });
  expect(app.sms.lastTo('19900004321').text).toMatch(/^【江湾里】验证码/);
});

it('sms.quiet: at night a message waits until the morning, an urgent matter’s does not', async () => {
  await at('2026-03-04', '23:30');
  await answer('19900000011');
  await answer('19900000012', 'urgent');
  const urgent = sentTo('19900000012');
  expect([sentTo('19900000011'), urgent > 0]).toEqual([0, true]);
  await at('2026-03-05', '07:59');
  await app.queue.runJob('sms.carry');
  expect(sentTo('19900000011')).toBe(0);
  await at('2026-03-05', '08:00');
  await app.queue.runJob('sms.carry');
  expect(sentTo('19900000011')).toBeGreaterThan(0);
  await decide('sms.quiet', { from: '12:00', to: '12:00' });
  await at('2026-03-05', '23:30');
  await answer('19900000013');
  expect(sentTo('19900000013')).toBeGreaterThan(0);
});

it('sms.isOn: off, nobody is told of progress, codes still go out, and what waited goes on later', async () => {
  await at('2026-03-06', '10:00');
  await decide('sms.quiet', { from: '09:00', to: '11:00' });
  await answer('19900000014');
  await decide('sms.isOn', false);
  await answer('19900000015');
  await at('2026-03-06', '11:30');
  await app.queue.runJob('sms.carry');
  expect([sentTo('19900000014'), sentTo('19900000015')]).toEqual([0, 0]);
  await app.inject({ method: 'POST', url: '/api/auth/codes', payload: { phone: '19900000015', language: 'zh' } });
  expect(sentTo('19900000015')).toBe(1);
  await decide('sms.isOn', true);
  await app.queue.runJob('sms.carry');
  expect([sentTo('19900000014') > 0, sentTo('19900000015')]).toEqual([true, 1]);
});

it('webhooks.networks, webhooks.isOn, webhooks.keptDays: where messages may go, whether, and how long they are kept', async () => {
  await at('2026-03-09', '10:00');
  const reach = { areaId: world.street };
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const ownNet = settings['webhooks.networks'].schema;
  expect(
    ['127.0.0.0/8', '169.254.0.0/16', '0.0.0.0/0', '10.0.0.0/7', '8.8.8.0/24', '::1/128', 'x'].map(
      (one) => ownNet.safeParse([one]).success,
    ),
  ).toEqual(Array.from({ length: 7 }, () => false));
  expect(
    ['10.1.0.0/16', '192.168.3.4/32', '172.31.0.0/24', 'fd00:12::/48'].map((one) => ownNet.safeParse([one]).success),
  ).toEqual(Array.from({ length: 4 }, () => true));
  const input = { name: '区平台', url: hook, kinds: ['case.raised'], reach, secret } as const;
  const { id } = (await app.send('webhooks.make', { ...input, kinds: [...input.kinds] }, desk)).answer;
  const states = async () =>
    (await app.get('GET /webhooks/:id/deliveries', { params: { id } }, desk)).answer.items.map((one) => [
      one.state,
      one.lastFault,
    ]);
  await raise('19900000016');
  expect(await states()).toEqual([['waiting', 'not-allowed']]);
  await decide('webhooks.networks', ['10.1.0.0/16']);
  await decide('webhooks.isOn', false);
  app.clock.advance(3_600_000);
  await app.queue.runJob('webhooks.deliver');
  expect([await states(), got]).toEqual([[['waiting', 'not-allowed']], []]);
  await decide('webhooks.isOn', true);
  await app.queue.runJob('webhooks.deliver');
  expect([await states(), got]).toEqual([[['delivered', null]], ['/hook']]);
  app.clock.advance(20 * 86_400_000);
  await signInAnew();
  await app.queue.runJob('webhooks.sweep');
  expect(await states()).toHaveLength(1);
  await decide('webhooks.keptDays', 7);
  await app.queue.runJob('webhooks.sweep');
  expect(await states()).toEqual([]);
});

it('open311.isOpen: closed, nobody is answered there', async () => {
  expect((await app.inject({ method: 'GET', url: '/open311/v2/services.json' })).statusCode).toBe(200);
  await decide('open311.isOpen', false);
  const closed = await app.inject({ method: 'GET', url: '/open311/v2/services.json' });
  expect([closed.statusCode, closed.json()[0].code]).toEqual([403, 403]);
  await decide('open311.isOpen', true);
});

it('notices.keptDays: older ones are neither shown nor kept', async () => {
  await at('2026-05-06', '10:00');
  await raise('19900000017');
  const shown = async () => (await app.get('GET /notices', { query: { limit: 200 } }, desk)).answer.items.length;
  const before = await shown();
  expect(before).toBeGreaterThan(0);
  app.clock.advance(40 * 86_400_000);
  await signInAnew();
  expect(await shown()).toBeGreaterThan(0);
  await decide('notices.keptDays', 30);
  expect(await shown()).toBe(0);
  await app.queue.runJob('notices.clear');
  const { rows } = await app.database.pool.query('select count(*)::int as n from notices');
  expect(rows[0].n).toBe(0);
});

it('links.answerDays: how long the link in a question holds', async () => {
  await decide('links.answerDays', 9);
  const ref = await raise('19900000018');
  await app.send('cases.act', { ref, action: 'dispatch', input: { leadOrganisationId: world.property } }, desk);
  const handler = await app.signIn('handler');
  await app.send('cases.act', { ref, action: 'sign' }, handler);
  const asked = await app.send('cases.act', { ref, action: 'inquire', input: { question: '是几单元？' } }, handler);
  expect(asked.problem).toBeUndefined();
  await app.queue.runAll();
  const { rows } = await app.database.pool.query<{ days: number }>(
    "select extract(day from expires_at - created_at)::int as days from case_links where kind = 'track' and expires_at is not null",
  );
  expect(rows.map(({ days }) => days)).toEqual([9]);
});

it('uploads.perHour: how many files one address may send', async () => {
  await decide('uploads.perHour', 10);
  const put = (n: number) =>
    app.inject({
      method: 'PUT',
      url: `/api/files/${world.community}-00000000-0000-4000-8000-0000000000${10 + n}`,
      headers: { 'content-type': 'application/octet-stream' },
      payload: Buffer.from('no image'),
      remoteAddress: '203.0.113.9',
    });
  const codes: number[] = [];
  for (let n = 0; n < 11; n += 1) codes.push((await put(n)).statusCode);
  expect([codes.slice(0, 10).includes(429), codes[10]]).toEqual([false, 429]);
});

it('sessions.idleHours: staff who did nothing for so long sign in again, residents as before', async () => {
  const somebody = await app.signIn('grid-worker');
  const resident = await app.signInResident('19900000019');
  app.clock.advance(3 * 3_600_000);
  expect((await app.get('GET /session', {}, somebody)).answer.kind).toBe('staff');
  const other = await app.signIn('grid-worker');
  await signInAnew();
  await decide('sessions.idleHours', 2);
  app.clock.advance(3 * 3_600_000);
  expect((await app.get('GET /session', {}, other)).answer.kind).toBe('anonymous');
  expect((await app.get('GET /session', {}, resident)).answer.kind).toBe('resident');
});

it('what the operator gave is shown without a single secret', async () => {
  const { environment } = readConfig({
    DATABASE_URL: 'postgres://linli:s3cretpass@db.example/linli?password=s3cretpass',
    SMS_URL: 'https://sms.example/send',
    SMS_KEY: 's3cretpass',
    LINLI_METRICS_TOKEN: 's3cretpass-s3cretpass',
  });
  expect(JSON.stringify(environment)).not.toContain('s3cretpass');
  const of = (name: string) => environment.find((one) => one.name === name);
  expect(of('DATABASE_URL')).toEqual({
    name: 'DATABASE_URL',
    value: 'postgres://db.example/linli',
    from: 'environment',
    isSecret: false,
  });
  expect(of('SMS_KEY')).toEqual({ name: 'SMS_KEY', value: null, from: 'environment', isSecret: true });
  expect(of('PORT')).toEqual({ name: 'PORT', value: '8080', from: 'usual', isSecret: false });
  expect(of('HOTLINE_KEY')).toMatchObject({ value: null, from: 'none' });
});

it('installation.centre: where the map begins while no area has a place', async () => {
  const empty = await testApp({ world: false });
  const userId = await empty.makeStaff('first');
  await empty.database.pool.query('select 1');
  await empty.database.pool.query(
    "insert into settings (key, value, updated_by) values ('installation.centre', $1, $2)",
    [JSON.stringify({ lon: 104.06, lat: 30.67 }), userId],
  );
  const { bounds } = (await empty.get('GET /ground')).answer;
  expect(bounds[0]).toBeLessThan(104.06);
  expect(bounds[2]).toBeGreaterThan(104.06);
  expect(bounds[2] - bounds[0]).toBeLessThan(0.1);
  await empty.close();
});
