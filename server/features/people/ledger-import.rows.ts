import { sql } from 'kysely';
import type { HeldRow, LedgerHouse, LedgerResult } from '../../../domain/registry/ledger/ledger-result.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { bytesText, insertMany } from '../../kit/db/insert-many.ts';
import type { Source } from './ledger-import.source.ts';
import { inParts, uuidList } from './ledger-import.source.ts';
import type { TakenIn, Told } from './ledger-import.take-in.ts';

export type RowKind = 'held' | 'conflict' | 'duplicate' | 'doubt' | 'ignored' | 'injected' | 'refused' | 'kept';

/** What two sources say differently, as it is kept sealed until somebody decides. */
export interface ConflictContent {
  readonly of: 'identity' | 'contact';
  readonly against: 'record' | 'file';
  readonly name: string;
  readonly fields: readonly {
    readonly field: 'name' | 'sex' | 'bornOn' | 'phone' | 'ended' | 'home';
    readonly kept: string;
    readonly other: string;
    readonly keptCell?: string;
    readonly cell?: string;
  }[];
  /** What is taken in once it is decided so; for homes and for records that have ended. */
  readonly told?: Told;
}

export interface HeldContent {
  readonly row: HeldRow;
  readonly house?: LedgerHouse;
}

/** Words beside a row that is only noted. */
export interface NoteContent {
  readonly name?: string;
  readonly words?: string;
}

/** A row of an import before it is written. */
export interface RowDraft {
  readonly kind: RowKind;
  readonly sheet: string;
  readonly row: number;
  readonly cells: readonly string[];
  readonly reasons: readonly string[];
  readonly content: HeldContent | ConflictContent | NoteContent;
  readonly peopleId?: string;
}

const asked: ReadonlySet<RowKind> = new Set(['held', 'conflict']);

/** Longest list of one kind of notes: a file of nothing but doubts is still read. */
const mostNotes = 20_000;

function heldDrafts(result: LedgerResult): RowDraft[] {
  const houses = new Map(result.houses.map((house) => [house.key, house]));
  return result.held.map((row) => {
    const house = row.house === undefined ? undefined : houses.get(row.house);
    return {
      kind: 'held',
      sheet: row.sheet,
      row: row.row,
      cells: row.reasons.map((reason) => reason.address ?? ''),
      reasons: row.reasons.map((reason) => reason.code),
      content: { row, ...(house ? { house } : {}) },
    };
  });
}

/** The part of what was told that speaks of one person. */
function onePerson(result: Told, index: number, house?: string): Told {
  const person = result.people[index];
  const residences = result.residences.filter((one) => one.person === index && (!house || one.house === house));
  const keys = new Set(residences.map((one) => one.house));
  return {
    people: person ? [person] : [],
    houses: result.houses.filter((one) => keys.has(one.key)),
    residences: residences.map((one) => ({ ...one, person: 0 })),
  };
}

function fileConflicts(result: LedgerResult, taken: TakenIn): RowDraft[] {
  return result.conflicts.map(({ sheet, row, person, kind, fields }) => ({
    kind: 'conflict',
    sheet,
    row,
    cells: fields.flatMap((field) => field.address ?? []),
    reasons: fields.map((field) => (field.field === 'birthOn' ? 'bornOn' : field.field)),
    ...(taken.people[person] ? { peopleId: taken.people[person].peopleId } : {}),
    content: {
      of: kind,
      against: 'file',
      name: result.people[person]?.name ?? '',
      fields: fields.map(({ field, kept, other, keptAddress, address }) => ({
        field: field === 'birthOn' ? 'bornOn' : field,
        kept,
        other,
        ...(keptAddress ? { keptCell: keptAddress } : {}),
        ...(address ? { cell: address } : {}),
      })),
    },
  }));
}

function recordConflicts(result: Told, taken: TakenIn): RowDraft[] {
  return taken.people.flatMap(({ differences, peopleId, isEnded }, index): RowDraft[] => {
    const person = result.people[index];
    if (differences.length === 0 || !person) return [];
    const cellOf = (field: string) => person.cells[field === 'bornOn' ? 'birthOn' : (field as 'name')];
    const fields = differences.map(({ field, kept, other }) => {
      const cell = cellOf(field);
      return { field, kept, other, ...(cell ? { cell } : {}) };
    });
    const told = isEnded ? { told: onePerson(result, index) } : {};
    return [
      {
        kind: 'conflict',
        sheet: person.sheet,
        row: person.row,
        cells: fields.flatMap((field) => field.cell ?? []),
        reasons: fields.map((field) => field.field),
        peopleId,
        content: { of: 'identity', against: 'record', name: person.name, fields, ...told },
      },
    ];
  });
}

function homeConflicts(result: Told, taken: TakenIn): RowDraft[] {
  return taken.homeConflicts.map(({ link, keptAddress }) => ({
    kind: 'conflict',
    sheet: link.residence.sheet,
    row: link.residence.row,
    cells: [],
    reasons: ['home'],
    peopleId: link.peopleId,
    content: {
      of: 'contact',
      against: 'record',
      name: link.person.name,
      fields: [{ field: 'home', kept: keptAddress, other: link.address }],
      told: onePerson(result, link.residence.person, link.residence.house),
    },
  }));
}

function doubtDrafts(result: LedgerResult, taken: TakenIn): RowDraft[] {
  const unclear = new Set(taken.unclear);
  const ofPeople = result.people.flatMap((person, index): RowDraft[] => {
    const peopleId = taken.people[index]?.peopleId;
    return person.doubts.map((doubt) => ({
      kind: 'doubt',
      sheet: person.sheet,
      row: person.row,
      cells: doubt.address ? [doubt.address] : [],
      reasons: [doubt.code],
      ...(peopleId ? { peopleId } : {}),
      content: { name: person.name },
    }));
  });
  const ofHomes = result.houses.flatMap((house): RowDraft[] => {
    const { ownerName, ownerPhone, tenantName, tenantPhone } = house.texts;
    const owner = [ownerName, ownerPhone].filter(Boolean).join(' ');
    const tenant = [tenantName, tenantPhone].filter(Boolean).join(' ');
    const at = { sheet: house.sheet, row: house.row, cells: [] };
    return [
      ...(unclear.has(house.key)
        ? [
            {
              ...at,
              kind: 'doubt' as const,
              reasons: ['building-unclear'],
              content: { words: house.address ?? house.key },
            },
          ]
        : []),
      ...(ownerPhone
        ? [{ ...at, kind: 'doubt' as const, reasons: ['owner-without-id'], content: { words: owner } }]
        : []),
      ...(tenant
        ? [{ ...at, kind: 'doubt' as const, reasons: ['tenant-without-id'], content: { words: tenant } }]
        : []),
    ];
  });
  return [...ofPeople, ...ofHomes];
}

function noteDrafts(result: LedgerResult, taken: TakenIn): RowDraft[] {
  const duplicates = result.duplicates.map((one): RowDraft => {
    const peopleId = taken.people[one.person]?.peopleId;
    return {
      kind: 'duplicate',
      sheet: one.sheet,
      row: one.row,
      cells: [],
      reasons: ['repeated'],
      ...(peopleId ? { peopleId } : {}),
      content: { name: result.people[one.person]?.name ?? '', words: `${one.first.sheet}!${one.first.row}` },
    };
  });
  const ignored = result.ignored.map(
    ({ sheet, row, reason, words }): RowDraft => ({
      kind: 'ignored',
      sheet,
      row,
      cells: [],
      reasons: [reason],
      content: { words },
    }),
  );
  const injected = result.injected.map(
    ({ sheet, row, address, source }): RowDraft => ({
      kind: 'injected',
      sheet,
      row,
      cells: [address],
      reasons: ['formula'],
      content: { words: source.slice(0, 500) },
    }),
  );
  const refused = result.refusedValues.map(
    ({ sheet, row, address, kind }): RowDraft => ({
      kind: 'refused',
      sheet,
      row,
      cells: [address],
      reasons: [kind],
      content: {},
    }),
  );
  return [duplicates, ignored, injected, refused].flatMap((list) => list.slice(0, mostNotes));
}

/** Every row of a result that somebody should see, beside those that simply went in. */
export function rowDrafts(result: LedgerResult, taken: TakenIn): readonly RowDraft[] {
  return [
    ...heldDrafts(result),
    ...fileConflicts(result, taken),
    ...recordConflicts(result, taken),
    ...homeConflicts(result, taken),
    ...doubtDrafts(result, taken).slice(0, mostNotes),
    ...noteDrafts(result, taken),
  ];
}

/** The conflicts of what was taken in later, such as a row that was mended. */
export function laterConflicts(told: Told, taken: TakenIn): readonly RowDraft[] {
  return [...recordConflicts(told, taken), ...homeConflicts(told, taken)];
}

function markOf(ctx: WriteCtx, draft: RowDraft): Buffer | null {
  if (!asked.has(draft.kind)) return null;
  const said =
    draft.kind === 'held'
      ? [(draft.content as HeldContent).row.name, (draft.content as HeldContent).row.idText]
      : [
          draft.peopleId,
          ...(draft.content as ConflictContent).fields.map(({ field, kept, other }) => [field, kept, other]),
        ];
  return ctx.vault.token('import-row', JSON.stringify([draft.kind, draft.sheet, draft.row, ...draft.reasons, ...said]));
}

interface Settled {
  readonly mark: Buffer;
  readonly state: 'fixed' | 'dropped';
  readonly peopleId: string | null;
}

/** What was settled before for the same row of the same file, sent again; what an undone import settled does not count. */
async function settledBefore(
  ctx: WriteCtx,
  source: Source,
  marks: readonly Buffer[],
): Promise<ReadonlyMap<string, Settled>> {
  const settled = new Map<string, Settled>();
  for (const part of inParts(marks)) {
    const { rows } = await sql<Settled>`
      select r.mark, r.state, r.people_id from import_rows r
      join imports i on i.community_id = r.community_id and i.id = r.import_id and i.state = 'done'
      where r.community_id = ${source.communityId} and r.mark = any (${part.map((mark) => `\\x${mark.toString('hex')}`)}::bytea[])
        and r.import_id <> ${source.importId}::uuid and r.state in ('fixed', 'dropped')
      order by r.decided_at
    `.execute(ctx.db);
    for (const row of rows) settled.set(row.mark.toString('hex'), row);
  }
  return settled;
}

const columns = {
  communityId: 'bigint',
  id: 'uuid',
  importId: 'uuid',
  kind: 'text',
  state: 'text',
  sheet: 'text',
  rowNo: 'int',
  cells: 'text[]',
  reasons: 'text[]',
  sealed: 'bytea',
  mark: 'bytea',
  peopleId: 'uuid',
  decidedAt: 'timestamptz',
} as const;

/** Writes rows of an import, sealed. A row that was settled when the file was sent before is settled here, too. */
export async function writeRows(ctx: WriteCtx, source: Source, drafts: readonly RowDraft[]): Promise<void> {
  const marked = drafts.map((draft) => ({ draft, mark: markOf(ctx, draft) }));
  const settled = await settledBefore(
    ctx,
    source,
    marked.flatMap(({ mark }) => (mark ? [mark] : [])),
  );
  const rows = marked.map(({ draft, mark }) => {
    const before = mark ? settled.get(mark.toString('hex')) : undefined;
    return {
      communityId: source.communityId,
      id: ctx.newId(),
      importId: source.importId,
      kind: draft.kind,
      state: asked.has(draft.kind) ? (before?.state ?? 'open') : 'noted',
      sheet: draft.sheet,
      rowNo: draft.row,
      cells: draft.cells,
      reasons: draft.reasons,
      sealed: bytesText(ctx.vault.seal('import-row', JSON.stringify(draft.content))),
      mark: bytesText(mark),
      peopleId: draft.peopleId ?? before?.peopleId ?? null,
      decidedAt: before ? ctx.now : null,
    };
  });
  await insertMany(ctx.db, 'importRows', columns, rows);
}

/** Forgets the rows an import listed, as before it is run again. */
export async function dropRows(ctx: WriteCtx, { communityId, importId }: Source): Promise<void> {
  await ctx.db
    .deleteFrom('importRows')
    .where('communityId', '=', communityId)
    .where('importId', '=', importId)
    .execute();
}

/** Settles rows, and with them the same rows of the same file in other imports. */
export async function settleRows(
  ctx: WriteCtx,
  communityId: number,
  rows: readonly { readonly id: string; readonly mark: Buffer | null }[],
  set: {
    readonly state: 'fixed' | 'dropped';
    readonly peopleId?: string | undefined;
    readonly decision: object;
    readonly decidedBy: object;
  },
): Promise<void> {
  const marks = rows.flatMap(({ mark }) => (mark ? [`\\x${mark.toString('hex')}`] : []));
  await sql`
    update import_rows set state = ${set.state}, people_id = coalesce(${set.peopleId ?? null}::uuid, people_id),
      decision = ${JSON.stringify(set.decision)}::text::jsonb, decided_by = ${JSON.stringify(set.decidedBy)}::text::jsonb, decided_at = ${ctx.now}
    where community_id = ${communityId} and state = 'open'
      and (id = any (${uuidList(rows.map((row) => row.id))}::uuid[]) or mark = any (${marks}::bytea[]))
  `.execute(ctx.db);
}
