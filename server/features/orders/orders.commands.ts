import type { z } from 'zod';
import type { orderCommands } from '../../../contract/orders.ts';
import { parseRef } from '../../../contract/shapes.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import type { World } from '../../../domain/case/world.ts';
import { refuse } from '../../../domain/refusals.ts';
import { text } from '../../../domain/text.ts';
import { personCode } from '../../access/person-code.ts';
import { widenTo } from '../../access/row-scope.ts';
import { visibleCases } from '../../access/visible.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { offersUnseen } from '../cases/cases.unseen.queries.ts';
import { offeredTypes } from './orders.pool.queries.ts';
import { accountOf, findEnlistment, listEnlistments } from './orders.register.queries.ts';
import { assertTaken, findAsker, staffNote } from './orders.taken.queries.ts';

type Input<K extends keyof typeof orderCommands> = z.output<(typeof orderCommands)[K]['input']>;
type Step = Input<'orders.act'>;
interface Done {
  readonly ref: string;
  readonly stage: string;
  readonly stageLabel: { readonly zh: string; readonly en: string };
}

/** What this slice does to cases, by the commands of their own slice. */
export interface OrderDeeds {
  act(ctx: WriteCtx, input: Step): Promise<Done>;
  actUnseen(ctx: WriteCtx, input: Step, world: Pick<World, 'enlisted'>): Promise<Done>;
}

/** Counts wrong codes in a transaction of its own: a refusal does not undo the count. */
export interface CodeTries {
  take(
    limit: { readonly name: string; readonly times: number; readonly withinMs: number },
    subject: string,
  ): Promise<{ readonly isAllowed: boolean; readonly waitMs: number }>;
}

const codeLimit = { name: 'order code', times: 10, withinMs: 3_600_000 };

/** The order's row as it is now, held until the end. @throws order.gone where it is offered no more */
async function lockOffered(ctx: WriteCtx, ref: string): Promise<void> {
  const { communityId, id } = parseRef(ref);
  await widenTo(ctx, communityId, 'an order that is offered is taken');
  const row = await ctx.db
    .selectFrom('cases')
    .where('communityId', '=', communityId)
    .where('id', '=', id)
    .where('type', 'in', [...offeredTypes])
    .select('stage')
    .forUpdate()
    .executeTakeFirst();
  if (row?.stage !== 'published') throw refuse('order.gone');
}

/**
 * Takes an order: of two at once one gets it. From now on whoever took it sees where and for whom.
 * @throws order.not-enlisted, order.gone, order.not-your-kind, order.insurance-needed, case.listed-is-party
 */
export async function takeOrder(deeds: OrderDeeds, ctx: WriteCtx, { ref }: Input<'orders.take'>) {
  accountOf(ctx);
  const { communityId, id } = parseRef(ref);
  const enlisted = await findEnlistment(ctx, communityId);
  if (!enlisted) throw refuse('order.not-enlisted');
  await lockOffered(ctx, ref);
  const done = await deeds.actUnseen(ctx, { ref, action: 'take', input: {} }, { enlisted });
  // It is somebody's now: nobody is asked any more.
  await ctx.db.deleteFrom('orderInvitations').where('communityId', '=', communityId).where('caseId', '=', id).execute();
  return done;
}

/** A step of whoever took it. @throws request.not-found for everybody else, and what the step refuses */
export async function actOnTaken(deeds: OrderDeeds, ctx: WriteCtx, input: Step) {
  await assertTaken(ctx, input.ref);
  if (input.action === staffNote)
    throw refuse('case.not-yours', { who: text('社区工作人员', 'the community’s staff') });
  return deeds.actUnseen(ctx, input, {});
}

/**
 * The person served says yes by the code they hold, told to whoever stands before them: the step is the person's own.
 * @throws request.not-found, order.code-wrong, order.code-locked, case.stage-moved
 */
export async function confirmByCode(
  types: CaseTypes,
  deeds: OrderDeeds,
  tries: CodeTries,
  ctx: WriteCtx,
  { ref, code }: Input<'orders.confirm'>,
) {
  await assertTaken(ctx, ref);
  const { communityId, id } = parseRef(ref);
  const { isAllowed, waitMs } = await tries.take(codeLimit, id);
  if (!isAllowed) throw refuse('order.code-locked', { minutes: Math.ceil(waitMs / 60_000) });
  const { state, personCodeOf } = await offersUnseen(types, ctx, ref);
  const partyId = await findAsker(ctx, communityId, id);
  if (partyId === undefined || personCode(ctx.vault, state, personCodeOf) !== code) throw refuse('order.code-wrong');
  const asPerson: WriteCtx = {
    ...ctx,
    actor: { kind: 'link', communityId, caseId: id, partyId },
    rows: { communities: [communityId], organisations: [] },
  };
  return deeds.act(asPerson, { ref, action: 'confirm-done', input: {} });
}

/** Asks somebody on the register to take an order; they may decline. @throws request.not-found, order.gone */
export async function inviteVolunteer(ctx: WriteCtx, { ref, volunteerId }: Input<'orders.invite'>) {
  const { communityId, id } = parseRef(ref);
  const order = await (await visibleCases(ctx, 'cases.dispatch'))
    .where('cases.communityId', '=', communityId)
    .where('cases.id', '=', id)
    .where('cases.type', 'in', [...offeredTypes])
    .select('cases.stage')
    .executeTakeFirst();
  const volunteer = await ctx.db
    .selectFrom('volunteers')
    .where('id', '=', volunteerId)
    .where('communityId', '=', communityId)
    .where('state', '=', 'active')
    .select('id')
    .executeTakeFirst();
  if (!order || !volunteer) throw refuse('request.not-found');
  if (order.stage !== 'published') throw refuse('order.gone');
  await ctx.db
    .insertInto('orderInvitations')
    .values({ communityId, id: ctx.newId(), caseId: id, volunteerId, madeAt: ctx.now, madeBy: accountOf(ctx) })
    .onConflict((conflict) => conflict.constraint('order_invitations_once').doNothing())
    .execute();
  return { ref };
}

/** 志愿服务条例: nobody is forced. The invitation goes as if it had never been; nothing is counted or kept of it. */
export async function declineOrder(ctx: WriteCtx, { ref }: Input<'orders.decline'>) {
  const { communityId, id } = parseRef(ref);
  const own = (await listEnlistments(ctx)).map((one) => one.id);
  if (own.length > 0)
    await ctx.db
      .deleteFrom('orderInvitations')
      .where('communityId', '=', communityId)
      .where('caseId', '=', id)
      .where('volunteerId', 'in', own)
      .execute();
  return { ref };
}
