import { useWords } from '../../kit/i18n.ts';
import { useSaveFile } from '../../kit/save-file.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import type { PeopleQuery } from './people-filters.ts';

interface ExportProps {
  readonly query: PeopleQuery;
  readonly onDone: () => void;
}

/** Says what an export holds and leaves behind, then fetches it. */
export function ExportDialog({ query, onDone }: ExportProps) {
  const t = useWords('people');
  const file = useSaveFile('POST /people/export', onDone);
  return (
    <ConfirmDialog
      open
      title={t('exportTitle')}
      confirmLabel={t('exportGo')}
      isBusy={file.isPending}
      error={file.error}
      onConfirm={() => file.mutate({ query })}
      onCancel={onDone}
    >
      <p>{t('exportWhat')}</p>
    </ConfirmDialog>
  );
}
