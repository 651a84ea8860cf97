import { myDataCommands, myDataRoutes } from '../../../contract/my-data.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { bindCommands, bindReads, type Slice } from '../../kit/http/slice.ts';
import { copyJson, copyPdf } from './copy.ts';
import { copyForRequest, eraseRecord, limitRecord, showDataRight } from './data-rights.ts';
import { heldOf } from './held-values.ts';
import { listLooks } from './looks.queries.ts';
import { forgetRecord, proveRecord } from './my-data.commands.ts';
import { ownRecordRows, proofOf } from './own-records.ts';

/** What is held of the asker, or whether they have yet to show which record is theirs. */
async function showMyData(ctx: ReadCtx) {
  const { triesLeft } = await proofOf(ctx);
  const { personId, rows } = await ownRecordRows(ctx);
  const { byId } = await areaTree(ctx);
  const records = [];
  for (const row of rows) records.push(await heldOf(ctx, row, byId.get(row.communityId)?.name ?? '', 'masked'));
  return { isProven: personId !== null, triesLeft, records };
}

/** What people may ask of what is held of them, and what is done about it. */
export function makeMyDataSlice(types: CaseTypes): Slice {
  return {
    reads: bindReads(myDataRoutes, {
      'GET /my-data': (ctx) => showMyData(ctx),
      'GET /my-data/looks': (ctx, { query }) => listLooks(ctx, query),
      'GET /my-data/copy.json': (ctx) => copyJson(types, ctx),
      'GET /my-data/copy.pdf': (ctx, { query }) => copyPdf(types, ctx, query.language),
      'GET /data-rights/:ref': (ctx, { params }) => showDataRight(ctx, params.ref),
      'GET /data-rights/:ref/copy.docx': (ctx, { params, query }) =>
        copyForRequest(types, ctx, { case: params.ref, person: query.person }),
    }),
    commands: bindCommands(myDataCommands, {
      'my-data.prove': proveRecord,
      'my-data.forget': (ctx) => forgetRecord(ctx),
      'data-rights.limit': limitRecord,
      'data-rights.erase': eraseRecord,
    }),
  };
}
