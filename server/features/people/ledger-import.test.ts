import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportDetail } from '../../../contract/imports.ts';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { world } from '../../test/world.ts';
import {
  allRows,
  byId,
  bytesOf,
  checksum,
  importFile,
  names,
  show,
  storedPeople,
  type Truth,
  truthOf,
} from './ledger-import.given.ts';

describe('the three workbooks', () => {
  it('are there', () => expect(names).toHaveLength(3));

  describe.each(names)('%s', (name) => {
    let app: TestApp;
    let secretary: Asker;
    let truth: Truth;
    let before: Record<string, string>;
    let ref: string;
    let done: ImportDetail;

    beforeAll(async () => {
      app = await testApp();
      secretary = await app.signIn('community-secretary');
      truth = await truthOf(name);
      before = await checksum(app);
      ({ ref, shown: done } = await importFile(app, secretary, name, await bytesOf(name)));
    });
    afterAll(() => app.close());

    it('comes in whole: everybody once, with sex, birth, phones and room', async () => {
      expect(done.failure).toBeNull();
      expect(done).toMatchObject({ state: 'done', counts: { rows: truth.rows, entries: truth.rows } });
      expect(await storedPeople(app)).toEqual(byId(truth.persons));
      expect(done.counts).toMatchObject({
        people: { created: truth.persons.length, updated: 0, unchanged: 0 },
        houses: { created: truth.houses, updated: 0, unchanged: 0 },
        held: truth.rejected.length,
        duplicates: truth.duplicates,
        injected: truth.injected,
      });
    });

    it('holds each bad row with its reason and its cell', async () => {
      const held = await allRows(app, secretary, ref, 'held');
      expect(
        held.map(({ sheet, row, reasons, name: shown }) => ({ sheet, row, reason: reasons[0]?.code, name: shown })),
      ).toEqual(truth.rejected);
      for (const { reasons, state } of held) {
        expect(reasons[0]?.text.zh.length).toBeGreaterThan(3);
        expect(reasons[0]?.cell).toMatch(/^[A-Z]+\d+$/);
        expect(state).toBe('open');
      }
    });

    it('queues each conflict, and lists what was repeated', async () => {
      expect(await allRows(app, secretary, ref, 'conflict')).toHaveLength(truth.conflicts);
      expect(await allRows(app, secretary, ref, 'duplicate')).toHaveLength(truth.duplicates);
    });

    it('names and refuses sensitive columns, and keeps nothing of the file', async () => {
      expect([...new Set(done.refusedColumns.map((column) => column.header))]).toEqual(truth.refusedColumns);
      expect(done.refusedColumns[0]?.why.zh).not.toBe('');
      const { rows } = await app.database.pool.query("select state from files where noun = 'imports'");
      expect(rows).toEqual([]); // not visible without a scope
      const left = await app.database.read({ communities: [world.community], organisations: [] }, async (db) => ({
        files: await db.selectFrom('files').select('state').execute(),
        pages: await db.selectFrom('importPages').select('position').execute(),
      }));
      expect(left).toEqual({ files: [{ state: 'erased' }], pages: [] });
    });

    it('is undone without a trace', async () => {
      await app.send('imports.undo', { ref }, secretary);
      await app.queue.runAll();
      const undone = await show(app, secretary, ref);
      expect(undone).toMatchObject({
        state: 'undone',
        undo: { people: truth.persons.length, houses: truth.houses, kept: 0 },
      });
      expect(await checksum(app)).toEqual(before);
    });
  });
});

describe('one community', () => {
  let app: TestApp;
  let secretary: Asker;
  beforeAll(async () => {
    app = await testApp();
    secretary = await app.signIn('community-secretary');
  });
  afterAll(() => app.close());

  it('takes all three, one after another: everybody once, whichever file named them', async () => {
    const truths = await Promise.all(names.map(truthOf));
    const everybody = new Map(truths.flatMap((truth) => truth.persons.map((person) => [person.id, person])));
    const before = await checksum(app);
    const refs: string[] = [];
    let known = new Set<string>();
    for (const [n, name] of names.entries()) {
      const persons = truths[n]?.persons ?? [];
      const { ref, shown } = await importFile(app, secretary, name, await bytesOf(name));
      const fresh = persons.filter((person) => !known.has(person.id)).length;
      expect(shown.counts?.people.created, name).toBe(fresh);
      expect(shown.counts?.conflicts.identity, name).toBe(0);
      known = new Set([...known, ...persons.map((person) => person.id)]);
      refs.push(ref);
    }
    expect(await storedPeople(app)).toEqual(byId([...everybody.values()]));
    const doors = await app.database.read({ communities: [world.community], organisations: [] }, (db) =>
      db.selectFrom('houses').select('doorKey').execute(),
    );
    expect(doors).toHaveLength(108);
    expect(new Set(doors.map((one) => one.doorKey)).size).toBe(108);

    const whole = await checksum(app);
    for (const name of names) {
      const { shown } = await importFile(app, secretary, name, await bytesOf(name));
      expect(shown.counts, name).toMatchObject({
        people: { created: 0 },
        houses: { created: 0 },
        phones: 0,
        households: 0,
      });
    }
    expect(await checksum(app)).toMatchObject({ people_phones: whole['people_phones'], tags: whole['tags'] });
    expect(await storedPeople(app)).toEqual(byId([...everybody.values()]));

    const all = (await app.get('GET /imports', { query: { community: world.community } }, secretary)).answer.items;
    expect(all).toHaveLength(6);
    for (const { ref } of all) {
      await app.send('imports.undo', { ref }, secretary);
      await app.queue.runAll();
    }
    expect(await checksum(app)).toEqual(before);
    expect(refs).toHaveLength(3);
  });

  it('is not changed by the same file again', async () => {
    const name = names[2] as string;
    const first = await importFile(app, secretary, name, await bytesOf(name));
    const before = await checksum(app);
    const again = await importFile(app, secretary, name, await bytesOf(name));
    expect(await checksum(app)).toEqual(before);
    expect(again.shown.counts).toMatchObject({
      people: { created: 0, updated: 0, unchanged: first.shown.counts?.people.created },
      houses: { created: 0, updated: 0, unchanged: first.shown.counts?.houses.created },
      residences: 0,
      phones: 0,
      tags: 0,
    });
    expect(again.shown.listed.held).toEqual(first.shown.listed.held);
  });
});
