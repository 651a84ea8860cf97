import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseRef } from '../../../contract/shapes.ts';
import { replay } from '../../../domain/case/fold.ts';
import type { CaseState } from '../../../domain/case/state.ts';
import { caseTypes } from '../../../domain/processes/registry.ts';
import { testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';
import { entriesOf } from './cases.load.ts';
import { gatheredRows, stateColumns, stateOf } from './cases.rows.ts';
import { canonical, commitmentOf, entryHash } from './cases.store.ts';

type App = Awaited<ReturnType<typeof testApp>>;
let app: App;
let desk: SignedIn;
let unit: SignedIn;
let otherUnit: SignedIn;
let checker: SignedIn;
let caller: SignedIn;
let worker: SignedIn;
let approver: SignedIn;

beforeAll(async () => {
  app = await testApp();
  desk = await app.signIn('street-desk');
  unit = await app.signIn('handler');
  otherUnit = await app.signIn('handler', { organisationId: world.station });
  checker = await app.signIn('checker');
  caller = await app.signIn('checker');
  worker = await app.signIn('grid-worker');
  approver = await app.signIn('community-secretary');
});
afterAll(() => app.close());

const token = () => Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url');
const link = (value: string) => ({ userId: 'link', headers: { 'x-linli-link': value } });

let serial = 1000;
function nextPhone(): string {
  serial += 1;
  return `1990000${serial}`;
}

async function raise(input: Record<string, unknown> = {}, as?: SignedIn) {
  const trackToken = token();
  const made = await app.send(
    'cases.raise',
    {
      type: 'event',
      begin: 'report',
      place: { areaId: world.unit, words: '楼道口' },
      contact: { name: '王桂兰', phone: nextPhone() },
      fields: { words: '楼道口私拉电线给电动自行车充电，插排裸露，旁边堆着纸箱。' },
      trackToken,
      ...input,
    } as never,
    as,
  );
  return Object.assign(made, { trackToken });
}

const act = (
  as: Parameters<App['send']>[2],
  ref: string,
  action: string,
  input: Record<string, unknown> = {},
  basedOn?: number,
) => app.send('cases.act', { ref, action, input, ...(basedOn === undefined ? {} : { basedOn }) }, as);

/** A state with its lists by id: rows come back in an order of their own. */
function inOrder(state: CaseState): Record<string, unknown> {
  const byId = <T extends { readonly id: string }>(list: readonly T[]) =>
    list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return JSON.parse(
    canonical({
      ...state,
      clocks: byId(state.clocks),
      assignments: byId(state.assignments),
      parties: byId(state.parties),
    }),
  );
}

/** Accept, dispatch to the property firm, sign, contact, hand in. */
async function toChecking(ref: string) {
  await act(desk, ref, 'accept');
  await act(desk, ref, 'dispatch', { leadOrganisationId: world.property });
  await act(unit, ref, 'sign');
  await act(unit, ref, 'contact', { result: 'reached', words: '已通话，约下午上门' });
  await act(unit, ref, 'done', { outcome: 'solved', words: '已断电拆线', reply: '已经拆除私拉电线，请到充电棚充电。' });
}

it('goes from the first word of a stranger to closed, and everybody sees where it stands', async () => {
  const raised = (await raise()).answer;
  expect(raised.number).toMatch(/^11-260304-0001-\d$/);
  await toChecking(raised.ref);
  expect((await act(checker, raised.ref, 'pass', { words: '现场已恢复' })).answer.stage).toBe('callback');
  const own = await app.get('GET /cases/:ref', { params: { ref: raised.ref } }, caller);
  expect(own.answer.offers.find((offer) => offer.isMain)?.action).toBe('call-back');
  expect(own.answer.entries.map((entry) => entry.action)).toEqual([
    'report',
    'accept',
    'dispatch',
    'sign',
    'contact',
    'done',
    'pass',
  ]);
  expect(own.answer.parties[0]?.phoneMasked).toMatch(/^199\*{4}\d{4}$/);
  const closed = await act(caller, raised.ref, 'call-back', {
    result: 'reached',
    isSolved: true,
    score: 5,
    words: '修得很快',
  });
  expect(closed.answer.stage).toBe('closed');
  const shown = await app.get('GET /cases/:ref', { params: { ref: raised.ref } }, desk);
  expect(shown.answer.outcome).toBe('solved');
  expect(shown.answer.parties[0]?.rating?.score).toBe(5);
});

it('lets the person follow by link, remind, confirm and rate; nothing internal is shown', async () => {
  const made = await raise();
  const holder = link(made.trackToken);
  const ref = made.answer.ref;
  const first = await app.get('GET /track', {}, holder);
  expect(first.answer.steps.map((step) => step.state)).toEqual(['now', 'next', 'next', 'next', 'next']);
  await toChecking(ref);
  await act(checker, ref, 'pass', { words: '内部核查意见' });
  const track = (await app.get('GET /track', {}, holder)).answer;
  expect(track.unit?.name).toBe('春申物业服务中心');
  expect(track.way.map((one) => one.words).filter(Boolean)).toEqual(['已经拆除私拉电线，请到充电棚充电。']);
  expect(JSON.stringify(track)).not.toContain('内部核查意见');
  expect(JSON.stringify(track)).not.toContain('handler');
  expect(track.offers.map((offer) => offer.action)).toContain('confirm');
  expect((await act(holder, ref, 'confirm', { isSolved: true, score: 4 })).answer.stage).toBe('closed');
  expect((await app.get('GET /track', {}, holder)).answer.rating).toMatchObject({ isSolved: true, score: 4 });
});

it('is done once more when the person is not content, and the second time the desk closes it as they said', async () => {
  const made = await raise();
  const ref = made.answer.ref;
  const holder = link(made.trackToken);
  await toChecking(ref);
  await act(checker, ref, 'pass');
  expect((await act(holder, ref, 'confirm', { isSolved: false, score: 1, words: '还在充' })).answer.stage).toBe(
    'handling',
  );
  await act(unit, ref, 'done', { outcome: 'explained', words: '再次拆除', reply: '再次拆除并贴了告示。' });
  await act(checker, ref, 'pass');
  expect((await act(holder, ref, 'confirm', { isSolved: false, score: 2 })).answer.stage).toBe('closing');
  const closed = await act(approver, ref, 'close', { outcome: 'unsolved', words: '转入整改计划' });
  expect(closed.answer.stage).toBe('closed');
  expect((await app.get('GET /cases/:ref', { params: { ref } }, desk)).answer.outcome).toBe('unsolved');
});

it('finds by number and last four digits what a slip says, and nothing by guessing', async () => {
  const made = await raise({ contact: { name: '李', phone: '19900001234' } });
  const found = await app.get('POST /track/lookup', { query: { number: made.answer.number, last4: '1234' } });
  expect(found.answer.number).toBe(made.answer.number);
  expect(
    (await app.get('POST /track/lookup', { query: { number: made.answer.number, last4: '9999' } })).problem?.code,
  ).toBe('case.track-mismatch');
});

it('settles on the spot in one step, counted apart', async () => {
  const made = await raise(
    { begin: 'settle', source: 'grid', contact: null, trackToken: undefined, fields: { words: '楼道杂物当场清走' } },
    worker,
  );
  expect(made.answer).toMatchObject({ stage: 'settled', isOnTheSpot: true });
  expect((await raise({ begin: 'settle', fields: { words: '我自己办了' } })).problem?.code).toBe('case.not-yours');
});

it('does the same action sent twice once, and tells the second of two people who was first', async () => {
  const { ref } = (await raise()).answer;
  const id = randomUUID();
  const first = await app.send('cases.act', { ref, action: 'accept', input: {}, basedOn: 1 }, desk, id);
  const again = await app.send('cases.act', { ref, action: 'accept', input: {}, basedOn: 1 }, desk, id);
  expect(again.answer).toEqual(first.answer);
  const otherDesk = await app.signIn('street-desk');
  const late = await act(otherDesk, ref, 'accept', {}, 1);
  expect(late.problem?.code).toBe('case.stage-moved');
  expect(late.problem?.text.zh).toContain('street-desk');
  const shown = await app.get('GET /cases/:ref', { params: { ref } }, desk);
  expect(shown.answer.entries.map((entry) => entry.action)).toEqual(['report', 'accept']);
});

it('lets exactly one of two win at the same instant', async () => {
  const { ref } = (await raise()).answer;
  const otherDesk = await app.signIn('street-desk');
  const answers = await Promise.all([act(desk, ref, 'accept', {}, 1), act(otherDesk, ref, 'accept', {}, 1)]);
  expect(answers.filter((one) => one.problem === undefined)).toHaveLength(1);
  expect(answers.find((one) => one.problem)?.problem?.code).toBe('case.stage-moved');
});

it('returns a case with the dispatcher’s consent, a second time by the arbiter, and never stops the person’s clock', async () => {
  const made = await raise();
  const ref = made.answer.ref;
  await act(desk, ref, 'accept');
  await act(desk, ref, 'dispatch', { leadOrganisationId: world.property });
  await act(unit, ref, 'request-return', { reason: 'not-our-duty', words: '不在物业合同范围，见合同第三条' });
  expect((await act(unit, ref, 'request-return', { reason: 'not-our-duty', words: '再说一遍' })).problem?.code).toBe(
    'case.already-asked',
  );
  await act(desk, ref, 'decide-return', { decision: 'granted', leadOrganisationId: world.station, words: '同意' });
  const moved = (await app.get('GET /cases/:ref', { params: { ref } }, desk)).answer;
  expect(moved.leadName).toBe('望江城管中队');
  expect(moved.clocks.find((clock) => clock.kind === 'promise')?.stoppedAt).toBeNull();
  await act(otherUnit, ref, 'request-return', { reason: 'not-our-area', words: '在小区红线内' });
  expect((await act(approver, ref, 'decide-return', { decision: 'refused' })).problem?.code).toBe(
    'case.return-for-arbiter',
  );
  expect(
    (await act(desk, ref, 'arbitrate-return', { decision: 'refused', words: '首接负责' })).problem,
  ).toBeUndefined();
  expect((await act(otherUnit, ref, 'sign')).answer.stage).toBe('contacting');
});

it('extends and defers only with another’s approval', async () => {
  const { ref } = (await raise({ contact: null, source: 'grid', trackToken: undefined }, worker)).answer;
  await act(desk, ref, 'accept');
  await act(desk, ref, 'dispatch', { leadOrganisationId: world.property });
  await act(unit, ref, 'sign');
  await act(unit, ref, 'request-extension', { days: 3, reason: 'materials', words: '等配件' });
  expect((await act(unit, ref, 'decide-extension', { decision: 'granted' })).problem?.code).toBe('case.not-yours');
  const before = (await app.get('GET /cases/:ref', { params: { ref } }, desk)).answer.dueAt as string;
  await act(approver, ref, 'decide-extension', { decision: 'granted' });
  const after = (await app.get('GET /cases/:ref', { params: { ref } }, desk)).answer.dueAt as string;
  expect(after > before).toBe(true);
  await act(unit, ref, 'request-deferral', { until: '2026-06-01', reason: 'season', words: '雨季后施工' });
  await act(approver, ref, 'decide-deferral', { decision: 'granted' });
  const shown = (await app.get('GET /cases/:ref', { params: { ref } }, desk)).answer;
  expect(shown).toMatchObject({ deferredUntil: '2026-06-01', mood: 'deferred' });
  expect(
    (await app.get('POST /cases', { query: { clock: 'deferred' } }, desk)).answer.items.map((item) => item.ref),
  ).toContain(ref);
});

it('raises lateness by the clock, once a step, and leaves the owner', async () => {
  const { ref } = (await raise()).answer;
  const before = app.clock.now();
  app.clock.set('2026-03-04T10:00:00.000Z');
  await app.queue.runJob('cases.lateness', {});
  await app.queue.runJob('cases.lateness', {});
  const later = await app.signIn('street-desk');
  const shown = (await app.get('GET /cases/:ref', { params: { ref } }, later)).answer;
  app.clock.set(before);
  expect(shown.entries.filter((entry) => entry.action === 'raise-lateness')).toHaveLength(1);
  expect(shown.stage).toBe('raised');
});

it('shows nobody a case beyond their scope, by whatever way', async () => {
  const { ref, number } = (await raise({ place: { areaId: world.farBuilding, words: '' } })).answer;
  for (const stranger of [worker, approver, unit, desk]) {
    expect((await app.get('GET /cases/:ref', { params: { ref } }, stranger)).status).toBe(404);
    expect((await act(stranger, ref, 'accept')).problem?.code).toBe('request.not-found');
    const list = await app.get('POST /cases', { query: { q: number, limit: 200 } }, stranger);
    expect(list.answer.items.map((item) => item.number)).not.toContain(number);
  }
  const far = await app.signIn('street-desk', { areaId: world.otherStreet });
  expect((await app.get('GET /cases/:ref', { params: { ref } }, far)).status).toBe(200);
});

it('counts the tabs as the lists show them, for every role', async () => {
  for (const as of [desk, unit, checker, worker, approver]) {
    const { answer } = await app.get('POST /cases/counts', { query: {} }, as);
    for (const tab of [
      'mine',
      'raised',
      'accepted',
      'waiting',
      'handling',
      'checking',
      'callback',
      'open',
      'closed',
      'all',
    ] as const) {
      const list = await app.get('POST /cases', { query: { tab, limit: 200 } }, as);
      expect(list.answer.items.length, tab).toBe(answer.tabs[tab]);
    }
  }
});

it('counts what is closed of a type and an area as the lists show it, also once more is closed', async () => {
  const secretary = await app.signIn('community-secretary');
  const office = await app.signIn('district-office');
  const same = async () => {
    for (const as of [secretary, office, desk, unit, worker])
      for (const query of [
        {},
        { type: 'event' },
        { type: 'request' },
        { area: world.community },
        { area: world.grid, type: 'event' },
        { area: world.farCommunity },
        { source: 'grid' },
      ] as const)
        for (const tab of ['closed', 'all'] as const) {
          const { answer } = await app.get('POST /cases/counts', { query }, as);
          const list = await app.get('POST /cases', { query: { ...query, tab, limit: 200 } }, as);
          expect(list.answer.items.length, JSON.stringify([query, tab])).toBe(answer.tabs[tab]);
        }
    return (await app.get('POST /cases/counts', { query: { area: world.community } }, office)).answer.tabs.closed;
  };
  const before = await same();
  const spot = { begin: 'settle', source: 'grid', contact: null, trackToken: undefined };
  expect((await raise({ ...spot, fields: { words: '楼道灯泡换好了' } }, worker)).status).toBe(200);
  expect(await same()).toBe(before + 1);
});

it('pages without loss or repeat', async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = (await app.get('POST /cases', { query: { limit: 3, ...(cursor ? { cursor } : {}) } }, desk)).answer;
    seen.push(...page.items.map((item) => item.ref));
    cursor = page.next;
  } while (cursor);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBe((await app.get('POST /cases/counts', { query: {} }, desk)).answer.tabs.open);
});

it('keeps entries that replay to the row, chained over what they say', async () => {
  const made = await raise();
  await toChecking(made.answer.ref);
  const { communityId, id } = parseRef(made.answer.ref);
  await app.database.read({ communities: [communityId], organisations: [] }, async (db) => {
    const entries = await entriesOf(db, communityId, id);
    const row = await db
      .selectFrom('cases')
      .where('communityId', '=', communityId)
      .where('id', '=', id)
      .select([...stateColumns, gatheredRows.assignments, gatheredRows.clocks, gatheredRows.parties])
      .executeTakeFirstOrThrow();
    const state = stateOf(row);
    const again = replay(entries);
    expect(inOrder(state)).toMatchObject(inOrder(again));
    const stored = await db.selectFrom('caseEntries').selectAll().where('caseId', '=', id).orderBy('seq').execute();
    const values = new Map(
      (await db.selectFrom('caseEntryValues').selectAll().where('caseId', '=', id).execute()).map((one) => [
        one.entryId,
        one,
      ]),
    );
    let previous: Buffer = Buffer.alloc(32);
    for (const entry of stored) {
      const own = values.get(entry.id);
      if (own) expect(commitmentOf(own.salt, own.vals).equals(entry.commitment as Buffer)).toBe(true);
      const bare = {
        id: entry.id,
        seq: entry.seq,
        at: entry.at,
        actor: entry.actor,
        action: entry.action,
        from: entry.fromStage,
        to: entry.toStage,
        typeVersion: entry.typeVersion,
        facts: entry.facts,
      };
      expect(entryHash(previous, id, bare as never, entry.commitment).equals(entry.hash)).toBe(true);
      previous = entry.hash;
    }
  });
});

it('lists what waits for the person apart, and not as something to dispatch', async () => {
  const made = await raise({ type: 'request', begin: 'apply', fields: { kind: 'residence', purpose: '办理借阅证' } });
  const { ref } = made.answer;
  const at = async (tab: 'raised' | 'waiting' | 'accepted') => {
    const { items } = (await app.get('POST /cases', { query: { tab, type: 'request', limit: 200 } }, desk)).answer;
    const { tabs } = (await app.get('POST /cases/counts', { query: { type: 'request' } }, desk)).answer;
    expect(items.length, tab).toBe(tabs[tab]);
    return items.some((item) => item.ref === ref);
  };
  expect([await at('raised'), await at('waiting')]).toEqual([true, false]);
  await act(approver, ref, 'supplement', { reason: 'identity', reply: '请补充身份证件照片' });
  expect([await at('raised'), await at('waiting'), await at('accepted')]).toEqual([false, true, false]);
  const types = (await app.get('GET /cases/types', {}, desk)).answer;
  const tabOf = (type: string, stage: string) =>
    types.find(({ code }) => code === type)?.stages.find(({ code }) => code === stage)?.tab;
  expect([tabOf('request', 'supplementing'), tabOf('event', 'callback'), tabOf('event', 'settled')]).toEqual([
    'waiting',
    'callback',
    'closed',
  ]);
});

it('knows no process and no step by a name that every object has', async () => {
  for (const name of ['constructor', '__proto__', 'toString']) {
    expect((await raise({ type: name })).problem?.code, name).toBe('case.unknown-type');
    expect((await raise({ begin: name })).problem?.code, name).toBe('case.unknown-type');
    const made = await raise();
    expect((await act(desk, made.answer.ref, name)).status, name).toBe(422);
  }
});

it('issues a proof by two different people, unlike an event in every stage', async () => {
  const made = await raise({ type: 'request', begin: 'apply', fields: { kind: 'residence', purpose: '给孩子报名' } });
  const ref = made.answer.ref;
  expect((await act(approver, ref, 'approve', { finding: '入户核实' })).answer.stage).toBe('sealing');
  expect((await act(approver, ref, 'issue', { proofNumber: '证字 1 号' })).problem?.code).toBe('case.not-yours');
  expect((await act(desk, ref, 'issue', { proofNumber: '证字 1 号' })).answer.stage).toBe('issued');
  expect(Object.keys(caseTypes['request']?.stages ?? {})).not.toContain('dispatched');
});

it('seals the contact and shows it only to those in whose name it is, or with a reason; every look is written down', async () => {
  const made = await raise({ contact: { name: '王桂兰', phone: '19900005555' } });
  const ref = made.answer.ref;
  const party = (await app.get('GET /cases/:ref', { params: { ref } }, desk)).answer.parties[0]?.id as string;
  const dial = await app.get('GET /cases/:ref/contact', { params: { ref }, query: { party } }, desk);
  expect(dial.answer).toEqual({ name: '王桂兰', phone: '19900005555' });
  const nosy = await app.signIn('grid-worker');
  expect((await app.get('GET /cases/:ref/contact', { params: { ref }, query: { party } }, nosy)).problem?.code).toBe(
    'case.reason-needed',
  );
  expect(
    (await app.get('GET /cases/:ref/contact', { params: { ref }, query: { party, reason: 'handling' } }, nosy)).status,
  ).toBe(200);
  const looks = await app.database.pool.query(
    "select reason from audit_rows where action = 'cases.reveal-contact' order by at",
  );
  expect(looks.rows.length).toBe(2);
});

it('answers a signed-in resident at the phone they signed in with, without asking for it again', async () => {
  const phone = nextPhone();
  const resident = await app.signInResident(phone);
  const made = await raise({ contact: { isMine: true } }, resident);
  expect((await app.get('GET /my/cases', {}, resident)).answer.items.map((item) => item.number)).toEqual([
    made.answer.number,
  ]);
  const found = await app.get('POST /track/lookup', { query: { number: made.answer.number, last4: phone.slice(-4) } });
  expect(found.answer.number).toBe(made.answer.number);
  expect((await raise({ contact: { isMine: true } })).problem?.code).toBe('access.sign-in');
});

it('finds a place as people shorten its way, whole numbers alone, and what lies under an area', async () => {
  const found = async (q: string, more: object = {}) =>
    (await app.get('POST /places', { query: { q, ...more } })).answer.items.map((item) => item.areaId);
  expect((await found('春申1幢'))[0]).toBe(world.building);
  expect((await found('春申 1幢 1单元'))[0]).toBe(world.unit);
  expect(await found('春申11幢')).toEqual([]);
  expect(await found('1幢', { under: world.otherCommunity })).toContain(world.otherBuilding);
  expect(await found('1幢', { under: world.otherCommunity })).not.toContain(world.building);
});

it('lets nobody flood: a phone raises ten an hour, an address looks up ten a minute', async () => {
  const contact = { name: '', phone: '19900007777' };
  for (let at = 0; at < 10; at += 1) expect((await raise({ contact })).status).toBe(200);
  expect((await raise({ contact })).problem?.code).toBe('request.too-many');
  const asks = [];
  for (let at = 0; at < 12; at += 1)
    asks.push((await app.get('POST /track/lookup', { query: { number: '11-260304-0001-1', last4: '0000' } })).status);
  expect(asks.at(-1)).toBe(429);
});

it('counts provisional limits again when the holidays are published, by an entry that says so', async () => {
  const before = app.clock.now();
  app.clock.set('2026-12-28T01:00:00.000Z');
  const later = await app.signIn('street-desk');
  const { ref } = (await raise()).answer;
  const promiseOf = async () =>
    (await app.get('GET /cases/:ref', { params: { ref } }, later)).answer.clocks.find(
      (clock) => clock.kind === 'promise',
    );
  const provisional = await promiseOf();
  expect(provisional?.isProvisional).toBe(true);
  const admin = await app.signIn('district-office');
  const days = ['2027-01-01', '2027-01-02', '2027-01-03'].map((date) => ({ date, name: '元旦' }));
  for (const year of ['2026', '2027']) {
    const holidays = year === '2027' ? days : [{ date: '2026-12-31', name: '测试假' }];
    const { version: basedOn } = (await app.get('GET /calendar', {}, admin)).answer;
    const published = await app.send(
      'calendar.publishYear',
      { year: Number(year), basedOn, holidays, makeupWorkdays: [] },
      admin,
    );
    expect(published.problem).toBeUndefined();
  }
  await app.queue.runAll();
  const final = await promiseOf();
  app.clock.set(before);
  expect(final?.isProvisional).toBe(false);
  expect((final?.dueAt ?? '') > (provisional?.dueAt ?? '')).toBe(true);
});
