import { sql } from 'kysely';
import type { z } from 'zod';
import type { catalogueRoutes, RoutePreview, RuleList } from '../../../contract/catalogue.ts';
import type { RoutingMiss, RoutingRule } from '../../../domain/case/routing.ts';
import { refuse } from '../../../domain/refusals.ts';
import { type Text, text } from '../../../domain/text.ts';
import { holdsOver } from '../../access/scope.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { allCategories, explainRouting, helpersOf, rulesOf, unitNames } from './catalogue.queries.ts';
import { concernedAreas } from './catalogue-scope.ts';
import { areaOf, stampOf } from './duties.queries.ts';

type PreviewQuery = z.output<(typeof catalogueRoutes)['GET /catalogue/route-preview']['query']>;

/** The stamp of an area's list: its content in its order. */
export function rulesStamp(rules: readonly RoutingRule[]): string {
  return stampOf(
    rules.map(({ id, name, categoryIds, polygon, times, sends, isOn }) => [
      id,
      name,
      categoryIds,
      polygon,
      times,
      sends,
      isOn,
    ]),
  );
}

/** The rules of one area in order. Refuses access.outside-scope for areas that do not concern the reader. */
export async function listRules(ctx: ReadCtx, areaId: number): Promise<RuleList> {
  const concerned = await concernedAreas(ctx);
  const area = concerned.tree.byId.get(areaId);
  if (!area) throw refuse('request.not-found');
  if (!concerned.holds(areaId)) throw refuse('access.outside-scope');
  const rules = await rulesOf(ctx, [areaId]);
  const unit = await unitNames(
    ctx,
    rules.flatMap(({ sends }) => [sends.leadOrganisationId, ...sends.helperOrganisationIds]),
  );
  const names = new Map((await allCategories(ctx)).map((row) => [row.id, row.name]));
  return {
    area: areaOf(area, areaId),
    items: rules.map(({ id, name, categoryIds, polygon, times, sends, isOn }) => ({
      id,
      name,
      categoryIds: [...categoryIds],
      polygon: polygon as RuleList['items'][number]['polygon'],
      times,
      sends,
      isOn,
      lead: unit(sends.leadOrganisationId),
      helpers: sends.helperOrganisationIds.map(unit),
      categories: categoryIds.flatMap((categoryId) => {
        const found = names.get(categoryId);
        return found ? [{ id: categoryId, name: found }] : [];
      }),
    })),
    stamp: rulesStamp(rules),
    mayChange: holdsOver(concerned.tree, ctx.actor, 'catalogue.manage', areaId),
  };
}

/** Areas down to communities that concern the reader, and those below them that have rules. */
export async function listRuleAreas(ctx: ReadCtx) {
  const { tree, ids } = await concernedAreas(ctx);
  const { rows } = await sql<{ areaId: number; count: number }>`
    select area_id, count(*)::int as count from routing_rules group by area_id
  `.execute(ctx.db);
  const counts = new Map(rows.map((row) => [row.areaId, row.count]));
  const nodes = ids === undefined ? [...tree.byId.values()] : ids.flatMap((id) => tree.byId.get(id) ?? []);
  const isListed = (node: (typeof nodes)[number]) =>
    counts.has(node.id) || node.kind === 'district' || node.kind === 'street' || node.kind === 'community';
  return {
    items: nodes.filter(isListed).map((node) => ({
      ...areaOf(node, node.id),
      parentId: node.parentId,
      ruleCount: counts.get(node.id) ?? 0,
      mayChange: holdsOver(tree, ctx.actor, 'catalogue.manage', node.id),
    })),
  };
}

const missTexts: Readonly<Record<RoutingMiss, Text>> = {
  off: text('已停用', 'Switched off'),
  area: text('不在这个区域', 'Another area'),
  category: text('类别不符', 'Another category'),
  polygon: text('不在所画范围内', 'Outside the outline drawn'),
  'no-point': text('没有具体位置，不能判断是否在所画范围内', 'No point given, so the outline cannot be checked'),
  time: text('不在所定时间', 'Another time'),
  unit: text('主办单位已撤销', 'The lead unit is no longer in force'),
};

/** Who would get a matter of a category at a place and a moment, and why. @refuses access.outside-scope */
export async function previewRouting(ctx: ReadCtx | WriteCtx, query: PreviewQuery): Promise<RoutePreview> {
  if (!(await concernedAreas(ctx)).holds(query.areaId)) throw refuse('access.outside-scope');
  const { answer, why, unit, tree } = await explainRouting(ctx, {
    categoryId: query.categoryId ?? null,
    areaId: query.areaId,
    point: query.lon === undefined || query.lat === undefined ? null : [query.lon, query.lat],
    ...(query.at === undefined ? {} : { at: query.at }),
  });
  const sends = answer.by === 'rule' ? answer.rule.sends : answer.by === 'duty' ? answer.duty : undefined;
  return {
    by: answer.by,
    why,
    lead: sends ? unit(sends.leadOrganisationId) : null,
    helpers: sends ? helpersOf(sends, unit).map(unit) : [],
    urgency: (answer.by === 'rule' && answer.rule.sends.urgency) || null,
    tried: answer.tried.map(({ rule, miss }) => ({
      id: rule.id,
      name: rule.name,
      area: areaOf(tree.byId.get(rule.areaId), rule.areaId),
      miss,
      missText: miss === null ? null : missTexts[miss],
    })),
  };
}
