import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usualHours } from '../calendar/calendar.ts';
import { toIso } from '../calendar/instant.ts';
import type { Shape } from '../geometry/shapes.ts';
import {
  type Duty,
  findDuty,
  holdsAt,
  missOf,
  orderRules,
  type RoutingLists,
  type RoutingQuestion,
  type RoutingRule,
  route,
  routingTimes,
} from './routing.ts';

const calendar = {
  publishedYears: [2026],
  holidays: { '2026-05-01': '劳动节' },
  makeUpWorkdays: {},
  hours: usualHours,
  extraHours: {},
  weekendsRollLegalDays: true,
};
const square: Shape = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 0],
    ],
  ],
};
const units = ['a', 'b', 'c', 'gone'];
const lists = (rules: readonly RoutingRule[], duties: readonly Duty[] = []): RoutingLists => ({
  rules,
  duties,
  calendar,
  isInForce: (id) => id !== 'gone',
});

const ruleOf = (more: Partial<RoutingRule>): RoutingRule => ({
  id: 'r',
  name: 'rule',
  areaId: 1,
  position: 0,
  categoryIds: [],
  polygon: null,
  times: { hours: 'any' },
  sends: { leadOrganisationId: 'a', helperOrganisationIds: [] },
  isOn: true,
  ...more,
});
const dutyOf = (categoryId: number, areaId: number, leadOrganisationId = 'a'): Duty => ({
  id: `${categoryId}-${areaId}`,
  categoryId,
  areaId,
  leadOrganisationId,
  helperOrganisationIds: [],
  basis: null,
});

/** Grid 3 in community 2 in street 1; sub-class 11 of class 10. */
const asked: RoutingQuestion = {
  categoryPath: [11, 10],
  areaPath: [3, 2, 1],
  point: [0.5, 0.5],
  at: '2026-03-04T02:00:00Z',
};

const anyRule: fc.Arbitrary<RoutingRule> = fc
  .record({
    areaId: fc.constantFrom(1, 2, 3, 4),
    position: fc.nat(50),
    categoryIds: fc.subarray([10, 11, 12]),
    polygon: fc.constantFrom(null, square),
    hours: fc.constantFrom('office', 'closed', 'any' as const),
    lead: fc.constantFrom(...units),
    isOn: fc.boolean(),
  })
  .map(({ hours, lead, ...one }) =>
    ruleOf({
      ...one,
      times: { hours } as RoutingRule['times'],
      sends: { leadOrganisationId: lead, helperOrganisationIds: [] },
    }),
  );
const anyRules = fc
  .uniqueArray(anyRule, { selector: (rule) => `${rule.areaId}.${rule.position}`, maxLength: 12 })
  .map((rules) => rules.map((rule, i) => ({ ...rule, id: `r${i}` })));
const anyQuestion: fc.Arbitrary<RoutingQuestion> = fc.record({
  categoryPath: fc.constantFrom([11, 10], [12, 10], [10], []),
  areaPath: fc.constantFrom([3, 2, 1], [2, 1], [1]),
  point: fc.constantFrom(null, [0.5, 0.5] as const, [2, 2] as const),
  at: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) }).map(toIso),
});

describe('routing', () => {
  it('takes the first rule that holds, whatever order the list comes in', () => {
    fc.assert(
      fc.property(anyRules, anyQuestion, fc.nat(), (rules, question, turn) => {
        const answer = route(question, lists(rules));
        const shuffled = rules.map((_, i) => rules[(i * 7 + turn) % rules.length] as RoutingRule);
        const isShuffle = new Set(shuffled).size === rules.length;
        if (isShuffle) expect(route(question, lists(shuffled))).toEqual(answer);
        const ordered = orderRules(rules, question.areaPath);
        const first = ordered.findIndex((rule) => missOf(rule, question, lists(rules)) === null);
        if (answer.by === 'rule') expect(answer.rule).toBe(ordered[first]);
        else expect(first).toBe(-1);
        expect(answer.tried.map(({ rule }) => rule)).toEqual(first < 0 ? ordered : ordered.slice(0, first + 1));
      }),
    );
  });

  it('is moved by nothing that lies elsewhere, is off, or goes to a unit no longer there', () => {
    fc.assert(
      fc.property(anyRules, anyQuestion, anyRule, (rules, question, extra) => {
        const idle = [
          { ...extra, id: 'x1', areaId: 99 },
          { ...extra, id: 'x2', isOn: false },
          { ...extra, id: 'x3', sends: { leadOrganisationId: 'gone', helperOrganisationIds: [] } },
        ];
        const [before, after] = [route(question, lists(rules)), route(question, lists([...idle, ...rules]))];
        expect(after.by).toBe(before.by);
        if (before.by === 'rule' && after.by === 'rule') expect(after.rule).toBe(before.rule);
      }),
    );
  });

  it('asks the rules of the nearest area first, then by position', () => {
    const rules = [
      ruleOf({ id: 'street', areaId: 1 }),
      ruleOf({ id: 'late', areaId: 2, position: 2 }),
      ruleOf({ id: 'early', areaId: 2, position: 1 }),
    ];
    expect(route(asked, lists(rules))).toMatchObject({ by: 'rule', rule: { id: 'early' } });
    expect(route({ ...asked, areaPath: [1] }, lists(rules))).toMatchObject({ by: 'rule', rule: { id: 'street' } });
  });

  it('says why a rule does not hold', () => {
    const miss = (more: Partial<RoutingRule>, question: Partial<RoutingQuestion> = {}) =>
      missOf(ruleOf(more), { ...asked, ...question }, lists([]));
    expect(miss({ isOn: false })).toBe('off');
    expect(miss({ areaId: 7 })).toBe('area');
    expect(miss({ categoryIds: [12] })).toBe('category');
    expect(miss({ categoryIds: [10] })).toBeNull();
    expect(miss({ polygon: square })).toBeNull();
    expect(miss({ polygon: square }, { point: [3, 3] })).toBe('polygon');
    expect(miss({ polygon: square }, { point: null })).toBe('no-point');
    expect(miss({ times: { hours: 'closed' } })).toBe('time');
    expect(miss({ sends: { leadOrganisationId: 'gone', helperOrganisationIds: [] } })).toBe('unit');
    expect(miss({ categoryIds: [11] }, { categoryPath: [] })).toBe('category');
  });
});

describe('the duty list', () => {
  const anyDuties = fc
    .uniqueArray(fc.tuple(fc.constantFrom(10, 11, 12), fc.constantFrom(1, 2, 3, 4), fc.constantFrom(...units)), {
      selector: ([category, area]) => `${category}.${area}`,
      maxLength: 12,
    })
    .map((rows) => rows.map(([category, area, lead]) => dutyOf(category, area, lead)));

  it('gives the category’s own row of the nearest area, then its parent’s', () => {
    fc.assert(
      fc.property(anyDuties, anyQuestion, (duties, question) => {
        const found = findDuty(question, lists([], duties));
        const rank = (duty: Duty) =>
          question.categoryPath.indexOf(duty.categoryId) * 10 + question.areaPath.indexOf(duty.areaId);
        const usable = duties.filter(
          (duty) =>
            question.categoryPath.includes(duty.categoryId) &&
            question.areaPath.includes(duty.areaId) &&
            duty.leadOrganisationId !== 'gone',
        );
        const best = usable.toSorted((a, b) => rank(a) - rank(b))[0];
        expect(found).toBe(best);
      }),
    );
  });

  it('comes after the rules, and nobody after it', () => {
    const duties = [dutyOf(10, 1)];
    expect(route(asked, lists([ruleOf({ categoryIds: [12] })], duties))).toMatchObject({
      by: 'duty',
      duty: { id: '10-1' },
    });
    expect(route(asked, lists([ruleOf({})], duties)).by).toBe('rule');
    expect(route({ ...asked, categoryPath: [] }, lists([], duties)).by).toBe('nobody');
  });
});

describe('the times of a rule', () => {
  const anyClock = fc
    .tuple(fc.nat(23), fc.nat(59))
    .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
  const anyAt = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) });

  it('by the clock and its turned-round twin share out every moment', () => {
    fc.assert(
      fc.property(anyClock, anyClock, anyAt, (from, to, at) => {
        fc.pre(from !== to);
        const [own, twin] = [
          holdsAt({ hours: 'any', from, to }, at, calendar),
          holdsAt({ hours: 'any', from: to, to: from }, at, calendar),
        ];
        expect(own).not.toBe(twin);
      }),
    );
  });

  it('by the office and by its closed hours share out every moment', () => {
    fc.assert(
      fc.property(anyAt, (at) => {
        expect(holdsAt({ hours: 'office' }, at, calendar)).not.toBe(holdsAt({ hours: 'closed' }, at, calendar));
      }),
    );
  });

  it('are those of Shanghai', () => {
    const night = { hours: 'any', from: '22:00', to: '06:00' } as const;
    for (const [at, isIn] of [
      ['2026-03-04T13:59:59Z', false],
      ['2026-03-04T14:00:00Z', true],
      ['2026-03-04T21:59:59Z', true],
      ['2026-03-04T22:00:00Z', false],
    ] as const)
      expect(holdsAt(night, at, calendar)).toBe(isIn);
    const may = { hours: 'any', months: [5] } as const;
    expect(holdsAt({ ...may, months: [5] }, '2026-04-30T15:59:59Z', calendar)).toBe(false);
    expect(holdsAt({ ...may, months: [5] }, '2026-04-30T16:00:00Z', calendar)).toBe(true);
    expect(holdsAt({ hours: 'office' }, '2026-05-01T02:00:00Z', calendar)).toBe(false);
    expect(holdsAt({ hours: 'closed' }, '2026-03-04T05:00:00Z', calendar)).toBe(true);
  });

  it('from outside are checked', () => {
    expect(routingTimes.parse({})).toEqual({ hours: 'any' });
    for (const wrong of [
      { from: '22:00' },
      { from: '22:00', to: '22:00' },
      { from: '24:00', to: '06:00' },
      { months: [] },
      { months: [13] },
      { hours: 'late' },
      { days: 1 },
    ])
      expect(routingTimes.safeParse(wrong).success).toBe(false);
  });
});
