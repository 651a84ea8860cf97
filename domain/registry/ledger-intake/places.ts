import { normalizeAddress } from '../../identifiers/address.ts';
import { readBuilding } from '../ledger/read-home.ts';

/** A building of a community by its name. */
export interface NamedBuilding {
  readonly id: number;
  readonly name: string;
}

/** What a building is known by: the estate, empty where none is named, and its number or name without any mark. */
export interface BuildingKey {
  readonly estate: string;
  readonly label: string;
}

/** Homes whose address names no building hang here until somebody says which it is. */
export const unnamedBuilding = '未写楼栋';

const squeezed = (words: string): string => normalizeAddress(words).replace(/(?:小区|花园小区)$/, '');

/** Takes the name of a building apart: 3号楼, 3幢 and 3栋 are one, 幸福里3栋 names its estate. */
export function buildingKeyOf(name: string): BuildingKey {
  const read = readBuilding(name);
  return read.building === undefined
    ? { estate: '', label: normalizeAddress(name) }
    : { estate: squeezed(read.place ?? ''), label: read.building.toUpperCase() };
}

/** The label of a unit without its mark. */
export function unitLabel(name: string): string {
  return normalizeAddress(name)
    .replace(/(?:单元|梯|门)$/, '')
    .replace(/^0+(?=\d)/, '');
}

/** Buildings by what they are known by, so that many homes are looked for in one reading of their names. */
export interface BuildingIndex {
  add(building: NamedBuilding): void;
  /**
   * Finds the building a ledger means. Where the ledger names no estate, the only building of that number is meant; several are `'several'`.
   * A building without an estate in its name is taken for the one asked for, unless the ledger tells estates apart.
   */
  find(asked: BuildingKey, tellsEstates: boolean): NamedBuilding | 'several' | undefined;
}

/** Makes the index of a community's buildings. */
export function indexBuildings(known: readonly NamedBuilding[]): BuildingIndex {
  const byLabel = new Map<string, { readonly building: NamedBuilding; readonly estate: string }[]>();
  const add = (building: NamedBuilding): void => {
    const { estate, label } = buildingKeyOf(building.name);
    const same = byLabel.get(label) ?? [];
    byLabel.set(label, [...same, { building, estate }]);
  };
  for (const building of known) add(building);
  return {
    add,
    find(asked, tellsEstates) {
      const same = byLabel.get(asked.label) ?? [];
      const estate = squeezed(asked.estate);
      const exact = same.find((one) => one.estate === estate);
      if (exact) return exact.building;
      if (estate === '') return same.length > 1 ? 'several' : same[0]?.building;
      return tellsEstates ? undefined : same.find((one) => one.estate === '')?.building;
    },
  };
}

const suffixes = ['号楼', '栋', '幢', '座'] as const;

/** The word a community puts behind the number of a building: the one most of its names bear, 号楼 where there are none. */
export function buildingSuffix(names: readonly string[]): string {
  let best = { suffix: '号楼' as string, count: 0 };
  for (const suffix of suffixes) {
    const count = names.filter((name) => new RegExp(`\\d${suffix}$`).test(name)).length;
    if (count > best.count) best = { suffix, count };
  }
  return best.suffix;
}

/** What a new building is called. */
export function buildingName(key: BuildingKey, suffix: string): string {
  if (/^[A-Z]?\d+[A-Z]?$/.test(key.label)) return `${key.estate}${key.label}${suffix}`;
  if (/^[A-Z甲乙丙丁戊己东南西北中]$/.test(key.label)) return `${key.estate}${key.label}座`;
  return `${key.estate}${key.label}`;
}
