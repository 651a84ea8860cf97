import { normalizeHeader } from './header-words.ts';
import type { ColumnMapping, TablePlan } from './ledger-plan.ts';

/** FNV-1a over UTF-16 units, 64 bits, in hexadecimal. */
function hash(text: string): string {
  let value = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i += 1) {
    value = ((value ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return value.toString(16).padStart(16, '0');
}

/** The key of a header within its table: its normalised path, numbered where the same words come again. */
export function headerKeys(headers: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return headers.map((header) => {
    const words = header.split('/').map(normalizeHeader).join('/');
    const times = (seen.get(words) ?? 0) + 1;
    seen.set(words, times);
    return times === 1 ? words : `${words}#${times}`;
  });
}

/** The mark by which a header is known again: its words in their order, whatever the title, spacing and stars around them.
 *  Empty for no header at all. */
export function fingerprintOfHeader(headers: readonly string[]): string {
  const keys = headerKeys(headers).filter((key) => key !== '');
  return keys.length === 0 ? '' : hash(keys.join('|'));
}

/** The mapping to remember once the user has confirmed a table. */
export function mappingOf(table: TablePlan): ColumnMapping {
  const keys = headerKeys(table.columns.map((column) => column.header));
  const entries = table.columns.map((column, i) => [keys[i] ?? '', column.field ?? null] as const);
  return { fingerprint: table.fingerprint, fields: Object.fromEntries(entries.filter(([key]) => key !== '')) };
}
