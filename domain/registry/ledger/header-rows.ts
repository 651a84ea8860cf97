import { isScientific } from '../../identifiers/characters.ts';
import { squeezedOf } from './cell-words.ts';
import { fieldOfRole, type HeaderMeaning, meaningOfHeader } from './header-words.ts';
import { refusedColumnKind } from './refused-columns.ts';
import { type SheetGrid, textsOf } from './sheet-grid.ts';
import type { Row } from './workbook.ts';

/** One header over its data: rows by number, both ends included. No header rows means that the data starts at once. */
export interface TableSpan {
  readonly headerRows: readonly number[];
  readonly firstRow: number;
  readonly lastRow: number;
  /** Texts above the header: title, remarks. */
  readonly titles: readonly string[];
}

/** The group to the left that a blank cell of an upper header line belongs to, where nothing is merged. */
function groupToTheLeft(grid: SheetGrid, row: number, column: number): string {
  for (let left = column - 1; left >= 0; left -= 1) {
    const text = squeezedOf(grid.at(row, left));
    if (text !== '') return grid.mergedAt(row, left) ? '' : text;
  }
  return '';
}

/** Header texts of a column, outermost group first; a title over everything is no group. */
export function headerPath(grid: SheetGrid, headerRows: readonly number[], column: number): readonly string[] {
  const path: string[] = [];
  for (const [i, row] of headerRows.entries()) {
    const merge = grid.mergedAt(row, column);
    if (merge && merge.right - merge.left + 1 >= Math.max(4, grid.width * 0.8)) continue;
    const own = squeezedOf(grid.shown(row, column, 'all'));
    const below = headerRows.slice(i + 1).some((lower) => squeezedOf(grid.at(lower, column)) !== '');
    const text = own === '' && !merge && below ? groupToTheLeft(grid, row, column) : own;
    if (text !== '' && text !== path.at(-1)) path.push(text);
  }
  return path;
}

/** A line of group names: few short words, each over several columns of the line below. */
function isGroupLine(grid: SheetGrid, row: number, below: number): boolean {
  const cells = Array.from({ length: grid.width }, (_, column) => ({
    text: squeezedOf(grid.at(row, column)),
    merge: grid.mergedAt(row, column),
    lower: squeezedOf(grid.at(below, column)),
  }));
  const filled = cells.filter((cell) => cell.text !== '');
  const short = filled.every((cell) => cell.text.length <= 12 && !/[:：\d]/.test(cell.text));
  if (filled.length < 2 || !short) return false;
  const spans = cells.some((cell) => cell.merge && cell.merge.right > cell.merge.left && cell.merge.bottom === row);
  const open = cells.filter((cell) => cell.text === '' && cell.lower !== '').length;
  return spans || open >= filled.length;
}

/** Words no header holds: id and phone numbers, dates, plain figures, sentences. */
function looksLikeValue(text: string): boolean {
  return (
    /\d{6,}/.test(text) ||
    isScientific(text) ||
    /^\d+(?:\.\d+)?$/.test(text) ||
    /^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}/.test(text) ||
    text.length > 30
  );
}

/** A meaning that only a header has, never the value of a cell. */
function isHeaderOnly(meaning: HeaderMeaning, text: string): boolean {
  const telling = ['name', 'idNumber', 'address', 'room', 'building', 'phone', 'relation', 'birthOn', 'sex', 'areaM2'];
  return (
    meaning.via === 'exact' &&
    telling.includes(meaning.field) &&
    !/^[\d.]/.test(text) &&
    (meaning.role === 'resident' || text.length > 2)
  );
}

interface RowSigns {
  readonly filled: number;
  readonly known: number;
  readonly telling: number;
  readonly values: number;
  /** Both a name and an id number are headed in so many words. */
  readonly isLedger: boolean;
}

function signsOf(row: Row, cache: Map<string, HeaderMeaning | undefined>): RowSigns {
  let known = 0;
  let telling = 0;
  let values = 0;
  const texts = textsOf(row);
  const fields = new Set<string>();
  for (const text of texts) {
    if (looksLikeValue(text)) {
      values += 1;
      continue;
    }
    if (!cache.has(text)) cache.set(text, meaningOfHeader([text]));
    const meaning = cache.get(text);
    if (meaning) known += 1;
    if (!meaning || !isHeaderOnly(meaning, text)) continue;
    telling += 1;
    fields.add(meaning.field);
  }
  return { filled: texts.length, known, telling, values, isLedger: fields.has('name') && fields.has('idNumber') };
}

function isHeaderRow(signs: RowSigns): boolean {
  if (signs.values > 0 || signs.telling < 1 || signs.known < 2) return false;
  if (signs.isLedger) return true;
  return signs.known / signs.filled >= 0.4 && (signs.telling >= 2 || signs.known / signs.filled >= 0.7);
}

/** How much a block of rows says as a header: fields told apart, less what speaks against it. */
function scoreOf(grid: SheetGrid, block: readonly number[]): number {
  const fields = new Set<string>();
  let score = 0;
  for (let column = 0; column < grid.width; column += 1) {
    const path = headerPath(grid, block, column);
    if (path.some(looksLikeValue)) score -= 1.5;
    const meaning = meaningOfHeader(path);
    if (!meaning) {
      if (refusedColumnKind(path)) score += 0.5;
      continue;
    }
    const key = `${fieldOfRole(meaning.field, meaning.role) ?? meaning.field} ${meaning.role} ${meaning.ordinal ?? ''} ${path.length > 1 ? path[0] : ''}`;
    const fresh = !fields.has(key);
    fields.add(key);
    score += fresh ? (meaning.via === 'exact' ? 1 : 0.7) : 0.2;
  }
  // An upper line of groups says of whom a column speaks even where it tells no more fields apart.
  const lines = block.slice(1).map((row, i) => (isGroupLine(grid, block[i] ?? row, row) ? -0.1 : 1.2));
  return score - lines.reduce((sum, cost) => sum + cost, 0);
}

/** The rows around the anchor that make the best header together; up to three. */
function blockAround(grid: SheetGrid, anchor: number): readonly number[] {
  const has = new Set(grid.rows.map((row) => row.number));
  const blocks = [[0], [-1, 0], [0, 1], [-1, 0, 1], [-2, -1, 0], [0, 1, 2]]
    .map((steps) => steps.map((step) => anchor + step))
    .filter((rows) => rows.every((row) => has.has(row)));
  const scored = blocks.map((rows) => ({ rows, score: scoreOf(grid, rows) }));
  return scored.reduce((best, next) => (next.score > best.score + 1e-9 ? next : best)).rows;
}

function sameHeader(grid: SheetGrid, a: readonly number[], b: readonly number[]): boolean {
  const pathsOf = (rows: readonly number[]): string[] =>
    Array.from({ length: grid.width }, (_, column) => headerPath(grid, rows, column).at(-1) ?? '');
  const first = pathsOf(a);
  const second = pathsOf(b);
  const filled = first.filter((text) => text !== '').length;
  return filled > 0 && first.filter((text, i) => text !== '' && text === second[i]).length / filled >= 0.8;
}

/** A header and the last row that belongs to it: the same words in another language may follow right below. */
interface HeaderBlock {
  readonly rows: readonly number[];
  readonly end: number;
}

/** Two headers with no row between them head one table; the one that says more is read. */
function joinHeaders(grid: SheetGrid, upper: HeaderBlock, lower: readonly number[]): HeaderBlock {
  const better = scoreOf(grid, lower) > scoreOf(grid, upper.rows) + 1 ? lower : upper.rows;
  return { rows: better, end: lower.at(-1) ?? upper.end };
}

/** Every header of the sheet, a printed page's repetition of it left out. */
function headersOf(grid: SheetGrid): readonly HeaderBlock[] {
  const cache = new Map<string, HeaderMeaning | undefined>();
  const headers: HeaderBlock[] = [];
  let past = 0;
  for (const row of grid.rows) {
    if (row.number <= past || !isHeaderRow(signsOf(row, cache))) continue;
    const block = blockAround(grid, row.number);
    past = Math.max(row.number, block.at(-1) ?? 0);
    const repeated = headers.some(({ rows }) => sameHeader(grid, rows, block) || sameHeader(grid, rows, [row.number]));
    const last = headers.at(-1);
    const follows = last !== undefined && !grid.rows.some((r) => r.number > last.end && r.number < (block[0] ?? 0));
    if (last && follows && !repeated) headers[headers.length - 1] = joinHeaders(grid, last, block);
    else if (!repeated) headers.push({ rows: block, end: past });
  }
  return headers;
}

/** The row above the first id number heads the table when it is filled and holds no value, whatever its words are. */
function headerByContent(grid: SheetGrid): readonly number[] | undefined {
  const isIdLike = (text: string): boolean => /^\d{17}[\dXx]$/.test(text) || /^\d{15}$/.test(text);
  const first = grid.rows.findIndex((row) => textsOf(row).some(isIdLike));
  if (first < 0) return undefined;
  const above = grid.rows[first - 1];
  const data = grid.rows[first];
  if (!above || !data) return [];
  const texts = textsOf(above);
  const isHeader = texts.length >= 2 && texts.length >= textsOf(data).length * 0.6 && !texts.some(looksLikeValue);
  return isHeader ? [above.number] : [];
}

/** A title right above a lower table is no row of the table before it. */
function titleAbove(grid: SheetGrid, header: readonly number[]): number | undefined {
  const at = grid.rows.findIndex((row) => row.number === header[0]);
  const above = grid.rows[at - 1];
  return above && textsOf(above).length === 1 ? above.number : undefined;
}

function spanOf(grid: SheetGrid, header: HeaderBlock, after: number, next: HeaderBlock | undefined): TableSpan {
  const top = header.rows[0] ?? after + 1;
  const end = next ? (titleAbove(grid, next.rows) ?? next.rows[0] ?? 0) : Number.POSITIVE_INFINITY;
  const inside = grid.rows.filter((row) => row.number > header.end && row.number < end);
  const own = after === 0 ? undefined : titleAbove(grid, header.rows);
  const above = grid.rows.filter((row) => (after === 0 ? row.number < top : row.number === own));
  return {
    headerRows: header.rows,
    firstRow: inside[0]?.number ?? header.end + 1,
    lastRow: inside.at(-1)?.number ?? header.end,
    titles: above.flatMap(textsOf),
  };
}

/** Finds the tables of a sheet, one below the other: by header words, else by the place of the first id number.
 *  @param chosen header rows the user has named, instead of what would be found */
export function findTables(grid: SheetGrid, chosen?: readonly number[]): readonly TableSpan[] {
  const block = (rows: readonly number[]): HeaderBlock => ({ rows, end: rows.at(-1) ?? 0 });
  let headers = chosen ? [block(chosen)] : headersOf(grid);
  if (headers.length === 0) {
    const found = headerByContent(grid);
    headers = found ? [block(found)] : [];
  }
  return headers.map((header, i) => spanOf(grid, header, i === 0 ? 0 : (headers[i - 1]?.end ?? 0), headers[i + 1]));
}
