import { sql } from 'kysely';
import type { ReadTx } from '../../kit/db/client.ts';

/** An open matter whose place belongs to another grid than the one it is in. */
interface Strayed {
  readonly communityId: number;
  readonly caseId: string;
  readonly gridId: number;
}

/** Open matters that are to go with their building to the grid that has it on a day, or from a merged grid to the one that took it in. */
export async function listStrayed(db: ReadTx, day: string): Promise<readonly Strayed[]> {
  const { rows } = await sql<Strayed>`
          select c.community_id, c.id as case_id, coalesce(grid.area_id, (gone.details ->> 'mergedInto')::bigint) as grid_id
          from cases c
          left join area_versions b on b.area_id = c.building_id and b.valid_from <= ${day}::date and (b.valid_to is null or b.valid_to > ${day}::date)
          left join areas g on g.id = b.parent_id and g.kind = 'grid'
          left join area_versions grid on grid.area_id = g.id and grid.valid_from <= ${day}::date and (grid.valid_to is null or grid.valid_to > ${day}::date)
          left join area_versions gone on c.building_id is null and gone.area_id = c.grid_id and gone.valid_to <= ${day}::date and gone.details ? 'mergedInto'
          where c.phase <> 'closed' and coalesce(grid.area_id, (gone.details ->> 'mergedInto')::bigint) <> c.grid_id
          order by c.community_id, c.id`.execute(db);
  return rows;
}
