import { describe, expect, it } from 'vitest';
import {
  fieldText,
  hiddenTagCodes,
  houseFields,
  keptDetails,
  openTagCodes,
  personDetails,
  personFields,
  serviceTags,
  tagCodes,
  tagOf,
} from './fields.ts';
import { refusedColumnKind, refusedValueKind } from './ledger/refused-columns.ts';

describe('the register of fields', () => {
  it('says for each field why it is held, on what basis and for how long', () => {
    for (const field of [...personFields, ...houseFields]) {
      expect(field.label.zh, field.key).not.toBe('');
      expect(field.label.en, field.key).not.toBe('');
      expect(field.purpose.zh.length, field.key).toBeGreaterThan(4);
      expect(field.basis.length, field.key).toBeGreaterThan(2);
      expect(field.retentionYears, field.key).toBeGreaterThan(0);
    }
    const keys = personFields.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('holds nothing that the importer would refuse', () => {
    for (const { key, label } of [...personFields, ...houseFields])
      expect(refusedColumnKind([label.zh]), key).toBeUndefined();
    for (const code of tagCodes) expect(refusedValueKind(serviceTags[code].label.zh), code).toBeUndefined();
  });

  it('keeps a choice by its code, other words as written, and nothing that is empty or unknown', () => {
    const typed = { ethnicity: '汉', education: '初中在读', remark: '  ', formerName: ' 李四 ', religion: '有' };
    expect(keptDetails(personFields, typed)).toEqual({ ethnicity: '01', education: '初中在读', formerName: '李四' });
    expect(fieldText({ list: 'ethnicity' }, '01').zh).toBe('汉族');
    expect(fieldText({ list: 'ethnicity' }, '汉族').zh).toBe('汉族');
    expect(fieldText({}, '工程师').zh).toBe('工程师');
  });

  it('takes values of known fields, as long as each field allows', () => {
    expect(personDetails.safeParse({ formerName: '李四', remark: 'x'.repeat(500) }).success).toBe(true);
    expect(personDetails.safeParse({ formerName: 'x'.repeat(41) }).error?.issues[0]?.path).toEqual(['formerName']);
    expect(personDetails.safeParse({ religion: '有' }).success).toBe(false);
  });
});

describe('service groups', () => {
  it('each bring something, and those of health and need are hidden', () => {
    for (const code of tagCodes.filter((one) => one !== 'partyMember'))
      expect(serviceTags[code].services.length, code).toBeGreaterThan(0);
    expect(hiddenTagCodes).toEqual(expect.arrayContaining(['disabled', 'lowIncome', 'careNeeding', 'childInNeed']));
    expect(openTagCodes).toEqual(expect.arrayContaining(['oldAge', 'alone', 'veteran', 'volunteer']));
    expect(new Set([...hiddenTagCodes, ...openTagCodes]).size).toBe(tagCodes.length);
  });

  it('hide a code nobody knows any more', () => {
    expect([tagOf('retired').level, tagOf('constructor').label.zh]).toEqual([3, 'constructor']);
  });
});
