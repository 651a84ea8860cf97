import { sql } from 'kysely';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { refuse } from '../../../domain/refusals.ts';
import { visibleCases } from '../../access/visible.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';

/** Types whose outcome everybody may see; what was done for one person at home is nobody else's matter. */
export const shownTypes = ['wish', 'micro-project'] as const;
/** Steps that bring pictures of what was done; those of the asking may show somebody's home. */
const doingSteps = ['finish', 'advance'];

/** The pictures that whoever did it took of the outcome, and which of them everybody may see. @throws request.not-found */
export async function listPhotos(ctx: ReadCtx | WriteCtx, ref: string) {
  const { communityId, id } = parseRef(ref);
  const found = await (await visibleCases(ctx, 'cases.dispatch'))
    .where('cases.communityId', '=', communityId)
    .where('cases.id', '=', id)
    .where('cases.type', 'in', [...shownTypes])
    .select('cases.id')
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  const rows = await ctx.db
    .selectFrom('files')
    .leftJoin('releasedFiles', (join) =>
      join.onRef('releasedFiles.communityId', '=', 'files.communityId').onRef('releasedFiles.fileId', '=', 'files.id'),
    )
    .where('files.communityId', '=', communityId)
    .where('files.noun', '=', 'cases')
    .where('files.rowId', '=', id)
    .where('files.state', '=', 'bound')
    .where('files.mediaType', 'like', 'image/%')
    .where(
      sql<boolean>`exists (select from case_entries e, jsonb_array_elements(e.facts) fact where e.community_id = files.community_id
        and e.case_id = files.row_id and e.action = any (${doingSteps}::text[]) and fact -> 'fileIds' ? files.id::text)`,
    )
    .select(['files.id', sql<boolean>`released_files.file_id is not null`.as('isShown')])
    .orderBy('files.createdAt')
    .orderBy('files.id')
    .execute();
  return { items: rows.map((row) => ({ ref: toRef(communityId, row.id), isShown: row.isShown })) };
}
