import type { Vault } from '../../kit/crypto/vault.ts';
import type { RowSink } from './copy.ts';
import type { Kin, Member } from './families.ts';
import type { IdNumbers } from './numbers.ts';
import type { Home } from './occupancy.ts';
import type { PlacedBuilding } from './places.ts';

/** What the people of all communities are made with; the numbers go on from one community to the next. */
export interface PopulationParts extends Kin {
  readonly ids: IdNumbers;
  readonly nextPhone: () => string;
  readonly newId: () => string;
  readonly vault: Vault;
  readonly sink: RowSink;
  /** When the register was made, ISO 8601. */
  readonly createdAt: string;
  /** People known in one community who may live in a later one; a list that is added to and taken from. */
  readonly elsewhere: KnownPerson[];
}

/** Somebody who has an id number and phones already. */
export interface KnownPerson {
  readonly personId: string;
  readonly member: Member;
  readonly idNumber: string;
  readonly phones: readonly string[];
}

/** Somebody of a community's register, as far as matters raised there need it. */
export interface Neighbour {
  readonly peopleId: string;
  readonly name: string;
  readonly age: number;
  readonly phone: string | undefined;
  readonly houseId: string;
  readonly building: PlacedBuilding;
  /** 0 where the building has no stairwells of its own. */
  readonly unit: number;
  readonly gridId: number;
  readonly address: string;
}

/** A home with its id and where it is. */
export interface Dwelling extends Home {
  readonly houseId: string;
  readonly gridId: number;
  readonly address: string;
}
