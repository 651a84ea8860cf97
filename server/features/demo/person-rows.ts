import { dayOf } from '../../../domain/calendar/instant.ts';
import { maskIdNumber, maskPhone } from '../../../domain/identifiers/masks.ts';
import { serviceTags } from '../../../domain/registry/fields.ts';
import { searchTextOfPerson } from '../../../domain/registry/search-text.ts';
import { ageOn } from './ages.ts';
import { type Circumstances, detailsOf, tagsOf } from './details.ts';
import type { Member } from './families.ts';
import type { KnownPerson, PopulationParts } from './population-parts.ts';

/** Puts a person with number, phones, details, tags and search pieces. */
export function putPerson(
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
  putPhones(parts, communityId, peopleId, person.phones);
  for (const { code, source, from } of tagsOf(random, member, about)) {
    const { kind, basis } = serviceTags[code];
    const fromOn = dayOf(Math.max(from, member.bornOn));
    sink.put('tags', [communityId, newId(), peopleId, code, kind, source, basis, fromOn]);
  }
  sink.put('search_tokens', [communityId, 'person', peopleId, vault.pieces(searchTextOfPerson({ name })), null]);
  return { peopleId, phone: person.phones[0], person };
}

function putPhones(
  { sink, vault, newId }: PopulationParts,
  communityId: number,
  peopleId: string,
  phones: readonly string[],
): void {
  for (const [position, phone] of phones.entries()) {
    const sealed = [vault.seal('phone', phone), vault.token('phone', phone), maskPhone(phone)] as const;
    sink.put('people_phones', [communityId, newId(), peopleId, ...sealed, position]);
  }
}

function phonesOf({ random, today, nextPhone }: PopulationParts, member: Member): readonly string[] {
  const age = ageOn(member.bornOn, today);
  const share = age < 6 ? 0 : age < 13 ? 0.15 : age < 18 ? 0.8 : age < 72 ? 0.97 : age < 85 ? 0.8 : 0.4;
  if (!random.chance(share)) return [];
  return age >= 20 && random.chance(0.06) ? [nextPhone(), nextPhone()] : [nextPhone()];
}
