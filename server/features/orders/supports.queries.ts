import { sql } from 'kysely';
import type { Text } from '../../../domain/text.ts';
import { everyCommunity } from '../../access/row-scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { kindText } from './orders.pool.queries.ts';

const most = 500;

/** A micro-project that somebody said they want, in the words everybody reads. */
export interface OwnSupport {
  /** When they said so. */
  readonly at: string;
  readonly communityName: string;
  readonly kind: Text;
  readonly words: string;
}

/** What an account supports wherever it is, the latest first, 500 at most; the caller asks for the asker's own account alone. */
export async function listOwnSupports(ctx: ReadCtx, userId: string): Promise<readonly OwnSupport[]> {
  await everyCommunity(ctx);
  const rows = await ctx.db
    .selectFrom('projectSupports')
    .innerJoin('cases', (join) =>
      join
        .onRef('cases.communityId', '=', 'projectSupports.communityId')
        .onRef('cases.id', '=', 'projectSupports.caseId'),
    )
    .where('projectSupports.userId', '=', userId)
    .select(['projectSupports.communityId', 'projectSupports.madeAt'])
    .select(sql<string | null>`cases.fields ->> 'kind'`.as('kind'))
    .select(sql<string | null>`cases.fields ->> 'publicWords'`.as('words'))
    .orderBy('projectSupports.madeAt', 'desc')
    .orderBy('projectSupports.caseId')
    .limit(most)
    .execute();
  const { byId } = await areaTree(ctx);
  return rows.map(({ communityId, madeAt, kind, words }) => ({
    at: madeAt,
    communityName: byId.get(communityId)?.name ?? '',
    kind: kindText(kind ?? ''),
    words: words ?? '',
  }));
}
