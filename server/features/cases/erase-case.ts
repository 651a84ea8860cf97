import { sql } from 'kysely';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { replay } from '../../../domain/case/fold.ts';
import { isSealedStorage } from '../../../domain/case/sealed.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { erased } from '../../../domain/case/state.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { entriesOf } from './cases.load.ts';
import { rowOf } from './cases.rows.ts';

interface Key {
  readonly communityId: number;
  readonly id: string;
}

type Ctx = Pick<WriteCtx, 'db' | 'now' | 'vault'>;

/** The people of a case without who they are: that they could be reached, and how they rated, stays. */
async function erasePeople({ db }: Ctx, { communityId, id }: Key, state: CaseState): Promise<void> {
  await db
    .updateTable('caseParties')
    .set({
      hadContact: sql<boolean>`had_contact or phone_sealed is not null`,
      nameSealed: null,
      nameMasked: null,
      phoneSealed: null,
      phoneToken: null,
      phoneMasked: null,
      peopleId: null,
      demand: jsonb({}),
    })
    .where('communityId', '=', communityId)
    .where('caseId', '=', id)
    .execute();
  for (const party of state.parties)
    if (party.rating)
      await db
        .updateTable('caseParties')
        .set({ rating: jsonb(party.rating) })
        .where('communityId', '=', communityId)
        .where('id', '=', party.id)
        .execute();
  await db
    .updateTable('caseFollowers')
    .set({ phoneSealed: null, phoneToken: null, phoneMasked: null })
    .where('communityId', '=', communityId)
    .where('caseId', '=', id)
    .execute();
  await db
    .updateTable('outsideLinks')
    .set({ name: erased, firm: '', words: erased })
    .where('communityId', '=', communityId)
    .where('caseId', '=', id)
    .execute();
  await db
    .updateTable('smsMessages')
    .set({ phoneMasked: '', sealed: null })
    .where('communityId', '=', communityId)
    .where('caseId', '=', id)
    .execute();
  // What a ticket of the hotline said, even as hashes: what comes of it again is no news of an erased matter.
  await db
    .updateTable('tickets')
    .set({ said: jsonb({}) })
    .where('communityId', '=', communityId)
    .where('caseId', '=', id)
    .execute();
  // Whoever came by a link or a phone comes back no more; those on its list do.
  await db
    .deleteFrom('caseLinks')
    .where('communityId', '=', communityId)
    .where('caseId', '=', id)
    .where('kind', '<>', 'member')
    .execute();
}

/**
 * Takes the personal values out of a closed case for good: words of its entries with their salts, its people, what it is searched by, its files. The row is
 * written anew from what is left of the entries, so that replay equals row; its figures are not touched. The caller holds the row.
 */
export async function eraseCase(types: CaseTypes, ctx: Ctx, key: Key): Promise<void> {
  const { db, now } = ctx;
  const { communityId, id } = key;
  await db.deleteFrom('caseEntryValues').where('communityId', '=', communityId).where('caseId', '=', id).execute();
  const state = replay(await entriesOf(db, communityId, id));
  const type = types[state.type];
  if (!type) throw new Error(`A case is of the type ${state.type}, which is not registered`);
  await db
    .updateTable('cases')
    .set({ ...rowOf(type, state, now), erasedAt: now })
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .execute();
  await erasePeople(ctx, key, state);
  await db
    .updateTable('files')
    .set({ state: 'erased', name: erased })
    .where('communityId', '=', communityId)
    .where('noun', '=', 'cases')
    .where('rowId', '=', id)
    .execute();
  if (isSealedStorage(communityId)) return;
  await db
    .updateTable('searchTokens')
    .set({ tokens: ctx.vault.pieces(state.number) })
    .where('communityId', '=', communityId)
    .where('kind', '=', 'case')
    .where('rowId', '=', id)
    .execute();
}
