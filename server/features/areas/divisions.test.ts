import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noRows } from '../../kit/db/client.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { seedDivisions } from './divisions.commands.ts';

let app: TestApp;
let office: SignedIn;
let secretary: SignedIn;
let worker: SignedIn;

beforeAll(async () => {
  app = await testApp();
  office = await app.signIn('district-office');
  secretary = await app.signIn('community-secretary');
  worker = await app.signIn('grid-worker');
});
afterAll(() => app.close());

async function shipped(code: string) {
  return JSON.parse(await readFile(join(import.meta.dirname, `../../../data/divisions/${code}.json`), 'utf8'));
}

const view = async (id: number, on?: string) =>
  (await app.get('GET /areas/:id', { params: { id }, query: { on } }, office)).answer;

describe('importing divisions', () => {
  test.each([
    ['440103', '荔湾区', 22, 201],
    ['130111', '栾城区', 7, 177],
    ['440703', '蓬江区', 6, 139],
    ['440404', '金湾区', 6, 44],
  ])('%s %s comes in whole, once', async (code, name, streets, communities) => {
    const list = await shipped(code);
    const input = { list, codeYear: 2023, validFrom: '2023-06-30', isDryRun: true };
    const preview = (await app.send('areas.importDivisions', input, office)).answer;
    expect(preview).toMatchObject({
      isDryRun: true,
      streets,
      communities,
      created: 1 + streets + communities,
      same: 0,
    });
    expect((await app.get('POST /areas/search', { query: { q: code } }, office)).answer.items).toEqual([]);

    const done = (await app.send('areas.importDivisions', { ...input, isDryRun: false }, office)).answer;
    expect(done.created).toBe(1 + streets + communities);
    const districtId = done.district.id as number;
    const district = await view(districtId);
    expect(district.current).toMatchObject({ name, code, validFrom: '2023-06-30' });
    expect(district.counts).toEqual({ street: streets, community: communities });
    expect(district.communityId).toBe(districtId);

    const again = (await app.send('areas.importDivisions', { ...input, isDryRun: false }, office)).answer;
    expect(again).toMatchObject({ created: 0, renamed: [], moved: [], missing: [], same: 1 + streets + communities });
  });

  test('ids are short and codes, names and parents are those of the list', async () => {
    const list = await shipped('440103');
    const [found] = (await app.get('POST /areas/search', { query: { q: '440103' } }, office)).answer.items;
    const streets = (await app.get('GET /areas/tree', { query: { parent: found?.id } }, office)).answer.items;
    expect(streets.map(({ code, name, childCount }) => ({ code, name, childCount }))).toEqual(
      list.streets.map((street: { code: string; name: string; communities: unknown[] }) => ({
        code: street.code,
        name: street.name,
        childCount: street.communities.length,
      })),
    );
    for (const street of streets) expect(street.id).toBeGreaterThanOrEqual(1001);
    const shamian = streets[0];
    const children = (await app.get('GET /areas/tree', { query: { parent: shamian?.id } }, office)).answer.items;
    expect(children).toMatchObject([{ kind: 'community', code: '440103001101', name: '翠洲社区居民委员会' }]);
  });

  test('zones that stand in the list for statistics alone are kept and flagged', async () => {
    const { items } = (await app.get('POST /areas/search', { query: { q: '4404044' } }, office)).answer;
    expect(items.map((row) => [row.name, row.isPseudo])).toEqual([
      ['联港工业区', true],
      ['联港工业区虚拟社区', true],
      ['航空产业园', true],
      ['航空产业园虚拟社区', true],
    ]);
    const [town] = (await app.get('POST /areas/search', { query: { q: '440404100' } }, office)).answer.items;
    expect(town).toMatchObject({ name: '三灶镇', isPseudo: false });
  });

  test('a new list renames from its day on, leaves what it does not name, and the past stays', async () => {
    const list = await shipped('440703');
    list.streets[0].communities[0].name = '羊桥新社区居委会';
    list.streets[0].communities.pop();
    const input = { list, codeYear: 2026, validFrom: '2026-03-10', isDryRun: false };
    const report = (await app.send('areas.importDivisions', input, office)).answer;
    expect(report).toMatchObject({ created: 0, renamed: [{ from: '羊桥社区居委会', to: '羊桥新社区居委会' }] });
    expect(report.missing).toHaveLength(1);
    const id = report.renamed[0]?.id as number;
    expect((await view(id, '2026-03-09')).current.name).toBe('羊桥社区居委会');
    expect((await view(id, '2026-03-10')).current.name).toBe('羊桥新社区居委会');
    expect((await view(id)).planned.map((version) => version.validFrom)).toEqual(['2026-03-10']);
    expect((await view(report.missing[0]?.id as number)).current.validTo).toBeNull();
  });

  test('a list with wrong codes is refused and says where', async () => {
    const list = await shipped('440404');
    list.streets[1].communities[0].code = '440404100001';
    list.streets[2].communities[0].code = '130111100003';
    const input = { list, codeYear: 2023, validFrom: '2023-06-30', isDryRun: false };
    const { problem } = await app.send('areas.importDivisions', input, office);
    expect(problem).toMatchObject({ code: 'areas.not-in-list', status: 422 });
    expect(problem?.fields?.map((field) => field.path)).toEqual([
      'list.streets.1.communities.0.code',
      'list.streets.2.communities.0.code',
    ]);
  });

  test('is for those whose role holds everywhere', async () => {
    const list = await shipped('440404');
    const input = { list, codeYear: 2023, validFrom: '2023-06-30', isDryRun: true };
    expect((await app.send('areas.importDivisions', input, secretary)).problem?.code).toBe('access.outside-scope');
    expect((await app.send('areas.importDivisions', input, worker)).problem?.code).toBe('access.forbidden');
  });

  test('the lists that come along can be read', async () => {
    const { items } = (await app.get('GET /areas/divisions', {}, office)).answer;
    expect(items.map(({ code, streets, communities }) => [code, streets, communities])).toEqual([
      ['130111', 7, 177],
      ['440103', 22, 201],
      ['440404', 6, 44],
      ['440703', 6, 139],
    ]);
    expect((await app.get('GET /areas/divisions/:code', { params: { code: '440404' } }, office)).answer.name).toBe(
      '金湾区',
    );
    expect((await app.get('GET /areas/divisions/:code', { params: { code: '999999' } }, office)).status).toBe(404);
  });
});

test('an installation begins with a district of its own, before anybody can sign in', async () => {
  const empty = await testApp({ world: false });
  try {
    const input = { list: await shipped('440404'), codeYear: 2023, validFrom: '2023-06-30', now: empty.clock.now() };
    const first = await empty.database.write(noRows, (db) => seedDivisions(db, input));
    const again = await empty.database.write(noRows, (db) => seedDivisions(db, input));
    expect(again).toEqual(first);
    expect(first.size).toBe(1 + 6 + 44);
    const districtId = first.get('440404') as number;
    const admin = await empty.signIn('system-admin', { areaId: districtId });
    const [root] = (await empty.get('GET /areas/tree', {}, admin)).answer.items;
    expect(root).toMatchObject({ id: districtId, name: '金湾区', childCount: 6 });
  } finally {
    await empty.close();
  }
});
