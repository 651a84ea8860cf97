import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../../../contract/intentions.ts';
import { holdingsWith } from '../../../domain/access/actor.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { deriveId } from '../../../domain/case/ids.ts';
import { settingNow } from '../../access/settings.ts';
import { areaTree } from '../../access/tree.ts';
import type { Log, ReadCtx } from '../../kit/ctx.ts';
import { noRows } from '../../kit/db/client.ts';
import { problemOf, refusalOf } from '../../kit/http/problems.ts';
import type { DoorTools, Slice } from '../../kit/http/slice.ts';
import { type XmlValue, xmlDocument } from '../../kit/http/xml.ts';
import { uuidv7 } from '../../kit/ids.ts';
import { Open311Error } from './open311.error.ts';
import { type Fields, instant, listed, one, readFields, whole } from './open311.fields.ts';
import { raiseInput } from './open311.report.ts';
import { jurisdictionArea, listRequests, publicRows, type RequestsAsk } from './open311.requests.queries.ts';
import { allServices, definitionView, getService, type Language, serviceView } from './open311.services.queries.ts';

const dayMs = 86_400_000;
const longestSpanDays = 90;
const mostRows = 1000;
const mostIds = 200;

const itemNames = {
  services: 'service',
  attributes: 'attribute',
  values: 'value',
  service_requests: 'request',
  notes: 'note',
  errors: 'error',
};

type Format = 'json' | 'xml';

/** By the ending of the address, else by what is accepted; XML where nothing is said, as the standard has it. */
function formatOf(request: FastifyRequest): Format {
  const path = request.url.split('?', 1)[0] as string;
  if (path.endsWith('.json')) return 'json';
  if (path.endsWith('.xml')) return 'xml';
  return /json/.test(request.headers.accept ?? '') ? 'json' : 'xml';
}

function languageOf(request: FastifyRequest): Language {
  return /^en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';
}

/** Answers with plain data under the name its document has in XML. */
function send(request: FastifyRequest, reply: FastifyReply, root: string, value: XmlValue, status = 200): FastifyReply {
  const isJson = formatOf(request) === 'json';
  return reply
    .code(status)
    .header('x-content-type-options', 'nosniff')
    .type(isJson ? 'application/json; charset=utf-8' : 'text/xml; charset=utf-8')
    .send(isJson ? JSON.stringify(value) : xmlDocument(root, value, itemNames));
}

const sendErrors = (request: FastifyRequest, reply: FastifyReply, status: number, description: string): FastifyReply =>
  send(request, reply, 'errors', [{ code: status, description }], status);

/** Refusals in the standard's numbers: what is wrong with a request is 400, what a key may not do 403. */
function statusOf({ status }: Problem): number {
  if (status === 401) return 403;
  return status === 422 || status === 409 ? 400 : status;
}

function describe(problem: Problem, language: Language): string {
  const fields = (problem.fields ?? []).map(({ path, text }) => `${path}: ${text[language]}`);
  return [problem.text[language], ...fields].join(' ');
}

function fail(log: Log, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof Open311Error) return sendErrors(request, reply, error.status, error.message);
  const refusal = refusalOf(error);
  if (refusal) {
    const problem = problemOf(refusal);
    return sendErrors(request, reply, statusOf(problem), describe(problem, languageOf(request)));
  }
  const { statusCode, name, stack } = error as { statusCode?: number; name: string; stack?: string };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return sendErrors(request, reply, statusCode, statusCode === 429 ? 'too many requests' : 'the request is invalid');
  log.error({ requestId: request.id, route: request.routeOptions.url ?? 'none', error: name, stack }, 'request.failed');
  return sendErrors(request, reply, 500, `something went wrong (${request.id})`);
}

/** Who has no key is known by their address alone, and asks so often a minute. */
const strangersLimit = {
  max: 60,
  timeWindow: 60_000,
  hook: 'preHandler',
  allowList: (request: FastifyRequest) => request.caller.actor.kind !== 'anonymous',
} as const;

const queryOf = (request: FastifyRequest): Fields => readFields(request.url.split('?').slice(1).join('?'));

/** The identifier at the end of an address, without the ending that says the format. */
const idOf = (request: FastifyRequest, name: string): string =>
  ((request.params as Record<string, string>)[name] ?? '').replace(/\.(?:json|xml)$/, '');

/** GeoReport v2, with paging and notes: https://wiki.open311.org/GeoReport_v2/ */
export function makeOpen311Slice(
  types: CaseTypes,
  { log, now }: { readonly log: Log; readonly now: () => string },
): Slice {
  return {
    outer: {
      prefix: '/open311/v2',
      plugin: async (app, tools) => {
        app.setErrorHandler((error, request, reply) => fail(log, error, request, reply));
        app.setNotFoundHandler((request, reply) => sendErrors(request, reply, 404, 'there is nothing here'));
        app.removeAllContentTypeParsers();
        app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
          try {
            const fields = readFields(String(body));
            done(null, { fields, api_key: fields.get('api_key')?.[0] });
          } catch (error) {
            done(error as Error);
          }
        });
        app.addHook('preHandler', async (request) => {
          const isOpen = await tools.read(request.caller, (ctx) => settingNow(ctx.db, 'open311.isOpen'));
          if (!isOpen) throw new Open311Error(403, 'this installation keeps Open311 closed');
        });
        bindServices(app, tools);
        bindRequests(app, tools, types, now);
        bindReport(app, tools);
      },
    },
  };
}

function bindServices(app: FastifyInstance, { read }: DoorTools): void {
  const limited = { config: { rateLimit: strangersLimit } };
  const list = async (request: FastifyRequest, reply: FastifyReply) => {
    const language = languageOf(request);
    const services = await read(request.caller, async (ctx) => {
      await jurisdictionArea(ctx, one(queryOf(request), 'jurisdiction_id'));
      return (await allServices(ctx)).filter(({ isOpen }) => isOpen).map((service) => serviceView(service, language));
    });
    return send(request, reply, 'services', services);
  };
  for (const path of ['/services', '/services.json', '/services.xml']) app.get(path, limited, list);
  app.get('/services/:code', limited, async (request, reply) => {
    const definition = await read(request.caller, async (ctx) => {
      await jurisdictionArea(ctx, one(queryOf(request), 'jurisdiction_id'));
      return definitionView(await getService(ctx, idOf(request, 'code')), languageOf(request));
    });
    return send(request, reply, 'service_definition', definition);
  });
}

/** The stretch of time that is asked for: ninety days to now unless told, and never more. @throws 400 */
function spanOf(fields: Fields, now: string): { from: string; to: string } {
  const [start, end] = [instant(fields, 'start_date'), instant(fields, 'end_date')];
  const spanMs = longestSpanDays * dayMs;
  const to = end ?? (start === undefined ? now : new Date(Date.parse(start) + spanMs).toISOString());
  const from = start ?? new Date(Date.parse(to) - spanMs).toISOString();
  if (from > to) throw new Open311Error(400, 'start_date lies after end_date');
  if (Date.parse(to) - Date.parse(from) > spanMs)
    throw new Open311Error(400, `start_date and end_date may span ${longestSpanDays} days at most`);
  return { from, to };
}

function statusesOf(fields: Fields): readonly ('open' | 'closed')[] | undefined {
  const wanted = listed(fields, 'status', 2);
  if (wanted?.some((one) => one !== 'open' && one !== 'closed'))
    throw new Open311Error(400, 'status must be open or closed');
  return wanted as readonly ('open' | 'closed')[] | undefined;
}

function askOf(request: FastifyRequest, now: string, id?: string): Omit<RequestsAsk, 'areaId'> {
  const fields = queryOf(request);
  const ids = id === undefined ? listed(fields, 'service_request_id', mostIds) : [id];
  return {
    ids,
    serviceCodes: ids ? undefined : listed(fields, 'service_code', mostIds),
    status: ids ? undefined : statusesOf(fields),
    ...(ids ? { from: now, to: now } : spanOf(fields, now)),
    page: whole(fields, 'page', 1, 10_000),
    pageSize: whole(fields, 'page_size', mostRows, mostRows),
    hasExtensions: one(fields, 'extensions') === 'true',
    language: languageOf(request),
  };
}

function bindRequests(app: FastifyInstance, tools: DoorTools, types: CaseTypes, now: () => string): void {
  const limited = { config: { rateLimit: strangersLimit } };
  const find = async (request: FastifyRequest, id?: string) => {
    const ask = askOf(request, now(), id);
    const where = await tools.read(
      request.caller,
      async (ctx) => {
        const areaId = await jurisdictionArea(ctx, one(queryOf(request), 'jurisdiction_id'));
        return { areaId, rows: publicRows(await areaTree(ctx), areaId) };
      },
      noRows,
    );
    // Everybody may read what is public, wherever it lies; the query shows nothing else of these rows.
    return tools.read(request.caller, (ctx) => listRequests(types, ctx, { ...ask, areaId: where.areaId }), where.rows);
  };
  const list = async (request: FastifyRequest, reply: FastifyReply) =>
    send(request, reply, 'service_requests', await find(request));
  for (const path of ['/requests', '/requests.json', '/requests.xml']) app.get(path, limited, list);
  app.get('/requests/:id', limited, async (request, reply) => {
    const found = await find(request, idOf(request, 'id'));
    if (found.length === 0) throw new Open311Error(404, 'service_request_id was not found');
    return send(request, reply, 'service_requests', found);
  });
}

/** The intention a report becomes: the same for the same key and the client's own `Idempotency-Key`, so that a report sent twice is one. */
function intentionIdOf(request: FastifyRequest, given: string | undefined): string {
  const { actor } = request.caller;
  return given === undefined || actor.kind !== 'integration' ? uuidv7() : deriveId(actor.key, `open311:${given}`);
}

function assertMayReport(ctx: Pick<ReadCtx, 'actor'>): void {
  if (ctx.actor.kind !== 'integration') throw new Open311Error(403, 'api_key is missing or invalid');
  if (holdingsWith(ctx.actor, 'cases.raise').length === 0)
    throw new Open311Error(403, 'api_key was not made for reporting');
}

function bindReport(app: FastifyInstance, tools: DoorTools): void {
  const post = async (request: FastifyRequest, reply: FastifyReply) => {
    const { caller } = request;
    assertMayReport(caller);
    const fields = (request.body as { fields: Fields } | undefined)?.fields ?? new Map();
    const prepared = await tools.read(caller, async (ctx) => {
      const jurisdiction = await jurisdictionArea(ctx, one(fields, 'jurisdiction_id'));
      const code = one(fields, 'service_code');
      if (code === undefined) throw new Open311Error(400, 'service_code was not provided');
      const service = await getService(ctx, code);
      return { service, input: raiseInput(ctx, fields, service, jurisdiction) };
    });
    const given = request.headers['idempotency-key'];
    const id = intentionIdOf(request, typeof given === 'string' ? given.slice(0, 200) : undefined);
    const result = await tools.perform(caller, { id, command: 'cases.raise', input: prepared.input });
    if (result.state !== 'done') {
      const problem = result.state === 'refused' ? result.problem : undefined;
      return sendErrors(
        request,
        reply,
        problem ? statusOf(problem) : 400,
        problem ? describe(problem, languageOf(request)) : 'not yet',
      );
    }
    const { number } = result.output as { number: string };
    const isPrivate = prepared.service.rule.isPrivate;
    return send(
      request,
      reply,
      'service_requests',
      [
        {
          ...(isPrivate ? {} : { service_request_id: number }),
          service_notice: notices[isPrivate ? 'private' : 'usual'][languageOf(request)],
          account_id: null,
        },
      ],
      201,
    );
  };
  const limited = { config: { rateLimit: strangersLimit } };
  for (const path of ['/requests', '/requests.json', '/requests.xml']) app.post(path, limited, post);
  app.get('/tokens/:token', limited, async (request, reply) => {
    assertMayReport(request.caller);
    const token = idOf(request, 'token');
    const number = await tools.read(request.caller, (ctx) =>
      findReported(ctx, intentionIdOf(request, token.slice(0, 200))),
    );
    if (number === undefined) throw new Open311Error(404, 'token was not found');
    return send(request, reply, 'service_requests', [{ service_request_id: number, token }]);
  });
}

/** What a report sent with an `Idempotency-Key` became: the key is its token, for a client that lost the answer. */
async function findReported(ctx: ReadCtx, intentionId: string): Promise<string | undefined> {
  const found = await ctx.db
    .selectFrom('intentions')
    .select('output')
    .where('id', '=', intentionId)
    .where('command', '=', 'cases.raise')
    .executeTakeFirst();
  return (found?.output as { value?: { number?: string } } | undefined)?.value?.number;
}

const notices = {
  usual: {
    zh: '已收到，可凭编号查询办理进度。',
    en: 'Received. Its number shows how it goes on.',
  },
  private: {
    zh: '已收到。此类事项不公开，有结果会直接与您联系。',
    en: 'Received. Matters of this kind are not shown; you will be contacted.',
  },
} as const;
