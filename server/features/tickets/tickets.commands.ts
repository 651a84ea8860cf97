import { sql } from 'kysely';
import type { z } from 'zod';
import type { caseCommands } from '../../../contract/cases.ts';
import { toRef } from '../../../contract/shapes.ts';
import type { TicketInput, TicketTaken, ticketCommands } from '../../../contract/tickets.ts';
import { holdingsWith } from '../../../domain/access/actor.ts';
import type { OuterLimit } from '../../../domain/case/clocks.ts';
import { parsePhone } from '../../../domain/identifiers/phone.ts';
import { refuse } from '../../../domain/refusals.ts';
import { text } from '../../../domain/text.ts';
import { visibleCases } from '../../access/visible.ts';
import type { WriteCtx } from '../../kit/ctx.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { findCategoryNamed } from './tickets.queries.ts';

type RaiseInput = z.output<(typeof caseCommands)['cases.raise']['input']>;
type ActInput = z.output<(typeof caseCommands)['cases.act']['input']>;
type CallBack = z.output<(typeof ticketCommands)['tickets.recordCallBack']['input']>;

/** What a ticket does to cases, by the commands of their own slice, inside this one's transaction. */
export interface CaseDeeds {
  raise(ctx: WriteCtx, input: RaiseInput, outerLimit?: OuterLimit): Promise<{ ref: string; number: string }>;
  act(ctx: WriteCtx, input: ActInput): Promise<{ ref: string; number: string }>;
}

/** The parts of a ticket that count as news when they change, each with what the desk is told of it. */
const told = {
  words: (ticket: TicketInput) => ticket.words,
  opinion: (ticket: TicketInput) => ticket.opinion ?? '',
  urgency: (ticket: TicketInput) => (ticket.urgency === 'urgent' ? '紧急' : '一般'),
  dueAt: (ticket: TicketInput) => (ticket.dueAt ? shanghai(ticket.dueAt) : ''),
  address: (ticket: TicketInput) => ticket.address,
  category: (ticket: TicketInput) => ticket.category ?? '',
  contactName: (ticket: TicketInput) => ticket.contactName,
  contactPhone: (ticket: TicketInput) => ticket.contactPhone,
} as const satisfies Record<string, (ticket: TicketInput) => string>;
type Told = keyof typeof told;

const labels: Readonly<Record<Told, string>> = {
  words: '诉求内容',
  opinion: '转办意见',
  urgency: '紧急程度',
  dueAt: '办结时限',
  address: '地址',
  category: '类别',
  contactName: '联系人',
  contactPhone: '联系电话',
};

/** An instant as people here write it: 2026-03-10 18:00. */
function shanghai(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** Keyed hashes of what a ticket says, by part: equality can be seen, the words cannot. */
function saidOf(ctx: WriteCtx, ticket: TicketInput): Readonly<Record<Told, string>> {
  const entries = (Object.keys(told) as Told[]).map((part) => [
    part,
    ctx.vault.token('ticket', `${part}\n${told[part](ticket)}`).toString('base64url'),
  ]);
  return Object.fromEntries(entries) as Record<Told, string>;
}

const longestNote = 2000;

/** What is new, in lines; of a name or a phone only that there is another one: in full they stand with the hotline. */
function supplementWords(ticket: TicketInput, changed: readonly Told[]): string {
  const lines = changed.map((part) =>
    part === 'contactName' || part === 'contactPhone'
      ? `${labels[part]}有变更，请以 12345 平台上的为准。`
      : `${labels[part]}：${told[part](ticket) || '（已清空）'}`,
  );
  const words = [`12345 工单 ${ticket.number} 有补充`, ...lines].join('\n');
  return words.length > longestNote ? `${words.slice(0, longestNote - 1)}…` : words;
}

/** Where a ticket is placed: as it says, else with the desk of the area that its bringer works for. */
function placeOf(ctx: WriteCtx, { areaId, point, address }: TicketInput): RaiseInput['place'] {
  if (point) return { point, words: address };
  const own = holdingsWith(ctx.actor, 'tickets.exchange').find((holding) => holding.areaId !== undefined)?.areaId;
  const area = areaId ?? own;
  if (area === undefined) throw refuse('case.place-needed');
  return { areaId: area, words: address };
}

/** The person, where the hotline passed on a phone that can be called; another one stays with the words. */
function contactOf({ contactName, contactPhone }: TicketInput): RaiseInput['contact'] {
  return parsePhone(contactPhone).ok ? { name: contactName, phone: contactPhone, isMine: false } : null;
}

async function raiseFrom(ctx: WriteCtx, deeds: CaseDeeds, ticket: TicketInput) {
  const opinion = ticket.opinion ? `\n转办意见：${ticket.opinion}` : '';
  const input: RaiseInput = {
    type: 'event',
    begin: 'report',
    source: 'hotline',
    categoryId: await findCategoryNamed(ctx, ticket.category),
    urgency: ticket.urgency,
    place: placeOf(ctx, ticket),
    contact: contactOf(ticket),
    fields: { words: `${ticket.words}${opinion}` },
    outsideNumber: ticket.number,
  };
  return deeds.raise(ctx, input, ticket.dueAt === undefined ? undefined : limitOf(ticket.number, ticket.dueAt));
}

function limitOf(number: string, dueAt: string): OuterLimit {
  const at = new Date(dueAt).toISOString();
  return {
    dueAt: at,
    why: text(
      `12345 工单 ${number} 要求 ${shanghai(at)} 前办结。`,
      `Ticket ${number} of 12345 asks for it by ${shanghai(at)}.`,
    ),
    basis: '12345 工单办结时限',
  };
}

interface KnownRow {
  readonly communityId: number;
  readonly caseId: string;
  readonly said: Readonly<Record<string, string>>;
}

/** Lets one ticket of a number be taken at a time: two sent at once would each find the other half done. */
async function waitForTurn(ctx: WriteCtx, number: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`ticket ${number}`}, 0))`.execute(ctx.db);
}

/** The ticket of a number, held until the transaction ends. */
async function lockTicket(ctx: WriteCtx, number: string): Promise<KnownRow | undefined> {
  const row = await ctx.db
    .selectFrom('tickets')
    .select(['communityId', 'caseId', 'said'])
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();
  return row && { ...row, said: row.said as Record<string, string> };
}

/** The case that somebody wrote down by hand under a ticket's number, in the caller's scope. */
async function findWrittenDown(ctx: WriteCtx, number: string): Promise<KnownRow | undefined> {
  const row = await (await visibleCases(ctx))
    .where('cases.outsideNumber', '=', number)
    .where('cases.source', '=', 'hotline')
    .select(['cases.communityId', 'cases.id'])
    .orderBy('cases.raisedAt')
    .executeTakeFirst();
  return row && { communityId: row.communityId, caseId: row.id, said: {} };
}

/** The case of a ticket that the caller may see. @throws tickets.elsewhere */
async function getKnown(ctx: WriteCtx, known: KnownRow, ticket: string) {
  const row = await (await visibleCases(ctx, 'tickets.exchange'))
    .where('cases.communityId', '=', known.communityId)
    .where('cases.id', '=', known.caseId)
    .select(['cases.number', 'cases.erasedAt'])
    .executeTakeFirst();
  if (!row) throw refuse('tickets.elsewhere', { number: ticket });
  return row;
}

/**
 * Takes a ticket in: a number that is new becomes a case, one that is known stays the same case and what it says anew is noted there.
 * @throws tickets.elsewhere, and what raising and noting refuse
 */
export async function takeTicket(ctx: WriteCtx, deeds: CaseDeeds, ticket: TicketInput): Promise<TicketTaken> {
  const said = saidOf(ctx, ticket);
  await waitForTurn(ctx, ticket.number);
  const known = (await lockTicket(ctx, ticket.number)) ?? (await findWrittenDown(ctx, ticket.number));
  if (known) return supplement(ctx, deeds, ticket, known, said);
  const raised = await raiseFrom(ctx, deeds, ticket);
  const cut = raised.ref.indexOf('-');
  await ctx.db
    .insertInto('tickets')
    .values({
      number: ticket.number,
      communityId: Number(raised.ref.slice(0, cut)),
      caseId: raised.ref.slice(cut + 1),
      said: jsonb(said),
      dueAt: ticket.dueAt ?? null,
      receivedAt: ctx.now,
      updatedAt: ctx.now,
    })
    .execute();
  return { number: ticket.number, ref: raised.ref, caseNumber: raised.number, state: 'raised' };
}

async function supplement(
  ctx: WriteCtx,
  deeds: CaseDeeds,
  ticket: TicketInput,
  known: KnownRow,
  said: Readonly<Record<Told, string>>,
): Promise<TicketTaken> {
  const { number: caseNumber, erasedAt } = await getKnown(ctx, known, ticket.number);
  const ref = toRef(known.communityId, known.caseId);
  const changed = (Object.keys(told) as Told[]).filter((part) => known.said[part] !== said[part]);
  // What was erased is not written down anew.
  if (erasedAt !== null || changed.length === 0) return { number: ticket.number, ref, caseNumber, state: 'same' };
  await deeds.act(ctx, { ref, action: 'note', input: { words: supplementWords(ticket, changed) } });
  await ctx.db
    .insertInto('tickets')
    .values({
      number: ticket.number,
      communityId: known.communityId,
      caseId: known.caseId,
      said: jsonb(said),
      dueAt: ticket.dueAt ?? null,
      supplements: 1,
      receivedAt: ctx.now,
      updatedAt: ctx.now,
    })
    .onConflict((conflict) =>
      conflict.column('number').doUpdateSet((eb) => ({
        said: eb.ref('excluded.said'),
        dueAt: eb.ref('excluded.dueAt'),
        updatedAt: eb.ref('excluded.updatedAt'),
        supplements: sql<number>`tickets.supplements + 1`,
      })),
    )
    .execute();
  return { number: ticket.number, ref, caseNumber, state: 'supplemented' };
}

/**
 * Enters what the hotline's own call-back said; it alone calls its people.
 * @throws request.not-found, and what the case refuses at its stage
 */
export async function recordCallBack(ctx: WriteCtx, deeds: CaseDeeds, { number, isSolved, score, words }: CallBack) {
  const known = await lockTicket(ctx, number);
  if (!known) throw refuse('request.not-found');
  const { number: caseNumber } = await getKnown(ctx, known, number);
  const ref = toRef(known.communityId, known.caseId);
  await deeds.act(ctx, { ref, action: 'hotline-result', input: { isSolved, score, words } });
  return { number, ref, caseNumber };
}

/** Lets what did not reach the hotline be sent once more, from now on. @throws request.not-found */
export async function reportAgain(ctx: WriteCtx, number: string): Promise<{ again: number }> {
  const known = await lockTicket(ctx, number);
  if (!known) throw refuse('request.not-found');
  await getKnown(ctx, known, number);
  const done = await ctx.db
    .updateTable('ticketReports')
    .set({ state: 'waiting', attempts: 0, nextAt: ctx.now, madeAt: ctx.now, lastFault: null })
    .where('number', '=', number)
    .where('state', '=', 'failed')
    .executeTakeFirst();
  const again = Number(done.numUpdatedRows);
  if (again > 0) await ctx.jobs.send('tickets.report', {}, { singletonKey: 'tickets.report' });
  ctx.audit({ action: 'tickets.report-again', noun: 'tickets', communityId: known.communityId, rowId: known.caseId });
  return { again };
}
