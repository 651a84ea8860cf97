import { compact } from './characters.ts';
import { fault, type IdentifierFault, type Verdict } from './faults.ts';

export interface CreditCode {
  readonly normalized: string;
  /** First character: the registering authority, such as 1 staffing office, 5 civil affairs, 9 market regulation. */
  readonly registrar: string;
  /** Six digits of the place of registration. */
  readonly divisionCode: string;
  /** The nine-character organisation code inside (GB 11714). */
  readonly organisationCode: string;
}

export type CreditCodeFault = Extract<IdentifierFault, `credit-code-${string}`>;

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** 3^i mod 31 for the seventeen places. */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** The check character of the first seventeen characters of a credit code (GB 32100). */
export function creditCodeCheckCharacter(first17: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * alphabet.indexOf(first17.charAt(i)), 0);
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/**
 * Reads a unified social credit code, whatever its width, case and spacing.
 * @refuses credit-code-missing, credit-code-length, credit-code-characters, credit-code-check-digit
 * @basis GB 32100-2015
 */
export function parseCreditCode(value: string | null | undefined): Verdict<CreditCode, CreditCodeFault> {
  const code = compact(value ?? '');
  if (code === '') return fault('credit-code-missing');
  if (code.length !== 18) return fault('credit-code-length');
  if ([...code].some((character) => !alphabet.includes(character))) return fault('credit-code-characters');
  if (!/^\d{6}$/.test(code.slice(2, 8))) return fault('credit-code-characters');
  if (creditCodeCheckCharacter(code) !== code.charAt(17)) return fault('credit-code-check-digit');
  return {
    ok: true,
    normalized: code,
    registrar: code.charAt(0),
    divisionCode: code.slice(2, 8),
    organisationCode: code.slice(8, 17),
  };
}
