import { describe, expect, it } from 'vitest';
import { hazard } from '../processes/hazard.ts';
import { caseTypes } from '../processes/registry.ts';
import { caseTitle } from './title.ts';

describe('the title of a matter', () => {
  it.each([
    [{ kind: 'fire', words: '后门堆满纸箱', site: '3 楼' }, '后门堆满纸箱'],
    [{ kind: 'bikes', site: ' 3 楼东侧 ' }, '电动自行车 · 3 楼东侧'],
    [{ kind: 'gas', words: ' \n' }, '燃气'],
    [{ kind: 'unheard-of' }, '隐患'],
    [{}, '隐患'],
  ])('of %j is %s', (fields, title) => {
    expect(caseTitle(hazard, fields)).toBe(title);
  });

  it('comes from fields that the type has, which say it in words', () => {
    for (const { code, fields, titleField, titleElse = [] } of Object.values(caseTypes)) {
      expect(fields, code).toHaveProperty([titleField]);
      for (const key of titleElse) expect(['choice', 'text'], `${code}.${key}`).toContain(fields[key]?.kind);
    }
  });
});
