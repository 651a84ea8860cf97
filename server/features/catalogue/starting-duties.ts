import type { WriteTx } from '../../kit/db/client.ts';
import { jsonb } from '../../kit/db/jsonb.ts';
import { type UnitKind, unitKinds } from './seed/units.ts';
import { categorySeeds, type NumberedCategory, type RoutingSeed, routingSeeds } from './seed.ts';

/** An area that gets its usual units, duties and rules. */
export interface StartingArea {
  readonly id: number;
  readonly kind: 'district' | 'street' | 'community';
  readonly name: string;
  readonly parentId: number | null;
}

export interface UsualUnit {
  readonly areaId: number;
  readonly unit: UnitKind;
  readonly kind: (typeof unitKinds)[UnitKind]['kind'];
  readonly name: string;
  readonly shortName: string;
}

/** A list of published codes names a community by its committee. */
const committeeName = (name: string): string => (/(委员会|居委会|村委会)$/.test(name) ? name : `${name}居民委员会`);

/** The units that areas have everywhere: offices of districts and streets, the committee of a community. Property companies are not guessed. */
export function usualUnits(areas: readonly StartingArea[]): readonly UsualUnit[] {
  return areas.flatMap((area) =>
    (Object.keys(unitKinds) as UnitKind[]).flatMap((unit): UsualUnit[] => {
      const { level, kind, title } = unitKinds[unit];
      if (level !== area.kind) return [];
      if (unit !== 'committee')
        return [{ areaId: area.id, unit, kind, name: `${area.name}${title.zh}`, shortName: title.zh }];
      const name = committeeName(area.name);
      return [{ areaId: area.id, unit, kind, name, shortName: name.replace(/(居民|村民)委员会$/, '居委会') }];
    }),
  );
}

interface DutyToPut {
  readonly categoryId: number;
  readonly areaId: number;
  readonly leadOrganisationId: string;
  readonly helperOrganisationIds: readonly string[];
  readonly basis: string;
}

interface RuleToPut {
  readonly position: number;
  readonly name: string;
  readonly areaId: number;
  readonly categoryIds: readonly number[];
  readonly times: RoutingSeed['times'];
  readonly sends: Readonly<Record<string, unknown>>;
}

/** Which unit of a kind answers in an area: its own, else that of an area above. */
export type UnitOver = (unit: UnitKind, areaId: number) => string | undefined;

/** The duty list of an area: the categories whose lead unit is of its own level. Where a property company would lead, the committee does. */
function dutiesOf(area: StartingArea, unitOver: UnitOver): readonly DutyToPut[] {
  return categorySeeds.flatMap(({ id, duty }: NumberedCategory): DutyToPut[] => {
    if (!duty) return [];
    const lead = duty.lead === 'property' ? 'committee' : duty.lead;
    if (unitKinds[lead].level !== area.kind) return [];
    const leadOrganisationId = unitOver(lead, area.id);
    if (leadOrganisationId === undefined) return [];
    const helpers = duty.helpers.flatMap((unit) => unitOver(unit, area.id) ?? []);
    const helperOrganisationIds = helpers.filter((one) => one !== leadOrganisationId);
    return [{ categoryId: id, areaId: area.id, leadOrganisationId, helperOrganisationIds, basis: duty.basis }];
  });
}

/** The routing rules a street begins with. */
function rulesOf(area: StartingArea, unitOver: UnitOver): readonly RuleToPut[] {
  if (area.kind !== 'street') return [];
  const idOf = new Map(categorySeeds.map(({ code, id }) => [code, id]));
  return routingSeeds.flatMap(({ name, categoryCodes, times, lead, helpers, urgency }, position): RuleToPut[] => {
    const leadOrganisationId = unitOver(lead, area.id);
    if (leadOrganisationId === undefined) return [];
    const helperOrganisationIds = helpers.flatMap((unit) => unitOver(unit, area.id) ?? []);
    const sends = { leadOrganisationId, helperOrganisationIds, ...(urgency ? { urgency } : {}) };
    const categoryIds = categoryCodes.flatMap((code) => idOf.get(code) ?? []);
    return [{ position, name, areaId: area.id, categoryIds, times, sends }];
  });
}

const chunk = 500;

/**
 * Puts the duty list and the routing rules that areas begin with. For areas that have none: rows that are there are not looked for.
 * @returns how many of each were put
 */
export async function putStartingDuties(
  { db, now, newId }: { readonly db: WriteTx; readonly now: string; readonly newId: () => string },
  areas: readonly StartingArea[],
  unitOver: UnitOver,
): Promise<{ readonly duties: number; readonly rules: number }> {
  const duties = areas.flatMap((area) => dutiesOf(area, unitOver));
  for (let at = 0; at < duties.length; at += chunk) {
    const rows = duties.slice(at, at + chunk).map(({ helperOrganisationIds, ...duty }) => ({
      ...duty,
      helperOrganisationIds: [...helperOrganisationIds],
      id: newId(),
      updatedAt: now,
    }));
    await db
      .insertInto('duties')
      .values(rows)
      .onConflict((known) => known.doNothing())
      .execute();
  }
  const rules = areas.flatMap((area) => rulesOf(area, unitOver));
  if (rules.length > 0)
    await db
      .insertInto('routingRules')
      .values(
        rules.map(({ categoryIds, times, sends, ...rule }) => ({
          ...rule,
          categoryIds: [...categoryIds],
          times: jsonb(times),
          sends: jsonb(sends),
          id: newId(),
          updatedAt: now,
        })),
      )
      .execute();
  return { duties: duties.length, rules: rules.length };
}
