import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRef } from '../../../contract/shapes.ts';
import { lapseDays, mostOpenAtDoor } from '../../../domain/rentals/declarations.ts';
import { writeSheetCode } from '../../../domain/rentals/door-sheet.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import { pdfPages, pdfText } from '../../test/pdf-text.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';
import { sheetTag } from './rentals.scope.ts';

let app: TestApp;
let worker: SignedIn;
let neighbour: SignedIn;

const makeHouse = async (room: string): Promise<string> =>
  (await app.send('houses.register', { buildingId: world.building, room, floor: 1 } as never, worker)).answer.ref;
const codeOf = (house: string): string => {
  const { communityId, id } = parseRef(house);
  const door = { communityId, houseId: id };
  return writeSheetCode(door, sheetTag(app, door));
};
const today = () => app.clock.now().slice(0, 10);
const declare = (code: string, input: Record<string, unknown> = {}, id: string = randomUUID()) =>
  app.send(
    'rentals.declare',
    { code, kind: 'in', name: '周小川', phone: '13800001111', on: today(), persons: 2, ...input } as never,
    undefined,
    id,
  );
const declared = async (as: SignedIn, house?: string) =>
  (await app.get('GET /rentals/declared', { query: { limit: 100, ...(house ? { house } : {}) } }, as)).answer.items;
const livesAt = async (house: string) =>
  (await app.get('GET /houses/:ref', { params: { ref: house } }, worker)).answer.residentsNow;
const rowsOf = async (house: string) => {
  const { communityId, id } = parseRef(house);
  return app.database.read({ communities: [communityId], organisations: [] }, (db) =>
    db.selectFrom('rentalDeclarations').selectAll().where('houseId', '=', id).orderBy('declaredAt').execute(),
  );
};

beforeAll(async () => {
  app = await testApp({ config: { publicUrl: 'http://linli.example' } });
  worker = await app.signIn('grid-worker');
  neighbour = await app.signIn('grid-worker', { areaId: world.secondGrid });
});
afterAll(() => app.close());

describe('the code at a door', () => {
  it('says which door it is and whom to call, and never who lives there; a code that is not ours says nothing', async () => {
    const house = await makeHouse('901');
    await app.send(
      'people.register',
      {
        communityId: world.community,
        name: '钱住户',
        home: { houseRef: house, kind: 'living', asWhat: 'tenant', fromOn: today() },
      } as never,
      worker,
    );
    const { answer } = await app.get('GET /rental-door/:code', { params: { code: codeOf(house) } });
    expect(answer).toMatchObject({ address: expect.stringContaining('901') });
    expect(JSON.stringify(answer)).not.toContain('钱');
    const wrong = `${codeOf(house).slice(0, -20)}${'0'.repeat(20)}`;
    for (const code of [wrong, 'x', codeOf(house).toUpperCase()])
      expect((await app.get('GET /rental-door/:code', { params: { code } })).problem?.code).toBe(
        'rentals.unknown-code',
      );
    expect((await declare(wrong)).problem?.code).toBe('rentals.unknown-code');
  });

  it('is printed for a building, twelve on a page or one, each time the same; by whoever registers people there alone', async () => {
    for (const room of ['902', '903']) await makeHouse(room);
    const print = (query: string, as: SignedIn = worker) =>
      app.inject({ method: 'GET', url: `/api/rentals/sheet.pdf?area=${query}` }, as);
    const sheet = await print(`${world.building}`);
    expect(sheet.statusCode).toBe(200);
    expect(sheet.headers['content-type']).toContain('application/pdf');
    expect(pdfText(sheet.rawPayload).join('\n')).toContain('902');
    const single = await print(`${world.building}&paper=A6`);
    expect(pdfPages(sheet.rawPayload)).toBe(1);
    expect(pdfPages(single.rawPayload)).toBeGreaterThanOrEqual(2);
    expect((await print(`${world.building}`, neighbour)).json().code).toBe('rentals.no-doors');
    const volunteer = await app.signIn('volunteer', { areaId: world.community });
    expect((await print(`${world.building}`, volunteer)).statusCode).toBe(403);
  });
});

describe('what is declared at a door', () => {
  it('waits for the worker of that ground, is confirmed in one press, and is in the base then and nowhere else', async () => {
    const house = await makeHouse('911');
    const id = randomUUID();
    expect((await declare(codeOf(house), {}, id)).answer).toEqual({ state: 'open' });
    // The same intention, and the same words sent by another press, are one.
    expect((await declare(codeOf(house), {}, id)).answer).toEqual({ state: 'open' });
    expect((await declare(codeOf(house))).answer).toEqual({ state: 'open' });
    expect(await declared(neighbour)).toEqual([]);
    const items = await declared(worker, house);
    expect(items).toMatchObject([
      { kind: 'in', name: '周小川', phoneMasked: '138****1111', persons: 2, houseRef: house },
    ]);
    const ref = items[0]?.ref ?? '';
    const phone = { params: { ref } };
    expect((await app.get('GET /rentals/declarations/:ref/phone', phone, neighbour)).status).toBe(404);
    expect((await app.get('GET /rentals/declarations/:ref/phone', phone, worker)).answer.phone).toBe('13800001111');
    expect(await livesAt(house)).toEqual([]);
    expect((await app.send('rentals.settle', { ref, outcome: 'confirmed' }, neighbour)).problem?.code).toBe(
      'request.not-found',
    );
    const settled = await app.send('rentals.settle', { ref, outcome: 'confirmed' }, worker);
    expect(settled.answer.people).not.toBeNull();
    expect(await livesAt(house)).toMatchObject([{ name: '周小川', asWhat: 'tenant', ref: settled.answer.people }]);
    expect((await app.send('rentals.settle', { ref, outcome: 'confirmed' }, worker)).answer.people).toBeNull();
    expect(await livesAt(house)).toHaveLength(1);
    expect(await declared(worker, house)).toEqual([]);
    expect(await rowsOf(house)).toMatchObject([{ state: 'confirmed', name: '', phoneSealed: null, phoneMasked: '' }]);
    // Somebody the worker had registered already is not there twice.
    await declare(codeOf(house), { phone: '13800002222' });
    const again = (await declared(worker, house))[0]?.ref ?? '';
    expect((await app.send('rentals.settle', { ref: again, outcome: 'confirmed' }, worker)).answer.people).toBeNull();
    expect(await livesAt(house)).toHaveLength(1);
  });

  it('keeps the landlord of a home that is let, the last confirmed alone, and nobody once it is let no more', async () => {
    const house = await makeHouse('912');
    const landlord = async (name: string, isLet: boolean) => {
      await declare(codeOf(house), { kind: 'landlord', name, isLet });
      const ref = (await declared(worker, house))[0]?.ref ?? '';
      await app.send('rentals.settle', { ref, outcome: 'confirmed' }, worker);
      return (await app.get('GET /rentals/landlords/:house', { params: { house } }, worker)).answer.landlord;
    };
    expect(await landlord('房东甲', true)).toMatchObject({ name: '房东甲', phoneMasked: '138****1111' });
    expect(await landlord('房东乙', true)).toMatchObject({ name: '房东乙' });
    expect((await rowsOf(house)).map(({ name }) => name)).toEqual(['', '房东乙']);
    expect(
      (await app.get('GET /rentals/landlords/:house', { params: { house } }, neighbour)).answer.landlord,
    ).toBeNull();
    expect(await landlord('房东乙', false)).toBeNull();
    expect((await rowsOf(house)).every(({ name, phoneSealed }) => name === '' && phoneSealed === null)).toBe(true);
  });

  it('is refused in words where it cannot be: a number that is none, a day far off, a landlord who says neither, a door that is full', async () => {
    const house = await makeHouse('913');
    const code = codeOf(house);
    const fieldsOf = async (input: Record<string, unknown>) =>
      (await declare(code, input)).problem?.fields?.map(({ path }) => path);
    expect(await fieldsOf({ phone: '12' })).toEqual(['phone']);
    expect(await fieldsOf({ name: '' })).toEqual([expect.stringContaining('name')]);
    expect(await fieldsOf({ kind: 'landlord' })).toEqual(['isLet']);
    expect((await declare(code, { on: '2020-01-01' })).problem?.code).toBe('rentals.day');
    for (let n = 0; n < mostOpenAtDoor; n += 1) expect((await declare(code, { name: `租客${n}` })).status).toBe(200);
    expect((await declare(code, { name: '还有一个' })).problem?.code).toBe('rentals.door-full');
    // What is dropped leaves nothing but that it was.
    for (const { ref } of await declared(worker, house))
      await app.send('rentals.settle', { ref, outcome: 'declined' }, worker);
    expect((await rowsOf(house)).every(({ state, name }) => state === 'declined' && name === '')).toBe(true);
    expect(await livesAt(house)).toEqual([]);
  });

  it('is forgotten where nobody confirms it', async () => {
    const house = await makeHouse('914');
    await declare(codeOf(house), { kind: 'out', name: '周小川', phone: '' });
    app.clock.set(new Date(Date.parse(app.clock.now()) + (lapseDays + 1) * 86_400_000).toISOString());
    await app.queue.runJob('rentals.lapse');
    expect(await rowsOf(house)).toMatchObject([{ state: 'lapsed', name: '' }]);
  });
});
