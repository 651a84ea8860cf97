import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let planner: SignedIn;
let adviser: SignedIn;
let rotaId: string;
/** Tomorrow, 14:00 to 15:00, in slots of half an hour. */
const [first, second] = ['2026-03-05T06:00:00.000Z', '2026-03-05T06:30:00.000Z'] as const;

const book = (as: Asker, startsAt: string = first) =>
  app.send('bookings.book', { rotaId, startsAt, name: '周小禾' }, as);
const slots = async () =>
  (await app.get('GET /public/slots', { query: { areaId: world.unit } })).answer.items[0]?.slots;
const listed = async (as: Asker) =>
  (await app.get('GET /bookings', { query: { from: '2026-03-04', to: '2026-03-10' } }, as)).answer.items;

beforeAll(async () => {
  app = await testApp();
  app.clock.set('2026-03-04T02:00:00.000Z');
  planner = await app.signIn('community-secretary');
  adviser = await app.signIn('legal-adviser');
  const opened = await app.send(
    'rotas.open',
    {
      areaId: world.community,
      kind: 'legal-adviser',
      name: '法律顾问接待',
      place: '社区服务站',
      phone: '021-5550 0001',
      slotMinutes: 30,
    },
    planner,
  );
  rotaId = opened.answer.id;
  const shift = { id: rotaId, startsAt: first, endsAt: '2026-03-05T07:00:00.000Z', part: 'member' } as const;
  expect((await app.send('rotas.setShift', { ...shift, userId: adviser.userId }, planner)).status).toBe(200);
});
afterAll(() => app.close());

describe('a slot', () => {
  it('is shown to everybody with the places it has, and sold once however many ask at the same time', async () => {
    expect(await slots()).toEqual([
      { startsAt: first, endsAt: second, free: 1 },
      { startsAt: second, endsAt: '2026-03-05T07:00:00.000Z', free: 1 },
    ]);
    const people = await Promise.all(
      ['19900006661', '19900006662', '19900006663'].map((phone) => app.signInResident(phone)),
    );
    const answers = await Promise.all(people.map((one) => book(one)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.flatMap(({ problem }) => problem?.code ?? [])).toEqual(['bookings.taken', 'bookings.taken']);
    expect((await slots())?.map(({ free }) => free)).toEqual([0, 1]);
    const winner = people[answers.findIndex(({ status }) => status === 200)] as Asker;
    const { items } = (await app.get('GET /my/bookings', {}, winner)).answer;
    expect(items).toMatchObject([{ startsAt: first, name: '法律顾问接待', mayCancel: true }]);
    const file = await app.inject({ method: 'GET', url: '/api/my/bookings/calendar' }, winner);
    expect(file.headers['content-type']).toContain('text/calendar');
    expect(file.body).toContain('DTSTART:20260305T060000Z');
    expect(
      (await app.send('bookings.cancel', { id: items[0]?.id ?? '' }, people[0] === winner ? people[1] : people[0]))
        .status,
    ).toBe(404);
    expect((await app.send('bookings.cancel', { id: items[0]?.id ?? '' }, winner)).status).toBe(200);
    expect((await slots())?.map(({ free }) => free)).toEqual([1, 1]);
    expect((await app.send('bookings.cancel', { id: items[0]?.id ?? '' }, winner)).status).toBe(404);
  });

  it('has as many places as are on duty in it', async () => {
    const other = await app.signIn('legal-adviser');
    const shift = { id: rotaId, startsAt: first, endsAt: '2026-03-05T07:00:00.000Z', part: 'member' } as const;
    await app.send('rotas.setShift', { ...shift, userId: other.userId }, planner);
    expect((await slots())?.map(({ free }) => free)).toEqual([2, 2]);
    const own = (await app.get('GET /rotas/mine', {}, other)).answer.shifts[0]?.id ?? '';
    await app.send('rotas.dropShift', { shiftId: own }, planner);
    expect((await slots())?.map(({ free }) => free)).toEqual([1, 1]);
  });

  it('is refused where there is none, in the past, at two posts at once, or too often', async () => {
    const one = await app.signInResident('19900006664');
    expect((await book(one, '2026-03-05T06:10:00.000Z')).problem?.code).toBe('bookings.not-a-slot');
    expect((await book(one, '2026-03-04T01:00:00.000Z')).problem?.code).toBe('bookings.not-a-slot');
    expect((await book(one)).status).toBe(200);
    expect((await book(one)).problem?.code).toBe('bookings.same-time');
    expect((await book(planner)).status).toBe(403);
    const { items } = (await app.get('GET /my/bookings', {}, one)).answer;
    await app.send('bookings.cancel', { id: items[0]?.id ?? '' }, one);
  });
});

describe('the desk', () => {
  it('books for whoever calls; those on duty and the planner see whom, and nobody else', async () => {
    const worker = await app.signIn('grid-worker');
    const enter = (phone: string) =>
      app.send('bookings.enter', { rotaId, startsAt: second, name: '江奶奶', phone }, worker);
    expect((await enter('打不通')).problem?.code).toBe('request.invalid');
    const { id } = (await enter('19900006665')).answer;
    for (const as of [planner, adviser, worker])
      expect(await listed(as)).toMatchObject([{ id, nameMasked: '江**', isUncovered: false, mayMark: false }]);
    const contact = (as: Asker) => app.get('GET /bookings/:id/contact', { params: { id } }, as);
    expect((await contact(adviser)).answer).toEqual({ name: '江奶奶', phone: '19900006665' });
    for (const role of ['judge', 'mediator', 'checker'] as const) {
      const stranger = await app.signIn(role);
      expect(await listed(stranger)).toEqual([]);
      expect((await contact(stranger)).status).toBe(404);
    }
    expect((await app.send('bookings.mark', { id, outcome: 'came' }, adviser)).problem?.code).toBe(
      'bookings.not-begun',
    );
  });

  it('is told where nobody is on the shift any more; whether they came is written down from its beginning on', async () => {
    const [one] = await listed(planner);
    app.clock.set('2026-03-05T06:40:00.000Z');
    const asAdviser = await app.signInUser(adviser.userId);
    const asPlanner = await app.signInUser(planner.userId);
    expect((await app.send('bookings.mark', { id: one?.id ?? '', outcome: 'came' }, asAdviser)).status).toBe(200);
    expect((await app.send('bookings.cancel', { id: one?.id ?? '' }, asAdviser)).problem?.code).toBe('bookings.past');
    const shift = (await app.get('GET /rotas/mine', {}, asAdviser)).answer.shifts[0]?.id ?? '';
    await app.send('rotas.dropShift', { shiftId: shift }, asPlanner);
    expect(await listed(asPlanner)).toMatchObject([{ outcome: 'came', isUncovered: true }]);
    app.clock.set('2026-03-04T02:00:00.000Z');
  });
});

it('reminds the day before, once, with when, where and whom to call', async () => {
  await app.queue.runJob('bookings.remind');
  await app.queue.runJob('bookings.remind');
  const told = app.sms.messages.filter(({ template }) => template === 'booking-reminder');
  expect(told.map(({ phone }) => phone)).toEqual([]);
  // Of an hour that nobody keeps there is no reminder: somebody is on it again.
  const shift = { id: rotaId, startsAt: first, endsAt: '2026-03-05T07:00:00.000Z', part: 'member' } as const;
  const asPlanner = await app.signInUser(planner.userId);
  expect((await app.send('rotas.setShift', { ...shift, userId: adviser.userId }, asPlanner)).status).toBe(200);
  app.clock.set('2026-03-04T07:00:00.000Z');
  await app.queue.runJob('bookings.remind');
  await app.queue.runJob('bookings.remind');
  const after = app.sms.messages.filter(({ template }) => template === 'booking-reminder');
  expect(after.map(({ phone, text }) => [phone, text])).toEqual([
    ['19900006665', '您预约了 2026-03-05 14:30 的法律顾问接待，地点：社区服务站，有变动请打 021-5550 0001。'],
  ]);
});

describe.each([
  ['judge', '一社区一法官'],
  ['mediator', '人民调解员接待'],
] as const)('an hour of a %s', (kind, name) => {
  const hour = '2026-03-06T01:00:00.000Z';
  const end = '2026-03-06T02:00:00.000Z';

  it('is sold once to three who ask at once, withdrawn with a word to whoever had it, and seen by its own people alone', async () => {
    app.clock.set('2026-03-04T02:00:00.000Z');
    const plan = await app.signInUser(planner.userId);
    const own = await app.signIn(kind);
    const description = { areaId: world.community, kind, name, place: '社区法官工作室', phone: '', slotMinutes: 60 };
    const { id } = (await app.send('rotas.open', description, plan)).answer;
    const shift = { id, startsAt: hour, endsAt: end, part: 'member', userId: own.userId } as const;
    await app.send('rotas.setShift', shift, plan);
    const phones = ['19900006671', '19900006672', '19900006673'].map((one) =>
      one.replace('667', kind === 'judge' ? '667' : '668'),
    );
    const people = await Promise.all(phones.map((phone) => app.signInResident(phone)));
    const ask = (as: Asker) => app.send('bookings.book', { rotaId: id, startsAt: hour, name: '周小禾' }, as);
    const answers = await Promise.all(people.map(ask));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    const winner = answers.findIndex(({ status }) => status === 200);
    const winnerAsks = people[winner] as Asker;
    for (const as of [own, plan])
      expect((await listed(as)).filter(({ rotaId: of }) => of === id)).toMatchObject([{ nameMasked: '周**' }]);
    for (const role of ['judge', 'mediator', 'legal-adviser', 'grid-worker'] as const)
      expect((await listed(await app.signIn(role))).filter(({ rotaId: of }) => of === id)).toEqual([]);
    const { shifts } = (
      await app.get('GET /rotas/:id/shifts', { params: { id }, query: { from: '2026-03-06', to: '2026-03-06' } }, plan)
    ).answer;
    const told = () =>
      app.sms.messages.filter(({ template, phone }) => template === 'booking-fallen-away' && phone === phones[winner]);
    await app.queue.runJob('bookings.fallen-away');
    expect(told()).toEqual([]);
    await app.send('rotas.dropShift', { shiftId: shifts[0]?.id ?? '' }, plan);
    await app.queue.runJob('bookings.fallen-away');
    await app.queue.runJob('bookings.fallen-away');
    expect(told().map(({ text }) => text)).toEqual([`您预约的 2026-03-06 09:00 的${name}因安排变动取消，请另约时间。`]);
    expect((await app.get('GET /my/bookings', {}, winnerAsks)).answer.items).toMatchObject([
      { isUncovered: true, mayCancel: true },
    ]);
    expect((await listed(plan)).filter(({ rotaId: of }) => of === id)).toMatchObject([{ isUncovered: true }]);
    app.clock.set('2026-03-05T07:00:00.000Z');
    await app.queue.runJob('bookings.remind');
    expect(
      app.sms.messages.filter(({ template, phone }) => template === 'booking-reminder' && phone === phones[winner]),
    ).toEqual([]);
    // A post that is closed takes nothing silently away: who booked still reads that it fell through.
    await app.send('rotas.close', { id }, await app.signInUser(planner.userId));
    const after = await app.get('GET /my/bookings', {}, await app.signInResident(phones[winner] as string));
    expect(after.answer.items).toMatchObject([{ name, isUncovered: true }]);
    const file = await app.inject(
      { method: 'GET', url: '/api/my/bookings/calendar' },
      await app.signInResident(phones[winner] as string),
    );
    expect(file.body).toContain('STATUS:CANCELLED');
  });
});
