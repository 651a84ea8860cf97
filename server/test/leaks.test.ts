import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../contract/api.ts';
import type { Route } from '../../contract/route.ts';
import { readTable } from '../kit/sheets/read-table.ts';
import { askedOf, type ReadRequest, requestOf } from './app.ts';
import { ask, askStream } from './fuzz/asking.ts';
import { canaries, type Ground, type Kind, makeGround } from './fuzz/ground.ts';
import { leakFaults } from './fuzz/laws.ts';
import { rowsReadDuring } from './plans.ts';
import { world } from './world.ts';

/**
 * Everybody here may see the first street at most; what is looked for stands in the other one. Each way in is walked from the contract, so that
 * a new route is in these tests on the day it is declared.
 */
let ground: Ground;
beforeAll(async () => {
  ground = await makeGround();
});
afterAll(() => ground.close());

const reads = (Object.entries(routes) as [string, Route][]).filter(([, { media }]) => media !== 'text/event-stream');
const fields = (route: Route) => ({
  params: Object.keys(route.params?.shape ?? {}),
  query: Object.keys(askedOf(route)),
});

/** The problem without what differs from answer to answer. */
const said = (body: string): string => body.replaceAll(/"requestId":"[^"]*"/g, '');

async function read(kind: Kind, request: ReadRequest) {
  return ask(ground, kind, request);
}

describe('nobody is told anything of a community that is not theirs', () => {
  it('by the address of a row: the same "no" as for a row that is not there', async () => {
    const wrong: string[] = [];
    const byRef = reads.filter(([, route]) => fields(route).params.includes('ref'));
    expect(byRef.length).toBeGreaterThan(10);
    for (const [key, route] of byRef) {
      const query = askedOf(route)['reason'] ? { reason: 'service', field: 'phone', phone: 0 } : {};
      for (const ref of farOf(key)) {
        const nowhere = ref.replace(/-.*/, `-${randomUUID()}`);
        const params = Object.fromEntries(
          fields(route).params.map((name) => [name, name === 'ref' ? ref : randomUUID()]),
        );
        for (const kind of ground.kinds) {
          const there = await read(kind, requestOf(key, { params, query }));
          const none = await read(kind, requestOf(key, { params: { ...params, ref: nowhere }, query }));
          wrong.push(...leakFaults(there.body, '').map((fault) => `${key} ${kind}: ${fault}`));
          if (there.statusCode < 400 && there.body !== none.body) wrong.push(`${key} ${kind}: shows ${ref}`);
          if (there.statusCode !== none.statusCode || said(there.body) !== said(none.body))
            wrong.push(`${key} ${kind}: tells that it is there (${there.statusCode}, ${none.statusCode})`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('by an area, a building or a community of theirs', async () => {
    const wrong: string[] = [];
    const names = ['area', 'areaId', 'building', 'community', 'under', 'parent', 'unit', 'id'];
    for (const [key, route] of reads) {
      const { params, query } = fields(route);
      const asked = [...params, ...query].filter((name) => names.includes(name));
      for (const name of asked)
        for (const kind of ground.kinds) {
          const place = name === 'building' || name === 'unit' ? world.farBuilding : world.farCommunity;
          const isParam = params.includes(name);
          const rest = Object.fromEntries(params.map((one) => [one, String(place)]));
          const request = requestOf(key, {
            params: rest,
            query: isParam ? {} : { [name]: place, room: canaries.room, month: '2026-03' },
          });
          const { body } = await read(kind, request);
          wrong.push(
            ...leakFaults(body, isParam ? '' : canaries.room).map((fault) => `${key} ${name} ${kind}: ${fault}`),
          );
        }
    }
    expect(wrong).toEqual([]);
  });

  it('by searching for it: as many hits as for words that nobody has', async () => {
    const wrong: string[] = [];
    const searched = reads.filter(
      ([, route]) => route.media === undefined && fields(route).query.some((name) => name === 'q' || name === 'phone'),
    );
    expect(searched.length).toBeGreaterThan(5);
    for (const [key, route] of searched) {
      const { params, query } = fields(route);
      const name = query.includes('q') ? 'q' : 'phone';
      const rest = Object.fromEntries(
        params.map((one) => [one, one === 'ref' ? (ground.known.refs[0] as string) : String(world.community)]),
      );
      for (const secret of [
        canaries.name,
        canaries.name.slice(0, 2),
        canaries.phone,
        canaries.idNumber,
        canaries.words,
        canaries.room,
      ])
        for (const kind of ground.kinds) {
          const inputs = { reason: 'service', [name]: secret };
          const found = await read(kind, requestOf(key, { params: rest, query: inputs }));
          const none = await read(
            kind,
            requestOf(key, { params: rest, query: { ...inputs, [name]: blankFor(secret) } }),
          );
          wrong.push(...leakFaults(found.body, secret).map((fault) => `${key} ${kind}: ${fault}`));
          if (hits(found.body) !== hits(none.body))
            wrong.push(`${key} ${kind} ${secret}: ${hits(found.body)} against ${hits(none.body)}`);
        }
    }
    expect(wrong).toEqual([]);
  });

  it('by counts, totals and figures: they are the same as in a world without it', async () => {
    const { app } = ground;
    const counted = [
      requestOf('POST /cases/counts'),
      requestOf('POST /people/count'),
      requestOf('GET /metrics/overview'),
      requestOf('GET /metrics/overview', { query: { area: world.street } }),
      requestOf('GET /notices/count'),
    ];
    const look = async () => {
      const all: string[] = [];
      for (const kind of ground.kinds)
        for (const request of counted)
          all.push(
            `${kind} ${request.url} ${said((await read(kind, request)).body).replaceAll(/"asOf":"[^"]*"/g, '')}`,
          );
      return all;
    };
    const before = await look();
    const keeper = await app.signIn('community-secretary', { areaId: world.farCommunity });
    const one = {
      type: 'event',
      begin: 'report',
      place: { areaId: world.farBuilding, words: 'x' },
      fields: { words: canaries.words },
    };
    expect(
      (
        await app.send(
          'cases.raise',
          { ...one, trackToken: randomUUID().replaceAll('-', '').slice(0, 22) } as never,
          keeper,
        )
      ).status,
    ).toBe(200);
    expect(
      (await app.send('people.register', { communityId: world.farCommunity, name: canaries.name } as never, keeper))
        .status,
    ).toBeLessThan(500);
    expect(await look()).toEqual(before);
  });

  it('by a spreadsheet: no cell of it, and no cell that a spreadsheet would run', async () => {
    const { app } = ground;
    const keeper = await app.signIn('community-secretary', { areaId: world.community });
    const person = ground.known.refs[1] as string;
    expect(
      (await app.send('people.correct', { ref: person, name: '=HYPERLINK("x")' } as never, keeper)).status,
    ).toBeLessThan(500);
    const exports = reads.filter(([, { media }]) => media?.includes('spreadsheet'));
    expect(exports.length).toBeGreaterThanOrEqual(3);
    let tables = 0;
    for (const [key, route] of exports) {
      const params = Object.fromEntries(fields(route).params.map((name) => [name, ground.known.far.case]));
      for (const kind of ground.kinds) {
        const request = requestOf(key, { params, query: { month: '2026-03' } });
        const answer = await app.inject(request, ground.askerOf(kind));
        if (answer.statusCode !== 200) continue;
        expect(leakFaults(JSON.stringify(answer.headers), '')).toEqual([]);
        const text = JSON.stringify(await readTable(answer.rawPayload, 'x'));
        tables += 1;
        expect(leakFaults(text, ''), `${key} ${kind}`).toEqual([]);
        expect(text, `${key} ${kind}`).not.toMatch(/"formula":/);
      }
    }
    expect(tables).toBeGreaterThan(3);
  });

  it('by a stream of changes: it opens for those who read matters, and says nothing of what', async () => {
    for (const kind of ground.kinds)
      expect(await askStream(ground, kind, { method: 'GET', url: '/api/live' })).toBeLessThan(500);
  });

  it('by how much work a search makes: no guarded row is read for what stands elsewhere', async () => {
    const work = async (q: string) => {
      const rows = await rowsReadDuring(ground.app, async () => {
        for (const key of ['people', 'people/count', 'cases', 'houses', 'search'])
          expect((await read('street-desk', requestOf(`POST /${key}`, { query: { q } }))).statusCode).toBe(200);
      });
      return rows.filter(({ table }) => table !== 'search_tokens');
    };
    // Of the index of keyed pieces alone a row may be touched: it holds no word, and who reads it is asked before anything else is.
    expect(await work(canaries.name)).toEqual(await work(blankFor(canaries.name)));
  });
});

/** The foreign row that an address means, and a file, which is none of what it means. */
function farOf(key: string): readonly string[] {
  const { far } = ground.known;
  const noun = (Object.keys(far) as (keyof typeof far)[]).find((one) =>
    key.includes(`/${one === 'person' ? 'people' : `${one}s`}/`),
  );
  return noun === undefined ? Object.values(far) : [far[noun], far.file];
}

/** Words of the same form that stand nowhere. */
function blankFor(secret: string): string {
  if (secret === canaries.phone) return '19000008882';
  return secret.replaceAll(/\p{Script=Han}/gu, '霝');
}

/** How much an answer holds: its items or its number, or its status where it is none. */
function hits(body: string): string {
  const answer = JSON.parse(body) as { items?: unknown[]; count?: unknown; code?: string; exact?: unknown };
  if (answer.code) return answer.code;
  if (Array.isArray(answer)) return String(answer.length);
  return `${answer.items?.length ?? ''} ${JSON.stringify(answer.count ?? '')}`;
}
