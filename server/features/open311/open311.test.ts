import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sql } from 'kysely';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { KeyScope } from '../../../domain/access/key-scopes.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import { runSql } from '../../test/database.ts';
import { hostileStrings } from '../../test/hostile.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

/** Real requests of another city, as its server gave them. */
const elsewhere = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../data/open311/sf_requests_500.json'), 'utf8'),
) as Record<string, unknown>[];

let app: TestApp;
let desk: SignedIn;
let key: string;

const question = { kind: 'flag', of: [] };
const rules = {
  lamp: {
    questions: [
      { ...question, key: 'is-dark', label: { zh: '整条路都不亮吗', en: 'Is the whole road dark' }, isRequired: true },
      {
        ...question,
        key: 'lamps',
        kind: 'number',
        label: { zh: '几盏', en: 'How many' },
        unit: { zh: '盏', en: 'lamps' },
        min: 1,
        max: 99,
      },
      { ...question, key: 'since', kind: 'day', label: { zh: '哪天起', en: 'Since when' } },
      {
        ...question,
        key: 'kind',
        kind: 'choice',
        label: { zh: '哪种灯', en: 'Which lamp' },
        of: [{ code: 'street', text: { zh: '路灯', en: 'Street lamp' } }],
      },
    ],
  },
  quarrel: { isPrivate: true },
};
const named = (zh: string, en: string) => `'${JSON.stringify({ zh, en })}'`;
const ruled = (rule: object) => `'${JSON.stringify(rule)}'`;

beforeAll(async () => {
  app = await testApp();
  desk = await app.signIn('street-desk');
  await runSql(
    app.ownerUrl,
    `insert into categories (id, parent_id, case_type, code, name, position, is_open, rule) values
      (1, null, 'event', 'roads', ${named('市政设施', 'Streets')}, 1, true, '{}'),
      (2, 1, 'event', 'street-lamp', ${named('路灯', 'Street lamp')}, 2, true, ${ruled(rules.lamp)}),
      (3, 1, 'event', 'manhole', ${named('井盖', 'Manhole')}, 3, true, '{}'),
      (4, null, 'event', 'quarrel', ${named('邻里纠纷', 'Quarrel')}, 4, true, ${ruled(rules.quarrel)}),
      (5, 1, 'event', 'gone', ${named('停用', 'Closed')}, 5, false, '{}'),
      (6, null, 'request', 'proof', ${named('证明', 'Proof')}, 6, true, '{}')`,
  );
  const ring = [
    [121.47, 31.22],
    [121.4855, 31.22],
    [121.4855, 31.2385],
    [121.47, 31.2385],
    [121.47, 31.22],
  ];
  const square = `'${JSON.stringify({ type: 'Polygon', coordinates: [ring] })}'`;
  await runSql(
    app.ownerUrl,
    `update area_versions set polygon = ${square} where area_id in (${world.community}, ${world.grid})`,
    'update tree_versions set version = version + 1',
  );
  key = await makeKey(desk);
});
afterAll(() => app.close());

async function makeKey(by: SignedIn, scopes: KeyScope[] = ['cases.raise'], areaId: number = world.street) {
  const made = `linli_${randomBytes(32).toString('base64url')}`;
  const input = { name: '随手拍', reach: { areaId }, scopes, perMinute: 6000, key: made };
  await app.confirmKey((await app.send('api-keys.make', input, by)).answer.id);
  return made;
}

const v2 = '/open311/v2';
const get = (path: string, headers: Record<string, string> = {}) =>
  app.inject({ method: 'GET', url: `${v2}${path}`, headers });
const post = (fields: Record<string, string>, path = '/requests.json', headers: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: `${v2}${path}`,
    payload: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });
const report = (more: Record<string, string> = {}) =>
  post({
    api_key: key,
    service_code: 'manhole',
    lat: '31.2305',
    long: '121.4833',
    description: '井盖翘起，车过有响声',
    ...more,
  });
const idOf = (answer: { json(): { service_request_id: string }[] }) => answer.json()[0]?.service_request_id as string;

/** Element names and texts of a document; throws where it is not well-formed. */
function readXml(xml: string): { names: string[]; texts: Record<string, string> } {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const [names, texts]: [string[], Record<string, string>] = [[], {}];
  let at = '';
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    names.push(name);
    at = '';
  });
  parser.on('text', (text) => {
    at += text;
  });
  parser.on('closetag', ({ name }) => {
    texts[name] ??= at;
    at = '';
  });
  parser.write(xml).close();
  return { names, texts };
}

/** A request as the standard has it; read by the same reader from the other city and from us. */
const textOrNone = z.string().nullable();
const requestShape = z.object({
  service_request_id: z.string().min(1),
  status: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['open', 'closed'])),
  status_notes: textOrNone,
  service_name: z.string(),
  service_code: z.string(),
  description: textOrNone,
  agency_responsible: textOrNone,
  service_notice: textOrNone,
  requested_datetime: z.string(),
  updated_datetime: textOrNone,
  expected_datetime: textOrNone,
  address: textOrNone,
  address_id: textOrNone,
  zipcode: z.union([z.string(), z.number()]).nullable(),
  lat: z.number().nullable(),
  long: z.number().nullable(),
  media_url: textOrNone,
});

describe('services', () => {
  it('lists open categories of what is reported, with their groups, in both formats and languages', async () => {
    const list = (await get('/services.json')).json();
    expect(list.map((one: { service_code: string }) => one.service_code)).toEqual([
      'street-lamp',
      'manhole',
      'quarrel',
    ]);
    expect(list[0]).toEqual({
      service_code: 'street-lamp',
      service_name: '路灯',
      description: '路灯',
      metadata: true,
      type: 'realtime',
      keywords: '',
      group: '市政设施',
    });
    expect(list[2].type).toBe('blackbox');
    expect((await get('/services.json', { 'accept-language': 'en-GB' })).json()[0].service_name).toBe('Street lamp');
    const xml = await get('/services.xml');
    expect(xml.headers['content-type']).toContain('text/xml');
    expect(readXml(xml.body).names.slice(0, 3)).toEqual(['services', 'service', 'service_code']);
    expect((await get('/services')).body).toBe(xml.body);
    expect((await get('/services', { accept: 'application/json' })).json()).toEqual(list);
  });

  it('are defined by the questions of the category', async () => {
    const definition = (await get('/services/street-lamp.json')).json();
    expect(definition.service_code).toBe('street-lamp');
    expect(
      definition.attributes.map((one: Record<string, unknown>) => [
        one['code'],
        one['datatype'],
        one['required'],
        one['order'],
      ]),
    ).toEqual([
      ['is-dark', 'singlevaluelist', true, 1],
      ['lamps', 'number', false, 2],
      ['since', 'datetime', false, 3],
      ['kind', 'singlevaluelist', false, 4],
    ]);
    expect(definition.attributes[3].values).toEqual([{ key: 'street', name: '路灯' }]);
    const { names } = readXml((await get('/services/street-lamp.xml')).body);
    expect(names.slice(0, 4)).toEqual(['service_definition', 'service_code', 'attributes', 'attribute']);
    expect((await get('/services/gone.json')).json()).toEqual([
      { code: 404, description: 'service_code was not found' },
    ]);
    expect((await get('/services.json?jurisdiction_id=nowhere')).statusCode).toBe(404);
    expect((await get(`/services.json?jurisdiction_id=${world.street}`)).statusCode).toBe(200);
  });
});

describe('a report', () => {
  it('becomes a matter with its place, its answers and its person, and can be asked for', async () => {
    const answer = await post({
      api_key: key,
      service_code: 'street-lamp',
      lat: '31.2305',
      long: '121.4833',
      address_string: '东门外第三盏',
      description: '三盏路灯不亮',
      first_name: '桂兰',
      last_name: '王',
      phone: '19900001234',
      email: 'w@example.com',
      media_url: 'https://example.com/a.jpg',
      'attribute[is-dark]': 'true',
      'attribute[lamps]': '3',
      'attribute[since]': '2026-03-01T00:00:00Z',
      'attribute[kind]': 'street',
    });
    expect([answer.statusCode, answer.body]).toEqual([201, expect.stringContaining('service_request_id')]);
    const number = idOf(answer);
    const { items } = (await app.get('POST /cases', { query: { tab: 'all', q: number } }, desk)).answer;
    const shown = (await app.get('GET /cases/:ref', { params: { ref: items[0]?.ref as string } }, desk)).answer;
    expect(shown).toMatchObject({ number, source: 'resident', categoryId: 2, hasDemand: true });
    expect(shown.parties[0]).toMatchObject({ nameMasked: '王**', phoneMasked: '199****1234' });
    const words = JSON.stringify(shown.fields);
    for (const part of ['三盏路灯不亮', 'https://example.com/a.jpg']) expect(words).toContain(part);
    expect(words).not.toContain('w@example.com');
    const { rows } = await app.database.read({ communities: [world.community], organisations: [] }, (db) =>
      sql`select a ->> 'key' as key, a -> 'value' as value from case_entries e, jsonb_array_elements(e.facts) f, jsonb_array_elements(f -> 'answers') a
        where f ->> 'kind' = 'answered' and e.case_id = ${items[0]?.ref.slice('11-'.length)}`.execute(db),
    );
    expect(rows).toEqual([
      { key: 'is-dark', value: true },
      { key: 'lamps', value: 3 },
      { key: 'since', value: '2026-03-01' },
      { key: 'kind', value: 'street' },
    ]);
    const one = (await get(`/requests/${number}.json`)).json();
    expect(one).toHaveLength(1);
    expect(requestShape.parse(one[0])).toMatchObject({
      service_request_id: number,
      status: 'open',
      service_code: 'street-lamp',
    });
  });

  it('sent twice with the same Idempotency-Key is one, and its token finds it', async () => {
    const fields = {
      api_key: key,
      service_code: 'manhole',
      address_id: String(world.building),
      description: '井盖丢失',
    };
    const headers = { 'idempotency-key': 'phone-7-report-1' };
    const [first, again] = [
      await post(fields, '/requests.json', headers),
      await post(fields, '/requests.json', headers),
    ];
    expect(idOf(again)).toBe(idOf(first));
    const token = (await get(`/tokens/phone-7-report-1.json?api_key=${key}`)).json();
    expect(token).toEqual([{ service_request_id: idOf(first), token: 'phone-7-report-1' }]);
    expect((await get('/tokens/phone-7-report-1.json')).statusCode).toBe(403);
    expect((await get(`/tokens/other.json?api_key=${key}`)).statusCode).toBe(404);
  });

  it('by words alone goes to the desk of the jurisdiction, and a private one tells nothing afterwards', async () => {
    const byWords = await post({
      api_key: key,
      service_code: 'manhole',
      address_string: '望江路口',
      description: '井盖响',
    });
    expect(idOf(byWords)).toMatch(new RegExp(`^${world.street}-`));
    const hidden = await report({ service_code: 'quarrel' });
    expect([hidden.statusCode, hidden.json()[0].service_request_id]).toEqual([201, undefined]);
    const xml = await post(
      { api_key: key, service_code: 'manhole', lat: '31.2305', long: '121.4833', description: 'x' },
      '/requests.xml',
    );
    expect(readXml(xml.body).names.slice(0, 3)).toEqual(['service_requests', 'request', 'service_request_id']);
  });

  it('of every kind that another city had is taken', async () => {
    for (const request of elsewhere.slice(0, 40)) {
      const answer = await post({
        api_key: key,
        service_code: 'manhole',
        address_string: String(request['address'] ?? '').trim() || 'here',
        description: String(request['description'] ?? request['service_name']),
      });
      expect([answer.statusCode, answer.body]).toEqual([201, expect.any(String)]);
    }
  });

  it('that is wrong is told so in the standard’s form', async () => {
    const wrong: [Record<string, string>, number, string][] = [
      [{ api_key: '' }, 403, 'api_key is missing or invalid'],
      [{ api_key: `linli_${'x'.repeat(43)}` }, 403, 'api_key is missing or invalid'],
      [{ api_key: await makeKey(desk, ['cases.read']) }, 403, 'not made for reporting'],
      [{ service_code: '' }, 400, 'service_code was not provided'],
      [{ service_code: 'none' }, 404, 'service_code was not found'],
      [{ jurisdiction_id: 'none' }, 404, 'jurisdiction_id was not found'],
      [{ long: '' }, 400, 'lat and long must be given together'],
      [{ lat: '', long: '' }, 400, 'must be provided'],
      [{ lat: '91' }, 400, 'lat is no number of degrees'],
      [{ lat: '1', long: '1' }, 400, ''],
      [{ description: '' }, 400, 'description was not provided'],
      [{ description: 'x'.repeat(4001) }, 400, 'description is too long'],
      [{ phone: 'abc' }, 400, 'contact.phone'],
      [{ media_url: 'javascript:alert(1)' }, 400, 'media_url'],
      [{ service_code: 'street-lamp' }, 400, '整条路都不亮吗'],
      [{ service_code: 'street-lamp', 'attribute[is-dark]': 'perhaps' }, 400, '整条路都不亮吗'],
      [{ lat: '', long: '', address_id: String(world.farBuilding) }, 403, ''],
    ];
    for (const [more, status, words] of wrong) {
      const answer = await report(more);
      expect([answer.statusCode, answer.json()[0].code], JSON.stringify(more).slice(0, 80)).toEqual([status, status]);
      expect(answer.json()[0].description).toContain(words);
    }
    expect((await report({ description: 'x'.repeat(4000) })).statusCode).toBe(201);
    const xml = await post({ api_key: 'x' }, '/requests.xml');
    expect(readXml(xml.body)).toMatchObject({
      names: ['errors', 'error', 'code', 'description'],
      texts: { code: '403' },
    });
    const bare = await app.inject({ method: 'POST', url: `${v2}/requests.json` });
    expect(bare.statusCode).toBe(403);
    const json = await app.inject({ method: 'POST', url: `${v2}/requests.json`, payload: { api_key: key } });
    expect(json.statusCode).toBe(415);
  });

  it('is not made by the cookie of somebody who is signed in', async () => {
    const answer = await app.inject(
      {
        method: 'POST',
        url: `${v2}/requests.json`,
        payload: 'service_code=manhole&lat=31.2305&long=121.4833&description=x',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      desk,
    );
    expect(answer.statusCode).toBe(403);
  });
});

describe('the public list', () => {
  it('shows what the other city’s shows, and nothing that names a person, a door or anybody’s words', async () => {
    const secret = `门牌秘密${Date.now()}`;
    const home = await report({
      lat: '',
      long: '',
      address_id: String(world.building),
      address_string: `1单元 501 ${secret}`,
      description: secret,
      first_name: '秘密人',
      phone: '19900009876',
    });
    const open = await report({ description: secret, address_string: secret });
    const list = await get('/requests.json?extensions=true');
    const xml = await get('/requests.xml?extensions=true');
    for (const part of [secret, '秘密人', '9876', '501', '1幢']) {
      expect(list.body).not.toContain(part);
      expect(xml.body).not.toContain(part);
    }
    for (const row of [...elsewhere, ...list.json()]) expect(requestShape.safeParse(row).error).toBeUndefined();
    const find = (id: string) =>
      list.json().find((one: { service_request_id: string }) => one.service_request_id === id);
    expect(find(idOf(home))).toMatchObject({
      lat: null,
      long: null,
      address: '春申社区 春申第一网格',
      description: null,
    });
    expect(find(idOf(open))).toMatchObject({ lat: 31.231, long: 121.483 });
    expect(readXml(xml.body).names.slice(0, 3)).toEqual(['service_requests', 'request', 'service_request_id']);
    const codes = new Set(list.json().map((one: { service_code: string }) => one.service_code));
    expect(codes).toEqual(new Set(['manhole', 'street-lamp']));
    const quarrel = await report({ service_code: 'quarrel' });
    expect(quarrel.statusCode).toBe(201);
    expect((await get('/requests.json?service_code=quarrel')).json()).toEqual([]);
  });

  it('tells the steps of a matter as its reporter is told them', async () => {
    const number = idOf(await report());
    const { items } = (await app.get('POST /cases', { query: { tab: 'all', q: number } }, desk)).answer;
    const ref = items[0]?.ref as string;
    app.clock.advance(60_000);
    await app.send('cases.act', { ref, action: 'accept', input: { words: '内部的话' } }, desk);
    await app.send('cases.act', { ref, action: 'decline', input: {} }, desk);
    const [one] = (await get(`/requests/${number}.json?extensions=true`)).json();
    expect(one.notes.map(({ type, description }: Record<string, string>) => [type, description])).toEqual([
      ['report', '已收到'],
      ['accept', '已受理'],
    ]);
    expect(one.notes[1].datetime).toBe(app.clock.now());
    expect(JSON.stringify(one)).not.toContain('内部的话');
  });

  it('is filtered by number, service, status, time and jurisdiction, and paged', async () => {
    const before = app.clock.now();
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) {
      app.clock.advance(60_000);
      ids.unshift(
        idOf(await report({ service_code: n % 2 ? 'manhole' : 'street-lamp', 'attribute[is-dark]': 'false' })),
      );
    }
    const since = `start_date=${encodeURIComponent(new Date(Date.parse(before) + 1000).toISOString())}`;
    const list = async (query: string) =>
      (await get(`/requests.json?${query}`))
        .json()
        .map((row: { service_request_id: string }) => row.service_request_id);
    expect(await list(since)).toEqual(ids);
    expect(await list(`${since}&service_code=manhole`)).toHaveLength(2);
    expect(await list(`${since}&status=closed`)).toEqual([]);
    expect(await list(`${since}&status=open,closed`)).toEqual(ids);
    expect(await list(`service_request_id=${ids[3]},${ids[1]},12-260304-0001-0,x`)).toEqual([ids[1], ids[3]]);
    expect([...(await list(`${since}&page_size=2`)), ...(await list(`${since}&page_size=2&page=2`))]).toEqual(
      ids.slice(0, 4),
    );
    expect(await list(`${since}&jurisdiction_id=${world.farCommunity}`)).toEqual([]);
    expect(await list(`${since}&jurisdiction_id=${world.community}`)).toEqual(ids);
    expect(await list('end_date=2026-01-01T00:00:00+08:00')).toEqual([]);
    app.clock.set('2026-06-10T00:00:00Z');
    expect(await list('')).toEqual([]);
    app.clock.set(before);
  });

  it('refuses in words what it cannot read, and never fails', async () => {
    for (const [query, words] of [
      ['start_date=2026-01-01T00:00:00Z&end_date=2026-04-02T00:00:00Z', '90 days'],
      ['start_date=2026-03-01T00:00:00Z&end_date=2026-02-02T00:00:00Z', 'after'],
      ['start_date=2026-03-01', 'ISO 8601'],
      ['status=broken', 'status'],
      ['page=0', 'page'],
      ['page_size=1001', 'page_size'],
    ] as const) {
      const answer = await get(`/requests.json?${query}`);
      expect([answer.statusCode, answer.json()[0].description]).toEqual([400, expect.stringContaining(words)]);
    }
    expect((await get('/requests/1-000000-0001-0.json')).json()).toEqual([
      { code: 404, description: 'service_request_id was not found' },
    ]);
    expect((await get('/nothing.json')).statusCode).toBe(404);
    const names = [
      'jurisdiction_id',
      'service_code',
      'service_request_id',
      'start_date',
      'status',
      'page',
      'page_size',
      'extensions',
      'api_key',
    ];
    const posted = [
      'service_code',
      'lat',
      'long',
      'address_id',
      'address_string',
      'description',
      'phone',
      'first_name',
      'media_url',
      'attribute[lamps]',
      'attribute[__proto__]',
    ];
    for (const value of hostileStrings.map((one) => one.toWellFormed())) {
      for (const name of names) {
        const answer = await get(`/requests.json?${new URLSearchParams({ [name]: value })}`, {
          authorization: `Bearer ${key}`,
        });
        expect(answer.statusCode, `${name}=${value.slice(0, 30)}`).toBeLessThan(500);
      }
      for (const name of posted) {
        const answer = await report({ service_code: 'street-lamp', 'attribute[is-dark]': 'true', [name]: value });
        expect(answer.statusCode, `${name}=${value.slice(0, 30)}`).toBeLessThan(500);
      }
      for (const path of ['services', 'requests', 'tokens'])
        expect(
          (await get(`/${path}/${encodeURIComponent(value)}`, { authorization: `Bearer ${key}` })).statusCode,
        ).toBeLessThan(500);
    }
    expect(app.logLines.filter(({ event }) => event === 'request.failed')).toEqual([]);
  });

  it('is for strangers so often a minute', async () => {
    const statuses = new Set<number>();
    for (let n = 0; n < 70; n += 1) statuses.add((await get('/requests.json?page_size=1')).statusCode);
    expect(statuses).toEqual(new Set([200, 429]));
  });
});
