import { z } from 'zod';
import { toIso, toMs } from '../../../domain/calendar/instant.ts';
import {
  audience,
  type Expected,
  type JwkSet,
  notTrusted,
  oldestSeconds,
  readSigned,
  skewSeconds,
} from './id-token.ts';
import type { SignOnEnd } from './port.ts';

const event = 'http://schemas.openid.net/event/backchannel-logout';

const claims = z.looseObject({
  iss: z.string(),
  aud: audience,
  iat: z.number(),
  exp: z.number(),
  jti: z.string().min(1).max(255),
  sub: z.string().min(1).max(255).optional(),
  sid: z.string().min(1).max(255).optional(),
  events: z.looseObject({ [event]: z.looseObject({}) }),
  nonce: z.never().optional(),
});

/** `logout+jwt` is only recommended, and providers older than it say `JWT` or nothing (2.4, 2.6): the event, and that there is no nonce, tell it from an id token. */
const logoutToken = { name: 'logout token', typs: ['logout+jwt', 'jwt', undefined], claims } as const;
const untrusted = notTrusted(logoutToken.name);

/** Under which name a provider's session is kept beside ours. */
export const sessionName = (sid: string): string => `sid ${sid}`;

/**
 * What a provider says has ended, once the token's kind, signature, issuer, audience, time and event are right and it has no nonce (OpenID Connect
 * Back-Channel Logout 1.0, 2.6). Whether it came before is not judged here. Throws SignOnFailure.
 */
export function verifyLogoutToken(
  token: string,
  keys: JwkSet,
  { issuer, clientId, now }: Omit<Expected, 'nonce'>,
): SignOnEnd {
  const read = readSigned(token, keys, logoutToken);
  const seconds = toMs(now) / 1000;
  if (read.iss !== issuer) throw untrusted('another issuer made it');
  if (!read.aud.includes(clientId)) throw untrusted('it is for another client');
  if (read.exp <= seconds - skewSeconds) throw untrusted('it has expired');
  if (read.iat > seconds + skewSeconds || read.iat < seconds - oldestSeconds)
    throw untrusted('it was made at another time');
  if (read.sub === undefined && read.sid === undefined) throw untrusted('it says not whose session');
  // It can come again as long as its making is no older than that, whatever its end says.
  const untilMs = (read.iat + oldestSeconds + skewSeconds) * 1000;
  return {
    ...(read.sid === undefined ? {} : { endsBy: sessionName(read.sid) }),
    ...(read.sub === undefined ? {} : { subject: `${read.iss} ${read.sub}` }),
    once: { name: read.jti, until: toIso(untilMs) },
  };
}
