import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { seedCalendar } from '../server/features/calendar/calendar.seed.ts';
import { loadCategorySeeds } from '../server/features/catalogue/seed-load.ts';
import { hashPassword } from '../server/features/identity/password-hash.ts';
import { insertStaff } from '../server/features/identity/users.commands.ts';
import { noRows } from '../server/kit/db/client.ts';
import { uuidv7 } from '../server/kit/ids.ts';
import { type TestApp, testApp } from '../server/test/app.ts';
import type { SignedIn } from '../server/test/people.ts';
import { type Reach, type StaffRole, usualReach, world } from '../server/test/world.ts';

/** A Monday, half past ten in the morning in Shanghai, an ordinary working day of a published year. */
export const monday = '2026-11-23T02:30:00.000Z';
const minuteMs = 60_000;

/** Everybody's password; nobody but made-up people lies behind it. */
export const password = 'Spring-Door-2026';

export interface Person {
  readonly userName: string;
  readonly name: string;
  readonly userId: string;
  /** For what the test does past the screens. */
  readonly as: SignedIn;
}

interface Raise {
  readonly words: string;
  readonly categoryId: number;
  readonly phone?: string;
  readonly urgency?: 'normal' | 'urgent';
}

export interface FieldDay {
  readonly app: TestApp;
  readonly address: string;
  readonly worker: Person;
  readonly handler: Person;
  readonly colleague: Person;
  readonly checker: Person;
  /** Must change the password before anything else. */
  readonly newcomer: Person;
  act(as: Person, ref: string, action: string, input?: Record<string, unknown>): Promise<void>;
  raise(given: Raise): Promise<string>;
  /** Raised, accepted and sent to the property company: it waits to be signed for. */
  dispatched(given: Raise): Promise<string>;
  /** Rows of a query on the test's own database. */
  rows<T>(sql: string, values?: readonly unknown[]): Promise<readonly T[]>;
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

async function furnish(app: TestApp): Promise<void> {
  const client = new pg.Client({ connectionString: app.ownerUrl });
  await client.connect();
  try {
    await loadCategorySeeds(client, monday);
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
    for (const category of [100, 400])
      await client.query(
        `insert into duties (id, category_id, area_id, lead_organisation_id, helper_organisation_ids, basis, updated_at)
         values ($1, $2, $3, $4, '{}', '物业服务合同第 12 条', $5)`,
        [randomUUID(), category, world.community, world.property, monday],
      );
  } finally {
    await client.end();
  }
}

/** Makes staff who sign in with a name and a password, as people do. */
async function staffOf(app: TestApp) {
  const passwordHash = await hashPassword(password);
  const make = async (
    userName: string,
    name: string,
    posts: readonly [StaffRole, Reach?][],
    mustChangePassword = false,
  ) => {
    const userId = uuidv7();
    const at = app.clock.now();
    await app.database.write(noRows, (db) =>
      insertStaff(db, { id: userId, userName, name, passwordHash, mustChangePassword, at }),
    );
    for (const [role, reach] of posts) await app.hold(userId, role, reach ?? usualReach[role]);
    return { userName, name, userId, as: await app.signInUser(userId) };
  };
  return {
    worker: await make('lijianguo', '李建国', [['grid-worker'], ['handler', { organisationId: world.committee }]]),
    handler: await make('zhouweidong', '周卫东', [['handler']]),
    colleague: await make('qianjin', '钱进', [['handler']]),
    checker: await make('wumin', '吴敏', [['checker']]),
    newcomer: await make('xinlai', '沈新来', [['grid-worker']], true),
  };
}

/** Homes of the building with who lives there, registered as the worker would. */
async function settle(app: TestApp, worker: Person): Promise<void> {
  for (const [floor, room, name, phone] of [
    [2, '201', '王桂兰', '19900001002'],
    [2, '202', '赵明', null],
    [1, '101', null, null],
  ] as const) {
    const home = await app.send(
      'houses.register',
      { buildingId: world.building, unitId: world.unit, floor, room, tenure: 'owner' },
      worker.as,
    );
    if (name === null) continue;
    await app.send(
      'people.register',
      { communityId: world.community, name, phones: phone ? [phone] : [], home: { houseRef: home.answer.ref } },
      worker.as,
    );
  }
}

/** A day in the field: a small community with its people, units and doors, and the web served beside it. */
export async function startFieldDay(webDir: string): Promise<FieldDay> {
  const app = await testApp({ now: monday, webDir });
  await furnish(app);
  await app.database.write(noRows, (db) => seedCalendar(db));
  const staff = await staffOf(app);
  const desk = await app.signIn('street-desk');
  await settle(app, staff.worker);
  const act = async (as: SignedIn, ref: string, action: string, input: Record<string, unknown> = {}) => {
    app.clock.advance(minuteMs);
    const done = await app.send('cases.act', { ref, action, input }, as);
    if (done.problem) throw new Error(`${action}: ${done.problem.code}`);
  };
  const raise = async ({ words, categoryId, phone, urgency = 'normal' }: Raise): Promise<string> => {
    app.clock.advance(minuteMs);
    const made = await app.send(
      'cases.raise',
      {
        type: 'event',
        begin: 'report',
        source: phone ? 'resident' : 'grid',
        categoryId,
        urgency,
        place: { areaId: world.unit, words: '2 楼' },
        contact: phone ? { name: '王桂兰', phone } : null,
        fields: { words },
        ...(phone ? { trackToken: randomBytes(16).toString('base64url') } : {}),
      },
      desk,
    );
    return made.answer.ref;
  };
  const dispatched = async (given: Raise): Promise<string> => {
    const ref = await raise(given);
    await act(desk, ref, 'accept');
    await act(desk, ref, 'dispatch', { leadOrganisationId: world.property });
    return ref;
  };
  const address = await app.http.listen({ host: '127.0.0.1', port: 0 });
  return {
    app,
    address,
    ...staff,
    raise,
    dispatched,
    act: (as, ref, action, input) => act(as.as, ref, action, input),
    async rows<T>(sql: string, values: readonly unknown[] = []): Promise<readonly T[]> {
      const client = new pg.Client({ connectionString: app.ownerUrl });
      await client.connect();
      try {
        return (await client.query(sql, [...values])).rows as T[];
      } finally {
        await client.end();
      }
    },
    close: () => app.close(),
  };
}
