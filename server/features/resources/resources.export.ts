import { businessDay, wallTime } from '../../../domain/calendar/instant.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { resourceKinds, resourcePeriods, resourceUnits } from '../../../domain/resources/promise.ts';
import { fill, text } from '../../../domain/text.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import { writeWorkbook } from '../../kit/sheets/write-workbook.ts';
import { listUses } from './resource-uses.queries.ts';
import { listNeeds, listResources } from './resources.queries.ts';

const pageSize = 200;
const mostRows = 20_000;
const stampWords = text('{name} 于 {at} 导出，仅限工作使用，不得外传', 'Exported by {name} at {at}; for work only');

/** Every row of a paged list. */
async function all<T>(page: (cursor: string | undefined) => Promise<{ items: T[]; next?: string }>): Promise<T[]> {
  const rows: T[] = [];
  for (let cursor: string | undefined; rows.length < mostRows; ) {
    const { items, next } = await page(cursor);
    rows.push(...items);
    if (next === undefined) break;
    cursor = next;
  }
  return rows;
}

const heads = (stamp: string, ...columns: readonly (readonly [string, number])[]) => [
  ...columns.map(([header, width]) => ({ header, width })),
  { header: stamp, width: 48 },
];
const days = ({ beginsOn, endsOn }: { beginsOn: string; endsOn: string | null }) =>
  `${beginsOn} 至 ${endsOn ?? '长期'}`;

/** 三张清单: what is promised, what is needed, what was agreed, as one workbook. It tells of units and places, not of people. */
export async function exportLists(types: CaseTypes, ctx: ReadCtx, areaId: number | undefined): Promise<MediaAnswer> {
  const asked = (cursor: string | undefined) => ({ areaId, cursor, limit: pageSize });
  const resources = await all((cursor) => listResources(ctx, asked(cursor)));
  const needs = await all((cursor) => listNeeds(ctx, asked(cursor)));
  const uses = await all((cursor) => listUses(types, ctx, asked(cursor)));
  const name = ctx.actor.kind === 'staff' || ctx.actor.kind === 'integration' ? ctx.actor.name : '';
  const stamp = fill(stampWords, { name, at: wallTime(ctx.now) }).zh;
  const rows = resources.length + needs.length + uses.length;
  ctx.audit({ action: 'resources.exported', noun: 'resources', details: { rows, area: areaId ?? null } });
  const body = writeWorkbook(
    [
      {
        name: '资源清单',
        columns: heads(
          stamp,
          ['单位', 28],
          ['资源', 28],
          ['种类', 14],
          ['说明', 40],
          ['范围', 16],
          ['承诺', 18],
          ['本期剩余', 12],
          ['时间', 26],
        ),
        rows: resources.map((one) => [
          one.organisation.name,
          one.title,
          resourceKinds[one.kind].zh,
          one.details,
          one.area.name,
          `${resourcePeriods[one.per].zh} ${one.amount} ${resourceUnits[one.unit].zh}`,
          one.left,
          days(one),
        ]),
      },
      {
        name: '需求清单',
        columns: heads(
          stamp,
          ['地点', 16],
          ['需求', 28],
          ['种类', 14],
          ['说明', 40],
          ['需要', 14],
          ['已对接', 12],
          ['时间', 26],
        ),
        rows: needs.map((one) => [
          one.area.name,
          one.title,
          resourceKinds[one.kind].zh,
          one.details,
          `${one.amount} ${resourceUnits[one.unit].zh}`,
          one.met,
          days(one),
        ]),
      },
      {
        name: '项目清单',
        columns: heads(
          stamp,
          ['单位', 28],
          ['资源', 28],
          ['需求', 28],
          ['地点', 16],
          ['数量', 14],
          ['日期', 14],
          ['事项编号', 20],
          ['进展', 16],
        ),
        rows: uses.map((one) => [
          one.resource.organisationName,
          one.resource.title,
          one.need.title,
          one.need.areaName,
          `${one.amount} ${resourceUnits[one.unit].zh}`,
          one.on,
          one.matter?.number ?? '',
          one.isReleased ? '没有用上' : (one.matter?.stageLabel.zh ?? ''),
        ]),
      },
    ],
    { footer: stamp, writtenAt: new Date(ctx.now) },
  );
  return {
    body,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `资源需求项目清单-${businessDay(ctx.now)}.xlsx`,
  };
}
