import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../../contract/intentions.ts';
import { requestOf, type TestApp, testApp } from '../../test/app.ts';
import { testVault } from '../crypto/ring-vault.ts';
import type { Log } from '../ctx.ts';
import { openDatabase } from '../db/client.ts';
import { uuidv7 } from '../ids.ts';
import { addHealth } from './health.ts';
import { buildHttp } from './http.ts';

let app: TestApp;
const lines: { event: string; details: Record<string, unknown> }[] = [];
const keep = (details: object, event: string) => void lines.push({ event, details: details as never });
const log: Log = { info: keep, warn: keep, error: keep, debug: keep };

beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** An application without slices, whose database is somewhere else. */
function bare(url: string, requestWithinMs = 60_000) {
  const database = openDatabase(url, 2);
  return buildHttp({
    database,
    slices: [],
    log,
    vault: testVault(),
    now: () => new Date().toISOString(),
    newId: uuidv7,
    resolveActor: async () => ({ kind: 'anonymous' }),
    resolveKey: async () => ({ kind: 'anonymous' }),
    rowScopeOf: async () => {
      await database.pool.query('select 1');
      return { communities: [], organisations: [] };
    },
    writeAudit: async () => undefined,
    jobsIn: () => ({ send: async () => undefined }),
    origins: [],
    trustedProxies: [],
    requestWithinMs,
  }).then((http) => {
    addHealth(http, database);
    http.addHook('onClose', () => database.close());
    return http;
  });
}

describe('a request', () => {
  it('has an id, which is in its answer, in its problem and in each line it leaves in the log', async () => {
    const desk = await app.signIn('street-desk');
    const found = await app.inject(requestOf('POST /cases'), desk);
    const refused = await app.inject(
      { method: 'GET', url: '/api/cases/11-00000000-0000-7000-8000-000000000000' },
      desk,
    );
    const unknown = await app.inject({ method: 'GET', url: '/api/nothing/of/that/kind' });
    const written = await app.inject(
      { method: 'POST', url: '/api/intentions', payload: { intentions: [{ id: uuidv7(), command: 'x', input: {} }] } },
      desk,
    );
    const ids = [found, refused, unknown, written].map(({ headers }) => headers['x-request-id']);
    expect(new Set(ids).size).toBe(4);
    expect(refused.json<Problem>().requestId).toBe(ids[1]);
    expect(unknown.json<Problem>().requestId).toBe(ids[2]);
    expect(written.json().results[0].problem.requestId).toBe(ids[3]);
    const said = app.logLines as { event: string; details: { requestId?: string } }[];
    expect(said.length).toBeGreaterThanOrEqual(4);
    expect(said.filter(({ details }) => details.requestId === undefined)).toEqual([]);
    for (const id of ids) expect(said.filter(({ details }) => details.requestId === id).length).toBeGreaterThan(0);
  });

  it('without a database is told to come back, and the process says that it is well but not ready', async () => {
    const http = await bare('postgresql://nobody:none@127.0.0.1:1/none');
    const answer = await http.inject({ method: 'GET', url: '/api/anything' });
    expect([answer.statusCode, answer.headers['retry-after'], answer.json<Problem>().code]).toEqual([
      503,
      '5',
      'request.unavailable',
    ]);
    expect(answer.json<Problem>().requestId).toBe(answer.headers['x-request-id']);
    expect((await http.inject({ method: 'GET', url: '/api/health' })).statusCode).toBe(200);
    const ready = await http.inject({ method: 'GET', url: '/api/ready' });
    expect([ready.statusCode, ready.headers['retry-after']]).toEqual([503, '5']);
    await http.close();
  });

  it('that does not arrive is let go, and others go on meanwhile', async () => {
    const http = await bare(app.ownerUrl, 400);
    const address = new URL(await http.listen({ port: 0, host: '127.0.0.1' }));
    const slow = connect(Number(address.port), '127.0.0.1');
    let answer = '';
    const ended = new Promise<void>((done) => slow.on('data', (part) => (answer += part)).on('close', done));
    slow.write(
      'POST /api/intentions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"int',
    );
    const startedMs = performance.now();
    expect((await fetch(`${address.origin}/api/health`)).status).toBe(200);
    await ended;
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(performance.now() - startedMs).toBeLessThan(20_000);
    await http.close();
  });
});
