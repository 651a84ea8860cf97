import { refuse } from '../../../domain/refusals.ts';
import { mostDoorsPerSheet } from '../../../domain/rentals/declarations.ts';
import { writeSheetCode } from '../../../domain/rentals/door-sheet.ts';
import { areaTree } from '../../access/tree.ts';
import { visibleHouses } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import { setCodeSheet } from '../../kit/papers/code-sheet.ts';
import { deskOf } from '../areas/public-grid.queries.ts';
import { sheetTag } from './rentals.scope.ts';

interface SheetQuery {
  readonly area: number;
  readonly paper: 'A4' | 'A6';
  readonly site?: string | undefined;
}

/** Homes and whatever else somebody may live in. */
const livedIn = ['residence', 'mixed'];

async function listDoors(ctx: ReadCtx, area: number) {
  const tree = await areaTree(ctx);
  if (!tree.byId.has(area)) throw refuse('request.not-found');
  const buildings = tree.subtreeOf(area).filter(({ kind }) => kind === 'building');
  if (buildings.length === 0) throw refuse('rentals.no-doors');
  const doors = (await visibleHouses(ctx, 'people.write'))
    .where(
      'buildingId',
      'in',
      buildings.map(({ id }) => id),
    )
    .where('endedOn', 'is', null)
    .where('use', 'in', livedIn);
  const { n } = await doors.select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  if (n === 0) throw refuse('rentals.no-doors');
  if (n > mostDoorsPerSheet) throw refuse('rentals.too-many-doors', { n, most: mostDoorsPerSheet });
  return doors
    .select(['communityId', 'id', 'address'])
    .orderBy('buildingId')
    .orderBy('unitId')
    .orderBy('floor')
    .orderBy('room')
    .execute();
}

/**
 * The codes of an area's doors, to be put up there: each leads to a page of that door alone, and says no more than the number on it. That they
 * were printed is written down.
 * @throws rentals.no-doors, rentals.too-many-doors, rentals.no-address, request.not-found
 */
export async function printSheet(
  publicUrl: string | undefined,
  ctx: ReadCtx,
  { area, paper, site }: SheetQuery,
): Promise<MediaAnswer> {
  const given = publicUrl ?? site;
  if (!given) throw refuse('rentals.no-address');
  const base = new URL(given).origin;
  const doors = await listDoors(ctx, area);
  const tree = await areaTree(ctx);
  const communities = new Map<number, readonly string[]>();
  for (const communityId of new Set(doors.map((door) => door.communityId))) {
    const name = tree.byId.get(communityId)?.name ?? '';
    const desk = await deskOf(ctx, communityId);
    communities.set(communityId, ['租客入住、搬走，房东出租，扫码报一下', `${name}${desk ? ` ${desk.phone}` : ''}`]);
  }
  const labels = doors.map(({ communityId, id, address }) => {
    const door = { communityId, houseId: id };
    return {
      address: `${base}/d/${writeSheetCode(door, sheetTag(ctx, door))}`,
      title: address,
      lines: communities.get(communityId) ?? [],
    };
  });
  const where = tree.byId.get(area)?.name ?? '';
  const title = `门牌申报码-${where}`;
  const body = await setCodeSheet({ title, writtenAt: new Date(ctx.now), paper, labels });
  ctx.audit({
    action: 'rentals.sheet-printed',
    noun: 'areas',

    details: { area, doors: doors.length, paper },
  });
  return { body, mediaType: 'application/pdf', fileName: `${title}.pdf` };
}
