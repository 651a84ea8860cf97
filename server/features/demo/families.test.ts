import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../../domain/calendar/instant.ts';
import { ageOn } from './ages.ts';
import { type Kin, type Member, makeFamily, ownerPlans, sizeOfPlan, tenantPlans } from './families.ts';
import { readNames } from './names.ts';
import { dataFolder } from './plan.ts';
import { makeRandom } from './random.ts';
import { relationTo, withHeadFirst } from './relations.ts';

const today = dayNumber('2026-11-22');
const random = makeRandom('families');
const kin: Kin = { random, names: readNames(dataFolder), today };
const years = (from: Member, to: Member) => (to.bornOn - from.bornOn) / 365.2425;
const plans = Array.from({ length: 6000 }, () => (random.chance(0.76) ? ownerPlans : tenantPlans).draw(random));
const families = plans.map((plan) => ({ plan, family: makeFamily(kin, plan) }));
const of = (family: readonly Member[], role: Member['role']) => family.find((member) => member.role === role);

describe('families', () => {
  it('are as many people as planned', () => {
    for (const { plan, family } of families) expect(family).toHaveLength(sizeOfPlan(plan));
  });

  it('have parents sixteen years older than their children at least, and mothers forty-one at most', () => {
    const pairs = [
      ['wife', 'child'],
      ['husband', 'child'],
      ['husbands-mother', 'husband'],
      ['husbands-father', 'husband'],
      ['wifes-mother', 'wife'],
      ['wifes-father', 'wife'],
    ] as const;
    let seen = 0;
    for (const { family } of families) {
      for (const [elder, younger] of pairs) {
        const parent = of(family, elder);
        for (const child of parent ? family.filter(({ role }) => role === younger) : []) {
          const gap = years(parent as Member, child);
          expect(gap).toBeGreaterThanOrEqual(16);
          if (parent?.sex === 'female') expect(gap).toBeLessThanOrEqual(41);
          seen += 1;
        }
      }
    }
    expect(seen).toBeGreaterThan(5000);
  });

  it('have couples old enough to marry and children with a name of their parents', () => {
    for (const { family } of families) {
      const [husband, wife] = [of(family, 'husband'), of(family, 'wife')];
      if (!husband || !wife) continue;
      expect(ageOn(husband.bornOn, today)).toBeGreaterThanOrEqual(22);
      expect(ageOn(wife.bornOn, today)).toBeGreaterThanOrEqual(20);
      expect(Math.abs(years(husband, wife))).toBeLessThan(13);
      for (const child of family.filter(({ role }) => role === 'child'))
        expect([husband.surname, wife.surname]).toContain(child.surname);
      const father = of(family, 'husbands-father');
      if (father) expect(father.surname).toBe(husband.surname);
    }
  });

  it('have no two children of one year, and minors where minors were planned', () => {
    for (const { plan, family } of families) {
      const children = family.filter(({ role }) => role === 'child').sort((a, b) => a.bornOn - b.bornOn);
      for (const [i, child] of children.entries()) {
        if (i > 0) expect(years(children[i - 1] as Member, child)).toBeGreaterThan(0.8);
      }
      const youngest = children.at(-1);
      if (youngest && plan.kind === 'family') expect(ageOn(youngest.bornOn, today)).toBeLessThan(18);
      if (youngest && plan.kind === 'grown') expect(ageOn(youngest.bornOn, today)).toBeGreaterThanOrEqual(19);
    }
  });

  it('make a population like that of a Chinese city of 2026', () => {
    const ages = families.flatMap(({ family }) => family.map(({ bornOn }) => ageOn(bornOn, today)));
    const share = (from: number, to: number) => ages.filter((age) => age >= from && age < to).length / ages.length;
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...ages)).toBeLessThan(106);
    expect(share(0, 15)).toBeGreaterThan(0.1);
    expect(share(0, 15)).toBeLessThan(0.16);
    expect(share(60, 200)).toBeGreaterThan(0.16);
    expect(share(60, 200)).toBeLessThan(0.26);
    expect(share(80, 200)).toBeGreaterThan(0.018);
    expect(share(80, 200)).toBeLessThan(0.045);
    const men = families.flatMap(({ family }) => family).filter(({ sex }) => sex === 'male').length / ages.length;
    expect(men).toBeGreaterThan(0.46);
    expect(men).toBeLessThan(0.54);
  });

  it('say what each is to the head', () => {
    const seen = new Set<string>();
    for (const { plan, family } of families) {
      const ordered = withHeadFirst(random, family);
      const head = ordered[0] as Member;
      const words = ordered.map((member) => relationTo(head, member));
      expect(words.filter((word) => word === '户主')).toHaveLength(1);
      if (plan.kind !== 'shared') expect(words).not.toContain('非亲属');
      for (const word of words) seen.add(word);
      for (const [i, member] of ordered.entries()) {
        if (words[i] === '儿子' || words[i] === '女儿') expect(years(head, member)).toBeGreaterThan(16);
        if (words[i] === '父亲' || words[i] === '母亲') expect(years(member, head)).toBeGreaterThan(16);
      }
    }
    for (const word of ['配偶', '儿子', '女儿', '父亲', '母亲', '孙子', '孙女', '儿媳', '女婿', '岳母', '婆婆']) {
      expect(seen, word).toContain(word);
    }
  });
});
