import type { Messages } from '../namespaces.ts';
import type { search as zh } from '../zh/search.ts';

export const search = {
  label: 'Search matters, people, homes, areas and organisations',
  placeholder: 'Number, words, name, door, phone',
  kinds: { case: 'Matters', person: 'People', house: 'Homes', area: 'Areas', organisation: 'Organisations' },
  all: 'Show all',
  tooMany: 'There are more: please type more',
  needsMore: 'One more character, please: beyond one community it takes two',
  none: 'Nothing found',
  noneHint: 'Only your own area is searched; id numbers and phones must be whole.',
  failed: 'The search failed; please try again',
  searching: 'Searching',
  found_one: '{{count}} found; choose with the arrow keys',
  found_other: '{{count}} found; choose with the arrow keys',
} as const satisfies Messages<typeof zh>;
