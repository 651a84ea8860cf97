import { expect, it } from 'vitest';
import { generate, smallSize } from './demo.fixture.ts';
import type { LeftOut } from './scene-play.ts';
import { line, tell } from './scenes/shape.ts';

const found = { kind: 'neighbours', words: '楼上夜里跑跳，楼下上门争吵。', level: 'grid' };
const told = tell('dispute', ['grid', 'find', 3], found, [line('grid', 'take', {}, 3)]);

it('leaves out whole what the engine refuses, names it, and tells the others as if it were not there', async () => {
  const left: LeftOut[] = [];
  const refusedLate = tell('dispute', ['grid', 'find', 3], found, [
    line('grid', 'take', {}, 3),
    line('volunteer', 'stop', {}, 1),
  ]);
  const playedByNobody = tell('dispute', ['unit committee', 'find', 3], found, [line('grid-2', 'no such step')]);
  const tellings = [told, refusedLate, playedByNobody, told];
  const { table } = await generate('left out', smallSize, { tellings, onLeftOut: (one) => void left.push(one) });
  expect(left.map(({ type, nth }) => [type, nth])).toEqual([
    ['dispute', 1],
    ['dispute', 2],
  ]);
  expect(String(left[0]?.error)).toContain('The engine refused');
  const disputes = table('cases').filter((row) => row['type'] === 'dispute');
  expect(disputes).toHaveLength(2);
  const ids = new Set(table('cases').map((row) => row['id']));
  for (const list of ['case_entries', 'case_clocks', 'case_parties', 'files'] as const)
    for (const row of table(list)) expect(ids).toContain(row[list === 'files' ? 'row_id' : 'case_id']);
  // Numbers follow each other without a gap.
  for (const row of table('case_counters').filter(
    ({ community_id }) => community_id === disputes[0]?.['community_id'],
  )) {
    const ofDay = table('cases').filter(
      (one) => one['community_id'] === row['community_id'] && one['business_on'] === row['day'],
    );
    expect(ofDay).toHaveLength(row['serial'] as number);
  }
});
