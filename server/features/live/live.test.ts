import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let address: string;
beforeAll(async () => {
  app = await testApp();
  address = await app.http.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

/** A screen that follows: what it was told so far, and a way to wait for the next telling. */
async function follow(as: SignedIn) {
  const cut = new AbortController();
  const answer = await fetch(`${address}/api/live`, { headers: as.headers, signal: cut.signal });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  let text = '';
  const reading = (async () => {
    for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) text += Buffer.from(part).toString();
  })().catch(() => undefined);
  const told = () => text.match(/event: changed/g)?.length ?? 0;
  const close = async () => {
    cut.abort();
    await reading;
  };
  return { told, text: () => text, ended: reading, close };
}

const raise = async (areaId: number, communityDesk: SignedIn): Promise<string> => {
  const made = await app.send(
    'cases.raise',
    { type: 'event', begin: 'report', source: 'grid', place: { areaId }, fields: { words: '楼道灯不亮' } },
    communityDesk,
  );
  return made.answer.ref;
};

it('tells screens of the area and the unit, and nobody else, that something changed and not what', async () => {
  const desk = await app.signIn('street-desk');
  const far = await app.signIn('street-desk', { areaId: world.otherStreet });
  const handler = await app.signIn('handler');
  const [here, there, unit] = [await follow(desk), await follow(far), await follow(handler)];
  const ref = await raise(world.unit, desk);
  await expect.poll(here.told, { timeout: 20_000 }).toBe(1);
  expect([there.told(), unit.told()]).toEqual([0, 0]);
  await app.send('cases.act', { ref, action: 'accept', input: {} }, desk);
  await app.send('cases.act', { ref, action: 'dispatch', input: { leadOrganisationId: world.property } }, desk);
  await expect.poll(unit.told, { timeout: 20_000 }).toBeGreaterThan(0);
  expect(there.told()).toBe(0);
  expect(here.text().replaceAll(/retry: 3000|event: changed|data: \{\}|\s/g, '')).toBe('');
  for (const one of [here, there, unit]) await one.close();
});

it('tells once a second however much changes', async () => {
  const desk = await app.signIn('street-desk');
  const screen = await follow(desk);
  for (let n = 0; n < 8; n += 1) await raise(world.unit, desk);
  await expect.poll(screen.told, { timeout: 20_000 }).toBeGreaterThan(0);
  await new Promise((done) => setTimeout(done, 1_200));
  expect(screen.told()).toBeLessThan(8);
  await screen.close();
});

it('says nothing of what was rolled back, and listens again after its connection was cut', async () => {
  const desk = await app.signIn('street-desk');
  const screen = await follow(desk);
  expect(
    (await app.send('cases.act', { ref: await raise(world.unit, desk), action: 'sign', input: {} }, desk)).status,
  ).not.toBe(200);
  await expect.poll(screen.told, { timeout: 20_000 }).toBe(1);
  await app.database.pool.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' and datname = current_database()",
  );
  const before = screen.told();
  await expect.poll(screen.told, { timeout: 20_000 }).toBeGreaterThan(before);
  const after = screen.told();
  await raise(world.unit, desk);
  await expect.poll(screen.told, { timeout: 20_000 }).toBeGreaterThan(after);
  await screen.close();
});

it('keeps nobody from more than their dozen, and lets the server end', async () => {
  const worker = await app.signIn('street-desk');
  const many = await Promise.all(Array.from({ length: 12 }, () => follow(worker)));
  const over = await fetch(`${address}/api/live`, { headers: worker.headers });
  expect(over.status).toBe(429);
  await many[0]?.close();
  const left = await app.http.close().then(() => Promise.all(many.map(({ ended }) => ended)));
  expect(left).toHaveLength(12);
});
