import { z } from 'zod';
import { type LedgerField, ledgerFields } from '../domain/registry/ledger/ledger-fields.ts';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { areaId, bilingual, isoInstant, pageOf, pageQuery, rowRef, words } from './shapes.ts';

/** Where an import stands. A preview that is never run goes after seven days. */
export const importStates = [
  'reading',
  'previewed',
  'queued',
  'running',
  'done',
  'failed',
  'undoing',
  'undone',
  'discarded',
] as const;
const state = z.enum(importStates);

/** Kinds of rows an import lists: to fix, to decide, and what is only noted. */
export const importRowKinds = [
  'held',
  'conflict',
  'duplicate',
  'doubt',
  'ignored',
  'injected',
  'refused',
  'kept',
] as const;
const rowKind = z.enum(importRowKinds);
const rowState = z.enum(['open', 'fixed', 'dropped', 'noted']);

const tally = z.object({ created: z.number().int(), updated: z.number().int(), unchanged: z.number().int() });

/** What a run did, or (dry) would do. */
export const importCounts = z.object({
  /** Rows of data; verdicts are people + held + duplicates + rows about homes. */
  rows: z.number().int(),
  entries: z.number().int(),
  people: tally,
  houses: tally,
  residences: z.number().int(),
  moved: z.number().int(),
  households: z.number().int(),
  ownerships: z.number().int(),
  phones: z.number().int(),
  tags: z.number().int(),
  held: z.number().int(),
  duplicates: z.number().int(),
  houseRows: z.number().int(),
  conflicts: z.object({ identity: z.number().int(), contact: z.number().int() }),
  doubts: z.number().int(),
  ignored: z.number().int(),
  injected: z.number().int(),
  refusedValues: z.number().int(),
  /** Values entered by hand that stand against the ledger. */
  stood: z.number().int(),
  newBuildings: z.array(z.object({ id: z.number(), name: z.string() })),
});
export type ImportCounts = z.output<typeof importCounts>;

/** What undoing took back, and what it left because it had been touched or is named by a later import. */
export const undoCounts = z.object({
  people: z.number().int(),
  houses: z.number().int(),
  buildings: z.number().int(),
  restored: z.number().int(),
  kept: z.number().int(),
});
export type UndoCounts = z.output<typeof undoCounts>;

const column = z.object({
  letters: z.string(),
  header: z.string(),
  field: z.string().nullable(),
  fieldLabel: bilingual.nullable(),
  /** Which person of the row; none for the home and what all persons of the row share. */
  slot: z.number().int().nullable(),
  confidence: z.number(),
  reason: z.string(),
  reasonText: bilingual,
  /** Numbers masked. */
  samples: z.array(z.string()),
  isHidden: z.boolean(),
  /** Whether what it holds is kept; others only help to read the row. */
  isKept: z.boolean(),
});

const table = z.object({
  kind: z.enum(['people', 'houses', 'other']),
  headerRows: z.array(z.number().int()),
  firstRow: z.number().int(),
  lastRow: z.number().int(),
  columns: z.array(column),
  /** A building named by the sheet or the title. */
  place: z.object({ building: z.string().nullable(), unit: z.string().nullable(), from: z.string() }).nullable(),
  isRemembered: z.boolean(),
});

const refusedColumn = z.object({
  sheet: z.string(),
  letters: z.string(),
  header: z.string(),
  kind: z.string(),
  why: bilingual,
});

const sheet = z.object({
  name: z.string(),
  isIncluded: z.boolean(),
  isHidden: z.boolean(),
  reason: z.string().nullable(),
  reasonText: bilingual.nullable(),
  tables: z.array(table),
});
export type ImportSheet = z.output<typeof sheet>;
export type ImportColumn = z.output<typeof column>;

export const importItem = z.object({
  ref: rowRef,
  communityId: z.number(),
  communityName: z.string(),
  fileName: z.string(),
  state,
  isDryRun: z.boolean(),
  doneRows: z.number().int(),
  totalRows: z.number().int(),
  madeAt: isoInstant,
  madeBy: z.string(),
  finishedAt: isoInstant.nullable(),
  undoneAt: isoInstant.nullable(),
  counts: importCounts.nullable(),
  /** Rows that still wait for somebody. */
  open: z.object({ held: z.number().int(), conflicts: z.number().int() }),
  failure: z.object({ code: z.string(), text: bilingual }).nullable(),
});
export type ImportItem = z.output<typeof importItem>;

export const importDetail = importItem.extend({
  sheets: z.array(sheet),
  refusedColumns: z.array(refusedColumn),
  undo: undoCounts.nullable(),
  /** Conflicts still open, by whether they are about who somebody is. */
  openConflicts: z.object({ identity: z.number().int(), contact: z.number().int() }),
  /** Rows by kind, and of those that ask for something the ones still open. */
  listed: z.record(rowKind, z.object({ all: z.number().int(), open: z.number().int() })),
});
export type ImportDetail = z.output<typeof importDetail>;

const reason = z.object({ code: z.string(), text: bilingual, cell: z.string().nullable() });
const conflictField = z.object({
  field: z.enum(['name', 'sex', 'bornOn', 'phone', 'ended', 'home']),
  label: bilingual,
  kept: bilingual,
  other: bilingual,
  keptCell: z.string().nullable(),
  cell: z.string().nullable(),
});

export const importRow = z.object({
  id: z.uuid(),
  kind: rowKind,
  state: rowState,
  sheet: z.string(),
  row: z.number().int(),
  reasons: z.array(reason),
  name: z.string().nullable(),
  /** Numbers masked. */
  words: z.string().nullable(),
  home: z.string().nullable(),
  peopleRef: rowRef.nullable(),
  conflict: z
    .object({
      of: z.enum(['identity', 'contact']),
      against: z.enum(['record', 'file']),
      fields: z.array(conflictField),
    })
    .nullable(),
  decision: z.record(z.string(), z.string()).nullable(),
  decidedAt: isoInstant.nullable(),
  decidedBy: z.string().nullable(),
});
export type ImportRow = z.output<typeof importRow>;

/** A held row in full, to be mended. */
export const heldRow = z.object({
  id: z.uuid(),
  sheet: z.string(),
  row: z.number().int(),
  reasons: z.array(reason),
  name: z.string(),
  idText: z.string(),
  sex: z.enum(['male', 'female', 'unknown']),
  bornOn: z.string().nullable(),
  phones: z.array(z.string()),
  home: z.string().nullable(),
  relation: z.string().nullable(),
  /** People of the same name in the same home, who may be meant. */
  same: z.array(z.object({ ref: rowRef, name: z.string(), idMasked: z.string().nullable() })),
});
export type HeldRowDetail = z.output<typeof heldRow>;

const ledgerField = z.enum(Object.keys(ledgerFields) as [LedgerField, ...LedgerField[]]);
const sheetOverride = z.object({
  sheet: z.string().max(200),
  included: z.boolean().optional(),
  headerRows: z.array(z.number().int().min(1).max(1_048_576)).max(6).optional(),
  /** Column letters to field; null leaves the column out. */
  columns: z.record(z.string().regex(/^[A-Z]{1,3}$/), ledgerField.nullable()).optional(),
  building: words(40).optional(),
  unit: words(20).optional(),
});

const choice = z.enum(['keep', 'replace', 'both']);

export const importRoutes = {
  'GET /imports': route({
    access: { capability: 'people.import' },
    summary: text('导入记录', 'Imports'),
    query: pageQuery.extend({ community: areaId.optional(), state: state.optional() }),
    output: pageOf(importItem),
  }),
  'GET /imports/fields': route({
    access: { capability: 'people.import' },
    summary: text('台账的列可以是什么', 'What a column of a ledger may mean'),
    output: z.object({ fields: z.array(z.object({ key: z.string(), label: bilingual, isKept: z.boolean() })) }),
  }),
  'GET /imports/:ref': route({
    access: { capability: 'people.import' },
    summary: text('一次导入：怎样读、做到哪里、结果', 'One import: how it is read, how far it is, what came of it'),
    params: z.object({ ref: rowRef }),
    output: importDetail,
  }),
  'GET /imports/:ref/rows': route({
    access: { capability: 'people.import' },
    summary: text('导入的行：待修正、冲突、重复、忽略', 'Rows of an import: to fix, to decide, repeated, left out'),
    params: z.object({ ref: rowRef }),
    query: pageQuery.extend({ kind: rowKind, state: rowState.optional() }),
    output: pageOf(importRow),
  }),
  'GET /imports/:ref/rows/:id': route({
    access: { capability: 'people.import' },
    audits: true,
    summary: text('待修正的一行（留痕）', 'One row to fix, in full; the look is written down'),
    params: z.object({ ref: rowRef, id: z.uuid() }),
    output: heldRow,
  }),
  'GET /imports/:ref/people': route({
    access: { capability: 'people.import' },
    summary: text('这次导入新建和更新的人', 'People an import made or changed'),
    params: z.object({ ref: rowRef }),
    query: pageQuery.extend({ what: z.enum(['created', 'updated']).default('created') }),
    output: pageOf(
      z.object({
        ref: rowRef,
        name: z.string(),
        sex: z.string(),
        bornOn: z.string().nullable(),
        idMasked: z.string().nullable(),
        phoneMasked: z.string().nullable(),
        home: z.string().nullable(),
        /** What changed of a record that was there: keys of the register. */
        changed: z.array(z.string()),
      }),
    ),
  }),
  'GET /imports/:ref/held': route({
    access: { capability: 'people.import' },
    audits: true,
    media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    summary: text('导出待修正清单（留痕、水印）', 'Export the rows to fix, logged and watermarked'),
    params: z.object({ ref: rowRef }),
    output: z.unknown(),
  }),
} as const;

export const importCommands = {
  'imports.start': command({
    access: { capability: 'people.import' },
    summary: text('读取上传的台账', 'Read an uploaded ledger'),
    /** `fileId` is the second part of the ref under which the file was put. */
    input: z.object({ communityId: areaId, fileId: z.uuid() }),
    output: z.object({ ref: rowRef }),
  }),
  'imports.replan': command({
    access: { capability: 'people.import' },
    summary: text('更正读法：工作表、表头、列', 'Correct how it is read: sheets, headers, columns'),
    input: z.object({ ref: rowRef, overrides: z.array(sheetOverride).max(200) }),
    output: z.object({ ref: rowRef }),
  }),
  'imports.run': command({
    access: { capability: 'people.import' },
    summary: text('导入，或试导入', 'Import, or try'),
    input: z.object({ ref: rowRef, isDryRun: z.boolean().default(false) }),
    output: z.object({ ref: rowRef }),
  }),
  'imports.discard': command({
    access: { capability: 'people.import' },
    summary: text('放弃这次导入', 'Give an import up before it is run'),
    input: z.object({ ref: rowRef }),
    output: z.object({ ref: rowRef }),
  }),
  'imports.fixRow': command({
    access: { capability: 'people.import' },
    summary: text('修正一行并导入', 'Mend a row and take it in'),
    input: z.object({
      ref: rowRef,
      rowId: z.uuid(),
      name: words(50).optional(),
      idNumber: z.string().max(40).optional(),
      /** A document other than an id card: its number is taken as it is. */
      documentKind: words(20).optional(),
    }),
    output: z.object({
      peopleRef: rowRef,
      state: z.enum(['created', 'updated', 'unchanged']),
      conflicts: z.number().int(),
    }),
  }),
  'imports.dropRow': command({
    access: { capability: 'people.import' },
    summary: text('不导入这一行', 'Leave a row out'),
    input: z.object({ ref: rowRef, rowIds: z.array(z.uuid()).min(1).max(200), reason: words(100).optional() }),
    output: z.object({ dropped: z.number().int() }),
  }),
  'imports.decide': command({
    access: { capability: 'people.import' },
    summary: text('裁定冲突，可批量', 'Settle conflicts, one or many'),
    input: z.object({
      ref: rowRef,
      decisions: z
        .array(z.object({ rowId: z.uuid(), choice, fields: z.record(z.string(), choice).optional() }))
        .max(200)
        .default([]),
      /** One answer for every open conflict of a kind. */
      all: z.object({ of: z.enum(['identity', 'contact']), choice }).optional(),
    }),
    output: z.object({ decided: z.number().int() }),
  }),
  'imports.undo': command({
    access: { capability: 'people.import' },
    summary: text('撤销整次导入', 'Undo a whole import'),
    input: z.object({ ref: rowRef }),
    output: z.object({ ref: rowRef }),
  }),
} as const;
