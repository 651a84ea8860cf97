import { type SqlBool, sql } from 'kysely';
import type { CaseItem } from '../../../contract/case-views.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { organisationsOf } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import { caseRows, scopeFor } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { sealedCategories } from '../catalogue/catalogue.queries.ts';
import { listItems } from './cases.queries.ts';

/** So many of those found by their pieces are looked at; words that more matters hold are told to be cut. */
const mostFound = 2_000;

interface Key {
  readonly communityId: number;
  readonly id: string;
}

/** Matters whose pieces hold all of the words', from the table without policy: those stored in the scope, and those of the actor's units. */
function candidates(ctx: ReadCtx, q: string, storages: readonly number[], organisations: readonly string[]) {
  const pieces = sql`${`{${ctx.vault.pieces(q).join(',')}}`}::int[]`;
  const stored = sql`(select t.community_id, t.row_id from search_tokens t where t.kind = 'case'
    and t.community_id = any (${`{${storages.join(',')}}`}::bigint[]) and t.tokens @> ${pieces} limit ${mostFound + 1})`;
  if (organisations.length === 0) return stored;
  const assigned = sql`(select t.community_id, t.row_id from search_tokens t where t.kind = 'case' and t.tokens @> ${pieces}
    and (t.community_id, t.row_id) in (select a.community_id, a.case_id from case_assignments a
      where a.organisation_id = any (${`{${organisations.join(',')}}`}::uuid[]) and a.state <> 'withdrawn') limit ${mostFound + 1})`;
  return storages.length === 0 ? assigned : sql`(${stored} union ${assigned})`;
}

/** The communities an area's matters may be stored in. */
async function storagesIn(ctx: ReadCtx, area: number | undefined): Promise<readonly number[]> {
  const scope = await scopeFor(ctx, 'cases.read');
  const own = [...scope.whole, ...scope.partStorage];
  if (area === undefined) return own;
  const tree = await areaTree(ctx);
  const node = tree.byId.get(area);
  const desks = new Set(tree.desksUnder(area).map(({ id }) => id));
  if (node && desks.size === 0) desks.add(node.communityId);
  return own.filter((id) => desks.has(id));
}

/** The newest of the matters that hold these words, within the actor's scope; a sealed one is never among them, nor are its words looked at. */
export async function searchCases(
  types: CaseTypes,
  ctx: ReadCtx,
  asked: { readonly q: string; readonly area: number | undefined; readonly limit: number },
): Promise<{ readonly items: readonly CaseItem[]; readonly isCut: boolean }> {
  const { q, area, limit } = asked;
  const storages = await storagesIn(ctx, area);
  const organisations = area === undefined ? organisationsOf(ctx.actor) : [];
  if (storages.length === 0 && organisations.length === 0) return { items: [], isCut: false };
  const like = `%${q.replace(/[\\%_]/g, (one) => `\\${one}`)}%`;
  const sealed = await sealedCategories(ctx);
  // Materialized: the pieces are found first and alone, so that neither their number nor their order depends on what is guarded.
  const { rows } = await sql<Key & { n: number }>`
    with found as materialized ${candidates(ctx, q, storages, organisations)}
    select cases.community_id, cases.id, (select count(*) from found) as n
    from found join cases on cases.community_id = found.community_id and cases.id = found.row_id
    where ${await caseRows(ctx)} and (cases.category_id is null or cases.category_id <> all (${`{${sealed.join(',')}}`}::bigint[]))
      and ${areaRows(await areaTree(ctx), area)}
      and (cases.number like ${like} or cases.fields::text like ${like} or cases.place_words like ${like}
        or cases.progress->>'answers' like ${like} or cases.outside_number like ${like})
    order by cases.raised_at desc, cases.id desc limit ${limit + 1}`.execute(ctx.db);
  const numbered = await byNumber(ctx, q, storages, sealed);
  const keys = [...numbered, ...rows.filter((row) => !numbered.some(({ id }) => id === row.id))];
  return { items: await listItems(types, ctx, keys), isCut: (rows[0]?.n ?? 0) > mostFound };
}

type Tree = Awaited<ReturnType<typeof areaTree>>;

/** Where an area smaller than a community is asked for, its own matters only. */
function areaRows(tree: Tree, area: number | undefined) {
  const node = area === undefined ? undefined : tree.byId.get(area);
  if (node?.kind === 'grid') return sql<SqlBool>`cases.grid_id = ${node.id}`;
  if (node?.kind === 'building') return sql<SqlBool>`cases.building_id = ${node.id}`;
  if (node?.kind === 'unit') return sql<SqlBool>`cases.building_id = ${node.parentId}`;
  return sql<SqlBool>`true`;
}

/** A whole number finds its matter however many numbers look alike. */
async function byNumber(
  ctx: ReadCtx,
  q: string,
  storages: readonly number[],
  sealed: readonly number[],
): Promise<readonly Key[]> {
  if (!/^\d+(?:-\d+){2,}$/.test(q) || storages.length === 0) return [];
  const { rows } = await sql<Key>`
    select cases.community_id, cases.id from cases
    where cases.number = ${q} and cases.community_id = any (${`{${storages.join(',')}}`}::bigint[]) and ${await caseRows(ctx)}
      and (cases.category_id is null or cases.category_id <> all (${`{${sealed.join(',')}}`}::bigint[]))`.execute(
    ctx.db,
  );
  return rows;
}
