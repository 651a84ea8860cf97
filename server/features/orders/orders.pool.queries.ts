import { sql } from 'kysely';
import type { OfferedOrder } from '../../../contract/orders.ts';
import { toRef } from '../../../contract/shapes.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { helpKinds } from '../../../domain/processes/order-kinds.ts';
import { refuse } from '../../../domain/refusals.ts';
import { type Text, text } from '../../../domain/text.ts';
import { widenTo } from '../../access/row-scope.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { accountOf, listEnlistments } from './orders.register.queries.ts';

/** The types whose stage of being offered is open to whoever is on the register. */
export const offeredTypes = ['order', 'wish', 'micro-project'] as const;

export const kindText = (kind: string): Text => helpKinds[kind] ?? text(kind, kind);

/** What of an offered case may be read by all. The words are the screener's; nothing of the person, the door or their own words is selected. */
function offeredRows(ctx: ReadCtx, communities: readonly number[]) {
  return ctx.db
    .selectFrom('cases')
    .where('cases.communityId', 'in', [...communities])
    .where('cases.type', 'in', [...offeredTypes])
    .where('cases.stage', '=', 'published')
    .where('cases.phase', '=', 'accepted')
    .select([
      'cases.communityId',
      'cases.id',
      'cases.type',
      'cases.gridId',
      sql<string>`cases.fields ->> 'kind'`.as('kind'),
      sql<string>`coalesce(cases.fields ->> 'publicWords', '')`.as('words'),
      sql<string | null>`cases.fields ->> 'wantedOn'`.as('wantedOn'),
      sql<string | null>`cases.fields ->> 'wantedHours'`.as('wantedHours'),
      sql<boolean>`coalesce((cases.fields ->> 'isRisky')::boolean, false)`.as('isRisky'),
      sql<number | null>`coalesce((cases.fields ->> 'worth')::bigint, (cases.fields ->> 'budget')::bigint)`.as(
        'moneyFen',
      ),
    ])
    .orderBy('cases.raisedAt')
    .orderBy('cases.id')
    .limit(200);
}

/** The words of a choice of a type's field. */
export function choiceText(types: CaseTypes, type: string, key: string, value: string | null): Text | null {
  const field = types[type]?.fields[key];
  return value !== null && field?.kind === 'choice' ? (field.of[value] ?? null) : null;
}

/** @throws request.not-found where it is no community */
export function communityNamed(tree: AreaTree, id: number): number {
  const node = tree.byId.get(id);
  if (node?.kind !== 'community') throw refuse('request.not-found');
  return id;
}

/** What can be taken in a community, or wherever the asker is registered; oldest first, for everybody alike. */
export async function listPool(types: CaseTypes, ctx: ReadCtx, query: { readonly community?: number | undefined }) {
  accountOf(ctx);
  const tree = await areaTree(ctx);
  const enlistments = await listEnlistments(ctx);
  const communities =
    query.community === undefined
      ? [...new Set(enlistments.map(({ community }) => community.id))]
      : [communityNamed(tree, query.community)];
  for (const id of communities) await widenTo(ctx, id, 'what is offered there is read, without who asked');
  const rows = communities.length === 0 ? [] : await offeredRows(ctx, communities).execute();
  const items = rows.map(
    (row): OfferedOrder => ({
      ref: toRef(row.communityId, row.id),
      type: row.type,
      typeTitle: types[row.type]?.title ?? text(row.type, row.type),
      takeLabel: takeLabel(types, row.type),
      kind: row.kind,
      kindText: kindText(row.kind),
      words: row.words,
      wantedOn: row.wantedOn,
      wantedHours: choiceText(types, row.type, 'wantedHours', row.wantedHours),
      isRisky: row.isRisky,
      moneyFen: row.moneyFen,
      communityName: tree.byId.get(row.communityId)?.name ?? '',
      gridName: row.gridId === null ? null : (tree.byId.get(row.gridId)?.name ?? null),
    }),
  );
  return {
    items,
    enlistments,
    invited: await invitedTo(
      ctx,
      enlistments.map(({ id }) => id),
    ),
  };
}

function takeLabel(types: CaseTypes, type: string): Text {
  const stage = types[type]?.stages['published'];
  return (stage && 'actions' in stage ? stage.actions['take']?.label : undefined) ?? text('接单', 'Take it');
}

async function invitedTo(ctx: ReadCtx, volunteerIds: readonly string[]): Promise<string[]> {
  if (volunteerIds.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('orderInvitations')
    .where('volunteerId', 'in', [...volunteerIds])
    .select(['communityId', 'caseId'])
    .distinct()
    .execute();
  return rows.map(({ communityId, caseId }) => toRef(communityId, caseId));
}
