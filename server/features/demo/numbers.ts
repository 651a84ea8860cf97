import { dayNumber, dayOf } from '../../../domain/calendar/instant.ts';
import { composeCitizenId, unassignedDivisionCode } from '../../../domain/identifiers/citizen-id.ts';
import { creditCodeCheckCharacter } from '../../../domain/identifiers/credit-code.ts';
import { unassignedMobilePrefixes } from '../../../domain/identifiers/phone.ts';
import type { Sex } from './names.ts';
import type { Random } from './random.ts';

const firstDay = dayNumber('1900-01-01');
/** Serials of one sex on one day: 001, 003 … 997 for men; those that would end in 00 are left out, since such a number may look rounded. */
const serials = {
  male: Array.from({ length: 500 }, (_, i) => 2 * i + 1),
  female: Array.from({ length: 499 }, (_, i) => 2 * i + 2).filter((serial) => serial % 100 !== 0),
};
/** Prime to the length of both lists, so that stepping by it meets each serial once. */
const step = 367;

/** Id numbers that belong to nobody, each once. */
export interface IdNumbers {
  /** @param bornOn number of the day of birth (domain/calendar) */
  next(sex: Sex, bornOn: number): string;
}

/** Makes an issuer of id numbers under the division code that is given to no division. About 500 for each sex and day of birth. */
export function idNumbers(random: Random, lastDay: number): IdNumbers {
  const used = { male: new Uint16Array(lastDay - firstDay + 1), female: new Uint16Array(lastDay - firstDay + 1) };
  const start = { male: random.between(0, 400), female: random.between(0, 400) };
  return {
    next(sex, bornOn) {
      const at = bornOn - firstDay;
      const nth = used[sex][at] ?? 0;
      const list = serials[sex];
      if (nth >= list.length) throw new RangeError(`no more id numbers for ${dayOf(bornOn)}`);
      used[sex][at] = nth + 1;
      const serial = list[(start[sex] + at * 13 + nth * step) % list.length] as number;
      return composeCitizenId(unassignedDivisionCode, dayOf(bornOn), serial);
    },
  };
}

const subscribers = 100_000_000;
/** Odd and not divisible by 5 or by the number of prefixes' factors: stepping by it meets each number once. */
const stride = 61_803_397;

/** Mobile numbers under prefixes no operator holds, each once. */
export function phoneNumbers(random: Random): () => string {
  const prefixes = [...unassignedMobilePrefixes].sort();
  const start = random.between(0, subscribers - 1);
  let given = 0;
  return () => {
    const prefix = prefixes[given % prefixes.length] as string;
    const turn = Math.floor(given / prefixes.length);
    if (turn >= subscribers) throw new RangeError('no more phone numbers');
    const subscriber = (start + ((turn * stride) % subscribers)) % subscribers;
    given += 1;
    return prefix + String(subscriber).padStart(8, '0');
  };
}

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** A social credit code with a right check character, registered in the division that does not exist. @param kind first two characters */
export function creditCode(random: Random, kind: string): string {
  const organisation = Array.from({ length: 9 }, () => random.pick([...creditAlphabet])).join('');
  const first17 = `${kind}${unassignedDivisionCode}${organisation}`;
  return first17 + creditCodeCheckCharacter(first17);
}
