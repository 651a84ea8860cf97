import { sql } from 'kysely';
import { aesSuite } from '../kit/crypto/suite.ts';
import type { ReadTx } from '../kit/db/client.ts';

/** One row of the audit as it is sealed. */
export interface SealedRow {
  readonly id: string;
  readonly at: string;
  readonly actor: unknown;
  readonly action: string;
  readonly noun: string;
  readonly communityId: number | null;
  readonly rowId: string | null;
  readonly personId: string | null;
  readonly reason: string | null;
  readonly details: unknown;
  readonly requestId: string | null;
}

export interface Batch {
  readonly id: number;
  readonly sealedAt: string;
  readonly rowCount: number;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly leaves: Buffer;
  readonly rowsHash: Buffer;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
}

const { digest } = aesSuite;
const idBytes = 16;
const hashBytes = 32;

/** Before the first batch. */
export const beginning: Buffer = Buffer.alloc(hashBytes);

/** JSON with the keys of every object in order: equal values have equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const parts = Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`);
    return `{${parts.join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

/** The hash of a row over everything in it. */
export function rowHash(row: SealedRow): Buffer {
  return digest(canonicalJson(row));
}

/** Ids and hashes of a batch's rows, one after the other, by id. */
function leavesOf(rows: readonly SealedRow[]): Buffer {
  const sorted = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
  return Buffer.concat(sorted.flatMap((row) => [Buffer.from(row.id.replaceAll('-', ''), 'hex'), rowHash(row)]));
}

/** What a batch says each of its rows hashes to, by id. */
export function readLeaves(leaves: Buffer): Map<string, string> {
  const found = new Map<string, string>();
  for (let at = 0; at + idBytes + hashBytes <= leaves.length; at += idBytes + hashBytes) {
    const hex = leaves.subarray(at, at + idBytes).toString('hex');
    const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
    found.set(id, leaves.subarray(at + idBytes, at + idBytes + hashBytes).toString('hex'));
  }
  return found;
}

/** Closes a batch over its rows and the batch before it. */
export function closeBatch(id: number, sealedAt: string, rows: readonly SealedRow[], previousHash: Buffer): Batch {
  const leaves = leavesOf(rows);
  const times = rows.map((row) => row.at).sort();
  const open = {
    id,
    sealedAt,
    rowCount: rows.length,
    firstAt: times[0] as string,
    lastAt: times.at(-1) as string,
    leaves,
    rowsHash: digest(leaves),
    previousHash,
  };
  return { ...open, hash: batchHash(open) };
}

/** The hash of a batch over what stands in it, the hash of the one before included. */
export function batchHash(batch: Omit<Batch, 'hash'>): Buffer {
  const { id, sealedAt, rowCount, firstAt, lastAt, rowsHash, previousHash } = batch;
  const said = {
    id,
    sealedAt,
    rowCount,
    firstAt,
    lastAt,
    rowsHash: rowsHash.toString('hex'),
    previousHash: previousHash.toString('hex'),
  };
  return digest(canonicalJson(said));
}

/** Rows of the audit by condition, as they are sealed. */
export async function findAuditRows(
  db: ReadTx,
  where: { batchId: number } | { unsealed: number },
): Promise<SealedRow[]> {
  const rows = db
    .selectFrom('auditRows')
    .select([
      'id',
      'at',
      'actor',
      'action',
      'noun',
      'communityId',
      'rowId',
      'personId',
      'reason',
      'details',
      'requestId',
    ]);
  if ('batchId' in where) return rows.where('batchId', '=', where.batchId).orderBy('id').execute();
  return rows.where('batchId', 'is', null).orderBy('at').orderBy('id').limit(where.unsealed).execute();
}

/** The newest batch. */
export async function findLastBatch(db: ReadTx): Promise<{ id: number; hash: Buffer } | undefined> {
  return db.selectFrom('auditBatches').select(['id', 'hash']).orderBy('id', 'desc').limit(1).executeTakeFirst();
}

/** When the oldest row that no batch holds was written. */
export async function oldestUnsealed(db: ReadTx): Promise<string | undefined> {
  const { rows } = await sql<{
    at: string;
  }>`select at from audit_rows where batch_id is null order by at, id limit 1`.execute(db);
  return rows[0]?.at;
}
