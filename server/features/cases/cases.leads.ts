import type { z } from 'zod';
import type { OfferView } from '../../../contract/case-views.ts';
import type { caseCommands } from '../../../contract/cases.ts';
import { type Decision, decide } from '../../../domain/case/decide.ts';
import type { CaseType, CaseTypes } from '../../../domain/case/define.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import { fieldsFrom } from '../../../domain/case/leads.ts';
import { isSealedStorage } from '../../../domain/case/sealed.ts';
import type { CaseRef, CaseState } from '../../../domain/case/state.ts';
import { stands } from '../../../domain/case/who.ts';
import type { World } from '../../../domain/case/world.ts';
import { ownKey } from '../../../domain/own-key.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { type LoadedCase, lockCase } from './cases.load.ts';
import { worldOfCase } from './cases.relations.ts';

type RaiseInput = z.output<(typeof caseCommands)['cases.raise']['input']>;

export const caseRefOf = ({ communityId, id, number }: CaseState): CaseRef => ({ communityId, caseId: id, number });

/** The case another one grows out of, held until both are written, and the way back to it. */
export interface Source {
  readonly loaded: LoadedCase;
  readonly lead: string;
}

/**
 * The case that a new one grows out of, where one is named.
 * @throws request.not-found beyond the scope, case.unknown-type where its declaration knows no such lead
 */
export async function lockSource(types: CaseTypes, ctx: WriteCtx, input: RaiseInput): Promise<Source | undefined> {
  if (!input.from) return undefined;
  const loaded = await lockCase(types, ctx, input.from.ref);
  const lead = ownKey(loaded.type.leads, input.from.lead);
  if (lead?.type !== input.type || lead.begin !== input.begin) throw refuse('case.unknown-type');
  return { loaded, lead: input.from.lead };
}

/** The step of the first case that says what grew out of it. @throws what the lead refuses, such as case.led-before */
export async function leadOn(ctx: WriteCtx, { loaded, lead }: Source, begun: CaseState): Promise<Decision> {
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
