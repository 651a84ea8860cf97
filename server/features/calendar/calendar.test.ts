import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadHolidayYears, usualHours } from '../../../domain/calendar/calendar.ts';
import { isWorkingDay } from '../../../domain/calendar/opening.ts';
import { noRows } from '../../kit/db/client.ts';
import { type TestApp, testApp } from '../../test/app.ts';
import type { SignedIn } from '../../test/people.ts';
import { world } from '../../test/world.ts';
import { seedCalendar } from './calendar.seed.ts';

let app: TestApp;
let office: SignedIn;
let worker: SignedIn;

beforeAll(async () => {
  app = await testApp();
  // Two processes may start at the same moment.
  await Promise.all([app.database.write(noRows, seedCalendar), app.database.write(noRows, seedCalendar)]);
  office = await app.signIn('district-office');
  worker = await app.signIn('grid-worker');
});
afterAll(() => app.close());

const whole = async () => (await app.get('GET /calendar', {}, worker)).answer;
const year = async (number: number, as = office) =>
  (await app.get('GET /calendar/:year', { params: { year: number } }, as)).answer;

describe('the calendar that comes along', () => {
  test('is the published list, day by day', async () => {
    const file = join(import.meta.dirname, '../../../data/holidays/cn_2020_2026.json');
    const raw = JSON.parse(await readFile(file, 'utf8')) as Record<string, { workdays: number }>;
    const { calendar } = await whole();
    const shipped = loadHolidayYears(raw);
    expect(calendar.publishedYears).toEqual([2020, 2021, 2022, 2023, 2024, 2025, 2026]);
    expect(calendar.holidays).toEqual(shipped.holidays);
    expect(calendar.makeUpWorkdays).toEqual(shipped.makeUpWorkdays);
    for (const [number, { workdays }] of Object.entries(raw))
      expect((await year(Number(number))).workdays).toBe(workdays);
    expect(calendar.hours).toEqual(usualHours);
    expect(Object.keys(calendar.extraHours)).toEqual(['late']);
  });

  test('seeding again changes nothing, nor what was edited since', async () => {
    await app.send('calendar.setDay', { day: '2026-10-08', kind: 'holiday', name: '调休' }, office);
    const before = await whole();
    await app.database.write(noRows, seedCalendar);
    expect(await whole()).toEqual(before);
    await app.send('calendar.setDay', { day: '2026-10-08', kind: 'usual' }, office);
  });

  test('is for anyone signed in', async () => {
    expect((await app.get('GET /calendar', {}, await app.signInResident('19900004444'))).status).toBe(200);
    expect((await app.get('GET /calendar', {})).status).toBe(401);
  });
});

describe('publishing a year', () => {
  const list = {
    year: 2027,
    publishedOn: '2026-11-20',
    source: '国办发明电〔2026〕9号',
    holidays: [
      { date: '2027-01-01', name: '元旦' },
      { date: '2027-02-05', name: '春节' },
      { date: '2027-02-08', name: '春节' },
    ],
    makeupWorkdays: [{ date: '2027-01-31', name: '春节' }],
  };

  test('2027 is not out; once published its days are known, and again with a correction', async () => {
    const before = await year(2027);
    expect(before).toMatchObject({ published: null, days: [], may: { manage: true } });
    await app.send('calendar.publishYear', { ...list, basedOn: before.version }, office);
    const out = await year(2027);
    expect(out.published).toEqual({ on: '2026-11-20', source: '国办发明电〔2026〕9号' });
    expect(out.days).toHaveLength(4);
    expect(out.workdays).toBe(before.workdays - 3 + 1);
    const { calendar } = await whole();
    expect(isWorkingDay(calendar, '2027-01-31')).toBe(true);
    expect(isWorkingDay(calendar, '2027-02-08')).toBe(false);
    const corrected = { ...list, holidays: list.holidays.slice(0, 2), basedOn: out.version };
    await app.send('calendar.publishYear', corrected, office);
    expect((await year(2027)).days).toHaveLength(3);
    expect((await year(2026)).days.length).toBeGreaterThan(30);
  });

  test('days of another year, twice the same, and weekdays as make-up days are refused', async () => {
    const { version: basedOn } = await year(2028);
    const send = (change: Partial<typeof list>) =>
      app.send('calendar.publishYear', { ...list, year: 2028, basedOn, ...change }, office);
    const day = (date: string) => ({ date, name: '假' });
    expect((await send({})).problem?.code).toBe('calendar.day-of-other-year');
    expect((await send({ holidays: [day('2028-01-03'), day('2028-01-03')], makeupWorkdays: [] })).problem?.code).toBe(
      'calendar.day-twice',
    );
    expect((await send({ holidays: [day('2028-01-03')], makeupWorkdays: [day('2028-01-05')] })).problem).toMatchObject({
      code: 'calendar.not-make-up',
      text: { zh: expect.stringContaining('2028-01-05') },
    });
    expect((await send({ holidays: [day('2028-02-30')] })).problem?.code).toBe('request.invalid');
    expect((await year(2028)).published).toBeNull();
  });

  test('of two at once one wins, the other is told', async () => {
    const { version: basedOn } = await year(2029);
    const input = {
      ...list,
      year: 2029,
      basedOn,
      holidays: [{ date: '2029-01-01', name: '元旦' }],
      makeupWorkdays: [],
    };
    const both = await Promise.all([
      app.send('calendar.publishYear', input, office),
      app.send('calendar.publishYear', input, office),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
    expect(both.find((one) => one.status === 409)?.problem).toMatchObject({
      code: 'dated.changed-meanwhile',
      current: { version: basedOn + 1 },
    });
  });
});

describe('one day, and the hours', () => {
  test('a weekday can be freed, a weekend day worked, and both taken back', async () => {
    const set = (day: string, kind: 'holiday' | 'workday' | 'usual') =>
      app.send('calendar.setDay', { day, kind }, office);
    await set('2026-03-06', 'holiday');
    await set('2026-03-07', 'workday');
    const { calendar } = await whole();
    expect([isWorkingDay(calendar, '2026-03-06'), isWorkingDay(calendar, '2026-03-07')]).toEqual([false, true]);
    expect((await set('2026-03-09', 'workday')).problem?.code).toBe('calendar.not-make-up');
    await set('2026-03-06', 'usual');
    await set('2026-03-07', 'usual');
    expect(isWorkingDay((await whole()).calendar, '2026-03-06')).toBe(true);
  });

  test('winter hours to eight, weekends too; gaps and overlaps are refused', async () => {
    const title = { zh: '服务大厅', en: 'Service hall' };
    const seasons = [
      {
        from: '04-01',
        to: '10-31',
        periods: [
          ['08:30', '12:00'],
          ['14:00', '21:00'],
        ] as [string, string][],
      },
      {
        from: '11-01',
        to: '03-31',
        periods: [['08:30', '20:00']] as [string, string][],
        weekends: [['09:00', '16:00']] as [string, string][],
      },
    ];
    const { version } = await whole();
    await app.send('calendar.setHours', { name: 'hall', basedOn: version, title, seasons }, office);
    const after = await whole();
    expect(after.calendar.extraHours['hall']).toEqual({ title, seasons });
    const bad = async (change: object) => {
      const input = {
        name: 'hall',
        basedOn: after.version,
        title,
        seasons: [{ ...seasons[0], ...change }, seasons[1]],
      };
      return (await app.send('calendar.setHours', input as never, office)).problem?.code;
    };
    expect(await bad({ to: '09-30' })).toBe('calendar.hours-broken');
    expect(
      await bad({
        periods: [
          ['08:30', '12:00'],
          ['11:00', '17:00'],
        ],
      }),
    ).toBe('calendar.hours-broken');
    expect(await bad({ periods: [['12:00', '08:30']] })).toBe('calendar.hours-broken');
    expect(await bad({ from: '13-40' })).toBe('calendar.hours-broken');
    expect(await bad({ periods: [['8am', 'noon']] })).toBe('request.invalid');
    expect((await whole()).calendar.extraHours['hall']).toEqual({ title, seasons });
    await app.send('calendar.removeHours', { name: 'hall', basedOn: after.version }, office);
    expect((await whole()).calendar.extraHours['hall']).toBeUndefined();
    const { version: last } = await whole();
    expect((await app.send('calendar.removeHours', { name: 'office', basedOn: last }, office)).problem?.code).toBe(
      'calendar.office-needed',
    );
  });

  test('only by those whose role holds everywhere', async () => {
    const street = await app.signIn('district-office', { areaId: world.street });
    expect((await app.send('calendar.setDay', { day: '2026-03-06', kind: 'holiday' }, street)).problem?.code).toBe(
      'access.outside-scope',
    );
    expect((await app.send('calendar.setDay', { day: '2026-03-06', kind: 'holiday' }, worker)).problem?.code).toBe(
      'access.forbidden',
    );
    expect((await year(2026, worker)).may.manage).toBe(false);
  });

  test('the same object as long as nothing changes, so that what is derived from it is kept', async () => {
    const { getCalendar } = await import('./calendar.queries.ts');
    const read = () => app.database.read(noRows, (db) => getCalendar({ db, shared: app.database.pool }));
    expect((await read()).calendar).toBe((await read()).calendar);
  });
});
