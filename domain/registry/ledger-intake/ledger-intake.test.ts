import { describe, expect, it } from 'vitest';
import type { LedgerPerson, LedgerResidence } from '../ledger/ledger-result.ts';
import { areaHundredths, asWhatOf, floorNumber, houseUseOf, residenceKindOf, tenureOf } from './home-words.ts';
import { groupHouseholds } from './households.ts';
import { type KnownRecord, mergeRecord, sameName } from './merge-record.ts';
import { buildingKeyOf, buildingName, buildingSuffix, indexBuildings, unitLabel } from './places.ts';
import { fieldLabel, isKeptField, rowReasonText } from './plan-words.ts';
import { toldPerson } from './told-person.ts';

const person = (more: Partial<LedgerPerson> = {}): LedgerPerson => ({
  sheet: '1号楼',
  row: 6,
  name: '王芳',
  idNumber: '44009919800506002X',
  sexCode: '2',
  birthOn: '1980-05-06',
  phones: ['19400000001'],
  texts: {},
  flags: {},
  tags: [],
  doubts: [],
  cells: { name: 'B6', birthOn: 'E6' },
  ...more,
});

describe('what a ledger tells of a person', () => {
  it('is kept in the terms of the registry, each value with its cell', () => {
    const told = toldPerson(
      person({
        texts: { ethnicity: '汉', remark: '常住', age: '45' },
        tags: ['肢体二级'],
        flags: { alone: true, disabled: false, owner: true },
      }),
    );
    expect(told).toMatchObject({
      sex: 'female',
      bornOn: '1980-05-06',
      idKind: 'citizen',
      tags: ['alone'],
      row: '1号楼!6',
    });
    expect(told.details).toEqual({ ethnicity: '01', remark: '常住；肢体二级' });
    expect(told.cells).toEqual({ name: '1号楼!B6', bornOn: '1号楼!E6' });
  });

  it('keeps numbers of others apart, and days that do not exist out', () => {
    const { idNumber: _none, ...rest } = person({ birthOn: '1980-02-31' });
    const told = toldPerson({
      ...rest,
      document: { kind: '护照', number: 'E12345678' },
      texts: { contactName: '王军', contactPhone: '19400000002、19400000001' },
    });
    expect(told).toMatchObject({ idKind: 'passport', idNumber: 'E12345678', bornOn: null });
    expect(told.phones).toEqual([
      { number: '19400000001', note: null },
      { number: '19400000002', note: '紧急联系人 王军' },
    ]);
  });
});

describe('a record that is there', () => {
  const known: KnownRecord = {
    name: '王芳',
    sex: 'unknown',
    bornOn: null,
    details: { education: '20', ethnicity: '11' },
    lineage: { education: 'import:x:A!B2', ethnicity: 'entry:y' },
    endReason: null,
  };
  it('is filled where empty, renewed where imported, left where entered by hand', () => {
    const told = toldPerson(person({ texts: { education: '大专', ethnicity: '汉族', workplace: '一中' } }));
    expect(mergeRecord(known, told)).toEqual({
      identity: { sex: 'female', bornOn: '1980-05-06' },
      details: { education: '30', workplace: '一中' },
      differences: [],
      stood: ['ethnicity'],
    });
  });

  it('differs in who somebody is: that is decided by a person', () => {
    const told = toldPerson(person({ name: '王方' }));
    const merge = mergeRecord({ ...known, sex: 'male', bornOn: '1980-05-07', endReason: 'left' }, told);
    expect(merge.differences.map((one) => one.field)).toEqual(['name', 'sex', 'bornOn', 'ended']);
    expect(mergeRecord({ ...known, details: { formerName: '王方' } }, told).differences).toEqual([]);
    expect(sameName('阿依古丽 · 买买提', '阿依古丽•买买提')).toBe(true);
  });
});

describe('homes', () => {
  const house = (houseUse: string, vacant = false) => ({ texts: { houseUse }, vacant });
  it.each([
    ['出租', 'let'],
    ['自住', 'owner'],
    ['群租', 'shared-let'],
    ['空置', 'vacant'],
    ['出借', 'lent'],
    ['', 'unknown'],
  ])('%s is %s', (words, tenure) => expect(tenureOf(house(words))).toBe(tenure));
  it('are vacant where nobody lives, and used as said', () => {
    expect(tenureOf(house('自住', true))).toBe('vacant');
    expect(houseUseOf(house('商铺'))).toBe('commercial');
    expect(houseUseOf(house('商住两用'))).toBe('mixed');
    expect(houseUseOf({ texts: {} })).toBeUndefined();
    expect([floorNumber('12'), floorNumber('B1'), floorNumber('夹层'), floorNumber(undefined)]).toEqual([
      12,
      -1,
      undefined,
      undefined,
    ]);
    expect([areaHundredths('88.5'), areaHundredths('x'), areaHundredths('0')]).toEqual([8850, undefined, undefined]);
  });

  const lives = (more: Partial<LedgerResidence>): LedgerResidence => ({
    sheet: 's',
    row: 1,
    person: 0,
    house: 'h',
    kind: 'resident',
    ...more,
  });
  it.each([
    [lives({ presence: '人户一致' }), 'both'],
    [lives({ presence: '人户分离' }), 'living'],
    [lives({ presence: '户在人不在' }), 'registered'],
    [lives({ kind: 'registered' }), 'registered'],
    [lives({}), undefined],
  ])('tell who is registered, who lives there: %o', (residence, kind) => {
    expect(residenceKindOf(residence, person())).toBe(kind);
  });
  it('tell as what', () => {
    expect(asWhatOf(lives({ kind: 'tenant' }), person())).toBe('tenant');
    expect(asWhatOf(lives({}), person({ flags: { owner: true } }))).toBe('owner');
    expect(asWhatOf(lives({}), person())).toBeUndefined();
  });
});

describe('buildings', () => {
  it('are one however they are written', () => {
    for (const name of ['3号楼', '3幢', '3栋', '03幢', '３号楼', '三号楼'])
      expect(buildingKeyOf(name), name).toEqual({ estate: '', label: '3' });
    expect(buildingKeyOf('幸福里3栋')).toEqual({ estate: '幸福里', label: '3' });
    expect([unitLabel('2单元'), unitLabel('02'), unitLabel('B门')]).toEqual(['2', '2', 'B']);
    expect(buildingSuffix(['1幢', '2幢', '3栋'])).toBe('幢');
    expect(buildingSuffix([])).toBe('号楼');
    expect(buildingName({ estate: '幸福里', label: '3' }, '栋')).toBe('幸福里3栋');
    expect(buildingName({ estate: '', label: 'A' }, '栋')).toBe('A座');
  });

  it('are found by number, and by estate where estates are told apart', () => {
    const index = indexBuildings([
      { id: 1, name: '3幢' },
      { id: 2, name: '幸福里4幢' },
      { id: 3, name: '安居苑4幢' },
    ]);
    const find = (estate: string, label: string, tells = false) => {
      const found = index.find({ estate, label }, tells);
      return typeof found === 'object' ? found.id : found;
    };
    expect([
      find('', '3'),
      find('', '4'),
      find('安居苑', '4'),
      find('幸福里', '3'),
      find('幸福里', '3', true),
      find('', '9'),
    ]).toEqual([1, 'several', 3, 1, undefined, undefined]);
  });
});

describe('households', () => {
  it('are grouped by number, else by head; whoever says neither joins the only one', () => {
    const member = (name: string, more: object = {}) => ({ person: name, name, house: 'a', ...more });
    expect(
      groupHouseholds([
        member('甲', { relation: '户主', headName: '甲' }),
        member('乙', { headName: '甲' }),
        member('丙'),
      ]),
    ).toEqual([{ house: 'a', number: undefined, head: '甲', members: ['甲', '乙', '丙'] }]);
    expect(
      groupHouseholds([
        member('甲', { number: 'H1' }),
        member('乙', { number: 'H2' }),
        member('丙'),
        { ...member('丁'), house: 'b' },
      ]).map((group) => group.members),
    ).toEqual([['甲'], ['乙'], ['丙'], ['丁']]);
  });
});

it('has words for every reason', () => {
  for (const [kind, code] of [
    ['held', 'id-check-digit'],
    ['held', 'name-formula'],
    ['doubt', 'house-unclear'],
    ['doubt', 'building-unclear'],
    ['refused', 'drugs'],
    ['ignored', 'total'],
    ['kept', 'touched'],
    ['conflict', 'home'],
  ] as const) {
    expect(rowReasonText(kind, code).zh, code).not.toBe(code);
    expect(rowReasonText(kind, code).en, code).toMatch(/[a-z]{3}/);
  }
  expect([isKeptField('name'), isKeptField('sequence'), fieldLabel('name')?.zh, fieldLabel('toString')]).toEqual([
    true,
    false,
    '姓名',
    undefined,
  ]);
});
