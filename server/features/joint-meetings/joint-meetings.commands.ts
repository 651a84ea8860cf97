import type { z } from 'zod';
import type { jointMeetingCommands } from '../../../contract/joint-meetings.ts';
import { parseRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { findMember, hasJointCommittee, isSittingOn, type MemberRow } from './joint-members.queries.ts';

type Input<K extends keyof typeof jointMeetingCommands> = z.output<(typeof jointMeetingCommands)[K]['input']>;

/** What this slice begins, by the command of the slice of cases. */
export interface JointDeeds {
  propose(
    ctx: WriteCtx,
    input: { readonly areaId: number; readonly fields: Readonly<Record<string, unknown>> },
  ): Promise<{ ref: string; number: string }>;
}

/** Who writes: staff alone, never a key. @throws access.outside-scope */
function staffOf(ctx: WriteCtx): string {
  if (ctx.actor.kind !== 'staff') throw refuse('access.outside-scope');
  return ctx.actor.userId;
}

const note = (ctx: WriteCtx, deed: string, { communityId, id }: Pick<MemberRow, 'communityId' | 'id'>) =>
  ctx.audit({ action: `joint-members.${deed}`, noun: 'joint-meetings', communityId, rowId: id });

function assertTerm({ beginsOn, endsOn }: { readonly beginsOn: string; readonly endsOn: string }): void {
  if (endsOn < beginsOn) throw refuse('joint-members.term-crossed');
}

/**
 * Co-opts a member to the joint committee of a community or a street.
 * @throws access.outside-scope, joint-members.term-crossed, joint-members.unit-missing, joint-members.twice, request.not-found
 */
export async function addMember(ctx: WriteCtx, input: Input<'joint-members.add'>) {
  const addedBy = staffOf(ctx);
  const tree = await areaTree(ctx);
  const area = tree.byId.get(input.areaId);
  if (!area || !hasJointCommittee(area) || !holdsOver(tree, ctx.actor, 'organisations.manage', area.id))
    throw refuse('access.outside-scope');
  assertTerm(input);
  const { kind, name, organisationId, unitWords, post, beginsOn, endsOn } = input;
  if (organisationId === null && unitWords === '' && kind !== 'resident') throw refuse('joint-members.unit-missing');
  if (organisationId !== null) {
    const unit = await ctx.db
      .selectFrom('organisations')
      .where('id', '=', organisationId)
      .select('id')
      .executeTakeFirst();
    if (!unit) throw refuse('request.not-found');
  }
  const same = await ctx.db
    .selectFrom('jointMembers')
    .where('areaId', '=', area.id)
    .where('name', '=', name)
    .where('leftOn', 'is', null)
    .where('endsOn', '>=', beginsOn)
    .where('organisationId', organisationId === null ? 'is' : '=', organisationId)
    .where('unitWords', '=', unitWords)
    .select('id')
    .executeTakeFirst();
  if (same) throw refuse('joint-members.twice');
  const { communityId } = area;
  const id = ctx.intentionId;
  await ctx.db
    .insertInto('jointMembers')
    .values({
      ...{ id, communityId, kind, name, organisationId, unitWords, post, beginsOn, endsOn, addedBy },
      areaId: area.id,
      addedAt: ctx.now,
    })
    .execute();
  note(ctx, 'added', { communityId, id });
  return { id };
}

/** A member whom the actor keeps, held until the end. @throws request.not-found, access.outside-scope, joint-members.left */
async function keptMember(ctx: WriteCtx, id: string): Promise<MemberRow> {
  staffOf(ctx);
  const row = await findMember(ctx, id);
  if (!row) throw refuse('request.not-found');
  if (!holdsOver(await areaTree(ctx), ctx.actor, 'organisations.manage', row.areaId))
    throw refuse('access.outside-scope');
  if (row.leftOn !== null) throw refuse('joint-members.left');
  return row;
}

/** Changes a member's post or term. @throws request.not-found, access.outside-scope, joint-members.left, joint-members.term-crossed */
export async function changeMember(ctx: WriteCtx, input: Input<'joint-members.change'>) {
  const row = await keptMember(ctx, input.id);
  assertTerm(input);
  const { post, beginsOn, endsOn } = input;
  await ctx.db.updateTable('jointMembers').set({ post, beginsOn, endsOn }).where('id', '=', row.id).execute();
  note(ctx, 'changed', row);
  return { id: row.id };
}

/** A member leaves before the term is over; what they proposed goes on. @throws request.not-found, access.outside-scope, joint-members.left, case.day-ahead */
export async function leaveCommittee(ctx: WriteCtx, { id, on, why }: Input<'joint-members.leave'>) {
  const row = await keptMember(ctx, id);
  if (on > businessDay(ctx.now)) throw refuse('case.day-ahead');
  if (on < row.beginsOn) throw refuse('joint-members.term-crossed');
  const left = { leftOn: on, leftWhy: why, leftBy: staffOf(ctx) };
  await ctx.db.updateTable('jointMembers').set(left).where('id', '=', id).execute();
  note(ctx, 'left', row);
  return { id };
}

/**
 * Puts a topic before the joint meeting in the name of a member who sits there now: a joint matter begins, and names them.
 * @throws request.not-found, access.outside-scope, joint-members.not-sitting
 */
export async function propose(deeds: JointDeeds, ctx: WriteCtx, { memberId, topic }: Input<'joint-members.propose'>) {
  staffOf(ctx);
  const row = await findMember(ctx, memberId);
  if (!row) throw refuse('request.not-found');
  if (!holdsOver(await areaTree(ctx), ctx.actor, 'cases.raise', row.areaId)) throw refuse('access.outside-scope');
  if (!isSittingOn(row, businessDay(ctx.now))) throw refuse('joint-members.not-sitting');
  const proposedBy = row.unit ? `${row.name}（${row.unit}）` : row.name;
  const { ref, number } = await deeds.propose(ctx, { areaId: row.areaId, fields: { topic, proposedBy } });
  const at = parseRef(ref);
  await ctx.db
    .insertInto('jointProposals')
    .values({ communityId: at.communityId, caseId: at.id, memberId, madeAt: ctx.now })
    .execute();
  return { ref, number };
}
