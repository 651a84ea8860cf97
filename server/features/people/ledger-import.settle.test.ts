import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { composeCitizenId } from '../../../domain/identifiers/citizen-id.ts';
import { readTable } from '../../kit/sheets/read-table.ts';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { world } from '../../test/world.ts';
import {
  allRows,
  bytesOf,
  checksum,
  importFile,
  names,
  preview,
  show,
  storedPeople,
  truthOf,
  workbookOf,
} from './ledger-import.given.ts';

/** Numbers of an unassigned division: nobody's. Even serials are women's. */
const idOf = (n: number): string => composeCitizenId('440099', '1980-05-06', n * 2);
const header = ['楼栋', '单元', '房号', '姓名', '身份证号', '联系电话', '民族', '学历', '与户主关系'];

let app: TestApp;
let secretary: Asker;
const apps: TestApp[] = [];
beforeEach(async () => {
  app = await testApp();
  apps.push(app);
  secretary = await app.signIn('community-secretary');
});
afterAll(async () => {
  for (const one of apps) await one.close();
});

const take = async (...rows: readonly (readonly string[])[]) =>
  importFile(app, secretary, '登记表.xlsx', await workbookOf([header, ...rows]));
const undo = async (ref: string) => {
  await app.send('imports.undo', { ref }, secretary);
  await app.queue.runAll();
  return show(app, secretary, ref);
};
const findPerson = async (q: string) => (await app.get('POST /people', { query: { q } }, secretary)).answer.items[0];
const person = async (q: string) => {
  const found = await findPerson(q);
  return (await app.get('GET /people/:ref', { params: { ref: found?.ref as string } }, secretary)).answer;
};

describe('rows to fix', () => {
  it('are mended in place and taken in with everything else they say, once in every import of the file', async () => {
    const name = names[0] as string;
    const truth = await truthOf(name);
    const { ref } = await importFile(app, secretary, name, await bytesOf(name));
    const [row] = await allRows(app, secretary, ref, 'held');
    const params = { ref, id: row?.id as string };
    const full = (await app.get('GET /imports/:ref/rows/:id', { params }, secretary)).answer;
    expect(full).toMatchObject({
      name: truth.rejected[0]?.name,
      home: '1幢2单元302室'.replace('室', '') ? expect.any(String) : '',
    });
    expect(row?.words).not.toBe(full.idText);
    const wrong = await app.send('imports.fixRow', { ref, rowId: row?.id as string, idNumber: '123' }, secretary);
    expect(wrong.problem).toMatchObject({ code: 'request.invalid', fields: [{ path: 'idNumber' }] });
    const fixed = await app.send('imports.fixRow', { ref, rowId: row?.id as string, idNumber: idOf(7) }, secretary);
    expect(fixed.answer).toMatchObject({ state: 'created', conflicts: 0 });
    const shown = (await app.get('GET /people/:ref', { params: { ref: fixed.answer.peopleRef } }, secretary)).answer;
    expect(shown).toMatchObject({ name: full.name, sex: 'female', home: { words: expect.stringContaining('302') } });
    expect(
      (await app.send('imports.fixRow', { ref, rowId: row?.id as string, idNumber: idOf(8) }, secretary)).problem?.code,
    ).toBe('import.row-settled');

    const again = await importFile(app, secretary, name, await bytesOf(name));
    expect(again.shown.listed.held).toEqual({ all: truth.rejected.length, open: truth.rejected.length - 1 });
    const second = (await allRows(app, secretary, again.ref, 'held'))[1];
    expect(
      await app.send(
        'imports.dropRow',
        { ref: again.ref, rowIds: [second?.id as string], reason: '已搬走' },
        secretary,
      ),
    ).toMatchObject({ answer: { dropped: 1 } });
    expect((await show(app, secretary, ref)).open.held).toBe(truth.rejected.length - 2);
  });

  it('keep a person with another document, and find the one who is there already', async () => {
    const { ref, shown } = await take(
      ['1', '1', '101', '李明', '', '19400000001', '', '', '户主'],
      ['1', '1', '101', '李明', idOf(1), '', '汉', '', ''],
    );
    expect(shown.counts).toMatchObject({ people: { created: 1 }, held: 1 });
    const [row] = await allRows(app, secretary, ref, 'held');
    const full = (await app.get('GET /imports/:ref/rows/:id', { params: { ref, id: row?.id as string } }, secretary))
      .answer;
    expect(full.same).toMatchObject([{ name: '李明' }]);
    const fixed = await app.send(
      'imports.fixRow',
      { ref, rowId: row?.id as string, idNumber: 'E12345678', documentKind: '护照' },
      secretary,
    );
    expect(fixed.answer.state).toBe('created');
    const passport = (await app.get('GET /people/:ref', { params: { ref: fixed.answer.peopleRef } }, secretary)).answer;
    expect(passport).toMatchObject({ idKind: 'passport', idMasked: 'E12****78' });
  });

  it('leave as a spreadsheet of plain text, written down', async () => {
    const name = names[1] as string;
    const truth = await truthOf(name);
    const { ref } = await importFile(app, secretary, name, await bytesOf(name));
    const answer = await app.inject({ method: 'GET', url: `/api/imports/${ref}/held` }, secretary);
    expect(answer.statusCode).toBe(200);
    const book = await readTable(answer.rawPayload, 'x.xlsx');
    const cells = book.sheets.flatMap((sheet) =>
      sheet.rows.flatMap((one) => one.cells.filter((cell) => cell !== undefined)),
    );
    expect(cells.filter((cell) => cell.formula !== undefined)).toEqual([]);
    expect(book.sheets[0]?.rows).toHaveLength(truth.rejected.length + 1);
    expect(book.sheets[0]?.rows[1]?.cells[4]?.text).toBe(truth.rejected[0]?.name);
    const audited = await app.database.pool.query(
      "select action from audit_rows where noun = 'imports' order by at, id",
    );
    expect(audited.rows.map((one) => one.action)).toEqual(
      expect.arrayContaining(['imports.start', 'imports.run', 'imports.done', 'imports.export-held']),
    );
  });
});

describe('conflicts', () => {
  it('of two rows about phones: the first stands until somebody says which, or both', async () => {
    const before = await checksum(app);
    const { ref, shown } = await take(
      ['1', '1', '101', '王芳', idOf(1), '19400000001', '', '', ''],
      ['1', '1', '101', '王芳', idOf(1), '19400000002', '', '', ''],
      ['1', '1', '102', '李静', idOf(2), '19400000003', '', '', ''],
      ['1', '1', '102', '李静', idOf(2), '19400000004', '', '', ''],
    );
    expect(shown.counts?.conflicts).toEqual({ identity: 0, contact: 2 });
    const phones = async () => (await storedPeople(app)).map((one) => one.phones);
    expect(await phones()).toEqual([['19400000001'], ['19400000003']]);
    const [first] = await allRows(app, secretary, ref, 'conflict');
    expect(first?.conflict).toMatchObject({
      of: 'contact',
      against: 'file',
      fields: [
        { field: 'phone', kept: { zh: '194****0001' }, other: { zh: '194****0002' }, keptCell: 'F2', cell: 'F3' },
      ],
    });
    await app.send(
      'imports.decide',
      { ref, decisions: [{ rowId: first?.id as string, choice: 'replace' }] },
      secretary,
    );
    expect(await phones()).toEqual([['19400000002'], ['19400000003']]);
    await app.send('imports.decide', { ref, all: { of: 'contact', choice: 'both' } }, secretary);
    expect(await phones()).toEqual([['19400000002'], ['19400000003', '19400000004']]);
    expect((await show(app, secretary, ref)).open.conflicts).toBe(0);
    expect(await undo(ref)).toMatchObject({ undo: { people: 2, kept: 0 } });
    expect(await checksum(app)).toEqual(before);
  });

  it('with a record: who somebody is is never changed unasked; what was entered by hand stands', async () => {
    const house = (
      await app.send('houses.register', { buildingId: world.building, unitId: world.unit, room: '101' }, secretary)
    ).answer.ref;
    const { ref: peopleRef } = (
      await app.send(
        'people.register',
        {
          communityId: world.community,
          name: '王芳',
          idNumber: idOf(1),
          details: { ethnicity: '满族' },
          home: { houseRef: house },
        } as never,
        secretary,
      )
    ).answer;
    const before = await checksum(app);
    const { ref, shown } = await take(['1', '1', '101', '王方', idOf(1), '19400000001', '汉', '本科', '户主']);
    expect(shown.counts).toMatchObject({
      people: { created: 0, updated: 1 },
      houses: { created: 0 },
      conflicts: { identity: 1, contact: 0 },
      stood: 1,
    });
    let record = (await app.get('GET /people/:ref', { params: { ref: peopleRef } }, secretary)).answer;
    expect(record).toMatchObject({ name: '王芳', home: { houseRef: house } });
    expect(record.phones).toHaveLength(1);
    const values = Object.fromEntries(record.details.map((one) => [one.key, one.value]));
    expect(values['ethnicity']).toMatch(/满|11/);
    expect(values['education']).toBeDefined();
    const [row] = await allRows(app, secretary, ref, 'conflict');
    expect(row?.conflict).toMatchObject({
      of: 'identity',
      against: 'record',
      fields: [{ field: 'name', kept: { zh: '王芳' }, other: { zh: '王方' }, cell: 'D2' }],
    });
    const both = await app.send(
      'imports.decide',
      { ref, decisions: [{ rowId: row?.id as string, choice: 'both' }] },
      secretary,
    );
    expect(both.problem?.code).toBe('request.invalid');
    await app.send('imports.decide', { ref, decisions: [{ rowId: row?.id as string, choice: 'replace' }] }, secretary);
    expect((await findPerson('王方'))?.ref).toBe(peopleRef);
    expect(await findPerson('王芳')).toBeUndefined();
    expect(await undo(ref)).toMatchObject({ undo: { people: 0, kept: 0 } });
    record = (await app.get('GET /people/:ref', { params: { ref: peopleRef } }, secretary)).answer;
    expect(record).toMatchObject({ name: '王芳', phones: [] });
    expect((await findPerson('王芳'))?.ref).toBe(peopleRef);
    const after = await checksum(app);
    const { people: _was, ...rest } = before;
    const { people: _is, ...now } = after;
    expect(now).toEqual(rest);
  });

  it('with a record that has ended: nobody comes back to life unasked', async () => {
    const first = await take(['1', '1', '101', '王芳', idOf(1), '', '', '', '']);
    const { ref: peopleRef } = (await findPerson(idOf(1))) as { ref: string };
    await app.send('people.end', { ref: peopleRef, on: '2026-03-01', reason: 'left' }, secretary);
    const again = await take(['1', '1', '102', '王芳', idOf(1), '19400000009', '', '', '']);
    expect(again.shown.counts).toMatchObject({ people: { unchanged: 1 }, conflicts: { identity: 1 } });
    const [row] = await allRows(app, secretary, again.ref, 'conflict');
    expect(row?.conflict?.fields[0]).toMatchObject({ field: 'ended', kept: { zh: '已注销（迁出）' } });
    await app.send(
      'imports.decide',
      { ref: again.ref, decisions: [{ rowId: row?.id as string, choice: 'replace' }] },
      secretary,
    );
    const back = await person(idOf(1));
    expect(back).toMatchObject({ endedOn: null, home: { words: expect.stringContaining('102') } });
    expect(back.phones).toHaveLength(1);
    expect(first.shown.state).toBe('done');
  });
});

describe('homes', () => {
  it('are found however they are written, and a newer ledger moves whom an older one housed', async () => {
    const first = await take(
      ['1幢', '1单元', '101室', '王芳', idOf(1), '', '', '', '户主'],
      ['1栋', '1', '0101', '王军', idOf(2), '', '', '', '配偶'],
    );
    expect(first.shown.counts).toMatchObject({ houses: { created: 1 }, households: 1, newBuildings: [] });
    const second = await take(['1号楼', '1', '202', '王芳', idOf(1), '', '', '', '']);
    expect(second.shown.counts).toMatchObject({ people: { updated: 1 }, residences: 1, moved: 1 });
    expect((await person(idOf(1))).residences.map((one) => [one.words, one.toOn === null])).toEqual([
      [expect.stringContaining('202'), true],
      [expect.stringContaining('101'), false],
    ]);
    await undo(second.ref);
    expect((await person(idOf(1))).home?.words).toContain('101');
  });

  it('entered by hand are not left unasked', async () => {
    const house = (
      await app.send('houses.register', { buildingId: world.building, unitId: world.unit, room: '101' }, secretary)
    ).answer.ref;
    await app.send(
      'people.register',
      { communityId: world.community, name: '王芳', idNumber: idOf(1), home: { houseRef: house } } as never,
      secretary,
    );
    const { ref, shown } = await take(['2', '', '302', '王芳', idOf(1), '', '', '', '']);
    expect(shown.counts).toMatchObject({ conflicts: { contact: 1 }, residences: 0 });
    const [row] = await allRows(app, secretary, ref, 'conflict');
    expect(row?.conflict?.fields[0]).toMatchObject({ field: 'home', other: { zh: expect.stringContaining('302') } });
    await app.send('imports.decide', { ref, all: { of: 'contact', choice: 'replace' } }, secretary);
    expect((await person(idOf(1))).home?.words).toContain('302');
    await undo(ref);
    expect((await person(idOf(1))).home?.houseRef).toBe(house);
  });

  it('without a building hang under one that says so, and buildings are made where there are none', async () => {
    const { shown } = await importFile(
      app,
      secretary,
      '村.xlsx',
      await workbookOf([
        ['住址', '姓名', '身份证号', '户号'],
        ['河东村3组12号', '王芳', idOf(1), 'H1'],
        ['河东村3组12号', '王军', idOf(2), 'H1'],
        ['7号楼3单元901', '李静', idOf(3), 'H2'],
        ['南街', '赵敏', idOf(4), ''],
      ]),
    );
    expect(shown.counts).toMatchObject({ people: { created: 4 }, houses: { created: 3 }, households: 3 });
    expect(shown.counts?.newBuildings.map((one) => one.name)).toEqual(expect.arrayContaining(['7幢']));
    expect((await person(idOf(3))).home?.words).toBe('7幢3单元901室');
    expect((await person(idOf(4))).home?.words).toBe('南街');
    expect((await allRows(app, secretary, shown.ref, 'doubt')).map((row) => row.reasons[0]?.code)).toContain(
      'house-unclear',
    );
  });
});

describe('undoing', () => {
  it('keeps what somebody has touched since, and whom a later import names, and says so', async () => {
    const rows = (n: number) => ['1', '1', `${n}01`, `王${'甲乙丙丁'[n - 1]}`, idOf(n), '', '', '', ''];
    const first = await take(rows(1), rows(2), rows(3));
    const touched = (await findPerson(idOf(1)))?.ref as string;
    await app.send('people.correct', { ref: touched, name: '王甲甲' }, secretary);
    app.clock.advance(60_000);
    const second = await take(rows(2), rows(4));
    const undone = await undo(first.ref);
    expect(undone.undo).toMatchObject({ people: 1, houses: 1, kept: 4 });
    const kept = await allRows(app, secretary, first.ref, 'kept');
    expect(kept.map((row) => [row.name, row.reasons[0]?.code])).toEqual(
      expect.arrayContaining([
        ['王甲甲', 'touched'],
        ['王乙', 'named-later'],
      ]),
    );
    expect((await storedPeople(app)).map((one) => one.name)).toEqual(['王甲甲', '王乙', '王丁']);
    expect((await app.send('imports.undo', { ref: first.ref }, secretary)).problem?.code).toBe('import.wrong-state');
    await undo(second.ref);
    expect((await storedPeople(app)).map((one) => one.name)).toEqual(['王甲甲', '王乙']);
  });
});

describe('scope', () => {
  it('ends at the community: nobody else sees, runs or undoes its imports', async () => {
    const bytes = await workbookOf([header, ['1', '1', '101', '王芳', idOf(1), '', '', '', '']]);
    const { ref } = await preview(app, secretary, 'x.xlsx', bytes);
    const neighbour = await app.signIn('community-secretary', { areaId: world.otherCommunity });
    const worker = await app.signIn('grid-worker');
    expect((await app.get('GET /imports/:ref', { params: { ref } }, neighbour)).problem?.code).toBe(
      'request.not-found',
    );
    expect(
      (await app.get('GET /imports/:ref/rows', { params: { ref }, query: { kind: 'held' } }, neighbour)).problem?.code,
    ).toBe('request.not-found');
    expect((await app.get('GET /imports', {}, neighbour)).answer.items).toEqual([]);
    expect((await app.send('imports.run', { ref }, neighbour)).problem?.code).toBe('request.not-found');
    expect((await app.get('GET /imports', {}, worker)).problem?.code).toBe('access.forbidden');
    // A secretary of both sees each where it lies.
    const both = await app.signIn('community-secretary', { areaId: world.street });
    expect((await app.get('GET /imports', { query: { community: world.community } }, both)).answer.items).toHaveLength(
      1,
    );
    expect((await app.get('GET /imports', { query: { community: world.otherCommunity } }, both)).answer.items).toEqual(
      [],
    );
    // The same person in two communities is one identity with two records.
    await app.send('imports.run', { ref }, secretary);
    const far = await importFile(app, both, 'y.xlsx', bytes, world.otherCommunity);
    expect(far.shown.counts?.people.created).toBe(1);
    const persons = await app.database.pool.query('select count(*)::int as n from persons');
    expect(persons.rows[0].n).toBe(1);
    await undo(ref);
    expect(await storedPeople(app, world.otherCommunity)).toHaveLength(1);
    expect(await storedPeople(app)).toEqual([]);
  });
});
