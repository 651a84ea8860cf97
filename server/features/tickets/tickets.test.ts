import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeyScope } from '../../../domain/access/key-scopes.ts';
import { writeWorkbook } from '../../kit/sheets/write-workbook.ts';
import { hotlineFake } from '../../outside/hotline/fake.ts';
import { HotlineFailure } from '../../outside/hotline/port.ts';
import { hotlineHttp } from '../../outside/hotline/real.ts';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { runSql } from '../../test/database.ts';
import { hostileValues } from '../../test/hostile.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
let desk: SignedIn;
let checker: SignedIn;
let handler: SignedIn;
let city: Asker;
const hotline = hotlineFake();

beforeAll(async () => {
  app = await testApp({ hotline });
  desk = await app.signIn('street-desk');
  checker = await app.signIn('checker');
  handler = await app.signIn('handler');
  await runSql(
    app.ownerUrl,
    `insert into categories (id, case_type, code, name, position) values (7, 'event', 'noise', '{"zh":"噪声扰民","en":"Noise"}', 1)`,
  );
  city = await keyOf(desk);
});
afterAll(() => app.close());

async function keyOf(
  by: SignedIn,
  areaId: number = world.street,
  scopes: KeyScope[] = ['tickets.exchange', 'cases.read', 'cases.raise'],
) {
  const key = `linli_${randomBytes(32).toString('base64url')}`;
  const made = await app.send(
    'api-keys.make',
    { name: '12345 平台', reach: { areaId }, scopes, perMinute: 6000, key },
    by,
  );
  await app.confirmKey(made.answer.id);
  return { userId: '', headers: { authorization: `Bearer ${key}` } };
}

const post = (payload: object, as: Asker | undefined = city, url = '/api/tickets') =>
  app.inject({ method: 'POST', url, payload }, as);
let serial = 0;
const nextNumber = (): string => {
  serial += 1;
  return `GD20260304${String(serial).padStart(4, '0')}`;
};
const ticket = (more: object = {}) => ({
  number: nextNumber(),
  words: '小区北门夜间施工噪声，影响休息',
  opinion: '请核实处理并回复市民',
  category: '噪声扰民',
  dueAt: '2026-03-06T18:00:00+08:00',
  address: '春申社区北门',
  areaId: world.community,
  contactName: '王桂兰',
  contactPhone: '19900001234',
  ...more,
});
async function take(given: object = ticket(), as?: Asker) {
  const answer = await post(given, as);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json().results[0];
}
const show = async (ref: string) => (await app.get('GET /cases/:ref', { params: { ref } }, desk)).answer;

describe('a ticket', () => {
  it('becomes a case of the hotline, with its number, its person and its limit', async () => {
    const given = ticket();
    const { ref, caseNumber, state } = await take(given);
    expect(state).toBe('raised');
    const shown = await show(ref);
    expect(shown).toMatchObject({
      number: caseNumber,
      source: 'hotline',
      outsideNumber: given.number,
      categoryId: 7,
      hasDemand: true,
      promiseDueAt: '2026-03-06T10:00:00.000Z',
    });
    expect(shown.parties[0]).toMatchObject({ nameMasked: '王**', phoneMasked: '199****1234' });
    expect(JSON.stringify(shown.fields)).toContain('请核实处理并回复市民');
    const found = (await app.get('POST /cases', { query: { tab: 'all', q: given.number } }, desk)).answer.items;
    expect(found.map((one) => one.ref)).toEqual([ref]);
  });

  it('lets nothing on the case be due later than itself, and says why', async () => {
    const soon = ticket({ dueAt: '2026-03-04T12:00:00+08:00' });
    const { ref } = await take(soon);
    const raised = await show(ref);
    expect([raised.dueAt, raised.promiseDueAt]).toEqual(['2026-03-04T04:00:00.000Z', '2026-03-04T04:00:00.000Z']);
    expect(raised.clocks.map(({ why }) => why.zh).join()).toContain(
      `12345 工单 ${soon.number} 要求 2026-03-04 12:00 前办结`,
    );
    await app.send('cases.act', { ref, action: 'accept' }, desk);
    await app.send('cases.act', { ref, action: 'dispatch', input: { leadOrganisationId: world.property } }, desk);
    await app.send('cases.act', { ref, action: 'sign' }, handler);
    expect((await show(ref)).dueAt).toBe('2026-03-04T04:00:00.000Z');
    const far = await take(ticket({ dueAt: '2026-06-01T18:00:00+08:00' }));
    expect(await show(far.ref)).toMatchObject({
      dueAt: '2026-03-04T08:00:00.000Z',
      promiseDueAt: '2026-06-01T10:00:00.000Z',
    });
    const none = await take({ ...ticket(), dueAt: undefined });
    expect((await show(none.ref)).promiseDueAt).toBe('2026-03-25T09:30:00.000Z');
  });

  it('sent twice is one case, and what it says anew is noted there once', async () => {
    const given = ticket();
    const first = await take(given);
    expect(await take(given)).toEqual({ ...first, state: 'same' });
    const more = { ...given, words: '施工到凌晨两点，楼上孩子睡不着', contactPhone: '19900005678' };
    expect(await take(more)).toEqual({ ...first, state: 'supplemented' });
    expect(await take(more)).toEqual({ ...first, state: 'same' });
    const notes = (await show(first.ref)).entries.filter(({ action }) => action === 'note');
    expect(notes).toHaveLength(1);
    expect(notes[0]?.words).toContain('施工到凌晨两点');
    expect(notes[0]?.words).toContain('联系电话有变更');
    expect(notes[0]?.words).not.toContain('19900005678');
    expect(notes[0]?.words).not.toContain('转办意见');
  });

  it('sent many times at once is one case', async () => {
    const given = ticket();
    const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => post(given)));
    const results = answers.map((answer) => answer.json().results[0]);
    expect(results.filter(({ state }) => state === 'raised')).toHaveLength(1);
    expect(results.filter(({ state }) => state === 'same')).toHaveLength(5);
    const found = await app.get('POST /cases', { query: { tab: 'all', q: given.number } }, desk);
    expect(found.answer.items).toHaveLength(1);
  });

  it('that the desk has written down by hand already is the same case', async () => {
    const given = ticket();
    const byHand = await app.send(
      'cases.raise',
      {
        type: 'event',
        begin: 'report',
        source: 'hotline',
        place: { areaId: world.community },
        outsideNumber: given.number,
        fields: { words: '电话转来的工单' },
      },
      desk,
    );
    expect(await take(given)).toMatchObject({ ref: byHand.answer.ref, state: 'supplemented' });
    expect(await take(given)).toMatchObject({ ref: byHand.answer.ref, state: 'same' });
  });

  it('of another area stays theirs', async () => {
    const far = await app.signIn('street-desk', { areaId: world.otherStreet });
    const theirs = await keyOf(far, world.otherStreet);
    const given = ticket();
    await take(given);
    const refused = (await post(given, theirs)).json().results[0];
    expect([refused.state, refused.problem.code]).toEqual(['refused', 'tickets.elsewhere']);
    const outside = (await post(ticket({ areaId: world.farCommunity }))).json().results[0];
    expect([outside.state, outside.problem.code]).toEqual(['refused', 'access.outside-scope']);
    expect((await app.get('GET /tickets/:number', { params: { number: given.number } }, theirs)).status).toBe(404);
    expect((await app.get('GET /tickets', {}, theirs)).answer.items).toEqual([]);
    const reader = await keyOf(desk, world.street, ['cases.read', 'cases.raise']);
    expect((await post(ticket(), reader)).statusCode).toBe(403);
    expect((await app.inject({ method: 'POST', url: '/api/tickets', payload: ticket() })).statusCode).toBe(401);
  });

  it('among many that is wrong does not hold back the rest, and nothing hostile breaks the way in', async () => {
    const [good, bad] = [ticket(), { ...ticket(), words: '' }];
    const { results } = (await post({ tickets: [bad, good] })).json();
    expect(results.map(({ state }: { state: string }) => state)).toEqual(['refused', 'raised']);
    expect(results[0].problem.fields[0].path).toBe('words');
    for (const value of hostileValues) {
      for (const field of ['number', 'words', 'dueAt', 'category', 'areaId', 'point', 'contactPhone', 'urgency']) {
        const answer = await post({ ...ticket(), [field]: value });
        expect(answer.statusCode, `${field} ${JSON.stringify(value)?.slice(0, 40)}`).toBeLessThan(500);
      }
      expect((await post({ tickets: value })).statusCode).toBeLessThan(500);
      expect((await post({ isSolved: value }, city, '/api/tickets/x%2Fy/call-back')).statusCode).toBeLessThan(500);
    }
    expect(app.logLines.filter(({ event }) => event === 'request.failed')).toEqual([]);
  });
});

describe('the hotline', () => {
  async function toCallBack(ref: string) {
    await app.send('cases.act', { ref, action: 'accept' }, desk);
    await app.send('cases.act', { ref, action: 'dispatch', input: { leadOrganisationId: world.property } }, desk);
    await app.send('cases.act', { ref, action: 'sign' }, handler);
    const called = { result: 'reached', words: '已与本人通话' };
    expect((await app.send('cases.act', { ref, action: 'contact', input: called }, handler)).status).toBe(200);
    await app.send('cases.act', { ref, action: 'note', input: { words: '内部：工地老板不配合' } }, handler);
    const done = { outcome: 'solved', words: '已劝停', reply: '夜间施工已停止，谢谢您的反映。' };
    expect((await app.send('cases.act', { ref, action: 'done', input: done }, handler)).status).toBe(200);
    expect((await app.send('cases.act', { ref, action: 'pass' }, checker)).status).toBe(200);
  }

  it('is told each step with replies and outcome, never an internal word, and its call-back comes back', async () => {
    await app.queue.runAll();
    const from = hotline.told.length;
    const given = ticket();
    const { ref, caseNumber } = await take(given);
    await toCallBack(ref);
    const result = await post(
      { isSolved: true, score: 5, words: '满意' },
      city,
      `/api/tickets/${given.number}/call-back`,
    );
    expect([result.statusCode, result.json()]).toEqual([200, { number: given.number, ref, caseNumber }]);
    expect((await show(ref)).phase).toBe('closed');
    await app.queue.runAll();
    const told = hotline.told.slice(from).filter(({ state }) => state.number === given.number);
    expect(told.length).toBeGreaterThanOrEqual(7);
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
    expect(told.at(-1)?.state).toMatchObject({
      number: given.number,
      caseNumber,
      phase: 'closed',
      outcome: 'solved',
      unit: '春申物业服务中心',
      replies: [{ words: '夜间施工已停止，谢谢您的反映。' }],
      contactedAt: expect.any(String),
      callBack: { isSolved: true, score: 5 },
    });
    expect(JSON.stringify(told)).not.toMatch(/内部|王桂兰|19900001234/);
    const asked = await app.get('GET /tickets/:number', { params: { number: given.number } }, city);
    expect(asked.answer).toEqual(told.at(-1)?.state);
    const again = await post({ isSolved: true, score: 5 }, city, `/api/tickets/${given.number}/call-back`);
    expect([again.statusCode, again.json().code]).toEqual([409, 'case.stage-moved']);
  });

  it('that is down is told later, in growing waits, then only when somebody asks for it', async () => {
    await app.queue.runAll();
    const before = app.clock.now();
    hotline.isDown = true;
    const given = ticket();
    await take(given);
    await app.queue.runAll();
    const reports = async () =>
      (await app.get('GET /tickets', {}, desk)).answer.items.find(({ number }) => number === given.number)?.reports;
    expect(await reports()).toEqual({ waiting: 1, sent: 0, failed: 0 });
    let tries = 0;
    for (let hour = 0; hour < 80; hour += 1) {
      app.clock.advance(3_600_000);
      await app.queue.runJob('tickets.report');
      tries += 1;
    }
    desk = await app.signInUser(desk.userId);
    expect(await reports()).toEqual({ waiting: 0, sent: 0, failed: 1 });
    const { rows } = await app.database.pool.query(
      'select attempts, last_fault from ticket_reports where number = $1',
      [given.number],
    );
    expect(rows[0].attempts).toBeGreaterThan(8);
    expect(rows[0].attempts).toBeLessThan(tries);
    expect(rows[0].last_fault).toContain('it is down');
    hotline.isDown = false;
    expect((await app.send('tickets.reportAgain', { number: given.number }, desk)).answer).toEqual({ again: 1 });
    await app.queue.runAll();
    expect(await reports()).toEqual({ waiting: 0, sent: 1, failed: 0 });
    app.clock.set(before);
    desk = await app.signInUser(desk.userId);
  });

  it('is spoken to by HTTP with a key and an id for each step', async () => {
    const asked: { headers: Record<string, unknown>; body: unknown }[] = [];
    const answers = [200, 500, 302];
    const server: Server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      asked.push({ headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) });
      response.writeHead(answers.shift() ?? 200, { location: '/x' }).end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const port = hotlineHttp({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, key: 'k1' });
    const [first] = hotline.told;
    if (!first) throw new Error('Nothing was told');
    await port.report(first.id, first.state);
    expect(asked[0]).toMatchObject({
      headers: { authorization: 'Bearer k1', 'idempotency-key': first.id },
      body: first.state,
    });
    await expect(port.report(first.id, first.state)).rejects.toBeInstanceOf(HotlineFailure);
    await expect(port.report(first.id, first.state)).rejects.toBeInstanceOf(HotlineFailure);
    await new Promise((done) => server.close(done));
    await expect(port.report(first.id, first.state)).rejects.toBeInstanceOf(HotlineFailure);
  });
});

describe('a sheet of tickets', () => {
  const headers = [
    '序号',
    '工单编号',
    '问题描述',
    '紧急程度',
    '办结时限',
    '工单类别',
    '联系人',
    '联系电话',
    '事发地址',
  ];
  async function sheet(rows: (string | number)[][], named = headers): Promise<Buffer> {
    const columns = named.map((header) => ({ header }));
    const chunks: Buffer[] = [];
    const stream = writeWorkbook([{ name: '工单', columns, rows }], { writtenAt: new Date(app.clock.now()) });
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  }
  const preview = (bytes: Buffer | string, as: Asker | undefined = desk) =>
    app.inject(
      {
        method: 'POST',
        url: `/api/tickets/preview?name=${encodeURIComponent('工单.xlsx')}`,
        payload: bytes,
        headers: { 'content-type': 'application/octet-stream' },
      },
      as,
    );

  it('is read by its headers, faults told by cell, and each row then taken as a ticket', async () => {
    const bytes = await sheet([
      [1, 'JN-0001', '路面破损', '紧急', '2026/3/9 12:00', '噪声扰民', '赵先生', '19900007777', '望江路'],
      [2, 'JN-0002', '', '一般', '下周', '', '', '', ''],
      [3, 'JN-0003', '垃圾未清', '', '2026年3月9日', '', '', '', ''],
      [4, 'JN-0003', '垃圾未清', '', '', '', '', '', ''],
    ]);
    const answer = await preview(bytes);
    expect(answer.statusCode, answer.body).toBe(200);
    const { sheetName, rows } = answer.json();
    expect([sheetName, rows.length]).toEqual(['工单', 4]);
    expect(rows[0].ticket).toMatchObject({ number: 'JN-0001', urgency: 'urgent', dueAt: '2026-03-09T04:00:00.000Z' });
    expect(rows[1]).toMatchObject({ ticket: null, row: 3 });
    expect(rows[1].faults.map(({ address }: { address: string }) => address)).toEqual(['E3', 'B3']);
    expect(rows[3].faults[0].text.zh).toContain('不止一次');
    const taken = await app.send('tickets.take', rows[0].ticket, desk);
    expect(taken.answer.state).toBe('raised');
    expect((await app.send('tickets.take', rows[0].ticket, desk)).answer.state).toBe('same');
    expect((await show(taken.answer.ref)).placeWords).toContain('望江路');
    const csv = await preview('诉求编号,诉求内容\nCS-1,井盖响\n');
    expect(csv.json().rows[0].ticket).toMatchObject({ number: 'CS-1', words: '井盖响' });
  });

  it('that is none is refused in words, and so is whoever may not', async () => {
    expect((await preview(await sheet([['x']], ['姓名']))).json().code).toBe('tickets.no-list');
    for (const bytes of ['', '%PDF-1.7', 'PK\u0003\u0004broken', '<html>', randomBytes(2_000)])
      expect((await preview(Buffer.from(bytes))).statusCode).toBe(422);
    expect((await preview(Buffer.alloc(11 * 1024 * 1024))).json().code).toBe('request.too-large');
    const worker = await app.signIn('grid-worker');
    expect((await preview('x', worker)).statusCode).toBe(403);
    expect((await app.inject({ method: 'POST', url: '/api/tickets/preview', payload: 'x' })).statusCode).toBeLessThan(
      500,
    );
  });
});
