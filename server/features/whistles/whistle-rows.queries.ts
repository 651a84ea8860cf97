import { sql } from 'kysely';
import { holdingsWith } from '../../../domain/access/actor.ts';
import type { Capability } from '../../../domain/access/capabilities.ts';
import { businessDay, dayNumber, dayOf } from '../../../domain/calendar/instant.ts';
import { assertYearAtMost } from '../../../domain/calendar/period.ts';
import type { ActingLevel } from '../../../domain/case/summons-rules.ts';
import type { CountedWhistle, SummonedUnit, WhistleClass } from '../../../domain/metrics/whistles.ts';
import { refuse } from '../../../domain/refusals.ts';
import { type AreaNode, type AreaTree, areaTree } from '../../access/tree.ts';
import { caseRows, communityRows } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';

/** A unit of a whistle, as rows tell it. */
export interface UnitRow extends SummonedUnit {
  readonly id: string;
  readonly organisationId: string;
  /** The area the unit sits at. */
  readonly seatId: number | null;
  readonly kind: 'lead' | 'summoned';
  readonly sentAt: string;
  readonly signedAt: string | null;
  readonly doneAt: string | null;
}

export interface WhistleRow extends CountedWhistle {
  readonly communityId: number;
  readonly id: string;
  readonly number: string;
  readonly class: WhistleClass;
  /** The level it was blown from; null for what was blown before that was kept. */
  readonly blownFrom: ActingLevel | null;
  readonly stage: string;
  readonly raisedAt: string;
  readonly closedAt: string | null;
  readonly outcome: string | null;
  /** What who blew says of the units, one to five. */
  readonly unitsScore: number | null;
  /** What units say of who blew, by unit. */
  readonly blowerScores: Readonly<Record<string, number>>;
  readonly units: readonly UnitRow[];
}

export interface AskedPeriod {
  readonly area?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The area and the days that are asked for, within the reader's own. */
export interface AskedWhistles {
  readonly tree: AreaTree;
  readonly area: AreaNode;
  readonly from: string;
  readonly to: string;
  /** Areas one may ask for: one's own and those a step below. */
  readonly areas: readonly { readonly id: number; readonly name: string }[];
}

const mostWhistles = 20_000;

/** The area and period asked for: one's own area, the last thirty days where none is said. @throws access.outside-scope, request.invalid by the field */
export async function askedWhistles(ctx: ReadCtx, asked: AskedPeriod, capability: Capability): Promise<AskedWhistles> {
  const tree = await areaTree(ctx);
  const own = holdingsWith(ctx.actor, capability).flatMap(({ areaId }) => {
    const node = areaId === undefined ? undefined : tree.byId.get(areaId);
    return node ? [node] : [];
  });
  const area = asked.area === undefined ? own[0] : tree.byId.get(asked.area);
  if (!area || !own.some((one) => tree.isWithin(area.id, one.id))) throw refuse('access.outside-scope');
  const to = asked.to ?? businessDay(ctx.now);
  const from = asked.from ?? dayOf(dayNumber(to) - 29);
  assertYearAtMost({ from, to }, 'from');
  const isDesk = ({ kind }: AreaNode) => kind === 'street' || kind === 'community';
  const areas = own.flatMap((one) => [one, ...tree.childrenOf(one.id).filter(isDesk)]);
  return { tree, area, from, to, areas: [...new Set(areas)].map(({ id, name }) => ({ id, name })) };
}

interface StoredWhistle extends Omit<WhistleRow, 'isClosed' | 'units' | 'blowerScores'> {
  readonly phase: string;
  readonly blowerScores: Readonly<Record<string, number>> | null;
  readonly units: readonly (Omit<UnitRow, 'sign' | 'arrive'> & {
    readonly clocks: readonly { readonly name: string; readonly dueAt: string; readonly stoppedAt: string | null }[];
  })[];
}

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

function whistleOf({ phase, blowerScores, units, ...row }: StoredWhistle): WhistleRow {
  return {
    ...row,
    isClosed: phase === 'closed' && row.stage === 'closed',
    blowerScores: blowerScores ?? {},
    units: units.map(({ clocks, ...unit }) => {
      const step = (name: string) => {
        const clock = clocks.find((one) => one.name === name);
        return { dueAt: clock?.dueAt ?? null, stoppedAt: clock?.stoppedAt ?? null };
      };
      return { ...unit, sign: step('sign'), arrive: step('arrive') };
    }),
  };
}

/** The whistles raised in a period within the reader's scope, the latest first. @throws whistles.too-many */
export async function whistlesOf(
  ctx: ReadCtx,
  { tree, area, from, to }: AskedWhistles,
  capability: Capability,
): Promise<readonly WhistleRow[]> {
  const desks = tree.desksUnder(area.id).map(({ id }) => id);
  const isPart = desks.length === 0;
  const within = isPart ? sql`cases.grid_id = ${area.id}` : communityRows(desks);
  const { rows } = await sql<StoredWhistle>`
    select cases.community_id, cases.id, cases.number, cases.stage, cases.phase, cases.raised_at, cases.closed_at,
      cases.fields->>'kind' as class, cases.fields->>'blownFrom' as blown_from, cases.outcome, (cases.fields->>'unitsScore')::int as units_score,
      cases.fields->'blowerScores' as blower_scores,
      coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'organisationId', a.organisation_id, 'seatId', (select o.area_id from organisations o where o.id = a.organisation_id), 'kind', a.kind, 'state', a.state,
          'sentAt', ${iso('a.sent_at')}, 'signedAt', ${iso('a.signed_at')}, 'doneAt', ${iso('a.done_at')}, 'arrivedAt', ${iso('a.arrived_at')},
          'clocks', coalesce((select jsonb_agg(jsonb_build_object('name', k.name, 'dueAt', ${iso('k.due_at')}, 'stoppedAt', ${iso('k.stopped_at')}))
            from case_clocks k where k.community_id = a.community_id and k.case_id = a.case_id and k.assignment_id = a.id
              and k.kind = 'assignment' and k.name in ('sign', 'arrive')), '[]'::jsonb)) order by a.kind, a.sent_at, a.id)
        from case_assignments a where a.community_id = cases.community_id and a.case_id = cases.id), '[]'::jsonb) as units
    from cases
    where cases.type = 'whistle' and cases.business_on between ${from}::date and ${to}::date and ${within}
      and ${await caseRows(ctx, capability)}
    order by cases.raised_at desc, cases.id desc limit ${mostWhistles + 1}`.execute(ctx.db);
  if (rows.length > mostWhistles) throw refuse('whistles.too-many', { most: mostWhistles });
  return rows.map(whistleOf);
}
