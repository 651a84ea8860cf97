import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { refuse } from '../../../domain/refusals.ts';
import { sheetOfText, type Workbook } from '../../../domain/registry/ledger/workbook.ts';

/** Encodings in which community staff save text tables. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

const largestText = 64 * 1024 * 1024;
const mostFields = 5_000_000;

function byMark(bytes: Buffer): TextEncoding | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** Digits, commas and line ends of a UTF-16 file have a zero byte on one side; no other text has any. */
function byZeros(bytes: Buffer): TextEncoding | undefined {
  const sample = bytes.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < sample.length; i += 1) {
    if (sample[i] !== 0) continue;
    if (i % 2 === 0) even += 1;
    else odd += 1;
  }
  if (even + odd === 0) return undefined;
  return odd >= even ? 'utf-16le' : 'utf-16be';
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Finds how a text file is encoded: by its mark, by zero bytes, by being valid UTF-8, else GB18030. */
export function textEncodingOf(bytes: Buffer): TextEncoding {
  return byMark(bytes) ?? byZeros(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'gb18030');
}

/** Text of a file in any of the known encodings, without its byte order mark. */
export function decodeText(bytes: Buffer): string {
  const text = iconv.decode(bytes, textEncodingOf(bytes));
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

const delimiters = [',', '\t', ';', '|', '，'] as const;

/** Columns that a delimiter makes of the sample: the commonest count above one and how many lines have it. */
function fitOf(lines: readonly string[], delimiter: string): number {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const fields = line.replace(/"(?:[^"]|"")*"/g, '').split(delimiter).length;
    if (fields > 1) counts.set(fields, (counts.get(fields) ?? 0) + 1);
  }
  let best = 0;
  for (const [fields, times] of counts) best = Math.max(best, times * (1 + Math.log2(fields)));
  return best;
}

/** Finds the delimiter of a text table by the evenness of its lines; a comma when nothing speaks for another. */
export function sniffDelimiter(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 60);
  const ranked = delimiters.map((delimiter) => ({ delimiter, fit: fitOf(lines, delimiter) }));
  return ranked.reduce((best, next) => (next.fit > best.fit ? next : best)).delimiter;
}

function countOf(text: string, mark: string): number {
  let count = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) count += 1;
  return count;
}

/** Spreadsheets are made to keep digits by writing ="4407…"; the quoted text is what was meant. */
function unwrap(field: string): string {
  const wrapped = /^="([^"]*)"$/.exec(field.trim());
  return wrapped ? (wrapped[1] ?? '') : field;
}

/**
 * Reads a delimited text table into one sheet of text cells; the row number is the record's, as a spreadsheet shows it.
 * @refuses import.damaged, import.too-large
 */
export function readCsv(bytes: Buffer, sheetName: string): Workbook {
  if (bytes.length > largestText) throw refuse('import.too-large', { limit: `${largestText / 1048576} MB` });
  const text = decodeText(bytes);
  const delimiter = sniffDelimiter(text);
  if (countOf(text, delimiter) + countOf(text, '\n') > mostFields)
    throw refuse('import.too-large', { limit: `${mostFields}` });
  let rows: string[][];
  try {
    rows = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
    });
  } catch {
    throw refuse('import.damaged');
  }
  const sheet = sheetOfText(
    sheetName,
    rows.map((fields) => fields.map(unwrap)),
  );
  return { sheets: [{ ...sheet, rows: sheet.rows.filter((row) => row.cells.some(Boolean)) }], untyped: true };
}
