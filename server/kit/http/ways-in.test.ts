import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../config.ts';
import { type TestApp, testApp } from '../../test/app.ts';

let app: TestApp;
let webDir: string;
const names = { publicUrl: 'https://linli.example', staffUrl: 'https://desk.linli.example' };

beforeAll(async () => {
  webDir = mkdtempSync(join(tmpdir(), 'linli-ways-in-'));
  for (const surface of ['', 'desk', 'field', 'wall']) {
    mkdirSync(join(webDir, surface), { recursive: true });
    writeFileSync(join(webDir, surface, 'index.html'), surface || 'portal');
  }
  mkdirSync(join(webDir, 'assets'));
  writeFileSync(join(webDir, 'assets/code.js'), 'code');
  app = await testApp({ world: false, webDir, config: { ...names, trustedProxies: ['10.0.0.1'] } });
});
afterAll(async () => {
  await app.close();
  rmSync(webDir, { recursive: true, force: true });
});

const ask = async (
  url: string,
  { host = 'linli.example', from = '127.0.0.1', method = 'GET', ...headers }: Record<string, string> = {},
) => {
  const answer = await app.http.inject({
    method: method as 'GET',
    url,
    remoteAddress: from,
    headers: { host, ...headers },
  });
  return { status: answer.statusCode, to: answer.headers.location, body: answer.body };
};

describe('where people come by https', () => {
  it('leads a page that is asked for in the open to its https address', async () => {
    expect(await ask('/track/11-abc', { from: '192.0.2.7' })).toMatchObject({
      status: 308,
      to: 'https://linli.example/track/11-abc',
    });
    expect(await ask('/desk/', { host: 'desk.linli.example', from: '192.0.2.7' })).toMatchObject({
      to: 'https://desk.linli.example/desk/',
    });
    expect((await ask('//evil.example/x', { from: '192.0.2.7' })).to).toBe('https://linli.example/evil.example/x');
  });

  it.each([
    'GET /api/session',
    'POST /api/intentions',
    'POST /api/auth/codes',
    'GET /open311/v2/services.json',
    'POST /sensors/v1/x',
  ])('refuses %s in the open', async (asked) => {
    const [method = '', url = ''] = asked.split(' ');
    const answer = await ask(url, { method, from: '192.0.2.7' });
    expect(answer.status).toBe(403);
    if (!url.startsWith('/open311/')) expect(JSON.parse(answer.body).code).toBe('request.in-the-open');
  });

  it('believes the proxies that are named, and nobody else', async () => {
    const proto = { 'x-forwarded-proto': 'https' };
    expect((await ask('/api/session', { from: '192.0.2.7', ...proto })).status).toBe(403);
    expect((await ask('/api/session', { from: '10.0.0.1', ...proto })).status).toBe(200);
    expect((await ask('/api/session', { from: '10.0.0.1', 'x-forwarded-proto': 'http' })).status).toBe(403);
    expect((await ask('/api/session', { 'x-forwarded-proto': 'http' })).status).toBe(403);
  });

  it('answers machines that ask how it is', async () => {
    expect(JSON.parse((await ask('/api/metrics', { from: '192.0.2.7' })).body).code).not.toBe('request.in-the-open');
  });
});

describe('where staff have a name of their own', () => {
  const staff = { host: 'desk.linli.example' };

  it.each([
    '/desk',
    '/desk/',
    '/desk/cases',
    '/field/',
    '/wall/',
    '/%64esk/',
    '//desk/',
    '/./desk/',
    '/x/../desk/',
    '/desk/index.html',
  ])('serves %s there alone', async (path) => {
    expect((await ask(path)).status).toBe(404);
  });

  it('has its surfaces there, and not the portal', async () => {
    for (const surface of ['desk', 'field', 'wall'])
      expect(await ask(`/${surface}/`, staff)).toMatchObject({ status: 200, body: surface });
    expect(await ask('/', staff)).toMatchObject({ status: 302, to: '/desk/' });
    for (const path of ['/report', '/track/11-abc', '/index.html'])
      expect((await ask(path, staff)).status, path).toBe(404);
  });

  it('leaves the rest where it was', async () => {
    for (const host of [names.publicUrl, names.staffUrl].map((url) => new URL(url).host)) {
      expect((await ask('/assets/code.js', { host })).body).toBe('code');
      expect((await ask('/api/session', { host })).status).toBe(200);
    }
    expect((await ask('/report')).body).toBe('portal');
  });

  it('begins a session of staff there alone, and one of residents elsewhere', async () => {
    const post = (url: string, host: string) => ask(`/api/auth/${url}`, { method: 'POST', host });
    for (const url of ['sign-in', 'password', 'second-factor/verify']) {
      expect((await post(url, 'linli.example')).status, url).toBe(404);
      expect((await post(url, 'desk.linli.example')).status, url).not.toBe(404);
    }
    expect((await ask('/api/auth/sign-on/x')).status).toBe(404);
    for (const url of ['codes', 'codes/verify']) {
      expect((await post(url, 'linli.example')).status, url).not.toBe(404);
      expect((await post(url, 'desk.linli.example')).status, url).toBe(404);
    }
  });

  it('takes writes from pages of both names and of no other', async () => {
    const from = (origin: string) => ask('/api/intentions', { method: 'POST', origin, ...staff });
    expect(JSON.parse((await from('https://evil.example')).body).code).toBe('access.csrf');
    expect(JSON.parse((await from('https://desk.linli.example')).body).code).toBe('request.invalid');
  });

  it('is named with another host and the same protocol', () => {
    expect(() => readConfig({ STAFF_URL: 'https://a.example' })).toThrow(/PUBLIC_URL/);
    const PUBLIC_URL = 'https://a.example';
    expect(() => readConfig({ STAFF_URL: 'https://a.example/desk', PUBLIC_URL })).toThrow(/another name/);
    expect(() => readConfig({ STAFF_URL: 'http://b.example', PUBLIC_URL })).toThrow(/another name/);
  });
});
