import { describe, expect, it } from 'vitest';
import { contains } from '../../../domain/geometry/contains.ts';
import { areaM2 } from '../../../domain/geometry/measure.ts';
import { overlapM2 } from '../../../domain/geometry/overlap.ts';
import type { Polygon } from '../../../domain/geometry/shapes.ts';
import { checkShape } from '../../../domain/geometry/validity.ts';
import { doorKey, readDoor } from '../../../domain/identifiers/address.ts';
import { parseDivisionCode } from '../../../domain/identifiers/division-code.ts';
import { doorsOf } from './buildings.ts';
import { smallSize } from './demo.fixture.ts';
import { readDistrict } from './divisions.ts';
import { type PlacedArea, planPlaces } from './places.ts';
import { dataFolder } from './plan.ts';
import { makeRandom } from './random.ts';
import { sizes } from './sizes.ts';

const places = planPlaces(makeRandom('places'), dataFolder, {
  size: smallSize,
  district: readDistrict(dataFolder, smallSize),
});
const ofKind = (kind: PlacedArea['kind']) => places.areas.filter((area) => area.kind === kind);
const byId = new Map(places.areas.map((area) => [area.id, area]));
const polygonOf = (area: PlacedArea | undefined) => area?.polygon as Polygon;

describe('the places of a demo district', () => {
  it('are as many as asked for, with ids and codes of their own', () => {
    expect(ofKind('street')).toHaveLength(smallSize.streets);
    expect(ofKind('community')).toHaveLength(smallSize.communities);
    expect(ofKind('grid')).toHaveLength(smallSize.grids);
    expect(ofKind('building')).toHaveLength(smallSize.buildings);
    expect(places.communities.reduce((sum, { homes }) => sum + homes, 0)).toBe(smallSize.homes);
    expect(byId.size).toBe(places.areas.length);
    const codes = places.areas.flatMap(({ code }) => code ?? []);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { code } of [...ofKind('street'), ...ofKind('community')])
      expect(parseDivisionCode(code as string).ok).toBe(true);
  });

  it('hang under each other, parents first', () => {
    const seen = new Set<number>();
    for (const area of places.areas) {
      if (area.parentId !== null) expect(seen).toContain(area.parentId);
      seen.add(area.id);
      const own = area.kind === 'district' || area.kind === 'street' || area.kind === 'community';
      if (own) expect(area.communityId).toBe(area.id);
      else expect(byId.get(area.communityId)?.kind).toBe('community');
    }
  });

  it('have valid outlines; each building lies in its own grid and in no other', () => {
    for (const area of places.areas) {
      if (area.polygon) expect(checkShape(area.polygon).ok, area.name).toBe(true);
    }
    for (const building of ofKind('building')) {
      const around = ofKind('grid').filter((grid) => contains(polygonOf(grid), [building.lon, building.lat]));
      expect(around.map(({ id }) => id)).toEqual([building.parentId]);
    }
  });

  it('cover the ground without gap or overlap, at every level', () => {
    const whole = areaM2(polygonOf(places.areas[0]));
    for (const kind of ['street', 'community', 'grid'] as const) {
      const covered = ofKind(kind).reduce((sum, area) => sum + areaM2(polygonOf(area)), 0);
      expect(Math.abs(covered - whole)).toBeLessThan(whole * 1e-6);
    }
    const grids = ofKind('grid');
    for (const [i, one] of grids.entries()) {
      for (const other of grids.slice(i + 1)) expect(overlapM2(polygonOf(one), polygonOf(other))).toBeLessThan(0.001);
    }
  });

  it('number grids from west to east and from north to south', () => {
    for (const { grids } of places.communities) {
      const [first, last] = [grids[0], grids.at(-1)];
      if (!first || !last) throw new Error('a community has grids');
      expect(first.name.endsWith('一网格')).toBe(true);
      expect(first.lat > last.lat || first.lon < last.lon).toBe(true);
    }
  });

  it('share the homes out evenly among the grids', () => {
    const homes = places.communities.flatMap(({ grids }) =>
      grids.map(({ buildings }) => buildings.reduce((sum, { building }) => sum + building.homes, 0)),
    );
    const mean = smallSize.homes / smallSize.grids;
    expect(Math.min(...homes)).toBeGreaterThan(mean * 0.4);
    expect(Math.max(...homes)).toBeLessThan(mean * 2.2);
  });

  it('have doors that read back from their address, each once in its building', () => {
    const random = makeRandom('doors');
    for (const { buildings } of places.communities.flatMap(({ grids }) => grids)) {
      for (const { building, name, number, unitIds } of buildings) {
        const doors = doorsOf(random, building);
        const homes = doors.filter(({ use }) => use === 'residence');
        expect(homes).toHaveLength(building.homes);
        const keys = homes.map(({ unit, room }) => {
          const door = readDoor(`${name}${unit === 0 ? '' : `${unit}单元`}${room}室`);
          expect(door.building).toBe(String(number));
          return doorKey(door);
        });
        expect(new Set(keys).size).toBe(homes.length);
        expect(Math.max(...doors.map(({ floor }) => floor))).toBe(building.storeys);
        expect(Math.max(...doors.map(({ unit }) => unit))).toBe(unitIds.length);
      }
    }
  });

  it('hold a whole district', () => {
    const district = readDistrict(dataFolder, sizes.full);
    expect(district.streets).toHaveLength(22);
    const communities = district.streets.flatMap((street) => street.communities);
    expect(communities).toHaveLength(201);
    expect(communities.reduce((sum, { grids }) => sum + grids, 0)).toBe(1044);
    for (const { name, committeeName } of communities) {
      expect(name).toMatch(/社区$/);
      expect(committeeName).toMatch(/社区居民委员会$/);
    }
  });
});
