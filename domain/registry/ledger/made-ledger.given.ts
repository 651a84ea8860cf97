import type { LayoutChoices } from './made-layout.given.ts';
import { type MadeColumn, makeColumns, placeColumns, writeSheet } from './made-layout.given.ts';
import { chance, type MadeHome, type MadePerson, makeHomes, pick, type Random, randomOf } from './made-people.given.ts';
import {
  addressWords,
  buildingWords,
  dayWords,
  flagWords,
  idWords,
  nameWords,
  phoneWords,
  roomWords,
  sexWords,
  spoiltId,
  tagWords,
  unitWords,
  type Value,
} from './made-words.given.ts';
import { type Sheet, sheetOfText, type Workbook } from './workbook.ts';

/** A laid-out community and what must come out of it. */
export interface MadeLedger {
  readonly workbook: Workbook;
  readonly people: readonly MadePerson[];
  readonly held: readonly { readonly sheet: string; readonly row: number; readonly reason: string }[];
  readonly houses: ReadonlySet<string>;
  readonly refused: readonly string[];
  readonly duplicates: number;
  readonly conflicts: number;
  readonly entries: number;
}

/** One row before it is placed. */
export interface MadeRow {
  readonly home: MadeHome;
  /** First row of its home. */
  readonly opens: boolean;
  readonly values: Map<MadeColumn, Value>;
  readonly reason?: string;
}

interface Outcome {
  readonly rows: MadeRow[];
  readonly people: MadePerson[];
  duplicates: number;
  conflicts: number;
  entries: number;
}

interface Making {
  readonly random: Random;
  readonly choices: LayoutChoices;
  readonly columns: readonly MadeColumn[];
}

function homeValues({ random, choices, columns }: Making, home: MadeHome, says: boolean): Map<MadeColumn, Value> {
  const values = new Map<MadeColumn, Value>();
  const words: Readonly<Record<string, Value>> = {
    address: addressWords(random, home),
    building: buildingWords(random, home.building),
    unit: unitWords(random, home.unit),
    room: roomWords(random, home.room),
    area: { number: '88.5' },
    use: home.people.length === 0 ? '空置' : '自住',
  };
  for (const column of columns) {
    const isPlace = placeColumns[choices.place].includes(column.field);
    if (!isPlace && column.field !== 'area' && column.field !== 'use') continue;
    if (says) values.set(column, words[column.field]);
    else if (choices.repeat === 'same-mark' && isPlace) values.set(column, pick(random, ['同上', '〃', '同上']));
  }
  return values;
}

function personValues({ random, columns }: Making, person: MadePerson, isHead: boolean): Map<MadeColumn, Value> {
  const words: Readonly<Record<string, Value>> = {
    name: nameWords(random, person.name),
    relation: isHead ? '户主' : pick(random, ['子', '女', '配偶', '父亲', '母亲', '孙子']),
    sex: sexWords(random, person.sex),
    id: idWords(random, person.id),
    birth: dayWords(random, person.birthOn),
    phone: phoneWords(random, person.phones),
    alone: flagWords(random, person.alone),
    disabled: flagWords(random, person.disabled),
    lowIncome: flagWords(random, person.lowIncome),
    tags: tagWords(random, person),
    remark: pick(random, ['', '', '长期在外']),
    refused: pick(random, ['否', '是', '无']),
    unknown: pick(random, ['A1', '', '移动']),
  };
  const own = columns.filter((column) => column.member === undefined && column.field in words);
  return new Map(own.map((column) => [column, words[column.field]]));
}

/** A row per household, the head first and the members beside. Such a form has no room for further answers. */
function householdRow(making: Making, outcome: Outcome, home: MadeHome): void {
  const values = homeValues(making, home, true);
  const members = home.people.slice(0, 4);
  for (const column of making.columns) {
    const person = column.member === undefined ? undefined : members[column.member];
    if (!person) continue;
    const words: Readonly<Record<string, Value>> = {
      name: person.name,
      id: idWords(making.random, person.id),
      phone: phoneWords(making.random, person.phones),
    };
    values.set(column, words[column.field]);
  }
  outcome.people.push(...members.map((person) => ({ ...person, alone: false, disabled: false, lowIncome: false })));
  outcome.rows.push({ home, opens: true, values });
  outcome.entries += Math.max(1, members.length);
}

const columnOf = (making: Making, field: string): MadeColumn =>
  making.columns.find((column) => column.field === field) as MadeColumn;

/** The row spoilt in one of the ways rows are: no number, a wrong one, a rounded one, a formula for a name. */
function spoil(making: Making, values: Map<MadeColumn, Value>, person: MadePerson): string {
  if (chance(making.random, 0.25)) {
    values.set(columnOf(making, 'name'), `=HYPERLINK("http://x.invalid","${person.name}")`);
    return 'name-formula';
  }
  const { value, reason } = spoiltId(making.random, person.id);
  values.set(columnOf(making, 'id'), value);
  return reason;
}

/** The same person once more, sometimes under another phone number. */
function repeatRow(making: Making, outcome: Outcome, home: MadeHome, person: MadePerson, first: MadeRow): void {
  const again = homeValues(making, home, true);
  for (const [column, value] of first.values) if (column.group !== '房屋信息') again.set(column, value);
  outcome.duplicates += 1;
  if (person.phones.length > 0 && chance(making.random, 0.5)) {
    again.set(columnOf(making, 'phone'), '13000000000');
    outcome.conflicts += 1;
  }
  outcome.rows.push({ home, opens: true, values: again });
  outcome.entries += 1;
}

function personRows(making: Making, outcome: Outcome, home: MadeHome): void {
  const { random, choices } = making;
  if (home.people.length === 0) {
    outcome.rows.push({ home, opens: true, values: homeValues(making, home, true) });
    outcome.entries += 1;
  }
  for (const [n, person] of home.people.entries()) {
    const values = homeValues(making, home, n === 0 || choices.repeat === 'said');
    for (const [column, value] of personValues(making, person, n === 0)) values.set(column, value);
    outcome.entries += 1;
    if (choices.faults && chance(random, 0.1)) {
      outcome.rows.push({ home, opens: n === 0, values, reason: spoil(making, values, person) });
      continue;
    }
    const row: MadeRow = { home, opens: n === 0, values };
    outcome.rows.push(row);
    outcome.people.push(person);
    if (choices.faults && chance(random, 0.06) && choices.repeat !== 'merged')
      repeatRow(making, outcome, home, person, row);
  }
}

function notesSheet(): Sheet {
  return sheetOfText('填表说明', [
    ['请各网格员于每月25日前更新本表，红色为必填项。'],
    ['身份证号请设置为文本格式。'],
    ['姓名：填写真实姓名，例：张三'],
  ]);
}

/** Lays a made-up community out as chosen. */
export function makeLedger(choices: LayoutChoices): MadeLedger {
  const random = randomOf(choices.seed);
  const hasUnits = choices.place !== 'two-columns' && choices.place !== 'sheet-and-room';
  const homes = makeHomes(random, choices.homes, hasUnits);
  const { columns, refused } = makeColumns(random, choices);
  const making = { random, choices, columns };
  const perBuilding = choices.place === 'sheet-and-unit' || choices.place === 'sheet-and-room';
  const groups = perBuilding ? [...new Set(homes.map((home) => home.building))] : [''];
  const sheets: Sheet[] = choices.titled ? [notesSheet()] : [];
  const total: Outcome = { rows: [], people: [], duplicates: 0, conflicts: 0, entries: 0 };
  const held: MadeLedger['held'][number][] = [];
  for (const building of groups) {
    const outcome: Outcome = { rows: [], people: total.people, duplicates: 0, conflicts: 0, entries: 0 };
    for (const home of homes.filter((candidate) => building === '' || candidate.building === building)) {
      if (choices.people === 'per-household') householdRow(making, outcome, home);
      else personRows(making, outcome, home);
    }
    const name = building === '' ? '居民登记' : `${building}${pick(random, ['号楼', '栋', '幢'])}`;
    const { sheet, numbers } = writeSheet(choices, name, columns, outcome.rows);
    sheets.push(sheet);
    for (const row of outcome.rows) {
      if (row.reason) held.push({ sheet: name, row: numbers.get(row) ?? 0, reason: row.reason });
    }
    total.duplicates += outcome.duplicates;
    total.conflicts += outcome.conflicts;
    total.entries += outcome.entries;
  }
  return {
    workbook: { sheets },
    people: total.people,
    held,
    houses: new Set(homes.map((home) => home.key)),
    refused: groups.flatMap(() => refused),
    duplicates: total.duplicates,
    conflicts: total.conflicts,
    entries: total.entries,
  };
}
