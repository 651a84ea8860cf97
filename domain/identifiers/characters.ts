/** Brings a typed or pasted value to plain characters: full-width to half-width, no invisible marks, trimmed. */
export function plain(value: string): string {
  return value
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '')
    .trim();
}

/** Brings a number-like code to plain characters: also without spaces, quotes and dashes, in capitals. */
export function compact(value: string): string {
  return plain(value)
    .replace(/[\s'"`´‘’“”\-‐‑‒–—―−_]/g, '')
    .toUpperCase();
}

/** Whether the text is a number as spreadsheets shorten it, such as 4.40703E+17. */
export function isScientific(value: string): boolean {
  return /^[+-]?\d+(?:\.\d+)?[eE]\+?\d+$/.test(plain(value));
}
