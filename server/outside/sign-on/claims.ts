import { SignOnFailure } from './port.ts';
import type { SignOnSettings } from './settings.ts';

/** The one value a claim has; several are as good as none. Throws SignOnFailure (nobody). */
export function oneValue(claim: unknown): string {
  const [only, ...others] = Array.isArray(claim) ? claim : [claim];
  const value = typeof only === 'number' ? String(only) : only;
  const written = typeof value === 'string' ? value.normalize('NFKC').trim() : '';
  if (others.length > 0 || written === '' || written.length > 100)
    throw new SignOnFailure('nobody', 'the claim that finds the account is missing, or is not one value');
  return written;
}

/** Whether a portal says that it has seen a second factor which the operator trusts. */
export function hasTrustedFactor({ secondFactor }: SignOnSettings, claims: Readonly<Record<string, unknown>>): boolean {
  if (!secondFactor) return false;
  const said = claims[secondFactor.claim];
  const all: readonly unknown[] = Array.isArray(said) ? said : [said];
  return all.some((one) => typeof one === 'string' && secondFactor.values.includes(one));
}
