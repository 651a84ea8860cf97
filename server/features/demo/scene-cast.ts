import type { Actor } from '../../../domain/access/actor.ts';
import type { Capability } from '../../../domain/access/capabilities.ts';
import { type RoleCode, roleMay } from '../../../domain/access/roles.ts';
import type { CaseType } from '../../../domain/case/define.ts';
import type { Enlistment, World } from '../../../domain/case/world.ts';
import { helpKinds } from '../../../domain/processes/order-kinds.ts';
import type { UnitKind } from '../catalogue/seed/units.ts';
import { actorOf, stranger, system } from './case-cast.ts';
import type { PlacedCommunity } from './places.ts';
import type { DistrictPlanned } from './plan.ts';
import type { Part } from './scenes/shape.ts';
import type { MadeUser } from './staff.ts';

/** The people and units that play in a community's scenes. */
export interface SceneCast {
  user(part: Part): MadeUser;
  actor(part: Part): Actor;
  unit(kind: UnitKind): string;
  /** Those who hold the intake of a sealed type over the place. */
  world(type: CaseType, actor: Actor, areaPath: ReadonlySet<number>): Pick<World, 'intake' | 'enlisted' | 'actsAt'>;
}

/** Day on which the demo's volunteers' insurance ends, counted from its own. */
export const insuredDays = 240;
const willing = Object.keys(helpKinds);

const roleOf: Readonly<Record<string, RoleCode>> = {
  mediator: 'mediator',
  lawyer: 'legal-adviser',
  justice: 'justice-worker',
  protection: 'protection-worker',
  doctor: 'family-doctor',
  volunteer: 'volunteer',
  district: 'district-office',
  owners: 'owners-body',
};

/** Casts the scenes of one community. */
export function castScenes(
  { staff, organisations, places }: DistrictPlanned,
  community: PlacedCommunity,
  insuredUntil: string,
): SceneCast {
  const above = [community.id, community.street.id, places.districtId];
  const unit = (kind: UnitKind): string => {
    const found = [...community.grids.map(({ id }) => id), ...above].flatMap(
      (id) => organisations.unitOf(kind, id) ?? [],
    );
    if (!found[0]) throw new Error(`there is no ${kind} in ${community.plan.name}`);
    return found[0].id;
  };
  const lists: Readonly<Record<string, () => readonly MadeUser[]>> = {
    grid: () => community.grids.map(({ id }) => staff.gridWorker(id)),
    secretary: () => staff.secretaries(community.id),
    deputy: () => staff.secretaries(community.id).slice(1),
    desk: () => staff.desks(community.street.id),
    checker: () => staff.checkers(community.street.id),
  };
  const around = [...above, ...community.grids.map(({ id }) => id)];
  const ofRole = (role: RoleCode): readonly MadeUser[] =>
    staff.all.filter(({ holdings: [first] }) => first?.role === role && around.includes(first.areaId ?? 0));
  const user = (part: Part): MadeUser => {
    const [post = '', nth] = part.split('-');
    const list = part.startsWith('unit ')
      ? staff.handlers(unit(part.slice(5) as UnitKind))
      : (lists[post]?.() ?? ofRole(roleOf[post] as RoleCode));
    const found = part.startsWith('unit ') ? list[0] : list[nth === '2' ? 1 : 0];
    if (!found) throw new Error(`there is no ${part} in ${community.plan.name}`);
    return found;
  };
  const actor = (part: Part): Actor => (part === 'asker' ? stranger : part === 'system' ? system : actorOf(user(part)));
  const intakeOver = (capability: Capability, areaPath: ReadonlySet<number>): readonly string[] =>
    staff.all
      .filter(({ holdings }) =>
        holdings.some(({ role, areaId }) => areaId !== undefined && areaPath.has(areaId) && roleMay(role, capability)),
      )
      .map(({ id }) => id)
      .sort();
  const enlisted: Enlistment = { kinds: willing, as: 'volunteer', insuredUntil };
  const levels = [
    ...community.grids.map(({ id }) => [id, 'community'] as const),
    [community.id, 'community'] as const,
    [community.street.id, 'street'] as const,
    [places.districtId, 'district'] as const,
  ];
  const actsAt = (by: Actor): Pick<World, 'actsAt'> => {
    const held = by.kind === 'staff' ? by.holdings.map(({ areaId }) => areaId) : [];
    const level = levels.find(([id]) => held.includes(id));
    return level ? { actsAt: level[1] } : {};
  };
  const world: SceneCast['world'] = ({ sealed }, by, areaPath) => ({
    ...actsAt(by),
    ...(sealed ? { intake: intakeOver(sealed.intake, areaPath) } : {}),
    ...(by.kind === 'staff' && by.holdings.some(({ role }) => role === 'volunteer') ? { enlisted } : {}),
  });
  return { user, actor, unit, world };
}
