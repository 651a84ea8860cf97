import { sql } from 'kysely';
import { z } from 'zod';
import type { ResourceUse } from '../../../contract/resources.ts';
import { toRef } from '../../../contract/shapes.ts';
import { stageOf } from '../../../domain/case/decide.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import type { Outcome } from '../../../domain/case/state.ts';
import type { ResourceUnit } from '../../../domain/resources/promise.ts';
import { holdsOver } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import { caseRows } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { placedRows, resourceRows } from './resources-scope.queries.ts';

interface UseRow {
  readonly id: string;
  readonly communityId: number;
  readonly caseId: string;
  readonly amount: number;
  readonly unit: ResourceUnit;
  readonly usedOn: string;
  readonly madeAt: string;
  readonly releasedAt: string | null;
  readonly resourceTitle: string;
  readonly organisationName: string;
  readonly needTitle: string;
  readonly needAreaId: number;
  readonly type: string | null;
  readonly number: string | null;
  readonly stage: string | null;
  readonly outcome: Outcome | null;
}

/** A matter that ended without having been done: what was promised for it may be given back. */
export const cameToNothing = (outcome: Outcome | null): boolean => outcome !== null && outcome !== 'solved';

const newestFirst = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

interface Asked {
  readonly areaId?: number | undefined;
  readonly resourceId?: string | undefined;
  readonly needId?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** 项目清单: what was agreed around the asker, the newest first, each with the matter it is followed as. */
export async function listUses(types: CaseTypes, ctx: ReadCtx, asked: Asked) {
  const tree = await areaTree(ctx);
  const place = fromCursor(asked.cursor, newestFirst);
  const placed = await placedRows(ctx, 'n', asked.areaId);
  const promised = asked.areaId === undefined ? sql`or ${await resourceRows(ctx)}` : sql``;
  const { rows } = await sql<UseRow>`
    select u.id, u.community_id, u.case_id, u.amount, r.unit, u.used_on, u.made_at, u.released_at, r.title as resource_title,
      o.name as organisation_name, n.title as need_title, n.area_id as need_area_id, cases.type, cases.number, cases.stage, cases.outcome
    from resource_uses u
    join resources r on r.id = u.resource_id
    join organisations o on o.id = r.organisation_id
    join resource_needs n on n.id = u.need_id
    left join cases on cases.community_id = u.community_id and cases.id = u.case_id and ${await caseRows(ctx)}
    where (${placed} ${promised})
      ${asked.resourceId ? sql`and u.resource_id = ${asked.resourceId}` : sql``}
      ${asked.needId ? sql`and u.need_id = ${asked.needId}` : sql``}
      ${place ? sql`and (u.made_at, u.id) < (${place[0]}::timestamptz, ${place[1]}::uuid)` : sql``}
    order by u.made_at desc, u.id desc limit ${asked.limit + 1}`.execute(ctx.db);
  const { items, next } = pageUp(rows, asked.limit, (row) => [row.madeAt, row.id]);
  const view = (row: UseRow): ResourceUse => {
    const mayManage = holdsOver(tree, ctx.actor, 'cases.dispatch', row.needAreaId);
    return {
      id: row.id,
      resource: { title: row.resourceTitle, organisationName: row.organisationName },
      need: { title: row.needTitle, areaName: tree.byId.get(row.needAreaId)?.name ?? '' },
      amount: row.amount,
      unit: row.unit,
      on: row.usedOn,
      isReleased: row.releasedAt !== null,
      matter: matterOf(types, row),
      mayRelease: mayManage && row.releasedAt === null && cameToNothing(row.outcome),
    };
  };
  return { items: items.map(view), ...(next ? { next } : {}) };
}

function matterOf(types: CaseTypes, row: UseRow): ResourceUse['matter'] {
  const type = row.type === null ? undefined : types[row.type];
  if (!type || row.number === null || row.stage === null) return null;
  return {
    ref: toRef(row.communityId, row.caseId),
    number: row.number,
    stageLabel: stageOf(type, row.stage).label,
    isClosed: row.outcome !== null,
  };
}
