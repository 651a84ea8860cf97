import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import {
  authPaths,
  changePasswordBody,
  sendCodeAnswer,
  sendCodeBody,
  sessionView,
  signInBody,
  verifyCodeBody,
} from '../../../contract/identity.ts';
import {
  beginAnswer,
  beginBody,
  confirmAnswer,
  confirmBody,
  secondFactorPaths,
  verifyBody,
} from '../../../contract/second-factor.ts';
import { dayMs } from '../../../domain/calendar/instant.ts';
import { rowScopeOfActor } from '../../access/row-scope.ts';
import type { Log } from '../../kit/ctx.ts';
import { refusalOfIssues } from '../../kit/http/problems.ts';
import type { SignOnPort } from '../../outside/sign-on/port.ts';
import type { Auth, SignInRequest } from './auth.ts';
import { getSessionView } from './identity.queries.ts';
import { codeAgainMs, codeLifeMs, type PhoneCodeParts, redeemCode, sendCode } from './phone-codes.ts';
import { makeResolveActor } from './resolve-actor.ts';
import { beginSecondFactor, confirmSecondFactor, verifySecondFactor } from './second-factor.ts';
import { codeCookie, deviceCookie, lifeMs, sessionCookie } from './session-rules.ts';
import { changePassword, fromAddress, signInByPassword, signOut } from './sign-in.ts';
import { type InstallSession, signOnPages } from './sign-on.plugin.ts';

export interface SignInPlugin extends PhoneCodeParts {
  readonly auth: Auth;
  readonly config: { readonly publicUrl: string | undefined; readonly staffUrl?: string | undefined };
  readonly isDemo: boolean;
  readonly ports: readonly SignOnPort[];
  readonly log: Log;
}

/** What a browser keeps of having asked for a code. */
const browserPattern = /^[\w-]{32}$/;

function bodyOf<T extends z.ZodType>(schema: T, request: FastifyRequest): z.output<T> {
  const parsed = schema.safeParse(request.body);
  if (!parsed.success) throw refusalOfIssues(parsed.error.issues);
  return parsed.data;
}

function originOf(request: FastifyRequest, device: string | undefined): SignInRequest {
  const userAgent = (request.headers['user-agent'] ?? '').slice(0, 200);
  return { requestId: request.id, ip: request.ip, userAgent, device: device?.slice(0, 100) };
}

/** Sign-in and sign-out: the cookie is set here and nowhere else. */
export function signInPlugin(parts: SignInPlugin): (app: FastifyInstance) => Promise<void> {
  const { database, auth, throttle, now } = parts;
  const cookie = sessionCookie(parts.config);
  const deviceKept = deviceCookie(parts.config);
  const codeKept = codeCookie(parts.config);
  const askedIn = (request: FastifyRequest): string | undefined => {
    const kept = request.cookies[codeKept.name];
    return kept !== undefined && browserPattern.test(kept) ? kept : undefined;
  };
  const origin = (request: FastifyRequest) => originOf(request, request.cookies[deviceKept.name]);
  const resolveActor = makeResolveActor(parts, now);

  /** Who one is after the cookie has changed. */
  const answer = async (request: FastifyRequest, reply: FastifyReply, token: string | undefined) => {
    request.cookies = { ...request.cookies, [cookie.name]: token };
    const actor = await resolveActor(request);
    const rows = await rowScopeOfActor(database, actor, now());
    const view = await database.read(rows, (db) =>
      getSessionView({ db, shared: database.pool, actor, now: now() }, parts.isDemo),
    );
    return reply.send(sessionView.parse(view));
  };
  /** A new sign-in takes the place of the one this browser had. */
  const install: InstallSession = async (request, reply, token, kind) => {
    await signOut(parts, request.caller);
    reply.setCookie(cookie.name, token, { ...cookie.options, maxAge: lifeMs[kind] / 1000 });
  };
  const begin = async (request: FastifyRequest, reply: FastifyReply, token: string, kind: 'staff' | 'resident') => {
    await install(request, reply, token, kind);
    return answer(request, reply, token);
  };

  return async (app) => {
    await app.register(signOnPages({ ...parts, originOf: origin, install }));
    app.post(authPaths.signIn, async (request, reply) => {
      const token = await signInByPassword(parts, origin(request), bodyOf(signInBody, request));
      return begin(request, reply, token, 'staff');
    });
    app.post(authPaths.sendCode, async (request, reply) => {
      const browser = askedIn(request) ?? randomBytes(24).toString('base64url');
      await sendCode(parts, { ...bodyOf(sendCodeBody, request), ip: request.ip, browser });
      reply.setCookie(codeKept.name, browser, { ...codeKept.options, maxAge: codeLifeMs / 1000 });
      return reply.send(
        sendCodeAnswer.parse({ expiresInSeconds: codeLifeMs / 1000, againInSeconds: codeAgainMs / 1000 }),
      );
    });
    app.post(authPaths.verifyCode, async (request, reply) => {
      const { phone, code } = bodyOf(verifyCodeBody, request);
      const userId = await fromAddress(throttle, request.ip, () => redeemCode(parts, phone, code, askedIn(request)));
      reply.clearCookie(codeKept.name, codeKept.options);
      return begin(request, reply, await auth.signInUser(origin(request), userId), 'resident');
    });
    app.post(authPaths.changePassword, async (request, reply) => {
      await changePassword(parts, request.caller, bodyOf(changePasswordBody, request));
      return answer(request, reply, request.cookies[cookie.name]);
    });
    app.post(secondFactorPaths.begin, async (request, reply) => {
      const { code } = bodyOf(beginBody, request);
      return reply.send(beginAnswer.parse(await beginSecondFactor(parts, request.caller, code)));
    });
    app.post(secondFactorPaths.confirm, async (request, reply) => {
      const { code } = bodyOf(confirmBody, request);
      return reply.send(confirmAnswer.parse(await confirmSecondFactor(parts, request.caller, code)));
    });
    app.post(secondFactorPaths.verify, async (request, reply) => {
      const kept = await verifySecondFactor(parts, request.caller, bodyOf(verifyBody, request));
      if (kept) {
        const maxAge = (kept.days * dayMs) / 1000;
        reply.setCookie(deviceKept.name, kept.device, { ...deviceKept.options, maxAge });
      }
      return answer(request, reply, request.cookies[cookie.name]);
    });
    app.post(authPaths.signOut, async (request, reply) => {
      await signOut(parts, request.caller);
      reply.clearCookie(cookie.name, cookie.options);
      return answer(request, reply, undefined);
    });
    app.addHook('onSend', async (_, reply) => {
      reply.header('cache-control', 'no-store');
    });
  };
}
