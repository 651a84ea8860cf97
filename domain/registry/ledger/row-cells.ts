import { isNothing, isSameMark, squeezedOf, wordsOf } from './cell-words.ts';
import type { LedgerField } from './ledger-fields.ts';
import type { ColumnPlan, TablePlan } from './ledger-plan.ts';
import type { SheetGrid } from './sheet-grid.ts';
import type { Cell, Row } from './workbook.ts';

/** A field of the current row as it is to be read. */
export interface FieldCell {
  readonly words: string;
  readonly address: string;
  readonly cell: Cell | undefined;
  /** The value stands in an earlier row: merged down, or said again by 同上. */
  readonly carried: boolean;
}

/** Gives the cells of one row by field, with merged ranges and 同上 followed. */
export interface RowCells {
  readonly row: Row;
  /** The cell of a field; of the home and the household without a slot. Undefined where no column has the field. */
  cell(field: LedgerField, slot?: number): FieldCell | undefined;
  /** Words of a field; empty where there are none, or where they say that there is nothing. */
  words(field: LedgerField, slot?: number): string;
  /** Every cell of a field that several columns may carry. */
  all(field: LedgerField, slot?: number): readonly FieldCell[];
}

/** Fields that no mark can repeat: two people never share them. */
const never: ReadonlySet<LedgerField> = new Set(['name', 'idNumber', 'sequence']);

const none: readonly ColumnPlan[] = [];

/** Reads the rows of a table one after the other; each call must be for a later row than the one before. */
export function rowReader(grid: SheetGrid, table: TablePlan): (row: Row) => RowCells {
  const last = new Map<number, { words: string; cell: Cell | undefined }>();
  const shared = new Map<LedgerField, ColumnPlan[]>();
  const bySlot = table.slots.map(() => new Map<LedgerField, ColumnPlan[]>());
  for (const plan of table.columns) {
    const columns = plan.slot === undefined ? shared : bySlot[plan.slot];
    if (!plan.field || !columns) continue;
    columns.set(plan.field, [...(columns.get(plan.field) ?? []), plan]);
  }
  const columnsOf = (field: LedgerField, slot: number | undefined): readonly ColumnPlan[] | undefined =>
    (slot === undefined ? shared : bySlot[slot])?.get(field);

  const read = (row: Row, plan: ColumnPlan): FieldCell => {
    const field = plan.field;
    const own = row.cells[plan.column];
    const address = own?.address ?? `${plan.letters}${row.number}`;
    const ownWords = wordsOf(own);
    if (isSameMark(ownWords)) {
      const before = field && never.has(field) ? undefined : last.get(plan.column);
      return { words: before?.words ?? '', address, cell: before?.cell, carried: true };
    }
    if (ownWords !== '') return { words: ownWords, address, cell: own, carried: false };
    const shown = grid.shown(row.number, plan.column, 'down');
    const words = wordsOf(shown);
    const carried = words !== '' && shown !== own;
    return { words: carried && isSameMark(words) ? '' : words, address, cell: shown, carried };
  };

  return (row) => {
    const cells = new Map<ColumnPlan, FieldCell>();
    for (const plan of table.columns) {
      if (!plan.field) continue;
      const cell = read(row, plan);
      cells.set(plan, cell);
      if (cell.words !== '') last.set(plan.column, { words: cell.words, cell: cell.cell });
    }
    const all = (field: LedgerField, slot?: number): readonly FieldCell[] =>
      (columnsOf(field, slot) ?? none).map((plan) => cells.get(plan)).filter((cell) => cell !== undefined);
    const cell = (field: LedgerField, slot?: number): FieldCell | undefined => {
      const [first] = columnsOf(field, slot) ?? none;
      return first && cells.get(first);
    };
    const words = (field: LedgerField, slot?: number): string => {
      const found = cell(field, slot)?.words ?? '';
      return isNothing(found) ? '' : found;
    };
    return { row, cell, words, all };
  };
}

/** Texts of a row as they stand, without spaces, for what is no record. */
export function rowWords(row: Row): readonly string[] {
  return row.cells.map(squeezedOf).filter((words) => words !== '');
}
