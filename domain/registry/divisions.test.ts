import { describe, expect, test } from 'vitest';
import { type DivisionList, faultsOfDivisions, flattenDivisions, planDivisions } from './divisions.ts';

const list: DivisionList = {
  code: '440404',
  name: '金湾区',
  streets: [
    { code: '440404100', name: '三灶镇', communities: [{ code: '440404100001', name: '三灶社区居民委员会' }] },
    { code: '440404400', name: '联港工业区', communities: [{ code: '440404400498', name: '联港工业区虚拟社区' }] },
    { code: '440404401', name: '新区', communities: [{ code: '440404401400', name: '园区社区居民委员会' }] },
  ],
};
const known = flattenDivisions(list).map((row, id) => ({
  id,
  kind: row.kind,
  code: row.code,
  name: row.name,
  parentCode: row.parentCode,
}));

describe('divisions', () => {
  test('are flattened parents first, and what is statistics alone is flagged', () => {
    const rows = flattenDivisions(list);
    expect(rows.map((row) => row.code)).toEqual([
      '440404',
      '440404100',
      '440404100001',
      '440404400',
      '440404400498',
      '440404401',
      '440404401400',
    ]);
    expect(rows.filter((row) => row.isPseudo).map((row) => row.name)).toEqual(['联港工业区', '联港工业区虚拟社区']);
  });

  test('the same list leaves nothing to do; the order does not matter', () => {
    const turned = { ...list, streets: list.streets.toReversed() };
    expect(planDivisions(turned, known)).toEqual({ create: [], rename: [], move: [], same: 7, missing: [] });
  });

  test('what is new, renamed, moved or gone is told apart', () => {
    const [first, zone] = list.streets as [DivisionList['streets'][number], DivisionList['streets'][number]];
    const next: DivisionList = {
      ...list,
      streets: [
        {
          ...first,
          name: '三灶街道',
          communities: [...first.communities, { code: '440404100002', name: '金海岸社区居民委员会' }],
        },
        zone,
      ],
    };
    const moved = known.map((row) => (row.code === '440404400498' ? { ...row, parentCode: '440404100' } : row));
    const plan = planDivisions(next, moved);
    expect(plan.create.map((row) => row.code)).toEqual(['440404100002']);
    expect(plan.rename.map(({ known: from, to }) => [from.name, to.name])).toEqual([['三灶镇', '三灶街道']]);
    expect(plan.move.map(({ to }) => [to.code, to.parentCode])).toEqual([['440404400498', '440404400']]);
    expect(plan.missing.map((row) => row.code)).toEqual(['440404401', '440404401400']);
    expect(plan.same).toBe(3);
  });

  test('codes that are none, that stand twice, or outside their parent are found', () => {
    const broken: DivisionList = {
      ...list,
      streets: [
        {
          code: '440404100',
          name: 'a',
          communities: [
            { code: '440404100001', name: 'b' },
            { code: '440404100001', name: 'c' },
            { code: '440404999001', name: 'd' },
            { code: '130111100001', name: 'e' },
          ],
        },
      ],
    };
    expect(faultsOfDivisions(broken).map((fault) => fault.path)).toEqual([
      'streets.0.communities.1.code',
      'streets.0.communities.2.code',
      'streets.0.communities.3.code',
    ]);
    expect(faultsOfDivisions(list)).toEqual([]);
  });
});
