import { sql } from 'kysely';
import type { z } from 'zod';
import type { caseCommands } from '../../../contract/cases.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { holdingsWith } from '../../../domain/access/actor.ts';
import { throughOf } from '../../../domain/access/mandates.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import type { OuterLimit } from '../../../domain/case/clocks.ts';
import { actionAt, type Decision, decide, decideBegin, stageOf } from '../../../domain/case/decide.ts';
import type { CaseType, CaseTypes, Tell } from '../../../domain/case/define.ts';
import type { Entry } from '../../../domain/case/facts.ts';
import type { Field } from '../../../domain/case/fields.ts';
import { happeningsOf } from '../../../domain/case/happenings.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import { communityOf, firstSealedSerial, isSealedStorage, sealedStorageOf } from '../../../domain/case/sealed.ts';
import { type CaseState, runningClock } from '../../../domain/case/state.ts';
import type { World } from '../../../domain/case/world.ts';
import { formatCaseNumber } from '../../../domain/identifiers/case-number.ts';
import { ownKey } from '../../../domain/own-key.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { bindFiles, moveStaged } from '../../access/bind-files.ts';
import { noteHelperDeed } from '../../access/mandates.ts';
import { actorWhenMade } from '../../access/right-when-made.ts';
import { widenTo, widenToSealed } from '../../access/row-scope.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { hasListeners } from '../webhooks/webhooks.queries.ts';
import { assertApart, intakeApart } from './cases.apart.ts';
import {
  assertNobodyNamed,
  assertNotFlooding,
  type Contact,
  checkContact,
  maskName,
  maskPhone,
} from './cases.contact.ts';
import { saidIn, wordsToFind } from './cases.find-words.ts';
import { caseRefOf, handsOn, leadOn, lockSource } from './cases.leads.ts';
import { assertStaffListed } from './cases.listed.ts';
import { type LoadedCase, lockCase } from './cases.load.ts';
import { storeNamed } from './cases.people.ts';
import { resolvePlace } from './cases.place.ts';
import { worldOfCase } from './cases.relations.ts';
import { storeDecision, takeSyncSeq } from './cases.store.ts';
import { actsAt, assertOfType, summonableFor, worldFor } from './cases.world.ts';

type RaiseInput = z.output<(typeof caseCommands)['cases.raise']['input']>;
type ActInput = z.output<(typeof caseCommands)['cases.act']['input']>;

/** The next number of the day in a storage, of the community it belongs to; taken under the storage's own counter. */
export async function nextNumber(ctx: WriteCtx, storageId: number): Promise<string> {
  const day = businessDay(ctx.now);
  const counted = await sql<{ serial: number }>`
    insert into case_counters (community_id, day, serial) values (${storageId}, ${day}::date, ${isSealedStorage(storageId) ? firstSealedSerial : 1})
    on conflict (community_id, day) do update set serial = case_counters.serial + 1
    returning serial`.execute(ctx.db);
  return formatCaseNumber({
    community: communityOf(storageId),
    day,
    serial: (counted.rows[0] as { serial: number }).serial,
  });
}

/** Another system raises only what it was given a key for, and only where its key holds. @throws access.forbidden, access.outside-scope */
async function assertKeyMayRaise(ctx: WriteCtx, areaId: number): Promise<void> {
  if (ctx.actor.kind !== 'integration') return;
  if (holdingsWith(ctx.actor, 'cases.raise').length === 0) throw refuse('access.forbidden');
  if (!holdsOver(await areaTree(ctx), ctx.actor, 'cases.raise', areaId)) throw refuse('access.outside-scope');
}

/** The person's row, sealed, and the ways back to the case: the link's token and the phone, both only as hashes. */
async function storeParty(
  ctx: WriteCtx,
  state: CaseState,
  partyId: string,
  kind: 'reporter' | 'applicant',
  contact: Contact | null,
  trackToken: string | undefined,
): Promise<void> {
  const key = { communityId: state.communityId, caseId: state.id };
  const phoneToken = contact ? ctx.vault.token('phone', contact.phone) : null;
  await ctx.db
    .insertInto('caseParties')
    .values({
      ...key,
      id: partyId,
      kind,
      joinedAt: ctx.now,
      nameSealed: contact?.name ? ctx.vault.seal('party-name', contact.name) : null,
      nameMasked: contact?.name ? maskName(contact.name) : null,
      phoneSealed: contact ? ctx.vault.seal('phone', contact.phone) : null,
      phoneToken,
      phoneMasked: contact ? maskPhone(contact.phone) : null,
    })
    .execute();
  const links = [
    ...(trackToken
      ? [{ ...key, kind: 'track' as const, keyHash: ctx.vault.token('link', trackToken), partyId, createdAt: ctx.now }]
      : []),
    ...(phoneToken ? [{ ...key, kind: 'phone' as const, keyHash: phoneToken, partyId, createdAt: ctx.now }] : []),
  ];
  if (links.length > 0) await ctx.db.insertInto('caseLinks').values(links).execute();
}

/** The file ids among an input, by the declared fields. */
function filesOf(fields: Readonly<Record<string, Field>>, input: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(fields).flatMap(([key, one]) =>
    one.kind === 'files' && Array.isArray(input[key]) ? (input[key] as string[]) : [],
  );
}

/** Sends the messages of a decision; they go out only if the transaction commits. */
async function sendTells(ctx: WriteCtx, state: CaseState, entryId: string, tells: readonly Tell[]): Promise<void> {
  if (tells.length === 0) return;
  await ctx.jobs.send('cases.tell', { communityId: state.communityId, caseId: state.id, entryId, tells: [...tells] });
}

/**
 * Lets other platforms know of a step: the hotline of those on its own tickets, and whoever listens to what happens. It goes out only if
 * the transaction commits.
 */
async function announce(ctx: WriteCtx, before: CaseState | null, state: CaseState, entry: Entry): Promise<void> {
  if (isSealedStorage(state.communityId)) return;
  const step = { communityId: state.communityId, caseId: state.id, entryId: entry.id, seq: state.seq };
  if (state.source === 'hotline') await ctx.jobs.send('tickets.changed', step);
  const kinds = happeningsOf(before, state, entry);
  if (kinds.length === 0 || !(await hasListeners(ctx))) return;
  const { number, phase, place } = state;
  await ctx.jobs.send('webhooks.happened', {
    ...step,
    areaId: place.areaId,
    number,
    state: phase,
    at: entry.at,
    kinds,
  });
}

/** Keeps the number another platform knows the case by. */
async function keepOutsideNumber(ctx: WriteCtx, state: CaseState, outsideNumber: string | undefined): Promise<void> {
  if (outsideNumber === undefined || outsideNumber.trim() === '') return;
  await ctx.db
    .updateTable('cases')
    .set({ outsideNumber: outsideNumber.trim() })
    .where('communityId', '=', state.communityId)
    .where('id', '=', state.id)
    .execute();
}

/** Keeps what was suggested before a category was chosen, so that it is seen how often that helps. */
async function keepSuggested(ctx: WriteCtx, state: CaseState, suggested: RaiseInput['suggested']): Promise<void> {
  if (!suggested) return;
  await ctx.db
    .insertInto('caseSuggestions')
    .values({
      communityId: state.communityId,
      caseId: state.id,
      modelVersion: suggested.version,
      categoryIds: suggested.categoryIds,
      certainty: suggested.certainty,
      raisedAs: state.categoryId,
    })
    .execute();
}

/** Adds what was answered in a later step to the words a list is searched by. */
async function indexAnswers(ctx: WriteCtx, state: CaseState): Promise<void> {
  const pieces = `{${ctx.vault.pieces(saidIn(state.answers).join('\n')).join(',')}}`;
  await sql`
    update search_tokens set tokens = (select array_agg(distinct piece order by piece) from unnest(tokens || ${pieces}::int[]) piece)
    where community_id = ${state.communityId} and kind = 'case' and row_id = ${state.id}::uuid
  `.execute(ctx.db);
}

/** Lets lists be searched by the words of a matter. */
export async function indexCase(ctx: WriteCtx, state: CaseState, type: CaseType, outsideNumber: string): Promise<void> {
  await ctx.db
    .insertInto('searchTokens')
    .values({
      communityId: state.communityId,
      kind: 'case',
      rowId: state.id,
      tokens: ctx.vault.pieces(wordsToFind(state, type, outsideNumber)),
      at: state.raisedAt,
    })
    .onConflict((conflict) =>
      conflict.columns(['communityId', 'kind', 'rowId']).doUpdateSet((eb) => ({ tokens: eb.ref('excluded.tokens') })),
    )
    .execute();
}

/**
 * Raises a matter: finds its grid and storage, gives it a number, starts its clocks, seals the person's contact, binds the files.
 * @throws case.place-needed, case.place-outside, case.unknown-type, a category of another process, and what the type's beginning refuses
 */
export async function raiseCase(types: CaseTypes, asked: WriteCtx, given: RaiseInput, outerLimit?: OuterLimit) {
  // A link would open the matter for good: a helper sees it by the mandate alone.
  const input = throughOf(asked.actor) ? { ...given, trackToken: undefined } : given;
  const ctx = { ...asked, actor: await actorWhenMade(asked, 'cases.settle') };
  const type = ownKey(types, input.type);
  const begin = ownKey(type?.begins, input.begin);
  if (!type || !begin) throw refuse('case.unknown-type');
  await assertOfType(ctx, type, input.categoryId);
  const grown = await lockSource(types, ctx, input);
  const { place, communityId: community } = await resolvePlace(ctx, input.place);
  await assertKeyMayRaise(ctx, place.areaId);
  if (!ctx.rows.communities.includes(community)) await widenTo(ctx, community, 'a matter is raised where it lies');
  const communityId = type.sealed ? sealedStorageOf(community) : community;
  const caseId = deriveId(ctx.intentionId, 'case');
  if (type.sealed) await widenToSealed(ctx, community, caseId, 'a sealed matter is raised where it lies');
  const contact = await checkContact(ctx, input);
  if (contact && ctx.actor.kind === 'anonymous') await assertNotFlooding(ctx, contact.phone);
  const isStaff = ctx.actor.kind === 'staff' || ctx.actor.kind === 'integration';
  const source = isStaff ? input.source : 'resident';
  const partyId = deriveId(ctx.intentionId, 'party');
  const kind = type.asker;
  const hasParty = contact !== null || input.trackToken !== undefined;
  const at = { areaId: place.areaId, categoryId: input.categoryId, phoneTokens: new Map<string, string>() };
  const world = {
    ...(await worldFor(ctx, at)),
    ...(await intakeApart(ctx, type, place.areaId, { asks: begin.asks, input: input.fields, contact })),
    ...(await summonableFor(ctx, begin.asks, place.areaId)),
    ...(await actsAt(ctx, place.areaId)),
    ...(grown ? { handsBefore: await handsOn(grown.ctx, grown.loaded.state) } : {}),
  };
  const decision = decideBegin(
    type,
    ctx.actor,
    { action: input.begin, input: input.fields, entryId: ctx.intentionId },
    {
      communityId,
      caseId,
      number: await nextNumber(ctx, communityId),
      source,
      categoryId: input.categoryId,
      urgency: world.category.isUrgentByDefault ? 'urgent' : isStaff ? input.urgency : 'normal',
      place,
      parties: hasParty ? [{ id: partyId, kind, hasContact: contact !== null }] : [],
      ...(outerLimit ? { outerLimit } : {}),
      ...(grown ? { from: caseRefOf(grown.loaded.state) } : {}),
    },
    world,
  );
  if (decision instanceof Refusal) throw decision;
  await assertStaffListed(ctx, type, decision);
  await storeDecision(ctx.db, type, null, decision, ctx.madeAt);
  if (hasParty) await storeParty(ctx, decision.state, partyId, kind, contact, input.trackToken);
  await storeNamed(ctx, decision.state, decision.entry.id, begin.asks, input.fields);
  const files = filesOf(begin.asks, input.fields);
  if (type.sealed) await moveStaged(ctx, community, communityId, files);
  await bindFiles(ctx, communityId, 'cases', caseId, files);
  await keepOutsideNumber(ctx, decision.state, input.outsideNumber);
  await keepSuggested(ctx, decision.state, input.suggested);
  if (!type.sealed) await indexCase(ctx, decision.state, type, input.outsideNumber ?? '');
  await sendTells(ctx, decision.state, decision.entry.id, decision.tells);
  await announce(ctx, null, decision.state, decision.entry);
  await noteHelperDeed(ctx, deedOf(decision.state, input.begin));
  ctx.audit({
    action: 'cases.raise',
    noun: 'cases',
    communityId,
    rowId: caseId,
    details: { type: type.code, begin: input.begin },
  });
  await takeSyncSeq(ctx.db, communityId, caseId);
  if (grown) {
    const { type: grownFrom, state } = grown.loaded;
    await commitDecision(grown.ctx, grownFrom, state, await leadOn(grown, decision.state), {});
  }
  return {
    ref: toRef(communityId, caseId),
    number: decision.state.number,
    stage: decision.state.stage,
    stageLabel: stageOf(type, decision.state.stage).label,
    promiseDueAt: runningClock(decision.state, 'promise')?.dueAt ?? null,
    isOnTheSpot: decision.state.onTheSpot,
  };
}

/**
 * Does one step on a case. Two at once come one after the other; the second is decided on what the first left, and told.
 * @throws request.not-found, case.stage-moved, case.not-yours, and what the action's guards refuse
 */
export async function actOnCase(types: CaseTypes, ctx: WriteCtx, input: ActInput) {
  return step(ctx, await lockCase(types, ctx, input.ref), input);
}

/**
 * As actOnCase, for somebody who need not see the matter: the slice that calls has looked who they are, and `world` is what it knows of them.
 * What they may do is decided as ever.
 */
export async function actUnseen(types: CaseTypes, ctx: WriteCtx, input: ActInput, world: Pick<World, 'enlisted'>) {
  const { communityId } = parseRef(input.ref);
  const sight: WriteCtx = {
    ...ctx,
    actor: { kind: 'system', name: '' },
    rows: { communities: [communityId], organisations: [] },
  };
  return step(ctx, await lockCase(types, sight, input.ref), input, world);
}

async function step(ctx: WriteCtx, loaded: LoadedCase, input: ActInput, more: Pick<World, 'enlisted'> = {}) {
  const { type, state } = loaded;
  const named = input.input['categoryId'];
  const categoryId = typeof named === 'number' ? named : state.categoryId;
  // A category it has already stays, whatever has become of that since.
  if (categoryId !== state.categoryId) await assertOfType(ctx, type, categoryId);
  const { asks } = actionAt(type, state.stage, input.action) ?? {};
  const world = {
    ...(await worldOfCase(ctx, loaded, categoryId)),
    ...(await summonableFor(ctx, asks, state.place.areaId)),
    ...more,
  };
  const decision = decide(
    type,
    state,
    ctx.actor,
    { action: input.action, input: input.input, entryId: ctx.intentionId, basedOn: input.basedOn },
    world,
  );
  if (decision instanceof Refusal) throw decision;
  await commitDecision(ctx, type, state, decision, input.input);
  await noteHelperDeed(ctx, deedOf(state, input.action));
  return {
    ref: input.ref,
    number: state.number,
    stage: decision.state.stage,
    stageLabel: stageOf(type, decision.state.stage).label,
    seq: decision.state.seq,
  };
}

const deedOf = ({ communityId, id, number, type }: CaseState, action: string) => ({
  communityId,
  caseId: id,
  number,
  type,
  action,
});

/** Writes a decision on an existing case with everything that goes with it. */
export async function commitDecision(
  ctx: WriteCtx,
  type: CaseType,
  before: CaseState,
  decision: Decision,
  input: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { state, entry } = decision;
  await assertNobodyNamed(ctx, type, before, entry);
  await assertApart(ctx, type, before, decision);
  await assertStaffListed(ctx, type, decision);
  await storeDecision(ctx.db, type, before, decision, ctx.madeAt);
  const asks = actionAt(type, before.stage, entry.action)?.asks ?? {};
  await storeNamed(ctx, state, entry.id, asks, input);
  await bindFiles(ctx, state.communityId, 'cases', state.id, filesOf(asks, input));
  if (!type.sealed && entry.facts.some(({ kind }) => kind === 'answered')) await indexAnswers(ctx, state);
  await sendTells(ctx, state, entry.id, decision.tells);
  await announce(ctx, before, state, entry);
  ctx.audit({ action: `cases.act.${entry.action}`, noun: 'cases', communityId: state.communityId, rowId: state.id });
  await tellParent(ctx, before, state, entry.id);
  await takeSyncSeq(ctx.db, state.communityId, state.id);
}

/** A part that closes, or opens again, tells its parent: by a job, since whoever works on the part need not see the parent. */
async function tellParent(ctx: WriteCtx, before: CaseState, after: CaseState, entryId: string): Promise<void> {
  const isOpen = after.phase !== 'closed';
  if (after.parentId === null || isOpen === (before.phase !== 'closed')) return;
  const { communityId, parentId, id } = after;
  await ctx.jobs.send('cases.child-moved', { communityId, parentId, childId: id, isOpen, entryId });
}
