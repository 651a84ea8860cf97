import { expect, test } from 'vitest';
import type { PublicCategory } from '../../../../contract/catalogue.ts';
import { leafCategories, suggestCategories } from './suggest-categories.ts';
import { elsewhereOf } from './use-catalogue.ts';

const category = (id: number, zh: string, en: string, more: Partial<PublicCategory> = {}): PublicCategory => ({
  id,
  parentId: Math.floor(id / 100) * 100,
  caseType: 'event',
  name: { zh, en },
  position: id,
  icon: null,
  photo: 'none',
  questions: [],
  stoppers: [],
  outOfScope: [],
  ...more,
});

const all = [
  category(100, '安全隐患', 'Safety hazards', { parentId: null }),
  category(102, '楼道堆放杂物', 'Clutter in a stairwell'),
  category(107, '电梯故障', 'Lift out of order'),
  category(200, '市容环境', 'Streets and environment', {
    parentId: null,
    outOfScope: [{ words: ['航班'], say: { zh: '请拨机场热线。', en: 'Please call the airport.' } }],
  }),
  category(205, '社会生活噪声', 'Noise of daily life'),
  category(400, '公共设施', 'Public facilities', { parentId: null }),
  category(401, '路灯不亮', 'Street lamp out'),
  category(402, '小区、楼道照明故障', 'Lamp of a yard or stairwell out'),
  category(900, '证明申请', 'Proofs', { parentId: null, caseType: 'request' }),
  category(901, '居住情况', 'That somebody lives here', { caseType: 'request' }),
];
const choices = leafCategories(all, 'event');
const guessed = (words: string) => suggestCategories(choices, words).map(({ id }) => id);

test('a matter is one of the categories that nothing lies under, of its own process', () => {
  expect(choices.map(({ id }) => id)).toEqual([102, 107, 205, 401, 402]);
  expect(leafCategories(all, 'request').map(({ id }) => id)).toEqual([901]);
});

test('everyday words find what the list calls otherwise, the likeliest first', () => {
  expect(guessed('3 楼楼道灯不亮，晚上看不见')[0]).toBe(402);
  expect(guessed('门口路灯不亮')[0]).toBe(401);
  expect(guessed('楼下跳广场舞太吵')[0]).toBe(205);
  expect(guessed('电梯坏了')[0]).toBe(107);
  expect(guessed('the lift is out of order')[0]).toBe(107);
});

test('words that sound like nothing suggest nothing, and never more than three', () => {
  expect(guessed('')).toEqual([]);
  expect(guessed('你好')).toEqual([]);
  expect(guessed('楼道堆放杂物，灯坏，电梯故障，路灯不亮，噪声').length).toBe(3);
});

test('what belongs elsewhere is said once; a chosen category speaks for itself alone', () => {
  expect(elsewhereOf(all, undefined, '航班太吵').map(({ zh }) => zh)).toEqual(['请拨机场热线。']);
  expect(elsewhereOf(all, choices[0], '航班太吵')).toEqual([]);
});
