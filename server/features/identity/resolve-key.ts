import type { FastifyRequest } from 'fastify';
import type { Actor, Holding } from '../../../domain/access/actor.ts';
import type { Capability } from '../../../domain/access/capabilities.ts';
import { type KeyReach, keyHoldings } from '../../../domain/access/key-scopes.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { areaTree } from '../../access/tree.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import { type Database, noRows } from '../../kit/db/client.ts';

/** What a key looks like: its mark, then 256 random bits in base64url. */
const keyPattern = /^linli_[A-Za-z0-9_-]{43}$/;

/** The key a request carries in its header; undefined where there is none. */
export function keyOf(request: Pick<FastifyRequest, 'headers'>): string | undefined {
  const bearer = /^Bearer (\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
  return bearer !== undefined && keyPattern.test(bearer) ? bearer : undefined;
}

/** As keyOf, or by Open311's own way: `api_key` among the fields of the body or the address. */
function keyOrFieldOf(request: Pick<FastifyRequest, 'headers' | 'query' | 'body'>): string | undefined {
  return (
    keyOf(request) ??
    [fieldOf(request.body), fieldOf(request.query)].find(
      (one): one is string => typeof one === 'string' && keyPattern.test(one),
    )
  );
}

const fieldOf = (from: unknown): unknown =>
  typeof from === 'object' && from !== null && 'api_key' in from ? from.api_key : undefined;

interface KeyParts {
  readonly database: Database;
  readonly vault: Vault;
}

/** Who is asking where a standard's own addresses are asked: the holder of a key, else nobody. */
export function makeResolveKey(parts: KeyParts, now: () => string): (request: FastifyRequest) => Promise<Actor> {
  return async (request) => {
    const key = keyOrFieldOf(request);
    const holder = key === undefined ? undefined : await findKeyHolder(parts, key, now());
    return holder ?? { kind: 'anonymous' };
  };
}

interface KeyRow {
  readonly id: string;
  readonly name: string;
  readonly area_id: number | null;
  readonly organisation_id: string | null;
  readonly scopes: readonly Capability[];
  readonly per_minute: number;
  readonly asked: number;
  readonly holdings: readonly { role: Holding['role']; areaId: number | null; organisationId: string | null }[];
}

/**
 * The key, what its maker holds today, and how often it has asked within this minute, in one statement. A maker who is switched off
 * or must change their password lends nothing.
 */
const keySql = `with found as (
    select k.id, k.name, k.area_id, k.organisation_id, k.scopes, k.per_minute, k.made_by, k.used_at
    from api_keys k join users u on u.id = k.made_by
    where k.key_hash = $1 and k.confirmed_at is not null and k.ended_at is null and (k.expires_on is null or k.expires_on > $3::date)
      and u.is_active and not u.must_change_password
  ), counted as (
    insert into api_key_windows as w (key_id, minute, asked)
    select id, date_trunc('minute', $2::timestamptz), 1 from found
    on conflict (key_id) do update set minute = excluded.minute,
      asked = case when w.minute = excluded.minute then w.asked + 1 else 1 end
    returning key_id, asked
  ), touched as (
    update api_keys set used_at = $2 where id in (select id from found where used_at is null or used_at < $2::timestamptz - interval '1 minute')
  )
  select found.id, found.name, found.area_id, found.organisation_id, found.scopes, found.per_minute, counted.asked,
    coalesce((
      select json_agg(json_build_object('role', h.role, 'areaId', h.area_id, 'organisationId', h.organisation_id) order by h.granted_at, h.id)
      from holdings h
      where h.user_id = found.made_by and h.valid_from <= $3::date and (h.valid_to is null or h.valid_to > $3::date)
    ), '[]'::json) as holdings
  from found join counted on counted.key_id = found.id`;

/**
 * The system a key belongs to, with what its maker holds today cut down to the key's reach and scopes; undefined for a key that is
 * unknown, not confirmed yet, ended or expired.
 * @throws request.too-many beyond the key's limit per minute
 */
export async function findKeyHolder(
  { database, vault }: KeyParts,
  key: string,
  now: string,
): Promise<Actor | undefined> {
  const { rows } = await database.pool.query<KeyRow>({
    name: 'key-holder',
    text: keySql,
    values: [vault.token('api-key', key), now, businessDay(now)],
  });
  const [row] = rows;
  if (!row) return undefined;
  if (row.asked > row.per_minute) throw refuse('request.too-many', { seconds: 60 - new Date(now).getUTCSeconds() });
  const reach: KeyReach =
    row.area_id === null ? { organisationId: row.organisation_id as string } : { areaId: row.area_id };
  const held = row.holdings.map(
    ({ role, areaId, organisationId }): Holding => ({
      role,
      ...(areaId === null ? {} : { areaId }),
      ...(organisationId === null ? {} : { organisationId }),
    }),
  );
  const tree = await database.read(noRows, (db) => areaTree({ db, shared: database.pool, now }));
  return {
    kind: 'integration',
    key: row.id,
    name: row.name,
    holdings: keyHoldings(held, reach, row.scopes, tree.isWithin),
  };
}
