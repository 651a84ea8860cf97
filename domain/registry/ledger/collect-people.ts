import type { LedgerField, PersonText, ServiceFlag } from './ledger-fields.ts';
import type { ConflictField, Doubt, DuplicateRow, LedgerConflict, LedgerPerson, RowRef } from './ledger-result.ts';
import type { PersonRead } from './read-person.ts';

interface PersonDraft {
  readonly read: PersonRead;
  readonly at: RowRef;
  readonly phones: string[];
  readonly texts: Partial<Record<PersonText, string>>;
  readonly flags: Partial<Record<ServiceFlag, boolean>>;
  readonly tags: string[];
  readonly cells: Partial<Record<LedgerField, string>>;
  readonly doubts: Doubt[];
  relation: string | undefined;
}

/** Gathers people by their number: a row that says a number again is merged into the first. */
export interface PeopleCollector {
  /** Takes a row without reasons; gives the index of the person, and whether the person is new. */
  add(read: PersonRead, at: RowRef, slot: number): { readonly person: number; readonly isNew: boolean };
  settle(): { people: LedgerPerson[]; duplicates: DuplicateRow[]; conflicts: LedgerConflict[] };
}

const numberOf = (read: PersonRead): string => read.idNumber ?? `${read.document?.kind} ${read.document?.number}`;

function draftOf(read: PersonRead, at: RowRef): PersonDraft {
  const { phones, texts, flags, tags, cells, doubts, relation } = read.details;
  return {
    read,
    at,
    phones: [...phones],
    texts: { ...texts },
    flags: { ...flags },
    tags: [...tags],
    cells: { ...cells },
    doubts: [...doubts],
    relation,
  };
}

function conflictField(
  field: ConflictField['field'],
  kept: PersonDraft,
  other: PersonRead,
  values: readonly [string | undefined, string | undefined],
): ConflictField[] {
  const [before, now] = values;
  if (!before || !now || before === now) return [];
  const keptAddress = kept.cells[field];
  const address = other.details.cells[field];
  return [
    { field, kept: before, other: now, ...(keptAddress ? { keptAddress } : {}), ...(address ? { address } : {}) },
  ];
}

function identityConflicts(kept: PersonDraft, other: PersonRead): ConflictField[] {
  return [
    ...conflictField('name', kept, other, [kept.read.name, other.name]),
    ...conflictField('sex', kept, other, [kept.read.sexCode, other.sexCode]),
    ...conflictField('birthOn', kept, other, [kept.read.birthOn, other.birthOn]),
  ];
}

/** More numbers on one side are no contradiction; different numbers on both are. */
function phoneConflict(kept: PersonDraft, other: PersonRead): ConflictField[] {
  const now = other.details.phones;
  const within = now.every((phone) => kept.phones.includes(phone));
  const around = kept.phones.every((phone) => now.includes(phone));
  if (within || around) return [];
  return conflictField('phone', kept, other, [kept.phones.join('、'), now.join('、')]);
}

function fillIn(kept: PersonDraft, other: PersonRead, takesPhones: boolean): void {
  const { phones, texts, flags, tags, cells, relation } = other.details;
  if (takesPhones) for (const phone of phones) if (!kept.phones.includes(phone)) kept.phones.push(phone);
  for (const [field, words] of Object.entries(texts)) kept.texts[field as PersonText] ??= words;
  for (const [flag, yes] of Object.entries(flags)) {
    kept.flags[flag as ServiceFlag] = yes || kept.flags[flag as ServiceFlag] === true;
  }
  for (const tag of tags) if (!kept.tags.includes(tag)) kept.tags.push(tag);
  for (const [field, address] of Object.entries(cells)) kept.cells[field as LedgerField] ??= address;
  kept.relation ??= relation;
}

function personOf(draft: PersonDraft): LedgerPerson {
  const { name, idNumber, document, sexCode, birthOn } = draft.read;
  return {
    ...draft.at,
    name,
    ...(idNumber ? { idNumber } : {}),
    ...(document ? { document } : {}),
    ...(sexCode ? { sexCode } : {}),
    ...(birthOn ? { birthOn } : {}),
    phones: draft.phones,
    texts: draft.texts,
    flags: draft.flags,
    tags: draft.tags,
    ...(draft.relation ? { relation: draft.relation } : {}),
    doubts: draft.doubts,
    cells: draft.cells,
  };
}

/** Makes an empty collector of people. */
export function collectPeople(): PeopleCollector {
  const drafts: PersonDraft[] = [];
  const byNumber = new Map<string, number>();
  const duplicates: DuplicateRow[] = [];
  const conflicts: LedgerConflict[] = [];
  return {
    add: (read, at, slot) => {
      const known = byNumber.get(numberOf(read));
      const kept = known === undefined ? undefined : drafts[known];
      if (known === undefined || !kept) {
        byNumber.set(numberOf(read), drafts.length);
        drafts.push(draftOf(read, at));
        return { person: drafts.length - 1, isNew: true };
      }
      duplicates.push({ ...at, slot, person: known, first: kept.at });
      const identity = identityConflicts(kept, read);
      const contact = read.goesOn ? [] : phoneConflict(kept, read);
      const fields = [...identity, ...contact];
      if (fields.length > 0) {
        conflicts.push({
          ...at,
          person: known,
          first: kept.at,
          kind: identity.length > 0 ? 'identity' : 'contact',
          fields,
        });
      }
      fillIn(kept, read, contact.length === 0);
      return { person: known, isNew: false };
    },
    settle: () => ({ people: drafts.map(personOf), duplicates, conflicts }),
  };
}
