import type { Door } from './buildings.ts';
import { type FamilyPlan, ownerPlans, resized, sizeOfPlan, tenantPlans } from './families.ts';
import type { PlacedBuilding } from './places.ts';
import { type Random, weighted } from './random.ts';

type Tenure = 'owner' | 'let' | 'shared-let' | 'vacant' | 'lent' | 'unknown';

/** Who owns a home that its owner does not live in. */
type Landlord = 'elsewhere' | 'neighbour' | 'organisation' | 'unknown';

/** A door and what goes on behind it, before anybody has a name. */
export interface Home {
  readonly building: PlacedBuilding;
  readonly door: Door;
  tenure: Tenure;
  plan: FamilyPlan | undefined;
  landlord: Landlord | undefined;
}

const uses = weighted<Tenure>([
  ['owner', 70],
  ['let', 20],
  ['lent', 2],
  ['vacant', 8],
]);

const landlords = weighted<Landlord>([
  ['elsewhere', 45],
  ['neighbour', 22],
  ['organisation', 12],
  ['unknown', 21],
]);

/** How many records of people a home brings: those who live there, and an owner who lives elsewhere. */
function peopleOf(home: Home): number {
  return (home.plan ? sizeOfPlan(home.plan) : 0) + (home.landlord === 'elsewhere' ? 1 : 0);
}

/** Decides for each door whether its owner lives there, tenants, or nobody; the records of people sum up to exactly so many. */
export function occupy(
  random: Random,
  doors: readonly { readonly building: PlacedBuilding; readonly door: Door }[],
  people: number,
): readonly Home[] {
  const homes = doors.map(({ building, door }): Home => {
    if (door.use === 'commercial') return { building, door, tenure: 'let', plan: undefined, landlord: 'organisation' };
    const tenure = uses.draw(random);
    const plan = tenure === 'vacant' ? undefined : (tenure === 'let' ? tenantPlans : ownerPlans).draw(random);
    const landlord = tenure === 'owner' ? undefined : landlords.draw(random);
    return { building, door, tenure: plan?.kind === 'shared' ? 'shared-let' : tenure, plan, landlord };
  });
  meet(random, homes, people);
  return homes;
}

function meet(random: Random, homes: readonly Home[], people: number): void {
  let missing = people - homes.reduce((sum, home) => sum + peopleOf(home), 0);
  for (let tries = 0; missing !== 0; tries += 1) {
    if (tries > 100 * homes.length) throw new RangeError('so many people do not fit into so many homes');
    const home = random.pick(homes);
    const plan = home.plan && resized(home.plan, missing > 0 ? 1 : -1);
    if (!plan) continue;
    home.plan = plan;
    missing -= Math.sign(missing);
  }
}
