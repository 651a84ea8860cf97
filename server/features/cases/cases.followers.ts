import type { Tell } from '../../../domain/case/define.ts';
import { noticeText } from '../../../domain/case/notices.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import type { AppParts } from '../../app.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { followingIds } from './cases.relations.ts';

/**
 * Tells those who follow a case what its decision says to them, each by the number they know. Nothing of the case's own words or people is
 * in the message; those whose matter came from 12345 hear it from there.
 */
export async function tellFollowers(
  parts: Pick<AppParts, 'vault' | 'sms'>,
  ctx: WriteCtx,
  state: CaseState,
  tells: readonly Tell[],
): Promise<void> {
  const said = tells.filter((one) => one.to === 'followers' && one.class !== 'digest');
  if (said.length === 0) return;
  const merged = await followingIds(ctx, state.communityId, state.id);
  if (merged.length === 0) return;
  const people = await ctx.db
    .selectFrom('caseParties')
    .innerJoin('cases', (join) =>
      join.onRef('cases.communityId', '=', 'caseParties.communityId').onRef('cases.id', '=', 'caseParties.caseId'),
    )
    .where('caseParties.communityId', '=', state.communityId)
    .where('caseParties.caseId', 'in', [...merged])
    .where('caseParties.phoneSealed', 'is not', null)
    .where('cases.source', '<>', 'hotline')
    .select(['cases.number', 'caseParties.phoneSealed'])
    .orderBy('caseParties.id')
    .execute();
  for (const { number, phoneSealed } of people) {
    const phone = parts.vault.open('phone', phoneSealed as Buffer);
    for (const one of said) {
      const parameters = { number };
      await parts.sms.send({ phone, template: 'case-progress', text: noticeText(one.code, parameters).zh, parameters });
    }
  }
}
