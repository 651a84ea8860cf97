import { dayExists } from '../calendar/instant.ts';
import { compact, isScientific } from './characters.ts';
import { fault, type IdentifierFault, type Verdict } from './faults.ts';

/** Whose number it is: a citizen's, a residence permit of Hong Kong, Macau or Taiwan residents, or a foreigner's permanent one. */
export type CitizenIdKind = 'resident' | 'hong-kong' | 'macau' | 'taiwan' | 'foreigner';

export interface CitizenId {
  readonly kind: CitizenIdKind;
  /** 18 characters, half-width, capital X. */
  readonly normalized: string;
  /** GB/T 2261.1. */
  readonly sexCode: '1' | '2';
  readonly birthOn: string;
  /** Six digits; for a foreigner the province of issue and four zeros. */
  readonly divisionCode: string;
  /** Numeric ISO 3166-1 code, for a foreigner only. */
  readonly nationality?: string;
  /** The value was a 15-digit number and has been brought to 18. */
  readonly wasFifteen: boolean;
  /** The number is right by its rules but ends in 000, as numbers rounded by a spreadsheet do: hold it for a look. */
  readonly mayBeRounded: boolean;
}

export type CitizenIdFault = Extract<IdentifierFault, `id-${string}`>;

export interface CitizenIdOptions {
  /** Business day against which a birth in the future is refused. */
  readonly today?: string;
  /** `untyped` for a source that keeps no cell types (CSV): a rounded number then arrives as digits. */
  readonly cell?: 'text' | 'untyped';
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = '10X98765432';

/** First two digits of a division code that name a province-level unit (GB/T 2260), 81–83 as used in residence permits. */
export const provincePrefixes: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);

/** A six-digit division code that is given to nobody: for demonstration and test persons. */
export const unassignedDivisionCode = '440099';

/** The check character of the first seventeen digits of an id number (GB 11643, ISO 7064 MOD 11-2). */
export function citizenIdCheckCharacter(first17: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return checkCharacters.charAt(sum % 11);
}

/** Puts an id number together from a division code, a birth date and a serial of 1–999 (odd for a man). */
export function composeCitizenId(divisionCode: string, birthOn: string, serial: number): string {
  const first17 = divisionCode + birthOn.replaceAll('-', '') + String(serial).padStart(3, '0');
  return first17 + citizenIdCheckCharacter(first17);
}

/**
 * Reads an id number as people and spreadsheets write it: full-width, spaced, quoted, in 15 digits.
 * The check digit is judged before the birth date, so one wrong digit always reads `id-check-digit`.
 * @refuses id-missing, id-length, id-characters, id-masked, id-division, id-birth-date, id-check-digit, id-precision-lost
 * @basis GB 11643-1999
 */
export function parseCitizenId(
  value: string | number | null | undefined,
  options: CitizenIdOptions = {},
): Verdict<CitizenId, CitizenIdFault> {
  if (value === null || value === undefined) return fault('id-missing');
  if (typeof value === 'number') return parseNumber(value, options);
  const code = compact(value);
  if (code === '') return fault('id-missing');
  const form = formFault(value, code);
  if (form) return fault(form);
  return code.length === 15 ? parseFifteen(code, options) : parseEighteen(code, options);
}

/** Fifteen digits survive in a spreadsheet's number, eighteen never do. */
function parseNumber(value: number, options: CitizenIdOptions): Verdict<CitizenId, CitizenIdFault> {
  if (Number.isSafeInteger(value) && value >= 0) return parseCitizenId(String(value), options);
  return fault('id-precision-lost');
}

function formFault(value: string, code: string): CitizenIdFault | undefined {
  if (isScientific(value) || /^\d{16,}\.0*$/.test(code)) return 'id-precision-lost';
  if (/[*＊]{2,}/.test(code)) return 'id-masked';
  if (!/^\d*X?$/.test(code)) return 'id-characters';
  if (code.length !== 15 && code.length !== 18) return 'id-length';
  if (code.length === 15 && code.endsWith('X')) return 'id-characters';
  return undefined;
}

function parseEighteen(code: string, options: CitizenIdOptions): Verdict<CitizenId, CitizenIdFault> {
  if (citizenIdCheckCharacter(code) !== code.charAt(17)) {
    return fault(wasRounded(code, options) ? 'id-precision-lost' : 'id-check-digit');
  }
  return partsOf(code, options);
}

/** Spreadsheets keep 15 digits and fill with zeros; programs write the shortest digits of the nearest double. */
function wasRounded(code: string, options: CitizenIdOptions): boolean {
  if (code.endsWith('000')) return true;
  return options.cell === 'untyped' && code.endsWith('0') && String(Number(code)) === code;
}

function parseFifteen(code: string, options: CitizenIdOptions): Verdict<CitizenId, CitizenIdFault> {
  // The serials 996–999 were kept for those over a hundred when the short numbers were given.
  const century = Number(code.slice(12)) >= 996 ? '18' : '19';
  const first17 = code.slice(0, 6) + century + code.slice(6);
  const verdict = partsOf(first17 + citizenIdCheckCharacter(first17), options);
  return verdict.ok ? { ...verdict, wasFifteen: true, mayBeRounded: false } : verdict;
}

function partsOf(code: string, options: CitizenIdOptions): Verdict<CitizenId, CitizenIdFault> {
  const foreign = code.startsWith('9');
  const divisionCode = foreign ? `${code.slice(1, 3)}0000` : code.slice(0, 6);
  if (!provincePrefixes.has(divisionCode.slice(0, 2))) return fault('id-division');
  const birthOn = `${code.slice(6, 10)}-${code.slice(10, 12)}-${code.slice(12, 14)}`;
  if (!isBirthDate(birthOn, options.today)) return fault('id-birth-date');
  return {
    ok: true,
    kind: foreign ? 'foreigner' : kindOf(divisionCode),
    normalized: code,
    sexCode: Number(code.charAt(16)) % 2 === 1 ? '1' : '2',
    birthOn,
    divisionCode,
    ...(foreign ? { nationality: code.slice(3, 6) } : {}),
    wasFifteen: false,
    mayBeRounded: code.endsWith('000'),
  };
}

function kindOf(divisionCode: string): CitizenIdKind {
  if (divisionCode.startsWith('81')) return 'hong-kong';
  if (divisionCode.startsWith('82')) return 'macau';
  return divisionCode.startsWith('83') ? 'taiwan' : 'resident';
}

function isBirthDate(day: string, today: string | undefined): boolean {
  return dayExists(day) && day >= '1850-01-01' && day <= (today ?? '2099-12-31');
}
