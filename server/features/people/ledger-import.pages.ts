import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';

/** Writes the pages of an import in place of those there were: sealed, so that no number of anybody lies readable. */
export async function putPages(
  ctx: WriteCtx,
  communityId: number,
  importId: string,
  pages: readonly Uint8Array[],
): Promise<void> {
  await dropPages(ctx, communityId, importId);
  for (const [position, page] of pages.entries()) {
    const sealed = ctx.vault.seal('import-row', Buffer.from(page).toString('base64'));
    await ctx.db.insertInto('importPages').values({ communityId, importId, position, sealed }).execute();
  }
}

/** The pages of an import in their order; none once it is done or given up. */
export async function readPages(
  ctx: ReadCtx | WriteCtx,
  communityId: number,
  importId: string,
): Promise<readonly Uint8Array[]> {
  const rows = await ctx.db
    .selectFrom('importPages')
    .select('sealed')
    .where('communityId', '=', communityId)
    .where('importId', '=', importId)
    .orderBy('position')
    .execute();
  return rows.map((row) => Buffer.from(ctx.vault.open('import-row', row.sealed), 'base64'));
}

/** Forgets the pages of an import. */
export async function dropPages(ctx: WriteCtx, communityId: number, importId: string): Promise<void> {
  await ctx.db
    .deleteFrom('importPages')
    .where('communityId', '=', communityId)
    .where('importId', '=', importId)
    .execute();
}
