import type { z } from 'zod';
import type { placeInput } from '../../../contract/cases.ts';
import { parseRef } from '../../../contract/shapes.ts';
import { communityOf } from '../../../domain/case/sealed.ts';
import type { Place } from '../../../domain/case/state.ts';
import { refuse } from '../../../domain/refusals.ts';
import { type AreaNode, type AreaTree, areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { findPlaceAt } from '../areas/area-map.queries.ts';

/** Where a case is stored: the community of its place, else the street's or district's own desk. */
export interface PlacedAt {
  readonly place: Place;
  readonly communityId: number;
}

const nearest = (path: readonly AreaNode[], kind: AreaNode['kind']): AreaNode | undefined =>
  path.find((node) => node.kind === kind);

/** The words of a place: what was typed, after the names of the building and unit it was chosen by. */
function wordsOf(path: readonly AreaNode[], typed: string): string {
  const names = path.filter((node) => node.kind === 'building' || node.kind === 'unit').map((node) => node.name);
  const known = names.reverse().join('');
  if (known === '' || typed.includes(known)) return typed === '' ? (path[0]?.name ?? '') : typed;
  return typed === '' ? known : `${known} ${typed}`;
}

/** The deepest area a point lies in. */
async function areaAt(ctx: ReadCtx | WriteCtx, point: [number, number]): Promise<number | undefined> {
  const { building, grid, community } = await findPlaceAt(ctx, point);
  return (building ?? grid ?? community)?.id;
}

/**
 * Finds where a matter lies: by the area chosen, else by the point. The grid of today is kept with it for ever.
 * @throws case.place-needed if neither is given, case.place-outside if it lies nowhere of ours
 */
export async function resolvePlace(ctx: ReadCtx | WriteCtx, input: z.output<typeof placeInput>): Promise<PlacedAt> {
  const tree = await areaTree(ctx);
  const areaId = input.areaId ?? (input.point ? await areaAt(ctx, input.point) : undefined);
  if (areaId === undefined) throw refuse(input.point ? 'case.place-outside' : 'case.place-needed');
  const path = tree.ancestorsOf(areaId);
  const area = path[0];
  if (!area) throw refuse('case.place-outside');
  const storage = nearest(path, 'community') ?? nearest(path, 'street') ?? nearest(path, 'district');
  if (!storage) throw refuse('case.place-outside');
  const house = input.houseRef ? parseRef(input.houseRef) : null;
  return {
    communityId: storage.id,
    place: {
      areaId,
      gridId: nearest(path, 'grid')?.id ?? null,
      buildingId: nearest(path, 'building')?.id ?? null,
      houseId: house?.communityId === storage.id ? house.id : null,
      words: wordsOf(path, input.words),
      lon: input.point?.[0] ?? null,
      lat: input.point?.[1] ?? null,
    },
  };
}

/** The names above an area, for lists and pages. */
export function namesOf(
  tree: AreaTree,
  ids: { readonly gridId: number | null; readonly communityId: number },
): { gridName: string | null; communityName: string } {
  return {
    gridName: ids.gridId === null ? null : (tree.byId.get(ids.gridId)?.name ?? null),
    communityName: tree.byId.get(communityOf(ids.communityId))?.name ?? '',
  };
}
