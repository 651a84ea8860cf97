import type { Actor } from '../access/actor.ts';
import { type Capability, capabilities } from '../access/capabilities.ts';
import { type Text, text } from '../text.ts';
import { isSealedStorage } from './sealed.ts';
import { type CaseState, isBarred, isMember, leadOf, summonedOf } from './state.ts';
import type { World } from './world.ts';

/** How somebody may stand to a case: a closed register. Each has its SQL twin in server/access/relations.ts, held equal by a test. */
export type Who =
  | { readonly relation: 'capability'; readonly capability: Capability }
  | { readonly relation: 'lead-unit' }
  | { readonly relation: 'helper-unit' }
  | { readonly relation: 'summoned-unit' }
  | { readonly relation: 'checker' }
  | { readonly relation: 'caller' }
  | { readonly relation: 'second-hand'; readonly capability: Capability }
  | { readonly relation: 'listed'; readonly role?: string }
  | { readonly relation: 'reporter' }
  | { readonly relation: 'party'; readonly role?: string }
  | { readonly relation: 'outsider' }
  | { readonly relation: 'enlisted' }
  | { readonly relation: 'staff' }
  | { readonly relation: 'anyone' }
  | { readonly relation: 'integration' }
  | { readonly relation: 'system' };

export type Relation = Who['relation'];

/** The words of the register for declarations. */
export const who = {
  /** Holds the capability over the case's area. */
  may: (capability: Capability): Who => ({ relation: 'capability', capability }),
  /** Acts for the unit that leads, or was named as its handler. */
  leadUnit: { relation: 'lead-unit' },
  helperUnit: { relation: 'helper-unit' },
  /** Acts for a unit that was summoned and has not concluded; the leading one, too. */
  summonedUnit: { relation: 'summoned-unit' },
  /** May check, and neither handled it nor belongs to a unit that did. */
  checker: { relation: 'checker' },
  /** May call back, and neither handled nor checked it, nor belongs to a unit that handled it. */
  caller: { relation: 'caller' },
  /** Holds the capability and has not had a hand in it: the second of four eyes. */
  secondHand: (capability: Capability): Who => ({ relation: 'second-hand', capability }),
  /** On the case's own list, in a role of its declaration or in any. */
  listed: (role?: string): Who => (role === undefined ? { relation: 'listed' } : { relation: 'listed', role }),
  /** One of the people who asked: by their link or by their phone's code. */
  reporter: { relation: 'reporter' },
  /** One of those named in a field of it, by that field or by any: by their phone's code. */
  party: (role?: string): Who => (role === undefined ? { relation: 'party' } : { relation: 'party', role }),
  /** Somebody without an account, by the link that handed them this case. */
  outsider: { relation: 'outsider' },
  /** On the register of those willing to do such work where it lies; known only where the work is offered to them (World.enlisted). */
  enlisted: { relation: 'enlisted' },
  staff: { relation: 'staff' },
  anyone: { relation: 'anyone' },
  integration: { relation: 'integration' },
  system: { relation: 'system' },
} as const;

interface Standing {
  readonly case: CaseState | null;
  readonly actor: Actor;
  readonly world: World;
}

const userOf = (actor: Actor): string | null => (actor.kind === 'staff' ? actor.userId : null);
/** A list holds staff, and residents who put themselves on it. */
const memberOf = (actor: Actor): string | null => ('userId' in actor ? actor.userId : null);

function hadHands(state: CaseState, world: World, user: string | null): boolean {
  return (
    user === null ||
    state.hands.handled.includes(user) ||
    state.hands.handledBy.some((id) => world.organisations.includes(id))
  );
}

/** Whether somebody stands to a case in a certain way: the TypeScript side of the register. */
export function stands(one: Who, { case: state, actor, world }: Standing): boolean {
  const user = userOf(actor);
  const isPerson = actor.kind === 'link' || actor.kind === 'resident';
  // Of a sealed case nobody of the staff stands to it in any way who is not on its list.
  const isOfOffice = actor.kind === 'staff' || actor.kind === 'integration';
  if (state && isOfOffice && isSealedStorage(state.communityId) && !isMember(state, user)) return false;
  // Whom a case is about takes no step in it.
  if (state && isOfOffice && isBarred(state, user, world.organisations)) return false;
  switch (one.relation) {
    case 'capability':
      return (actor.kind === 'staff' || actor.kind === 'integration') && world.may.includes(one.capability);
    case 'lead-unit': {
      const lead = state ? leadOf(state) : undefined;
      return (
        actor.kind === 'staff' &&
        lead !== undefined &&
        (world.organisations.includes(lead.organisationId) || (user !== null && lead.userId === user))
      );
    }
    case 'helper-unit':
      return (
        actor.kind === 'staff' &&
        (state?.assignments.some(
          (a) =>
            a.kind !== 'lead' &&
            (a.state === 'sent' || a.state === 'signed') &&
            world.organisations.includes(a.organisationId),
        ) ??
          false)
      );
    case 'summoned-unit':
      return (
        actor.kind === 'staff' &&
        state !== null &&
        summonedOf(state).some((a) => a.state !== 'done' && world.organisations.includes(a.organisationId))
      );
    case 'checker':
      return state !== null && world.may.includes('cases.check') && !hadHands(state, world, user);
    case 'caller':
      return (
        state !== null &&
        world.may.includes('cases.call-back') &&
        !hadHands(state, world, user) &&
        !state.hands.checked.includes(user ?? '')
      );
    case 'second-hand':
      return (
        state !== null && actor.kind === 'staff' && world.may.includes(one.capability) && !hadHands(state, world, user)
      );
    case 'listed':
      return state !== null && isMember(state, memberOf(actor), one.role);
    case 'reporter':
      return (
        isPerson &&
        (state === null
          ? world.partyIds.length > 0
          : state.parties.some(({ id, role }) => role === undefined && world.partyIds.includes(id)))
      );
    case 'party':
      return (
        isPerson &&
        (state?.parties ?? []).some(
          ({ id, role }) =>
            role !== undefined && (one.role === undefined || one.role === role) && world.partyIds.includes(id),
        )
      );
    case 'outsider':
      return state !== null && actor.kind === 'outside' && actor.caseId === state.id;
    case 'enlisted':
      return 'userId' in actor && world.enlisted !== undefined;
    case 'staff':
      return actor.kind === 'staff';
    case 'anyone':
      return true;
    case 'integration':
      return actor.kind === 'integration';
    case 'system':
      return actor.kind === 'system';
  }
}

const relationTexts: Readonly<Record<Exclude<Relation, 'capability' | 'second-hand'>, Text>> = {
  'lead-unit': text('主办单位', 'the lead unit'),
  'helper-unit': text('协办单位', 'a helping unit'),
  'summoned-unit': text('被召集的单位', 'a summoned unit'),
  checker: text('未经手的核查员', 'a checker who did not handle it'),
  caller: text('未经手的回访员', 'a caller who neither handled nor checked it'),
  listed: text('名单上的人', 'somebody on its list'),
  party: text('事项中写明的人', 'one of the people named in it'),
  reporter: text('提出诉求的人', 'the person who raised it'),
  outsider: text('收到链接的外部人员', 'the outside party it was handed to'),
  enlisted: text('登记在册的志愿者或单位', 'a registered volunteer or unit'),
  staff: text('工作人员', 'staff'),
  anyone: text('任何人', 'anyone'),
  integration: text('对接系统', 'a connected system'),
  system: text('系统', 'the system'),
};

/** Who it is in words, for "why not" and for the guide. */
export function whoText(one: Who): Text {
  if (one.relation !== 'capability' && one.relation !== 'second-hand') return relationTexts[one.relation];
  const words = capabilities[one.capability];
  return text(`有“${words.zh}”权限的岗位`, `a post that may “${words.en}”`);
}
