import { api } from '../../kit/api.ts';
import { useWords } from '../../kit/i18n.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import type { PeopleQuery } from './people-filters.ts';

interface ExportProps {
  readonly query: PeopleQuery;
  readonly onDone: () => void;
}

/** Says what an export holds and leaves behind, then opens it. */
export function ExportDialog({ query, onDone }: ExportProps) {
  const t = useWords('people');
  return (
    <ConfirmDialog
      open
      title={t('exportTitle')}
      confirmLabel={t('exportGo')}
      onConfirm={() => {
        window.location.assign(api.href('GET /people/export', { query } as never));
        onDone();
      }}
      onCancel={onDone}
    >
      <p>{t('exportWhat')}</p>
    </ConfirmDialog>
  );
}
