import { auditDeed, auditNoun } from '../../../domain/audit/audit-words.ts';
import { businessDay, wallTime } from '../../../domain/calendar/instant.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import { writeWorkbook } from '../../kit/sheets/write-workbook.ts';
import { type AuditConditions, readAudit } from './audit.queries.ts';

/** Rows one export may hold; more are asked for by day. */
const mostRows = 50_000;

const words = {
  sheet: '审计记录',
  columns: [
    '时间',
    '谁',
    '做了什么',
    '代码',
    '对象',
    '社区',
    '对象编号',
    '当事人编号',
    '事由',
    '细节',
    '链批次',
    '请求编号',
  ],
} as const;
const widths: readonly number[] = [20, 14, 20, 24, 12, 14, 38, 38, 24, 48, 8, 38];

/** The audit as a spreadsheet, the newest first, with the batch of the chain that holds each row. The export is itself audited. */
export async function exportAudit(ctx: ReadCtx, filter: AuditConditions): Promise<MediaAnswer> {
  const tree = await areaTree(ctx);
  const rows = await readAudit(ctx, filter, undefined, mostRows);
  ctx.audit({ action: 'audit.exported', noun: 'audit', details: { rows: rows.length, filter: { ...filter } } });
  const name = ctx.actor.kind === 'staff' ? ctx.actor.name : '';
  function* cells() {
    for (const row of rows)
      yield [
        wallTime(row.at),
        row.actor.name ?? row.actor.kind,
        auditDeed(row.action).zh,
        row.action,
        auditNoun(row.noun).zh,
        tree.byId.get(row.communityId ?? 0)?.name ?? '',
        row.rowId ?? '',
        row.personId ?? '',
        row.reason ?? '',
        JSON.stringify(row.details),
        row.batchId,
        row.requestId ?? '',
      ];
  }
  const body = writeWorkbook(
    [
      {
        name: words.sheet,
        columns: words.columns.map((header, at) => ({ header, width: widths[at] as number })),
        rows: cells(),
      },
    ],
    { footer: `${name} 于 ${wallTime(ctx.now)} 导出，仅限审计使用`, writtenAt: new Date(ctx.now) },
  );
  return {
    body,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `${words.sheet}-${businessDay(ctx.now)}.xlsx`,
  };
}
