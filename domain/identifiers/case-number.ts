import { dayExists } from '../calendar/instant.ts';
import { plain } from './characters.ts';
import { fault, type IdentifierFault, type Verdict } from './faults.ts';

export interface CaseNumber {
  /** Such as 12-261120-0042-7. */
  readonly normalized: string;
  /** The number of the community that gave it. */
  readonly community: number;
  /** The business day it was given on. */
  readonly day: string;
  /** Counts from 1 each day in each community. */
  readonly serial: number;
}

export type CaseNumberFault = Extract<IdentifierFault, `case-number-${string}`>;

/** Damm's quasigroup of order ten: totally anti-symmetric, so a wrong digit or two swapped neighbours never cancel out. */
const quasigroup = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const;

function dammDigit(digits: string): string {
  let interim = 0;
  for (const digit of digits) interim = Number((quasigroup[interim] ?? '').charAt(Number(digit)));
  return String(interim);
}

/** Writes a case number `<community>-<yymmdd>-<serial>-<check>`; the serial has four digits or as many as it needs. */
export function formatCaseNumber(parts: { community: number; day: string; serial: number }): string {
  const body = `${parts.community}-${parts.day.slice(2).replaceAll('-', '')}-${String(parts.serial).padStart(4, '0')}`;
  return `${body}-${dammDigit(body.replaceAll('-', ''))}`;
}

/**
 * Reads a case number as people type it (full-width, spaces or any dash between the parts).
 * Every single wrong digit and every swap of two neighbouring digits is refused.
 * @refuses case-number-form, case-number-check-digit
 */
export function parseCaseNumber(value: string): Verdict<CaseNumber, CaseNumberFault> {
  const text = plain(value).replace(/\s*[-‐‑‒–—―−ー]\s*|\s+/g, '-');
  const match = /^([1-9]\d{0,14})-(\d{2})(\d{2})(\d{2})-(\d{4}|[1-9]\d{4,8})-(\d)$/.exec(text);
  if (!match) return fault('case-number-form');
  if (dammDigit(text.replaceAll('-', '')) !== '0') return fault('case-number-check-digit');
  const day = `20${match[2]}-${match[3]}-${match[4]}`;
  if (!dayExists(day)) return fault('case-number-form');
  return { ok: true, normalized: text, community: Number(match[1]), day, serial: Number(match[5]) };
}
