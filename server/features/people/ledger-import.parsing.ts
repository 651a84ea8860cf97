import { gunzipSync, gzipSync } from 'node:zlib';
import type { ColumnMapping, LedgerPlan, SheetOverride } from '../../../domain/registry/ledger/ledger-plan.ts';
import type { LedgerResult } from '../../../domain/registry/ledger/ledger-result.ts';
import { parseLedger } from '../../../domain/registry/ledger/parse-ledger.ts';
import { understandWorkbook, withoutRefused } from '../../../domain/registry/ledger/understand-workbook.ts';
import type { Row, Sheet, Workbook } from '../../../domain/registry/ledger/workbook.ts';
import { readTable } from '../../kit/sheets/read-table.ts';

/** What is asked of the parser; every part can cross to a worker thread. */
export type ParserTask =
  | {
      readonly kind: 'read';
      readonly bytes: Uint8Array;
      readonly fileName: string;
      readonly remembered: readonly ColumnMapping[];
    }
  | {
      readonly kind: 'plan';
      readonly pages: readonly Uint8Array[];
      readonly remembered: readonly ColumnMapping[];
      readonly overrides: readonly SheetOverride[];
    }
  | { readonly kind: 'parse'; readonly pages: readonly Uint8Array[]; readonly plan: LedgerPlan };

export interface ReadAnswer {
  /** Samples are masked. */
  readonly plan: LedgerPlan;
  readonly pages: readonly Uint8Array[];
}

export interface ParserAnswers {
  readonly read: ReadAnswer;
  readonly plan: LedgerPlan;
  readonly parse: LedgerResult;
}

/** Rows of one page: about a megabyte before it is packed. */
const rowsPerPage = 4_000;

/** A part of a sheet; pages of one sheet follow each other. */
interface Page extends Omit<Sheet, 'rows'> {
  readonly rows: readonly Row[];
  readonly untyped?: true;
}

function pagesOf(workbook: Workbook): Uint8Array[] {
  return workbook.sheets.flatMap((sheet) => {
    const parts = Math.max(1, Math.ceil(sheet.rows.length / rowsPerPage));
    return Array.from({ length: parts }, (_, part) => {
      const page: Page = {
        ...sheet,
        merges: part === 0 ? sheet.merges : [],
        rows: sheet.rows.slice(part * rowsPerPage, (part + 1) * rowsPerPage),
        ...(workbook.untyped ? { untyped: true as const } : {}),
      };
      return gzipSync(JSON.stringify(page), { level: 3 });
    });
  });
}

/** A hole in a row comes out of JSON as null. */
const withHoles = (row: Row): Row => ({ ...row, cells: row.cells.map((cell) => cell ?? undefined) });

function workbookOf(pages: readonly Uint8Array[]): Workbook {
  const sheets = new Map<string, Sheet & { rows: Row[] }>();
  let isUntyped = false;
  for (const packed of pages) {
    const { untyped, ...page } = JSON.parse(gunzipSync(packed).toString('utf8')) as Page;
    isUntyped ||= untyped === true;
    const rows = page.rows.map(withHoles);
    const known = sheets.get(page.name);
    if (known) known.rows.push(...rows);
    else sheets.set(page.name, { ...page, rows });
  }
  return { sheets: [...sheets.values()], ...(isUntyped ? { untyped: true as const } : {}) };
}

/** Numbers of seven digits and more keep their ends alone, wherever they stand. */
function maskSample(words: string): string {
  const short = words.length > 60 ? `${words.slice(0, 60)}…` : words;
  return short.replace(/\d[\d\s-]{5,}[\dXx]/g, (run) => {
    const kept = Math.max(0, run.length - 5);
    return `${run.slice(0, 3)}${'*'.repeat(kept)}${run.slice(-2)}`;
  });
}

/** A plan as it may be kept and shown: samples masked. */
function maskedPlan(plan: LedgerPlan): LedgerPlan {
  return {
    ...plan,
    sheets: plan.sheets.map((sheet) => ({
      ...sheet,
      tables: sheet.tables.map((table) => ({
        ...table,
        columns: table.columns.map((column) => ({ ...column, samples: column.samples.map(maskSample) })),
      })),
    })),
  };
}

/** Reads, understands or parses; pure but for what reading an archive needs. Refuses what readTable refuses. */
export async function doParserTask(task: ParserTask): Promise<ParserAnswers[ParserTask['kind']]> {
  switch (task.kind) {
    case 'read': {
      const workbook = await readTable(Buffer.from(task.bytes), task.fileName);
      const plan = understandWorkbook(workbook, { remembered: task.remembered });
      return { plan: maskedPlan(plan), pages: pagesOf(withoutRefused(workbook, plan)) };
    }
    case 'plan':
      return maskedPlan(
        understandWorkbook(workbookOf(task.pages), { remembered: task.remembered, overrides: task.overrides }),
      );
    case 'parse':
      return parseLedger(workbookOf(task.pages), task.plan);
  }
}
