import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerResult } from './ledger-result.ts';
import type { LayoutChoices } from './made-layout.given.ts';
import { type MadeLedger, makeLedger } from './made-ledger.given.ts';
import type { MadePerson } from './made-people.given.ts';
import { parseLedger } from './parse-ledger.ts';
import { understandWorkbook } from './understand-workbook.ts';

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

describe('a ledger in a layout nobody has seen', () => {
  it('gives exactly its people, homes, held rows and refused columns', () => {
    fc.assert(
      fc.property(choices, (layout) => check(makeLedger(layout))),
      { numRuns: 300 },
    );
  });
});
