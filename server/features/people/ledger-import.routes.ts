import { importCommands, importRoutes } from '../../../contract/imports.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { discardImport, replanImport, runImport, startImport, undoImport } from './ledger-import.commands.ts';
import { decideConflicts } from './ledger-import.decide.commands.ts';
import { dropHeldRows, fixRow } from './ledger-import.fix.commands.ts';
import { importJobs } from './ledger-import.jobs.ts';
import { listImports, listLedgerFields, showImport } from './ledger-import.queries.ts';
import { exportHeld, listImportedPeople, listRows, showHeldRow } from './ledger-import.rows.queries.ts';
import type { ImportParts } from './ledger-import.tools.ts';

/** Imports of ledgers: read, previewed, run, mended, undone. Part of the people slice, whose tables they fill. */
export function makeImportsSlice(parts: ImportParts): Slice {
  return {
    reads: bindReads(importRoutes, {
      'GET /imports': (ctx, { query }) => listImports(ctx, query),
      'GET /imports/fields': async () => listLedgerFields(),
      'GET /imports/:ref': (ctx, { params }) => showImport(ctx, params.ref),
      'GET /imports/:ref/rows': (ctx, { params, query }) => listRows(ctx, params.ref, query),
      'GET /imports/:ref/rows/:id': (ctx, { params }) => showHeldRow(ctx, params.ref, params.id),
      'GET /imports/:ref/people': (ctx, { params, query }) => listImportedPeople(ctx, params.ref, query),
      'GET /imports/:ref/held': (ctx, { params }) => exportHeld(ctx, params.ref),
    }),
    commands: bindCommands(importCommands, {
      'imports.start': startImport,
      'imports.replan': replanImport,
      'imports.run': runImport,
      'imports.discard': discardImport,
      'imports.fixRow': fixRow,
      'imports.dropRow': dropHeldRows,
      'imports.decide': decideConflicts,
      'imports.undo': undoImport,
    }),
    jobs: importJobs(parts),
  };
}
