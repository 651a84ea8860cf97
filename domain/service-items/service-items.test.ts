import { describe, expect, it } from 'vitest';
import { text } from '../text.ts';
import { findItems } from './find-items.ts';
import { forbiddenProofs } from './forbidden-proofs.ts';
import { itemGuide, materialStates } from './guide.ts';

const items = [
  { name: text('高龄津贴申报', 'Old-age allowance'), words: ['老年津贴', '八十岁'] },
  { name: text('临时救助申请', 'Temporary assistance'), words: ['大病', '困难补助'] },
  { name: text('志愿服务记录证明', 'Proof of volunteer service'), words: ['义工证明'] },
];

describe('the twenty certificates', () => {
  it('are twenty, each once, each with where to go in both languages', () => {
    expect(forbiddenProofs).toHaveLength(20);
    expect(new Set(forbiddenProofs.map(({ code }) => code)).size).toBe(20);
    for (const { name, instead } of forbiddenProofs) {
      expect(name.zh).toMatch(/证明/);
      expect([instead.zh.length > 8, instead.en.length > 20]).toEqual([true, true]);
    }
  });

  it('answer first when they are asked for by name, and by what people say', () => {
    for (const one of forbiddenProofs) expect(findItems(items, one.name.zh).forbidden[0]?.code).toBe(one.code);
    const said = {
      开个亲属关系证明: 'kinship',
      单身证明: 'marriage',
      养狗: 'dog',
      生存证明: 'alive',
      身份证丢失证明: 'lost-papers',
    };
    for (const [words, code] of Object.entries(said))
      expect(
        findItems(items, words).forbidden.map((one) => one.code),
        words,
      ).toContain(code);
    expect(findItems(items, 'proof of kinship').forbidden[0]?.code).toBe('kinship');
  });
});

describe('finding an item', () => {
  it('goes by its name and by what people call it', () => {
    expect(findItems(items, '高龄').items.map(({ name }) => name.zh)).toEqual(['高龄津贴申报']);
    expect(findItems(items, '家里有人得了大病').items[0]?.name.zh).toBe('临时救助申请');
    expect(findItems(items, '志愿服务证明').items[0]?.name.zh).toBe('志愿服务记录证明');
    expect(findItems(items, '').items).toHaveLength(3);
  });

  it('says of a certificate on neither list that it is not issued, and nothing of other words', () => {
    expect(findItems(items, '开一个会说英语的证明').isUnlistedProof).toBe(true);
    expect(findItems(items, '路灯不亮')).toEqual({ items: [], forbidden: [], isUnlistedProof: false });
  });
});

describe('a guide', () => {
  const both = text('说明', 'words');
  const plain = { summary: both, who: both, result: 'opinion' as const, laws: ['行政许可法/32'] };
  it('stands on a law of the register or on a rule of one’s own', () => {
    expect(itemGuide.safeParse(plain).success).toBe(true);
    expect(itemGuide.safeParse({ ...plain, laws: ['行政许可法/999'] }).success).toBe(false);
    expect(itemGuide.safeParse({ ...plain, laws: [] }).success).toBe(false);
    expect(itemGuide.safeParse({ ...plain, laws: [], localRule: both }).success).toBe(true);
    expect(itemGuide.safeParse({ ...plain, platform: { name: both, address: 'http://example.cn' } }).success).toBe(
      false,
    );
  });

  it('asks only for what is not on record', () => {
    const guide = itemGuide.parse({
      ...plain,
      materials: [
        { code: 'id', label: both, record: 'identity' },
        { code: 'home', label: both, record: 'home' },
        { code: 'bank', label: both },
      ],
    });
    const states = materialStates(guide, { identity: { day: '2026-03-01', shown: '310***12' } }, '春申社区');
    expect(states.map(({ code, held }) => [code, held?.from ?? null])).toEqual([
      ['id', '春申社区'],
      ['home', null],
      ['bank', null],
    ]);
  });
});
