import { useState } from 'react';
import type { ImportRow } from '../../../contract/imports.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import { Empty } from '../../ui/show/StateBlocks.tsx';
import { StatusDot } from '../../ui/show/StatusDot.tsx';
import { FixRowDialog } from './FixRowDialog.tsx';
import { useRows } from './use-rows.ts';

interface HeldTableProps {
  readonly importRef: string;
  readonly mayAct: boolean;
}

/** Rows that wait to be mended: where they stand, what is wrong, and the way to mend them. */
export function HeldTable({ importRef, mayAct }: HeldTableProps) {
  const t = useWords('imports');
  const { rows, error, retry, pager } = useRows(importRef, { kind: 'held' });
  const [fixing, setFixing] = useState<string>();
  const columns = useColumns();
  const mayOpen = mayAct && rows?.some((row) => row.state === 'open');
  return (
    <>
      <PageTable
        label={t('result.held')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        {...(mayOpen ? { onOpen: (row: ImportRow) => row.state === 'open' && setFixing(row.id) } : {})}
        {...(error ? { error, onRetry: retry } : {})}
        empty={<Empty title={t('result.none')} />}
        {...(pager ? { pager } : {})}
      />
      {fixing && <FixRowDialog importRef={importRef} rowId={fixing} onDone={() => setFixing(undefined)} />}
    </>
  );
}

function useColumns(): readonly Column<ImportRow>[] {
  const t = useWords('imports');
  const pick = usePick();
  return [
    {
      key: 'person',
      title: t('row.person'),
      width: 220,
      render: (row) => (
        <TwoLines title={row.name || t('row.noName')} sub={<span className="figures">{row.words}</span>} />
      ),
    },
    {
      key: 'reason',
      title: t('row.reason'),
      render: (row) => (
        <span className="imports-reason">{row.reasons.map((reason) => pick(reason.text)).join(' ')}</span>
      ),
    },
    {
      key: 'where',
      title: t('row.where'),
      width: 168,
      render: (row) => (
        <TwoLines
          title={t('row.whereRow', { sheet: row.sheet, row: row.row })}
          sub={row.reasons
            .flatMap((reason) => reason.cell ?? [])
            .map((cell) => t('conflict.cell', { cell }))
            .join('、')}
        />
      ),
    },
    { key: 'home', title: t('row.home'), width: 150, render: (row) => row.home ?? '–' },
    {
      key: 'state',
      title: t('row.state'),
      width: 96,
      render: ({ state }) => (
        <StatusDot tone={state === 'open' ? 'amber' : state === 'fixed' ? 'green' : 'grey'}>
          {t(`row.states.${state}`)}
        </StatusDot>
      ),
    },
  ];
}
