import { z } from 'zod';
import { text } from '../domain/text.ts';
import { command, route } from './route.ts';
import { areaId, bilingual, isoInstant, lonLat, pageOf, pageQuery, rowRef, statedInstant, words } from './shapes.ts';

/** The hotline's own number of a ticket: letters, digits and a few marks, as it writes it. */
export const ticketNumber = z
  .string()
  .max(60)
  .transform((value) => value.normalize('NFKC').trim())
  .pipe(z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_./#()-]{0,59}$/u));

/** A ticket as it comes, by JSON or from a row of a sheet. */
export const ticketInput = z.object({
  number: ticketNumber,
  /** What the person said. */
  words: words(4000).pipe(z.string().min(1)),
  /** 转办意见: what the hotline says to do. */
  opinion: words(800).optional(),
  urgency: z.enum(['normal', 'urgent']).default('normal'),
  /** Code or Chinese name of a category; one we do not know is left to the desk. */
  category: z.string().max(60).optional(),
  /** The hotline's limit: nothing on the case is due later. */
  dueAt: statedInstant.optional(),
  address: words(200).default(''),
  /** An area of ours, or a point in WGS 84; without either the desk of the key's or user's own area places it. */
  areaId: areaId.optional(),
  point: lonLat.optional(),
  contactName: words(40).default(''),
  contactPhone: z.string().max(30).default(''),
});
export type TicketInput = z.output<typeof ticketInput>;

/** raised: a new case; same: known, nothing new; supplemented: known, and what was new stands on the case. */
const taken = z.object({
  number: z.string(),
  ref: rowRef,
  caseNumber: z.string(),
  state: z.enum(['raised', 'same', 'supplemented']),
});
export type TicketTaken = z.output<typeof taken>;

const reports = z.object({ waiting: z.number().int(), sent: z.number().int(), failed: z.number().int() });

const ticketItem = z.object({
  number: z.string(),
  ref: rowRef,
  caseNumber: z.string(),
  title: z.string(),
  stageLabel: bilingual,
  phase: z.enum(['raised', 'accepted', 'handling', 'checking', 'closed']),
  dueAt: isoInstant.nullable(),
  receivedAt: isoInstant,
  supplements: z.number().int(),
  reports,
});
export type TicketItem = z.output<typeof ticketItem>;

/** How a ticket stands, for the hotline to ask or to be told. */
export const ticketState = z.object({
  number: z.string(),
  caseNumber: z.string(),
  /** The last step of the case that this tells of: a lower one that comes later is old news. */
  seq: z.number().int(),
  phase: z.enum(['raised', 'accepted', 'handling', 'checking', 'closed']),
  status: bilingual,
  unit: z.string().nullable(),
  dueAt: isoInstant.nullable(),
  contactedAt: isoInstant.nullable(),
  doneAt: isoInstant.nullable(),
  closedAt: isoInstant.nullable(),
  outcome: z.string().nullable(),
  /** Words to the person, the oldest first; internal notes are never among them. */
  replies: z.array(z.object({ at: isoInstant, words: z.string() })),
  /** What the hotline's own call-back said, where it has told us. */
  callBack: z.object({ isSolved: z.boolean(), score: z.number().int(), at: isoInstant }).nullable(),
});
export type TicketState = z.output<typeof ticketState>;

/** A row of an uploaded sheet as it was read: a ticket to be taken, or what is wrong with it by cell. */
export const ticketPreview = z.object({
  sheetName: z.string(),
  rows: z.array(
    z.object({
      row: z.number().int(),
      number: z.string(),
      ticket: ticketInput.nullable(),
      faults: z.array(z.object({ address: z.string(), text: bilingual })),
    }),
  ),
});
export type TicketPreview = z.output<typeof ticketPreview>;

/** Where tickets come in as the hotline sends them; each becomes a command through the door. */
export const ticketPaths = {
  take: '/tickets',
  preview: '/tickets/preview',
  callBack: '/tickets/:number/call-back',
} as const;

export const ticketRoutes = {
  'GET /tickets': route({
    access: { capability: 'tickets.exchange' },
    summary: text('热线工单，最近收到的在前', 'Tickets of the hotline, the newest first'),
    query: pageQuery,
    output: pageOf(ticketItem),
  }),
  'GET /tickets/:number': route({
    access: { capability: 'tickets.exchange' },
    summary: text('一件热线工单的办理情况', 'How a ticket stands'),
    params: z.object({ number: z.string().max(60) }),
    output: ticketState,
  }),
} as const;

export const ticketCommands = {
  'tickets.take': command({
    access: { capability: 'tickets.exchange' },
    summary: text('接收一件热线工单', 'Take a ticket in'),
    input: ticketInput,
    output: taken,
  }),
  'tickets.recordCallBack': command({
    access: { capability: 'tickets.exchange' },
    summary: text('记录热线的回访结果', 'Enter what the hotline’s call-back said'),
    input: z.object({
      number: ticketNumber,
      isSolved: z.boolean(),
      /** 1 very unsatisfied … 5 very satisfied. */
      score: z.number().int().min(1).max(5),
      words: words(1000).default(''),
    }),
    output: taken.omit({ state: true }),
  }),
  'tickets.reportAgain': command({
    access: { capability: 'tickets.exchange' },
    summary: text('重新回传未送达的办理情况', 'Tell the hotline again what did not reach it'),
    input: z.object({ number: ticketNumber }),
    output: z.object({ again: z.number().int() }),
  }),
} as const;
