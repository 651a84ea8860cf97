import type { Polygon } from '../../../domain/geometry/shapes.ts';
import type { AreaKind } from '../../../domain/registry/area-kinds.ts';
import { polygonOf, sharedBorders } from './borders.ts';
import { type Building, planBuildings } from './buildings.ts';
import type { CommunityPlan, DistrictPlan, StreetPlan } from './divisions.ts';
import { type Estate, planEstates } from './estates.ts';
import { type Point, readGround, toLonLat } from './footprints.ts';
import { cutGround, type Part } from './partition.ts';
import type { Random } from './random.ts';
import type { DemoSize } from './sizes.ts';

/** A row of the area tree. */
export interface PlacedArea {
  readonly id: number;
  readonly kind: AreaKind;
  readonly communityId: number;
  readonly parentId: number | null;
  readonly name: string;
  readonly code: string | null;
  readonly polygon: Polygon | null;
  readonly lon: number;
  readonly lat: number;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface PlacedBuilding {
  readonly id: number;
  readonly estate: Estate;
  /** 翠竹苑3栋 */
  readonly name: string;
  /** The 3 of it, as it stands in keys of doors. */
  readonly number: number;
  readonly building: Building;
  /** Ids of its stairwells; empty where it has but one. */
  readonly unitIds: readonly number[];
  readonly lon: number;
  readonly lat: number;
}

export interface PlacedGrid {
  readonly id: number;
  readonly name: string;
  readonly polygon: Polygon;
  readonly lon: number;
  readonly lat: number;
  readonly hasProperty: boolean;
  readonly buildings: readonly PlacedBuilding[];
}

export interface PlacedCommunity {
  readonly id: number;
  readonly plan: CommunityPlan;
  readonly street: PlacedStreet;
  readonly grids: readonly PlacedGrid[];
  readonly homes: number;
}

export interface PlacedStreet {
  readonly id: number;
  readonly plan: StreetPlan;
}

export interface Places {
  readonly districtId: number;
  readonly district: DistrictPlan;
  readonly streets: readonly PlacedStreet[];
  readonly communities: readonly PlacedCommunity[];
  /** Parents before children. */
  readonly areas: readonly PlacedArea[];
}

type Ground = Part<Building>;

/** Ids as server/access/area-ids.ts gives them: short ones stand in case numbers. */
function idGiver(): (kind: AreaKind) => number {
  let short = 1000;
  let long = 999_999;
  return (kind) => {
    if (kind === 'district' || kind === 'street' || kind === 'community') {
      short += 1;
      return short;
    }
    long += 1;
    return long;
  };
}

const tens = ['', '十', '二十', '三十'];
const ones = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 → 一, 12 → 十二; up to 39. */
function chineseNumber(n: number): string {
  return (tens[Math.floor(n / 10)] ?? '') + (ones[n % 10] ?? '');
}

interface Cut {
  readonly street: StreetPlan;
  readonly ground: Ground;
  readonly communities: readonly {
    readonly plan: CommunityPlan;
    readonly ground: Ground;
    readonly grids: readonly Ground[];
  }[];
}

/** Makes the tree of places: real outlines, cut into streets, communities and grids with about as many homes each. */
export function planPlaces(
  random: Random,
  folder: string,
  parts: { readonly size: DemoSize; readonly district: DistrictPlan },
): Places {
  const { size, district } = parts;
  const ground = readGround(folder, size.buildings);
  const buildings = planBuildings(random.fork('buildings'), ground.footprints, size.homes);
  const corners: Point[] = [
    [ground.west, ground.south],
    [ground.east, ground.south],
    [ground.east, ground.north],
    [ground.west, ground.north],
  ];
  const whole = { polygon: corners, things: buildings };
  const cuts = cutDistrict(random.fork('borders'), district, whole);
  return placeAll(random.fork('estates'), district, whole, cuts);
}

function cutDistrict(random: Random, district: DistrictPlan, whole: Ground): readonly Cut[] {
  const gridsOf = (street: StreetPlan) => street.communities.reduce((sum, { grids }) => sum + grids, 0);
  const streets = cutGround(random, whole, district.streets.map(gridsOf));
  return streets.map((ground, i) => {
    const street = district.streets[i] as StreetPlan;
    const parts = cutGround(
      random,
      ground,
      street.communities.map(({ grids }) => grids),
    );
    const communities = parts.map((part, j) => {
      const plan = street.communities[j] as CommunityPlan;
      const grids = cutGround(
        random,
        part,
        Array.from({ length: plan.grids }, () => 1),
      );
      return { plan, ground: part, grids: [...grids].sort(byWestThenNorth(part.polygon)) };
    });
    return { street, ground, communities };
  });
}

/** Grids are numbered from west to east and from north to south: row by row, as one reads. */
function byWestThenNorth(polygon: readonly Point[]): (a: Ground, b: Ground) => number {
  const ys = polygon.map(([, y]) => y);
  const band = (Math.max(...ys) - Math.min(...ys)) / 3;
  const row = (ground: Ground) => Math.floor((Math.max(...ys) - middleOf(ground.polygon)[1]) / band);
  return (a, b) => row(a) - row(b) || middleOf(a.polygon)[0] - middleOf(b.polygon)[0];
}

function middleOf(polygon: readonly Point[]): Point {
  const sum = polygon.reduce(([x, y], [px, py]): Point => [x + px, y + py], [0, 0] as Point);
  return [sum[0] / polygon.length, sum[1] / polygon.length];
}

function placeAll(random: Random, district: DistrictPlan, whole: Ground, cuts: readonly Cut[]): Places {
  const give = idGiver();
  const grids = cuts.flatMap(({ communities }) => communities.flatMap((community) => community.grids));
  const bounded = sharedBorders([...grids.map(({ polygon }) => polygon), whole.polygon]);
  const districtId = give('district');
  const areas: PlacedArea[] = [];
  const put = (
    area: Pick<PlacedArea, 'id' | 'kind' | 'communityId' | 'parentId' | 'name' | 'code'>,
    polygon: readonly Point[],
    details: PlacedArea['details'],
  ): void => {
    const [lon, lat] = toLonLat(middleOf(polygon));
    areas.push({ ...area, polygon: bounded(polygon), lon, lat, details });
  };
  const row = { id: districtId, kind: 'district' as const, communityId: districtId, parentId: null };
  put({ ...row, name: district.name, code: district.code }, whole.polygon, { codeYear: 2023 });
  const streetIds = cuts.map(() => give('street'));
  const placed = cuts.map(({ street, ground }, i) => {
    const id = streetIds[i] as number;
    const { name, code } = street;
    put({ id, kind: 'street', communityId: id, parentId: districtId, name, code }, ground.polygon, { codeYear: 2023 });
    return { id, plan: street };
  });
  const communities = cuts.flatMap((cut, i) => {
    const taken = new Set<string>();
    return cut.communities.map((one): PlacedCommunity => {
      const id = give('community');
      const { name, code } = one.plan;
      const parentId = streetIds[i] as number;
      put({ id, kind: 'community', communityId: id, parentId, name, code }, one.ground.polygon, { codeYear: 2023 });
      const street = placed[i] as PlacedStreet;
      const inside = placeGrids({ random, give, taken, bounded, areas }, { id, plan: one.plan, grids: one.grids });
      return { id, plan: one.plan, street, grids: inside, homes: homesOf(one.ground) };
    });
  });
  return { districtId, district, streets: placed, communities, areas };
}

function homesOf(ground: Ground): number {
  return ground.things.reduce((sum, { homes }) => sum + homes, 0);
}

interface Placing {
  readonly random: Random;
  readonly give: (kind: AreaKind) => number;
  readonly taken: Set<string>;
  readonly bounded: (polygon: readonly Point[]) => Polygon;
  readonly areas: PlacedArea[];
}

function placeGrids(
  placing: Placing,
  community: { readonly id: number; readonly plan: CommunityPlan; readonly grids: readonly Ground[] },
): readonly PlacedGrid[] {
  let buildings = 0;
  const short = community.plan.name.replace(/社区$/, '');
  return community.grids.map((ground, i) => {
    const id = placing.give('grid');
    const name = `${short}${chineseNumber(i + 1)}网格`;
    const [lon, lat] = toLonLat(middleOf(ground.polygon));
    const polygon = placing.bounded(ground.polygon);
    const code = community.plan.code + String(i + 1).padStart(2, '0');
    const details = { gridKind: 'basic', doorCount: homesOf(ground) };
    const storage = { communityId: community.id, parentId: community.id };
    placing.areas.push({ id, kind: 'grid', ...storage, name, code, polygon, lon, lat, details });
    const estates = planEstates(placing.random, ground, placing.taken);
    const placed = estates.flatMap((estate) =>
      estate.buildings.map((building, j): PlacedBuilding => {
        buildings += 1;
        const buildingCode = community.plan.code + String(buildings).padStart(5, '0');
        return placeBuilding(
          placing,
          { communityId: community.id, gridId: id, code: buildingCode },
          { estate, building, number: j + 1 },
        );
      }),
    );
    const hasProperty = estates.some((estate) => estate.hasProperty);
    return { id, name, polygon, lon, lat, hasProperty, buildings: placed };
  });
}

function placeBuilding(
  { random, give, areas }: Placing,
  where: { readonly communityId: number; readonly gridId: number; readonly code: string },
  { estate, building, number }: { readonly estate: Estate; readonly building: Building; readonly number: number },
): PlacedBuilding {
  const id = give('building');
  const [lon, lat] = toLonLat(building.centre);
  const name = `${estate.name}${number}栋`;
  const unitIds = building.units === 1 ? [] : Array.from({ length: building.units }, () => give('unit'));
  const details = {
    storeys: building.storeys,
    unitCount: building.units,
    doorCount: building.homes + building.shops,
    builtYear: estate.builtYear,
    hasLift: building.storeys > 7 || (estate.builtYear >= 2000 && random.chance(0.6)),
    estate: estate.name,
  };
  const { communityId, gridId, code } = where;
  const polygon = polygonOf(building.ring);
  areas.push({ id, kind: 'building', communityId, parentId: gridId, name, code, polygon, lon, lat, details });
  for (const [i, unitId] of unitIds.entries())
    areas.push({
      id: unitId,
      kind: 'unit',
      communityId,
      parentId: id,
      name: `${i + 1}单元`,
      code: null,
      polygon: null,
      lon,
      lat,
      details: {},
    });
  return { id, estate, name, number, building, unitIds, lon, lat };
}
