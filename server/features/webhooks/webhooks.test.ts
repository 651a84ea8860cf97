import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isPublicAddress } from '../../kit/net/public-address.ts';
import { receiverHttp } from '../../outside/receivers/real.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

interface Got {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let app: TestApp;
let desk: SignedIn;
let server: Server;
let address: string;
let got: Got[] = [];
/** What the next messages are answered with; 200 once it is used up. */
let answers: number[] = [];

beforeAll(async () => {
  // The receiver of the tests stands beside them: the guard lets this one address through, and nothing else does.
  const receivers = receiverHttp({ allows: (one) => one === '127.0.0.1' || isPublicAddress(one) });
  app = await testApp({ receivers });
  desk = await app.signIn('street-desk');
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    got.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() });
    response.writeHead(answers.shift() ?? 200, { location: `${address}/elsewhere` }).end('thanks');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await app.close();
  await new Promise((done) => server.close(done));
});
beforeEach(async () => {
  answers = [];
  await app.queue.runAll();
  await app.database.pool.query('delete from webhooks');
  got = [];
});

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;
const every = [
  'case.raised',
  'case.accepted',
  'case.handling',
  'case.checking',
  'case.replied',
  'case.closed',
  'case.reopened',
] as const;

interface Wanted {
  readonly by?: SignedIn;
  readonly path?: string;
  readonly url?: string;
  readonly kinds?: readonly (typeof every)[number][];
  readonly reach?: { areaId?: number; organisationId?: string };
  readonly secret?: string;
}

async function listen({ by = desk, path = '/hook', url, kinds = every, reach, secret = newSecret() }: Wanted = {}) {
  const input = {
    name: '区平台',
    url: url ?? `${address}${path}`,
    kinds: [...kinds],
    reach: reach ?? { areaId: world.street },
    secret,
  };
  const made = await app.send('webhooks.make', input, by);
  return { made, secret, id: made.status === 200 ? made.answer.id : '' };
}

async function raise(areaId: number = world.building): Promise<string> {
  const input = {
    type: 'event',
    begin: 'report',
    place: { areaId, words: '501 室门口' },
    contact: { name: '王桂兰', phone: '19900001234' },
    fields: { words: '楼道灯不亮，老人出行不便' },
  } as const;
  return (await app.send('cases.raise', input, desk)).answer.ref;
}

const deliveries = async (id: string, by: SignedIn = desk) =>
  (await app.get('GET /webhooks/:id/deliveries', { params: { id } }, by)).answer.items;

describe('a webhook', () => {
  it('is told what happens, signed as Standard Webhooks has it, and nothing that names a person', async () => {
    const { id, secret } = await listen();
    const ref = await raise();
    await app.send('cases.act', { ref, action: 'accept' }, desk);
    await app.send('cases.act', { ref, action: 'decline' }, desk);
    await app.send('cases.act', { ref, action: 'dispatch', input: { leadOrganisationId: world.property } }, desk);
    await app.send('cases.act', { ref, action: 'reply', input: { reply: '已安排电工上门。' } }, desk);
    await app.queue.runAll();
    const bodies = got.map(({ body }) => JSON.parse(body));
    expect(bodies.map(({ type }) => type).sort()).toEqual([
      'case.accepted',
      'case.handling',
      'case.raised',
      'case.replied',
    ]);
    const raised = bodies.find(({ type }) => type === 'case.raised');
    const shown = (await app.get('GET /cases/:ref', { params: { ref } }, desk)).answer;
    expect(raised).toEqual({
      type: 'case.raised',
      timestamp: app.clock.now(),
      data: { ref, number: shown.number, state: 'raised' },
    });
    expect(JSON.stringify(got)).not.toMatch(/王桂兰|1234"|501 室|楼道灯|电工/);
    for (const { headers, body } of got) {
      const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
      const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
      expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
      expect(Number(headers['webhook-timestamp'])).toBe(Math.floor(Date.parse(app.clock.now()) / 1000));
    }
    expect(new Set(got.map(({ headers }) => headers['webhook-id'])).size).toBe(4);
    expect((await deliveries(id)).map(({ state, lastStatus }) => [state, lastStatus])).toEqual(
      Array(4).fill(['delivered', 200]),
    );
    const kept = await app.database.pool.query('select count(*)::int as n from webhooks w where w::text like $1', [
      `%${secret.slice(8, 30)}%`,
    ]);
    expect(kept.rows[0].n).toBe(0);
  });

  it('hears of its own area, its own organisation and its own kinds alone', async () => {
    const userId = await app.makeStaff('manager');
    await app.hold(userId, 'handler', { organisationId: world.property });
    await app.hold(userId, 'community-secretary', { areaId: world.community });
    const manager = await app.signInUser(userId);
    await listen({ path: '/street' });
    await listen({ path: '/grid', reach: { areaId: world.secondGrid } });
    await listen({ path: '/closed', kinds: ['case.closed'] });
    await listen({ by: manager, path: '/property', reach: { organisationId: world.property } });
    const ref = await raise();
    await raise(world.otherBuilding);
    await app.queue.runAll();
    expect(got.map(({ path }) => path)).toEqual(['/street', '/street']);
    got = [];
    await app.send('cases.act', { ref, action: 'accept' }, desk);
    await app.queue.runAll();
    expect(got.map(({ path }) => path)).toEqual(['/street']);
    got = [];
    await app.send('cases.act', { ref, action: 'dispatch', input: { leadOrganisationId: world.property } }, desk);
    await app.queue.runAll();
    expect(got.map(({ path }) => path).sort()).toEqual(['/property', '/street']);
  });

  it('is told once of a step, however often the step arrives or the job runs', async () => {
    await listen();
    const input = {
      type: 'event',
      begin: 'report',
      place: { areaId: world.building },
      fields: { words: '灯' },
    } as const;
    const id = '0197f5a0-0000-7000-8000-00000000aa01';
    await Promise.all([1, 2, 3].map(() => app.send('cases.raise', input, desk, id)));
    const waiting = (await app.queue.waiting()).filter(({ name }) => name === 'webhooks.happened');
    for (const { name, data } of waiting) await app.queue.runJob(name, data as object);
    await app.queue.runAll();
    expect(got).toHaveLength(1);
  });
});

describe('a receiver that does not take a message', () => {
  it('is asked again in growing waits over three days, then the message lies dead until it is replayed under the same id', async () => {
    const before = app.clock.now();
    const { id } = await listen({ kinds: ['case.raised'] });
    answers = Array(40).fill(503);
    await raise();
    await app.queue.runAll();
    const first = got[0] as Got;
    for (let hour = 0; hour < 24 * 4; hour += 1) {
      app.clock.advance(3_600_000);
      await app.queue.runJob('webhooks.deliver');
    }
    desk = await app.signInUser(desk.userId);
    expect(got).toHaveLength(10);
    const sent = got.map(({ headers }) => Number(headers['webhook-timestamp']));
    const waits = sent.slice(1).map((at, n) => at - (sent[n] as number));
    expect(waits.slice(2)).toEqual(waits.slice(2).toSorted((a, b) => a - b));
    expect((sent.at(-1) as number) - (sent[0] as number)).toBeGreaterThan(2.9 * 86_400);
    expect(await deliveries(id)).toMatchObject([{ state: 'dead', attempts: 10, lastStatus: 503, lastFault: 'status' }]);
    const { items } = (await app.get('GET /webhooks', {}, desk)).answer;
    expect(items.find((one) => one.id === id)).toMatchObject({ state: 'failed', dead: 1, waiting: 0 });
    got = [];
    answers = [];
    await raise();
    await app.queue.runAll();
    expect(got).toEqual([]);
    await app.send('webhooks.turn', { id, isOn: true }, desk);
    expect((await app.send('webhooks.replay', { id }, desk)).answer).toEqual({ again: 1 });
    await app.queue.runAll();
    expect(got.map(({ headers }) => headers['webhook-id'])).toEqual([first.headers['webhook-id']]);
    expect(got[0]?.body).toBe(first.body);
    const [one] = await deliveries(id);
    expect(one).toMatchObject({ state: 'delivered', lastStatus: 200 });
    await app.send('webhooks.replay', { id, deliveryId: one?.id as string }, desk);
    await app.queue.runAll();
    expect(got).toHaveLength(2);
    app.clock.set(before);
    desk = await app.signInUser(desk.userId);
  });

  it('does not hold up the others', async () => {
    const slow = createServer(() => undefined);
    await new Promise<void>((done) => slow.listen(0, '127.0.0.1', done));
    const { port } = slow.address() as AddressInfo;
    await listen({ url: `http://127.0.0.1:${port}/`, kinds: ['case.raised'] });
    await listen({ path: '/quick', kinds: ['case.raised'] });
    await raise();
    const running = app.queue.runAll();
    await expect.poll(() => got.map(({ path }) => path), { timeout: 8_000 }).toEqual(['/quick']);
    slow.closeAllConnections();
    await new Promise((done) => slow.close(done));
    await running;
  });

  it('is not followed elsewhere, and what is no answer is told in a word', async () => {
    const moved = await listen({ kinds: ['case.raised'] });
    const gone = await listen({ url: 'http://127.0.0.1:9/', kinds: ['case.raised'] });
    answers = [302];
    await raise();
    await app.queue.runAll();
    expect(got.map(({ path }) => path)).toEqual(['/hook']);
    expect(await deliveries(moved.id)).toMatchObject([{ state: 'waiting', lastStatus: 302, lastFault: 'status' }]);
    expect(await deliveries(gone.id)).toMatchObject([{ state: 'waiting', lastStatus: null, lastFault: 'unreachable' }]);
  });
});

describe('our own network', () => {
  it('is not reached through us, by number, by name or by another spelling', async () => {
    const strict = receiverHttp();
    const message = (url: string) => ({ url, headers: {}, body: '{}' });
    const { port } = server.address() as AddressInfo;
    for (const host of [
      '127.0.0.1',
      '127.1',
      '2130706433',
      '0x7f000001',
      '0177.0.0.1',
      'localhost',
      '0.0.0.0',
      '10.0.0.8',
      '169.254.169.254',
      '172.16.3.4',
      '192.168.1.1',
      '100.100.100.200',
      '[::1]',
      '[::]',
      '[::ffff:127.0.0.1]',
      '[fe80::1]',
      '[fd00::1]',
      '[64:ff9b::7f00:1]',
      '[2002:7f00:1::]',
    ]) {
      const refused = strict.post(message(`http://${host}:${port}/`));
      await expect(refused, host).rejects.toMatchObject({ name: 'ReceiverFailure', fault: 'not-allowed' });
    }
    for (const url of ['file:///etc/passwd', 'gopher://x/', 'http://user:word@example.com/', 'x'])
      await expect(strict.post(message(url)), url).rejects.toMatchObject({ fault: 'address' });
    await expect(strict.post(message('http://no-such-host.invalid/'))).rejects.toMatchObject({ fault: 'unknown-host' });
    // Refused before anything is sent: nothing of ours goes in the open over the Internet.
    await expect(strict.post(message('http://223.5.5.5/'))).rejects.toMatchObject({ fault: 'not-encrypted' });
    expect(got).toEqual([]);
    for (const open of ['8.8.8.8', '223.5.5.5', '2400:3200::1']) expect(isPublicAddress(open), open).toBe(true);
    expect(isPublicAddress('not an address')).toBe(false);
  });

  it('is told apart from a name that means it: the connection goes to what was checked', async () => {
    const asked: string[] = [];
    const watching = receiverHttp({ allows: (one) => asked.push(one) > 0 && one === '127.0.0.1' });
    const { port } = server.address() as AddressInfo;
    const outcome = await watching
      .post({ url: `http://localhost:${port}/named`, headers: {}, body: '{}' })
      .catch((error: { fault: string }) => error.fault);
    // Where the name also stands for ::1, it is refused whole.
    if (asked.includes('::1')) expect(outcome).toBe('not-allowed');
    else expect([outcome, got[0]?.headers.host]).toEqual([{ status: 200 }, `localhost:${port}`]);
  });
});

describe('who may', () => {
  it('add one: an administrator of the place who may see its matters', async () => {
    const office = await app.signIn('district-office');
    expect((await listen({ by: office, reach: { areaId: world.district } })).made.status).toBe(200);
    const admin = await app.signIn('system-admin');
    expect((await listen({ by: admin, reach: { areaId: world.district } })).made.problem?.code).toBe(
      'api-keys.beyond-maker',
    );
    const secretary = await app.signIn('community-secretary');
    expect((await listen({ by: secretary, reach: { areaId: world.street } })).made.problem?.code).toBe(
      'access.outside-scope',
    );
    const worker = await app.signIn('grid-worker');
    expect((await listen({ by: worker })).made.problem?.code).toBe('access.forbidden');
    for (const url of ['ftp://example.com/', 'javascript:alert(1)', 'https://a:b@example.com/', 'example.com'])
      expect((await listen({ url })).made.problem?.code, url).toBe('request.invalid');
  });

  it('see, turn, try, replay and remove it: whoever administers the place', async () => {
    const { id } = await listen();
    const far = await app.signIn('street-desk', { areaId: world.otherStreet });
    expect((await app.get('GET /webhooks', {}, far)).answer.items).toEqual([]);
    expect((await app.get('GET /webhooks/:id/deliveries', { params: { id } }, far)).status).toBe(404);
    for (const [name, input] of [
      ['webhooks.turn', { id, isOn: false }],
      ['webhooks.ping', { id }],
      ['webhooks.replay', { id }],
      ['webhooks.remove', { id }],
    ] as const)
      expect((await app.send(name, input as never, far)).status, name).toBe(404);
    const admin = await app.signIn('system-admin');
    expect((await app.send('webhooks.ping', { id }, admin)).status).toBe(200);
    await app.queue.runAll();
    expect(JSON.parse((got[0] as Got).body)).toEqual({ type: 'webhook.ping', timestamp: app.clock.now(), data: {} });
    await app.send('webhooks.turn', { id, isOn: false }, admin);
    await raise();
    await app.queue.runAll();
    expect(got).toHaveLength(1);
    expect((await app.send('webhooks.remove', { id }, admin)).status).toBe(200);
    expect((await app.get('GET /webhooks', {}, desk)).answer.items).toEqual([]);
  });

  it('forget: what is done with a month later', async () => {
    const { id } = await listen({ kinds: ['case.raised'] });
    await raise();
    await app.queue.runAll();
    await app.queue.runJob('webhooks.sweep');
    expect(await deliveries(id)).toHaveLength(1);
    await app.database.pool.query("update webhook_deliveries set made_at = made_at - interval '31 days'");
    await app.queue.runJob('webhooks.sweep');
    expect(await deliveries(id)).toEqual([]);
  });
});
