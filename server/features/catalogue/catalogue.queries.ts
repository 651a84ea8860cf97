import { sql } from 'kysely';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { type CategoryRule, plainCategory } from '../../../domain/case/category.ts';
import { inheritRule, type OwnCategoryRuleInput } from '../../../domain/case/category-own.ts';
import {
  type Duty,
  type RoutingAnswer,
  type RoutingRule,
  type RoutingSends,
  route,
  routingSends,
  routingTimes,
} from '../../../domain/case/routing.ts';
import type { Routing } from '../../../domain/case/world.ts';
import type { Position, Shape } from '../../../domain/geometry/shapes.ts';
import { refuse } from '../../../domain/refusals.ts';
import { fill, type Text, text } from '../../../domain/text.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { bigints } from '../../kit/db/lists.ts';
import { loadCalendar } from '../calendar/calendar.queries.ts';

type AnyCtx = ReadCtx | WriteCtx;

/** A row of categories as it is stored: `rule` holds its own words alone. */
export interface CategoryRow {
  readonly id: number;
  readonly parentId: number | null;
  readonly caseType: string;
  readonly code: string;
  readonly name: Text;
  readonly position: number;
  readonly isOpen: boolean;
  readonly rule: OwnCategoryRuleInput;
  readonly version: number;
  readonly updatedAt: string;
}

/** A category with the rule that holds for it. */
export interface LoadedCategory {
  readonly id: number | null;
  readonly name: Text | null;
  /** The case type it opens; null where no category is chosen yet. */
  readonly caseType: string | null;
  readonly isOpen: boolean;
  readonly rule: CategoryRule;
  /** Of its own words. */
  readonly version: number | null;
}

const uncategorised: LoadedCategory = {
  id: null,
  name: null,
  caseType: null,
  isOpen: true,
  rule: plainCategory,
  version: null,
};

/** A category and those above it, from the root down; empty if there is none of that id. */
export async function categoryChain(ctx: AnyCtx, id: number): Promise<readonly CategoryRow[]> {
  const { rows } = await sql<CategoryRow>`
    with recursive up as (
      select c.*, 0 as depth from categories c where c.id = ${id}
      union all
      select c.*, up.depth + 1 from categories c join up on c.id = up.parent_id
    )
    select id, parent_id, case_type, code, name, position, is_open, rule, version, updated_at from up order by depth desc
  `.execute(ctx.db);
  return rows;
}

/** A category with its parents' rules where it is silent; with null, what holds before a category is chosen. Refuses catalogue.unknown-category. */
export async function loadCategory(ctx: AnyCtx, id: number | null): Promise<LoadedCategory> {
  if (id === null) return uncategorised;
  const chain = await categoryChain(ctx, id);
  const own = chain.at(-1);
  if (!own) throw refuse('catalogue.unknown-category');
  return {
    id,
    name: own.name,
    caseType: own.caseType,
    isOpen: chain.every((row) => row.isOpen),
    rule: inheritRule(chain.map((row) => row.rule)),
    version: own.version,
  };
}

/** Every category in the order of the tree's levels and positions. */
export async function allCategories(ctx: AnyCtx): Promise<readonly CategoryRow[]> {
  const { rows } = await sql<CategoryRow>`
    select id, parent_id, case_type, code, name, position, is_open, rule, version, updated_at
    from categories order by position, id
  `.execute(ctx.db);
  return rows;
}

/** The categories whose matters are sealed, by their own word or that of the nearest above them which says one: shown to nobody who does not work on them, nor to other platforms. */
export async function sealedCategories(ctx: AnyCtx): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    with recursive down as (
      select id, coalesce((rule->>'isPrivate')::boolean, ${plainCategory.isPrivate}) as is_private from categories where parent_id is null
      union all
      select c.id, coalesce((c.rule->>'isPrivate')::boolean, down.is_private) from categories c join down on down.id = c.parent_id
    )
    select id from down where is_private order by id`.execute(ctx.db);
  return rows.map(({ id }) => id);
}

/** What routing is asked. */
export interface RoutingAsk {
  readonly categoryId: number | null;
  readonly areaId: number;
  readonly point?: Position | null;
  /** The moment it is asked for; now unless told. */
  readonly at?: string;
}

/** Routing with its reason in both languages. */
export interface ResolvedRouting extends Routing {
  readonly whyText: Text;
  readonly by: 'rule' | 'duty';
  /** What the rule says of urgency; absent: as it was reported. */
  readonly urgency?: 'normal' | 'urgent';
}

interface RuleRow extends Omit<RoutingRule, 'times' | 'sends'> {
  readonly times: unknown;
  readonly sends: unknown;
}

/** A stored rule with its jsonb read. */
function toRule(row: RuleRow): RoutingRule {
  return {
    ...row,
    polygon: row.polygon as Shape | null,
    times: routingTimes.parse(row.times),
    sends: routingSends.parse(row.sends),
  };
}

/** The rules of some areas. */
export async function rulesOf(ctx: AnyCtx, areaPath: readonly number[]): Promise<readonly RoutingRule[]> {
  const { rows } = await sql<RuleRow>`
    select id, name, area_id, position, category_ids, polygon, times, sends, is_on
    from routing_rules where area_id = any (${bigints(areaPath)}) order by area_id, position
  `.execute(ctx.db);
  return rows.map(toRule);
}

async function dutiesOf(ctx: AnyCtx, areaPath: readonly number[], path: readonly number[]): Promise<readonly Duty[]> {
  const { rows } = await sql<Duty>`
    select id, category_id, area_id, lead_organisation_id, helper_organisation_ids, basis
    from duties where category_id = any (${bigints(path)}) and area_id = any (${bigints(areaPath)})
  `.execute(ctx.db);
  return rows;
}

interface UnitRow {
  readonly id: string;
  readonly name: string;
  readonly isInForce: boolean;
}

/** Units by their ids with whether they are in force today; one that is not there any more says so. */
export async function unitNames(ctx: AnyCtx, ids: readonly string[]): Promise<(id: string) => UnitRow> {
  const day = businessDay(ctx.now);
  const { rows } = await sql<UnitRow>`
    select id, name, (valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)) as is_in_force
    from organisations where id = any (${`{${[...new Set(ids)].join(',')}}`}::uuid[])
  `.execute(ctx.db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return (id) => byId.get(id) ?? { id, name: '', isInForce: false };
}

const unitsOf = (rules: readonly RoutingRule[], duties: readonly Duty[]): readonly string[] => [
  ...rules.flatMap(({ sends }) => [sends.leadOrganisationId, ...sends.helperOrganisationIds]),
  ...duties.flatMap((duty) => [duty.leadOrganisationId, ...duty.helperOrganisationIds]),
];

const ruleWhy = text('分派规则“{rule}”（{area}）', 'Routing rule “{rule}” ({area})');
const dutyWhy = text('职责清单：{category}，{area}', 'Duty list: {category}, {area}');
const dutyWhyBasis = text('职责清单：{category}，{area}（{basis}）', 'Duty list: {category}, {area} ({basis})');
const nobodyWhy = text('没有对应的规则和职责，由派遣人员确定。', 'No rule and no duty holds; the dispatcher decides.');

/** The answer of the rules with all that is needed to show it. */
export interface ExplainedRouting {
  readonly answer: RoutingAnswer;
  readonly why: Text;
  readonly unit: (id: string) => UnitRow;
  readonly tree: AreaTree;
}

/** Who would get a matter and why, with every rule that was tried. Refuses catalogue.unknown-category, request.not-found for the area. */
export async function explainRouting(ctx: AnyCtx, ask: RoutingAsk): Promise<ExplainedRouting> {
  const tree = await areaTree(ctx);
  const areaPath = tree.ancestorsOf(ask.areaId).map((node) => node.id);
  if (areaPath.length === 0) throw refuse('request.not-found');
  const chain = ask.categoryId === null ? [] : await categoryChain(ctx, ask.categoryId);
  if (ask.categoryId !== null && chain.length === 0) throw refuse('catalogue.unknown-category');
  const categoryPath = chain.map((row) => row.id).reverse();
  const [rules, duties] = [await rulesOf(ctx, areaPath), await dutiesOf(ctx, areaPath, categoryPath)];
  const unit = await unitNames(ctx, unitsOf(rules, duties));
  const answer = route(
    { categoryPath, areaPath, point: ask.point ?? null, at: ask.at ?? ctx.now },
    { rules, duties, calendar: await loadCalendar(ctx), isInForce: (id) => unit(id).isInForce },
  );
  const areaName = (id: number): string => tree.byId.get(id)?.name ?? '';
  return { answer, why: whyOf(answer, chain, areaName), unit, tree };
}

function whyOf(answer: RoutingAnswer, chain: readonly CategoryRow[], areaName: (id: number) => string): Text {
  if (answer.by === 'nobody') return nobodyWhy;
  if (answer.by === 'rule') return fill(ruleWhy, { rule: answer.rule.name, area: areaName(answer.rule.areaId) });
  const { duty } = answer;
  const category = chain.find((row) => row.id === duty.categoryId)?.name ?? text('', '');
  return fill(duty.basis ? dutyWhyBasis : dutyWhy, { category, area: areaName(duty.areaId), basis: duty.basis });
}

/** The helpers that are in force and not the lead itself. */
export function helpersOf(sends: RoutingSends | Duty, unit: (id: string) => UnitRow): readonly string[] {
  return sends.helperOrganisationIds.filter((id) => unit(id).isInForce && id !== sends.leadOrganisationId);
}

/** Whom a matter is sent to, and why: the first routing rule that holds, else the duty list's nearest row; null leaves it to the dispatcher. */
export async function resolveRouting(ctx: AnyCtx, ask: RoutingAsk): Promise<ResolvedRouting | null> {
  const { answer, why, unit } = await explainRouting(ctx, ask);
  if (answer.by === 'nobody') return null;
  const sends: RoutingSends | Duty = answer.by === 'rule' ? answer.rule.sends : answer.duty;
  return {
    by: answer.by,
    leadOrganisationId: sends.leadOrganisationId,
    helperOrganisationIds: helpersOf(sends, unit),
    why: why.zh,
    whyText: why,
    ...(answer.by === 'rule' && answer.rule.sends.urgency ? { urgency: answer.rule.sends.urgency } : {}),
  };
}
