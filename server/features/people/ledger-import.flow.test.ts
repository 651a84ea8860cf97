import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { composeCitizenId } from '../../../domain/identifiers/citizen-id.ts';
import type { LayoutChoices } from '../../../domain/registry/ledger/made-layout.given.ts';
import { makeLedger } from '../../../domain/registry/ledger/made-ledger.given.ts';
import { testVault } from '../../kit/crypto/ring-vault.ts';
import { xlsxOf } from '../../kit/sheets/xlsx.given.ts';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { runSql } from '../../test/database.ts';
import { world } from '../../test/world.ts';
import {
  allRows,
  byId,
  bytesOf,
  checksum,
  importFile,
  names,
  preview,
  show,
  storedPeople,
  truthOf,
  upload,
  workbookOf,
} from './ledger-import.given.ts';

/** Numbers of an unassigned division: nobody's. */
const idOf = (n: number): string => composeCitizenId('440099', `19${60 + (n % 30)}-03-1${n % 10}`, n + 1);

let app: TestApp;
let secretary: Asker;
let isBroken = false;
let sealed = 0;

beforeAll(async () => {
  const vault = testVault();
  // A worker that dies in the middle of a run: the seal after the hundredth never comes.
  const seal: typeof vault.seal = (kind, plain) => {
    if (kind === 'phone') sealed += 1;
    if (isBroken && sealed > 100) throw new Error('the worker was killed');
    return vault.seal(kind, plain);
  };
  app = await testApp({ vault: { ...vault, seal } });
  secretary = await app.signIn('community-secretary');
});
afterAll(() => app.close());
beforeEach(() => {
  isBroken = false;
  sealed = 0;
});

async function undo(ref: string): Promise<void> {
  await app.send('imports.undo', { ref }, secretary);
  await app.queue.runAll();
}

describe('the preview', () => {
  it('tells how each column is read and why, numbers masked, and what is refused', async () => {
    const { shown, ref } = await preview(app, secretary, names[0] as string, await bytesOf(names[0] as string));
    expect(shown).toMatchObject({ state: 'previewed', counts: null, fileName: names[0] });
    const table = shown.sheets.find((sheet) => sheet.isIncluded)?.tables[0];
    const id = table?.columns.find((column) => column.field === 'idNumber');
    expect(id).toMatchObject({ confidence: 0.95, reason: 'header', isKept: true });
    expect(id?.samples.join()).not.toMatch(/\d{6}/);
    expect(shown.sheets.find((sheet) => !sheet.isIncluded)?.reasonText?.zh).toContain('没有找到');
    expect(shown.refusedColumns[0]).toMatchObject({ header: '是否刑满释放', letters: 'Q' });
    expect(await app.send('imports.discard', { ref }, secretary)).toMatchObject({ status: 200 });
    expect((await app.send('imports.run', { ref }, secretary)).problem?.code).toBe('import.wrong-state');
    expect((await app.get('GET /imports', {}, secretary)).answer.items).toEqual([]);
  });

  it('follows the user, remembers the choice for the next file, and gives no refused column back', async () => {
    const header = ['门牌', '称呼', '号码', '吸毒人员', '特长'];
    const rows = (n: number) => [header, ['1幢1单元101', '王一', idOf(n), '是', '书法']];
    const before = await checksum(app);
    const { ref } = await preview(app, secretary, '名册.xlsx', await workbookOf(rows(1)));
    const overrides = [
      { sheet: '居民登记', columns: { A: 'address', B: 'name', C: 'idNumber', D: 'remark', E: 'remark' } },
    ] as const;
    await app.send('imports.replan', { ref, overrides: structuredClone(overrides) as never }, secretary);
    await app.queue.runAll();
    const shown = await show(app, secretary, ref);
    expect(shown.refusedColumns.map((column) => column.header)).toEqual(['吸毒人员']);
    expect(shown.sheets[0]?.tables[0]?.columns.map((column) => [column.letters, column.field])).toEqual(
      expect.arrayContaining([
        ['B', 'name'],
        ['C', 'idNumber'],
        ['E', 'remark'],
      ]),
    );
    await app.send('imports.run', { ref }, secretary);
    await app.queue.runAll();
    const again = await importFile(app, secretary, '名册2.xlsx', await workbookOf(rows(2)));
    expect(again.shown.counts?.people.created).toBe(1);
    const columns = again.shown.sheets[0]?.tables[0]?.columns ?? [];
    expect(columns.find((column) => column.field === 'name')?.reason).toBe('remembered');
    expect(again.shown.sheets[0]?.tables[0]?.isRemembered).toBe(true);
    const kept = await app.database.read({ communities: [world.community], organisations: [] }, (db) =>
      db.selectFrom('people').select('details').execute(),
    );
    expect(kept.map((one) => one.details)).toEqual([{ remark: '书法' }, { remark: '书法' }]);
    await undo(again.ref);
    await undo(ref);
    expect(await checksum(app)).toEqual(before);
  });

  it('says why a file cannot be read, and keeps nothing of it', async () => {
    const fileId = await upload(app, secretary, world.community, 'a.csv', Buffer.from('你好，世界\n'));
    const { ref } = (await app.send('imports.start', { communityId: world.community, fileId }, secretary)).answer;
    await app.queue.runAll();
    expect((await app.send('imports.run', { ref }, secretary)).problem?.code).toBe('import.nothing-to-read');
    expect((await app.send('imports.start', { communityId: world.community, fileId }, secretary)).problem?.code).toBe(
      'files.not-there',
    );
    const street = await upload(app, secretary, world.community, 'b.csv', Buffer.from('a,b\n1,2\n'));
    expect(
      (await app.send('imports.start', { communityId: world.street, fileId: street }, secretary)).problem?.code,
    ).toBe('access.outside-scope');
  });
});

describe('a run', () => {
  it('can be tried: it says what would happen, lists what is wrong, and changes nothing', async () => {
    const [name = ''] = names;
    const before = await checksum(app);
    const { ref } = await preview(app, secretary, name, await bytesOf(name));
    await app.send('imports.run', { ref, isDryRun: true }, secretary);
    await app.queue.runAll();
    const tried = await show(app, secretary, ref);
    expect(tried).toMatchObject({ state: 'previewed', isDryRun: true });
    expect(await checksum(app)).toEqual(before);
    const listed = await allRows(app, secretary, ref, 'held');
    expect(listed).toHaveLength((await truthOf(name)).rejected.length);
    const [row] = listed;
    const fix = { ref, rowId: row?.id as string, name: '张三' };
    expect((await app.send('imports.fixRow', fix, secretary)).problem?.code).toBe('import.wrong-state');
    await app.send('imports.run', { ref }, secretary);
    await app.queue.runAll();
    const done = await show(app, secretary, ref);
    expect({ ...done.counts, newBuildings: [] }).toEqual({ ...tried.counts, newBuildings: [] });
    expect(done.counts?.newBuildings.map((one) => one.name)).toEqual(tried.counts?.newBuildings.map((one) => one.name));
    await undo(ref);
    expect(await checksum(app)).toEqual(before);
  });

  it('that dies in the middle has done nothing, and is done once when it is run again', async () => {
    const name = names[2] as string;
    const before = await checksum(app);
    const { ref } = await preview(app, secretary, name, await bytesOf(name));
    await app.send('imports.run', { ref }, secretary);
    const [job] = await app.queue.waiting();
    isBroken = true;
    await expect(app.queue.runAll()).rejects.toThrow('the worker was killed');
    expect(await checksum(app)).toEqual(before);
    expect((await show(app, secretary, ref)).state).toBe('running');
    isBroken = false;
    await app.queue.runJob(job?.name as string, job?.data as object);
    const truth = await truthOf(name);
    expect(await storedPeople(app)).toEqual(byId(truth.persons));
    const once = await checksum(app);
    await app.queue.runJob(job?.name as string, job?.data as object);
    expect(await checksum(app)).toEqual(once);
    await undo(ref);
    expect(await checksum(app)).toEqual(before);
  });

  it('that goes wrong again and again is given up and says so', async () => {
    const { ref } = await preview(app, secretary, names[0] as string, await bytesOf(names[0] as string));
    await app.send('imports.run', { ref }, secretary);
    const [job] = await app.queue.waiting();
    isBroken = true;
    for (let n = 0; n < 3; n += 1) {
      sealed = 0;
      await expect(app.queue.runJob(job?.name as string, job?.data as object)).rejects.toThrow();
    }
    await app.queue.runAll();
    const shown = await show(app, secretary, ref);
    expect(shown).toMatchObject({ state: 'failed', failure: { code: 'import.failed' } });
    expect(await storedPeople(app)).toEqual([]);
  });

  it('of ten thousand rows goes through a thread of its own', async () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => peopleRow(n));
    const bytes = await workbookOf([['住址', '姓名', '身份证号', '联系电话'], ...rows]);
    const startedMs = performance.now();
    const { ref, shown } = await importFile(app, secretary, '一万人.xlsx', bytes);
    const tookMs = performance.now() - startedMs;
    expect(shown).toMatchObject({
      state: 'done',
      doneRows: 10_000,
      totalRows: 10_000,
      counts: { people: { created: 10_000 } },
    });
    expect(tookMs).toBeLessThan(60_000);
    // What the database believes if it looked while none of it was committed: full pages of nothing.
    await runSql(
      app.ownerUrl,
      `update pg_class set reltuples = 0, relpages = 500 where relnamespace = 'public'::regnamespace and relkind = 'r'`,
      `delete from pg_statistic where starelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)`,
    );
    await undo(ref);
    expect(await storedPeople(app)).toEqual([]);
  });
});

/** One of many people, each with a door, a name, a document and a phone of their own. */
function peopleRow(n: number): readonly string[] {
  const door = `${100 + Math.floor(n / 300)}号楼${Math.floor((n % 300) / 100) + 1}单元${Math.floor((n % 100) / 10) + 1}0${n % 10}室`;
  const name = `王${'一二三四五六七八九十'[n % 10]}`;
  return [door, name, composeCitizenId('440099', dayOf(n), (n % 900) + 1), `1940${String(n).padStart(7, '0')}`];
}

/** Days that differ for ten thousand people together with their serials. */
function dayOf(n: number): string {
  const year = 1940 + (Math.floor(n / 900) % 60);
  return `${year}-${String((n % 12) + 1).padStart(2, '0')}-15`;
}

const layout = fc.record({
  seed: fc.nat(1_000_000),
  homes: fc.integer({ min: 6, max: 16 }),
  place: fc.constantFrom('address', 'three-columns', 'two-columns', 'sheet-and-unit', 'sheet-and-room', 'section-rows'),
  repeat: fc.constantFrom('said', 'merged', 'blank', 'same-mark'),
  header: fc.constantFrom('one-line', 'groups', 'groups-merged', 'sub-lines'),
  people: fc.constantFrom('per-person', 'per-person', 'per-household'),
  answers: fc.constantFrom('flags', 'tags'),
  shuffled: fc.boolean(),
  titled: fc.boolean(),
  hinted: fc.boolean(),
  footed: fc.boolean(),
  gaps: fc.boolean(),
  relation: fc.boolean(),
  faults: fc.boolean(),
}) satisfies fc.Arbitrary<LayoutChoices>;

describe('a layout nobody has seen', () => {
  it('comes in whole, twice the same, and is taken back without a trace', async () => {
    const before = await checksum(app);
    const property = fc.asyncProperty(layout, async (choices) => {
      const made = makeLedger(choices);
      const bytes = await xlsxOf(made.workbook);
      const first = await importFile(app, secretary, '台账.xlsx', bytes);
      expect(first.shown.failure).toBeNull();
      const expected = made.people.map(({ birthOn, sex, ...person }) => ({
        ...person,
        sex: sex === '1' ? 'M' : 'F',
        birth: birthOn.replaceAll('-', ''),
      }));
      expect(await storedPeople(app)).toEqual(byId(expected));
      const held = await allRows(app, secretary, first.ref, 'held');
      expect(held.map(({ row, reasons }) => ({ row, reason: reasons[0]?.code }))).toEqual(
        made.held.map(({ row, reason }) => ({ row, reason })),
      );
      const once = await checksum(app);
      const second = await importFile(app, secretary, '台账.xlsx', bytes);
      expect(await checksum(app)).toEqual(once);
      await undo(second.ref);
      await undo(first.ref);
      expect(await checksum(app)).toEqual(before);
    });
    await fc.assert(property, { numRuns: 12 });
  });

  it('may be a text table in GB 18030', async () => {
    const csv = `门牌号,姓名,公民身份号码,手机,是否独居\r\n3栋2单元501,欧阳娜,${idOf(5)},19400000005,是\r\n3栋2单元501,欧阳𬭎,${idOf(6)},,否\r\n`;
    const { ref, shown } = await importFile(app, secretary, '台账.csv', iconv.encode(csv, 'gb18030'));
    expect(shown.counts).toMatchObject({ people: { created: 2 }, houses: { created: 1 } });
    expect(await storedPeople(app)).toEqual(
      byId([
        {
          id: idOf(5),
          name: '欧阳娜',
          sex: 'F',
          birth: '19650315',
          phones: ['19400000005'],
          house: '3-2-501',
          alone: true,
          disabled: false,
          lowIncome: false,
        },
        {
          id: idOf(6),
          name: '欧阳𬭎',
          sex: 'M',
          birth: '19660316',
          phones: [],
          house: '3-2-501',
          alone: false,
          disabled: false,
          lowIncome: false,
        },
      ]).map((person) => ({ ...person, sex: Number(person.id[16]) % 2 === 1 ? 'M' : 'F' })),
    );
    await undo(ref);
  });
});
