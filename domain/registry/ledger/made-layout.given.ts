import type { MadeRow } from './made-ledger.given.ts';
import { chance, pick, type Random, shuffle } from './made-people.given.ts';
import { headerWords, refusedHeaders, unknownHeaders, type Value } from './made-words.given.ts';
import { type Cell, cellAddress, type MergedRange, type Row, type Sheet } from './workbook.ts';

/** How a made-up ledger is laid out. */
export interface LayoutChoices {
  readonly seed: number;
  readonly homes: number;
  readonly place: 'address' | 'three-columns' | 'two-columns' | 'sheet-and-unit' | 'sheet-and-room' | 'section-rows';
  /** How further people of one home repeat its place. */
  readonly repeat: 'said' | 'merged' | 'blank' | 'same-mark';
  readonly header: 'one-line' | 'groups' | 'groups-merged' | 'sub-lines';
  readonly people: 'per-person' | 'per-household';
  readonly answers: 'flags' | 'tags';
  readonly shuffled: boolean;
  readonly titled: boolean;
  readonly hinted: boolean;
  readonly footed: boolean;
  /** A row of nothing here and there. */
  readonly gaps: boolean;
  readonly relation: boolean;
  readonly faults: boolean;
}

export interface MadeColumn {
  readonly field: string;
  readonly group: string;
  readonly header: string;
  /** Which member of the household it speaks of, in a row per household. */
  readonly member?: number;
}

/** The columns that say where a home lies, per way of saying it. */
export const placeColumns: Readonly<Record<LayoutChoices['place'], readonly string[]>> = {
  address: ['address'],
  'three-columns': ['building', 'unit', 'room'],
  'two-columns': ['building', 'room'],
  'sheet-and-unit': ['unit', 'room'],
  'sheet-and-room': ['room'],
  'section-rows': ['unit', 'room'],
};

const houseGroup = '房屋信息';

function memberColumns(random: Random): MadeColumn[] {
  const id = pick(random, ['身份证号', '身份证号码', '公民身份号码', '证件号码']);
  const phone = pick(random, ['电话', '联系电话', '手机号码']);
  const labels: Readonly<Record<string, string>> = { name: '姓名', id, phone };
  const called = pick(random, ['成员', '家庭成员', '成员']);
  return Array.from({ length: 4 }, (_, member) => {
    const who = member === 0 ? '户主' : `${called}${member}`;
    return ['name', 'id', 'phone'].map((field) => ({ field, group: who, header: `${who}${labels[field]}`, member }));
  }).flat();
}

const byGroup = (columns: readonly MadeColumn[]): MadeColumn[] =>
  [...new Set(columns.map((column) => column.group))].flatMap((group) =>
    columns.filter((column) => column.group === group),
  );

/** Columns of a layout with words for their headers, and which of them must be refused. */
export function makeColumns(random: Random, choices: LayoutChoices): { columns: MadeColumn[]; refused: string[] } {
  const named =
    (group: string) =>
    (field: string): MadeColumn => ({ field, group, header: pick(random, headerWords[field] ?? [field]) });
  const house = [...placeColumns[choices.place], 'area', 'use'].map(named(houseGroup));
  const refused = chance(random, 0.6) ? [pick(random, refusedHeaders)] : [];
  const unknown = chance(random, 0.6) ? [pick(random, unknownHeaders)] : [];
  const extras: MadeColumn[] = [
    ...refused.map((header) => ({ field: 'refused', group: '其他情况', header })),
    ...unknown.map((header) => ({ field: 'unknown', group: '其他情况', header })),
  ];
  if (choices.people === 'per-household') return { columns: [...house, ...memberColumns(random), ...extras], refused };
  const answers = choices.answers === 'flags' ? ['alone', 'disabled', 'lowIncome'] : ['tags'];
  const person = ['name', ...(choices.relation ? ['relation'] : []), 'sex', 'id', 'birth', 'phone'];
  const rest = [...person.map(named('人员基本信息')), ...[...answers, 'remark'].map(named('服务需求')), ...extras];
  // Places keep their order, as they do in life; everything else may stand anywhere.
  const mixed = choices.shuffled ? shuffle(random, rest) : rest;
  const ordered = choices.shuffled && chance(random, 0.5) ? [...mixed, ...house] : [...house, ...mixed];
  const grouped = choices.header === 'groups' || choices.header === 'groups-merged';
  return { columns: grouped ? byGroup(ordered) : ordered, refused };
}

interface SheetDraft {
  readonly cells: Map<number, Map<number, Value>>;
  readonly merges: MergedRange[];
  next: number;
}

function put(sheet: SheetDraft, row: number, column: number, value: Value): void {
  if (value === undefined || value === '') return;
  const cells = sheet.cells.get(row) ?? new Map<number, Value>();
  cells.set(column, value);
  sheet.cells.set(row, cells);
}

function writeGroups(choices: LayoutChoices, sheet: SheetDraft, columns: readonly MadeColumn[]): void {
  const row = sheet.next;
  for (const [i, column] of columns.entries()) {
    if (column.group !== columns[i - 1]?.group) put(sheet, row, i, column.group);
    put(sheet, row + 1, i, column.header);
  }
  sheet.next += 2;
  if (choices.header !== 'groups-merged') return;
  for (const group of new Set(columns.map((column) => column.group))) {
    const left = columns.findIndex((column) => column.group === group);
    const right = columns.findLastIndex((column) => column.group === group);
    if (right > left) sheet.merges.push({ top: row, bottom: row, left, right });
  }
}

/** The place stands under a common head; every other header spans both lines. */
function writeSubLines(sheet: SheetDraft, columns: readonly MadeColumn[]): void {
  const row = sheet.next;
  const left = columns.findIndex((column) => column.group === houseGroup);
  const right = columns.findLastIndex((column) => column.group === houseGroup);
  for (const [i, column] of columns.entries()) {
    const isHouse = column.group === houseGroup;
    put(sheet, isHouse ? row + 1 : row, i, column.header);
    if (!isHouse) sheet.merges.push({ top: row, bottom: row + 1, left: i, right: i });
  }
  put(sheet, row, left, houseGroup);
  if (right > left) sheet.merges.push({ top: row, bottom: row, left, right });
  sheet.next += 2;
}

function writeHeader(choices: LayoutChoices, sheet: SheetDraft, columns: readonly MadeColumn[]): void {
  if (choices.header === 'groups' || choices.header === 'groups-merged') writeGroups(choices, sheet, columns);
  else if (choices.header === 'sub-lines') writeSubLines(sheet, columns);
  else {
    for (const [i, column] of columns.entries()) put(sheet, sheet.next, i, column.header);
    sheet.next += 1;
  }
}

function writeTop(choices: LayoutChoices, sheet: SheetDraft, columns: readonly MadeColumn[]): void {
  if (choices.titled) {
    put(sheet, 1, 0, '某某社区居民信息登记表');
    sheet.merges.push({ top: 1, bottom: 1, left: 0, right: Math.max(4, columns.length) - 1 });
    put(sheet, 2, 0, '填表人：王五');
    put(sheet, 2, 3, '填表日期：2026年10月');
    sheet.next = 3;
  }
  writeHeader(choices, sheet, columns);
  if (!choices.hinted) return;
  put(
    sheet,
    sheet.next,
    columns.findIndex((column) => column.field === 'id'),
    '18位，必填',
  );
  put(
    sheet,
    sheet.next,
    columns.findIndex((column) => column.field === 'name'),
    '必填',
  );
  sheet.next += 1;
}

/** Merges the place over all rows of a home. */
function mergeHome(choices: LayoutChoices, sheet: SheetDraft, columns: readonly MadeColumn[], top: number): void {
  const bottom = sheet.next - 1;
  if (choices.repeat !== 'merged' || choices.people === 'per-household' || bottom <= top) return;
  for (const [i, column] of columns.entries()) {
    if (column.group === houseGroup) sheet.merges.push({ top, bottom, left: i, right: i });
  }
}

function writeRows(
  choices: LayoutChoices,
  sheet: SheetDraft,
  columns: readonly MadeColumn[],
  rows: readonly MadeRow[],
): Map<MadeRow, number> {
  const numbers = new Map<MadeRow, number>();
  let building = '';
  let opened = sheet.next;
  for (const row of rows) {
    if (row.opens) mergeHome(choices, sheet, columns, opened);
    if (row.opens && choices.gaps && sheet.next % 5 === 0) sheet.next += 1;
    if (choices.place === 'section-rows' && row.home.building !== building) {
      put(sheet, sheet.next, 0, `${row.home.building}号楼`);
      sheet.next += 1;
    }
    building = row.home.building;
    if (row.opens) opened = sheet.next;
    for (const [i, column] of columns.entries()) put(sheet, sheet.next, i, row.values.get(column));
    numbers.set(row, sheet.next);
    sheet.next += 1;
  }
  mergeHome(choices, sheet, columns, opened);
  return numbers;
}

function sheetOf(name: string, draft: SheetDraft): Sheet {
  const numbers = [...draft.cells.keys()].sort((a, b) => a - b);
  const rows = numbers.map((number): Row => {
    const cells: (Cell | undefined)[] = [];
    for (const [column, value] of draft.cells.get(number) ?? []) {
      const address = cellAddress(number, column);
      if (typeof value === 'string') cells[column] = { address, text: value, kind: 'text' };
      else if (value) cells[column] = { address, text: value.number, kind: 'number' };
    }
    return { number, cells };
  });
  return { name, hidden: false, hiddenColumns: [], rows, merges: draft.merges };
}

/** Writes the rows under a header as chosen, and says where each row went. */
export function writeSheet(
  choices: LayoutChoices,
  name: string,
  columns: readonly MadeColumn[],
  rows: readonly MadeRow[],
): { sheet: Sheet; numbers: Map<MadeRow, number> } {
  const draft: SheetDraft = { cells: new Map(), merges: [], next: 1 };
  writeTop(choices, draft, columns);
  const numbers = writeRows(choices, draft, columns, rows);
  if (choices.footed) {
    put(draft, draft.next, 0, '合计');
    put(draft, draft.next, 4, `${rows.length}人`);
    put(draft, draft.next + 1, 0, '注：本表一式两份，请妥善保管。');
  }
  return { sheet: sheetOf(name, draft), numbers };
}
