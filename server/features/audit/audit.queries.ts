import { sql } from 'kysely';
import { z } from 'zod';
import type { AuditRow } from '../../../contract/audit.ts';
import { areaTree } from '../../access/tree.ts';
import { scopeFor } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';

export interface AuditConditions {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly action?: string | undefined;
  readonly noun?: string | undefined;
  readonly userId?: string | undefined;
  readonly name?: string | undefined;
  readonly rowId?: string | undefined;
  readonly personId?: string | undefined;
}

export interface AuditFilter extends AuditConditions {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const place = z.tuple([z.iso.datetime(), z.uuid()]);

/**
 * The audit of the areas this actor audits, newest first; what belongs to no area (sign-in, users) only for those who audit the
 * whole, and what concerns sealed cases for nobody: no area has their storage's id. The look itself is audited.
 */
export async function listAudit(ctx: ReadCtx, filter: AuditFilter): Promise<{ items: AuditRow[]; next?: string }> {
  const after = fromCursor(filter.cursor, place);
  const found = await readAudit(ctx, filter, after, filter.limit + 1);
  const { cursor: _, limit: __, ...asked } = filter;
  ctx.audit({ action: 'audit.read', noun: 'audit', details: { ...asked } });
  return pageUp(found, filter.limit, (row) => [row.at, row.id]);
}

/** Rows of the audit that fit and come after a place in it, the newest first. */
export async function readAudit(
  ctx: ReadCtx,
  filter: AuditConditions,
  after: z.output<typeof place> | undefined,
  limit: number,
): Promise<AuditRow[]> {
  let rows = (await visibleAudit(ctx))
    .select(['id', 'at', 'actor', 'action', 'noun', 'communityId', 'rowId', 'personId'])
    .select(['reason', 'details', 'requestId', 'batchId']);
  if (filter.from !== undefined) rows = rows.where('at', '>=', filter.from);
  if (filter.to !== undefined) rows = rows.where('at', '<', filter.to);
  if (filter.action !== undefined) rows = rows.where('action', '=', filter.action);
  if (filter.noun !== undefined) rows = rows.where('noun', '=', filter.noun);
  if (filter.rowId !== undefined) rows = rows.where('rowId', '=', filter.rowId);
  if (filter.personId !== undefined) rows = rows.where('personId', '=', filter.personId);
  if (filter.userId !== undefined) rows = rows.where(sql<boolean>`actor ->> 'userId' = ${filter.userId}`);
  if (filter.name) rows = rows.where(sql<boolean>`actor ->> 'name' = ${filter.name}`);
  if (after) rows = rows.where(sql<boolean>`(at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`);
  const found = await rows.orderBy('at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return found as AuditRow[];
}

async function visibleAudit(ctx: ReadCtx) {
  const tree = await areaTree(ctx);
  const scope = await scopeFor(ctx, 'audit.read');
  const listed = [...scope.whole, ...scope.partStorage];
  const seesRoot = listed.some((id) => tree.byId.get(id)?.parentId === null);
  const rows = ctx.db.selectFrom('auditRows');
  const storage = sql<number[]>`${`{${listed.join(',')}}`}::bigint[]`;
  return seesRoot
    ? rows.where(sql<boolean>`(community_id is null or community_id = any (${storage}))`)
    : rows.where(sql<boolean>`community_id = any (${storage})`);
}
