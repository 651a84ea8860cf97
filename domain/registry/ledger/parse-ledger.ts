import { readDoorColumns } from '../../identifiers/address.ts';
import { isSameMark, wordsOf } from './cell-words.ts';
import { collectHomes, type HomeDraft } from './collect-homes.ts';
import { collectPeople } from './collect-people.ts';
import type { LedgerPlan, TablePlan } from './ledger-plan.ts';
import type {
  Doubt,
  HeldRow,
  IgnoredRow,
  InjectedCell,
  LedgerPerson,
  LedgerResidence,
  LedgerResult,
  RefusedValue,
  ResidenceKind,
  RowRef,
} from './ledger-result.ts';
import { pairOf, readBuilding, type TwoParts } from './read-home.ts';
import type { PersonRead } from './read-person.ts';
import { gridOf, type SheetGrid } from './sheet-grid.ts';
import { type PlacedHome, type TableEvents, walkTable } from './walk-table.ts';
import type { Workbook } from './workbook.ts';

interface PlannedTable {
  readonly grid: SheetGrid;
  readonly table: TablePlan;
}

function plannedTables(workbook: Workbook, plan: LedgerPlan): PlannedTable[] {
  return plan.sheets
    .filter((sheet) => sheet.included)
    .flatMap((sheet) => {
      const found = workbook.sheets.find((candidate) => candidate.name === sheet.name);
      if (!found) return [];
      const grid = gridOf(found);
      return sheet.tables.filter((table) => table.kind !== 'other').map((table) => ({ grid, table }));
    });
}

/** Reads what a pair such as 3-101 means under a known building, from all the pairs of the workbook together. */
function twoPartsOf(tables: readonly PlannedTable[]): TwoParts {
  const buildings = new Set<string>();
  let pairs = 0;
  let same = 0;
  for (const { grid, table } of tables) {
    const places = table.columns.filter((column) => column.field === 'address' || column.field === 'room');
    const own = table.columns.find((column) => column.field === 'building');
    let building = table.place?.building;
    for (const row of grid.rows) {
      if (row.number < table.firstRow || row.number > table.lastRow) continue;
      const written = own ? wordsOf(grid.shown(row.number, own.column, 'down')) : '';
      if (written !== '' && !isSameMark(written)) building = readBuilding(written).building ?? building;
      for (const { column } of places) {
        const pair = pairOf(wordsOf(row.cells[column]));
        if (!pair || building === undefined) continue;
        pairs += 1;
        buildings.add(building);
        if ((readDoorColumns({ building: pair.first }).building ?? pair.first) === building) same += 1;
      }
    }
  }
  const telling = buildings.size > 1 || !buildings.has('1');
  return pairs > 0 && same === pairs && telling ? 'building-room' : 'unit-room';
}

interface PendingHeld {
  readonly row: Omit<HeldRow, 'house'>;
  readonly home: HomeDraft | undefined;
}

interface PendingResidence {
  readonly residence: Omit<LedgerResidence, 'house'>;
  readonly home: HomeDraft;
}

function homeDoubt(read: PersonRead, placed: PlacedHome | undefined): Doubt[] {
  if (!placed) return [{ code: 'house-missing' }];
  if (placed.home.doorKey !== undefined) return [];
  const address = read.details.cells.address;
  return [{ code: 'house-unclear', ...(address ? { address } : {}) }];
}

function heldRow(read: PersonRead, at: RowRef, slot: number, kind: ResidenceKind): Omit<HeldRow, 'house'> {
  return {
    ...at,
    slot,
    reasons: read.reasons,
    name: read.name,
    idText: read.idText,
    ...(read.sexCode ? { sexCode: read.sexCode } : {}),
    ...(read.birthOn ? { birthOn: read.birthOn } : {}),
    details: read.details,
    residenceKind: kind,
  };
}

function residenceOf(
  person: number,
  at: RowRef,
  kind: ResidenceKind,
  read: PersonRead,
): Omit<LedgerResidence, 'house'> {
  const { relation, texts } = read.details;
  return {
    ...at,
    person,
    kind,
    ...(relation ? { relation } : {}),
    ...(texts.headName ? { headName: texts.headName } : {}),
    ...(texts.presence ? { presence: texts.presence } : {}),
  };
}

function uniqueResidences(pending: readonly PendingResidence[], keyOf: (home: HomeDraft) => string): LedgerResidence[] {
  const seen = new Map<string, LedgerResidence>();
  for (const { residence, home } of pending) {
    const house = keyOf(home);
    const id = `${residence.person} ${house} ${residence.kind === 'owner' ? 'owner' : ''}`;
    if (!seen.has(id)) seen.set(id, { ...residence, house });
  }
  return [...seen.values()];
}

function withDoubts(people: readonly LedgerPerson[], doubts: ReadonlyMap<number, readonly Doubt[]>): LedgerPerson[] {
  return people.map((person, index) => {
    const more = doubts.get(index) ?? [];
    return more.length === 0 ? person : { ...person, doubts: [...person.doubts, ...more] };
  });
}

interface Gathering {
  readonly people: ReturnType<typeof collectPeople>;
  readonly homes: ReturnType<typeof collectHomes>;
  readonly held: PendingHeld[];
  readonly residences: PendingResidence[];
  readonly houseRows: { readonly at: RowRef; readonly home: HomeDraft }[];
  readonly ignored: IgnoredRow[];
  readonly injected: InjectedCell[];
  readonly refusedValues: RefusedValue[];
  readonly doubts: Map<number, Doubt[]>;
  readonly rows: Set<string>;
}

function eventsFor(into: Gathering): TableEvents {
  return {
    person: (read, at, slot, placed) => {
      into.rows.add(`${at.sheet}\n${at.row}`);
      const home = placed && into.homes.add(placed.home, at, placed.texts);
      if (home) home.lived += 1;
      const kind = placed?.kind ?? 'resident';
      if (read.reasons.length > 0) {
        into.held.push({ row: heldRow(read, at, slot, kind), home });
        return;
      }
      const { person, isNew } = into.people.add(read, at, slot);
      if (home) into.residences.push({ residence: residenceOf(person, at, kind, read), home });
      const doubts = homeDoubt(read, placed);
      if (isNew && doubts.length > 0) into.doubts.set(person, doubts);
    },
    house: (read, at, texts, kind) => {
      into.rows.add(`${at.sheet}\n${at.row}`);
      const home = into.homes.add(read, at, texts);
      home.listedEmpty ||= kind === 'people';
      into.houseRows.push({ at, home });
    },
    ignored: (at, reason, words) => into.ignored.push({ ...at, reason, words: words.slice(0, 60) }),
    injected: (cell) => into.injected.push(cell),
  };
}

function resultOf(into: Gathering, plan: LedgerPlan): LedgerResult {
  const { people, duplicates, conflicts } = into.people.settle();
  const { houses, keyOf } = into.homes.settle();
  const held = into.held.map(({ row, home }): HeldRow => (home ? { ...row, house: keyOf(home) } : row));
  const houseRows = into.houseRows.map(({ at, home }) => ({ ...at, house: keyOf(home) }));
  return {
    people: withDoubts(people, into.doubts),
    houses,
    residences: uniqueResidences(into.residences, keyOf),
    held,
    duplicates,
    conflicts,
    houseRows,
    ignored: into.ignored,
    injected: into.injected,
    refusedColumns: plan.refusedColumns,
    refusedValues: into.refusedValues,
    counts: {
      rows: into.rows.size,
      entries: people.length + held.length + duplicates.length + houseRows.length,
      people: people.length,
      held: held.length,
      duplicates: duplicates.length,
      houseRows: houseRows.length,
      houses: houses.length,
      conflicts: conflicts.length,
      ignored: into.ignored.length,
      injected: into.injected.length,
    },
  };
}

/**
 * Reads a workbook by its plan. Every row of data ends as exactly one of: a person, a held row with its reasons, a
 * duplicate of an earlier person, a row about a home, or an ignored row; a row of several persons gives one for each.
 */
export function parseLedger(workbook: Workbook, plan: LedgerPlan): LedgerResult {
  const tables = plannedTables(workbook, plan);
  const twoParts = twoPartsOf(tables);
  const gathering: Gathering = {
    people: collectPeople(),
    homes: collectHomes(),
    held: [],
    residences: [],
    houseRows: [],
    ignored: [],
    injected: [],
    refusedValues: [],
    doubts: new Map(),
    rows: new Set(),
  };
  const events = eventsFor(gathering);
  for (const { grid, table } of tables) {
    const context = {
      sheet: grid.name,
      table,
      untyped: workbook.untyped === true,
      refuse: (value: RefusedValue) => void gathering.refusedValues.push(value),
    };
    walkTable(grid, context, twoParts, events);
  }
  return resultOf(gathering, plan);
}
