import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { FileAnswer } from '../../../contract/files.ts';
import { toRef } from '../../../contract/shapes.ts';
import type { Actor } from '../../../domain/access/actor.ts';
import { holdingsWith } from '../../../domain/access/actor.ts';
import { communityOf } from '../../../domain/case/sealed.ts';
import { refuse } from '../../../domain/refusals.ts';
import { isMaker, isStrangers, makerOf } from '../../access/bind-files.ts';
import { withEndedPosts } from '../../access/right-when-made.ts';
import { scopeWith } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { Log } from '../../kit/ctx.ts';
import { type Database, noRows, type WriteTx } from '../../kit/db/client.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { ScannerFailure, type ScannerPort } from '../../outside/scanner/port.ts';
import type { StorePort } from '../../outside/store/port.ts';
import { type PreparedFile, prepareFile, type Sender } from './prepare-file.ts';

/** What was sent, by whom, and for which community. */
export interface SentFile {
  readonly actor: Actor;
  readonly communityId: number;
  readonly id: string;
  readonly name: string;
  readonly bytes: Buffer;
}

export interface StageParts {
  readonly database: Database;
  readonly store: StorePort;
  /** Asked before anything of a file is kept, if there is one. */
  readonly scanner?: ScannerPort | undefined;
  readonly log: Log;
  readonly now: () => string;
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Staff send more than visitors. */
export function senderOf(actor: Actor): Sender {
  return actor.kind === 'staff' || actor.kind === 'integration' ? 'staff' : 'visitor';
}

/**
 * Refuses a place that is none of ours, or outside what this actor may write to: staff by area, or a unit that works on a matter there.
 * A post that ended these days still counts: what was made under it may be on its way. Reports come from everybody, so visitors may send to any community; nothing of theirs is seen before it is part of a matter.
 */
export async function assertMaySend({ database, now }: StageParts, asked: Actor, storageId: number): Promise<void> {
  const communityId = communityOf(storageId);
  await database.read(noRows, async (db) => {
    const tree = await areaTree({ db, shared: database.pool, now: now() });
    const actor = await withEndedPosts(db, asked, now());
    if (tree.byId.get(communityId)?.communityId !== communityId) throw refuse('request.not-found');
    if (actor.kind === 'anonymous' || actor.kind === 'resident' || actor.kind === 'system') return;
    if (actor.kind === 'link' || actor.kind === 'follower' || actor.kind === 'outside') {
      if (actor.communityId !== storageId) throw refuse('access.outside-scope');
      return;
    }
    const held = holdingsWith(actor, 'files.write');
    if (held.length === 0) throw refuse('access.forbidden');
    const scope = scopeWith(tree, actor, 'files.write');
    if (scope.whole.includes(communityId) || scope.partStorage.includes(communityId)) return;
    const units = held.flatMap((holding) => (holding.organisationId === undefined ? [] : [holding.organisationId]));
    const works =
      units.length > 0 &&
      (await db
        .selectFrom('caseAssignments')
        .select('id')
        .where('communityId', '=', communityId)
        .where('organisationId', 'in', units)
        .limit(1)
        .executeTakeFirst());
    if (!works) throw refuse('access.outside-scope');
  });
}

/**
 * Keeps a file until it becomes part of something, seven days at most. The same bytes under the same id again get the same answer.
 * @refuses files.other-bytes, files.infected, files.not-scanned, and what prepareFile refuses
 */
export async function stageFile(parts: StageParts, sent: SentFile): Promise<FileAnswer> {
  const rows = { communities: [sent.communityId], organisations: [] };
  const sentSha = sha256(sent.bytes);
  const before = await parts.database.read(rows, (db) => findSent(db as WriteTx, sent, sentSha));
  if (before) return before;
  await assertClean(parts, sent.bytes);
  const file = await prepareFile(sent.bytes, senderOf(sent.actor), parts.now());
  return parts.database.write(rows, async (db) => {
    const sums = { sha256: sha256(file.bytes), thumbSha256: file.thumb ? sha256(file.thumb) : null };
    await putBytes(db, parts.store, file, sums);
    await insertRow(db, parts.now(), sent, { ...file, ...sums, sentSha256: sentSha });
    return (await findSent(db, sent, sentSha)) as FileAnswer;
  });
}

/** Nothing is kept before the verdict, so nothing can be handed out before it. */
async function assertClean({ scanner, log }: StageParts, bytes: Buffer): Promise<void> {
  if (!scanner) return;
  const found = await scanner.scan(bytes).catch((error: unknown) => {
    if (!(error instanceof ScannerFailure)) throw error;
    log.warn({ reason: error.message }, 'files.scanner-away');
    throw refuse('files.not-scanned');
  });
  if (found === undefined) return;
  log.warn({ found: found.slice(0, 100) }, 'files.infected');
  throw refuse('files.infected');
}

async function findSent(db: WriteTx, sent: SentFile, sentSha: string): Promise<FileAnswer | undefined> {
  const row = await db
    .selectFrom('files')
    .select(['state', 'sentSha256', 'thumbSha256', 'mediaType', 'sizeBytes', 'name', 'takenAt', 'madeBy'])
    .where('communityId', '=', sent.communityId)
    .where('id', '=', sent.id)
    .executeTakeFirst();
  if (!row) return undefined;
  const isTheirs = isMaker(sent.actor, row.madeBy) || isStrangers(row.madeBy);
  if (row.state === 'erased' || row.sentSha256 !== sentSha || !isTheirs) throw refuse('files.other-bytes');
  return {
    ref: toRef(sent.communityId, sent.id),
    mediaType: row.mediaType,
    sizeBytes: row.sizeBytes,
    name: row.name,
    takenAt: row.takenAt,
    hasThumb: row.thumbSha256 !== null,
  };
}

/** Bytes before the row, under a lock that the sweep takes too: it can't remove what is just about to be named. */
async function putBytes(
  db: WriteTx,
  store: StorePort,
  file: PreparedFile,
  sums: { readonly sha256: string; readonly thumbSha256: string | null },
): Promise<void> {
  const parts = [[sums.sha256, file.bytes] as const];
  if (sums.thumbSha256 !== null && file.thumb) parts.push([sums.thumbSha256, file.thumb]);
  for (const [sum, bytes] of parts.sort(([a], [b]) => (a < b ? -1 : 1))) {
    await lockBytes(db, sum);
    await store.put(sum, bytes);
  }
}

/** Holds everybody else off the bytes of a hash until the transaction ends. */
export async function lockBytes(db: WriteTx, sum: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${sum}, 7205116))`.execute(db);
}

interface NewRow extends PreparedFile {
  readonly sha256: string;
  readonly thumbSha256: string | null;
  readonly sentSha256: string;
}

async function insertRow(db: WriteTx, now: string, sent: SentFile, file: NewRow): Promise<void> {
  await db
    .insertInto('files')
    .values({
      communityId: sent.communityId,
      id: sent.id,
      state: 'staged',
      sha256: file.sha256,
      thumbSha256: file.thumbSha256,
      sentSha256: file.sentSha256,
      mediaType: file.mediaType,
      sizeBytes: file.bytes.length,
      name: sent.name,
      madeBy: jsonb(makerOf(sent.actor)),
      takenAt: file.takenAt ?? null,
      createdAt: now,
    })
    // Two at once: the second finds the first's row, which must be of the same bytes.
    .onConflict((conflict) => conflict.columns(['communityId', 'id']).doNothing())
    .execute();
}
