import { expect, it } from 'vitest';
import { namesPerson } from './reply-names.ts';

const wang = { name: '王桂兰', phone: '19900000001' };

it.each(['王桂兰，灯换好了', '桂兰阿姨您好', '王女士，已修好', '请致电 199 0000 0001', '王 女士'])(
  'a reply of %s names her',
  (words) => expect(namesPerson(words, wang)).toBe(true),
);

it.each(['楼道灯已全部更换', '物业电话 62345678', '国王花园东门已清运', ''])('a reply of %s names nobody', (words) =>
  expect(namesPerson(words, wang)).toBe(false),
);

it('names nobody where nobody is known', () => {
  expect(namesPerson('灯换好了，张女士', { name: '', phone: '' })).toBe(false);
});
