import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import type { DoorCheck, DoorKey } from '../../../contract/authenticity.ts';
import { type Holding, holdingMay } from '../../../domain/access/actor.ts';
import { type RoleCode, roles } from '../../../domain/access/roles.ts';
import {
  comesToDoors,
  type DoorClaim,
  type DoorMac,
  type DoorPurpose,
  doorCode,
  doorDrift,
  doorKeyLifeMs,
  doorPurposes,
  doorStep,
  isDoorPurpose,
  readDoorCode,
} from '../../../domain/authenticity/door-code.ts';
import { businessDay, toIso, toMs } from '../../../domain/calendar/instant.ts';
import { refuse } from '../../../domain/refusals.ts';
import { type Text, text } from '../../../domain/text.ts';
import { widenTo } from '../../access/row-scope.ts';
import { type AreaNode, type AreaTree, areaTree } from '../../access/tree.ts';
import type { Vault } from '../../kit/crypto/vault.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { deskOf } from '../areas/public-grid.queries.ts';
import { ownSessionId } from '../identity/identity.queries.ts';

/** The key of one sign-in. It is stored nowhere here: it follows from the sign-in, and ends with it. */
const keyOf = (vault: Vault, sessionId: string): Buffer => vault.token('door-key', sessionId);

/** Where somebody may show a code: within their grid's community, their street's communities, their firm's. */
function covers(tree: AreaTree, areaId: number, communityId: number): boolean {
  return tree.isWithin(communityId, areaId) || tree.isWithin(areaId, communityId);
}

interface Reach {
  readonly holding: Holding;
  /** The area of the holding, or of its organisation. */
  readonly areaId: number;
  readonly unit: string | null;
}

function purposesAt(tree: AreaTree, reaches: readonly Reach[], communityId: number): readonly DoorPurpose[] {
  const here = reaches.filter(({ areaId }) => covers(tree, areaId, communityId));
  return Object.keys(doorPurposes)
    .filter(isDoorPurpose)
    .filter((purpose) => here.some(({ holding }) => holdingMay(holding, doorPurposes[purpose].needs)));
}

interface StoredHolding {
  readonly role: RoleCode;
  readonly areaId: number;
  readonly unit: string | null;
}

/** What somebody holds today that leads to doors; whoever works for the whole district comes to none. */
const heldToday = (userId: string, on: string) => sql<readonly StoredHolding[]>`coalesce((
  select json_agg(json_build_object('role', h.role, 'areaId', coalesce(h.area_id, o.area_id), 'unit', o.name) order by h.granted_at, h.id)
  from holdings h left join organisations o on o.id = h.organisation_id
  where h.user_id = ${sql.raw(userId)} and h.valid_from <= ${on}::date and (h.valid_to is null or h.valid_to > ${on}::date)
    and coalesce(h.area_id, o.area_id) is not null), '[]'::json)`;

function reachesOf(tree: AreaTree, held: readonly StoredHolding[]): readonly Reach[] {
  return held
    .filter(({ role, areaId }) => comesToDoors(role) && tree.byId.get(areaId)?.kind !== 'district')
    .map(({ role, areaId, unit }) => ({ holding: { role }, areaId, unit }));
}

/** A street has some dozens. */
const mostCommunities = 60;

/**
 * What a worker's phone shows codes with, good for this sign-in alone: codes are then made without a signal. Whoever comes to nobody's
 * door gets no key.
 */
export async function getDoorKey(ctx: ReadCtx): Promise<DoorKey> {
  const nothing = { key: '', now: toIso(toMs(ctx.now)), validUntil: toIso(toMs(ctx.now)), name: '', communities: [] };
  if (ctx.actor.kind !== 'staff') return nothing;
  const tree = await areaTree(ctx);
  const { rows } = await sql<{ held: readonly StoredHolding[] }>`
    select ${heldToday('u.id', businessDay(ctx.now))} as held from users u where u.id = ${ctx.actor.userId}`.execute(
    ctx.db,
  );
  const reaches = reachesOf(tree, rows[0]?.held ?? []);
  const communities = [...tree.byId.values()]
    .filter(({ id, kind }) => kind === 'community' && reaches.some(({ areaId }) => covers(tree, areaId, id)))
    .slice(0, mostCommunities)
    .map(({ id, name }) => ({ id, name, purposes: [...purposesAt(tree, reaches, id)] }))
    .filter(({ purposes }) => purposes.length > 0);
  if (communities.length === 0) return nothing;
  return {
    key: keyOf(ctx.vault, ownSessionId(ctx.actor)).toString('base64url'),
    now: nothing.now,
    validUntil: toIso(toMs(ctx.now) + doorKeyLifeMs),
    name: ctx.actor.name,
    communities,
  };
}

interface Candidate {
  readonly sessionId: string;
  readonly userId: string;
  readonly name: string;
  readonly reaches: readonly Reach[];
}

/** Everybody who may come to the doors of a community and is signed in somewhere. */
async function candidatesAt(ctx: ReadCtx, tree: AreaTree, communityId: number): Promise<readonly Candidate[]> {
  const areas = [...tree.ancestorsOf(communityId), ...tree.subtreeOf(communityId)].map(({ id }) => id);
  const on = businessDay(ctx.now);
  const { rows } = await sql<Omit<Candidate, 'reaches'> & { readonly held: readonly StoredHolding[] }>`
    select s.id as session_id, u.id as user_id, u.name, ${heldToday('u.id', on)} as held
    from sessions s join users u on u.id = s.user_id
    where s.expires_at > ${ctx.now} and s.seen_at > ${toIso(toMs(ctx.now) - doorKeyLifeMs)} and s.awaits is null
      and u.kind = 'staff' and u.is_active and not u.must_change_password and exists (
        select from holdings h left join organisations o on o.id = h.organisation_id
        where h.user_id = u.id and coalesce(h.area_id, o.area_id) = any (${`{${areas.join(',')}}`}::bigint[]))`.execute(
    ctx.db,
  );
  return rows.map(({ held, ...one }) => ({
    ...one,
    reaches: reachesOf(tree, held).filter(({ areaId }) => covers(tree, areaId, communityId)),
  }));
}

const macOf =
  (key: Buffer): DoorMac =>
  (message) =>
    createHmac('sha256', key).update(message).digest();

interface Match {
  readonly candidate: Candidate;
  readonly claim: DoorClaim;
}

/** Counts wrong digits within a community: they could be guessed, the QR code can't. */
export interface MissCount {
  isFull(communityId: number, nowMs: number): boolean;
  add(communityId: number, nowMs: number): void;
}

const missesWithinMs = 600_000;
const mostMisses = 60;

/** Wrong digits of the last ten minutes by community, in this process; nothing of who asked or about whom. */
export function openMissCount(): MissCount {
  const counts = new Map<number, { n: number; endsAt: number }>();
  const live = (id: number, nowMs: number) => {
    const count = counts.get(id);
    return count && count.endsAt > nowMs ? count : undefined;
  };
  return {
    isFull: (id, nowMs) => (live(id, nowMs)?.n ?? 0) >= mostMisses,
    add(id, nowMs) {
      const count = live(id, nowMs) ?? { n: 0, endsAt: nowMs + missesWithinMs };
      counts.set(id, { ...count, n: count.n + 1 });
    },
  };
}

interface Asked {
  readonly code: string;
  readonly communityId?: number | undefined;
}

/**
 * Whether a code shown at a door is of one of ours, now. Says who it is and why they come, as their post is published; of the look itself
 * nothing is kept, so that nobody's way can be followed.
 * @throws request.too-many while wrong digits come in floods
 */
export async function checkDoor(ctx: ReadCtx, misses: MissCount, { code, communityId }: Asked): Promise<DoorCheck> {
  const tree = await areaTree(ctx);
  const scanned = readDoorCode(code.trim());
  const digits = code.normalize('NFKC').replace(/\s/g, '');
  const community = tree.byId.get(scanned?.communityId ?? communityId ?? 0);
  if (community?.kind !== 'community') return { state: 'unknown', worker: null, community: null, desk: null };
  const desk = await deskOf(ctx, community.id);
  const nothing = { state: 'unknown', worker: null, community: community.name, desk } as const;
  const nowMs = toMs(ctx.now);
  const nowStep = doorStep(nowMs);
  if (scanned) {
    if (Math.abs(scanned.step - nowStep) > doorDrift) return { ...nothing, state: 'expired' };
    const match = (await candidatesAt(ctx, tree, community.id)).find(
      ({ sessionId }) => doorCode(macOf(keyOf(ctx.vault, sessionId)), scanned).tag === scanned.tag,
    );
    return match ? tellWorker(ctx, tree, community, { candidate: match, claim: scanned }, nothing) : nothing;
  }
  if (!/^\d{6}$/.test(digits)) return nothing;
  if (misses.isFull(community.id, nowMs)) throw refuse('request.too-many', { seconds: missesWithinMs / 1000 });
  const match = matchDigits(ctx, tree, await candidatesAt(ctx, tree, community.id), {
    digits,
    communityId: community.id,
    nowStep,
  });
  if (!match) misses.add(community.id, nowMs);
  return match ? tellWorker(ctx, tree, community, match, nothing) : nothing;
}

/** Whose the digits are. Those that two people show at once are nobody's: in a minute there are others. */
function matchDigits(
  ctx: ReadCtx,
  tree: AreaTree,
  candidates: readonly Candidate[],
  { digits, communityId, nowStep }: { readonly digits: string; readonly communityId: number; readonly nowStep: number },
): Match | undefined {
  const found: Match[] = [];
  for (const candidate of candidates) {
    const mac = macOf(keyOf(ctx.vault, candidate.sessionId));
    for (const purpose of purposesAt(tree, candidate.reaches, communityId))
      for (let step = nowStep - doorDrift; step <= nowStep + doorDrift; step += 1) {
        const claim = { communityId, purpose, step };
        if (doorCode(mac, claim).digits === digits) found.push({ candidate, claim });
      }
  }
  return new Set(found.map(({ candidate }) => candidate.userId)).size === 1 ? found[0] : undefined;
}

/** The worker as their post is published: name, post, unit; nothing of a person's own. */
async function tellWorker(
  ctx: ReadCtx,
  tree: AreaTree,
  community: AreaNode,
  { candidate, claim }: Match,
  nothing: DoorCheck,
): Promise<DoorCheck> {
  if (!purposesAt(tree, candidate.reaches, community.id).includes(claim.purpose)) return nothing;
  await widenTo(ctx, community.communityId, 'posts that are published');
  const on = businessDay(ctx.now);
  const { rows } = await sql<{ duty: string }>`
    select r.duty from responsibilities r
    where r.community_id = ${community.communityId} and r.user_id = ${candidate.userId}
      and r.valid_from <= ${on}::date and (r.valid_to is null or r.valid_to > ${on}::date)
    order by r.is_lead desc, r.duty, r.id limit 1`.execute(ctx.db);
  const { purpose } = claim;
  const reach = candidate.reaches.find(({ holding }) => holdingMay(holding, doorPurposes[purpose].needs));
  const label = roles[reach?.holding.role ?? 'grid-worker'].label;
  const post: Text = rows[0] ? text(rows[0].duty, rows[0].duty) : label;
  return {
    state: 'ours',
    worker: {
      name: candidate.name,
      post,
      unit: reach?.unit ?? nothing.desk?.name ?? community.name,
      purpose: doorPurposes[purpose].label,
    },
    community: community.name,
    desk: nothing.desk,
  };
}
