import { type ExpressionBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Enlistment as EnlistmentView, Volunteer } from '../../../contract/orders.ts';
import { isoInstant, parseRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import type { Enlistment } from '../../../domain/case/world.ts';
import type { TakerKind } from '../../../domain/processes/order-kinds.ts';
import { refuse } from '../../../domain/refusals.ts';
import { organisationsOf } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import { scopeFor, visibleCases } from '../../access/visible.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { bigints } from '../../kit/db/lists.ts';
import type { DB } from '../../kit/db/tables.gen.ts';
import { wordsIn } from '../../kit/db/words-in.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';

type AnyCtx = ReadCtx | WriteCtx;

/** The account that asks. @throws access.sign-in for links and strangers */
export function accountOf({ actor }: AnyCtx): string {
  if (actor.kind !== 'staff' && actor.kind !== 'resident') throw refuse('access.sign-in');
  return actor.userId;
}

const day = (column: 'volunteers.insuredUntil') => sql<string | null>`to_char(${sql.ref(column)}, 'YYYY-MM-DD')`;

const ownColumns = [
  'volunteers.id',
  'volunteers.communityId',
  'volunteers.name',
  'volunteers.kinds',
  'volunteers.isPartyMember',
  'volunteers.state',
  'organisations.name as organisationName',
] as const;

/** The rows of the register by which an account may take orders: its own as a person, and those of the units it acts for now. */
export function ownRows(ctx: AnyCtx) {
  const userId = accountOf(ctx);
  const units = organisationsOf(ctx.actor);
  return (eb: ExpressionBuilder<DB, 'volunteers'>) => {
    const person = eb.and([eb('volunteers.userId', '=', userId), eb('volunteers.organisationId', 'is', null)]);
    return units.length === 0 ? person : eb.or([person, eb('volunteers.organisationId', 'in', [...units])]);
  };
}

function rowsOfAccount(ctx: AnyCtx) {
  return ctx.db
    .selectFrom('volunteers')
    .where(ownRows(ctx))
    .leftJoin('organisations', 'organisations.id', 'volunteers.organisationId');
}

/** Where the asker is registered, and as what. */
export async function listEnlistments(ctx: AnyCtx): Promise<EnlistmentView[]> {
  const tree = await areaTree(ctx);
  const rows = await rowsOfAccount(ctx)
    .select([...ownColumns, day('volunteers.insuredUntil').as('insuredUntil')])
    .orderBy('volunteers.askedAt')
    .execute();
  return rows.map(({ communityId, state, ...row }) => ({
    ...row,
    state: state as 'asked' | 'active',
    community: { id: communityId, name: tree.byId.get(communityId)?.name ?? '' },
  }));
}

/** What somebody is on the register: their unit's kind where they act for one there. */
function takerKindOf(
  rows: readonly { readonly unitKind: string | null; readonly isPartyMember: boolean }[],
): TakerKind {
  const unit = rows.find(({ unitKind }) => unitKind !== null)?.unitKind;
  if (unit) return unit as TakerKind;
  return rows.some(({ isPartyMember }) => isPartyMember) ? 'party-member' : 'volunteer';
}

/** What the register says of whoever acts, in one community; undefined where they are not on it. */
export async function findEnlistment(ctx: AnyCtx, communityId: number): Promise<Enlistment | undefined> {
  const rows = await rowsOfAccount(ctx)
    .where('volunteers.communityId', '=', communityId)
    .where('volunteers.state', '=', 'active')
    .select([
      'volunteers.kinds',
      'volunteers.isPartyMember',
      'organisations.kind as unitKind',
      day('volunteers.insuredUntil').as('insuredUntil'),
    ])
    .execute();
  if (rows.length === 0) return undefined;
  const insured = rows.flatMap(({ insuredUntil }) => insuredUntil ?? []).toSorted();
  return {
    kinds: [...new Set(rows.flatMap(({ kinds }) => kinds))],
    as: takerKindOf(rows),
    insuredUntil: insured.at(-1) ?? null,
  };
}

/** The communities whose orders this actor may arrange. */
export async function arrangedCommunities(ctx: AnyCtx): Promise<readonly number[]> {
  return (await scopeFor(ctx, 'cases.dispatch')).whole;
}

const registerPlace = z.tuple([z.boolean(), isoInstant, z.uuid()]);

interface AskedRegister {
  readonly community?: number | undefined;
  readonly state?: 'asked' | 'active' | undefined;
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** The register of the communities the asker arranges orders for, page by page, those who wait first. */
export async function listVolunteers(
  ctx: ReadCtx,
  { community, state: wantedState, q, cursor, limit }: AskedRegister,
): Promise<{ items: Volunteer[]; next?: string }> {
  const mine = await arrangedCommunities(ctx);
  const wanted = community === undefined ? mine : mine.filter((id) => id === community);
  const after = fromCursor(cursor, registerPlace);
  const isAdmitted = sql<boolean>`(volunteers.state <> 'asked')`;
  let found = ctx.db
    .selectFrom('volunteers')
    .innerJoin('users', 'users.id', 'volunteers.userId')
    .leftJoin('organisations', 'organisations.id', 'volunteers.organisationId')
    .where(sql<boolean>`volunteers.community_id = any (${bigints(wanted)})`);
  if (wantedState) found = found.where('volunteers.state', '=', wantedState);
  if (q) found = found.where(wordsIn(q, 'volunteers.name', 'organisations.name'));
  if (after)
    found = found.where(
      sql<boolean>`(${isAdmitted}, volunteers.asked_at, volunteers.id) > (${after[0]}, ${after[1]}::timestamptz, ${after[2]}::uuid)`,
    );
  const rows = await found
    .select([
      ...ownColumns,
      'users.phoneMasked',
      'volunteers.insuredBy',
      'volunteers.askedAt',
      day('volunteers.insuredUntil').as('insuredUntil'),
    ])
    .orderBy(isAdmitted)
    .orderBy('volunteers.askedAt')
    .orderBy('volunteers.id')
    .limit(limit + 1)
    .execute();
  const page = pageUp(rows, limit, ({ state, askedAt, id }) => [state !== 'asked', askedAt, id]);
  return {
    ...page,
    items: page.items.map(({ communityId: _community, state, ...row }) => ({
      ...row,
      state: state as 'asked' | 'active',
    })),
  };
}

/** Who could be asked to take an order: on the register of its community, willing for its kind, insured where it is risky. */
export async function listInvitable(ctx: ReadCtx, ref: string) {
  const { communityId, id } = parseRef(ref);
  const order = await (await visibleCases(ctx, 'cases.dispatch'))
    .where('cases.communityId', '=', communityId)
    .where('cases.id', '=', id)
    .select([
      'cases.stage',
      sql<string>`cases.fields ->> 'kind'`.as('kind'),
      sql<boolean>`coalesce((cases.fields ->> 'isRisky')::boolean, false)`.as('isRisky'),
    ])
    .executeTakeFirst();
  if (!order) throw refuse('request.not-found');
  if (order.stage !== 'published') return { items: [] };
  const rows = await ctx.db
    .selectFrom('volunteers')
    .leftJoin('organisations', 'organisations.id', 'volunteers.organisationId')
    .where('volunteers.communityId', '=', communityId)
    .where('volunteers.state', '=', 'active')
    .where(sql<boolean>`${order.kind} = any (volunteers.kinds)`)
    .where(sql<boolean>`(not ${order.isRisky}::boolean or volunteers.insured_until >= ${businessDay(ctx.now)}::date)`)
    .select([
      'volunteers.id',
      'volunteers.name',
      'volunteers.isPartyMember',
      'organisations.name as organisationName',
      sql<boolean>`exists (select from order_invitations i where i.community_id = volunteers.community_id
        and i.volunteer_id = volunteers.id and i.case_id = ${id}::uuid)`.as('isAsked'),
    ])
    // By name: nobody is put before anybody.
    .orderBy('volunteers.name')
    .limit(200)
    .execute();
  return { items: rows };
}
