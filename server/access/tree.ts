import { sql } from 'kysely';
import { businessDay } from '../../domain/calendar/instant.ts';
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
  childrenOf(id: number): readonly AreaNode[];
  /** The area and everything above it, nearest first. */
  ancestorsOf(id: number): readonly AreaNode[];
  /** The area and everything under it. */
  subtreeOf(id: number): readonly AreaNode[];
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
  return {
    version,
    byId,
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

/** What a tree is read through: any context will do. */
export interface TreeReader {
  readonly db: ReadTx;
  readonly shared: object;
  readonly now: string;
}

/** The tree of today (Asia/Shanghai), from memory unless it or the day has changed. Costs one keyed read. */
export async function areaTree({ db, shared, now }: TreeReader): Promise<AreaTree> {
  const day = businessDay(now);
  const { version } = await db
    .selectFrom('treeVersions')
    .select('version')
    .where('id', '=', 1)
    .executeTakeFirstOrThrow();
  const cached = kept.get(shared);
  if (cached?.tree.version === version && cached.day === day) return cached.tree;
  const nodes = await sql<AreaNode>`
    select a.id, a.kind, a.community_id, v.parent_id, v.name
    from areas a
    join area_versions v on v.area_id = a.id and v.valid_from <= ${day}::date and (v.valid_to is null or v.valid_to > ${day}::date)
  `.execute(db);
  const tree = makeTree(version, nodes.rows);
  kept.set(shared, { day, tree });
  return tree;
}

/** Tells every process that the tree changed; part of the same transaction. */
export async function bumpTree(db: WriteTx): Promise<void> {
  await sql`update tree_versions set version = version + 1 where id = 1`.execute(db);
}
