import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { IntentionResult } from '../../../contract/intentions.ts';
import { ticketCommands, ticketPaths, ticketPreview, ticketRoutes } from '../../../contract/tickets.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { AppParts } from '../../app.ts';
import { assertAllowed } from '../../kit/http/allow.ts';
import { refusalOfIssues } from '../../kit/http/problems.ts';
import { bindCommands, bindReads, type DoorTools, type Slice } from '../../kit/http/slice.ts';
import { uuidv7 } from '../../kit/ids.ts';
import { type CaseDeeds, recordCallBack, reportAgain, takeTicket } from './tickets.commands.ts';
import { ticketJobs } from './tickets.jobs.ts';
import { previewTickets } from './tickets.preview.ts';
import { listTickets, showTicket } from './tickets.queries.ts';

const mostAtOnce = 50;
const largestSheet = 10 * 1024 * 1024;

/** One ticket, or up to fifty in `tickets`. Each is checked by its command, so that one that is wrong does not hold back the rest. */
const takeBody = z.union([
  z.object({ tickets: z.array(z.record(z.string(), z.unknown())).min(1).max(mostAtOnce) }),
  z.record(z.string(), z.unknown()),
]);

/** Tickets of the hotline: in by JSON and by sheets, out as reports of how they stand. */
export function makeTicketsSlice(
  types: CaseTypes,
  parts: Pick<AppParts, 'vault' | 'queue' | 'database' | 'hotline'>,
  deeds: CaseDeeds,
): Slice {
  return {
    reads: bindReads(ticketRoutes, {
      'GET /tickets': (ctx, { query }) => listTickets(types, ctx, query),
      'GET /tickets/:number': (ctx, { params }) => showTicket(types, ctx, params.number),
    }),
    commands: bindCommands(ticketCommands, {
      'tickets.take': (ctx, input) => takeTicket(ctx, deeds, input),
      'tickets.recordCallBack': (ctx, input) => recordCallBack(ctx, deeds, input),
      'tickets.reportAgain': (ctx, { number }) => reportAgain(ctx, number),
    }),
    jobs: ticketJobs(types, parts),
    plugin: async (app, tools) => {
      bindTake(app, tools);
      await app.register(bindPreview);
    },
  };
}

const assertExchanges = (request: FastifyRequest): void =>
  assertAllowed({ capability: 'tickets.exchange' }, request.caller.actor);

/** What became of one ticket, in the form the hotline is answered in. */
function resultOf(number: unknown, result: IntentionResult) {
  if (result.state === 'done') return result.output as object;
  const named = typeof number === 'string' ? number.slice(0, 60) : null;
  return result.state === 'refused'
    ? { number: named, state: 'refused', problem: result.problem }
    : { number: named, state: 'refused' };
}

function bindTake(app: FastifyInstance, { perform }: DoorTools): void {
  app.post(ticketPaths.take, async (request) => {
    assertExchanges(request);
    const body = takeBody.safeParse(request.body);
    if (!body.success) throw refusalOfIssues(body.error.issues);
    const list = 'tickets' in body.data && Array.isArray(body.data.tickets) ? body.data.tickets : [body.data];
    const results = [];
    for (const ticket of list as Record<string, unknown>[]) {
      // The ticket's own number tells a repeat apart, so each arrival is an intention of its own.
      const result = await perform(request.caller, { id: uuidv7(), command: 'tickets.take', input: ticket });
      results.push(resultOf(ticket['number'], result));
    }
    return { results };
  });
  app.post(ticketPaths.callBack, async (request, reply) => {
    assertExchanges(request);
    const { number } = request.params as { number: string };
    const given = z.record(z.string(), z.unknown()).safeParse(request.body);
    if (!given.success) throw refusalOfIssues(given.error.issues);
    const input = { ...given.data, number };
    const result = await perform(request.caller, { id: uuidv7(), command: 'tickets.recordCallBack', input });
    if (result.state !== 'refused') return resultOf(number, result);
    return reply
      .code(result.problem.status)
      .type('application/problem+json')
      .send(JSON.stringify({ ...result.problem, requestId: request.id }));
  });
}

/** A sheet is read and shown, never kept: what is taken in afterwards goes through the door, ticket by ticket. */
async function bindPreview(app: FastifyInstance): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: largestSheet }, (_request, body, done) =>
    done(null, body),
  );
  app.post(ticketPaths.preview, { bodyLimit: largestSheet }, async (request) => {
    assertExchanges(request);
    if (!Buffer.isBuffer(request.body)) throw refuse('import.not-a-table');
    const { name = '' } = request.query as { name?: unknown };
    return ticketPreview.parse(await previewTickets(request.body, typeof name === 'string' ? name.slice(0, 200) : ''));
  });
}
