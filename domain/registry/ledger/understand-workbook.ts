import { squeezedOf } from './cell-words.ts';
import { fingerprintOfHeader } from './fingerprint.ts';
import { findTables, headerPath, type TableSpan } from './header-rows.ts';
import { placeFields } from './ledger-fields.ts';
import type {
  ColumnMapping,
  ColumnPlan,
  LedgerPlan,
  SheetOverride,
  SheetPlan,
  TablePlace,
  TablePlan,
} from './ledger-plan.ts';
import { placeInWords } from './place-words.ts';
import { inferByContent, readHeaders } from './plan-columns.ts';
import { type SettledSlots, settleSlots } from './plan-slots.ts';
import { refusedListKind } from './refused-columns.ts';
import { isPlaceHeading, saysKind } from './row-kind.ts';
import { gridOf, type SheetGrid } from './sheet-grid.ts';
import { columnLetters, type Sheet, type Workbook } from './workbook.ts';

export interface UnderstandOptions {
  /** Mappings this community has confirmed before. */
  readonly remembered?: readonly ColumnMapping[];
  /** What the user changed in the preview. */
  readonly overrides?: readonly SheetOverride[];
}

function placeOf(grid: SheetGrid, span: TableSpan, override: SheetOverride | undefined): TablePlace | undefined {
  if (override?.building) {
    return { building: override.building, ...(override.unit ? { unit: override.unit } : {}), from: 'chosen' };
  }
  const byName = placeInWords(grid.name);
  if (byName?.building) return { ...byName, from: 'sheet-name' };
  for (const title of span.titles) {
    const byTitle = placeInWords(title);
    if (byTitle?.building) return { ...byTitle, from: 'title' };
  }
  // A sheet called 3 names a building only if nothing else does.
  const bare = /^(?:第)?([A-Z]?\d{1,2}[A-Z]?)$/i.exec(grid.name.trim())?.[1];
  if (byName) return { ...byName, from: 'sheet-name' };
  return bare ? { building: bare.toUpperCase(), from: 'sheet-name' } : undefined;
}

function columnPlans(settled: SettledSlots, hidden: ReadonlySet<number>): ColumnPlan[] {
  return settled.columns.map(({ draft, field, slot }) => ({
    column: draft.column,
    letters: columnLetters(draft.column),
    header: draft.header,
    field,
    ...(slot === undefined ? {} : { slot }),
    confidence: field ? draft.confidence : 0,
    reason:
      field || draft.reason === 'taken' || draft.reason === 'chosen' || draft.reason === 'remembered'
        ? draft.reason
        : 'unknown',
    samples: draft.content.samples,
    ...(hidden.has(draft.column) ? { hidden: true as const } : {}),
  }));
}

function kindOf(
  columns: readonly ColumnPlan[],
  slots: readonly unknown[],
  place: TablePlace | undefined,
): TablePlan['kind'] {
  const has = (...fields: readonly string[]): boolean =>
    columns.some((column) => column.field !== undefined && fields.includes(column.field));
  const anyPlace = has(...placeFields) || place?.building !== undefined;
  if (slots.length > 0 && (columns.some((c) => c.slot !== undefined && c.field === 'idNumber') || anyPlace))
    return 'people';
  const aboutHouse = has(
    'areaM2',
    'houseUse',
    'houseType',
    'houseCode',
    'ownerName',
    'ownerPhone',
    'certificateNumber',
  );
  return has('address', 'room') && aboutHouse ? 'houses' : 'other';
}

function tablePlan(
  grid: SheetGrid,
  sheet: Sheet,
  span: TableSpan,
  options: { readonly override: SheetOverride | undefined; readonly remembered: readonly ColumnMapping[] },
): TablePlan {
  const paths = Array.from({ length: grid.width }, (_, column) => headerPath(grid, span.headerRows, column).join('/'));
  const fingerprint = fingerprintOfHeader(paths);
  const mapping = fingerprint === '' ? undefined : options.remembered.find((kept) => kept.fingerprint === fingerprint);
  const chosen = options.override?.columns ?? {};
  const { drafts, refused } = readHeaders(grid, span, { mapping, chosen });
  inferByContent(grid, span, drafts);
  const settled = settleSlots(grid, span, drafts);
  const columns = columnPlans(settled, new Set(sheet.hiddenColumns));
  const place = placeOf(grid, span, options.override);
  return {
    kind: kindOf(columns, settled.slots, place),
    headerRows: span.headerRows,
    firstRow: span.firstRow,
    lastRow: span.lastRow,
    columns,
    slots: settled.slots,
    refused,
    ...(place ? { place } : {}),
    fingerprint,
  };
}

function sheetPlan(sheet: Sheet, options: UnderstandOptions): SheetPlan {
  const override = options.overrides?.find((change) => change.sheet === sheet.name);
  const left = (reason: SheetPlan['reason'], tables: readonly TablePlan[] = []): SheetPlan => ({
    name: sheet.name,
    hidden: sheet.hidden,
    included: false,
    ...(reason ? { reason } : {}),
    tables,
  });
  const grid = gridOf(sheet);
  const spans = findTables(grid, override?.headerRows);
  const refusedKind = refusedListKind([sheet.name, ...(spans[0]?.titles ?? [])]);
  if (refusedKind && spans.length > 0) return { ...left('sensitive-list'), refusedKind };
  const tables = spans
    .map((span) => tablePlan(grid, sheet, span, { override, remembered: options.remembered ?? [] }))
    .filter((table) => table.kind !== 'other' || table.refused.length > 0);
  if (!tables.some((table) => table.kind !== 'other')) return left('no-table');
  if (override?.included === false) return left('left-out', tables);
  if (sheet.hidden && override?.included !== true) return left('hidden-sheet', tables);
  return { name: sheet.name, hidden: sheet.hidden, included: true, tables };
}

const asksForId = (sheet: SheetPlan): boolean =>
  sheet.tables.some((table) =>
    table.columns.some((column) => column.slot !== undefined && column.field === 'idNumber'),
  );

/** Lists of people without any id number stand beside the ledger (duty rosters, visit lists): they are not the ledger. */
function leaveOutSideLists(sheets: readonly SheetPlan[], options: UnderstandOptions): SheetPlan[] {
  const wanted = new Set(options.overrides?.filter((change) => change.included).map((change) => change.sheet));
  if (!sheets.some((sheet) => sheet.included && asksForId(sheet))) return [...sheets];
  return sheets.map((sheet): SheetPlan => {
    const sideList = sheet.tables.some((table) => table.kind === 'people') && !asksForId(sheet);
    return sheet.included && sideList && !wanted.has(sheet.name)
      ? { ...sheet, included: false, reason: 'no-id-column' }
      : sheet;
  });
}

/**
 * Understands how a workbook is laid out: which sheets hold people or homes, where their headers are, what each column
 * means and why, which columns must be refused. Nothing of a refused column is looked at.
 */
export function understandWorkbook(workbook: Workbook, options: UnderstandOptions = {}): LedgerPlan {
  const sheets = leaveOutSideLists(
    workbook.sheets.map((sheet) => sheetPlan(sheet, options)),
    options,
  );
  const refusedColumns = sheets.flatMap((sheet) => sheet.tables.flatMap((table) => table.refused));
  return { sheets, refusedColumns };
}

/**
 * The workbook without the cells of refused columns and refused sheets: what may be kept while the user looks at the preview. A building's heading that
 * stands in such a column stays, since it says where those below live; so does the word that makes a row a total or an example.
 */
export function withoutRefused(workbook: Workbook, plan: LedgerPlan): Workbook {
  const sheets = workbook.sheets.map((sheet) => {
    const planned = plan.sheets.find((candidate) => candidate.name === sheet.name);
    if (planned?.reason === 'sensitive-list') return { ...sheet, rows: [], merges: [] };
    const tables = planned?.tables.filter((table) => table.refused.length > 0) ?? [];
    if (tables.length === 0) return sheet;
    const rows = sheet.rows.map((row) => {
      const table = tables.find((candidate) => row.number >= candidate.firstRow && row.number <= candidate.lastRow);
      if (!table || isPlaceHeading(table, row)) return row;
      const letters = new Set(table.refused.map((column) => column.letters));
      return {
        ...row,
        cells: row.cells.map((cell, column) =>
          letters.has(columnLetters(column)) && !saysKind(squeezedOf(cell)) ? undefined : cell,
        ),
      };
    });
    return { ...sheet, rows };
  });
  return { ...workbook, sheets };
}
