import type { LedgerField } from './ledger-fields.ts';
import type { RefusedColumn, RefusedKind } from './refused-columns.ts';

/** Why a column was given its field: a word of the dictionary, a word that contains one, what the column holds, a mapping
 *  kept from before, the user's choice, or no reason to give it any. */
export type ColumnReason = 'header' | 'header-similar' | 'content' | 'remembered' | 'chosen' | 'taken' | 'unknown';

/** What one column of a table is taken to mean. */
export interface ColumnPlan {
  /** Zero-based. */
  readonly column: number;
  readonly letters: string;
  /** Header texts from group to leaf, joined by a slash; empty where there is none. */
  readonly header: string;
  /** Undefined: the column is not read. */
  readonly field: LedgerField | undefined;
  /** Which person of the row it speaks of; absent for the home and for what all persons of the row share. */
  readonly slot?: number;
  readonly confidence: number;
  readonly reason: ColumnReason;
  /** Up to three values as written; the server masks them before they are shown. */
  readonly samples: readonly string[];
  readonly hidden?: true;
}

/** One person a row speaks of. Most tables have one slot; a row per household has one for each member. */
export interface SlotPlan {
  readonly role: 'resident' | 'head' | 'owner' | 'tenant' | 'relative';
  /** Relation to the head where the layout says it: 户主, 配偶. */
  readonly relation?: string;
}

/** A place that holds for every row of a table, and where it was read. */
export interface TablePlace {
  readonly estate?: string;
  readonly building?: string;
  readonly unit?: string;
  readonly grid?: string;
  readonly from: 'sheet-name' | 'title' | 'chosen';
}

export interface TablePlan {
  readonly kind: 'people' | 'houses' | 'other';
  readonly headerRows: readonly number[];
  readonly firstRow: number;
  readonly lastRow: number;
  readonly columns: readonly ColumnPlan[];
  readonly slots: readonly SlotPlan[];
  readonly refused: readonly RefusedColumn[];
  readonly place?: TablePlace;
  /** Under which the mapping of this header is remembered; empty for a table without a header. */
  readonly fingerprint: string;
}

export type SheetReason = 'hidden-sheet' | 'sensitive-list' | 'no-table' | 'no-id-column' | 'left-out';

export interface SheetPlan {
  readonly name: string;
  readonly hidden: boolean;
  /** Whether its rows are taken in. */
  readonly included: boolean;
  /** Why it is not. */
  readonly reason?: SheetReason;
  /** The register it is, where the whole sheet is refused. */
  readonly refusedKind?: RefusedKind;
  readonly tables: readonly TablePlan[];
}

/** How a workbook will be read: shown to the user, corrected, and then used to read it. Plain data. */
export interface LedgerPlan {
  readonly sheets: readonly SheetPlan[];
  /** Every refused column of every sheet that is read, named once per sheet. */
  readonly refusedColumns: readonly RefusedColumn[];
}

/** A mapping kept for a header: normalised header text to field, null for a column that is not to be read. */
export interface ColumnMapping {
  readonly fingerprint: string;
  readonly fields: Readonly<Record<string, LedgerField | null>>;
}

/** What the user changed in the preview of one sheet. */
export interface SheetOverride {
  readonly sheet: string;
  readonly included?: boolean;
  readonly headerRows?: readonly number[];
  /** Column letters to field; null leaves the column out. */
  readonly columns?: Readonly<Record<string, LedgerField | null>>;
  readonly building?: string;
  readonly unit?: string;
}
