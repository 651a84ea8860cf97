import { isOpenAt } from '../../../domain/calendar/opening.ts';
import type { Audience, NoticeCode, Tell } from '../../../domain/case/define.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import { noticeClass, postOfAudience } from '../../../domain/case/notices.ts';
import { isSealedStorage } from '../../../domain/case/sealed.ts';
import { type CaseState, leadOf, membersOf } from '../../../domain/case/state.ts';
import { areaTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { getCalendar } from '../calendar/calendar.queries.ts';
import { whoIsCalled } from '../rotas/rotas.queries.ts';

interface Target {
  readonly toUserId?: string;
  readonly toOrganisationId?: string;
  readonly toAreaId?: number;
  readonly toCapability?: string;
}

/** Whom of the staff an audience means for this case; the person who asked gets a message instead. */
function targetsOf(state: CaseState, to: Audience): readonly Target[] {
  const capability = postOfAudience[to];
  // Of a sealed case only its list is told, whoever else would be.
  if (to === 'listed' || (capability && isSealedStorage(state.communityId)))
    return [...new Set(membersOf(state).map(({ userId }) => userId))].map((toUserId) => ({ toUserId }));
  if (capability) return [{ toAreaId: state.communityId, toCapability: capability }];
  if (to === 'handler') return state.handlerUserId ? [{ toUserId: state.handlerUserId }] : [];
  if (to === 'lead') {
    const lead = leadOf(state);
    return lead ? [{ toOrganisationId: lead.organisationId }] : [];
  }
  if (to === 'helpers')
    return state.assignments
      .filter((one) => one.kind !== 'lead' && one.state === 'sent')
      .map((one) => ({ toOrganisationId: one.organisationId }));
  return [];
}

/**
 * Of what a decision tells, whatever whoever is on duty must hear as well: what cannot wait, at any hour; and what is raised to the head
 * while the offices are closed. Undefined where there is nothing of the kind; the most urgent where there are several.
 */
function callingTell(state: CaseState, tells: readonly Tell[], isOpen: boolean): Tell | undefined {
  const isForStaff = ({ to }: Tell): boolean => to !== 'reporter' && to !== 'followers';
  const atOnce = tells.find((one) => isForStaff(one) && noticeClass(state, one) === 'now');
  return atOnce ?? (isOpen ? undefined : tells.find(({ to }) => to === 'head'));
}

interface Told extends Target {
  readonly id: string;
  readonly class: Tell['class'];
  readonly code: NoticeCode;
}

/** The notices to those on duty for a matter's place and its lead unit; each person once, whatever is told. */
async function noticesToCalled(
  ctx: WriteCtx,
  state: CaseState,
  entryId: string,
  tells: readonly Tell[],
): Promise<readonly Told[]> {
  // Of a sealed case nobody hears but its list.
  if (isSealedStorage(state.communityId)) return [];
  const { calendar } = await getCalendar(ctx);
  const one = callingTell(state, tells, isOpenAt(calendar, ctx.now));
  if (!one) return [];
  const path = (await areaTree(ctx)).ancestorsOf(state.place.areaId).map(({ id }) => id);
  const lead = leadOf(state);
  const called = await whoIsCalled(ctx.db, ctx.now, path, lead ? [lead.organisationId] : []);
  return called.map(({ userId }) => ({
    id: deriveId(entryId, `called:${userId}`),
    toUserId: userId,
    class: noticeClass(state, one),
    code: one.code,
  }));
}

/** The notices that a decision means for staff: to those it names, and to whoever is on duty where it must be heard at once. */
export async function noticesOf(
  ctx: WriteCtx,
  state: CaseState,
  entryId: string,
  tells: readonly Tell[],
): Promise<readonly Told[]> {
  const named = tells.flatMap((one, at) =>
    targetsOf(state, one.to).map((target, nth) => ({
      id: deriveId(entryId, `notice:${at}:${nth}`),
      ...target,
      class: noticeClass(state, one),
      code: one.code,
    })),
  );
  return [...named, ...(await noticesToCalled(ctx, state, entryId, tells))];
}
