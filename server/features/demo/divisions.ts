import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { divisionList } from '../../../domain/registry/divisions.ts';
import { apportion } from './random.ts';
import type { DemoSize } from './sizes.ts';

export interface CommunityPlan {
  readonly code: string;
  /** As people say it: 荔湖社区. */
  readonly name: string;
  readonly committeeName: string;
  readonly grids: number;
}

export interface StreetPlan {
  readonly code: string;
  readonly name: string;
  readonly communities: readonly CommunityPlan[];
}

export interface DistrictPlan {
  readonly code: string;
  readonly name: string;
  readonly streets: readonly StreetPlan[];
}

/** The streets and communities that a size asks for, by the names of the published list (data/divisions). */
export function readDistrict(folder: string, size: DemoSize): DistrictPlan {
  const list = divisionList.parse(JSON.parse(readFileSync(join(folder, 'divisions', '440103.json'), 'utf8')));
  const first = list.streets.findIndex((street) => street.code === size.firstStreetCode);
  const streets = list.streets.slice(first, first + size.streets);
  const known = streets.reduce((sum, street) => sum + street.communities.length, 0);
  if (first < 0 || streets.length < size.streets || known < size.communities)
    throw new RangeError('the published list has fewer streets or communities than the size asks for');
  const counts = fewer(
    streets.map((street) => street.communities.length),
    known - size.communities,
  );
  const grids = apportion(
    size.grids,
    Array.from({ length: size.communities }, () => 1),
    1,
  );
  let nth = 0;
  return {
    code: list.code,
    name: list.name,
    streets: streets.map((street, i) => ({
      code: street.code,
      name: street.name,
      communities: street.communities.slice(0, counts[i]).map(({ code, name }) => {
        const short = name.replace(/(?:居民委员会|居委会会?)$/, '');
        nth += 1;
        return { code, name: short, committeeName: `${short}居民委员会`, grids: grids[nth - 1] as number };
      }),
    })),
  };
}

/** Takes communities away from the largest street until the number is right. */
function fewer(counts: readonly number[], surplus: number): readonly number[] {
  const left = [...counts];
  for (let i = 0; i < surplus; i += 1) {
    const largest = left.indexOf(Math.max(...left));
    left[largest] = (left[largest] as number) - 1;
  }
  return left;
}
