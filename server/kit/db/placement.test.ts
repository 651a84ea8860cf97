import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';

/** The rules a schema must keep so that it can be spread over machines by community_id from the first day. */
let database: TestDatabase;
let client: pg.Client;
const placementOf = new Map<string, string>();

beforeAll(async () => {
  database = await cloneDatabase();
  client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const { rows } = await client.query<{ name: string; comment: string | null }>(
    "select relname as name, obj_description(oid) as comment from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace",
  );
  for (const row of rows) placementOf.set(row.name, row.comment ?? '');
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const inCommunity = () =>
  [...placementOf].filter(([, placement]) => placement === 'placement: community').map(([name]) => name);
const texts = async (query: string, values: unknown[] = []): Promise<string[]> =>
  (await client.query<{ t: string }>(query, values)).rows.map((row) => row.t);

it('says of each table where its rows are stored', () => {
  const known = ['community', 'own-key', 'reference', 'local'].map((one) => `placement: ${one}`);
  expect([...placementOf].filter(([, placement]) => !known.includes(placement)).map(([name]) => name)).toEqual([]);
  expect(inCommunity().length).toBeGreaterThan(15);
});

describe('tables of a community', () => {
  it('carry community_id, never null', async () => {
    const have = await texts(
      "select table_name as t from information_schema.columns where table_schema = 'public' and column_name = 'community_id' and is_nullable = 'NO'",
    );
    expect(inCommunity().filter((name) => !have.includes(name))).toEqual([]);
  });

  it('have it in every key, unique index and exclusion', async () => {
    const without = await texts(
      `select i.indexrelid::regclass::text as t from pg_index i join pg_class c on c.oid = i.indrelid
       where (i.indisunique or i.indisexclusion) and c.relname = any ($1)
         and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'community_id' and a.attnum = any (i.indkey))`,
      [inCommunity()],
    );
    expect(without).toEqual([]);
  });

  it('refer to each other only with it, to reference tables freely, to local ones never; and nobody refers to them', async () => {
    const { rows } = await client.query<{
      name: string;
      source: string;
      target: string;
      keyed: boolean;
      setnull: boolean;
    }>(
      `select k.conname as name, k.conrelid::regclass::text as source, k.confrelid::regclass::text as target, k.confdeltype = 'n' as setnull,
         exists (select from pg_attribute a where a.attrelid = k.conrelid and a.attname = 'community_id' and a.attnum = any (k.conkey)) as keyed
       from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace`,
    );
    const own = new Set(inCommunity());
    const wrong = rows.filter((row) => {
      if (row.setnull) return true;
      if (own.has(row.source) && own.has(row.target)) return !row.keyed;
      if (own.has(row.target)) return true;
      return own.has(row.source) && placementOf.get(row.target) !== 'placement: reference';
    });
    expect(wrong.map((row) => row.name)).toEqual([]);
  });

  it('have no triggers, no identity columns, and a policy wherever a row says something of a person', async () => {
    expect(
      await texts(
        "select tgrelid::regclass::text as t from pg_trigger where not tgisinternal and tgrelid::regclass::text not like 'pgboss%'",
      ),
    ).toEqual([]);
    expect(
      await texts(
        "select table_name as t from information_schema.columns where table_schema = 'public' and is_identity = 'YES'",
      ),
    ).toEqual([]);
    const open = await texts(
      "select relname as t from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and not relrowsecurity",
    );
    // Nothing readable, or needed before a scope is known: hashes, counters, assignments (ids alone), notices (codes alone).
    const meant = ['search_tokens', 'case_assignments', 'case_counters', 'sync_counters', 'notices'];
    expect(inCommunity().filter((name) => open.includes(name) && !meant.includes(name))).toEqual([]);
  });
});

it('gives the application’s role no table of its own and no way past the policies', async () => {
  expect(await texts("select relname as t from pg_class where relowner = 'linli_app'::regrole")).toEqual([]);
  expect(
    await texts("select rolname as t from pg_roles where rolname = 'linli_app' and (rolsuper or rolbypassrls)"),
  ).toEqual([]);
});

it('indexes every foreign key by its leading columns', async () => {
  const bare = await texts(`
    select k.conname as t from pg_constraint k
    where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.confrelid::regclass::text not in ('areas', 'organisations')
      and not exists (
        select from pg_index i where i.indrelid = k.conrelid
          and (select array_agg(x order by x) from unnest(k.conkey) x) <@ (select array_agg(x::smallint) from unnest(i.indkey) x))`);
  expect(bare).toEqual([]);
});
