import { describe, expect, it } from 'vitest';
import { type AidFacts, type AidMatter, type AidMeans, aidMatters, aidMeans, precheckAid } from './precheck.ts';

const ask = (more: Partial<AidFacts>) =>
  precheckAid({
    matter: 'support',
    means: 'poor',
    forum: 'court',
    on: '2026-03-04',
    limitOn: null,
    needsOrder: false,
    ...more,
  });

// Matter × means as the articles say: S stated (41), E exempt (42), N not asked about (32), B beyond; a dot: not likely.
const table: readonly (readonly [AidMatter, string])[] = [
  //                     no income · assisted · migrant · poor · not poor
  ['state-compensation', 'E E S S B.'],
  ['social-benefits', 'E E S S B.'],
  ['pension', 'E E S S B.'],
  ['support', 'E E S S B.'],
  ['wages', 'E E E S B.'],
  ['capacity', 'E E S S B.'],
  ['work-injury', 'E E E S B.'],
  ['other-injury', 'E E S S B.'],
  ['environment', 'E E S S B.'],
  ['by-other-law', 'E E S S B.'],
  ['heroes', 'N N N N N'],
  ['good-deed', 'N N N N N'],
  ['retried-innocent', 'N N N N N'],
  ['violence', 'N N N N N'],
  ['none', 'E. E. S. S. B.'],
];
const signs = { stated: 'S', exempt: 'E', 'not-asked': 'N', beyond: 'B' } as const;

describe('the pre-check by articles 31, 32 and 42', () => {
  it('has a row for every matter', () => {
    expect(table.map(([matter]) => matter)).toEqual(Object.keys(aidMatters));
  });

  it.each(table)('%s: %s', (matter, row) => {
    const found = (Object.keys(aidMeans) as AidMeans[]).map((means) => {
      const opinion = ask({ matter, means });
      return `${signs[opinion.means]}${opinion.isLikely ? '' : '.'}`;
    });
    expect(found.join(' ')).toBe(row);
  });
});

describe('help that comes first (art. 44)', () => {
  it.each([
    // Fewer than seven days: seven itself is not fewer (民法典 1259).
    ['2026-03-11', false, 7],
    ['2026-03-10', true, 6],
    ['2026-03-04', true, 0],
    ['2026-03-03', false, -1],
  ])('a limitation that ends on %s: %s, %i days left', (limitOn, isHelpFirst, daysLeft) => {
    expect(ask({ limitOn })).toMatchObject({ isHelpFirst, daysLeft });
  });

  it('comes first for an order that cannot wait, whatever the limitation', () => {
    expect(ask({ needsOrder: true }).isHelpFirst).toBe(true);
    expect(ask({}).isHelpFirst).toBe(false);
  });
});
