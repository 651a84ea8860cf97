import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../contract/api.ts';
import type { Route } from '../../contract/route.ts';
import { toRef } from '../../contract/shapes.ts';
import { isSealedStorage, publishedFrom, sealedStorageOf } from '../../domain/case/sealed.ts';
import { caseTypes } from '../../domain/processes/registry.ts';
import { sealedKitType } from '../../domain/test/kit-type.ts';
import { type Asker, askedOf, type ReadRequest, requestOf } from './app.ts';
import { type Ground, makeGround } from './fuzz/ground.ts';
import type { SignedIn } from './people.ts';
import { world } from './world.ts';

/** A sealed case in the community where everybody of the ground has their reach: whoever is not on its list learns nothing of it. */
const secret = { words: '雪鹀不许叫醒', phone: '19000004477', title: '雪鹀' };
let ground: Ground;
let keeper: SignedIn;
let outsiders: ReadonlyMap<string, Asker | undefined>;

const reads = (Object.entries(routes) as [string, Route][]).filter(([, { media }]) => media !== 'text/event-stream');
const begin = (as?: Asker, more: object = {}) =>
  ground.app.send(
    'cases.raise',
    {
      type: 'sealed-kit',
      begin: 'ask',
      place: { areaId: world.unit },
      contact: { name: '', phone: secret.phone },
      fields: { words: secret.words },
      ...more,
    } as never,
    as,
  );
let addresses = 0;
/** Each from an address of its own: how often one may ask is no matter here. */
const get = (asked: string | ReadRequest, as: Asker | undefined) => {
  const request = typeof asked === 'string' ? { method: 'GET' as const, url: asked } : asked;
  addresses += 1;
  return ground.app.inject({ ...request, remoteAddress: `10.7.${addresses >> 8}.${addresses & 255}` }, as);
};
/** An answer without what differs from one time to the next. */
const said = (body: string): string =>
  body.replaceAll(/"(?:requestId|asOf|oldestUnsealedAt|at|seenAt|lastSeenAt)":"[^"]*"/g, '');

beforeAll(async () => {
  ground = await makeGround({ types: { ...caseTypes, 'sealed-kit': sealedKitType } });
  const { app } = ground;
  keeper = await app.signIn('mediator', { areaId: world.community });
  // Somebody on the list of another sealed case of the same community: the wall between the two is the list, not the storage.
  const neighbour = await app.makeStaff('neighbour');
  await app.hold(neighbour, 'community-secretary', { areaId: world.community });
  const other = await begin(keeper, { contact: null, fields: { words: '另一件' } });
  await app.send('cases.act', { ref: other.answer.ref, action: 'let-in', input: { userId: neighbour } }, keeper);
  await app.queue.runAll();
  const kinds = ground.kinds.filter((kind) => kind !== 'mediator');
  outsiders = new Map<string, Asker | undefined>([
    ...kinds.map((kind) => [kind, ground.askerOf(kind)] as const),
    ['neighbour', await app.signInUser(neighbour)],
  ]);
}, 240_000);
afterAll(() => ground.close());

/** Every read without an address, as everybody outside sees it. */
async function lookAround(): Promise<ReadonlyMap<string, string>> {
  const seen = new Map<string, string>();
  for (const [key, route] of reads) {
    if (Object.keys(route.params?.shape ?? {}).length > 0) continue;
    const fields = Object.keys(askedOf(route));
    const asked: Record<string, unknown> = { month: '2026-03', reason: 'service' };
    if (fields.includes('q')) asked['q'] = secret.title;
    if (fields.includes('phone')) asked['phone'] = secret.phone;
    if (fields.includes('tab')) asked['tab'] = 'all';
    const known = Object.fromEntries(Object.entries(asked).filter(([name]) => fields.includes(name)));
    for (const [kind, as] of outsiders) {
      const { statusCode, body } = await get(requestOf(key, { query: known }), as);
      // What was looked at is itself written down, and a file says when it was made.
      const isMoving = key.includes('/audit') || route.media !== undefined;
      seen.set(`${kind} ${key}`, `${statusCode} ${isMoving ? '' : said(body)}`);
      for (const one of [secret.words, secret.title, '1000000000'])
        if (body.includes(one) && !JSON.stringify(known).includes(one)) seen.set(`${kind} ${key}`, `tells ${one}`);
    }
  }
  return seen;
}

describe('a sealed case', () => {
  it('changes nothing of what anybody outside its list reads, counts, finds, exports or audits', async () => {
    const { app } = ground;
    const before = await lookAround();
    const made = await begin(keeper);
    expect([made.status, isSealedStorage(Number(made.answer.ref.split('-')[0]))]).toEqual([200, true]);
    expect(made.answer.number).toMatch(/^11-\d{6}-5000\d-\d$/);
    await app.send('cases.act', { ref: made.answer.ref, action: 'take', input: {} }, keeper);
    await app.send('cases.act', { ref: made.answer.ref, action: 'note', input: { words: secret.words } }, keeper);
    await app.queue.runAll();
    const after = await lookAround();
    const changed = [...after].filter(([key, answer]) => before.get(key) !== answer);
    expect(changed.map(([key, answer]) => [key, answer.slice(0, 300), before.get(key)?.slice(0, 300)])).toEqual([]);
  }, 400_000);

  it('has the same "no" by its address as one that is not there, for every role and every read', async () => {
    const { ref } = (await begin(keeper)).answer;
    const nowhere = toRef(sealedStorageOf(world.community), randomUUID());
    const wrong: string[] = [];
    for (const [key, route] of reads) {
      const names = Object.keys(route.params?.shape ?? {});
      if (!names.includes('ref')) continue;
      const query = askedOf(route)['reason'] ? { reason: 'handling', party: randomUUID() } : {};
      const paramsOf = (one: string) => Object.fromEntries(names.map((name) => [name, name === 'ref' ? one : '1']));
      for (const [kind, as] of outsiders) {
        const there = await get(requestOf(key, { params: paramsOf(ref), query }), as);
        const none = await get(requestOf(key, { params: paramsOf(nowhere), query }), as);
        if (there.statusCode !== none.statusCode || said(there.body) !== said(none.body))
          wrong.push(`${key} ${kind}: ${there.statusCode} against ${none.statusCode}`);
      }
    }
    for (const [kind, as] of outsiders)
      for (const [name, input] of [
        ['cases.act', { ref, action: 'note', input: { words: 'x' } }],
        ['cases.follow', { ref, contact: { name: '', phone: '19000001234' } }],
      ] as const) {
        const { problem } = await ground.app.send(name, input as never, as);
        // Nobody acts for another in following; both answers are given before anything is looked for.
        const isTold = kind === 'helper' && name === 'cases.follow';
        const isStranger = as === undefined && name === 'cases.act';
        const expected = isTold ? 'mandates.no-helper' : isStranger ? 'access.sign-in' : 'request.not-found';
        if (problem?.code !== expected) wrong.push(`${name} ${kind}: ${problem?.code}`);
      }
    expect(wrong).toEqual([]);
  }, 400_000);

  it('gives no row to somebody on the list of another case of its storage, whatever the application’s role is asked', async () => {
    const { app } = ground;
    const storage = sealedStorageOf(world.community);
    const idOf = (ref: string) => ref.split('-').slice(1).join('-');
    const first = idOf((await begin(keeper, { trackToken: 'AAAAAAAAAAAAAAAAAAAAAC' })).answer.ref);
    const second = (await begin(keeper)).answer.ref;
    const friend = await app.makeStaff('friend of one');
    await app.hold(friend, 'checker', { areaId: world.otherCommunity });
    await app.send('cases.act', { ref: second, action: 'let-in', input: { userId: friend } }, keeper);
    const tables = ['case_clocks', 'case_entries', 'case_entry_values', 'case_measures', 'case_parties'];
    const seenBy = (userId?: string) =>
      app.database.read(
        { communities: [storage], organisations: [], ...(userId === undefined ? {} : { userId }) },
        async (db) => {
          const seen = new Set<string>();
          for (const [table, column] of [['cases', 'id'], ...tables.map((one) => [one, 'case_id'])])
            for (const { id } of (
              await sql<{
                id: string;
              }>`select distinct ${sql.ref(column as string)} as id from ${sql.table(table as string)} where community_id = ${storage}`.execute(
                db,
              )
            ).rows)
              seen.add(id);
          return seen;
        },
      );
    expect([...(await seenBy(friend))]).toEqual([idOf(second)]);
    expect([...(await seenBy(randomUUID()))]).toEqual([]);
    const all = await seenBy();
    expect([all.has(first), all.has(idOf(second))]).toEqual([true, true]);
    const wiped = await app.database.write({ communities: [storage], organisations: [], userId: friend }, (db) =>
      sql`update cases set title = 'x' where id = ${first}`.execute(db),
    );
    expect(wiped.numAffectedRows).toBe(0n);
  });

  it('leaves no gap in the numbers of the others', async () => {
    const raise = async () => {
      const input = { type: 'event', begin: 'report', place: { areaId: world.unit }, fields: { words: '路灯不亮' } };
      const { number } = (await ground.app.send('cases.raise', input as never, keeper)).answer;
      return Number(number.split('-')[2]);
    };
    const first = await raise();
    await begin(keeper);
    expect(await raise()).toBe(first + 1);
  });
});

describe('those on the list', () => {
  it('see it, have it as theirs, let others in who are told its number alone, and leave only if somebody stays', async () => {
    const { app } = ground;
    const { ref, number } = (await begin(keeper)).answer;
    const mine = await app.get('POST /cases', { query: { tab: 'mine', limit: 200 } }, keeper);
    expect(mine.answer.items.map((one) => one.ref)).toContain(ref);
    expect((await app.get('POST /cases/counts', {}, keeper)).answer.tabs['mine']).toBeGreaterThan(0);
    const friend = await app.makeStaff('friend');
    await app.hold(friend, 'checker', { areaId: world.otherCommunity });
    expect((await app.send('cases.act', { ref, action: 'let-in', input: { userId: friend } }, keeper)).status).toBe(
      200,
    );
    await app.queue.runAll();
    const asFriend = await app.signInUser(friend);
    const shown = await app.get('GET /cases/:ref', { params: { ref } }, asFriend);
    expect(shown.answer.members.filter((one) => one.until === null).map((one) => one.userId)).toContain(friend);
    const notices = await app.get('GET /notices', {}, asFriend);
    expect(notices.answer.items[0]?.text.zh).toBe(`您在事项 ${number} 的名单上，请查看`);
    expect((await app.send('cases.act', { ref, action: 'leave', input: {} }, asFriend)).status).toBe(200);
    expect((await app.get('GET /cases/:ref', { params: { ref } }, await app.signInUser(friend))).status).toBe(404);
    expect(
      (await app.send('cases.act', { ref, action: 'let-in', input: { userId: randomUUID() } }, keeper)).problem?.code,
    ).toBe('case.no-such-staff');
  });

  it('see its files, which lie with it', async () => {
    const { app } = ground;
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
    const payload = Buffer.from(png, 'base64');
    const { ref } = (await begin(keeper)).answer;
    const sealed = `/api/files/${sealedStorageOf(world.community)}-${randomUUID()}?name=a.png`;
    const sent = await app.inject(
      { method: 'PUT', url: sealed, payload, headers: { 'content-type': 'image/png' } },
      keeper,
    );
    expect(sent.statusCode, sent.body).toBe(200);
    const fileId = (sent.json() as { ref: string }).ref.split('-').slice(1).join('-');
    const noted = await app.send(
      'cases.act',
      { ref, action: 'note', input: { words: '照片', photos: [fileId] } },
      keeper,
    );
    expect(noted.problem).toBeUndefined();
    const address = `/api/files/${sealedStorageOf(world.community)}-${fileId}`;
    expect((await get(address, keeper)).statusCode).toBe(200);
    for (const [kind, as] of outsiders) expect([kind, (await get(address, as)).statusCode]).not.toContain(200);
  });

  it('are its intake of the day again when nobody else is left', async () => {
    const { app } = ground;
    const { ref } = (await begin(keeper)).answer;
    const all = (await app.get('GET /cases/:ref', { params: { ref } }, keeper)).answer.members.map((one) => one.userId);
    await app.database.pool.query('update users set is_active = false where id = any ($1)', [all]);
    const successor = await app.signIn('mediator', { areaId: world.community });
    expect((await app.get('GET /cases/:ref', { params: { ref } }, successor)).status).toBe(404);
    await app.queue.runJob('cases.hand-back');
    const asSuccessor = await app.signInUser(successor.userId);
    const { entries } = (await app.get('GET /cases/:ref', { params: { ref } }, asSuccessor)).answer;
    expect(entries.at(-1)).toMatchObject({ action: 'hand-back', byKind: 'system' });
    keeper = asSuccessor;
  });

  it('the person it is about follows it by their link', async () => {
    const { app } = ground;
    const token = randomUUID().replaceAll('-', '').slice(0, 22);
    await begin(undefined, { trackToken: token });
    const seen = await app.get('GET /track', {}, { userId: '', headers: { 'x-linli-link': token } });
    expect(seen.answer.plain.zh).toBe('等待接单');
  });
});

it('enters published totals from ten of a month that is over', async () => {
  const { app } = ground;
  const totals = async () => {
    await app.queue.runJob('metrics.count-sealed');
    const desk = await app.signIn('street-desk');
    return (await app.get('GET /metrics/sealed-totals', {}, desk)).answer.items;
  };
  for (let n = 0; n < publishedFrom; n += 1) await begin(keeper, { contact: null });
  await begin(keeper, { contact: null, place: { areaId: world.otherBuilding } });
  expect(await totals()).toEqual([]);
  app.clock.set('2026-04-01T02:00:00.000Z');
  const items = await totals();
  expect(items.map(({ areaId, type, month }) => [areaId, type, month])).toEqual([
    [world.community, 'sealed-kit', '2026-03'],
  ]);
  expect(items[0]?.n).toBeGreaterThanOrEqual(publishedFrom);
});
