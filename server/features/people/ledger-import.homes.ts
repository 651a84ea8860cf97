import type { LedgerPerson, LedgerResidence } from '../../../domain/registry/ledger/ledger-result.ts';
import { asWhatOf, residenceKindOf, wholeDay } from '../../../domain/registry/ledger-intake/home-words.ts';
import { isImported } from '../../../domain/registry/ledger-intake/merge-record.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import type { Change } from '../../registry/changes.ts';
import { insertResidences } from '../../registry/person-rows.ts';
import { inParts, lineageOf, type Source, updated } from './ledger-import.source.ts';

/** A person of the ledger in a home of the ledger, both found or made. */
export interface HomeLink {
  readonly residence: LedgerResidence;
  readonly person: LedgerPerson;
  readonly peopleId: string;
  readonly houseId: string;
  readonly address: string;
  /** Whether the record was there before. */
  readonly isKnown: boolean;
}

/** Where the ledger says somebody lives, against a home that was entered by hand. */
export interface HomeConflict {
  readonly link: HomeLink;
  readonly keptAddress: string;
}

export interface StoredResidence {
  readonly id: string;
  readonly peopleId: string;
  readonly houseId: string;
  readonly householdId: string | null;
  readonly kind: string;
  readonly asWhat: string;
  readonly relationToHead: string | null;
  readonly toOn: string | null;
  readonly lineage: Readonly<Record<string, string>>;
  readonly address: string;
}

/** What is to be done about where people live. */
export interface HomePlan {
  readonly inserts: readonly HomeLink[];
  readonly matches: readonly { readonly link: HomeLink; readonly stored: StoredResidence }[];
  readonly ends: readonly { readonly stored: StoredResidence; readonly on: string }[];
  readonly conflicts: readonly HomeConflict[];
}

/** The homes people live in now, and those they left of the homes the ledger names. */
export async function storedResidences(
  ctx: WriteCtx,
  communityId: number,
  links: readonly HomeLink[],
): Promise<readonly StoredResidence[]> {
  const known = [...new Set(links.filter((link) => link.isKnown).map((link) => link.peopleId))];
  const found: StoredResidence[] = [];
  for (const part of inParts(known)) {
    const rows = await ctx.db
      .selectFrom('residences')
      .innerJoin('houses', (join) =>
        join.onRef('houses.communityId', '=', 'residences.communityId').onRef('houses.id', '=', 'residences.houseId'),
      )
      .where('residences.communityId', '=', communityId)
      .where('residences.peopleId', 'in', [...part])
      .select([
        'residences.id',
        'residences.peopleId',
        'residences.houseId',
        'residences.householdId',
        'residences.kind',
        'residences.asWhat',
        'residences.relationToHead',
        'residences.toOn',
        'residences.lineage',
        'houses.address',
      ])
      .execute();
    found.push(...(rows as unknown as StoredResidence[]));
  }
  return found;
}

const leftOn = (link: HomeLink, today: string): string | null => {
  const day = wholeDay(link.person.texts.movedOutOn);
  return day !== null && day <= today ? day : null;
};

/** Decides for one person: a home already there is matched, a new one added; it takes the place of homes earlier imports told of. */
function planPerson(links: readonly HomeLink[], stored: readonly StoredResidence[], today: string): HomePlan {
  const now = stored.filter((one) => one.toOn === null);
  const named = new Set(links.map((link) => link.houseId));
  const rivals = now.filter((one) => one.kind !== 'registered' && !named.has(one.houseId));
  const plan = {
    inserts: [] as HomeLink[],
    matches: [] as HomePlan['matches'][number][],
    ends: [] as HomePlan['ends'][number][],
    conflicts: [] as HomeConflict[],
  };
  for (const link of links) {
    const left = leftOn(link, today);
    const same = now.find((one) => one.houseId === link.houseId);
    const past = stored.find((one) => one.houseId === link.houseId && one.toOn !== null);
    if (same && left !== null && isImported(same.lineage['home'])) plan.ends.push({ stored: same, on: left });
    else if (same) plan.matches.push({ link, stored: same });
    else if (left !== null) {
      if (!past) plan.inserts.push(link);
    } else if (residenceKindOf(link.residence, link.person) === 'registered' || rivals.length === 0) {
      plan.inserts.push(link);
    } else if (rivals.every((one) => isImported(one.lineage['home']))) {
      const ended = new Set(plan.ends.map((one) => one.stored));
      plan.ends.push(...rivals.filter((one) => !ended.has(one)).map((stored) => ({ stored, on: today })));
      plan.inserts.push(link);
    } else {
      plan.conflicts.push({ link, keptAddress: rivals.map((one) => one.address).join('、') });
    }
  }
  return plan;
}

/** Decides where everybody lives. Whoever owns a home and is not said to live there is no resident. */
export function planHomes(links: readonly HomeLink[], stored: readonly StoredResidence[], today: string): HomePlan {
  const byPerson = Map.groupBy(stored, (one) => one.peopleId);
  const living = links.filter((link) => link.residence.kind !== 'owner');
  const plans = [...Map.groupBy(living, (link) => link.peopleId)].map(([peopleId, own]) => {
    // Two rows may name the same home as what it is to them; once is enough.
    const once = [...new Map(own.map((link) => [link.houseId, link])).values()];
    return planPerson(once, byPerson.get(peopleId) ?? [], today);
  });
  return {
    inserts: plans.flatMap((plan) => plan.inserts),
    matches: plans.flatMap((plan) => plan.matches),
    ends: plans.flatMap((plan) => plan.ends),
    conflicts: plans.flatMap((plan) => plan.conflicts),
  };
}

function toldOf(link: HomeLink) {
  return {
    kind: residenceKindOf(link.residence, link.person),
    asWhat: asWhatOf(link.residence, link.person),
    relationToHead: link.residence.relation,
  };
}

const rowOf = ({ residence }: HomeLink): string => `${residence.sheet}!${residence.row}`;

async function insertHomes(
  ctx: WriteCtx,
  source: Source,
  links: readonly HomeLink[],
  householdOf: (link: HomeLink) => string | null,
): Promise<Change[]> {
  const rows = links.map((link) => {
    const told = toldOf(link);
    const from = lineageOf(source, rowOf(link));
    const keys = Object.entries(told).flatMap(([key, value]) => (value === undefined ? [] : [key]));
    const toOn = leftOn(link, source.today);
    const movedIn = wholeDay(link.person.texts.movedInOn);
    return {
      id: ctx.newId(),
      peopleId: link.peopleId,
      houseId: link.houseId,
      householdId: householdOf(link),
      kind: told.kind ?? 'living',
      asWhat: told.asWhat ?? 'member',
      relationToHead: told.relationToHead ?? null,
      fromOn: movedIn !== null && (toOn === null || movedIn <= toOn) ? movedIn : null,
      toOn,
      lineage: Object.fromEntries(['home', ...keys, ...(toOn === null ? [] : ['toOn'])].map((key) => [key, from])),
    };
  });
  await insertResidences(ctx, source.communityId, rows);
  return rows.flatMap((row, i): Change[] =>
    links[i]?.isKnown
      ? [
          {
            noun: 'residences',
            rowId: row.id,
            kind: 'created',
            before: {},
            after: { peopleId: row.peopleId, address: links[i].address },
          },
        ]
      : [],
  );
}

/** What a ledger adds to a home already there: as for records, what somebody entered stands. */
function patchOf(stored: StoredResidence, link: HomeLink, householdId: string | null) {
  const isOurs = isImported(stored.lineage['home']);
  const told = { ...toldOf(link), householdId: stored.householdId === null ? (householdId ?? undefined) : undefined };
  return Object.fromEntries(
    Object.entries(told).filter(([key, value]) => {
      const now = stored[key as keyof typeof told];
      if (value === undefined || value === now) return false;
      return now === null || (isOurs && key !== 'householdId') || isImported(stored.lineage[key]);
    }),
  );
}

async function patchHomes(
  ctx: WriteCtx,
  source: Source,
  matches: HomePlan['matches'],
  householdOf: (link: HomeLink) => string | null,
): Promise<Change[]> {
  const changes: Change[] = [];
  for (const { link, stored } of matches) {
    const patch = patchOf(stored, link, householdOf(link));
    const keys = Object.keys(patch);
    if (keys.length === 0) continue;
    const added = Object.fromEntries(keys.map((key) => [key, lineageOf(source, rowOf(link))]));
    await ctx.db
      .updateTable('residences')
      .set({ ...patch, lineage: jsonb({ ...stored.lineage, ...added }) })
      .where('communityId', '=', source.communityId)
      .where('id', '=', stored.id)
      .execute();
    const before = Object.fromEntries(keys.map((key) => [key, stored[key as keyof StoredResidence] ?? null]));
    const values = { before, after: { ...patch, $peopleId: stored.peopleId } };
    changes.push(updated('residences', stored.id, values, { before: stored.lineage, after: added }));
  }
  return changes;
}

async function endHomes(ctx: WriteCtx, source: Source, ends: HomePlan['ends']): Promise<Change[]> {
  for (const [on, sameDay] of Map.groupBy(ends, (one) => one.on)) {
    for (const part of inParts(sameDay.map(({ stored }) => stored.id))) {
      await ctx.db
        .updateTable('residences')
        .set((eb) => ({ toOn: eb.fn('greatest', [eb.ref('fromOn'), eb.cast<string>(eb.val(on), 'date')]) }))
        .where('communityId', '=', source.communityId)
        .where('id', 'in', [...part])
        .execute();
    }
  }
  return ends.map(({ stored, on }) => ({
    noun: 'residences',
    rowId: stored.id,
    kind: 'ended',
    before: { toOn: null, peopleId: stored.peopleId, address: stored.address },
    after: { toOn: on },
  }));
}

/** Writes where people live as it was planned. */
export async function writeHomes(
  ctx: WriteCtx,
  source: Source,
  plan: HomePlan,
  householdOf: (link: HomeLink) => string | null,
): Promise<readonly Change[]> {
  return [
    ...(await endHomes(ctx, source, plan.ends)),
    ...(await insertHomes(ctx, source, plan.inserts, householdOf)),
    ...(await patchHomes(ctx, source, plan.matches, householdOf)),
  ];
}
