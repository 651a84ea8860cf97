import type { RegisterLine } from '../../../domain/registry/field-register.ts';
import { levelWords, registerParts } from '../../../domain/registry/register-words.ts';
import { text } from '../../../domain/text.ts';
import type { MediaAnswer } from '../../kit/http/slice.ts';
import { writeWorkbook } from '../../kit/sheets/write-workbook.ts';

const columns = [
  text('部分', 'Part'),
  text('事项种类', 'Kind of matter'),
  text('字段', 'Field'),
  text('级别', 'Level'),
  text('目的', 'Purpose'),
  text('依据', 'Basis'),
  text('规定期限', 'Term'),
];

interface Wanted {
  readonly format: 'xlsx' | 'csv';
  readonly language: 'zh' | 'en';
}

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** The register as a file, in one language. */
export function exportRegister(lines: readonly RegisterLine[], { format, language }: Wanted, now: string): MediaAnswer {
  const header = columns.map((one) => one[language]);
  const rows = lines.map(({ part, of, label, level, purpose, basis, term }) => [
    registerParts[part][language],
    of?.[language] ?? '',
    label[language],
    levelWords[level][language],
    purpose[language],
    basis,
    term[language],
  ]);
  const fileName = `${text('字段目录', 'field-register')[language]}.${format}`;
  if (format === 'csv') {
    // With a byte order mark, by which spreadsheets know that it is UTF-8.
    const body = `\ufeff${[header, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;
    return { body, mediaType: 'text/csv; charset=utf-8', fileName };
  }
  const body = writeWorkbook(
    [
      {
        name: text('字段目录', 'Field register')[language],
        columns: header.map((one) => ({ header: one, width: 22 })),
        rows,
      },
    ],
    { writtenAt: new Date(now) },
  );
  return { body, mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', fileName };
}
