import { expect, test } from 'vitest';
import type { HouseItem } from '../../../contract/houses.ts';
import { byFloors } from './building-floors.ts';

const door = (floor: number | null, room: string) => ({ floor, room, ref: room }) as HouseItem;

test('the top floor stands first, rooms by number, those without a floor last', () => {
  const floors = byFloors([
    door(1, '102'),
    door(null, '门卫'),
    door(10, '1002'),
    door(1, '101'),
    door(-1, 'B101'),
    door(10, '1001'),
  ]);
  expect(floors.map(({ floor, doors }) => [floor, doors.map(({ room }) => room)])).toEqual([
    [10, ['1001', '1002']],
    [1, ['101', '102']],
    [-1, ['B101']],
    [null, ['门卫']],
  ]);
});
