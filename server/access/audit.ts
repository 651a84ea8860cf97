import { type Actor, holdingsOf } from '../../domain/access/actor.ts';
import type { AuditNote } from '../kit/ctx.ts';
import type { WriteTx } from '../kit/db/client.ts';
import { jsonb } from '../kit/db/jsonb.ts';
import type { Caller } from '../kit/http/intentions.ts';
import { uuidv7 } from '../kit/ids.ts';

/** Writes what happened into the audit, in the transaction of the deed itself: both are kept or neither. */
export async function writeAudit(
  db: WriteTx,
  caller: Pick<Caller, 'actor' | 'requestId'>,
  now: string,
  notes: readonly AuditNote[],
): Promise<void> {
  if (notes.length === 0) return;
  const actor = auditedActor(caller.actor);
  await db
    .insertInto('auditRows')
    .values(
      notes.map((note) => ({
        id: uuidv7(),
        at: now,
        actor: jsonb(actor),
        action: note.action,
        noun: note.noun,
        communityId: note.communityId ?? null,
        rowId: note.rowId ?? null,
        personId: note.personId ?? null,
        reason: note.reason ?? null,
        details: jsonb(note.details ?? {}),
        requestId: caller.requestId,
      })),
    )
    .execute();
}

/** Who it was, as the audit keeps it: never a phone, and of those who are not staff no name. */
function auditedActor(actor: Actor): Record<string, unknown> {
  switch (actor.kind) {
    case 'staff':
      return { kind: actor.kind, userId: actor.userId, name: actor.name, roles: rolesOf(actor) };
    case 'integration':
      return { kind: actor.kind, name: actor.name, roles: rolesOf(actor) };
    case 'resident':
      return {
        kind: actor.kind,
        userId: actor.userId,
        ...(actor.through ? { mandateId: actor.through.mandateId } : {}),
      };
    case 'link':
      return { kind: actor.kind, communityId: actor.communityId, caseId: actor.caseId, partyId: actor.partyId };
    case 'follower':
      return { kind: actor.kind, communityId: actor.communityId, caseId: actor.caseId, followerId: actor.followerId };
    case 'outside':
      return { kind: actor.kind, link: actor.linkId, communityId: actor.communityId, caseId: actor.caseId };
    case 'system':
      return { kind: actor.kind, name: actor.name };
    case 'anonymous':
      return { kind: actor.kind };
  }
}

function rolesOf(actor: Actor): readonly string[] {
  return [...new Set(holdingsOf(actor).map((holding) => holding.role))].sort();
}
