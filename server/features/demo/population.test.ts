import { describe, expect, it } from 'vitest';
import { dayNumber } from '../../../domain/calendar/instant.ts';
import { parseCitizenId, unassignedDivisionCode } from '../../../domain/identifiers/citizen-id.ts';
import { isUnassignedMobile, parsePhone } from '../../../domain/identifiers/phone.ts';
import { personDetails } from '../../../domain/registry/fields.ts';
import { codeOf } from '../../../domain/registry/lists.ts';
import { ageOn } from './ages.ts';
import type { Json } from './copy.ts';
import { generate, moment, opened, type Row, smallSize } from './demo.fixture.ts';

const made = await generate('population');
const people = made.table('people');
const today = dayNumber(moment.slice(0, 10));
const ageOf = (person: Row) => ageOn(dayNumber(person['born_on'] as string), today);
const personOf = new Map(people.map((person) => [person['id'] as string, person]));
const current = made.table('residences').filter((row) => row['to_on'] === null);
const living = current.filter((row) => row['kind'] !== 'registered');

describe('the people of a demo district', () => {
  it('come out the same to the last byte from the same seed, and otherwise from another', async () => {
    const again = await generate('population');
    expect(again.bytes).toBe(made.bytes);
    const other = await generate('another seed');
    expect(other.bytes).not.toBe(made.bytes);
  });

  it('are exactly as many as asked for, in exactly as many homes', () => {
    expect(people).toHaveLength(smallSize.people);
    const homes = made.table('houses').filter((house) => house['use'] === 'residence');
    expect(homes).toHaveLength(smallSize.homes);
    const vacant = homes.filter((house) => house['tenure'] === 'vacant').length / homes.length;
    expect(vacant).toBeGreaterThan(0.05);
    expect(vacant).toBeLessThan(0.11);
  });

  it('have id numbers of nobody, right by their rules, that say their sex and birth', () => {
    const numbers = new Map<string, Set<string>>();
    for (const person of people) {
      const number = opened(person['id_sealed']);
      const read = parseCitizenId(number, { today: moment.slice(0, 10) });
      if (!read.ok) throw new Error(`${number}: ${read.code}`);
      expect(read.divisionCode).toBe(unassignedDivisionCode);
      expect(read.birthOn).toBe(person['born_on']);
      expect(read.sexCode).toBe(person['sex'] === 'male' ? '1' : '2');
      expect(read.mayBeRounded).toBe(false);
      expect(person['id_masked']).toMatch(/^440\*{13}[\dX]{2}$/);
      numbers.set(number, (numbers.get(number) ?? new Set()).add(person['person_id'] as string));
    }
    // One number is one person, who may stand in the registers of several communities.
    for (const owners of numbers.values()) expect(owners.size).toBe(1);
    const persons = made.table('persons');
    expect(numbers.size).toBe(persons.length);
    expect(persons.length).toBeLessThan(people.length);
    expect(persons.length).toBeGreaterThan(people.length * 0.97);
  });

  it('have phones that reach nobody, one of each number', () => {
    const phones = made.table('people_phones');
    const byPerson = new Map<string, Set<string>>();
    for (const row of phones) {
      const phone = parsePhone(opened(row['sealed']));
      if (!phone.ok) throw new Error(phone.code);
      expect(isUnassignedMobile(phone)).toBe(true);
      const owner = personOf.get(row['people_id'] as string)?.['person_id'] as string;
      byPerson.set(phone.normalized, (byPerson.get(phone.normalized) ?? new Set()).add(owner));
    }
    for (const owners of byPerson.values()) expect(owners.size).toBe(1);
    expect(phones.length).toBeGreaterThan(people.length * 0.75);
  });

  it('live in one home each; families of one to eight', () => {
    const counts = new Map<string, number>();
    for (const row of living) counts.set(row['house_id'] as string, (counts.get(row['house_id'] as string) ?? 0) + 1);
    expect(new Set(living.map((row) => row['people_id'])).size).toBe(living.length);
    const sizes = [...counts.values()];
    expect(Math.max(...sizes)).toBeLessThanOrEqual(8);
    const mean = sizes.reduce((sum, n) => sum + n, 0) / sizes.length;
    expect(mean).toBeGreaterThan(2.4);
    expect(mean).toBeLessThan(3.2);
    const ofOne = sizes.filter((n) => n === 1).length / sizes.length;
    expect(ofOne).toBeGreaterThan(0.08);
    expect(ofOne).toBeLessThan(0.3);
  });

  it('stand to the head of their household as their ages allow', () => {
    const heads = new Map(
      made.table('households').map((row) => [row['id'] as string, personOf.get(row['head_people_id'] as string)]),
    );
    let children = 0;
    for (const row of current) {
      const head = heads.get(row['household_id'] as string);
      const person = personOf.get(row['people_id'] as string);
      if (!head || !person) continue;
      const relation = row['relation_to_head'];
      if (relation === '户主') expect(person['id']).toBe(head['id']);
      if (relation === '儿子' || relation === '女儿') {
        expect(ageOf(head) - ageOf(person)).toBeGreaterThanOrEqual(16);
        children += 1;
      }
      expect((row['from_on'] as string) >= (person['born_on'] as string)).toBe(true);
      expect((row['from_on'] as string) <= moment.slice(0, 10)).toBe(true);
    }
    expect(children).toBeGreaterThan(300);
  });

  it('own their homes alone or in halves', () => {
    const shares = new Map<string, number>();
    for (const row of made.table('ownerships')) {
      const house = row['house_id'] as string;
      shares.set(house, (shares.get(house) ?? 0) + (row['share_num'] as number) / (row['share_den'] as number));
    }
    for (const share of shares.values()) expect(share).toBe(1);
    const owned = made.table('houses').filter((house) => house['tenure'] === 'owner');
    for (const house of owned) expect(shares.has(house['id'] as string)).toBe(true);
  });

  it('are described by the codes of the register’s lists', () => {
    const listed = ['ethnicity', 'maritalStatus', 'politicalStatus', 'education', 'registrationKind'] as const;
    for (const person of people) {
      const details = personDetails.parse((person['details'] as Json).json);
      for (const key of listed) {
        const word = details[key];
        if (word !== undefined) expect(codeOf(key, word), key).toBe(word);
      }
    }
    for (const row of current) expect(codeOf('relation', row['relation_to_head'] as string)).toBeDefined();
  });

  it('belong to service groups that fit their age and home', () => {
    const inHouse = Map.groupBy(living, (row) => row['house_id'] as string);
    const homeOf = new Map(living.map((row) => [row['people_id'] as string, row['house_id'] as string]));
    const codes = new Map<string, number>();
    for (const tag of made.table('tags')) {
      const person = personOf.get(tag['people_id'] as string) as Row;
      const code = tag['code'] as string;
      codes.set(code, (codes.get(code) ?? 0) + 1);
      const age = ageOf(person);
      if (code === 'oldAge') expect(age).toBeGreaterThanOrEqual(80);
      if (code === 'childInNeed') expect(age).toBeLessThan(16);
      if (code === 'veteran' || code === 'volunteer') expect(age).toBeGreaterThanOrEqual(18);
      if (code === 'alone') {
        expect(age).toBeGreaterThanOrEqual(60);
        expect(inHouse.get(homeOf.get(person['id'] as string) as string)).toHaveLength(1);
      }
      expect((tag['from_on'] as string) <= moment.slice(0, 10)).toBe(true);
    }
    expect(codes.get('oldAge')).toBe(people.filter((person) => ageOf(person) >= 80).length);
    for (const code of ['alone', 'emptyNest', 'disabled', 'lowIncome', 'veteran', 'volunteer'])
      expect(codes.get(code) ?? 0, code).toBeGreaterThan(3);
    expect((codes.get('lowIncome') ?? 0) / people.length).toBeLessThan(0.025);
  });
});
