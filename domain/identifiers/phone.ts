import { isScientific, plain } from './characters.ts';
import { fault, type IdentifierFault, type Verdict } from './faults.ts';

/** A mobile, a line with or without area code, a 400/800 number, or a short public number such as 12345. */
export type PhoneKind = 'mobile' | 'landline' | 'toll-free' | 'service';

export interface Phone {
  readonly kind: PhoneKind;
  /** Digits as dialled inside the country; a landline as `0756-8888888`, or `8888888` where no area code is known. */
  readonly normalized: string;
  readonly extension?: string;
}

export type PhoneFault = Extract<IdentifierFault, `phone-${string}`>;

/** What a cell of phone numbers holds. */
export interface PhonesRead {
  readonly phones: readonly Phone[];
  /** Pieces with digits that are no phone number: for the to-fix list. */
  readonly unread: readonly string[];
  /** Words beside the numbers, such as whose they are. */
  readonly remark: string;
}

export interface PhoneOptions {
  /** Put before a landline written without one, such as 0756. */
  readonly areaCode?: string;
}

/** Mobile prefixes that no operator holds: for demonstration and test data, which must reach nobody. */
export const unassignedMobilePrefixes: ReadonlySet<string> = new Set(['142', '143', '154', '161', '164', '194']);

const gap = '[-\\s.]?';
const patterns: readonly { readonly kind: PhoneKind; readonly source: string }[] = [
  {
    kind: 'mobile',
    source: `(?:(?:\\+|00)?86${gap}|0)?1[3-9]\\d(?:${gap}\\d{4}${gap}\\d{4}|[-\\s.]\\d{3}[-\\s.]\\d{5}|\\d[-\\s.]\\d{3}[-\\s.]\\d{4})`,
  },
  { kind: 'toll-free', source: `[48]00(?:${gap}\\d{3}${gap}\\d{4}|${gap}\\d{4}${gap}\\d{3})` },
  {
    kind: 'landline',
    source: `(?:(?:\\+|00)86${gap}\\(?0?\\)?${gap}|\\(?0)(?:(?:10|2\\d)\\)?${gap}\\d{4}${gap}\\d{4}|[3-9]\\d{2}\\)?${gap}(?:\\d{4}${gap}\\d{3,4}|\\d{3}${gap}\\d{4}))`,
  },
  { kind: 'service', source: '(?:1[12]\\d|123\\d{2}|9[56]\\d{3})' },
  { kind: 'landline', source: `[2-8]\\d{2,3}${gap}\\d{4}` },
];
const extension = '(?:\\s*(?:转|分机|ext\\.?|x|#|\\*|-)\\s*(\\d{1,5}))?';
const number = new RegExp(`(?<![\\d])(?:${patterns.map((p) => `(${p.source})`).join('|')})${extension}(?!\\d)`, 'gi');

/**
 * Reads every phone number of a cell: several beside each other, spaced, dashed, full-width, with +86, area code, extension.
 * Numbers are given once each, in the order written; what cannot be read is kept in `unread`, never dropped.
 */
export function readPhones(cell: string | number | null | undefined, options: PhoneOptions = {}): PhonesRead {
  const written = splitGlued(plain(String(cell ?? '')).replace(/^'|(?<=\d)\.0+$/g, ''));
  const phones = new Map<string, Phone>();
  const rest = written.replace(number, (whole: string, ...groups: unknown[]) => {
    const index = patterns.findIndex((_, i) => groups[i] !== undefined);
    const phone = phoneOf(index, String(groups[index]), groups[patterns.length] as string | undefined, options);
    if (!phone) return whole;
    phones.set(`${phone.normalized}#${phone.extension ?? ''}`, phone);
    return ' ; ';
  });
  const pieces = rest.split(/[\s;；,，、/／|]+/).filter((piece) => /[\p{L}\p{N}]/u.test(piece));
  return {
    phones: [...phones.values()],
    unread: pieces.filter((piece) => /\d/.test(piece)),
    remark: pieces
      .filter((piece) => !/\d/.test(piece))
      .map((piece) => piece.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, ''))
      .join(' '),
  };
}

/**
 * Reads exactly one phone number.
 * @refuses phone-missing, phone-unreadable, phone-several, phone-precision-lost
 */
export function parsePhone(
  value: string | number | null | undefined,
  options: PhoneOptions = {},
): Verdict<Phone, PhoneFault> {
  const written = plain(String(value ?? ''));
  if (written === '') return fault('phone-missing');
  if (isScientific(written)) return fault('phone-precision-lost');
  const { phones, unread } = readPhones(written, options);
  const [phone, ...more] = phones;
  if (!phone || unread.length > 0) return fault('phone-unreadable');
  if (more.length > 0) return fault('phone-several');
  return { ok: true, ...phone };
}

/** Whether a mobile number lies under a prefix that no operator holds. */
export function isUnassignedMobile(phone: Phone): boolean {
  return phone.kind === 'mobile' && unassignedMobilePrefixes.has(phone.normalized.slice(0, 3));
}

/** Two or three mobiles typed without anything between them come apart. */
function splitGlued(written: string): string {
  return written.replace(/(?<!\d)(?:1[3-9]\d{9}){2,3}(?!\d)/g, (run) => run.replace(/\d{11}(?=\d)/g, '$& '));
}

function phoneOf(index: number, written: string, ext: string | undefined, options: PhoneOptions): Phone | undefined {
  const kind = patterns[index]?.kind ?? 'service';
  const digits = written.replace(/\D/g, '');
  const extended = ext && kind !== 'service' && kind !== 'mobile' ? { extension: ext } : {};
  if (ext && !('extension' in extended)) return undefined;
  if (kind === 'landline') return { kind, normalized: lineOf(digits, written, options), ...extended };
  return { kind, normalized: kind === 'mobile' ? digits.slice(-11) : digits, ...extended };
}

function lineOf(digits: string, written: string, options: PhoneOptions): string {
  const national = /^(?:\+|00)/.test(written) ? `0${digits.replace(/^(?:00)?860?/, '')}` : digits;
  if (!national.startsWith('0')) return options.areaCode ? `${options.areaCode}-${national}` : national;
  const cut = /^0(?:10|2)/.test(national) ? 3 : 4;
  return `${national.slice(0, cut)}-${national.slice(cut)}`;
}
