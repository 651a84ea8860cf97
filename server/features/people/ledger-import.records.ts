import { sql } from 'kysely';
import type { Sex } from '../../../domain/registry/ledger-intake/told-person.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { uuidList } from './ledger-import.source.ts';

/** A record of a person as a community holds it, with what can be added to. */
export interface StoredRecord {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly sex: Sex;
  readonly bornOn: string | null;
  readonly details: Readonly<Record<string, string>>;
  readonly lineage: Readonly<Record<string, string>>;
  readonly endedOn: string | null;
  readonly endReason: string | null;
  /** Blind indexes of the phones, in hexadecimal. */
  readonly phoneTokens: readonly string[];
  /** Codes of the tags that hold now. */
  readonly tags: readonly string[];
}

interface Found {
  readonly start: string;
  readonly id: string;
}

/** Which record stands for each identity: through merges, past records joined to another, before ended ones. */
async function standing(ctx: WriteCtx, communityId: number, personIds: readonly string[]): Promise<readonly Found[]> {
  const { rows } = await sql<Found>`
    with recursive up as (
      select id as start, id, merged_into, 0 as step from persons where id = any (${uuidList(personIds)}::uuid[])
      union all
      select up.start, p.id, p.merged_into, up.step + 1 from up join persons p on p.id = up.merged_into where up.step < 20
    ), roots as (
      select distinct on (start) start, id as root from up order by start, step desc
    ), family as (
      select root, root as id from roots
      union
      select family.root, p.id from family join persons p on p.merged_into = family.id
    )
    select distinct on (roots.start) roots.start, people.id
    from roots join family on family.root = roots.root
      join people on people.community_id = ${communityId} and people.person_id = family.id and people.merged_into is null
    order by roots.start, (people.ended_on is not null), people.created_at
  `.execute(ctx.db);
  return rows;
}

/** The record a community holds of each identity, held until the transaction ends. */
export async function findRecords(
  ctx: WriteCtx,
  communityId: number,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, StoredRecord>> {
  const found = await standing(ctx, communityId, personIds);
  const records = await lockRecords(
    ctx,
    communityId,
    found.map((one) => one.id),
  );
  return new Map(
    found.flatMap(({ start, id }) => {
      const record = records.get(id);
      return record ? [[start, record] as const] : [];
    }),
  );
}

interface BareRecord extends Omit<StoredRecord, 'phoneTokens' | 'tags'> {}

/** Records by their ids, held until the transaction ends. */
export async function lockRecords(
  ctx: WriteCtx,
  communityId: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredRecord>> {
  if (ids.length === 0) return new Map();
  const list = uuidList(ids);
  const records = await sql<BareRecord>`
    select id, person_id, name, sex, born_on, details, lineage, ended_on, end_reason
    from people where community_id = ${communityId} and id = any (${list}::uuid[]) order by id for update
  `.execute(ctx.db);
  const phones = await sql<{ peopleId: string; token: string }>`
    select people_id, encode(token, 'hex') as token from people_phones
    where community_id = ${communityId} and people_id = any (${list}::uuid[]) order by position
  `.execute(ctx.db);
  const tags = await sql<{ peopleId: string; code: string }>`
    select people_id, code from tags where community_id = ${communityId} and people_id = any (${list}::uuid[]) and to_on is null
  `.execute(ctx.db);
  const phonesOf = Map.groupBy(phones.rows, (row) => row.peopleId);
  const tagsOf = Map.groupBy(tags.rows, (row) => row.peopleId);
  return new Map(
    records.rows.map((row) => [
      row.id,
      {
        ...row,
        phoneTokens: (phonesOf.get(row.id) ?? []).map((phone) => phone.token),
        tags: (tagsOf.get(row.id) ?? []).map((tag) => tag.code),
      },
    ]),
  );
}
