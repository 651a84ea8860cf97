import { sql } from 'kysely';
import { z } from 'zod';
import type { RentalDeclaration } from '../../../contract/rentals.ts';
import { parseRef, toRef } from '../../../contract/shapes.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { DeclarationKind } from '../../../domain/rentals/declarations.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { deskOf } from '../areas/public-grid.queries.ts';
import { declaredRows, getCodedDoor } from './rentals.scope.ts';

/** Which door a code stands at: what is written on the door itself, and whom to ask; nothing of who lives there. */
export async function showCodedDoor(ctx: ReadCtx, code: string) {
  const door = await getCodedDoor(ctx, code);
  const { byId } = await areaTree(ctx);
  return {
    community: byId.get(door.communityId)?.name ?? '',
    address: door.address,
    desk: await deskOf(ctx, door.communityId),
  };
}

interface DeclaredRow {
  readonly communityId: number;
  readonly id: string;
  readonly houseId: string;
  readonly address: string;
  readonly kind: DeclarationKind;
  readonly name: string;
  readonly phoneMasked: string;
  readonly onDay: string;
  readonly persons: number | null;
  readonly isLet: boolean | null;
  readonly declaredAt: string;
}

const declaredPlace = z.tuple([z.iso.datetime(), z.uuid()]);

/** What was said at the doors of the actor's ground and waits, the longest waiting first. */
export async function listDeclared(
  ctx: ReadCtx,
  query: { readonly cursor?: string | undefined; readonly limit: number; readonly house?: string | undefined },
) {
  const after = fromCursor(query.cursor, declaredPlace);
  const house = query.house === undefined ? undefined : parseRef(query.house);
  const { rows } = await sql<DeclaredRow>`
    select d.*, h.address from (
      select d.community_id, d.id, d.house_id, d.kind, d.name, d.phone_masked, d.on_day, d.persons, d.is_let, d.declared_at
      from rental_declarations d where d.state = 'open' and ${await declaredRows(ctx, 'd')}
        ${house ? sql`and d.community_id = ${house.communityId} and d.house_id = ${house.id}` : sql``}
        ${after ? sql`and (d.declared_at, d.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by d.declared_at, d.id limit ${query.limit + 1}) d
    join houses h on h.community_id = d.community_id and h.id = d.house_id
    order by d.declared_at, d.id`.execute(ctx.db);
  const page = pageUp(rows, query.limit, (row) => [row.declaredAt, row.id]);
  return {
    ...page,
    items: page.items.map(
      ({ communityId, id, houseId, onDay, ...one }): RentalDeclaration => ({
        ...{ ref: toRef(communityId, id), houseRef: toRef(communityId, houseId), on: onDay },
        ...one,
      }),
    ),
  };
}

/** The landlord of a home that is let, as last confirmed at the door; the look is written down. */
export async function showLandlord(ctx: ReadCtx, ref: string) {
  const { communityId, id } = parseRef(ref);
  const { rows } = await sql<{ id: string; name: string; phoneMasked: string }>`
    select d.id, d.name, d.phone_masked from rental_declarations d
    where d.community_id = ${communityId} and d.house_id = ${id} and d.kind = 'landlord' and d.state = 'confirmed' and d.is_let
      and d.name <> '' and ${await declaredRows(ctx, 'd')}
    order by d.settled_at desc limit 1`.execute(ctx.db);
  const [found] = rows;
  if (!found) return { landlord: null };
  ctx.audit({ action: 'rentals.landlord-seen', noun: 'houses', communityId, rowId: id });
  return { landlord: { ref: toRef(communityId, found.id), name: found.name, phoneMasked: found.phoneMasked } };
}

/** The phone of whoever declared, or of the landlord; each look is written down. @throws request.not-found */
export async function revealDeclaredPhone(ctx: ReadCtx, ref: string) {
  const { communityId, id } = parseRef(ref);
  const { rows } = await sql<{ name: string; phoneSealed: Buffer }>`
    select d.name, d.phone_sealed from rental_declarations d
    where d.community_id = ${communityId} and d.id = ${id} and d.phone_sealed is not null and ${await declaredRows(ctx, 'd')}`.execute(
    ctx.db,
  );
  const [found] = rows;
  if (!found) throw refuse('request.not-found');
  ctx.audit({ action: 'rentals.phone-revealed', noun: 'rentals', communityId, rowId: id, reason: 'rental' });
  return { name: found.name, phone: ctx.vault.open('phone', found.phoneSealed) };
}
