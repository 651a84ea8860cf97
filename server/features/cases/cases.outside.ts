import { sql } from 'kysely';
import type { z } from 'zod';
import type { outsideLinkCommands } from '../../../contract/outside-links.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import type { Actor } from '../../../domain/access/actor.ts';
import { actionAt, decide } from '../../../domain/case/decide.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { outsideActions } from '../../../domain/case/outside.ts';
import { stands } from '../../../domain/case/who.ts';
import type { World } from '../../../domain/case/world.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { commitDecision } from './cases.commands.ts';
import { type LoadedCase, lockCase } from './cases.load.ts';
import { worldOfCase } from './cases.relations.ts';

type Input<K extends keyof typeof outsideLinkCommands> = z.output<(typeof outsideLinkCommands)[K]['input']>;

const dayMs = 86_400_000;
const mostLinks = 5;
/** How often one link may report: nobody has so much to say of one matter. */
const mostReports = 60;

const inDays = (now: string, days: number): string => new Date(Date.parse(now) + days * dayMs).toISOString();

/** Refuses those who could not hand the matter out themselves. */
function assertMayHandOut({ state }: LoadedCase, actor: Actor, world: World): void {
  const by = outsideActions['hand-out']?.action.by ?? [];
  if (!by.some((one) => stands(one, { case: state, actor, world }))) throw refuse('access.forbidden');
}

/** Refuses files that are not among the matter's own. */
async function assertFilesOf(ctx: WriteCtx, communityId: number, caseId: string, ids: readonly string[]) {
  if (ids.length === 0) return;
  const found = await ctx.db
    .selectFrom('files')
    .select('id')
    .where('communityId', '=', communityId)
    .where('noun', '=', 'cases')
    .where('rowId', '=', caseId)
    .where('id', 'in', [...ids])
    .execute();
  const missing = new Set(ids).size - found.length;
  if (missing > 0) throw refuse('files.not-there', { count: missing });
}

async function assertFewLinks(ctx: WriteCtx, communityId: number, caseId: string): Promise<void> {
  const { n } = await ctx.db
    .selectFrom('outsideLinks')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('communityId', '=', communityId)
    .where('caseId', '=', caseId)
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', ctx.now)
    .executeTakeFirstOrThrow();
  if (n >= mostLinks) throw refuse('outside.too-many-links', { most: mostLinks });
}

/**
 * Hands a matter to somebody without an account: an entry that says to whom and what for, and a link that ends by itself. The secret is
 * made by the client and kept as a hash; that the reporter's contact is shared is audited with it.
 * @throws case.not-yours, files.not-there, outside.too-many-links
 */
export async function makeOutsideLink(types: CaseTypes, ctx: WriteCtx, input: Input<'outside-links.make'>) {
  const loaded = await lockCase(types, ctx, input.ref);
  const { type, state } = loaded;
  const { communityId, id: caseId } = state;
  const id = ctx.newId();
  const firm = input.firm === '' ? '' : `（${input.firm}）`;
  const given = { words: `${input.name}${firm}：${input.words}` };
  const decision = decide(
    type,
    state,
    ctx.actor,
    { action: 'hand-out', input: given, entryId: ctx.intentionId },
    { ...(await worldOfCase(ctx, loaded)), outsideLink: { id } },
  );
  if (decision instanceof Refusal) throw decision;
  await assertFewLinks(ctx, communityId, caseId);
  await assertFilesOf(ctx, communityId, caseId, input.fileIds);
  const expiresAt = inDays(ctx.now, input.days);
  await ctx.db
    .insertInto('outsideLinks')
    .values({
      communityId,
      id,
      caseId,
      name: input.name,
      firm: input.firm,
      words: input.words,
      fileIds: [...input.fileIds],
      sharesContact: input.sharesContact,
      madeBy: 'userId' in ctx.actor ? ctx.actor.userId : null,
      madeAt: ctx.now,
      expiresAt,
    })
    .execute();
  await ctx.db
    .insertInto('caseLinks')
    .values({
      kind: 'outside',
      keyHash: ctx.vault.token('link', input.token),
      communityId,
      caseId,
      partyId: id,
      createdAt: ctx.now,
      expiresAt,
    })
    .execute();
  ctx.audit({
    action: input.sharesContact ? 'outside-links.make-with-contact' : 'outside-links.make',
    noun: 'cases',
    communityId,
    rowId: caseId,
    details: { link: id, files: input.fileIds.length, days: input.days },
  });
  await commitDecision(ctx, type, state, decision, given);
  return { id, expiresAt };
}

/** A link of a case that this actor may look after, locked; request.not-found for any other. */
async function lockLink(types: CaseTypes, ctx: WriteCtx, ref: string, id: string) {
  const loaded = await lockCase(types, ctx, ref);
  assertMayHandOut(loaded, ctx.actor, await worldOfCase(ctx, loaded));
  const { communityId } = parseRef(ref);
  const link = await ctx.db
    .selectFrom('outsideLinks')
    .select(['id', 'expiresAt', 'revokedAt'])
    .where('communityId', '=', communityId)
    .where('caseId', '=', loaded.state.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!link) throw refuse('request.not-found');
  return { ...link, communityId, caseId: loaded.state.id };
}

const ofLink = (communityId: number, caseId: string, id: string) =>
  sql<boolean>`kind = 'outside' and community_id = ${communityId} and case_id = ${caseId} and party_id = ${id}`;

/** Lets a link that is still open last so many days from now. @throws outside.ended once it is over or taken back */
export async function extendOutsideLink(types: CaseTypes, ctx: WriteCtx, input: Input<'outside-links.extend'>) {
  const { communityId, caseId, ...link } = await lockLink(types, ctx, input.ref, input.id);
  if (link.revokedAt !== null || link.expiresAt <= ctx.now) throw refuse('outside.ended');
  const expiresAt = inDays(ctx.now, input.days);
  await ctx.db
    .updateTable('outsideLinks')
    .set({ expiresAt })
    .where('communityId', '=', communityId)
    .where('id', '=', input.id)
    .execute();
  await ctx.db
    .updateTable('caseLinks')
    .set({ expiresAt })
    .where(ofLink(communityId, caseId, input.id))
    .execute();
  ctx.audit({
    action: 'outside-links.extend',
    noun: 'cases',
    communityId,
    rowId: caseId,
    details: { link: input.id, days: input.days },
  });
  return { expiresAt };
}

/** Takes a link back at once; its hash is gone with it. */
export async function revokeOutsideLink(types: CaseTypes, ctx: WriteCtx, input: Input<'outside-links.revoke'>) {
  const { communityId, caseId, ...link } = await lockLink(types, ctx, input.ref, input.id);
  const revokedAt = link.revokedAt ?? ctx.now;
  await ctx.db
    .updateTable('outsideLinks')
    .set({ revokedAt })
    .where('communityId', '=', communityId)
    .where('id', '=', input.id)
    .execute();
  await ctx.db
    .deleteFrom('caseLinks')
    .where(ofLink(communityId, caseId, input.id))
    .execute();
  ctx.audit({
    action: 'outside-links.revoke',
    noun: 'cases',
    communityId,
    rowId: caseId,
    details: { link: input.id },
  });
  return { revokedAt };
}

/**
 * What the holder of a link says: an entry for the handler to look at; the case stays where it is.
 * @throws outside.link-over, outside.day-needed, case.answer-needed, request.too-many
 */
export async function reportByLink(types: CaseTypes, ctx: WriteCtx, input: Input<'outside-links.report'>) {
  const { actor } = ctx;
  if (actor.kind !== 'outside') throw refuse('outside.link-over');
  const { communityId, caseId, linkId } = actor;
  const loaded = await lockCase(types, ctx, toRef(communityId, caseId));
  const { type, state } = loaded;
  const link = await ctx.db
    .selectFrom('outsideLinks')
    .selectAll()
    .where('communityId', '=', communityId)
    .where('caseId', '=', caseId)
    .where('id', '=', linkId)
    .executeTakeFirst();
  if (!link || link.revokedAt !== null || !actionAt(type, state.stage, 'outside-report'))
    throw refuse('outside.link-over');
  if (link.reports >= mostReports) throw refuse('request.too-many', { seconds: 3600 });
  const given = {
    result: input.result,
    ...(input.on ? { on: input.on } : {}),
    ...(input.words === '' ? {} : { words: input.words }),
    ...(input.fileIds.length === 0 ? {} : { photos: [...input.fileIds] }),
  };
  const decision = decide(
    type,
    state,
    { ...actor, name: link.firm === '' ? link.name : `${link.name}（${link.firm}）` },
    { action: 'outside-report', input: given, entryId: ctx.intentionId },
    await worldOfCase(ctx, loaded),
  );
  if (decision instanceof Refusal) throw decision;
  await ctx.db
    .updateTable('outsideLinks')
    .set({
      reports: link.reports + 1,
      ownFileIds: [...new Set([...link.ownFileIds, ...input.fileIds])],
      // A day named after it was done begins another round: the matter came back to the same hands.
      ...(input.result === 'coming' && input.on ? { comingOn: input.on, doneAt: null } : {}),
      ...(input.result === 'done' ? { doneAt: ctx.now } : {}),
    })
    .where('communityId', '=', communityId)
    .where('id', '=', linkId)
    .execute();
  await commitDecision(ctx, type, state, decision, given);
  return { at: ctx.now };
}
