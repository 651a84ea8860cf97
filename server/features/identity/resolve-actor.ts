import type { FastifyRequest } from 'fastify';
import type { Actor, Holding } from '../../../domain/access/actor.ts';
import type { MandateCover } from '../../../domain/access/mandates.ts';
import { businessDay, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { noteTreeVersion } from '../../access/tree.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import type { Database } from '../../kit/db/client.ts';
import { findKeyHolder, keyOf } from './resolve-key.ts';
import { idleMs, sessionCookie, tokenHash } from './session-rules.ts';

interface ActorParts {
  readonly database: Database;
  readonly vault: Vault;
  readonly config: { readonly publicUrl: string | undefined };
}

/** What a request's session says beside who it is. */
export interface RequestSession {
  readonly sessionId: string;
  readonly userId: string;
  /** The second factor it still lacks: until then whoever came with it is a stranger. */
  readonly awaits: 'code' | 'enrolment' | undefined;
  readonly mustChangePassword: boolean;
}

const sessions = new WeakMap<Actor, RequestSession>();

/** The session an actor came with; undefined for links and strangers. */
export function sessionOf(actor: Actor): RequestSession | undefined {
  return sessions.get(actor);
}

const linkPattern = /^[A-Za-z0-9_-]{22}$/;
const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const tokenPattern = /^[A-Za-z0-9_-]{20,100}$/;

/**
 * Who is asking: the holder of a case's link (header `x-linli-link`) where the page says so, else who the session cookie belongs to,
 * with the roles held today (or, with the header `x-linli-mandate`, whom that resident acts for), else the system whose API key it carries, else nobody. A revoked session or key is nobody at once.
 */
export function makeResolveActor(parts: ActorParts, now: () => string): (request: FastifyRequest) => Promise<Actor> {
  const cookieName = sessionCookie(parts.config).name;
  return async (request) => {
    const link = request.headers['x-linli-link'];
    if (typeof link === 'string' && linkPattern.test(link)) {
      const holder = await findLinkHolder(parts, link, now());
      if (holder) return holder;
    }
    const token = request.cookies[cookieName];
    const user =
      token !== undefined && tokenPattern.test(token) ? await findSessionUser(parts, token, now()) : undefined;
    const mandate = request.headers['x-linli-mandate'];
    if (mandate !== undefined) return helperOf(parts, user, mandate, now());
    if (user) return user;
    const key = keyOf(request);
    if (key !== undefined) return (await findKeyHolder(parts, key, now())) ?? { kind: 'anonymous' };
    return { kind: 'anonymous' };
  };
}

interface LinkRow {
  readonly kind: 'track' | 'outside' | 'follow';
  readonly community_id: number;
  readonly case_id: string;
  readonly party_id: string | null;
}

async function findLinkHolder(parts: ActorParts, link: string, now: string): Promise<Actor | undefined> {
  const { rows } = await parts.database.pool.query<LinkRow>({
    name: 'link-holder',
    text: `select kind, community_id, case_id, party_id from case_links
      where key_hash = $1 and kind in ('track', 'outside', 'follow') and (expires_at is null or expires_at > $2)`,
    values: [parts.vault.token('link', link), now],
  });
  const [row] = rows;
  if (!row) return undefined;
  const place = { communityId: row.community_id, caseId: row.case_id };
  if (row.party_id === null) return undefined;
  if (row.kind === 'follow') return { kind: 'follower', ...place, followerId: row.party_id };
  // Their name stands with the link, behind the row policy: whoever writes an entry for them reads it there.
  if (row.kind === 'outside') return { kind: 'outside', ...place, linkId: row.party_id, name: '' };
  return { kind: 'link', ...place, partyId: row.party_id };
}

/**
 * A resident acting for whoever gave them a mandate: with the other's matters, by the mandate's covers. Nobody else gets in by the header:
 * what was meant for another is never done in one's own name.
 * @refuses access.sign-in, mandates.ended
 */
async function helperOf(
  { database }: ActorParts,
  user: Actor | undefined,
  mandate: string | readonly string[],
  now: string,
): Promise<Actor> {
  if (!user || user.kind === 'anonymous') throw refuse('access.sign-in');
  if (user.kind !== 'resident' || !uuidPattern.test(String(mandate))) throw refuse('mandates.ended');
  const { rows } = await database.pool.query<{
    elder_token: Buffer;
    covers: MandateCover[];
    helper_name_masked: string;
  }>({
    name: 'mandate-in-force',
    text: `select elder_token, covers, helper_name_masked from mandates
      where id = $1 and helper_token = $2 and ended_at is null and ends_on > $3::date`,
    values: [String(mandate), Buffer.from(user.phoneToken, 'base64url'), businessDay(now)],
  });
  const [row] = rows;
  if (!row) throw refuse('mandates.ended');
  return {
    ...user,
    phoneToken: row.elder_token.toString('base64url'),
    through: { mandateId: String(mandate), name: row.helper_name_masked, may: row.covers },
  };
}

interface SessionRow {
  readonly session_id: string;
  readonly user_id: string;
  readonly kind: 'staff' | 'resident';
  readonly name: string;
  readonly phone_token: Buffer | null;
  readonly must_change_password: boolean;
  readonly awaits: 'code' | 'enrolment' | null;
  readonly tree_version: number;
  readonly listed_in: readonly number[] | null;
  readonly holdings: readonly { role: Holding['role']; areaId: number | null; organisationId: string | null }[];
}

/** Who it is, with what they hold and the version of the area tree that this is compiled with. `seen_at` moves at most every five minutes, in the same statement; a switched-off user has no session.
 *  A first password that somebody else knows is nothing to whoever came by a portal. */
const sessionSql = `with found as (
    select s.id, s.seen_at, s.awaits, u.id as user_id, u.kind, u.name, u.phone_token,
      u.must_change_password and s.sign_on_provider is null as must_change_password
    from sessions s join users u on u.id = s.user_id
    where s.token_hash = $1 and s.expires_at > $2 and u.is_active
      and s.seen_at > $2::timestamptz - case u.kind when 'staff'
        then coalesce((select make_interval(hours => (value #>> '{}')::int) from settings where key = 'sessions.idleHours'), $4::interval)
        else $5::interval end
  ), touched as (
    update sessions set seen_at = $2 where id in (select id from found where seen_at < $2::timestamptz - interval '5 minutes')
  )
  select found.id as session_id, found.user_id, found.kind, found.name, found.phone_token, found.must_change_password, found.awaits,
    (select version from tree_versions where id = 1) as tree_version,
    coalesce((
      select json_agg(json_build_object('role', h.role, 'areaId', h.area_id, 'organisationId', h.organisation_id) order by h.granted_at, h.id)
      from holdings h
      where h.user_id = found.user_id and h.valid_from <= $3::date and (h.valid_to is null or h.valid_to > $3::date)
    ), '[]'::json) as holdings,
    (select json_agg(distinct l.community_id) from case_links l where l.key_hash = uuid_send(found.user_id) and l.kind = 'member') as listed_in
  from found`;

async function findSessionUser(parts: ActorParts, token: string, now: string): Promise<Actor | undefined> {
  const { rows } = await parts.database.pool.query<SessionRow>({
    name: 'session-user',
    text: sessionSql,
    values: [
      tokenHash(parts.vault, token),
      toIso(toMs(now)),
      businessDay(now),
      `${idleMs.staff} milliseconds`,
      `${idleMs.resident} milliseconds`,
    ],
  });
  const [row] = rows;
  if (!row) return undefined;
  const actor: Actor = row.awaits === null ? toActor(row) : { kind: 'anonymous' };
  noteTreeVersion(actor, row.tree_version);
  sessions.set(actor, {
    sessionId: row.session_id,
    userId: row.user_id,
    awaits: row.awaits ?? undefined,
    mustChangePassword: row.must_change_password,
  });
  return actor;
}

function toActor(row: SessionRow): Actor {
  if (row.kind === 'resident') {
    const phoneToken = (row.phone_token as Buffer).toString('base64url');
    return { kind: 'resident', userId: row.user_id, name: row.name, phoneToken };
  }
  // Until the password that somebody else knows is changed, nothing is held.
  const held = row.must_change_password ? [] : row.holdings;
  const holdings = held.map(
    ({ role, areaId, organisationId }): Holding => ({
      role,
      ...(areaId === null ? {} : { areaId }),
      ...(organisationId === null ? {} : { organisationId }),
    }),
  );
  const listed = row.must_change_password || row.listed_in === null ? {} : { listedIn: row.listed_in };
  return { kind: 'staff', userId: row.user_id, name: row.name, holdings, ...listed };
}
