import { maskIdNumber, maskPhone } from '../../domain/identifiers/masks.ts';
import { searchTextOfHouse, searchTextOfPerson } from '../../domain/registry/search-text.ts';
import type { WriteCtx } from '../kit/ctx.ts';
import { jsonb } from '../kit/db/jsonb.ts';

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
  readonly lineage: Readonly<Record<string, string>>;
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

/** Rows a statement takes at once: far below the protocol's 65,535 parameters. */
const atOnce = 1000;

async function inChunks<T>(rows: readonly T[], write: (chunk: readonly T[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += atOnce) await write(rows.slice(at, at + atOnce));
}

/** What an id number is found by, whatever its case. */
export function idToken(ctx: Pick<WriteCtx, 'vault'>, idNumber: string): Buffer {
  return ctx.vault.token('id-number', idNumber.toUpperCase());
}

/** Finds or makes the identity across communities of each id number; those without one get an identity of their own. */
export async function resolvePersons(ctx: WriteCtx, idNumbers: readonly (string | null)[]): Promise<readonly string[]> {
  const tokens = idNumbers.map((one) => (one === null ? null : idToken(ctx, one)));
  const known = new Map<string, string>();
  const asked = [
    ...new Map(tokens.flatMap((token) => (token ? [[token.toString('hex'), token] as const] : []))).values(),
  ];
  await inChunks(asked, async (chunk) => {
    await ctx.db
      .insertInto('persons')
      .values(chunk.map((token) => ({ id: ctx.newId(), idToken: token, createdAt: ctx.now })))
      .onConflict((conflict) => conflict.column('idToken').doNothing())
      .execute();
    const rows = await ctx.db
      .selectFrom('persons')
      .select(['id', 'idToken'])
      .where('idToken', 'in', [...chunk])
      .execute();
    for (const row of rows) known.set((row.idToken as Buffer).toString('hex'), row.id);
  });
  const bare = tokens
    .map((token) => (token === null ? ctx.newId() : null))
    .filter((one): one is string => one !== null);
  await inChunks(bare, (chunk) =>
    ctx.db
      .insertInto('persons')
      .values(chunk.map((id) => ({ id, createdAt: ctx.now })))
      .execute(),
  );
  let next = 0;
  return tokens.map((token) => {
    if (token !== null) return known.get(token.toString('hex')) as string;
    next += 1;
    return bare[next - 1] as string;
  });
}

/** Writes people with their phones and search pieces: numbers sealed, searchable by blind index, shown masked. */
export async function insertPeople(ctx: WriteCtx, communityId: number, list: readonly NewPerson[]): Promise<void> {
  await inChunks(list, (chunk) =>
    ctx.db
      .insertInto('people')
      .values(
        chunk.map((one) => ({
          communityId,
          id: one.id,
          personId: one.personId,
          name: one.name,
          sex: one.sex,
          bornOn: one.bornOn,
          idKind: one.idKind,
          idSealed: one.idNumber === null ? null : ctx.vault.seal('id-number', one.idNumber),
          idToken: one.idNumber === null ? null : idToken(ctx, one.idNumber),
          idMasked: one.idNumber === null ? null : maskIdNumber(one.idNumber),
          details: jsonb(one.details),
          lineage: jsonb(one.lineage),
          createdAt: ctx.now,
          updatedAt: ctx.now,
        })),
      )
      .execute(),
  );
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
export async function insertPhones(
  ctx: WriteCtx,
  communityId: number,
  list: readonly { readonly peopleId: string; readonly phone: string; readonly position: number }[],
): Promise<void> {
  await inChunks(list, (chunk) =>
    ctx.db
      .insertInto('peoplePhones')
      .values(
        chunk.map(({ peopleId, phone, position }) => ({
          communityId,
          id: ctx.newId(),
          peopleId,
          position,
          sealed: ctx.vault.seal('phone', phone),
          token: ctx.vault.token('phone', phone),
          masked: maskPhone(phone),
        })),
      )
      .onConflict((conflict) => conflict.columns(['communityId', 'peopleId', 'token']).doNothing())
      .execute(),
  );
}

/** Writes the pieces that rows are found by; again for the same row replaces them. */
export async function index(
  ctx: WriteCtx,
  communityId: number,
  kind: 'person' | 'house',
  list: readonly { readonly id: string; readonly words: string }[],
): Promise<void> {
  await inChunks(list, (chunk) =>
    ctx.db
      .insertInto('searchTokens')
      .values(chunk.map(({ id, words }) => ({ communityId, kind, rowId: id, tokens: ctx.vault.pieces(words) })))
      .onConflict((conflict) =>
        conflict.columns(['communityId', 'kind', 'rowId']).doUpdateSet((eb) => ({ tokens: eb.ref('excluded.tokens') })),
      )
      .execute(),
  );
}

export async function insertHouses(ctx: WriteCtx, communityId: number, list: readonly NewHouse[]): Promise<void> {
  await inChunks(list, (chunk) =>
    ctx.db
      .insertInto('houses')
      .values(
        chunk.map((one) => ({
          communityId,
          ...one,
          details: jsonb(one.details),
          lineage: jsonb(one.lineage),
          createdAt: ctx.now,
          updatedAt: ctx.now,
        })),
      )
      .execute(),
  );
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
  await inChunks(list, (chunk) =>
    ctx.db
      .insertInto('residences')
      .values(chunk.map((one) => ({ communityId, ...one, lineage: jsonb(one.lineage), createdAt: ctx.now })))
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
}

export async function insertTags(ctx: WriteCtx, communityId: number, list: readonly NewTag[]): Promise<void> {
  await inChunks(list, (chunk) =>
    ctx.db
      .insertInto('tags')
      .values(chunk.map((one) => ({ communityId, ...one, lineage: jsonb(one.lineage) })))
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
}
