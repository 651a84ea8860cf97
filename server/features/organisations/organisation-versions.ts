import type { DatedVersion } from '../../../domain/registry/dated.ts';
import type { OrganisationKind } from '../../../domain/registry/organisation-kinds.ts';
import type { ReadTx } from '../../kit/db/client.ts';

/** A version of an organisation as it is stored. */
export interface StoredOrganisationVersion extends DatedVersion {
  readonly organisationId: string;
  readonly parentId: string | null;
  readonly areaId: number;
  readonly name: string;
  readonly shortName: string | null;
  readonly creditCode: string | null;
  readonly phone: string | null;
  readonly reason: string | null;
  readonly madeBy: unknown;
  readonly madeAt: string;
}

/** An organisation with all its versions, oldest first. */
export interface StoredOrganisation {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly versions: readonly StoredOrganisationVersion[];
}

/** Reads organisations with all their versions. */
export async function readOrganisations(db: ReadTx, ids: readonly string[]): Promise<readonly StoredOrganisation[]> {
  if (ids.length === 0) return [];
  const heads = await db
    .selectFrom('organisations')
    .select(['id', 'kind'])
    .where('id', 'in', [...ids])
    .execute();
  const rows: readonly StoredOrganisationVersion[] = await db
    .selectFrom('organisationVersions')
    .selectAll()
    .where('organisationId', 'in', [...ids])
    .orderBy('organisationId')
    .orderBy('validFrom')
    .execute();
  const byId = Map.groupBy(rows, (row) => row.organisationId);
  return heads.map((head) => ({ id: head.id, kind: head.kind as OrganisationKind, versions: byId.get(head.id) ?? [] }));
}
