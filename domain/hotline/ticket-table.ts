import { toIso, toMs } from '../calendar/instant.ts';
import type { Cell, Row, Sheet } from '../registry/ledger/workbook.ts';
import { type Text, text } from '../text.ts';

/** What a ticket says, as text: the fields of hotline exports, whatever their headers are called. */
export const ticketColumns = {
  number: ['工单编号', '工单号', '诉求编号', '受理编号', '编号'],
  words: ['问题描述', '诉求内容', '工单内容', '事项描述', '内容描述', '内容'],
  opinion: ['转办意见', '承办意见', '派单意见', '处理意见'],
  dueAt: ['办结时限', '办理时限', '截止时间', '到期时间', '要求办结时间', '处理时限'],
  urgency: ['紧急程度', '紧急', '优先级'],
  category: ['工单类别', '诉求类别', '事项类别', '问题分类', '类别'],
  contactName: ['联系人', '诉求人', '来电人', '市民姓名', '姓名'],
  contactPhone: ['联系电话', '来电号码', '联系方式', '手机号码', '电话'],
  address: ['事发地址', '诉求地址', '事发地点', '问题地址', '地址', '地点'],
  lon: ['经度'],
  lat: ['纬度'],
} as const satisfies Record<string, readonly string[]>;

export type TicketColumn = keyof typeof ticketColumns;

export interface TicketFault {
  /** A1 address of the cell, or of the row's first where something is missing. */
  readonly address: string;
  readonly text: Text;
}

export interface TicketRow {
  /** As the spreadsheet numbers it. */
  readonly row: number;
  readonly values: Readonly<Partial<Record<TicketColumn, string>>>;
  /** Where each value stood. */
  readonly addresses: Readonly<Partial<Record<TicketColumn, string>>>;
  readonly faults: readonly TicketFault[];
}

export interface TicketTable {
  readonly sheetName: string;
  readonly rows: readonly TicketRow[];
}

const headerRows = 12;
const plain = (written: string): string => written.normalize('NFKC').replace(/[\s:：*（）()]/g, '');

function columnOf(header: string): TicketColumn | undefined {
  const name = plain(header);
  const columns = Object.entries(ticketColumns) as [TicketColumn, readonly string[]][];
  return columns.find(([, names]) => names.some((one) => plain(one) === name))?.[0];
}

/** The row that names the columns: it knows the number and the words, and each column once. */
function headerOf(sheet: Sheet): { at: number; columns: ReadonlyMap<number, TicketColumn> } | undefined {
  for (const [at, row] of sheet.rows.slice(0, headerRows).entries()) {
    const columns = new Map<number, TicketColumn>();
    for (const [column, cell] of row.cells.entries()) {
      const known = cell && columnOf(cell.text);
      if (known && ![...columns.values()].includes(known)) columns.set(column, known);
    }
    const found = new Set(columns.values());
    if (found.has('number') && found.has('words')) return { at, columns };
  }
  return undefined;
}

/**
 * The tickets of the first sheet that is a list of them; undefined where none is. A cell with an error or a formula without a value is a
 * fault; a number that a spreadsheet has rounded can't be told from a right one and is a fault too.
 */
export function readTicketTable(sheets: readonly Sheet[]): TicketTable | undefined {
  for (const sheet of sheets) {
    const header = headerOf(sheet);
    if (!header) continue;
    const rows = sheet.rows.slice(header.at + 1).flatMap((row) => {
      const read = readRow(row, header.columns);
      return Object.keys(read.values).length === 0 ? [] : [read];
    });
    return { sheetName: sheet.name, rows };
  }
  return undefined;
}

function readRow(row: Row, columns: ReadonlyMap<number, TicketColumn>): TicketRow {
  const values: Partial<Record<TicketColumn, string>> = {};
  const addresses: Partial<Record<TicketColumn, string>> = {};
  const faults: TicketFault[] = [];
  for (const [at, column] of columns) {
    const cell = row.cells[at];
    const written = cell?.text.trim() ?? '';
    if (!cell || written === '') continue;
    const fault = faultOf(cell, column);
    if (fault) faults.push({ address: cell.address, text: fault });
    values[column] = written;
    addresses[column] = cell.address;
  }
  return { row: row.number, values, addresses, faults };
}

const longestExact = 15;

function faultOf(cell: Cell, column: TicketColumn): Text | undefined {
  if (cell.kind === 'error') return text('单元格是错误值，请改正。', 'The cell holds an error. Please mend it.');
  if (column === 'number' && cell.kind === 'number' && cell.text.replace(/\D/g, '').length > longestExact)
    return text(
      '编号被表格当作数字，后几位已经丢失，请把这一列改成文本后重新导出。',
      'The spreadsheet took the number for a figure and lost its last digits. Export the column as text.',
    );
  return undefined;
}

const urgentWords = new Set(['紧急', '特急', '加急', '急', '重大', 'urgent', '是']);

/** Whether a word of the column says urgent. */
export function isUrgentWord(written: string | undefined): boolean {
  return written !== undefined && urgentWords.has(plain(written).toLowerCase());
}

/**
 * A due time as hotlines write it, in Shanghai: a day alone is due at its end.
 * @returns an instant, or undefined where it can't be read
 */
export function readDueTime(written: string): string | undefined {
  const found =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]+(\d{1,2})\s*[:：时]\s*(\d{1,2})?\s*分?(?:\s*[:：]\s*(\d{1,2})(?:\.\d+)?)?\s*秒?)?$/.exec(
      written.normalize('NFKC').trim(),
    );
  if (!found) return undefined;
  const [, year = '', month = '', day = '', hour, minute, second] = found;
  const two = (part: string | undefined) => (part ?? '0').padStart(2, '0');
  const time = hour === undefined ? '23:59:59' : `${two(hour)}:${two(minute)}:${two(second)}`;
  const date = `${year}-${two(month)}-${two(day)}`;
  const ms = Date.parse(`${date}T${time}+08:00`);
  if (Number.isNaN(ms)) return undefined;
  // A day that is not in the calendar rolls into the next month.
  return toIso(ms + 8 * 3_600_000).startsWith(date) ? toIso(toMs(ms)) : undefined;
}
