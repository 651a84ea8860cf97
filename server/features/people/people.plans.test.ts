import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { runSql } from '../../test/database.ts';
import { scansDuring, statementsDuring } from '../../test/plans.ts';
import { fillDemo } from '../demo/fill.ts';

/** As many people as a small street has, so that reading a table from end to end would be a mistake of the query, not of the planner. */
const size = {
  firstStreetCode: '440103002',
  streets: 2,
  communities: 6,
  grids: 30,
  buildings: 330,
  homes: 7_400,
  people: 20_000,
  cases: 0,
};

let app: TestApp;
async function runRows<T extends object>(url: string, text: string): Promise<readonly T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

/** A grid worker, a secretary, the desk of a street, and somebody of the whole district. */
const askers: Record<string, Asker> = {};
const guarded = new Set([
  ...['people', 'people_phones', 'houses', 'households', 'residences', 'ownerships', 'tags', 'search_tokens'],
  ...['persons', 'changes'],
]);

/** A district has two hundred communities: these hold nobody, but stand in every list of a scope. */
const empty = 200;
const addEmptyCommunities = [
  `insert into areas (id, kind, community_id, created_at) select n, 'community', n, now() from generate_series(5001, ${5000 + empty}) n`,
  `insert into area_versions (area_id, valid_from, parent_id, name, code, made_at)
   select n, '2024-01-01', (select min(id) from areas where kind = 'street'), '空社区' || n, '4401030029' || (n - 5000), now() from generate_series(5001, ${5000 + empty}) n`,
  'update tree_versions set version = version + 1',
];

beforeAll(async () => {
  app = await testApp({ world: false });
  await fillDemo({
    ownerUrl: app.ownerUrl,
    vault: app.vault,
    store: app.store,
    size,
    now: app.clock.now(),
    log: app.log,
  });
  // Everybody has been corrected once, as in a register that is kept.
  await runSql(
    app.ownerUrl,
    `insert into changes (community_id, id, noun, row_id, cause, cause_id, kind, before, after, made_by, made_at)
     select community_id, gen_random_uuid(), 'people', id, 'correction', gen_random_uuid(), 'updated', '{}', '{}', '{}', now() from people`,
    'analyze changes',
    ...addEmptyCommunities,
  );
  const { rows } = await app.database.pool.query<{ kind: string; id: number }>(
    'select kind, min(id) as id from areas group by kind',
  );
  const idOf = (kind: string) => rows.find((row) => row.kind === kind)?.id as number;
  askers['grid-worker'] = await app.signIn('grid-worker', { areaId: idOf('grid') });
  askers['community-secretary'] = await app.signIn('community-secretary', { areaId: idOf('community') });
  askers['street-desk'] = await app.signIn('street-desk', { areaId: idOf('street') });
  askers['district'] = await app.signIn('street-desk', { areaId: idOf('district') });
}, 120_000);
afterAll(() => app.close());

const queries: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'everybody, by name': {},
  'aged 80 and over': { ageFrom: 80 },
  'part of a name': { q: '丽华' },
  'a surname': { q: '王' },
  'an id number': { q: '440099194305060028' },
  'a phone': { q: '14200000001' },
  'a service group': { tag: 'alone' },
};

/**
 * Servers before 17 count a list of communities as so many walks down an index, and read the small tables of this test from end to end instead; what
 * is answered is held there, too, but not how.
 */
const plansAreHeldFrom = 170_000;

async function guardedOnly(work: () => Promise<unknown>) {
  const scans = await scansDuring(app, work);
  const { rows } = await app.database.pool.query<{ version: string }>(
    "select current_setting('server_version_num') as version",
  );
  return Number(rows[0]?.version) < plansAreHeldFrom ? [] : scans.filter(({ table }) => guarded.has(table));
}

it('finds a table read from end to end, if there is one', async () => {
  // A column that no index holds: the rows' ids alone may come out of the key's own index once the table was vacuumed.
  const scans = await scansDuring(app, () =>
    app.database.read({ communities: [1], organisations: [] }, (db) =>
      db.selectFrom('searchTokens').where('tokens', 'is not', null).select('tokens').execute(),
    ),
  );
  expect(scans.map(({ table }) => table)).toContain('search_tokens');
});

it.each(Object.entries(queries))('%s: no table is read from end to end', async (_, query) => {
  for (const [kind, asker] of Object.entries(askers)) {
    const scans = await guardedOnly(async () => {
      const page = await app.get('POST /people', { query: { limit: 50, ...query } }, asker);
      expect(page.status, kind).toBe(200);
      const { next } = page.answer;
      if (next) await app.get('POST /people', { query: { limit: 50, ...query, cursor: next } }, asker);
      await app.get('POST /people/count', { query }, asker);
    });
    expect.soft(scans, kind).toEqual([]);
  }
});

it('gives the same people by name whether few fit and are sorted, or many do and the names are walked', async () => {
  // Ten thousand women are too many to sort, the oldest are few.
  const cases: readonly (readonly [Readonly<Record<string, unknown>>, string])[] = [
    [{ sex: 'female' }, "sex = 'female'"],
    [{ ageFrom: 95 }, `born_on <= date '${app.clock.now().slice(0, 10)}' - interval '95 years'`],
    [{}, 'true'],
  ];
  for (const [query, condition] of cases) {
    const found: string[] = [];
    for (let cursor: string | undefined, page = 0; page < 5 && (page === 0 || cursor); page += 1) {
      const { answer } = await app.get('POST /people', { query: { limit: 200, ...query, cursor } }, askers['district']);
      found.push(...answer.items.map(({ ref }) => ref));
      cursor = answer.next;
    }
    const inOrder = await runRows<{ ref: string }>(
      app.ownerUrl,
      `select community_id || '-' || id as ref from people where ended_on is null and ${condition} order by name collate "zh-x-icu", id limit 1000`,
    );
    expect(found, condition).toEqual(inOrder.map(({ ref }) => ref));
  }
});

it('one person, their home, its building and household: no table is read from end to end', async () => {
  for (const [kind, asker] of Object.entries(askers)) {
    const { items } = (await app.get('POST /people', { query: { kind: 'both' } }, asker)).answer;
    const [person] = items;
    const home = person?.home?.houseRef as string;
    const scans = await guardedOnly(async () => {
      const shown = (await app.get('GET /people/:ref', { params: { ref: person?.ref as string } }, asker)).answer;
      const house = (await app.get('GET /houses/:ref', { params: { ref: home } }, asker)).answer;
      await app.get('GET /buildings/:id/houses', { params: { id: house.buildingId } }, asker);
      const household = shown.residences[0]?.householdRef;
      if (household) await app.get('GET /households/:ref', { params: { ref: household } }, asker);
    });
    expect.soft(scans, kind).toEqual([]);
  }
});

it('homes as a list, by part of the address and by a door as people write it: no table is read from end to end', async () => {
  for (const [kind, asker] of Object.entries(askers)) {
    const first = (await app.get('POST /houses', { query: { limit: 50 } }, asker)).answer;
    const words = first.items[0]?.words as string;
    const scans = await guardedOnly(async () => {
      await app.get('POST /houses', { query: { limit: 50, cursor: first.next } }, asker);
      await app.get('POST /houses', { query: { q: words.slice(0, 4) } }, asker);
      expect((await app.get('POST /houses', { query: { q: words } }, asker)).answer.items.length).toBeGreaterThan(0);
      await app.get('POST /houses', { query: { q: '3-2-501' } }, asker);
    });
    expect.soft(scans, kind).toEqual([]);
  }
});

it('counts how many fit once for a filter within a scope, not for each page and each look', async () => {
  const counts = async (asker: Asker) =>
    (
      await statementsDuring(async () => {
        let cursor: string | undefined;
        for (let page = 0; page < 3; page += 1) {
          const { answer } = await app.get('POST /people', { query: { limit: 50, ageFrom: 61, cursor } }, asker);
          cursor = answer.next;
        }
      })
    ).filter((text) => text.startsWith('select count(*)')).length;
  expect(await counts(askers['district'] as Asker)).toBe(1);
  expect(await counts(askers['district'] as Asker)).toBe(0);
});
