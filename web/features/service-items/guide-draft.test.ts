import { expect, it } from 'vitest';
import { itemGuide } from '../../../domain/service-items/guide.ts';
import { guideOf, valuesOf } from './guide-draft.ts';

const guide = itemGuide.parse({
  summary: { zh: '介绍', en: 'About' },
  who: { zh: '居民', en: 'Residents' },
  result: 'opinion',
  laws: ['行政许可法/32'],
  localRule: { zh: '区发〔2026〕1号', en: 'District [2026] 1' },
  words: ['低保', '补助'],
  materials: [
    { code: 'identity', label: { zh: '身份证', en: 'Id card' }, record: 'identity' },
    { code: 'cause', label: { zh: '困难原因', en: 'Cause' }, isRequired: false },
    { code: 'living', label: { zh: '住址', en: '住址' }, record: 'living', isRequired: false },
  ],
  steps: [{ zh: '受理', en: 'Accept' }],
  platform: { name: { zh: '平台', en: 'Platform' }, address: 'https://example.cn/a' },
});

it('gives back what it was given: a guide opened and saved is the same', () => {
  expect(itemGuide.parse(guideOf(valuesOf(guide), guide))).toEqual(guide);
});

it('reads lines as they are typed: full-width bars, no English, the same name twice', () => {
  const made = itemGuide.parse(
    guideOf({ ...valuesOf(guide), materials: '户口簿｜户籍登记\n照片\n照片', steps: '受理\n\n审核' }, guide),
  );
  expect(made.materials).toEqual([
    { code: 'material-1', label: { zh: '户口簿', en: '户口簿' }, isRequired: true, record: 'registered' },
    { code: 'material-2', label: { zh: '照片', en: '照片' }, isRequired: true },
    { code: 'material-3', label: { zh: '照片', en: '照片' }, isRequired: true },
  ]);
  expect(made.steps.map(({ zh }) => zh)).toEqual(['受理', '审核']);
});
