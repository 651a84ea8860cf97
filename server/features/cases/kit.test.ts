import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sealedStorageOf } from '../../../domain/case/sealed.ts';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { pdfText } from '../../test/pdf-text.ts';
import { world } from '../../test/world.ts';
import { zipTexts } from '../../test/zip-texts.ts';

let app: TestApp;
let blower: Asker;
let principal: Asker;
let district: Asker;
let property: Asker;
let station: Asker;
beforeAll(async () => {
  app = await testApp();
  blower = await app.signIn('community-secretary');
  principal = await app.signIn('community-secretary');
  district = await app.signIn('district-office');
  property = await app.signIn('handler', { organisationId: world.property });
  station = await app.signIn('handler', { organisationId: world.station });
});
afterAll(() => app.close());

async function act(ref: string, action: string, as: Asker, input: object = {}): Promise<string> {
  const done = await app.send('cases.act', { ref, action, input } as never, as);
  return done.problem?.code ?? done.answer.stage;
}
const detail = async (ref: string, as: Asker) => (await app.get('GET /cases/:ref', { params: { ref } }, as)).answer;

describe('several units, each with its own clocks', () => {
  const blow = async (kind = 'priority') => {
    const fields = { kind, words: '占道经营', leadOrganisationId: world.property, organisationIds: [world.station] };
    const made = await app.send(
      'cases.raise',
      { type: 'whistle', begin: 'blow', source: 'superior', place: { areaId: world.unit }, fields },
      blower,
    );
    expect(made.problem).toBeUndefined();
    return made.answer.ref;
  };

  it('is agreed to by another, signed, come to and concluded unit by unit, and ended by who blew alone', async () => {
    const ref = await blow();
    expect(await act(ref, 'agree', blower)).toBe('case.own-request');
    expect(await act(ref, 'agree', principal)).toBe('working');
    const begun = await detail(ref, blower);
    expect(begun.assignments.map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual([
      'lead sent',
      'summoned sent',
    ]);
    expect(begun.clocks.filter(({ kind }) => kind === 'assignment').length).toBe(8);
    expect(await act(ref, 'conclude', station, { words: '先签收' })).toBe('case.step-done');
    expect(await act(ref, 'sign-summons', station)).toBe('working');
    expect(await act(ref, 'arrive', station)).toBe('working');
    const after = await detail(ref, blower);
    const open = after.clocks.filter(({ kind, stoppedAt }) => kind === 'assignment' && stoppedAt === null);
    expect(open.length).toBe(6);
    expect(after.assignments.find(({ kind }) => kind === 'summoned')?.arrivedAt).toBe(app.clock.now());
    expect(after.assignments.find(({ kind }) => kind === 'lead')?.arrivedAt).toBeNull();
    expect(await act(ref, 'conclude', station, { words: '已清理', score: 4 })).toBe('working');
    expect(await act(ref, 'sign-summons', property)).toBe('working');
    expect(await act(ref, 'conclude', property, { words: '已劝离' })).toBe('confirming');
    expect(await act(ref, 'end', principal, { outcome: 'solved', score: 5 })).toBe('case.not-yours');
    expect(await act(ref, 'go-on', blower, { words: '又摆出来了' })).toBe('working');
    expect(await act(ref, 'conclude', station, { words: '再次清理' })).toBe('working');
    expect(await act(ref, 'conclude', property, { words: '有人值守' })).toBe('confirming');
    expect(await act(ref, 'end', blower, { outcome: 'solved', score: 5 })).toBe('closed');
  });

  it('lets the district desk decide on a return, never the unit that asks', async () => {
    const ref = await blow('enforcement');
    await act(ref, 'agree', principal);
    expect(await act(ref, 'ask-return', station, { reason: 'not-our-duty', words: '不属本单位' })).toBe('working');
    expect(await act(ref, 'ask-return', station, { reason: 'not-our-duty', words: '不属本单位' })).toBe(
      'case.already-asked',
    );
    const grant = { organisationId: world.station, decision: 'granted' };
    expect(await act(ref, 'decide-summons-return', station, grant)).toBe('case.not-yours');
    expect(await act(ref, 'decide-summons-return', blower, grant)).toBe('case.not-yours');
    const mine = await app.get('POST /cases', { query: { tab: 'mine', limit: 200 } }, district);
    expect(mine.answer.items.map((one) => one.ref)).toContain(ref);
    expect(await act(ref, 'decide-summons-return', district, grant)).toBe('working');
    const { assignments, clocks } = await detail(ref, blower);
    expect(assignments.map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual([
      'lead sent',
      'summoned returned',
    ]);
    expect(clocks.filter(({ kind, stoppedAt }) => kind === 'assignment' && stoppedAt === null).length).toBe(4);
    await act(ref, 'sign-summons', property);
    expect(await act(ref, 'conclude', property, { words: '已办' })).toBe('case.photo-needed');
    expect(await act(ref, 'release', blower, { organisationId: world.property, words: '改由别处' })).toBe('confirming');
  });

  it('takes an emergency that was blown by phone, within a day', async () => {
    const record = (blownAt: string) =>
      app.send(
        'cases.raise',
        {
          type: 'whistle',
          begin: 'record',
          source: 'superior',
          place: { areaId: world.unit },
          fields: { words: '燃气泄漏', blownAt, leadOrganisationId: world.property },
        },
        blower,
      );
    const hoursAgo = (hours: number) => new Date(Date.parse(app.clock.now()) - hours * 3_600_000).toISOString();
    expect((await record(hoursAgo(25))).problem?.code).toBe('case.recorded-late');
    expect((await record(hoursAgo(2))).answer.stage).toBe('working');
  });

  it('raises each clock that is late by its own steps, not those beside it', async () => {
    const ref = await blow('enforcement');
    await act(ref, 'agree', principal);
    const { clocks } = await detail(ref, blower);
    const dues = clocks.filter(({ kind }) => kind === 'assignment').map(({ dueAt }) => dueAt);
    const [first, next] = [...new Set(dues)].toSorted();
    const raised = async () => {
      const { sum } = await app.database.write({ communities: [world.community], organisations: [] }, async (db) =>
        db
          .selectFrom('caseClocks')
          .where('caseId', '=', ref.slice(ref.indexOf('-') + 1))
          .where('kind', '=', 'assignment')
          .select((eb) => eb.fn.sum<string>('raisedTimes').as('sum'))
          .executeTakeFirstOrThrow(),
      );
      return Number(sum);
    };
    app.clock.set(first as string);
    await app.queue.runJob('cases.lateness');
    expect(await raised()).toBe(2);
    app.clock.set(next as string);
    await app.queue.runJob('cases.lateness');
    // The two of the first step have a day before they are raised again; only the two of the next are.
    expect(await raised()).toBe(4);
  });
});

describe('mediation', () => {
  const apply = async (as?: Asker) => {
    const made = await app.send(
      'cases.raise',
      {
        type: 'mediation',
        begin: 'apply',
        place: { areaId: world.unit },
        contact: { name: '', phone: '19900001111' },
        fields: {
          kind: 'neighbours',
          words: '楼上漏水',
          amount: 320_000,
          applicants: [{ name: '赵一', phone: '19900001111' }],
          others: [{ name: '钱二', phone: '19900002222' }],
        },
      },
      as,
    );
    expect(made.problem).toBeUndefined();
    return made.answer.ref;
  };

  it('keeps names and phones of its people out of the entries, shows them masked, and dials for those on its list', async () => {
    const keeper = await app.signIn('mediator', { areaId: world.community });
    const ref = await apply();
    const caseId = ref.slice(ref.indexOf('-') + 1);
    const storage = { communities: [sealedStorageOf(world.community)], organisations: [] };
    const { rows } = await app.database.read(storage, (db) =>
      sql<{ all: string }>`select string_agg(e.facts::text || coalesce(v.vals::text, ''), '') as all from case_entries e
        left join case_entry_values v on v.entry_id = e.id where e.case_id = ${caseId}`.execute(db),
    );
    expect(rows[0]?.all).toContain('楼上漏水');
    for (const secret of ['赵一', '钱二', '19900002222']) expect(rows[0]?.all).not.toContain(secret);
    const asKeeper = await app.signInUser(keeper.userId);
    const shown = await detail(ref, asKeeper);
    const named = shown.parties.filter(({ role }) => role !== null);
    expect(named.map(({ role, nameMasked, phoneMasked }) => [role?.zh, nameMasked, phoneMasked])).toEqual(
      expect.arrayContaining([
        ['申请人', '赵*', '199****1111'],
        ['对方当事人', '钱*', '199****2222'],
      ]),
    );
    expect(shown.fields.find(({ key }) => key === 'amount')?.text).toBe('¥3,200.00');
    const party = named.find(({ role }) => role?.zh === '对方当事人')?.id as string;
    const contact = await app.get('GET /cases/:ref/contact', { params: { ref }, query: { party } }, asKeeper);
    expect(contact.answer).toEqual({ name: '钱二', phone: '19900002222' });
    const other = await app.signInResident('19900002222');
    expect((await app.get('GET /my/cases', {}, other)).answer.items).toEqual([]);
    const applicant = await app.signInResident('19900001111');
    expect((await app.get('GET /my/cases', {}, applicant)).answer.items.length).toBeGreaterThan(0);
  });

  it('is not done where a party refuses, nor by a party; an agreement is in force by the last who signed', async () => {
    app.clock.set('2026-03-02T02:00:00.000Z');
    const keeper = await app.signIn('mediator', { areaId: world.community });
    const mediator = await app.makeStaff('mediator');
    await app.hold(mediator, 'mediator', { areaId: world.otherCommunity });
    const ref = await apply(keeper);
    const asKeeper = await app.signInUser(keeper.userId);
    const accept = { mediators: [mediator], allAgree: true, hasNoInterest: true };
    expect(await act(ref, 'accept', asKeeper, { ...accept, allAgree: false })).toBe('case.party-refuses');
    expect(await act(ref, 'accept', asKeeper, { ...accept, hasNoInterest: false })).toBe('case.mediator-interested');
    await app.database.pool.query('update users set phone_sealed = $2, phone_token = $3 where id = $1', [
      mediator,
      app.vault.seal('phone', '19900002222'),
      app.vault.token('phone', '19900002222'),
    ]);
    // Refused at the field that names them, with the reason in words: server/features/cases/apart.test.ts.
    expect(await act(ref, 'accept', asKeeper, accept)).toBe('request.invalid');
    await app.database.pool.query('update users set phone_sealed = null, phone_token = null where id = $1', [mediator]);
    expect(await act(ref, 'accept', asKeeper, accept)).toBe('mediating');
    const asMediator = await app.signInUser(mediator);
    const paper = { hasParties: true, facts: '漏水', terms: '修好并赔偿', performBy: '2026-03-20' };
    expect(await act(ref, 'agree-in-writing', asMediator, { ...paper, hasParties: false })).toBe('case.tick-needed');
    expect(await act(ref, 'agree-in-writing', asMediator, paper)).toBe('signing');
    const days = { partiesSignedOn: '2026-02-27', mediatorSignedOn: '2026-02-28', sealedOn: '2026-03-01' };
    expect(await act(ref, 'signed', asMediator, days)).toBe('performing');
    const { clocks, fields } = await detail(ref, asMediator);
    expect(fields.find(({ key }) => key === 'inForceOn')?.text).toBe('2026-03-01');
    const term = clocks.filter(({ kind }) => kind === 'term').map(({ dueAt }) => dueAt);
    expect(term).toContain('2026-03-31T15:59:59.999Z');
    app.clock.set('2026-03-14T02:00:00.000Z');
    await app.queue.runJob('cases.terms');
    const asAgain = await app.signInUser(mediator);
    expect((await detail(ref, asAgain)).entries.at(-1)?.action).toBe('remind-term');
    const confirm = { court: '临江区人民法院', confirmAskedOn: '2026-03-14', bothAsk: false };
    expect(await act(ref, 'ask-confirmation', asAgain, confirm)).toBe('case.both-needed');
    expect(await act(ref, 'ask-confirmation', asAgain, { ...confirm, bothAsk: true })).toBe('performing');
    expect(await act(ref, 'performed', await app.signInUser(keeper.userId), { words: '双方满意' })).toBe('closed');
  });

  it('waits in the inbox of those on its list, and is counted there', async () => {
    const keeper = await app.signIn('mediator', { areaId: world.community });
    const ref = await apply(keeper);
    const asKeeper = await app.signInUser(keeper.userId);
    const mine = (await app.get('POST /cases', { query: { tab: 'mine' } }, asKeeper)).answer.items;
    expect(mine.map((item) => item.ref)).toContain(ref);
    expect((await app.get('POST /cases/counts', {}, asKeeper)).answer.tabs).toMatchObject({
      mine: mine.length,
      raised: mine.length,
      open: mine.length,
    });
    const stranger = await app.signIn('mediator', { areaId: world.otherCommunity });
    expect((await app.get('POST /cases/counts', {}, stranger)).answer.tabs.open).toBe(0);
  });

  it('prints its file: names in full for those on its list, each session as it was written, nothing empty', async () => {
    app.clock.set('2026-03-02T02:00:00.000Z');
    const keeper = await app.signIn('mediator', { areaId: world.community });
    const mediator = await app.makeStaff('mediator');
    await app.hold(mediator, 'mediator', { areaId: world.otherCommunity });
    const ref = await apply(keeper);
    const asKeeper = await app.signInUser(keeper.userId);
    const asMediator = await app.signInUser(mediator);
    const accept = { mediators: [mediator], allAgree: true, hasNoInterest: true, words: '双方到场' };
    expect(await act(ref, 'accept', asKeeper, accept)).toBe('mediating');
    const session = { heldAt: '2026-03-01T06:30:00.000Z', words: '双方到场，愿意修缮。' };
    expect(await act(ref, 'session', asMediator, session)).toBe('mediating');
    const paper = { hasParties: true, facts: '楼上水管漏水', terms: '三日内修好并赔偿三千元', performBy: '2026-03-20' };
    expect(await act(ref, 'agree-in-writing', asMediator, paper)).toBe('signing');
    const days = { partiesSignedOn: '2026-03-01', mediatorSignedOn: '2026-03-01', sealedOn: '2026-03-02' };
    expect(await act(ref, 'signed', asMediator, days)).toBe('performing');
    const take = async (print: string, as: Asker, format = 'pdf') =>
      app.inject({ method: 'GET', url: `/api/cases/${ref}/print.${format}?print=${print}` }, as);
    const wordsOf = async (print: string) => {
      const { statusCode, rawPayload } = await take(print, asMediator);
      expect(statusCode, print).toBe(200);
      return pdfText(rawPayload).join('').replaceAll('\n', '');
    };
    const offered = (await detail(ref, asMediator)).prints.map(({ print }) => print);
    expect(offered).toEqual(['application', 'register', 'inquiry', 'record', 'agreement', 'oral', 'confirmation']);
    const texts = Object.fromEntries(await Promise.all(offered.map(async (print) => [print, await wordsOf(print)])));
    for (const [print, parts] of Object.entries({
      application: ['人民调解申请书', '申请人：赵一', '对方当事人：钱二', '邻里', '¥3,200.00', '楼上漏水'],
      register: ['双方到场'],
      record: ['2026-03-01 14:30', '双方到场，愿意修缮。'],
      agreement: ['主要事实、争议事项以及各方当事人的责任：楼上水管漏水', '三日内修好并赔偿三千元', '2026-03-20'],
      confirmation: ['赵一、钱二', '2026-03-02 生效', '第三十三条'],
    }))
      for (const part of parts) expect(texts[print], print).toContain(part);
    for (const [print, said] of Object.entries(texts)) expect(said, print).not.toMatch(/\{|\}|undefined|�/);
    // What stays in the file says who printed it; what the parties get is marked as nobody's working paper.
    for (const print of ['register', 'inquiry']) expect(texts[print], print).toMatch(/打印，仅限工作使用/);
    for (const print of ['application', 'record', 'agreement', 'oral', 'confirmation']) {
      expect(texts[print], print).not.toMatch(/仅限工作使用|于 [\d-]+ [\d:]+ 打印/);
      expect(texts[print], print).toMatch(/编号 [\d-]+　\d{4}-\d\d-\d\d \d\d:\d\d 打印/);
    }
    const word = await take('agreement', asKeeper, 'docx');
    expect(zipTexts(word.rawPayload).get('word/document.xml')).toContain('钱二');
    expect((await take('callback', asKeeper)).json().code).toBe('case.paper-not-now');
    for (const role of ['community-secretary', 'street-desk', 'district-office'] as const)
      expect((await take('agreement', await app.signIn(role))).statusCode, role).toBe(404);
  });
});
