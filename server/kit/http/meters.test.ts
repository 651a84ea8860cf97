import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestApp, testApp } from '../../test/app.ts';

let app: TestApp;
const token = 'a-token-of-enough-length';
beforeAll(async () => {
  app = await testApp({ config: { metricsToken: token } });
});
afterAll(() => app.close());

const look = (headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  app.http.inject({ method: 'GET', url: '/api/metrics', headers, remoteAddress });

it('counts requests by route, the pool, and jobs, and names no person', async () => {
  const desk = await app.signIn('street-desk');
  await app.get('POST /cases', { query: { q: '王桂兰', limit: 5 } }, desk);
  await app.inject({ method: 'GET', url: '/api/nothing/19900000001' });
  const { statusCode, body, headers } = await look();
  expect([statusCode, headers['cache-control']]).toEqual([200, 'no-store']);
  expect(body).toMatch(/linli_request_seconds_count\{method="POST",route="\/api\/cases",status="200"\} 1/);
  expect(body).toMatch(/linli_pool_connections\{state="open"\} [1-9]/);
  expect(body).toContain('linli_nodejs_eventloop_lag_seconds');
  expect(body).not.toMatch(/王桂兰|19900000001/);
});

it('is for this machine or the token, and for others not there', async () => {
  expect((await look({}, '203.0.113.9')).statusCode).toBe(404);
  expect((await look({ 'x-forwarded-for': '127.0.0.1' })).statusCode).toBe(404);
  expect((await look({ authorization: 'Bearer wrong-token-of-length0' }, '203.0.113.9')).statusCode).toBe(404);
  expect((await look({ authorization: `Bearer ${token}` }, '203.0.113.9')).statusCode).toBe(200);
});

it('tells who was refused what by ids and codes, a command and a read alike, and counts it', async () => {
  const worker = await app.signIn('grid-worker');
  const from = app.logLines.length;
  await app.send('users.create', { userName: '王桂兰', name: '王桂兰', password: 'x' } as never, worker);
  await app.send('people.register', { communityId: 'x', name: '王桂兰' } as never, worker);
  await app.get('POST /users', {}, worker);
  await app.get('POST /people', { query: { q: '19900000001' } });
  await app.send('19900000001.王桂兰' as never, {} as never, worker);
  const told = app.logLines.slice(from).filter(({ event }) => event === 'request.refused');
  const who = { actor: 'staff', by: worker.userId };
  expect(told.map(({ details }) => ({ ...details, requestId: undefined }))).toEqual([
    { ...who, command: 'users.create', refusal: 'access.forbidden' },
    { ...who, command: 'people.register', refusal: 'request.invalid' },
    { ...who, method: 'POST', route: '/api/users', refusal: 'access.forbidden' },
    { actor: 'anonymous', by: 'anonymous', method: 'POST', route: '/api/people', refusal: 'access.sign-in' },
    { ...who, command: 'unknown', refusal: 'intention.unknown-command' },
  ]);
  expect(JSON.stringify(app.logLines.slice(from))).not.toMatch(/王桂兰|19900000001/);
  const { body } = await look();
  expect(body).toMatch(/linli_refusals_total\{code="access\.forbidden"\} 2/);
  expect(body).toMatch(/linli_refusals_total\{code="request\.invalid"\} 1/);
});
