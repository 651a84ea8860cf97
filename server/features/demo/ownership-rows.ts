import { dayOf } from '../../../domain/calendar/instant.ts';
import { bornAged, yearOf } from './ages.ts';
import type { Member } from './families.ts';
import { putPerson } from './person-rows.ts';
import type { Dwelling, KnownPerson, Neighbour, PopulationParts } from './population-parts.ts';
import type { Random } from './random.ts';

/** The number of a household's booklet. */
export function registerNumber(random: Random): string {
  return `99${String(random.between(0, 9_999_999)).padStart(7, '0')}`;
}

/** Puts who owns a home and lives in it: the head, or both of a couple each a half. @returns the owners */
export function putOwners<T extends { readonly peopleId: string; readonly member: Member }>(
  parts: PopulationParts,
  communityId: number,
  dwelling: Dwelling,
  { records, from }: { readonly records: readonly T[]; readonly from: number },
): readonly T[] {
  if (dwelling.tenure !== 'owner') return [];
  const owners = ownersAmong(parts.random, records);
  const certificate = certificateNumber(parts.random, dwelling, from);
  for (const { peopleId } of owners)
    putOwnership(parts, communityId, dwelling, { peopleId, parts: owners.length, certificate, from });
  return owners;
}

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
export function putLandlord(
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
  const { peopleId, person } = putPerson(parts, communityId, newLandlord(parts), {
    about: { today, plan: { kind: 'single', band: 'middle' }, family: [], isTenant: false },
    known: undefined,
  });
  putOwnership(parts, communityId, dwelling, { peopleId, parts: 1, certificate, from });
  if (random.chance(0.65)) putAbsentRegistration(parts, communityId, dwelling, peopleId);
  if (random.chance(0.5)) absent.push(person);
}

function newLandlord({ random, names, today }: PopulationParts): Member {
  const sex = random.chance(0.6) ? 'male' : 'female';
  const bornOn = bornAged(random, today, { from: 30, to: 74 });
  const given = names.given(random, sex, yearOf(bornOn));
  return { surname: names.surname(random), given, sex, bornOn, role: sex === 'male' ? 'husband' : 'wife' };
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
