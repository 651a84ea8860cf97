import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commands, routes } from '../../../contract/api.ts';
import type { Command, Route } from '../../../contract/route.ts';
import { parseRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { requestOf, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { statementsDuring } from '../../test/plans.ts';
import { world } from '../../test/world.ts';

type App = Awaited<ReturnType<typeof testApp>>;
let app: App;
let desk: SignedIn;
let unit: SignedIn;

beforeAll(async () => {
  app = await testApp();
  desk = await app.signIn('street-desk');
  unit = await app.signIn('handler');
});
afterAll(() => app.close());

const newToken = () => Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url');
const holder = (token: string) => ({ userId: 'outside', headers: { 'x-linli-link': token } });
const act = (as: Parameters<App['send']>[2], ref: string, action: string, input: Record<string, unknown> = {}) =>
  app.send('cases.act', { ref, action, input }, as);

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
async function upload(): Promise<string> {
  const id = randomUUID();
  const answer = await app.inject({
    method: 'PUT',
    url: `/api/files/${world.community}-${id}?name=a.png`,
    headers: { 'content-type': 'image/png' },
    payload: pixel,
  });
  expect(answer.statusCode, answer.body).toBe(200);
  return id;
}

async function toHandling(photos: readonly string[] = []): Promise<string> {
  const made = await app.send('cases.raise', {
    type: 'event',
    begin: 'report',
    place: { areaId: world.unit, words: '三楼半平台' },
    contact: { name: '王桂兰', phone: '19911120001' },
    fields: { words: '水管漏水，王桂兰家天花板湿了', photos },
    trackToken: newToken(),
  } as never);
  const { ref } = made.answer;
  await act(desk, ref, 'accept');
  await act(desk, ref, 'dispatch', { leadOrganisationId: world.property });
  await act(unit, ref, 'sign');
  await act(unit, ref, 'contact', { result: 'reached' });
  return ref;
}

async function handOut(ref: string, input: Record<string, unknown> = {}) {
  const token = newToken();
  const made = await app.send(
    'outside-links.make',
    { ref, name: '李师傅', firm: '安居维修', words: '三楼半平台水管漏水，请带三通', token, ...input } as never,
    unit,
  );
  return { made, token };
}

it('shows one matter and what was chosen of it, and takes what is said as an entry to check', async () => {
  const [chosen, kept] = [await upload(), await upload()];
  const ref = await toHandling([chosen, kept]);
  const { made, token } = await handOut(ref, { fileIds: [chosen] });
  expect(made.answer.expiresAt).toBe('2026-03-11T02:00:00.000Z');
  const as = holder(token);
  const seen = (await app.get('GET /outside', {}, as)).answer;
  expect(seen).toMatchObject({
    words: '三楼半平台水管漏水，请带三通',
    placeWords: expect.stringContaining('三楼半平台'),
  });
  expect(seen.contact).toBeNull();
  expect(JSON.stringify(seen)).not.toContain('王桂兰');
  expect(JSON.stringify(seen)).not.toContain('1991112');
  const fileOf = (id: string, asker = as) =>
    app
      .inject({ method: 'GET', url: `/api/files/${world.community}-${id}` }, asker)
      .then(({ statusCode }) => statusCode);
  expect([await fileOf(chosen), await fileOf(kept)]).toEqual([200, 404]);

  expect((await app.send('outside-links.report', { result: 'coming' }, as)).problem?.code).toBe('outside.day-needed');
  expect((await app.send('outside-links.report', { result: 'coming', on: '2026-03-05' }, as)).status).toBe(200);
  const own = await upload();
  const done = await app.send('outside-links.report', { result: 'done', words: '换好了', fileIds: [own] }, as);
  expect(done.status).toBe(200);
  expect(await fileOf(own)).toBe(200);
  const matter = (await app.get('GET /cases/:ref', { params: { ref } }, unit)).answer;
  expect(matter.stage).toBe('handling');
  expect(matter.entries.at(-1)).toMatchObject({
    action: 'outside-report',
    byName: '李师傅（安居维修）',
    words: '换好了',
  });
  const { items } = (await app.get('GET /cases/:ref/outside-links', { params: { ref } }, unit)).answer;
  expect(items[0]).toMatchObject({
    state: 'open',
    comingOn: '2026-03-05',
    doneAt: expect.any(String),
    seenAt: expect.any(String),
  });
  await app.queue.runAll();
  const told = (await app.get('GET /notices', {}, unit)).answer.items.map(({ text }) => text.zh);
  expect(told.some((one) => one.includes('外部人员有反馈'))).toBe(true);

  // Another link of the same matter sees none of what this one said or sent.
  const second = await handOut(ref, { name: '赵师傅', firm: '' });
  expect((await app.get('GET /outside', {}, holder(second.token))).answer.reports).toEqual([]);
  expect(await fileOf(own, holder(second.token))).toBe(404);
});

it('gives name and phone only where ticked, and each look is audited', async () => {
  const ref = await toHandling();
  const { token } = await handOut(ref, { sharesContact: true });
  const seen = (await app.get('GET /outside', {}, holder(token))).answer;
  expect(seen.contact).toEqual({ name: '王桂兰', phone: '19911120001' });
  const { rows } = await app.database.pool.query(
    `select actor ->> 'kind' as kind, action from audit_rows where row_id = $1 and action like 'outside-links.%' order by at, action`,
    [parseRef(ref).id],
  );
  expect(rows).toContainEqual({ kind: 'staff', action: 'outside-links.make-with-contact' });
  expect(rows).toContainEqual({ kind: 'outside', action: 'outside-links.contact' });
});

it('ends: over, taken back, closed, wrong — each in the same words; it lasts longer where somebody says so', async () => {
  const ref = await toHandling();
  const other = await toHandling();
  const over = await handOut(ref, { days: 1 });
  const back = await handOut(ref);
  const longer = await handOut(other, { days: 1 });
  await app.send('outside-links.extend', { ref: other, id: longer.made.answer.id, days: 10 }, unit);
  // Nobody looks after a link by another matter's name.
  expect((await app.send('outside-links.revoke', { ref: other, id: back.made.answer.id }, unit)).problem?.code).toBe(
    'request.not-found',
  );
  expect((await app.send('outside-links.revoke', { ref, id: back.made.answer.id }, unit)).status).toBe(200);
  app.clock.advance(25 * 3_600_000);
  const codes = [];
  for (const token of [over.token, back.token, newToken()]) {
    codes.push((await app.get('GET /outside', {}, holder(token))).problem?.code);
    codes.push((await app.send('outside-links.report', { result: 'done' }, holder(token))).problem?.code);
  }
  expect(new Set(codes)).toEqual(new Set(['outside.link-over']));
  expect((await app.get('GET /outside', {}, holder(longer.token))).status).toBe(200);
  unit = await app.signInUser(unit.userId);
  desk = await app.signInUser(desk.userId);
  expect((await app.send('outside-links.extend', { ref, id: over.made.answer.id, days: 3 }, unit)).problem?.code).toBe(
    'outside.ended',
  );
});

it('lets the holder of a link into nothing else', async () => {
  const ref = await toHandling();
  const far = await toHandling();
  const { token } = await handOut(ref);
  const as = holder(token);
  const leaks: string[] = [];
  for (const [key, route] of Object.entries(routes) as [string, Route][]) {
    if (key === 'GET /outside' || key.startsWith('GET /files')) continue;
    const request = requestOf(key, { params: { ref: far, id: parseRef(far).id, community: 11, year: 2026 } as never });
    const isStream = key === 'GET /live';
    const answer = await app.inject({ ...request, ...(isStream ? { payloadAsStream: true } : {}) }, as);
    if (isStream) answer.stream().destroy();
    if (!('open' in route.access) && answer.statusCode !== 403) leaks.push(`${key} ${answer.statusCode}`);
    if (!isStream && /王桂兰|19911120001|水管漏水/.test(answer.body)) leaks.push(`${key} tells`);
  }
  const closed = (Object.entries(commands) as [string, Command][]).filter(([, { access }]) => !('open' in access));
  for (let at = 0; at < closed.length; at += 50) {
    const intentions = closed.slice(at, at + 50).map(([command]) => ({ id: randomUUID(), command, input: {} }));
    const answer = await app.inject({ method: 'POST', url: '/api/intentions', payload: { intentions } }, as);
    const { results } = answer.json<{ results: { state: string; problem?: { code: string } }[] }>();
    for (const [nth, one] of results.entries())
      if (one.problem?.code !== 'access.forbidden') leaks.push(`${intentions[nth]?.command} ${one.problem?.code}`);
  }
  expect(leaks).toEqual([]);
});

it('tells the person who asked on which day somebody comes, until it is done, over or taken back', async () => {
  const ref = await toHandling();
  const [sooner, later] = [2, 3].map((days) => businessDay(Date.parse(app.clock.now()) + days * 86_400_000)) as [
    string,
    string,
  ];
  const asker = await app.signInResident('19911120001');
  const onTrack = async () => (await app.get('GET /my/cases/:ref', { params: { ref } }, asker)).answer.comingOn;
  const [first, second] = [await handOut(ref), await handOut(ref, { name: '赵师傅', firm: '' })];
  const says = (token: string, on: string) => app.send('outside-links.report', { result: 'coming', on }, holder(token));
  expect(await onTrack()).toBeUndefined();
  await says(first.token, later);
  await says(second.token, sooner);
  expect(await onTrack()).toBe(sooner);
  await app.send('outside-links.revoke', { ref, id: second.made.answer.id }, unit);
  expect(await onTrack()).toBe(later);
  const { number } = (await app.get('GET /my/cases/:ref', { params: { ref } }, asker)).answer;
  const lookUp = () => app.get('POST /track/lookup', { query: { number, last4: '0001' } });
  expect((await lookUp()).answer).not.toHaveProperty('comingOn');
  // Who holds a number and four digits is not told the day: it is not even read.
  const readsDays = (sent: readonly string[]) => sent.some((one) => one.includes('outside_links'));
  expect(readsDays(await statementsDuring(lookUp))).toBe(false);
  expect(readsDays(await statementsDuring(onTrack))).toBe(true);
  await app.send('outside-links.report', { result: 'done', words: '换好了' }, holder(first.token));
  expect(await onTrack()).toBeUndefined();
  // It comes back to the same hands, who name another day.
  await says(first.token, later);
  expect(await onTrack()).toBe(later);
  const { items } = (await app.get('GET /cases/:ref/outside-links', { params: { ref } }, unit)).answer;
  expect(items.find(({ id }) => id === first.made.answer.id)).toMatchObject({ comingOn: later, doneAt: null });
});
