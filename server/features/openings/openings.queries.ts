import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { z } from 'zod';
import type { Opening, PublicOpening } from '../../../contract/openings.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import type { OpeningState, WagePeriod } from '../../../domain/openings/wage.ts';
import { refuse } from '../../../domain/refusals.ts';
import { holdsOver } from '../../access/scope.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { bigints, uuids } from '../../kit/db/lists.ts';
import { wordsIn } from '../../kit/db/words-in.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { isPlace, placedRows, placesAround, unitsOf } from '../resources/resources-scope.queries.ts';

type AnyCtx = ReadCtx | WriteCtx;

export interface OpeningRow {
  readonly id: string;
  readonly communityId: number;
  readonly areaId: number;
  readonly organisationId: string;
  readonly unitName: string;
  readonly title: string;
  readonly details: string;
  readonly places: number;
  readonly wageFrom: number;
  readonly wageTo: number;
  readonly wagePer: WagePeriod;
  readonly workPlace: string;
  readonly untilOn: string;
  readonly state: OpeningState;
  readonly madeBy: string;
  readonly madeAt: string;
  readonly refusedWhy: string;
}

const openingColumns = sql`p.id, p.community_id, p.area_id, p.organisation_id, o.name as unit_name, p.title, p.details, p.places, p.wage_from, p.wage_to,
  p.wage_per, p.work_place, p.until_on, p.state, p.made_by, p.made_at, p.refused_why`;

interface Asked {
  readonly q?: string | undefined;
  readonly state?: OpeningState | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const newestFirst = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

async function openingPage(ctx: AnyCtx, where: RawBuilder<SqlBool>, { q, state, cursor, limit }: Asked) {
  const place = fromCursor(cursor, newestFirst);
  const { rows } = await sql<OpeningRow>`
    select ${openingColumns} from openings p join organisations o on o.id = p.organisation_id
    where ${where} ${state ? sql`and p.state = ${state}` : sql``}
      ${q ? sql`and ${wordsIn(q, 'p.title', 'p.details', 'p.work_place', 'o.name')}` : sql``}
      ${place ? sql`and (p.made_at, p.id) < (${place[0]}::timestamptz, ${place[1]}::uuid)` : sql``}
    order by p.made_at desc, p.id desc limit ${limit + 1}`.execute(ctx.db);
  return pageUp(rows, limit, (row) => [row.madeAt, row.id]);
}

/** What everybody may know of a post. */
const publicView = (tree: AreaTree, row: OpeningRow): PublicOpening => ({
  id: row.id,
  title: row.title,
  unitName: row.unitName,
  details: row.details,
  places: row.places,
  wage: { from: Number(row.wageFrom), to: Number(row.wageTo), per: row.wagePer },
  workPlace: row.workPlace,
  areaName: tree.byId.get(row.areaId)?.name ?? '',
  untilOn: row.untilOn,
});

/** Whether the actor speaks for the unit of a post. */
async function ownUnits(ctx: AnyCtx): Promise<readonly string[]> {
  return (await unitsOf(ctx, 'cases.handle')).map(({ id }) => id);
}

/** The posts an actor may see: those shown around them; unlooked-at ones only where they check, or of their own unit. */
async function openingRows(ctx: AnyCtx): Promise<RawBuilder<SqlBool>> {
  const tree = await areaTree(ctx);
  const checked = [...tree.byId.values()]
    .filter((node) => isPlace(node) && holdsOver(tree, ctx.actor, 'cases.dispatch', node.id))
    .map(({ id }) => id);
  return sql<SqlBool>`(p.area_id = any (${bigints(checked)}) or p.organisation_id = any (${uuids(await ownUnits(ctx))})
    or (p.state = 'shown' and ${await placedRows(ctx, 'p')}))`;
}

/** 就业岗位 at the desk, the newest first. */
export async function listOpenings(ctx: ReadCtx, asked: Asked) {
  const tree = await areaTree(ctx);
  const units = new Set(await ownUnits(ctx));
  const today = businessDay(ctx.now);
  const own = ctx.actor.kind === 'staff' ? ctx.actor.userId : '';
  const page = await openingPage(ctx, await openingRows(ctx), asked);
  return {
    ...page,
    items: page.items.map((row): Opening => {
      const isChecker = holdsOver(tree, ctx.actor, 'cases.dispatch', row.areaId);
      const isOpen = row.state === 'asked' || row.state === 'shown';
      return {
        ...publicView(tree, row),
        state: row.state,
        isOver: row.untilOn < today,
        refusedWhy: row.refusedWhy,
        madeOn: businessDay(row.madeAt),
        mayCheck: isChecker && row.state === 'asked' && row.madeBy !== own,
        mayWithdraw: isOpen && (isChecker || units.has(row.organisationId)),
      };
    }),
  };
}

/**
 * 就业岗位 for everybody: those around a place that were looked at and are not over, the newest first.
 * @throws case.place-outside where the place is in no community
 */
export async function listPublicOpenings(ctx: ReadCtx, { areaId, ...asked }: Asked & { readonly areaId: number }) {
  const tree = await areaTree(ctx);
  const community = tree.ancestorsOf(areaId).find(({ kind }) => kind === 'community');
  if (!community) throw refuse('case.place-outside');
  const around = placesAround(tree, community.id).map(({ id }) => id);
  const where = sql<SqlBool>`p.area_id = any (${bigints(around)}) and p.until_on >= ${businessDay(ctx.now)}::date`;
  const page = await openingPage(ctx, where, { ...asked, state: 'shown' });
  return { ...page, items: page.items.map((row) => publicView(tree, row)), community: community.name };
}

/** A post that the actor may see, held until the end. @throws request.not-found */
export async function lockOpening(ctx: WriteCtx, id: string): Promise<OpeningRow> {
  const { rows } = await sql<OpeningRow>`
    select ${openingColumns} from openings p join organisations o on o.id = p.organisation_id
    where p.id = ${id} and ${await openingRows(ctx)} for update of p`.execute(ctx.db);
  const [row] = rows;
  if (!row) throw refuse('request.not-found');
  return row;
}
