import { squeezedOf, wordsOf } from './cell-words.ts';
import type { Cell, MergedRange, Row, Sheet } from './workbook.ts';

/** A sheet with its merged ranges understood. Rows are numbered from 1, columns from 0. */
export interface SheetGrid {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly width: number;
  /** The cell as it stands in the file. */
  at(row: number, column: number): Cell | undefined;
  /** The cell, or the one its merged range shows; in data only ranges of one column are followed. */
  shown(row: number, column: number, follow: 'all' | 'down'): Cell | undefined;
  /** The merged range over a place. */
  mergedAt(row: number, column: number): MergedRange | undefined;
}

const widest = 512;
const mostMergedPlaces = 1_000_000;

function mergesByColumn(merges: readonly MergedRange[], width: number): ReadonlyMap<number, readonly MergedRange[]> {
  const byColumn = new Map<number, MergedRange[]>();
  let places = 0;
  for (const merge of merges) {
    places += Math.min(merge.right, width - 1) - merge.left + 1;
    if (places > mostMergedPlaces) break;
    for (let column = merge.left; column <= Math.min(merge.right, width - 1); column += 1) {
      const list = byColumn.get(column);
      if (list) list.push(merge);
      else byColumn.set(column, [merge]);
    }
  }
  for (const list of byColumn.values()) list.sort((a, b) => a.top - b.top);
  return byColumn;
}

/** The last range that starts at or above the row, if it reaches down to it. */
function covering(list: readonly MergedRange[] | undefined, row: number): MergedRange | undefined {
  if (!list) return undefined;
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.top ?? 0) <= row) low = middle + 1;
    else high = middle;
  }
  const found = list[low - 1];
  return found && found.bottom >= row ? found : undefined;
}

/** Prepares a sheet for reading by place; columns beyond 512 are left out. */
export function gridOf(sheet: Sheet): SheetGrid {
  const rows = sheet.rows.filter((row) =>
    row.cells.some((cell) => squeezedOf(cell) !== '' || cell?.formula !== undefined),
  );
  const width = Math.min(
    widest,
    rows.reduce((most, row) => Math.max(most, row.cells.length), 0),
  );
  const byNumber = new Map(sheet.rows.map((row) => [row.number, row]));
  const merges = mergesByColumn(sheet.merges, width);
  const at = (row: number, column: number): Cell | undefined => byNumber.get(row)?.cells[column];
  const mergedAt = (row: number, column: number): MergedRange | undefined => covering(merges.get(column), row);
  return {
    name: sheet.name,
    rows,
    width,
    at,
    mergedAt,
    shown: (row, column, follow) => {
      const own = at(row, column);
      if (own && wordsOf(own) !== '') return own;
      const merge = mergedAt(row, column);
      if (!merge || (follow === 'down' && merge.left !== column)) return own;
      return at(merge.top, merge.left);
    },
  };
}

/** Texts that stand in a row, each merged range once, without spaces. */
export function textsOf(row: Row): readonly string[] {
  return row.cells.map(squeezedOf).filter((text) => text !== '');
}
