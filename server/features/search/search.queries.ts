import { type Hit, type HitGroup, mostHits, mostHitsOfOne } from '../../../contract/search.ts';
import { holdingsOf, holdingsWith } from '../../../domain/access/actor.ts';
import type { Capability } from '../../../domain/access/capabilities.ts';
import type { CaseTypes } from '../../../domain/case/define.ts';
import { areaKinds } from '../../../domain/registry/area-kinds.ts';
import { organisationKinds } from '../../../domain/registry/organisation-kinds.ts';
import { type Text, text } from '../../../domain/text.ts';
import { areaTree } from '../../access/tree.ts';
import { scopeFor } from '../../access/visible.ts';
import type { ReadCtx } from '../../kit/ctx.ts';
import { sideBySide } from '../../kit/db/side-by-side.ts';
import { searchAreas, topmostAreas } from '../areas/areas.queries.ts';
import { searchCases } from '../cases/cases.search.queries.ts';
import { listHouses } from '../houses/houses.queries.ts';
import { listOrganisations } from '../organisations/organisations.queries.ts';
import { listPeople } from '../people/people.queries.ts';

interface Asked {
  readonly q: string;
  readonly area: number | undefined;
  readonly limit: number;
}

type Found = Omit<HitGroup, 'kind'>;

/** Words a group says; empty ones are left out. */
const said = (...facts: readonly (string | Text | null | undefined)[]): (string | Text)[] =>
  facts.filter((one): one is string | Text => one !== null && one !== undefined && one !== '');

const cut = (hits: readonly Hit[], { limit }: Asked, isMore = false): Found => ({
  items: hits.slice(0, limit),
  isMore: isMore || hits.length > limit,
});

async function foundCases(types: CaseTypes, ctx: ReadCtx, asked: Asked): Promise<Found> {
  const { items, isCut } = await searchCases(types, ctx, asked);
  return cut(
    items.map((one) => ({
      ref: one.ref,
      title: one.title,
      facts: said(one.number, one.stageLabel, one.categoryName ?? one.typeTitle, one.placeWords || one.communityName),
    })),
    asked,
    isCut,
  );
}

async function foundPeople(ctx: ReadCtx, { q, area, limit }: Asked): Promise<Found> {
  const { items, next } = await listPeople(ctx, { q, area, limit });
  return {
    items: items.map((one) => ({
      ref: one.ref,
      title: one.name,
      facts: said(
        one.age === null ? null : text(`${one.age} 岁`, `aged ${one.age}`),
        one.home?.words ?? one.communityName,
        one.idMasked,
        one.phoneMasked,
      ),
    })),
    isMore: next !== undefined,
  };
}

async function foundHouses(ctx: ReadCtx, { q, area, limit }: Asked): Promise<Found> {
  const { items, next } = await listHouses(ctx, { q, area, limit });
  return {
    items: items.map((one) => ({
      ref: one.ref,
      title: one.words,
      facts: said(one.communityName, text(`${one.residents} 人居住`, `${one.residents} living there`)),
    })),
    isMore: next !== undefined,
  };
}

async function foundAreas(ctx: ReadCtx, asked: Asked): Promise<Found> {
  const under =
    asked.area === undefined ? await topmostAreas(ctx, holdingsWith(ctx.actor, 'areas.read')) : [asked.area];
  const found = [];
  for (const id of under)
    found.push(...(await searchAreas(ctx, { q: asked.q, under: id, limit: asked.limit + 1 })).items);
  return cut(
    found.map((one) => ({
      ref: String(one.id),
      title: one.name,
      facts: said(
        areaKinds[one.kind].label,
        one.path
          .slice(0, -1)
          .map(({ name }) => name)
          .join(' '),
      ),
    })),
    asked,
  );
}

async function foundOrganisations(ctx: ReadCtx, asked: Asked): Promise<Found> {
  const under =
    asked.area === undefined ? await topmostAreas(ctx, holdingsWith(ctx.actor, 'organisations.read')) : [asked.area];
  const found = [];
  for (const areaId of under)
    found.push(...(await listOrganisations(ctx, { q: asked.q, areaId, limit: asked.limit + 1 })).items);
  return cut(
    found.map((one) => ({
      ref: one.id,
      title: one.name,
      facts: said(organisationKinds[one.kind], one.area.name, one.phone),
    })),
    asked,
  );
}

/** Whether rows of one community alone are looked through. */
async function isOneCommunity(ctx: ReadCtx, area: number | undefined): Promise<boolean> {
  const tree = await areaTree(ctx);
  if (area !== undefined) return tree.desksUnder(area).length <= 1;
  const scope = await scopeFor(ctx, 'areas.read');
  return new Set([...scope.whole, ...scope.partStorage]).size === 1;
}

/** An area asked for that lies outside everything the actor holds finds nothing, as if it were not there. */
async function isOwnArea(ctx: ReadCtx, area: number | undefined): Promise<boolean> {
  if (area === undefined) return true;
  const tree = await areaTree(ctx);
  return holdingsOf(ctx.actor).some(({ areaId }) => areaId !== undefined && tree.isWithin(area, areaId));
}

/**
 * What one box finds of everything this actor may see: each group through its own capability, its own scope and its own masks, and no
 * further than it is shown. Whole id numbers and phones find people by their blind index.
 */
export async function searchAll(
  types: CaseTypes,
  ctx: ReadCtx,
  query: { readonly q: string; readonly area?: number | undefined },
) {
  const isOne = [...query.q].length === 1;
  if (isOne && !(await isOneCommunity(ctx, query.area))) return { groups: [], needsMore: true };
  if (!(await isOwnArea(ctx, query.area))) return { groups: [], needsMore: false };
  const asked: Asked = { q: query.q, area: query.area, limit: isOne ? mostHitsOfOne : mostHits };
  const may = (capability: Capability) => holdingsWith(ctx.actor, capability).length > 0;
  const among = async (kind: HitGroup['kind'], capability: Capability | undefined, find: () => Promise<Found>) =>
    capability === undefined || may(capability) ? [{ kind, ...(await find()) }] : [];
  const groups = await sideBySide<readonly HitGroup[][]>([
    among('case', 'cases.read', () => foundCases(types, ctx, asked)),
    among('person', 'people.read', () => foundPeople(ctx, asked)),
    among('house', 'houses.read', () => foundHouses(ctx, asked)),
    among('area', undefined, () => foundAreas(ctx, asked)),
    among('organisation', 'organisations.read', () => foundOrganisations(ctx, asked)),
  ]);
  return { groups: groups.flat().filter(({ items }) => items.length > 0), needsMore: false };
}
