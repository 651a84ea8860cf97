import { afterAll, beforeAll, expect, it } from 'vitest';
import { routes } from '../../contract/api.ts';
import type { Route } from '../../contract/route.ts';
import { type Asker, askedOf, type ReadRequest, requestOf } from './app.ts';
import { type Ground, makeGround } from './fuzz/ground.ts';
import { pdfText } from './pdf-text.ts';
import type { SignedIn } from './people.ts';
import { world } from './world.ts';
import { zipBytes } from './zip-texts.ts';

/** What a sealed case holds, none of which stands in a file that somebody off its list is given. */
const marks = { words: '雪鹀不许叫醒', applicant: '鹀栖梧', other: '鹀别枝', phone: '19000004477', terms: '鹀巢归还' };
const period = { from: '2026-03-01', to: '2026-03-31' };
let ground: Ground;
let keeper: SignedIn;
let sealed: { readonly ref: string; readonly number: string };
let secrets: readonly string[];
/** Everybody of the ground who is not its intake, and somebody with the intake's capability who came when it was there. */
let outsiders: ReadonlyMap<string, Asker | undefined>;

/** Every text of a file: of an archive each entry with its name, and those that lie in it in turn. */
function textsOf(file: Buffer): readonly string[] {
  if (file.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004')
    return [...zipBytes(file)].flatMap(([name, bytes]) => [name, ...textsOf(bytes)]);
  if (file.subarray(0, 5).toString('latin1') === '%PDF-') return pdfText(file);
  // A calendar breaks its lines within a word, a document between the runs of one.
  const text = file.toString('utf8').replaceAll(/\r?\n[ \t]/g, '');
  return [text, text.replaceAll(/<[^>]*>/g, '')];
}
const told = (file: Buffer): readonly string[] => {
  const texts = textsOf(file);
  return secrets.filter((secret) => texts.some((text) => text.includes(secret)));
};

let addresses = 0;
const get = (asked: string | ReadRequest, as: Asker | undefined) => {
  const request = typeof asked === 'string' ? { method: 'GET' as const, url: asked } : asked;
  addresses += 1;
  return ground.app.inject({ ...request, remoteAddress: `10.9.${addresses >> 8}.${addresses & 255}` }, as);
};

async function act(action: string, as: Asker, input: object): Promise<void> {
  const { problem } = await ground.app.send('cases.act', { ref: sealed.ref, action, input } as never, as);
  expect([action, problem?.code, problem?.fields]).toEqual([action, undefined, undefined]);
}

/** A quarrel that was mediated and filed, so that every list that could name it has reason to. */
beforeAll(async () => {
  ground = await makeGround();
  const { app } = ground;
  keeper = await app.signIn('mediator', { areaId: world.community });
  const made = await app.send('cases.raise', {
    type: 'mediation',
    begin: 'apply',
    place: { areaId: world.unit, words: marks.words, point: [121.4701, 31.2305] },
    fields: {
      kind: 'neighbours',
      words: marks.words,
      applicants: [{ name: marks.applicant, phone: marks.phone }],
      others: [{ name: marks.other }],
    },
  } as never);
  expect(made.problem).toBeUndefined();
  sealed = made.answer;
  const mediator = await app.makeStaff('mediator');
  await app.hold(mediator, 'mediator', { areaId: world.otherCommunity });
  await act('accept', keeper, { mediators: [mediator], allAgree: true, hasNoInterest: true });
  const terms = { terms: marks.terms, performBy: '2026-03-20' };
  await act('agree-by-word', await app.signInUser(mediator), terms);
  await act('performed', await app.signInUser(keeper.userId), { words: marks.words });
  await app.queue.runAll();
  keeper = await app.signInUser(keeper.userId);
  outsiders = new Map<string, Asker | undefined>([
    ...ground.kinds.filter((kind) => kind !== 'mediator').map((kind) => [kind, ground.askerOf(kind)] as const),
    ['later mediator', await app.signIn('mediator', { areaId: world.community })],
  ]);
  const { rows } = await app.database.pool.query('select title from cases where number = $1', [sealed.number]);
  secrets = [...new Set([...Object.values(marks), sealed.number, sealed.ref, ...rows.map(({ title }) => title)])];
}, 240_000);
afterAll(() => ground.close());

/** Files that are asked for without naming a row, each with what it wants to be told. */
const files = (Object.entries(routes) as [string, Route][]).filter(
  ([, { media, params }]) =>
    media !== undefined && /zip|officedocument|calendar/.test(media) && Object.keys(params?.shape ?? {}).length === 0,
);
const known: Readonly<Record<string, unknown>> = {
  ...period,
  area: world.community,
  areaId: world.community,
  under: world.community,
  month: '2026-03',
  on: '2026-03-31',
  words: 'yes',
  purpose: '三月的检查',
  reason: 'service',
};
/** What some name as others do and mean something else by. */
const own: Readonly<Record<string, object>> = {
  'GET /reports/draft': { kind: 'week' },
  'POST /audit/export': { from: undefined, to: undefined },
};
const fileOf = (key: string, route: Route): ReadRequest =>
  requestOf(key, {
    query: {
      ...Object.fromEntries(Object.entries(known).filter(([name]) => name in askedOf(route))),
      ...own[key],
    },
  });

it('stands in no spreadsheet, document or calendar of anybody off its list, however deep one looks', async () => {
  const given = new Set<string>();
  const wrong: string[] = [];
  for (const [key, route] of files)
    for (const [kind, as] of outsiders) {
      const { statusCode, rawPayload } = await get(fileOf(key, route), as);
      if (statusCode !== 200) continue;
      given.add(key);
      const found = told(rawPayload);
      if (found.length > 0) wrong.push(`${key} ${kind}: ${found}`);
    }
  expect(wrong).toEqual([]);
  // Each was opened by somebody: a refusal holds nothing in any case.
  expect(files.map(([key]) => key).filter((key) => !given.has(key))).toEqual([]);
}, 240_000);

it('stands in no package of records, nor in the papers and lists that lie in it', async () => {
  const { app } = ground;
  for (const role of ['street-desk', 'community-secretary'] as const) {
    const as = ground.askerOf(role) as Asker;
    const ask = { purpose: '三月的检查', area: world.community, ...period, closedOnly: false };
    const ordered = await app.send('packages.order', ask as never, as);
    expect(ordered.problem).toBeUndefined();
    const ofItsKind = await app.send('packages.order', { ...ask, type: 'mediation' } as never, as);
    expect(ofItsKind.problem?.code).toBe('packages.nothing');
    await app.queue.runAll();
    const { statusCode, rawPayload } = await get(`/api/packages/${ordered.answer.id}/file`, as);
    expect([role, statusCode, told(rawPayload)]).toEqual([role, 200, []]);
    expect(textsOf(rawPayload).length, 'more than the archive itself').toBeGreaterThan(20);
  }
}, 120_000);

it('stands where it is meant to for those on its list: by its number in their spreadsheet, by its words in its paper', async () => {
  const awards = requestOf('POST /mediations/awards', { query: { ...period, purpose: '三月以案定补' } });
  const sheet = await get(awards, keeper);
  expect([sheet.statusCode, told(sheet.rawPayload)]).toEqual([200, [sealed.number]]);
  const paper = requestOf('GET /cases/:ref/print.docx', {
    params: { ref: sealed.ref },
    query: { print: 'application' },
  });
  const document = await get(paper, keeper);
  expect([document.statusCode, told(document.rawPayload)]).toEqual([
    200,
    expect.arrayContaining([marks.words, marks.applicant, marks.other, sealed.number]),
  ]);
  for (const [kind, as] of outsiders) expect([kind, (await get(paper, as)).statusCode]).not.toContain(200);
});
