import { dayExists } from '../../calendar/instant.ts';
import { readPhones } from '../../identifiers/phone.ts';
import { keptDetails, personFields, type TagCode, tagCodes } from '../fields.ts';
import type { LedgerPerson } from '../ledger/ledger-result.ts';

export type Sex = 'male' | 'female' | 'unknown';

/** A number a person is reached at; the note says whose it is where it is not their own. */
export interface ToldPhone {
  readonly number: string;
  readonly note: string | null;
}

/** A person as one ledger tells of them, in the registry's own terms. */
export interface ToldPerson {
  readonly name: string;
  readonly sex: Sex;
  readonly bornOn: string | null;
  readonly idKind: string;
  /** Whoever is taken in has a number: an id number, or that of another document. */
  readonly idNumber: string;
  readonly phones: readonly ToldPhone[];
  readonly details: Readonly<Record<string, string>>;
  readonly tags: readonly TagCode[];
  /** Key → cell with its sheet. */
  readonly cells: Readonly<Record<string, string>>;
  /** Where the row stands, for what has no cell of its own. */
  readonly row: string;
}

const sexes = { '1': 'male', '2': 'female' } as const;

const documentKinds: readonly (readonly [string, RegExp])[] = [
  ['passport', /护照/],
  ['hong-kong-macau-permit', /港澳|回乡证/],
  ['taiwan-permit', /台湾|台胞/],
  ['foreigner-permit', /外国人/],
  ['officer', /军官|士官|士兵|警官/],
  ['birth-certificate', /出生/],
];

/** The kind of a document by the words of a ledger. */
export function documentKindOf(words: string): string {
  return documentKinds.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';
}

/** Groups without a field of their own stand in the remark, so that nothing written is lost. */
function detailsOf({ texts, tags }: LedgerPerson): Record<string, string> {
  const remark = [texts.remark, ...tags].filter((words) => words !== undefined && words !== '').join('；');
  return { ...keptDetails(personFields, { ...texts, remark }) };
}

const others = [
  ['contactPhone', 'contactName', '紧急联系人'],
  ['guardianPhone', 'guardianName', '监护人'],
] as const;

function phonesOf({ phones, texts }: LedgerPerson): ToldPhone[] {
  const own = phones.map((number): ToldPhone => ({ number, note: null }));
  const beside = others.flatMap(([phone, name, who]) =>
    readPhones(texts[phone] ?? '').phones.map(
      ({ normalized }): ToldPhone => ({ number: normalized, note: `${who}${texts[name] ? ` ${texts[name]}` : ''}` }),
    ),
  );
  return [...own, ...beside.filter(({ number }) => !phones.includes(number))];
}

/** What a ledger's row says of a person, as the registry keeps it. */
export function toldPerson(person: LedgerPerson): ToldPerson {
  const cells = Object.entries(person.cells).map(
    ([field, address]) => [field === 'birthOn' ? 'bornOn' : field, `${person.sheet}!${address}`] as const,
  );
  return {
    name: person.name,
    sex: person.sexCode ? sexes[person.sexCode] : 'unknown',
    bornOn: person.birthOn && dayExists(person.birthOn) ? person.birthOn : null,
    idKind: person.document ? documentKindOf(person.document.kind) : 'citizen',
    idNumber: person.idNumber ?? person.document?.number ?? '',
    phones: phonesOf(person),
    details: detailsOf(person),
    tags: tagCodes.filter((code) => person.flags[code] === true),
    cells: Object.fromEntries(cells),
    row: `${person.sheet}!${person.row}`,
  };
}
