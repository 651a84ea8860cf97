import { plain } from './characters.ts';

/** A door taken apart. Parts are plain: half-width digits, no suffix, no leading zeros; absent where not written. */
export interface Door {
  /** What stands before the building: road, number, estate. Empty where nothing does. */
  readonly place: string;
  readonly building?: string;
  readonly unit?: string;
  /** As written, or taken from a room of three or four digits. */
  readonly floor?: string;
  readonly room?: string;
  /** What follows and cannot be placed. */
  readonly rest: string;
}

export type DoorColumn = string | number | null | undefined;

type Parts = { place: string; building?: string; unit?: string; floor?: string; room?: string; rest: string };

const digitValues: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const name = '(?:[A-Z]?\\d{1,4}[A-Z]?|[A-Z]|[甲乙丙丁戊己东南西北中])';
const buildingMark = '(?:号楼|#楼|栋|幢|座|#)';
const unitMark = '(?:单元|梯|门(?![面口店市头]))';
const floorName = '(?:-?\\d{1,2}|B\\d)';
const roomName = '(?:[A-Z]?\\d{1,4}[A-Z]?(?:-[A-Z\\d]{1,2})?|[A-Z])';
const roomMark = '(?:号房|室|房|户|号)';

const building = new RegExp(`${name}(?=${buildingMark})`, 'g');
const bareBuilding = new RegExp(`(${name})楼(?=-?${name}${unitMark})`);
const unitAt = new RegExp(`^-?(${name})${unitMark}`);
const floorAt = new RegExp(`^-?(${floorName})(?:层|楼)`);
const roomAt = new RegExp(`^-?(${roomName})${roomMark}?$`);
const unitAndRoom = new RegExp(`^-?(${name})-(${roomName})${roomMark}?$`);
const threeParts = new RegExp(`^(.*?)(?<![A-Z\\d-])(${name})-(${name})-(${roomName})${roomMark}?$`);
const twoParts = new RegExp(`^(.*?)(?<![A-Z\\d-])(${name})-(${roomName})${roomMark}?$`);
const roomOnly = new RegExp(`^(.*?)(?<![A-Z\\d-])(${roomName})(?:${roomMark}|(?<=\\d{3}))$`);

/**
 * Takes a door address apart: 3号楼2单元501, 5栋1202房, 1-1-101, 阳光花园A座12层1203室, full-width digits and Chinese numerals too.
 * A part that is not written stays absent; nothing is guessed but the floor of a room of three or four digits.
 */
export function readDoor(address: string): Door {
  const written = normalizeAddress(address);
  return finish(withBuilding(written) ?? dashed(written) ?? withUnit(written) ?? roomAlone(written));
}

/** Puts a door together from columns of a ledger, such as 1幢 | 1单元 | 101室, or bare numbers. */
export function readDoorColumns(columns: { building?: DoorColumn; unit?: DoorColumn; room?: DoorColumn }): Door {
  const room = bare(columns.room, roomMark);
  const whole = room?.includes('-') || /[栋幢座楼元]/.test(room ?? '') ? readDoor(String(columns.room)) : undefined;
  return finish({
    place: whole?.place ?? '',
    ...given('building', bare(columns.building, `(?:${buildingMark}|楼)`) ?? whole?.building),
    ...given('unit', bare(columns.unit, unitMark) ?? whole?.unit),
    ...given('room', whole?.room ?? room),
    rest: whole?.rest ?? '',
  });
}

/** The key doors are matched by, `building-unit-room`, an absent part left empty; none without a room. */
export function doorKey(door: Pick<Door, 'building' | 'unit' | 'room'>): string | undefined {
  return door.room === undefined ? undefined : `${door.building ?? ''}-${door.unit ?? ''}-${door.room}`;
}

/** Brings an address to one form: half-width, no spaces, one kind of dash, Arabic numbers before building, unit, floor and room. */
export function normalizeAddress(address: string): string {
  return plain(address)
    .toUpperCase()
    .replace(/[‐‑‒–—―−ー~～_]+/g, '-')
    .replace(/[\s,，。;；'"]+/g, '')
    .replace(/地下室?(?=\d{1,2}层)|负(?=[\d一二三四五]{1,2}层)/g, 'B')
    .replace(/[零〇一二两三四五六七八九十百]+(?=号楼|栋|幢|座|单元|梯|门|层|楼|室|房|号|户|$)/g, arabic);
}

/** The floor a room of three or four digits lies on; a B before it means below ground. */
export function floorOf(room: string): string | undefined {
  const match = /^(B)?(\d{1,2})\d{2}(?:[A-Z]|-.+)?$/.exec(room);
  return match ? `${match[1] ?? ''}${Number(match[2])}` : undefined;
}

/** 3号楼2单元501, 2栋B座1201, 5栋1202房, 1号楼1-101. */
function withBuilding(written: string): Parts | undefined {
  const marks = [...written.matchAll(building)];
  const last = marks.at(-1);
  if (last === undefined) return spokenBuilding(written);
  const before = marks.at(-2);
  // 2栋B座: the tower of a building is its unit, if the two stand side by side.
  const isTower =
    before !== undefined && markEnd(written, before) === last.index && written[markEnd(written, last) - 1] === '座';
  const first = isTower ? before : last;
  const parts: Parts = { place: written.slice(0, first.index), building: first[0], rest: '' };
  if (isTower) parts.unit = last[0];
  return tail(parts, written.slice(markEnd(written, last)));
}

function markEnd(written: string, match: RegExpExecArray): number {
  const mark = new RegExp(`^${buildingMark}`).exec(written.slice(match.index + match[0].length));
  return match.index + match[0].length + (mark?.[0].length ?? 0);
}

/** 3楼2单元501: 楼 names a building where a unit follows. */
function spokenBuilding(written: string): Parts | undefined {
  const match = bareBuilding.exec(written);
  if (!match) return undefined;
  const parts: Parts = { place: written.slice(0, match.index), building: match[1] ?? '', rest: '' };
  return tail(parts, written.slice(match.index + match[0].length));
}

function dashed(written: string): Parts | undefined {
  const three = threeParts.exec(written);
  if (three)
    return { place: three[1] ?? '', building: three[2] ?? '', unit: three[3] ?? '', room: three[4] ?? '', rest: '' };
  const two = twoParts.exec(written);
  return two ? { place: two[1] ?? '', building: two[2] ?? '', room: two[3] ?? '', rest: '' } : undefined;
}

/** 2单元501 where the building is known from elsewhere. */
function withUnit(written: string): Parts | undefined {
  const match = new RegExp(`${name}(?=${unitMark})`).exec(written);
  return match ? tail({ place: written.slice(0, match.index), rest: '' }, written.slice(match.index)) : undefined;
}

function roomAlone(written: string): Parts {
  const match = roomOnly.exec(written);
  return match ? { place: match[1] ?? '', room: match[2] ?? '', rest: '' } : { place: written, rest: '' };
}

/** Reads unit, floor and room, in this order, each of which may be missing. */
function tail(parts: Parts, following: string): Parts {
  let rest = following;
  const unit = parts.unit === undefined ? unitAt.exec(rest) : null;
  if (unit) rest = take(parts, 'unit', unit, rest);
  const floor = floorAt.exec(rest);
  if (floor) rest = take(parts, 'floor', floor, rest);
  const both = parts.unit === undefined && !floor ? unitAndRoom.exec(rest) : null;
  // 1号楼1-101 has a unit, 1号楼501-1 a room with a part.
  if (both && (both[1] ?? '').length <= 2) return { ...parts, unit: both[1] ?? '', room: both[2] ?? '' };
  const room = roomAt.exec(rest);
  if (room) rest = take(parts, 'room', room, rest);
  return { ...parts, rest: rest.replace(/^-/, '') };
}

function take(parts: Parts, key: 'unit' | 'floor' | 'room', match: RegExpExecArray, rest: string): string {
  parts[key] = match[1] ?? '';
  return rest.slice(match[0].length);
}

function finish(parts: Parts): Door {
  const room = parts.room === undefined ? undefined : stripZeros(parts.room);
  return {
    place: parts.place.replace(/-$/, ''),
    ...given('building', parts.building === undefined ? undefined : stripZeros(parts.building)),
    ...given('unit', parts.unit === undefined ? undefined : stripZeros(parts.unit)),
    ...given('floor', parts.floor ?? (room === undefined ? undefined : floorOf(room))),
    ...given('room', room),
    rest: parts.rest,
  };
}

function given<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: string };
}

function stripZeros(part: string): string {
  return part.replace(/^([A-Z]?)0+(?=\d)/, '$1');
}

/** The value of a column without its mark; none for 无, a dash or nothing. */
function bare(value: DoorColumn, mark: string): string | undefined {
  const written = normalizeAddress(String(value ?? '')).replace(/(?<=^\d+)\.0+$/, '');
  const stripped = written.replace(new RegExp(`${mark}$`), '');
  return stripped === '' || /^(?:无|没有|\/|-+|\\)$/.test(stripped) ? undefined : stripped;
}

/** 二十三 → 23, 一百零二 → 102, 五零一 → 501. */
function arabic(numeral: string): string {
  if (!/[十百]/.test(numeral)) return [...numeral].map((character) => String(digitValues[character] ?? '')).join('');
  let total = 0;
  let pending = 0;
  for (const character of numeral) {
    if (character === '百') total += (pending || 1) * 100;
    else if (character === '十') total += (pending || 1) * 10;
    else pending = digitValues[character] ?? 0;
    if (character === '百' || character === '十') pending = 0;
  }
  return String(total + pending);
}
