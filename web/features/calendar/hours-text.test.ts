import { expect, test } from 'vitest';
import { periodsText, readPeriods, readSeason, seasonText } from './hours-text.ts';

test('periods are read as people write them', () => {
  expect(readPeriods('09:00-12:00 14:00-17:30')).toEqual([
    ['09:00', '12:00'],
    ['14:00', '17:30'],
  ]);
  expect(readPeriods('9：00至12：00，14:00—24:00')).toEqual([
    ['09:00', '12:00'],
    ['14:00', '24:00'],
  ]);
  expect(readPeriods('')).toEqual([]);
  for (const wrong of ['9-12', '12:00-09:00', '09:00-12:00 11:00-13:00', '25:00-26:00', '09:00'])
    expect(readPeriods(wrong)).toBeUndefined();
});

test('a season goes there and back', () => {
  const season = {
    from: '11-01',
    to: '03-31',
    periods: [['08:30', '20:00']] as [string, string][],
    weekends: [['09:00', '16:00']] as [string, string][],
  };
  expect(readSeason(seasonText(season))).toEqual(season);
  expect(periodsText(undefined)).toBe('');
  expect(readSeason({ ...seasonText(season), to: '02-30' })).toBe('day');
  expect(readSeason({ ...seasonText(season), periods: '' })).toBe('periods');
});
