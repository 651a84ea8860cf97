import { expect, it } from 'vitest';
import { findDuty, type RoutingLists } from '../../../domain/case/routing.ts';
import { categorySeeds } from '../catalogue/seed.ts';
import { shippedCalendar } from './cases.ts';
import { moment, smallSize } from './demo.fixture.ts';
import { planDistrict } from './plan.ts';

const plan = planDistrict({ size: smallSize, seed: 'duties', now: moment });
const units = new Map(plan.organisations.all.map((one) => [one.id, one]));
const lists: RoutingLists = {
  rules: [],
  duties: plan.duties.map((duty, i) => ({ ...duty, id: String(i) })),
  calendar: shippedCalendar(),
  isInForce: (id) => units.has(id),
};

it('gives every kind of matter a lead unit at every building, with somebody to work on it', () => {
  for (const community of plan.places.communities) {
    for (const grid of community.grids) {
      const areaPath = [grid.id, community.id, community.street.id, plan.places.districtId];
      for (const category of categorySeeds.filter(({ parentId }) => parentId !== null)) {
        const categoryPath = [category.id, category.parentId as number];
        const duty = findDuty({ categoryPath, areaPath, point: null, at: moment }, lists);
        expect(duty, `${category.code} in ${grid.name}`).toBeDefined();
        const lead = units.get(duty?.leadOrganisationId as string);
        expect(plan.staff.handlers(lead?.id as string).length, lead?.name).toBeGreaterThan(0);
        expect(duty?.helperOrganisationIds).not.toContain(lead?.id);
        if (category.duty?.lead === 'property') expect(lead?.unit).toBe(grid.hasProperty ? 'property' : 'committee');
        else expect(lead?.unit).toBe(category.duty?.lead);
      }
    }
  }
});

it('has one row of the duty list for a category and an area', () => {
  const keys = plan.duties.map(({ categoryId, areaId }) => `${categoryId} ${areaId}`);
  expect(new Set(keys).size).toBe(keys.length);
});

it('has units with names of their own and people enough to check each other', () => {
  const names = plan.organisations.all.map(({ areaId, name }) => `${areaId} ${name}`);
  expect(new Set(names).size).toBe(names.length);
  for (const { id } of plan.places.streets) expect(plan.staff.checkers(id).length).toBeGreaterThanOrEqual(2);
  for (const { id } of plan.places.communities) expect(plan.staff.secretaries(id)).toHaveLength(2);
  const userNames = plan.staff.all.map(({ userName }) => userName);
  expect(new Set(userNames).size).toBe(userNames.length);
});
