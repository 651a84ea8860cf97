import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { catalogueRoutes, DutyRow } from '../../../contract/catalogue.ts';
import type { Text } from '../../../domain/text.ts';
import { holdsOver } from '../../access/scope.ts';
import type { AreaNode } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { bigints } from '../../kit/db/lists.ts';
import { unitNames } from './catalogue.queries.ts';
import { concernedAreas } from './catalogue-scope.ts';

type AnyCtx = ReadCtx | WriteCtx;
type DutyQuery = z.output<(typeof catalogueRoutes)['GET /catalogue/duties']['query']>;

const mostRows = 500;

/** What a duty says, by which its stamp is made: equal content is no change. */
export interface DutyContent {
  readonly leadOrganisationId: string;
  readonly helperOrganisationIds: readonly string[];
  readonly basis: string | null;
}

/** The stamp of a content: a change based on another one is refused. */
export function stampOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22);
}

/** The stamp of a row of the duty list. */
export function dutyStamp({ leadOrganisationId, helperOrganisationIds, basis }: DutyContent): string {
  return stampOf([leadOrganisationId, helperOrganisationIds, basis]);
}

interface StoredDuty extends DutyContent {
  readonly id: string;
  readonly categoryId: number;
  readonly categoryName: Text;
  readonly areaId: number;
}

/** How the tree's levels are ordered in lists. */
const levels: readonly AreaNode['kind'][] = ['district', 'street', 'community', 'grid', 'building', 'unit'];

/** Rows of the duty list that concern the reader: by category, by an area and everything under it, by unit; the widest areas first. */
export async function listDuties(ctx: ReadCtx, query: DutyQuery): Promise<{ items: DutyRow[]; isCut: boolean }> {
  const concerned = await concernedAreas(ctx);
  const { tree } = concerned;
  const under = query.areaId === undefined ? undefined : tree.subtreeOf(query.areaId).map((node) => node.id);
  const { rows } = await sql<StoredDuty>`
    select d.id, d.category_id, c.name as category_name, d.area_id, d.lead_organisation_id, d.helper_organisation_ids, d.basis
    from duties d
    join categories c on c.id = d.category_id
    join areas a on a.id = d.area_id
    where ${query.categoryId === undefined ? sql`true` : sql`d.category_id = ${query.categoryId}`}
      and ${concerned.ids === undefined ? sql`true` : sql`d.area_id = any (${bigints(concerned.ids)})`}
      and ${under === undefined ? sql`true` : sql`d.area_id = any (${bigints(under)})`}
      and ${
        query.unitId === undefined
          ? sql`true`
          : sql`(d.lead_organisation_id = ${query.unitId}::uuid or ${query.unitId}::uuid = any (d.helper_organisation_ids))`
      }
    order by array_position(${sql`${`{${levels.join(',')}}`}::text[]`}, a.kind), d.area_id, c.position, c.id
    limit ${mostRows + 1}
  `.execute(ctx.db);
  const page = rows.slice(0, mostRows);
  const names = await unitNames(
    ctx,
    page.flatMap((row) => [row.leadOrganisationId, ...row.helperOrganisationIds]),
  );
  const items = page.map((row) => ({
    id: row.id,
    categoryId: row.categoryId,
    categoryName: row.categoryName,
    area: areaOf(tree.byId.get(row.areaId), row.areaId),
    lead: names(row.leadOrganisationId),
    helpers: row.helperOrganisationIds.map(names),
    basis: row.basis,
    stamp: dutyStamp(row),
    mayChange: holdsOver(tree, ctx.actor, 'catalogue.manage', row.areaId),
  }));
  return { items, isCut: rows.length > mostRows };
}

/** An area as lists name it; one that was closed since keeps its number. */
export function areaOf(node: AreaNode | undefined, id: number): { id: number; kind: string; name: string } {
  return { id, kind: node?.kind ?? 'area', name: node?.name ?? `#${id}` };
}

/** How many rows of the duty list concern the reader, by category. */
export async function countDuties(ctx: AnyCtx): Promise<ReadonlyMap<number, number>> {
  const { ids } = await concernedAreas(ctx);
  const { rows } = await sql<{ categoryId: number; count: number }>`
    select category_id, count(*)::int as count from duties
    where ${ids === undefined ? sql`true` : sql`area_id = any (${bigints(ids)})`}
    group by category_id
  `.execute(ctx.db);
  return new Map(rows.map((row) => [row.categoryId, row.count]));
}
