import { Readable } from 'node:stream';
import yazl from 'yazl';
import type { Cell, Sheet, Workbook } from '../../../domain/registry/ledger/workbook.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006/relationships';

async function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A zip archive of parts by name. */
export async function zipOf(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  return await collect(Readable.from(zip.outputStream as Readable));
}

/** The parts around sheets given as XML: attributes of the workbook's sheet entries, styles and shared strings as asked. */
export function partsAround(
  sheets: readonly { readonly name: string; readonly xml: string; readonly state?: string }[],
  more: { readonly styles?: string; readonly strings?: string; readonly workbookPr?: string } = {},
): Record<string, string> {
  const entry = (s: (typeof sheets)[number], i: number): string =>
    `<sheet name="${escapeXml(s.name)}" sheetId="${i + 1}" ${s.state ? `state="${s.state}" ` : ''}r:id="rId${i + 1}"/>`;
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const relations = [
    ...sheets.map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)),
    ...(more.styles ? [relation('rIdS', 'styles', 'styles.xml')] : []),
    ...(more.strings ? [relation('rIdT', 'sharedStrings', 'sharedStrings.xml')] : []),
  ];
  return {
    '_rels/.rels': `<Relationships xmlns="${packaged}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}">${more.workbookPr ?? ''}<sheets>${sheets.map(entry).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}">${relations.join('')}</Relationships>`,
    ...(more.styles ? { 'xl/styles.xml': `<styleSheet xmlns="${main}">${more.styles}</styleSheet>` } : {}),
    ...(more.strings ? { 'xl/sharedStrings.xml': `<sst xmlns="${main}">${more.strings}</sst>` } : {}),
    ...Object.fromEntries(
      sheets.map((s, i) => [`xl/worksheets/sheet${i + 1}.xml`, `<worksheet xmlns="${main}">${s.xml}</worksheet>`]),
    ),
  };
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function cellXml(cell: Cell, strings: Map<string, number>): string {
  if (cell.kind === 'number') return `<c r="${cell.address}"><v>${cell.text}</v></c>`;
  const index = strings.get(cell.text) ?? strings.size;
  strings.set(cell.text, index);
  return `<c r="${cell.address}" t="s"><v>${index}</v></c>`;
}

function sheetXml(sheet: Sheet, strings: Map<string, number>): string {
  const rows = sheet.rows.map((row) => {
    const cells = row.cells.flatMap((cell) => (cell ? [cellXml(cell, strings)] : []));
    return `<row r="${row.number}">${cells.join('')}</row>`;
  });
  const letters = (column: number): string => String.fromCharCode(65 + column);
  const merges = sheet.merges.map(
    (m) => `<mergeCell ref="${letters(m.left)}${m.top}:${letters(m.right)}${m.bottom}"/>`,
  );
  return `<sheetData>${rows.join('')}</sheetData><mergeCells>${merges.join('')}</mergeCells>`;
}

/** An .xlsx as an office program writes it: shared strings, merged ranges, numbers as numbers. Up to 26 columns. */
export async function xlsxOf(workbook: Workbook): Promise<Buffer> {
  const strings = new Map<string, number>();
  const sheets = workbook.sheets.map((sheet) => ({ name: sheet.name, xml: sheetXml(sheet, strings) }));
  const shared = [...strings.keys()].map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('');
  return await zipOf(partsAround(sheets, { strings: shared }));
}
