import { sql } from 'kysely';
import { dialled } from '../../../domain/authenticity/message-words.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { widenTo } from '../../access/row-scope.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { findProof } from '../../outside/sms/proofs.ts';
import { deskOf } from '../areas/public-grid.queries.ts';

interface Owner {
  readonly name: string;
  readonly areaId: number;
}

/** A published number may hold spaces, dashes and words; it is compared by its digits. */
const digitsOf = (column: string) => sql.raw(`regexp_replace(${column}, '\\D', '', 'g')`);

async function organisationsAt(ctx: ReadCtx, digits: string): Promise<readonly Owner[]> {
  const on = businessDay(ctx.now);
  const { rows } = await sql<Owner>`
    select o.name, o.area_id from organisations o
    where o.phone is not null and ${digitsOf('o.phone')} = ${digits}
      and o.valid_from <= ${on}::date and (o.valid_to is null or o.valid_to > ${on}::date)
    order by o.name, o.id limit 5`.execute(ctx.db);
  return rows;
}

/** The posts of one community that publish this number, by duty and name, as the grid's own page shows them. */
async function postsAt(ctx: ReadCtx, communityId: number, digits: string): Promise<readonly Owner[]> {
  const on = businessDay(ctx.now);
  const { rows } = await sql<Owner>`
    select r.duty || ' ' || u.name as name, r.area_id from responsibilities r join users u on u.id = r.user_id
    where r.community_id = ${communityId} and u.is_active and r.published_phone is not null
      and ${digitsOf('r.published_phone')} = ${digits}
      and r.valid_from <= ${on}::date and (r.valid_to is null or r.valid_to > ${on}::date)
    order by 1, r.id limit 5`.execute(ctx.db);
  return rows;
}

/** Shorter than any number that an office publishes: an ending of one tells nothing. */
const fewestDigits = 5;

/** Whether a number is one that an office or a post of ours publishes. A caller may show any number: the page says so. */
export async function checkNumber(
  ctx: ReadCtx,
  { number, communityId }: { readonly number: string; readonly communityId?: number | undefined },
) {
  const tree = await areaTree(ctx);
  const community = communityId === undefined ? undefined : tree.byId.get(communityId);
  const digits = dialled(number);
  const owners = digits.length < fewestDigits ? [] : [...(await organisationsAt(ctx, digits))];
  if (community?.kind === 'community' && digits.length >= fewestDigits) {
    await widenTo(ctx, community.communityId, 'numbers that are published');
    owners.push(...(await postsAt(ctx, community.communityId, digits)));
  }
  return {
    isPublished: owners.length > 0,
    owners: owners.map(({ name, areaId }) => ({ name, area: tree.byId.get(areaId)?.name ?? '' })),
    desk: community?.kind === 'community' ? await deskOf(ctx, community.id) : null,
  };
}

/** Whether a message was ours: by a hash made on the phone, so that its words come here as little as they are kept here. */
export async function checkMessage(
  ctx: ReadCtx,
  { digest, last4 }: { readonly digest: string; readonly last4: string },
) {
  return { sentOn: (await findProof(ctx.db, ctx.vault, digest, last4)) ?? null };
}
