import { sql } from 'kysely';
import type { WriteTx } from '../../kit/db/client.ts';
import { jsonb } from '../../kit/db/jsonb.ts';

interface UnitToPut {
  readonly id: string;
  readonly kind: string;
  readonly areaId: number;
  readonly name: string;
  readonly shortName: string;
}

interface AreaWithoutUnits {
  readonly id: number;
  readonly kind: 'district' | 'street' | 'community';
  readonly name: string;
  readonly parentId: number | null;
}

/** Districts, streets and communities that no organisation belongs to yet; zones that stand in a list for statistics alone are left out. */
export async function areasWithoutUnits(db: WriteTx, today: string): Promise<readonly AreaWithoutUnits[]> {
  const { rows } = await sql<AreaWithoutUnits>`
    select a.id, a.kind, v.name, v.parent_id
    from areas a
    join area_versions v on v.area_id = a.id and v.valid_from <= ${today}::date and (v.valid_to is null or v.valid_to > ${today}::date)
    where a.kind in ('district', 'street', 'community') and v.details ->> 'isPseudo' is null
      and not exists (select from organisations o where o.area_id = a.id)
    order by a.id`.execute(db);
  return rows;
}

const chunk = 500;

/** Puts units that are in force from a day on, where nobody is signed in: the start of an installation. */
export async function putUnits(
  { db, now }: { readonly db: WriteTx; readonly now: string },
  units: readonly UnitToPut[],
  from: string,
): Promise<void> {
  for (let at = 0; at < units.length; at += chunk) {
    const rows = units.slice(at, at + chunk);
    await db
      .insertInto('organisations')
      .values(rows.map((unit) => ({ ...unit, validFrom: from })))
      .execute();
    await db
      .insertInto('organisationVersions')
      .values(
        rows.map(({ id, areaId, name, shortName }) => ({
          organisationId: id,
          validFrom: from,
          areaId,
          name,
          shortName,
          madeBy: jsonb({ kind: 'system', name: 'linli' }),
          madeAt: now,
        })),
      )
      .execute();
  }
}
