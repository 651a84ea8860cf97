import { groupHouseholds, type HouseholdGroup } from '../../../domain/registry/ledger-intake/households.ts';
import { isImported } from '../../../domain/registry/ledger-intake/merge-record.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { insertMany } from '../../kit/db/insert-many.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import type { Change } from '../../registry/changes.ts';
import type { HomeLink, HomePlan } from './ledger-import.homes.ts';
import { inParts, lineageOf, type Source, updated } from './ledger-import.source.ts';

interface StoredHousehold {
  readonly id: string;
  readonly houseId: string;
  readonly registerNo: string | null;
  readonly headPeopleId: string | null;
  readonly lineage: Readonly<Record<string, string>>;
}

export interface TakenHouseholds {
  /** The household of somebody in a home. */
  householdOf(link: HomeLink): string | null;
  readonly created: number;
  readonly changes: readonly Change[];
}

const keyOf = (peopleId: string, houseId: string): string => `${peopleId} ${houseId}`;

async function storedHouseholds(
  ctx: WriteCtx,
  communityId: number,
  houses: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredHousehold[]>> {
  const found: StoredHousehold[] = [];
  for (const part of inParts(houses)) {
    const rows = await ctx.db
      .selectFrom('households')
      .select(['id', 'houseId', 'registerNo', 'headPeopleId', 'lineage'])
      .where('communityId', '=', communityId)
      .where('houseId', 'in', [...part])
      .where('endedOn', 'is', null)
      .execute();
    found.push(...(rows as unknown as StoredHousehold[]));
  }
  return Map.groupBy(found, (one) => one.houseId);
}

/** The household that most of a group belong to already, else the one of its number or head, else the only one of the home. */
function matchHousehold(
  group: HouseholdGroup,
  here: readonly StoredHousehold[],
  belongs: ReadonlyMap<string, string>,
  groupsHere: number,
): StoredHousehold | undefined {
  const votes = Map.groupBy(
    group.members.flatMap((person) => belongs.get(keyOf(person, group.house)) ?? []),
    (id) => id,
  );
  const most = [...votes].sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
  const fits = here.filter(
    (one) => group.number === undefined || one.registerNo === null || one.registerNo === group.number,
  );
  return (
    fits.find((one) => one.id === most) ??
    here.find((one) => group.number !== undefined && one.registerNo === group.number) ??
    fits.find((one) => group.head !== undefined && one.headPeopleId === group.head) ??
    (groupsHere === 1 && fits.length === 1 && here.length === 1 ? fits[0] : undefined)
  );
}

function patchOf(stored: StoredHousehold, group: HouseholdGroup) {
  const told = { headPeopleId: group.head, registerNo: group.number };
  return Object.fromEntries(
    Object.entries(told).filter(([key, value]) => {
      const now = stored[key as keyof typeof told];
      return value !== undefined && value !== now && (now === null || isImported(stored.lineage[key]));
    }),
  );
}

async function patchHousehold(
  ctx: WriteCtx,
  source: Source,
  stored: StoredHousehold,
  group: HouseholdGroup,
): Promise<Change[]> {
  const patch = patchOf(stored, group);
  const keys = Object.keys(patch);
  if (keys.length === 0) return [];
  const added = Object.fromEntries(keys.map((key) => [key, lineageOf(source, 'household')]));
  await ctx.db
    .updateTable('households')
    .set({ ...patch, lineage: jsonb({ ...stored.lineage, ...added }), updatedAt: ctx.now })
    .where('communityId', '=', source.communityId)
    .where('id', '=', stored.id)
    .execute();
  const before = Object.fromEntries(keys.map((key) => [key, stored[key as keyof StoredHousehold] ?? null]));
  return [updated('households', stored.id, { before, after: patch }, { before: stored.lineage, after: added })];
}

const columns = {
  communityId: 'bigint',
  id: 'uuid',
  houseId: 'uuid',
  registerNo: 'text',
  headPeopleId: 'uuid',
  lineage: 'jsonb',
  createdAt: 'timestamptz',
  updatedAt: 'timestamptz',
} as const;

async function insertHouseholds(
  ctx: WriteCtx,
  source: Source,
  fresh: readonly { readonly id: string; readonly group: HouseholdGroup }[],
): Promise<void> {
  const from = lineageOf(source, 'household');
  const rows = fresh.map(({ id, group: { house, head, number } }) => ({
    communityId: source.communityId,
    id,
    houseId: house,
    registerNo: number ?? null,
    headPeopleId: head ?? null,
    lineage: { home: from, ...(head ? { headPeopleId: from } : {}), ...(number ? { registerNo: from } : {}) },
    createdAt: ctx.now,
    updatedAt: ctx.now,
  }));
  await insertMany(ctx.db, 'households', columns, rows);
}

function groupsOf(plan: HomePlan): readonly HouseholdGroup[] {
  const members = [...plan.inserts, ...plan.matches.map((match) => match.link)].map(
    ({ peopleId, houseId, person, residence }) => ({
      person: peopleId,
      name: person.name,
      house: houseId,
      relation: residence.relation,
      headName: residence.headName,
      number: person.texts.householdNumber,
    }),
  );
  return groupHouseholds(members);
}

/** Forms the households of the homes: those there are go on, a home without any gets its own. */
export async function takeHouseholds(ctx: WriteCtx, source: Source, plan: HomePlan): Promise<TakenHouseholds> {
  const groups = groupsOf(plan);
  const stored = await storedHouseholds(ctx, source.communityId, [...new Set(groups.map((group) => group.house))]);
  const belongs = new Map(
    plan.matches.flatMap(({ stored: { peopleId, houseId, householdId } }) =>
      householdId === null ? [] : [[keyOf(peopleId, houseId), householdId] as const],
    ),
  );
  const perHouse = Map.groupBy(groups, (group) => group.house);
  const taken = new Set<string>();
  const householdOf = new Map<string, string>();
  const fresh: { id: string; group: HouseholdGroup }[] = [];
  const changes: Change[] = [];
  for (const group of groups.toSorted((a, b) => b.members.length - a.members.length)) {
    const here = (stored.get(group.house) ?? []).filter((one) => !taken.has(one.id));
    const found = matchHousehold(group, here, belongs, perHouse.get(group.house)?.length ?? 1);
    if (found) {
      taken.add(found.id);
      changes.push(...(await patchHousehold(ctx, source, found, group)));
    }
    const id = found?.id ?? ctx.newId();
    if (!found) fresh.push({ id, group });
    for (const person of group.members) householdOf.set(keyOf(person, group.house), id);
  }
  await insertHouseholds(ctx, source, fresh);
  changes.push(
    ...fresh.map(
      ({ id, group }): Change => ({
        noun: 'households',
        rowId: id,
        kind: 'created',
        before: {},
        after: { houseId: group.house, members: group.members.length },
      }),
    ),
  );
  return {
    householdOf: ({ peopleId, houseId }) => householdOf.get(keyOf(peopleId, houseId)) ?? null,
    created: fresh.length,
    changes,
  };
}
