import type { Access } from '../../../contract/route.ts';
import { type Actor, holdingsWith } from '../../../domain/access/actor.ts';
import { throughOf } from '../../../domain/access/mandates.ts';
import { refuse } from '../../../domain/refusals.ts';

/** Whoever comes by a link of their own: of the matter they raised, or of one they follow. */
const isHolder = ({ kind }: Actor): boolean => kind === 'link' || kind === 'follower';

/** A helper gets only where their mandate reaches; what names no cover is the person's own. */
function assertHelperAllowed(access: Access, actor: Actor): void {
  const through = throughOf(actor);
  if (!through) return;
  const covers = 'capability' in access ? [] : (access.helper ?? []);
  if (!covers.some((cover) => through.may.includes(cover))) throw refuse('mandates.no-helper');
}

/** Refuses an actor who may not call: nobody gets further than this without the declared access. */
export function assertAllowed(access: Access, actor: Actor): void {
  assertHelperAllowed(access, actor);
  if ('open' in access) return;
  if (actor.kind === 'anonymous') throw refuse('access.sign-in');
  // A link handed out opens its own page and nothing that others sign in for.
  if (actor.kind === 'outside') throw refuse('access.forbidden');
  if ('signedIn' in access) {
    if (access.signedIn === 'any' || actor.kind === 'resident' || isHolder(actor)) return;
    throw refuse('access.forbidden');
  }
  const suffices = [access.capability, access.or].filter((one) => one !== undefined);
  if (!suffices.some((one) => holdingsWith(actor, one).length > 0)) throw refuse('access.forbidden');
}
