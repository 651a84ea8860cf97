import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inheritRule, ownCategoryRule } from '../../../domain/case/category-own.ts';
import { routingTimes } from '../../../domain/case/routing.ts';
import { itemGuide } from '../../../domain/service-items/guide.ts';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { unitKinds } from './seed/units.ts';
import { categorySeeds, routingSeeds } from './seed.ts';
import { loadCategorySeeds } from './seed-load.ts';

const byCode = new Map(categorySeeds.map((category) => [category.code, category]));

describe('the catalogue a new installation starts with', () => {
  it('has eight classes of matters with four to eleven sub-classes, and one each of proofs, applications and filings', () => {
    const classes = categorySeeds.filter(({ parentId }) => parentId === null);
    const children = classes.map(({ id }) => categorySeeds.filter(({ parentId }) => parentId === id).length);
    expect(classes.filter(({ caseType }) => caseType === 'event')).toHaveLength(8);
    for (const type of ['request', 'application', 'assisted-filing'])
      expect(classes.filter(({ caseType }) => caseType === type)).toHaveLength(1);
    expect(Math.min(...children)).toBeGreaterThanOrEqual(4);
    expect(Math.max(...children)).toBeLessThanOrEqual(11);
    expect(byCode.size).toBe(categorySeeds.length);
    expect(new Set(categorySeeds.map(({ id }) => id)).size).toBe(categorySeeds.length);
  });

  it('says only what a category may say, alone and after its parent', () => {
    for (const category of categorySeeds) {
      expect(() => ownCategoryRule.parse(category.rule), category.code).not.toThrow();
      const parent = category.parentCode ? [byCode.get(category.parentCode)?.rule ?? {}] : [];
      const rule = inheritRule([...parent, category.rule]);
      if (rule.photo !== 'none') expect(rule.photoWhy, category.code).toBeDefined();
      if (category.parentId !== null && category.caseType === 'event') {
        expect(rule.limits.handle, category.code).toBeDefined();
        expect(rule.reasons.return?.length, category.code).toBeGreaterThan(2);
        expect(rule.replies.length, category.code).toBeGreaterThan(0);
      }
    }
  });

  it('guides to a dozen items and more, each on a law of the register or a rule that is named', () => {
    const guides = categorySeeds.flatMap(({ code, guide }) => (guide ? [{ code, guide: itemGuide.parse(guide) }] : []));
    expect(guides.length).toBeGreaterThanOrEqual(12);
    for (const { code, guide } of guides) {
      expect(guide.laws.length + (guide.localRule ? 1 : 0), code).toBeGreaterThan(0);
      expect(guide.words.length, code).toBeGreaterThan(2);
      // A certificate is issued where the law says so, by no rule of one's own.
      if (guide.result === 'certificate') expect(guide.laws, code).not.toEqual([]);
    }
    for (const { code, parentId, caseType, guide } of categorySeeds)
      if (parentId !== null && caseType !== 'event' && caseType !== 'request') expect(guide, code).toBeDefined();
  });

  it('gives each sub-class a lead that is not its own helper', () => {
    for (const { code, parentId, duty } of categorySeeds) {
      if (parentId === null) continue;
      expect(duty, code).toBeDefined();
      const kinds = [duty?.lead, ...(duty?.helpers ?? [])];
      expect(new Set(kinds).size, code).toBe(kinds.length);
      for (const kind of kinds) expect(Object.keys(unitKinds)).toContain(kind);
    }
  });

  it('has routing rules over known categories with times that can be read', () => {
    for (const rule of routingSeeds) {
      expect(() => routingTimes.parse(rule.times), rule.name).not.toThrow();
      for (const code of rule.categoryCodes) expect(byCode.has(code), code).toBe(true);
    }
  });
});

describe('loading it', () => {
  let database: TestDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    database = await cloneDatabase();
    client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it('puts every category once and never over those a district has', async () => {
    expect(await loadCategorySeeds(client, '2026-03-04T02:00:00Z')).toBe(categorySeeds.length);
    expect(await loadCategorySeeds(client, '2026-03-05T02:00:00Z')).toBe(0);
    const { rows } = await client.query('select count(*)::int as n, min(updated_at) as at from categories');
    const items = await client.query('select count(*)::int as n from service_items where is_published');
    expect(items.rows[0]).toEqual({ n: categorySeeds.filter(({ guide }) => guide).length });
    expect(rows[0]).toEqual({ n: categorySeeds.length, at: new Date('2026-03-04T02:00:00Z') });
  });

  it('brings an older installation the classes of processes it had not, and leaves its own alone', async () => {
    await client.query(
      "delete from service_items where category_id in (select id from categories where case_type = 'application')",
    );
    await client.query("delete from categories where case_type = 'application' and parent_id is not null");
    await client.query("delete from categories where case_type = 'application'");
    await client.query("delete from categories where code = 'safety.wires'");
    const own = [4321, null, 'event', 'own.class', '{"zh":"自设","en":"Our own"}', 30, '{}', '2026-03-04T02:00:00Z'];
    await client.query(
      'insert into categories (id, parent_id, case_type, code, name, position, rule, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
      own,
    );
    const before = await client.query("select * from categories where case_type <> 'application' order by id");
    const applications = categorySeeds.filter(({ caseType }) => caseType === 'application');
    expect(await loadCategorySeeds(client, '2026-04-01T02:00:00Z')).toBe(applications.length);
    expect(await loadCategorySeeds(client, '2026-04-02T02:00:00Z')).toBe(0);
    const after = await client.query("select * from categories where case_type <> 'application' order by id");
    expect(after.rows).toEqual(before.rows);
    const { rows } = await client.query(
      `select c.code, p.code as parent, c.id::int as id, (s.category_id is not null) as "hasGuide" from categories c left join categories p on p.id = c.parent_id
       left join service_items s on s.category_id = c.id where c.case_type = 'application' order by c.id`,
    );
    expect(rows.map(({ code }) => code)).toEqual(applications.map(({ code }) => code));
    expect(rows[0]).toMatchObject({ id: 4400, parent: null });
    for (const { parent, hasGuide } of rows.slice(1)) expect([parent, hasGuide]).toEqual([rows[0].code, true]);
  });
});
