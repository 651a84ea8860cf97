import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { routes } from '../../contract/api.ts';
import type { Route } from '../../contract/route.ts';
import { type Asker, askedOf, type ReadRequest, requestOf } from './app.ts';
import { type Ground, makeGround } from './fuzz/ground.ts';
import { pdfText } from './pdf-text.ts';
import type { SignedIn } from './people.ts';
import { world } from './world.ts';
import { zipTexts } from './zip-texts.ts';

/** Who reported harm: a resident by the name and phone they gave, and a member of staff by the name of their account. */
const told = { name: '鸲小禾', phone: '19000005511' };
const staffName = '鸲大江';
let ground: Ground;
let receiver: SignedIn;
let askers: ReadonlyMap<string, Asker | undefined>;
let refs: readonly string[];
let parties: readonly string[];
let addresses = 0;

const reads = (Object.entries(routes) as [string, Route][]).filter(([, { media }]) => media !== 'text/event-stream');

beforeAll(async () => {
  ground = await makeGround();
  const { app } = ground;
  receiver = await app.signIn('protection-worker');
  const worker = await app.makeStaff(staffName);
  await app.hold(worker, 'grid-worker');
  const resident = await app.signInResident(told.phone);
  const report = (as: Asker, more: object) =>
    app.send(
      'cases.raise',
      {
        ...{ type: 'protection', begin: 'report', place: { areaId: world.unit } },
        fields: { kind: 'violence', words: '听到打骂声', harmed: [{ name: '吴某' }] },
        ...more,
      } as never,
      as,
    );
  const byResident = await report(resident, { contact: { name: told.name, isMine: true, phone: '' } });
  const byStaff = await report(await app.signInUser(worker), { contact: { name: told.name, phone: told.phone } });
  refs = [byResident.answer.ref, byStaff.answer.ref];
  const helper = await app.signIn('checker', { areaId: world.community });
  for (const ref of refs) {
    const act = (action: string, input: object) =>
      app
        .send('cases.act', { ref, action, input } as never, receiver)
        .then(({ problem }) => expect(problem).toBeUndefined());
    await act('let-in', { userId: helper.userId });
    await act('report-on', {
      ...{ office: 'police', toldTo: '派出所 110', words: '已出警' },
      toldAt: new Date(Date.parse(app.clock.now())).toISOString(),
    });
  }
  await app.queue.runAll();
  await app.queue.runJob('cases.lateness');
  parties = await Promise.all(
    refs.map(async (ref) => {
      const shown = await app.get('GET /cases/:ref', { params: { ref } }, receiver);
      return shown.answer.parties.find(({ role }) => role === null)?.id ?? randomUUID();
    }),
  );
  // Of the ground, whoever receives reports was on the list from the first word.
  const kinds = ground.kinds.filter((kind) => kind !== 'protection-worker');
  askers = new Map<string, Asker | undefined>([
    ...kinds.map((kind) => [kind, ground.askerOf(kind)] as const),
    ['helper let in', await app.signInUser(helper.userId)],
    ['harmed by phone', await app.signInResident('19000005512')],
  ]);
}, 240_000);
afterAll(() => ground.close());

/** All words of an answer, out of papers and tables, too. */
function wordsOf(type: string, body: string, raw: Buffer): string {
  if (type.includes('pdf')) return pdfText(raw).join('');
  if (type.includes('officedocument') || type.includes('zip')) return [...zipTexts(raw).values()].join('');
  return body;
}

/** Every way to send a read that could lead to the reporter: by each report, by search, by phone, and as it stands. */
function requestsOf(key: string, route: Route): readonly ReadRequest[] {
  const names = Object.keys(route.params?.shape ?? {});
  const fields = Object.keys(askedOf(route));
  const known = (party: string): Record<string, unknown> => ({
    ...{ month: '2026-03', reason: 'handling', tab: 'all', party, q: '听到', print: 'report', areaId: world.unit },
    ...{ from: '2026-03-01', to: '2026-03-31', limit: 200 },
  });
  const asked = (party: string) =>
    Object.fromEntries(Object.entries(known(party)).filter(([name]) => fields.includes(name)));
  if (names.length === 0) return [requestOf(key, { query: asked(parties[0] as string) })];
  if (!names.includes('ref')) return [];
  return refs.map((ref, at) =>
    requestOf(key, {
      params: Object.fromEntries(names.map((name) => [name, name === 'ref' ? ref : '1'])),
      query: asked(parties[at] as string),
    }),
  );
}

async function answerOf(request: ReadRequest, as: Asker | undefined) {
  addresses += 1;
  const remoteAddress = `10.9.${addresses >> 8}.${addresses & 255}`;
  const { statusCode, headers, body, rawPayload } = await ground.app.inject({ ...request, remoteAddress }, as);
  return { statusCode, words: wordsOf(String(headers['content-type'] ?? ''), body, rawPayload) };
}

it('who reported harm is in no answer of any read to anybody but the receiver: no page, list, paper, table, notice or audit', async () => {
  const hits: string[] = [];
  let answered = 0;
  for (const [key, route] of reads)
    for (const request of requestsOf(key, route))
      for (const [kind, as] of askers) {
        const { statusCode, words } = await answerOf(request, as);
        if (statusCode === 200) answered += 1;
        for (const secret of [told.name, told.phone, '鸲*'])
          if (words.includes(secret)) hits.push(`${key} as ${kind}: ${secret}`);
        // The account of the member of staff is known to colleagues; beside the report it is not.
        if (words.includes(staffName) && refs.some((ref) => words.includes(ref) || request.url.includes(ref)))
          hits.push(`${key} as ${kind}: ${staffName}`);
      }
  expect(hits).toEqual([]);
  expect(answered).toBeGreaterThan(askers.size * 10);
}, 600_000);

it('is found by nobody through the phone it was told with; the receiver alone reads name and phone, and that look is written down', async () => {
  for (const [key, route] of reads) {
    if (!('phone' in askedOf(route)) || Object.keys(route.params?.shape ?? {}).length > 0) continue;
    for (const [kind, as] of askers) {
      const { words } = await answerOf(requestOf(key, { query: { phone: told.phone, reason: 'handling' } }), as);
      for (const ref of refs) expect(words.includes(ref), `${key} as ${kind}`).toBe(false);
    }
  }
  const [ref, party] = [refs[1] as string, parties[1] as string];
  const reveal = { params: { ref }, query: { party, reason: 'handling' } } as const;
  expect((await ground.app.get('GET /cases/:ref/contact', reveal, receiver)).answer.name).toBe(told.name);
}, 300_000);
