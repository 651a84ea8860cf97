import type { SelectQueryBuilder } from 'kysely';
import type { AnswerOf } from '../../../contract/route.ts';
import type { ItemMaterials, serviceItemRoutes } from '../../../contract/service-items.ts';
import { parseRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { parsePhone } from '../../../domain/identifiers/phone.ts';
import { refuse } from '../../../domain/refusals.ts';
import { type Held, type ItemGuide, materialStates } from '../../../domain/service-items/guide.ts';
import { widenTo } from '../../access/row-scope.ts';
import { areaTree } from '../../access/tree.ts';
import { visibleCases, visiblePeople } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { DB } from '../../kit/db/tables.gen.ts';
import { findItem } from './service-items.queries.ts';

type Answer<K extends keyof typeof serviceItemRoutes> = AnswerOf<(typeof serviceItemRoutes)[K]>;
type PeopleQuery = SelectQueryBuilder<DB, 'people', object>;

interface PersonRow {
  readonly id: string;
  readonly bornOn: string | null;
  readonly idMasked: string | null;
  readonly updatedAt: string;
}

/**
 * The one record that a phone belongs to. A phone that several share, or that is noted as somebody else's, says nothing of whose papers
 * are on record.
 */
async function personOfPhone(people: PeopleQuery, communityId: number, token: Buffer): Promise<PersonRow | undefined> {
  const rows = await people
    .innerJoin('peoplePhones', (join) =>
      join
        .onRef('peoplePhones.communityId', '=', 'people.communityId')
        .onRef('peoplePhones.peopleId', '=', 'people.id'),
    )
    .where('people.communityId', '=', communityId)
    .where('people.endedOn', 'is', null)
    .where('people.mergedInto', 'is', null)
    .where('peoplePhones.communityId', '=', communityId)
    .where('peoplePhones.token', '=', token)
    .where('peoplePhones.note', 'is', null)
    .select(['people.id', 'people.bornOn', 'people.idMasked', 'people.updatedAt'])
    .distinct()
    .limit(2)
    .execute();
  return rows.length === 1 ? rows[0] : undefined;
}

/** The homes of a person today: where registered, where living, what owned. */
async function homesOf(ctx: ReadCtx, communityId: number, peopleId: string) {
  const today = businessDay(ctx.now);
  const residences = await ctx.db
    .selectFrom('residences')
    .innerJoin('houses', (join) =>
      join.onRef('houses.communityId', '=', 'residences.communityId').onRef('houses.id', '=', 'residences.houseId'),
    )
    .where('residences.communityId', '=', communityId)
    .where('residences.peopleId', '=', peopleId)
    .where((eb) => eb.or([eb('residences.toOn', 'is', null), eb('residences.toOn', '>', today)]))
    .orderBy('residences.createdAt', 'desc')
    .select(['residences.kind', 'residences.householdId', 'residences.createdAt', 'houses.address'])
    .execute();
  const owned = await ctx.db
    .selectFrom('ownerships')
    .innerJoin('houses', (join) =>
      join.onRef('houses.communityId', '=', 'ownerships.communityId').onRef('houses.id', '=', 'ownerships.houseId'),
    )
    .where('ownerships.communityId', '=', communityId)
    .where('ownerships.peopleId', '=', peopleId)
    .where((eb) => eb.or([eb('ownerships.toOn', 'is', null), eb('ownerships.toOn', '>', today)]))
    .orderBy('ownerships.createdAt', 'desc')
    .select(['ownerships.createdAt', 'houses.address'])
    .execute();
  return { residences, owned };
}

/** Whether others belong to a household. */
async function hasFamily(ctx: ReadCtx, communityId: number, householdIds: readonly string[]): Promise<boolean> {
  if (householdIds.length === 0) return false;
  const rows = await ctx.db
    .selectFrom('residences')
    .where('communityId', '=', communityId)
    .where('householdId', 'in', householdIds)
    .where('toOn', 'is', null)
    .select('peopleId')
    .distinct()
    .limit(2)
    .execute();
  return rows.length > 1;
}

/** What the base holds of a person, by kind; the values masked as lists mask them, or left out. */
async function heldOf(ctx: ReadCtx, communityId: number, person: PersonRow, isShown: boolean): Promise<Held> {
  const { residences, owned } = await homesOf(ctx, communityId, person.id);
  const registered = residences.find(({ kind }) => kind !== 'living');
  const living = residences.find(({ kind }) => kind !== 'registered');
  const households = residences.flatMap(({ householdId }) => householdId ?? []);
  const [home] = owned;
  const say = (words: string | null): string | null => (isShown ? words : null);
  const since = (at: string): string => businessDay(at);
  const day = since(person.updatedAt);
  return {
    ...(person.idMasked ? { identity: { day, shown: say(person.idMasked) } } : {}),
    ...(person.bornOn ? { birth: { day, shown: say(person.bornOn) } } : {}),
    ...(registered ? { registered: { day: since(registered.createdAt), shown: say(registered.address) } } : {}),
    ...(living ? { living: { day: since(living.createdAt), shown: say(living.address) } } : {}),
    ...(home ? { home: { day: since(home.createdAt), shown: say(home.address) } } : {}),
    ...((await hasFamily(ctx, communityId, households)) ? { family: { day, shown: null } } : {}),
  };
}

interface Asked {
  readonly guide: ItemGuide;
  readonly communityId: number;
  readonly person: PersonRow | undefined;
  readonly isShown: boolean;
}

async function materialsOf(ctx: ReadCtx, { guide, communityId, person, isShown }: Asked): Promise<ItemMaterials> {
  const from = (await areaTree(ctx)).byId.get(communityId)?.name ?? '';
  const held = person ? await heldOf(ctx, communityId, person, isShown) : {};
  return { isKnown: person !== undefined, materials: [...materialStates(guide, held, from)] };
}

/** The storage of the community that an area belongs to. @throws request.not-found */
async function communityAt(ctx: ReadCtx, areaId: number): Promise<number> {
  const area = (await areaTree(ctx)).byId.get(areaId);
  if (!area) throw refuse('request.not-found');
  return area.communityId;
}

async function publishedGuide(ctx: ReadCtx, types: CaseTypes, id: number): Promise<ItemGuide> {
  const item = await findItem(ctx, types, id);
  if (!item?.isPublished) throw refuse('request.not-found');
  return item.guide;
}

/**
 * What a signed-in resident need not bring, as far as the community they apply in knows them by their phone: that it is there, never
 * what it says.
 * @throws request.not-found
 */
export async function myMaterials(ctx: ReadCtx, types: CaseTypes, id: number, areaId: number): Promise<ItemMaterials> {
  if (ctx.actor.kind !== 'resident') throw refuse('request.not-found');
  const guide = await publishedGuide(ctx, types, id);
  const communityId = await communityAt(ctx, areaId);
  await widenTo(ctx, communityId, 'what is on record already is not asked again');
  const token = Buffer.from(ctx.actor.phoneToken, 'base64url');
  const person = await personOfPhone(ctx.db.selectFrom('people'), communityId, token);
  if (person)
    ctx.audit({ action: 'service-items.own-record', noun: 'people', communityId, rowId: person.id, details: { id } });
  return materialsOf(ctx, { guide, communityId, person, isShown: false });
}

/** What an applicant at the counter need not bring: of people this actor may see, masked. @throws request.not-found */
export async function knownMaterials(
  ctx: ReadCtx,
  types: CaseTypes,
  id: number,
  query: { readonly areaId: number; readonly phone: string },
): Promise<ItemMaterials> {
  const guide = await publishedGuide(ctx, types, id);
  const communityId = await communityAt(ctx, query.areaId);
  const phone = parsePhone(query.phone);
  const person = phone.ok
    ? await personOfPhone(await visiblePeople(ctx), communityId, ctx.vault.token('phone', phone.normalized))
    : undefined;
  if (person)
    ctx.audit({
      action: 'service-items.known-record',
      noun: 'people',
      communityId,
      rowId: person.id,
      reason: 'service',
      details: { id },
    });
  return materialsOf(ctx, { guide, communityId, person, isShown: true });
}

/** The guide of a matter's item and how its applicant's materials stand, for whoever reviews it. @throws request.not-found */
export async function materialsOfCase(
  ctx: ReadCtx,
  types: CaseTypes,
  ref: string,
): Promise<Answer<'GET /service-items/of-case/:ref'>> {
  const { communityId, id } = parseRef(ref);
  const found = await (await visibleCases(ctx))
    .where('cases.communityId', '=', communityId)
    .where('cases.id', '=', id)
    .select(['cases.categoryId'])
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  const item = await findItem(ctx, types, found.categoryId);
  if (!item) return { item: null, isKnown: false, materials: [] };
  const applicant = await ctx.db
    .selectFrom('caseParties')
    .where('communityId', '=', communityId)
    .where('caseId', '=', id)
    .where('kind', '=', 'applicant')
    .where('phoneToken', 'is not', null)
    .orderBy('joinedAt')
    .select('phoneToken')
    .executeTakeFirst();
  const person = applicant?.phoneToken
    ? await personOfPhone(await visiblePeople(ctx), communityId, applicant.phoneToken)
    : undefined;
  const states = await materialsOf(ctx, { guide: item.guide, communityId, person, isShown: true });
  return { item: item.view, ...states };
}
