import { afterAll, beforeAll, expect, it } from 'vitest';
import { routes } from '../../contract/api.ts';
import type { Route } from '../../contract/route.ts';
import { type Asker, askedOf, type ReadRequest, requestOf } from './app.ts';
import { type Ground, makeGround } from './fuzz/ground.ts';
import { pdfText } from './pdf-text.ts';
import type { SignedIn } from './people.ts';
import { world } from './world.ts';
import { zipTexts } from './zip-texts.ts';

/** Residents of the owners' own estate: one asked, one was named by a step, one spoke in a matter of common parts, one in a sealed one. */
const secrets = {
  asker: '鸩某甲',
  askerPhone: '19000006611',
  named: '鸨某乙',
  namedPhone: '19000006612',
  words: '鹈鹕电梯里的原话',
  sealedWords: '鸬鹚家里的事',
  living: '沈月如',
  livingPhone: '19000000011',
} as const;
/** What others may read of somebody: the first character, too, is one of a rare bird alone. */
const masked = ['鸩*', '鸨*', '鸩**', '鸨**', '190****6611', '190****6612', '沈**'];
/** Of the estate beside it. */
const besides = { project: '隔壁小区的信报箱', room: '8821鹮' } as const;

let ground: Ground;
let secretary: SignedIn;
let colleague: SignedIn;
let unit: SignedIn;
let owners: SignedIn;
let joint: string;
let project: string;
let event: string;
let parties: readonly string[];

const reads = (Object.entries(routes) as [string, Route][]).filter(([, { media }]) => media !== 'text/event-stream');
const contact = { name: secrets.asker, phone: secrets.askerPhone };

const raise = async (type: string, begin: string, fields: object, more: object = {}, as = secretary) => {
  ground.app.clock.advance(1000);
  const made = await ground.app.send(
    'cases.raise',
    { type, begin, place: { areaId: world.building }, fields, ...more } as never,
    as,
  );
  expect(made.problem).toBeUndefined();
  return made.answer.ref;
};
const act = async (as: SignedIn, ref: string, action: string, input: object) =>
  ground.app.send('cases.act', { ref, action, input } as never, as);
const must = async (as: SignedIn, ref: string, action: string, input: object) =>
  expect((await act(as, ref, action, input)).problem, action).toBeUndefined();
const page = async <K extends 'GET /estates/matters' | 'GET /estates/money' | 'GET /estates/roster'>(
  key: K,
  as: SignedIn = owners,
) => (await ground.app.get(key, { query: {} as never }, as)).answer;

beforeAll(async () => {
  ground = await makeGround();
  const { app } = ground;
  secretary = await app.signIn('community-secretary');
  colleague = await app.signIn('community-secretary');
  unit = await app.signIn('handler');
  owners = await app.signIn('owners-body', { areaId: world.grid });
  const lift = (
    await app.database.pool.query(
      "select id from categories where code = 'lift' or rule ->> 'isCommon' = 'true' order by code = 'lift' desc limit 1",
    )
  ).rows[0].id;
  event = await raise('event', 'report', { words: secrets.words }, { contact, categoryId: lift });
  await must(secretary, event, 'accept', { categoryId: lift });
  await must(secretary, event, 'dispatch', { leadOrganisationId: world.property });
  const topic = { topic: '电梯维修资金', meetingOn: '2026-03-03', decision: '由业委会答复', dueOn: '2026-04-30' };
  const asked = { ...topic, leadOrganisationId: world.property, answerers: [owners.userId] };
  joint = await raise('joint-matter', 'record', asked, { contact });
  await raise('joint-matter', 'record', { ...topic, leadOrganisationId: world.property, topic: secrets.words });
  const plan = { aim: '换', resolution: '业主大会', files: [] };
  project = await raise('project', 'propose', { ...plan, name: '一号楼电梯大修' }, { contact });
  const money = { budget: 5_000_000, sources: '维修资金', dueOn: '2026-06-30', publicWords: '已立项。' };
  await must(colleague, project, 'approve', { ...money, keepers: [owners.userId] });
  const far = await raise(
    'project',
    'propose',
    { ...plan, name: besides.project },
    { place: { areaId: world.secondBuilding } },
  );
  await must(colleague, far, 'approve', { ...money, keepers: [secretary.userId] });
  await app.send('houses.register', { buildingId: world.secondBuilding, room: besides.room }, secretary);
  await raise(
    'assistance',
    'ask',
    { kind: 'work', words: secrets.sealedWords, consent: true },
    { contact: { name: secrets.asker, isMine: true, phone: '' } },
    (await app.signInResident(secrets.askerPhone)) as never,
  );
  owners = await app.signInUser(owners.userId);
  const shown = await Promise.all(
    [joint, project].map((ref) => app.get('GET /cases/:ref', { params: { ref } }, secretary)),
  );
  parties = shown.flatMap(({ answer }) => answer.parties.map(({ id }) => id));
  expect(parties.length).toBe(2);
}, 240_000);
afterAll(() => ground.close());

function wordsOf(type: string, body: string, raw: Buffer): string {
  if (type.includes('pdf')) return pdfText(raw).join('');
  if (type.includes('officedocument') || type.includes('zip')) return [...zipTexts(raw).values()].join('');
  return body;
}

/** Every way to send a read that could lead to somebody: by each row known, by search, and as it stands. */
function requestsOf(key: string, route: Route): readonly ReadRequest[] {
  const names = Object.keys(route.params?.shape ?? {});
  const fields = Object.keys(askedOf(route));
  const asked = (party: string, q?: string) => {
    const known: Record<string, unknown> = {
      ...{ month: '2026-03', reason: 'handling', tab: 'all', party, print: 'sheet', areaId: world.grid, limit: 200 },
      ...{ from: '2026-03-01', to: '2026-03-31', area: world.grid, phone: secrets.askerPhone, contacts: 'masked' },
      ...(q === undefined ? {} : { q }),
    };
    return Object.fromEntries(Object.entries(known).filter(([name]) => fields.includes(name)));
  };
  const refs = [joint, project, event, ...Object.values(ground.own)];
  if (names.length === 0)
    return [undefined, '鸩某', '沈月'].map((q) => requestOf(key, { query: asked(parties[0] as string, q) }));
  const ids = [...Object.values(world).filter((one) => typeof one === 'number'), ...parties, world.property].map(
    String,
  );
  return names.includes('ref')
    ? refs.flatMap((ref) =>
        parties.map((party) =>
          requestOf(key, {
            params: Object.fromEntries(names.map((name) => [name, name === 'ref' ? ref : party])),
            query: asked(party),
          }),
        ),
      )
    : ids.map((id) =>
        requestOf(key, { params: Object.fromEntries(names.map((name) => [name, id])), query: asked(id) }),
      );
}

let addresses = 0;
async function answerOf(request: ReadRequest, as: Asker) {
  addresses += 1;
  const remoteAddress = `10.8.${addresses >> 8}.${addresses & 255}`;
  const { statusCode, headers, body, rawPayload } = await ground.app.inject({ ...request, remoteAddress }, as);
  return { statusCode, words: wordsOf(String(headers['content-type'] ?? ''), body, rawPayload) };
}

it('tells an owners’ body of no resident, no sealed matter and no other estate, by whatever read', async () => {
  const hits: string[] = [];
  let answered = 0;
  for (const [key, route] of reads)
    for (const request of requestsOf(key, route)) {
      const { statusCode, words } = await answerOf(request, owners);
      if (statusCode === 200) answered += 1;
      const open = 'open' in route.access ? [] : Object.values(besides);
      for (const secret of [...Object.values(secrets), ...masked, ...open])
        if (words.includes(secret) && !request.url.includes(encodeURIComponent(secret))) hits.push(`${key}: ${secret}`);
    }
  expect([...new Set(hits)]).toEqual([]);
  expect(answered).toBeGreaterThan(40);
}, 600_000);

it('shows of its estate what was given to the property firm, money, and the roster without a name', async () => {
  const matters = (await page('GET /estates/matters')).items;
  expect(matters.map(({ typeTitle, place, lead, isListed }) => [typeTitle.zh, place, lead, isListed])).toEqual([
    ['联席会事项', '1幢', '春申物业服务中心', false],
    ['联席会事项', '1幢', '春申物业服务中心', true],
    [expect.any(String), '1幢', '春申物业服务中心', false],
  ]);
  expect(matters[2]?.category?.zh).toBeTruthy();
  const money = (await page('GET /estates/money')).items;
  expect(money.map(({ name, capFen, isListed }) => [name, capFen, isListed])).toEqual([
    ['一号楼电梯大修', 5_000_000, true],
  ]);
  const roster = await page('GET /estates/roster');
  expect(roster.items.map(({ building, owners: n }) => [building, n])).toEqual([['1幢', 0]]);
  expect(roster.totals).toEqual({ homes: 1, areaHundredths: 0, owners: 0, withoutOwner: 1, withoutArea: 1 });
  const beside = await ground.app.signIn('owners-body', { areaId: world.secondGrid });
  expect((await page('GET /estates/matters', beside)).items).toEqual([]);
  expect((await page('GET /estates/money', beside)).items.map(({ name }) => name)).toEqual([besides.project]);
  expect((await page('GET /estates/roster', beside)).items.map(({ door }) => door)).toEqual([besides.room]);
});

it('is asked in a joint matter, answers it, and then waits for others; it leads a project, and stands on no other list', async () => {
  const { app } = ground;
  const mine = async () =>
    (await app.get('POST /cases', { query: { tab: 'mine' } }, owners)).answer.items.map(({ ref }) => ref).sort();
  expect(await mine()).toEqual([project]);
  await must(unit, joint, 'sign', {});
  expect(await mine()).toEqual([joint, project].sort());
  await must(owners, joint, 'answer', { words: '业主大会定于四月十日召开，先公示大修方案。' });
  expect(await mine()).toEqual([project]);
  const { answer } = await app.get('GET /cases/:ref', { params: { ref: joint } }, owners);
  expect(answer.parties).toEqual([]);
  expect((await act(owners, joint, 'answer', { words: '再说一次' })).problem).toBeDefined();
  // Whoever works on it reads the answer.
  const seen = await app.get('GET /cases/:ref', { params: { ref: joint } }, unit);
  expect(JSON.stringify(seen.answer.entries)).toContain('业主大会定于四月十日召开');
  await must(owners, project, 'milestone', { publicWords: '旧轿厢已拆。' });
  const risk = {
    ...{ post: '报账员', area: 'money', risk: '票据不全', level: 'low', measures: '两人经手' },
    ...{ responsible: [owners.userId], dueOn: '2026-04-30' },
  };
  const listed = await app.send(
    'cases.raise',
    { type: 'integrity-risk', begin: 'list', place: { areaId: world.community }, fields: risk } as never,
    secretary,
  );
  expect(listed.problem?.code).toBe('case.not-their-process');
});
