import { dayOf } from '../../../domain/calendar/instant.ts';
import { doorKey } from '../../../domain/identifiers/address.ts';
import { maskIdNumber, maskPhone } from '../../../domain/identifiers/masks.ts';
import { serviceTags } from '../../../domain/registry/fields.ts';
import { searchTextOfHouse, searchTextOfPerson } from '../../../domain/registry/search-text.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import { ageOn, bornAged, yearsFrom } from './ages.ts';
import { type Door, doorsOf } from './buildings.ts';
import type { RowSink } from './copy.ts';
import { type Circumstances, detailsOf, tagsOf } from './details.ts';
import { type FamilyPlan, type Kin, type Member, makeFamily, spouseFor } from './families.ts';
import type { IdNumbers } from './numbers.ts';
import { type Home, occupy } from './occupancy.ts';
import type { PlacedBuilding, PlacedCommunity } from './places.ts';
import type { Random } from './random.ts';
import { relationTo, withHeadFirst } from './relations.ts';

/** What the people of all communities are made with; the numbers go on from one community to the next. */
export interface PopulationParts extends Kin {
  readonly ids: IdNumbers;
  readonly nextPhone: () => string;
  readonly newId: () => string;
  readonly vault: Vault;
  readonly sink: RowSink;
  /** When the register was made, ISO 8601. */
  readonly createdAt: string;
  /** People known in one community who may live in a later one; a list that is added to and taken from. */
  readonly elsewhere: KnownPerson[];
}

/** Somebody who has an id number and phones already. */
export interface KnownPerson {
  readonly personId: string;
  readonly member: Member;
  readonly idNumber: string;
  readonly phones: readonly string[];
}

/** Somebody of a community's register, as far as matters raised there need it. */
export interface Neighbour {
  readonly peopleId: string;
  readonly name: string;
  readonly age: number;
  readonly phone: string | undefined;
  readonly houseId: string;
  readonly building: PlacedBuilding;
  /** 0 where the building has no stairwells of its own. */
  readonly unit: number;
  readonly gridId: number;
  readonly address: string;
}

const mostElsewhere = 2000;

interface Dwelling extends Home {
  readonly houseId: string;
  readonly gridId: number;
  readonly address: string;
}

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
  parts.sink.put('search_tokens', [communityId, 'house', houseId, parts.vault.pieces(searchTextOfHouse({ address }))]);
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
  const householdId = plan.kind === 'shared' ? null : parts.newId();
  const head = records[0] as (typeof records)[number];
  if (householdId)
    parts.sink.put('households', [
      communityId,
      householdId,
      dwelling.houseId,
      isRegistered ? registerNumber(random) : null,
      head.peopleId,
      parts.createdAt,
      parts.createdAt,
    ]);
  const movedIn = movedInOn(parts, dwelling, head.member, isTenant);
  const owners = dwelling.tenure === 'owner' ? ownersAmong(random, records) : [];
  for (const record of records) {
    const { peopleId, member } = record;
    parts.sink.put('residences', [
      communityId,
      parts.newId(),
      peopleId,
      dwelling.houseId,
      householdId,
      isRegistered ? 'both' : 'living',
      isTenant ? 'tenant' : owners.includes(record) ? 'owner' : 'member',
      relationTo(head.member, member),
      dayOf(Math.max(movedIn, member.bornOn)),
      null,
      parts.createdAt,
    ]);
  }
  const certificate = certificateNumber(random, dwelling, movedIn);
  for (const { peopleId } of owners)
    putOwnership(parts, communityId, dwelling, { peopleId, parts: owners.length, certificate, from: movedIn });
  return records.map(({ peopleId, member, phone }) => ({
    peopleId,
    name: member.surname + member.given,
    age: ageOn(member.bornOn, today),
    phone,
    houseId: dwelling.houseId,
    building: dwelling.building,
    unit: dwelling.door.unit,
    gridId: dwelling.gridId,
    address: dwelling.address,
  }));
}

/** Somebody of an earlier community who is old enough to be married, and not too old. */
function takeGrown({ elsewhere, today }: PopulationParts): KnownPerson | undefined {
  const at = elsewhere.findIndex(({ member }) => {
    const age = ageOn(member.bornOn, today);
    return age >= 24 && age <= 80;
  });
  return at < 0 ? undefined : elsewhere.splice(at, 1)[0];
}

/** Puts a person with number, phones, details, tags and search pieces. */
function putPerson(
  parts: PopulationParts,
  communityId: number,
  member: Member,
  { about, known }: { readonly about: Circumstances; readonly known: KnownPerson | undefined },
): { readonly peopleId: string; readonly phone: string | undefined; readonly person: KnownPerson } {
  const { random, vault, sink, newId } = parts;
  const person = known ?? {
    personId: newId(),
    member,
    idNumber: parts.ids.next(member.sex, member.bornOn),
    phones: phonesOf(parts, member),
  };
  const peopleId = newId();
  const token = vault.token('id-number', person.idNumber);
  if (!known) sink.put('persons', [person.personId, token, parts.createdAt]);
  const name = member.surname + member.given;
  sink.put('people', [
    communityId,
    peopleId,
    person.personId,
    name,
    member.sex,
    dayOf(member.bornOn),
    'citizen',
    vault.seal('id-number', person.idNumber),
    token,
    maskIdNumber(person.idNumber),
    { json: detailsOf(random, member, about) },
    parts.createdAt,
    parts.createdAt,
  ]);
  for (const [position, phone] of person.phones.entries())
    sink.put('people_phones', [
      communityId,
      newId(),
      peopleId,
      vault.seal('phone', phone),
      vault.token('phone', phone),
      maskPhone(phone),
      position,
    ]);
  for (const { code, source, from } of tagsOf(random, member, about)) {
    const { kind, basis } = serviceTags[code];
    const fromOn = dayOf(Math.max(from, member.bornOn));
    sink.put('tags', [communityId, newId(), peopleId, code, kind, source, basis, fromOn]);
  }
  sink.put('search_tokens', [communityId, 'person', peopleId, vault.pieces(searchTextOfPerson({ name }))]);
  return { peopleId, phone: person.phones[0], person };
}

function phonesOf({ random, today, nextPhone }: PopulationParts, member: Member): readonly string[] {
  const age = ageOn(member.bornOn, today);
  const share = age < 6 ? 0 : age < 13 ? 0.15 : age < 18 ? 0.8 : age < 72 ? 0.97 : age < 85 ? 0.8 : 0.4;
  if (!random.chance(share)) return [];
  return age >= 20 && random.chance(0.06) ? [nextPhone(), nextPhone()] : [nextPhone()];
}

function registerNumber(random: Random): string {
  return `99${String(random.between(0, 9_999_999)).padStart(7, '0')}`;
}

function movedInOn(parts: PopulationParts, dwelling: Dwelling, head: Member, isTenant: boolean): number {
  const { random, today } = parts;
  const built = yearsFrom(0, dwelling.building.estate.builtYear - 1969);
  const grown = yearsFrom(head.bornOn, 18);
  const latest = today - 20;
  if (isTenant) return random.between(Math.min(latest, Math.max(built, grown, today - 2000)), latest);
  return random.between(Math.min(latest, Math.max(built, grown)), latest);
}

/** The head owns the home, or both of a couple each a half. */
function ownersAmong<T extends { readonly member: Member }>(random: Random, records: readonly T[]): readonly T[] {
  const [head] = records;
  if (!head) return [];
  const isOfCouple = (one: T) => one.member.role === 'wife' || one.member.role === 'husband';
  const spouse = records.find((one) => one !== head && isOfCouple(one));
  return spouse && isOfCouple(head) && random.chance(0.35) ? [head, spouse] : [head];
}

interface Owning {
  readonly peopleId?: string;
  readonly organisation?: string;
  readonly parts: number;
  readonly certificate: string | null;
  readonly from: number | null;
}

function putOwnership(parts: PopulationParts, communityId: number, dwelling: Dwelling, owning: Owning): void {
  parts.sink.put('ownerships', [
    communityId,
    parts.newId(),
    dwelling.houseId,
    owning.peopleId ?? null,
    owning.organisation ?? null,
    1,
    owning.parts,
    owning.certificate,
    owning.from === null ? null : dayOf(owning.from),
    parts.createdAt,
  ]);
}

function certificateNumber(random: Random, dwelling: Dwelling, from: number): string | null {
  if (random.chance(0.3)) return null;
  const year = Math.max(dwelling.building.estate.builtYear, Number(dayOf(from).slice(0, 4)));
  return `演示（${year}）不动产权第${String(random.between(1, 999_999)).padStart(7, '0')}号`;
}

/** Puts the owner of a home that is let, lent or empty. */
function putLandlord(
  parts: PopulationParts,
  communityId: number,
  dwelling: Dwelling,
  { owners, absent }: { readonly owners: readonly Neighbour[]; readonly absent: KnownPerson[] },
): void {
  const { random, today } = parts;
  const certificate = certificateNumber(random, dwelling, today - 4000);
  const from = random.chance(0.6) ? today - random.between(400, 6000) : null;
  if (dwelling.landlord === 'organisation')
    putOwnership(parts, communityId, dwelling, {
      organisation: random.pick(landlordNames),
      parts: 1,
      certificate,
      from,
    });
  if (dwelling.landlord === 'neighbour' && owners.length > 0)
    putOwnership(parts, communityId, dwelling, { peopleId: random.pick(owners).peopleId, parts: 1, certificate, from });
  if (dwelling.landlord !== 'elsewhere') return;
  const sex = random.chance(0.6) ? ('male' as const) : ('female' as const);
  const bornOn = bornAged(random, today, { from: 30, to: 74 });
  const year = Number(dayOf(bornOn).slice(0, 4));
  const surname = parts.names.surname(random);
  const role = sex === 'male' ? ('husband' as const) : ('wife' as const);
  const member: Member = { surname, given: parts.names.given(random, sex, year), sex, bornOn, role };
  const about: Circumstances = {
    today,
    plan: { kind: 'single', band: 'middle' },
    family: [member, member],
    isTenant: false,
  };
  const { peopleId, person } = putPerson(parts, communityId, member, { about, known: undefined });
  putOwnership(parts, communityId, dwelling, { peopleId, parts: 1, certificate, from });
  if (random.chance(0.65)) putAbsentRegistration(parts, communityId, dwelling, peopleId);
  if (random.chance(0.5)) absent.push(person);
}

/** 户在人不在: on the booklet of this door, living somewhere else. */
function putAbsentRegistration(
  parts: PopulationParts,
  communityId: number,
  { houseId }: Dwelling,
  peopleId: string,
): void {
  const householdId = parts.newId();
  const { createdAt, random, sink } = parts;
  sink.put('households', [communityId, householdId, houseId, registerNumber(random), peopleId, createdAt, createdAt]);
  const from = dayOf(parts.today - random.between(400, 6000));
  const residence = [householdId, 'registered', 'owner', '户主', from, null];
  sink.put('residences', [communityId, parts.newId(), peopleId, houseId, ...residence, createdAt]);
}

const landlordNames = [
  '区住房保障中心',
  '区公房管理所',
  '市机械一厂（自管房）',
  '市第二纺织厂（自管房）',
  '街道集体资产办公室',
];
