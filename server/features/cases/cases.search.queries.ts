import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { CaseItem } from '../../../contract/case-views.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { holdsPieces, piecesWithin } from '../../access/pieces.ts';
import { organisationsOf } from '../../access/scope.ts';
import { areaTree } from '../../access/tree.ts';
import { caseRows, scopeFor } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { keyed } from '../../kit/db/statement-names.ts';
import { sealedCategories } from '../catalogue/catalogue.queries.ts';
import { listFitting, listItems } from './cases.queries.ts';

/** Where no more hold the pieces, all of them are looked at. Where more do, as many of the newest: nearly always enough for a page. */
const firstStep = 100;
/** So many at a time where the pieces mislead. */
const oneStep = 300;
/** So many are looked at in all; words that more matters seem to hold, and do not, are told to be cut. */
const mostLooked = 2_000;

interface Key {
  readonly communityId: number;
  readonly id: string;
}

interface Candidate extends Key {
  /** When the matter was raised: to the millisecond, as the program writes it. */
  readonly at: string;
}

type Predicate = RawBuilder<SqlBool>;

/** Rows `t` of the table without policy that may be looked at: those stored in the scope, and those of the actor's units. */
function piecesInReach(
  ctx: ReadCtx,
  q: string,
  storages: readonly number[],
  organisations: readonly string[],
): Predicate {
  const stored = piecesWithin(ctx, q, storages);
  if (organisations.length === 0) return stored;
  const assigned = sql<SqlBool>`exists (select from case_assignments a where a.community_id = t.community_id and a.case_id = t.row_id
    and a.organisation_id = any (${`{${organisations.join(',')}}`}::uuid[]) and a.state <> 'withdrawn')`;
  const own =
    storages.length === 0
      ? assigned
      : sql`(t.community_id = any (${`{${storages.join(',')}}`}::bigint[]) or ${assigned})`;
  return sql<SqlBool>`${own} and ${holdsPieces(ctx, q)}`;
}

/** The month as the index of matters has it. */
const monthOf = sql`array[extract(year from t.at at time zone 'UTC')::int * 12 + extract(month from t.at at time zone 'UTC')::int]`;

/** From the newest matters to the oldest: this month and the last, a year before them, and all the rest. */
function windowsOf(now: string): readonly Predicate[] {
  const month = Number(now.slice(0, 4)) * 12 + Number(now.slice(5, 7));
  const months = (from: number, to: number) =>
    sql<SqlBool>`${monthOf} && ${`{${Array.from({ length: to - from + 1 }, (_, n) => from + n).join(',')}}`}::int[]`;
  const first = (of: number) =>
    `${Math.floor((of - 1) / 12)}-${String(((of - 1) % 12) + 1).padStart(2, '0')}-01T00:00:00Z`;
  return [
    // A clock that ran ahead may have raised one tomorrow.
    months(month - 1, month + 1),
    months(month - 13, month - 2),
    sql<SqlBool>`t.at < ${first(month - 13)}::timestamptz`,
  ];
}

/** Some of those whose pieces fit, in no order; from here on nothing guarded has been looked at. */
async function readCandidates(ctx: ReadCtx, condition: Predicate, limit: number): Promise<readonly Candidate[]> {
  const { rows } = await sql<Candidate>`
    select t.community_id, t.row_id as id, t.at from search_tokens t where ${sql.raw(keyed)} t.kind = 'case' and ${condition} limit ${limit}`.execute(
    ctx.db,
  );
  return rows;
}

/** The newest of those whose pieces fit, after one that was looked at before. */
async function readNewest(
  ctx: ReadCtx,
  condition: Predicate,
  { after, limit }: { readonly after: Candidate | undefined; readonly limit: number },
): Promise<readonly Candidate[]> {
  const further = after ? sql`and (t.at, t.row_id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``;
  const { rows } = await sql<Candidate>`
    select t.community_id, t.row_id as id, t.at from search_tokens t where ${sql.raw(keyed)} t.kind = 'case' and ${condition} ${further}
    order by t.at desc, t.row_id desc limit ${limit}`.execute(ctx.db);
  return rows;
}

/** Candidates step by step, the newest first, for as long as somebody asks for more. */
async function* stepsOf(ctx: ReadCtx, inReach: Predicate): AsyncGenerator<readonly Candidate[]> {
  const few = await readCandidates(ctx, inReach, firstStep + 1);
  if (few.length <= firstStep) {
    yield few.toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? 1 : -1) : a.at < b.at ? 1 : -1));
    return;
  }
  let limit = firstStep;
  for (const window of windowsOf(ctx.now)) {
    const within = sql<SqlBool>`${inReach} and ${window}`;
    let after: Candidate | undefined;
    do {
      const step = await readNewest(ctx, within, { after, limit });
      yield step;
      after = step.length === limit ? step.at(-1) : undefined;
      limit = oneStep;
    } while (after);
  }
}

/** Parts of a step: the first is as large as the page needs where the pieces do not mislead. */
function partsOf(step: readonly Candidate[], wanted: number): readonly (readonly Candidate[])[] {
  const head = Math.max(32, wanted);
  return [step.slice(0, head), step.slice(head)].filter((part) => part.length > 0);
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
  const sealed = await sealedCategories(ctx);
  const like = `%${q.replace(/[\\%_]/g, (one) => `\\${one}`)}%`;
  const fits = sql<SqlBool>`${await guardOf(ctx, sealed)} and ${areaRows(await areaTree(ctx), area)}
    and (cases.number like ${like} or cases.fields::text like ${like} or cases.place_words like ${like}
      or cases.progress->>'answers' like ${like} or cases.outside_number like ${like})`;
  const found = await findNewest(types, ctx, stepsOf(ctx, piecesInReach(ctx, q, storages, organisations)), {
    fits,
    wanted: limit + 1,
  });
  const numbered = await byNumber(types, ctx, q, storages, sealed);
  const others = found.items.filter(({ ref }) => !numbered.some((one) => one.ref === ref));
  return { items: [...numbered, ...others], isCut: found.isCut };
}

/** What the actor may see and nobody has sealed; the keys lead, so the scope is asked of an expression. */
async function guardOf(ctx: ReadCtx, sealed: readonly number[]): Promise<Predicate> {
  return sql<SqlBool>`${await caseRows(ctx, 'cases.read', sql.raw('(cases.community_id + 0)'))}
    and (cases.category_id is null or cases.category_id <> all (${`{${sealed.join(',')}}`}::bigint[]))`;
}

/** Looks at candidates in the guarded table, step by step, until there are as many as wanted. */
async function findNewest(
  types: CaseTypes,
  ctx: ReadCtx,
  steps: AsyncIterable<readonly Candidate[]>,
  { fits, wanted }: { readonly fits: Predicate; readonly wanted: number },
): Promise<{ readonly items: readonly CaseItem[]; readonly isCut: boolean }> {
  const items: CaseItem[] = [];
  let looked = 0;
  for await (const step of steps) {
    for (const part of partsOf(step, wanted)) {
      items.push(...(await listFitting(types, ctx, part, fits, wanted - items.length)));
      looked += part.length;
      if (items.length >= wanted) return { items, isCut: false };
    }
    if (looked >= mostLooked) return { items, isCut: true };
  }
  return { items, isCut: false };
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
  types: CaseTypes,
  ctx: ReadCtx,
  q: string,
  storages: readonly number[],
  sealed: readonly number[],
): Promise<readonly CaseItem[]> {
  if (!/^\d+(?:-\d+){2,}$/.test(q) || storages.length === 0) return [];
  const { rows } = await sql<Key>`
    select cases.community_id, cases.id from cases
    where cases.number = ${q} and cases.community_id = any (${`{${storages.join(',')}}`}::bigint[]) and ${await guardOf(ctx, sealed)}`.execute(
    ctx.db,
  );
  return listItems(types, ctx, rows);
}
