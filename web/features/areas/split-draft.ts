import type { GridProposal } from '../../../contract/grids.ts';

type Divided = GridProposal & { readonly parts: NonNullable<GridProposal['parts']> };

/** The part each building is proposed for. */
export function partOfEach({ parts }: Divided): ReadonlyMap<number, number> {
  return new Map(parts.flatMap(({ buildingIds }, part) => buildingIds.map((id) => [id, part] as const)));
}

/** A building moved to another part by hand. */
export const moveTo = (partOf: ReadonlyMap<number, number>, id: number, part: number): ReadonlyMap<number, number> =>
  new Map(partOf).set(id, part);

/** Households of each part as the buildings are now. */
export function householdsIn({ parts, buildings }: Divided, partOf: ReadonlyMap<number, number>): readonly number[] {
  return parts.map((_, part) =>
    buildings.filter(({ id }) => partOf.get(id) === part).reduce((sum, { households }) => sum + households, 0),
  );
}

/** The parts as they are sent: each building where it was put, borders as proposed. */
export function partsToSend(
  { parts, buildings, name }: Divided,
  partOf: ReadonlyMap<number, number>,
  nameOf: (part: number) => string,
) {
  return parts.map(({ polygon }, part) => ({
    polygon,
    buildingIds: buildings.filter(({ id }) => partOf.get(id) === part).map(({ id }) => id),
    ...(part === 0 && nameOf(0) === name ? {} : { name: nameOf(part).trim() || name }),
  }));
}
