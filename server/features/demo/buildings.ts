import type { Footprint, Point } from './footprints.ts';
import type { Random } from './random.ts';
import { apportion } from './random.ts';

/** How a building is divided: so many stairwells, so many homes on a landing, storeys from the ground up. */
export interface Building {
  readonly centre: Point;
  readonly ring: readonly Point[];
  readonly areaM2: number;
  readonly homes: number;
  /** The same as `homes`: what the building counts when the ground is cut up. */
  readonly weight: number;
  readonly units: number;
  readonly perLanding: number;
  readonly storeys: number;
  /** Shops on the ground floor; homes then begin above. */
  readonly shops: number;
}

/** A door: where it is in its building, and how large. */
export interface Door {
  /** 0 where the building has no stairwells of its own. */
  readonly unit: number;
  readonly floor: number;
  readonly room: string;
  readonly use: 'residence' | 'commercial';
  readonly areaHundredthsM2: number;
}

const storeyHeightM = 3.1;
const mostStoreys = 33;

/** Shares the homes out among the outlines by their floor space, and gives each building its stairwells and landings. */
export function planBuildings(random: Random, footprints: readonly Footprint[], homes: number): readonly Building[] {
  const wanted = footprints.map((footprint) => storeysOf(random, footprint));
  const space = footprints.map(({ areaM2 }, i) => Math.sqrt(areaM2) * (wanted[i] as number));
  const shares = apportion(homes, space, Math.min(2, Math.floor(homes / footprints.length)));
  return footprints.map((footprint, i) => planOne(random, footprint, wanted[i] as number, shares[i] as number));
}

function storeysOf(random: Random, { areaM2, heightM }: Footprint): number {
  if (heightM !== undefined && heightM >= 6) return Math.min(mostStoreys, Math.round(heightM / storeyHeightM));
  if (areaM2 < 160) return random.between(2, 4);
  if (areaM2 > 500 && random.chance(0.07)) return random.between(17, 28);
  return random.between(4, 8);
}

function planOne(random: Random, footprint: Footprint, wanted: number, homes: number): Building {
  const shops = footprint.areaM2 > 250 && random.chance(0.14) ? random.between(1, 4) : 0;
  // As many homes on each storey as the height asks for, and no smaller than the ground allows.
  const onStorey = Math.max(1, Math.min(Math.round(homes / wanted), Math.floor(footprint.areaM2 / 55)));
  const perStorey = Math.max(onStorey, Math.ceil(homes / (mostStoreys - 1)));
  const units = wanted > 12 ? Math.ceil(perStorey / 8) : Math.max(1, Math.round(perStorey / 2));
  const perLanding = Math.ceil(perStorey / units);
  const storeys = Math.ceil(homes / (units * perLanding)) + (shops > 0 ? 1 : 0);
  const { centre, ring, areaM2 } = footprint;
  return { centre, ring, areaM2, homes, weight: homes, units, perLanding, storeys, shops };
}

/** The doors of a building, landing by landing; exactly its homes, and its shops. */
export function doorsOf(random: Random, building: Building): readonly Door[] {
  const doors: Door[] = [];
  const perFloor = building.units * building.perLanding;
  const mean = Math.min((building.areaM2 * 0.8) / perFloor, random.around(80, 17));
  // One plan for each position of a landing, repeated on every floor, as homes above each other are alike.
  const plans = Array.from({ length: perFloor }, () => Math.round(100 * Math.max(28, mean * random.around(1, 0.15))));
  for (let shop = 1; shop <= building.shops; shop += 1)
    doors.push({ ...place(0, 1, shop), use: 'commercial', areaHundredthsM2: random.between(1800, 9000) });
  const ground = building.shops > 0 ? 2 : 1;
  for (let i = 0; i < building.homes; i += 1) {
    const onFloor = i % perFloor;
    const unit = building.units === 1 ? 0 : Math.floor(onFloor / building.perLanding) + 1;
    const floor = ground + Math.floor(i / perFloor);
    const position = (onFloor % building.perLanding) + 1;
    doors.push({ ...place(unit, floor, position), use: 'residence', areaHundredthsM2: plans[onFloor] as number });
  }
  return doors;
}

function place(unit: number, floor: number, position: number): { unit: number; floor: number; room: string } {
  return { unit, floor, room: `${floor}${String(position).padStart(2, '0')}` };
}
