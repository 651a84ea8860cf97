import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { examineWays } from '../../../cli/doctor/ways.ts';
import { readConfig } from '../../config.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import { certificates } from '../../test/certificates.ts';
import { tlsOptions, watchCertificate } from './tls.ts';

let app: TestApp;
let folder: string;
let port: number;
const usual = getCACertificates('default');
const put = (cert: string, key: string): void => {
  writeFileSync(join(folder, 'cert.pem'), cert);
  writeFileSync(join(folder, 'key.pem'), key);
};
const files = () => ({ cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'linli-tls-'));
  put(certificates.first.cert, certificates.first.key);
  app = await testApp({ world: false, config: { publicUrl: 'https://localhost', tls: files() } });
  await app.http.listen({ port: 0, host: '127.0.0.1' });
  port = (app.http.server.address() as AddressInfo).port;
  setDefaultCACertificates([...usual, certificates.first.cert, certificates.second.cert]);
});
afterAll(async () => {
  setDefaultCACertificates(usual);
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What is agreed on in a handshake, or why none was. */
const handshake = (options: object) =>
  new Promise<{ protocol: string | null; cipher: string; serial: string } | string>((done) => {
    const socket = connect({ host: '127.0.0.1', port, servername: 'localhost', ...options }, () => {
      const agreed = {
        protocol: socket.getProtocol(),
        cipher: socket.getCipher().name,
        serial: socket.getPeerCertificate().serialNumber,
      };
      socket.destroy();
      done(agreed);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message));
  });

it('answers over https, with a cookie and a header that hold browsers to it', async () => {
  const answer = await new Promise<{ status: number | undefined; hsts: unknown; body: string }>((done, fail) => {
    const asked = request({ host: 'localhost', port, path: '/api/session', family: 4 }, (reply) => {
      let body = '';
      reply.setEncoding('utf8').on('data', (part: string) => {
        body += part;
      });
      reply.on('end', () => done({ status: reply.statusCode, hsts: reply.headers['strict-transport-security'], body }));
    });
    asked.on('error', fail).end();
  });
  expect(answer).toMatchObject({ status: 200, hsts: 'max-age=31536000; includeSubDomains' });
  expect(JSON.parse(answer.body).kind).toBe('anonymous');
});

it('speaks TLS 1.3 and 1.2 by ciphers with forward secrecy, and nothing older or weaker', async () => {
  expect(await handshake({})).toMatchObject({ protocol: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384' });
  expect(await handshake({ maxVersion: 'TLSv1.2' })).toMatchObject({
    protocol: 'TLSv1.2',
    cipher: 'ECDHE-ECDSA-AES256-GCM-SHA384',
  });
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };
  expect(await handshake(old)).toMatch(/ALERT_PROTOCOL_VERSION/);
  expect(await handshake({ maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA' })).toMatch(/HANDSHAKE_FAILURE/);
});

it('is found in order by the doctor, who tells of an end that is near and of one nobody trusts', async () => {
  const config = readConfig({ PUBLIC_URL: `https://localhost:${port}` });
  const told = async (now?: Date) =>
    (await examineWays({ config, ...(now ? { now: () => now } : {}) })).map(
      ({ level, words }) => `${level} ${words.en}`,
    );
  expect(await told()).toEqual([expect.stringMatching(/^well/)]);
  expect(await told(new Date('2200-01-01'))).toEqual([expect.stringMatching(/^warning .*ends in -\d+ days/)]);
  setDefaultCACertificates(usual);
  try {
    expect(await told()).toEqual([expect.stringMatching(/^fault .*not trusted: DEPTH_ZERO_SELF_SIGNED_CERT/)]);
  } finally {
    setDefaultCACertificates([...usual, certificates.first.cert, certificates.second.cert]);
  }
});

it('takes a renewed certificate while it runs, and keeps the old one where the new files do not fit', async () => {
  const end = watchCertificate(app.http.server as never, files(), app.log, 20);
  const serial = async (): Promise<string> => ((await handshake({})) as { serial: string }).serial;
  const told = (event: string) => app.logLines.some((line) => line.event === event);
  try {
    const first = await serial();
    put(certificates.second.cert, certificates.first.key);
    await vi.waitUntil(() => told('tls.not-renewed'), { timeout: 20_000 });
    expect(await serial()).toBe(first);
    put(certificates.second.cert, certificates.second.key);
    await vi.waitUntil(() => told('tls.renewed'), { timeout: 20_000 });
    expect(await serial()).not.toBe(first);
  } finally {
    await end();
  }
});

it('does not start without its files, or without the address they are for', () => {
  expect(() => tlsOptions({ ...files(), key: join(folder, 'none.pem') })).toThrow(/TLS_KEY.*ENOENT/);
  expect(() => readConfig({ TLS_CERT: 'a', PUBLIC_URL: 'https://linli.example' })).toThrow(/together/);
  expect(() => readConfig({ TLS_CERT: 'a', TLS_KEY: 'b' })).toThrow(/PUBLIC_URL/);
});
