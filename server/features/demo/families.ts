import { bornAged, yearOf, yearsFrom } from './ages.ts';
import type { Names, Sex } from './names.ts';
import { type Random, weighted } from './random.ts';

/** Where somebody stands in a family, seen from the couple in its middle. */
export type FamilyRole =
  | 'husband'
  | 'wife'
  | 'child'
  | 'husbands-father'
  | 'husbands-mother'
  | 'wifes-father'
  | 'wifes-mother'
  | 'sharer';

/** What a person is, wherever they live. */
export interface Identity {
  readonly surname: string;
  readonly given: string;
  readonly sex: Sex;
  /** Number of the day. */
  readonly bornOn: number;
}

export interface Member extends Identity {
  readonly role: FamilyRole;
}

type Band = 'young' | 'middle' | 'elder';

/** Who lives in a home, before they have names and ages. */
export type FamilyPlan =
  | { readonly kind: 'single'; readonly band: Band }
  | { readonly kind: 'couple'; readonly band: Band }
  /** A couple with children under age, and perhaps parents of one of them. */
  | { readonly kind: 'family'; readonly children: number; readonly elders: number }
  /** A couple whose child has grown up and stayed. */
  | { readonly kind: 'grown'; readonly children: number }
  | { readonly kind: 'one-parent'; readonly children: number }
  /** Old parents, or one of them, with a grown child who looks after them. */
  | { readonly kind: 'with-elders'; readonly elders: number }
  | { readonly kind: 'shared'; readonly sharers: number };

/** Families who own their home, or have it from their family. */
export const ownerPlans = weighted<FamilyPlan>([
  [{ kind: 'single', band: 'elder' }, 7.5],
  [{ kind: 'couple', band: 'elder' }, 14],
  [{ kind: 'couple', band: 'middle' }, 12],
  [{ kind: 'single', band: 'middle' }, 3.5],
  [{ kind: 'family', children: 1, elders: 0 }, 19],
  [{ kind: 'family', children: 2, elders: 0 }, 7],
  [{ kind: 'family', children: 1, elders: 1 }, 3.5],
  [{ kind: 'family', children: 1, elders: 2 }, 5],
  [{ kind: 'family', children: 2, elders: 1 }, 2],
  [{ kind: 'family', children: 2, elders: 2 }, 2.5],
  [{ kind: 'grown', children: 1 }, 18],
  [{ kind: 'grown', children: 2 }, 1],
  [{ kind: 'one-parent', children: 1 }, 2.8],
  [{ kind: 'one-parent', children: 2 }, 0.7],
  [{ kind: 'with-elders', elders: 1 }, 4],
  [{ kind: 'with-elders', elders: 2 }, 1.5],
  [{ kind: 'couple', band: 'young' }, 4],
  [{ kind: 'single', band: 'young' }, 2],
]);

/** Families who rent. */
export const tenantPlans = weighted<FamilyPlan>([
  [{ kind: 'single', band: 'young' }, 28],
  [{ kind: 'couple', band: 'young' }, 20],
  [{ kind: 'family', children: 1, elders: 0 }, 18],
  [{ kind: 'family', children: 2, elders: 0 }, 5],
  [{ kind: 'family', children: 1, elders: 1 }, 2],
  [{ kind: 'single', band: 'middle' }, 8],
  [{ kind: 'couple', band: 'middle' }, 7],
  [{ kind: 'shared', sharers: 2 }, 4],
  [{ kind: 'shared', sharers: 3 }, 5],
  [{ kind: 'shared', sharers: 4 }, 2],
  [{ kind: 'shared', sharers: 5 }, 1],
]);

export function sizeOfPlan(plan: FamilyPlan): number {
  switch (plan.kind) {
    case 'single':
      return 1;
    case 'couple':
      return 2;
    case 'family':
      return 2 + plan.children + plan.elders;
    case 'grown':
      return 2 + plan.children;
    case 'one-parent':
      return 1 + plan.children;
    case 'with-elders':
      return 1 + plan.elders;
    case 'shared':
      return plan.sharers;
  }
}

/** The same family with one person more or fewer, where that is still a usual family. */
export function resized(plan: FamilyPlan, by: 1 | -1): FamilyPlan | undefined {
  if (plan.kind === 'family' && between(plan.children + by, 1, 3)) return { ...plan, children: plan.children + by };
  if (plan.kind === 'shared' && between(plan.sharers + by, 2, 6)) return { ...plan, sharers: plan.sharers + by };
  if (plan.kind === 'couple' && plan.band === 'young' && by === 1) return { kind: 'family', children: 1, elders: 0 };
  if (plan.kind === 'single' && plan.band === 'young' && by === 1) return { kind: 'couple', band: 'young' };
  if (plan.kind === 'couple' && by === -1) return { kind: 'single', band: plan.band };
  return undefined;
}

function between(n: number, low: number, high: number): boolean {
  return n >= low && n <= high;
}

export interface Kin {
  readonly random: Random;
  readonly names: Names;
  /** Number of today. */
  readonly today: number;
}

const bandAges: Record<Band, { single: { from: number; to: number }; wife: { from: number; to: number } }> = {
  young: { single: { from: 21, to: 36 }, wife: { from: 23, to: 36 } },
  middle: { single: { from: 37, to: 62 }, wife: { from: 47, to: 61 } },
  elder: { single: { from: 63, to: 93 }, wife: { from: 61, to: 90 } },
};

/** Fewer children were born in the last years. */
const minorAges = weighted<{ from: number; to: number }>([
  [{ from: 0, to: 2 }, 8],
  [{ from: 3, to: 5 }, 12],
  [{ from: 6, to: 8 }, 20],
  [{ from: 9, to: 12 }, 27],
  [{ from: 13, to: 17 }, 27],
]);

/** Gives the people of a plan their sex, age and name: ages fit the generations, names the family and the time. */
export function makeFamily(kin: Kin, plan: FamilyPlan): readonly Member[] {
  switch (plan.kind) {
    case 'single':
      return [makeSingle(kin, plan.band)];
    case 'couple':
      return coupleAround(kin, bornAged(kin.random, kin.today, elderAges(kin.random, bandAges[plan.band].wife)));
    case 'family':
      return withElders(kin, withChildren(kin, minorAges.draw(kin.random), plan.children), {
        count: plan.elders,
        side: kin.random.chance(0.68) ? 'husband' : 'wife',
      });
    case 'grown':
      return withChildren(kin, { from: 19, to: 33 }, plan.children);
    case 'one-parent': {
      const stays: FamilyRole = kin.random.chance(0.8) ? 'wife' : 'husband';
      return withChildren(kin, minorAges.draw(kin.random), plan.children).filter(
        ({ role }) => role === 'child' || role === stays,
      );
    }
    case 'with-elders':
      return childOfElders(kin, plan.elders);
    case 'shared':
      return makeSharers(kin, plan.sharers);
  }
}

/** The wife or husband of somebody known: their home when they live elsewhere. */
export function spouseFor(kin: Kin, one: Identity): readonly Member[] {
  if (one.sex === 'female') {
    const husband = person(kin, 'male', yearsFrom(one.bornOn, -ageGap(kin.random, one.bornOn, kin.today)));
    return [
      { ...husband, role: 'husband' },
      { ...one, role: 'wife' },
    ];
  }
  const wifeBornOn = Math.min(
    yearsFrom(one.bornOn, ageGap(kin.random, one.bornOn, kin.today)),
    yearsFrom(kin.today, -20.1),
  );
  return [
    { ...one, role: 'husband' },
    { ...person(kin, 'female', wifeBornOn), role: 'wife' },
  ];
}

/** The very old are fewer. */
function elderAges(random: Random, ages: { from: number; to: number }): { from: number; to: number } {
  if (ages.from < 60 || random.chance(0.5)) return ages;
  return { from: ages.from, to: Math.min(ages.to, 76) };
}

function makeSingle(kin: Kin, band: Band): Member {
  // Women live longer; among the young and the middle-aged who live alone there are more men.
  const isFemale = kin.random.chance(band === 'elder' ? 0.64 : 0.44);
  const bornOn = bornAged(kin.random, kin.today, elderAges(kin.random, bandAges[band].single));
  return isFemale
    ? { ...person(kin, 'female', bornOn), role: 'wife' }
    : { ...person(kin, 'male', bornOn), role: 'husband' };
}

function person({ random, names }: Kin, sex: Sex, bornOn: number, surname?: string): Identity {
  return { surname: surname ?? names.surname(random), given: names.given(random, sex, yearOf(bornOn)), sex, bornOn };
}

/** Years by which a husband is older; never so much that one of the two was too young to marry. */
function ageGap(random: Random, wifeBornOn: number, today: number): number {
  const gap = Math.min(9, Math.max(-3, random.around(2, 2.4)));
  return Math.max(gap, 22.1 - (today - wifeBornOn) / 365.2425);
}

function coupleAround(kin: Kin, wifeBornOn: number): readonly [Member, Member] {
  const husbandBornOn = yearsFrom(wifeBornOn, -ageGap(kin.random, wifeBornOn, kin.today));
  return [
    { ...person(kin, 'male', husbandBornOn), role: 'husband' },
    { ...person(kin, 'female', wifeBornOn), role: 'wife' },
  ];
}

/** Age of a mother at the birth of a first child of that time. */
function motherAge({ random }: Kin, childBornOn: number): number {
  const year = yearOf(childBornOn);
  const mean = year < 1970 ? 24.5 : year < 1990 ? 25.5 : year < 2005 ? 26.5 : 28.8;
  return Math.min(39, Math.max(20.5, random.around(mean, 3.4)));
}

function withChildren(kin: Kin, ages: { from: number; to: number }, count: number): readonly Member[] {
  const { random, today } = kin;
  const youngest = bornAged(random, today, ages);
  const births = [youngest];
  for (let i = 1; i < count; i += 1) births.push(yearsFrom(births[i - 1] as number, -random.around(4, 1.2)));
  const eldest = births.at(-1) as number;
  const spread = (youngest - eldest) / 365.2425;
  const atFirst = Math.min(motherAge(kin, eldest), 40 - spread);
  const [husband, wife] = coupleAround(kin, yearsFrom(eldest, -Math.max(20.5, atFirst)));
  const surname = random.chance(0.96) ? husband.surname : wife.surname;
  const children = births.map((bornOn): Member => {
    const sex: Sex = random.chance(0.525) ? 'male' : 'female';
    return { ...person(kin, sex, bornOn, surname), role: 'child' };
  });
  return [husband, wife, ...children.reverse()];
}

function parentsOf(kin: Kin, child: Member): readonly [Identity, Identity] {
  const mother = person(kin, 'female', yearsFrom(child.bornOn, -motherAge(kin, child.bornOn)));
  const gap = ageGap(kin.random, mother.bornOn, kin.today);
  return [person(kin, 'male', yearsFrom(mother.bornOn, -gap), child.surname), mother];
}

type Side = 'husband' | 'wife';

/** Parents who live on; of one alone it is mostly the mother. */
function withElders(
  kin: Kin,
  family: readonly Member[],
  { count, side }: { readonly count: number; readonly side: Side },
): readonly Member[] {
  const child = family.find(({ role }) => role === side);
  if (count === 0 || !child) return family;
  const [father, mother] = parentsOf(kin, child);
  const elders: readonly [Member, Member] = [
    { ...father, role: side === 'husband' ? 'husbands-father' : 'wifes-father' },
    { ...mother, role: side === 'husband' ? 'husbands-mother' : 'wifes-mother' },
  ];
  if (count === 2) return [...family, ...elders];
  return [...family, elders[kin.random.chance(0.75) ? 1 : 0]];
}

function childOfElders(kin: Kin, elders: number): readonly Member[] {
  const child = person(
    kin,
    kin.random.chance(0.6) ? 'male' : 'female',
    bornAged(kin.random, kin.today, { from: 36, to: 58 }),
  );
  const side: Side = child.sex === 'male' ? 'husband' : 'wife';
  return withElders(kin, [{ ...child, role: side }], { count: elders, side });
}

function makeSharers(kin: Kin, count: number): readonly Member[] {
  const sex: Sex = kin.random.chance(0.56) ? 'male' : 'female';
  return Array.from({ length: count }, (): Member => {
    const own = kin.random.chance(0.82) ? sex : sex === 'male' ? 'female' : 'male';
    return { ...person(kin, own, bornAged(kin.random, kin.today, { from: 20, to: 38 })), role: 'sharer' };
  });
}
