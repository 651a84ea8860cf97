import { compact } from '../../identifiers/characters.ts';
import { wordsOf } from './cell-words.ts';
import type { HeaderRole } from './header-dictionary.ts';
import type { TableSpan } from './header-rows.ts';
import { fieldOfRole } from './header-words.ts';
import { houseTexts, type LedgerField, placeFields, repeatableFields } from './ledger-fields.ts';
import type { SlotPlan } from './ledger-plan.ts';
import { type ColumnDraft, fitOf } from './plan-columns.ts';
import type { SheetGrid } from './sheet-grid.ts';

/** A column with its field settled, and the person of the row it speaks of. */
export interface SettledColumn {
  readonly draft: ColumnDraft;
  readonly field: LedgerField | undefined;
  readonly slot?: number;
}

export interface SettledSlots {
  readonly slots: readonly SlotPlan[];
  readonly columns: readonly SettledColumn[];
}

type SlotRole = SlotPlan['role'];

const shared: ReadonlySet<LedgerField> = new Set<LedgerField>([
  ...placeFields,
  ...houseTexts,
  'estate',
  'street',
  'community',
  'grid',
  'gridWorker',
  'sequence',
  'householdNumber',
]);

const spokenOf = (draft: ColumnDraft, role: HeaderRole, field: LedgerField): boolean =>
  draft.meaning?.role === role && draft.meaning.field === field;

/** The runs of columns that each speak of one person, where a row names several of a role side by side. */
function runsOf(drafts: readonly ColumnDraft[], role: HeaderRole): ReadonlyMap<ColumnDraft, number> {
  const runs = new Map<ColumnDraft, number>();
  const residents = drafts.filter((draft) => draft.meaning?.role === role);
  const ids = residents.filter((draft) => draft.meaning?.field === 'idNumber');
  const names = residents.filter((draft) => draft.meaning?.field === 'name');
  if (ids.length < 2 || names.length < 2) return runs;
  const times = new Map<LedgerField, number>();
  for (const { meaning } of residents) if (meaning) times.set(meaning.field, (times.get(meaning.field) ?? 0) + 1);
  const recurs = (field: LedgerField): boolean => (times.get(field) ?? 0) >= 2 && !repeatableFields.has(field);
  const trigger = residents.find((draft) => draft.meaning && recurs(draft.meaning.field))?.meaning?.field;
  let run = -1;
  for (const draft of residents) {
    const field = draft.meaning?.field;
    if (field === undefined) continue;
    if (field === trigger) run += 1;
    const isShared = run < 0 || (shared.has(field) && !recurs(field));
    if (!isShared) runs.set(draft, run);
  }
  return runs;
}

function idsIn(grid: SheetGrid, span: TableSpan, columns: readonly ColumnDraft[]): Set<string> {
  const ids = new Set<string>();
  for (const row of grid.rows) {
    if (row.number < span.firstRow || row.number > span.lastRow) continue;
    for (const { column } of columns) {
      const code = compact(wordsOf(row.cells[column]));
      if (code.length >= 15) ids.add(code);
    }
  }
  return ids;
}

/** Whether the people of a role come again as rows of their own: then its columns only refer to them. */
function isReference(
  grid: SheetGrid,
  span: TableSpan,
  own: readonly ColumnDraft[],
  residents: readonly ColumnDraft[],
): boolean {
  const ids = idsIn(grid, span, own);
  if (ids.size === 0) return true;
  const among = idsIn(grid, span, residents);
  let found = 0;
  for (const id of ids) if (among.has(id)) found += 1;
  return found / ids.size >= 0.3;
}

interface SlotDraft extends SlotPlan {
  readonly drafts: readonly ColumnDraft[];
}

function roleSlots(drafts: readonly ColumnDraft[], role: SlotRole, word?: string): SlotDraft[] {
  const own = drafts.filter((draft) => draft.meaning?.role === role && (!word || draft.meaning.relationWord === word));
  const complete = own.some((d) => spokenOf(d, role, 'name')) && own.some((d) => spokenOf(d, role, 'idNumber'));
  if (!complete) return [];
  const relation = role === 'head' ? '户主' : word;
  const runs = runsOf(own, role);
  const count = runs.size === 0 ? 1 : Math.max(...runs.values()) + 1;
  return Array.from({ length: count }, (_, run) => ({
    role,
    ...(relation ? { relation } : {}),
    drafts: runs.size === 0 ? own : own.filter((draft) => runs.get(draft) === run),
  }));
}

function otherSlots(grid: SheetGrid, span: TableSpan, drafts: readonly ColumnDraft[]): SlotDraft[] {
  const residentIds = drafts.filter((draft) => spokenOf(draft, 'resident', 'idNumber'));
  const words = [...new Set(drafts.map((draft) => draft.meaning?.relationWord).filter((word) => word !== undefined))];
  const slots = [...roleSlots(drafts, 'head'), ...roleSlots(drafts, 'tenant'), ...roleSlots(drafts, 'owner')];
  if (residentIds.length !== 1) slots.push(...words.flatMap((word) => roleSlots(drafts, 'relative', word)));
  return slots.filter((slot) => {
    const ids = slot.drafts.filter((draft) => draft.meaning?.field === 'idNumber');
    return residentIds.length === 0 || !isReference(grid, span, ids, residentIds);
  });
}

/** Who a number without a name of its own belongs to: 业主 | 身份证号. */
function lendName(drafts: readonly ColumnDraft[]): SlotDraft | undefined {
  const residents = drafts.filter((draft) => draft.meaning?.role === 'resident' && !shared.has(draft.meaning.field));
  const hasId = residents.some((draft) => draft.meaning?.field === 'idNumber');
  if (!hasId || residents.some((draft) => draft.meaning?.field === 'name')) return undefined;
  for (const role of ['head', 'tenant', 'owner'] as const) {
    const own = drafts.filter((draft) => draft.meaning?.role === role);
    const lends =
      own.some((draft) => spokenOf(draft, role, 'name')) && !own.some((draft) => spokenOf(draft, role, 'idNumber'));
    if (lends) return { role, ...(role === 'head' ? { relation: '户主' } : {}), drafts: [...own, ...residents] };
  }
  return undefined;
}

function residentSlots(drafts: readonly ColumnDraft[]): SlotDraft[] {
  const runs = runsOf(drafts, 'resident');
  if (runs.size > 0) {
    const count = Math.max(...runs.values()) + 1;
    return Array.from({ length: count }, (_, run) => ({
      role: 'resident' as const,
      drafts: drafts.filter((draft) => runs.get(draft) === run),
    })).filter((slot) => slot.drafts.some((draft) => draft.meaning?.field === 'name'));
  }
  const own = drafts.filter((draft) => draft.meaning?.role === 'resident' && !shared.has(draft.meaning.field));
  const named = own.some((draft) => draft.meaning?.field === 'name' || draft.meaning?.field === 'idNumber');
  return named ? [{ role: 'resident', drafts: own }] : [];
}

/** A table without a column for whoever the row is about is about the head, else the tenant, even where no id is asked. */
function lonelySlot(drafts: readonly ColumnDraft[]): SlotDraft[] {
  for (const role of ['head', 'tenant'] as const) {
    const own = drafts.filter((draft) => draft.meaning?.role === role);
    if (own.some((draft) => draft.meaning?.field === 'name')) {
      return [{ role, ...(role === 'head' ? { relation: '户主' } : {}), drafts: own }];
    }
  }
  return [];
}

function chooseOne(columns: SettledColumn[]): SettledColumn[] {
  const best = new Map<string, SettledColumn>();
  for (const settled of columns) {
    if (!settled.field || repeatableFields.has(settled.field)) continue;
    const key = `${settled.slot ?? ''} ${settled.field}`;
    const rival = best.get(key);
    if (!rival || fitOf(settled.draft) > fitOf(rival.draft) + 1e-9) best.set(key, settled);
  }
  return columns.map((settled) => {
    if (!settled.field || repeatableFields.has(settled.field)) return settled;
    if (best.get(`${settled.slot ?? ''} ${settled.field}`) === settled) return settled;
    settled.draft.reason = 'taken';
    settled.draft.confidence = 0;
    return { draft: settled.draft, field: undefined };
  });
}

/** 户号 numbers households in a police ledger and doors in a developer's: where no room is given, it is the room. */
function roomByNumber(drafts: readonly ColumnDraft[]): void {
  const has = (field: LedgerField): boolean => drafts.some((draft) => draft.meaning?.field === field);
  const number = drafts.find((draft) => draft.meaning?.field === 'householdNumber');
  if (!number?.meaning || has('room') || has('address')) return;
  const onFloor = has('floor') && number.content.samples.every((sample) => /^\d{1,2}$/.test(sample));
  if (number.content.room >= 0.7 || onFloor) number.meaning = { ...number.meaning, field: 'room' };
}

/** Settles which columns speak of which person of the row, and which of two rivals keeps a field. */
export function settleSlots(grid: SheetGrid, span: TableSpan, drafts: readonly ColumnDraft[]): SettledSlots {
  roomByNumber(drafts);
  const lent = lendName(drafts);
  const found = lent ? [lent] : [...otherSlots(grid, span, drafts), ...residentSlots(drafts)];
  // 家庭成员 without numbers beside a head with one is a remark on the household.
  const numbered = found.filter((slot) => slot.drafts.some((draft) => draft.meaning?.field === 'idNumber'));
  const complete = numbered.length > 0 ? numbered : found;
  const slots = complete.length > 0 ? complete : lonelySlot(drafts);
  const columns = drafts.map((draft): SettledColumn => {
    const { meaning } = draft;
    if (!meaning) return { draft, field: undefined };
    const own = slots.findIndex((candidate) => candidate.drafts.includes(draft));
    const slot = meaning.role !== 'resident' && shared.has(meaning.field) ? -1 : own;
    if (slot >= 0) return { draft, field: meaning.field, slot };
    const field = fieldOfRole(meaning.field, meaning.role);
    if (!field) return { draft, field: undefined };
    // 联系电话 without a person's word before it is the first person's.
    const isFirst = slots.length > 0 && meaning.role === 'resident' && !shared.has(field);
    return isFirst ? { draft, field, slot: 0 } : { draft, field };
  });
  return { slots: slots.map(({ drafts: _, ...slot }) => slot), columns: chooseOne(columns) };
}
