import { posix } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../../../domain/refusals.ts';

/** By which names people come in, as the operator says. */
export interface WaysIn {
  readonly publicUrl: string | undefined;
  /** Where staff work, if that is a name of its own. */
  readonly staffUrl: string | undefined;
}

/** Asked by machines beside us, with nothing of anybody in the answer. */
const ofMachines: ReadonlySet<string> = new Set(['/api/health', '/api/ready', '/api/metrics']);

/** What staff alone use: their surfaces, and the ways to begin a session as one of them. */
const ofStaff = /^\/(desk|field|wall|api\/auth\/(sign-in|sign-on|password|second-factor))(\/|$)/;
/** What residents alone use. */
const ofResidents = /^\/api\/auth\/codes(\/|$)/;
/** What both use: the interface, and what pages are made of. */
const ofBoth = /^\/(api|assets|open311|sensors|calendars)(\/|$)|\.(?!html)[a-z0-9]+$/i;

/** The path as whoever serves files would read it, however it is written. */
function pathOf(request: FastifyRequest): string {
  const [path = '/'] = request.url.split('?');
  try {
    return posix.normalize(decodeURIComponent(path)).replace(/^\/+/, '/');
  } catch {
    throw refuse('request.not-found');
  }
}

/** Whether a request came in the open over a wire; a proxy on this machine that says nothing of it is believed to have been asked by https. */
function isOpen(request: FastifyRequest): boolean {
  if (request.protocol === 'https') return false;
  const from = request.socket.remoteAddress ?? '';
  const isHere = from === '::1' || from.replace(/^::ffff:/, '').startsWith('127.');
  return !isHere || request.headers['x-forwarded-proto'] === 'http';
}

function isRead(request: FastifyRequest): boolean {
  return request.method === 'GET' || request.method === 'HEAD';
}

/**
 * Where people come by https nothing is answered in the open: pages lead to the https address, anything else is refused. Where staff have a
 * name of their own their surfaces are there alone and the portal is elsewhere, so that a fault of one cannot reach into the other.
 */
export function guardWaysIn(http: FastifyInstance, { publicUrl, staffUrl }: WaysIn): void {
  const isHttps = publicUrl?.startsWith('https:') ?? false;
  const staffHost = staffUrl === undefined ? undefined : new URL(staffUrl).host;
  http.addHook('onRequest', async (request, reply) => {
    const path = pathOf(request);
    if (ofMachines.has(path)) return undefined;
    const isStaffHost = request.host === staffHost;
    const home = isStaffHost ? staffUrl : publicUrl;
    if (isHttps && isOpen(request)) return toPage(request, reply, path, home);
    if (staffHost === undefined) return undefined;
    if (isStaffHost && path === '/') return reply.redirect('/desk/');
    const isMisplaced = isStaffHost
      ? ofResidents.test(path) || !(ofStaff.test(path) || ofBoth.test(path))
      : ofStaff.test(path);
    if (isMisplaced) throw refuse('request.not-found');
    return undefined;
  });
}

/** Leads a page to its https address; what is not for a browser to look at is refused. @refuses request.in-the-open */
function toPage(request: FastifyRequest, reply: FastifyReply, path: string, home: string | undefined): FastifyReply {
  if (!isRead(request) || home === undefined || /^\/(api|open311|sensors|calendars)(\/|$)/.test(path))
    throw refuse('request.in-the-open');
  return reply.redirect(new URL(path, home).href, 308);
}
