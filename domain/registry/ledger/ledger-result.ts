import { type IdentifierFault, identifierFaults } from '../../identifiers/faults.ts';
import { type Text, text } from '../../text.ts';
import type { HouseText, LedgerField, PersonText, ServiceFlag } from './ledger-fields.ts';
import type { RefusedColumn, RefusedKind } from './refused-columns.ts';

/** Where something stands in the file. */
export interface RowRef {
  readonly sheet: string;
  readonly row: number;
}

export interface CellRef extends RowRef {
  readonly address: string;
}

const nameReasons = {
  'name-missing': text('没有填写姓名。', 'The name is missing.'),
  'name-formula': text(
    '姓名单元格是公式，不会执行也不会采用，请改为文字。',
    'The name cell holds a formula. It is neither run nor taken; enter the name as text.',
  ),
  'name-characters': text(
    '姓名中有数字、问号等不应有的字符，请核对。',
    'The name holds digits, a question mark or other characters that no name has.',
  ),
} as const satisfies Record<string, Text>;

type IdFault = Extract<IdentifierFault, `id-${string}`>;

/** Why a row waits in the to-fix list. */
export type HeldCode = IdFault | keyof typeof nameReasons;

const doubtTexts = {
  'sex-differs': text('性别与身份证号不符，已按身份证号。', 'The sex differs from the id number, which is followed.'),
  'birth-differs': text(
    '出生日期与身份证号不符，已按身份证号。',
    'The birth date differs from the id number, which is followed.',
  ),
  'birth-unreadable': text('出生日期无法识别。', 'The birth date cannot be read.'),
  'phone-unreadable': text('有电话号码无法识别。', 'A phone number cannot be read.'),
  'house-missing': text('没有写明住址。', 'No home is given.'),
  'house-unclear': text('住址没有写到房号。', 'The address does not name a door.'),
  'id-fifteen': text(
    '15 位旧身份证号，已升为 18 位，请核对。',
    'A 15-digit id number was brought to 18 digits. Please check it.',
  ),
  'id-may-be-rounded': text('身份证号末三位为 000，请核对。', 'The id number ends in 000. Please check it.'),
} as const satisfies Record<string, Text>;

/** What is worth a look though the row is taken. */
export type DoubtCode = keyof typeof doubtTexts;

/** Words for a reason of the to-fix list or a doubt. */
export function ledgerText(code: HeldCode | DoubtCode): Text {
  if (code in doubtTexts) return doubtTexts[code as DoubtCode];
  if (code in nameReasons) return nameReasons[code as keyof typeof nameReasons];
  return identifierFaults[code as IdFault];
}

export interface HeldReason {
  readonly code: HeldCode;
  /** The cell to mend; for a missing value the cell where it belongs, absent where there is no such column. */
  readonly address?: string;
}

export interface Doubt {
  readonly code: DoubtCode;
  readonly address?: string;
}

/** What a row says of a person, the identity aside. */
export interface PersonDetails {
  readonly phones: readonly string[];
  readonly texts: Readonly<Partial<Record<PersonText, string>>>;
  /** Only what the row answers: a blank is no answer. */
  readonly flags: Readonly<Partial<Record<ServiceFlag, boolean>>>;
  /** Words beside a yes, such as the grade of a disability, and groups without a field of their own. */
  readonly tags: readonly string[];
  readonly relation?: string;
  readonly doubts: readonly Doubt[];
  /** Lineage: from which cell each field came. */
  readonly cells: Readonly<Partial<Record<LedgerField, string>>>;
}

export interface LedgerPerson extends PersonDetails, RowRef {
  /** 18 characters; absent for a holder of another document. */
  readonly idNumber?: string;
  readonly document?: { readonly kind: string; readonly number: string };
  readonly name: string;
  /** GB/T 2261.1; from the id number where there is one. */
  readonly sexCode?: '1' | '2';
  readonly birthOn?: string;
}

/** A row that cannot be taken until it is mended. Everything else it says is kept, so that mending one cell is enough. */
export interface HeldRow extends RowRef {
  /** Which person of the row, from 0. */
  readonly slot: number;
  readonly reasons: readonly HeldReason[];
  /** As far as it can be shown. */
  readonly name: string;
  /** The id cell as written. */
  readonly idText: string;
  readonly sexCode?: '1' | '2';
  readonly birthOn?: string;
  readonly details: PersonDetails;
  readonly house?: string;
  readonly residenceKind: ResidenceKind;
}

export interface LedgerHouse extends RowRef {
  /** Unique in this workbook: the door, with the estate before it where there are several. */
  readonly key: string;
  /** `building-unit-room`, an absent part empty; absent where the address names no door. */
  readonly door?: string;
  readonly estate?: string;
  readonly building?: string;
  readonly unit?: string;
  readonly floor?: string;
  readonly room?: string;
  /** The address as first written. */
  readonly address?: string;
  readonly texts: Readonly<Partial<Record<HouseText, string>>>;
  /** The ledger says that nobody lives there, and names nobody who does. */
  readonly vacant: boolean;
}

/** How a person belongs to a home. */
export type ResidenceKind = 'resident' | 'tenant' | 'owner' | 'registered';

export interface LedgerResidence extends RowRef {
  /** Index in `people`. */
  readonly person: number;
  /** Key in `houses`. */
  readonly house: string;
  readonly kind: ResidenceKind;
  readonly relation?: string;
  readonly headName?: string;
  readonly presence?: string;
}

export interface DuplicateRow extends RowRef {
  readonly slot: number;
  /** Index in `people` of the person it says again. */
  readonly person: number;
  readonly first: RowRef;
}

export interface ConflictField {
  readonly field: 'name' | 'sex' | 'birthOn' | 'phone';
  readonly kept: string;
  readonly other: string;
  readonly keptAddress?: string;
  readonly address?: string;
}

/** A repeated row that says something else of the same id number. The first row's values stand until someone decides. */
export interface LedgerConflict extends RowRef {
  readonly person: number;
  readonly first: RowRef;
  /** `identity` must be decided by a person; `contact` may be settled by precedence and asked at the next visit. */
  readonly kind: 'identity' | 'contact';
  readonly fields: readonly ConflictField[];
}

export type IgnoredReason = 'total' | 'note' | 'header' | 'section' | 'numbering' | 'example' | 'form';

/** A row that is no record, listed so that nothing vanishes unseen. */
export interface IgnoredRow extends RowRef {
  readonly reason: IgnoredReason;
  /** The first words of the row. */
  readonly words: string;
}

/** A cell that tried to be a formula where text belongs. */
export interface InjectedCell extends CellRef {
  readonly source: string;
}

export interface RefusedValue extends CellRef {
  readonly kind: RefusedKind;
}

export interface LedgerCounts {
  /** Rows of data, ignored ones aside. */
  readonly rows: number;
  /** Verdicts: people + held + duplicates + houseRows. More than rows where a row names several persons. */
  readonly entries: number;
  readonly people: number;
  readonly held: number;
  readonly duplicates: number;
  /** Rows that only describe a home, mostly vacant. */
  readonly houseRows: number;
  readonly houses: number;
  readonly conflicts: number;
  readonly ignored: number;
  readonly injected: number;
}

export interface LedgerResult {
  readonly people: readonly LedgerPerson[];
  readonly houses: readonly LedgerHouse[];
  readonly residences: readonly LedgerResidence[];
  readonly held: readonly HeldRow[];
  readonly duplicates: readonly DuplicateRow[];
  readonly conflicts: readonly LedgerConflict[];
  readonly houseRows: readonly (RowRef & { readonly house: string })[];
  readonly ignored: readonly IgnoredRow[];
  readonly injected: readonly InjectedCell[];
  readonly refusedColumns: readonly RefusedColumn[];
  /** Values dropped from columns that are otherwise read. */
  readonly refusedValues: readonly RefusedValue[];
  readonly counts: LedgerCounts;
}
