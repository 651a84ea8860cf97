import { Readable } from 'node:stream';
import yazl from 'yazl';
import type { PackageView } from '../../../contract/packages.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import type { StorePort } from '../../outside/store/port.ts';

const mostShown = 50;

/** What this person asked for, newest first. */
export async function listPackages(ctx: ReadCtx): Promise<{ items: PackageView[] }> {
  if (ctx.actor.kind !== 'staff') return { items: [] };
  const rows = await ctx.db
    .selectFrom('packages')
    .select(['id', 'title', 'purpose', 'state', 'total', 'done', 'sizeBytes', 'madeAt', 'expiresAt'])
    .where('madeBy', '=', ctx.actor.userId)
    .orderBy('madeAt', 'desc')
    .limit(mostShown)
    .execute();
  return {
    items: rows.map((row) => ({
      ...row,
      state: (row.expiresAt <= ctx.now ? 'ended' : row.state) as PackageView['state'],
    })),
  };
}

interface Entry {
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Puts one entry after the other into the archive, each as it is read: no more than one is in memory. */
async function fillZip(zip: yazl.ZipFile, store: StorePort, entries: readonly Entry[], writtenAt: Date): Promise<void> {
  for (const { path, sha256 } of entries) {
    const held = await store.open(sha256);
    if (!held) throw new Error('A part of a package is not in the store');
    // Photos and papers are packed already: packing them again costs and saves nothing.
    zip.addReadStream(held.stream, path, { mtime: writtenAt, compress: false });
    await new Promise<void>((done, fail) => {
      held.stream.once('error', fail);
      held.stream.once('close', done);
      held.stream.once('end', done);
    });
  }
  zip.end();
}

/** One's own package as a stream of bytes; each fetching is written down with its purpose. @throws request.not-found */
export async function sendPackage(ctx: ReadCtx, store: StorePort, id: string): Promise<MediaAnswer> {
  const found =
    ctx.actor.kind === 'staff'
      ? await ctx.db
          .selectFrom('packages')
          .select(['title', 'purpose', 'readyAt', 'total'])
          .where('id', '=', id)
          .where('madeBy', '=', ctx.actor.userId)
          .where('state', '=', 'ready')
          .where('expiresAt', '>', ctx.now)
          .executeTakeFirst()
      : undefined;
  if (!found) throw refuse('request.not-found');
  const entries = await ctx.db
    .selectFrom('packageEntries')
    .select(['path', 'sha256', 'sizeBytes'])
    .where('packageId', '=', id)
    .orderBy('path')
    .execute();
  ctx.audit({
    action: 'packages.fetched',
    noun: 'packages',
    rowId: id,
    reason: found.purpose,
    details: { cases: found.total },
  });
  const zip = new yazl.ZipFile();
  const output = zip.outputStream as Readable;
  const fail = (error: unknown): void => {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  };
  zip.on('error', fail);
  fillZip(zip, store, entries, new Date(found.readyAt ?? ctx.now)).catch(fail);
  return { body: Readable.from(output), mediaType: 'application/zip', fileName: `迎检包 ${found.title}.zip` };
}
