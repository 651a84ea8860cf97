import { type SqlBool, sql } from 'kysely';
import type { PersonDetail } from '../../../contract/people.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { fieldText, personFields } from '../../../domain/registry/fields.ts';
import { areaTree } from '../../access/tree.ts';
import { personRows, scopeFor, visiblePeople } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { listChanges } from '../../registry/changes.ts';
import { familyOf } from '../../registry/persons.ts';
import { type ItemRow, itemColumns, itemOf } from './people.queries.ts';
import { tagsOf } from './person-tags.queries.ts';
import { mayDialAtOnce } from './reveal.queries.ts';

interface Of {
  readonly communityId: number;
  readonly id: string;
}

/** A record this actor sees; what it may do with it is told by the same scopes that guard the deeds. */
async function getPersonRow(ctx: ReadCtx, { communityId, id }: Of) {
  const found = await (await visiblePeople(ctx))
    .where('people.communityId', '=', communityId)
    .where('people.id', '=', id)
    .select([
      ...itemColumns(ctx.now),
      'people.personId',
      'people.idKind',
      'people.details',
      'people.lineage',
      'people.endedOn',
      'people.endReason',
      'people.mergedInto',
      'people.updatedAt',
    ])
    .select([
      sql<boolean>`${personRows(await scopeFor(ctx, 'people.write'))}`.as('mayWrite'),
      sql<boolean>`${personRows(await scopeFor(ctx, 'people.reveal'))}`.as('mayReveal'),
      sql<boolean>`${personRows(await scopeFor(ctx, 'people.merge'))}`.as('mayMerge'),
    ])
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  return found;
}

/** One person's page: the record, homes and ownerships with their periods, groups with source and basis, what changed. */
export async function showPerson(ctx: ReadCtx, ref: string): Promise<PersonDetail> {
  const of = parseRef(ref);
  const row = await getPersonRow(ctx, of);
  const { communityId } = of;
  const tree = await areaTree(ctx);
  const details = row.details as Record<string, string>;
  const lineage = row.lineage as Record<string, string>;
  const isOpen = row.endedOn === null;
  const tags = await tagsOf(ctx, of);
  return {
    ...itemOf(row as ItemRow, tree.byId.get(communityId)?.name ?? '', ctx.now),
    personId: row.personId,
    idKind: row.idKind,
    details: personFields.flatMap((field) => {
      const value = details[field.key];
      if (!value) return [];
      const { key, label, level } = field;
      return [{ key, label, level, value, text: fieldText(field, value), source: lineage[key] ?? null }];
    }),
    phones: await phonesOf(ctx, of),
    residences: await residencesOf(ctx, of),
    ownerships: await ownershipsOf(ctx, of),
    allTags: tags.filter(({ level }) => level < 3),
    hiddenTags: tags.filter(({ level, toOn }) => level === 3 && (toOn === null || toOn > businessDay(ctx.now))).length,
    elsewhere: await elsewhereOf(ctx, row.personId, of),
    ...(await historyOf(ctx, of)),
    mergedInto: row.mergedInto === null ? null : toRef(communityId, row.mergedInto),
    joined: await joinedTo(ctx, of),
    mayDial: row.mayReveal && (await mayDialAtOnce(ctx, of)),
    mayWrite: row.mayWrite && isOpen,
    mayReveal: row.mayReveal,
    mayMerge: row.mayMerge && isOpen,
    endedOn: row.endedOn,
    endReason: row.endReason,
    updatedAt: row.updatedAt,
  };
}

function phonesOf(ctx: ReadCtx, { communityId, id }: Of): Promise<PersonDetail['phones']> {
  return ctx.db
    .selectFrom('peoplePhones')
    .select(['id', 'masked', 'note'])
    .where('communityId', '=', communityId)
    .where('peopleId', '=', id)
    .orderBy(sql`note is not null`)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

async function residencesOf(ctx: ReadCtx, { communityId, id }: Of): Promise<PersonDetail['residences']> {
  const rows = await ctx.db
    .selectFrom('residences')
    .innerJoin('houses', (join) =>
      join.onRef('houses.communityId', '=', 'residences.communityId').onRef('houses.id', '=', 'residences.houseId'),
    )
    .where('residences.communityId', '=', communityId)
    .where('residences.peopleId', '=', id)
    .orderBy(sql`residences.to_on is null`, 'desc')
    .orderBy('residences.toOn', 'desc')
    .orderBy('residences.createdAt', 'desc')
    .limit(200)
    .select([
      'residences.id',
      'residences.houseId',
      'residences.householdId',
      'houses.address',
      'residences.kind',
      'residences.asWhat',
      'residences.relationToHead',
      'residences.fromOn',
      'residences.toOn',
    ])
    .execute();
  return rows.map(({ houseId, householdId, address, kind, asWhat, ...rest }) => ({
    ...rest,
    houseRef: toRef(communityId, houseId),
    householdRef: householdId === null ? null : toRef(communityId, householdId),
    words: address,
    kind: kind as 'both',
    asWhat: asWhat as 'member',
  }));
}

async function ownershipsOf(ctx: ReadCtx, { communityId, id }: Of): Promise<PersonDetail['ownerships']> {
  const rows = await ctx.db
    .selectFrom('ownerships')
    .innerJoin('houses', (join) =>
      join.onRef('houses.communityId', '=', 'ownerships.communityId').onRef('houses.id', '=', 'ownerships.houseId'),
    )
    .where('ownerships.communityId', '=', communityId)
    .where('ownerships.peopleId', '=', id)
    .orderBy(sql`ownerships.to_on is null`, 'desc')
    .orderBy('ownerships.createdAt', 'desc')
    .limit(200)
    .select([
      'ownerships.houseId',
      'houses.address',
      'ownerships.shareNum',
      'ownerships.shareDen',
      'ownerships.fromOn',
      'ownerships.toOn',
    ])
    .execute();
  return rows.map((one) => ({
    houseRef: toRef(communityId, one.houseId),
    words: one.address,
    share: `${one.shareNum}/${one.shareDen}`,
    fromOn: one.fromOn,
    toOn: one.toOn,
  }));
}

/** The same person's records elsewhere, as far as this actor sees them; merged identities are one. */
async function elsewhereOf(
  ctx: ReadCtx,
  personId: string,
  { communityId, id }: Of,
): Promise<PersonDetail['elsewhere']> {
  const tree = await areaTree(ctx);
  const family = await familyOf(ctx.db, personId);
  const rows = await (await visiblePeople(ctx))
    .where('people.personId', 'in', [...family])
    .where('people.mergedInto', 'is', null)
    .where(sql<SqlBool>`not (people.community_id = ${communityId} and people.id = ${id})`)
    .select(['people.communityId', 'people.id'])
    .limit(20)
    .execute();
  return rows
    .filter((one) => one.communityId !== communityId)
    .map((one) => ({
      ref: toRef(one.communityId, one.id),
      communityName: tree.byId.get(one.communityId)?.name ?? '',
    }));
}

/** The records that were joined to this one. */
async function joinedTo(ctx: ReadCtx, { communityId, id }: Of): Promise<PersonDetail['joined']> {
  const rows = await ctx.db
    .selectFrom('people')
    .where('communityId', '=', communityId)
    .where('mergedInto', '=', id)
    .select(['id', 'name'])
    .limit(20)
    .execute();
  return rows.map((one) => ({ ref: toRef(communityId, one.id), name: one.name }));
}

async function historyOf(ctx: ReadCtx, of: Of): Promise<Pick<PersonDetail, 'changes' | 'merges'>> {
  const rows = await listChanges(ctx, of.communityId, of.id);
  const undone = new Set(
    rows.flatMap((row) => (row.cause === 'merge' && 'undone' in row.after ? [row.before['merge']] : [])),
  );
  return {
    changes: rows.map(({ causeId: _, ...row }) => row),
    merges: rows.flatMap(({ cause, causeId, at, after }) => {
      const otherName = after['intoName'] ?? after['fromName'];
      return cause === 'merge' && typeof otherName === 'string' && !undone.has(causeId)
        ? [{ id: causeId, at, otherName }]
        : [];
    }),
  };
}
