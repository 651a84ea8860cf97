import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MandateCover } from '../../../domain/access/mandates.ts';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let desk: SignedIn;
let secretary: SignedIn;
let serial = 0;

beforeAll(async () => {
  app = await testApp();
  desk = await app.signIn('street-desk');
  secretary = await app.signIn('community-secretary');
});
afterAll(() => app.close());

const phoneOf = (): string => {
  serial += 1;
  return `1990001${String(serial).padStart(4, '0')}`;
};
const all: MandateCover[] = ['report', 'apply', 'track', 'answer', 'rate'];

/** An old person, and somebody who acts for them by a mandate of their own sign-in. */
async function pair(covers: MandateCover[] = all, endsOn = '2026-09-01') {
  const [elderPhone, helperPhone] = [phoneOf(), phoneOf()];
  const elder = await app.signInResident(elderPhone);
  const own = await app.signInResident(helperPhone);
  const terms = { relation: 'family' as const, covers, endsOn };
  const given = await app.send(
    'mandates.give',
    { name: '张桂英', helper: { name: '李芳', phone: helperPhone }, ...terms },
    elder,
  );
  const { id } = given.answer;
  const helper: Asker = { userId: own.userId, headers: { ...own.headers, 'x-linli-mandate': id } };
  return { id, elder, own, helper, elderPhone, helperPhone };
}

const report = (as?: Asker, words = '楼道灯不亮', more: object = {}) =>
  app.send(
    'cases.raise',
    {
      type: 'event',
      begin: 'report',
      place: { areaId: world.building },
      fields: { words },
      contact: null,
      ...more,
    } as never,
    as,
  );
const mine = async (as: Asker) => (await app.get('GET /my/cases', {}, as)).answer.items.map(({ ref }) => ref);
const track = (ref: string, as: Asker) => app.get('GET /my/cases/:ref', { params: { ref } }, as);

async function closed(ref: string): Promise<void> {
  const input = { reason: 'not-ours', reply: '不在受理范围，请联系物业' };
  const done = await app.send('cases.act', { ref, action: 'decline', input }, desk);
  expect(done.problem).toBeUndefined();
}

describe('a helper', () => {
  it('raises a matter as the one they help, who sees by whom, and is answered themselves', async () => {
    const { helper, elder, own, elderPhone } = await pair();
    const { ref } = (await report(helper, undefined, { trackToken: 'A'.repeat(22), contact: { phone: '19900009999' } }))
      .answer;
    expect(await mine(elder)).toEqual([ref]);
    expect(await mine(own)).toEqual([]);
    expect(await mine(helper)).toEqual([ref]);
    const shown = (await track(ref, elder)).answer;
    expect(shown.way[0]?.helper).toBe('李*');
    const atDesk = (await app.get('GET /cases/:ref', { params: { ref } }, desk)).answer;
    expect(atDesk.entries[0]?.details.map(({ zh }) => zh)).toContain('由帮手李*代办');
    const party = atDesk.parties[0];
    const contact = await app.get('GET /cases/:ref/contact', { params: { ref }, query: { party: party?.id } }, desk);
    expect(contact.answer).toEqual({ name: '张桂英', phone: elderPhone });
    const link = await app.get('GET /track', {}, { userId: '', headers: { 'x-linli-link': 'A'.repeat(22) } });
    expect(link.status).toBe(401);
  });

  it('tells the one they help of each step, and both of the beginning and the end', async () => {
    const { id, helper, elder, elderPhone, helperPhone } = await pair();
    await report(helper);
    await app.send('mandates.end', { id }, elder);
    await app.queue.runAll();
    const said = (phone: string) => app.sms.messages.filter((one) => one.phone === phone && one.template === 'mandate');
    const toElder = said(elderPhone).map(({ text }) => text);
    expect(toElder.some((text) => text.startsWith('您已请李芳'))).toBe(true);
    expect(toElder.some((text) => text.startsWith('帮手李芳替您'))).toBe(true);
    expect(toElder.some((text) => text.includes('不再是您的帮手'))).toBe(true);
    expect(said(helperPhone)).toHaveLength(2);
    const [given] = (await app.get('GET /my/mandates', {}, elder)).answer.given;
    expect(given).toMatchObject({ name: '李芳', state: 'ended', endedBy: 'elder', deeds: [{ label: { zh: '上报' } }] });
  });

  it('does what the mandate covers and nothing else, and never what only the person may', async () => {
    const { helper } = await pair(['track']);
    expect((await report(helper)).problem?.code).toBe('mandates.no-helper');
    const rater = await pair(['report', 'track']);
    const { ref } = (await report(rater.helper)).answer;
    const act = (action: string, input = {}) => app.send('cases.act', { ref, action, input }, rater.helper);
    expect((await act('withdraw')).problem?.code).toBe('mandates.own-deed');
    expect(
      (
        await app.send(
          'cases.raise',
          { type: 'request', begin: 'apply', place: { areaId: world.building }, fields: {} } as never,
          rater.helper,
        )
      ).problem?.code,
    ).toBe('mandates.beyond');
    const actions = (await track(ref, rater.helper)).answer.offers.map(({ action }) => action);
    expect(actions).toContain('remind');
    expect(actions).not.toContain('withdraw');
    await closed(ref);
    expect((await act('rate', { isSolved: true, score: 5 })).problem?.code).toBe('mandates.beyond');
  });

  it('is nobody by the mandate of another, an ended or a past one, or without a sign-in', async () => {
    const { id, helper, own, elder } = await pair();
    const stranger = await app.signInResident(phoneOf());
    const by = (as: Asker): Asker => ({ ...as, headers: { ...as.headers, 'x-linli-mandate': id } });
    for (const one of [stranger, elder, desk]) {
      expect((await app.get('GET /my/cases', {}, by(one))).problem?.code).toBe('mandates.ended');
      expect((await report(by(one))).problem?.code).toBe('mandates.ended');
    }
    expect((await report({ userId: '', headers: { 'x-linli-mandate': id } })).problem?.code).toBe('access.sign-in');
    await app.send('mandates.end', { id }, own);
    expect((await app.get('GET /my/cases', {}, helper)).problem?.code).toBe('mandates.ended');
    const before = app.clock.now();
    const short = await pair(all, '2026-03-06');
    app.clock.set('2026-03-05T15:59:00Z');
    expect((await app.get('GET /my/cases', {}, short.helper)).status).toBe(200);
    app.clock.set('2026-03-05T16:00:00Z');
    expect((await app.get('GET /my/cases', {}, short.helper)).problem?.code).toBe('mandates.ended');
    app.clock.set(before);
  });

  it('sees nothing else of whom they help: no sealed matter, none others named them in, no account', async () => {
    const { helper, elder, elderPhone } = await pair();
    const sealed = await app.send(
      'cases.raise',
      {
        type: 'mediation',
        begin: 'apply',
        place: { areaId: world.building },
        fields: {
          kind: 'neighbours',
          words: '楼上漏水',
          applicants: [{ name: '张桂英', phone: elderPhone }],
          others: [{ name: '楼上住户' }],
        },
        contact: { name: '张桂英', phone: elderPhone },
      } as never,
      elder,
    );
    const { ref } = sealed.answer;
    expect((await mine(elder)).includes(ref)).toBe(true);
    expect((await mine(helper)).includes(ref)).toBe(false);
    expect((await track(ref, helper)).status).toBe(404);
    expect((await app.send('cases.act', { ref, action: 'remind' }, helper)).status).toBe(404);
    // What is held of them is theirs to ask: nobody gets a copy of it by a mandate.
    const request = {
      type: 'data-right',
      begin: 'ask',
      place: { areaId: world.building },
      fields: { kind: 'copy', words: '登记了我的什么' },
      contact: { name: '张桂英', phone: elderPhone },
    } as never;
    expect((await app.send('cases.raise', request, helper)).problem?.code).toBe('mandates.own-deed');
    const asked = (await app.send('cases.raise', request, elder)).answer.ref;
    expect([(await mine(elder)).includes(asked), (await mine(helper)).includes(asked)]).toEqual([true, false]);
    expect((await track(asked, helper)).status).toBe(404);
    for (const key of [
      'GET /session',
      'GET /my/followed',
      'GET /notices',
      'GET /my/mandates',
      'GET /feedback/mine',
    ] as const)
      expect((await app.get(key, {}, helper)).problem?.code, key).toBe('mandates.no-helper');
    const input = {
      name: '张桂英',
      helper: { name: '王五', phone: phoneOf() },
      relation: 'other' as const,
      covers: all,
      endsOn: '2026-09-01',
    };
    expect((await app.send('mandates.give', input, helper)).problem?.code).toBe('mandates.no-helper');
  });

  it('does a step once, for whom it was meant', async () => {
    const { helper, own } = await pair();
    const id = '0192f0aa-0000-7000-8000-00000000abcd';
    const input = { type: 'event', begin: 'report', place: { areaId: world.building }, fields: { words: '井盖松动' } };
    const first = await app.send('cases.raise', input as never, helper, id);
    expect((await app.send('cases.raise', input as never, helper, id)).answer).toEqual(first.answer);
    expect((await app.send('cases.raise', input as never, own, id)).problem?.code).toBe('intention.reused');
  });
});

describe('a mandate', () => {
  const terms = { relation: 'worker' as const, covers: all, endsOn: '2026-09-01' };
  const register = (as: Asker, more: object = {}) =>
    app.send(
      'mandates.register',
      {
        areaId: world.community,
        elder: { name: '王大爷', phone: phoneOf() },
        helper: { name: '陈静', phone: phoneOf() },
        ...terms,
        saidInPerson: true,
        ...more,
      },
      as,
    );

  it('is registered in person, seen by those of the area, and stopped as its giver asks', async () => {
    const { id } = (await register(secretary)).answer;
    const list = async (as: Asker, query = {}) => (await app.get('POST /mandates', { query }, as)).answer.items;
    expect((await list(secretary)).find((row) => row.id === id)).toMatchObject({
      elder: { name: '王**' },
      helper: { name: '陈*' },
      given: 'counter',
      state: 'good',
    });
    const far = await app.signIn('community-secretary', { areaId: world.farCommunity });
    expect((await list(far)).map((row) => row.id)).not.toContain(id);
    expect((await app.send('mandates.endFor', { id }, far)).status).toBe(404);
    expect((await register(far)).problem?.code).toBe('access.outside-scope');
    expect((await app.send('mandates.endFor', { id }, secretary)).status).toBe(200);
    expect((await list(secretary, { state: 'past' })).find((row) => row.id === id)).toMatchObject({ endedBy: 'desk' });
  });

  it('given by oneself is found at the counter by the whole phone, which is written down', async () => {
    const { id, elderPhone } = await pair();
    const found = await app.get('POST /mandates', { query: { phone: elderPhone } }, secretary);
    expect(found.answer.items.map((row) => row.id)).toEqual([id]);
    const { rows } = await app.database.pool.query("select 1 from audit_rows where action = 'mandates.looked-up'");
    expect(rows.length).toBeGreaterThan(0);
    expect(
      (await app.get('POST /mandates', { query: { phone: elderPhone.slice(0, 7) } }, secretary)).answer.items,
    ).toEqual([]);
  });

  it('is refused where it could not be meant', async () => {
    const { elder, elderPhone, helperPhone } = await pair();
    const give = (more: object) =>
      app.send(
        'mandates.give',
        { name: '张桂英', helper: { name: '王五', phone: phoneOf() }, ...terms, ...more },
        elder,
      );
    expect((await give({ helper: { name: '自己', phone: elderPhone } })).problem?.code).toBe('mandates.to-oneself');
    expect((await give({ helper: { name: '李芳', phone: helperPhone } })).problem?.code).toBe('mandates.same');
    for (const endsOn of ['2026-03-04', '2027-04-01'])
      expect((await give({ endsOn })).problem?.code).toBe('mandates.too-long');
    expect([(await give({})).status, (await give({})).status]).toEqual([200, 200]);
    expect((await give({})).problem?.code).toBe('mandates.too-many');
    const phone = phoneOf();
    await app.database.pool.query('update users set phone_sealed = $2 where id = $1', [
      secretary.userId,
      app.vault.seal('phone', phone),
    ]);
    expect((await register(secretary, { helper: { name: '书记', phone } })).problem?.code).toBe(
      'mandates.witness-helps',
    );
  });

  it('tells nobody in quiet hours: what was done at night is told in the morning', async () => {
    const before = app.clock.now();
    const { helper, elderPhone } = await pair();
    await app.queue.runAll();
    const said = () => app.sms.messages.filter((one) => one.phone === elderPhone && one.template === 'mandate').length;
    expect(said()).toBe(1);
    app.clock.set('2026-03-05T15:30:00Z');
    await report(helper);
    await app.queue.runAll();
    expect(said()).toBe(1);
    app.clock.set('2026-03-06T00:00:00Z');
    await app.queue.runAll();
    expect(said()).toBe(2);
    app.clock.set(before);
  });

  it('is forgotten with what was done by it once its term is over, and not before', async () => {
    const before = app.clock.now();
    const ended = await pair();
    await report(ended.helper);
    await app.send('mandates.end', { id: ended.id }, ended.elder);
    const over = await pair(all, '2026-03-20');
    const later = await pair(all, '2026-09-01');
    await app.queue.runAll();
    const left = async () => {
      const { rows } = await app.database.pool.query(
        `select id, (select count(*)::int from mandate_acts a where a.mandate_id = m.id) as acts from mandates m where id = any ($1) order by given_at, id`,
        [[ended.id, over.id, later.id]],
      );
      return new Map(rows.map((row) => [row.id, row.acts]));
    };
    app.clock.set('2029-03-01T02:00:00.000Z');
    await app.queue.runJob('mandates.forget');
    expect((await left()).get(ended.id)).toBe(1);
    app.clock.set('2029-03-25T02:00:00.000Z');
    await app.queue.runJob('mandates.forget');
    expect([...(await left()).keys()]).toEqual([later.id]);
    app.clock.set(before);
  });

  it('keeps names and phones sealed', async () => {
    const { elderPhone, helperPhone } = await pair();
    for (const secret of [elderPhone, helperPhone, '张桂英', '李芳']) {
      const { rows } = await app.database.pool.query('select 1 from mandates m where m::text like $1', [`%${secret}%`]);
      expect(rows).toEqual([]);
    }
  });
});
