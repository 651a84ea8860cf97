import { compact } from '../../identifiers/characters.ts';
import { parseCitizenId } from '../../identifiers/citizen-id.ts';
import { wordsOf } from './cell-words.ts';
import { type ColumnContent, contentOf, isSexContent } from './column-content.ts';
import { headerKeys } from './fingerprint.ts';
import { headerPath, type TableSpan } from './header-rows.ts';
import { type HeaderMeaning, meaningOfHeader } from './header-words.ts';
import type { LedgerField } from './ledger-fields.ts';
import type { ColumnMapping, ColumnReason } from './ledger-plan.ts';
import { readDay } from './read-values.ts';
import { type RefusedColumn, refusedColumnKind } from './refused-columns.ts';
import type { SheetGrid } from './sheet-grid.ts';
import { columnLetters } from './workbook.ts';

/** A column on its way to a plan. */
export interface ColumnDraft {
  readonly column: number;
  readonly header: string;
  readonly content: ColumnContent;
  meaning: HeaderMeaning | undefined;
  reason: ColumnReason;
  confidence: number;
}

export interface TableColumns {
  readonly drafts: ColumnDraft[];
  readonly refused: RefusedColumn[];
}

export interface Forced {
  readonly mapping: ColumnMapping | undefined;
  readonly chosen: Readonly<Record<string, LedgerField | null>>;
}

const confidenceOf = { exact: 0.95, similar: 0.75 } as const;

function forcedMeaning(
  forced: Forced,
  letters: string,
  key: string,
): { field: LedgerField | null; reason: ColumnReason } | undefined {
  const chosen = forced.chosen[letters];
  if (chosen !== undefined) return { field: chosen, reason: 'chosen' };
  const kept = forced.mapping?.fields[key];
  return kept === undefined ? undefined : { field: kept, reason: 'remembered' };
}

/** Fields of another person chosen by hand keep their role, so that they stay beside the row's own person. */
const forcedAs = (field: LedgerField): HeaderMeaning => ({ field, role: 'resident', via: 'exact' });

/** Names every column of a table by its header. Refused columns are set aside before anything of them is looked at. */
export function readHeaders(grid: SheetGrid, span: TableSpan, forced: Forced): TableColumns {
  const drafts: ColumnDraft[] = [];
  const refused: RefusedColumn[] = [];
  const paths = Array.from({ length: grid.width }, (_, column) => headerPath(grid, span.headerRows, column));
  const keys = headerKeys(paths.map((path) => path.join('/')));
  for (const [column, path] of paths.entries()) {
    const letters = columnLetters(column);
    const left = refused.at(-1);
    // A column without a header beside a refused one belongs to it, as under a head that was not merged over both.
    const beside = path.length === 0 && left?.letters === columnLetters(column - 1) ? left.kind : undefined;
    const kind = refusedColumnKind(path) ?? beside;
    if (kind) {
      refused.push({ sheet: grid.name, letters, header: path.at(-1) ?? left?.header ?? '', kind });
      continue;
    }
    const content = contentOf(grid, span.firstRow, span.lastRow, column);
    if (path.length === 0 && content.filled === 0) continue;
    const meaning = meaningOfHeader(path);
    const draft: ColumnDraft = { column, header: path.join('/'), content, meaning, reason: 'unknown', confidence: 0 };
    if (meaning) {
      draft.reason = meaning.via === 'exact' ? 'header' : 'header-similar';
      draft.confidence = confidenceOf[meaning.via];
    }
    const fixed = forcedMeaning(forced, letters, keys[column] ?? '');
    if (fixed) {
      const keepsRole = meaning !== undefined && fixed.field === meaning.field;
      draft.meaning = fixed.field === null ? undefined : keepsRole ? meaning : forcedAs(fixed.field);
      draft.reason = fixed.reason;
      draft.confidence = 1;
    }
    drafts.push(draft);
  }
  return { drafts, refused };
}

const isFixed = (draft: ColumnDraft): boolean => draft.reason === 'chosen' || draft.reason === 'remembered';

/** Headers so general that what the column holds says more. */
const general: ReadonlySet<LedgerField> = new Set([
  'personStatus',
  'sequence',
  'remark',
  'householdNumber',
  'populationKind',
  'occupation',
  'workplace',
  'tags',
  'name',
  'relation',
]);

interface Finding {
  readonly field: LedgerField;
  readonly least: number;
  readonly share: (content: ColumnContent, draft: ColumnDraft) => number;
}

function takeBest(drafts: readonly ColumnDraft[], finding: Finding): void {
  // A general header gives way only to several values.
  const gives = (draft: ColumnDraft): boolean =>
    !draft.meaning || (general.has(draft.meaning.field) && draft.content.filled >= 3);
  const free = drafts.filter((draft) => !isFixed(draft) && gives(draft));
  const scored = free
    .filter((draft) => draft.content.filled > 0)
    .map((draft) => ({ draft, share: finding.share(draft.content, draft) }))
    .filter(({ share }) => share >= finding.least);
  const best = scored.reduce<(typeof scored)[number] | undefined>(
    (a, b) => (a && a.share >= b.share ? a : b),
    undefined,
  );
  if (!best) return;
  best.draft.meaning = { field: finding.field, role: 'resident', via: 'similar' };
  best.draft.reason = 'content';
  best.draft.confidence = Math.round(best.share * 90) / 100;
}

const has = (drafts: readonly ColumnDraft[], ...fields: readonly LedgerField[]): boolean =>
  drafts.some((draft) => draft.meaning && draft.meaning.role === 'resident' && fields.includes(draft.meaning.field));

/** 居住情况 of an old people's list says 独居 or 与子女同住: groups of people, not the use of a home. */
function tellHomesFromPeople(drafts: readonly ColumnDraft[]): void {
  for (const draft of drafts) {
    if (isFixed(draft) || draft.meaning?.field !== 'houseUse' || draft.content.use > 0.2) continue;
    if (draft.content.samples.some((sample) => /独居|空巢|同住|失独|孤寡/.test(sample))) {
      draft.meaning = { ...draft.meaning, field: 'tags' };
    }
  }
}

/** A column headed as id or name that plainly holds something else gives its header up. */
function dropMisheaded(drafts: readonly ColumnDraft[]): void {
  for (const draft of drafts) {
    if (isFixed(draft) || draft.content.filled < 3) continue;
    const { content, meaning } = draft;
    const wrongId =
      meaning?.field === 'idNumber' &&
      content.id < 0.1 &&
      (content.name > 0.7 || content.phone > 0.7 || content.day > 0.7);
    const wrongName =
      meaning?.field === 'name' &&
      content.name < 0.1 &&
      (content.id > 0.5 || content.phone > 0.7 || content.address > 0.7);
    const wrongPhone = meaning?.field === 'phone' && content.phone < 0.1 && content.id > 0.5;
    if (!wrongId && !wrongName && !wrongPhone) continue;
    draft.meaning = undefined;
    draft.reason = 'unknown';
    draft.confidence = 0;
  }
}

/** Share of rows whose day is the birth date in the id number beside it. */
function birthShare(grid: SheetGrid, span: TableSpan, idColumn: number | undefined): (column: number) => number {
  return (column) => {
    if (idColumn === undefined) return 0;
    let both = 0;
    let same = 0;
    for (const row of grid.rows) {
      if (row.number < span.firstRow || row.number > span.lastRow || both >= 200) continue;
      const id = parseCitizenId(compact(wordsOf(row.cells[idColumn])));
      const day = readDay(wordsOf(row.cells[column]));
      if (!id.ok || day?.length !== 10) continue;
      both += 1;
      if (day === id.birthOn) same += 1;
    }
    return both === 0 ? 0 : same / both;
  };
}

/** Gives fields to columns by what they hold, where no header has claimed the field. */
export function inferByContent(grid: SheetGrid, span: TableSpan, drafts: readonly ColumnDraft[]): void {
  dropMisheaded(drafts);
  tellHomesFromPeople(drafts);
  const anyId = drafts.some((draft) => draft.meaning?.field === 'idNumber');
  if (!anyId) takeBest(drafts, { field: 'idNumber', least: 0.45, share: (c) => (c.validId >= 0.25 ? c.id : 0) });
  const anyName = drafts.some((draft) => draft.meaning?.field === 'name');
  if (!anyName) {
    takeBest(drafts, { field: 'name', least: 0.6, share: (c) => (c.distinct / c.filled > 0.4 ? c.name : 0) });
  }
  const anyPhone = drafts.some((draft) => draft.meaning?.field === 'phone');
  if (!anyPhone) takeBest(drafts, { field: 'phone', least: 0.6, share: (c) => c.phone });
  if (!has(drafts, 'sex')) takeBest(drafts, { field: 'sex', least: 0.9, share: (c) => c.sex });
  const idColumn = drafts.find(
    (draft) => draft.meaning?.field === 'idNumber' && draft.meaning.role === 'resident',
  )?.column;
  const births = birthShare(grid, span, idColumn);
  if (!has(drafts, 'birthOn'))
    takeBest(drafts, { field: 'birthOn', least: 0.7, share: (_, draft) => births(draft.column) });
  inferPlace(drafts);
  if (!has(drafts, 'relation'))
    takeBest(drafts, { field: 'relation', least: 0.8, share: (c) => (c.distinct > 1 ? c.relation : 0) });
  if (!has(drafts, 'houseUse')) takeBest(drafts, { field: 'houseUse', least: 0.9, share: (c) => c.use });
}

function inferPlace(drafts: readonly ColumnDraft[]): void {
  // 业主房号 says where the home is, whoever heads it.
  const placed = (...fields: readonly LedgerField[]): boolean =>
    drafts.some((draft) => draft.meaning !== undefined && fields.includes(draft.meaning.field));
  if (placed('address')) return;
  if (!placed('building')) takeBest(drafts, { field: 'building', least: 0.8, share: (c) => c.building });
  if (!placed('unit')) takeBest(drafts, { field: 'unit', least: 0.8, share: (c) => c.unit });
  if (placed('room')) return;
  takeBest(drafts, { field: 'address', least: 0.6, share: (c) => c.address });
  if (placed('address')) return;
  // Three-digit figures under an unknown header may be anything unless a building stands beside them.
  const beside = placed('building', 'unit');
  takeBest(drafts, { field: 'room', least: 0.8, share: (c, draft) => (beside || draft.header === '' ? c.room : 0) });
}

/** How well a column bears out its header, to choose between two columns of one field. */
export function fitOf(draft: ColumnDraft): number {
  const { content, meaning } = draft;
  if (!meaning) return 0;
  if (meaning.field === 'sex') return isSexContent(content) ? 1 : 0;
  const share: Partial<Record<LedgerField, number>> = {
    idNumber: content.id,
    name: content.name,
    birthOn: content.day,
    address: content.address,
    room: content.room,
    relation: content.relation,
    houseUse: content.use,
  };
  return (
    (isFixed(draft) ? 10 : 0) +
    (share[meaning.field] ?? 0.5) +
    (meaning.via === 'exact' ? 0.4 : 0) +
    (content.filled > 0 ? 0.1 : 0)
  );
}
