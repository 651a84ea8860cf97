import { sql } from 'kysely';
import { refuse } from '../../../domain/refusals.ts';
import { type FileNoun, isMaker } from '../../access/bind-files.ts';
import { widenTo } from '../../access/row-scope.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import { visibleCases } from '../../access/visible.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import type { StorePort } from '../../outside/store/port.ts';

type AnyCtx = ReadCtx | WriteCtx;

export interface FileRow {
  readonly communityId: number;
  readonly id: string;
  readonly state: string;
  readonly sha256: string;
  readonly thumbSha256: string | null;
  readonly mediaType: string;
  readonly name: string;
  readonly noun: string | null;
  readonly rowId: string | null;
  readonly madeBy: unknown;
}

/** Whoever holds an outside link sees of the matter's files those that were chosen for it, and their own. */
async function isChosenFor(
  ctx: AnyCtx,
  link: Extract<AnyCtx['actor'], { kind: 'outside' }>,
  communityId: number,
  caseId: string,
  id: string,
): Promise<boolean> {
  if (link.communityId !== communityId || link.caseId !== caseId) return false;
  const found = await ctx.db
    .selectFrom('outsideLinks')
    .select('id')
    .where('communityId', '=', communityId)
    .where('caseId', '=', caseId)
    .where('id', '=', link.linkId)
    .where('revokedAt', 'is', null)
    .where(sql<boolean>`${id}::uuid = any (file_ids || own_file_ids)`)
    .where(
      sql<boolean>`exists (select from cases c where c.community_id = ${communityId} and c.id = ${caseId} and c.phase <> 'closed')`,
    )
    .executeTakeFirst();
  return found !== undefined;
}

/** Who sees the files of a noun's row: whoever sees the row. */
const visibility = {
  cases: async (ctx: AnyCtx, communityId: number, rowId: string, id: string): Promise<boolean> => {
    if (ctx.actor.kind === 'outside') return isChosenFor(ctx, ctx.actor, communityId, rowId, id);
    const cases = await visibleCases(ctx);
    const found = await cases
      .select('cases.id')
      .where('cases.communityId', '=', communityId)
      .where('cases.id', '=', rowId)
      .executeTakeFirst();
    return found !== undefined;
  },
  imports: async (ctx: AnyCtx, communityId: number): Promise<boolean> =>
    holdsOver(await areaTree(ctx), ctx.actor, 'people.import', communityId),
} as const satisfies Record<FileNoun, unknown>;

async function maySee(ctx: AnyCtx, file: FileRow): Promise<boolean> {
  if (file.state === 'staged') return isMaker(ctx.actor, file.madeBy);
  if (file.state !== 'bound' || file.noun === null || file.rowId === null) return false;
  return (await visibility[file.noun as FileNoun]?.(ctx, file.communityId, file.rowId, file.id)) ?? false;
}

const columns = [
  'files.communityId',
  'files.id',
  'files.state',
  'files.sha256',
  'files.thumbSha256',
  'files.mediaType',
  'files.name',
  'files.noun',
  'files.rowId',
  'files.madeBy',
] as const;

const fileAt = (ctx: AnyCtx, communityId: number, id: string) =>
  ctx.db.selectFrom('files').select(columns).where('files.communityId', '=', communityId).where('files.id', '=', id);

/** A picture that was released for everybody to see. */
async function findReleased(ctx: AnyCtx, communityId: number, id: string): Promise<FileRow | undefined> {
  await widenTo(ctx, communityId, 'what was released is seen by all');
  return fileAt(ctx, communityId, id)
    .innerJoin('releasedFiles', (join) =>
      join.onRef('releasedFiles.communityId', '=', 'files.communityId').onRef('releasedFiles.fileId', '=', 'files.id'),
    )
    .where('files.state', '=', 'bound')
    .executeTakeFirst();
}

async function findOwn(ctx: AnyCtx, communityId: number, id: string): Promise<FileRow | undefined> {
  const file = await fileAt(ctx, communityId, id).executeTakeFirst();
  return file && (await maySee(ctx, file)) ? file : undefined;
}

/** A file this actor may see: of a row they see, or their own that is not bound yet. Refuses request.not-found for every other. */
async function getFile(ctx: AnyCtx, communityId: number, id: string): Promise<FileRow> {
  const file = await findOwn(ctx, communityId, id);
  if (!file) throw refuse('request.not-found');
  return file;
}

/** As getFile, and whatever was released for everybody. Refuses request.not-found for every other. */
export async function getShownFile(ctx: AnyCtx, communityId: number, id: string): Promise<FileRow> {
  const file = (await findOwn(ctx, communityId, id)) ?? (await findReleased(ctx, communityId, id));
  if (!file) throw refuse('request.not-found');
  return file;
}

/** The bytes of a file this actor may see, whole in memory: for imports. Refuses request.not-found. */
export async function fileBytes(
  ctx: AnyCtx,
  store: StorePort,
  communityId: number,
  id: string,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const file = await getFile(ctx, communityId, id);
  const held = await store.open(file.sha256);
  if (!held) throw refuse('request.not-found');
  const parts: Buffer[] = [];
  for await (const part of held.stream) parts.push(part as Buffer);
  return { name: file.name, bytes: Buffer.concat(parts) };
}
