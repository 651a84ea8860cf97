import { Readable } from 'node:stream';
import yazl from 'yazl';
import { cellAddress, columnLetters } from '../../../domain/registry/ledger/workbook.ts';

/** Text stays text whatever it looks like; only a number given as a number becomes one. */
export type OutCell = string | number | null | undefined;

export interface OutColumn {
  readonly header: string;
  /** In characters, as spreadsheets count them; by the header's length when absent. */
  readonly width?: number;
}

export interface OutSheet {
  readonly name: string;
  readonly columns: readonly OutColumn[];
  readonly rows: AsyncIterable<readonly OutCell[]> | Iterable<readonly OutCell[]>;
}

export interface WriteOptions {
  /** Printed at the foot of every page: who exported it and when. */
  readonly footer?: string;
  /** Stamped on the parts of the archive. */
  readonly writtenAt: Date;
  /** Rows of one sheet, the header included; the rest goes on in a further sheet. */
  readonly rowsPerSheet?: number;
}

interface WrittenSheet {
  readonly name: string;
  readonly part: string;
}

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const typePrefix = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const sheetLimit = 1_048_576;
const longestCell = 32_767;
const flushAt = 64 * 1024;

/** Style 0 plain number, 1 header, 2 text; quotePrefix keeps an edited cell that starts with = from becoming a formula. */
const styles = `${xmlHead}<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** Control characters and halves of pairs: XML cannot hold them. */
const unsafe = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for an XML place: markup escaped, characters XML cannot hold written as the format's own escapes. */
export function escapeText(text: string): string {
  return text
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
    .replace(unsafe, (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)
    .replace(/\r/g, '&#13;');
}

function cellXml(value: OutCell, row: number, column: number, style: number): string {
  if (value === null || value === undefined || value === '') return '';
  const at = cellAddress(row, column);
  if (typeof value === 'number' && Number.isFinite(value)) return `<c r="${at}"><v>${value}</v></c>`;
  const text = escapeText(String(value).slice(0, longestCell));
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

function rowXml(values: readonly OutCell[], row: number, style: number): string {
  return `<row r="${row}">${values.map((value, column) => cellXml(value, row, column, style)).join('')}</row>`;
}

/** Chinese characters take two places. */
function widthOf(column: OutColumn): number {
  const wide = [...column.header].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
  return column.width ?? Math.min(40, Math.max(8, wide + 2));
}

function sheetHead(columns: readonly OutColumn[]): string {
  const cols = columns
    .map((column, i) => `<col min="${i + 1}" max="${i + 1}" width="${widthOf(column)}" style="2" customWidth="1"/>`)
    .join('');
  const pane =
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>';
  return `${xmlHead}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>${
    cols ? `<cols>${cols}</cols>` : ''
  }<sheetData>`;
}

function sheetFoot(columns: readonly OutColumn[], lastRow: number, footer: string | undefined): string {
  const filter = columns.length > 0 ? `<autoFilter ref="A1:${columnLetters(columns.length - 1)}${lastRow}"/>` : '';
  // & starts a field code in a footer and is doubled to stand for itself.
  const foot = footer
    ? `<headerFooter><oddFooter>&amp;C${escapeText(footer.replaceAll('&', '&&'))}</oddFooter></headerFooter>`
    : '';
  return `</sheetData>${filter}${foot}</worksheet>`;
}

/** Names of sheets are unique, at most 31 characters, and free of the characters the format forbids. */
function sheetNames(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    const clean =
      wanted
        .replace(/[[\]:*?/\\]/g, ' ')
        .replace(/^'|'$/g, '')
        .trim() || 'Sheet';
    for (let n = 1; ; n += 1) {
      const suffix = n === 1 ? '' : ` (${n})`;
      const name = clean.slice(0, 31 - suffix.length) + suffix;
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  };
}

interface RowSource {
  /** The next row, or undefined at the end. */
  next(): Promise<readonly OutCell[] | undefined>;
  close(): Promise<void>;
}

function rowSource(rows: OutSheet['rows']): RowSource {
  const iterator = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
  return {
    next: async () => {
      const step = await iterator.next();
      return step.done ? undefined : step.value;
    },
    close: async () => {
      await iterator.return?.();
    },
  };
}

/** One worksheet part in pieces of about 64 KB; `first` is its first row, and what does not fit is handed on. */
async function* sheetXml(
  sheet: OutSheet,
  source: RowSource,
  first: readonly OutCell[] | undefined,
  options: WriteOptions,
  handOn: (row: readonly OutCell[] | undefined) => void,
): AsyncGenerator<Buffer> {
  const limit = Math.min(options.rowsPerSheet ?? sheetLimit, sheetLimit);
  const headers = sheet.columns.map((column) => column.header);
  let text = sheetHead(sheet.columns) + rowXml(headers, 1, 1);
  let row = 1;
  let next = first;
  while (next !== undefined && row < limit) {
    row += 1;
    text += rowXml(next, row, 2);
    if (text.length >= flushAt) {
      yield Buffer.from(text, 'utf8');
      text = '';
    }
    next = await source.next();
  }
  handOn(next);
  yield Buffer.from(text + sheetFoot(sheet.columns, row, options.footer), 'utf8');
}

const override = (part: string, type: string): string =>
  `<Override PartName="/${part}" ContentType="${typePrefix}.${type}+xml"/>`;

function packageParts(sheets: readonly WrittenSheet[]): Record<string, string> {
  const entries = sheets.map((s, i) => `<sheet name="${escapeText(s.name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  const relations = sheets.map(
    (s, i) => `<Relationship Id="rId${i + 1}" Type="${office}/worksheet" Target="${s.part.slice('xl/'.length)}"/>`,
  );
  const types = sheets.map((s) => override(s.part, 'worksheet')).join('');
  return {
    'xl/styles.xml': styles,
    'xl/workbook.xml': `${xmlHead}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${entries.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xmlHead}<Relationships xmlns="${packaged}/relationships">${relations.join('')}<Relationship Id="rId${sheets.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    '_rels/.rels': `${xmlHead}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    '[Content_Types].xml': `${xmlHead}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('xl/workbook.xml', 'sheet.main')}${override('xl/styles.xml', 'styles')}${types}</Types>`,
  };
}

/** Adds one part and waits until it is read to its end; fails when the reader of the archive goes away. */
async function addPart(zip: yazl.ZipFile, part: string, chunks: AsyncIterable<Buffer>, writtenAt: Date): Promise<void> {
  const output = zip.outputStream as Readable;
  const stream = Readable.from(chunks, { objectMode: false });
  const abandon = (): void => {
    stream.destroy(new Error('the reader of the workbook went away'));
  };
  output.once('close', abandon);
  try {
    await new Promise<void>((resolve, reject) => {
      stream.on('end', resolve);
      stream.on('error', reject);
      zip.addReadStream(stream, part, settingsOf(writtenAt));
    });
  } finally {
    output.off('close', abandon);
  }
}

/** The published types lag behind: yazl 3 takes a level. */
function settingsOf(writtenAt: Date): Partial<yazl.Options> {
  return { mtime: writtenAt, compressionLevel: 1 } as Partial<yazl.Options>;
}

async function fill(zip: yazl.ZipFile, sheets: readonly OutSheet[], options: WriteOptions): Promise<void> {
  const nameOf = sheetNames();
  const written: WrittenSheet[] = [];
  for (const sheet of sheets) {
    const source = rowSource(sheet.rows);
    try {
      let next = await source.next();
      do {
        const part = `xl/worksheets/sheet${written.length + 1}.xml`;
        written.push({ name: nameOf(sheet.name), part });
        const handOn = (row: readonly OutCell[] | undefined): void => {
          next = row;
        };
        await addPart(zip, part, sheetXml(sheet, source, next, options, handOn), options.writtenAt);
      } while (next !== undefined);
    } finally {
      await source.close();
    }
  }
  for (const [part, text] of Object.entries(packageParts(written))) {
    zip.addBuffer(Buffer.from(text, 'utf8'), part, settingsOf(options.writtenAt));
  }
  zip.end();
}

/** Writes sheets as an .xlsx file while their rows arrive; the stream fails if the rows do.
 *  Every string is an inline text cell, so that no id turns into a number and no text into a live formula. */
export function writeWorkbook(sheets: readonly OutSheet[], options: WriteOptions): Readable {
  const zip = new yazl.ZipFile();
  const output = zip.outputStream as Readable;
  const fail = (error: unknown): void => {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  };
  zip.on('error', fail);
  fill(zip, sheets, options).catch(fail);
  return output;
}
