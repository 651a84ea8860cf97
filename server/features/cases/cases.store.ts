import { createHash, randomBytes } from 'node:crypto';
import { type OperationNodeSource, sql } from 'kysely';
import type { Decision } from '../../../domain/case/decide.ts';
import type { CaseType } from '../../../domain/case/define.ts';
import { type Entry, splitPersonal } from '../../../domain/case/facts.ts';
import { isSealedStorage, sealedStorageOf } from '../../../domain/case/sealed.ts';
import { type Assignment, type CaseState, type Clock, membersOf } from '../../../domain/case/state.ts';
import { measuresOf } from '../../../domain/metrics/measures.ts';
import { memberKey } from '../../access/members.ts';
import type { WriteTx } from '../../kit/db/client.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { changeChannel } from '../../kit/db/live-feed.ts';
import { runTogether } from '../../kit/db/run-together.ts';
import { rowOf } from './cases.rows.ts';

/** The beginning of every chain. */
const noHash = Buffer.alloc(32);

/** One spelling per value: keys sorted, so that jsonb's own order changes nothing. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  let parts = '';
  for (const key of Object.keys(value).sort()) {
    const one = (value as Readonly<Record<string, unknown>>)[key];
    if (one !== undefined) parts += `${parts === '' ? '' : ','}${JSON.stringify(key)}:${canonical(one)}`;
  }
  return `{${parts}}`;
}

/** What an entry keeps of its personal values: without the salt nothing can be guessed, and both can be erased. */
export function commitmentOf(salt: Buffer, values: unknown): Buffer {
  return createHash('sha256').update(salt).update(canonical(values)).digest();
}

/** An entry's link in the chain: over the one before, what it says, and the commitment to what it keeps apart. */
export function entryHash(previous: Buffer, caseId: string, bare: Entry, commitment: Buffer | null): Buffer {
  return createHash('sha256')
    .update(previous)
    .update(caseId)
    .update(canonical(bare))
    .update(commitment ?? Buffer.alloc(0))
    .digest();
}

/** The rows an entry becomes: the bare entry with its hash, and its personal values beside it. */
export function entryRows(
  communityId: number,
  caseId: string,
  entry: Entry,
  previous: Buffer | null,
  madeAt: string | null,
) {
  const { bare, personal } = splitPersonal(entry);
  const hasPersonal = Object.keys(personal).length > 0;
  const salt = hasPersonal ? randomBytes(16) : null;
  const commitment = salt ? commitmentOf(salt, personal) : null;
  const previousHash = previous ?? noHash;
  return {
    entry: {
      communityId,
      id: entry.id,
      caseId,
      seq: entry.seq,
      at: entry.at,
      madeAt,
      actor: jsonb(bare.actor),
      action: entry.action,
      fromStage: entry.from,
      toStage: entry.to,
      typeVersion: entry.typeVersion,
      facts: jsonb(bare.facts),
      commitment,
      previousHash,
      hash: entryHash(previousHash, caseId, bare, commitment),
    },
    values: salt ? { communityId, entryId: entry.id, caseId, salt, vals: jsonb(personal) } : null,
  };
}

const assignmentRow = (communityId: number, caseId: string, one: Assignment) => ({ communityId, caseId, ...one });

const clockRow = (communityId: number, caseId: string, one: Clock) => ({
  communityId,
  caseId,
  id: one.id,
  kind: one.kind,
  name: one.name,
  assignmentId: one.assignmentId,
  unit: one.unit,
  n: one.n,
  startedAt: one.startedAt,
  dueAt: one.dueAt,
  isProvisional: one.isProvisional,
  why: jsonb(one.why),
  basis: one.basis === null ? null : jsonb(one.basis),
  stoppedAt: one.stoppedAt,
  usedMinutes: one.usedMinutes,
  raisedTimes: one.raisedTimes,
});

/** Those of a list that the decision made or changed; untouched ones keep their identity through the fold. */
function touched<T extends { readonly id: string }>(
  before: readonly T[] | undefined,
  after: readonly T[],
): readonly T[] {
  const known = new Set(before);
  return after.filter((one) => !known.has(one));
}

type Writes = readonly OperationNodeSource[];

function writesOfAssignments(db: WriteTx, before: CaseState | null, after: CaseState): Writes {
  const list = touched(before?.assignments, after.assignments);
  if (list.length === 0) return [];
  return [
    db
      .insertInto('caseAssignments')
      .values(list.map((one) => assignmentRow(after.communityId, after.id, one)))
      .onConflict((conflict) =>
        conflict.columns(['communityId', 'id']).doUpdateSet((eb) => ({
          userId: eb.ref('excluded.userId'),
          state: eb.ref('excluded.state'),
          signedAt: eb.ref('excluded.signedAt'),
          doneAt: eb.ref('excluded.doneAt'),
          contactedAt: eb.ref('excluded.contactedAt'),
          arrivedAt: eb.ref('excluded.arrivedAt'),
        })),
      ),
  ];
}

/** The rows that find a person's cases: one while they are on the list in any role. */
async function storeMembers(db: WriteTx, before: CaseState | null, after: CaseState): Promise<void> {
  if (before?.members === after.members) return;
  const key = { communityId: after.communityId, caseId: after.id };
  const now = new Map(membersOf(after).map((one) => [one.userId, one.since]));
  const gone = after.members.filter((one) => !now.has(one.userId)).map((one) => memberKey(one.userId));
  if (now.size > 0)
    await db
      .insertInto('caseLinks')
      .values(
        [...now].map(([userId, since]) => ({ ...key, kind: 'member', keyHash: memberKey(userId), createdAt: since })),
      )
      .onConflict((conflict) => conflict.columns(['keyHash', 'communityId', 'caseId']).doNothing())
      .execute();
  if (gone.length > 0)
    await db
      .deleteFrom('caseLinks')
      .where('kind', '=', 'member')
      .where('communityId', '=', key.communityId)
      .where('caseId', '=', key.caseId)
      .where('keyHash', 'in', gone)
      .execute();
}

function writesOfClocks(db: WriteTx, before: CaseState | null, after: CaseState): Writes {
  const list = touched(before?.clocks, after.clocks);
  if (list.length === 0) return [];
  return [
    db
      .insertInto('caseClocks')
      .values(list.map((one) => clockRow(after.communityId, after.id, one)))
      .onConflict((conflict) =>
        conflict.columns(['communityId', 'id']).doUpdateSet((eb) => ({
          dueAt: eb.ref('excluded.dueAt'),
          why: eb.ref('excluded.why'),
          isProvisional: eb.ref('excluded.isProvisional'),
          stoppedAt: eb.ref('excluded.stoppedAt'),
          usedMinutes: eb.ref('excluded.usedMinutes'),
          raisedTimes: eb.ref('excluded.raisedTimes'),
        })),
      ),
  ];
}

async function storeRatings(db: WriteTx, before: CaseState | null, after: CaseState): Promise<void> {
  for (const party of touched(before?.parties, after.parties)) {
    if (!party.rating) continue;
    await db
      .updateTable('caseParties')
      .set({ rating: jsonb(party.rating) })
      .where('communityId', '=', after.communityId)
      .where('id', '=', party.id)
      .execute();
  }
}

/** The case's figures, beside its row. */
function writesOfMeasures(db: WriteTx, type: CaseType, state: CaseState): Writes {
  // What is sealed is in no figure; how many there are is counted apart.
  if (isSealedStorage(state.communityId)) return [];
  const measures = measuresOf(type, state);
  // The grid of the day stays: an open matter that goes on with its place is still counted where it was raised.
  const { gridId: _gridOfTheDay, ...moving } = measures;
  return [
    db
      .insertInto('caseMeasures')
      .values({ communityId: state.communityId, caseId: state.id, ...measures })
      .onConflict((conflict) => conflict.columns(['communityId', 'caseId']).doUpdateSet(moving)),
  ];
}

/** The case's own row: new, or as it is now. */
function writeOfCase(db: WriteTx, type: CaseType, before: CaseState | null, { state, entry }: Decision) {
  const key = { communityId: state.communityId, id: state.id };
  const row = rowOf(type, state, entry.at);
  if (!before) return db.insertInto('cases').values({ ...key, ...row });
  return db.updateTable('cases').set(row).where('communityId', '=', key.communityId).where('id', '=', key.id);
}

/**
 * Writes what was decided: the row is the new state, the entry its proof. The case's row is locked (or new) when this runs.
 * The community's sync number is taken by the last statement of all: whoever follows the community misses nothing.
 */
export async function storeDecision(
  db: WriteTx,
  type: CaseType,
  before: CaseState | null,
  decision: Decision,
  madeAt: string | undefined,
): Promise<void> {
  const { state, entry } = decision;
  const key = { communityId: state.communityId, id: state.id };
  const previous = before
    ? await db
        .selectFrom('caseEntries')
        .select('hash')
        .where('communityId', '=', key.communityId)
        .where('caseId', '=', key.id)
        .where('seq', '=', before.seq)
        .executeTakeFirstOrThrow()
    : null;
  const rows = entryRows(key.communityId, key.id, entry, previous?.hash ?? null, madeAt ?? null);
  await runTogether(db, [
    writeOfCase(db, type, before, decision),
    db.insertInto('caseEntries').values(rows.entry),
    ...(rows.values ? [db.insertInto('caseEntryValues').values(rows.values)] : []),
    ...writesOfAssignments(db, before, state),
    ...writesOfClocks(db, before, state),
    ...writesOfMeasures(db, type, state),
  ]);
  await storeMembers(db, before, state);
  await storeRatings(db, before, state);
}

/** Takes the community's next sync number for a case, and tells open screens (of sealed ones nobody's); the transaction's last statement. */
export async function takeSyncSeq(db: WriteTx, communityId: number, caseId: string): Promise<void> {
  await sql`
    with next as (
      insert into sync_counters (community_id, seq) values (${communityId}, 1)
      on conflict (community_id) do update set seq = sync_counters.seq + 1
      returning seq
    )
    update cases set sync_seq = next.seq from next where cases.community_id = ${communityId} and cases.id = ${caseId}
    returning case when cases.community_id < ${sealedStorageOf(0)} then pg_notify(${changeChannel}, cases.community_id || ' ' || coalesce((
      select string_agg(a.organisation_id::text, ',') from case_assignments a
      where a.community_id = ${communityId} and a.case_id = ${caseId} and a.state <> 'withdrawn'), '')) end
  `.execute(db);
}
