import { sql } from 'kysely';
import { z } from 'zod';
import type { StaffRow, UserRow } from '../../../contract/users.ts';
import type { Holding } from '../../../domain/access/actor.ts';
import { type RoleCode, separatedRoles } from '../../../domain/access/roles.ts';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { holdsOver, organisationsOf } from '../../access/scope.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { fromCursor, pageUp } from '../../kit/http/cursor.ts';
import { postsOf } from './identity.queries.ts';
import { accountLimit } from './sign-in.ts';
import { seenUsers } from './staff.ts';
import { throttleKey } from './throttle.ts';

interface HeldRow {
  readonly id: string;
  readonly role: RoleCode;
  readonly areaId: number | null;
  readonly organisationId: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly grantedAt: string;
  readonly grantedBy: string | null;
}

/** A holding without the absent half of its reach. */
function toHolding(row: Pick<HeldRow, 'role' | 'areaId' | 'organisationId'>): Holding {
  return {
    role: row.role,
    ...(row.areaId === null ? {} : { areaId: row.areaId }),
    ...(row.organisationId === null ? {} : { organisationId: row.organisationId }),
  };
}

export interface UserFilter {
  readonly q?: string | undefined;
  readonly role?: RoleCode | undefined;
  readonly isActive?: boolean | undefined;
  readonly areaId?: number | undefined;
  readonly organisationId?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const place = z.tuple([z.string(), z.uuid()]);

/**
 * Users of the staff by name, with all they hold now or later: those of the areas one administers, and who hold nothing yet.
 * Phones are masked; nobody sees them in full here.
 */
export async function listUsers(ctx: ReadCtx, filter: UserFilter): Promise<{ items: UserRow[]; next?: string }> {
  const after = fromCursor(filter.cursor, place);
  const today = businessDay(ctx.now);
  const tree = await areaTree(ctx);
  const seen = await seenUsers(ctx, 'users.read');
  const held = sql<HeldRow[]>`coalesce((
      select json_agg(json_build_object('id', h.id, 'role', h.role, 'areaId', h.area_id, 'organisationId', h.organisation_id,
        'validFrom', h.valid_from, 'validTo', h.valid_to, 'grantedAt', h.granted_at, 'grantedBy', g.name) order by h.granted_at, h.id)
      from holdings h left join users g on g.id = h.granted_by
      where h.user_id = users.id and (h.valid_to is null or h.valid_to > ${today}::date)), '[]'::json)`;
  let users = ctx.db
    .selectFrom('users')
    .select([
      'users.id',
      'users.userName',
      'users.displayUserName',
      'users.name',
      'users.phoneMasked',
      'users.employeeNumber',
      'users.isActive',
    ])
    .select(['users.mustChangePassword', 'users.createdAt', held.as('holdings')])
    .select(sql<string | null>`(select max(s.seen_at) from sessions s where s.user_id = users.id)`.as('lastSeenAt'))
    .where('users.kind', '=', 'staff');
  if (filter.q) {
    const part = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`;
    users = users.where(sql<boolean>`(users.name ilike ${part} or users.user_name ilike ${part})`);
  }
  if (filter.isActive !== undefined) users = users.where('users.isActive', '=', filter.isActive);
  if (seen) users = users.where(seen);
  if (filter.areaId !== undefined) {
    const under = `{${tree
      .subtreeOf(filter.areaId)
      .map((node) => node.id)
      .join(',')}}`;
    users =
      users.where(sql<boolean>`exists (select from holdings h left join organisations o on o.id = h.organisation_id
      where h.user_id = users.id and coalesce(h.area_id, o.area_id) = any (${under}::bigint[])
        and (h.valid_to is null or h.valid_to > ${today}::date))`);
  }
  if (filter.organisationId !== undefined) {
    users =
      users.where(sql<boolean>`exists (select from holdings h where h.user_id = users.id and h.organisation_id = ${filter.organisationId}::uuid
      and (h.valid_to is null or h.valid_to > ${today}::date))`);
  }
  if (filter.role !== undefined) {
    users =
      users.where(sql<boolean>`exists (select from holdings h where h.user_id = users.id and h.role = ${filter.role}
      and (h.valid_to is null or h.valid_to > ${today}::date))`);
  }
  if (after) users = users.where(sql<boolean>`(users.name, users.id) > (${after[0]}, ${after[1]}::uuid)`);
  const rows = await users
    .orderBy('users.name')
    .orderBy('users.id')
    .limit(filter.limit + 1)
    .execute();
  const posts = await postsOf(
    ctx.db,
    tree,
    rows.flatMap((row) => row.holdings.map(toHolding)),
  );
  const locked = await lockedAmong(
    ctx,
    rows.map((row) => row.userName ?? ''),
  );
  let next = 0;
  const items = rows.map(({ displayUserName, holdings, ...row }): UserRow => {
    return {
      ...row,
      userName: displayUserName ?? row.userName ?? '',
      isLocked: locked.has(row.userName ?? ''),
      holdings: holdings.map((holding) => {
        const { id, validFrom, validTo, grantedBy } = holding;
        const grantedAt = new Date(holding.grantedAt).toISOString();
        const shown = posts[next++] as (typeof posts)[number];
        return { ...shown, id, validFrom, validTo, grantedAt, grantedBy, isNow: validFrom <= today };
      }),
    };
  });
  return pageUp(items, filter.limit, (row) => [row.name, row.id]);
}

/** Which of these user names are locked after wrong passwords. */
async function lockedAmong(ctx: ReadCtx, userNames: readonly string[]): Promise<ReadonlySet<string>> {
  if (userNames.length === 0) return new Set();
  const keys = new Map(
    userNames.map((userName) => [throttleKey(ctx.vault, accountLimit, userName).toString('hex'), userName] as const),
  );
  const rows = await ctx.db
    .selectFrom('throttles')
    .select('key')
    .where(
      'key',
      'in',
      [...keys.keys()].map((key) => Buffer.from(key, 'hex')),
    )
    .where('count', '>=', accountLimit.times)
    .where('endsAt', '>', ctx.now)
    .execute();
  return new Set(rows.map((row) => keys.get(row.key.toString('hex')) ?? ''));
}

const staffShown = 200;

export interface StaffFilter {
  readonly areaId?: number | undefined;
  readonly organisationId?: string | undefined;
  readonly role?: RoleCode | undefined;
}

/**
 * Whom a matter of an area or an organisation can be given to, by name. Only within the asker's areas, or their own organisations.
 * @refuses access.outside-scope
 */
export async function listStaff(ctx: ReadCtx, filter: StaffFilter): Promise<{ items: StaffRow[]; isCut: boolean }> {
  const tree = await areaTree(ctx);
  await assertMayLook(ctx, tree, filter);
  const today = businessDay(ctx.now);
  let held = ctx.db
    .selectFrom('holdings')
    .innerJoin('users', 'users.id', 'holdings.userId')
    .select(['holdings.userId', 'users.name', 'holdings.role', 'holdings.areaId', 'holdings.organisationId'])
    .where('users.isActive', '=', true)
    .where('holdings.role', 'not in', [...separatedRoles])
    .where('holdings.validFrom', '<=', today)
    .where(sql<boolean>`(holdings.valid_to is null or holdings.valid_to > ${today}::date)`);
  if (filter.organisationId !== undefined) held = held.where('holdings.organisationId', '=', filter.organisationId);
  if (filter.areaId !== undefined) {
    const places = [...peopled(tree, filter.areaId)];
    held = held.where(sql<boolean>`holdings.area_id = any (${`{${places.join(',')}}`}::bigint[])`);
  }
  if (filter.role !== undefined) held = held.where('holdings.role', '=', filter.role);
  const rows = await held
    .orderBy('users.name')
    .orderBy('holdings.userId')
    .orderBy('holdings.role')
    .limit(1000)
    .execute();
  const posts = await postsOf(
    ctx.db,
    tree,
    rows.map((row) => toHolding({ ...row, role: row.role as RoleCode })),
  );
  const people = new Map<string, StaffRow>();
  rows.forEach((row, at) => {
    const known = people.get(row.userId) ?? { userId: row.userId, name: row.name, posts: [] };
    people.set(row.userId, { ...known, posts: [...known.posts, posts[at] as (typeof posts)[number]] });
  });
  const items = [...people.values()];
  return { items: items.slice(0, staffShown), isCut: items.length > staffShown || rows.length === 1000 };
}

/** The areas whose people a matter there can be given to: it and what lies under it, and what holds it up to its community. */
function peopled(tree: AreaTree, areaId: number): ReadonlySet<number> {
  const around = tree.ancestorsOf(areaId).filter(({ kind }) => kind !== 'street' && kind !== 'district');
  return new Set([...around, ...tree.subtreeOf(areaId)].map(({ id }) => id));
}

async function assertMayLook(ctx: ReadCtx, tree: AreaTree, { areaId, organisationId }: StaffFilter): Promise<void> {
  const own = organisationsOf(ctx.actor);
  if (organisationId !== undefined && own.includes(organisationId) && areaId === undefined) return;
  const organisation =
    organisationId === undefined
      ? undefined
      : await ctx.db.selectFrom('organisations').select('areaId').where('id', '=', organisationId).executeTakeFirst();
  const places = [areaId, organisation?.areaId].filter((place) => place !== undefined);
  const isWithin = places.every((place) => holdsOver(tree, ctx.actor, 'organisations.read', place));
  if (places.length === 0 || !isWithin) throw refuse('access.outside-scope');
}
