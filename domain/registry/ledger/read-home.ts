import { type Door, doorKey, normalizeAddress, readDoor, readDoorColumns } from '../../identifiers/address.ts';

/** The cells of a row that say where its home is, 同上 and merged ranges already followed. */
export interface HomeWords {
  readonly estate: string;
  readonly address: string;
  readonly building: string;
  readonly unit: string;
  readonly floor: string;
  readonly room: string;
}

/** What stands around the row: the section it is in, else the sheet. */
export interface HomeContext {
  readonly estate?: string;
  readonly building?: string;
  readonly unit?: string;
  readonly room?: string;
}

/** What 3-101 means where the building is known: unit 3, or building 3 said again. */
export type TwoParts = 'unit-room' | 'building-room';

/** A home as one row gives it. */
export interface HomeRead {
  readonly estate: string;
  readonly door: Door;
  readonly doorKey: string | undefined;
  readonly address: string;
}

export const noHome: HomeWords = { estate: '', address: '', building: '', unit: '', floor: '', room: '' };

/** Separators people use instead of dashes, where nothing but the parts of a door is written: 3/2/501, 3 2 501. */
function tidy(words: string): string {
  const parts = words.trim().split(/[\s/\\、.．|·,，]+/);
  const isDoor =
    parts.length >= 2 && parts.length <= 4 && parts.every((part) => /^[A-Za-z]?\d{1,4}[A-Za-z]?室?$/.test(part));
  return isDoor ? parts.join('-') : words;
}

/** A door of one cell. Beyond what the address rules read: four parts with a floor, and 号 as the building (100弄3号501室). */
function doorOf(words: string): Door {
  const written = normalizeAddress(tidy(words));
  const four = /^([A-Z]?\d{1,3}[A-Z]?)-(\d{1,2})-(\d{1,2})-(\d{1,4}[A-Z]?)(?:室|房|号|户)?$/.exec(written);
  if (four) {
    const room =
      (four[4] ?? '').length <= 2 ? `${Number(four[3])}${(four[4] ?? '').padStart(2, '0')}` : (four[4] ?? '');
    return { ...readDoor(`${four[1]}-${four[2]}-${room}`), floor: String(Number(four[3])) };
  }
  const door = readDoor(written);
  const number = door.building === undefined ? /^(.*?)([A-Z]?\d{1,4}[A-Z]?|[A-Z])号$/.exec(door.place) : null;
  if (!number || door.room === undefined) return door;
  return { ...door, place: number[1] ?? '', building: (number[2] ?? '').replace(/^0+(?=\d)/, '') };
}

/** First and second part of a pair such as 3-101, written without any mark. */
export function pairOf(words: string): { readonly first: string; readonly room: string } | undefined {
  const match = /^([A-Z]?\d{1,3}[A-Z]?|[A-Z])-([A-Z]?\d{2,4}[A-Z]?)(?:室|房|号|户)?$/.exec(
    normalizeAddress(tidy(words)),
  );
  return match ? { first: match[1] ?? '', room: match[2] ?? '' } : undefined;
}

/** The building a cell names, alone (3, 3幢, 幸福里3栋) or with the unit behind it (3栋2单元, 3-2). */
export function readBuilding(words: string): { building?: string; unit?: string; place?: string } {
  const pair = /^([A-Z]?\d{1,3}[A-Z]?|[A-Z])-([A-Z]?\d{1,2}|[A-Z])$/.exec(normalizeAddress(words));
  if (pair) return { building: pair[1] ?? '', unit: pair[2] ?? '' };
  const door = readDoor(words);
  const { building, unit, place } = door;
  if (building !== undefined) return { building, ...(unit === undefined ? {} : { unit }), ...(place ? { place } : {}) };
  const bare = readDoorColumns({ building: words }).building?.replace(/(?<=^[A-Z]?\d{1,4})号$/, '');
  return bare === undefined ? {} : { building: bare };
}

function composite(words: string): boolean {
  return /[-栋幢座楼元梯门]/.test(normalizeAddress(words).replace(/楼?层/g, ''));
}

/** A door of one cell; a bare pair is read by what is known of the building. */
function readWhole(words: string, known: string | undefined, twoParts: TwoParts): Partial<Door> {
  const written = normalizeAddress(tidy(words));
  const parted = /^([A-Z]?\d{1,2})-([A-Z]?\d{3,4}-\d{1,2})(?:室|房|号|户)?$/.exec(written);
  if (parted && known !== undefined) return { unit: parted[1] ?? '', room: parted[2] ?? '' };
  const pair = pairOf(words);
  if (pair && known !== undefined && twoParts === 'unit-room') {
    return {
      unit: readDoorColumns({ unit: pair.first }).unit ?? pair.first,
      room: readDoorColumns({ room: pair.room }).room ?? pair.room,
    };
  }
  return doorOf(words);
}

function readRoom(words: string, known: string | undefined, twoParts: TwoParts): Partial<Door> {
  if (words === '') return {};
  // 501-1 is a part of room 501.
  const part = /^([A-Z]?\d{3,4}[A-Z]?-[A-Z\d]{1,2})(?:号房|室|房|户|号)?$/.exec(normalizeAddress(words));
  if (part?.[1]) return { room: part[1] };
  if (composite(words)) return readWhole(words, known, twoParts);
  return readDoorColumns({ room: words });
}

/** Where the room has a column of its own, a pair such as 3-2 is building and unit. */
function readAddress(words: HomeWords, known: string | undefined, twoParts: TwoParts): Partial<Door> {
  if (words.address === '') return {};
  const isPair =
    words.room !== '' && /^[A-Z]?\d{1,3}[A-Z]?-(?:[A-Z]?\d{1,2}|[A-Z])$/.test(normalizeAddress(words.address));
  return isPair ? readBuilding(words.address) : readWhole(words.address, known, twoParts);
}

/** Room 1 or 01 of floor 5 is 501. */
function onFloor(door: Partial<Door>, floor: string): Partial<Door> {
  const level = /^-?(?:第)?(\d{1,2})(?:层|楼|F)?$/i.exec(normalizeAddress(floor))?.[1];
  if (level === undefined || door.room === undefined || !/^\d{1,2}$/.test(door.room)) return door;
  return { ...door, room: `${Number(level)}${door.room.padStart(2, '0')}` };
}

/** Puts the home of a row together: its own columns first, then its address, then what stands around it.
 *  Undefined where nothing is said of it. */
export function readHome(words: HomeWords, context: HomeContext, twoParts: TwoParts): HomeRead | undefined {
  const own = words.building === '' ? {} : readBuilding(words.building);
  const known = own.building ?? context.building;
  const address = readAddress(words, known, twoParts);
  const room = onFloor(readRoom(words.room, known ?? address.building, twoParts), words.floor);
  const unitAlone = words.unit === '' ? undefined : readDoorColumns({ unit: words.unit }).unit;
  const floorAlone = /\d/.test(words.floor) ? words.floor.replace(/[层楼第\s]/g, '') : undefined;
  const ofRow = own.building ?? address.building ?? room.building;
  const building = ofRow ?? context.building;
  // A unit of the section or sheet belongs to that building only.
  const unitAround = ofRow === undefined || ofRow === context.building ? context.unit : undefined;
  const unit = unitAlone ?? own.unit ?? address.unit ?? room.unit ?? unitAround;
  const isDoor = (part: string | undefined): string | undefined => (part && /\d|^[A-Z]$/.test(part) ? part : undefined);
  const roomAlone =
    isDoor(room.room) ?? isDoor(address.room) ?? (words.room === '' && words.address === '' ? context.room : undefined);
  const floor = room.floor ?? address.floor ?? floorAlone;
  const door: Door = {
    place: address.place ?? own.place ?? room.place ?? '',
    ...(building === undefined ? {} : { building }),
    ...(unit === undefined ? {} : { unit }),
    ...(floor === undefined ? {} : { floor }),
    ...(roomAlone === undefined ? {} : { room: roomAlone }),
    rest: address.rest ?? '',
  };
  const written = words.address || [words.building, words.unit, words.room].filter((part) => part !== '').join(' ');
  if (doorKey(door) === undefined && words.address === '') return undefined;
  const estate = words.estate || context.estate || cleanPlace(door.place);
  return { estate, door, doorKey: doorKey(door), address: written };
}

/** The estate in front of a building, without the province, city, street and community before it. */
export function cleanPlace(place: string): string {
  return place
    .replace(/^.*?(?:省|自治区)/, '')
    .replace(/^.*?市/, '')
    .replace(/^.*?(?:(?<![小园社校景])区|县)/, '')
    .replace(/^.*?(?:街道|镇|乡)/, '')
    .replace(/^.*?(?:社区|居委会|居民委员会|村委会|村民委员会)/, '');
}
