import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { catalogueCommands } from '../../../contract/catalogue.ts';
import { categoryFaults } from '../../../domain/case/category-faults.ts';
import { inheritRule, type OwnCategoryRule, type OwnCategoryRuleInput } from '../../../domain/case/category-own.ts';
import type { CaseType, CaseTypes } from '../../../domain/case/define.ts';
import { isAboveLaw, limitsOf, limitText } from '../../../domain/case/type-limits.ts';
import { ownKey } from '../../../domain/own-key.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { loadCalendar } from '../calendar/calendar.queries.ts';
import { type CategoryRow, categoryChain } from './catalogue.queries.ts';
import { assertManageAll } from './catalogue-scope.ts';

type Input<K extends keyof typeof catalogueCommands> = z.output<(typeof catalogueCommands)[K]['input']>;
type Changed = { id: number; version: number };

const mostLevels = 3;
/** One change of the catalogue's shape at a time: ids and places among sisters are given in order. */
const shapeLock = 7_205_117;

/** Adds a category after its sisters. @refuses catalogue.whole-district, unknown-category, parent-closed, too-deep, other-type, code-taken, limit-above-law */
export async function addCategory(
  ctx: WriteCtx,
  types: CaseTypes,
  input: Input<'catalogue.addCategory'>,
): Promise<Changed> {
  await assertManageAll(ctx);
  const type = ownKey(types, input.caseType);
  if (!type) throw refuse('case.unknown-type');
  await sql`select pg_advisory_xact_lock(${shapeLock})`.execute(ctx.db);
  const above = input.parentId === null ? [] : await categoryChain(ctx, input.parentId);
  const parent = above.at(-1);
  if (input.parentId !== null && !parent) throw refuse('catalogue.unknown-category');
  if (above.length >= mostLevels) throw refuse('catalogue.too-deep');
  if (parent && parent.caseType !== input.caseType) throw refuse('catalogue.other-type');
  const closed = above.find((row) => !row.isOpen);
  if (closed) throw refuse('catalogue.parent-closed', { name: closed.name });
  await assertRule(ctx, type, above, input.rule);
  const { rows } = await sql<{ id: number; position: number }>`
    select coalesce(max(id), 0) + 1 as id,
      coalesce(max(position) filter (where parent_id is not distinct from ${input.parentId}::bigint), -1) + 1 as position
    from categories
  `.execute(ctx.db);
  const { id, position } = rows[0] as { id: number; position: number };
  await ctx.db
    .insertInto('categories')
    .values({
      id,
      parentId: input.parentId,
      caseType: input.caseType,
      code: input.code,
      name: jsonb(input.name),
      position,
      rule: jsonb(input.rule),
      updatedAt: ctx.now,
    })
    .execute();
  ctx.audit({
    action: 'catalogue.category-added',
    noun: 'catalogue',
    details: { id, code: input.code, name: input.name, rule: input.rule },
  });
  return { id, version: 1 };
}

/** Changes name, place or the whole of a category's own words. @refuses catalogue.whole-district, changed-meanwhile, limit-above-law, request.invalid with paths */
export async function changeCategory(
  ctx: WriteCtx,
  types: CaseTypes,
  input: Input<'catalogue.changeCategory'>,
): Promise<Changed> {
  const { chain, own } = await lockCategory(ctx, input);
  const type = types[own.caseType];
  if (input.rule && type) await assertRule(ctx, type, chain.slice(0, -1), input.rule);
  const after = {
    name: input.name ?? own.name,
    position: input.position ?? own.position,
    rule: (input.rule ?? own.rule) as OwnCategoryRuleInput,
  };
  return writeCategory(ctx, own, 'catalogue.category-changed', after);
}

/** Closes a category: it is not offered any more, matters of it go on. @refuses catalogue.whole-district, changed-meanwhile, has-open-children */
export async function closeCategory(ctx: WriteCtx, input: Input<'catalogue.closeCategory'>): Promise<Changed> {
  const { own } = await lockCategory(ctx, input);
  const children = await ctx.db
    .selectFrom('categories')
    .select('name')
    .where('parentId', '=', own.id)
    .where('isOpen', '=', true)
    .orderBy('position')
    .execute();
  if (children.length > 0)
    throw refuse('catalogue.has-open-children', { count: children.length, name: children[0]?.name });
  return writeCategory(ctx, own, 'catalogue.category-closed', { isOpen: false });
}

/** Opens a closed category again. @refuses catalogue.whole-district, changed-meanwhile, parent-closed */
export async function openCategory(ctx: WriteCtx, input: Input<'catalogue.openCategory'>): Promise<Changed> {
  const { chain, own } = await lockCategory(ctx, input);
  const closed = chain.slice(0, -1).find((row) => !row.isOpen);
  if (closed) throw refuse('catalogue.parent-closed', { name: closed.name });
  return writeCategory(ctx, own, 'catalogue.category-opened', { isOpen: true });
}

async function lockCategory(
  ctx: WriteCtx,
  { id, basedOn }: { readonly id: number; readonly basedOn: number },
): Promise<{ readonly chain: readonly CategoryRow[]; readonly own: CategoryRow }> {
  await assertManageAll(ctx);
  await sql`select pg_advisory_xact_lock(${shapeLock})`.execute(ctx.db);
  await ctx.db.selectFrom('categories').select('id').where('id', '=', id).forUpdate().execute();
  const chain = await categoryChain(ctx, id);
  const own = chain.at(-1);
  if (!own) throw refuse('catalogue.unknown-category');
  if (own.version !== basedOn) throw new Refusal('catalogue.changed-meanwhile', { current: { version: own.version } });
  return { chain, own };
}

/** Refuses words that contradict themselves, name what is not there, or run longer than the law lets them. */
async function assertRule(
  ctx: WriteCtx,
  type: CaseType,
  above: readonly CategoryRow[],
  rule: OwnCategoryRule,
): Promise<void> {
  const calendar = await loadCalendar(ctx);
  const holds = inheritRule([...above.map((row) => row.rule), rule]);
  const faults = categoryFaults(rule, holds, {
    stages: Object.keys(type.stages),
    hours: Object.keys(calendar.extraHours),
  });
  if (faults.length > 0)
    throw new Refusal('request.invalid', { fields: faults.map((fault) => ({ ...fault, path: `rule.${fault.path}` })) });
  for (const { key, label, declared } of limitsOf(type)) {
    const own = rule.limits?.[key];
    if (own && isAboveLaw(declared, own.limit, calendar, ctx.now))
      throw refuse('catalogue.limit-above-law', { label, limit: limitText(declared.limit) });
  }
}

type Part = Partial<Pick<CategoryRow, 'name' | 'position' | 'isOpen' | 'rule'>>;

async function writeCategory(ctx: WriteCtx, own: CategoryRow, action: string, after: Part): Promise<Changed> {
  const changed = Object.entries(after).filter(([key, value]) => !isDeepStrictEqual(own[key as keyof Part], value));
  if (changed.length === 0) return { id: own.id, version: own.version };
  const version = own.version + 1;
  await ctx.db
    .updateTable('categories')
    .set({
      version,
      updatedAt: ctx.now,
      ...(after.name ? { name: jsonb(after.name) } : {}),
      ...(after.position === undefined ? {} : { position: after.position }),
      ...(after.isOpen === undefined ? {} : { isOpen: after.isOpen }),
      ...(after.rule ? { rule: jsonb(after.rule) } : {}),
    })
    .where('id', '=', own.id)
    .execute();
  const before = Object.fromEntries(changed.map(([key]) => [key, own[key as keyof Part]]));
  const details = { id: own.id, code: own.code, version, before, after: Object.fromEntries(changed) };
  ctx.audit({ action, noun: 'catalogue', details });
  return { id: own.id, version };
}
