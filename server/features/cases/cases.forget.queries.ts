import { sql } from 'kysely';
import { sealedStorageOf } from '../../../domain/case/sealed.ts';
import type { ReadTx } from '../../kit/db/client.ts';

/** A matter to be dealt with: a ticket's words go whole, of another one the door alone. */
export interface ToForget {
  readonly communityId: number;
  readonly id: string;
  readonly isTicket: boolean;
}

/**
 * The next so many closed matters of the transaction's scope that somebody asked for, or is concerned by, whose record was erased, and that still tell
 * their own home, or as a ticket of the hotline their words.
 */
export async function casesToForget(db: ReadTx, most: number): Promise<readonly ToForget[]> {
  const { rows } = await sql<ToForget>`
    select distinct c.community_id, c.id, c.outside_number is not null as is_ticket
    from people e
    join case_parties p on p.people_id = e.id and p.community_id in (e.community_id, e.community_id + ${sealedStorageOf(0)}::bigint)
    join cases c on c.community_id = p.community_id and c.id = p.case_id
    where e.erased_at is not null and c.closed_on is not null and c.erased_at is null and (
      c.outside_number is not null
      or exists (
        select from houses h where h.community_id = e.community_id
          and (h.id = c.house_id or (c.house_id is null and h.building_id = c.building_id))
          and (exists (select from residences r where r.community_id = h.community_id and r.house_id = h.id and r.people_id = e.id)
            or exists (select from ownerships o where o.community_id = h.community_id and o.house_id = h.id and o.people_id = e.id))
      ))
    order by c.community_id, c.id limit ${most}`.execute(db);
  return rows;
}
