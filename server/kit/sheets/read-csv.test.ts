import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { sniffDelimiter, textEncodingOf } from './read-csv.ts';
import { readTable } from './read-table.ts';

const text =
  '姓名,身份证号,住址\r\n张伟,440703198201202481,"1号楼,1单元\r\n101"\r\n\r\n李娜,="440703194210070048",同上\r\n';

const encodings: readonly (readonly [string, Buffer])[] = [
  ['utf-8', Buffer.from(text)],
  ['utf-8 with a mark', Buffer.from(`\ufeff${text}`)],
  ['gb18030', iconv.encode(text, 'gb18030')],
  ['utf-16le', iconv.encode(text, 'utf-16le', { addBOM: true })],
  ['utf-16le without a mark', iconv.encode(text, 'utf-16le', { addBOM: false })],
  ['utf-16be', iconv.encode(text, 'utf-16be', { addBOM: true })],
];

describe('a text table', () => {
  it.each(encodings)('in %s is read alike', async (_, bytes) => {
    const workbook = await readTable(bytes, 'D:\\台账\\三号楼.csv');
    expect(workbook.untyped).toBe(true);
    const [sheet] = workbook.sheets;
    expect(sheet?.name).toBe('三号楼');
    expect(
      sheet?.rows.map((row) => [row.number, ...row.cells.map((cell) => `${cell?.address} ${cell?.text}`)]),
    ).toEqual([
      [1, 'A1 姓名', 'B1 身份证号', 'C1 住址'],
      [2, 'A2 张伟', 'B2 440703198201202481', 'C2 1号楼,1单元\r\n101'],
      [4, 'A4 李娜', 'B4 440703194210070048', 'C4 同上'],
    ]);
  });

  it('is told apart by its bytes', () => {
    expect(encodings.map(([, bytes]) => textEncodingOf(bytes))).toEqual([
      'utf-8',
      'utf-8',
      'gb18030',
      'utf-16le',
      'utf-16le',
      'utf-16be',
    ]);
  });

  it('is refused when it has more fields than any ledger', async () => {
    await expect(readTable(Buffer.from(`姓名,电话\n${','.repeat(5_000_001)}`), 'a.csv')).rejects.toMatchObject({
      code: 'import.too-large',
    });
  });

  it('may be parted by tabs, semicolons or full-width commas', () => {
    expect(sniffDelimiter('姓名\t电话\t住址\n张伟\t139,138\t1-1-101')).toBe('\t');
    expect(sniffDelimiter('姓名;电话\n张伟;"139,138,137"\n李娜;138')).toBe(';');
    expect(sniffDelimiter('姓名，电话\n张伟，139')).toBe('，');
    expect(sniffDelimiter('姓名\n张伟')).toBe(',');
  });

  it('may have stray quotes and ragged lines', async () => {
    const workbook = await readTable(Buffer.from('姓名,备注\n张伟,住"老楼"二层\n李娜\n王芳,a,b,c\n'), 'a.csv');
    expect(workbook.sheets[0]?.rows.map((row) => row.cells.map((cell) => cell?.text))).toEqual([
      ['姓名', '备注'],
      ['张伟', '住"老楼"二层'],
      ['李娜'],
      ['王芳', 'a', 'b', 'c'],
    ]);
  });
});
