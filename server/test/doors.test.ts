import { afterAll, beforeAll, expect, it } from 'vitest';
import { routes } from '../../contract/api.ts';
import { authPaths } from '../../contract/identity.ts';
import type { Route } from '../../contract/route.ts';
import { requestOf, type TestApp, testApp } from './app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const open = (Object.entries(routes) as [string, Route][]).filter(([, { access }]) => 'open' in access);
const nobodys = '11-00000000-0000-7000-8000-00000000dead';

it('every read that strangers may do is counted by their address, and by nothing they can say of themselves', async () => {
  expect(open.length).toBeGreaterThan(5);
  for (const [key, route] of open) {
    const params = Object.fromEntries(Object.keys(route.params?.shape ?? {}).map((name) => [name, nobodys]));
    const lefts: number[] = [];
    for (const forwarded of ['1.2.3.4', '5.6.7.8']) {
      const answer = await app.inject({
        ...requestOf(key, { params }),
        remoteAddress: '10.1.1.1',
        headers: { 'x-forwarded-for': forwarded, 'x-real-ip': forwarded },
      });
      lefts.push(Number(answer.headers['x-ratelimit-remaining']));
    }
    expect([key, (lefts[0] as number) - (lefts[1] as number)]).toEqual([key, 1]);
  }
});

it('a stranger who reads without end is told to wait, in words; others and those signed in go on', async () => {
  const read = (remoteAddress: string, headers = {}) =>
    app.inject({ method: 'GET', url: '/api/session', remoteAddress, headers });
  let last = await read('10.1.1.2');
  for (let n = 1; n < 601; n += 1) last = await read('10.1.1.2');
  expect([last.statusCode, last.json().code]).toEqual([429, 'request.too-many']);
  expect((await read('10.1.1.3')).statusCode).toBe(200);
  const worker = await app.signIn('grid-worker');
  expect((await read('10.1.1.2', worker.headers)).statusCode).toBe(200);
});

it('every write that strangers may do is held within a minute or an hour', async () => {
  const writes: readonly (readonly [string, string, () => Promise<{ statusCode: number }>, number])[] = [
    ['intentions', '10.1.2.1', () => post('/api/intentions', '10.1.2.1', { intentions: [] }), 60],
    [
      'sign-in',
      '10.1.2.2',
      () => post(`/api${authPaths.signIn}`, '10.1.2.2', { userName: `n${Math.random()}`, password: 'wrong' }),
      30,
    ],
    [
      'codes',
      '10.1.2.3',
      () =>
        post(`/api${authPaths.sendCode}`, '10.1.2.3', { phone: `1940000${1000 + Math.floor(Math.random() * 8999)}` }),
      20,
    ],
    [
      'verify',
      '10.1.2.4',
      () => post(`/api${authPaths.verifyCode}`, '10.1.2.4', { phone: '19400000009', code: '000000' }),
      30,
    ],
    [
      'files',
      '10.1.2.5',
      () => app.inject({ method: 'PUT', url: `/api/files/${nobodys}`, payload: 'x', remoteAddress: '10.1.2.5' }),
      60,
    ],
    ['open311', '10.1.2.6', () => post('/open311/v2/requests.json', '10.1.2.6', {}), 60],
  ];
  for (const [name, , send, most] of writes) {
    const statuses: number[] = [];
    for (let n = 0; n <= most; n += 1) statuses.push((await send()).statusCode);
    expect([name, statuses.at(-1)]).toEqual([name, 429]);
  }
});

it('where people come by https, browsers are told to come by nothing else', async () => {
  const secure = await testApp({ config: { publicUrl: 'https://linli.invalid' } });
  const asked = await secure.inject({ method: 'GET', url: '/api/session' });
  expect(asked.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  expect((await app.inject({ method: 'GET', url: '/api/session' })).headers).not.toHaveProperty(
    'strict-transport-security',
  );
  await secure.close();
});

function post(url: string, remoteAddress: string, payload: object) {
  const headers = {
    'content-type': url.startsWith('/open311') ? 'application/x-www-form-urlencoded' : 'application/json',
  };
  return app.inject({ method: 'POST', url, remoteAddress, headers, payload: JSON.stringify(payload) });
}
