import type { Capability } from './capabilities.ts';
import type { Through } from './mandates.ts';
import { type Role, type RoleCode, roleMay, roles } from './roles.ts';

/** A role held over an area (and all under it) or in an organisation. */
export interface Holding {
  readonly role: RoleCode;
  readonly areaId?: number;
  readonly organisationId?: string;
  /** For a key: of what the role allows only these. */
  readonly only?: readonly Capability[];
}

/** Who acts: kept in every entry and audit row. Only staff hold roles; a link holder is bound to one case. */
export type Actor =
  | {
      readonly kind: 'staff';
      readonly userId: string;
      readonly name: string;
      readonly holdings: readonly Holding[];
      /** Storage ids in which they are on a case's own list; absent for nearly everybody. */
      readonly listedIn?: readonly number[];
    }
  | {
      readonly kind: 'resident';
      /** Whoever signed in: of a helper their own, never that of the one they help. */
      readonly userId: string;
      readonly name: string;
      /** Whose matters they are: of a helper, of the one they help. */
      readonly phoneToken: string;
      /** Acting for another. */
      readonly through?: Through;
    }
  | { readonly kind: 'link'; readonly communityId: number; readonly caseId: string; readonly partyId: string }
  /** Who said that they met it, too: sees what everybody may of one case, and nothing that its reporter said. */
  | { readonly kind: 'follower'; readonly communityId: number; readonly caseId: string; readonly followerId: string }
  | {
      readonly kind: 'outside';
      readonly communityId: number;
      readonly caseId: string;
      /** The link that lets them in. */
      readonly linkId: string;
      readonly name: string;
    }
  | { readonly kind: 'integration'; readonly key: string; readonly name: string; readonly holdings: readonly Holding[] }
  | { readonly kind: 'system'; readonly name: string }
  | { readonly kind: 'anonymous' };

/** The roles an actor holds; none for those who are not staff or an integration. */
export function holdingsOf(actor: Actor): readonly Holding[] {
  return actor.kind === 'staff' || actor.kind === 'integration' ? actor.holdings : [];
}

/** Whether a holding carries a capability. */
export function holdingMay({ role, only }: Holding, capability: Capability): boolean {
  return roleMay(role, capability) && (only === undefined || only.includes(capability));
}

/** Everything a holding carries. */
export function capabilitiesOf({ role, only }: Holding): readonly Capability[] {
  const may: readonly Capability[] = roles[role].may;
  return only === undefined ? may : may.filter((capability) => only.includes(capability));
}

/** The holdings of an actor that carry a capability; empty means "nowhere". */
export function holdingsWith(actor: Actor, capability: Capability): readonly Holding[] {
  return holdingsOf(actor).filter((holding) => holdingMay(holding, capability));
}

/**
 * The processes on whose lists somebody may stand who holds these roles, where each of them is held to some; undefined: every process. Whoever
 * is held so never learns who asked or who is named in a matter.
 */
export function processesHeldTo(holdings: readonly Pick<Holding, 'role'>[]): readonly string[] | undefined {
  const kept = holdings.map(({ role }) => (roles[role] as Role).takesPartIn);
  return kept.length === 0 || kept.includes(undefined) ? undefined : kept.flatMap((list) => list ?? []);
}

/** Whether every role of an actor keeps the people of matters from them. */
export function knowsNobody(actor: Actor): boolean {
  return actor.kind === 'staff' && processesHeldTo(actor.holdings) !== undefined;
}
