import { sql } from 'kysely';
import { z } from 'zod';
import type { HeldRowDetail, ImportRow } from '../../../contract/imports.ts';
import { toRef } from '../../../contract/shapes.ts';
import { maskIdNumber, maskPhone } from '../../../domain/identifiers/masks.ts';
import { refuse } from '../../../domain/refusals.ts';
import { ledgerFields } from '../../../domain/registry/ledger/ledger-fields.ts';
import { rowReasonText } from '../../../domain/registry/ledger-intake/plan-words.ts';
import { fill, type Text, text } from '../../../domain/text.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import { writeWorkbook } from '../../kit/sheets/write-workbook.ts';
import { getImport } from './ledger-import.queries.ts';
import type { ConflictContent, HeldContent, NoteContent } from './ledger-import.rows.ts';

const rowColumns = [
  'id',
  'kind',
  'state',
  'sheet',
  'rowNo',
  'cells',
  'reasons',
  'sealed',
  'peopleId',
  'decision',
  'decidedAt',
  'decidedBy',
] as const;

interface StoredRow {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly sheet: string;
  readonly rowNo: number;
  readonly cells: readonly string[];
  readonly reasons: readonly string[];
  readonly sealed: Buffer;
  readonly peopleId: string | null;
  readonly decision: unknown;
  readonly decidedAt: string | null;
  readonly decidedBy: unknown;
}

const reasonsOf = (row: StoredRow) =>
  row.reasons.map((code, n) => ({ code, text: rowReasonText(row.kind, code), cell: row.cells[n] || null }));

const conflictLabels: Readonly<Record<ConflictContent['fields'][number]['field'], Text>> = {
  name: ledgerFields.name,
  sex: ledgerFields.sex,
  bornOn: ledgerFields.birthOn,
  phone: ledgerFields.phone,
  ended: text('档案状态', 'The record'),
  home: ledgerFields.address,
};

const knownValues: Readonly<Record<string, Text>> = {
  male: text('男', 'Male'),
  '1': text('男', 'Male'),
  female: text('女', 'Female'),
  '2': text('女', 'Female'),
  died: text('已注销（去世）', 'Ended (died)'),
  left: text('已注销（迁出）', 'Ended (left)'),
  mistake: text('已注销（录错）', 'Ended (entered by mistake)'),
  'lives-here': text('台账中住在这里', 'Lives here, says the ledger'),
};

/** A value as both sides show it: codes in words, phones with their middle hidden. */
function valueText(field: string, value: string): Text {
  if (field === 'phone') {
    const masked = value.split('、').map(maskPhone).join('、');
    return text(masked, masked);
  }
  const known = field === 'sex' || field === 'ended' ? knownValues[value] : undefined;
  return known ?? text(value, value);
}

function conflictOf(content: ConflictContent): ImportRow['conflict'] {
  return {
    of: content.of,
    against: content.against,
    fields: content.fields.map(({ field, kept, other, keptCell, cell }) => ({
      field,
      label: conflictLabels[field],
      kept: valueText(field, kept),
      other: valueText(field, other),
      keptCell: keptCell ?? null,
      cell: cell ?? null,
    })),
  };
}

/** The door where the row names one, else its address as written. */
const homeWords = ({ house }: Pick<HeldContent, 'house'>): string | null => house?.door ?? house?.address ?? null;

/** Digits of a number that cannot be taken are shown as far as they help to find the paper: the ends. */
const maskedId = (idText: string): string | null => (idText === '' ? null : maskIdNumber(idText));

function rowOf(ctx: ReadCtx, communityId: number, row: StoredRow): ImportRow {
  const content = JSON.parse(ctx.vault.open('import-row', row.sealed)) as HeldContent & ConflictContent & NoteContent;
  const isHeld = row.kind === 'held';
  const { decision } = row;
  return {
    id: row.id,
    kind: row.kind as ImportRow['kind'],
    state: row.state as ImportRow['state'],
    sheet: row.sheet,
    row: row.rowNo,
    reasons: reasonsOf(row),
    name: (isHeld ? content.row.name : content.name) ?? null,
    words: isHeld ? maskedId(content.row.idText) : (content.words ?? null),
    home: isHeld ? homeWords(content) : null,
    peopleRef: row.peopleId === null ? null : toRef(communityId, row.peopleId),
    conflict: row.kind === 'conflict' ? conflictOf(content) : null,
    decision: isFlat(decision) ? decision : null,
    decidedAt: row.decidedAt,
    decidedBy: (row.decidedBy as { name?: string } | null)?.name ?? null,
  };
}

function isFlat(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string');
}

const place = z.tuple([z.uuid()]);

/** A page of the rows of one kind, in the order of the file. */
export async function listRows(
  ctx: ReadCtx,
  ref: string,
  query: {
    readonly kind: string;
    readonly state?: string | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
  },
) {
  const { communityId, id } = await getImport(ctx, ref);
  let rows = ctx.db
    .selectFrom('importRows')
    .select(rowColumns)
    .where('communityId', '=', communityId)
    .where('importId', '=', id)
    .where('kind', '=', query.kind)
    .orderBy('id')
    .limit(query.limit + 1);
  if (query.state) rows = rows.where('state', '=', query.state);
  const after = fromCursor(query.cursor, place);
  if (after) rows = rows.where('id', '>', after[0]);
  const page = pageUp((await rows.execute()) as readonly StoredRow[], query.limit, (row) => [row.id]);
  return { ...page, items: page.items.map((row) => rowOf(ctx, communityId, row)) };
}

/** People of the same name who live in the same home: one of them may be meant. */
async function sameNamed(
  ctx: ReadCtx,
  communityId: number,
  { row, house }: HeldContent,
): Promise<HeldRowDetail['same']> {
  if (!house?.door || row.name === '') return [];
  const found = await ctx.db
    .selectFrom('people')
    .innerJoin('residences', (join) =>
      join.onRef('residences.communityId', '=', 'people.communityId').onRef('residences.peopleId', '=', 'people.id'),
    )
    .innerJoin('houses', (join) =>
      join.onRef('houses.communityId', '=', 'residences.communityId').onRef('houses.id', '=', 'residences.houseId'),
    )
    .where('people.communityId', '=', communityId)
    .where('people.name', '=', row.name)
    .where('people.endedOn', 'is', null)
    .where('residences.toOn', 'is', null)
    .where('houses.room', '=', house.room ?? '')
    .where('houses.doorKey', '=', house.door)
    .select(['people.id', 'people.name', 'people.idMasked'])
    .limit(5)
    .execute();
  return found.map((one) => ({ ref: toRef(communityId, one.id), name: one.name, idMasked: one.idMasked }));
}

const sexes = { '1': 'male', '2': 'female' } as const;

/** One held row in full, to be mended; the look is written down. */
export async function showHeldRow(ctx: ReadCtx, ref: string, rowId: string): Promise<HeldRowDetail> {
  const { communityId, id } = await getImport(ctx, ref);
  const found = (await ctx.db
    .selectFrom('importRows')
    .select(rowColumns)
    .where('communityId', '=', communityId)
    .where('importId', '=', id)
    .where('kind', '=', 'held')
    .where('id', '=', rowId)
    .executeTakeFirst()) as StoredRow | undefined;
  if (!found) throw refuse('request.not-found');
  const content = JSON.parse(ctx.vault.open('import-row', found.sealed)) as HeldContent;
  const { row } = content;
  ctx.audit({ action: 'imports.row-seen', noun: 'imports', communityId, rowId: id, details: { row: rowId } });
  return {
    id: found.id,
    sheet: found.sheet,
    row: found.rowNo,
    reasons: reasonsOf(found),
    name: row.name,
    idText: row.idText,
    sex: row.sexCode ? sexes[row.sexCode] : 'unknown',
    bornOn: row.birthOn ?? null,
    phones: [...row.details.phones],
    home: homeWords(content),
    relation: row.details.relation ?? null,
    same: await sameNamed(ctx, communityId, content),
  };
}

/** The people an import made, or those it changed, in the order of their records. */
export async function listImportedPeople(
  ctx: ReadCtx,
  ref: string,
  query: { readonly what: 'created' | 'updated'; readonly cursor?: string | undefined; readonly limit: number },
) {
  const { communityId, id } = await getImport(ctx, ref);
  const after = fromCursor(query.cursor, place);
  const kept =
    query.what === 'created'
      ? sql`c.noun = 'people' and c.kind = 'created'`
      : sql`c.kind <> 'created' or c.noun <> 'people'`;
  const { rows } = await sql<{
    id: string;
    name: string;
    sex: string;
    bornOn: string | null;
    idMasked: string | null;
    phoneMasked: string | null;
    home: string | null;
    changed: string[] | null;
  }>`
    with touched as (
      select case when c.noun = 'people' then c.row_id else coalesce(c.after ->> 'peopleId', c.after ->> '$peopleId', c.before ->> 'peopleId')::uuid end as id,
        array_agg(distinct case when c.noun = 'people' then key else c.noun end) as changed
      from changes c left join lateral jsonb_object_keys(case when c.noun = 'people' then c.after else '{"x":1}'::jsonb end) key on true
      where c.community_id = ${communityId} and c.cause_id = ${id}::uuid and c.cause = 'import' and (${kept})
        and c.noun in ('people', 'people_phones', 'tags', 'residences')
      group by 1
    )
    select p.id, p.name, p.sex, p.born_on, p.id_masked,
      (select f.masked from people_phones f where f.community_id = p.community_id and f.people_id = p.id order by f.position limit 1) as phone_masked,
      (select h.address from residences r join houses h on h.community_id = r.community_id and h.id = r.house_id
        where r.community_id = p.community_id and r.people_id = p.id and r.to_on is null limit 1) as home,
      touched.changed
    from touched join people p on p.community_id = ${communityId} and p.id = touched.id
    where p.id > ${after?.[0] ?? '00000000-0000-0000-0000-000000000000'}::uuid
    order by p.id limit ${query.limit + 1}
  `.execute(ctx.db);
  const page = pageUp(rows, query.limit, (row) => [row.id]);
  return {
    ...page,
    items: page.items.map(({ id: peopleId, changed, ...row }) => ({
      ...row,
      ref: toRef(communityId, peopleId),
      changed: query.what === 'created' ? [] : (changed ?? []).filter((key) => !key.startsWith('$')),
    })),
  };
}

const footer = text(
  '由 {name} 于 {at} 导出，仅供核对台账，请勿外传',
  'Exported by {name} at {at}; for correcting the ledger only',
);
const heldHeaders = ['工作表', '行', '单元格', '原因', '姓名', '证件号（原文）', '住址', '与户主关系', '电话（打码）'];

/** The rows to fix as a spreadsheet, as they were written: text alone, nothing in it comes alive. */
export async function exportHeld(ctx: ReadCtx, ref: string): Promise<MediaAnswer> {
  const found = await getImport(ctx, ref);
  const rows = (await ctx.db
    .selectFrom('importRows')
    .select(rowColumns)
    .where('communityId', '=', found.communityId)
    .where('importId', '=', found.id)
    .where('kind', '=', 'held')
    .where('state', '=', 'open')
    .orderBy('id')
    .execute()) as readonly StoredRow[];
  const lines = rows.map((one) => {
    const { row, house } = JSON.parse(ctx.vault.open('import-row', one.sealed)) as HeldContent;
    return [
      one.sheet,
      one.rowNo,
      one.cells.filter((cell) => cell !== '').join('、'),
      reasonsOf(one)
        .map((reason) => reason.text.zh)
        .join(' '),
      row.name,
      row.idText,
      house?.door ?? house?.address ?? '',
      row.details.relation ?? '',
      row.details.phones.map(maskPhone).join('、'),
    ];
  });
  ctx.audit({
    action: 'imports.export-held',
    noun: 'imports',
    communityId: found.communityId,
    rowId: found.id,
    details: { rows: lines.length },
  });
  const name = ctx.actor.kind === 'staff' ? ctx.actor.name : '';
  const stamp = fill(footer, { name, at: ctx.now.slice(0, 16).replace('T', ' ') }).zh;
  const columns = heldHeaders.map((header, n) => ({ header, width: n === 3 || n === 6 ? 36 : n === 5 ? 22 : 12 }));
  return {
    body: writeWorkbook([{ name: '待修正', columns, rows: lines }], { footer: stamp, writtenAt: new Date(ctx.now) }),
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `待修正-${ctx.now.slice(0, 10)}.xlsx`,
  };
}
