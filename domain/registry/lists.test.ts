import { describe, expect, it } from 'vitest';
import { choiceText, codeOf, keptChoice, type ListCode, type ListEntry, lists } from './lists.ts';

describe('the lists of a record', () => {
  it('say every entry in both languages, and nothing for two codes', () => {
    for (const [name, list] of Object.entries(lists)) {
      const owner = new Map<string, string>();
      for (const [code, { label, words = [] }] of Object.entries(list) as [string, ListEntry][]) {
        expect(label.zh, `${name} ${code}`).not.toBe('');
        expect(label.en, `${name} ${code}`).toMatch(/^[A-Z]/);
        for (const word of [label.zh, ...words]) {
          expect(owner.get(word) ?? code, `${name}: ${word}`).toBe(code);
          owner.set(word, code);
          expect(codeOf(name as ListCode, word), `${name}: ${word}`).toBe(code);
        }
      }
    }
  });

  it('have the 56 groups of GB/T 3304 and the standard codes that ledgers are checked by', () => {
    expect(Object.keys(lists.ethnicity).filter((code) => Number(code) <= 56)).toHaveLength(56);
    expect(codeOf('ethnicity', '汉')).toBe('01');
    expect(codeOf('ethnicity', ' 土家族 ')).toBe('15');
    expect(codeOf('politicalStatus', '党员')).toBe('01');
    expect(codeOf('politicalStatus', '群众')).toBe('13');
    expect(codeOf('maritalStatus', '离异')).toBe('40');
    expect(codeOf('education', '大专')).toBe('30');
    expect(codeOf('relation', '长子')).toBe('20');
  });

  it('keep what they do not know as it was written', () => {
    expect(codeOf('education', '初中在读')).toBeUndefined();
    expect(keptChoice('education', ' 初中在读 ')).toBe('初中在读');
    expect(keptChoice('education', '硕士')).toBe('10');
    expect(choiceText('education', '初中在读')).toEqual({ zh: '初中在读', en: '初中在读' });
    expect(choiceText('education', '10').zh).toBe('研究生');
    expect(codeOf('education', 'constructor')).toBeUndefined();
  });
});
