import type { VisitDoor, VisitWish } from '../../../../contract/visits.ts';
import type { Text } from '../../../../domain/text.ts';
import { type VisitOutcome, visitOutcomes, wishHours } from '../../../../domain/visits/rules.ts';
import type { FormField, FormValues } from '../../../ui/forms/fields.ts';

type Person = VisitDoor['people'][number];

export const emptyWish: VisitWish = { isPhoneFirst: false, hours: 'any', isNoVisit: false, isNoPhoto: false };

interface Labels {
  readonly outcome: string;
  readonly words: string;
  readonly nextOn: string;
  readonly finding: string;
  readonly findingHint: string;
  readonly wish: (name: string) => string;
  readonly wishHours: (name: string) => string;
  readonly wishes: readonly { readonly value: string; readonly label: string | Text }[];
}

const options = (from: Readonly<Record<string, Text>>) =>
  Object.entries(from).map(([value, label]) => ({ value, label }));

/** What a visit asks: only what is not known. Wishes come filled in. */
export function visitFields(door: VisitDoor, on: string, labels: Labels): readonly FormField[] {
  return [
    {
      key: 'outcome',
      kind: 'choice',
      look: 'chips',
      label: labels.outcome,
      required: true,
      options: options(visitOutcomes),
    },
    { key: 'words', kind: 'text', label: labels.words, max: 2000, lines: 3 },
    { key: 'finding', kind: 'text', label: labels.finding, hint: labels.findingHint, max: 2000, lines: 2 },
    { key: 'nextOn', kind: 'date', label: labels.nextOn, notBefore: on },
    ...door.people.flatMap((person): readonly FormField[] => [
      {
        key: `wish-${person.ref}`,
        kind: 'choice',
        many: true,
        look: 'chips',
        label: labels.wish(person.name),
        options: labels.wishes,
      },
      {
        key: `hours-${person.ref}`,
        kind: 'choice',
        look: 'chips',
        label: labels.wishHours(person.name),
        options: options(wishHours),
      },
    ]),
  ];
}

const chipsOf = (wish: VisitWish): readonly string[] => [
  ...(wish.isPhoneFirst ? ['phone'] : []),
  ...(wish.isNoVisit ? ['no-visit'] : []),
  ...(wish.isNoPhoto ? ['no-photo'] : []),
];

export function visitInitial(door: VisitDoor): FormValues {
  return Object.fromEntries(
    door.people.flatMap(({ ref, wish }) => [
      [`wish-${ref}`, chipsOf(wish ?? emptyWish)],
      [`hours-${ref}`, (wish ?? emptyWish).hours],
    ]),
  );
}

/** The wish as it stands in the form; undefined where it is what is known already. */
export function changedWish(person: Person, values: FormValues): VisitWish | undefined {
  const chips = (values[`wish-${person.ref}`] ?? []) as readonly string[];
  const before = person.wish ?? emptyWish;
  const now: VisitWish = {
    isPhoneFirst: chips.includes('phone'),
    hours: (values[`hours-${person.ref}`] as VisitWish['hours'] | undefined) ?? before.hours,
    isNoVisit: chips.includes('no-visit'),
    isNoPhoto: chips.includes('no-photo'),
  };
  return JSON.stringify(now) === JSON.stringify(before) ? undefined : now;
}

/** The way a visit went by what came of it: whoever was called was not met at the door. */
export const wayOf = (outcome: VisitOutcome): 'door' | 'phone' => (outcome === 'phoned' ? 'phone' : 'door');

/** The matter a finding becomes: an event at this door, found by the visitor. */
export function findingInput(door: VisitDoor, words: string) {
  return {
    type: 'event',
    begin: 'report',
    source: 'grid' as const,
    categoryId: null,
    urgency: 'normal' as const,
    place: { areaId: door.areaId, houseRef: door.houseRef, words: door.address },
    contact: null,
    fields: { words },
  };
}
