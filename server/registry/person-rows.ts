import { sql } from 'kysely';
import { maskIdNumber, maskPhone } from '../../domain/identifiers/masks.ts';
import { searchTextOfHouse, searchTextOfPerson } from '../../domain/registry/search-text.ts';
import type { WriteCtx } from '../kit/ctx.ts';
import { bytesText, type ColumnTypes, insertMany } from '../kit/db/insert-many.ts';

/** A person as a community first records them. `personId` is found or made by `resolvePersons`. */
export interface NewPerson {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly sex: 'male' | 'female' | 'unknown';
  readonly bornOn: string | null;
  readonly idKind: string;
  readonly idNumber: string | null;
  readonly phones: readonly string[];
  readonly details: Readonly<Record<string, string>>;
  /** Field → where it came from. */
  readonly lineage: Readonly<Record<string, string>>;
}

export interface NewHouse {
  readonly id: string;
  readonly buildingId: number;
  readonly unitId: number | null;
  readonly floor: number | null;
  readonly room: string;
  readonly doorKey: string;
  readonly address: string;
  readonly use: string;
  readonly tenure: string;
  readonly areaHundredthsM2: number | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly lineage: Readonly<Record<string, string>>;
}

export interface NewResidence {
  readonly id: string;
  readonly peopleId: string;
  readonly houseId: string;
  readonly householdId: string | null;
  readonly kind: 'registered' | 'living' | 'both';
  readonly asWhat: 'owner' | 'member' | 'tenant' | 'guest' | 'staff';
  readonly relationToHead: string | null;
  readonly fromOn: string | null;
  /** For a home that had been left already when it was told of. */
  readonly toOn?: string | null;
  readonly lineage: Readonly<Record<string, string>>;
}

export interface NewPhone {
  readonly id?: string;
  readonly peopleId: string;
  readonly phone: string;
  readonly position: number;
  /** Whose it is, where it is not the person's own. */
  readonly note?: string | null;
  readonly lineage?: Readonly<Record<string, string>>;
}

export interface NewTag {
  readonly id: string;
  readonly peopleId: string;
  readonly code: string;
  readonly kind: string;
  readonly source: string;
  readonly basis: string | null;
  readonly fromOn: string;
  readonly toOn?: string | null;
  readonly lineage: Readonly<Record<string, string>>;
}

const sets = {
  persons: { id: 'uuid', idToken: 'bytea', createdAt: 'timestamptz' },
  people: {
    communityId: 'bigint',
    id: 'uuid',
    personId: 'uuid',
    name: 'text',
    sex: 'text',
    bornOn: 'date',
    idKind: 'text',
    idSealed: 'bytea',
    idToken: 'bytea',
    idMasked: 'text',
    details: 'jsonb',
    lineage: 'jsonb',
    createdAt: 'timestamptz',
    updatedAt: 'timestamptz',
  },
  peoplePhones: {
    communityId: 'bigint',
    id: 'uuid',
    peopleId: 'uuid',
    position: 'int',
    sealed: 'bytea',
    token: 'bytea',
    masked: 'text',
    note: 'text',
    lineage: 'jsonb',
  },
  searchTokens: { communityId: 'bigint', kind: 'text', rowId: 'uuid', tokens: 'int[]' },
  houses: {
    communityId: 'bigint',
    id: 'uuid',
    buildingId: 'bigint',
    unitId: 'bigint',
    floor: 'int',
    room: 'text',
    doorKey: 'text',
    address: 'text',
    use: 'text',
    tenure: 'text',
    areaHundredthsM2: 'bigint',
    details: 'jsonb',
    lineage: 'jsonb',
    createdAt: 'timestamptz',
    updatedAt: 'timestamptz',
  },
  residences: {
    communityId: 'bigint',
    id: 'uuid',
    peopleId: 'uuid',
    houseId: 'uuid',
    householdId: 'uuid',
    kind: 'text',
    asWhat: 'text',
    relationToHead: 'text',
    fromOn: 'date',
    toOn: 'date',
    lineage: 'jsonb',
    createdAt: 'timestamptz',
  },
  tags: {
    communityId: 'bigint',
    id: 'uuid',
    peopleId: 'uuid',
    code: 'text',
    kind: 'text',
    source: 'text',
    basis: 'text',
    fromOn: 'date',
    toOn: 'date',
    lineage: 'jsonb',
  },
} as const satisfies Readonly<Record<string, ColumnTypes>>;

const orNothing = { onConflict: sql`on conflict do nothing` };

/** What an id number is found by, whatever its case. */
export function idToken(ctx: Pick<WriteCtx, 'vault'>, idNumber: string): Buffer {
  return ctx.vault.token('id-number', idNumber.toUpperCase());
}

/** Finds or makes the identity across communities of each id number; those without one get an identity of their own. */
export async function resolvePersons(ctx: WriteCtx, idNumbers: readonly (string | null)[]): Promise<readonly string[]> {
  const tokens = idNumbers.map((one) => (one === null ? null : bytesText(idToken(ctx, one))));
  const asked = [...new Set(tokens.filter((token) => token !== null))];
  const bare = new Map(tokens.flatMap((token, n) => (token === null ? [[n, ctx.newId()] as const] : [])));
  const rows = [
    ...asked.map((token) => ({ id: ctx.newId(), idToken: token, createdAt: ctx.now })),
    ...[...bare.values()].map((id) => ({ id, idToken: null, createdAt: ctx.now })),
  ];
  await insertMany(ctx.db, 'persons', sets.persons, rows, { onConflict: sql`on conflict (id_token) do nothing` });
  const known = new Map<string, string>();
  if (asked.length > 0) {
    const found = await sql<{ id: string; token: string }>`
      select id, '\\x' || encode(id_token, 'hex') as token from persons where id_token = any (${asked}::bytea[])`.execute(
      ctx.db,
    );
    for (const row of found.rows) known.set(row.token, row.id);
  }
  return tokens.map((token, n) => (token === null ? (bare.get(n) as string) : (known.get(token) as string)));
}

/** Writes people with their phones and search pieces: numbers sealed, searchable by blind index, shown masked. */
export async function insertPeople(ctx: WriteCtx, communityId: number, list: readonly NewPerson[]): Promise<void> {
  const rows = list.map(({ phones: _phones, idNumber, ...one }) => ({
    communityId,
    ...one,
    idSealed: idNumber === null ? null : bytesText(ctx.vault.seal('id-number', idNumber)),
    idToken: idNumber === null ? null : bytesText(idToken(ctx, idNumber)),
    idMasked: idNumber === null ? null : maskIdNumber(idNumber),
    createdAt: ctx.now,
    updatedAt: ctx.now,
  }));
  await insertMany(ctx.db, 'people', sets.people, rows);
  await insertPhones(
    ctx,
    communityId,
    list.flatMap((one) => one.phones.map((phone, position) => ({ peopleId: one.id, phone, position }))),
  );
  await index(
    ctx,
    communityId,
    'person',
    list.map((one) => ({
      id: one.id,
      words: searchTextOfPerson({ name: one.name, formerName: one.details['formerName'] }),
    })),
  );
}

/** Adds phones; one that the person has already stays as it is. */
export async function insertPhones(ctx: WriteCtx, communityId: number, list: readonly NewPhone[]): Promise<void> {
  const rows = list.map(({ id, peopleId, phone, position, note, lineage }) => ({
    communityId,
    id: id ?? ctx.newId(),
    peopleId,
    position,
    sealed: bytesText(ctx.vault.seal('phone', phone)),
    token: bytesText(ctx.vault.token('phone', phone)),
    masked: maskPhone(phone),
    note: note ?? null,
    lineage: lineage ?? {},
  }));
  await insertMany(ctx.db, 'peoplePhones', sets.peoplePhones, rows, orNothing);
}

/** Writes the pieces that rows are found by; again for the same row replaces them. */
export async function index(
  ctx: WriteCtx,
  communityId: number,
  kind: 'person' | 'house',
  list: readonly { readonly id: string; readonly words: string }[],
): Promise<void> {
  const rows = list.map(({ id, words }) => ({ communityId, kind, rowId: id, tokens: ctx.vault.pieces(words) }));
  const onConflict = sql`on conflict (community_id, kind, row_id) do update set tokens = excluded.tokens`;
  await insertMany(ctx.db, 'searchTokens', sets.searchTokens, rows, { onConflict });
}

export async function insertHouses(ctx: WriteCtx, communityId: number, list: readonly NewHouse[]): Promise<void> {
  const rows = list.map((one) => ({ communityId, ...one, createdAt: ctx.now, updatedAt: ctx.now }));
  await insertMany(ctx.db, 'houses', sets.houses, rows);
  await index(
    ctx,
    communityId,
    'house',
    list.map((one) => ({ id: one.id, words: searchTextOfHouse(one) })),
  );
}

export async function insertResidences(
  ctx: WriteCtx,
  communityId: number,
  list: readonly NewResidence[],
): Promise<void> {
  const rows = list.map((one) => ({ communityId, toOn: null, ...one, createdAt: ctx.now }));
  await insertMany(ctx.db, 'residences', sets.residences, rows, orNothing);
}

export async function insertTags(ctx: WriteCtx, communityId: number, list: readonly NewTag[]): Promise<void> {
  const rows = list.map((one) => ({ communityId, ...one }));
  await insertMany(ctx.db, 'tags', sets.tags, rows, orNothing);
}
