import { aesSuite } from '../kit/crypto/suite.ts';
import type { ReadTx } from '../kit/db/client.ts';
import { type Batch, batchHash, beginning, findAuditRows, oldestUnsealed, readLeaves, rowHash } from './audit-chain.ts';

/** What is wrong, and where: `row` names a row of the audit, `batch` the batch it is or was in. */
export interface AuditFault {
  readonly kind: 'row-changed' | 'row-removed' | 'row-inserted' | 'batch-changed' | 'batch-removed';
  readonly batch: number;
  readonly row?: string;
}

export interface AuditVerdict {
  readonly batches: number;
  readonly rows: number;
  readonly faults: readonly AuditFault[];
  /** Compare it with the newest `audit.sealed` line of the log, which lies elsewhere: a chain written anew as a whole differs there. */
  readonly head: string | undefined;
  readonly oldestUnsealed: string | undefined;
}

const batchesPerRead = 20;

/**
 * Checks every row of the audit against its batch and every batch against the one before, and names what does not agree.
 * @param from the first batch to check; those before it are taken as they are
 */
export async function verifyAudit(db: ReadTx, from = 1): Promise<AuditVerdict> {
  const faults: AuditFault[] = [];
  let previous: Pick<Batch, 'id' | 'hash'> = (await batchBefore(db, from)) ?? { id: 0, hash: beginning };
  let rows = 0;
  let batches = 0;
  for (;;) {
    const page = await db
      .selectFrom('auditBatches')
      .selectAll()
      .where('id', '>', previous.id)
      .orderBy('id')
      .limit(batchesPerRead)
      .execute();
    for (const batch of page) {
      for (let missing = previous.id + 1; missing < batch.id; missing += 1)
        faults.push({ kind: 'batch-removed', batch: missing });
      const follows = batch.id === previous.id + 1;
      if (!isWhole(batch) || (follows && !batch.previousHash.equals(previous.hash)))
        faults.push({ kind: 'batch-changed', batch: batch.id });
      rows += await checkRows(db, batch, faults);
      previous = batch;
      batches += 1;
    }
    if (page.length < batchesPerRead) break;
  }
  faults.push(...(await orphans(db, previous.id)));
  const head = batches === 0 ? undefined : previous.hash.toString('hex');
  return { batches, rows, faults, head, oldestUnsealed: await oldestUnsealed(db) };
}

async function batchBefore(db: ReadTx, id: number): Promise<Pick<Batch, 'id' | 'hash'> | undefined> {
  if (id <= 1) return undefined;
  return db
    .selectFrom('auditBatches')
    .select(['id', 'hash'])
    .where('id', '=', id - 1)
    .executeTakeFirst();
}

function isWhole(batch: Batch): boolean {
  return (
    aesSuite.digest(batch.leaves).equals(batch.rowsHash) &&
    batchHash(batch).equals(batch.hash) &&
    readLeaves(batch.leaves).size === batch.rowCount
  );
}

async function checkRows(db: ReadTx, batch: Batch, faults: AuditFault[]): Promise<number> {
  const sealed = readLeaves(batch.leaves);
  const found = await findAuditRows(db, { batchId: batch.id });
  for (const row of found) {
    const hash = sealed.get(row.id);
    if (hash === undefined) faults.push({ kind: 'row-inserted', batch: batch.id, row: row.id });
    else if (hash !== rowHash(row).toString('hex')) faults.push({ kind: 'row-changed', batch: batch.id, row: row.id });
    sealed.delete(row.id);
  }
  for (const id of sealed.keys()) faults.push({ kind: 'row-removed', batch: batch.id, row: id });
  return found.length;
}

/** Rows that say they are in a batch after the last one: the batch was cut off the end, or never was. */
async function orphans(db: ReadTx, lastId: number): Promise<AuditFault[]> {
  const rows = await db
    .selectFrom('auditRows')
    .select(['batchId', 'id'])
    .where('batchId', '>', lastId)
    .orderBy('batchId')
    .orderBy('id')
    .limit(1000)
    .execute();
  const batches = [...new Set(rows.map((row) => row.batchId as number))];
  return batches.map((batch) => ({ kind: 'batch-removed', batch }) as const);
}
