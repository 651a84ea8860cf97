import { compact } from '../../identifiers/characters.ts';
import { parseCitizenId } from '../../identifiers/citizen-id.ts';
import { readPhones } from '../../identifiers/phone.ts';
import { isEmptyHome, isFormulaLike, isNothing, shownByFormula } from './cell-words.ts';
import { type LedgerField, type PersonText, personTexts, type ServiceFlag, serviceFlags } from './ledger-fields.ts';
import type { SlotPlan, TablePlan } from './ledger-plan.ts';
import type { Doubt, DoubtCode, HeldReason, PersonDetails, RefusedValue } from './ledger-result.ts';
import { isName, isPlainFlag, readDay, readFlag, readName, readSex, readTags } from './read-values.ts';
import { refusedValueKind } from './refused-columns.ts';
import type { FieldCell, RowCells } from './row-cells.ts';

/** One person as one row gives them, taken or held. */
export interface PersonRead {
  readonly name: string;
  readonly idText: string;
  readonly idNumber?: string;
  readonly document?: { readonly kind: string; readonly number: string };
  readonly sexCode?: '1' | '2';
  readonly birthOn?: string;
  readonly reasons: readonly HeldReason[];
  readonly details: PersonDetails;
  /** The id stands in a cell merged from an earlier row: this row goes on about the same person. */
  readonly goesOn: boolean;
}

export interface ReadContext {
  readonly sheet: string;
  readonly table: TablePlan;
  /** The file keeps no cell types. */
  readonly untyped: boolean;
  readonly refuse: (value: RefusedValue) => void;
}

interface IdRead {
  readonly idNumber?: string;
  readonly document?: { readonly kind: string; readonly number: string };
  readonly sexCode?: '1' | '2';
  readonly birthOn?: string;
  readonly reason?: HeldReason;
  readonly doubts: readonly Doubt[];
}

const otherDocument = /^(?:[HMC]\d{8,10}|[A-Z]{1,2}\d{7,9}|[A-Z]{3}\d{12})$/;

function valueOfId(cell: FieldCell): string | number {
  const constant = cell.cell && isFormulaLike(cell.cell) ? shownByFormula(cell.cell) : '';
  if (constant !== '') return constant;
  return cell.cell?.kind === 'number' && cell.cell.formula === undefined ? Number(cell.cell.text) : cell.words;
}

/** 身份证：4407… holds one number among words; they are left aside. */
function loneNumber(value: string | number): string | number {
  if (typeof value === 'number') return value;
  const found = /^[^\dXx*]*(\d{17}[\dXx])[^\dXx*]*$/.exec(compact(value));
  return found?.[1] ?? value;
}

/** A passport or a permit: told by the kind of document beside it, or by its form under a header that asks for no id card. */
function documentOf(
  cells: RowCells,
  slot: number,
  number: string,
  header: string,
): { kind: string; number: string } | undefined {
  const kind = cells.words('documentKind', slot);
  if (kind !== '' && !/身份证|户口/.test(kind)) return { kind, number };
  const asksForCard = /身份/.test(header);
  return kind === '' && !asksForCard && otherDocument.test(number) ? { kind: '其他证件', number } : undefined;
}

function readId(cells: RowCells, slot: number, context: ReadContext): IdRead {
  const cell = cells.cell('idNumber', slot);
  const at = cell ? { address: cell.address } : {};
  if (!cell || (isNothing(cell.words) && cell.cell?.formula === undefined)) {
    return { reason: { code: 'id-missing', ...at }, doubts: [] };
  }
  const header = context.table.columns.find((c) => c.field === 'idNumber' && c.slot === slot)?.header ?? '';
  const document = documentOf(cells, slot, compact(cell.words), header);
  if (document) return { document, doubts: [] };
  const verdict = parseCitizenId(loneNumber(valueOfId(cell)), { cell: context.untyped ? 'untyped' : 'text' });
  if (!verdict.ok) return { reason: { code: verdict.code, ...at }, doubts: [] };
  const doubts: Doubt[] = [];
  if (verdict.wasFifteen) doubts.push({ code: 'id-fifteen', ...at });
  if (verdict.mayBeRounded) doubts.push({ code: 'id-may-be-rounded', ...at });
  return { idNumber: verdict.normalized, sexCode: verdict.sexCode, birthOn: verdict.birthOn, doubts };
}

function readNameCell(cells: RowCells, slot: number): { name: string; note: string; reason?: HeldReason } {
  const cell = cells.cell('name', slot);
  const at = cell ? { address: cell.address } : {};
  if (cell?.cell && isFormulaLike(cell.cell)) {
    const shown = readName(shownByFormula(cell.cell)).name;
    return { name: shown, note: '', reason: { code: 'name-formula', ...at } };
  }
  if (!cell || isNothing(cell.words) || isEmptyHome(cell.words)) {
    return { name: '', note: '', reason: { code: 'name-missing', ...at } };
  }
  // A phone number beside the name is taken out, not held against it.
  const { name, note } = readName(cell.words.replace(/[\s:：,，]*1[3-9]\d{9}\s*$/, ''));
  return isName(name) ? { name, note: note ?? '' } : { name, note: '', reason: { code: 'name-characters', ...at } };
}

function phonesOf(cells: RowCells, slot: number): { phones: string[]; doubts: Doubt[]; address?: string } {
  const phones: string[] = [];
  const doubts: Doubt[] = [];
  let address: string | undefined;
  const name = cells.cell('name', slot);
  const beside = /1[3-9]\d{9}\s*$/.exec(name?.words ?? '')
    ? [{ ...name, words: /1[3-9]\d{9}/.exec(name?.words ?? '')?.[0] ?? '' }]
    : [];
  for (const cell of [...cells.all('phone', slot), ...beside]) {
    const words = cell.words ?? '';
    if (isNothing(words)) continue;
    const read = readPhones(words);
    if (read.phones.length > 0) address ??= cell.address;
    for (const phone of read.phones) {
      const number = phone.extension ? `${phone.normalized}-${phone.extension}` : phone.normalized;
      if (!phones.includes(number)) phones.push(number);
    }
    if (read.unread.length > 0 && cell.address) doubts.push({ code: 'phone-unreadable', address: cell.address });
  }
  return { phones, doubts, ...(address ? { address } : {}) };
}

const dayTexts: ReadonlySet<string> = new Set(['movedInOn', 'movedOutOn']);

interface Gathered {
  readonly texts: Partial<Record<PersonText, string>>;
  readonly flags: Partial<Record<ServiceFlag, boolean>>;
  readonly tags: string[];
  readonly cells: Partial<Record<LedgerField, string>>;
}

/** A person's column, or one that all persons of the row share. */
function cellOf(cells: RowCells, field: LedgerField, slot: number): FieldCell | undefined {
  return cells.cell(field, slot) ?? (slot === 0 ? cells.cell(field) : undefined);
}

function dropRefused(context: ReadContext, cells: RowCells, cell: FieldCell): boolean {
  const kind = refusedValueKind(cell.words);
  if (!kind) return false;
  context.refuse({ sheet: context.sheet, row: cells.row.number, address: cell.address, kind });
  return true;
}

function gatherTexts(into: Gathered, cells: RowCells, slot: number, context: ReadContext): void {
  for (const field of personTexts) {
    const cell = cellOf(cells, field, slot);
    if (!cell || isNothing(cell.words) || dropRefused(context, cells, cell)) continue;
    const words = dayTexts.has(field) ? (readDay(cell.words) ?? cell.words) : cell.words;
    into.texts[field] = field === 'headName' ? readName(words).name : words;
    into.cells[field] = cell.address;
  }
  const grid = context.table.place?.grid;
  if (grid) into.texts.grid ??= grid;
}

function gatherFlags(into: Gathered, cells: RowCells, slot: number, context: ReadContext): void {
  for (const flag of serviceFlags) {
    const cell = cellOf(cells, flag, slot);
    const read = cell ? readFlag(cell.words) : undefined;
    if (!cell || !read) continue;
    into.flags[flag] = read.yes;
    into.cells[flag] = cell.address;
    const speaks = read.detail && !readTags(read.detail).flags.includes(flag) && !/精神/.test(read.detail);
    if (read.detail && speaks && !dropRefused(context, cells, cell)) into.tags.push(read.detail);
  }
}

/** Groups beside each other in a column of groups; in others only where nothing but groups is written. */
function gatherTags(into: Gathered, cells: RowCells, slot: number, context: ReadContext): void {
  const take = (cell: FieldCell, onlyGroups: boolean): void => {
    const read = readTags(cell.words);
    for (const kind of read.refused) {
      context.refuse({ sheet: context.sheet, row: cells.row.number, address: cell.address, kind });
    }
    if (onlyGroups && read.others.length > 0) return;
    for (const flag of read.flags) {
      into.flags[flag] = true;
      into.cells[flag] ??= cell.address;
    }
    if (!onlyGroups) into.tags.push(...read.others);
  };
  for (const cell of cells.all('tags', slot)) if (!isNothing(cell.words)) take(cell, false);
  for (const field of ['populationKind', 'remark', 'personStatus'] as const) {
    const cell = cellOf(cells, field, slot);
    if (cell && !isNothing(cell.words) && !isPlainFlag(cell.words) && !refusedValueKind(cell.words)) take(cell, true);
  }
}

function relationOf(cells: RowCells, slot: number, plan: SlotPlan, name: string, note: string): string | undefined {
  const said = cells.words('relation', slot);
  if (said !== '') return said;
  if (plan.relation) return plan.relation;
  const isHead = readFlag(cells.words('isHead', slot))?.yes;
  if (isHead || note === '户主') return '户主';
  const head = readName(cells.words('headName')).name;
  return head !== '' && head === name ? '户主' : undefined;
}

function compareWithId(
  cells: RowCells,
  slot: number,
  id: IdRead,
): { doubts: Doubt[]; sexCode?: '1' | '2'; birthOn?: string } {
  const doubts: Doubt[] = [];
  const differs = (code: DoubtCode, field: LedgerField): void => {
    doubts.push({ code, address: cells.cell(field, slot)?.address ?? '' });
  };
  const sex = readSex(cells.words('sex', slot));
  const birthWords = cells.words('birthOn', slot);
  const birth = readDay(birthWords);
  if (id.sexCode && sex && sex !== id.sexCode) differs('sex-differs', 'sex');
  if (id.birthOn && birth && !id.birthOn.startsWith(birth)) differs('birth-differs', 'birthOn');
  if (birthWords !== '' && !birth) differs('birth-unreadable', 'birthOn');
  const sexCode = id.sexCode ?? sex;
  const birthOn = id.birthOn ?? (birth?.length === 10 ? birth : undefined);
  return { doubts, ...(sexCode ? { sexCode } : {}), ...(birthOn ? { birthOn } : {}) };
}

/** Whether a slot of the row names anybody. */
export function namesSomebody(cells: RowCells, slot: number): boolean {
  const id = cells.cell('idNumber', slot);
  const name = cells.cell('name', slot);
  const hasName = name !== undefined && !isNothing(name.words) && !isEmptyHome(name.words);
  return hasName || (id !== undefined && !isNothing(id.words)) || name?.cell?.formula !== undefined;
}

/** Reads one person of a row. A person with a reason waits in the to-fix list; a doubt holds nobody back. */
export function readPerson(cells: RowCells, slot: number, context: ReadContext): PersonRead {
  const plan = context.table.slots[slot] ?? { role: 'resident' as const };
  const named = readNameCell(cells, slot);
  const id = readId(cells, slot, context);
  const compared = compareWithId(cells, slot, id);
  const phones = phonesOf(cells, slot);
  const gathered: Gathered = { texts: {}, flags: {}, tags: [], cells: {} };
  gatherTexts(gathered, cells, slot, context);
  gatherFlags(gathered, cells, slot, context);
  gatherTags(gathered, cells, slot, context);
  for (const field of ['name', 'idNumber', 'sex', 'birthOn'] as const) {
    const cell = cells.cell(field, slot);
    if (cell && cell.words !== '') gathered.cells[field] = cell.address;
  }
  if (phones.address) gathered.cells.phone = phones.address;
  const relation = relationOf(cells, slot, plan, named.name, named.note);
  const idCell = cells.cell('idNumber', slot);
  return {
    name: named.name,
    idText: idCell && !isNothing(idCell.words) ? idCell.words : '',
    ...(id.idNumber ? { idNumber: id.idNumber } : {}),
    ...(id.document ? { document: id.document } : {}),
    ...(compared.sexCode ? { sexCode: compared.sexCode } : {}),
    ...(compared.birthOn ? { birthOn: compared.birthOn } : {}),
    reasons: [named.reason, id.reason].filter((reason) => reason !== undefined),
    details: {
      phones: phones.phones,
      texts: gathered.texts,
      flags: gathered.flags,
      tags: [...new Set(gathered.tags)],
      ...(relation ? { relation } : {}),
      doubts: [...id.doubts, ...compared.doubts, ...phones.doubts],
      cells: gathered.cells,
    },
    goesOn: idCell?.carried === true && idCell.words !== '',
  };
}
