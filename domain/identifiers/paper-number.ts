import { parseCaseNumber } from './case-number.ts';
import { plain } from './characters.ts';

/** Without letters that are taken for digits: 0 for O, 1 for I and L, and no U. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeBytes = 10;

/**
 * The code that proves a paper, from the first ten bytes of a keyed hash: eighty bits as sixteen signs in fours.
 * @param hash at least ten bytes
 */
export function formatPaperCode(hash: Uint8Array): string {
  let bits = '';
  for (const byte of hash.subarray(0, codeBytes)) bits += byte.toString(2).padStart(8, '0');
  const letters = bits.match(/.{5}/g)?.map((five) => signs[Number.parseInt(five, 2)] as string) ?? [];
  return letters.join('').replace(/.{4}(?=.)/g, '$&-');
}

/** A code as somebody copies it from paper, in the form it is printed in: full-width, spaces, small letters, O for 0. */
export function readPaperCode(value: string): string {
  const letters = plain(value)
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return letters.replace(/.{4}(?=.)/g, '$&-');
}

/** A paper's number: the number of its case and which of its papers it is. Undefined where it is none. */
export function readPaperNumber(
  value: string,
): { readonly number: string; readonly caseNumber: string; readonly community: number } | undefined {
  const text = plain(value).replace(/\s*[-‐‑‒–—―−ー]\s*|\s+/g, '-');
  const match = /^(.+)-(\d{2,3})$/.exec(text);
  const found = match?.[1] === undefined ? undefined : parseCaseNumber(match[1]);
  return found?.ok && match
    ? { number: `${found.normalized}-${match[2]}`, caseNumber: found.normalized, community: found.community }
    : undefined;
}
