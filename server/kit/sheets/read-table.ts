import { refuse } from '../../../domain/refusals.ts';
import type { Workbook } from '../../../domain/registry/ledger/workbook.ts';
import { decodeText, readCsv } from './read-csv.ts';
import { readWorkbook } from './read-workbook.ts';

const oleMark = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/** An encrypted .xlsx is an OLE file with this stream; every other OLE workbook is .xls or .et. */
const encryptedStream = Buffer.from('EncryptedPackage', 'utf16le');

function refuseMarkup(head: string): void {
  if (/^\s*<(?:!doctype|html|table|meta)/i.test(head)) throw refuse('import.old-format', { format: 'HTML' });
  if (/^\s*<\?xml/i.test(head)) throw refuse('import.old-format', { format: 'XML' });
}

/** The file's name without folder and ending: the sheet name of a text table. */
function baseName(fileName: string): string {
  return (fileName.split(/[\\/]/).at(-1) ?? '').replace(/\.[A-Za-z]{2,4}$/, '');
}

/**
 * Reads an uploaded table, .xlsx or delimited text, told apart by content and never by the file's ending.
 * @refuses import.not-a-table, import.old-format, import.encrypted, import.damaged, import.too-large
 */
export async function readTable(bytes: Buffer, fileName: string): Promise<Workbook> {
  if (bytes.length === 0) throw refuse('import.not-a-table');
  if (bytes.subarray(0, 8).equals(oleMark)) {
    throw bytes.includes(encryptedStream)
      ? refuse('import.encrypted')
      : refuse('import.old-format', { format: '.xls' });
  }
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return await readWorkbook(bytes);
  if (/^(?:%PDF|\x89PNG|\xff\xd8\xff|Rar!|7z\xbc)/.test(bytes.subarray(0, 4).toString('latin1'))) {
    throw refuse('import.not-a-table');
  }
  refuseMarkup(decodeText(bytes.subarray(0, 512)));
  return readCsv(bytes, baseName(fileName));
}
