import { join } from 'node:path';
import { dayNumberAt, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { yearOf } from './ages.ts';
import { readDistrict } from './divisions.ts';
import {
  type MadeDuty,
  type MadeRule,
  type MadeSummonsRule,
  planDuties,
  planRules,
  planSummonsRules,
} from './duties.ts';
import type { Kin } from './families.ts';
import { idMaker } from './ids.ts';
import { readNames } from './names.ts';
import { idNumbers, phoneNumbers } from './numbers.ts';
import { type Organisations, planOrganisations } from './organisations.ts';
import { type Places, planPlaces } from './places.ts';
import { makeRandom, type Random } from './random.ts';
import type { DemoSize } from './sizes.ts';
import { planStaff, type Staff } from './staff.ts';

/** The data that ships with the project. */
export const dataFolder = join(import.meta.dirname, '../../../data');

export interface DemoWish {
  readonly size: DemoSize;
  readonly seed: string;
  /** ISO 8601: ages, dates and the state of matters are those of this moment. */
  readonly now: string;
}

/** Everything about a district but its people and matters. */
export interface DistrictPlanned {
  readonly random: Random;
  readonly kin: Kin;
  readonly places: Places;
  readonly organisations: Organisations;
  readonly staff: Staff;
  readonly duties: readonly MadeDuty[];
  readonly rules: readonly MadeRule[];
  readonly summonsRules: readonly MadeSummonsRule[];
  readonly ids: ReturnType<typeof idNumbers>;
  readonly nextPhone: () => string;
  readonly newId: () => string;
  readonly createdAt: string;
  readonly validFrom: string;
}

/** Plans places, units and staff; the same wish gives the same district, to the last id. */
export function planDistrict({ size, seed, now }: DemoWish): DistrictPlanned {
  const random = makeRandom(seed);
  const today = dayNumberAt(toMs(now));
  // The register is older than every matter in it.
  const validFrom = `${yearOf(today) - 2}-01-01`;
  const createdAt = toIso(toMs(`${validFrom}T01:00:00Z`));
  const newId = idMaker(random.fork('ids'), toMs(createdAt));
  const nextPhone = phoneNumbers(random.fork('phones'));
  const kin: Kin = { random: random.fork('staff'), names: readNames(dataFolder), today };
  const places = planPlaces(random.fork('places'), dataFolder, { size, district: readDistrict(dataFolder, size) });
  const organisations = planOrganisations(random.fork('organisations'), places, { newId, nextPhone });
  const staff = planStaff({ ...kin, newId, nextPhone }, places, organisations);
  return {
    random,
    kin,
    places,
    organisations,
    staff,
    duties: planDuties(places, organisations),
    rules: planRules(places, organisations),
    summonsRules: planSummonsRules(places, organisations),
    ids: idNumbers(random.fork('id numbers'), today),
    nextPhone,
    newId,
    createdAt,
    validFrom,
  };
}
