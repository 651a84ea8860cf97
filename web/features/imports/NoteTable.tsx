import { Link } from '@tanstack/react-router';
import type { ImportRow } from '../../../contract/imports.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { type Column, PageTable } from '../../ui/desk/PageTable.tsx';
import { Empty } from '../../ui/show/StateBlocks.tsx';
import { useRows } from './use-rows.ts';

interface NoteTableProps {
  readonly importRef: string;
  readonly kinds: readonly ImportRow['kind'][];
}

/** Rows that are only noted: repeated, left out, worth a look, not undone. Each kind with rows has a list of its own. */
export function NoteTable({ importRef, kinds }: NoteTableProps) {
  return (
    <div className="imports-notes">
      {kinds.map((kind, at) => (
        <Notes key={kind} importRef={importRef} kind={kind} isLone={at === 0} />
      ))}
    </div>
  );
}

interface NotesProps {
  readonly importRef: string;
  readonly kind: ImportRow['kind'];
  /** Says that there is nothing; further kinds without rows are left out. */
  readonly isLone: boolean;
}

function Notes({ importRef, kind, isLone }: NotesProps) {
  const t = useWords('imports');
  const { rows, error, retry, pager } = useRows(importRef, { kind });
  const columns = useColumns(kind);
  if (!isLone && !error && (rows?.length ?? 0) === 0) return null;
  return (
    <PageTable
      label={`${t('result.ignored')} ${kind}`}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      {...(error ? { error, onRetry: retry } : {})}
      empty={<Empty title={t('result.none')} />}
      {...(pager ? { pager } : {})}
    />
  );
}

function useColumns(kind: ImportRow['kind']): readonly Column<ImportRow>[] {
  const t = useWords('imports');
  const pick = usePick();
  const where: Column<ImportRow> = {
    key: 'where',
    title: t('row.where'),
    width: 190,
    render: (row) => (
      <span className="figures">
        {t('row.whereRow', { sheet: row.sheet, row: row.row })}
        {row.reasons[0]?.cell ? ` · ${row.reasons[0].cell}` : ''}
      </span>
    ),
  };
  return [
    ...(kind === 'kept' ? [] : [where]),
    {
      key: 'reason',
      title: t('row.reason'),
      width: 300,
      render: (row) => (
        <span className="imports-reason">{row.reasons.map((reason) => pick(reason.text)).join(' ')}</span>
      ),
    },
    {
      key: 'words',
      title: t('row.words'),
      render: (row) =>
        row.peopleRef ? (
          <Link to={`/people/${row.peopleRef}` as never}>{row.name || t('result.open')}</Link>
        ) : (
          [row.name, row.words].filter(Boolean).join(' · ') || '–'
        ),
    },
  ];
}
