import { dayOf } from '../../../domain/calendar/instant.ts';
import { doorKey } from '../../../domain/identifiers/address.ts';
import { searchTextOfHouse } from '../../../domain/registry/search-text.ts';
import { ageOn, yearsFrom } from './ages.ts';
import { type Door, doorsOf } from './buildings.ts';
import type { Circumstances } from './details.ts';
import { type FamilyPlan, type Member, makeFamily, spouseFor } from './families.ts';
import { occupy } from './occupancy.ts';
import { putLandlord, putOwners, registerNumber } from './ownership-rows.ts';
import { putPerson } from './person-rows.ts';
import type { PlacedBuilding, PlacedCommunity } from './places.ts';
import type { Dwelling, KnownPerson, Neighbour, PopulationParts } from './population-parts.ts';
import { relationTo, withHeadFirst } from './relations.ts';

const mostElsewhere = 2000;

/**
 * Puts the homes and people of a community: exactly so many records of people. Lets other work run between the buildings.
 * @returns those who live there
 */
export async function peopleCommunity(
  parts: PopulationParts,
  community: PlacedCommunity,
  people: number,
): Promise<readonly Neighbour[]> {
  const { random } = parts;
  const doors = community.grids.flatMap((grid) =>
    grid.buildings.flatMap((building) =>
      doorsOf(random, building.building).map((door) => ({ building, door, gridId: grid.id })),
    ),
  );
  const homes = occupy(random, doors, people);
  const neighbours: Neighbour[] = [];
  const owners: Neighbour[] = [];
  const absent: KnownPerson[] = [];
  for (const [i, home] of homes.entries()) {
    const { door, building } = home;
    const address = addressOf(building, door);
    const dwelling = { ...home, houseId: parts.newId(), gridId: (doors[i] as { gridId: number }).gridId, address };
    putHouse(parts, community.id, dwelling);
    const family = dwelling.plan ? putFamily(parts, community.id, dwelling, dwelling.plan) : [];
    const first = family[0];
    if (first && dwelling.tenure === 'owner') owners.push(first);
    neighbours.push(...family);
    putLandlord(parts, community.id, dwelling, { owners, absent });
    if (i % 20 === 19) await new Promise(setImmediate);
  }
  // Some who own here and live elsewhere are met again in a community that follows.
  parts.elsewhere.push(...absent.slice(0, Math.max(0, mostElsewhere - parts.elsewhere.length)));
  return neighbours;
}

function addressOf({ name }: PlacedBuilding, { unit, room, use }: Door): string {
  return `${name}${unit === 0 ? '' : `${unit}单元`}${room}${use === 'commercial' ? '商铺' : '室'}`;
}

function putHouse(parts: PopulationParts, communityId: number, dwelling: Dwelling): void {
  const { building, door, houseId, address } = dwelling;
  const unit = door.unit === 0 ? undefined : String(door.unit);
  const key = doorKey({ building: String(building.number), ...(unit ? { unit } : {}), room: door.room }) as string;
  parts.sink.put('houses', [
    communityId,
    houseId,
    building.id,
    building.unitIds[door.unit - 1] ?? null,
    door.floor,
    door.room,
    key,
    address,
    door.use,
    dwelling.tenure,
    door.areaHundredthsM2,
    parts.createdAt,
    parts.createdAt,
  ]);
  parts.sink.put('search_tokens', [
    communityId,
    'house',
    houseId,
    parts.vault.pieces(searchTextOfHouse({ address })),
    null,
  ]);
}

/** Puts those who live behind a door; the first is the head. */
function putFamily(
  parts: PopulationParts,
  communityId: number,
  dwelling: Dwelling,
  plan: FamilyPlan,
): readonly Neighbour[] {
  const { random, today } = parts;
  const known = plan.kind === 'couple' && random.chance(0.12) ? takeGrown(parts) : undefined;
  const family = withHeadFirst(random, known ? spouseFor(parts, known.member) : makeFamily(parts, plan));
  const isTenant = dwelling.tenure === 'let' || dwelling.tenure === 'shared-let';
  const about: Circumstances = { today, plan, family, isTenant };
  const records = family.map((member) => {
    const identity =
      known && member.surname === known.member.surname && member.given === known.member.given ? known : undefined;
    return { ...putPerson(parts, communityId, member, { about, known: identity }), member };
  });
  const isRegistered = !isTenant && !known && random.chance(dwelling.tenure === 'lent' ? 0.2 : 0.74);
  putHousehold(parts, communityId, dwelling, { records, isTenant, isRegistered, isShared: plan.kind === 'shared' });
  const { houseId, building, gridId, address } = dwelling;
  return records.map(({ peopleId, member, phone }) => ({
    peopleId,
    name: member.surname + member.given,
    age: ageOn(member.bornOn, today),
    phone,
    houseId,
    building,
    unit: dwelling.door.unit,
    gridId,
    address,
  }));
}

interface Household {
  /** The head first. */
  readonly records: readonly { readonly peopleId: string; readonly member: Member }[];
  readonly isTenant: boolean;
  readonly isRegistered: boolean;
  /** Sharers are no household; each only lives there. */
  readonly isShared: boolean;
}

/** Puts a household with where each of it lives since when, and who of them owns the home. */
function putHousehold(parts: PopulationParts, communityId: number, dwelling: Dwelling, household: Household): void {
  const { records, isTenant, isRegistered, isShared } = household;
  const { random, newId, sink, createdAt } = parts;
  const { houseId } = dwelling;
  const head = records[0] as (typeof records)[number];
  const id = isShared ? null : newId();
  const registerNo = isRegistered ? registerNumber(random) : null;
  if (id) sink.put('households', [communityId, id, houseId, registerNo, head.peopleId, createdAt, createdAt]);
  const movedIn = movedInOn(parts, dwelling, head.member, isTenant);
  const owners = putOwners(parts, communityId, dwelling, { records, from: movedIn });
  for (const record of records) {
    const { peopleId, member } = record;
    const kind = isRegistered ? 'both' : 'living';
    const asWhat = isTenant ? 'tenant' : owners.includes(record) ? 'owner' : 'member';
    const relation = relationTo(head.member, member);
    const from = dayOf(Math.max(movedIn, member.bornOn));
    const keys = [communityId, newId(), peopleId, houseId, id] as const;
    sink.put('residences', [...keys, kind, asWhat, relation, from, null, createdAt]);
  }
}

/** Somebody of an earlier community who is old enough to be married, and not too old. */
function takeGrown({ elsewhere, today }: PopulationParts): KnownPerson | undefined {
  const at = elsewhere.findIndex(({ member }) => {
    const age = ageOn(member.bornOn, today);
    return age >= 24 && age <= 80;
  });
  return at < 0 ? undefined : elsewhere.splice(at, 1)[0];
}

function movedInOn(parts: PopulationParts, dwelling: Dwelling, head: Member, isTenant: boolean): number {
  const { random, today } = parts;
  const built = yearsFrom(0, dwelling.building.estate.builtYear - 1969);
  const grown = yearsFrom(head.bornOn, 18);
  const latest = today - 20;
  if (isTenant) return random.between(Math.min(latest, Math.max(built, grown, today - 2000)), latest);
  return random.between(Math.min(latest, Math.max(built, grown)), latest);
}
