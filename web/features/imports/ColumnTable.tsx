import { Select } from 'antd';
import { useMemo } from 'react';
import type { ImportColumn, ImportDetail, ImportSheet } from '../../../contract/imports.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi } from '../../kit/use-api.ts';
import { StatusDot, Tag, type Tone } from '../../ui/show/StatusDot.tsx';
import type { SheetDraft } from './plan-drafts.ts';

type Refused = ImportDetail['refusedColumns'][number];

interface ColumnTableProps {
  readonly sheet: ImportSheet;
  readonly refused: readonly Refused[];
  readonly draft: SheetDraft | undefined;
  readonly onChoose: (column: ImportColumn, field: string | null) => void;
}

/** The columns of a sheet: what each is taken for, why, with what certainty; each may be taken for something else. */
export function ColumnTable({ sheet, refused, draft, onChoose }: ColumnTableProps) {
  const t = useWords('imports');
  if (sheet.tables.length === 0) return <p className="imports-none">{t('preview.noTable')}</p>;
  return (
    <div className="imports-tables">
      {sheet.tables.map((table) => (
        <section key={table.firstRow} aria-label={sheet.name}>
          <TableHead table={table} />
          <div className="imports-columns">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('preview.column')}</th>
                  <th scope="col">{t('preview.header')}</th>
                  <th scope="col">{t('preview.field')}</th>
                  <th scope="col">{t('preview.why')}</th>
                  <th scope="col">{t('preview.samples')}</th>
                  <th scope="col">{t('preview.kept')}</th>
                </tr>
              </thead>
              <tbody>
                {rowsOf(table.columns, refused).map((row) =>
                  'why' in row ? (
                    <RefusedRow key={row.letters} column={row} />
                  ) : (
                    <ColumnRow key={row.letters} column={row} draft={draft} onChoose={onChoose} />
                  ),
                )}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </div>
  );
}

/** Letters in the order of a spreadsheet: Z before AA. */
const inOrder = (a: { letters: string }, b: { letters: string }): number =>
  a.letters.length - b.letters.length || a.letters.localeCompare(b.letters);

const rowsOf = (columns: readonly ImportColumn[], refused: readonly Refused[]): readonly (ImportColumn | Refused)[] =>
  [...columns, ...refused].sort(inOrder);

function TableHead({ table }: { readonly table: ImportSheet['tables'][number] }) {
  const t = useWords('imports');
  return (
    <p className="imports-table-head">
      <b>{t(`preview.${table.kind}`)}</b>
      <span className="figures">{t('preview.headers', { rows: table.headerRows.join('–') || '–' })}</span>
      <span className="figures">{t('preview.rows', { first: table.firstRow, last: table.lastRow })}</span>
      {table.place?.building && <span>{t('preview.place', { building: table.place.building })}</span>}
      {table.isRemembered && (
        <Tag tone="blue" small>
          {t('preview.remembered')}
        </Tag>
      )}
    </p>
  );
}

function RefusedRow({ column }: { readonly column: Refused }) {
  const t = useWords('imports');
  const pick = usePick();
  return (
    <tr className="imports-column-refused">
      <td className="figures">{column.letters}</td>
      <td>{column.header}</td>
      <td colSpan={4}>{t('preview.refused', { why: pick(column.why) })}</td>
    </tr>
  );
}

interface ColumnRowProps {
  readonly column: ImportColumn;
  readonly draft: SheetDraft | undefined;
  readonly onChoose: (column: ImportColumn, field: string | null) => void;
}

const nothing = 'none';

function ColumnRow({ column, draft, onChoose }: ColumnRowProps) {
  const t = useWords('imports');
  const chosen = draft?.columns?.[column.letters];
  const field = chosen === undefined ? column.field : chosen;
  const { options, keptFields } = useFieldOptions();
  const isKept = field !== null && keptFields.has(field);
  return (
    <tr className={chosen === undefined ? undefined : 'imports-column-changed'}>
      <td className="figures">{column.letters}</td>
      <td>
        {column.header.split('/').at(-1) || t('preview.noHeader')}
        {column.isHidden && (
          <Tag tone="grey" small>
            {t('preview.hidden')}
          </Tag>
        )}
      </td>
      <td>
        <Select
          aria-label={t('preview.choose', { letters: column.letters })}
          value={field ?? nothing}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          onChange={(value) => onChoose(column, value === nothing ? null : value)}
          options={options}
        />
      </td>
      <td>{chosen === undefined && <Certainty column={column} />}</td>
      <td className="imports-samples">{column.samples.join(' · ')}</td>
      <td>{field === null ? '–' : isKept ? t('preview.keptYes') : t('preview.keptNo')}</td>
    </tr>
  );
}

/** Everything a column may be taken for, leaving it out first. */
function useFieldOptions() {
  const t = useWords('imports');
  const pick = usePick();
  const { data } = useApi('GET /imports/fields');
  const leftOut = t('preview.leftOut');
  return useMemo(
    () => ({
      options: [
        { value: nothing, label: leftOut },
        ...(data?.fields ?? []).map(({ key, label }) => ({ value: key, label: pick(label) })),
      ],
      keptFields: new Set((data?.fields ?? []).filter((one) => one.isKept).map((one) => one.key)),
    }),
    [data, leftOut, pick],
  );
}

function levelOf(confidence: number): { readonly tone: Tone; readonly word: 'high' | 'middle' | 'low' } {
  if (confidence >= 0.9) return { tone: 'green', word: 'high' };
  return confidence >= 0.6 ? { tone: 'amber', word: 'middle' } : { tone: 'amber', word: 'low' };
}

function Certainty({ column }: { readonly column: ImportColumn }) {
  const t = useWords('imports');
  const pick = usePick();
  if (column.field === null) return <span className="imports-quiet">{pick(column.reasonText)}</span>;
  const { tone, word } = levelOf(column.confidence);
  return (
    <span title={t('preview.confidence', { level: t(`preview.${word}`) })}>
      <StatusDot tone={tone}>{pick(column.reasonText)}</StatusDot>
    </span>
  );
}
