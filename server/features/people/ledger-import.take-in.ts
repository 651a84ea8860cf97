import { sql } from 'kysely';
import type { LedgerResult } from '../../../domain/registry/ledger/ledger-result.ts';
import { toldPerson } from '../../../domain/registry/ledger-intake/told-person.ts';
import { bumpTree } from '../../access/tree.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { type Change, noteChanges } from '../../registry/changes.ts';
import { type MadeArea, placeBuildings } from './ledger-import.buildings.ts';
import { type HomeConflict, type HomeLink, planHomes, storedResidences, writeHomes } from './ledger-import.homes.ts';
import { takeHouseholds } from './ledger-import.households.ts';
import { type TakenHouses, takeHouses } from './ledger-import.houses.ts';
import { takeOwners } from './ledger-import.owners.ts';
import { type TakenPerson, takePeople } from './ledger-import.people.ts';
import type { Source } from './ledger-import.source.ts';

/** What a ledger holds that can be taken in. */
export type Told = Pick<LedgerResult, 'people' | 'houses' | 'residences'>;

/** What became of it. */
export interface TakenIn {
  /** In the order of `Told.people`. */
  readonly people: readonly TakenPerson[];
  readonly houses: TakenHouses;
  readonly made: readonly MadeArea[];
  readonly homeConflicts: readonly HomeConflict[];
  /** Whose homes changed, of those who were there before. */
  readonly rehomed: ReadonlySet<string>;
  /** Keys of homes that could lie in more than one building. */
  readonly unclear: readonly string[];
  readonly counts: {
    readonly phones: number;
    readonly tags: number;
    readonly moved: number;
    readonly residences: number;
    readonly households: number;
    readonly ownerships: number;
  };
}

/** Makes every other import of the community wait until this transaction ends: nobody is found missing by two at once. */
export async function lockImports(ctx: WriteCtx, communityId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`imports ${communityId}`}, 7205118))`.execute(ctx.db);
}

function linksOf(told: Told, people: readonly TakenPerson[], houses: TakenHouses): HomeLink[] {
  return told.residences.flatMap((residence) => {
    const person = told.people[residence.person];
    const taken = people[residence.person];
    const houseId = houses.idOf.get(residence.house);
    if (!person || !taken || taken.isEnded || houseId === undefined) return [];
    const address = houses.addressOf.get(residence.house) ?? '';
    return [{ residence, person, peopleId: taken.peopleId, houseId, address, isKnown: taken.state !== 'created' }];
  });
}

/** Whom a change of a home is about. */
const personOf = ({ before, after }: Change): string[] => {
  const peopleId = after['peopleId'] ?? after['$peopleId'] ?? before['peopleId'];
  return typeof peopleId === 'string' ? [peopleId] : [];
};

/**
 * Takes in what a ledger tells: buildings, homes, people, who lives where, households, owners, each found first and made only where it is
 * not. Taking the same in again changes nothing. Part of the caller's transaction, which must hold `lockImports`.
 */
export async function takeIn(
  ctx: WriteCtx,
  source: Source,
  told: Told,
  onDone: (people: number) => Promise<void> = async () => undefined,
): Promise<TakenIn> {
  const { places, made } = await placeBuildings(ctx, source, told.houses);
  const houses = await takeHouses(ctx, source, told.houses, places);
  const people = await takePeople(ctx, source, told.people.map(toldPerson), onDone);
  const links = linksOf(told, people.people, houses);
  const plan = planHomes(links, await storedResidences(ctx, source.communityId, links), source.today);
  const households = await takeHouseholds(ctx, source, plan);
  const homes = await writeHomes(ctx, source, plan, households.householdOf);
  const owners = await takeOwners(ctx, source, links, { houses: told.houses, houseIdOf: houses.idOf });
  const changes = [...houses.changes, ...people.changes, ...households.changes, ...homes, ...owners];
  await noteChanges(ctx, source.communityId, { cause: 'import', causeId: source.importId }, changes);
  // At the very end: a tree read between this and a rollback would be remembered.
  if (made.length > 0) await bumpTree(ctx.db);
  return {
    people: people.people,
    houses,
    made,
    homeConflicts: plan.conflicts,
    rehomed: new Set(homes.flatMap(personOf)),
    unclear: told.houses.filter((house) => !places.has(house.key)).map((house) => house.key),
    counts: {
      phones: people.phones,
      tags: people.tags,
      moved: plan.ends.length,
      residences: plan.inserts.length,
      households: households.created,
      ownerships: owners.length,
    },
  };
}
