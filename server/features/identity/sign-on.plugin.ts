import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type SignOnSurface, signOnBegin, signOnPaths, signOnSurface } from '../../../contract/sign-on.ts';
import { Refusal, refuse } from '../../../domain/refusals.ts';
import { writeAudit } from '../../access/audit.ts';
import type { Log } from '../../kit/ctx.ts';
import { noRows } from '../../kit/db/client.ts';
import type { SignOnPort } from '../../outside/sign-on/port.ts';
import type { SignInRequest } from './auth.ts';
import { sessionCookie } from './session-rules.ts';
import {
  beginSignOn,
  browserPattern,
  endBySignOn,
  finishSignOn,
  flowLifeMs,
  newBrowser,
  type SignOnParts,
  type SignOnTarget,
  takeFlow,
} from './sign-on.ts';

/** Puts a session's token into the browser, in place of the one it had. */
export type InstallSession = (
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  kind: 'staff' | 'resident',
) => Promise<void>;

export interface SignOnPages extends SignOnParts {
  readonly ports: readonly SignOnPort[];
  readonly config: { readonly publicUrl: string | undefined; readonly staffUrl?: string | undefined };
  readonly log: Log;
  readonly originOf: (request: FastifyRequest) => SignInRequest;
  readonly install: InstallSession;
}

/** A whole office comes through one address in the morning; a machine would come oftener. */
const limit = { max: 300, timeWindow: 60_000 };
const logoutBytes = 16 * 1024;
const ownMachine = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** The ways of a browser to the portals and back. Every answer leads to the sign-in page of a surface, which knows what is still missing; nothing of an address ever says where else to go. */
export function signOnPages(parts: SignOnPages): (app: FastifyInstance) => Promise<void> {
  const { ports, config } = parts;
  const session = sessionCookie(config);
  const kept = { name: `${session.name}-sign-on`, options: session.options } as const;

  const portOf = (request: FastifyRequest): SignOnPort => {
    const port = ports.find(({ id }) => id === (request.params as { readonly id: string }).id);
    if (!port) throw refuse('request.not-found');
    return port;
  };
  /** How the portal finds its way back: as the operator says; a machine of one's own may be asked by its own name. */
  const address = (request: FastifyRequest, path: string): string => {
    const own = ownMachine.test(request.host) ? `http://${request.host}` : undefined;
    const base = config.staffUrl ?? config.publicUrl ?? own;
    if (base === undefined) throw refuse('sign-on.unavailable');
    return new URL(path, base).href;
  };
  const returnAddress = (request: FastifyRequest, port: SignOnPort): string =>
    address(request, `/api${signOnPaths.finish.replace(':id', port.id)}`);
  const browserOf = (request: FastifyRequest) => {
    const [, surface, browser] = browserPattern.exec(request.cookies[kept.name] ?? '') ?? [];
    return browser === undefined ? undefined : { surface: signOnSurface.parse(surface), browser };
  };

  return async (app) => {
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: logoutBytes },
      (_, body, done) => done(null, body),
    );

    app.get(signOnPaths.begin, { config: { rateLimit: limit } }, async (request, reply) => {
      const target = signOnBegin.parse(request.query);
      // Signing on is what somebody does here, not what a page elsewhere does to them.
      if (request.headers['sec-fetch-site'] === 'cross-site') return reply.redirect(pageOf(target));
      const port = portOf(request);
      const browser = browserOf(request)?.browser ?? newBrowser();
      return orRefused(parts, request, reply, { port, target }, async () => {
        const way = { browser, returnAddress: returnAddress(request, port), target };
        const there = await beginSignOn(parts, port, way);
        reply.setCookie(kept.name, `${target.surface}.${browser}`, { ...kept.options, maxAge: flowLifeMs / 1000 });
        return reply.redirect(there);
      });
    });

    app.get(signOnPaths.finish, { config: { rateLimit: limit } }, async (request, reply) => {
      const port = portOf(request);
      const answer = answerOf(request.query);
      const known = browserOf(request);
      const target =
        known && answer['state'] ? await takeFlow(parts, port.id, answer['state'], known.browser) : undefined;
      const goal = target ?? { surface: known?.surface ?? 'desk', next: '/' };
      return orRefused(parts, request, reply, { port, target: goal }, async () => {
        if (!known || !target) throw refuse('sign-on.expired');
        const come = { browser: known.browser, returnAddress: returnAddress(request, port), answer };
        const token = await finishSignOn(parts, port, { ...come, request: parts.originOf(request) });
        reply.clearCookie(kept.name, kept.options);
        await parts.install(request, reply, token, 'staff');
        return reply.redirect(pageOf(target));
      });
    });

    // A portal's own word that somebody has signed out there; it comes without a browser. CAS says it at the address of return.
    for (const path of [signOnPaths.finish, signOnPaths.end])
      app.post(path, { config: { rateLimit: limit } }, async (request, reply) => {
        const port = portOf(request);
        try {
          if (typeof request.body === 'string') await endBySignOn(parts, port, request.id, request.body);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          const reason = error.cause instanceof Error ? error.cause.message : error.code;
          parts.log.warn({ requestId: request.id, provider: port.id, reason }, 'sign-on.logout-refused');
          return reply.code(400).send({ error: 'invalid_request' });
        }
        return reply.code(204).send();
      });

    app.get(signOnPaths.leave, { config: { rateLimit: limit } }, async (request, reply) => {
      const { surface } = signOnBegin.parse(request.query);
      const target = { surface, next: '/' };
      if (request.headers['sec-fetch-site'] === 'cross-site') return reply.redirect(pageOf(target));
      const port = portOf(request);
      const there = await port.leave(address(request, pageOf(target))).catch(() => undefined);
      return reply.redirect(there ?? pageOf(target));
    });
  };
}

/** What a portal sent along: each name once, none of it long. */
function answerOf(query: unknown): Readonly<Record<string, string>> {
  const parsed = z.record(z.string(), z.string().max(4_000)).safeParse(query);
  return parsed.success ? parsed.data : {};
}

/** The sign-in page of a surface; where one goes on from there is that page's to judge. */
function pageOf({ surface, next }: SignOnTarget, refused: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...(next === '/' ? {} : { next }), ...refused });
  return `/${surface satisfies SignOnSurface}/sign-in${query.size > 0 ? `?${query}` : ''}`;
}

/** Answers a refusal by the sign-in page, which says it in words; it is noted, without who it was. */
async function orRefused(
  { database, log, now }: SignOnPages,
  request: FastifyRequest,
  reply: FastifyReply,
  { port, target }: { readonly port: SignOnPort; readonly target: SignOnTarget },
  work: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code } = error;
    const reason = error.cause instanceof Error ? error.cause.message : undefined;
    log.warn({ requestId: request.id, provider: port.id, code, ...(reason ? { reason } : {}) }, 'sign-on.refused');
    // What needs no portal's word anybody can cause as often as they like: that is for the log alone.
    if (code !== 'sign-on.expired' && code !== 'sign-on.unavailable') {
      const note = { action: 'identity.sign-on-refused', noun: 'sessions', details: { by: port.id, code } };
      const caller = { actor: { kind: 'anonymous' }, requestId: request.id } as const;
      await database.write(noRows, (db) => writeAudit(db, caller, now(), [note]));
    }
    return reply.redirect(pageOf(target, { refused: code, by: port.id }));
  }
}
