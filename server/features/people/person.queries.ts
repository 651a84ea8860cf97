import { type SqlBool, sql } from 'kysely';
import type { PersonDetail } from '../../../contract/people.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { fieldText, personFields } from '../../../domain/registry/fields.ts';
import { areaTree } from '../../access/tree.ts';
import { personRows, scopeFor, visiblePeople } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { sideBySide } from '../../kit/db/side-by-side.ts';
import { listChanges } from '../../registry/changes.ts';
import { familyOf } from '../../registry/persons.ts';
import { type ItemRow, itemColumns, itemOf } from './people.queries.ts';
import { partsOf } from './person-parts.queries.ts';
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
  const [{ phones, residences, ownerships, tags, joined }, elsewhere, history, mayDial] = await sideBySide([
    partsOf(ctx, of),
    elsewhereOf(ctx, row.personId, of),
    historyOf(ctx, of),
    row.mayReveal ? mayDialAtOnce(ctx, of) : Promise.resolve(false),
  ]);
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
    phones,
    residences,
    ownerships,
    allTags: tags.filter(({ level }) => level < 3),
    hiddenTags: tags.filter(({ level, toOn }) => level === 3 && (toOn === null || toOn > businessDay(ctx.now))).length,
    elsewhere,
    ...history,
    mergedInto: row.mergedInto === null ? null : toRef(communityId, row.mergedInto),
    joined,
    mayDial,
    mayWrite: row.mayWrite && isOpen,
    mayReveal: row.mayReveal,
    mayMerge: row.mayMerge && isOpen,
    endedOn: row.endedOn,
    endReason: row.endReason,
    updatedAt: row.updatedAt,
  };
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
