import { signOnCas } from './cas.ts';
import { signOnOidc } from './oidc.ts';
import type { SignOnPort } from './port.ts';
import type { SignOnSettings } from './settings.ts';

/** The portals that staff may sign on at, each by its own protocol. */
export function openSignOn(settings: readonly SignOnSettings[], now: () => string): readonly SignOnPort[] {
  return settings.map((one) => (one.kind === 'oidc' ? signOnOidc(one, now) : signOnCas(one)));
}
