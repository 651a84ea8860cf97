import { sql } from 'kysely';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { replay } from '../../../domain/case/fold.ts';
import { isSealedStorage } from '../../../domain/case/sealed.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { wordsToFind } from './cases.find-words.ts';
import { entriesOf } from './cases.load.ts';
import { rowOf } from './cases.rows.ts';

interface Key {
  readonly communityId: number;
  readonly id: string;
}

/**
 * Takes the door and the point out of a closed case for good: of the entries that told them, by the database's own function (blur_entries), and of the row,
 * which is written anew from the entries, so that replay equals row. The grid of the day and all figures stay. The caller holds the row.
 */
export async function blurCase(
  types: CaseTypes,
  { db, now, vault }: Pick<WriteCtx, 'db' | 'now' | 'vault'>,
  { communityId, id }: Key,
): Promise<void> {
  await sql`select blur_entries(${communityId}::bigint, ${id}::uuid, ${now}::timestamptz)`.execute(db);
  const state = replay(await entriesOf(db, communityId, id));
  const type = types[state.type];
  if (!type) throw new Error(`A case is of the type ${state.type}, which is not registered`);
  const row = await db
    .updateTable('cases')
    .set(rowOf(type, state, now))
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .returning('outsideNumber')
    .executeTakeFirstOrThrow();
  if (isSealedStorage(communityId)) return;
  await db
    .updateTable('searchTokens')
    .set({ tokens: vault.pieces(wordsToFind(state, type, row.outsideNumber ?? '')) })
    .where('communityId', '=', communityId)
    .where('kind', '=', 'case')
    .where('rowId', '=', id)
    .execute();
}
