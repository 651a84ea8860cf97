import { describe, expect, it } from 'vitest';
import { caseTypes } from '../processes/registry.ts';
import { basisKey, basisText, sources } from './basis.ts';
import type { CaseType, StageLimit } from './define.ts';

/** The lengths that articles of law name, as they are printed. */
const printed: Readonly<Record<number, readonly string[]>> = {
  3: ['三日'],
  5: ['五日'],
  7: ['七日'],
  15: ['十五日'],
  20: ['二十日'],
  30: ['三十日', '一个月'],
  60: ['六十日'],
  365: ['一年'],
  1098: ['三年'],
};

const limits = (type: CaseType): readonly StageLimit[] => [
  type.promise,
  ...Object.values(type.stages).flatMap((stage) => ('within' in stage ? [stage.within] : [])),
];

describe.each(Object.values(caseTypes).map((type) => [type.code, type as CaseType] as const))('%s', (_code, type) => {
  it('says a limit is the law’s only where the article names that number; every other is a house rule', () => {
    for (const { basis, limit, key } of limits(type)) {
      if (basis.source === 'house') continue;
      const said = basisText(basisKey(basis))?.words.zh ?? '';
      expect(
        (printed[limit.n] ?? []).some((length) => said.includes(length)),
        `${key}: ${limit.n} ${limit.unit} by ${basisKey(basis)}: ${said}`,
      ).toBe(true);
      // A law counts calendar days, statutory days, or working days where it says so; never office hours.
      expect(['days', 'legal-days', 'working-days']).toContain(limit.unit);
    }
  });
});

it('gives each source the day it came into force, and each article words in both languages', () => {
  for (const [key, { inForceOn, articles }] of Object.entries(sources)) {
    expect(inForceOn, key).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    for (const words of Object.values(articles)) expect([words.zh === '', words.en === '']).toEqual([false, false]);
  }
});
