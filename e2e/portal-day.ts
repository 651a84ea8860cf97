import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { loadCategorySeeds } from '../server/features/catalogue/seed-load.ts';
import { type TestApp, testApp } from '../server/test/app.ts';
import type { SignedIn } from '../server/test/people.ts';
import { world } from '../server/test/world.ts';
import { picture } from './desk-day.ts';

/** A Monday, half past ten in the morning in Shanghai, an ordinary working day of a published year. */
export const monday = '2026-11-23T02:30:00.000Z';
const friday = '2026-11-20T00:40:00.000Z';
const minuteMs = 60_000;

/** The number that the grid's worker publishes, of a prefix nobody holds. */
export const workerPhone = '194-0000-0101';

export interface PortalDay {
  readonly app: TestApp;
  readonly address: string;
  readonly desk: SignedIn;
  readonly handler: SignedIn;
  readonly checker: SignedIn;
  /** The ref of a matter by its number, as the desk sees it. */
  refOf(number: string): Promise<string>;
  act(as: SignedIn, ref: string, action: string, input?: Record<string, unknown>): Promise<void>;
  /** Takes a matter as far as a step of the way of an event: every step is a declared action. */
  take(ref: string, to: 'handling' | 'checking' | 'callback'): Promise<void>;
  /** Raises a matter as a resident would; gives the secret of its link. */
  raise(words: string, phone?: string): Promise<{ token: string; ref: string; number: string }>;
  close(): Promise<void>;
}

const square = (lon: number, lat: number, reach: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon - reach, lat - reach],
      [lon + reach, lat - reach],
      [lon + reach, lat + reach],
      [lon - reach, lat + reach],
      [lon - reach, lat - reach],
    ],
  ],
});

/** Gives the small world what residents see of a real one: categories, outlines, published numbers. */
async function furnish(app: TestApp): Promise<void> {
  const client = new pg.Client({ connectionString: app.ownerUrl });
  await client.connect();
  try {
    await loadCategorySeeds(client, friday);
    for (const [id, phone, short] of [
      [world.property, '021-5555 0123', '春申物业'],
      [world.committee, '021-5555 0789', '春申居委会'],
    ])
      await client.query('update organisations set phone = $2, short_name = $3 where id = $1', [id, phone, short]);
    for (const [id, lon, lat, reach] of [
      [world.community, 121.481, 31.231, 0.003],
      [world.grid, 121.4801, 31.2301, 0.001],
      [world.building, 121.4801, 31.2301, 0.0003],
    ] as const)
      await client.query('update area_versions set polygon = $2 where area_id = $1', [
        id,
        JSON.stringify(square(lon, lat, reach)),
      ]);
    await client.query('update tree_versions set version = version + 1');
    const worker = await app.makeStaff('李建国');
    await client.query(
      `insert into responsibilities (community_id, id, area_id, user_id, duty, is_lead, published_phone, valid_from)
       values ($1, $2, $3, $4, '网格员', true, $5, '2024-01-01')`,
      [world.community, randomUUID(), world.grid, worker, workerPhone],
    );
  } finally {
    await client.end();
  }
}

/** Sends a photo of the repair; gives the id it is attached by. */
async function sendPhoto(app: TestApp, as: SignedIn): Promise<string> {
  const id = randomUUID();
  const answer = await app.inject(
    {
      method: 'PUT',
      url: `/api/files/${world.community}-${id}?name=after.jpg`,
      headers: { 'content-type': 'image/jpeg' },
      payload: await picture('#dfe8ee', '#cfc6b4', '#1c7a4a'),
    },
    as,
  );
  if (answer.statusCode >= 300) throw new Error(`photo: ${answer.statusCode} ${answer.body}`);
  return id;
}

function steps(app: TestApp, staff: Pick<PortalDay, 'desk' | 'handler' | 'checker'>) {
  const { desk, handler, checker } = staff;
  const act: PortalDay['act'] = async (as, ref, action, input = {}) => {
    app.clock.advance(minuteMs);
    const done = await app.send('cases.act', { ref, action, input }, as);
    if (done.problem) throw new Error(`${action}: ${done.problem.code}`);
  };
  const take: PortalDay['take'] = async (ref, to) => {
    await act(desk, ref, 'accept');
    await act(desk, ref, 'dispatch', { leadOrganisationId: world.property });
    await act(handler, ref, 'sign');
    await act(handler, ref, 'contact', { result: 'reached', words: '已通话' }).catch(() => undefined);
    if (to === 'handling') return;
    const photos = [await sendPhoto(app, handler)];
    const reply = '今天上午换好了新的灯管，请您看看。';
    await act(handler, ref, 'done', { outcome: 'solved', words: '已更换', reply, photos });
    if (to === 'callback') await act(checker, ref, 'pass', { words: '到场看过' });
  };
  const raise: PortalDay['raise'] = async (words, phone) => {
    const token = randomBytes(16).toString('base64url');
    const { answer } = await app.send('cases.raise', {
      type: 'event',
      begin: 'report',
      categoryId: 402,
      place: { areaId: world.unit, words: '3 楼' },
      contact: phone ? { name: '王桂兰', phone } : null,
      fields: { words },
      trackToken: token,
    });
    return { token, ref: answer.ref, number: answer.number };
  };
  return { act, take, raise };
}

/** A community whose residents use the portal: the whole application with the web beside it, the desk's staff at hand. */
export async function startPortalDay(webDir: string): Promise<PortalDay> {
  const app = await testApp({ now: monday, webDir });
  await furnish(app);
  const staff = {
    desk: await app.signIn('street-desk'),
    handler: await app.signIn('handler'),
    checker: await app.signIn('checker'),
  };
  const address = await app.http.listen({ host: '127.0.0.1', port: 0 });
  return {
    app,
    address,
    ...staff,
    ...steps(app, staff),
    async refOf(number) {
      const { answer } = await app.get('POST /cases', { query: { tab: 'all', q: number } }, staff.desk);
      const found = answer.items.find((item) => item.number === number);
      if (!found) throw new Error(`The desk sees no ${number}`);
      return found.ref;
    },
    close: () => app.close(),
  };
}
