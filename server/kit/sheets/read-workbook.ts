import { refuse } from '../../../domain/refusals.ts';
import type { Sheet, Workbook } from '../../../domain/registry/ledger/workbook.ts';
import { showsDate } from './number-format.ts';
import { readSheetXml, type SheetContext, unescapeText } from './sheet-xml.ts';
import { readXml } from './xml-events.ts';
import { openZip, type SheetLimits, sheetLimits, type ZipParts } from './zip-entries.ts';

interface SheetEntry {
  readonly name: string;
  readonly hidden: boolean;
  readonly relation: string;
}

interface WorkbookPart {
  readonly epoch: 1900 | 1904;
  readonly sheets: readonly SheetEntry[];
}

async function readRelations(zip: ZipParts, part: string): Promise<Map<string, { type: string; target: string }>> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const relations = new Map<string, { type: string; target: string }>();
  await readXml(zip.read(`${folder}_rels/${part.slice(folder.length)}.rels`), {
    open: (name, attributes) => {
      const id = attributes('Id');
      const target = attributes('Target');
      if (name !== 'Relationship' || id === undefined || target === undefined) return;
      const path = target.startsWith('/') ? target.slice(1) : resolvePath(folder + target);
      relations.set(id, { type: (attributes('Type') ?? '').split('/').at(-1) ?? '', target: path });
    },
  });
  return relations;
}

function resolvePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

async function readWorkbookPart(zip: ZipParts, part: string): Promise<WorkbookPart> {
  let epoch: 1900 | 1904 = 1900;
  const sheets: SheetEntry[] = [];
  await readXml(zip.read(part), {
    open: (name, attributes) => {
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes('date1904') ?? '')) epoch = 1904;
      if (name !== 'sheet') return;
      sheets.push({
        name: unescapeText(attributes('name') ?? ''),
        hidden: (attributes('state') ?? 'visible') !== 'visible',
        relation: attributes(':id') ?? '',
      });
    },
  });
  return { epoch, sheets };
}

async function readSharedStrings(zip: ZipParts, part: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  let current: string | undefined;
  let inText = false;
  let phonetic = 0;
  if (part === undefined) return strings;
  await readXml(zip.read(part), {
    open: (name) => {
      if (name === 'si') current = '';
      else if (name === 'rPh') phonetic += 1;
      else if (name === 't') inText = phonetic === 0;
    },
    text: (text) => {
      if (inText && current !== undefined) current += text;
    },
    close: (name) => {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic -= 1;
      else if (name === 'si') strings.push(unescapeText(current ?? ''));
    },
  });
  return strings;
}

async function readDateStyles(zip: ZipParts, part: string | undefined): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  let inCellFormats = false;
  if (part === undefined) return styles;
  await readXml(zip.read(part), {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes('numFmtId')), attributes('formatCode') ?? '');
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) {
        const id = Number(attributes('numFmtId') ?? '0');
        styles.push(showsDate(id, codes.get(id)));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return styles;
}

function cellCounter(limits: SheetLimits): () => void {
  let cells = 0;
  return () => {
    cells += 1;
    if (cells > limits.cells) throw refuse('import.too-large', { limit: `${limits.cells}` });
  };
}

async function readParts(zip: ZipParts, limits: SheetLimits): Promise<Workbook> {
  const root = await readRelations(zip, '');
  const main = [...root.values()].find((relation) => relation.type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (main.endsWith('.bin')) throw refuse('import.old-format', { format: '.xlsb' });
  if (!zip.has(main)) throw refuse('import.not-a-table');
  const relations = await readRelations(zip, main);
  const targetOf = (type: string): string | undefined =>
    [...relations.values()].find((relation) => relation.type === type)?.target;
  const { epoch, sheets: entries } = await readWorkbookPart(zip, main);
  const context: SheetContext = {
    epoch,
    sharedStrings: await readSharedStrings(zip, targetOf('sharedStrings')),
    dateStyles: await readDateStyles(zip, targetOf('styles')),
    count: cellCounter(limits),
  };
  const sheets: Sheet[] = [];
  for (const { name, hidden, relation } of entries) {
    const target = relations.get(relation);
    // Chart sheets and dialogs hold no cells.
    if (target?.type !== 'worksheet') continue;
    if (!zip.has(target.target)) throw refuse('import.damaged');
    sheets.push({ name, hidden, ...(await readSheetXml(zip.read(target.target), context)) });
  }
  return { sheets };
}

/**
 * Reads an .xlsx workbook held in memory into plain cells with their addresses. Formulas are never run: the cached
 * value is taken and the source is kept as text. Hidden sheets, rows and columns are read and marked.
 * @refuses import.not-a-table, import.damaged, import.encrypted, import.too-large, import.old-format
 */
export async function readWorkbook(bytes: Buffer, limits: SheetLimits = sheetLimits): Promise<Workbook> {
  const zip = await openZip(bytes, limits);
  try {
    return await readParts(zip, limits);
  } finally {
    zip.close();
  }
}
