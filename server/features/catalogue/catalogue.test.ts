import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CategoryDetail } from '../../../contract/catalogue.ts';
import { event } from '../../../domain/processes/event.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { noRows } from '../../kit/db/client.ts';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { runSql } from '../../test/database.ts';
import { world } from '../../test/world.ts';
import { loadCategory, resolveRouting } from './catalogue.queries.ts';
import { loadCategorySeeds } from './seed-load.ts';

// The law's own limit, for the ceiling: as `event`, but acceptance may take two working days at the most.
const strict = {
  ...event,
  code: 'strict',
  stages: {
    ...event.stages,
    raised: {
      ...event.stages['raised'],
      within: {
        ...(event.stages['raised'] as { within: object }).within,
        limit: { unit: 'working-days', n: 2 },
        isCeiling: true,
      },
    },
  },
} as unknown as typeof event;

let app: TestApp;
let office: Asker;
let desk: Asker;
beforeAll(async () => {
  app = await testApp({ types: { event, strict } });
  const client = new pg.Client({ connectionString: app.ownerUrl });
  await client.connect();
  await loadCategorySeeds(client, app.clock.now());
  await client.end();
  office = await app.signIn('district-office');
  desk = await app.signIn('street-desk');
});
afterAll(() => app.close());

const read = <T>(work: (ctx: ReadCtx) => Promise<T>): Promise<T> =>
  app.database.read(noRows, (db) =>
    work({
      db,
      shared: app.database.pool,
      now: app.clock.now(),
      actor: { kind: 'system', name: 'test' },
    } as unknown as ReadCtx),
  );
const detail = async (id: number, as: Asker = office): Promise<CategoryDetail> =>
  (await app.get('GET /catalogue/:id', { params: { id } }, as)).answer;
const idOf = async (code: string): Promise<number> => {
  const { answer } = await app.get('GET /catalogue', {}, office);
  return answer.items.find((item) => item.code === code)?.id ?? 0;
};
const audits = async (action: string) =>
  (
    await app.database.pool.query('select details, community_id from audit_rows where action = $1 order by at, id', [
      action,
    ])
  ).rows;

describe('categories', () => {
  test('are read as a tree by staff, without units by everybody, with rules by the phone', async () => {
    const { answer } = await app.get('GET /catalogue', {}, await app.signIn('grid-worker'));
    expect(answer.mayManage).toBe(false);
    const classes = answer.items.filter((item) => item.parentId === null && item.caseType === 'event');
    expect(classes.map((item) => item.name.zh)).toEqual([
      '安全隐患',
      '市容环境',
      '矛盾纠纷',
      '公共设施',
      '民生关爱',
      '违法建设',
      '河道绿化',
      '其他',
    ]);
    expect(answer.items.every((item) => item.icon !== null)).toBe(true);
    const open = await app.get('GET /catalogue/public');
    expect(open.status).toBe(200);
    expect(Object.keys(open.answer.items[0] ?? {})).not.toContain('code');
    expect(JSON.stringify(open.answer)).not.toMatch(/limits|basis|reasons|replies|organisation/);
    const lift = open.answer.items.find((item) => item.name.zh === '电梯故障');
    expect(lift?.stoppers.length).toBeGreaterThan(0);
    const effective = (await app.get('GET /catalogue/effective', {}, await app.signIn('handler'))).answer;
    expect(effective.items.find((item) => item.code === 'safety.lift')?.rule).toMatchObject({
      photo: 'at-done',
      limits: { handle: { limit: { unit: 'urgent-hours', n: 6 } } },
    });
    expect((await app.get('GET /catalogue')).status).toBe(401);
    expect((await app.get('GET /catalogue/effective', {}, await app.signIn('volunteer'))).status).toBe(403);
    expect((await app.get('GET /catalogue/:id', { params: { id: 999_999 } }, office)).problem?.code).toBe(
      'catalogue.unknown-category',
    );
  });

  test('say what is their own, what holds, and what the type says where they are silent', async () => {
    const lift = await detail(await idOf('safety.lift'));
    expect(lift.path.map((one) => one.name.zh)).toEqual(['安全隐患', '电梯故障']);
    expect(lift.own.photo).toBeUndefined();
    expect(lift.inherited.photo).toBe('at-done');
    expect(lift.rule.photoWhy).toEqual(lift.inherited.photoWhy);
    expect(lift.typeLimits.find((one) => one.key === 'contact')).toMatchObject({
      limit: { unit: 'working-days', n: 1 },
      basis: { zh: expect.stringContaining('接诉即办') },
    });
    expect(lift.mayChange).toBe(true);
    expect((await detail(lift.id, desk)).mayChange).toBe(false);
    const loaded = await read((ctx) => loadCategory(ctx, lift.id));
    expect(loaded).toMatchObject({ id: lift.id, caseType: 'event', isOpen: true, rule: lift.rule });
    expect(await read((ctx) => loadCategory(ctx, null))).toMatchObject({
      id: null,
      caseType: null,
      rule: { photo: 'none' },
    });
    await expect(read((ctx) => loadCategory(ctx, 999_999))).rejects.toMatchObject({
      code: 'catalogue.unknown-category',
    });
  });

  test('are changed by the district alone, one version after the other, and each change is kept', async () => {
    const lift = await detail(await idOf('safety.lift'));
    const rule = {
      ...lift.own,
      limits: { handle: { limit: { unit: 'urgent-hours' as const, n: 4 }, basis: '区电梯应急规定' } },
    };
    const input = { id: lift.id, basedOn: lift.version, rule };
    expect((await app.send('catalogue.changeCategory', input, desk)).problem?.code).toBe('catalogue.whole-district');
    expect(
      (await app.send('catalogue.changeCategory', input, await app.signIn('community-secretary'))).problem?.code,
    ).toBe('access.forbidden');
    expect((await app.send('catalogue.changeCategory', input, office)).answer).toEqual({ id: lift.id, version: 2 });
    expect((await detail(lift.id)).rule.limits.handle?.limit.n).toBe(4);
    const stale = await app.send('catalogue.changeCategory', { ...input, name: { zh: '别名', en: 'Other' } }, office);
    expect(stale.problem).toMatchObject({ status: 409, code: 'catalogue.changed-meanwhile', current: { version: 2 } });
    expect((await app.send('catalogue.changeCategory', { ...input, basedOn: 2 }, office)).answer.version).toBe(2);
    const [kept] = await audits('catalogue.category-changed');
    expect(kept.details).toMatchObject({
      id: lift.id,
      version: 2,
      before: { rule: { limits: { handle: { limit: { n: 6 } } } } },
      after: { rule: { limits: { handle: { limit: { n: 4 } } } } },
    });
    expect(kept.details.after).not.toHaveProperty('name');
  });

  test('refuse words that contradict themselves, at their place', async () => {
    const lane = await detail(await idOf('safety.fire-lane'));
    const change = (rule: object) =>
      app.send('catalogue.changeCategory', { id: lane.id, basedOn: lane.version, rule }, office);
    const limits = { handle: { limit: { unit: 'working-days', n: 2 }, basis: '' } };
    expect((await change({ limits })).problem?.fields).toEqual([
      { path: 'rule.limits.handle.basis', text: expect.anything() },
    ]);
    expect(
      (await change({ limits: { handle: { limit: { unit: 'working-days', n: 1.5 }, basis: 'x' } } })).problem
        ?.fields?.[0]?.path,
    ).toBe('rule.limits.handle.limit.n');
    expect(
      (await change({ replies: [{ stage: 'nowhere', text: { zh: '答', en: 'a' } }] })).problem?.fields?.[0]?.path,
    ).toBe('rule.replies.0.stage');
    expect((await change({ surprise: 1 })).problem?.code).toBe('request.invalid');
    expect((await detail(lane.id)).version).toBe(lane.version);
  });

  test('may be stricter than the law, never laxer', async () => {
    const add = (n: number, unit = 'working-days') =>
      app.send(
        'catalogue.addCategory',
        {
          parentId: null,
          caseType: 'strict',
          code: `strict-${unit}-${n}`,
          name: { zh: '限', en: 'Limit' },
          rule: { limits: { accept: { limit: { unit: unit as 'days', n }, basis: '本区' } } },
        },
        office,
      );
    expect((await add(3)).problem).toMatchObject({
      code: 'catalogue.limit-above-law',
      text: { zh: expect.stringContaining('2 个工作日') },
    });
    expect((await add(20, 'days')).problem?.code).toBe('catalogue.limit-above-law');
    expect((await add(2)).status).toBe(200);
    expect((await add(8, 'working-hours')).status).toBe(200);
  });

  test('are added under their class, closed and opened again, never lost', async () => {
    const parentId = await idOf('safety');
    const add = (more: object, as: Asker = office) =>
      app.send(
        'catalogue.addCategory',
        { parentId, caseType: 'event', code: 'safety.ladder', name: { zh: '梯子', en: 'Ladder' }, ...more },
        as,
      );
    expect((await add({}, desk)).problem?.code).toBe('catalogue.whole-district');
    expect((await add({ caseType: 'strict' })).problem?.code).toBe('catalogue.other-type');
    expect((await add({ caseType: 'nothing' })).problem?.code).toBe('case.unknown-type');
    expect((await add({ parentId: 999_999 })).problem?.code).toBe('catalogue.unknown-category');
    expect((await add({ code: 'safety.lift' })).problem).toMatchObject({ status: 409, code: 'catalogue.code-taken' });
    const { id } = (await add({})).answer;
    const third = (await add({ parentId: id, code: 'safety.ladder.metal' })).answer;
    expect((await add({ parentId: third.id, code: 'safety.ladder.metal.long' })).problem?.code).toBe(
      'catalogue.too-deep',
    );
    expect(await detail(third.id)).toMatchObject({ rule: { photo: 'at-done' }, position: 0, isOpen: true });
    expect((await app.send('catalogue.closeCategory', { id, basedOn: 1 }, office)).problem).toMatchObject({
      code: 'catalogue.has-open-children',
      text: { zh: expect.stringContaining('梯子') },
    });
    expect((await app.send('catalogue.closeCategory', { id: third.id, basedOn: 1 }, office)).answer.version).toBe(2);
    expect((await app.send('catalogue.closeCategory', { id, basedOn: 1 }, office)).status).toBe(200);
    expect((await app.get('GET /catalogue/public')).answer.items.some((item) => item.id === id)).toBe(false);
    expect((await app.send('catalogue.openCategory', { id: third.id, basedOn: 2 }, office)).problem?.code).toBe(
      'catalogue.parent-closed',
    );
    expect((await add({ parentId: id, code: 'safety.ladder.wood' })).problem?.code).toBe('catalogue.parent-closed');
    expect((await app.send('catalogue.openCategory', { id, basedOn: 2 }, office)).status).toBe(200);
    expect((await app.send('catalogue.openCategory', { id: third.id, basedOn: 2 }, office)).status).toBe(200);
    expect((await read((ctx) => loadCategory(ctx, third.id))).isOpen).toBe(true);
  });

  test('added at once get ids of their own', async () => {
    const made = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        app.send(
          'catalogue.addCategory',
          { parentId: null, caseType: 'event', code: `many-${i}`, name: { zh: '多', en: 'Many' } },
          office,
        ),
      ),
    );
    expect(new Set(made.map((one) => one.answer.id)).size).toBe(6);
  });
});

describe('the duty list', () => {
  const set = (more: object, as: Asker = desk) =>
    app.send(
      'catalogue.setDuty',
      { categoryId: 101, areaId: world.street, leadOrganisationId: world.station, basedOn: null, ...more },
      as,
    );
  const list = async (query: object, as: Asker = desk) =>
    (await app.get('GET /catalogue/duties', { query: { ...query } }, as)).answer.items;

  test('is kept by who manages the area, one row for a category and an area', async () => {
    expect((await set({ areaId: world.farCommunity })).problem?.code).toBe('access.outside-scope');
    expect((await set({ areaId: world.district })).problem?.code).toBe('access.outside-scope');
    expect((await set({ areaId: 999 })).problem?.code).toBe('request.not-found');
    expect((await set({}, await app.signIn('grid-worker'))).problem?.code).toBe('access.forbidden');
    expect((await set({ leadOrganisationId: randomUUID() })).problem?.code).toBe('catalogue.unit-not-in-force');
    expect((await set({ helperOrganisationIds: [randomUUID()] })).problem?.code).toBe('catalogue.unit-not-in-force');
    expect((await set({ categoryId: 999_999 })).problem?.code).toBe('catalogue.unknown-category');
    const first = await set({
      helperOrganisationIds: [world.property, world.station, world.property],
      basis: '街道清单',
    });
    expect(first.status).toBe(200);
    const [row] = await list({ categoryId: 101 });
    expect(row).toMatchObject({
      id: first.answer.id,
      area: { id: world.street, kind: 'street', name: '望江街道' },
      lead: { name: '望江城管中队', isInForce: true },
      helpers: [{ id: world.property }],
      basis: '街道清单',
      stamp: first.answer.stamp,
      mayChange: true,
    });
    expect((await set({})).problem).toMatchObject({
      code: 'catalogue.changed-meanwhile',
      current: { stamp: first.answer.stamp },
    });
    const second = await set({ leadOrganisationId: world.committee, basedOn: first.answer.stamp });
    expect(second.answer.id).toBe(first.answer.id);
    expect((await set({ basedOn: first.answer.stamp })).problem?.code).toBe('catalogue.changed-meanwhile');
    expect((await audits('catalogue.duty-set')).at(-1)).toMatchObject({
      community_id: world.street,
      details: { before: { leadOrganisationId: world.station }, after: { leadOrganisationId: world.committee } },
    });
    expect(
      (await app.send('catalogue.removeDuty', { id: first.answer.id, basedOn: first.answer.stamp }, desk)).problem
        ?.code,
    ).toBe('catalogue.changed-meanwhile');
    expect(
      (await app.send('catalogue.removeDuty', { id: first.answer.id, basedOn: second.answer.stamp }, desk)).status,
    ).toBe(200);
    expect(
      (await app.send('catalogue.removeDuty', { id: first.answer.id, basedOn: second.answer.stamp }, desk)).problem
        ?.code,
    ).toBe('request.not-found');
    expect((await set({ basedOn: second.answer.stamp })).problem?.code).toBe('catalogue.changed-meanwhile');
  });

  test('is seen where it concerns the reader: their areas, above and below', async () => {
    const put = (areaId: number, as: Asker = office) =>
      set({ categoryId: 102, areaId, leadOrganisationId: world.property }, as);
    for (const areaId of [world.farCommunity, world.community, world.district, world.grid, world.street])
      expect((await put(areaId)).status).toBe(200);
    const areas = async (as: Asker) => (await list({ categoryId: 102 }, as)).map((row) => row.area.id);
    expect(await areas(office)).toEqual([
      world.district,
      world.street,
      world.community,
      world.farCommunity,
      world.grid,
    ]);
    expect(await areas(await app.signIn('grid-worker', { areaId: world.secondGrid }))).toEqual([
      world.district,
      world.street,
      world.community,
    ]);
    expect(await areas(await app.signIn('handler', { organisationId: world.otherProperty }))).toEqual([
      world.district,
      world.street,
    ]);
    expect((await list({ areaId: world.community }, office)).map((row) => row.area.id)).toEqual([
      world.community,
      world.grid,
    ]);
    expect((await list({ unitId: world.property, areaId: world.farCommunity }, office)).length).toBe(1);
    const { answer } = await app.get('GET /catalogue', {}, desk);
    expect(answer.items.find((item) => item.id === 102)?.dutyCount).toBe(4);
  });
});

describe('routing', () => {
  const night = () => ({
    id: randomUUID(),
    name: '夜间噪声',
    categoryIds: [200],
    times: { hours: 'any' as const, from: '22:00', to: '06:00' },
    sends: { leadOrganisationId: world.station, helperOrganisationIds: [world.property], urgency: 'urgent' as const },
  });
  const rules = async (areaId: number, as: Asker = desk) =>
    (await app.get('GET /catalogue/routing-rules', { query: { areaId } }, as)).answer;
  const put = async (areaId: number, list: object[], as: Asker = desk, basedOn?: string) =>
    app.send(
      'catalogue.setRules',
      { areaId, basedOn: basedOn ?? (await rules(areaId, office)).stamp, rules: list as never },
      as,
    );
  const preview = async (query: object, as: Asker = desk) =>
    app.get('GET /catalogue/route-preview', { query: { categoryId: 201, areaId: world.building, ...query } }, as);

  test('rules of an area are set as one list, by who manages it, on the list that was looked at', async () => {
    const [first, second] = [
      night(),
      { ...night(), name: '白天', times: { hours: 'office' as const }, categoryIds: [] },
    ];
    const empty = (await rules(world.street)).stamp;
    expect((await put(world.street, [first, second])).answer.count).toBe(2);
    expect((await put(world.street, [second], desk, empty)).problem).toMatchObject({
      status: 409,
      code: 'catalogue.changed-meanwhile',
    });
    expect((await put(world.street, [second, first])).answer.count).toBe(2);
    const listed = await rules(world.street);
    expect(listed.items.map((rule) => rule.name)).toEqual(['白天', '夜间噪声']);
    expect(listed.items[1]).toMatchObject({
      categories: [{ id: 200, name: { zh: '市容环境' } }],
      lead: { name: '望江城管中队' },
      isOn: true,
    });
    expect((await put(world.street, [first])).answer.count).toBe(1);
    expect(
      (await audits('catalogue.rules-set')).at(-1)?.details.before.map((rule: { name: string }) => rule.name),
    ).toEqual(['白天', '夜间噪声']);
    expect((await put(world.district, [])).problem?.code).toBe('access.outside-scope');
    expect((await put(world.community, [{ ...first }], office)).problem?.status).toBe(409);
    expect((await put(world.street, [first, first])).problem?.code).toBe('request.invalid');
    expect((await put(world.street, [{ ...first, categoryIds: [999_999] }])).problem?.code).toBe(
      'catalogue.unknown-category',
    );
    expect((await put(world.street, [{ ...first, sends: { leadOrganisationId: randomUUID() } }])).problem?.code).toBe(
      'catalogue.unit-not-in-force',
    );
    const bow = {
      type: 'Polygon',
      coordinates: [
        [
          [121, 31],
          [122, 32],
          [122, 31],
          [121, 32],
          [121, 31],
        ],
      ],
    };
    expect((await put(world.street, [{ ...first, polygon: bow }])).problem).toMatchObject({
      code: 'catalogue.polygon-broken',
      text: { zh: expect.stringContaining('夜间噪声') },
    });
    expect((await rules(world.street)).items).toHaveLength(1);
    const seen = (await app.get('GET /catalogue/routing-rules', { query: { areaId: world.farCommunity } }, desk))
      .problem;
    expect(seen?.code).toBe('access.outside-scope');
    const areas = (await app.get('GET /catalogue/routing-areas', {}, desk)).answer.items;
    expect(areas.find((area) => area.id === world.street)).toMatchObject({
      ruleCount: 1,
      mayChange: true,
      parentId: world.district,
    });
    expect(areas.find((area) => area.id === world.district)?.mayChange).toBe(false);
    expect(areas.some((area) => area.id === world.farCommunity)).toBe(false);
  });

  test('says who gets it and why: the first rule that holds, else the duty list, else nobody', async () => {
    await put(world.street, [night()]);
    await app.send(
      'catalogue.setDuty',
      { categoryId: 200, areaId: world.district, leadOrganisationId: world.station, basedOn: null, basis: '区清单' },
      office,
    );
    await app.send(
      'catalogue.setDuty',
      {
        categoryId: 200,
        areaId: world.community,
        leadOrganisationId: world.property,
        helperOrganisationIds: [world.committee],
        basedOn: null,
      },
      office,
    );
    const byNight = (await preview({ at: '2026-03-04T15:00:00Z' })).answer;
    expect(byNight).toMatchObject({
      by: 'rule',
      why: { zh: '分派规则“夜间噪声”（望江街道）' },
      lead: { id: world.station },
      helpers: [{ id: world.property }],
      urgency: 'urgent',
      tried: [{ name: '夜间噪声', miss: null }],
    });
    const byDay = (await preview({ at: '2026-03-04T02:00:00Z' })).answer;
    expect(byDay).toMatchObject({
      by: 'duty',
      why: { zh: '职责清单：市容环境，春申社区', en: expect.stringContaining('Duty list') },
      lead: { id: world.property },
      helpers: [{ id: world.committee }],
      tried: [{ name: '夜间噪声', miss: 'time', missText: { zh: '不在所定时间' } }],
    });
    expect((await preview({ areaId: world.otherBuilding })).answer).toMatchObject({
      by: 'duty',
      why: { zh: '职责清单：市容环境，临江区（区清单）' },
      lead: { id: world.station },
    });
    expect((await preview({ categoryId: 301 })).answer).toMatchObject({
      by: 'nobody',
      lead: null,
      helpers: [],
      why: { zh: expect.stringContaining('派遣人员') },
    });
    expect((await preview({ areaId: world.farBuilding })).problem?.code).toBe('access.outside-scope');
    expect((await preview({ areaId: world.farBuilding }, office)).answer.lead?.id).toBe(world.station);
    const resolved = await read((ctx) =>
      resolveRouting(ctx, { categoryId: 201, areaId: world.building, at: '2026-03-04T15:00:00Z' }),
    );
    expect(resolved).toEqual({
      by: 'rule',
      leadOrganisationId: world.station,
      helperOrganisationIds: [world.property],
      why: '分派规则“夜间噪声”（望江街道）',
      whyText: byNight.why,
      urgency: 'urgent',
    });
    expect(await read((ctx) => resolveRouting(ctx, { categoryId: null, areaId: world.building }))).toBeNull();
  });

  test('holds within an outline, and passes over what is off and units that ended', async () => {
    const ring = [
      [121.479, 31.229],
      [121.481, 31.229],
      [121.481, 31.231],
      [121.479, 31.231],
      [121.479, 31.229],
    ];
    const inside = { ...night(), name: '广场', times: {}, polygon: { type: 'Polygon', coordinates: [ring] } };
    const off = { ...night(), name: '停用', times: {}, isOn: false, sends: { leadOrganisationId: randomUUID() } };
    expect((await put(world.community, [off, inside], office)).status).toBe(200);
    const tried = async (query: object) => (await preview({ ...query, at: '2026-03-04T02:00:00Z' })).answer;
    expect(await tried({ lon: 121.48, lat: 31.23 })).toMatchObject({
      by: 'rule',
      why: { zh: expect.stringContaining('广场') },
    });
    expect((await tried({ lon: 121.49, lat: 31.23 })).tried.map((one) => one.miss)).toEqual(['off', 'polygon', 'time']);
    expect((await tried({})).tried.map((one) => one.miss)).toEqual(['off', 'no-point', 'time']);
    await runSql(app.ownerUrl, `update organisations set valid_to = '2026-03-01' where id = '${world.station}'`);
    expect((await tried({ lon: 121.48, lat: 31.23 })).tried.map((one) => one.miss)).toEqual(['off', 'unit', 'time']);
    expect((await tried({})).lead?.id).toBe(world.property);
    const ended = (await app.get('GET /catalogue/duties', { query: { categoryId: 200 } }, office)).answer.items[0];
    expect(ended?.lead).toMatchObject({ id: world.station, isInForce: false });
    await runSql(app.ownerUrl, `update organisations set valid_to = null where id = '${world.station}'`);
  });

  test('two who change one list at once: one wins, the other is told', async () => {
    const { stamp } = await rules(world.street);
    const both = await Promise.all([
      put(world.street, [night()], desk, stamp),
      put(world.street, [night(), night()], office, stamp),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
  });
});
