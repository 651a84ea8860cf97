import { type SqlBool, sql } from 'kysely';
import { businessDay, wallTime } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { tagOf } from '../../../domain/registry/fields.ts';
import { fill, text } from '../../../domain/text.ts';
import { visitRules } from '../../../domain/visits/rules.ts';
import { areaTree } from '../../access/tree.ts';
import { doorRows, scopeFor } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import { writeWorkbook } from '../../kit/sheets/write-workbook.ts';

const mostRows = 50_000;
const columns: readonly (readonly [string, number])[] = [
  ['社区', 14],
  ['网格', 14],
  ['住址', 32],
  ['姓名', 12],
  ['证件号码（打码）', 22],
  ['待遇类别', 20],
  ['本年度认证日期', 16],
  ['认证方式', 12],
  ['应认证日期', 14],
];
const stampWords = text('{name} 于 {at} 导出，仅限工作使用，不得外传', 'Exported by {name} at {at}; for work only');

interface Row {
  readonly communityId: number;
  readonly buildingId: number;
  readonly address: string;
  readonly name: string;
  readonly idMasked: string | null;
  readonly codes: readonly string[] | null;
  readonly confirmedOn: string | null;
  readonly dueOn: string;
}

async function readRows(ctx: ReadCtx, area: number | undefined): Promise<readonly Row[]> {
  const tree = await areaTree(ctx);
  if (area !== undefined && !tree.byId.has(area)) throw refuse('request.not-found');
  const buildings = area === undefined ? [] : tree.subtreeOf(area).filter(({ kind }) => kind === 'building');
  const within =
    area === undefined
      ? sql<SqlBool>`true`
      : sql<SqlBool>`n.building_id = any (${`{${buildings.map(({ id }) => id).join(',')}}`}::bigint[])`;
  const scope = await scopeFor(ctx, 'people.export');
  const today = businessDay(ctx.now);
  const { rows } = await sql<Row>`
    select n.community_id, n.building_id, h.address, p.name, p.id_masked, n.due_on,
      (select array_agg(t.code order by t.code) from tags t where t.community_id = n.community_id and t.people_id = n.people_id
        and t.code = any (${[...visitRules.certification.tags] as string[]}::text[]) and (t.to_on is null or t.to_on > ${today}::date)) as codes,
      case when n.last_on >= ${`${today.slice(0, 4)}-01-01`}::date then n.last_on end as confirmed_on
    from visit_needs n join people p on p.community_id = n.community_id and p.id = n.people_id
      join houses h on h.community_id = n.community_id and h.id = n.house_id
    where n.rule = 'certification' and n.ended_on is null and ${doorRows(scope, { communities: [], houses: [] }, 'n')} and ${within}
    order by n.community_id, h.building_id, h.door_order, n.id limit ${mostRows}`.execute(ctx.db);
  return rows;
}

/** Who confirmed their entitlement in person this year and who still has to, as a spreadsheet: id numbers masked, the export written down. */
export async function exportCertifications(ctx: ReadCtx, area: number | undefined): Promise<MediaAnswer> {
  const tree = await areaTree(ctx);
  const rows = await readRows(ctx, area);
  ctx.audit({
    action: 'visits.certifications-exported',
    noun: 'people',
    details: { rows: rows.length, area: area ?? null },
  });
  const name = ctx.actor.kind === 'staff' || ctx.actor.kind === 'integration' ? ctx.actor.name : '';
  const stamp = fill(stampWords, { name, at: wallTime(ctx.now) }).zh;
  function* cells() {
    for (const row of rows) {
      const path = tree.ancestorsOf(row.buildingId);
      yield [
        path.find(({ kind }) => kind === 'community')?.name ?? '',
        path.find(({ kind }) => kind === 'grid')?.name ?? '',
        row.address,
        row.name,
        row.idMasked,
        (row.codes ?? []).map((code) => tagOf(code).label.zh).join('、'),
        row.confirmedOn ?? '',
        row.confirmedOn === null ? '' : '入户见面',
        row.dueOn,
      ];
    }
  }
  const heads = columns.map(([header, width]) => ({ header, width }));
  const body = writeWorkbook(
    [{ name: '待遇资格认证', columns: [...heads, { header: stamp, width: 48 }], rows: cells() }],
    {
      footer: stamp,
      writtenAt: new Date(ctx.now),
    },
  );
  return {
    body,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `待遇资格认证-${businessDay(ctx.now)}.xlsx`,
  };
}
