import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from './read-workbook.ts';
import { type OutCell, writeWorkbook } from './write-workbook.ts';
import { openZip } from './zip-entries.ts';

const writtenAt = new Date('2026-11-22T00:00:00Z');

async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function partOf(bytes: Buffer, name: string): Promise<string> {
  const zip = await openZip(bytes);
  let text = '';
  for await (const chunk of zip.read(name)) text += chunk;
  zip.close();
  return text;
}

async function* later<T>(values: readonly T[]): AsyncGenerator<T> {
  for (const value of values) {
    await setImmediate();
    yield value;
  }
}

describe('a written workbook', () => {
  const nasty = [
    '=1+1',
    '+86 139',
    '-1',
    '@SUM(A1)',
    '\tx',
    '=HYPERLINK("http://x","y")',
    '00123',
    '440703198201202481',
    'a&b<c>"d"',
    '第一行\n第二行',
    'x\u0000y\u001fz',
    '_x0041_',
    '𠮷\u{1F600}',
    ' 前后空格 ',
    '\r',
  ];

  it('reads back as the same text, id numbers and would-be formulas included', async () => {
    const sheet = { name: '人员', columns: nasty.map((_, i) => ({ header: `列${i}` })), rows: later([nasty]) };
    const bytes = await bytesOf(writeWorkbook([sheet], { writtenAt }));
    const [read] = (await readWorkbook(bytes)).sheets;
    expect(read?.rows[1]?.cells.map((cell) => cell?.text)).toEqual(nasty);
    expect(read?.rows[1]?.cells.every((cell) => cell?.kind === 'text' && cell.formula === undefined)).toBe(true);
  });

  it('holds no formula, freezes its header and sets widths and text format', async () => {
    const columns = [{ header: '身份证号', width: 22 }, { header: '姓名' }];
    const rows: OutCell[][] = [
      ['440703198201202481', '=cmd|1'],
      [null, 12.5],
    ];
    const bytes = await bytesOf(
      writeWorkbook([{ name: 'a', columns, rows }], { writtenAt, footer: '王五 & 2026-11-22' }),
    );
    const xml = await partOf(bytes, 'xl/worksheets/sheet1.xml');
    expect(xml).not.toContain('<f>');
    expect(xml).toContain('state="frozen"');
    expect(xml).toContain('<col min="1" max="1" width="22"');
    expect(xml).toContain('&amp;C王五 &amp;&amp; 2026-11-22');
    expect(xml).toContain('<c r="B3"><v>12.5</v></c>');
    expect(await partOf(bytes, 'xl/styles.xml')).toContain(
      '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"',
    );
  });

  it('goes on in a further sheet when one is full, and keeps names apart and lawful', async () => {
    const rows = Array.from({ length: 25 }, (_, i) => [`r${i}`]);
    const sheet = {
      name: '人员[1/2]:很长很长很长很长很长很长很长很长很长很长很长的名字',
      columns: [{ header: 'x' }],
      rows: later(rows),
    };
    const bytes = await bytesOf(
      writeWorkbook([sheet, { name: '空', columns: [{ header: 'y' }], rows: [] }], { writtenAt, rowsPerSheet: 11 }),
    );
    const { sheets } = await readWorkbook(bytes);
    expect(sheets.map((s) => s.rows.length)).toEqual([11, 11, 6, 1]);
    expect(sheets.flatMap((s) => s.rows.slice(1).map((row) => row.cells[0]?.text))).toEqual(rows.flat());
    expect(new Set(sheets.map((s) => s.name)).size).toBe(4);
    for (const { name } of sheets) expect(name).toMatch(/^[^[\]:*?/\\]{1,31}$/);
  });

  it('fails when its rows fail, and lets go of them when nobody reads on', async () => {
    async function* failing(): AsyncGenerator<OutCell[]> {
      yield ['a'];
      throw new Error('lost connection');
    }
    const sheet = { name: 'a', columns: [{ header: 'x' }] };
    await expect(bytesOf(writeWorkbook([{ ...sheet, rows: failing() }], { writtenAt }))).rejects.toThrow(
      'lost connection',
    );

    const closed = Promise.withResolvers<string>();
    async function* endless(): AsyncGenerator<OutCell[]> {
      try {
        for (;;) {
          await setImmediate();
          yield ['x'.repeat(50_000)];
        }
      } finally {
        closed.resolve('closed');
      }
    }
    const stream = writeWorkbook([{ ...sheet, rows: endless() }], { writtenAt });
    stream.on('error', () => undefined);
    await new Promise((resolve) => stream.once('data', resolve));
    stream.destroy();
    expect(await closed.promise).toBe('closed');
  });
});
