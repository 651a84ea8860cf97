import { expect, test } from 'vitest';
import type { OwnGround } from '../../../offline/own-ground.ts';
import { findOwnPlace, placeOfBuilding } from './own-places.ts';

const square = (west: number, south: number, size: number) =>
  ({
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west + size, south],
        [west + size, south + size],
        [west, south + size],
        [west, south],
      ],
    ],
  }) as const;

const ground: OwnGround = {
  id: 21,
  kind: 'grid',
  name: '春申第一网格',
  communityId: 11,
  shape: square(121.48, 31.23, 0.004),
  centre: [121.482, 31.232],
  buildings: [
    {
      id: 31,
      name: '1幢',
      storeys: 6,
      point: [121.4805, 31.2305],
      shape: square(121.4804, 31.2304, 0.0002),
      units: [{ id: 41, name: '1单元' }],
    },
    { id: 32, name: '2幢', storeys: null, point: [121.4815, 31.2305], shape: undefined, units: [] },
  ],
};

test('a position in a building is that building, with the spot itself', () => {
  expect(findOwnPlace([ground], { point: [121.4805, 31.2305], accuracyM: 12 })).toMatchObject({
    areaId: 31,
    communityId: 11,
    words: '1幢',
    gridName: '春申第一网格',
    point: [121.4805, 31.2305],
    accuracyM: 12,
  });
});

test('beside a building it is the nearest one', () => {
  expect(findOwnPlace([ground], { point: [121.4814, 31.2306], accuracyM: 20 })?.areaId).toBe(32);
});

test('away from buildings it is the grid, and outside of it nothing', () => {
  expect(findOwnPlace([ground], { point: [121.4835, 31.2335], accuracyM: 20 })).toMatchObject({
    areaId: 21,
    words: '春申第一网格',
  });
  expect(findOwnPlace([ground], { point: [121.6, 31.3], accuracyM: 20 })).toBeUndefined();
});

test('a unit is said after its building', () => {
  const [building] = ground.buildings;
  if (!building) throw new Error('no building');
  expect(placeOfBuilding(ground, building, 41)).toMatchObject({ areaId: 41, words: '1幢1单元' });
});
