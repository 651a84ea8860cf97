import { ArrowCounterClockwiseIcon } from '@phosphor-icons/react/dist/csr/ArrowCounterClockwise';
import { DownloadSimpleIcon } from '@phosphor-icons/react/dist/csr/DownloadSimple';
import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { ImportDetail } from '../../../contract/imports.ts';
import { api } from '../../kit/api.ts';
import { useWords } from '../../kit/i18n.ts';
import { useSend } from '../../kit/use-api.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import { ImportFigures } from './ImportFigures.tsx';
import { ImportRows } from './ImportRows.tsx';
import { rowReads } from './use-import.ts';

interface ResultProps {
  readonly item: ImportDetail;
}

/** What came of an import: figures, the lists behind them, and the way back. */
export function ImportResult({ item }: ResultProps) {
  const t = useWords('imports');
  return (
    <>
      {item.undo && <Alert type="info" showIcon title={t('result.undone', item.undo)} />}
      {item.counts && item.state === 'done' && <ImportFigures counts={item.counts} />}
      <ImportRows item={item} actions={item.state === 'done' ? <Actions item={item} /> : undefined} />
    </>
  );
}

function Actions({ item }: ResultProps) {
  const t = useWords('imports');
  const undo = useSend('imports.undo', rowReads);
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      {item.open.held > 0 && (
        <Button
          icon={<DownloadSimpleIcon size={16} />}
          href={api.href('GET /imports/:ref/held', { params: { ref: item.ref } })}
        >
          {t('result.export')}
        </Button>
      )}
      <Button icon={<ArrowCounterClockwiseIcon size={16} />} onClick={() => setIsAsking(true)}>
        {t('result.undo')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          open
          title={t('result.undoTitle', { name: item.fileName })}
          confirmLabel={t('result.undoGo')}
          isDanger
          isBusy={undo.isPending}
          error={undo.error}
          onConfirm={() => undo.mutate({ ref: item.ref }, { onSuccess: () => setIsAsking(false) })}
          onCancel={() => setIsAsking(false)}
        >
          <p>{t('result.undoWhat')}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
