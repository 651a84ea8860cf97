import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { SmsFailure, type SmsMessage, type SmsPort } from '../../outside/sms/port.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

const key = 'a-key-of-the-gateway';
let app: TestApp;
let desk: SignedIn;
let unit: SignedIn;
let isDown = false;
const sent: SmsMessage[] = [];
const gateway: SmsPort = {
  async send(message) {
    if (isDown) throw new SmsFailure('status 503');
    sent.push(message);
  },
};

beforeAll(async () => {
  app = await testApp({ sms: gateway, config: { smsReceiptKey: key } });
  desk = await app.signIn('street-desk');
  unit = await app.signIn('handler');
});
afterAll(() => app.close());
beforeEach(() => {
  isDown = false;
  sent.length = 0;
});

let serial = 1000;
/** A matter in the unit's hands whose person has just been written to. */
async function replied(): Promise<{ ref: string; phone: string }> {
  serial += 1;
  const phone = `1990000${serial}`;
  const { ref } = (
    await app.send('cases.raise', {
      type: 'event',
      begin: 'report',
      place: { areaId: world.unit, words: '' },
      contact: { name: '王桂兰', phone },
      fields: { words: '路灯不亮，夜里看不见' },
    } as never)
  ).answer;
  const act = (as: SignedIn, action: string, input: object = {}) =>
    app.send('cases.act', { ref, action, input } as never, as);
  await act(desk, 'accept');
  await act(desk, 'dispatch', { leadOrganisationId: world.property });
  await act(unit, 'sign');
  expect((await act(unit, 'reply', { reply: '明天上午来修。' })).status).toBe(200);
  await app.queue.runAll();
  return { ref, phone };
}

async function tell(
  receipts: readonly object[],
  { signWith = key, at = Date.parse(app.clock.now()), body = JSON.stringify({ receipts }) } = {},
) {
  const [id, timestamp] = [randomUUID(), String(Math.floor(at / 1000))];
  const signature = createHmac('sha256', signWith).update(`${id}.${timestamp}.${body}`).digest('base64');
  return app.inject({
    method: 'POST',
    url: '/api/sms/receipts',
    payload: body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
  });
}
const messageOf = async (ref: string) =>
  (await app.get('GET /cases/:ref', { params: { ref } }, desk)).answer.parties[0]?.message?.state;
const failures = async (as: SignedIn, ref: string) =>
  (await app.get('GET /notices', {}, as)).answer.items.filter(
    (one) => one.caseRef === ref && one.text.zh.includes('未送达'),
  );

it('gives each message an id, says nothing of the matter in it, and keeps nothing of it once it is taken', async () => {
  const { ref, phone } = await replied();
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ phone, id: expect.stringMatching(/^11-[0-9a-f-]{36}$/) });
  expect(JSON.stringify(sent[0])).not.toMatch(/路灯|明天上午|王桂兰/);
  expect(await messageOf(ref)).toBe('sent');
  await app.queue.runAll();
  await app.queue.runJob('sms.carry');
  expect(sent).toHaveLength(1);
});

it('shows what the gateway tells; where it failed, whoever works on it is told to call', async () => {
  const { ref } = await replied();
  const id = sent[0]?.id;
  expect((await tell([{ id, state: 'failed', reason: 'MK:0001' }])).json()).toEqual({ kept: 1 });
  expect(await messageOf(ref)).toBe('failed');
  expect(await failures(unit, ref)).toHaveLength(1);
  expect((await tell([{ id, state: 'failed' }])).json()).toEqual({ kept: 0 });
  expect(await failures(unit, ref)).toHaveLength(1);
  // Late, but it arrived after all; and that stands.
  await tell([{ id, state: 'delivered' }]);
  expect(await messageOf(ref)).toBe('delivered');
  expect((await tell([{ id, state: 'failed' }])).json()).toEqual({ kept: 0 });
});

it('believes only what bears the gateway’s signature of these minutes', async () => {
  const { ref } = await replied();
  const receipts = [{ id: sent[0]?.id, state: 'failed' }];
  expect((await tell(receipts, { signWith: 'another-key-altogether' })).statusCode).toBe(403);
  expect((await tell(receipts, { at: Date.parse(app.clock.now()) - 6 * 60_000 })).statusCode).toBe(403);
  expect((await app.inject({ method: 'POST', url: '/api/sms/receipts', payload: { receipts } })).statusCode).toBe(403);
  expect((await tell([], { body: 'no json' })).json().code).toBe('request.invalid');
  expect((await tell([{ id: `11-${randomUUID()}`, state: 'failed' }])).json()).toEqual({ kept: 0 });
  expect(await messageOf(ref)).toBe('sent');
});

it('tries again while the gateway is away, each message once, and gives up aloud', async () => {
  isDown = true;
  const { ref } = await replied();
  expect(await messageOf(ref)).toBe('waiting');
  isDown = false;
  await app.queue.runJob('sms.carry');
  expect(sent).toEqual([]);
  app.clock.advance(3 * 60_000);
  await app.queue.runJob('sms.carry');
  await app.queue.runJob('sms.carry');
  expect(sent).toHaveLength(1);
  isDown = true;
  const lost = await replied();
  for (let n = 0; n < 6; n += 1) {
    app.clock.advance(60 * 60_000);
    await app.queue.runJob('sms.carry');
  }
  expect(await messageOf(lost.ref)).toBe('failed');
  expect(await failures(unit, lost.ref)).toHaveLength(1);
});

it('waits three days for what nobody tells of, and seals what waits', async () => {
  const { ref } = await replied();
  app.clock.advance(4 * 86_400_000);
  desk = await app.signInUser(desk.userId);
  await app.queue.runJob('sms.carry');
  expect(await messageOf(ref)).toBe('unknown');
  const bare = await testApp({ sms: gateway });
  expect((await bare.inject({ method: 'POST', url: '/api/sms/receipts', payload: { receipts: [] } })).statusCode).toBe(
    404,
  );
  await bare.close();
});
