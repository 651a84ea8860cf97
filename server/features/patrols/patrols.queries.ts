import { sql } from 'kysely';
import { z } from 'zod';
import type { PatrolDue, PatrolPlan, PatrolRepeat } from '../../../contract/patrols.ts';
import { toRef } from '../../../contract/shapes.ts';
import { holdingsWith } from '../../../domain/access/actor.ts';
import { businessDay, dayNumber, dayOf } from '../../../domain/calendar/instant.ts';
import { type HazardKind, hazardKinds } from '../../../domain/patrols/hazard-kinds.ts';
import type { ObjectKindCode } from '../../../domain/patrols/objects.ts';
import { refuse } from '../../../domain/refusals.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import { caseRows } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { uuids } from '../../kit/db/lists.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { mayPlan, type PlanRow, placedRows, retirableRows, visiblePlans } from './patrols.scope.ts';

const daysAhead = (ctx: ReadCtx, days: number): string => dayOf(dayNumber(businessDay(ctx.now)) + days);

interface CountRow {
  readonly planId: string;
  readonly objects: number;
  readonly soon: number;
  readonly missing: number;
}

const planPlace = z.tuple([z.number(), z.string(), z.string(), z.string()]);
type PlanPlace = z.output<typeof planPlace>;

/** Area by area, then by what is gone to and by name. */
const placeOfPlan = ({ areaId, objectKind, name, id }: PlanRow): PlanPlace => [areaId, objectKind, name, id];

function isBefore(one: PlanPlace, other: PlanPlace): boolean {
  const at = one.findIndex((part, n) => part !== other[n]);
  return at >= 0 && (one[at] as string) < (other[at] as string);
}

/** A page of the plans around the actor, with how much comes round; and where they may open one. */
export async function listPlans(
  ctx: ReadCtx,
  asked: { readonly plan?: string | undefined; readonly cursor?: string | undefined; readonly limit: number },
) {
  const tree = await areaTree(ctx);
  const after = fromCursor(asked.cursor, planPlace);
  const visible = (await visiblePlans(ctx, asked.plan ? [asked.plan] : undefined)).toSorted((a, b) =>
    isBefore(placeOfPlan(a), placeOfPlan(b)) ? -1 : 1,
  );
  const rest = after ? visible.filter((one) => isBefore(after, placeOfPlan(one))) : visible;
  const page = pageUp(rest, asked.limit, placeOfPlan);
  const plans = page.items;
  const today = businessDay(ctx.now);
  const placed = await placedRows(ctx, 'areas.read', 'd');
  const { rows } = await sql<CountRow>`
    select d.plan_id, count(*)::int as objects,
      (count(*) filter (where d.due_on >= ${today}::date and d.due_on <= ${daysAhead(ctx, 7)}::date))::int as soon,
      (count(*) filter (where d.due_on < ${today}::date))::int as missing
    from patrol_dues d where d.plan_id = any (${uuids(plans.map(({ id }) => id))}) and ${placed}
    group by d.plan_id`.execute(ctx.db);
  const counts = new Map(rows.map((row) => [row.planId, row]));
  const items = plans.map((plan): PatrolPlan => {
    const { objects = 0, soon = 0, missing = 0 } = counts.get(plan.id) ?? {};
    const { id, name, areaId, objectKind, cadence, mustConfirm, basis, version, beginsOn } = plan;
    return {
      id,
      name,
      area: { id: areaId, name: tree.byId.get(areaId)?.name ?? '' },
      kind: objectKind,
      cadence,
      mustConfirm,
      basis,
      chief: plan.chiefId === null ? null : { userId: plan.chiefId, name: plan.chiefName ?? '' },
      version,
      items: [...plan.items],
      beginsOn,
      mayPlan: mayPlan(tree, ctx, areaId),
      // What came round and asked for nothing is owed by nobody.
      counts: { objects, soon, missing: mustConfirm ? missing : 0 },
    };
  });
  const held = holdingsWith(ctx.actor, 'responsibilities.manage').flatMap(({ areaId }) => areaId ?? []);
  const open = held
    .flatMap((id) => tree.subtreeOf(id))
    .filter(({ kind }) => kind === 'street' || kind === 'community' || kind === 'grid');
  const mayOpen = [...new Map(open.map(({ id, name }) => [id, { id, name }])).values()].slice(0, 200);
  return { ...page, items, mayOpen };
}

interface ObjectRow {
  readonly communityId: number;
  readonly objectId: string;
  readonly kind: ObjectKindCode;
  readonly name: string;
  readonly areaId: number;
  readonly lon: number | null;
  readonly lat: number | null;
}

/** An object as it is shown: a building by the name of its area, anything with the point it has. */
function placeOf(tree: AreaTree, row: ObjectRow) {
  const path = tree.ancestorsOf(row.areaId);
  const point: [number, number] | null = row.lon === null || row.lat === null ? null : [row.lon, row.lat];
  return {
    ref: toRef(row.communityId, row.objectId),
    kind: row.kind,
    name: row.name === '' ? (path[0]?.name ?? '') : row.name,
    areaId: row.areaId,
    communityId: row.communityId,
    gridName: path.find(({ kind }) => kind === 'grid')?.name ?? null,
    point,
  };
}

/** The point of an object: its own, else its area's as it lies today. */
const pointOf = (today: string) => sql`left join lateral (
    select v.lon, v.lat from area_versions v where v.area_id = o.area_id and v.valid_from <= ${today}::date
      and (v.valid_to is null or v.valid_to > ${today}::date) limit 1) at on true`;

interface DueRow extends ObjectRow {
  readonly planId: string;
  readonly dueOn: string;
  readonly lastOn: string | null;
}

const duePlace = z.tuple([z.iso.date(), z.uuid(), z.uuid()]);

/** What comes round where the actor works, soonest first; before today only what a rule wanted entered. */
export async function listDue(
  ctx: ReadCtx,
  asked: {
    readonly plan?: string | undefined;
    readonly days: number;
    readonly cursor?: string | undefined;
    readonly limit: number;
  },
) {
  const tree = await areaTree(ctx);
  const plans = new Map((await visiblePlans(ctx, asked.plan ? [asked.plan] : undefined)).map((one) => [one.id, one]));
  const owing = [...plans.values()].filter(({ mustConfirm }) => mustConfirm).map(({ id }) => id);
  const after = fromCursor(asked.cursor, duePlace);
  const today = businessDay(ctx.now);
  const placed = await placedRows(ctx, 'cases.raise', 'd');
  const { rows } = await sql<DueRow>`
    select d.community_id, d.object_id, d.plan_id, d.due_on, d.last_on, o.kind, o.name, o.area_id,
      coalesce(o.lon, at.lon) as lon, coalesce(o.lat, at.lat) as lat
    from (
      select d.* from patrol_dues d
      where ${placed} and d.due_on <= ${daysAhead(ctx, asked.days)}::date and d.plan_id = any (${uuids([...plans.keys()])})
        and (d.due_on >= ${today}::date or d.plan_id = any (${uuids(owing)}))
        ${after ? sql`and (d.due_on, d.plan_id, d.object_id) > (${after[0]}::date, ${after[1]}::uuid, ${after[2]}::uuid)` : sql``}
      order by d.due_on, d.plan_id, d.object_id limit ${asked.limit + 1}
    ) d
    join patrol_objects o on o.community_id = d.community_id and o.id = d.object_id
    ${pointOf(today)}
    order by d.due_on, d.plan_id, d.object_id`.execute(ctx.db);
  const { items, next } = pageUp(rows, asked.limit, (row) => [row.dueOn, row.planId, row.objectId]);
  return {
    items: items.flatMap((row): PatrolDue[] => {
      const plan = plans.get(row.planId);
      if (!plan) return [];
      const { name: planName, mustConfirm, basis, chiefName } = plan;
      const { planId, dueOn, lastOn } = row;
      return [
        {
          ...placeOf(tree, row),
          planId,
          planName,
          dueOn,
          lastOn,
          mustConfirm,
          basis,
          chiefName,
          items: [...plan.items],
        },
      ];
    }),
    ...(next ? { next } : {}),
  };
}

const objectPlace = z.tuple([z.number(), z.uuid()]);

/** What patrols go to where the actor works, by place. */
export async function listObjects(
  ctx: ReadCtx,
  asked: {
    readonly kind?: ObjectKindCode | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
  },
) {
  const tree = await areaTree(ctx);
  const after = fromCursor(asked.cursor, objectPlace);
  const today = businessDay(ctx.now);
  const { rows } = await sql<ObjectRow & { readonly mayRetire: boolean }>`
    select o.community_id, o.id as object_id, o.kind, o.name, o.area_id, ${await retirableRows(ctx, 'o')} as may_retire, coalesce(o.lon, at.lon) as lon, coalesce(o.lat, at.lat) as lat
    from patrol_objects o ${pointOf(today)}
    where ${await placedRows(ctx, 'cases.raise', 'o')} and o.retired_at is null ${asked.kind ? sql`and o.kind = ${asked.kind}` : sql``}
      ${after ? sql`and (o.area_id, o.id) > (${after[0]}::bigint, ${after[1]}::uuid)` : sql``}
    order by o.area_id, o.id limit ${asked.limit + 1}`.execute(ctx.db);
  const { items, next } = pageUp(rows, asked.limit, (row) => [row.areaId, row.objectId]);
  return {
    items: items.map((row) => ({ ...placeOf(tree, row), mayRetire: row.mayRetire })),
    ...(next ? { next } : {}),
  };
}

interface MarkRow {
  readonly id: string;
  readonly name: string;
  readonly areaId: number;
  readonly markedOn: string;
  readonly markedAt: string;
  readonly byName: string;
  readonly version: number;
}

const markPlace = z.tuple([z.iso.date(), z.uuid()]);

/** What a rule wants written down of a plan, the newest first. @throws request.not-found, access.outside-scope */
export async function listMarks(
  ctx: ReadCtx,
  id: string,
  asked: { readonly cursor?: string | undefined; readonly limit: number },
) {
  const tree = await areaTree(ctx);
  const [plan] = await visiblePlans(ctx, [id]);
  if (!plan) throw refuse('request.not-found');
  const before = fromCursor(asked.cursor, markPlace);
  const { rows } = await sql<MarkRow>`
    select m.id, o.name, o.area_id, m.marked_on, m.marked_at, u.name as by_name, m.version
    from patrol_marks m join patrol_objects o on o.community_id = m.community_id and o.id = m.object_id join users u on u.id = m.marked_by
    where m.plan_id = ${id} and ${await placedRows(ctx, 'responsibilities.manage', 'o')}
      ${before ? sql`and (m.marked_on, m.id) < (${before[0]}::date, ${before[1]}::uuid)` : sql``}
    order by m.marked_on desc, m.id desc limit ${asked.limit + 1}`.execute(ctx.db);
  const { items, next } = pageUp(rows, asked.limit, (row) => [row.markedOn, row.id]);
  return {
    items: items.map((row) => ({
      id: row.id,
      name: row.name === '' ? (tree.byId.get(row.areaId)?.name ?? '') : row.name,
      on: row.markedOn,
      byName: row.byName,
      at: row.markedAt,
      version: row.version,
    })),
    ...(next ? { next } : {}),
  };
}

/** From how many on a hazard of one kind at one place is one that comes back. */
export const repeatedFrom = 2;
const yearDays = 365;
const mostRepeats = 100;

interface RepeatRow {
  readonly id: string;
  readonly name: string | null;
  readonly kind: string;
  readonly count: number;
  readonly open: number;
  readonly lastOn: string;
}

/** Hazards of one kind that came back within a year at one building, or with one unit: places and firms, never people. */
export async function listRepeats(ctx: ReadCtx): Promise<{ items: PatrolRepeat[] }> {
  const tree = await areaTree(ctx);
  const since = dayOf(dayNumber(businessDay(ctx.now)) - yearDays);
  const rows = await caseRows(ctx);
  const counted = sql`count(*)::int as count, (count(*) filter (where cases.phase <> 'closed'))::int as open, max(cases.business_on) as last_on`;
  const wanted = sql`cases.type = 'hazard' and cases.business_on >= ${since}::date
    and (cases.outcome is null or cases.outcome in ('solved', 'explained', 'unsolved')) and ${rows}`;
  const buildings = await sql<RepeatRow>`
    select cases.building_id::text as id, null as name, cases.fields ->> 'kind' as kind, ${counted}
    from cases where ${wanted} and cases.building_id is not null
    group by cases.building_id, cases.fields ->> 'kind' having count(*) >= ${repeatedFrom}
    order by 4 desc, 1 limit ${mostRepeats}`.execute(ctx.db);
  const units = await sql<RepeatRow>`
    select cases.lead_organisation_id::text as id, min(organisations.name) as name, cases.fields ->> 'kind' as kind, ${counted}
    from cases join organisations on organisations.id = cases.lead_organisation_id
    where ${wanted} and cases.fields ->> 'isHandedOver' is null
    group by cases.lead_organisation_id, cases.fields ->> 'kind' having count(*) >= ${repeatedFrom}
    order by 4 desc, 1 limit ${mostRepeats}`.execute(ctx.db);
  const known = ({ kind }: RepeatRow): boolean => Object.hasOwn(hazardKinds, kind);
  const view =
    (of: PatrolRepeat['of'], nameOf: (row: RepeatRow) => string) =>
    (row: RepeatRow): PatrolRepeat => ({
      of,
      id: row.id,
      name: nameOf(row),
      kind: row.kind as HazardKind,
      label: hazardKinds[row.kind as HazardKind],
      count: row.count,
      open: row.open,
      lastOn: row.lastOn,
    });
  const buildingName = ({ id }: RepeatRow): string => {
    const path = tree.ancestorsOf(Number(id));
    const community = path.find(({ kind }) => kind === 'community')?.name ?? '';
    return `${community} ${path[0]?.name ?? ''}`.trim();
  };
  return {
    items: [
      ...buildings.rows.filter(known).map(view('building', buildingName)),
      ...units.rows.filter(known).map(view('unit', ({ name }) => name ?? '')),
    ],
  };
}
