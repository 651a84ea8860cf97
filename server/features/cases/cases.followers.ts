import type { Tell } from '../../../domain/case/define.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import { noticeText } from '../../../domain/case/notices.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import type { AppParts } from '../../app.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { followsNow } from './cases.follow-rows.ts';
import { sendMessage } from './cases.messages.ts';
import { followingIds } from './cases.relations.ts';

interface Told {
  readonly number: string;
  readonly phone: string;
}

/** Those whose own matter was merged into it; whoever came from 12345 hears it from there. */
async function mergedPeople(
  parts: Pick<AppParts, 'vault'>,
  ctx: WriteCtx,
  communityId: number,
  ids: readonly string[],
) {
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('caseParties')
    .innerJoin('cases', (join) =>
      join.onRef('cases.communityId', '=', 'caseParties.communityId').onRef('cases.id', '=', 'caseParties.caseId'),
    )
    .where('caseParties.communityId', '=', communityId)
    .where('caseParties.caseId', 'in', [...ids])
    .where('caseParties.phoneSealed', 'is not', null)
    .where('cases.source', '<>', 'hotline')
    .select(['cases.number', 'caseParties.phoneSealed'])
    .orderBy('caseParties.id')
    .execute();
  return rows.map(({ number, phoneSealed }) => ({
    number,
    phone: parts.vault.open('phone', phoneSealed as Buffer),
  }));
}

/** Those who said that they met it, too, by the number they follow it under. */
async function followingPeople(
  parts: Pick<AppParts, 'vault'>,
  ctx: WriteCtx,
  communityId: number,
  ids: readonly string[],
) {
  const rows = await ctx.db
    .selectFrom('caseFollowers')
    .innerJoin('cases', (join) =>
      join.onRef('cases.communityId', '=', 'caseFollowers.communityId').onRef('cases.id', '=', 'caseFollowers.caseId'),
    )
    .where('caseFollowers.communityId', '=', communityId)
    .where('caseFollowers.caseId', 'in', [...ids])
    .where('caseFollowers.phoneSealed', 'is not', null)
    .where(followsNow)
    .select(['cases.number', 'caseFollowers.phoneSealed'])
    .orderBy('caseFollowers.id')
    .execute();
  return rows.map(({ number, phoneSealed }) => ({
    number,
    phone: parts.vault.open('phone', phoneSealed as Buffer),
  }));
}

/**
 * Tells those who follow a case what its decision says to them, each once and by the number they know. Nothing of the case's own words or
 * people is in the message.
 * @param main the number of the case it goes on with, where it was merged
 */
export async function tellFollowers(
  parts: Pick<AppParts, 'vault' | 'sms'>,
  ctx: WriteCtx,
  state: CaseState,
  tells: readonly Tell[],
  main: string | undefined,
): Promise<void> {
  const said = tells.filter((one) => one.to === 'followers' && one.class !== 'digest');
  if (said.length === 0) return;
  const merged = await followingIds(ctx, state.communityId, state.id);
  const people: readonly Told[] = [
    ...(await mergedPeople(parts, ctx, state.communityId, merged)),
    ...(await followingPeople(parts, ctx, state.communityId, [state.id, ...merged])),
  ];
  const told = new Set<string>();
  for (const { number, phone } of people) {
    if (told.has(phone)) continue;
    told.add(phone);
    for (const one of said) {
      const parameters = { number, ...(main === undefined ? {} : { main }) };
      await sendMessage(parts, ctx.db, ctx.now, {
        communityId: state.communityId,
        caseId: state.id,
        id: deriveId(ctx.intentionId, `sms:${parts.vault.token('phone', phone).toString('hex')}:${one.code}`),
        partyId: null,
        code: one.code,
        phone,
        text: noticeText(one.code, parameters).zh,
        parameters,
      });
    }
  }
}
