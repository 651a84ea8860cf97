import { sql } from 'kysely';
import { parseRef } from '../../../contract/shapes.ts';
import { holdingsOf } from '../../../domain/access/actor.ts';
import { refuse } from '../../../domain/refusals.ts';
import { areaTree } from '../../access/tree.ts';
import { personRows, scopeFor, visiblePeople } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { tagsOf } from './person-tags.queries.ts';

interface Of {
  readonly communityId: number;
  readonly id: string;
}

/** The buildings of the grids and buildings an actor works in as a grid worker. */
async function ownBuildings(ctx: ReadCtx): Promise<readonly number[]> {
  const tree = await areaTree(ctx);
  return holdingsOf(ctx.actor).flatMap(({ role, areaId }) =>
    role === 'grid-worker' && areaId !== undefined
      ? tree.subtreeOf(areaId).flatMap((one) => (one.kind === 'building' ? [one.id] : []))
      : [],
  );
}

async function livesInOwnGrid(ctx: ReadCtx, { communityId, id }: Of): Promise<boolean> {
  const own = await ownBuildings(ctx);
  if (own.length === 0) return false;
  const found = await ctx.db
    .selectFrom('residences')
    .innerJoin('houses', (join) =>
      join.onRef('houses.communityId', '=', 'residences.communityId').onRef('houses.id', '=', 'residences.houseId'),
    )
    .where('residences.communityId', '=', communityId)
    .where('residences.peopleId', '=', id)
    .where('residences.toOn', 'is', null)
    .where('houses.buildingId', 'in', [...own])
    .select('residences.id')
    .executeTakeFirst();
  return found !== undefined;
}

/** Whether the person is party to an open case that is in the actor's own hands. */
async function isPartyOfMine(ctx: ReadCtx, { communityId, id }: Of): Promise<boolean> {
  if (ctx.actor.kind !== 'staff') return false;
  const found = await ctx.db
    .selectFrom('caseParties')
    .innerJoin('cases', (join) =>
      join.onRef('cases.communityId', '=', 'caseParties.communityId').onRef('cases.id', '=', 'caseParties.caseId'),
    )
    .where('caseParties.communityId', '=', communityId)
    .where('caseParties.peopleId', '=', id)
    .where('cases.phase', '<>', 'closed')
    .where('cases.handlerUserId', '=', ctx.actor.userId)
    .select(sql`1`.as('one'))
    .executeTakeFirst();
  return found !== undefined;
}

/** Why a phone may be dialled without asking: a door of one's own grid, or an open case in one's own name. */
async function evidentReason(ctx: ReadCtx, of: Of): Promise<'own-grid' | 'own-case' | undefined> {
  if (await livesInOwnGrid(ctx, of)) return 'own-grid';
  return (await isPartyOfMine(ctx, of)) ? 'own-case' : undefined;
}

/** Whether a phone of this person dials at a tap. */
export async function mayDialAtOnce(ctx: ReadCtx, of: Of): Promise<boolean> {
  return (await evidentReason(ctx, of)) !== undefined;
}

/** The record whose numbers this actor may look at; one must see it and may reveal there. */
async function getRevealable(ctx: ReadCtx, { communityId, id }: Of) {
  const found = await (await visiblePeople(ctx))
    .where(personRows(await scopeFor(ctx, 'people.reveal')))
    .where('people.communityId', '=', communityId)
    .where('people.id', '=', id)
    .select(['people.personId', 'people.idSealed'])
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  return found;
}

async function openPhone(ctx: ReadCtx, { communityId, id }: Of, phone: string | undefined): Promise<string> {
  let phones = ctx.db
    .selectFrom('peoplePhones')
    .select('sealed')
    .where('communityId', '=', communityId)
    .where('peopleId', '=', id)
    .orderBy(sql`note is not null`)
    .orderBy('position')
    .orderBy('id');
  if (phone) phones = phones.where('id', '=', phone);
  const found = await phones.executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  return ctx.vault.open('phone', found.sealed);
}

/** The full number: a phone without a reason where one is evident, an id number never without one. Each look is written down with the person. */
export async function revealPerson(
  ctx: ReadCtx,
  ref: string,
  query: { readonly field: 'id' | 'phone'; readonly phone?: string | undefined; readonly reason?: string | undefined },
) {
  const of = parseRef(ref);
  const row = await getRevealable(ctx, of);
  const reason = query.reason ?? (query.field === 'phone' ? await evidentReason(ctx, of) : undefined);
  if (!reason) throw refuse('people.reason-needed');
  if (query.field === 'id' && !row.idSealed) throw refuse('request.not-found');
  ctx.audit({
    action: `people.reveal-${query.field}`,
    noun: 'people',
    communityId: of.communityId,
    rowId: of.id,
    personId: row.personId,
    reason,
  });
  if (query.field === 'phone') return { value: await openPhone(ctx, of, query.phone) };
  return { value: ctx.vault.open('id-number', row.idSealed as Buffer) };
}

/** All service groups of a person, for somebody who says why; the look is written down with the person. */
export async function revealTags(ctx: ReadCtx, ref: string, reason: string) {
  const of = parseRef(ref);
  const row = await getRevealable(ctx, of);
  ctx.audit({
    action: 'people.reveal-tags',
    noun: 'people',
    communityId: of.communityId,
    rowId: of.id,
    personId: row.personId,
    reason,
  });
  return { items: await tagsOf(ctx, of) };
}
