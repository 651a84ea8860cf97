import type { HouseItem } from '../../../contract/houses.ts';

export interface Floor {
  readonly floor: number | null;
  readonly doors: readonly HouseItem[];
}

const collator = new Intl.Collator('zh-Hans-CN', { numeric: true });

/** The doors of a stairwell floor by floor, the top one first; those without a floor stand last. */
export function byFloors(houses: readonly HouseItem[]): readonly Floor[] {
  const floors = Map.groupBy(houses, ({ floor }) => floor);
  return [...floors]
    .map(([floor, doors]) => ({ floor, doors: doors.toSorted((a, b) => collator.compare(a.room, b.room)) }))
    .toSorted((a, b) => (b.floor ?? -1000) - (a.floor ?? -1000));
}
