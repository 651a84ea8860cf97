import { sql } from 'kysely';
import type { Actor } from '../../domain/access/actor.ts';
import { businessDay } from '../../domain/calendar/instant.ts';
import { hasOwnStorage } from '../../domain/registry/area-kinds.ts';
import type { ReadTx, WriteTx } from '../kit/db/client.ts';

/** One area as it is today. */
export interface AreaNode {
  readonly id: number;
  readonly kind: 'district' | 'street' | 'community' | 'grid' | 'building' | 'unit';
  readonly communityId: number;
  readonly parentId: number | null;
  readonly name: string;
}

/** The tree of today in memory: a process may keep it as long as its version holds. */
export interface AreaTree {
  readonly version: number;
  readonly byId: ReadonlyMap<number, AreaNode>;
  /** How many districts, streets and communities there are: each has storage of its own. */
  readonly desks: number;
  childrenOf(id: number): readonly AreaNode[];
  /** The area and everything above it, nearest first. */
  ancestorsOf(id: number): readonly AreaNode[];
  /** The area and everything under it: of a district, each of its buildings. */
  subtreeOf(id: number): readonly AreaNode[];
  /** The districts, streets and communities among them: few, and each looked for once. */
  desksUnder(id: number): readonly AreaNode[];
  /** Whether `id` is `under` or lies under it. */
  isWithin(id: number, under: number): boolean;
}

function makeTree(version: number, nodes: readonly AreaNode[]): AreaTree {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const children = new Map<number, AreaNode[]>();
  for (const node of nodes) {
    if (node.parentId === null) continue;
    const siblings = children.get(node.parentId);
    if (siblings) siblings.push(node);
    else children.set(node.parentId, [node]);
  }
  const ancestorsOf = (id: number): AreaNode[] => {
    const path: AreaNode[] = [];
    for (let node = byId.get(id); node; node = node.parentId === null ? undefined : byId.get(node.parentId))
      path.push(node);
    return path;
  };
  const isDesk = ({ kind }: AreaNode): boolean => hasOwnStorage(kind);
  const desksUnder = new Map<number, readonly AreaNode[]>();
  const findDesks = (id: number): readonly AreaNode[] => {
    const root = byId.get(id);
    const found = root && isDesk(root) ? [root] : [];
    for (let at = 0; at < found.length; at += 1)
      found.push(...(children.get((found[at] as AreaNode).id) ?? []).filter(isDesk));
    desksUnder.set(id, found);
    return found;
  };
  return {
    version,
    byId,
    desksUnder: (id) => desksUnder.get(id) ?? findDesks(id),
    desks: nodes.filter(isDesk).length,
    childrenOf: (id) => children.get(id) ?? [],
    ancestorsOf,
    subtreeOf(id) {
      const root = byId.get(id);
      const found: AreaNode[] = root ? [root] : [];
      for (let at = 0; at < found.length; at += 1) found.push(...(children.get((found[at] as AreaNode).id) ?? []));
      return found;
    },
    isWithin: (id, under) => ancestorsOf(id).some((node) => node.id === under),
  };
}

const kept = new WeakMap<object, { readonly day: string; readonly tree: AreaTree }>();

interface Loading {
  readonly day: string;
  readonly version: number;
  readonly tree: Promise<AreaTree>;
}

/** A tree on its way into memory: whoever asks meanwhile waits for it, so that a crowd at the first moment does not read it each for itself. */
const loading = new WeakMap<object, Loading>();

/** What a tree is read through: any context will do. */
export interface TreeReader {
  readonly db: ReadTx;
  readonly shared: object;
  readonly now: string;
  /** Whoever asks; an actor is made anew for each request. */
  readonly actor?: Actor;
}

interface Noted {
  readonly version: number;
  readonly changes: number;
}

/** Versions that came with the statement that found out who asks: the request need not ask for them again. */
const noted = new WeakMap<Actor, Noted>();
/** How often this process has set out to change a tree: what was noted before holds no longer. */
const own = { changes: 0 };

/** Keeps the version that was read for a request along with its actor, for as long as the request lasts. */
export function noteTreeVersion(actor: Actor, version: number): void {
  noted.set(actor, { version, changes: own.changes });
}

/** From here on the tree is read again: this process is about to change it, or waits until somebody else has. */
export function forgetNotedTrees(): void {
  own.changes += 1;
}

function notedVersion(actor: Actor | undefined): number | undefined {
  const found = actor && noted.get(actor);
  return found?.changes === own.changes ? found.version : undefined;
}

/** The tree that a request may go by without asking the database; undefined unless its version is known and in memory. */
export function treeInMemory({ shared, now, actor }: Omit<TreeReader, 'db'>): AreaTree | undefined {
  const cached = kept.get(shared);
  return cached && cached.day === businessDay(now) && cached.tree.version === notedVersion(actor)
    ? cached.tree
    : undefined;
}

async function readTree(db: ReadTx, day: string, version: number): Promise<AreaTree> {
  const nodes = await sql<AreaNode>`
    select a.id, a.kind, a.community_id, v.parent_id, v.name
    from areas a
    join area_versions v on v.area_id = a.id and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date)
  `.execute(db);
  return makeTree(version, nodes.rows);
}

/** The tree of today (Asia/Shanghai), from memory unless it or the day has changed. Costs one keyed read, or none where the request has noted the version. */
export async function areaTree(reader: TreeReader): Promise<AreaTree> {
  const { db, shared, now } = reader;
  const known = treeInMemory(reader);
  if (known) return known;
  const day = businessDay(now);
  const { version } = await db
    .selectFrom('treeVersions')
    .select('version')
    .where('id', '=', 1)
    .executeTakeFirstOrThrow();
  const cached = kept.get(shared);
  if (cached?.tree.version === version && cached.day === day) return cached.tree;
  const begun = loading.get(shared);
  if (begun?.version === version && begun.day === day) {
    const tree = await begun.tree.catch(() => undefined);
    if (tree) return tree;
  }
  const mine = { day, version, tree: readTree(db, day, version) };
  loading.set(shared, mine);
  try {
    const tree = await mine.tree;
    kept.set(shared, { day, tree });
    return tree;
  } finally {
    if (loading.get(shared) === mine) loading.delete(shared);
  }
}

/** Tells every process that the tree changed; part of the same transaction. */
export async function bumpTree(db: WriteTx): Promise<void> {
  forgetNotedTrees();
  await sql`update tree_versions set version = version + 1 where id = 1`.execute(db);
}
