import { refuse } from '../../../domain/refusals.ts';
import { dateOfSerial } from '../../../domain/registry/ledger/serial-date.ts';
import {
  type Cell,
  cellAddress,
  type MergedRange,
  type Row,
  readAddress,
  readRange,
} from '../../../domain/registry/ledger/workbook.ts';
import { type Attributes, readXml } from './xml-events.ts';

/** What the cells of a sheet refer to. */
export interface SheetContext {
  readonly sharedStrings: readonly string[];
  /** By cell style: whether it shows a date. */
  readonly dateStyles: readonly boolean[];
  readonly epoch: 1900 | 1904;
  /** Called for each cell and merged range kept; refuses when there are too many. */
  readonly count: () => void;
}

export interface SheetContent {
  readonly rows: readonly Row[];
  readonly merges: readonly MergedRange[];
  readonly hiddenColumns: readonly number[];
}

interface Draft {
  row: number;
  column: number;
  type: string;
  style: number;
  value: string;
  formula: string | undefined;
}

const maxColumns = 16_384;
const maxRows = 1_048_576;
const longestFormula = 500;

/** Undoes the escapes `_x000D_` of control characters. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** A number in full digits: the shortest that mean it for integers, fifteen significant ones for fractions. */
export function numberText(raw: string): string {
  const value = Number(raw);
  if (!Number.isFinite(value)) return raw;
  const short = String(Number.isInteger(value) ? value : Number(value.toPrecision(15)));
  return short.includes('e') ? raw : short;
}

function numberCell(draft: Draft, context: SheetContext): Pick<Cell, 'kind' | 'text'> {
  if (context.dateStyles[draft.style]) {
    const date = dateOfSerial(Number(draft.value), context.epoch);
    if (date) return { kind: 'date', text: date };
  }
  return { kind: 'number', text: numberText(draft.value.trim()) };
}

function contentOf(draft: Draft, context: SheetContext): Pick<Cell, 'kind' | 'text'> {
  switch (draft.type) {
    case 's': {
      const shared = context.sharedStrings[Number(draft.value)];
      if (shared === undefined && draft.value !== '') throw refuse('import.damaged');
      return { kind: 'text', text: shared ?? '' };
    }
    case 'inlineStr':
    case 'str':
      return { kind: 'text', text: unescapeText(draft.value) };
    case 'b':
      return { kind: 'boolean', text: draft.value.trim() === '1' ? 'TRUE' : 'FALSE' };
    case 'e':
      return { kind: 'error', text: draft.value };
    case 'd':
      return { kind: 'date', text: draft.value.replace('T', ' ').slice(0, 16) };
    default:
      return draft.value.trim() === '' ? { kind: 'text', text: '' } : numberCell(draft, context);
  }
}

function cellOf(draft: Draft, context: SheetContext): Cell | undefined {
  const content = contentOf(draft, context);
  if (content.text === '' && draft.formula === undefined) return undefined;
  context.count();
  const cell = { address: cellAddress(draft.row, draft.column), ...content };
  return draft.formula === undefined ? cell : { ...cell, formula: draft.formula.slice(0, longestFormula) };
}

const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';

function hiddenSpan(attributes: Attributes): number[] {
  if (!isTrue(attributes('hidden'))) return [];
  const from = Number(attributes('min'));
  const to = Math.min(Number(attributes('max')), from + 500, maxColumns);
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from - 1 + i);
}

/** Builds rows from the events of a sheet's data. Rows and cells without an address take the next place. */
interface RowBuilder {
  readonly rows: readonly Row[];
  openRow(attributes: Attributes): void;
  closeRow(): void;
  openCell(attributes: Attributes): void;
  closeCell(): void;
  /** The value, formula or inline text of the open cell begins. */
  openPart(part: 'value' | 'formula'): void;
  closePart(): void;
  text(text: string): void;
}

function rowBuilder(context: SheetContext): RowBuilder {
  const rows: Row[] = [];
  let rowNumber = 0;
  let cells: Cell[] = [];
  let rowHidden = false;
  let column = -1;
  let draft: Draft | undefined;
  let part: 'value' | 'formula' | undefined;
  return {
    rows,
    openRow: (attributes) => {
      rowNumber = attributes('r') ? Number(attributes('r')) : rowNumber + 1;
      if (!Number.isInteger(rowNumber) || rowNumber < 1 || rowNumber > maxRows) throw refuse('import.damaged');
      cells = [];
      column = -1;
      rowHidden = isTrue(attributes('hidden'));
    },
    closeRow: () => {
      // A hole in the array stays a hole: a row may hold one cell in column XFD.
      if (cells.length > 0) rows.push({ number: rowNumber, cells, ...(rowHidden ? { hidden: true as const } : {}) });
    },
    openCell: (attributes) => {
      column = readAddress((attributes('r') ?? '').toUpperCase())?.column ?? column + 1;
      if (column >= maxColumns) throw refuse('import.damaged');
      const style = Number(attributes('s') ?? '0');
      draft = { row: rowNumber, column, type: attributes('t') ?? 'n', style, value: '', formula: undefined };
    },
    closeCell: () => {
      const cell = draft && cellOf(draft, context);
      if (cell) cells[column] = cell;
      draft = undefined;
    },
    openPart: (name) => {
      part = draft && name;
      if (draft && name === 'formula') draft.formula = '';
    },
    closePart: () => {
      part = undefined;
    },
    text: (text) => {
      if (draft && part === 'formula') draft.formula += text;
      else if (draft && part === 'value') draft.value += text;
    },
  };
}

/** Reads one worksheet part.
 *  Throws `import.damaged`, and whatever `count` refuses. */
export async function readSheetXml(chunks: AsyncIterable<string>, context: SheetContext): Promise<SheetContent> {
  const builder = rowBuilder(context);
  const merges: MergedRange[] = [];
  const hiddenColumns: number[] = [];
  let phonetic = 0;
  const addMerge = (reference: string | undefined): void => {
    const range = readRange(reference ?? '');
    context.count();
    if (range) merges.push(range);
  };
  await readXml(chunks, {
    open: (name, attributes) => {
      if (name === 'c') builder.openCell(attributes);
      else if (name === 'v') builder.openPart('value');
      else if (name === 'f') builder.openPart('formula');
      else if (name === 't' && phonetic === 0) builder.openPart('value');
      else if (name === 'row') builder.openRow(attributes);
      else if (name === 'rPh') phonetic += 1;
      else if (name === 'mergeCell') addMerge(attributes('ref'));
      else if (name === 'col' && hiddenColumns.length < maxColumns) hiddenColumns.push(...hiddenSpan(attributes));
    },
    text: builder.text,
    close: (name) => {
      if (name === 'v' || name === 'f' || name === 't') builder.closePart();
      else if (name === 'c') builder.closeCell();
      else if (name === 'row') builder.closeRow();
      else if (name === 'rPh') phonetic -= 1;
    },
  });
  return { rows: builder.rows, merges, hiddenColumns };
}
