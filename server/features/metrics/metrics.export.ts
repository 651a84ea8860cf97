import { wallTime } from '../../../domain/calendar/instant.ts';
import { metricCodes, metrics } from '../../../domain/metrics/metrics.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import { type OutCell, writeWorkbook } from '../../kit/sheets/write-workbook.ts';
import { listRates } from './metrics.queries.ts';

type Row = Omit<Awaited<ReturnType<typeof listRates>>['rows'][number], 'areaId'>;

const words = {
  sheet: '月度指标',
  columns: ['区域', '代码', '上报', '办结'],
  parts: ['（%）', '·分子', '·分母'],
  total: '合计',
} as const;

/** Per cent with one place; empty where nothing was counted. */
const percent = (numerator: number, denominator: number): OutCell =>
  denominator === 0 ? null : Math.round((numerator / denominator) * 1000) / 10;

const cellsOf = ({ name, code, raised, closed, numerators, denominators }: Row): readonly OutCell[] => [
  name,
  code,
  raised,
  closed,
  ...metricCodes.flatMap((_, at) => {
    const [numerator = 0, denominator = 0] = [numerators[at], denominators[at]];
    return [percent(numerator, denominator), Math.round(numerator * 10) / 10, denominator];
  }),
];

/** A month's figures as a spreadsheet: each rate in per cent with what it was made from, areas in the order of their codes. Written down in the audit. */
export async function exportRates(
  ctx: ReadCtx,
  query: { readonly area?: number | undefined; readonly month?: string | undefined },
): Promise<MediaAnswer> {
  const { rows, total, area, month, raised, closed } = await listRates(ctx, query);
  ctx.audit({ action: 'metrics.exported', noun: 'metrics', details: { month, areaId: area.id, rows: rows.length } });
  const name = ctx.actor.kind === 'staff' || ctx.actor.kind === 'integration' ? ctx.actor.name : '';
  const titles = metricCodes.flatMap((code) => words.parts.map((part) => `${metrics[code].title.zh}${part}`));
  const whole: Row = {
    name: words.total,
    code: null,
    raised,
    closed,
    numerators: total.map(({ numerator }) => numerator),
    denominators: total.map(({ denominator }) => denominator),
  };
  const body = writeWorkbook(
    [
      {
        name: words.sheet,
        columns: [...words.columns, ...titles].map((header, at) => ({ header, width: at === 0 ? 20 : 15 })),
        rows: [...rows, whole].map(cellsOf),
      },
    ],
    { footer: `${area.name} ${month}　${name} 于 ${wallTime(ctx.now)} 导出`, writtenAt: new Date(ctx.now) },
  );
  return {
    body,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `${words.sheet}-${area.name}-${month}.xlsx`,
  };
}
