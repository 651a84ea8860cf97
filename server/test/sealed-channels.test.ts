import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../contract/api.ts';
import type { Route } from '../../contract/route.ts';
import { toRef } from '../../contract/shapes.ts';
import { happenings } from '../../domain/case/happenings.ts';
import { sealedStorageOf } from '../../domain/case/sealed.ts';
import { caseTypes } from '../../domain/processes/registry.ts';
import { sealedKitType } from '../../domain/test/kit-type.ts';
import { changeChannel } from '../kit/db/live-feed.ts';
import { type Asker, askedOf, type ReadRequest, requestOf } from './app.ts';
import { type Ground, makeGround } from './fuzz/ground.ts';
import type { SignedIn } from './people.ts';
import { world } from './world.ts';

/** What goes round the case itself: places, filters, pushes, other platforms. Nobody outside its list is told by any of it that there is one. */
const secret = { words: '雪鹀不许叫醒', phone: '19000004477' };
let ground: Ground;
let keeper: SignedIn;
/** Hears what open screens are told. */
let listener: pg.Client | undefined;
let outsiders: ReadonlyMap<string, Asker | undefined>;

const begin = () =>
  ground.app.send(
    'cases.raise',
    {
      type: 'sealed-kit',
      begin: 'ask',
      place: { areaId: world.unit, point: [121.4701, 31.2305] },
      contact: { name: '', phone: secret.phone },
      fields: { words: secret.words },
    } as never,
    keeper,
  );

/** A sealed case, worked on, with all that follows from it done. */
async function workedOn(): Promise<{ ref: string; number: string }> {
  const { app } = ground;
  const made = await begin();
  expect(made.problem).toBeUndefined();
  const { ref, number } = made.answer;
  for (const [action, input] of [
    ['take', {}],
    ['note', { words: secret.words }],
  ] as const)
    expect((await app.send('cases.act', { ref, action, input } as never, keeper)).problem).toBeUndefined();
  await app.queue.runAll();
  return { ref, number };
}

let addresses = 0;
const get = (asked: string | ReadRequest, as: Asker | undefined) => {
  const request = typeof asked === 'string' ? { method: 'GET' as const, url: asked } : asked;
  addresses += 1;
  return ground.app.inject({ ...request, remoteAddress: `10.8.${addresses >> 8}.${addresses & 255}` }, as);
};
const said = (body: string): string =>
  body.replaceAll(/"(?:requestId|asOf|oldestUnsealedAt|at|seenAt|lastSeenAt)":"[^"]*"/g, '');

beforeAll(async () => {
  ground = await makeGround({ types: { ...caseTypes, 'sealed-kit': sealedKitType } });
  keeper = await ground.app.signIn('mediator', { areaId: world.community });
  outsiders = new Map(
    ground.kinds.filter((kind) => kind !== 'mediator').map((kind) => [kind, ground.askerOf(kind)] as const),
  );
}, 240_000);
afterAll(async () => {
  await listener?.end();
  await ground.close();
});

describe('a sealed case tells nobody that it is there', () => {
  const places: Readonly<Record<string, unknown>> = {
    area: world.community,
    areaId: world.community,
    community: world.community,
    under: world.community,
    parent: world.community,
    building: world.building,
    id: world.community,
    lon: 121.4701,
    lat: 31.2305,
    tab: 'all',
    month: '2026-03',
    from: '2026-03-01',
    to: '2026-03-31',
    reason: 'service',
    words: secret.words,
  };
  const reads = (Object.entries(routes) as [string, Route][]).filter(([key, { media, params }]) => {
    const names = Object.keys(params?.shape ?? {});
    return media === undefined && !key.includes('/audit') && names.every((name) => name === 'id');
  });
  const byPlace = reads.filter(([, route]) =>
    Object.keys({ ...route.params?.shape, ...askedOf(route) }).some((name) => name in places),
  );

  /** One of each kind of reach; sealed.test.ts asks as every role. */
  const walkers = [
    ...(['street-desk', 'community-secretary', 'grid-worker', 'handler', 'system-admin'] as const),
    ...(['resident', 'helper', 'key', 'anonymous'] as const),
  ];
  const lookAround = async (): Promise<ReadonlyMap<string, string>> => {
    const seen = new Map<string, string>();
    for (const [key, route] of byPlace) {
      const fields = Object.keys(askedOf(route)).filter((name) => name in places);
      const own = Object.fromEntries(
        Object.keys(route.params?.shape ?? {}).map((name) => [name, String(places[name])]),
      );
      const known = Object.fromEntries(fields.map((name) => [name, places[name]]));
      for (const kind of walkers) {
        const { statusCode, body } = await get(requestOf(key, { params: own, query: known }), outsiders.get(kind));
        seen.set(`${kind} ${key}`, `${statusCode} ${said(body)}`);
      }
    }
    return seen;
  };

  it('by asking around its place, on lists, maps, counts, figures and offers of the same', async () => {
    expect(byPlace.length).toBeGreaterThan(40);
    expect(walkers.every((kind) => outsiders.has(kind))).toBe(true);
    const before = await lookAround();
    await workedOn();
    const changed = [...(await lookAround())].filter(([key, answer]) => before.get(key) !== answer);
    expect(changed.map(([key, answer]) => [key, answer.slice(0, 300), before.get(key)?.slice(0, 300)])).toEqual([]);
  }, 400_000);

  it('by naming it where a list of matters, a number or another matter is asked for', async () => {
    const { app } = ground;
    const { ref, number } = await workedOn();
    const nowhere = toRef(sealedStorageOf(world.community), randomUUID());
    const noNumber = number.replace(/-5000\d-\d$/, '-50099-0');
    const wrong: string[] = [];
    for (const [kind, as] of outsiders) {
      for (const [key, one, other] of [
        ['GET /cases/offers', { refs: ref }, { refs: nowhere }],
        ['POST /cases', { q: number, tab: 'all' }, { q: noNumber, tab: 'all' }],
        ['POST /search', { q: number }, { q: noNumber }],
        ['POST /track/lookup', { number, last4: '0000' }, { number: noNumber, last4: '0000' }],
        ['POST /papers/check', { number, code: 'AAAAAA' }, { number: noNumber, code: 'AAAAAA' }],
      ] as const) {
        const there = await get(requestOf(key, { query: one }), as);
        const none = await get(requestOf(key, { query: other }), as);
        if (there.statusCode !== none.statusCode || said(there.body) !== said(none.body).replaceAll(nowhere, ref))
          wrong.push(`${key} ${kind}: ${there.statusCode} against ${none.statusCode}`);
      }
      for (const into of ['into', 'with', 'of'])
        for (const action of ['merge', 'note', 'link']) {
          const tell = async (to: string) =>
            (
              await app.send(
                'cases.act',
                { ref: ground.own.case, action, input: { [into]: to, words: 'x' } } as never,
                kind === 'anonymous' ? undefined : as,
              )
            ).problem?.code;
          const there = await tell(ref);
          if (there !== (await tell(nowhere))) wrong.push(`${action} ${into} ${kind}: ${there}`);
        }
    }
    expect(wrong).toEqual([]);
  }, 400_000);

  it('by a push: no open screen and no receiver of messages hears of it', async () => {
    const { app } = ground;
    listener = new pg.Client({ connectionString: app.ownerUrl });
    await listener.connect();
    const heard: string[] = [];
    listener.on('notification', ({ payload }) => heard.push(payload ?? ''));
    await listener.query(`listen ${changeChannel}`);
    await app.database.pool.query(
      `insert into webhooks (id, name, url, secret_sealed, kinds, area_id, state, made_by, made_at)
       select $1, 'all', 'https://receiver.invalid/hook', $2, $5, $3, 'on', $4, now()`,
      [
        randomUUID(),
        app.vault.seal('webhook-secret', `whsec_${randomBytes(32).toString('base64')}`),
        world.district,
        keeper.userId,
        Object.keys(happenings),
      ],
    );
    const told = async () => {
      await listener?.query('select 1');
      const { rows } = await app.database.pool.query('select payload from webhook_deliveries');
      return [heard.filter((payload) => /^(?:1\d{12}|11)(?: |$)/.test(payload)), rows] as const;
    };
    await workedOn();
    expect(await told()).toEqual([[], []]);
    // Of an ordinary matter both hear.
    const ordinary = { type: 'event', begin: 'report', place: { areaId: world.unit }, fields: { words: '路灯不亮' } };
    expect((await app.send('cases.raise', ordinary as never, keeper)).problem).toBeUndefined();
    await app.queue.runAll();
    expect((await told()).map((list) => list.length > 0)).toEqual([true, true]);
  });

  it('by the public list of other platforms', async () => {
    const urls = ['/open311/v2/requests.json', '/open311/v2/requests.xml', '/open311/v2/services.json'];
    const look = async () => Promise.all(urls.map(async (url) => said((await get(url, undefined)).body)));
    const before = await look();
    const { number } = await workedOn();
    expect(await look()).toEqual(before);
    const one = async (of: string) => (await get(`/open311/v2/requests/${of}.json`, undefined)).statusCode;
    expect(await one(number)).toBe(await one(number.replace(/-5000\d-\d$/, '-50099-0')));
  });
});
