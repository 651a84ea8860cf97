import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { runCli } from '../cli/main.ts';
import type { Commands, Routes } from '../contract/api.ts';
import type { IntentionResult, Problem } from '../contract/intentions.ts';
import type { AnswerOf, Command, InputOf, ResultOf, Route } from '../contract/route.ts';
import { businessDay } from '../domain/calendar/instant.ts';
import { readConfig } from './config.ts';
import type { Log } from './kit/ctx.ts';
import { type Running, start } from './main.ts';
import { type ReadInputs, requestOf } from './test/app.ts';
import { codeFor } from './test/authenticator.ts';
import { runSql, toDatabase } from './test/database.ts';

const silent = () => undefined;
const log: Log = { info: silent, warn: silent, error: silent, debug: silent };
const today = businessDay(new Date().toISOString());

let folder: string;
let databaseUrl: string;
let dropDatabase: () => Promise<void>;
let env: Record<string, string>;
let running: Running;

beforeAll(async () => {
  const { adminUrl } = inject('testServer');
  const name = `linli_test_${randomUUID().replaceAll('-', '')}`;
  await runSql(adminUrl, `create database ${name} template template0`);
  dropDatabase = () => runSql(adminUrl, `drop database if exists ${name} with (force)`);
  databaseUrl = toDatabase(adminUrl, name);
  folder = await mkdtemp(join(tmpdir(), 'linli-fresh-'));
  env = {
    DATABASE_URL: databaseUrl,
    LINLI_DATA: join(folder, 'data'),
    LINLI_KEYS: join(folder, 'keys'),
    LINLI_DEMO: 'off',
    PORT: '0',
  };
  const webDir = join(folder, 'web');
  await mkdir(webDir);
  await writeFile(join(webDir, 'index.html'), 'the portal');
  running = await start({ ...readConfig(env), poolSize: 4 }, { log, webDir });
});
afterAll(async () => {
  await running?.stop();
  await dropDatabase();
  await rm(folder, { recursive: true, force: true });
});

async function linli(...words: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const code = await runCli(words, (line) => lines.push(line), env);
  return { code, said: lines.join('\n') };
}

/** Somebody at a browser: the cookie they were given. */
class Browser {
  cookie = '';
  async ask(method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
    const headers: Record<string, string> = { cookie: this.cookie, origin: running.address as string };
    if (body) headers['content-type'] = 'application/json';
    const answer = await fetch(`${running.address}/api${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    this.cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? this.cookie;
    return { status: answer.status, body: await answer.json() };
  }
  async get<K extends keyof Routes & string>(
    key: K,
    input: ReadInputs = {},
  ): Promise<Routes[K] extends Route ? AnswerOf<Routes[K]> : never> {
    const { method, url, payload } = requestOf(key, input);
    const { status, body } = await this.ask(method, url.slice('/api'.length), payload);
    if (status !== 200) throw new Error(`${key}: ${status} ${JSON.stringify(body)}`);
    return body as Routes[K] extends Route ? AnswerOf<Routes[K]> : never;
  }
  async trySend<K extends keyof Commands & string>(
    command: K,
    input: Commands[K] extends Command ? InputOf<Commands[K]> : never,
  ): Promise<IntentionResult | Problem> {
    const { body } = await this.ask('POST', '/intentions', { intentions: [{ id: randomUUID(), command, input }] });
    return (body as { results?: IntentionResult[] }).results?.[0] ?? (body as Problem);
  }
  async send<K extends keyof Commands & string>(
    command: K,
    input: Commands[K] extends Command ? InputOf<Commands[K]> : never,
  ): Promise<Commands[K] extends Command ? ResultOf<Commands[K]> : never> {
    const result = await this.trySend(command, input);
    if (!('state' in result) || result.state !== 'done') throw new Error(`${command}: ${JSON.stringify(result)}`);
    return result.output as Commands[K] extends Command ? ResultOf<Commands[K]> : never;
  }
}

const ownPassword = 'Riverside-Lamp-27';

/** Signs in with a first password and chooses another, as everybody must. */
async function firstSignIn(userName: string, given: string): Promise<Browser> {
  const browser = new Browser();
  const entered = await browser.ask('POST', '/auth/sign-in', { userName, password: given });
  expect(entered.status, userName).toBe(200);
  // Whoever administers sets up a second factor before anything else.
  if ((entered.body as { awaits?: string }).awaits === 'enrolment') await enrol(browser);
  const user = (await browser.get('GET /session')).user;
  expect(user, userName).toMatchObject({ mustChangePassword: true });
  const changed = await browser.ask('POST', '/auth/password', { current: given, next: ownPassword });
  expect(changed, userName).toMatchObject({ status: 200, body: { user: { mustChangePassword: false } } });
  return browser;
}

async function enrol(browser: Browser): Promise<void> {
  const begun = await browser.ask('POST', '/auth/second-factor/begin', {});
  const { secret } = begun.body as { secret: string };
  const code = codeFor(secret, new Date().toISOString());
  const done = await browser.ask('POST', '/auth/second-factor/confirm', { code });
  expect(done).toMatchObject({ status: 200, body: { recoveryCodes: expect.any(Array) } });
}

async function administrator(role: string): Promise<Browser> {
  const { code, said } = await linli('users', 'create', role, '--role', role);
  expect(code, said).toBe(0);
  return firstSignIn(role, /[\w]{4}(?:-[\w]{4}){3}/.exec(said)?.[0] as string);
}

const square = (lon: number, lat: number, reach: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [lon - reach, lat - reach],
      [lon + reach, lat - reach],
      [lon + reach, lat + reach],
      [lon - reach, lat + reach],
      [lon - reach, lat - reach],
    ] as [number, number][],
  ],
});

it('from an empty database to a closed matter: administrators, a district, units, a grid, staff', async () => {
  expect(running).toMatchObject({ hasStaff: false, signIns: [] });
  const stranger = new Browser();
  expect((await stranger.get('GET /session')).kind).toBe('anonymous');
  // Categories are there from the first start.
  const { items: categories } = await stranger.get('GET /catalogue/public');
  expect(categories.length).toBeGreaterThan(60);
  expect((await stranger.get('GET /ground')).bounds).toHaveLength(4);

  // Before there is an area nobody can hold a role, and it is said what to do.
  const early = await linli('users', 'create', 'someone', '--role', 'system-admin');
  expect(early).toMatchObject({ code: 2, said: expect.stringContaining('divisions import') });
  expect((await linli('units', 'seed')).said).toContain('divisions import');
  expect((await linli('divisions', 'import')).code).toBe(2);
  expect((await linli('divisions', 'import', '999999')).said).toContain('440404  金湾区');

  const put = await linli('divisions', 'import', '440404');
  expect(put).toMatchObject({ code: 0, said: expect.stringContaining('金湾区: 51 areas added, 0 were there') });
  expect((await linli('divisions', 'import', '440404')).said).toContain('0 areas added, 51 were there');
  const seeded = await linli('units', 'seed');
  expect(seeded.said).toMatch(/^\d+ units in \d+ areas, \d+ rows of the duty list, 12 routing rules/);
  expect(await linli('units', 'seed')).toMatchObject({ code: 1 });

  // Three administrators are three people.
  const system = await administrator('system-admin');
  const security = await administrator('security-admin');
  const auditor = await administrator('audit-admin');
  expect((await linli('users', 'create', 'system-admin', '--role', 'audit-admin')).code).toBe(1);

  const [district] = (await system.get('GET /areas/tree')).items;
  const street = (await system.get('GET /areas/tree', { query: { parent: district?.id } })).items.find(
    ({ name }) => name === '三灶镇',
  );
  const community = (await system.get('GET /areas/tree', { query: { parent: street?.id } })).items[0];
  if (!district || !street || !community) throw new Error('The district has not come in');
  const { items: committees } = await system.get('POST /organisations', { query: { areaId: community.id } });
  expect(committees).toMatchObject([{ kind: 'committee', name: expect.stringMatching(/委员会$|居委会$/) }]);
  const committee = committees[0]?.id as string;

  const staff = async (userName: string, held: object) => {
    const { id } = await system.send('users.create', { userName, name: userName, password: 'First-Door-2026' });
    // Whoever makes users gives them no access, and the other way round.
    const own = await system.trySend('users.setHoldings', { userId: id, holdings: [held] as never });
    expect(own).toMatchObject({ state: 'refused', problem: { code: 'access.forbidden' } });
    await security.send('users.setHoldings', { userId: id, holdings: [held] as never });
    return Object.assign(await firstSignIn(userName, 'First-Door-2026'), { id });
  };
  const secretary = await staff('secretary', { role: 'community-secretary', areaId: community.id });
  const worker = await staff('worker', { role: 'grid-worker', areaId: community.id });
  const desk = await staff('desk', { role: 'street-desk', areaId: street.id });
  const handler = await staff('handler', { role: 'handler', organisationId: committee });
  const checker = await staff('checker', { role: 'checker', areaId: street.id });

  const grid = await secretary.send('areas.drawGrid', {
    communityId: community.id,
    name: '第一网格',
    polygon: square(113.36, 22.05, 0.002),
    from: today,
  });
  await secretary.send('responsibilities.assign', { areaId: grid.id, userId: worker.id, duty: '网格员', from: today });

  // A resident, nobody signed in: the matter finds its grid, and the committee is proposed.
  const raised = await stranger.send('cases.raise', {
    type: 'event',
    begin: 'report',
    categoryId: categories.find(({ name }) => name.zh === '其他事项')?.id as number,
    place: { areaId: grid.id, words: '3 幢楼下' },
    contact: { name: '王桂兰', phone: '19900001002' },
    fields: { words: '公告栏的玻璃裂了' },
    trackToken: randomBytes(16).toString('base64url'),
  });
  const ref = raised.ref;
  const act = (as: Browser, action: string, input: Record<string, unknown> = {}) =>
    as.send('cases.act', { ref, action, input });
  await act(desk, 'accept');
  const waiting = await desk.get('GET /cases/:ref', { params: { ref } });
  expect(waiting).toMatchObject({ gridName: '第一网格', stage: 'accepted' });
  const proposed = waiting.offers.find(({ action }) => action === 'dispatch');
  expect(proposed?.suggests).toMatchObject({ leadOrganisationId: committee });
  expect(proposed?.suggestsWhy?.zh).toContain('职责清单');
  await act(desk, 'dispatch', { leadOrganisationId: committee });
  await act(handler, 'sign');
  await act(handler, 'contact', { result: 'reached', words: '已通话' });
  await act(handler, 'done', {
    outcome: 'explained',
    words: '玻璃已请人来量，明天换',
    reply: '明天上午换好，我们会再来看。',
  });
  await act(checker, 'pass', { words: '到场看过' });
  await act(await otherChecker(system, security, street.id), 'call-back', {
    result: 'reached',
    isSolved: true,
    score: 5,
  });
  const closed = await secretary.get('GET /cases/:ref', { params: { ref } });
  expect(closed).toMatchObject({ phase: 'closed' });
  const wall = await desk.get('GET /metrics/overview');
  expect(wall.counts).toMatchObject({ raisedToday: 1, closedToday: 1, open: 0 });

  // Administrators see no matters; the auditor sees that the district came in.
  expect((await system.ask('GET', `/cases/${ref}`)).status).toBe(403);
  const { items: audit } = await auditor.get('POST /audit', { query: { action: 'areas.divisions-imported' } });
  expect(audit.length).toBeGreaterThan(0);
});

/** Who checks does not call back. */
async function otherChecker(system: Browser, security: Browser, areaId: number): Promise<Browser> {
  const { id } = await system.send('users.create', { userName: 'caller', name: '回访员', password: 'First-Door-2026' });
  await security.send('users.setHoldings', { userId: id, holdings: [{ role: 'checker', areaId }] });
  return firstSignIn('caller', 'First-Door-2026');
}

it('says what to do where a category has no unit', async () => {
  const empty = await linli('users', 'create', 'desk-2', '--role', 'street-desk');
  const desk = await firstSignIn('desk-2', /[\w]{4}(?:-[\w]{4}){3}/.exec(empty.said)?.[0] as string);
  const [district] = (await desk.get('GET /areas/tree')).items;
  const made = await desk.send('cases.raise', {
    type: 'event',
    begin: 'report',
    source: 'superior',
    place: { areaId: district?.id as number, words: '区政府门前' },
    contact: null,
    fields: { words: '没有类别的事' },
  });
  await desk.send('cases.act', { ref: made.ref, action: 'accept', input: {} });
  const { offers } = await desk.get('GET /cases/:ref', { params: { ref: made.ref } });
  const dispatch = offers.find(({ action }) => action === 'dispatch');
  expect(dispatch?.suggests).toBeUndefined();
  expect(dispatch?.suggestsWhy).toMatchObject({
    zh: expect.stringContaining('职责清单'),
    en: expect.stringContaining('duty list'),
  });
  const none = await desk.trySend('cases.act', { ref: made.ref, action: 'dispatch', input: {} });
  expect(none).toMatchObject({
    state: 'refused',
    problem: { fields: [expect.objectContaining({ path: 'leadOrganisationId' })] },
  });
});
