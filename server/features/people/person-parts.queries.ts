import { sql } from 'kysely';
import type { PersonDetail } from '../../../contract/people.ts';
import { toRef } from '../../../contract/shapes.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { gathered } from '../../kit/db/jsonb.ts';
import { shownTag, type TagRow } from './person-tags.queries.ts';

interface ResidenceRow {
  readonly id: string;
  readonly houseId: string;
  readonly householdId: string | null;
  readonly address: string;
  readonly kind: string;
  readonly asWhat: string;
  readonly relationToHead: string | null;
  readonly fromOn: string | null;
  readonly toOn: string | null;
}

interface OwnershipRow {
  readonly houseId: string;
  readonly address: string;
  readonly share: string;
  readonly fromOn: string | null;
  readonly toOn: string | null;
}

interface Parts {
  readonly phones: PersonDetail['phones'];
  readonly residences: readonly ResidenceRow[];
  readonly ownerships: readonly OwnershipRow[];
  readonly tags: readonly TagRow[];
  readonly joined: readonly { readonly id: string; readonly name: string }[];
}

/** A person's phones, homes and ownerships with their periods, service groups, and the records that were joined to this one: one statement. */
export async function partsOf(
  ctx: ReadCtx,
  { communityId, id }: { readonly communityId: number; readonly id: string },
) {
  const phones = sql`select f.id, f.masked, f.note from people_phones f where f.community_id = ${communityId} and f.people_id = ${id}::uuid
    order by f.note is not null, f.position, f.id`;
  const residences = sql`select r.id, r.house_id as "houseId", r.household_id as "householdId", h.address, r.kind, r.as_what as "asWhat",
      r.relation_to_head as "relationToHead", r.from_on as "fromOn", r.to_on as "toOn"
    from residences r join houses h on h.community_id = r.community_id and h.id = r.house_id
    where r.community_id = ${communityId} and r.people_id = ${id}::uuid
    order by r.to_on is null desc, r.to_on desc, r.created_at desc limit 200`;
  const ownerships = sql`select w.house_id as "houseId", h.address, w.share_num || '/' || w.share_den as share, w.from_on as "fromOn", w.to_on as "toOn"
    from ownerships w join houses h on h.community_id = w.community_id and h.id = w.house_id
    where w.community_id = ${communityId} and w.people_id = ${id}::uuid
    order by w.to_on is null desc, w.created_at desc limit 200`;
  const tags = sql`select t.id, t.code, t.kind, t.source, t.basis, t.from_on as "fromOn", t.to_on as "toOn" from tags t
    where t.community_id = ${communityId} and t.people_id = ${id}::uuid
    order by t.to_on is null desc, t.from_on desc, t.id limit 200`;
  const joined = sql`select p.id, p.name from people p where p.community_id = ${communityId} and p.merged_into = ${id}::uuid limit 20`;
  const { rows } = await sql<Parts>`select ${gathered(phones)} as phones, ${gathered(residences)} as residences,
    ${gathered(ownerships)} as ownerships, ${gathered(tags)} as tags, ${gathered(joined)} as joined`.execute(ctx.db);
  const found = rows[0] as Parts;
  return {
    phones: found.phones,
    residences: found.residences.map(({ houseId, householdId, address, kind, asWhat, ...rest }) => ({
      ...rest,
      houseRef: toRef(communityId, houseId),
      householdRef: householdId === null ? null : toRef(communityId, householdId),
      words: address,
      kind: kind as 'both',
      asWhat: asWhat as 'member',
    })),
    ownerships: found.ownerships.map(({ houseId, address, ...rest }) => ({
      ...rest,
      houseRef: toRef(communityId, houseId),
      words: address,
    })),
    tags: found.tags.map(shownTag),
    joined: found.joined.map((one) => ({ ref: toRef(communityId, one.id), name: one.name })),
  };
}
