import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { type MandateCover, mandateCovers } from '../../../domain/access/mandates.ts';
import type { RoleCode } from '../../../domain/access/roles.ts';
import { composeCitizenId, unassignedDivisionCode } from '../../../domain/identifiers/citizen-id.ts';
import { loadCategorySeeds } from '../../features/catalogue/seed-load.ts';
import { type Asker, type TestApp, type TestAppOptions, testApp } from '../app.ts';
import type { Reach, StaffRole } from '../world.ts';
import { usualReach, world } from '../world.ts';

/** `helper` acts for whoever raised the matter of the ground, by a mandate that covers all a mandate can. */
export type Kind = RoleCode | 'anonymous' | 'link' | 'key' | 'helper';

/** What stands in the community that nobody of the ground may see: its words must never be in an answer. */
export const canaries = {
  name: '鸩羽禁',
  idNumber: composeCitizenId(unassignedDivisionCode, '1957-08-09', 31),
  phone: '19000007731',
  room: '7731禁',
  words: '鸩羽堂前的金丝雀不许叫',
  fileName: '鸩羽照片.png',
} as const;

/** Values that are known to the platform, own and foreign: an input made of them gets further than one of chance alone. */
export interface Known {
  readonly refs: readonly string[];
  readonly ids: readonly string[];
  readonly areas: readonly number[];
  readonly words: readonly string[];
  /** Address of each foreign row, by what it is. */
  readonly far: Readonly<Record<'case' | 'person' | 'house' | 'household' | 'file', string>>;
}

export interface Ground {
  readonly app: TestApp;
  readonly known: Known;
  /** Rows within everybody's reach, and the secret of the link of its matter. */
  readonly own: Known['far'];
  readonly token: string;
  readonly kinds: readonly Kind[];
  /** As whom somebody of that kind asks now. */
  askerOf(kind: Kind): Asker | undefined;
  /** Signs everybody in anew: commands that were tried may have ended their sessions. */
  renew(): Promise<void>;
  /** What stands in the tables, so that a change shows: how many rows, and the newest transaction that wrote one. */
  rows(): Promise<string>;
  close(): Promise<void>;
}

/** All within the first street: the canaries are in the other one. */
const reachOf = (role: StaffRole): Reach =>
  'areaId' in usualReach[role] && usualReach[role].areaId === world.district
    ? { areaId: world.street }
    : usualReach[role];

/** Counters and the time of a last visit, which a refusal may move. */
const restless = ['sessions', 'throttles', 'api_keys', 'api_key_windows', 'phone_codes', 'verifications'];

const jpegless = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A small world with matters and people inside and outside everybody's reach, and one asker of each kind. */
export async function makeGround(options: TestAppOptions = {}): Promise<Ground> {
  const app = await testApp(options);
  const owner = new pg.Client({ connectionString: app.ownerUrl });
  await owner.connect();
  await loadCategorySeeds(owner, '2026-01-05T00:00:00.000Z');
  const { known, own, token } = await furnish(app);
  const mandate = await giveMandate(app);
  const askers = new Map<Kind, Asker | undefined>();
  const renew = async (): Promise<void> => {
    for (const role of Object.keys(usualReach) as StaffRole[]) askers.set(role, await app.signIn(role, reachOf(role)));
    askers.set('resident', await app.signInResident('19400000001'));
    askers.set('anonymous', undefined);
    askers.set('link', { userId: '', headers: { 'x-linli-link': token } });
    askers.set('key', await keyOf(app));
    askers.set('helper', await helperOf(app, mandate));
  };
  await renew();
  const tables = await owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
  );
  const counted = tables.rows.map(({ name }) => name).filter((name) => !restless.includes(name));
  const counting = counted
    .map((name) => `select '${name}' as t, count(*) as n, max(xmin::text::bigint) as x from ${name}`)
    .join(' union all ');
  return {
    app,
    known,
    own,
    token,
    kinds: [...askers.keys()],
    askerOf: (kind) => askers.get(kind),
    renew,
    async rows() {
      const { rows } = await owner.query<{ t: string; n: string; x: string | null }>(counting);
      return rows.map(({ t, n, x }) => `${t} ${n} ${x}`).join('\n');
    },
    async close() {
      await owner.end();
      await app.close();
    },
  };
}

async function keyOf(app: TestApp): Promise<Asker> {
  const key = `linli_${randomBytes(32).toString('base64url')}`;
  const input = {
    name: 'half',
    reach: { areaId: world.street },
    scopes: ['cases.read', 'metrics.read'] as const,
    perMinute: 6000,
    key,
  };
  const everything = await app.makeStaff('key-maker');
  await app.hold(everything, 'system-admin', { areaId: world.street });
  await app.hold(everything, 'street-desk');
  const made = await app.send('api-keys.make', input as never, await app.signInUser(everything));
  if (made.problem) throw new Error(`key: ${made.problem.code}`);
  await app.confirmKey(made.answer.id);
  return { userId: '', headers: { authorization: `Bearer ${key}` } };
}

/** Whoever raised the matter within everybody's reach, and the one who helps them. */
const elderPhone = '19000000011';
const helperPhone = '19400000002';

async function giveMandate(app: TestApp): Promise<string> {
  const elder = await app.signInResident(elderPhone);
  const input = {
    name: '沈月如',
    helper: { name: '李芳', phone: helperPhone },
    relation: 'family' as const,
    covers: Object.keys(mandateCovers) as MandateCover[],
    endsOn: '2026-12-31',
  };
  const given = await app.send('mandates.give', input, elder);
  if (given.problem) throw new Error(`mandate: ${given.problem.code}`);
  return given.answer.id;
}

/** The helper signed in anew; a mandate that a try has ended holds again. */
async function helperOf(app: TestApp, mandate: string): Promise<Asker> {
  await app.database.pool.query('update mandates set ended_at = null, ended_by = null where id = $1', [mandate]);
  const helper = await app.signInResident(helperPhone);
  return { userId: helper.userId, headers: { ...helper.headers, 'x-linli-mandate': mandate } };
}

type Who = Readonly<Record<keyof typeof canaries, string>>;

/** One matter, one person, one home and one file in a community. */
async function furnishOne(app: TestApp, place: { community: number; building: number }, who: Who) {
  const keeper = await app.signIn('community-secretary', { areaId: place.community });
  const house = (await app.send('houses.register', { buildingId: place.building, room: who.room }, keeper)).answer.ref;
  const person = (
    await app.send(
      'people.register',
      {
        communityId: place.community,
        name: who.name,
        idNumber: who.idNumber,
        phones: [who.phone],
        home: { houseRef: house },
        tags: ['alone', 'disabled'],
      },
      keeper,
    )
  ).answer.ref;
  const household = (
    await app.send('households.form', { houseRef: house, headRef: person, memberRefs: [person] }, keeper)
  ).answer.ref;
  const photo = randomUUID();
  const sent = await app.inject(
    {
      method: 'PUT',
      url: `/api/files/${place.community}-${photo}?name=${encodeURIComponent(who.fileName)}`,
      payload: jpegless,
      headers: { 'content-type': 'image/png' },
    },
    keeper,
  );
  if (sent.statusCode !== 200) throw new Error(`file: ${sent.body}`);
  const token = randomBytes(16).toString('base64url');
  const matter = await app.send(
    'cases.raise',
    {
      type: 'event',
      begin: 'report',
      place: { areaId: place.building, words: who.room },
      contact: { name: who.name, phone: who.phone },
      fields: { words: who.words, photos: [photo] },
      trackToken: token,
    } as never,
    keeper,
  );
  const file = `${place.community}-${photo}`;
  return { rows: { case: matter.answer.ref, person, house, household, file }, token };
}

async function furnish(app: TestApp): Promise<{ known: Known; own: Known['far']; token: string }> {
  const { rows: own, token } = await furnishOne(
    app,
    { community: world.community, building: world.building },
    {
      name: '沈月如',
      idNumber: composeCitizenId(unassignedDivisionCode, '1966-03-02', 12),
      phone: elderPhone,
      room: '101',
      words: '楼道灯坏了两天，老人晚上看不见台阶。',
      fileName: 'own.png',
    },
  );
  const { rows: far } = await furnishOne(app, { community: world.farCommunity, building: world.farBuilding }, canaries);
  const users = await app.database.pool.query<{ id: string }>('select id from users limit 3');
  const categories = await app.database.pool.query<{ code: string; id: string }>(
    'select code, id from categories order by code limit 4',
  );
  const known: Known = {
    refs: [...Object.values(own), ...Object.values(far), `11-${randomUUID()}`, `99-${randomUUID()}`],
    far,
    ids: [
      world.station,
      world.property,
      ...users.rows.map(({ id }) => id),
      ...categories.rows.map(({ id }) => id),
      far.file.slice(3),
      own.case.slice(3),
    ],
    areas: Object.values(world).flatMap((value) => (typeof value === 'number' ? [value] : [])),
    words: [
      ...categories.rows.map(({ code }) => code),
      ...['accept', 'dispatch', 'decline', 'withdraw', 'merge', 'note', 'event', 'report', 'alone', 'disabled'],
      ...['2026-03', '沈月', '101', canaries.name, canaries.phone, canaries.idNumber, canaries.words.slice(0, 4)],
    ],
  };
  return { known, own, token };
}
