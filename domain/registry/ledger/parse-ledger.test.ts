import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerPlan } from './ledger-plan.ts';
import type { LedgerResult } from './ledger-result.ts';
import type { LayoutChoices } from './made-layout.given.ts';
import { type MadeLedger, makeLedger } from './made-ledger.given.ts';
import type { MadePerson } from './made-people.given.ts';
import { parseLedger } from './parse-ledger.ts';
import { gridOf } from './sheet-grid.ts';
import { understandWorkbook, withoutRefused } from './understand-workbook.ts';
import { type Sheet, sheetOfText, type Workbook } from './workbook.ts';

const choices: fc.Arbitrary<LayoutChoices> = fc.record({
  seed: fc.nat(1_000_000),
  homes: fc.integer({ min: 6, max: 25 }),
  place: fc.constantFrom('address', 'three-columns', 'two-columns', 'sheet-and-unit', 'sheet-and-room', 'section-rows'),
  repeat: fc.constantFrom('said', 'merged', 'blank', 'same-mark'),
  header: fc.constantFrom('one-line', 'groups', 'groups-merged', 'sub-lines'),
  people: fc.constantFrom('per-person', 'per-person', 'per-person', 'per-household'),
  answers: fc.constantFrom('flags', 'tags'),
  shuffled: fc.boolean(),
  titled: fc.boolean(),
  hinted: fc.boolean(),
  footed: fc.boolean(),
  gaps: fc.boolean(),
  relation: fc.boolean(),
  faults: fc.boolean(),
});

function peopleOf(result: LedgerResult): MadePerson[] {
  return result.people.map((person, index) => ({
    id: person.idNumber ?? '',
    name: person.name,
    sex: person.sexCode ?? '1',
    birthOn: person.birthOn ?? '',
    phones: person.phones,
    house: result.residences.find((residence) => residence.person === index)?.house ?? '',
    alone: person.flags.alone ?? false,
    disabled: person.flags.disabled ?? false,
    lowIncome: person.flags.lowIncome ?? false,
  }));
}

const byId = (people: readonly MadePerson[]): MadePerson[] => [...people].sort((a, b) => a.id.localeCompare(b.id));

function check(made: MadeLedger): void {
  const result = parseLedger(made.workbook, understandWorkbook(made.workbook));
  expect(byId(peopleOf(result))).toEqual(byId(made.people));
  expect(result.held.map(({ sheet, row, reasons }) => ({ sheet, row, reason: reasons[0]?.code }))).toEqual(made.held);
  expect(new Set(result.houses.map((house) => house.key))).toEqual(made.houses);
  expect(result.refusedColumns.map((column) => column.header)).toEqual(made.refused);
  expect(result.counts.duplicates).toBe(made.duplicates);
  expect(result.counts.conflicts).toBe(made.conflicts);
  expect(result.counts.entries).toBe(made.entries);
}

const heldOf = ({ held }: LedgerResult) =>
  held.map(({ sheet, row, reasons }) => ({ sheet, row, reasons: reasons.map(({ code }) => code) }));

/** Its total stands in a refused column, how many there are in that of the names. */
const totalUnderRefused: LayoutChoices = {
  seed: 429746,
  homes: 9,
  place: 'three-columns',
  repeat: 'same-mark',
  header: 'groups',
  people: 'per-person',
  answers: 'flags',
  shuffled: true,
  titled: true,
  hinted: false,
  footed: true,
  gaps: true,
  relation: false,
  faults: true,
};

describe('a ledger in a layout nobody has seen', () => {
  it('gives the same people in the same homes, and holds the same rows, once the cells of refused columns are gone', () => {
    fc.assert(
      fc.property(choices, (layout) => {
        const { workbook } = makeLedger(layout);
        const plan = understandWorkbook(workbook);
        const [whole, kept] = [parseLedger(workbook, plan), parseLedger(withoutRefused(workbook, plan), plan)];
        expect(peopleOf(kept)).toEqual(peopleOf(whole));
        expect(heldOf(kept)).toEqual(heldOf(whole));
        expect(new Set(kept.houses.map((house) => house.key))).toEqual(new Set(whole.houses.map((house) => house.key)));
      }),
      { numRuns: 300, examples: [[totalUnderRefused]] },
    );
  });

  it('gives exactly its people, homes, held rows and refused columns', () => {
    fc.assert(
      fc.property(choices, (layout) => check(makeLedger(layout))),
      { numRuns: 300 },
    );
  });
});

/** Every row of a table that is read, by its place. */
function rowsOf(workbook: Workbook, plan: LedgerPlan): string[] {
  return plan.sheets
    .filter((sheet) => sheet.included)
    .flatMap((sheet) => {
      const grid = gridOf(workbook.sheets.find((candidate) => candidate.name === sheet.name) as Sheet);
      const tables = sheet.tables.filter((table) => table.kind !== 'other');
      return grid.rows
        .filter((row) => tables.some((table) => row.number >= table.firstRow && row.number <= table.lastRow))
        .map((row) => `${sheet.name} ${row.number}`);
    });
}

function verdictsOf(result: LedgerResult): string[] {
  const rows = [...result.people, ...result.held, ...result.duplicates, ...result.houseRows, ...result.ignored];
  return rows.map(({ sheet, row }) => `${sheet} ${row}`);
}

const cell = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  fc.constantFrom(
    '姓名',
    '身份证号',
    '住址',
    '房号',
    '电话',
    '户主',
    '同上',
    '合计',
    '注：略',
    '3号楼',
    '1-1-101',
    '张伟',
    '李娜',
  ),
  fc.constantFrom(
    '440703198201202481',
    '440703194210070048',
    '13900000001',
    '男',
    '是',
    '无',
    '101',
    '=1+1',
    '吸毒',
    '宗教信仰',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);

describe('any sheet at all', () => {
  it('is read without failing, and no row of it is lost or counted twice', () => {
    const sheet = fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 14 });
    const property = fc.property(fc.array(sheet, { minLength: 1, maxLength: 2 }), (sheets) => {
      const workbook = { sheets: sheets.map((rows, i) => sheetOfText(`表${i}`, rows)) };
      const plan = understandWorkbook(workbook);
      const result = parseLedger(workbook, plan);
      const verdicts = verdictsOf(result);
      expect(new Set(verdicts)).toEqual(new Set(rowsOf(workbook, plan)));
      const { people, held, duplicates, houseRows, ignored, entries, rows } = result.counts;
      expect(entries).toBe(people + held + duplicates + houseRows);
      expect(new Set(verdicts).size).toBe(rows + ignored);
      for (const { house } of result.residences) expect(result.houses.some(({ key }) => key === house)).toBe(true);
    });
    fc.assert(property, { numRuns: 400 });
  });
});
