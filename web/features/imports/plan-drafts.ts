import type { ImportColumn, ImportSheet } from '../../../contract/imports.ts';

/** What somebody has changed of the reading of one sheet and not yet applied. */
export interface SheetDraft {
  readonly included?: boolean;
  /** Column letters to field; null leaves the column out. */
  readonly columns?: Readonly<Record<string, string | null>>;
}

export type Drafts = Readonly<Record<string, SheetDraft>>;

/** What the server takes as a change of the reading of a sheet. */
interface Override extends SheetDraft {
  readonly sheet: string;
}

function put(drafts: Drafts, name: string, draft: SheetDraft): Drafts {
  const { [name]: _old, ...rest } = drafts;
  const isEmpty = draft.included === undefined && Object.keys(draft.columns ?? {}).length === 0;
  return isEmpty ? rest : { ...rest, [name]: draft };
}

/** Reads a sheet, or leaves it. Choosing what is so already is no change. */
export function setIncluded(drafts: Drafts, sheets: readonly ImportSheet[], name: string, included: boolean): Drafts {
  const { included: _old, ...draft } = drafts[name] ?? {};
  const isSame = sheets.find((sheet) => sheet.name === name)?.isIncluded === included;
  return put(drafts, name, isSame ? draft : { ...draft, included });
}

const columnAt = (sheet: ImportSheet, letters: string): ImportColumn | undefined =>
  sheet.tables.flatMap((table) => table.columns).find((column) => column.letters === letters);

/** Takes a column for a field, in this sheet and in every other where the same header stands in the same column. */
export function setColumn(
  drafts: Drafts,
  sheets: readonly ImportSheet[],
  name: string,
  column: ImportColumn,
  field: string | null,
): Drafts {
  let changed = drafts;
  for (const sheet of sheets) {
    const same = columnAt(sheet, column.letters);
    const isMeant = sheet.name === name || (column.header !== '' && same?.header === column.header);
    if (!isMeant || !same) continue;
    const draft = changed[sheet.name] ?? {};
    const { [column.letters]: _old, ...columns } = draft.columns ?? {};
    const next = same.field === field ? columns : { ...columns, [column.letters]: field };
    const { columns: _columns, ...rest } = draft;
    changed = put(changed, sheet.name, { ...rest, ...(Object.keys(next).length > 0 ? { columns: next } : {}) });
  }
  return changed;
}

/** How many things were changed; the same column of many sheets is one. */
export function countChanges(drafts: Drafts): number {
  const columns = new Set(
    Object.values(drafts).flatMap(({ columns: chosen = {} }) => Object.entries(chosen).map((pair) => pair.join('='))),
  );
  return columns.size + Object.values(drafts).filter((draft) => draft.included !== undefined).length;
}

/** All that was chosen of a plan, before and now: each reading begins from the file. */
export function overridesOf(sheets: readonly ImportSheet[], drafts: Drafts): readonly Override[] {
  return sheets.flatMap((sheet) => {
    const before = sheet.tables
      .flatMap((table) => table.columns)
      .filter((column) => column.reason === 'chosen')
      .map((column) => [column.letters, column.field] as const);
    const draft = drafts[sheet.name] ?? {};
    const columns = { ...Object.fromEntries(before), ...draft.columns };
    const wasLeft = sheet.reason === 'left-out' ? false : undefined;
    const included = draft.included ?? wasLeft;
    if (included === undefined && Object.keys(columns).length === 0) return [];
    return [
      {
        sheet: sheet.name,
        ...(included === undefined ? {} : { included }),
        ...(Object.keys(columns).length > 0 ? { columns } : {}),
      },
    ];
  });
}
