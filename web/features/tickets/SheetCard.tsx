import { Alert, Button } from 'antd';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import { SheetDrop } from '../../ui/desk/SheetDrop.tsx';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { StatusDot, type Tone } from '../../ui/show/StatusDot.tsx';
import { type RowResult, type Sheet, type SheetRow, useSheet } from './use-sheet.ts';

/** A place to drop a sheet on; then its rows, what is wrong by cell, and what became of each. */
export function SheetCard() {
  const t = useWords('tickets');
  const sayError = useErrorWords();
  const { sheet, reading, isTaking, fault, read, take, forget } = useSheet();
  return (
    <section className="tickets-sheet" aria-label={t('upload.title')}>
      {fault !== undefined && <Alert type="error" showIcon title={sayError(fault).title} />}
      {sheet ? (
        <Preview sheet={sheet} isTaking={isTaking} onTake={() => void take()} onForget={forget} />
      ) : (
        <SheetDrop
          words={t('upload.drop')}
          chooseLabel={reading === undefined ? t('upload.choose') : t('upload.reading', { name: reading })}
          hints={[t('upload.kinds'), t('upload.twice')]}
          isBusy={reading !== undefined}
          onTake={(file) => void read(file)}
        />
      )}
    </section>
  );
}

interface PreviewProps {
  readonly sheet: Sheet;
  readonly isTaking: boolean;
  readonly onTake: () => void;
  readonly onForget: () => void;
}

const counted = (sheet: Sheet, state: RowResult['state']): number =>
  [...sheet.results.values()].filter((one) => one.state === state).length;

function Preview({ sheet, isTaking, onTake, onForget }: PreviewProps) {
  const t = useWords('tickets');
  const good = sheet.rows.filter(({ ticket }) => ticket !== null);
  const left = good.filter(({ row }) => (sheet.results.get(row)?.state ?? 'refused') === 'refused').length;
  const columns = useColumns(sheet);
  return (
    <>
      <header className="tickets-head">
        <div>
          <h2>{t('preview.title', { name: sheet.name })}</h2>
          <p role="status">
            {sheet.results.size === 0
              ? t('preview.counts', { all: sheet.rows.length, good: good.length, bad: sheet.rows.length - good.length })
              : t('preview.done', {
                  raised: counted(sheet, 'raised'),
                  supplemented: counted(sheet, 'supplemented'),
                  same: counted(sheet, 'same'),
                  refused: counted(sheet, 'refused'),
                })}
          </p>
        </div>
        <Button onClick={onForget} disabled={isTaking}>
          {t('preview.again')}
        </Button>
        {left > 0 && (
          <Button type="primary" loading={isTaking} onClick={onTake}>
            {isTaking
              ? t('preview.taking', { done: sheet.results.size, all: good.length })
              : t('preview.take', { n: left })}
          </Button>
        )}
      </header>
      <div className="tickets-preview">
        <PageTable
          label={t('preview.title', { name: sheet.name })}
          columns={columns}
          rows={sheet.rows}
          rowKey={({ row }) => String(row)}
        />
      </div>
    </>
  );
}

type State = RowResult['state'] | 'ready' | 'wrong';
const toneOf: Readonly<Record<State, Tone>> = {
  ready: 'blue',
  wrong: 'red',
  raised: 'green',
  supplemented: 'teal',
  same: 'grey',
  refused: 'red',
};

function useColumns(sheet: Sheet): readonly Column<SheetRow>[] {
  const t = useWords('tickets');
  const pick = usePick();
  const sayInstant = useInstantWords();
  const sayError = useErrorWords();
  const stateOf = ({ row, ticket }: SheetRow): State => sheet.results.get(row)?.state ?? (ticket ? 'ready' : 'wrong');
  const whyOf = ({ row, faults }: SheetRow): string => {
    const error = sheet.results.get(row)?.error;
    if (error !== undefined) return sayError(error).title;
    return faults.map(({ address, text }) => t('preview.fault', { cell: address, words: pick(text) })).join(' ');
  };
  return [
    {
      key: 'row',
      title: t('preview.row'),
      width: 64,
      align: 'right',
      render: ({ row }) => <span className="figures">{row}</span>,
    },
    {
      key: 'number',
      title: t('preview.number'),
      width: 190,
      render: ({ number }) => <span className="figures">{number || '—'}</span>,
    },
    {
      key: 'words',
      title: t('preview.words'),
      render: ({ ticket }) => (ticket ? <TwoLines title={ticket.words} sub={ticket.address} /> : '—'),
    },
    {
      key: 'due',
      title: t('preview.due'),
      width: 120,
      render: ({ ticket }) => (
        <span className="figures">{ticket?.dueAt ? sayInstant(ticket.dueAt) : t('preview.noDue')}</span>
      ),
    },
    {
      key: 'state',
      title: t('preview.state'),
      width: 330,
      render: (row) => {
        const state = stateOf(row);
        return (
          <div className="tickets-state">
            <StatusDot tone={toneOf[state]}>{t(`states.${state}`)}</StatusDot>
            <small>{whyOf(row)}</small>
          </div>
        );
      },
    },
  ];
}
