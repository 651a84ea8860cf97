import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { intentionsBody } from '../../../contract/intentions.ts';
import { placeOf, type Route } from '../../../contract/route.ts';
import type { Actor } from '../../../domain/access/actor.ts';
import { refuse } from '../../../domain/refusals.ts';
import type { Vault } from '../crypto/vault.ts';
import type { AuditNote, JobSender, Log, ReadCtx, WriteCtx } from '../ctx.ts';
import type { Database, ReadTx, RowScope, WriteTx } from '../db/client.ts';
import { logWith } from '../log.ts';
import { assertAllowed } from './allow.ts';
import { type Caller, type Door, performIntention, whoOf } from './intentions.ts';
import { problemOf, refusalOf, refusalOfIssues } from './problems.ts';
import type { DoorTools, MediaAnswer, OuterApi, ReadBinding, Slice } from './slice.ts';
import { type TlsFiles, tlsOptions } from './tls.ts';
import { guardWaysIn, type WaysIn } from './ways-in.ts';

export interface HttpParts {
  readonly database: Database;
  readonly slices: readonly Slice[];
  readonly log: Log;
  readonly vault: Vault;
  readonly now: () => string;
  readonly newId: () => string;
  /** Who is asking, from cookie, key or link; never throws for a stranger: that is `anonymous`. */
  readonly resolveActor: (request: FastifyRequest) => Promise<Actor>;
  /** As resolveActor, by a key alone: where a standard's own addresses are asked. */
  readonly resolveKey: (request: FastifyRequest) => Promise<Actor>;
  readonly rowScopeOf: (actor: Actor, now: string) => Promise<RowScope>;
  readonly writeAudit: (db: WriteTx, caller: Caller, now: string, notes: readonly AuditNote[]) => Promise<void>;
  readonly jobsIn: (db: WriteTx) => JobSender;
  /** Origins a browser may write from, beside the host it asks. */
  readonly origins: readonly string[];
  readonly trustedProxies: readonly string[];
  readonly waysIn?: WaysIn;
  /** Where this process ends TLS itself. */
  readonly tls?: TlsFiles | undefined;
  /** Whether people reach this installation by https. */
  readonly isHttps?: boolean;
  /** Told of each answered request, for whoever counts them. */
  readonly observe?: (request: FastifyRequest, reply: FastifyReply) => void;
  /** Told of each refusal's code, for whoever counts them. */
  readonly refused?: (code: string) => void;
  /** How long a request may take to arrive; five minutes unless a test says otherwise. */
  readonly requestWithinMs?: number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks and what rows they may see; set before every handler under /api. */
    caller: Caller;
  }
}

const bodyLimitBytes = 2 * 1024 * 1024;
/** Thirty megabytes, the most a file may have, over a line of one megabit a second. */
const requestWithinMs = 300_000;
const headersWithinMs = 30_000;
const yearSeconds = 365 * 86_400;

/** For answers that no hook reaches: there is nothing in them to show, to frame or to guess at. */
const bareHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

/** Builds the HTTP application from its parts; it listens nowhere yet, so tests call it by `inject`. */
export async function buildHttp(parts: HttpParts): Promise<FastifyInstance> {
  const patience = {
    headersTimeout: Math.min(headersWithinMs, parts.requestWithinMs ?? requestWithinMs),
    connectionsCheckingInterval: Math.min(5_000, parts.requestWithinMs ?? requestWithinMs),
  };
  const app = fastify({
    logger: false,
    trustProxy: parts.trustedProxies.length > 0 ? [...parts.trustedProxies] : false,
    genReqId: () => parts.newId(),
    bodyLimit: bodyLimitBytes,
    routerOptions: { maxParamLength: 200 },
    // A request that has not arrived whole by then is let go: a slow or a hostile client holds no place for ever.
    requestTimeout: parts.requestWithinMs ?? requestWithinMs,
    http: patience,
    // The application is the same over either; its type says http.
    ...(parts.tls ? ({ https: { ...tlsOptions(parts.tls), ...patience } } as object) : {}),
    forceCloseConnections: 'idle',
    // An address that can't be decoded never reaches a route or its error handler.
    frameworkErrors: (error, request, reply) =>
      sendError(parts, error, request, reply.headers({ ...bareHeaders, 'x-request-id': request.id })),
  });
  app.setErrorHandler((error: FastifyError, request, reply) => sendError(parts, error, request, reply));
  app.addHook('onResponse', async (request, reply) => parts.observe?.(request, reply));
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // antd writes its styles at run time; scripts stay strict.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        workerSrc: ["'self'", 'blob:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginEmbedderPolicy: false,
    // Where people come by https a browser comes by nothing else from then on; on a machine of one's own there is no certificate.
    strictTransportSecurity: parts.isHttps ? { maxAge: yearSeconds, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(compress, { threshold: 1024, encodings: ['gzip', 'identity'] });
  // A client that has hung up has no address any more; its request still runs to its end.
  await app.register(rateLimit, { global: false, keyGenerator: ({ ip }) => ip ?? '' });
  await app.register(multipart, { limits: { fileSize: 30 * 1024 * 1024, files: 1, fields: 10 } });
  if (parts.waysIn) guardWaysIn(app, parts.waysIn);
  app.decorateRequest('caller', null as unknown as Caller);
  const door = doorOf(parts);
  await app.register(async (api) => bindApi(api, parts, door), { prefix: '/api' });
  for (const { outer } of parts.slices) {
    if (outer) await app.register((api) => bindOuter(api, parts, door, outer), { prefix: outer.prefix });
  }
  return app;
}

/** Addresses of a standard: who asks, what is logged and what may be done are as under /api. */
async function bindOuter(api: FastifyInstance, parts: HttpParts, door: Door, outer: OuterApi): Promise<void> {
  bindCaller(api, parts, parts.resolveKey);
  await outer.plugin(api, toolsOf(parts, door));
}

/** The door for what comes by no request: a broker's messages. */
export function doorTools(parts: HttpParts): DoorTools {
  return toolsOf(parts, doorOf(parts));
}

function toolsOf(parts: HttpParts, door: Door): DoorTools {
  return {
    perform: (caller, parsed) => performIntention(door, caller, parsed),
    read: (caller, work, rows = caller.rows) =>
      parts.database.read(rows, (db) =>
        work({ ...baseCtx(parts, { ...caller, rows }), db, audit: () => undefined } as ReadCtx),
      ),
  };
}

/** Says of each request who is asking, and writes its line into the log. */
function bindCaller(api: FastifyInstance, parts: HttpParts, resolve: HttpParts['resolveActor']): void {
  api.addHook('preHandler', async (request) => {
    const actor = await resolve(request);
    request.caller = { actor, rows: await parts.rowScopeOf(actor, parts.now()), requestId: request.id };
  });
  api.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  api.addHook('onResponse', async (request, reply) => {
    // The route's pattern, not its address: a path may carry a number or a name.
    parts.log.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request.done',
    );
  });
}

async function bindApi(api: FastifyInstance, parts: HttpParts, door: Door): Promise<void> {
  api.addHook('onRequest', async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') assertSameOrigin(parts, request);
  });
  bindCaller(api, parts, parts.resolveActor);
  for (const binding of parts.slices.flatMap((slice) => slice.reads ?? [])) bindRead(api, parts, binding);
  bindDoor(api, door);
  for (const { plugin } of parts.slices) if (plugin) await api.register((inner) => plugin(inner, toolsOf(parts, door)));
  api.setNotFoundHandler(() => {
    throw refuse('request.not-found');
  });
}

/** A browser tells where a write comes from; anything but our own pages is refused (CSRF). Clients without Origin carry no cookie worth stealing. */
function assertSameOrigin(parts: HttpParts, request: FastifyRequest): void {
  const origin = request.headers.origin;
  if (origin === undefined) {
    if (request.headers['sec-fetch-site'] === 'cross-site') throw refuse('access.csrf');
    return;
  }
  const own = [`http://${request.headers.host}`, `https://${request.headers.host}`, ...parts.origins];
  if (!own.includes(origin)) throw refuse('access.csrf');
}

function parsePart<T>(schema: Route['params'], value: unknown, prefix: string): T {
  if (!schema) return {} as T;
  const parsed = schema.safeParse(value ?? {});
  if (!parsed.success) throw refusalOfIssues(parsed.error.issues, prefix);
  return parsed.data as T;
}

/** How often an address may ask: what the route says of everybody or of strangers, else what holds for strangers over all reads. */
function limitOf({ perMinute, strangersPerMinute }: Route): object {
  if (strangersPerMinute !== undefined) return { ...strangersLimit, max: strangersPerMinute };
  return perMinute === undefined ? strangersReads : { max: perMinute, timeWindow: strangersReads.timeWindow };
}

function bindRead(api: FastifyInstance, parts: HttpParts, binding: ReadBinding): void {
  const { route } = binding;
  const { method, path } = placeOf(binding.key);
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const { caller } = request;
    assertAllowed(route.access, caller.actor);
    const params = parsePart(route.params, request.params, '');
    const query = route.asks ? parsePart(route.asks, request.body, '') : parsePart(route.query, request.query, '');
    const notes: AuditNote[] = [];
    const run = (db: ReadTx) =>
      binding.run({ ...baseCtx(parts, caller), db, audit: (note) => notes.push(note) } as ReadCtx, { params, query });
    const answer = route.audits
      ? await parts.database.write(caller.rows, async (db) => {
          const result = await run(db);
          await parts.writeAudit(db, caller, parts.now(), notes.splice(0));
          return result;
        })
      : await parts.database.read(caller.rows, run);
    if (route.media) return sendMedia(reply, answer as MediaAnswer);
    return reply.type('application/json').send(JSON.stringify(route.output.parse(answer)));
  };
  api.route({ method, url: path, config: { rateLimit: limitOf(route) }, handler });
}

function baseCtx(parts: HttpParts, caller: Caller): Omit<ReadCtx, 'db' | 'audit'> {
  return {
    shared: parts.database.pool,
    actor: caller.actor,
    rows: caller.rows,
    now: parts.now(),
    newId: parts.newId,
    vault: parts.vault,
    log: logWith(parts.log, { requestId: caller.requestId }),
    requestId: caller.requestId,
  };
}

function sendMedia(reply: FastifyReply, answer: MediaAnswer): FastifyReply {
  if (answer.fileName)
    reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(answer.fileName)}`);
  for (const [name, value] of Object.entries(answer.headers ?? {})) reply.header(name, value);
  return reply.header('x-content-type-options', 'nosniff').type(answer.mediaType).send(answer.body);
}

const isKnown = (request: FastifyRequest): boolean => request.caller.actor.kind !== 'anonymous';

/** Over all that strangers may read, counted together: a whole street may stand behind one address, but no machine. */
const strangersReads = {
  max: 600,
  timeWindow: 60_000,
  hook: 'preHandler',
  groupId: 'strangers-read',
  allowList: isKnown,
} as const;

/** Strangers may write (a report needs no account), but not in floods; whoever is signed in is known by name instead. */
const strangersLimit = {
  max: 60,
  timeWindow: 60_000,
  hook: 'preHandler',
  allowList: isKnown,
} as const;

function doorOf(parts: HttpParts): Door {
  const commands = new Map(
    parts.slices.flatMap((slice) => slice.commands ?? []).map((binding) => [binding.name, binding]),
  );
  return {
    database: parts.database,
    commands,
    refused: ({ actor, requestId }, { command, code }) => tellRefusal(parts, actor, { requestId, command }, code),
    fingerprint: (text) => parts.vault.token('intention', text).toString('base64url'),
    contextOf(db, caller, parsed) {
      const notes: AuditNote[] = [];
      const ctx: WriteCtx = {
        ...baseCtx(parts, caller),
        db,
        intentionId: parsed.id,
        madeAt: parsed.madeAt,
        jobs: parts.jobsIn(db),
        audit: (note) => notes.push(note),
      };
      return { ...ctx, flush: () => parts.writeAudit(db, caller, ctx.now, notes) };
    },
  };
}

function bindDoor(api: FastifyInstance, door: Door): void {
  api.post('/intentions', { config: { rateLimit: strangersLimit } }, async (request, reply) => {
    const body = intentionsBody.safeParse(request.body);
    if (!body.success) throw refusalOfIssues(body.error.issues);
    const results = [];
    for (const parsed of body.data.intentions) results.push(await performIntention(door, request.caller, parsed));
    return reply.type('application/json').send(JSON.stringify({ results }));
  });
}

/** How long a client should leave us alone while the database is away: it is back within seconds. */
const retryAfterSeconds = 5;

type Telling = Pick<HttpParts, 'log' | 'refused'>;

/** One line of who was refused what, by ids and codes alone; and the code counted. */
function tellRefusal(parts: Telling, actor: Actor | undefined, where: object, code: string): void {
  const who = actor ? { actor: actor.kind, by: whoOf(actor) } : { actor: 'anonymous' };
  parts.log.info({ ...where, ...who, refusal: code }, 'request.refused');
  parts.refused?.(code);
}

/** Every error ends here: a refusal as its problem, Fastify's own 4xx as "invalid", anything else as 500 with the request id and one error line. */
function sendError(parts: Telling, error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = refusalOf(error) ?? ownRefusal(error);
  if (refusal) {
    const { method, routeOptions, id: requestId } = request;
    tellRefusal(parts, request.caller?.actor, { requestId, method, route: routeOptions.url ?? 'none' }, refusal.code);
    const problem = problemOf(refusal, request.id);
    if (problem.status === 503) reply.header('retry-after', retryAfterSeconds);
    return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
  parts.log.error(
    {
      requestId: request.id,
      route: request.routeOptions.url ?? 'none',
      error: error.name,
      code: error.code,
      stack: error.stack,
    },
    'request.failed',
  );
  const problem = {
    type: 'urn:linli:failure',
    title: 'Something went wrong on our side',
    status: 500,
    code: 'failure',
    text: {
      zh: `系统出错了，您填写的内容没有丢，请稍后重试（编号 ${request.id}）。`,
      en: `Something went wrong; nothing you entered is lost (${request.id}).`,
    },
    requestId: request.id,
  };
  return reply.code(500).type('application/problem+json').send(JSON.stringify(problem));
}

function ownRefusal(error: FastifyError) {
  if (error.statusCode === 413) return refuse('request.too-large', { limit: '2 MB' });
  if (error.statusCode === 429) return refuse('request.too-many', { seconds: 60 });
  if (error.statusCode && error.statusCode >= 400 && error.statusCode < 500) return refuse('request.invalid');
  return undefined;
}
