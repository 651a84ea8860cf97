import type { KeyRow } from '../../../contract/api-keys.ts';
import { capabilitiesOf, type Holding } from '../../../domain/access/actor.ts';
import { type KeyReach, type KeyScope, keyHoldings } from '../../../domain/access/key-scopes.ts';
import { businessDay, dayMs, toMs } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { holdsOver } from '../../access/scope.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import type { ReadCtx, WriteCtx } from '../../kit/ctx.ts';

type AnyCtx = Pick<ReadCtx, 'db' | 'shared' | 'now'> | Pick<WriteCtx, 'db' | 'shared' | 'now'>;

/** The area over which somebody must administer to look after what belongs to a reach: the area itself, or the organisation's seat. */
export async function seatOf(ctx: AnyCtx, reach: KeyReach): Promise<number> {
  if ('areaId' in reach) {
    const tree = await areaTree(ctx);
    if (!tree.byId.has(reach.areaId)) throw refuse('request.not-found');
    return reach.areaId;
  }
  const found = await ctx.db
    .selectFrom('organisations')
    .select('areaId')
    .where('id', '=', reach.organisationId)
    .executeTakeFirst();
  if (!found) throw refuse('request.not-found');
  return found.areaId;
}

/** What users hold today, by user. */
async function heldBy(ctx: AnyCtx, userIds: readonly string[]): Promise<ReadonlyMap<string, readonly Holding[]>> {
  if (userIds.length === 0) return new Map();
  const today = businessDay(ctx.now);
  const rows = await ctx.db
    .selectFrom('holdings')
    .innerJoin('users', 'users.id', 'holdings.userId')
    .select(['holdings.userId', 'holdings.role', 'holdings.areaId', 'holdings.organisationId'])
    .where('holdings.userId', 'in', [...userIds])
    .where('holdings.validFrom', '<=', today)
    .where(({ eb, or }) => or([eb('holdings.validTo', 'is', null), eb('holdings.validTo', '>', today)]))
    .where('users.isActive', '=', true)
    .where('users.mustChangePassword', '=', false)
    .execute();
  const byUser = new Map<string, Holding[]>();
  for (const { userId, role, areaId, organisationId } of rows) {
    const holding: Holding = {
      role: role as Holding['role'],
      ...(areaId === null ? {} : { areaId }),
      ...(organisationId === null ? {} : { organisationId }),
    };
    byUser.set(userId, [...(byUser.get(userId) ?? []), holding]);
  }
  return byUser;
}

const listLimit = 500;

/** How long a key waits to be confirmed, in milliseconds: what nobody confirmed within a week is no longer meant. */
export const waitingMs = 7 * dayMs;

/** The keys of the areas and organisations an actor administers; the newest first. A key is shown by its first letters alone. */
export async function listKeys(ctx: ReadCtx): Promise<{ items: KeyRow[] }> {
  const tree = await areaTree(ctx);
  const rows = await ctx.db
    .selectFrom('apiKeys')
    .innerJoin('users', 'users.id', 'apiKeys.madeBy')
    .leftJoin('users as confirmers', 'confirmers.id', 'apiKeys.confirmedBy')
    .leftJoin('organisations', 'organisations.id', 'apiKeys.organisationId')
    .select([
      'apiKeys.id',
      'apiKeys.name',
      'apiKeys.hint',
      'apiKeys.areaId',
      'apiKeys.organisationId',
      'organisations.name as organisationName',
      'organisations.areaId as seatId',
      'apiKeys.scopes',
      'apiKeys.perMinute',
      'apiKeys.madeBy',
      'users.name as makerName',
      'apiKeys.madeAt',
      'apiKeys.expiresOn',
      'apiKeys.usedAt',
      'apiKeys.endedAt',
      'apiKeys.confirmedAt',
      'confirmers.name as confirmerName',
    ])
    .orderBy('apiKeys.madeAt', 'desc')
    .orderBy('apiKeys.id')
    .execute();
  const mine = rows
    .filter((row) => holdsOver(tree, ctx.actor, 'api-keys.manage', (row.areaId ?? row.seatId) as number))
    .slice(0, listLimit);
  const mayConfirm = (row: (typeof rows)[number]): boolean =>
    ctx.actor.kind === 'staff' &&
    row.madeBy !== ctx.actor.userId &&
    holdsOver(tree, ctx.actor, 'access.manage', (row.areaId ?? row.seatId) as number);
  const held = await heldBy(ctx, [...new Set(mine.map((row) => row.madeBy))]);
  return {
    items: mine.map((row) => {
      const state = stateOf(row, held.get(row.madeBy) ?? [], tree, ctx.now);
      return {
        id: row.id,
        name: row.name,
        hint: row.hint,
        area: row.areaId === null ? null : { id: row.areaId, name: tree.byId.get(row.areaId)?.name ?? '' },
        organisation: row.organisationId === null ? null : { id: row.organisationId, name: row.organisationName ?? '' },
        scopes: row.scopes as KeyScope[],
        perMinute: row.perMinute,
        state,
        madeBy: row.makerName,
        madeAt: row.madeAt,
        expiresOn: row.expiresOn,
        usedAt: row.usedAt,
        endedAt: row.endedAt,
        confirmedAt: row.confirmedAt,
        confirmedBy: row.confirmerName,
        mayConfirm: state === 'waiting' && mayConfirm(row),
      };
    }),
  };
}

interface Standing {
  readonly areaId: number | null;
  readonly organisationId: string | null;
  readonly scopes: readonly string[];
  readonly expiresOn: string | null;
  readonly madeAt: string;
  readonly confirmedAt: string | null;
  readonly endedAt: string | null;
}

/** How a key stands today; idle where nothing of its scopes is left to its maker. */
function stateOf(row: Standing, held: readonly Holding[], tree: AreaTree, now: string): KeyRow['state'] {
  if (row.endedAt !== null) return 'ended';
  if (row.expiresOn !== null && row.expiresOn <= businessDay(now)) return 'expired';
  if (row.confirmedAt === null) return toMs(row.madeAt) + waitingMs > toMs(now) ? 'waiting' : 'expired';
  const reach = row.areaId === null ? { organisationId: row.organisationId as string } : { areaId: row.areaId };
  const scopes = row.scopes as KeyScope[];
  const left = keyHoldings(held, reach, scopes, tree.isWithin);
  return left.some((holding) => capabilitiesOf(holding).length > 0) ? 'good' : 'idle';
}
