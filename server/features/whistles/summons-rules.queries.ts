import { type SqlBool, sql } from 'kysely';
import type { AnswerOf } from '../../../contract/route.ts';
import type { SummonsRuleRow, whistleRoutes } from '../../../contract/whistles.ts';
import { holdingsWith } from '../../../domain/access/actor.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import {
  levelOfArea,
  type SeatLevel,
  type SummoningLevel,
  type SummonsRule,
  type SummonsTarget,
  targetsFor,
} from '../../../domain/case/summons-rules.ts';
import type { OrganisationKind } from '../../../domain/registry/organisation-kinds.ts';
import { holdsOver, organisationsOf } from '../../access/scope.ts';
import { type AreaNode, areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { wordsIn } from '../../kit/db/words-in.ts';
import { unitNames } from '../catalogue/catalogue.queries.ts';
import { areaOf } from '../catalogue/duties.queries.ts';

type AnyCtx = ReadCtx | WriteCtx;
type Answer<K extends keyof typeof whistleRoutes> = AnswerOf<(typeof whistleRoutes)[K]>;

const mostRules = 500;
const mostUnits = 30;

interface StoredRule {
  readonly id: string;
  readonly areaId: number;
  readonly byLevel: SummoningLevel;
  readonly seatLevel: SeatLevel | null;
  readonly kinds: readonly OrganisationKind[];
  readonly organisationId: string | null;
  readonly basis: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}

const columns = [
  'id',
  'areaId',
  'byLevel',
  'seatLevel',
  'kinds',
  'organisationId',
  'basis',
  'validFrom',
  'validTo',
] as const;

/** Rules are kept by three levels of areas: a street's, a district's, a community's own. */
const keepers: readonly AreaNode['kind'][] = ['district', 'street', 'community'];

/** Every rule that concerns an area the reader holds something over, those that ended too: the widest areas first, the newest last. */
export async function listSummonsRules(ctx: ReadCtx): Promise<Answer<'GET /whistles/rules'>> {
  const tree = await areaTree(ctx);
  const held = holdingsWith(ctx.actor, 'catalogue.read').flatMap(({ areaId }) => areaId ?? []);
  const concerns = (id: number) => held.some((one) => tree.isWithin(one, id) || tree.isWithin(id, one));
  const stored = (await ctx.db.selectFrom('summonsRules').select(columns).execute()) as StoredRule[];
  const rank = (one: StoredRule) => keepers.indexOf(tree.byId.get(one.areaId)?.kind ?? 'unit');
  const rules = stored
    .filter(({ areaId }) => concerns(areaId))
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        a.areaId - b.areaId ||
        a.byLevel.localeCompare(b.byLevel) ||
        a.validFrom.localeCompare(b.validFrom) ||
        a.id.localeCompare(b.id),
    );
  const shown = rules.slice(0, mostRules);
  const unit = await unitNames(
    ctx,
    shown.flatMap(({ organisationId }) => organisationId ?? []),
  );
  const items = shown.map(
    (one): SummonsRuleRow => ({
      id: one.id,
      area: areaOf(tree.byId.get(one.areaId), one.areaId),
      by: one.byLevel,
      seat: one.seatLevel,
      kinds: [...one.kinds],
      unit: one.organisationId === null ? null : unit(one.organisationId),
      basis: one.basis,
      from: one.validFrom,
      to: one.validTo,
      mayChange: holdsOver(tree, ctx.actor, 'catalogue.manage', one.areaId),
    }),
  );
  const managed = holdingsWith(ctx.actor, 'catalogue.manage').flatMap(({ areaId }) =>
    areaId === undefined ? [] : tree.desksUnder(areaId),
  );
  const areas = [...new Set(managed)].map(({ id, kind, name }) => ({ id, kind, name }));
  return { items, isCut: rules.length > mostRules, areas };
}

const ids = (list: readonly (number | string)[], type: 'bigint' | 'uuid' | 'text') =>
  sql`${`{${list.join(',')}}`}::${sql.raw(type)}[]`;

/** What the rules in force today let this actor summon for a place, or null where none bind them. */
async function targetsAt(ctx: AnyCtx, way: readonly AreaNode[]): Promise<readonly SummonsTarget[] | null> {
  const levels = holdingsWith(ctx.actor, 'cases.raise').flatMap(({ areaId }) => {
    const node = way.find(({ id }) => id === areaId);
    return node ? [levelOfArea(node.kind)] : [];
  });
  if (levels.length === 0 || levels.includes(null)) return null;
  const today = businessDay(ctx.now);
  const stored = (await ctx.db
    .selectFrom('summonsRules')
    .select(columns)
    .where(
      'areaId',
      'in',
      way.map(({ id }) => id),
    )
    .where('validFrom', '<=', today)
    .where((eb) => eb.or([eb('validTo', 'is', null), eb('validTo', '>', today)]))
    .execute()) as StoredRule[];
  const rules = stored.map(
    ({ byLevel, seatLevel, kinds, organisationId }): SummonsRule => ({
      by: byLevel,
      target: seatLevel === null ? { organisationId: organisationId ?? '' } : { seat: seatLevel, kinds },
    }),
  );
  return targetsFor(rules, levels);
}

/** The units of some targets that are in force today, as a condition on `o`; the actor's own are left out. */
function targetRows(ctx: AnyCtx, way: readonly AreaNode[], targets: readonly SummonsTarget[]) {
  const today = businessDay(ctx.now);
  const named = targets.flatMap((one) => ('organisationId' in one ? [one.organisationId] : []));
  const seated = targets.flatMap((one) => {
    const seat = 'seat' in one ? way.find(({ kind }) => kind === one.seat) : undefined;
    return seat && 'seat' in one
      ? [sql<SqlBool>`(o.area_id = ${seat.id} and o.kind = any (${ids(one.kinds, 'text')}))`]
      : [];
  });
  const below = sql<SqlBool>`o.id in (with recursive down as (
    select n.id from organisations n where n.id = any (${ids(named, 'uuid')})
    union select c.id from organisations c join down on c.parent_id = down.id) select id from down)`;
  const any = [...seated, ...(named.length > 0 ? [below] : [])];
  return sql<SqlBool>`(o.valid_from <= ${today}::date and (o.valid_to is null or o.valid_to > ${today}::date)
    and not o.id = any (${ids(organisationsOf(ctx.actor), 'uuid')})
    and (${any.length === 0 ? sql`false` : sql.join(any, sql` or `)}))`;
}

/** The units that this actor may summon for a place, or null where no rule binds them. */
export async function summonableAt(ctx: AnyCtx, areaId: number): Promise<readonly string[] | null> {
  const way = (await areaTree(ctx)).ancestorsOf(areaId);
  const targets = await targetsAt(ctx, way);
  if (targets === null) return null;
  const { rows } = await sql<{ id: string }>`
    select o.id from organisations o where ${targetRows(ctx, way, targets)} order by o.id`.execute(ctx.db);
  return rows.map(({ id }) => id);
}

/** Units that this actor may summon for a place, by words of the name, as a picker lists them. */
export async function findSummonable(
  ctx: ReadCtx,
  { areaId, q }: { readonly areaId: number; readonly q?: string | undefined },
): Promise<Answer<'POST /whistles/units'>> {
  const tree = await areaTree(ctx);
  const way = tree.ancestorsOf(areaId);
  const targets = await targetsAt(ctx, way);
  if (targets === null) return { isBound: false, items: [] };
  const named = q ? wordsIn(q, 'o.name', 'o.short_name') : sql<SqlBool>`true`;
  const { rows } = await sql<{ id: string; name: string; areaId: number }>`
    select o.id, o.name, o.area_id from organisations o where ${targetRows(ctx, way, targets)} and ${named}
    order by o.name collate "zh-x-icu", o.id limit ${mostUnits}`.execute(ctx.db);
  return {
    isBound: true,
    items: rows.map((row) => ({ id: row.id, name: row.name, seat: tree.byId.get(row.areaId)?.name ?? '' })),
  };
}
