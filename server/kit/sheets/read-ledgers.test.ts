import { readdir, readFile } from 'node:fs/promises';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { LedgerResult } from '../../../domain/registry/ledger/ledger-result.ts';
import type { LayoutChoices } from '../../../domain/registry/ledger/made-layout.given.ts';
import { type MadeLedger, makeLedger } from '../../../domain/registry/ledger/made-ledger.given.ts';
import { parseLedger } from '../../../domain/registry/ledger/parse-ledger.ts';
import { understandWorkbook } from '../../../domain/registry/ledger/understand-workbook.ts';
import type { Sheet, Workbook } from '../../../domain/registry/ledger/workbook.ts';
import { readTable } from './read-table.ts';
import { xlsxOf } from './xlsx.given.ts';

interface TruePerson {
  readonly id: string;
  readonly name: string;
  readonly sex: 'M' | 'F';
  readonly birth: string;
  readonly phones: readonly string[];
  readonly house: string;
  readonly alone: boolean;
  readonly disabled: boolean;
  readonly lowIncome: boolean;
}

interface Truth {
  readonly houses: number;
  readonly rows: number;
  readonly persons: readonly TruePerson[];
  readonly rejected: readonly { sheet: string; row: number; reason: string; name: string }[];
  readonly refusedColumns: readonly string[];
  readonly injected: number;
  readonly duplicates: number;
  readonly conflicts: number;
}

const folder = new URL('../../../data/ledgers/', import.meta.url);
const truths = (await readdir(folder)).filter((name) => name.endsWith('.truth.json'));

function truePeople(result: LedgerResult): TruePerson[] {
  return result.people.map((person, index) => ({
    id: person.idNumber ?? '',
    name: person.name,
    sex: person.sexCode === '1' ? 'M' : 'F',
    birth: person.birthOn?.replaceAll('-', '') ?? '',
    phones: person.phones,
    house: result.residences.find((residence) => residence.person === index)?.house ?? '',
    alone: person.flags.alone ?? false,
    disabled: person.flags.disabled ?? false,
    lowIncome: person.flags.lowIncome ?? false,
  }));
}

const read = (workbook: Workbook): LedgerResult => parseLedger(workbook, understandWorkbook(workbook));

describe('the three ledgers', () => {
  it('are there', () => expect(truths).toHaveLength(3));

  it.each(truths)('%s comes out in full', async (name) => {
    const truth = JSON.parse(await readFile(new URL(name, folder), 'utf8')) as Truth;
    const file = name.replace('.truth.json', '.xlsx');
    const result = read(await readTable(await readFile(new URL(file, folder)), file));
    expect(truePeople(result)).toEqual(truth.persons);
    expect(
      result.held.map(({ sheet, row, reasons, name: shown }) => ({
        sheet,
        row,
        reason: reasons[0]?.code,
        name: shown,
      })),
    ).toEqual(truth.rejected);
    expect([...new Set(result.refusedColumns.map((column) => column.header))]).toEqual(truth.refusedColumns);
    expect(result.counts).toMatchObject({
      rows: truth.rows,
      entries: truth.rows,
      people: truth.persons.length,
      held: truth.rejected.length,
      houses: truth.houses,
      duplicates: truth.duplicates,
      conflicts: truth.conflicts,
      injected: truth.injected,
    });
    const { people, held, duplicates, houseRows } = result.counts;
    expect(people + held + duplicates + houseRows).toBe(truth.rows);
    expect(result.people.flatMap((person) => person.doubts)).toEqual([]);
  });
});

const layout = fc.record({
  seed: fc.nat(1_000_000),
  homes: fc.integer({ min: 6, max: 20 }),
  place: fc.constantFrom('address', 'three-columns', 'two-columns', 'sheet-and-unit', 'sheet-and-room', 'section-rows'),
  repeat: fc.constantFrom('said', 'merged', 'blank', 'same-mark'),
  header: fc.constantFrom('one-line', 'groups', 'groups-merged', 'sub-lines'),
  people: fc.constantFrom('per-person', 'per-person', 'per-household'),
  answers: fc.constantFrom('flags', 'tags'),
  shuffled: fc.boolean(),
  titled: fc.boolean(),
  hinted: fc.boolean(),
  footed: fc.boolean(),
  gaps: fc.boolean(),
  relation: fc.boolean(),
  faults: fc.boolean(),
}) satisfies fc.Arbitrary<LayoutChoices>;

function check(made: MadeLedger, result: LedgerResult): void {
  const byId = <T extends { readonly id: string }>(people: readonly T[]): T[] =>
    [...people].sort((a, b) => a.id.localeCompare(b.id));
  const expected = made.people.map(({ birthOn, sex, ...person }) => ({
    ...person,
    sex: sex === '1' ? 'M' : 'F',
    birth: birthOn.replaceAll('-', ''),
  }));
  expect(byId(truePeople(result))).toEqual(byId(expected));
  expect(result.held.map(({ row, reasons }) => ({ row, reason: reasons[0]?.code }))).toEqual(
    made.held.map(({ row, reason }) => ({ row, reason })),
  );
  expect(result.counts).toMatchObject({
    entries: made.entries,
    duplicates: made.duplicates,
    conflicts: made.conflicts,
  });
  expect(new Set(result.houses.map((house) => house.key))).toEqual(made.houses);
}

/** As a spreadsheet saves one sheet: blank rows kept, fields quoted where they must be. */
function csvOf(sheet: Sheet): string {
  const last = sheet.rows.at(-1)?.number ?? 0;
  const byNumber = new Map(sheet.rows.map((row) => [row.number, row.cells]));
  const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = Array.from({ length: last }, (_, i) =>
    Array.from(byNumber.get(i + 1) ?? [], (cell) => field(cell?.text ?? '')).join(','),
  );
  return `${lines.join('\r\n')}\r\n`;
}

describe('a ledger nobody has seen', () => {
  it('comes out of an .xlsx file in full', async () => {
    const property = fc.asyncProperty(layout, async (choices) => {
      const made = makeLedger(choices);
      check(made, read(await readTable(await xlsxOf(made.workbook), '台账.xlsx')));
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('comes out of a text table in full, whatever its encoding', async () => {
    const oneSheet = layout.filter(({ place, repeat, header, titled }) => {
      const merged = repeat === 'merged' || header === 'groups-merged' || header === 'sub-lines';
      return !merged && !titled && place !== 'sheet-and-unit' && place !== 'sheet-and-room';
    });
    const encoding = fc.constantFrom('gb18030', 'utf-8', 'utf-16le', 'gbk');
    const property = fc.asyncProperty(oneSheet, encoding, async (choices, code) => {
      const made = makeLedger(choices);
      const [sheet] = made.workbook.sheets;
      const bytes = iconv.encode(sheet ? csvOf(sheet) : '', code, { addBOM: code === 'utf-16le' });
      check(made, read(await readTable(bytes, '居民登记.csv')));
    });
    await fc.assert(property, { numRuns: 60 });
  });
});
