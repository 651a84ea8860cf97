import type { z } from 'zod';
import type { OfferView } from '../../../contract/case-views.ts';
import type { caseCommands } from '../../../contract/cases.ts';
import { toRef } from '../../../contract/shapes.ts';
import type { Actor } from '../../../domain/access/actor.ts';
import { type Decision, decide } from '../../../domain/case/decide.ts';
import type { CaseType, CaseTypes } from '../../../domain/case/define.ts';
import type { ActorStamp } from '../../../domain/case/facts.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import { fieldsFrom } from '../../../domain/case/leads.ts';
import { isSealedStorage } from '../../../domain/case/sealed.ts';
import type { CaseRef, CaseState } from '../../../domain/case/state.ts';
import { stands } from '../../../domain/case/who.ts';
import type { World } from '../../../domain/case/world.ts';
import { parseCaseNumber } from '../../../domain/identifiers/case-number.ts';
import { ownKey } from '../../../domain/own-key.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { widenTo } from '../../access/row-scope.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { type LoadedCase, lockCase } from './cases.load.ts';
import { worldOfCase } from './cases.relations.ts';

type RaiseInput = z.output<(typeof caseCommands)['cases.raise']['input']>;

export const caseRefOf = ({ communityId, id, number }: CaseState): CaseRef => ({ communityId, caseId: id, number });

/** The case another one grows out of, held until both are written, and the way back to it. */
export interface Source {
  readonly loaded: LoadedCase;
  readonly lead: string;
  /** Who leads on from it: whoever acts, or the person who proved by number and phone that it is theirs. */
  readonly ctx: WriteCtx;
}

/**
 * The case that a new one grows out of, where one is named.
 * @throws request.not-found beyond the scope, case.unknown-type where its declaration knows no such lead
 */
export async function lockSource(types: CaseTypes, ctx: WriteCtx, input: RaiseInput): Promise<Source | undefined> {
  const { from } = input;
  if (!from) return undefined;
  const holder = 'ref' in from ? undefined : await holderOf(ctx, from);
  const own = holder ? { ...ctx, actor: holder.actor } : ctx;
  const loaded = await lockCase(types, own, holder ? holder.ref : (from as { ref: string }).ref);
  const lead = ownKey(loaded.type.leads, from.lead);
  if (lead?.type !== input.type || lead.begin !== input.begin) throw refuse('case.unknown-type');
  return { loaded, lead: from.lead, ctx: own };
}

/** Whoever knows a case's number and the last digits of a phone left with it, as the holder of its link. @throws case.track-mismatch */
async function holderOf(ctx: WriteCtx, asked: { readonly number: string; readonly last4: string }) {
  const parsed = parseCaseNumber(asked.number);
  if (!parsed.ok) throw refuse('case.track-mismatch');
  const { community: communityId, normalized } = parsed;
  await widenTo(ctx, communityId, 'a matter grows out of one that is named by its number and its phone');
  const found = await ctx.db
    .selectFrom('cases')
    .innerJoin('caseParties', (join) =>
      join.onRef('caseParties.communityId', '=', 'cases.communityId').onRef('caseParties.caseId', '=', 'cases.id'),
    )
    .where('cases.communityId', '=', communityId)
    .where('cases.number', '=', normalized)
    .where('caseParties.kind', '<>', 'concerned')
    .where('caseParties.phoneMasked', 'like', `%${asked.last4}`)
    .select(['cases.id', 'caseParties.id as partyId'])
    .executeTakeFirst();
  if (!found) throw refuse('case.track-mismatch');
  const actor: Actor = { kind: 'link', communityId, caseId: found.id, partyId: found.partyId };
  return { actor, ref: toRef(communityId, found.id) };
}

/** Everybody of the staff who took a step in a case, and the units that worked on it: those who may be kept from what grows out of it. */
export async function handsOn(ctx: WriteCtx, state: CaseState): Promise<NonNullable<World['handsBefore']>> {
  const entries = await ctx.db
    .selectFrom('caseEntries')
    .where('communityId', '=', state.communityId)
    .where('caseId', '=', state.id)
    .select('actor')
    .execute();
  const users = entries.flatMap(({ actor }) => {
    const { kind, userId } = actor as ActorStamp;
    return kind === 'staff' && userId !== null ? [userId] : [];
  });
  const units = state.assignments.filter(({ state: at }) => at === 'signed' || at === 'done');
  return {
    users: [...new Set([...users, ...state.hands.handled])],
    organisations: [...new Set([...units.map(({ organisationId }) => organisationId), ...state.hands.handledBy])],
  };
}

/** The step of the first case that says what grew out of it. @throws what the lead refuses, such as case.led-before */
export async function leadOn({ loaded, lead, ctx }: Source, begun: CaseState): Promise<Decision> {
  const world: World = {
    ...(await worldOfCase(ctx, loaded)),
    // Whoever sees the first need not see a sealed one: its number stays with those on its list.
    begun: { type: begun.type, ...caseRefOf(begun), ...(isSealedStorage(begun.communityId) ? { number: '' } : {}) },
  };
  const move = { action: lead, input: {}, entryId: deriveId(ctx.intentionId, 'lead') };
  const made = decide(loaded.type, loaded.state, ctx.actor, move, world);
  if (made instanceof Refusal) throw made;
  return made;
}

/**
 * Says of an offer that stands for a lead what is to be registered. One whose other process this actor may not begin is left out.
 */
export function withLead(
  types: CaseTypes,
  ctx: ReadCtx,
  { type, state }: { readonly type: CaseType; readonly state: CaseState },
  world: World,
  offer: OfferView,
): OfferView[] {
  const lead = type.leads?.[offer.action];
  if (!lead) return [offer];
  const begin = types[lead.type]?.begins[lead.begin];
  const may = begin?.by.some((one) => stands(one, { case: null, actor: ctx.actor, world }));
  if (!may) return [];
  return [{ ...offer, begins: { type: lead.type, begin: lead.begin, fields: { ...fieldsFrom(lead, state) } } }];
}
