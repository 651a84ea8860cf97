import type { QueryOf } from '../../../contract/route.ts';
import type { Routes } from '../../kit/api.ts';
import type { Filters } from '../../kit/use-filters.ts';

/** What the address of the list may say. */
export const peopleKeys = ['q', 'area', 'tag', 'age', 'sex', 'kind', 'asWhat', 'ref'] as const;

export type PeopleFilters = Filters<(typeof peopleKeys)[number]>;
export type PeopleQuery = QueryOf<Routes['POST /people']>;

/** Age groups as the desk asks for them, by both ends in whole years. */
export const ageGroups = {
  baby: { ageFrom: 0, ageTo: 6 },
  child: { ageFrom: 7, ageTo: 17 },
  adult: { ageFrom: 18, ageTo: 59 },
  old: { ageFrom: 60 },
  veryOld: { ageFrom: 80 },
} as const;

type AgeGroup = keyof typeof ageGroups;

/** The question to the server. */
export function peopleQuery(filters: Readonly<Partial<Record<keyof PeopleFilters, string | undefined>>>): PeopleQuery {
  const { q, area, tag, age, sex, kind, asWhat } = filters;
  return {
    ...(q ? { q } : {}),
    ...(area ? { area: Number(area) } : {}),
    ...(tag ? { tag } : {}),
    ...(age && age in ageGroups ? ageGroups[age as AgeGroup] : {}),
    ...(sex ? { sex } : {}),
    ...(kind ? { kind } : {}),
    ...(asWhat ? { asWhat } : {}),
  } as PeopleQuery;
}

/** Whether anything narrows the list. */
export function isNarrowed(filters: PeopleFilters): boolean {
  const { ref: _, ...rest } = filters;
  return Object.values(rest).some((value) => value);
}
