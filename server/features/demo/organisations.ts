import type { OrganisationKind } from '../../../domain/registry/organisation-kinds.ts';
import { type UnitKind, unitKinds } from '../catalogue/seed/units.ts';
import { creditCode } from './numbers.ts';
import type { PlacedCommunity, PlacedGrid, PlacedStreet, Places } from './places.ts';
import type { Random } from './random.ts';

/** An organisation of the district; `unit` says which kind of the duty list it is. */
export interface MadeOrganisation {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly unit: UnitKind | undefined;
  readonly parentId: string | null;
  readonly areaId: number;
  readonly name: string;
  readonly shortName: string | null;
  readonly creditCode: string | null;
  readonly phone: string | null;
}

/** Finds the units that answer for a place. */
export interface Organisations {
  /** Parents before children. */
  readonly all: readonly MadeOrganisation[];
  /** The unit of a kind for an area of its own level (a district's gas supplier by the district's id). */
  unitOf(kind: UnitKind, areaId: number): MadeOrganisation | undefined;
}

const firms = '恒安 万家 康居 和顺 宜家园 安和 嘉园 惠邻 锦城 同心 广和 悦居'.split(' ');

interface Making {
  readonly random: Random;
  readonly newId: () => string;
  readonly nextPhone: () => string;
  readonly all: MadeOrganisation[];
}

type Given = Pick<MadeOrganisation, 'kind' | 'areaId' | 'name'> &
  Partial<Pick<MadeOrganisation, 'unit' | 'parentId' | 'shortName' | 'creditCode'>>;

function make({ newId, nextPhone, all }: Making, given: Given): MadeOrganisation {
  const made: MadeOrganisation = {
    id: newId(),
    unit: undefined,
    parentId: null,
    shortName: null,
    creditCode: null,
    phone: nextPhone(),
    ...given,
  };
  all.push(made);
  return made;
}

/** Makes the offices, stations, committees, suppliers and property companies of a district. */
export function planOrganisations(
  random: Random,
  places: Places,
  { newId, nextPhone }: Pick<Making, 'newId' | 'nextPhone'>,
): Organisations {
  const making: Making = { random, newId, nextPhone, all: [] };
  const districtName = places.district.name;
  const office = make(making, {
    kind: 'government',
    areaId: places.districtId,
    name: `${districtName}人民政府`,
    shortName: '区政府',
  });
  for (const unit of unitsAt('district'))
    makeUnit(making, unit, { areaId: places.districtId, name: districtName, parentId: office.id });
  const companies = firms.map((firm) =>
    make(making, {
      kind: 'property',
      areaId: places.districtId,
      name: `${firm}物业服务有限公司`,
      shortName: `${firm}物业`,
      creditCode: creditCode(random, '91'),
    }),
  );
  const offices = new Map(places.streets.map((street) => [street.id, makeStreet(making, street, office.id)]));
  for (const community of places.communities)
    makeCommunity(making, community, { officeId: offices.get(community.street.id) as string, companies });
  const byUnit = new Map(making.all.flatMap((one) => (one.unit ? [[`${one.unit} ${one.areaId}`, one] as const] : [])));
  return { all: making.all, unitOf: (kind, areaId) => byUnit.get(`${kind} ${areaId}`) };
}

function unitsAt(level: 'district' | 'street'): readonly UnitKind[] {
  return (Object.keys(unitKinds) as UnitKind[]).filter((unit) => unitKinds[unit].level === level);
}

function makeUnit(
  making: Making,
  unit: UnitKind,
  at: { readonly areaId: number; readonly name: string; readonly parentId: string },
): void {
  const { kind, title } = unitKinds[unit];
  const parentId = kind === 'utility' ? null : at.parentId;
  make(making, { kind, unit, parentId, areaId: at.areaId, name: `${at.name}${title.zh}`, shortName: title.zh });
}

function makeStreet(making: Making, street: PlacedStreet, parentId: string): string {
  const { name } = street.plan;
  const office = make(making, {
    kind: 'government',
    parentId,
    areaId: street.id,
    name: `${name}办事处`,
    shortName: name,
  });
  make(making, { kind: 'party', areaId: street.id, name: `中共${name}工作委员会`, shortName: '街道党工委' });
  for (const unit of unitsAt('street')) makeUnit(making, unit, { areaId: street.id, name, parentId: office.id });
  return office.id;
}

function makeCommunity(
  making: Making,
  community: PlacedCommunity,
  { officeId, companies }: { readonly officeId: string; readonly companies: readonly MadeOrganisation[] },
): void {
  const { plan, id } = community;
  make(making, { kind: 'party', areaId: id, name: `中共${plan.name}委员会`, shortName: '社区党委' });
  make(making, {
    kind: 'committee',
    unit: 'committee',
    parentId: officeId,
    areaId: id,
    name: plan.committeeName,
    shortName: `${plan.name}居委会`,
    creditCode: creditCode(making.random, '55'),
  });
  make(making, { kind: 'social', areaId: id, name: `${plan.name}志愿服务队` });
  // One company looks after neighbouring grids.
  const near = [making.random.pick(companies), making.random.pick(companies)] as const;
  for (const [i, grid] of community.grids.entries()) makeProperty(making, grid, near[i % 2 === 0 ? 0 : 1]);
}

function makeProperty(making: Making, grid: PlacedGrid, company: MadeOrganisation): void {
  const estate = grid.buildings.find((building) => building.estate.hasProperty)?.estate;
  if (!estate) return;
  make(making, {
    kind: 'property',
    unit: 'property',
    parentId: company.id,
    areaId: grid.id,
    name: `${company.shortName}${estate.name}服务中心`,
    shortName: `${estate.name}物业`,
  });
  if (making.random.chance(0.4)) make(making, { kind: 'owners', areaId: grid.id, name: `${estate.name}业主委员会` });
}
