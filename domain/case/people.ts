import type { Turn } from './define.ts';
import type { Fact } from './facts.ts';
import type { Field, NamedPerson } from './fields.ts';
import { deriveId } from './ids.ts';

/** Somebody named in a field of an input, with the id they have as one of the case's people. */
export interface NamedParty extends NamedPerson {
  readonly id: string;
  /** The field's key: what they are to the case. */
  readonly role: string;
  readonly mayTrack: boolean;
}

/** The people an input names by the fields it is asked for; the same input names the same ids, on the phone and here. */
export function namedIn(
  entryId: string,
  asks: Readonly<Record<string, Field>>,
  input: Readonly<Record<string, unknown>>,
): readonly NamedParty[] {
  return Object.entries(asks).flatMap(([role, field]) => {
    const value = input[role];
    if (field.kind !== 'people' || !Array.isArray(value)) return [];
    return (value as readonly NamedPerson[]).map((one, at) => ({
      ...one,
      id: deriveId(entryId, `party:${role}:${at}`),
      role,
      mayTrack: field.mayTrack,
    }));
  });
}

/** They join the case: that they are there and as what is told, who they are is not. */
export function joinNamed(turn: Turn, asks: Readonly<Record<string, Field>>): readonly Fact[] {
  return namedIn(turn.entryId, asks, turn.input).map(({ id, role, phone }) => ({
    kind: 'joined',
    party: { id, kind: 'concerned', role, hasContact: (phone ?? '') !== '', joinedAt: turn.world.now },
  }));
}
