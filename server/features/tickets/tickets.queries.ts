import { sql } from 'kysely';
import { z } from 'zod';
import { toRef } from '../../../contract/shapes.ts';
import type { TicketItem, TicketState } from '../../../contract/tickets.ts';
import { stageOf } from '../../../domain/case/decide.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { erased } from '../../../domain/case/state.ts';
import { refuse } from '../../../domain/refusals.ts';
import { caseRows, visibleCases } from '../../access/visible.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { allCategories } from '../catalogue/catalogue.queries.ts';

/** The category that a hotline names by our code or by its Chinese name, where exactly one open one is called so. */
export async function findCategoryNamed(ctx: ReadCtx | WriteCtx, named: string | undefined): Promise<number | null> {
  const wanted = named?.normalize('NFKC').trim();
  if (!wanted) return null;
  const all = await allCategories(ctx);
  const open = all.filter(({ caseType, isOpen }) => caseType === 'event' && isOpen);
  const byCode = open.find(({ code }) => code === wanted);
  const byName = open.filter(({ name }) => name.zh === wanted);
  return byCode?.id ?? (byName.length === 1 ? (byName[0] as (typeof byName)[0]).id : null);
}

const place = z.tuple([z.string(), z.string()]);

/** The tickets of the areas one exchanges them for, the newest first. */
export async function listTickets(
  types: CaseTypes,
  ctx: ReadCtx,
  query: { readonly cursor?: string | undefined; readonly limit: number },
) {
  const after = fromCursor(query.cursor, place);
  let found = ctx.db
    .selectFrom('tickets')
    .innerJoin('cases', (join) =>
      join.onRef('cases.communityId', '=', 'tickets.communityId').onRef('cases.id', '=', 'tickets.caseId'),
    )
    .where(await caseRows(ctx, 'tickets.exchange'))
    .select([
      'tickets.number as ticket',
      'tickets.dueAt',
      'tickets.receivedAt',
      'tickets.supplements',
      'cases.communityId',
      'cases.id',
      'cases.number',
      'cases.title',
      'cases.type',
      'cases.stage',
      'cases.phase',
    ])
    .select(
      sql<Record<string, number>>`(select coalesce(jsonb_object_agg(r.state, r.n), '{}') from
        (select state, count(*)::int as n from ticket_reports where number = tickets.number group by state) r)`.as(
        'reports',
      ),
    )
    .orderBy('tickets.receivedAt', 'desc')
    .orderBy('tickets.number', 'desc')
    .limit(query.limit + 1);
  if (after)
    found = found.where(sql<boolean>`(tickets.received_at, tickets.number) < (${after[0]}::timestamptz, ${after[1]})`);
  const page = pageUp(await found.execute(), query.limit, (row) => [row.receivedAt, row.ticket]);
  return {
    ...page,
    items: page.items.map((row) => ({
      number: row.ticket,
      ref: toRef(row.communityId, row.id),
      caseNumber: row.number,
      title: row.title,
      stageLabel: labelOf(types, row),
      phase: row.phase as TicketItem['phase'],
      dueAt: row.dueAt,
      receivedAt: row.receivedAt,
      supplements: row.supplements,
      reports: {
        waiting: row.reports['waiting'] ?? 0,
        sent: row.reports['sent'] ?? 0,
        failed: row.reports['failed'] ?? 0,
      },
    })),
  };
}

function labelOf(types: CaseTypes, row: { readonly type: string; readonly stage: string }) {
  const type = types[row.type];
  if (!type) throw new Error(`A case is of the type ${row.type}, which is not registered`);
  return stageOf(type, row.stage).label;
}

/** Words to the person, the oldest first; where they were erased it says so. */
async function repliesOf(ctx: ReadCtx | WriteCtx, communityId: number, caseId: string) {
  const { rows } = await sql<{ at: string; words: string | null }>`
    select e.at, v.vals -> (f.at - 1)::text ->> 'words' as words
    from case_entries e cross join lateral jsonb_array_elements(e.facts) with ordinality f(fact, at)
    left join case_entry_values v on v.community_id = e.community_id and v.entry_id = e.id
    where e.community_id = ${communityId} and e.case_id = ${caseId} and f.fact ->> 'kind' = 'replied'
    order by e.seq, f.at`.execute(ctx.db);
  return rows.map(({ at, words }) => ({ at, words: words ?? erased }));
}

interface CallBackFact {
  readonly isSolved: boolean;
  readonly score: number;
  readonly at: string;
}

/** What the hotline's last call-back said. */
async function callBackOf(ctx: ReadCtx | WriteCtx, communityId: number, caseId: string): Promise<CallBackFact | null> {
  const { rows } = await sql<{ rating: CallBackFact }>`
    select f.fact -> 'rating' as rating
    from case_entries e cross join lateral jsonb_array_elements(e.facts) f(fact)
    where e.community_id = ${communityId} and e.case_id = ${caseId} and f.fact ->> 'kind' = 'rated' and f.fact #>> '{rating,by}' = 'hotline'
    order by e.seq desc limit 1`.execute(ctx.db);
  const rating = rows[0]?.rating;
  return rating ? { isSolved: rating.isSolved, score: rating.score, at: rating.at } : null;
}

/** How a ticket stands; `request.not-found` where its case is not the caller's to see. */
export async function showTicket(types: CaseTypes, ctx: ReadCtx | WriteCtx, number: string): Promise<TicketState> {
  const ticket = await ctx.db
    .selectFrom('tickets')
    .select(['communityId', 'caseId'])
    .where('number', '=', number)
    .executeTakeFirst();
  if (!ticket) throw refuse('request.not-found');
  const row = await (await visibleCases(ctx, 'tickets.exchange'))
    .leftJoin('organisations', 'organisations.id', 'cases.leadOrganisationId')
    .where('cases.communityId', '=', ticket.communityId)
    .where('cases.id', '=', ticket.caseId)
    .select([
      'cases.number',
      'cases.type',
      'cases.stage',
      'cases.phase',
      'cases.seq',
      'cases.promiseDueAt',
      'cases.contactedAt',
      'cases.doneAt',
      'cases.closedAt',
      'cases.outcome',
      'organisations.name as unit',
    ])
    .executeTakeFirst();
  if (!row) throw refuse('request.not-found');
  return {
    number,
    caseNumber: row.number,
    seq: row.seq,
    phase: row.phase as TicketState['phase'],
    status: labelOf(types, row),
    unit: row.unit,
    dueAt: row.promiseDueAt,
    contactedAt: row.contactedAt,
    doneAt: row.doneAt,
    closedAt: row.closedAt,
    outcome: row.outcome,
    replies: await repliesOf(ctx, ticket.communityId, ticket.caseId),
    callBack: await callBackOf(ctx, ticket.communityId, ticket.caseId),
  };
}
