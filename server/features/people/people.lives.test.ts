import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composeCitizenId, unassignedDivisionCode } from '../../../domain/identifiers/citizen-id.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
/** Secretary of both communities of the street. */
let keeper: SignedIn;
let house: string;
let otherHouse: string;
let awayHouse: string;
let serial = 0;

const idOf = (bornOn: string): string => {
  serial += 2;
  return composeCitizenId(unassignedDivisionCode, bornOn, serial);
};

beforeAll(async () => {
  app = await testApp();
  keeper = await app.signIn('community-secretary', { areaId: world.street });
  const door = async (buildingId: number, room: string) =>
    (await app.send('houses.register', { buildingId, room }, keeper)).answer.ref;
  house = await door(world.building, '501');
  otherHouse = await door(world.secondBuilding, '202');
  awayHouse = await door(world.otherBuilding, '303');
});
afterAll(() => app.close());

const register = async (name: string, given: Record<string, unknown> = {}): Promise<string> =>
  (
    await app.send(
      'people.register',
      { communityId: world.community, name, home: { houseRef: house }, ...given } as never,
      keeper,
    )
  ).answer.ref;
const show = async (ref: string) => (await app.get('GET /people/:ref', { params: { ref } }, keeper)).answer;
const found = async (q: string) =>
  (await app.get('POST /people', { query: { q } }, keeper)).answer.items.map(({ ref }) => ref);

describe('merging two records of one community', () => {
  it('says of the one that stays what was true of the other, and gives all of it back', async () => {
    const keep = await register('司徒建国', { idNumber: idOf('1950-05-05'), phones: ['19400000001'] });
    const drop = await register('司徒见国', {
      phones: ['19400000001', '19400000002'],
      home: { houseRef: otherHouse, fromOn: '2015-06-01' },
      tags: ['alone'],
    });
    await app.send('ownerships.set', { houseRef: otherHouse, on: '2016-01-01', owners: [{ peopleRef: drop }] }, keeper);
    const { ref: household } = (
      await app.send('households.form', { houseRef: otherHouse, headRef: drop, memberRefs: [drop] }, keeper)
    ).answer;
    app.clock.advance(1000);
    const { mergeId } = (await app.send('people.merge', { keep, drop }, keeper)).answer;
    const kept = await show(keep);
    expect(kept.phones.map(({ masked }) => masked)).toEqual(['194****0001', '194****0002']);
    expect(kept.residences.map(({ words, fromOn, toOn }) => [words.includes('202'), fromOn, toOn])).toEqual(
      expect.arrayContaining([
        [true, '2015-06-01', null],
        [false, null, null],
      ]),
    );
    expect(kept.allTags.map(({ code }) => code)).toEqual(['alone']);
    expect(kept.ownerships).toMatchObject([{ fromOn: '2016-01-01', toOn: null }]);
    expect(kept.joined).toEqual([{ ref: drop, name: '司徒见国' }]);
    const dropped = await show(drop);
    expect(dropped).toMatchObject({ mergedInto: keep, endReason: 'merged', endedOn: '2026-03-04', mayWrite: false });
    for (const words of ['见国', '建国', '19400000002']) expect(await found(words), words).toEqual([keep]);
    const home = (await app.get('GET /houses/:ref', { params: { ref: otherHouse } }, keeper)).answer;
    expect([home.residentsNow.map(({ name }) => name), home.residentsBefore]).toEqual([['司徒建国'], []]);
    expect(home.households[0]?.headName).toBe('司徒建国');
    expect((await app.send('people.correct', { ref: drop, name: '不改' }, keeper)).problem?.code).toBe(
      'people.record-ended',
    );

    app.clock.advance(1000);
    await app.send('people.undoMerge', { ref: keep, mergeId }, keeper);
    expect(await show(keep)).toMatchObject({
      phones: [{ masked: '194****0001' }],
      ownerships: [],
      allTags: [],
      joined: [],
    });
    const back = await show(drop);
    expect(back).toMatchObject({
      mergedInto: null,
      endedOn: null,
      ownerships: [{ toOn: null }],
      residences: [{ toOn: null }],
    });
    expect(back.allTags.map(({ code, toOn }) => [code, toOn])).toEqual([['alone', null]]);
    expect(await found('见国')).toEqual([drop]);
    expect(await found('建国')).toEqual([keep]);
    expect((await app.get('GET /households/:ref', { params: { ref: household } }, keeper)).answer.headRef).toBe(drop);
    expect((await app.send('people.undoMerge', { ref: keep, mergeId }, keeper)).problem?.code).toBe(
      'people.merge-unknown',
    );
  });

  it('keeps the record that has the number, and never makes a circle', async () => {
    const numbered = await register('上官一', { idNumber: idOf('1960-06-06') });
    const bare = await register('上官二');
    expect((await app.send('people.merge', { keep: bare, drop: numbered }, keeper)).problem?.code).toBe(
      'people.merge-keep-numbered',
    );
    const away = await register('上官三', { communityId: world.otherCommunity, home: { houseRef: awayHouse } });
    expect((await app.send('people.merge', { keep: numbered, drop: away }, keeper)).problem).toBeUndefined();
    expect((await app.send('people.merge', { keep: away, drop: numbered }, keeper)).problem).toBeUndefined();
    const { rows } = await app.database.pool.query('select count(*)::int as n from persons where merged_into = id');
    expect(rows[0].n).toBe(0);
    expect((await show(numbered)).elsewhere.map(({ ref }) => ref)).toEqual([away]);
  });
});

describe('moving', () => {
  it('is refused where it says nothing new, lies in the future or starts where nobody lives', async () => {
    const ref = await register('搬家甲');
    const move = (input: Record<string, unknown>) =>
      app.send('people.move', { ref, on: '2026-03-01', ...input } as never, keeper);
    expect((await move({ toHouseRef: house })).problem?.code).toBe('people.already-living-there');
    expect((await move({ fromHouseRef: otherHouse, toHouseRef: otherHouse })).problem?.code).toBe(
      'people.not-living-there',
    );
    expect((await move({ toHouseRef: otherHouse, on: '2026-03-05' })).problem?.fields?.[0]?.path).toBe('on');
    expect((await show(ref)).residences).toHaveLength(1);
  });

  it('brings back somebody who had left, and nobody who died', async () => {
    const left = await register('回来乙');
    await app.send('people.end', { ref: left, on: '2026-02-01', reason: 'left' }, keeper);
    expect((await show(left)).residences[0]?.toOn).toBe('2026-02-01');
    expect(await found('回来乙')).toEqual([]);
    await app.send('people.move', { ref: left, toHouseRef: otherHouse, on: '2026-03-01' }, keeper);
    expect(await show(left)).toMatchObject({ endedOn: null, residences: [{ toOn: null }, { toOn: '2026-02-01' }] });
    const dead = await register('去世丙');
    await app.send('people.end', { ref: dead, on: '2026-02-01', reason: 'died' }, keeper);
    expect(
      (await app.send('people.move', { ref: dead, toHouseRef: otherHouse, on: '2026-03-01' }, keeper)).problem?.code,
    ).toBe('people.record-ended');
  });

  it('opens a record in the other community that is known to be the same person, and the way back finds the first one', async () => {
    const ref = await register('跨区丁', {
      idNumber: idOf('1980-08-08'),
      phones: ['19400000008'],
      details: { ethnicity: '汉' },
    });
    const there = (await app.send('people.move', { ref, toHouseRef: awayHouse, on: '2026-02-01' }, keeper)).answer.ref;
    expect(await show(there)).toMatchObject({
      communityName: '梅园社区',
      phoneMasked: '194****0008',
      elsewhere: [{ ref }],
      details: [{ key: 'ethnicity', value: '01', text: { zh: '汉族' } }],
    });
    const back = (await app.send('people.move', { ref: there, toHouseRef: house, on: '2026-03-01' }, keeper)).answer
      .ref;
    expect(back).toBe(ref);
  });
});

describe('correcting', () => {
  it('keeps choices by their code, removes what is emptied, and shows the history in words', async () => {
    const ref = await register('更正甲', { details: { education: '大专', workplace: '甲厂' } });
    app.clock.advance(1000);
    await app.send('people.correct', { ref, details: { education: '本科', workplace: '' } }, keeper);
    const shown = await show(ref);
    expect(shown.details).toMatchObject([{ key: 'education', value: '20', text: { zh: '大学本科' } }]);
    expect(shown.details[0]?.source).toMatch(/^entry:/);
    expect(shown.changes[0]).toMatchObject({
      before: { education: '大学专科', workplace: '甲厂' },
      after: { education: '大学本科', workplace: null },
    });
  });

  it('joins an identity without a number to the one the number belongs to', async () => {
    const idNumber = idOf('1970-01-01');
    const away = await register('补号乙', {
      communityId: world.otherCommunity,
      idNumber,
      home: { houseRef: awayHouse },
    });
    const ref = await register('补号乙');
    expect((await show(ref)).elsewhere).toEqual([]);
    await app.send('people.correct', { ref, idNumber }, keeper);
    expect(await show(ref)).toMatchObject({ sex: 'female', bornOn: '1970-01-01', elsewhere: [{ ref: away }] });
    expect(await found(idNumber)).toEqual(expect.arrayContaining([ref, away]));
    const wrong = await app.send('people.correct', { ref, bornOn: '1971-01-01' }, keeper);
    expect(wrong.problem?.fields?.[0]?.path).toBe('idNumber');
  });

  it('takes phones away and adds others; the history says which, masked', async () => {
    const ref = await register('换号丙', { phones: ['19400000011'] });
    const { phones } = await show(ref);
    app.clock.advance(1000);
    await app.send(
      'people.correct',
      { ref, removePhones: [phones[0]?.id as string], addPhones: ['194 0000 0012'] },
      keeper,
    );
    const shown = await show(ref);
    expect(shown.phoneMasked).toBe('194****0012');
    expect(shown.changes[0]).toMatchObject({ before: { phones: ['194****0011'] }, after: { phones: ['194****0012'] } });
    expect(await found('19400000011')).toEqual([]);
  });

  it('refuses words that would make a register of belief, offences or illness', async () => {
    const ref = await register('不登丁');
    for (const remark of ['信教', '刑满释放人员', '精神障碍患者'])
      expect(
        (await app.send('people.correct', { ref, details: { remark } }, keeper)).problem?.fields?.[0]?.path,
        remark,
      ).toBe('details.remark');
    const tag = await app.send(
      'people.giveTag',
      { ref, code: 'alone', source: '吸毒人员台账', fromOn: '2026-03-01' },
      keeper,
    );
    expect(tag.problem?.fields?.[0]?.path).toBe('source');
  });
});

describe('service groups', () => {
  it('have a source, a start and an end; a second one of a kind is refused while the first holds', async () => {
    const ref = await register('标签甲');
    const give = (toOn: string | null) =>
      app.send('people.giveTag', { ref, code: 'careNeeding', source: '医保部门', fromOn: '2026-01-01', toOn }, keeper);
    expect((await give('2026-12-31')).problem).toBeUndefined();
    expect((await give(null)).problem?.code).toBe('people.tag-given');
    expect((await show(ref)).hiddenTags).toBe(1);
    const { items } = (
      await app.get('GET /people/:ref/tags', { params: { ref }, query: { reason: 'service' } }, keeper)
    ).answer;
    expect(items).toMatchObject([
      { code: 'careNeeding', level: 3, toOn: '2026-12-31', services: [{}, { everyDays: 7 }] },
    ]);
    const tagged = async () =>
      (await app.get('POST /people/tagged', { query: { tag: 'careNeeding', reason: 'service' } }, keeper)).answer.items
        .length;
    expect(await tagged()).toBe(1);
    await app.send('people.endTag', { ref, tagId: items[0]?.id as string, on: '2026-03-01' }, keeper);
    expect([await tagged(), (await show(ref)).hiddenTags]).toEqual([0, 0]);
    expect(JSON.stringify((await show(ref)).changes)).not.toMatch(/careNeeding|失能/);
  });

  it('that ran out are not held any more', async () => {
    const ref = await register('到期乙');
    await app.send(
      'people.giveTag',
      { ref, code: 'unemployed', source: '人社部门', fromOn: '2026-01-01', toOn: '2026-03-10' },
      keeper,
    );
    const listed = async () =>
      (await app.get('POST /people', { query: { tag: 'unemployed' } }, keeper)).answer.items.map((one) => one.ref);
    expect(await listed()).toEqual([ref]);
    app.clock.set('2026-03-11T02:00:00.000Z');
    keeper = await app.signIn('community-secretary', { areaId: world.street });
    expect(await listed()).toEqual([]);
    expect((await show(ref)).tags).toEqual([]);
  });
});

describe('households and owners', () => {
  it('split: some leave with a head of their own, somebody stays', async () => {
    const [a, b, c] = [await register('分户甲'), await register('分户乙'), await register('分户丙')] as [
      string,
      string,
      string,
    ];
    const { ref } = (await app.send('households.form', { houseRef: house, headRef: a, memberRefs: [b, c] }, keeper))
      .answer;
    const split = (headRef: string, memberRefs: string[]) =>
      app.send('households.split', { ref, headRef, memberRefs, registerNo: '88001' }, keeper);
    expect((await split(a, [b, c])).problem?.code).toBe('households.nobody-left');
    const made = (await split(b, [b])).answer.ref;
    const members = async (household: string) =>
      (await app.get('GET /households/:ref', { params: { ref: household } }, keeper)).answer.members.map(
        ({ name, isHead, relationToHead }) => [name, isHead, relationToHead],
      );
    expect(await members(made)).toEqual([['分户乙', true, '户主']]);
    expect(await members(ref)).toEqual([
      ['分户甲', true, '户主'],
      ['分户丙', false, null],
    ]);
    expect((await split(b, [b])).problem?.code).toBe('households.not-a-member');
  });

  it('shares never sum up to more than the whole, and who stays is left as they were', async () => {
    const owner = await register('共有甲');
    const other = await register('共有乙');
    const set = (owners: object[], on: string) =>
      app.send('ownerships.set', { houseRef: house, on, owners } as never, keeper);
    const third = { shareNum: 1, shareDen: 3 };
    expect(
      (
        await set(
          [
            { peopleRef: owner, ...third },
            { peopleRef: other, shareNum: 3, shareDen: 4 },
          ],
          '2020-01-01',
        )
      ).problem?.code,
    ).toBe('ownerships.above-whole');
    await set(
      [
        { peopleRef: owner, ...third },
        { peopleRef: other, shareNum: 2, shareDen: 3 },
      ],
      '2020-01-01',
    );
    await set(
      [
        { peopleRef: owner, ...third },
        { organisationName: '区房管所', shareNum: 2, shareDen: 3 },
      ],
      '2025-01-01',
    );
    const { owners } = (await app.get('GET /houses/:ref', { params: { ref: house } }, keeper)).answer;
    expect(owners.map(({ name, fromOn, toOn }) => [name, fromOn, toOn])).toEqual(
      expect.arrayContaining([
        ['共有甲', '2020-01-01', null],
        ['区房管所', '2025-01-01', null],
        ['共有乙', '2020-01-01', '2025-01-01'],
      ]),
    );
    expect((await set([{}], '2025-01-01')).problem?.code).toBe('ownerships.nobody');
  });
});
