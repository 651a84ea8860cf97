import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { femaleFashions, maleFashions } from './given-names.ts';
import { type Random, type Weighted, weighted } from './random.ts';

export type Sex = 'male' | 'female';

interface FashionTables {
  readonly from: number;
  readonly single: number;
  readonly singles: Weighted<string>;
  readonly firsts: Weighted<string>;
  readonly seconds: Weighted<string>;
  readonly wholes: Weighted<string>;
}

/** Names as people of that sex and time of birth carry them. */
export interface Names {
  surname(random: Random): string;
  given(random: Random, sex: Sex, birthYear: number): string;
}

/** Of a hundred names, how many are among the most usual whole ones of their time. */
const wholePercent = 22;

/** Reads surnames with their frequency (data/names) and prepares given names by sex and decade. */
export function readNames(folder: string): Names {
  const lines = readFileSync(join(folder, 'names', 'surnames.csv'), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1);
  const surnames = weighted(
    lines.map((line) => {
      const [surname = '', frequency = '0'] = line.split(',');
      return [surname, Number(frequency)] as const;
    }),
  );
  const fashions = { male: maleFashions.map(tablesOf), female: femaleFashions.map(tablesOf) };
  return {
    surname: (random) => surnames.draw(random),
    given: (random, sex, birthYear) => givenName(random, fashionOf(fashions[sex], birthYear)),
  };
}

function tablesOf(fashion: (typeof maleFashions)[number]): FashionTables {
  return {
    from: fashion.from,
    single: fashion.singlePercent / 100,
    singles: falling([...fashion.singles]),
    firsts: falling([...fashion.firsts]),
    seconds: falling([...fashion.seconds]),
    wholes: falling(fashion.wholes.split(' ')),
  };
}

/** The first of a list is about four times as usual as the last. */
function falling(list: readonly string[]): Weighted<string> {
  return weighted(list.map((thing, i) => [thing, 1 / (i + list.length / 3)] as const));
}

function fashionOf(tables: readonly FashionTables[], birthYear: number): FashionTables {
  const found = tables.findLast((table) => table.from <= birthYear) ?? tables[0];
  if (!found) throw new Error('there are no given names');
  return found;
}

function givenName(random: Random, fashion: FashionTables): string {
  if (random.chance(fashion.single)) return fashion.singles.draw(random);
  if (random.chance(wholePercent / 100)) return fashion.wholes.draw(random);
  const first = fashion.firsts.draw(random);
  const second = fashion.seconds.draw(random);
  return first === second ? first : first + second;
}
