import { sql } from 'kysely';
import { toRef } from '../../../contract/shapes.ts';
import type { VisitDay } from '../../../contract/visits.ts';
import { windowOf } from '../../../domain/rotas/spans.ts';
import { visibleCases } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { uuids } from '../../kit/db/lists.ts';
import { listRotas, showShifts } from '../rotas/rotas.queries.ts';

interface ReceptionRow {
  readonly communityId: number;
  readonly id: string;
  readonly shiftId: string;
  readonly cameAt: string;
  readonly who: string;
  readonly words: string;
  readonly caseIds: readonly string[];
  readonly byName: string;
}

interface VisitsRow {
  readonly shiftId: string;
  readonly visits: number;
  readonly caseIds: readonly string[];
}

async function readReceptions(ctx: ReadCtx, shiftIds: readonly string[]) {
  const { rows } = await sql<ReceptionRow>`
    select r.community_id, r.id, r.shift_id, r.came_at, r.who, r.words, r.case_ids, u.name as by_name
    from visit_receptions r join users u on u.id = r.user_id
    where r.shift_id = any (${uuids(shiftIds)}) order by r.came_at, r.id limit 500`.execute(ctx.db);
  return rows;
}

async function readVisits(ctx: ReadCtx, shiftIds: readonly string[]) {
  const { rows } = await sql<VisitsRow>`
    select v.shift_id, count(*)::int as visits,
      coalesce((select array_agg(distinct c) from visits w, unnest(w.case_ids) c where w.shift_id = v.shift_id), '{}') as case_ids
    from visits v where v.shift_id = any (${uuids(shiftIds)}) group by v.shift_id`.execute(ctx.db);
  return rows;
}

/** Which of these matters there are, and the asker sees. */
async function seenCases(ctx: ReadCtx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const found = await (await visibleCases(ctx))
    .select(['communityId', 'id'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(found.map(({ communityId, id }) => [id, toRef(communityId, id)]));
}

/** Reception days and evenings of visits of some days, each with who came, how many doors were visited and which matters grew out of it. */
export async function listVisitDays(
  ctx: ReadCtx,
  asked: { readonly from: string; readonly to: string },
): Promise<{ items: VisitDay[] }> {
  const window = windowOf(asked.from, asked.to);
  const rotas = (await listRotas(ctx)).items.filter(({ kind }) => kind === 'reception' || kind === 'evening');
  const days = [];
  for (const rota of rotas) {
    const { shifts } = await showShifts(ctx, rota.id, asked);
    for (const shift of shifts) if (shift.startsAt < window.endsAt) days.push({ rota, shift });
  }
  const shiftIds = days.map(({ shift }) => shift.id);
  if (shiftIds.length === 0) return { items: [] };
  const receptions = await readReceptions(ctx, shiftIds);
  const visits = await readVisits(ctx, shiftIds);
  const cases = await seenCases(ctx, [
    ...new Set([...receptions.flatMap(({ caseIds }) => caseIds), ...visits.flatMap(({ caseIds }) => caseIds)]),
  ]);
  // Those of one span on one rota are one day, whoever of them wrote it down.
  const groups = Map.groupBy(days, ({ rota, shift }) => `${rota.id} ${shift.startsAt} ${shift.endsAt}`);
  const items = [...groups.values()].map((group): VisitDay => {
    const [{ rota, shift }] = group as [(typeof group)[number]];
    const ids = group.map((one) => one.shift.id);
    const own = receptions.filter(({ shiftId }) => ids.includes(shiftId));
    const made = visits.filter(({ shiftId }) => ids.includes(shiftId));
    const grown = new Set([...own.flatMap(({ caseIds }) => caseIds), ...made.flatMap(({ caseIds }) => caseIds)]);
    return {
      shiftId: shift.id,
      rotaName: rota.name,
      kind: rota.kind as 'reception' | 'evening',
      place: rota.place,
      areaId: rota.area.id,
      startsAt: shift.startsAt,
      endsAt: shift.endsAt,
      names: group.map((one) => one.shift.user.name),
      receptions: own.map(({ id, cameAt, who, words, caseIds, byName }) => ({
        ...{ id, cameAt, who, words, byName },
        caseRefs: caseIds.flatMap((caseId) => cases.get(caseId) ?? []),
      })),
      visits: made.reduce((sum, one) => sum + one.visits, 0),
      matters: [...grown].filter((id) => cases.has(id)).length,
    };
  });
  return { items: items.toSorted((a, b) => b.startsAt.localeCompare(a.startsAt)) };
}
