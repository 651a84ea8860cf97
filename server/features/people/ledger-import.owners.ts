import type { LedgerHouse } from '../../../domain/registry/ledger/ledger-result.ts';
import { isOwner } from '../../../domain/registry/ledger-intake/home-words.ts';
import { sameName } from '../../../domain/registry/ledger-intake/merge-record.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import type { Change } from '../../registry/changes.ts';
import type { HomeLink } from './ledger-import.homes.ts';
import { inParts, lineageOf, type Source } from './ledger-import.source.ts';

interface StoredOwner {
  readonly houseId: string;
  readonly peopleId: string | null;
  readonly name: string | null;
}

interface OwnerDraft {
  readonly houseId: string;
  readonly peopleId: string | null;
  /** An owner known by name alone: an organisation, or somebody the ledger gives no number of. */
  readonly name: string | null;
  readonly certificateNo: string | null;
  readonly cell: string;
}

async function storedOwners(
  ctx: WriteCtx,
  communityId: number,
  houses: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredOwner[]>> {
  const found: StoredOwner[] = [];
  for (const part of inParts(houses)) {
    const rows = await ctx.db
      .selectFrom('ownerships')
      .leftJoin('people', (join) =>
        join.onRef('people.communityId', '=', 'ownerships.communityId').onRef('people.id', '=', 'ownerships.peopleId'),
      )
      .where('ownerships.communityId', '=', communityId)
      .where('ownerships.houseId', 'in', [...part])
      .where('ownerships.toOn', 'is', null)
      .select(({ fn, ref }) => [
        'ownerships.houseId',
        'ownerships.peopleId',
        fn.coalesce('people.name', ref('ownerships.organisationName')).as('name'),
      ])
      .execute();
    found.push(...rows);
  }
  return Map.groupBy(found, (one) => one.houseId);
}

function draftsOf(
  links: readonly HomeLink[],
  houses: readonly LedgerHouse[],
  houseIdOf: ReadonlyMap<string, string>,
): OwnerDraft[] {
  const certificates = new Map(
    houses.map((house) => [houseIdOf.get(house.key) ?? '', house.texts.certificateNumber?.slice(0, 60) ?? null]),
  );
  const people = links
    .filter((link) => isOwner(link.residence, link.person))
    .map(
      ({ houseId, peopleId, residence }): OwnerDraft => ({
        houseId,
        peopleId,
        name: null,
        certificateNo: certificates.get(houseId) ?? null,
        cell: `${residence.sheet}!${residence.row}`,
      }),
    );
  const linked = Map.groupBy(links, (link) => link.houseId);
  const named = houses.flatMap((house): OwnerDraft[] => {
    const houseId = houseIdOf.get(house.key);
    const name = house.texts.ownerName?.slice(0, 80);
    if (!houseId || !name) return [];
    const own = linked.get(houseId)?.find((link) => sameName(link.person.name, name));
    const certificateNo = certificates.get(houseId) ?? null;
    return [
      {
        houseId,
        peopleId: own?.peopleId ?? null,
        name: own ? null : name,
        certificateNo,
        cell: `${house.sheet}!${house.row}`,
      },
    ];
  });
  return [...people, ...named];
}

const isStored = (draft: OwnerDraft, stored: readonly StoredOwner[], nameOf: ReadonlyMap<string, string>): boolean =>
  stored.some((one) => {
    if (draft.peopleId !== null && one.peopleId === draft.peopleId) return true;
    const name = draft.name ?? nameOf.get(draft.peopleId ?? '');
    return one.name !== null && name !== undefined && sameName(one.name, name);
  });

/** Writes who owns the homes, as far as the ledger says and nobody has said so before. Several owners of one home share it alike. */
export async function takeOwners(
  ctx: WriteCtx,
  source: Source,
  links: readonly HomeLink[],
  { houses, houseIdOf }: { readonly houses: readonly LedgerHouse[]; readonly houseIdOf: ReadonlyMap<string, string> },
): Promise<readonly Change[]> {
  const drafts = draftsOf(links, houses, houseIdOf);
  const stored = await storedOwners(ctx, source.communityId, [...new Set(drafts.map((draft) => draft.houseId))]);
  const nameOf = new Map(links.map((link) => [link.peopleId, link.person.name]));
  const fresh = [
    ...new Map(
      drafts
        .filter((draft) => !isStored(draft, stored.get(draft.houseId) ?? [], nameOf))
        .map((draft) => [`${draft.houseId} ${draft.peopleId ?? draft.name}`, draft]),
    ).values(),
  ];
  const perHouse = Map.groupBy(fresh, (draft) => draft.houseId);
  const rows = fresh.map((draft) => ({ draft, id: ctx.newId() }));
  for (const part of inParts(rows)) {
    await ctx.db
      .insertInto('ownerships')
      .values(
        part.map(({ draft, id }) => ({
          communityId: source.communityId,
          id,
          houseId: draft.houseId,
          peopleId: draft.peopleId,
          organisationName: draft.name,
          shareNum: 1,
          shareDen: perHouse.get(draft.houseId)?.length ?? 1,
          certificateNo: draft.certificateNo,
          lineage: jsonb({ owner: lineageOf(source, draft.cell) }),
          createdAt: ctx.now,
        })),
      )
      .execute();
  }
  return rows.map(({ draft: { houseId, peopleId, name }, id }) => ({
    noun: 'ownerships',
    rowId: id,
    kind: 'created',
    before: {},
    after: { houseId, peopleId, name },
  }));
}
