import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let secretary: SignedIn;
let justice: SignedIn;
let judge: SignedIn;
const today = '2026-03-04T02:00:00.000Z';

beforeAll(async () => {
  app = await testApp();
  app.clock.set(today);
  secretary = await app.signIn('community-secretary');
  justice = await app.signIn('justice-worker');
  judge = await app.signIn('judge');
});
beforeEach(() => app.clock.set(today));
afterAll(() => app.close());

const shown = async (areaId: number = world.unit) =>
  (await app.get('GET /public/legal-service', { query: { areaId } })).answer;
const listed = async (as: Asker, past = false) =>
  (await app.get('GET /legal-guides', { query: past ? { past: 'true' } : {} } as never, as)).answer.items;

describe('the register of guides in law', () => {
  const person = {
    areaId: world.community,
    name: '周明理',
    ownPhone: '19900008881',
    topics: ['housing', 'support'] as const,
    place: '社区服务站二楼',
    dutyPhone: '021-5550 0001',
    trainedOn: '2025-11-20',
    certificate: '明白人证 2025-118',
    hasAgreed: true,
  } as const;
  const add = (more: object = {}, as: Asker = secretary) =>
    app.send('legal-guides.add', { ...person, showsName: true, showsPhone: false, ...more } as never, as);

  it('shows of each as much as they agreed to, takes it back at once, and forgets the number of whoever left', async () => {
    const { id } = (await add()).answer;
    expect((await shown()).guides).toEqual([
      {
        ...{ id, name: '周明理', areaName: '春申社区', topics: ['housing', 'support'] },
        ...{ place: '社区服务站二楼', phone: '021-5550 0001' },
      },
    ]);
    const known = { place: '', topics: ['housing'], dutyPhone: '', trainedOn: null, certificate: '' } as const;
    const change = (showsName: boolean, showsPhone: boolean) =>
      app.send('legal-guides.change', { id, ...known, showsName, showsPhone } as never, justice);
    await change(true, true);
    expect((await shown()).guides[0]?.phone).toBe('19900008881');
    expect((await change(false, true)).problem?.code).toBe('legal-guides.phone-without-name');
    await change(false, false);
    expect((await shown()).guides).toEqual([]);
    // Whoever keeps the register still sees them, masked; colleagues see nobody who did not agree.
    expect(await listed(justice)).toMatchObject([{ id, name: '周明理', ownPhoneMasked: '199****8881', mayKeep: true }]);
    for (const role of ['legal-adviser', 'mediator', 'grid-worker', 'street-desk'] as const)
      expect(JSON.stringify(await listed(await app.signIn(role)))).not.toContain('周明理');
    const contact = (as: Asker) => app.get('GET /legal-guides/:id/contact', { params: { id } }, as);
    expect((await contact(secretary)).answer).toEqual({ name: '周明理', phone: '19900008881' });
    expect((await contact(judge)).status).toBe(403);
    const end = (intention?: string) => app.send('legal-guides.end', { id }, secretary, intention);
    const once = randomUUID();
    expect([(await end(once)).status, (await end(once)).status, (await end()).status]).toEqual([200, 200, 200]);
    expect((await change(true, false)).problem?.code).toBe('legal-guides.ended');
    expect((await contact(secretary)).status).toBe(404);
    expect(await listed(secretary)).toEqual([]);
    expect(await listed(secretary, true)).toMatchObject([{ id, endedOn: '2026-03-04', ownPhoneMasked: null }]);
    const { rows } = await app.database.pool.query('select own_phone_sealed from legal_guides where id = $1', [id]);
    expect(rows).toEqual([{ own_phone_sealed: null }]);
  });

  it('takes staff by their account, nobody twice, nobody without their word, and nobody in another’s area', async () => {
    const asStaff = { userId: judge.userId, name: '', ownPhone: '', showsPhone: false };
    const made = await add(asStaff);
    expect(await listed(secretary)).toMatchObject([{ id: made.answer.id, isStaff: true, showsName: true }]);
    expect((await add(asStaff)).problem?.code).toBe('legal-guides.twice');
    expect((await add({ userId: randomUUID() })).problem?.code).toBe('rotas.not-staff');
    expect((await add({ hasAgreed: false })).problem?.code).toBe('request.invalid');
    expect((await add({ name: '' })).problem?.code).toBe('request.invalid');
    expect((await add({ ownPhone: '打不通' })).problem?.code).toBe('request.invalid');
    expect((await add({ ownPhone: '', showsPhone: true })).problem?.code).toBe('legal-guides.no-phone');
    expect((await add({ areaId: world.farCommunity })).problem?.code).toBe('access.outside-scope');
    expect((await add({}, judge)).status).toBe(403);
    const far = await app.signIn('community-secretary', { areaId: world.farCommunity });
    expect(await listed(far)).toEqual([]);
    expect((await app.send('legal-guides.end', { id: made.answer.id }, far)).status).toBe(404);
    expect((await shown(world.farBuilding)).guides).toEqual([]);
    expect((await shown(world.secondBuilding)).guides).toHaveLength(1);
    const staff = await app.get('POST /legal-guides/staff', { query: { areaId: world.community } }, secretary);
    expect(staff.answer.items.map(({ userId }) => userId)).toContain(judge.userId);
    await app.send('legal-guides.end', { id: made.answer.id }, secretary);
  });

  it('is at hand where an adviser or the committee tells somebody whom to ask first; the person reads it', async () => {
    const adviser = await app.signIn('legal-adviser');
    await app.signIn('mediator');
    const { id } = (await add({ name: '郑懂法' })).answer;
    const resident = await app.signInResident('19900008882');
    const raise = (type: string, begin: string, fields: object) =>
      app.send(
        'cases.raise',
        {
          ...{ type, begin, fields, place: { areaId: world.unit } },
          contact: { name: '周小禾', isMine: true, phone: '' },
        } as never,
        resident,
      );
    const { ref } = (await raise('legal-consultation', 'ask', { topic: 'support', words: '赡养费怎么算？' })).answer;
    const detail = (await app.get('GET /cases/:ref', { params: { ref } }, await app.signInUser(adviser.userId))).answer;
    const templates = detail.offers.find(({ action }) => action === 'first-help')?.asks['reply']?.templates ?? [];
    expect(templates.map(({ zh }) => zh)).toEqual([
      '可以先找法律明白人，郑懂法（春申社区），地点：社区服务站二楼，电话：021-5550 0001',
    ]);
    const told = await app.send(
      'cases.act',
      { ref, action: 'first-help', input: { reply: templates[0]?.zh } } as never,
      await app.signInUser(adviser.userId),
    );
    expect(told.answer.stage).toBe('asked');
    const read = await app.get('GET /my/cases/:ref', { params: { ref } }, resident);
    expect(JSON.stringify(read.answer)).toContain('郑懂法');
    await app.send('legal-guides.end', { id }, secretary);
    const after = (await app.get('GET /cases/:ref', { params: { ref } }, await app.signInUser(adviser.userId))).answer;
    expect(after.offers.find(({ action }) => action === 'first-help')?.asks['reply']?.templates).toEqual([]);
  });
});

describe('a circuit hearing', () => {
  const hearing = {
    areaId: world.community,
    kind: 'circuit',
    title: '物业服务合同纠纷公开审理',
    court: '临江区人民法院南桥法庭',
    place: '社区会议室',
    phone: '021-5550 0002',
    isOpen: true,
    startsAt: '2026-03-06T01:30:00.000Z',
    endsAt: '2026-03-06T03:30:00.000Z',
  } as const;
  const announce = (more: object = {}, as: Asker = judge) =>
    app.send('hearings.announce', { ...hearing, ...more } as never, as);
  const calendar = async () =>
    (await app.inject({ method: 'GET', url: `/api/public/hearings/calendar?areaId=${world.unit}` })).body;

  it('is announced by the judge or the community with place and time, for everybody and their calendars', async () => {
    const { id } = (await announce()).answer;
    expect((await shown()).hearings).toMatchObject([
      { id, place: '社区会议室', startsAt: hearing.startsAt, withdrawn: null },
    ]);
    expect((await shown(world.farBuilding)).hearings).toEqual([]);
    const file = await calendar();
    expect(file).toContain('DTSTART:20260306T013000Z');
    expect(file).toContain('STATUS:CONFIRMED');
    const desk = await app.get('GET /hearings', {}, await app.signIn('grid-worker'));
    expect(desk.answer.items).toMatchObject([{ id, mayWithdraw: false, mayRecord: false }]);
    expect(desk.answer.mayAnnounceIn).toEqual([]);
    expect((await announce({ startsAt: '2026-03-03T01:30:00.000Z' })).problem?.code).toBe('hearings.times');
    expect(
      (await announce({ startsAt: '2026-03-04T01:00:00.000Z', endsAt: '2026-03-04T03:00:00.000Z' })).problem?.code,
    ).toBe('hearings.past');
    expect((await announce({}, await app.signIn('grid-worker'))).status).toBe(403);
    expect((await announce({ areaId: world.otherCommunity })).problem?.code).toBe('access.outside-scope');
  });

  it('withdrawn stays to be read with its reason until its day is over; what came of one that was held is written down', async () => {
    const [one] = (await app.get('GET /hearings', {}, secretary)).answer.items;
    const id = one?.id ?? '';
    expect((await app.send('hearings.record', { id, attended: 30 }, secretary)).problem?.code).toBe(
      'hearings.not-begun',
    );
    const second = (await announce({ title: '赡养纠纷公开审理' })).answer.id;
    const far = await app.signIn('community-secretary', { areaId: world.farCommunity });
    expect((await app.send('hearings.withdraw', { id: second, words: '改期' }, far)).status).toBe(404);
    expect((await app.send('hearings.withdraw', { id: second, words: '案件调解撤诉' }, secretary)).status).toBe(200);
    expect((await shown()).hearings.map(({ withdrawn }) => withdrawn)).toContain('案件调解撤诉');
    expect(await calendar()).toContain('STATUS:CANCELLED');
    app.clock.set('2026-03-06T04:00:00.000Z');
    const later = await app.signInUser(secretary.userId);
    expect((await shown()).hearings).toEqual([]);
    expect((await app.send('hearings.withdraw', { id, words: '晚了' }, later)).problem?.code).toBe('hearings.begun');
    expect((await app.send('hearings.record', { id: second, attended: 3 }, later)).problem?.code).toBe(
      'hearings.withdrawn',
    );
    const after = { id, attended: 46, words: '三户当庭达成和解，一周后回访' };
    expect((await app.send('hearings.record', after, later)).status).toBe(200);
    const { items } = (await app.get('GET /hearings', { query: { past: 'true' } } as never, later)).answer;
    expect(items.find((it) => it.id === id)).toMatchObject({ attended: 46, afterWords: after.words, mayRecord: true });
  });
});
