import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../domain/refusals.ts';
import type { Workbook } from '../../../domain/registry/ledger/workbook.ts';
import { showsDate } from './number-format.ts';
import { readTable } from './read-table.ts';
import { readWorkbook } from './read-workbook.ts';
import { partsAround, zipOf } from './xlsx.given.ts';
import { sheetLimits } from './zip-entries.ts';

const styles =
  '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="177" formatCode="0.00_ "/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/></cellXfs>';
const strings =
  '<si><t>姓名</t></si><si><r><rPr/><t>张</t></r><r><t xml:space="preserve"> 伟</t></r><rPh sb="0" eb="1"><t>ZHANG</t></rPh></si><si><t>第一行_x000D_第二行</t></si>';

async function cellsOf(
  sheetData: string,
  more: Parameters<typeof partsAround>[1] = { styles, strings },
): Promise<Workbook> {
  return await readWorkbook(
    await zipOf(partsAround([{ name: 'S', xml: `<sheetData>${sheetData}</sheetData>` }], more)),
  );
}

const shown = (workbook: Workbook): string[][] =>
  workbook.sheets[0]?.rows.map((row) =>
    Array.from(row.cells, (cell) => (cell ? `${cell.address} ${cell.kind} ${cell.text}` : '')),
  ) ?? [];

async function refusalOf(bytes: Buffer, name = 'x.xlsx'): Promise<string> {
  const error: unknown = await readTable(bytes, name).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Refusal ? error.code : `no refusal: ${String(error)}`;
}

describe('cells of a workbook', () => {
  it('are read by kind: shared, rich, inline text, numbers, booleans, errors', async () => {
    const workbook = await cellsOf(
      '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="D2" t="inlineStr"><is><t>丁</t></is></c>' +
        '<c r="E2"><v>55.150000000000006</v></c><c r="F2"><v>1.3011119690402925E17</v></c><c r="G2" t="b"><v>1</v></c><c r="H2" t="e"><v>#N/A</v></c><c r="I2" t="s"><v>2</v></c></row>',
    );
    expect(shown(workbook)).toEqual([
      [
        'A2 text 姓名',
        'B2 text 张 伟',
        '',
        'D2 text 丁',
        'E2 number 55.15',
        'F2 number 130111196904029250',
        'G2 boolean TRUE',
        'H2 error #N/A',
        'I2 text 第一行\r第二行',
      ],
    ]);
  });

  it('take the next place when they and their rows carry no address', async () => {
    const workbook = await cellsOf(
      '<row><c t="inlineStr"><is><t>a</t></is></c><c/><c><v>3</v></c></row><row r="5"><c r="B5"><v>1</v></c><c><v>2</v></c></row><row><c><v>6</v></c></row>',
    );
    expect(shown(workbook).map((row) => row.filter(Boolean))).toEqual([
      ['A1 text a', 'C1 number 3'],
      ['B5 number 1', 'C5 number 2'],
      ['A6 number 6'],
    ]);
  });

  it('are dates by their number format, in both date systems', async () => {
    const data =
      '<row r="1"><c r="A1" s="1"><v>31463</v></c><c r="B1" s="2"><v>45667.5</v></c><c r="C1" s="3"><v>31463</v></c><c r="D1" s="1"><v>59</v></c><c r="E1" s="1"><v>61</v></c><c r="F1" t="d"><v>1982-01-20T00:00:00</v></c></row>';
    expect(shown(await cellsOf(data))).toEqual([
      [
        'A1 date 1986-02-20',
        'B1 date 2025-01-10 12:00',
        'C1 number 31463',
        'D1 date 1900-02-28',
        'E1 date 1900-03-01',
        'F1 date 1982-01-20 00:00',
      ],
    ]);
    const in1904 = await cellsOf('<row><c s="1"><v>30001</v></c></row>', {
      styles,
      strings,
      workbookPr: '<workbookPr date1904="1"/>',
    });
    expect(shown(in1904)).toEqual([['A1 date 1986-02-20']]);
  });

  it('keep a formula as text beside the value the file had', async () => {
    const workbook = await cellsOf(
      '<row><c t="str"><f>HYPERLINK("http://x.invalid","刘红")</f><v>刘红</v></c><c><f>1+1</f></c></row>',
    );
    expect(workbook.sheets[0]?.rows[0]?.cells).toEqual([
      { address: 'A1', kind: 'text', text: '刘红', formula: 'HYPERLINK("http://x.invalid","刘红")' },
      { address: 'B1', kind: 'text', text: '', formula: '1+1' },
    ]);
  });

  it('are read under any prefix, with hidden sheets, columns, rows and merged ranges marked', async () => {
    const parts = partsAround([
      { name: '甲 & 乙', xml: '' },
      { name: '旧', xml: '<sheetData/>', state: 'hidden' },
    ]);
    parts['xl/worksheets/sheet1.xml'] =
      '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:cols><x:col min="2" max="3" hidden="1"/></x:cols><x:sheetData><x:row r="1" hidden="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:B3"/></x:mergeCells></x:worksheet>';
    const workbook = await readWorkbook(await zipOf(parts));
    expect(workbook.sheets).toEqual([
      {
        name: '甲 & 乙',
        hidden: false,
        hiddenColumns: [1, 2],
        merges: [{ top: 1, bottom: 3, left: 0, right: 1 }],
        rows: [{ number: 1, hidden: true, cells: [{ address: 'A1', kind: 'number', text: '7' }] }],
      },
      { name: '旧', hidden: true, hiddenColumns: [], merges: [], rows: [] },
    ]);
  });

  it('know date formats from others', () => {
    expect([14, 22, 31, 57].map((id) => showsDate(id, undefined))).toEqual([true, true, true, true]);
    expect(['yyyy-mm-dd', '[$-804]yyyy"年"m"月"', '[h]:mm', 'mm:ss.0'].map((code) => showsDate(200, code))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(
      ['General', '0.00_ ', '[Red]#,##0', '"第"0"单元"', '@', 'G/通用格式'].map((code) => showsDate(200, code)),
    ).toEqual(Array(6).fill(false));
  });
});

describe('a file that cannot be taken', () => {
  const good = () => zipOf(partsAround([{ name: 'S', xml: '<sheetData><row><c><v>1</v></c></row></sheetData>' }]));

  it('is refused by what it is, whatever it is called', async () => {
    const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    const encrypted = Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]);
    expect(await refusalOf(ole, '名单.xlsx')).toBe('import.old-format');
    expect(await refusalOf(encrypted)).toBe('import.encrypted');
    expect(await refusalOf(Buffer.from('<html><table><tr><td>1</td></tr></table></html>'), 'a.xls')).toBe(
      'import.old-format',
    );
    expect(await refusalOf(Buffer.from('%PDF-1.7 ...'))).toBe('import.not-a-table');
    expect(await refusalOf(Buffer.alloc(0))).toBe('import.not-a-table');
    expect(await refusalOf(await zipOf({ 'word/document.xml': '<x/>' }))).toBe('import.not-a-table');
    expect(await refusalOf(Buffer.from('PK not a zip at all'))).toBe('import.damaged');
  });

  it('is refused when it is cut off, holds broken XML or declares entities', async () => {
    const bytes = await good();
    expect(await refusalOf(bytes.subarray(0, bytes.length - 40))).toBe('import.damaged');
    const broken = partsAround([{ name: 'S', xml: '<sheetData><row><c></row>' }]);
    expect(await refusalOf(await zipOf(broken))).toBe('import.damaged');
    const bomb = partsAround([{ name: 'S', xml: '' }]);
    bomb['xl/worksheets/sheet1.xml'] =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>';
    expect(await refusalOf(await zipOf(bomb))).toBe('import.damaged');
    const wild = partsAround([{ name: 'S', xml: '<sheetData><row r="99999999"><c><v>1</v></c></row></sheetData>' }]);
    expect(await refusalOf(await zipOf(wild))).toBe('import.damaged');
  });

  it('is refused when it unfolds too far, has too many parts or too many cells', async () => {
    const cells = '<c><v>1</v></c>'.repeat(3000);
    const bytes = await zipOf(
      partsAround([{ name: 'S', xml: `<sheetData><row>${cells}</row>${' '.repeat(5_000_000)}</sheetData>` }]),
    );
    await expect(readWorkbook(bytes)).rejects.toMatchObject({ code: 'import.too-large' });
    const plain = await zipOf(partsAround([{ name: 'S', xml: `<sheetData><row>${cells}</row></sheetData>` }]));
    await expect(readWorkbook(plain, { ...sheetLimits, unzippedBytes: 10_000 })).rejects.toMatchObject({
      code: 'import.too-large',
    });
    await expect(readWorkbook(plain, { ...sheetLimits, cells: 2000 })).rejects.toMatchObject({
      code: 'import.too-large',
    });
    await expect(readWorkbook(plain, { ...sheetLimits, entries: 2 })).rejects.toMatchObject({
      code: 'import.too-large',
    });
    expect((await readWorkbook(plain)).sheets[0]?.rows[0]?.cells).toHaveLength(3000);
  });
});
