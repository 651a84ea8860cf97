import { sql } from 'kysely';
import { ageAt } from '../../../domain/calendar/instant.ts';
import { fill, text } from '../../../domain/text.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import { writeWorkbook } from '../../kit/sheets/write-workbook.ts';
import { filterRows, itemColumns, type PeopleFilter } from './people.queries.ts';

/** Rows one export may hold; more are asked for by area. */
const mostRows = 50_000;
const pageRows = 2_000;
const sexWords: Readonly<Record<string, string>> = { male: '男', female: '女', unknown: '' };
const footer = text('由 {name} 于 {at} 导出，仅限工作使用，请勿外传', 'Exported by {name} at {at}; for work only');

/** People as a spreadsheet: numbers masked, every page stamped with who took it and when, the export itself written down. */
export async function exportPeople(ctx: ReadCtx, filter: PeopleFilter): Promise<MediaAnswer> {
  const parts = await filterRows(ctx, filter, 'people.export');
  const tree = await areaTree(ctx);
  const rows: (readonly (string | number | null)[])[] = [];
  let after: readonly [number, string] | undefined;
  while (rows.length < mostRows) {
    const from = after;
    const found = await ctx.db
      .selectFrom('people')
      .where((eb) =>
        eb.and(
          from
            ? [...parts, sql<boolean>`(people.community_id, people.id) > (${from[0]}, ${from[1]}::uuid)`]
            : [...parts],
        ),
      )
      .orderBy('people.communityId')
      .orderBy('people.id')
      .limit(Math.min(pageRows, mostRows - rows.length))
      .select(itemColumns)
      .execute();
    for (const one of found) {
      rows.push([
        tree.byId.get(one.communityId)?.name ?? '',
        one.name,
        sexWords[one.sex] ?? '',
        one.bornOn,
        ageAt(one.bornOn, ctx.now),
        one.idMasked,
        one.phoneMasked,
        one.home?.address ?? '',
      ]);
    }
    const last = found.at(-1);
    if (found.length < pageRows || !last) break;
    after = [last.communityId, last.id];
  }
  ctx.audit({ action: 'people.export', noun: 'people', details: { rows: rows.length, filter } });
  const name = ctx.actor.kind === 'staff' ? ctx.actor.name : '';
  const stamp = fill(footer, { name, at: ctx.now.slice(0, 16).replace('T', ' ') }).zh;
  const columns = ['社区', '姓名', '性别', '出生日期', '年龄', '证件号码（打码）', '电话（打码）', '住址'].map(
    (header, at) => ({ header, width: at === 7 ? 36 : 16 }),
  );
  const body = writeWorkbook([{ name: '人口', columns, rows }], { footer: stamp, writtenAt: new Date(ctx.now) });
  return {
    body,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `人口-${ctx.now.slice(0, 10)}.xlsx`,
  };
}
