import { timingSafeEqual } from 'node:crypto';
import { type SqlBool, sql } from 'kysely';
import { refuse } from '../../../domain/refusals.ts';
import { readSheetCode, type SheetDoor, sheetTagLetters } from '../../../domain/rentals/door-sheet.ts';
import { widenTo } from '../../access/row-scope.ts';
import { areaTree } from '../../access/tree.ts';
import { doorRows, scopeFor } from '../../access/visible.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';

type AnyCtx = ReadCtx | WriteCtx;

const nobody = { communities: [], houses: [] };

/** What only the platform can write on a door's sheet: no row holds it, the same is printed again. */
export function sheetTag(ctx: Pick<AnyCtx, 'vault'>, { communityId, houseId }: SheetDoor): string {
  return ctx.vault.token('rental-door', `${communityId}:${houseId}`).toString('hex').slice(0, sheetTagLetters);
}

export interface CodedDoor extends SheetDoor {
  readonly buildingId: number;
  readonly address: string;
}

/**
 * The door of a code, for whoever scans it: a wrong code, one that was made up and a home that is gone are not told apart.
 * @throws rentals.unknown-code
 */
export async function getCodedDoor(ctx: AnyCtx, code: string): Promise<CodedDoor> {
  const read = readSheetCode(code.trim());
  if (!read) throw refuse('rentals.unknown-code');
  const isOurs = timingSafeEqual(Buffer.from(sheetTag(ctx, read)), Buffer.from(read.tag));
  if (!isOurs || !(await areaTree(ctx)).byId.has(read.communityId)) throw refuse('rentals.unknown-code');
  await widenTo(ctx, read.communityId, 'a tenancy is declared by the code at the door');
  const house = await ctx.db
    .selectFrom('houses')
    .select(['buildingId', 'address'])
    .where('communityId', '=', read.communityId)
    .where('id', '=', read.houseId)
    .where('endedOn', 'is', null)
    .executeTakeFirst();
  if (!house) throw refuse('rentals.unknown-code');
  return { communityId: read.communityId, houseId: read.houseId, ...house };
}

/** Declarations at doors behind which the actor registers people, as a predicate of a table or alias. */
export async function declaredRows(ctx: AnyCtx, of: string) {
  return sql<SqlBool>`${doorRows(await scopeFor(ctx, 'people.write'), nobody, of)}`;
}
