import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toRef } from '../../../contract/shapes.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import { uuidv7 } from '../../kit/ids.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let worker: SignedIn;
let secretary: SignedIn;
let party: SignedIn;
let stranger: SignedIn;

interface Made {
  readonly house: string;
  readonly people: readonly string[];
}

/** A home with people in their groups, straight into the base. */
async function makeHome(
  room: string,
  groups: readonly (readonly string[])[],
  buildingId: number = world.building,
): Promise<Made> {
  const communityId = world.community;
  const houseId = uuidv7();
  const people = groups.map(() => uuidv7());
  const at = app.clock.now();
  await app.database.write({ communities: [communityId], organisations: [] }, async (db) => {
    await db
      .insertInto('houses')
      .values({
        communityId,
        id: houseId,
        buildingId,
        room,
        doorKey: `1-1-${room}`,
        address: `1幢1单元${room}`,
        createdAt: at,
        updatedAt: at,
      })
      .execute();
    for (const [nth, id] of people.entries()) {
      const personId = uuidv7();
      await db.insertInto('persons').values({ id: personId, createdAt: at }).execute();
      await db
        .insertInto('people')
        .values({
          communityId,
          id,
          personId,
          name: `沈${room}${nth}`,
          sex: 'female',
          bornOn: '1940-05-01',
          createdAt: at,
          updatedAt: at,
        })
        .execute();
      await db
        .insertInto('residences')
        .values({ communityId, id: uuidv7(), peopleId: id, houseId, kind: 'both', createdAt: at })
        .execute();
      for (const [position, note] of [null, '紧急联系人 沈小妹'].entries()) {
        const phone = `1990000${room}${position}`;
        await db
          .insertInto('peoplePhones')
          .values({
            communityId,
            id: uuidv7(),
            peopleId: id,
            sealed: app.vault.seal('phone', phone),
            token: app.vault.token('phone', phone),
            masked: '199****',
            position,
            note,
          })
          .execute();
      }
      for (const code of groups[nth] ?? [])
        await db
          .insertInto('tags')
          .values({
            communityId,
            id: uuidv7(),
            peopleId: id,
            code,
            kind: 'service',
            source: '登记',
            fromOn: '2026-01-01',
          })
          .execute();
    }
  });
  return { house: toRef(communityId, houseId), people: people.map((id) => toRef(communityId, id)) };
}

const due = async (as: SignedIn, query: Record<string, unknown> = {}) =>
  (await app.get('GET /visits/due', { query: { ahead: 62, ...query } }, as)).answer;
const door = async (as: SignedIn, house: string) =>
  (await app.get('GET /visits/doors/:house', { params: { house } }, as)).answer;
const record = (as: SignedIn, house: string, input: Record<string, unknown> = {}, id: string = randomUUID()) =>
  app.send('visits.record', { house, visitedAt: app.clock.now(), way: 'door', outcome: 'met', ...input }, as, id);
/** A day further on, with everybody signed in anew: a session does not last the night. */
const onDay = async (day: string) => {
  app.clock.set(`${day}T02:00:00Z`);
  for (const one of [worker, secretary, party, stranger]) Object.assign(one, await app.signInUser(one.userId));
};
const notices = async (as: SignedIn) =>
  (await app.get('GET /notices', { query: {} }, as)).answer.items.map(({ text }) => text.zh);

beforeAll(async () => {
  app = await testApp();
  worker = await app.signIn('grid-worker');
  secretary = await app.signIn('community-secretary');
  party = await app.signIn('volunteer', { areaId: world.community });
  stranger = await app.signIn('grid-worker', { areaId: world.secondGrid });
});
afterAll(() => app.close());

describe('what is due', () => {
  it('follows from the service groups of the base, one line for a door with several needs, and changes with them', async () => {
    const home = await makeHome('101', [['alone', 'oldAge'], ['lowIncome'], ['partyMember']]);
    await app.queue.runJob('visits.plan');
    const { items } = await due(worker);
    const line = items.find(({ houseRef }) => houseRef === home.house);
    expect(line?.people.map(({ needs }) => needs.map(({ rule }) => rule).toSorted())).toEqual(
      expect.arrayContaining([expect.arrayContaining(['alone', 'monthly'])]),
    );
    expect(line?.people.find(({ ref }) => ref === home.people[0])?.tags.map(({ zh }) => zh)).toContain('独居');
    // Groups of need are not in a list, only how often.
    expect(JSON.stringify(items)).not.toContain('低保');
    await app.queue.runJob('visits.plan');
    expect((await due(worker)).items).toHaveLength(items.length);
    await app.database.write({ communities: [world.community], organisations: [] }, (db) =>
      db.updateTable('tags').set({ toOn: '2026-03-04' }).where('code', '=', 'lowIncome').execute(),
    );
    await app.queue.runJob('visits.plan');
    const after = await door(worker, home.house);
    expect(after.people.map(({ ref }) => ref)).toEqual([home.people[0]]);
  });

  it('is seen for one’s own grid alone, and goes on page by page in one order', async () => {
    for (let n = 0; n < 7; n += 1) await makeHome(`20${n}`, [['emptyNest']]);
    const other = await makeHome('299', [['alone']], world.secondBuilding);
    await app.queue.runJob('visits.plan');
    const whole = (await due(worker)).items;
    expect(whole.map(({ houseRef }) => houseRef)).not.toContain(other.house);
    expect((await app.get('GET /visits/doors/:house', { params: { house: other.house } }, worker)).problem?.code).toBe(
      'request.not-found',
    );
    expect((await due(secretary)).items.length).toBe(whole.length + 1);
    expect((await due(stranger)).items.map(({ houseRef }) => houseRef)).toEqual([other.house]);
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await due(worker, { limit: 3, cursor });
      found.push(...page.items.map(({ houseRef }) => houseRef));
      cursor = page.next;
    } while (cursor);
    expect(found).toEqual(whole.map(({ houseRef }) => houseRef));
    expect(whole.map(({ tryOn }) => tryOn)).toEqual(whole.map(({ tryOn }) => tryOn).toSorted());
  });
});

describe('a visit', () => {
  it('serves several needs of the door at once, each purpose once, and is there once however often it arrives', async () => {
    const home = await makeHome('301', [['alone', 'oldAge', 'careNeeding']]);
    await app.queue.runJob('visits.plan');
    const before = (await app.get('GET /visits/plan', { query: {} }, secretary)).answer;
    const id = randomUUID();
    const raise = randomUUID();
    const said = { words: '灯坏了', raised: [raise], nextOn: '2026-03-06' };
    const made = await record(worker, home.house, said, id);
    expect(made.answer.served.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['alone', 'monthly', 'weekly']));
    expect((await record(worker, home.house, said, id)).answer).toEqual(made.answer);
    const shown = await door(worker, home.house);
    expect(shown.past).toMatchObject([{ outcome: 'met', words: '灯坏了', visitedOn: '2026-03-04' }]);
    expect(shown.people[0]?.needs.find(({ rule }) => rule === 'alone')).toMatchObject({
      dueOn: '2026-03-11',
      tryOn: '2026-03-06',
    });
    const after = (await app.get('GET /visits/plan', { query: {} }, secretary)).answer;
    const of = (plan: typeof after, purpose: string) => plan.purposes.find((one) => one.purpose === purpose)?.visits;
    expect(after.visits).toBe((before.visits ?? 0) + 1);
    expect(of(after, 'grid')).toBe((of(before, 'grid') ?? 0) + 1);
    expect(of(after, 'welfare')).toBe((of(before, 'welfare') ?? 0) + 1);
  });

  it('with nobody home is no fault: the day stays, a new try is set', async () => {
    const home = await makeHome('302', [['alone']]);
    await app.queue.runJob('visits.plan');
    const need = async () => (await door(worker, home.house)).people[0]?.needs[0];
    const first = await need();
    await onDay(first?.dueOn ?? '');
    expect((await record(worker, home.house, { outcome: 'not-home' })).answer.served).toEqual([]);
    const after = await need();
    expect(after?.dueOn).toBe(first?.dueOn);
    expect((after?.tryOn ?? '') > (first?.dueOn ?? '')).toBe(true);
  });

  it('in the evening counts the same; one for tomorrow or for long ago is refused', async () => {
    const home = await makeHome('303', [['alone']]);
    await app.queue.runJob('visits.plan');
    const today = app.clock.now().slice(0, 10);
    app.clock.set(`${today}T13:30:00Z`);
    expect((await record(worker, home.house)).answer.served).toHaveLength(1);
    for (const visitedAt of ['2026-12-01T02:00:00Z', '2025-12-01T02:00:00Z'])
      expect((await record(worker, home.house, { visitedAt })).problem?.code).toBe('visits.day');
  });

  it('opens a matter in one press with its place: the matter’s id follows from its intention', async () => {
    const home = await makeHome('304', [['alone']]);
    const raise = randomUUID();
    const raised = await app.send(
      'cases.raise',
      {
        type: 'event',
        begin: 'report',
        source: 'grid',
        place: { areaId: world.building, houseRef: home.house, words: '1单元304' },
        fields: { words: '楼道灯不亮' },
      },
      worker,
      raise,
    );
    expect(raised.answer.ref).toBe(toRef(world.community, deriveId(raise, 'case')));
  });
});

describe('what a resident wishes', () => {
  it('is shown before the visit; whoever wants none stands on no list until they say otherwise', async () => {
    const home = await makeHome('401', [['alone']]);
    await app.queue.runJob('visits.plan');
    const person = home.people[0] ?? '';
    const wish = { person, isPhoneFirst: true, hours: 'evening', isNoVisit: false, isNoPhoto: true } as const;
    await app.send('visits.keepWish', wish, worker);
    const line = async () => (await due(worker)).items.find(({ houseRef }) => houseRef === home.house);
    expect((await line())?.people[0]?.wish).toMatchObject({ isPhoneFirst: true, hours: 'evening', isNoPhoto: true });
    await app.send('visits.keepWish', { ...wish, isPhoneFirst: false, isNoVisit: true }, worker);
    expect(await line()).toBeUndefined();
    await app.queue.runJob('visits.plan');
    expect(await line()).toBeUndefined();
    expect((await door(worker, home.house)).people[0]?.wish?.isNoVisit).toBe(true);
    await app.send('visits.keepWish', { ...wish, isPhoneFirst: false }, worker);
    expect(await line()).toBeDefined();
  });
});

describe('linked households', () => {
  it('are posts of single doors: the one linked sees them and no other door, dials who is due, and is covered', async () => {
    const home = await makeHome('501', [['alone']]);
    expect((await due(party)).items).toEqual([]);
    expect((await app.get('GET /visits/doors/:house', { params: { house: home.house } }, party)).problem?.code).toBe(
      'request.not-found',
    );
    const link = { houses: [home.house], userId: party.userId, duty: '包保', from: app.clock.now().slice(0, 10) };
    expect((await app.send('responsibilities.linkHouses', link, worker)).problem?.code).toBe('access.forbidden');
    expect((await app.send('responsibilities.linkHouses', link, secretary)).answer.linked).toBe(1);
    expect((await app.send('responsibilities.linkHouses', link, secretary)).answer.linked).toBe(0);
    await app.queue.runJob('visits.plan');
    const { items } = await due(party);
    expect(items.map(({ houseRef, isMine }) => [houseRef, isMine])).toEqual([[home.house, true]]);
    expect(
      items[0]?.needs
        .map(({ rule }) => rule)
        .concat(items[0]?.people.flatMap(({ needs }) => needs.map(({ rule }) => rule)) ?? []),
    ).toContain('alone');
    const phone = await app.get(
      'GET /visits/people/:ref/phone',
      { params: { ref: home.people[0] ?? '' }, query: { of: 'contact' } },
      party,
    );
    expect(phone.answer).toEqual({ name: '紧急联系人 沈小妹', phone: '19900005011' });
    expect((await record(party, home.house)).answer.served.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['linked', 'alone']),
    );
    const asked = (await app.get('GET /responsible', { query: { house: home.house } }, secretary)).answer;
    expect(asked.levels[0]?.posts.map(({ duty }) => duty)).toEqual(['包保']);
    // Neighbours’ doors are not answered with it.
    const far = await makeHome('502', [[]]);
    const other = (await app.get('GET /responsible', { query: { house: far.house } }, secretary)).answer;
    expect(other.levels[0]?.posts).toEqual([]);
    const [linked] = (await app.get('POST /visits/linked', { query: { q: '501' } }, secretary)).answer.items;
    const day = app.clock.now().slice(0, 10);
    const covered = { ref: linked?.ref ?? '', userId: worker.userId, from: day, to: '2026-12-01' };
    expect((await app.send('responsibilities.cover', covered, secretary)).status).toBe(200);
    expect(
      (await app.get('POST /visits/linked', { query: { q: '501' } }, secretary)).answer.items[0]?.coveredByName,
    ).toBe('grid-worker');
  });
});

describe('a missed visit to somebody who lives alone', () => {
  it('is told to the one who stands in, then with the emergency contact to call, then to the secretary; each once, none of them by name', async () => {
    await app.database.write({ communities: [world.community], organisations: [] }, (db) =>
      db.updateTable('visitNeeds').set({ endedOn: '2026-03-04' }).where('endedOn', 'is', null).execute(),
    );
    await app.database.write({ communities: [world.community], organisations: [] }, (db) =>
      db.deleteFrom('tags').where('code', 'is not', null).execute(),
    );
    const home = await makeHome('601', [['alone']]);
    await app.queue.runJob('visits.plan');
    const dueOn = (await door(worker, home.house)).people[0]?.needs[0]?.dueOn ?? '';
    const day = (n: number) => new Date(Date.parse(`${dueOn}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
    const away = await app.makeStaff('陈在外');
    await onDay(dueOn);
    const post = await app.send(
      'responsibilities.assign',
      { areaId: world.grid, userId: away, duty: '网格员', from: '2026-03-01' },
      secretary,
    );
    const cover = { ref: post.answer.ref, userId: worker.userId, from: dueOn, to: day(30) };
    expect((await app.send('responsibilities.cover', cover, secretary)).status).toBe(200);
    await app.queue.runJob('visits.missed');
    expect(await notices(worker)).toEqual([]);
    await onDay(day(1));
    await app.queue.runJob('visits.missed');
    await app.queue.runJob('visits.missed');
    expect((await notices(worker)).filter((words) => words.includes('过了一天'))).toHaveLength(1);
    expect(await notices(secretary)).toEqual([]);
    await onDay(day(2));
    await app.queue.runJob('visits.missed');
    expect((await notices(worker)).filter((words) => words.includes('紧急联系人'))).toHaveLength(1);
    await onDay(day(3));
    await app.queue.runJob('visits.missed');
    const told = await notices(secretary);
    expect(told).toEqual([expect.stringContaining('春申第一网格 1幢')]);
    expect(told.join('')).not.toMatch(/601|沈/);
    // Seen at last: the round begins anew, and a miss of the next one is told again.
    await record(worker, home.house);
    await onDay(day(11));
    await app.queue.runJob('visits.missed');
    expect((await notices(worker)).filter((words) => words.includes('过了一天'))).toHaveLength(2);
  });

  it('a shock is due within a day, once', async () => {
    const home = await makeHome('602', [[]]);
    const happenedAt = app.clock.now();
    const told = await app.send(
      'visits.tellShock',
      { house: home.house, person: home.people[0] ?? '', shock: 'fall', happenedAt },
      worker,
    );
    expect(told.status).toBe(200);
    expect(
      (
        await app.send(
          'visits.tellShock',
          { house: home.house, person: home.people[0] ?? '', shock: 'fall', happenedAt },
          worker,
        )
      ).answer,
    ).toEqual(told.answer);
    await app.queue.runJob('visits.plan');
    expect((await due(worker, { ahead: 0 })).items.map(({ houseRef }) => houseRef)).toContain(home.house);
    expect((await record(worker, home.house)).answer.served).toEqual([{ rule: 'shock', nextOn: null }]);
    expect((await due(worker, { ahead: 62 })).items.map(({ houseRef }) => houseRef)).not.toContain(home.house);
  });
});

describe('reception days and what is kept', () => {
  it('hold who came and what grew out of it', async () => {
    const today = app.clock.now().slice(0, 10);
    const rota = await app.send(
      'rotas.open',
      { areaId: world.community, kind: 'reception', name: '相约周二', place: '社区会客厅', slotMinutes: 30 },
      secretary,
    );
    const at = (hour: string) => new Date(Date.parse(`${today}T${hour}:00Z`) + 86_400_000).toISOString();
    await app.send(
      'rotas.setShift',
      { id: rota.answer.id, startsAt: at('06:00'), endsAt: at('09:00'), userId: worker.userId, part: 'lead' },
      secretary,
    );
    const from = at('06:00').slice(0, 10);
    await onDay(from);
    const days = async () => (await app.get('GET /visits/days', { query: { from, to: from } }, secretary)).answer.items;
    const [day] = await days();
    expect(day).toMatchObject({ rotaName: '相约周二', kind: 'reception', receptions: [], visits: 0 });
    const raise = randomUUID();
    await app.send(
      'cases.raise',
      {
        type: 'event',
        begin: 'report',
        source: 'resident',
        place: { areaId: world.grid },
        fields: { words: '停车难' },
      },
      worker,
      raise,
    );
    const came = {
      shiftId: day?.shiftId ?? '',
      cameAt: app.clock.now(),
      who: '王女士',
      words: '停车难',
      raised: [raise],
    };
    expect((await app.send('visits.receive', came, worker)).status).toBe(200);
    const [after] = await days();
    expect(after?.receptions).toMatchObject([
      {
        who: '王女士',
        words: '停车难',
        byName: 'grid-worker',
        caseRefs: [toRef(world.community, deriveId(raise, 'case'))],
      },
    ]);
    expect(after?.matters).toBe(1);
  });

  it('confirms entitlements in person and exports them with masked numbers', async () => {
    const home = await makeHome('701', [['oldAge']]);
    await app.queue.runJob('visits.plan');
    const need = (await door(worker, home.house)).people[0]?.needs.find(({ rule }) => rule === 'certification');
    await onDay(need?.dueOn ?? '');
    expect(
      (await record(worker, home.house, { outcome: 'phoned', way: 'phone' })).answer.served.map(({ rule }) => rule),
    ).not.toContain('certification');
    expect((await record(worker, home.house)).answer.served.map(({ rule }) => rule)).toContain('certification');
    const sheet = await app.inject({ method: 'GET', url: '/api/visits/certifications.xlsx' }, secretary);
    expect(sheet.statusCode).toBe(200);
    expect(sheet.rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect((await app.inject({ method: 'GET', url: '/api/visits/certifications.xlsx' }, worker)).statusCode).toBe(403);
  });

  it('is forgotten after its term', async () => {
    await app.database.write({ communities: [world.community], organisations: [] }, (db) =>
      db.updateTable('visits').set({ visitedOn: '2020-01-01' }).where('outcome', '=', 'phoned').execute(),
    );
    const count = () =>
      app.database.read({ communities: [world.community], organisations: [] }, (db) =>
        db
          .selectFrom('visits')
          .select((is) => is.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow(),
      );
    const before = (await count()).n;
    await app.queue.runJob('visits.forget');
    expect((await count()).n).toBe(before - 1);
  });
});
