const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** Days from 1970-01-01 to the first day of a year of the 400-year cycle that starts in March. */
function civilOfDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** The day or instant of a spreadsheet's serial number, as yyyy-mm-dd or yyyy-mm-dd hh:mm.
 *  @param epoch 1900 counts a 29 February 1900 that never was; 1904 starts at 1904-01-01 */
export function dateOfSerial(serial: number, epoch: 1900 | 1904): string | undefined {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465) return undefined;
  const rounded = Math.round(serial * 1440);
  const whole = Math.floor(rounded / 1440);
  const minutes = rounded - whole * 1440;
  const time = `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
  if (whole === 0 && epoch === 1900) return time;
  const { year, month, day } = civilOfDays(whole - (epoch === 1904 ? 24_107 : whole < 60 ? 25_568 : 25_569));
  const date = `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  return minutes === 0 ? date : `${date} ${time}`;
}
