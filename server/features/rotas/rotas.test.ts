import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Commands } from '../../../contract/api.ts';
import type { InputOf } from '../../../contract/route.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let planner: SignedIn;
let first: SignedIn;
let second: SignedIn;
let third: SignedIn;
let outsider: SignedIn;
let rotaId: string;

const open = (input: Partial<InputOf<Commands['rotas.open']>> = {}, as: SignedIn = planner) =>
  app.send(
    'rotas.open',
    { areaId: world.community, kind: 'duty', name: '社区值班', place: '社区办公室', phone: '021-5550 0001', ...input },
    as,
  );
const team = (lead: SignedIn | null, ...members: SignedIn[]) => ({
  leadId: lead?.userId ?? null,
  memberIds: members.map(({ userId }) => userId),
});
const shiftsOf = async (id: string, from: string, to: string, as: SignedIn = planner) =>
  (await app.get('GET /rotas/:id/shifts', { params: { id }, query: { from, to } }, as)).answer;
/** Sets the clock and signs everybody in again: a session does not last the night. */
const setClock = async (instant: string) => {
  app.clock.set(instant);
  [planner, first, second, third, outsider] = await Promise.all([
    app.signInUser(planner.userId),
    app.signInUser(first.userId),
    app.signInUser(second.userId),
    app.signInUser(third.userId),
    app.signInUser(outsider.userId),
  ]);
};
const mine = async (as: SignedIn) => (await app.get('GET /rotas/mine', {}, as)).answer;

beforeAll(async () => {
  app = await testApp();
  planner = await app.signIn('community-secretary');
  first = await app.signIn('grid-worker');
  second = await app.signIn('grid-worker', { areaId: world.secondGrid });
  third = await app.signIn('handler');
  outsider = await app.signIn('community-secretary', { areaId: world.farCommunity });
  rotaId = (await open()).answer.id;
});
afterAll(() => app.close());

describe('a plan', () => {
  it('is laid out in turns over a week with its nights, whole or not at all', async () => {
    const laid = await app.send(
      'rotas.layOut',
      {
        id: rotaId,
        from: '2026-03-04',
        to: '2026-03-10',
        days: 'every',
        startTime: '17:30',
        endTime: '09:00',
        teams: [team(first, third), team(second)],
      },
      planner,
    );
    // Four evenings of two people, three of one.
    expect(laid.answer.laid).toBe(11);
    const week = await shiftsOf(rotaId, '2026-03-04', '2026-03-10');
    expect(week.shifts[0]).toMatchObject({
      startsAt: '2026-03-04T09:30:00.000Z',
      endsAt: '2026-03-05T01:00:00.000Z',
      part: 'lead',
      user: { userId: first.userId },
    });
    expect(week.days.filter(({ isWorking }) => !isWorking).map(({ day }) => day)).toEqual(['2026-03-07', '2026-03-08']);
    // The days are not covered: from now, ten in the morning, and each day between nine and half past five.
    expect(week.gaps[0]).toEqual({ startsAt: '2026-03-04T02:00:00.000Z', endsAt: '2026-03-04T09:30:00.000Z' });
    expect(week.gaps).toHaveLength(7);
    const again = await app.send(
      'rotas.layOut',
      {
        id: rotaId,
        from: '2026-03-11',
        to: '2026-03-12',
        days: 'every',
        startTime: '08:00',
        endTime: '18:00',
        teams: [team(null, first), team(null, second)],
      },
      planner,
    );
    expect(again.problem?.code).toBe('rotas.busy-named');
    // Only the night of the week before reaches into these days; nothing of the second plan was kept.
    const after = await shiftsOf(rotaId, '2026-03-11', '2026-03-12');
    expect(after.shifts.map(({ startsAt }) => startsAt.slice(0, 10))).toEqual(['2026-03-10', '2026-03-10']);
  });

  it('refuses two places at once in another rota too, with the name and the time', async () => {
    const other = (await open({ kind: 'evening', name: '夜访', publicity: 'none' })).answer.id;
    const busy = await app.send(
      'rotas.setShift',
      {
        id: other,
        startsAt: '2026-03-04T11:00:00Z',
        endsAt: '2026-03-04T13:00:00Z',
        userId: first.userId,
        part: 'member',
      },
      planner,
    );
    expect(busy.problem?.code).toBe('rotas.busy-named');
    expect(busy.problem?.text.zh).toContain('2026-03-04 17:30');
    const free = await app.send(
      'rotas.setShift',
      {
        id: other,
        startsAt: '2026-03-04T11:00:00Z',
        endsAt: '2026-03-04T13:00:00Z',
        userId: second.userId,
        part: 'member',
      },
      planner,
    );
    expect(free.status).toBe(200);
  });

  it('takes nobody from elsewhere, no shift that is over or endless', async () => {
    const at = (startsAt: string, endsAt: string, userId: string) =>
      app.send('rotas.setShift', { id: rotaId, startsAt, endsAt, userId, part: 'member' }, planner);
    expect((await at('2026-03-20T01:00:00Z', '2026-03-20T02:00:00Z', outsider.userId)).problem?.code).toBe(
      'rotas.not-staff',
    );
    expect((await at('2026-03-01T01:00:00Z', '2026-03-01T02:00:00Z', first.userId)).problem?.code).toBe('rotas.past');
    expect((await at('2026-03-20T01:00:00Z', '2026-03-24T02:00:00Z', first.userId)).problem?.code).toBe(
      'rotas.shift-length',
    );
  });

  it('is planned over its area alone, and seen by those around it', async () => {
    expect((await open({}, outsider)).problem?.code).toBe('access.outside-scope');
    expect((await app.send('rotas.close', { id: rotaId }, outsider)).problem?.code).toBe('request.not-found');
    expect((await app.send('rotas.close', { id: rotaId }, first)).problem?.code).toBe('access.forbidden');
    const seen = async (as: SignedIn) => (await app.get('GET /rotas', {}, as)).answer.items.map(({ name }) => name);
    expect(await seen(outsider)).toEqual([]);
    expect(await seen(first)).toContain('社区值班');
    expect(await seen(third)).toContain('社区值班');
    expect(
      (
        await app.get(
          'GET /rotas/:id/shifts',
          { params: { id: rotaId }, query: { from: '2026-03-04', to: '2026-03-05' } },
          outsider,
        )
      ).status,
    ).toBe(404);
  });
});

describe('a swap', () => {
  it('changes hands when the other agrees, and the planner sees it', async () => {
    const own = (await mine(first)).shifts[0];
    const theirs = (await mine(second)).shifts.find(({ rota }) => rota.id === rotaId);
    const ask = () =>
      app.send(
        'rotas.askSwap',
        { shiftId: own?.id ?? '', userId: second.userId, forShiftId: theirs?.id, words: '家里有事' },
        first,
      );
    // Second makes an evening visit at that time: the swap is refused with the reason, and nothing has changed.
    const asked = (await ask()).answer.id;
    const clash = await app.send('rotas.answerSwap', { id: asked, answer: 'agreed' }, second);
    expect(clash.problem?.code).toBe('rotas.busy-named');
    const evening = (await mine(second)).shifts.find(({ rota }) => rota.kind === 'evening');
    expect((await app.send('rotas.dropShift', { shiftId: evening?.id ?? '' }, planner)).status).toBe(200);
    expect((await ask()).problem?.code).toBe('rotas.swap-pending');
    expect((await app.send('rotas.answerSwap', { id: asked, answer: 'agreed' }, third)).status).toBe(404);
    expect((await app.send('rotas.answerSwap', { id: asked, answer: 'agreed' }, second)).status).toBe(200);
    expect((await mine(second)).shifts.some(({ id }) => id === own?.id)).toBe(true);
    expect((await mine(first)).shifts.some(({ id }) => id === theirs?.id)).toBe(true);
    const [swap] = (await shiftsOf(rotaId, '2026-03-04', '2026-03-10')).swaps;
    expect(swap).toMatchObject({ state: 'agreed', isSeen: false, words: '家里有事' });
    expect((await app.send('rotas.seeSwap', { id: swap?.id ?? '' }, planner)).status).toBe(200);
    expect((await shiftsOf(rotaId, '2026-03-04', '2026-03-10')).swaps[0]?.isSeen).toBe(true);
    expect((await app.send('rotas.answerSwap', { id: asked, answer: 'withdrawn' }, first)).problem?.code).toBe(
      'rotas.swap-over',
    );
  });

  it('is told to whom it concerns, a unit’s own people included', async () => {
    await app.queue.runAll();
    const told = async (as: SignedIn) =>
      (await app.get('GET /notices', {}, as)).answer.items.map(({ text }) => text.zh).join('\n');
    expect(await told(second)).toContain('同事想和您换');
    expect(await told(first)).toContain('同事同意换了');
    expect(await told(third)).not.toContain('换');
    const own = (await mine(first)).shifts[0];
    const input = { shiftId: own?.id ?? '', userId: third.userId, words: '家里有事' };
    const { id } = (await app.send('rotas.askSwap', input, first)).answer;
    await app.send('rotas.answerSwap', { id, answer: 'withdrawn' }, first);
    await app.queue.runAll();
    expect(await told(third)).toContain('对方已取消');
    const stranger = await app.signIn('community-secretary');
    expect(await told(stranger)).not.toContain('换');
  });

  it('is asked of one’s own shift alone', async () => {
    const own = (await mine(first)).shifts[0];
    const taken = await app.send('rotas.askSwap', { shiftId: own?.id ?? '', userId: first.userId }, second);
    expect(taken.problem?.code).toBe('rotas.not-your-shift');
  });
});

it('lets the B role stand in for a span of days, and says for whom', async () => {
  const before = (await mine(third)).shifts.filter(({ startsAt }) => startsAt.startsWith('2026-03-08'));
  expect(before).toHaveLength(1);
  const standIn = await app.signIn('handler');
  const input = { id: rotaId, userId: third.userId, standInId: standIn.userId, from: '2026-03-07', to: '2026-03-08' };
  expect((await app.send('rotas.cover', input, planner)).answer.covered).toBe(1);
  expect((await mine(standIn)).shifts[0]).toMatchObject({ coversName: 'handler', id: before[0]?.id });
  expect((await app.send('rotas.cover', input, planner)).problem?.code).toBe('rotas.nothing-covered');
});

describe('now', () => {
  it('says who is there, and a note goes from one shift to the next', async () => {
    const now = async () =>
      (await app.get('GET /rotas/now', {}, planner)).answer.items.find((one) => one.rota.id === rotaId);
    expect(await now()).toMatchObject({ shifts: [], nextAt: '2026-03-04T09:30:00.000Z' });
    await setClock('2026-03-04T15:00:00Z');
    const [night] = (await now())?.shifts ?? [];
    expect(night).toMatchObject({ part: 'lead', user: { userId: second.userId } });
    const write = (as: SignedIn) =>
      app.send('rotas.handOver', { shiftId: night?.id ?? '', words: '3 幢电梯停运，已报修' }, as);
    expect((await write(first)).problem?.code).toBe('rotas.not-your-shift');
    expect((await write(second)).status).toBe(200);
    // First comes on the next evening; in the afternoon before, the note waits for them.
    await setClock('2026-03-05T06:00:00Z');
    expect((await mine(second)).handovers).toEqual([]);
    const [note] = (await mine(first)).handovers;
    expect(note).toMatchObject({ words: '3 幢电梯停运，已报修', takenByName: null });
    expect((await app.send('rotas.takeOver', { id: note?.id ?? '' }, third)).problem?.code).toBe(
      'rotas.not-your-shift',
    );
    expect((await app.send('rotas.takeOver', { id: note?.id ?? '' }, first)).status).toBe(200);
    expect((await mine(first)).handovers).toEqual([]);
    expect((await shiftsOf(rotaId, '2026-03-04', '2026-03-10')).handovers[0]?.takenByName).toBe('grid-worker');
    await setClock('2026-03-04T02:00:00Z');
  });

  it('shows everybody the post and its telephone, a name only where the post publishes it, never a person’s number', async () => {
    await setClock('2026-03-06T12:00:00Z');
    const shown = async () => (await app.get('GET /public/duty', { query: { areaId: world.unit } })).answer.items;
    expect(await shown()).toMatchObject([{ name: '社区值班', phone: '021-5550 0001', names: [], isNow: true }]);
    const change = { id: rotaId, name: '社区值班', place: '社区办公室', phone: '021-5550 0001' };
    await app.send('rotas.change', { ...change, publicity: 'name' }, planner);
    expect((await shown())[0]?.names.length).toBeGreaterThan(0);
    await app.send('rotas.change', { ...change, publicity: 'none' }, planner);
    expect(await shown()).toEqual([]);
    await setClock('2026-03-04T02:00:00Z');
  });
});

describe('a calendar', () => {
  it('follows one’s shifts by a secret link until it is renewed', async () => {
    const key = () => randomBytes(32).toString('base64url');
    const [one, two] = [key(), key()];
    const at = async (secret: string) => app.inject({ method: 'GET', url: `/calendars/${secret}.ics` });
    expect((await at(one)).statusCode).toBe(404);
    await app.send('rotas.renewFeed', { key: one }, first);
    const read = await at(one);
    expect(read.headers['content-type']).toContain('text/calendar');
    const events = read.body.match(/BEGIN:VEVENT/g)?.length ?? 0;
    expect(events).toBe((await mine(first)).shifts.length);
    expect(read.body).toContain('LOCATION:社区办公室');
    expect(read.body).toMatch(/DTSTART:2026030\dT093000Z/);
    const file = await app.inject({ method: 'GET', url: '/api/rotas/mine/calendar' }, first);
    expect(file.body.match(/BEGIN:VEVENT/g)?.length).toBe(events);
    await app.send('rotas.renewFeed', { key: two }, first);
    expect([(await at(one)).statusCode, (await at(two)).statusCode]).toEqual([404, 200]);
    await app.database.pool.query('update users set is_active = false where id = $1', [first.userId]);
    expect((await at(two)).statusCode).toBe(404);
    await app.database.pool.query('update users set is_active = true where id = $1', [first.userId]);
    const { rows } = await app.database.pool.query('select key_hash from rota_feeds');
    expect(JSON.stringify(rows)).not.toContain(two);
  });
});

describe('those on duty', () => {
  const told = async (as: SignedIn) => (await app.get('GET /notices', { query: {} }, as)).answer.items;
  const raise = async (urgency?: 'urgent') => {
    const made = await app.send(
      'cases.raise',
      {
        type: 'event',
        begin: 'report',
        source: 'grid',
        place: { areaId: world.unit },
        fields: { words: '水管爆裂' },
        ...(urgency ? { urgency } : {}),
      },
      first,
    );
    await app.queue.runAll();
    return made.answer.ref;
  };
  let night: SignedIn;
  let head: SignedIn;

  beforeAll(async () => {
    // A Saturday night: a worker of another grid keeps the community's post.
    await setClock('2026-03-04T02:00:00Z');
    night = await app.signIn('grid-worker', { areaId: world.secondGrid });
    head = await app.signIn('street-desk');
    const set = (userId: string, startsAt: string, endsAt: string) =>
      app.send('rotas.setShift', { id: rotaId, startsAt, endsAt, userId, part: 'lead' }, planner);
    expect((await set(night.userId, '2026-04-11T10:00:00Z', '2026-04-12T01:00:00Z')).status).toBe(200);
    await setClock('2026-04-11T14:00:00Z');
    night = await app.signInUser(night.userId);
    head = await app.signInUser(head.userId);
  });

  it('count as on duty while everybody else is off', async () => {
    const count = async (as: SignedIn) => (await app.get('GET /notices/count', {}, as)).answer.isOnDuty;
    expect([await count(night), await count(second)]).toEqual([true, false]);
  });

  it('are told at once of what cannot wait, and of nothing else', async () => {
    await raise();
    expect(await told(night)).toEqual([]);
    const ref = await raise('urgent');
    expect(await told(night)).toMatchObject([{ caseRef: null, class: 'now' }]);
    // Being on duty opens no matter that lies in another's grid; the desk sees it.
    expect((await told(head)).some(({ caseRef }) => caseRef === ref)).toBe(true);
  });

  it('hear of lateness and supervision while the offices are closed, and leave that to the head by day', async () => {
    const ref = await raise();
    const before = (await told(night)).length;
    const supervise = () =>
      app.send('cases.act', { ref, action: 'supervise', input: { reason: 'other', words: '请尽快' } }, head);
    expect((await supervise()).status).toBe(200);
    await app.queue.runAll();
    expect((await told(night)).length).toBe(before + 1);
    expect((await told(night)).some(({ text }) => text.zh.includes('督办'))).toBe(true);
    await app.queue.runAll();
    expect((await told(night)).length).toBe(before + 1);
  });

  it('are named beside the unit that routing proposes', async () => {
    const ref = await raise();
    const desk = await app.signIn('street-desk');
    await app.send('cases.act', { ref, action: 'accept', input: { categoryId: await categoryWithUnit() } }, desk);
    await app.queue.runAll();
    const { offers } = (await app.get('GET /cases/:ref', { params: { ref } }, desk)).answer;
    const why = offers.find(({ action }) => action === 'dispatch')?.suggestsWhy?.zh;
    expect(why).toContain('现在值班：grid-worker');
    expect(why).toContain('021-5550 0001');
  });

  async function categoryWithUnit(): Promise<number> {
    const id = 9001;
    await app.database.pool.query(
      `insert into categories (id, case_type, code, name) values ($1, 'event', 'water', '{"zh":"供水","en":"Water"}')`,
      [id],
    );
    await app.database.pool.query(
      `insert into duties (id, category_id, area_id, lead_organisation_id, helper_organisation_ids, basis, updated_at)
       values (gen_random_uuid(), $1, $2, $3, '{}', '', now()) on conflict do nothing`,
      [id, world.community, world.property],
    );
    return id;
  }
});
