import type { Holding } from '../../../domain/access/actor.ts';
import type { RoleCode } from '../../../domain/access/roles.ts';
import { yearOf, yearsFrom } from './ages.ts';
import type { Kin } from './families.ts';
import type { Organisations } from './organisations.ts';
import type { PlacedCommunity, PlacedGrid, Places } from './places.ts';

/** A post that an area publishes: who looks after it. */
interface Post {
  readonly communityId: number;
  readonly areaId: number;
  readonly duty: string;
  readonly isLead: boolean;
  /** Grid workers are called by everybody; the others through the community's desk. */
  readonly isPhonePublished?: boolean;
}

/** Somebody who may sign in. */
export interface MadeUser {
  readonly id: string;
  readonly userName: string;
  readonly name: string;
  readonly phone: string;
  readonly holdings: readonly Holding[];
  readonly posts: readonly Post[];
}

/** Who works where; the lists are in the order of the areas. */
export interface Staff {
  readonly all: readonly MadeUser[];
  gridWorker(gridId: number): MadeUser;
  secretaries(communityId: number): readonly MadeUser[];
  desks(streetId: number): readonly MadeUser[];
  checkers(streetId: number): readonly MadeUser[];
  handlers(organisationId: string): readonly MadeUser[];
}

interface Hiring extends Kin {
  readonly newId: () => string;
  readonly nextPhone: () => string;
}

/** Hires everybody a district needs: one for each grid, two or more wherever one must not check their own work. */
export function planStaff(hiring: Hiring, places: Places, organisations: Organisations): Staff {
  const all: MadeUser[] = [];
  const counts = new Map<string, number>();
  const hire: Hire = (stem, holdings, posts = []) => {
    const nth = (counts.get(stem) ?? 0) + 1;
    counts.set(stem, nth);
    const user = {
      id: hiring.newId(),
      userName: `${stem}-${nth}`,
      name: nameOf(hiring),
      phone: hiring.nextPhone(),
      holdings,
      posts,
    };
    all.push(user);
    return user;
  };
  for (const [role, stem] of districtPosts) hire(stem, [over(role, places.districtId)]);
  const byArea = <T>(list: readonly { readonly id: number }[], make: (id: number) => T) =>
    new Map(list.map(({ id }) => [id, make(id)]));
  const desks = byArea(places.streets, (id) => times(3, () => hire('desk', [over('street-desk', id)])));
  const checkers = byArea(places.streets, (id) => times(4, () => hire('checker', [over('checker', id)])));
  const secretaries = byArea(places.communities, (id) => hireSecretaries(hire, id));
  const gridWorkers = new Map<number, MadeUser>();
  const handlers = new Map<string, readonly MadeUser[]>();
  for (const community of places.communities) {
    const committeeId = organisations.unitOf('committee', community.id)?.id as string;
    const workers = hireCommunity(hire, community, committeeId);
    for (const [i, grid] of community.grids.entries()) gridWorkers.set(grid.id, workers[i] as MadeUser);
    handlers.set(committeeId, workers);
  }
  for (const { id, unit } of organisations.all) {
    if (unit === undefined || unit === 'committee') continue;
    const pair = times(2, () => hire(unit, [{ role: 'handler', organisationId: id }]));
    handlers.set(id, pair);
  }
  for (const { id } of places.streets)
    for (const [role, stem, count] of helpPosts) times(count, () => hire(stem, [over(role, id)]));
  for (const { id } of places.communities) hire('doctor', [over('family-doctor', id)]);
  return {
    all,
    gridWorker: (gridId) => gridWorkers.get(gridId) as MadeUser,
    secretaries: (communityId) => secretaries.get(communityId) ?? [],
    desks: (streetId) => desks.get(streetId) ?? [],
    checkers: (streetId) => checkers.get(streetId) ?? [],
    handlers: (organisationId) => handlers.get(organisationId) ?? [],
  };
}

type Hire = (stem: string, holdings: readonly Holding[], posts?: readonly Post[]) => MadeUser;

function over(role: RoleCode, areaId: number): Holding {
  return { role, areaId };
}

/** Two, so that one can seal what the other reviewed. */
function hireSecretaries(hire: Hire, communityId: number): readonly MadeUser[] {
  const post = (duty: string, isLead: boolean): Post => ({ communityId, areaId: communityId, duty, isLead });
  return [
    hire('secretary', [over('community-secretary', communityId)], [post('社区书记', true)]),
    hire('deputy', [over('community-secretary', communityId)], [post('社区副主任', false)]),
  ];
}

/** Hires who works in a community. @returns its grid workers, who act for the committee, too */
function hireCommunity(hire: Hire, community: PlacedCommunity, committeeId: string): readonly MadeUser[] {
  const { id } = community;
  const post: Post = { communityId: id, areaId: id, duty: '人民调解员', isLead: false };
  hire('mediator', [over('mediator', id)], [post]);
  hire('volunteer', [over('volunteer', id)]);
  const inCommittee: Holding = { role: 'handler', organisationId: committeeId };
  const workers = community.grids.map((grid) =>
    hire('grid', [over('grid-worker', grid.id), inCommittee], [gridPost(community, grid)]),
  );
  for (const grid of community.grids) hireNeighbours(hire, community, grid);
  return workers;
}

const districtPosts: readonly (readonly [RoleCode, string])[] = [
  ['district-office', 'district'],
  ['district-office', 'district'],
  ['system-admin', 'system'],
  ['security-admin', 'security'],
  ['audit-admin', 'audit'],
];

/** Those of a street who help by law: two wherever one takes up what the other looks at. */
const helpPosts: readonly (readonly [RoleCode, string, number])[] = [
  ['legal-adviser', 'lawyer', 2],
  ['judge', 'judge', 1],
  ['justice-worker', 'justice', 2],
  ['protection-worker', 'protection', 2],
];

function gridPost(community: PlacedCommunity, grid: PlacedGrid): Post {
  return { communityId: community.id, areaId: grid.id, duty: '网格员', isLead: true, isPhonePublished: true };
}

/** Those of a grid who look after a building, and the owners' speaker of its estates. */
function hireNeighbours(hire: Hire, community: PlacedCommunity, grid: PlacedGrid): void {
  const first = grid.buildings[0];
  if (first) {
    const post: Post = { communityId: community.id, areaId: first.id, duty: '楼栋长', isLead: true };
    hire('building', [{ role: 'building-lead', areaId: first.id }], [post]);
  }
  if (grid.hasProperty && grid === community.grids.find((one) => one.hasProperty))
    hire('owners', [{ role: 'owners-body', areaId: grid.id }]);
}

function nameOf({ random, names, today }: Hiring): string {
  const sex = random.chance(0.55) ? ('female' as const) : ('male' as const);
  return names.surname(random) + names.given(random, sex, yearOf(yearsFrom(today, -random.between(25, 54))));
}

function times<T>(count: number, make: () => T): readonly T[] {
  return Array.from({ length: count }, make);
}
