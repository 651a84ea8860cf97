import { parseRef, toRef } from '../../../contract/shapes.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { offers } from '../../../domain/case/offers.ts';
import { ownKey } from '../../../domain/own-key.ts';
import { visibleCases } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { resolveRouting } from '../catalogue/catalogue.queries.ts';
import { offerViewOf } from './cases.fields.ts';
import { worldOfCase } from './cases.relations.ts';
import { gatheredRows, partyTokens, stateColumns, stateOf } from './cases.rows.ts';

/** What this actor may do on several cases, each by itself and with the unit its own routing proposes; those not visible are left out. */
export async function listOffers(types: CaseTypes, ctx: ReadCtx, refs: readonly string[]) {
  const keys = refs.map(parseRef);
  const rows = await (await visibleCases(ctx))
    .where('cases.communityId', 'in', [...new Set(keys.map(({ communityId }) => communityId))])
    .where(
      'cases.id',
      'in',
      keys.map(({ id }) => id),
    )
    .select([...stateColumns, gatheredRows.assignments, gatheredRows.clocks, gatheredRows.parties])
    .execute();
  const byRef = new Map(rows.map((row) => [toRef(row.communityId, row.id), row]));
  const items = [];
  for (const ref of refs) {
    const row = byRef.get(ref);
    const type = row && types[row.type];
    if (!row || !type) continue;
    const state = stateOf(row);
    const world = await worldOfCase(ctx, { type, state, phoneTokens: partyTokens(row.parties) });
    // What begins another matter is done one by one.
    const found = offers(type, state, ctx.actor, world).filter(({ action }) => !ownKey(type.leads, action));
    const asksUnit = found.some(({ asks }) => asks['leadOrganisationId']);
    const routing = asksUnit
      ? await resolveRouting(ctx, {
          categoryId: state.categoryId,
          areaId: state.place.areaId,
          point: state.place.lon !== null && state.place.lat !== null ? [state.place.lon, state.place.lat] : null,
          at: ctx.now,
        })
      : null;
    items.push({
      ref,
      number: state.number,
      type: state.type,
      seq: state.seq,
      offers: found.map((offer) => offerViewOf(offer, world.category, routing)),
    });
  }
  return { items };
}
