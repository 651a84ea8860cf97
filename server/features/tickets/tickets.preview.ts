import { type TicketPreview, ticketInput } from '../../../contract/tickets.ts';
import { isUrgentWord, readDueTime, readTicketTable, type TicketRow } from '../../../domain/hotline/ticket-table.ts';
import { refuse } from '../../../domain/refusals.ts';
import { type Text, text } from '../../../domain/text.ts';
import { problemOf, refusalOfIssues } from '../../kit/http/problems.ts';
import { readTable } from '../../kit/sheets/read-table.ts';

const mostRows = 1000;

const badDue = text(
  '看不懂这个时间，请写成 2026-03-10 18:00。',
  'This time can’t be read. Write it as 2026-03-10 18:00.',
);
const doubled = text('这个编号在表里出现了不止一次。', 'This number stands in the list more than once.');
const badPoint = text('经纬度不对。', 'These are no degrees.');
const missing: Readonly<Partial<Record<string, Text>>> = {
  number: text('缺工单编号。', 'The ticket number is missing.'),
  words: text('缺诉求内容。', 'The description is missing.'),
};

type Preview = TicketPreview['rows'][number];

/** A row as the ticket it is, with what is wrong by cell. */
function previewRow(read: TicketRow, isDoubled: boolean): Preview {
  const { values, addresses } = read;
  const first = Object.values(addresses)[0] ?? `A${read.row}`;
  const at = (column: string): string => (addresses as Record<string, string>)[column] ?? first;
  const faults = [...read.faults];
  const dueAt = values.dueAt === undefined ? undefined : readDueTime(values.dueAt);
  if (values.dueAt !== undefined && dueAt === undefined) faults.push({ address: at('dueAt'), text: badDue });
  const [lon, lat] = [Number(values.lon), Number(values.lat)];
  const hasPoint = values.lon !== undefined && values.lat !== undefined;
  if (hasPoint && !(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) faults.push({ address: at('lon'), text: badPoint });
  if (isDoubled) faults.push({ address: at('number'), text: doubled });
  const parsed = ticketInput.safeParse({
    ...values,
    number: values.number ?? '',
    words: values.words ?? '',
    urgency: isUrgentWord(values.urgency) ? 'urgent' : 'normal',
    dueAt,
    point: hasPoint && faults.length === 0 ? [lon, lat] : undefined,
  });
  if (!parsed.success) {
    const problem = problemOf(refusalOfIssues(parsed.error.issues));
    for (const { path, text: words } of problem.fields ?? []) {
      const column = path.split('.')[0] ?? '';
      const isMissing = (values as Record<string, string | undefined>)[column] === undefined;
      faults.push({ address: at(column), text: (isMissing ? missing[column] : undefined) ?? words });
    }
  }
  return {
    row: read.row,
    number: values.number ?? '',
    ticket: parsed.success && faults.length === 0 ? parsed.data : null,
    faults: faults.map(({ address, text: words }) => ({ address, text: words })),
  };
}

/**
 * Reads a list of tickets from a sheet, whatever its columns are called and in what order; nothing is stored.
 * @throws tickets.no-list, tickets.too-many, and what reading a table refuses
 */
export async function previewTickets(bytes: Buffer, fileName: string): Promise<TicketPreview> {
  const { sheets } = await readTable(bytes, fileName);
  const table = readTicketTable(sheets);
  if (!table) throw refuse('tickets.no-list');
  if (table.rows.length > mostRows) throw refuse('tickets.too-many', { limit: mostRows });
  const counts = new Map<string, number>();
  for (const { values } of table.rows)
    if (values.number) counts.set(values.number, (counts.get(values.number) ?? 0) + 1);
  return {
    sheetName: table.sheetName,
    rows: table.rows.map((row) => previewRow(row, (counts.get(row.values.number ?? '') ?? 0) > 1)),
  };
}
