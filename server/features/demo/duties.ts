import type { SeatLevel, SummoningLevel } from '../../../domain/case/summons-rules.ts';
import type { OrganisationKind } from '../../../domain/registry/organisation-kinds.ts';
import { type UnitKind, unitKinds } from '../catalogue/seed/units.ts';
import { categorySeeds, type NumberedCategory, routingSeeds } from '../catalogue/seed.ts';
import type { Organisations } from './organisations.ts';
import type { PlacedCommunity, Places } from './places.ts';

/** A row of the duty list. */
export interface MadeDuty {
  readonly categoryId: number;
  readonly areaId: number;
  readonly leadOrganisationId: string;
  readonly helperOrganisationIds: readonly string[];
  readonly basis: string;
}

/** A row of the routing rules. */
export interface MadeRule {
  readonly position: number;
  readonly name: string;
  readonly areaId: number;
  readonly categoryIds: readonly number[];
  readonly times: object;
  readonly sends: object;
}

/** Whom people of a level may summon. */
export interface MadeSummonsRule {
  readonly areaId: number;
  readonly by: SummoningLevel;
  readonly seat: SeatLevel | null;
  readonly kinds: readonly OrganisationKind[];
  readonly organisationId: string | null;
  readonly basis: string;
}

type Level = 'district' | 'street' | 'community' | 'grid';

/** The areas that answer for a place, by level. */
type Above = Readonly<Partial<Record<Level, number>>>;

function unitAbove(organisations: Organisations, kind: UnitKind, above: Above): string | undefined {
  const areaId = above[unitKinds[kind].level];
  return areaId === undefined ? undefined : organisations.unitOf(kind, areaId)?.id;
}

function dutyAt(organisations: Organisations, category: NumberedCategory, above: Above, areaId: number): MadeDuty[] {
  if (!category.duty) return [];
  const lead = unitAbove(organisations, category.duty.lead, above);
  if (!lead) return [];
  const helpers = category.duty.helpers.flatMap((kind) => unitAbove(organisations, kind, above) ?? []);
  const { basis } = category.duty;
  return [{ categoryId: category.id, areaId, leadOrganisationId: lead, helperOrganisationIds: helpers, basis }];
}

/**
 * The duty list of a district: a row where the lead unit works (street, community or grid), so that the nearest area above a place finds it.
 * Where no property company works the committee leads.
 */
export function planDuties(places: Places, organisations: Organisations): readonly MadeDuty[] {
  const withDuty = categorySeeds.filter(({ duty }) => duty !== undefined);
  const district = places.districtId;
  const atStreets = places.streets.flatMap((street) => {
    const above = { district, street: street.id };
    return withDuty.flatMap((category) => dutyAt(organisations, category, above, street.id));
  });
  const below = places.communities.flatMap((community) => dutiesOfCommunity(district, community, organisations));
  return [...atStreets, ...below];
}

function dutiesOfCommunity(
  district: number,
  community: PlacedCommunity,
  organisations: Organisations,
): readonly MadeDuty[] {
  const above = { district, street: community.street.id, community: community.id };
  return categorySeeds.flatMap((category) => {
    if (category.duty?.lead === 'committee') return dutyAt(organisations, category, above, community.id);
    if (category.duty?.lead !== 'property') return [];
    const { duty } = category;
    const helpers = duty.helpers.filter((kind) => kind !== 'committee');
    const fallback: NumberedCategory = { ...category, duty: { ...duty, lead: 'committee', helpers } };
    const inGrids = community.grids.flatMap((grid) =>
      dutyAt(organisations, category, { ...above, grid: grid.id }, grid.id),
    );
    return [...dutyAt(organisations, fallback, above, community.id), ...inGrids];
  });
}

/** The routing rules each street starts with. */
export function planRules(places: Places, organisations: Organisations): readonly MadeRule[] {
  const idOf = new Map(categorySeeds.map(({ code, id }) => [code, id]));
  return places.streets.flatMap((street) => {
    const above = { district: places.districtId, street: street.id };
    return routingSeeds.flatMap((rule, i): MadeRule[] => {
      const lead = unitAbove(organisations, rule.lead, above);
      if (!lead) return [];
      const helpers = rule.helpers.flatMap((kind) => unitAbove(organisations, kind, above) ?? []);
      const urgency = rule.urgency ? { urgency: rule.urgency } : {};
      return [
        {
          position: i + 1,
          name: rule.name,
          areaId: street.id,
          categoryIds: rule.categoryCodes.map((code) => idOf.get(code) as number),
          times: rule.times,
          sends: { leadOrganisationId: lead, helperOrganisationIds: helpers, ...urgency },
        },
      ];
    });
  });
}

/** Communities summon the street's own units, streets those of the district and their own; one district unit comes for communities, too. */
export function planSummonsRules(places: Places, organisations: Organisations): readonly MadeSummonsRule[] {
  const areaId = places.districtId;
  const seated = (by: SummoningLevel, seat: SeatLevel, kinds: readonly OrganisationKind[]): MadeSummonsRule => ({
    areaId,
    by,
    seat,
    kinds,
    organisationId: null,
    basis: '区“吹哨报到”工作办法',
  });
  const near = unitAbove(organisations, 'municipal-works', { district: areaId });
  return [
    seated('community', 'street', ['government', 'station']),
    seated('street', 'street', ['government', 'station']),
    seated('street', 'district', ['government', 'station', 'utility']),
    ...(near
      ? [
          {
            areaId,
            by: 'community' as const,
            seat: null,
            kinds: [],
            organisationId: near,
            basis: '区“社区直接吹哨部门”试点',
          },
        ]
      : []),
  ];
}
