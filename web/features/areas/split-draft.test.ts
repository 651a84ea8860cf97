import { expect, test } from 'vitest';
import { householdsIn, moveTo, partOfEach, partsToSend } from './split-draft.ts';

const building = (id: number, households: number) => ({ id, name: `${id}`, lon: null, lat: null, households });
const proposal = {
  id: 1,
  on: '2026-03-04',
  stamp: '2026-03-04.1',
  name: 'G',
  households: 60,
  buildings: [building(1, 10), building(2, 20), building(3, 30)],
  parts: [
    { polygon: null, buildingIds: [1, 2], households: 30 },
    { polygon: null, buildingIds: [3], households: 30 },
  ],
  bound: 15,
  neighbours: [],
};

test('a building moved by hand counts in its new part alone, and is sent there', () => {
  const moved = moveTo(partOfEach(proposal), 1, 1);
  expect(householdsIn(proposal, partOfEach(proposal))).toEqual([30, 30]);
  expect(householdsIn(proposal, moved)).toEqual([20, 40]);
  expect(partsToSend(proposal, moved, (part) => (part === 0 ? 'G' : 'new'))).toEqual([
    { polygon: null, buildingIds: [2] },
    { polygon: null, buildingIds: [1, 3], name: 'new' },
  ]);
});
