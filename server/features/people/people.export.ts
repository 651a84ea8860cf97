import { type SqlBool, sql } from 'kysely';
import { ageAt, businessDay, wallTime } from '../../../domain/calendar/instant.ts';
import { tagOf } from '../../../domain/registry/fields.ts';
import { fill, text } from '../../../domain/text.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import { writeWorkbook } from '../../kit/sheets/write-workbook.ts';
import { filterRows, notLimited, type PeopleFilter } from './people.filter.ts';
import { type ItemRow, itemColumns } from './people.queries.ts';

/** Rows one export may hold; more are asked for by area. */
const mostRows = 50_000;
const pageRows = 5_000;

const words = {
  sexes: { male: '男', female: '女', unknown: '' } as Readonly<Record<string, string>>,
  columns: ['社区', '姓名', '性别', '出生日期', '年龄', '证件号码（打码）', '电话（打码）', '住址', '服务标签'],
  sheet: '人口',
  stamp: text('{name} 于 {at} 导出，仅限工作使用，不得外传', 'Exported by {name} at {at}; for work only'),
};
const widths: readonly number[] = [14, 12, 6, 12, 6, 22, 16, 36, 24];

/** All people that fit, read in pages; what is written goes on while the answer is sent. */
async function readRows(ctx: ReadCtx, filter: PeopleFilter): Promise<readonly ItemRow[]> {
  const parts = [...(await filterRows(ctx, filter, { capability: 'people.export' })), notLimited];
  const rows: ItemRow[] = [];
  for (let after: ItemRow | undefined; rows.length < mostRows; after = rows.at(-1)) {
    const from = after;
    const rest = from ? [sql<SqlBool>`(people.community_id, people.id) > (${from.communityId}, ${from.id}::uuid)`] : [];
    const limit = Math.min(pageRows, mostRows - rows.length);
    const found = await ctx.db
      .selectFrom('people')
      .where((eb) => eb.and([...parts, ...rest]))
      .orderBy('people.communityId')
      .orderBy('people.id')
      .limit(limit)
      .select(itemColumns(ctx.now))
      .execute();
    rows.push(...(found as readonly ItemRow[]));
    if (found.length < limit) break;
  }
  return rows;
}

/**
 * People as a spreadsheet: numbers masked, hidden groups left out, who took it and when in the header row and at the foot of every page. The export is
 * written down with its filters; of a number searched by only that there was one.
 */
export async function exportPeople(ctx: ReadCtx, filter: PeopleFilter): Promise<MediaAnswer> {
  const tree = await areaTree(ctx);
  const rows = await readRows(ctx, filter);
  const { q, ...told } = filter;
  ctx.audit({
    action: 'people.exported',
    noun: 'people',
    details: { rows: rows.length, filter: told, hasWords: q !== undefined && q.trim() !== '' },
  });
  const name = ctx.actor.kind === 'staff' || ctx.actor.kind === 'integration' ? ctx.actor.name : '';
  const stamp = fill(words.stamp, { name, at: wallTime(ctx.now) }).zh;
  const columns = words.columns.map((header, at) => ({ header, width: widths[at] as number }));
  function* cells() {
    for (const one of rows) {
      yield [
        tree.byId.get(one.communityId)?.name ?? '',
        one.name,
        words.sexes[one.sex] ?? '',
        one.bornOn,
        ageAt(one.bornOn, ctx.now),
        one.idMasked,
        one.phoneMasked,
        one.home?.address ?? '',
        (one.tags ?? []).map((code) => tagOf(code).label.zh).join('、'),
      ];
    }
  }
  const body = writeWorkbook(
    [{ name: words.sheet, columns: [...columns, { header: stamp, width: 48 }], rows: cells() }],
    { footer: stamp, writtenAt: new Date(ctx.now) },
  );
  return {
    body,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `${words.sheet}-${businessDay(ctx.now)}.xlsx`,
  };
}
