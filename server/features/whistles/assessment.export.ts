import { sql } from 'kysely';
import type { WhistleLine } from '../../../contract/whistles.ts';
import { wallTime } from '../../../domain/calendar/instant.ts';
import { actingLevels } from '../../../domain/case/summons-rules.ts';
import { whistleClasses, whistleFigureCodes, whistleFigures } from '../../../domain/metrics/whistles.ts';
import { fill, type Text, text } from '../../../domain/text.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import { type OutCell, type OutSheet, writeWorkbook } from '../../kit/sheets/write-workbook.ts';
import { unitNames } from '../catalogue/catalogue.queries.ts';
import { byCommunity, byUnit, byWay, stageLabel } from './whistle-figures.queries.ts';
import {
  type AskedPeriod,
  type AskedWhistles,
  askedWhistles,
  type UnitRow,
  type WhistleRow,
  whistlesOf,
} from './whistle-rows.queries.ts';

const sheets = { communities: '吹哨社区', ways: '吹哨层级', units: '被吹单位', whistles: '哨单' } as const;
const stampWords = text(
  '{name} 于 {at} 导出，用途：{purpose}；仅限工作使用',
  'Exported by {name} at {at} for: {purpose}; for work only',
);
const unitStates: Readonly<Record<UnitRow['state'], Text>> = {
  sent: text('未签收', 'not signed'),
  signed: text('处置中', 'at work'),
  done: text('已提交结论', 'concluded'),
  returned: text('已同意退哨', 'let go at its asking'),
  withdrawn: text('已撤销召集', 'released'),
};
const outcomes: Readonly<Record<string, Text>> = {
  solved: text('实际解决', 'solved'),
  explained: text('解释说明', 'explained'),
  unsolved: text('未解决', 'not solved'),
};

const percent = (numerator: number, denominator: number): OutCell =>
  denominator === 0 ? null : Math.round((numerator / denominator) * 1000) / 10;
const mean = ({ n, sum }: { readonly n: number; readonly sum: number }): OutCell =>
  n === 0 ? null : Math.round((sum / n) * 10) / 10;
const at = (instant: string | null): OutCell => (instant === null ? null : wallTime(instant));

const figureColumns = whistleFigureCodes.flatMap((code) =>
  ['（%）', '·分子', '·分母'].map((part) => `${whistleFigures[code].title.zh}${part}`),
);
const figureCells = ({ numerators, denominators }: WhistleLine): readonly OutCell[] =>
  whistleFigureCodes.flatMap((_, place) => {
    const [numerator = 0, denominator = 0] = [numerators[place], denominators[place]];
    return [percent(numerator, denominator), numerator, denominator];
  });

const columnsOf = (headers: readonly string[]) =>
  headers.map((header, place) => ({ header, width: place === 0 ? 24 : Math.max(12, header.length * 2) }));

function communitySheet(asked: AskedWhistles, rows: readonly WhistleRow[], now: string): OutSheet {
  const lines = byCommunity(asked, rows, now);
  return {
    name: sheets.communities,
    columns: columnsOf(['社区', '提出', '吹出', '召集单位', ...figureColumns, '单位评吹哨方（均分）', '评分次数']),
    rows: lines.map((line) => [
      line.name.zh,
      line.raised,
      line.blown,
      line.units,
      ...figureCells(line),
      mean(line.ratings.blower),
      line.ratings.blower.n,
    ]),
  };
}

/** By the level a whistle was blown from and the one of the unit; those from before that was kept stand in none. */
function waySheet(asked: AskedWhistles, rows: readonly WhistleRow[], now: string): OutSheet {
  return {
    name: sheets.ways,
    columns: columnsOf(['层级', '吹出', '召集单位', ...figureColumns]),
    rows: byWay(asked, rows, now).map((line) => [line.name.zh, line.blown, line.units, ...figureCells(line)]),
  };
}

async function unitSheet(ctx: ReadCtx, rows: readonly WhistleRow[]): Promise<OutSheet> {
  const lines = await byUnit(ctx, rows);
  return {
    name: sheets.units,
    columns: columnsOf(['单位', '被吹', ...figureColumns, '吹哨方评单位（均分）', '评分次数']),
    rows: lines.map((line) => [
      line.name.zh,
      line.blown,
      ...figureCells(line),
      mean(line.ratings.units),
      line.ratings.units.n,
    ]),
  };
}

/** The last words of each unit, by its assignment; those erased since are not there. */
async function conclusionsOf(ctx: ReadCtx, rows: readonly WhistleRow[]): Promise<ReadonlyMap<string, string>> {
  if (rows.length === 0) return new Map();
  const [communities, ids] = [rows.map((one) => one.communityId), rows.map((one) => one.id)];
  const found = await sql<{ id: string; words: string | null }>`
    select distinct on (f.fact->>'id') f.fact->>'id' as id,
      (select w.value->>'words' from jsonb_each(v.vals) w where w.value->>'words' is not null limit 1) as words
    from unnest(${`{${communities.join(',')}}`}::bigint[], ${`{${ids.join(',')}}`}::uuid[]) w(community_id, case_id)
      join case_entries e on e.community_id = w.community_id and e.case_id = w.case_id and e.action = 'conclude'
      cross join lateral jsonb_array_elements(e.facts) f(fact)
      left join case_entry_values v on v.community_id = e.community_id and v.entry_id = e.id
    where f.fact->>'kind' = 'assignment-moved' and f.fact->>'state' = 'done'
    order by f.fact->>'id', e.seq desc`.execute(ctx.db);
  return new Map(found.rows.flatMap(({ id, words }): [string, string][] => (words === null ? [] : [[id, words]])));
}

const whistleColumns = [
  '编号',
  '类别',
  '吹哨层级',
  '社区',
  '提出时间',
  '状态',
  '单位',
  '牵头',
  '发出',
  '签收期限',
  '签收',
  '到场期限',
  '到场',
  '提交结论',
  '单位状态',
  '结论',
  '销哨时间',
  '销哨结果',
  '吹哨方评单位',
  '单位评吹哨方',
];

/** One row for each unit of each whistle; one that nobody was summoned by stands with its own columns. */
async function whistleSheet(ctx: ReadCtx, { tree }: AskedWhistles, rows: readonly WhistleRow[]): Promise<OutSheet> {
  const said = await conclusionsOf(ctx, rows);
  const nameOf = await unitNames(ctx, [
    ...new Set(rows.flatMap(({ units }) => units.map(({ organisationId }) => organisationId))),
  ]);
  const own = (row: WhistleRow): readonly OutCell[] => [
    row.number,
    whistleClasses[row.class]?.zh ?? row.class,
    row.blownFrom === null ? null : actingLevels[row.blownFrom].zh,
    tree.byId.get(row.communityId)?.name ?? '',
    at(row.raisedAt),
    stageLabel(row.stage).zh,
  ];
  const end = (row: WhistleRow, unit?: UnitRow): readonly OutCell[] => [
    at(row.closedAt),
    row.outcome === null ? null : (outcomes[row.outcome]?.zh ?? null),
    row.unitsScore,
    unit ? (row.blowerScores[unit.organisationId] ?? null) : null,
  ];
  const ofUnit = (unit: UnitRow): readonly OutCell[] => [
    nameOf(unit.organisationId).name,
    unit.kind === 'lead' ? '牵头' : '',
    at(unit.sentAt),
    at(unit.sign.dueAt),
    at(unit.signedAt),
    at(unit.arrive.dueAt),
    at(unit.arrivedAt),
    at(unit.doneAt),
    unitStates[unit.state].zh,
    said.get(unit.id) ?? null,
  ];
  function* cells() {
    for (const row of rows) {
      if (row.units.length === 0) yield [...own(row), ...Array<OutCell>(10).fill(null), ...end(row)];
      for (const unit of row.units) yield [...own(row), ...ofUnit(unit), ...end(row, unit)];
    }
  }
  return { name: sheets.whistles, columns: columnsOf(whistleColumns), rows: cells() };
}

/**
 * 双向考核: what came of the whistles of a period as a spreadsheet of four sheets, for a stated purpose, written down in the audit.
 * Units and communities are assessed, no single person is named.
 */
export async function exportAssessment(
  ctx: ReadCtx,
  query: AskedPeriod & { readonly purpose: string },
): Promise<MediaAnswer> {
  const asked = await askedWhistles(ctx, query, 'cases.export');
  const rows = await whistlesOf(ctx, asked, 'cases.export');
  const { area, from, to } = asked;
  ctx.audit({
    action: 'whistles.exported',
    noun: 'whistles',
    details: { areaId: area.id, from, to, rows: rows.length, purpose: query.purpose },
  });
  const name = ctx.actor.kind === 'staff' || ctx.actor.kind === 'integration' ? ctx.actor.name : '';
  const footer = fill(stampWords, { name, at: wallTime(ctx.now), purpose: query.purpose }).zh;
  const body = writeWorkbook(
    [
      communitySheet(asked, rows, ctx.now),
      waySheet(asked, rows, ctx.now),
      await unitSheet(ctx, rows),
      await whistleSheet(ctx, asked, rows),
    ],
    { footer, writtenAt: new Date(ctx.now) },
  );
  return {
    body,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `吹哨双向考核-${area.name}-${from}至${to}.xlsx`,
  };
}
