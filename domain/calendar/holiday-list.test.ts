import { describe, expect, test } from 'vitest';
import { readHolidayList } from './holiday-list.ts';

const dates = (list: readonly { date: string }[]) => list.map((one) => one.date);

describe('readHolidayList', () => {
  test('reads the shape of the data that comes along, whole or one year of it', () => {
    const year = {
      holidays: [{ date: '2027-01-01', name: '元旦' }],
      makeupWorkdays: [{ date: '2027-01-31', name: '春节' }],
    };
    expect(readHolidayList(JSON.stringify({ 2027: { ...year, workdays: 250 }, 2028: {} }), 2027)).toEqual({
      ...year,
      unread: [],
    });
    expect(readHolidayList(JSON.stringify(year), 2027)).toEqual({ ...year, unread: [] });
  });

  test('reads a notice as it is written', () => {
    const notice = `一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。`;
    const read = readHolidayList(notice, 2026);
    expect(dates(read.holidays)).toEqual([
      '2026-01-01',
      '2026-01-02',
      '2026-01-03',
      ...Array.from({ length: 9 }, (_, i) => `2026-02-${15 + i}`),
    ]);
    expect(read.holidays.map((one) => one.name)).toEqual([...Array(3).fill('元旦'), ...Array(9).fill('春节')]);
    expect(read.makeupWorkdays).toEqual([
      { date: '2026-01-04', name: '元旦' },
      { date: '2026-02-14', name: '春节' },
      { date: '2026-02-28', name: '春节' },
    ]);
    expect(read.unread).toEqual([]);
  });

  test('reads a table, day by day or in stretches, and says what it could not read', () => {
    const table = `2027-01-01\t元旦\t休
2027-02-05 至 2027-02-08 春节
2027/1/31,春节,班
随便一句
2027-13-01 坏`;
    const read = readHolidayList(table, 2027);
    expect(dates(read.holidays)).toEqual(['2027-01-01', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08']);
    expect(read.makeupWorkdays).toEqual([{ date: '2027-01-31', name: '春节' }]);
    expect(read.unread).toEqual(['随便一句', '2027-13-01 坏']);
  });

  test('days of another year, and stretches too long to be meant, are left out', () => {
    expect(readHolidayList('2026-12-31 元旦', 2027).unread).toEqual(['2026-12-31 元旦']);
    expect(readHolidayList('2027-01-01 至 2027-06-01 长假', 2027).unread).toHaveLength(1);
    expect(readHolidayList('{"not": "it"}', 2027).holidays).toEqual([]);
  });
});
