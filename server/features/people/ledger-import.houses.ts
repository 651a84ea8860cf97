import { doorKey } from '../../../domain/identifiers/address.ts';
import { houseFields, keptDetails } from '../../../domain/registry/fields.ts';
import type { LedgerHouse } from '../../../domain/registry/ledger/ledger-result.ts';
import {
  areaHundredths,
  floorNumber,
  houseUseOf,
  tenureOf,
} from '../../../domain/registry/ledger-intake/home-words.ts';
import { isImported } from '../../../domain/registry/ledger-intake/merge-record.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import type { Change } from '../../registry/changes.ts';
import { insertHouses, type NewHouse } from '../../registry/person-rows.ts';
import type { HomePlace } from './ledger-import.buildings.ts';
import { inParts, lineageOf, type Source, updated } from './ledger-import.source.ts';

export interface TakenHouses {
  /** The house of each of the ledger's keys. */
  readonly idOf: ReadonlyMap<string, string>;
  readonly addressOf: ReadonlyMap<string, string>;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly changes: readonly Change[];
}

interface KnownHouse {
  readonly id: string;
  readonly buildingId: number;
  readonly doorKey: string;
  readonly room: string;
  readonly unitId: number | null;
  readonly address: string;
  readonly floor: number | null;
  readonly use: string;
  readonly tenure: string;
  readonly areaHundredthsM2: number | null;
  readonly details: Record<string, string>;
  readonly lineage: Record<string, string>;
}

/** Longest words a door without a number is known by. */
const longestRoom = 60;

const knownColumns = [
  'id',
  'buildingId',
  'doorKey',
  'room',
  'unitId',
  'address',
  'floor',
  'use',
  'tenure',
  'areaHundredthsM2',
  'details',
  'lineage',
] as const;

async function knownHouses(
  ctx: WriteCtx,
  communityId: number,
  buildings: readonly number[],
): Promise<readonly KnownHouse[]> {
  if (buildings.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('houses')
    .select(knownColumns)
    .where('communityId', '=', communityId)
    .where('buildingId', 'in', [...buildings])
    .where('endedOn', 'is', null)
    .execute();
  return rows as unknown as KnownHouse[];
}

const keyOf = (house: LedgerHouse, place: HomePlace): string =>
  house.door === undefined
    ? house.key.slice(0, 200)
    : (doorKey({
        ...(place.label === '' ? {} : { building: place.label }),
        ...(house.unit === undefined ? {} : { unit: house.unit }),
        room: house.room ?? '',
      }) as string);

/** The home a ledger means: by its key, else by the only same room of the building where one of both names no stairwell. */
function findHouse(known: readonly KnownHouse[], house: LedgerHouse, place: HomePlace): KnownHouse | undefined {
  const here = known.filter((one) => one.buildingId === place.buildingId);
  const key = keyOf(house, place);
  const exact = here.find((one) => one.doorKey === key);
  if (exact || house.door === undefined) return exact;
  const loose = here.filter((one) => one.room === house.room && (house.unit === undefined || one.unitId === null));
  return loose.length === 1 ? loose[0] : undefined;
}

function toldValues(house: LedgerHouse) {
  const told = {
    floor: floorNumber(house.floor),
    tenure: tenureOf(house) === 'unknown' ? undefined : tenureOf(house),
    use: houseUseOf(house),
    areaHundredthsM2: areaHundredths(house.texts.areaM2),
  };
  return { told, details: keptDetails(houseFields, house.texts) };
}

function newHouse(ctx: WriteCtx, source: Source, house: LedgerHouse, place: HomePlace): NewHouse {
  const { told, details } = toldValues(house);
  const room = (house.room ?? house.address ?? house.key).slice(0, longestRoom);
  const written = /^[A-Z]?\d+[A-Z]?(?:-[A-Z\d]+)?$/.test(room) ? `${room}室` : room;
  const address =
    place.label === '' ? (house.address ?? house.key) : `${place.buildingName}${place.unitName}${written}`;
  const from = lineageOf(source, `${house.sheet}!${house.row}`);
  const keys = [...Object.entries(told).flatMap(([key, value]) => (value === undefined ? [] : [key])), 'room'];
  return {
    id: ctx.newId(),
    buildingId: place.buildingId,
    unitId: place.unitId,
    floor: told.floor ?? null,
    room,
    doorKey: keyOf(house, place),
    address: address.slice(0, 200),
    use: told.use ?? 'residence',
    tenure: told.tenure ?? 'unknown',
    areaHundredthsM2: told.areaHundredthsM2 ?? null,
    details,
    lineage: Object.fromEntries([...keys, ...Object.keys(details)].map((key) => [key, from])),
  };
}

interface HousePatch {
  readonly columns: Partial<Pick<KnownHouse, 'floor' | 'use' | 'tenure' | 'areaHundredthsM2'>>;
  readonly details: Readonly<Record<string, string>>;
}

/** What a ledger adds to a home: empty values are filled, what an earlier import said is renewed, what somebody entered stands. */
function patchOf(known: KnownHouse, house: LedgerHouse): HousePatch {
  const { told, details } = toldValues(house);
  const empty = {
    floor: known.floor === null,
    use: false,
    tenure: known.tenure === 'unknown',
    areaHundredthsM2: known.areaHundredthsM2 === null,
  };
  const columns = Object.entries(told).filter(([key, value]) => {
    const field = key as keyof typeof told;
    return value !== undefined && value !== known[field] && (empty[field] || isImported(known.lineage[key]));
  });
  const more = Object.entries(details).filter(
    ([key, value]) => value !== known.details[key] && (!known.details[key] || isImported(known.lineage[key])),
  );
  return { columns: Object.fromEntries(columns), details: Object.fromEntries(more) };
}

async function patchHouse(
  ctx: WriteCtx,
  source: Source,
  known: KnownHouse,
  house: LedgerHouse,
): Promise<Change | undefined> {
  const { columns, details } = patchOf(known, house);
  const keys = [...Object.keys(columns), ...Object.keys(details)];
  if (keys.length === 0) return undefined;
  const from = lineageOf(source, `${house.sheet}!${house.row}`);
  const lineage = Object.fromEntries(keys.map((key) => [key, from]));
  await ctx.db
    .updateTable('houses')
    .set({
      ...columns,
      details: jsonb({ ...known.details, ...details }),
      lineage: jsonb({ ...known.lineage, ...lineage }),
      updatedAt: ctx.now,
    })
    .where('communityId', '=', source.communityId)
    .where('id', '=', known.id)
    .execute();
  const before = Object.fromEntries(
    keys.map((key) => [key, key in columns ? known[key as keyof KnownHouse] : (known.details[key] ?? null)]),
  );
  return updated(
    'houses',
    known.id,
    { before, after: { ...columns, ...details } },
    { before: known.lineage, after: lineage },
  );
}

/** Finds or makes the home of each of the ledger's doors, and adds what the ledger says of it. */
export async function takeHouses(
  ctx: WriteCtx,
  source: Source,
  houses: readonly LedgerHouse[],
  places: ReadonlyMap<string, HomePlace>,
): Promise<TakenHouses> {
  const buildings = [...new Set([...places.values()].map((place) => place.buildingId))];
  const known = Map.groupBy(await knownHouses(ctx, source.communityId, buildings), (one) => one.buildingId);
  const idOf = new Map<string, string>();
  const addressOf = new Map<string, string>();
  const fresh = new Map<string, NewHouse>();
  const changes: Change[] = [];
  let unchanged = 0;
  let patched = 0;
  for (const house of houses) {
    const place = places.get(house.key);
    if (!place) continue;
    const found = findHouse(known.get(place.buildingId) ?? [], house, place);
    if (!found) {
      const made = newHouse(ctx, source, house, place);
      const twin = fresh.get(`${made.buildingId} ${made.doorKey}`) ?? made;
      fresh.set(`${made.buildingId} ${made.doorKey}`, twin);
      idOf.set(house.key, twin.id);
      addressOf.set(house.key, twin.address);
      continue;
    }
    idOf.set(house.key, found.id);
    addressOf.set(house.key, found.address);
    const change = await patchHouse(ctx, source, found, house);
    if (change) changes.push(change);
    if (change) patched += 1;
    else unchanged += 1;
  }
  const created = [...fresh.values()];
  for (const part of inParts(created)) await insertHouses(ctx, source.communityId, part);
  changes.push(
    ...created.map(
      (house): Change => ({
        noun: 'houses',
        rowId: house.id,
        kind: 'created',
        before: {},
        after: { address: house.address },
      }),
    ),
  );
  return { idOf, addressOf, created: created.length, updated: patched, unchanged, changes };
}
