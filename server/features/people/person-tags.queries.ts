import { sql } from 'kysely';
import type { PersonDetail } from '../../../contract/people.ts';
import { tagOf } from '../../../domain/registry/fields.ts';
import type { ReadCtx } from '../../kit/ctx.ts';

/** Every service group of a person with what it brings, also those that stand hidden. */
export async function tagsOf(
  ctx: ReadCtx,
  { communityId, id }: { readonly communityId: number; readonly id: string },
): Promise<PersonDetail['allTags']> {
  const rows = await ctx.db
    .selectFrom('tags')
    .select(['id', 'code', 'kind', 'source', 'basis', 'fromOn', 'toOn'])
    .where('communityId', '=', communityId)
    .where('peopleId', '=', id)
    .orderBy(sql`to_on is null`, 'desc')
    .orderBy('fromOn', 'desc')
    .orderBy('id')
    .limit(200)
    .execute();
  return rows.map(shownTag);
}

export interface TagRow {
  readonly id: string;
  readonly code: string;
  readonly kind: string;
  readonly source: string;
  readonly basis: string | null;
  readonly fromOn: string;
  readonly toOn: string | null;
}

/** A service group of a person with what it brings. */
export function shownTag(row: TagRow): PersonDetail['allTags'][number] {
  const { label, level, services } = tagOf(row.code);
  const due = services.map((one) => ({ label: one.label, everyDays: one.everyDays ?? null }));
  return { ...row, label, level, services: due };
}
