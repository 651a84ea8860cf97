import { type AreaNode, areaTree } from '../../access/tree.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { findPlaceAt } from '../areas/area-map.queries.ts';

interface PlaceQuery {
  readonly q?: string | undefined;
  readonly lon?: number | undefined;
  readonly lat?: number | undefined;
  readonly under?: number | undefined;
}

const most = 20;
const searchable: ReadonlySet<AreaNode['kind']> = new Set(['community', 'grid', 'building', 'unit']);

/** Letters and digits alone, half-width: 3 号楼 and ３号楼 are one. */
const plainOf = (words: string): string =>
  words
    .normalize('NFKC')
    .replace(/[\s·,，。-]/g, '')
    .toLowerCase();

const isDigit = (letter: string | undefined): boolean => letter !== undefined && letter >= '0' && letter <= '9';

/** Where a piece stands in a way from a position on; a number is whole: 3 is not in 13. */
function indexOfPiece(way: string, piece: string, from: number): number {
  const isNumber = isDigit(piece[0]);
  for (let at = way.indexOf(piece, from); at !== -1; at = way.indexOf(piece, at + 1)) {
    if (!isNumber || (!isDigit(way[at - 1]) && !isDigit(way[at + piece.length]))) return at;
  }
  return -1;
}

/** Whether a way holds the words as people shorten it: their pieces in order, anything between them (春申 3 号楼 for 春申社区3号楼). */
function holdsPieces(way: string, pieces: readonly string[]): boolean {
  let at = 0;
  for (const piece of pieces) {
    const found = indexOfPiece(way, piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return true;
}

/** Buildings, units, grids and communities by part of their way (`春申 3号楼`), or what lies at a point. Names only: no room, no person. */
export async function findPlaces(ctx: ReadCtx, query: PlaceQuery) {
  const tree = await areaTree(ctx);
  const found =
    query.lon !== undefined && query.lat !== undefined ? await atPoint(ctx, [query.lon, query.lat]) : byWords();
  const points = await pointsOf(ctx, found);
  return {
    items: found.flatMap((node) => {
      const path = tree.ancestorsOf(node.id);
      const community = path.find((one) => one.kind === 'community');
      if (!community) return [];
      const words = path
        .filter((one) => one.kind === 'building' || one.kind === 'unit')
        .map((one) => one.name)
        .reverse()
        .join('');
      return [
        {
          areaId: node.id,
          kind: node.kind,
          words: words === '' ? node.name : words,
          communityId: community.id,
          communityName: community.name,
          gridName: path.find((one) => one.kind === 'grid')?.name ?? null,
          point: points.get(node.id) ?? null,
        },
      ];
    }),
  };

  function byWords(): readonly AreaNode[] {
    const typed = plainOf(query.q ?? '');
    const from = query.under === undefined ? [...tree.byId.values()] : tree.subtreeOf(query.under);
    if (typed === '')
      return query.under === undefined ? [] : from.filter((node) => node.kind === 'building').slice(0, most);
    const pieces = typed.match(/\d+|[^\d]+/g) ?? [];
    const hits: AreaNode[] = [];
    for (const node of from) {
      if (!searchable.has(node.kind)) continue;
      const way = plainOf(
        tree
          .ancestorsOf(node.id)
          .filter((one) => one.kind !== 'district' && one.kind !== 'street' && one.kind !== 'grid')
          .map((one) => one.name)
          .reverse()
          .join(''),
      );
      if (way.includes(typed) || holdsPieces(way, pieces) || plainOf(node.name).startsWith(typed)) hits.push(node);
      if (hits.length >= 400) break;
    }
    // The shortest way first: the community before its buildings, 3 before 13.
    return hits.toSorted((a, b) => a.name.length - b.name.length || a.id - b.id).slice(0, most);
  }
}

async function atPoint(ctx: ReadCtx, point: [number, number]): Promise<readonly AreaNode[]> {
  const place = await findPlaceAt(ctx, point);
  const deepest = place.building ?? place.grid ?? place.community;
  return deepest ? [deepest] : [];
}

async function pointsOf(ctx: ReadCtx, nodes: readonly AreaNode[]): Promise<ReadonlyMap<number, [number, number]>> {
  if (nodes.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('areaVersions')
    .select(['areaId', 'lon', 'lat'])
    .where(
      'areaId',
      'in',
      nodes.map((node) => node.id),
    )
    .where('validTo', 'is', null)
    .where('lon', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.areaId, [row.lon as number, row.lat as number]]));
}
