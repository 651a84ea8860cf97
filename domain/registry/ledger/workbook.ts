/** What a cell held in the file; `text` is how a person would read it (numbers in full digits, dates as yyyy-mm-dd). */
export interface Cell {
  /** A1 address inside its sheet, kept so that every message can point at the cell. */
  readonly address: string;
  readonly text: string;
  readonly kind: 'text' | 'number' | 'date' | 'boolean' | 'error';
  /** The source of a formula, as inert text: it is shown, never run. `text` is the value the file had cached. */
  readonly formula?: string;
}

export interface Row {
  /** Row number as the spreadsheet shows it, from 1. */
  readonly number: number;
  /** Cells by zero-based column; holes are blank cells. */
  readonly cells: readonly (Cell | undefined)[];
  readonly hidden?: true;
}

/** A merged range; rows from 1, columns from 0, both ends included. */
export interface MergedRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Zero-based hidden columns; their values are read like any other. */
  readonly hiddenColumns: readonly number[];
  /** Rows that hold at least one cell, in order. */
  readonly rows: readonly Row[];
  readonly merges: readonly MergedRange[];
}

/** A spreadsheet as plain data: what the readers give and the ledger reads. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** The file keeps no cell types (CSV): a number then arrives as its digits. */
  readonly untyped?: true;
}

/** Letters of a zero-based column: 0 is A, 26 is AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return letters;
}

/** A1 address of a row number (from 1) and a zero-based column. */
export function cellAddress(row: number, column: number): string {
  return `${columnLetters(column)}${row}`;
}

/** Row (from 1) and zero-based column of an A1 address; undefined when it is none. */
export function readAddress(address: string): { row: number; column: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?([0-9]{1,7})$/.exec(address);
  if (!match) return undefined;
  const [, letters = '', digits = ''] = match;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(digits), column: column - 1 };
}

/** A merged range of its reference, for example `A9:B10`; undefined when it is none. */
export function readRange(reference: string): MergedRange | undefined {
  const [from = '', to = from] = reference.split(':');
  const start = readAddress(from);
  const end = readAddress(to);
  if (!start || !end) return undefined;
  return { top: start.row, bottom: end.row, left: start.column, right: end.column };
}

/** A workbook of plain text rows, for files that carry no types; blank strings become holes. */
export function sheetOfText(name: string, rows: readonly (readonly string[])[]): Sheet {
  const made = rows.map((cells, index) => ({
    number: index + 1,
    cells: cells.map((text, column) =>
      text === '' ? undefined : { address: cellAddress(index + 1, column), text, kind: 'text' as const },
    ),
  }));
  return { name, hidden: false, hiddenColumns: [], rows: made, merges: [] };
}
