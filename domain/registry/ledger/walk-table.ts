import { readDoor } from '../../identifiers/address.ts';
import { compact } from '../../identifiers/characters.ts';
import { isFormulaLike, isLiveText, isNothing, wordsOf } from './cell-words.ts';
import { type HouseText, houseTexts, type LedgerField, placeFields } from './ledger-fields.ts';
import type { TablePlan } from './ledger-plan.ts';
import type { IgnoredReason, InjectedCell, ResidenceKind, RowRef } from './ledger-result.ts';
import { isEstate, placeInWords } from './place-words.ts';
import {
  type HomeContext,
  type HomeRead,
  type HomeWords,
  noHome,
  pairOf,
  readHome,
  type TwoParts,
} from './read-home.ts';
import { namesSomebody, type PersonRead, type ReadContext, readPerson } from './read-person.ts';
import { readAreaM2, saysVacant } from './read-values.ts';
import { type RowCells, rowReader, rowWords } from './row-cells.ts';
import { headerWordsOf, ignoredReason, sectionOf } from './row-kind.ts';
import type { SheetGrid } from './sheet-grid.ts';
import type { Row } from './workbook.ts';

/** What became of one row, told to whoever gathers. */
export interface TableEvents {
  person(read: PersonRead, at: RowRef, slot: number, home: PlacedHome | undefined): void;
  house(home: HomeRead, at: RowRef, texts: Partial<Record<HouseText, string>>, kind: TablePlan['kind']): void;
  ignored(at: RowRef, reason: IgnoredReason, words: string): void;
  injected(cell: InjectedCell): void;
}

export interface PlacedHome {
  readonly home: HomeRead;
  readonly texts: Partial<Record<HouseText, string>>;
  readonly kind: ResidenceKind;
}

interface Walk {
  readonly grid: SheetGrid;
  readonly context: ReadContext;
  readonly twoParts: TwoParts;
  readonly blankMeansSame: boolean;
  readonly headers: ReadonlySet<string>;
  readonly events: TableEvents;
  section: HomeContext | undefined;
  /** A section that names a door, until somebody is found under it. */
  openDoor: { readonly home: HomeRead; readonly at: RowRef; readonly words: string } | undefined;
  /** Place of the last row that had one, per slot. */
  readonly before: Map<number, HomeWords>;
  /** Id of the last person of a head's or owner's slot: repeated on every row of the household. */
  readonly lastOfSlot: Map<number, string>;
}

const placeCell = (cells: RowCells, field: LedgerField, slot: number) => cells.cell(field, slot) ?? cells.cell(field);

/** Whether a blank place says "as above": true where households are listed without saying the door again. */
export function blankMeansSame(grid: SheetGrid, table: TablePlan): boolean {
  const columnsOf = (fields: readonly string[]) =>
    table.columns.filter((c) => c.field && fields.includes(c.field) && !c.slot);
  const places = columnsOf(placeFields);
  const persons = columnsOf(['name', 'idNumber']);
  let blanks = 0;
  let repeats = 0;
  let rows = 0;
  let before = '';
  for (const row of grid.rows) {
    if (row.number < table.firstRow || row.number > table.lastRow) continue;
    if (!persons.some(({ column }) => wordsOf(row.cells[column]) !== '')) continue;
    rows += 1;
    const words = places.map(({ column }) => wordsOf(row.cells[column])).join('|');
    const isBlank = /^\|*$/.test(words);
    const isMerged = places.some(({ column }) => grid.mergedAt(row.number, column) !== undefined);
    if (isBlank && !isMerged) blanks += 1;
    else if (!isBlank && words === before) repeats += 1;
    if (!isBlank) before = words;
  }
  return blanks * 2 > repeats && blanks >= rows * 0.15;
}

const isHeadRelation = (relation: string): boolean => /^(?:户主|本人|户主本人|业主|房主)$/.test(relation);

/** The place of a row with what it leaves out taken from the row above, where that is meant. */
function homeWords(walk: Walk, cells: RowCells, slot: number, somebody: boolean): HomeWords {
  const read = (field: LedgerField) => {
    const cell = placeCell(cells, field, slot);
    return { words: cell && !isNothing(cell.words) ? cell.words : '', carried: cell?.carried ?? false };
  };
  const [address, building, unit, floor, room] = [
    read('address'),
    read('building'),
    read('unit'),
    read('floor'),
    read('room'),
  ];
  const before = walk.before.get(slot);
  const estate = read('estate').words || before?.estate || '';
  const blank = [address, building, unit, room].every((part) => part.words === '');
  if (blank) {
    const relation = cells.words('relation', slot);
    const follows = relation === '' ? walk.blankMeansSame : !isHeadRelation(relation);
    return somebody && follows && before ? before : { ...noHome, estate };
  }
  const words = {
    estate,
    address: address.words,
    building: building.words,
    unit: unit.words,
    floor: floor.words,
    room: room.words,
  };
  if (!before) return words;
  if (address.words !== '') {
    const open = readDoor(address.words).building === undefined || pairOf(address.words) !== undefined;
    return { ...words, building: building.words || (open ? before.building : '') };
  }
  const sameBuilding = building.words === '' || building.carried || building.words === before.building;
  const buildingOpen = building.words === '' || building.carried;
  const sameUnit = unit.words === '' || unit.carried;
  return {
    ...words,
    building: building.words || before.building,
    unit: unit.words || (sameBuilding ? before.unit : ''),
    room: room.words || (buildingOpen && sameUnit ? before.room : ''),
  };
}

function contextOf(walk: Walk): HomeContext {
  const { place } = walk.context.table;
  if (walk.section?.building !== undefined) return walk.section;
  return { ...place, ...walk.section };
}

function houseTextsOf(cells: RowCells, slot: number): Partial<Record<HouseText, string>> {
  const texts: Partial<Record<HouseText, string>> = {};
  for (const field of houseTexts) {
    const cell = placeCell(cells, field, slot);
    if (!cell || isNothing(cell.words)) continue;
    const words = field === 'areaM2' ? readAreaM2(cell.words) : cell.words;
    if (words) texts[field] = words;
  }
  return texts;
}

/** A ledger of registrations that gives no other address: the door is the registered one. */
function registeredHome(walk: Walk, cells: RowCells, slot: number): HomeRead | undefined {
  const asksPlace = walk.context.table.columns.some(
    (c) => c.field && (placeFields as readonly string[]).includes(c.field),
  );
  if (asksPlace) return undefined;
  const words = cells.words('registeredAddress', slot);
  if (words === '') return undefined;
  const home = readHome({ ...noHome, address: words }, {}, walk.twoParts);
  return home?.doorKey !== undefined && home.door.building !== undefined ? home : undefined;
}

function kindOfResidence(walk: Walk, cells: RowCells, slot: number, read: PersonRead): ResidenceKind {
  const role = walk.context.table.slots[slot]?.role;
  const relation = read.details.relation ?? '';
  if (role === 'owner') return 'owner';
  const rents = role === 'tenant' || /租|房客/.test(relation) || read.details.flags.tenant === true;
  return rents || /租户|租客|承租/.test(cells.words('populationKind', slot)) ? 'tenant' : 'resident';
}

function placedHome(walk: Walk, cells: RowCells, slot: number, read: PersonRead): PlacedHome | undefined {
  const words = homeWords(walk, cells, slot, true);
  const home = readHome(words, contextOf(walk), walk.twoParts);
  if (home) {
    walk.before.set(slot, words);
    return { home, texts: houseTextsOf(cells, slot), kind: kindOfResidence(walk, cells, slot, read) };
  }
  const registered = registeredHome(walk, cells, slot);
  return registered ? { home: registered, texts: {}, kind: 'registered' } : undefined;
}

/** The head's columns beside every member of the household name one person once. */
function isSaidAgain(walk: Walk, cells: RowCells, slot: number): boolean {
  const role = walk.context.table.slots[slot]?.role;
  if (role === 'resident' || walk.context.table.slots.length === 1) return false;
  const id = compact(cells.cell('idNumber', slot)?.words ?? '') || (cells.cell('name', slot)?.words ?? '');
  const again = walk.lastOfSlot.get(slot) === id;
  walk.lastOfSlot.set(slot, id);
  return again;
}

function reportInjected(walk: Walk, row: Row, at: RowRef): void {
  for (const plan of walk.context.table.columns) {
    const cell = row.cells[plan.column];
    if (!isFormulaLike(cell) || !cell) continue;
    // A computed age is everyday; a computed name, or one that reaches out, is not.
    const reaches = /HYPERLINK|WEBSERVICE|IMPORT|DDE|CALL\(|EXEC|REGISTER|\||\[/i.test(cell.formula ?? '');
    const isName = plan.field === 'name' || plan.field === 'headName';
    if (cell.formula === undefined ? !isLiveText(cell.text) : !reaches && !isName) continue;
    walk.events.injected({ ...at, address: cell.address, source: (cell.formula ?? cell.text).slice(0, 200) });
  }
}

function walkPeople(walk: Walk, cells: RowCells, at: RowRef): boolean {
  const named = [...walk.context.table.slots.keys()].filter((slot) => namesSomebody(cells, slot));
  const fresh = named.filter((slot) => !isSaidAgain(walk, cells, slot));
  for (const slot of fresh.length > 0 ? fresh : named) {
    const read = readPerson(cells, slot, walk.context);
    walk.events.person(read, at, slot, placedHome(walk, cells, slot, read));
  }
  if (named.length > 0 && walk.openDoor) {
    walk.events.ignored(walk.openDoor.at, 'section', walk.openDoor.words);
    walk.openDoor = undefined;
  }
  return named.length > 0;
}

/** A row of a home without people, a row whose name and number are lost, or words. */
function walkRest(walk: Walk, cells: RowCells, at: RowRef): void {
  const words = homeWords(walk, cells, 0, false);
  const home = readHome(words, contextOf(walk), walk.twoParts);
  const lost = (['sex', 'birthOn', 'phone', 'relation'] as const).filter((field) => !isNothing(cells.words(field, 0)));
  if (walk.context.table.kind === 'people' && lost.length >= 2) {
    const read = readPerson(cells, 0, walk.context);
    walk.events.person(read, at, 0, placedHome(walk, cells, 0, read));
    return;
  }
  const own = (['address', 'room', 'houseCode'] as const).some((field) => {
    const cell = placeCell(cells, field, 0);
    return cell !== undefined && cell.words !== '' && !cell.carried;
  });
  if (home && own && (home.doorKey !== undefined || walk.context.table.kind === 'houses')) {
    walk.before.set(0, words);
    walk.events.house(home, at, houseTextsOf(cells, 0), walk.context.table.kind);
    return;
  }
  if (words.building !== '' && words.room === '') walk.before.set(0, { ...words, room: '' });
  walk.events.ignored(at, 'note', rowWords(cells.row)[0] ?? '');
}

/** A door in a heading under which nobody stands is an empty home. */
function closeDoor(walk: Walk): void {
  const open = walk.openDoor;
  walk.openDoor = undefined;
  if (!open) return;
  walk.events.house(open.home, open.at, saysVacant(open.words) ? { houseUse: '空置' } : {}, 'people');
}

function startSection(walk: Walk, words: string, at: RowRef, first: string): void {
  closeDoor(walk);
  const address = words.replace(/[（(【].*$/, '').replace(/(?:户主|业主|房主|住户|租户|共\d|[:：]).*$/, '');
  const { place } = walk.context.table;
  const read = readHome({ ...noHome, address }, place ?? {}, walk.twoParts);
  const unit = read?.door.unit;
  walk.section = {
    ...(read?.door.building === undefined ? {} : { building: read.door.building }),
    ...placeInWords(words),
    ...(unit === undefined ? {} : { unit }),
    ...(read?.door.room === undefined ? {} : { room: read.door.room }),
  };
  if (isEstate(words)) walk.section = { estate: words };
  walk.before.clear();
  if (read?.doorKey !== undefined) walk.openDoor = { home: read, at, words };
  else walk.events.ignored(at, 'section', first);
}

function walkRow(walk: Walk, cells: RowCells): void {
  const at: RowRef = { sheet: walk.grid.name, row: cells.row.number };
  const first = rowWords(cells.row)[0] ?? '';
  const section = sectionOf(walk.context.table, cells.row);
  if (section) {
    startSection(walk, section.words, at, first);
    return;
  }
  const reason = ignoredReason(walk.headers, walk.context.table, cells);
  if (reason) {
    walk.events.ignored(at, reason, first);
    return;
  }
  reportInjected(walk, cells.row, at);
  if (!walkPeople(walk, cells, at)) walkRest(walk, cells, at);
}

/** Goes through the rows of one table, in order, and tells what became of each. */
export function walkTable(grid: SheetGrid, context: ReadContext, twoParts: TwoParts, events: TableEvents): void {
  const walk: Walk = {
    grid,
    context,
    twoParts,
    blankMeansSame: blankMeansSame(grid, context.table),
    headers: headerWordsOf(grid, context.table),
    events,
    section: undefined,
    openDoor: undefined,
    before: new Map(),
    lastOfSlot: new Map(),
  };
  const read = rowReader(grid, context.table);
  for (const row of grid.rows) {
    if (row.number >= context.table.firstRow && row.number <= context.table.lastRow) walkRow(walk, read(row));
  }
  closeDoor(walk);
}
