import { sql } from 'kysely';
import { wallTime } from '../../../domain/calendar/instant.ts';
import { assertYearAtMost } from '../../../domain/calendar/period.ts';
import { sealedStorageOf } from '../../../domain/case/sealed.ts';
import { mediation } from '../../../domain/processes/mediation.ts';
import { Refusal } from '../../../domain/refusals.ts';
import { fill, text } from '../../../domain/text.ts';
import { memberRows } from '../../access/members.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import { type OutCell, writeWorkbook } from '../../kit/sheets/write-workbook.ts';

const mostRows = 5_000;
const stampWords = text(
  '{name} 于 {at} 导出，用途：{purpose}；只列自己经办的，不含当事人和案情',
  'Exported by {name} at {at} for: {purpose}; one’s own files alone, without parties and contents',
);

interface Asked {
  readonly from: string;
  readonly to: string;
  readonly purpose: string;
}

interface Row {
  readonly number: string;
  readonly stage: string;
  readonly kind: string | null;
  readonly difficulty: string | null;
  readonly isOral: boolean | null;
  readonly closedAt: string;
  readonly mediators: readonly string[];
}

/** The mediations on whose list the reader stands as keeper, closed within the days; of sealed rows nothing else is read. */
async function rowsOf(ctx: ReadCtx, userId: string, { from, to }: Asked): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select cases.number, cases.stage, cases.fields ->> 'kind' as kind, cases.fields ->> 'difficulty' as difficulty,
      (cases.fields ->> 'isOral')::boolean as "isOral", cases.closed_at as "closedAt",
      array(select distinct u.name from jsonb_array_elements(cases.progress -> 'members') m
        join users u on u.id = (m ->> 'userId')::uuid where m ->> 'role' = 'mediator' and m ->> 'until' is null order by u.name) as mediators
    from cases
    where cases.type = ${mediation.code} and cases.phase = 'closed' and cases.community_id >= ${sealedStorageOf(0)}
      and cases.closed_on between ${from}::date and ${to}::date and ${memberRows(userId)}
      and exists (select from jsonb_array_elements(cases.progress -> 'members') k
        where k ->> 'userId' = ${userId} and k ->> 'role' = 'keeper' and k ->> 'until' is null)
    order by cases.closed_at, cases.id limit ${mostRows + 1}`.execute(ctx.db);
  return rows;
}

const labelOf = (key: 'kind' | 'difficulty', code: string | null): string => {
  const field = mediation.fields[key];
  return code !== null && field?.kind === 'choice' ? (field.of[code]?.zh ?? code) : '未定';
};

/**
 * 以案定补: the closed mediations of one's own as a spreadsheet, with how hard each was and who mediated it, for a stated purpose, written
 * down in the audit. What is paid for which is the district's own rule; the sheet holds no party and no content. Sealed as each file is:
 * whoever is on no list gets an empty sheet.
 * @refuses request.invalid by the field
 */
export async function exportAwards(ctx: ReadCtx, asked: Asked): Promise<MediaAnswer> {
  assertYearAtMost(asked, 'to');
  const { actor } = ctx;
  const rows = actor.kind === 'staff' ? await rowsOf(ctx, actor.userId, asked) : [];
  const { from, to, purpose } = asked;
  if (rows.length > mostRows)
    throw new Refusal('request.invalid', {
      fields: [{ path: 'from', text: text('件数太多，请缩短时间段。', 'Too many matters: choose a shorter period.') }],
    });
  ctx.audit({
    action: 'mediations.awards-exported',
    noun: 'mediations',
    details: { from, to, rows: rows.length, purpose },
  });
  const name = actor.kind === 'staff' ? actor.name : '';
  const columns = ['编号', '纠纷类型', '难易程度', '协议形式', '结果', '办结时间', '调解员'];
  const body = writeWorkbook(
    [
      {
        name: '以案定补',
        columns: columns.map((header, place) => ({ header, width: place === 6 ? 30 : 18 })),
        rows: rows.map((row): readonly OutCell[] => [
          row.number,
          labelOf('kind', row.kind),
          labelOf('difficulty', row.difficulty),
          row.stage === 'closed' || row.stage === 'unkept' ? (row.isOral ? '口头' : '书面') : '',
          mediation.stages[row.stage]?.label.zh ?? row.stage,
          wallTime(row.closedAt),
          row.mediators.join('、'),
        ]),
      },
    ],
    { footer: fill(stampWords, { name, at: wallTime(ctx.now), purpose }).zh, writtenAt: new Date(ctx.now) },
  );
  return {
    body,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `以案定补-${from}至${to}.xlsx`,
  };
}
