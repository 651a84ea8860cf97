import { sql } from 'kysely';
import type { TakenOrder } from '../../../contract/orders.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { isSealedStorage } from '../../../domain/case/sealed.ts';
import { refuse } from '../../../domain/refusals.ts';
import { memberKey, memberRows } from '../../access/members.ts';
import { widenTo } from '../../access/row-scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { offersUnseen } from '../cases/cases.unseen.queries.ts';
import { choiceText, kindText, offeredTypes } from './orders.pool.queries.ts';
import { accountOf, listEnlistments } from './orders.register.queries.ts';

type AnyCtx = ReadCtx | WriteCtx;

/** Lets the asker reach the communities where they are on the list of an order now. */
async function widenToOwn(ctx: AnyCtx, userId: string): Promise<readonly number[]> {
  const rows = await ctx.db
    .selectFrom('caseLinks')
    .where('kind', '=', 'member')
    .where('keyHash', '=', memberKey(userId))
    .select('communityId')
    .distinct()
    .execute();
  const communities = rows.map(({ communityId }) => communityId).filter((id) => !isSealedStorage(id));
  for (const id of communities) await widenTo(ctx, id, 'an order is read by who took it');
  return communities;
}

/** What the staff tell each other is no matter of whoever took it. */
export const staffNote = 'note';

/** The orders somebody has taken: those on whose list they are now. Whoever gave one back is on it no more. */
export function ownOrders(ctx: AnyCtx, userId: string, communities: readonly number[]) {
  return ctx.db
    .selectFrom('cases')
    .where('cases.communityId', 'in', [...communities, 0])
    .where('cases.type', 'in', [...offeredTypes])
    .where(memberRows(userId));
}

/** Whether an order is one the asker has taken. @throws request.not-found */
export async function assertTaken(ctx: AnyCtx, ref: string): Promise<void> {
  const { communityId, id } = parseRef(ref);
  const userId = accountOf(ctx);
  const communities = await widenToOwn(ctx, userId);
  const own = await ownOrders(ctx, userId, communities)
    .where('cases.communityId', '=', communityId)
    .where('cases.id', '=', id)
    .select('cases.id')
    .executeTakeFirst();
  if (!own) throw refuse('request.not-found');
}

/** What the asker took and is not closed, with where it is and whom it is for. */
export async function listTaken(types: CaseTypes, ctx: ReadCtx): Promise<{ items: TakenOrder[] }> {
  const userId = accountOf(ctx);
  const communities = await widenToOwn(ctx, userId);
  const rows = await ownOrders(ctx, userId, communities)
    .where('cases.phase', '<>', 'closed')
    .select(['cases.communityId', 'cases.id'])
    .orderBy('cases.raisedAt')
    .limit(100)
    .execute();
  const items: TakenOrder[] = [];
  for (const row of rows) items.push(await takenView(types, ctx, toRef(row.communityId, row.id)));
  return { items };
}

async function takenView(types: CaseTypes, ctx: ReadCtx, ref: string): Promise<TakenOrder> {
  const { state, stageLabel, typeTitle, offers, dueAt } = await offersUnseen(types, ctx, ref);
  const said = (key: string): string | null => {
    const value = state.fields[key];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const number = (key: string): number | null => {
    const value = state.fields[key];
    return typeof value === 'number' ? value : null;
  };
  const party = await contactRow(ctx, state.communityId, state.id);
  ctx.audit({ action: 'orders.seen', noun: 'cases', communityId: state.communityId, rowId: state.id });
  return {
    ref,
    number: state.number,
    type: state.type,
    typeTitle,
    stage: state.stage,
    stageLabel,
    kindText: kindText(String(state.fields['kind'])),
    words: said('words') ?? '',
    handsOver: said('handsOver'),
    placeWords: state.place.words,
    wantedOn: said('wantedOn'),
    wantedHours: choiceText(types, state.type, 'wantedHours', said('wantedHours')),
    name: party?.nameSealed ? ctx.vault.open('party-name', party.nameSealed) : null,
    hasPhone: party?.phoneSealed != null,
    dueAt,
    hours: number('hours'),
    otherHours: number('otherHours'),
    awaitsCode: state.stage === 'confirming' && state.parties.some(({ role }) => role === undefined),
    // The main step stands first.
    offers: offers
      .filter(({ action }) => action !== staffNote)
      .toSorted((a, b) => Number(b.isMain ?? false) - Number(a.isMain ?? false)),
    seq: state.seq,
  };
}

function contactRow(ctx: AnyCtx, communityId: number, caseId: string) {
  return ctx.db
    .selectFrom('caseParties')
    .where('communityId', '=', communityId)
    .where('caseId', '=', caseId)
    .where('role', 'is', null)
    .orderBy('joinedAt')
    .select(['id', 'nameSealed', 'phoneSealed'])
    .executeTakeFirst();
}

/** The person's name and phone, for whoever took the order and only while they have it. @throws request.not-found */
export async function showContact(ctx: ReadCtx, ref: string): Promise<{ name: string; phone: string }> {
  await assertTaken(ctx, ref);
  const { communityId, id } = parseRef(ref);
  const row = await contactRow(ctx, communityId, id);
  if (!row?.phoneSealed) throw refuse('request.not-found');
  ctx.audit({ action: 'cases.contact-revealed', noun: 'cases', communityId, rowId: id, reason: 'handling' });
  return {
    name: row.nameSealed ? ctx.vault.open('party-name', row.nameSealed) : '',
    phone: ctx.vault.open('phone', row.phoneSealed),
  };
}

/** The party of an order whose code is given. */
export async function findAsker(ctx: WriteCtx, communityId: number, caseId: string): Promise<string | undefined> {
  return (await contactRow(ctx, communityId, caseId))?.id;
}

/** 志愿服务条例 19: what somebody has done, as both sides confirmed it. */
export async function showRecord(ctx: ReadCtx) {
  const userId = accountOf(ctx);
  const tree = await areaTree(ctx);
  const communities = await widenToOwn(ctx, userId);
  const rows = await ownOrders(ctx, userId, communities)
    .where('cases.stage', '=', 'done')
    .where(sql<boolean>`cases.fields ? 'agreedHours'`)
    .select([
      'cases.id',
      'cases.communityId',
      'cases.closedAt',
      sql<string>`cases.fields ->> 'kind'`.as('kind'),
      sql<number>`(cases.fields ->> 'agreedHours')::float8`.as('hours'),
    ])
    .orderBy('cases.closedAt', 'desc')
    .limit(1000)
    .execute();
  const enlistments = await listEnlistments(ctx);
  const nameOf = (id: number): string => tree.byId.get(id)?.name ?? '';
  return {
    name: enlistments[0]?.name ?? '',
    communities: [...new Set(rows.map((row) => nameOf(row.communityId)))],
    hours: rows.reduce((sum, row) => sum + row.hours, 0),
    items: rows.map((row) => ({
      id: row.id,
      on: businessDay(row.closedAt ?? ctx.now),
      kindText: kindText(row.kind),
      hours: row.hours,
      communityName: nameOf(row.communityId),
    })),
  };
}
