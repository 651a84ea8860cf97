import { randomBytes, randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands, routes } from '../../contract/api.ts';
import type { IntentionResult } from '../../contract/intentions.ts';
import type { Access, Command, Route } from '../../contract/route.ts';
import { capabilities } from '../../domain/access/capabilities.ts';
import { type KeyScope, keyScopes } from '../../domain/access/key-scopes.ts';
import type { MandateCover } from '../../domain/access/mandates.ts';
import { type RoleCode, roleMay, roles } from '../../domain/access/roles.ts';
import { type Asker, askedOf, type ReadRequest, requestOf, type TestApp, testApp } from './app.ts';
import { hostileStrings, hostileValues, sampleOf, seededPick, shapeOf } from './hostile.ts';
import { type StaffRole, usualReach, world } from './world.ts';

/** Nobody here writes an expectation by hand: who may call what is read from the contract and the roles. */
type Kind = RoleCode | 'anonymous' | 'link' | 'follower' | 'key' | 'helper';
const kinds: readonly Kind[] = [
  'anonymous',
  'link',
  'follower',
  'key',
  'helper',
  ...(Object.keys(roles) as RoleCode[]),
];
const reads = Object.entries(routes) as [string, Route][];
const writes = Object.entries(commands) as [string, Command][];

let app: TestApp;
const askers = new Map<Kind, Asker | undefined>();
/** Holds every role that one person may hold. */
let everything: Asker;

beforeAll(async () => {
  app = await testApp();
  for (const role of Object.keys(usualReach) as StaffRole[]) askers.set(role, await app.signIn(role));
  askers.set('resident', await app.signInResident('19400000001'));
  askers.set('anonymous', undefined);
  askers.set('link', await makeLink('track'));
  askers.set('follower', await makeLink('follow'));
  everything = await makeEverything();
  askers.set('key', await makeKey());
  askers.set('helper', await makeHelper());
});
afterAll(() => app.close());

async function makeLink(kind: 'track' | 'follow'): Promise<Asker> {
  const link = randomBytes(16).toString('base64url');
  await app.database.pool.query(
    `insert into case_links (kind, key_hash, community_id, case_id, party_id, created_at) values ($6, $1, $2, $3, $4, $5)`,
    [app.vault.token('link', link), world.community, randomUUID(), randomUUID(), app.clock.now(), kind],
  );
  return { userId: '', headers: { 'x-linli-link': link } };
}

async function makeEverything(): Promise<Asker> {
  const userId = await app.makeStaff('everything');
  for (const role of Object.keys(usualReach) as StaffRole[]) {
    if (role === 'security-admin' || role === 'audit-admin') continue;
    await app.hold(userId, role, role === 'handler' ? usualReach[role] : { areaId: world.district });
  }
  return app.signInUser(userId);
}

/** A key made for half of what keys can be made for, by somebody who may do all of it: the other half is refused. */
const keyMay: readonly KeyScope[] = keyScopes.filter((_, at) => at % 2 === 0);

async function makeKey(): Promise<Asker> {
  const key = `linli_${randomBytes(32).toString('base64url')}`;
  const input = { name: 'half', reach: { areaId: world.district }, scopes: [...keyMay], perMinute: 6000, key };
  await app.confirmKey((await app.send('api-keys.make', input, everything)).answer.id);
  return { userId: '', headers: { authorization: `Bearer ${key}` } };
}

/** A resident who acts for another by a mandate that covers looking and rating, no more. */
const helperMay: readonly MandateCover[] = ['track', 'rate'];

async function makeHelper(): Promise<Asker> {
  const elder = await app.signInResident('19900000061');
  const helper = await app.signInResident('19900000062');
  const input = {
    name: '张桂英',
    helper: { name: '李芳', phone: '19900000062' },
    relation: 'family' as const,
    covers: [...helperMay],
    endsOn: '2026-12-31',
  };
  const { id } = (await app.send('mandates.give', input, elder)).answer;
  return { userId: helper.userId, headers: { ...helper.headers, 'x-linli-mandate': id } };
}

const isPerson = (kind: Kind): boolean => kind === 'resident' || kind === 'link' || kind === 'follower';

/** The code a kind of asker must be refused with; undefined where they are let in. */
function refusalFor(access: Access, kind: Kind): string | undefined {
  if (kind === 'helper') {
    const covers = 'capability' in access ? [] : (access.helper ?? []);
    return covers.some((cover) => helperMay.includes(cover)) ? undefined : 'mandates.no-helper';
  }
  if ('open' in access) return undefined;
  if (kind === 'anonymous') return 'access.sign-in';
  if ('signedIn' in access) {
    return access.signedIn === 'any' || isPerson(kind) ? undefined : 'access.forbidden';
  }
  if (kind === 'key') return (keyMay as readonly string[]).includes(access.capability) ? undefined : 'access.forbidden';
  if (kind === 'link' || kind === 'follower') return 'access.forbidden';
  const isHeld = roleMay(kind, access.capability) || (access.or !== undefined && roleMay(kind, access.or));
  return isHeld ? undefined : 'access.forbidden';
}

interface Seen {
  readonly status: number;
  readonly code: string | undefined;
  readonly type: string;
}

async function read(request: ReadRequest, as: Asker | undefined): Promise<Seen> {
  // A stream that goes on is not waited for to its end.
  const isEndless = request.url.startsWith('/api/live');
  const answer = await app.inject({ ...request, ...(isEndless ? { payloadAsStream: true } : {}) }, as);
  const type = String(answer.headers['content-type'] ?? '');
  const seen = { status: answer.statusCode, type };
  if (!type.includes('problem')) {
    if (isEndless) answer.stream().destroy();
    return { ...seen, code: undefined };
  }
  const problem = isEndless ? JSON.parse(await text(answer.stream())) : answer.json();
  return { ...seen, code: problem.code };
}

async function write(intentions: readonly object[], as: Asker | undefined): Promise<readonly IntentionResult[]> {
  const answer = await app.inject({ method: 'POST', url: '/api/intentions', payload: { intentions } }, as);
  expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200);
  return answer.json().results;
}

const intend = (command: string, input: unknown) => ({ id: randomUUID(), command, input });
const problemCode = (result: IntentionResult): string | undefined =>
  result.state === 'refused' ? result.problem.code : undefined;

/** Every failure of a run leaves a line in the log: it says which. */
const failures = () => app.logLines.filter(({ event }) => event === 'request.failed');

describe('the contract', () => {
  it('is bound whole, each once, and nothing beside it', () => {
    const boundReads = app.slices.flatMap((slice) => slice.reads ?? []).map((binding) => binding.key);
    const boundWrites = app.slices.flatMap((slice) => slice.commands ?? []).map((binding) => binding.name);
    expect([...boundReads].sort()).toEqual(reads.map(([key]) => key).sort());
    expect([...boundWrites].sort()).toEqual(writes.map(([name]) => name).sort());
  });

  it('says for each who may call, with a known capability or a reason', () => {
    for (const [key, { access }] of [...reads, ...writes]) {
      if ('open' in access) expect(access.open.length, key).toBeGreaterThan(20);
      else if ('capability' in access) expect(Object.keys(capabilities), key).toContain(access.capability);
      else expect(['any', 'resident'], key).toContain(access.signedIn);
    }
  });

  it('has every capability in some role, and every key in its form', () => {
    const held = new Set(Object.values(roles).flatMap((role) => role.may as readonly string[]));
    expect(Object.keys(capabilities).filter((capability) => !held.has(capability))).toEqual([]);
    for (const [key, { asks }] of reads) expect(key.startsWith('POST '), key).toBe(asks !== undefined);
    for (const [key] of reads) expect(key).toMatch(/^(GET|POST) \/[a-z0-9/:.-]+$/i);
    for (const [name] of writes) expect(name).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z][A-Za-z]*$/);
  });
});

describe('strangers and every role', () => {
  it.each(reads)('%s', async (key, route) => {
    const wrong: string[] = [];
    for (const kind of kinds) {
      const plain = requestOf(key, { params: paramsOf(route, '11-00000000-0000-7000-8000-00000000dead') });
      const url = `${plain.url}?limit=x&cursor=%00&q=%27`;
      const hostile = { ...plain, url, ...(plain.payload && { payload: { limit: 'x', cursor: '\0', q: "'" } }) };
      for (const asked of [plain, hostile]) {
        const seen = await read(asked, askers.get(kind));
        const due = refusalFor(route.access, kind);
        const isRight = due === undefined ? seen.status < 500 && seen.code !== 'access.forbidden' : seen.code === due;
        if (!isRight) wrong.push(`${kind}: ${seen.status} ${seen.code}`);
        if (seen.status >= 400 && !seen.type.includes('application/problem+json')) wrong.push(`${kind}: ${seen.type}`);
      }
    }
    expect([wrong, failures().splice(0)]).toEqual([[], []]);
  });

  it('every command', async () => {
    const wrong: string[] = [];
    for (const kind of kinds) {
      for (let at = 0; at < writes.length; at += 50) {
        const part = writes.slice(at, at + 50);
        const results = await write(
          part.map(([name]) => intend(name, { hostile: true })),
          askers.get(kind),
        );
        part.forEach(([name, command], n) => {
          const code = problemCode(results[n] as IntentionResult);
          const due = refusalFor(command.access, kind);
          if (due === undefined ? code === 'access.forbidden' : code !== due) wrong.push(`${kind} ${name}: ${code}`);
        });
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe('hostile input', () => {
  it.each(reads)('%s', async (key, route) => {
    const wrong: string[] = [];
    for (const request of hostileRequests(key, route)) {
      const seen = await read(request, everything);
      const isProblem = seen.status < 400 || seen.type.includes('application/problem+json');
      if (seen.status >= 500 || !isProblem)
        wrong.push(`${seen.status} ${request.url.slice(0, 200)} ${JSON.stringify(request.payload)?.slice(0, 200)}`);
    }
    expect([wrong, failures()]).toEqual([[], []]);
  });

  it.each(writes)('%s', async (name, command) => {
    const shape = shapeOf(command.input);
    const keys = Object.keys(shape.properties ?? {});
    const inputs: unknown[] = [...hostileValues];
    const pick = seededPick(name.length);
    for (let n = 0; n < 40; n += 1) {
      const sample = sampleOf(shape, pick);
      inputs.push(sample);
      const broken = keys[pick(Math.max(1, keys.length))];
      const value = hostileValues[pick(hostileValues.length)];
      if (broken !== undefined) inputs.push({ ...(sample as object), [broken]: value });
    }
    for (let at = 0; at < inputs.length; at += 50) {
      const part = inputs.slice(at, at + 50);
      // One by one where a failure hides which input it was.
      const answer = await app.inject(
        { method: 'POST', url: '/api/intentions', payload: { intentions: part.map((input) => intend(name, input)) } },
        everything,
      );
      if (answer.statusCode === 200) continue;
      for (const input of part) {
        const one = await app.inject(
          { method: 'POST', url: '/api/intentions', payload: { intentions: [intend(name, input)] } },
          everything,
        );
        expect(
          one.statusCode,
          `${JSON.stringify(input)?.slice(0, 600)} ${JSON.stringify(app.logLines.findLast(({ event }) => event === 'request.failed')?.details)}`,
        ).toBeLessThan(500);
      }
    }
  });

  it('at the door itself', async () => {
    const bodies: unknown[] = [
      null,
      [],
      {},
      { intentions: {} },
      { intentions: [] },
      { intentions: Array.from({ length: 51 }, () => intend('identity.setLanguage', { language: 'zh' })) },
      { intentions: [{ id: 'x', command: 'x', input: {} }] },
      { intentions: [{ id: randomUUID(), command: '__proto__', input: {} }] },
      { intentions: [{ id: randomUUID(), command: 'toString', input: {} }] },
      { intentions: [{ id: randomUUID(), command: 'x'.repeat(200), input: {} }] },
      { intentions: [{ ...intend('identity.setLanguage', {}), after: 'x' }] },
      { intentions: [{ ...intend('identity.setLanguage', {}), madeAt: 'yesterday' }] },
      { intentions: [{ ...intend('identity.setLanguage', { language: 'zh' }), after: randomUUID() }] },
    ];
    for (const body of bodies) {
      const answer = await app.inject(
        {
          method: 'POST',
          url: '/api/intentions',
          payload: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        },
        everything,
      );
      expect(answer.statusCode, JSON.stringify(body)?.slice(0, 100)).toBeLessThan(500);
    }
    const huge = await app.inject(
      {
        method: 'POST',
        url: '/api/intentions',
        payload: `{"intentions":"${'x'.repeat(3_000_000)}"}`,
        headers: { 'content-type': 'application/json' },
      },
      everything,
    );
    expect([huge.statusCode, huge.json().code]).toEqual([422, 'request.too-large']);
    for (const [type, payload] of [
      ['application/json', '{"a":'],
      ['text/html', '<p>'],
      ['application/json', '[1,'.repeat(20_000)],
    ] as const) {
      const answer = await app.inject(
        { method: 'POST', url: '/api/intentions', payload, headers: { 'content-type': type } },
        everything,
      );
      expect([answer.statusCode < 500, answer.headers['content-type']]).toEqual([
        true,
        expect.stringContaining('application/problem+json'),
      ]);
    }
  });

  it('in cookies and headers', async () => {
    const headers: Record<string, string>[] = [
      { cookie: 'linli=%' },
      { cookie: `linli=${'x'.repeat(4_000)}` },
      { cookie: ';;;=;linli' },
      { 'x-linli-link': "' or 1=1 --" },
      { 'x-linli-link': 'x'.repeat(8_000) },
      { 'x-forwarded-for': '\u00ff, "' },
      { 'accept-language': '*;q=x' },
      { 'accept-encoding': 'gzip;q=nine, *' },
    ];
    for (const one of headers) {
      const answer = await app.inject({ method: 'GET', url: '/api/session', headers: one });
      expect([answer.statusCode, answer.json().kind]).toEqual([200, 'anonymous']);
    }
  });

  it('on addresses that are not there', async () => {
    for (const url of [
      '/api',
      '/api/',
      '/api/nothing',
      '/api/%',
      '/api/%00',
      `/api/${'x'.repeat(3_000)}`,
      '/api/areas/%E0%A4%A',
    ])
      for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const) {
        const answer = await app.inject({ method, url }, everything);
        expect(answer.statusCode, `${method} ${url.slice(0, 40)}`).toBeGreaterThanOrEqual(400);
        expect(answer.statusCode, `${method} ${url.slice(0, 40)}`).toBeLessThan(500);
        expect(answer.headers, `${method} ${url.slice(0, 40)}`).toMatchObject({
          'content-type': expect.stringContaining('application/problem+json'),
          'x-content-type-options': 'nosniff',
          'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
        });
      }
  });
});

function paramsOf(route: Route, value: string): Record<string, string> {
  return Object.fromEntries(Object.keys(route.params?.shape ?? {}).map((name) => [name, value.toWellFormed()]));
}

function hostileRequests(key: string, route: Route): ReadRequest[] {
  const params = paramsOf(route, `11-00000000-0000-7000-8000-00000000dead`);
  const plain = requestOf(key, { params });
  const names = Object.keys(askedOf(route));
  const found: ReadRequest[] = [];
  for (const value of hostileStrings) {
    if (route.params) found.push(requestOf(key, { params: paramsOf(route, value) }));
    for (const name of names) found.push(requestOf(key, { params, query: { [name]: value.toWellFormed() } }));
  }
  if (route.asks) {
    for (const value of hostileValues) {
      if (value !== null && typeof value === 'object') found.push({ ...plain, payload: value });
      for (const name of names) found.push({ ...plain, payload: { [name]: value } });
    }
  } else {
    for (const name of names)
      for (const tail of [`${name}=1&${name}=2`, `${name}[x]=1`]) found.push({ ...plain, url: `${plain.url}?${tail}` });
  }
  const pick = seededPick(key.length);
  const asked = route.asks ?? route.query;
  for (let n = 0; n < 10; n += 1) {
    const made = route.params ? wellFormed(sampleOf(shapeOf(route.params), pick) as Record<string, string>) : {};
    const query = asked ? (sampleOf(shapeOf(asked), pick) as Record<string, unknown>) : {};
    found.push(requestOf(key, { params: made, query: wellFormed(query) }));
  }
  return found;
}

function wellFormed<T>(query: Record<string, T>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      (typeof value === 'string' ? value.toWellFormed() : value) as T,
    ]),
  );
}
