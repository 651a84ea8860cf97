import type { CategoryDetail, CategoryItem, catalogueRoutes } from '../../../contract/catalogue.ts';
import type { AnswerOf } from '../../../contract/route.ts';
import { basisKey, basisText } from '../../../domain/case/basis.ts';
import type { CategoryRule } from '../../../domain/case/category.ts';
import { inheritRule, ownCategoryRule } from '../../../domain/case/category-own.ts';
import type { CaseType, CaseTypes } from '../../../domain/case/define.ts';
import { limitsOf } from '../../../domain/case/type-limits.ts';
import { refuse } from '../../../domain/refusals.ts';
import { type Text, text } from '../../../domain/text.ts';
import { areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { allCategories, type CategoryRow, categoryChain } from './catalogue.queries.ts';
import { mayManageAll } from './catalogue-scope.ts';
import { countDuties } from './duties.queries.ts';

type Answer<K extends keyof typeof catalogueRoutes> = AnswerOf<(typeof catalogueRoutes)[K]>;

/** Categories by id, and the way from the root down to each; closed where anything above it is. */
function treeOf(rows: readonly CategoryRow[]) {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const chainOf = (row: CategoryRow): CategoryRow[] => {
    const parent = row.parentId === null ? undefined : byId.get(row.parentId);
    return parent ? [...chainOf(parent), row] : [row];
  };
  const ruleOf = (row: CategoryRow) => inheritRule(chainOf(row).map((one) => one.rule));
  return { chainOf, ruleOf, isOpen: (row: CategoryRow) => chainOf(row).every((one) => one.isOpen) };
}

const shared = ({ id, parentId, caseType, name, position }: CategoryRow) => ({
  id,
  parentId,
  caseType,
  name,
  position,
});

/** Every category for staff. */
export async function listCategories(ctx: ReadCtx): Promise<Answer<'GET /catalogue'>> {
  const rows = await allCategories(ctx);
  const tree = treeOf(rows);
  const counts = await countDuties(ctx);
  const items = rows.map((row) => itemOf(row, tree.ruleOf(row).icon, counts.get(row.id)));
  return { items, mayManage: mayManageAll(await areaTree(ctx), ctx) };
}

function itemOf(row: CategoryRow, icon: string | undefined, dutyCount = 0): CategoryItem {
  return { ...shared(row), code: row.code, isOpen: row.isOpen, icon: icon ?? null, dutyCount };
}

/** Open categories as the portal needs them: nothing of units and limits. */
export async function publicCategories(ctx: ReadCtx): Promise<Answer<'GET /catalogue/public'>> {
  const rows = await allCategories(ctx);
  const tree = treeOf(rows);
  const items = rows.filter(tree.isOpen).map((row) => {
    const { icon, photo, photoWhy, questions, stoppers, outOfScope } = tree.ruleOf(row);
    return {
      ...shared(row),
      icon: icon ?? null,
      photo,
      ...(photoWhy ? { photoWhy } : {}),
      questions,
      stoppers,
      outOfScope,
    };
  });
  return { items };
}

/** Open categories with the rule that holds for each: the phone decides by them. */
export async function effectiveCategories(ctx: ReadCtx): Promise<Answer<'GET /catalogue/effective'>> {
  const rows = await allCategories(ctx);
  const tree = treeOf(rows);
  return { items: rows.filter(tree.isOpen).map((row) => ({ ...shared(row), code: row.code, rule: tree.ruleOf(row) })) };
}

/** One category: its own words, what holds, and what the case type says where it is silent. Refuses catalogue.unknown-category. */
export async function getCategory(ctx: ReadCtx, types: CaseTypes, id: number): Promise<CategoryDetail> {
  const chain = await categoryChain(ctx, id);
  const own = chain.at(-1);
  if (!own) throw refuse('catalogue.unknown-category');
  const words = chain.map((row) => row.rule);
  const rule = inheritRule(words);
  const counts = await countDuties(ctx);
  return {
    ...itemOf(own, rule.icon, counts.get(id)),
    own: ownCategoryRule.parse(own.rule),
    rule,
    inherited: inheritRule(words.slice(0, -1)),
    typeLimits: typeLimits(types[own.caseType]),
    path: chain.map((row) => ({ id: row.id, name: row.name })),
    version: own.version,
    updatedAt: own.updatedAt,
    mayChange: mayManageAll(await areaTree(ctx), ctx),
  };
}

function typeLimits(type: CaseType | undefined): CategoryDetail['typeLimits'] {
  if (!type) return [];
  return limitsOf(type).map(({ key, label, declared }) => {
    const basis = basisText(basisKey(declared.basis));
    return {
      key,
      label,
      limit: {
        unit: declared.limit.unit,
        n: declared.limit.n,
        ...(declared.limit.hours ? { hours: declared.limit.hours } : {}),
      },
      basis: basis
        ? text(`${basis.title.zh}：${basis.words.zh}`, `${basis.title.en}: ${basis.words.en}`)
        : text('', ''),
      isCeiling: declared.isCeiling === true,
    };
  });
}

/** A category of common places: its name, what it belongs to, and its rule. */
export interface CommonCategory {
  readonly id: number;
  readonly parentId: number | null;
  readonly name: Text;
  readonly rule: CategoryRule;
}

/** The categories of which others may be shown that something is known: of common places, and no secret. */
export async function commonCategories(ctx: ReadCtx | WriteCtx): Promise<ReadonlyMap<number, CommonCategory>> {
  const rows = await allCategories(ctx);
  const tree = treeOf(rows);
  const common = rows.flatMap((row): CommonCategory[] => {
    const rule = tree.ruleOf(row);
    return rule.isCommon && !rule.isPrivate ? [{ id: row.id, parentId: row.parentId, name: row.name, rule }] : [];
  });
  return new Map(common.map((one) => [one.id, one]));
}

/** Whether somebody may change what holds for the whole installation: categories, and what is built on them. */
export async function mayManageCatalogue(ctx: ReadCtx | WriteCtx): Promise<boolean> {
  return mayManageAll(await areaTree(ctx), ctx);
}
