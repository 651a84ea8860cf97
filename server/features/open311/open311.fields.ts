import { Open311Error } from './open311.error.ts';

/** The fields of a form, each perhaps several times; read once, by name. */
export type Fields = ReadonlyMap<string, readonly string[]>;

const mostFields = 100;
const control = /[\p{Cc}--[\n\t]]/gv;

/** Reads a form-encoded body or an address. What is malformed is read as far as it goes; too many fields are refused. */
export function readFields(encoded: string): Fields {
  const found = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(encoded)) {
    found.set(name, [...(found.get(name) ?? []), value.toWellFormed().replace(control, '').trim()]);
    if (found.size > mostFields) throw new Open311Error(400, 'too many fields');
  }
  return found;
}

/** One field; empty is the same as absent. @throws 400 where it is longer than the standard lets it be */
export function one(fields: Fields, name: string, most = 200): string | undefined {
  const value = fields.get(name)?.[0];
  if (value === undefined || value === '') return undefined;
  if (value.length > most) throw new Open311Error(400, `${name} is too long: at most ${most} characters`);
  return value;
}

/** The parts of a field that lists several, separated by commas. */
export function listed(fields: Fields, name: string, most: number): readonly string[] | undefined {
  const value = one(fields, name, 20_000);
  if (value === undefined) return undefined;
  const parts = value.split(',').map((part) => part.trim());
  if (parts.length > most) throw new Open311Error(400, `${name} lists too many: at most ${most}`);
  return parts.filter((part) => part !== '');
}

/** A whole number within bounds. @throws 400 */
export function whole(fields: Fields, name: string, usual: number, most: number): number {
  const value = one(fields, name);
  if (value === undefined) return usual;
  const n = Number(value);
  if (!/^\d{1,6}$/.test(value) || n < 1 || n > most) throw new Open311Error(400, `${name} must be from 1 to ${most}`);
  return n;
}

/** An instant with its zone. A plus that nobody encoded has become a space, and is one again. @throws 400 */
export function instant(fields: Fields, name: string): string | undefined {
  const value = one(fields, name)?.replace(' ', '+');
  if (value === undefined) return undefined;
  const isForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/.test(value);
  const ms = isForm ? Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')) : Number.NaN;
  const isInTime = ms > Date.UTC(1900, 0, 1) && ms < Date.UTC(9999, 0, 1);
  if (!isInTime)
    throw new Open311Error(400, `${name} must be an ISO 8601 instant with its zone, such as 2026-03-04T10:00:00+08:00`);
  return new Date(ms).toISOString();
}

/** A number of degrees. @throws 400 */
function degrees(fields: Fields, name: string, most: number): number | undefined {
  const value = one(fields, name);
  if (value === undefined) return undefined;
  const n = Number(value);
  if (!/^-?\d{1,3}(\.\d{1,20})?$/.test(value) || Math.abs(n) > most)
    throw new Open311Error(400, `${name} is no number of degrees`);
  return n;
}

/** Longitude and latitude in WGS 84, both or neither. @throws 400 */
export function point(fields: Fields): [number, number] | undefined {
  const [lon, lat] = [degrees(fields, 'long', 180), degrees(fields, 'lat', 90)];
  if ((lon === undefined) !== (lat === undefined)) throw new Open311Error(400, 'lat and long must be given together');
  return lon === undefined || lat === undefined ? undefined : [lon, lat];
}
