import { type SqlBool, sql } from 'kysely';
import type { CaseTypes } from '../../domain/case/define.ts';
import { type TurnRule, turnsOf } from '../../domain/case/turns.ts';
import type { Who } from '../../domain/case/who.ts';
import type { ReadCtx, WriteCtx } from '../kit/ctx.ts';
import { type Asker, both, listedRows, never, notBarred, type Predicate, relationSql } from './relations.ts';
import { organisationsOf } from './scope.ts';
import { areaTree } from './tree.ts';

type Besides = Exclude<TurnRule, { readonly stage: string }>;

/** When it is the turn of whoever stands in one relation: at stages, each as `type stage`, or of types for a reason besides their stage. */
interface Moments {
  readonly stages: string[];
  readonly besides: Map<string, { readonly rule: Besides; readonly types: readonly string[] }>;
}

interface Grouped {
  /** By relation: the same rows are asked for once. */
  readonly relations: Map<string, Moments & { readonly rows: Predicate }>;
  /** Places on a case's own list whose turn it is at a stage, each as `type stage role`. */
  readonly seats: string[];
}

const texts = (list: readonly string[]) => sql`${list}::text[]`;

function besidesSql(rule: Besides): Predicate {
  if ('inquiry' in rule)
    return sql<SqlBool>`exists (select from jsonb_array_elements(cases.progress -> 'inquiries') i where i ->> 'endedAt' is null)`;
  const nth =
    rule.isFirst === undefined ? sql`true` : rule.isFirst ? sql`(r ->> 'nth')::int = 1` : sql`(r ->> 'nth')::int > 1`;
  return sql<SqlBool>`(cases.phase = 'handling' and exists (
    select from jsonb_array_elements(cases.progress -> 'requests') r where r ->> 'kind' = ${rule.pending} and r ->> 'decision' = 'pending' and ${nth}))`;
}

function momentsSql({ stages, besides }: Moments): Predicate {
  const atStage = stages.length === 0 ? [] : [sql<SqlBool>`cases.type || ' ' || cases.stage = any (${texts(stages)})`];
  const others = [...besides.values()].map(
    ({ rule, types }) => sql<SqlBool>`(cases.type = any (${texts(types)}) and ${besidesSql(rule)})`,
  );
  return sql<SqlBool>`(${sql.join([...atStage, ...others], sql` or `)})`;
}

const momentOf = (rule: Besides): string =>
  'inquiry' in rule ? 'inquiry' : `${rule.pending} ${rule.isFirst ?? 'any'}`;

function addTurn(asker: Asker, { relations, seats }: Grouped, type: string, rule: TurnRule, one: Who): void {
  if ('stage' in rule && one.relation === 'listed' && one.role !== undefined) {
    seats.push(`${type} ${rule.stage} ${one.role}`);
    return;
  }
  const rows = relationSql(asker, one);
  if (rows === never) return;
  const key = JSON.stringify(rows.toOperationNode());
  const found: Moments & { readonly rows: Predicate } = relations.get(key) ?? { rows, stages: [], besides: new Map() };
  relations.set(key, found);
  if ('stage' in rule) {
    found.stages.push(`${type} ${rule.stage}`);
    return;
  }
  const moment = momentOf(rule);
  const types = found.besides.get(moment)?.types ?? [];
  found.besides.set(moment, { rule, types: [...types, type] });
}

/**
 * The cases that wait for this actor: exactly those of which `isTurnOf` is true. The turns of all types are put together by whose they are:
 * a statement in which each of thirty types speaks for itself is planned for longer than it runs.
 */
export async function turnRows(types: CaseTypes, ctx: ReadCtx | WriteCtx): Promise<Predicate> {
  const asker: Asker = {
    tree: await areaTree(ctx),
    ctx,
    userId: 'userId' in ctx.actor ? ctx.actor.userId : null,
    organisations: organisationsOf(ctx.actor),
  };
  const grouped: Grouped = { relations: new Map(), seats: [] };
  for (const type of Object.values(types))
    for (const rule of turnsOf(type)) for (const one of rule.by) addTurn(asker, grouped, type.code, rule, one);
  const { relations, seats } = grouped;
  const seated =
    seats.length === 0
      ? never
      : listedRows(asker, sql`cases.type || ' ' || cases.stage || ' ' || (m ->> 'role') = any (${texts(seats)})`);
  const parts = [
    ...[...relations.values()].map((one) => both(momentsSql(one), one.rows)),
    ...(seated === never ? [] : [seated]),
  ];
  if (parts.length === 0) return never;
  const isFree = asker.ctx.actor.kind === 'staff' ? sql` and ${notBarred(asker)}` : sql``;
  return sql<SqlBool>`(cases.phase <> 'closed' and (${sql.join(parts, sql` or `)})${isFree})`;
}
