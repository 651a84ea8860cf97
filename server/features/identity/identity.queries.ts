import type { OwnSession, Post, SessionView } from '../../../contract/identity.ts';
import { type Actor, capabilitiesOf, type Holding, holdingsOf } from '../../../domain/access/actor.ts';
import { refuse } from '../../../domain/refusals.ts';
import { type AreaTree, areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import type { ReadTx } from '../../kit/db/client.ts';
import { sessionOf } from './resolve-actor.ts';
import { usedSince } from './session-rules.ts';

type Reader = Pick<ReadCtx, 'db' | 'shared' | 'actor' | 'now'>;

/** The user id of an actor who signed in; refuses links and strangers. */
export function ownUserId(actor: Actor): string {
  if (actor.kind === 'staff' || actor.kind === 'resident') return actor.userId;
  throw refuse('access.sign-in');
}

/** The sign-in that an actor came with. @throws access.sign-in for whoever came without one */
export function ownSessionId(actor: Actor): string {
  const session = sessionOf(actor);
  if (!session) throw refuse('access.sign-in');
  return session.sessionId;
}

/** Who is asking: their posts by name, and what these allow. */
export async function getSessionView(ctx: Reader, isDemo: boolean): Promise<SessionView> {
  const { actor, now } = ctx;
  const awaits = sessionOf(actor)?.awaits ?? null;
  const nobody = { user: null, awaits, posts: [], capabilities: [], now, isDemo };
  if (actor.kind === 'link' || actor.kind === 'follower' || actor.kind === 'outside')
    return { kind: 'link', ...nobody };
  if (actor.kind !== 'staff' && actor.kind !== 'resident') return { kind: 'anonymous', ...nobody };
  const user = await ctx.db
    .selectFrom('users')
    .select(['id', 'name', 'userName', 'displayUserName', 'phoneMasked', 'language'])
    .where('id', '=', actor.userId)
    .executeTakeFirstOrThrow();
  const holdings = holdingsOf(actor);
  return {
    kind: actor.kind,
    user: {
      id: user.id,
      name: user.name,
      userName: user.displayUserName ?? user.userName,
      phoneMasked: user.phoneMasked,
      language: user.language === 'en' ? 'en' : 'zh',
      mustChangePassword: sessionOf(actor)?.mustChangePassword ?? false,
    },
    awaits: null,
    posts: await postsOf(ctx.db, await areaTree(ctx), holdings),
    capabilities: [...new Set(holdings.flatMap(capabilitiesOf))].sort(),
    now,
    isDemo,
  };
}

/** Holdings with the names of their areas and organisations. */
export async function postsOf(db: ReadTx, tree: AreaTree, holdings: readonly Holding[]): Promise<Post[]> {
  const ids = [...new Set(holdings.flatMap((holding) => holding.organisationId ?? []))];
  const names =
    ids.length === 0
      ? []
      : await db.selectFrom('organisations').select(['id', 'name']).where('id', 'in', ids).execute();
  const byId = new Map(names.map((row) => [row.id, row]));
  return holdings.map((holding) => toPost(holding, tree, byId));
}

function toPost(
  holding: Holding,
  tree: AreaTree,
  organisations: ReadonlyMap<string, { id: string; name: string }>,
): Post {
  const area = holding.areaId === undefined ? undefined : tree.byId.get(holding.areaId);
  return {
    role: holding.role,
    area: area ? { id: area.id, kind: area.kind, name: area.name } : null,
    organisation: organisations.get(holding.organisationId ?? '') ?? null,
  };
}

/** The sign-ins of the asker that still hold, the newest first. */
export async function listOwnSessions(ctx: Reader): Promise<OwnSession[]> {
  const userId = ownUserId(ctx.actor);
  const kind = ctx.actor.kind === 'resident' ? 'resident' : 'staff';
  const rows = await ctx.db
    .selectFrom('sessions')
    .select(['id', 'createdAt', 'seenAt', 'userAgent', 'ipAddress'])
    .where('userId', '=', userId)
    .where('expiresAt', '>', ctx.now)
    .where('seenAt', '>', await usedSince(ctx.db, kind, ctx.now))
    .orderBy('createdAt', 'desc')
    .limit(100)
    .execute();
  const own = sessionOf(ctx.actor)?.sessionId;
  return rows.map((row) => ({
    id: row.id,
    isThis: row.id === own,
    startedAt: row.createdAt,
    seenAt: row.seenAt,
    device: deviceOf(row.userAgent ?? ''),
    network: maskAddress(row.ipAddress ?? ''),
  }));
}

const browsers: ReadonlyArray<readonly [RegExp, string]> = [
  [/MicroMessenger/, 'WeChat'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: ReadonlyArray<readonly [RegExp, string]> = [
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** Browser and system in two words; empty where they can't be told. */
export function deviceOf(userAgent: string): string {
  const first = (table: typeof browsers) => table.find(([pattern]) => pattern.test(userAgent))?.[1];
  return [first(browsers), first(systems)].filter((word) => word !== undefined).join(' · ');
}

/** An address without its last part: enough to tell home from office. */
function maskAddress(ip: string): string {
  if (ip.includes(':')) return `${ip.split(':').slice(0, 3).join(':')}:…`;
  const parts = ip.split('.');
  return parts.length === 4 ? `${parts.slice(0, 3).join('.')}.*` : '';
}
