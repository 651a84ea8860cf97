import { type Actor, type Holding, holdingsOf } from '../../../domain/access/actor.ts';
import type { Capability } from '../../../domain/access/capabilities.ts';
import { roles } from '../../../domain/access/roles.ts';
import type { Calendar } from '../../../domain/calendar/calendar.ts';
import type { CategoryRule } from '../../../domain/case/category.ts';
import type { World } from '../../../domain/case/world.ts';
import type { MadeUser } from './staff.ts';

/** The hotline's system, which calls its people back itself. */
export const hotline: Actor = { kind: 'integration', key: 'hotline-12345', name: '12345 热线平台', holdings: [] };
export const system: Actor = { kind: 'system', name: '系统' };
export const stranger: Actor = { kind: 'anonymous' };

/** A member of staff as they act. */
export function actorOf(user: MadeUser): Actor {
  return { kind: 'staff', userId: user.id, name: user.name, holdings: user.holdings };
}

/** The holder of the link to a case. */
export function linkActor(communityId: number, caseId: string, partyId: string): Actor {
  return { kind: 'link', communityId, caseId, partyId };
}

const nothing: readonly Capability[] = [];

function capabilitiesOver(holdings: readonly Holding[], areaPath: ReadonlySet<number>): readonly Capability[] {
  const over = holdings.filter(({ areaId }) => areaId !== undefined && areaPath.has(areaId));
  const [first, ...more] = over;
  if (!first) return nothing;
  if (more.length === 0) return roles[first.role].may;
  return [...new Set(over.flatMap(({ role }) => roles[role].may as readonly Capability[]))];
}

/** What a decision reads, as the server would put it together for this actor. */
export function worldOf(
  actor: Actor,
  about: {
    readonly atMs: number;
    readonly calendar: Calendar;
    readonly category: CategoryRule;
    readonly categoryVersion?: number | null;
    readonly areaPath: ReadonlySet<number>;
  },
): World {
  const holdings = holdingsOf(actor);
  return {
    now: new Date(about.atMs).toISOString(),
    calendar: about.calendar,
    category: about.category,
    // The categories a new installation starts with are in their first.
    categoryVersion: about.categoryVersion === undefined ? 1 : about.categoryVersion,
    may: capabilitiesOver(holdings, about.areaPath),
    organisations: holdings.flatMap(({ organisationId }) => organisationId ?? []),
    partyIds: actor.kind === 'link' ? [actor.partyId] : [],
  };
}
