import type { RoleCode } from '../../domain/access/roles.ts';
import { runSql } from './database.ts';

/**
 * A small place for tests: a district with two streets; the first street has two communities, each with two grids, each grid with one
 * building of one unit. Dated from 2024, before every test's clock.
 */
export const world = {
  district: 1,
  street: 2,
  otherStreet: 3,
  community: 11,
  otherCommunity: 12,
  /** In the other street. */
  farCommunity: 13,
  grid: 21,
  secondGrid: 22,
  otherGrid: 23,
  farGrid: 24,
  building: 31,
  secondBuilding: 32,
  otherBuilding: 33,
  farBuilding: 34,
  unit: 41,
  station: '00000000-0000-7000-8000-0000000000a1',
  property: '00000000-0000-7000-8000-0000000000a2',
  committee: '00000000-0000-7000-8000-0000000000a3',
  otherProperty: '00000000-0000-7000-8000-0000000000a4',
} as const;

const from = '2024-01-01';

/** id, kind, storage, parent, name, longitude, latitude. */
const areas: ReadonlyArray<readonly [number, string, number, number | null, string, number, number]> = [
  [world.district, 'district', world.district, null, '临江区', 121.48, 31.23],
  [world.street, 'street', world.street, world.district, '望江街道', 121.48, 31.23],
  [world.otherStreet, 'street', world.otherStreet, world.district, '南桥街道', 121.5, 31.2],
  [world.community, 'community', world.community, world.street, '春申社区', 121.48, 31.23],
  [world.otherCommunity, 'community', world.otherCommunity, world.street, '梅园社区', 121.49, 31.24],
  [world.farCommunity, 'community', world.farCommunity, world.otherStreet, '南园社区', 121.5, 31.2],
  [world.grid, 'grid', world.community, world.community, '春申第一网格', 121.48, 31.23],
  [world.secondGrid, 'grid', world.community, world.community, '春申第二网格', 121.482, 31.232],
  [world.otherGrid, 'grid', world.otherCommunity, world.otherCommunity, '梅园第一网格', 121.49, 31.24],
  [world.farGrid, 'grid', world.farCommunity, world.farCommunity, '南园第一网格', 121.5, 31.2],
  [world.building, 'building', world.community, world.grid, '1幢', 121.4801, 31.2301],
  [world.secondBuilding, 'building', world.community, world.secondGrid, '2幢', 121.4821, 31.2321],
  [world.otherBuilding, 'building', world.otherCommunity, world.otherGrid, '1幢', 121.4901, 31.2401],
  [world.farBuilding, 'building', world.farCommunity, world.farGrid, '1幢', 121.5001, 31.2001],
  [world.unit, 'unit', world.community, world.building, '1单元', 121.4801, 31.2301],
];

const organisations: ReadonlyArray<readonly [string, string, number, string]> = [
  [world.station, 'station', world.street, '望江城管中队'],
  [world.property, 'property', world.community, '春申物业服务中心'],
  [world.committee, 'committee', world.community, '春申社区居委会'],
  [world.otherProperty, 'property', world.otherCommunity, '梅园物业服务中心'],
];

const quote = (value: string | number | null): string =>
  value === null ? 'null' : typeof value === 'number' ? String(value) : `'${value}'`;

/** Puts the world into an empty database. */
export async function makeWorld(ownerUrl: string): Promise<void> {
  const list = (rows: ReadonlyArray<readonly (string | number | null)[]>) =>
    rows.map((row) => `(${row.map(quote).join(', ')})`).join(', ');
  await runSql(
    ownerUrl,
    `insert into areas (id, kind, community_id) values ${list(areas.map(([id, kind, storage]) => [id, kind, storage]))}`,
    `insert into area_versions (area_id, valid_from, parent_id, name, lon, lat)
     values ${list(areas.map(([id, , , parent, name, lon, lat]) => [id, from, parent, name, lon, lat]))}`,
    `insert into organisations (id, kind, area_id, name, valid_from)
     values ${list(organisations.map(([id, kind, area, name]) => [id, kind, area, name, from]))}`,
    `insert into organisation_versions (organisation_id, area_id, name, valid_from)
     values ${list(organisations.map(([id, , area, name]) => [id, area, name, from]))}`,
    'update tree_versions set version = version + 1',
  );
}

export type StaffRole = Exclude<RoleCode, 'resident'>;
export type Reach = { readonly areaId: number } | { readonly organisationId: string };

/** Where a role is held in tests unless they say otherwise. */
export const usualReach: Readonly<Record<StaffRole, Reach>> = {
  'building-lead': { areaId: world.building },
  'grid-worker': { areaId: world.grid },
  'community-secretary': { areaId: world.community },
  'street-desk': { areaId: world.street },
  checker: { areaId: world.street },
  handler: { organisationId: world.property },
  'district-office': { areaId: world.district },
  mediator: { areaId: world.community },
  'legal-adviser': { areaId: world.community },
  judge: { areaId: world.community },
  'justice-worker': { areaId: world.community },
  'protection-worker': { areaId: world.community },
  'family-doctor': { areaId: world.community },
  'owners-body': { areaId: world.community },
  volunteer: { areaId: world.community },
  'system-admin': { areaId: world.district },
  'security-admin': { areaId: world.district },
  'audit-admin': { areaId: world.district },
};
