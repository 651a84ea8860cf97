import type { Vault } from '../../kit/crypto/vault.ts';
import { type CasesParts, caseMaker, shippedCalendar } from './cases.ts';
import type { RowSink } from './copy.ts';
import { putJointMembers } from './joint-member-rows.ts';
import { putHearings, putLegalGuides } from './legal-rows.ts';
import { putOpenings } from './opening-rows.ts';
import { putPatrols } from './patrol-rows.ts';
import type { Photos } from './photos.ts';
import type { PlacedCommunity } from './places.ts';
import type { DistrictPlanned } from './plan.ts';
import { peopleCommunity } from './population.ts';
import type { Neighbour, PopulationParts } from './population-parts.ts';
import { apportion } from './random.ts';
import { putAreas, putDuties, putOrganisations, putStaff } from './registry-rows.ts';
import { putRentals } from './rental-rows.ts';
import { putResources } from './resource-rows.ts';
import { putRotas } from './rotas.ts';
import type { Telling } from './scenes/shape.ts';
import type { DemoSize } from './sizes.ts';
import { putSupports, tapProposed } from './support-rows.ts';
import { putVisits, tapRegister } from './visit-rows.ts';
import { putVolunteers } from './volunteer-rows.ts';

export interface DistrictMeans {
  readonly vault: Vault;
  readonly size: DemoSize;
  readonly now: string;
  readonly photos: Photos;
  /** Everybody's, as it is stored. */
  readonly passwordHash: string;
  /** What is told in the first community instead of everything. */
  readonly tellings?: readonly Telling[];
  /** A matter that could not be told and was left out. */
  readonly onLeftOut?: CasesParts['onLeftOut'];
  readonly onCommunity?: (community: PlacedCommunity) => void;
}

/** A resident to sign in as. */
export interface DemoResident {
  readonly name: string;
  readonly phone: string;
}

/**
 * Puts a planned district into a sink: places, units and staff, then people and their matters community by community, sending each before the
 * next, so that memory stays bounded.
 */
export async function putDistrict(
  sink: RowSink,
  plan: DistrictPlanned,
  means: DistrictMeans,
): Promise<DemoResident | undefined> {
  const { vault, size, passwordHash } = means;
  const { kin, ids, nextPhone, newId, createdAt, validFrom, places } = plan;
  const written = { sink, createdAt, validFrom };
  putAreas(written, places.areas);
  putOrganisations(written, plan.organisations.all);
  putStaff(written, plan.staff.all, { vault, passwordHash, newId });
  putDuties(written, plan, newId);
  putRotas(sink, vault, plan, means.now);
  await sink.flush();
  const homes = places.communities.map((community) => community.homes);
  const people = apportion(size.people, homes);
  const matters = apportion(size.cases, homes);
  const parts: PopulationParts = { ...kin, ids, nextPhone, newId, vault, sink, createdAt, elsewhere: [] };
  const told = {
    ...(means.tellings ? { tellings: means.tellings } : {}),
    ...(means.onLeftOut ? { onLeftOut: means.onLeftOut } : {}),
  };
  const { sink: forMatters, proposed } = tapProposed(sink);
  const putMatters = caseMaker({ plan, sink: forMatters, vault, photos: means.photos, ...told, ...timesOf(means) });
  const rounds = { sink, vault, plan, calendar: shippedCalendar(), nowMs: Date.parse(means.now) };
  let resident: DemoResident | undefined;
  for (const [i, community] of places.communities.entries()) {
    const random = plan.random.fork(`people of ${community.id}`);
    const { sink: tapped, tagsOf, letHomes } = tapRegister(sink);
    const neighbours = await peopleCommunity({ ...parts, random, sink: tapped }, community, people[i] as number);
    const own = resident ? undefined : grownUp(neighbours);
    await putMatters(community, neighbours, matters[i] as number, own);
    putVisits(rounds, community, neighbours, tagsOf);
    putPatrols(rounds, community);
    putVolunteers(rounds, community);
    const others = neighbours.filter((one) => one.phone !== own?.phone);
    putSupports(rounds, community, others, proposed);
    putJointMembers(rounds, community);
    putResources(rounds, community);
    putLegalGuides(rounds, community, neighbours);
    if (i === 0) putHearings(rounds, community);
    putRentals(rounds, community, letHomes);
    putOpenings(rounds, community);
    if (own?.phone) resident = { name: own.name, phone: own.phone };
    await sink.flush();
    means.onCommunity?.(community);
  }
  // What was put last is on its way; this waits until it has arrived.
  await sink.flush();
  return resident;
}

/** A small district has half of its matters of late, so that every desk has something on it. */
function timesOf({ size, now }: DistrictMeans): { readonly nowMs: number; readonly recentShare: number } {
  return { nowMs: Date.parse(now), recentShare: size.cases / size.communities < 300 ? 0.5 : 0.06 };
}

function grownUp(neighbours: readonly Neighbour[]): Neighbour | undefined {
  return neighbours.find(({ age, phone }) => age >= 30 && age < 60 && phone !== undefined);
}
