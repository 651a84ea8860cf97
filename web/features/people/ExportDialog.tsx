import { useMutation } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import { useWords } from '../../kit/i18n.ts';
import { saveFile } from '../../kit/save-file.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import type { PeopleQuery } from './people-filters.ts';

interface ExportProps {
  readonly query: PeopleQuery;
  readonly onDone: () => void;
}

/** Says what an export holds and leaves behind, then fetches it. */
export function ExportDialog({ query, onDone }: ExportProps) {
  const t = useWords('people');
  const file = useMutation({
    mutationFn: async () => saveFile(await api.file('POST /people/export', { query })),
    onSuccess: onDone,
  });
  return (
    <ConfirmDialog
      open
      title={t('exportTitle')}
      confirmLabel={t('exportGo')}
      isBusy={file.isPending}
      error={file.error}
      onConfirm={() => file.mutate()}
      onCancel={onDone}
    >
      <p>{t('exportWhat')}</p>
    </ConfirmDialog>
  );
}
