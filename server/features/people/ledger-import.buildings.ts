import type { AreaKind } from '../../../domain/registry/area-kinds.ts';
import type { LedgerHouse } from '../../../domain/registry/ledger/ledger-result.ts';
import {
  type BuildingIndex,
  type BuildingKey,
  buildingKeyOf,
  buildingName,
  buildingSuffix,
  indexBuildings,
  unitLabel,
  unnamedBuilding,
} from '../../../domain/registry/ledger-intake/places.ts';
import { giveAreaIds, lockTree } from '../../access/area-ids.ts';
import { type AreaNode, type AreaTree, areaTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { insertAreas } from '../../registry/area-rows.ts';
import type { Source } from './ledger-import.source.ts';

/** A building or stairwell an import had to make: it is in the tree, and waits to be put on the map. */
export interface MadeArea {
  readonly id: number;
  readonly kind: 'building' | 'unit';
  readonly name: string;
}

/** Where a home lies in the tree; the label is what its building is called in the key of its door. */
export interface HomePlace {
  readonly buildingId: number;
  readonly buildingName: string;
  readonly label: string;
  readonly unitId: number | null;
  readonly unitName: string;
}

export interface PlacedBuildings {
  /** By the ledger's key of the home; absent where it could lie in several buildings. */
  readonly places: ReadonlyMap<string, HomePlace>;
  readonly made: readonly MadeArea[];
}

interface Asked {
  readonly house: LedgerHouse;
  readonly key: BuildingKey;
  readonly unit: string;
}

interface Draft extends MadeArea {
  readonly parentId: number;
}

/** What is known of the buildings, with those to be made added as they are asked for. */
interface Ground {
  readonly source: Source;
  readonly tree: AreaTree;
  readonly buildings: BuildingIndex;
  readonly suffix: string;
  readonly tellsEstates: boolean;
  readonly drafts: Draft[];
  /** Gives ids below zero until real ones are taken. */
  nextId(): number;
}

function askedOf(house: LedgerHouse): Asked {
  const { building, estate = '', unit } = house;
  const isDoor = house.door !== undefined && (building !== undefined || estate !== '');
  if (!isDoor) return { house, key: { estate: '', label: unnamedBuilding }, unit: '' };
  const key = building === undefined ? buildingKeyOf(estate) : { estate, label: building.toUpperCase() };
  return { house, key, unit: unit === undefined ? '' : unitLabel(unit) };
}

function groundOf(source: Source, tree: AreaTree, tellsEstates: boolean): Ground {
  const buildings = tree
    .subtreeOf(source.communityId)
    .filter((node) => node.kind === 'building' && node.communityId === source.communityId)
    .map(({ id, name }) => ({ id, name }));
  let last = 0;
  return {
    source,
    tree,
    buildings: indexBuildings(buildings),
    suffix: buildingSuffix(buildings.map(({ name }) => name)),
    tellsEstates,
    drafts: [],
    nextId: () => {
      last -= 1;
      return last;
    },
  };
}

/** The only grid of the community, else the community: whoever draws grids later moves the building there. */
function parentOf({ source, tree }: Ground): number {
  const grids = tree.childrenOf(source.communityId).filter((node: AreaNode) => node.kind === 'grid');
  return grids.length === 1 ? (grids[0] as AreaNode).id : source.communityId;
}

function unitOf(ground: Ground, buildingId: number, label: string): { id: number; name: string } {
  const known = ground.tree
    .childrenOf(buildingId)
    .find((node) => node.kind === 'unit' && unitLabel(node.name) === label);
  if (known) return known;
  const name = /^\d+$/.test(label) ? `${label}单元` : label;
  const drafted = ground.drafts.find((draft) => draft.parentId === buildingId && draft.name === name);
  if (drafted) return drafted;
  const draft: Draft = { id: ground.nextId(), kind: 'unit', name, parentId: buildingId };
  ground.drafts.push(draft);
  return draft;
}

function placeOf(ground: Ground, { key, unit }: Asked): HomePlace | undefined {
  let building = ground.buildings.find(key, ground.tellsEstates);
  if (building === 'several') return undefined;
  if (!building) {
    const name = key.label === unnamedBuilding ? unnamedBuilding : buildingName(key, ground.suffix);
    const draft: Draft = { id: ground.nextId(), kind: 'building', name, parentId: parentOf(ground) };
    ground.drafts.push(draft);
    ground.buildings.add(draft);
    building = draft;
  }
  const at = unit === '' ? undefined : unitOf(ground, building.id, unit);
  return {
    buildingId: building.id,
    buildingName: building.name,
    label: key.label === unnamedBuilding ? '' : buildingKeyOf(building.name).label,
    unitId: at?.id ?? null,
    unitName: at?.name ?? '',
  };
}

function placeAll(ground: Ground, asked: readonly Asked[]): Map<string, HomePlace> {
  const places = new Map<string, HomePlace>();
  for (const one of asked) {
    const place = placeOf(ground, one);
    if (place) places.set(one.house.key, place);
  }
  return places;
}

/** Gives the drafts their ids and puts them into the tree, from today on. */
async function makeAreas(ctx: WriteCtx, ground: Ground): Promise<{ made: MadeArea[]; idOf: (id: number) => number }> {
  const ids = await giveAreaIds(ctx.db, 'building', ground.drafts.length);
  const given = new Map(ground.drafts.map((draft, i) => [draft.id, ids[i] as number]));
  const idOf = (id: number): number => given.get(id) ?? id;
  const row = ({ id, kind, name, parentId }: Draft) => ({
    id: idOf(id),
    kind: kind as AreaKind,
    communityId: ground.source.communityId,
    parentId: idOf(parentId),
    name,
    code: null,
    polygon: null,
    lon: null,
    lat: null,
    details: { importId: ground.source.importId },
  });
  const madeBy = { kind: 'system', name: 'import', importId: ground.source.importId };
  await insertAreas(ctx, ground.drafts.map(row), { from: ground.source.today, madeBy, reason: undefined });
  return { made: ground.drafts.map(({ id, kind, name }) => ({ id: idOf(id), kind, name })), idOf };
}

/**
 * Finds the building and stairwell of each home, and makes those the community has not: in bulk, under its only grid or under itself.
 * Takes the tree's lock if any is made; whoever calls tells the tree's readers at the end (`bumpTree`).
 */
export async function placeBuildings(
  ctx: WriteCtx,
  source: Source,
  houses: readonly LedgerHouse[],
): Promise<PlacedBuildings> {
  const asked = houses.map(askedOf);
  const tellsEstates = houses.some(({ key, estate }) => estate !== undefined && key.startsWith(`${estate}/`));
  let ground = groundOf(source, await areaTree(ctx), tellsEstates);
  let places = placeAll(ground, asked);
  if (ground.drafts.length === 0) return { places, made: [] };
  // Somebody may have made the same building meanwhile.
  await lockTree(ctx.db);
  ground = groundOf(source, await areaTree(ctx), tellsEstates);
  places = placeAll(ground, asked);
  const { made, idOf } = await makeAreas(ctx, ground);
  const settled = [...places].map(
    ([key, place]) =>
      [
        key,
        { ...place, buildingId: idOf(place.buildingId), unitId: place.unitId === null ? null : idOf(place.unitId) },
      ] as const,
  );
  return { places: new Map(settled), made };
}
