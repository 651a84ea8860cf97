import { parseRef } from '../../../contract/shapes.ts';
import type { Field } from '../../../domain/case/fields.ts';
import { type NamedParty, namedIn } from '../../../domain/case/people.ts';
import { communityOf } from '../../../domain/case/sealed.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { refuse } from '../../../domain/refusals.ts';
import { visiblePeople } from '../../access/visible.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { checkPhone, maskName, maskPhone } from './cases.contact.ts';

type Input = Readonly<Record<string, unknown>>;
type Asks = Readonly<Record<string, Field>>;

/** The record somebody is named by: one the actor may see, of the community the case lies in. @throws request.not-found */
async function recordOf(ctx: WriteCtx, state: CaseState, ref: string | undefined): Promise<string | null> {
  if (ref === undefined) return null;
  const { communityId, id } = parseRef(ref);
  const found = await (await visiblePeople(ctx))
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .select('id')
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  return communityId === communityOf(state.communityId) ? id : null;
}

async function rowOfNamed(ctx: WriteCtx, state: CaseState, one: NamedParty) {
  const phone = one.phone ? checkPhone(one.phone) : null;
  return {
    communityId: state.communityId,
    caseId: state.id,
    id: one.id,
    kind: 'concerned',
    role: one.role,
    joinedAt: ctx.now,
    peopleId: await recordOf(ctx, state, one.peopleRef),
    nameSealed: ctx.vault.seal('party-name', one.name),
    nameMasked: maskName(one.name),
    phoneSealed: phone === null ? null : ctx.vault.seal('phone', phone),
    // Without its blind index a phone finds nothing: who is only named does not find the case by it.
    phoneToken: phone !== null && one.mayTrack ? ctx.vault.token('phone', phone) : null,
    phoneMasked: phone === null ? null : maskPhone(phone),
  };
}

/**
 * The people whom an input names, with name and phone sealed; those who may follow the case find it by their phone.
 * @throws request.invalid for a phone that cannot be called, request.not-found for a record out of reach
 */
export async function storeNamed(
  ctx: WriteCtx,
  state: CaseState,
  entryId: string,
  asks: Asks,
  input: Input,
): Promise<void> {
  const rows = [];
  for (const one of namedIn(entryId, asks, input)) rows.push(await rowOfNamed(ctx, state, one));
  if (rows.length === 0) return;
  await ctx.db.insertInto('caseParties').values(rows).execute();
  const links = rows.flatMap(({ communityId, caseId, id, phoneToken }) =>
    phoneToken
      ? [{ communityId, caseId, partyId: id, kind: 'phone' as const, keyHash: phoneToken, createdAt: ctx.now }]
      : [],
  );
  if (links.length === 0) return;
  await ctx.db
    .insertInto('caseLinks')
    .values(links)
    .onConflict((conflict) => conflict.columns(['keyHash', 'communityId', 'caseId']).doNothing())
    .execute();
}
