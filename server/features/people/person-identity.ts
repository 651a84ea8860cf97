import { businessDay } from '../../../domain/calendar/instant.ts';
import { parseCitizenId } from '../../../domain/identifiers/citizen-id.ts';
import { identifierFaults } from '../../../domain/identifiers/faults.ts';
import { parsePhone } from '../../../domain/identifiers/phone.ts';
import { type FieldProblem, Refusal } from '../../../domain/refusals.ts';
import type { Text } from '../../../domain/text.ts';
import { text } from '../../../domain/text.ts';

export type Sex = 'male' | 'female' | 'unknown';

/** Who somebody is by what was typed; values that an id number implies are taken from it. */
export interface Identity {
  readonly name: string;
  readonly sex: Sex;
  readonly bornOn: string | null;
  readonly idNumber: string | null;
}

const sexOf = { '1': 'male', '2': 'female' } as const;

function refuseField(path: string, words: Text): never {
  throw new Refusal('request.invalid', { fields: [{ path, text: words }] });
}

/**
 * Checks an identity against its id number: the number by GB 11643, sex and birth date against what it says. Absent ones are taken from it.
 * @throws request.invalid naming the field
 */
export function checkIdentity(typed: Identity, now: string): Identity {
  if (typed.bornOn !== null && typed.bornOn > businessDay(now))
    refuseField('bornOn', text('出生日期不能晚于今天。', 'The date of birth lies in the future.'));
  if (typed.idNumber === null || typed.idNumber.trim() === '') return { ...typed, idNumber: null };
  const read = parseCitizenId(typed.idNumber, { today: businessDay(now), cell: 'text' });
  if (!read.ok) refuseField('idNumber', identifierFaults[read.code]);
  const sex = sexOf[read.sexCode];
  if (typed.sex !== 'unknown' && typed.sex !== sex)
    refuseField('sex', text('性别与证件号不一致。', 'The sex does not agree with the id number.'));
  if (typed.bornOn !== null && typed.bornOn !== read.birthOn)
    refuseField('bornOn', text('出生日期与证件号不一致。', 'The date of birth does not agree with the id number.'));
  return { ...typed, sex, bornOn: read.birthOn, idNumber: read.normalized };
}

/** Phones as digits, each that cannot be one refused by its place. @throws request.invalid naming the field */
export function checkPhones(typed: readonly string[], path: string): readonly string[] {
  const problems: FieldProblem[] = [];
  const phones = typed.flatMap((one, at) => {
    const read = parsePhone(one);
    if (read.ok) return [read.normalized];
    problems.push({ path: `${path}.${at}`, text: identifierFaults[read.code] });
    return [];
  });
  if (problems.length > 0) throw new Refusal('request.invalid', { fields: problems });
  return [...new Set(phones)];
}
