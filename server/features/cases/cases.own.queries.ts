import { stageOf } from '../../../domain/case/decide.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import type { Text } from '../../../domain/text.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { innerWords, replyOf } from './cases.entries.ts';
import { entriesOf } from './cases.load.ts';

/** One's own part of a matter: what one said, what was answered, what one was told. What others said of it is theirs. */
export interface OwnMatter {
  readonly number: string;
  readonly kind: Text;
  readonly stage: Text;
  readonly raisedAt: string;
  readonly closedAt: string | null;
  /** Absent where they are only named in it. */
  readonly words?: string;
  readonly place?: string;
  readonly said: readonly { readonly at: string; readonly words: string }[];
  readonly answered: readonly { readonly at: string; readonly words: string }[];
  readonly messages: readonly { readonly at: string; readonly code: string; readonly state: string }[];
}

const most = 500;
const isOwnKind = (kind: string): boolean => kind === 'link' || kind === 'resident' || kind === 'anonymous';

/** The matters under a phone, the latest first, each with its person's own part alone. */
export async function listOwnMatters(
  types: CaseTypes,
  ctx: ReadCtx,
  phoneToken: Buffer,
): Promise<readonly OwnMatter[]> {
  const rows = await ctx.db
    .selectFrom('caseLinks')
    .innerJoin('cases', (join) =>
      join.onRef('cases.communityId', '=', 'caseLinks.communityId').onRef('cases.id', '=', 'caseLinks.caseId'),
    )
    .innerJoin('caseParties', (join) =>
      join
        .onRef('caseParties.communityId', '=', 'caseLinks.communityId')
        .onRef('caseParties.id', '=', 'caseLinks.partyId'),
    )
    .where('caseLinks.kind', '=', 'phone')
    .where('caseLinks.keyHash', '=', phoneToken)
    .select(['cases.communityId', 'cases.id', 'cases.number', 'cases.type', 'cases.stage', 'cases.raisedAt'])
    .select(['cases.closedAt', 'cases.fields', 'cases.placeWords', 'caseParties.id as partyId', 'caseParties.role'])
    .orderBy('cases.raisedAt', 'desc')
    .limit(most)
    .execute();
  const matters: OwnMatter[] = [];
  for (const row of rows) {
    const type = types[row.type];
    if (!type) continue;
    const isAsker = row.role === null;
    const entries = isAsker ? await entriesOf(ctx.db, row.communityId, row.id) : [];
    const messages = await ctx.db
      .selectFrom('smsMessages')
      .select(['madeAt', 'code', 'state'])
      .where('communityId', '=', row.communityId)
      .where('caseId', '=', row.id)
      .where('partyId', '=', row.partyId)
      .orderBy('madeAt')
      .execute();
    const words = (row.fields as Record<string, unknown>)[type.titleField];
    matters.push({
      number: row.number,
      kind: type.title,
      stage: stageOf(type, row.stage).plain,
      raisedAt: row.raisedAt,
      closedAt: row.closedAt,
      ...(isAsker && typeof words === 'string' ? { words } : {}),
      ...(isAsker && row.placeWords ? { place: row.placeWords } : {}),
      said: entries.flatMap((entry) => {
        const said = isOwnKind(entry.actor.kind) ? innerWords(entry) : null;
        return said ? [{ at: entry.at, words: said }] : [];
      }),
      answered: entries.flatMap((entry) => {
        const reply = replyOf(entry);
        return reply ? [{ at: entry.at, words: reply }] : [];
      }),
      messages: messages.map(({ madeAt, code, state }) => ({ at: madeAt, code, state })),
    });
  }
  return matters;
}
