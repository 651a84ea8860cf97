import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mostHits } from '../../../contract/search.ts';
import { parseRef } from '../../../contract/shapes.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { rowsReadDuring } from '../../test/plans.ts';
import { world } from '../../test/world.ts';
import { loadCategorySeeds } from '../catalogue/seed-load.ts';

/** The box is held against a slow look through every matter: what it finds first, and whether it says that there is more. */
let app: TestApp;
let owner: pg.Client;
let askers: Readonly<Record<string, { readonly by: SignedIn; readonly communities: readonly number[] }>>;
const matters = 4_000;
const letters = ['积', '水', '电', '梯', 'a', 'A', '%', '_'];

/** The same numbers every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

beforeAll(async () => {
  app = await testApp();
  owner = new pg.Client({ connectionString: app.ownerUrl });
  await owner.connect();
  await loadCategorySeeds(owner, app.clock.now());
  const secretary = await app.signIn('community-secretary');
  const far = await app.signIn('community-secretary', { areaId: world.farCommunity });
  const district = await app.signIn('street-desk', { areaId: world.district });
  askers = {
    secretary: { by: secretary, communities: [world.community] },
    far: { by: far, communities: [world.farCommunity] },
    district: { by: district, communities: [world.community, world.farCommunity] },
  };
  const models = [];
  for (const [by, areaId] of [
    [secretary, world.unit],
    [far, world.farBuilding],
  ] as const) {
    const place = { areaId, words: '' };
    const input = { type: 'event', begin: 'report', source: 'grid', place, fields: { words: '样子' } };
    models.push(parseRef((await app.send('cases.raise', input as never, by)).answer.ref));
  }
  await copyMatters(models);
});
afterAll(async () => {
  await owner.end();
  await app.close();
});

/** Thousands of matters of three years: words of a few letters, one in nine of a sealed category, one in seven of words that many have. */
async function copyMatters(models: readonly { readonly communityId: number; readonly id: string }[]) {
  const { rows } = await owner.query<{ id: number }>(
    'select id from categories where rule @> \'{"isPrivate": true}\' limit 1',
  );
  const draw = random(20_260_304);
  const now = Date.parse(app.clock.now());
  const made = Array.from({ length: matters }, (_, n) => {
    const model = models[n % 2] as (typeof models)[number];
    const own = Array.from({ length: 3 + Math.floor(draw() * 6) }, () => letters[Math.floor(draw() * letters.length)]);
    const words = `${own.join('')}${draw() < 1 / 7 ? '常见' : ''}${n < matters / 2 ? '从前' : ''}`;
    // The first half is older than a year: words of theirs are looked for beyond the newest steps.
    const daysAgo = n < matters / 2 ? 500 + draw() * 600 : draw() * 500;
    return {
      like: model.id,
      at: new Date(now - Math.floor(daysAgo * 86_400) * 1000).toISOString(),
      number: `${model.communityId}-x-${n}`,
      words,
      category: draw() < 1 / 9 ? (rows[0]?.id ?? null) : null,
      tokens: app.vault.pieces(`${words}\n${model.communityId}-x-${n}`),
    };
  });
  await owner.query(
    `with made as (select m.*, gen_random_uuid() as id from jsonb_to_recordset($1::jsonb) as m(
       "like" uuid, at timestamptz, number text, words text, category bigint, tokens int[])),
     put as (insert into cases select (jsonb_populate_record(c, jsonb_build_object('id', m.id, 'number', m.number, 'raised_at', m.at,
       'category_id', m.category, 'fields', jsonb_build_object('words', m.words)))).* from made m join cases c on c.id = m."like")
     insert into search_tokens (community_id, kind, row_id, tokens, at)
     select c.community_id, 'case', m.id, m.tokens, m.at from made m join cases c on c.id = m."like"`,
    [JSON.stringify(made)],
  );
  await owner.query('analyze cases, search_tokens');
}

/** Every matter of some communities looked through, the newest first. */
async function slowly(q: string, communities: readonly number[], limit: number): Promise<readonly string[]> {
  const { rows } = await owner.query<{ ref: string }>(
    `select community_id || '-' || id as ref from cases
     where community_id = any ($1) and position($2 in fields::text || '\n' || number) > 0
       and (category_id is null or category_id not in (select id from categories where rule @> '{"isPrivate": true}'))
     order by raised_at desc, id desc limit ${limit + 1}`,
    [communities, q],
  );
  return rows.map(({ ref }) => ref);
}

async function inTheBox(q: string, by: SignedIn) {
  const { answer } = await app.get('POST /search', { query: { q } }, by);
  const group = answer.groups.find(({ kind }) => kind === 'case');
  return { refs: group?.items.map(({ ref }) => ref) ?? [], isMore: group?.isMore ?? false };
}

async function assertSame(q: string): Promise<void> {
  for (const { by, communities } of Object.values(askers)) {
    const all = await slowly(q, communities, mostHits);
    expect(await inTheBox(q, by), q).toEqual({ refs: all.slice(0, mostHits), isMore: all.length > mostHits });
  }
}

it('finds the newest that a look through every matter finds, whatever the words', async () => {
  const words = fc.array(fc.constantFrom(...letters), { minLength: 2, maxLength: 5 }).map((list) => list.join(''));
  await fc.assert(fc.asyncProperty(words, assertSame), { numRuns: 25, seed: 7 });
});

it.each(['常见', '从前', '积水', '-x-', '-x-39', '没有的'])(
  'finds the newest of very many, and of none: %s',
  assertSame,
);

it('looks at no more of the guarded rows than the page needs, however many hold the words', async () => {
  const rows = await rowsReadDuring(app, async () => {
    await inTheBox('从前', askers['district']?.by as SignedIn);
  });
  const looked = rows.filter(({ table }) => table === 'cases').reduce((sum, one) => sum + one.rows, 0);
  expect(looked).toBeGreaterThan(0);
  expect(looked).toBeLessThanOrEqual(100);
});

it('takes up no piece of what lies in another community', async () => {
  const rows = await rowsReadDuring(app, async () => {
    await inTheBox('从前', askers['secretary']?.by as SignedIn);
  });
  const own = await slowly('从前', [world.community], 100_000);
  const pieces = rows.filter(({ table }) => table === 'search_tokens').reduce((sum, one) => sum + one.rows, 0);
  expect(pieces).toBeLessThanOrEqual(own.length + 600);
});
