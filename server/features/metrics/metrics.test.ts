import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Measures } from '../../../domain/metrics/measures.ts';
import { type Metric, metricCodes, metrics, rateOf } from '../../../domain/metrics/metrics.ts';
import { satisfies } from '../../../domain/metrics/rule.ts';
import { inMonth, ruleSql, weightSql } from '../../access/measure-rules.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { readWorkbook } from '../../kit/sheets/read-workbook.ts';
import { type Asker, type TestApp, testApp } from '../../test/app.ts';
import { runSql } from '../../test/database.ts';
import { world } from '../../test/world.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const day = fc.integer({ min: 0, max: 120 }).map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
const instant = fc.integer({ min: 0, max: 120 * 24 }).map((n) => new Date(Date.UTC(2026, 0, 1, n)).toISOString());
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const measures: fc.Arbitrary<Measures> = fc.record({
  raisedOn: day,
  gridId: fc.constant(world.grid),
  hasDemand: fc.boolean(),
  onTheSpot: fc.boolean(),
  isDeferred: fc.boolean(),
  signDueAt: maybe(instant),
  signedAt: maybe(instant),
  contactDueAt: maybe(instant),
  contactedAt: maybe(instant),
  handleDueAt: maybe(instant),
  handledAt: maybe(instant),
  handleOn: maybe(day),
  isChecked: fc.boolean(),
  reworks: fc.nat(3),
  redos: fc.nat(1),
  returns: fc.nat(3),
  isExtended: fc.boolean(),
  ratedOn: maybe(day),
  isSolved: maybe(fc.boolean()),
  score: maybe(fc.integer({ min: 1, max: 5 })),
  closedOn: maybe(day),
});

it('counts in the database exactly what the declarations count in memory', async () => {
  const now = '2026-03-04T02:00:00.000Z';
  await fc.assert(
    fc.asyncProperty(
      fc.array(measures, { minLength: 1, maxLength: 40 }),
      fc.constantFrom('2026-01', '2026-02', '2026-03'),
      async (list, month) => {
        await app.database.read({ communities: [], organisations: [] }, async (db) => {
          const snake = list.map((one) =>
            Object.fromEntries(
              Object.entries(one).map(([key, value]) => [key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`), value]),
            ),
          );
          for (const code of metricCodes) {
            const metric: Metric = metrics[code];
            const counted = sql`${inMonth(metric, month)} and ${ruleSql(metric.denominator, now)}`;
            const { rows } = await sql<{ numerator: number; denominator: number }>`
            select count(*) filter (where ${counted}) as denominator, coalesce(sum(${weightSql(metric, now)}) filter (where ${counted}), 0)::float8 as numerator
            from jsonb_populate_recordset(null::case_measures, ${jsonb(snake)}) m`.execute(db);
            const own = rateOf(metric, list, month, now);
            expect(rows[0]?.denominator, code).toBe(own.denominator);
            expect(rows[0]?.numerator, code).toBeCloseTo(own.numerator, 6);
            for (const part of metric.numerator)
              for (const one of list) expect(typeof satisfies(part.rule, one, now)).toBe('boolean');
          }
        });
      },
    ),
    { numRuns: 40 },
  );
});

async function raiseAndFinish(words: string, isContent: boolean): Promise<void> {
  const desk = await app.signIn('street-desk');
  const unit = await app.signIn('handler');
  const checker = await app.signIn('checker');
  const caller = await app.signIn('checker');
  const { ref } = (
    await app.send('cases.raise', {
      type: 'event',
      begin: 'report',
      place: { areaId: world.building },
      contact: { name: '', phone: `1990000${1000 + Math.floor(Math.random() * 8999)}` },
      fields: { words },
    })
  ).answer;
  const steps: ReadonlyArray<readonly [typeof desk, string, Record<string, unknown>]> = [
    [desk, 'accept', {}],
    [desk, 'dispatch', { leadOrganisationId: world.property }],
    [unit, 'sign', {}],
    [unit, 'contact', { result: 'reached' }],
    [unit, 'done', { outcome: 'solved', words: '办好了', reply: '办好了' }],
    [checker, 'pass', {}],
    [caller, 'call-back', { result: 'reached', isSolved: isContent, score: isContent ? 5 : 1 }],
  ];
  for (const [as, action, input] of steps) {
    const done = await app.send('cases.act', { ref, action, input }, as, randomUUID());
    if (done.problem) throw new Error(`${action}: ${done.problem.code}`);
  }
}

it('shows today, the rates with their n, and opens each into the very cases behind it', async () => {
  await raiseAndFinish('路灯不亮', true);
  await raiseAndFinish('下水道堵了', true);
  await raiseAndFinish('垃圾没人收', false);
  const desk = await app.signIn('street-desk');
  const { answer } = await app.get('GET /metrics/overview', {}, desk);
  expect(answer.counts).toMatchObject({ raisedToday: 3, closedToday: 2, open: 1 });
  expect(answer.rates.find((rate) => rate.code === 'solved')).toMatchObject({ numerator: 2, denominator: 3 });
  expect(answer.trend.at(-1)).toMatchObject({ raised: 3, closed: 2, isPartial: true });
  for (const rate of answer.rates) {
    for (const part of ['numerator', 'denominator'] as const) {
      const cases = await app.get(
        'POST /cases',
        { query: { metric: `${rate.code}.${part}`, month: answer.month, limit: 200 } },
        desk,
      );
      if (part === 'denominator') expect(cases.answer.items.length, rate.code).toBe(rate.denominator);
      else expect(cases.answer.items.length, rate.code).toBeGreaterThanOrEqual(Math.floor(rate.numerator));
    }
  }
});

it('says nothing of a person on the wall, and nothing beyond the asker’s own area', async () => {
  const desk = await app.signIn('street-desk');
  const wall = JSON.stringify((await app.get('GET /metrics/overview', {}, desk)).answer);
  expect(wall).not.toContain('路灯不亮');
  expect(wall).not.toContain('1幢');
  expect((await app.get('GET /metrics/overview', { query: { area: world.otherStreet } }, desk)).problem?.code).toBe(
    'access.outside-scope',
  );
  const far = await app.signIn('street-desk', { areaId: world.otherStreet });
  expect((await app.get('GET /metrics/overview', {}, far)).answer.counts.raisedToday).toBe(0);
});

it('tells a month apart by area', async () => {
  const desk = await app.signIn('street-desk');
  const { answer } = await app.get('GET /metrics/rates', { query: { area: world.community } }, desk);
  expect(answer.rows.map((row) => row.name)).toEqual(['春申第一网格', '春申第二网格']);
  expect(answer.rows[0]?.raised).toBe(3);
  expect(answer.total.find((rate) => rate.code === 'solved')?.denominator).toBe(3);
});

it('gives from memory what a count of this moment gives: after a case has moved, after a due time has passed', async () => {
  const desk = await app.signIn('street-desk');
  const overview = async (as: Asker) =>
    (await app.get('GET /metrics/overview', { query: { area: world.street } }, as)).answer;
  const response = async (as: Asker) => {
    const { total } = (await app.get('GET /metrics/rates', { query: { area: world.street } }, as)).answer;
    return total.find((rate) => rate.code === 'response');
  };
  const act = (ref: string, action: string, input: Record<string, unknown>) =>
    app.send('cases.act', { ref, action, input }, desk, randomUUID());
  const [before, openBefore] = [await response(desk), (await overview(desk)).counts];
  const { ref } = (
    await app.send('cases.raise', {
      type: 'event',
      begin: 'report',
      place: { areaId: world.building },
      contact: { name: '', phone: '19900002222' },
      fields: { words: '井盖松动' },
    })
  ).answer;
  expect((await overview(desk)).counts).toMatchObject({
    open: openBefore.open + 1,
    raisedToday: openBefore.raisedToday + 1,
    late: openBefore.late,
  });
  await act(ref, 'accept', {});
  await act(ref, 'dispatch', { leadOrganisationId: world.property });
  // Neither signed for nor due: it is not counted yet.
  expect(await response(desk)).toMatchObject({ denominator: before?.denominator });
  app.clock.set('2026-03-20T02:00:00.000Z');
  const later = await app.signIn('street-desk');
  expect(await response(later)).toMatchObject({
    denominator: (before?.denominator ?? 0) + 1,
    numerator: before?.numerator,
  });
  expect((await overview(later)).counts.late).toBeGreaterThan(openBefore.late);
});

it('takes the people of a street from what the worker last counted, each of them once', async () => {
  const communities = [world.community, world.otherCommunity];
  const desk = await app.signIn('street-desk');
  const base = async () =>
    (await app.get('GET /metrics/overview', { query: { area: world.street } }, desk)).answer.base;
  const counted = await base();
  await app.database.write({ communities, organisations: [] }, async (db) => {
    const personId = randomUUID();
    await db.insertInto('persons').values({ id: personId, idToken: null }).execute();
    for (const communityId of communities) {
      const at = app.clock.now();
      const values = {
        communityId,
        id: randomUUID(),
        personId,
        name: '两处登记',
        sex: 'male',
        createdAt: at,
        updatedAt: at,
      };
      await db.insertInto('people').values(values).execute();
    }
  });
  expect((await base()).people).toBe(counted.people + 1);
  await app.queue.runJob('metrics.count-base');
  await app.database.write({ communities, organisations: [] }, (db) =>
    db.updateTable('people').set({ endedOn: '2026-03-01' }).where('name', '=', '两处登记').execute(),
  );
  expect((await base()).people).toBe(counted.people + 1);
  await app.queue.runJob('metrics.count-base');
  expect(await base()).toEqual(counted);
});

it('orders areas by their codes and opens each number into its cases, as often as it says', async () => {
  const desk = await app.signIn('street-desk');
  await runSql(
    app.ownerUrl,
    `update area_versions set code = '310001001002' where area_id = ${world.community}`,
    `update area_versions set code = '310001001001' where area_id = ${world.otherCommunity}`,
    'update tree_versions set version = version + 1',
  );
  const { answer } = await app.get('GET /metrics/rates', {}, desk);
  expect(answer.area.name).toBe('望江街道');
  expect(answer.areas.map(({ name }) => name)).toEqual(['望江街道', '春申社区', '梅园社区']);
  expect(answer.rows.map((row) => row.code)).toEqual(['310001001001', '310001001002']);
  expect(answer.raised).toBeGreaterThan(0);
  const listed = async (query: Record<string, unknown>) =>
    (await app.get('POST /cases', { query: { tab: 'all', limit: 200, ...query } }, desk)).answer.items.length;
  const { month, total, raised, closed } = answer;
  const days = { from: `${month}-01`, to: `${month}-31` };
  const whole = {
    areaId: answer.area.id,
    raised,
    closed,
    numerators: total.map((rate) => rate.numerator),
    denominators: total.map((rate) => rate.denominator),
  };
  for (const { areaId, numerators, denominators, ...row } of [...answer.rows, whole]) {
    expect(await listed({ area: areaId, raisedFrom: days.from, raisedTo: days.to })).toBe(row.raised);
    expect(await listed({ area: areaId, closedFrom: days.from, closedTo: days.to })).toBe(row.closed);
    for (const [at, { code }] of total.entries()) {
      const behind = (part: string) => listed({ area: areaId, month, metric: `${code}.${part}` });
      expect(await behind('denominator'), code).toBe(denominators[at]);
      // Weights of satisfaction are no whole cases.
      if (code !== 'satisfied') expect(await behind('numerator'), code).toBe(numerators[at]);
    }
  }
});

it('gives a month as a spreadsheet with the same numbers, and writes it down', async () => {
  const desk = await app.signIn('street-desk');
  const { answer } = await app.get('GET /metrics/rates', {}, desk);
  const file = await app.inject({ url: '/api/metrics/rates/export' }, desk);
  expect(file.statusCode).toBe(200);
  const [sheet] = (await readWorkbook(file.rawPayload)).sheets;
  const rows = sheet?.rows.map(({ cells }) => cells.map((cell) => cell?.text ?? '')) ?? [];
  expect(rows.map(([name]) => name)).toEqual(['区域', ...answer.rows.map((row) => row.name), '合计']);
  expect(rows.at(-1)?.slice(2, 4)).toEqual([String(answer.raised), String(answer.closed)]);
  const at = rows[0]?.indexOf('响应率·分母') ?? -1;
  expect(rows.at(-1)?.[at]).toBe(String(answer.total.find(({ code }) => code === 'response')?.denominator));
  const { rows: notes } = await app.database.pool.query("select 1 from audit_rows where action = 'metrics.exported'");
  expect(notes).toHaveLength(1);
});
