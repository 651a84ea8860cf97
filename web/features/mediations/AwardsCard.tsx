import { Button } from 'antd';
import { useState } from 'react';
import { businessDay } from '../../../domain/calendar/instant.ts';
import { useWords } from '../../kit/i18n.ts';
import { useSaveFile } from '../../kit/save-file.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import { Card } from '../../ui/desk/SplitPage.tsx';

const today = (): string => businessDay(Date.now());

/** 以案定补: asks for the days and what it is for, and downloads the list of the mediations one keeps. */
export function AwardsCard() {
  const t = useWords('figures');
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const file = useSaveFile('POST /mediations/awards', close);
  return (
    <Card title={t('awards.title')} aside={<Button onClick={() => setOpen(true)}>{t('awards.make')}</Button>}>
      <p>{t('awards.hint')}</p>
      {isOpen && (
        <FormDialog
          title={t('awards.make')}
          fields={[
            { key: 'from', kind: 'date', label: t('awards.from'), required: true, notAfter: today() },
            { key: 'to', kind: 'date', label: t('awards.to'), required: true, notAfter: today() },
            {
              key: 'purpose',
              kind: 'text',
              label: t('awards.purpose'),
              hint: t('awards.purposeHint'),
              required: true,
              max: 200,
            },
          ]}
          initial={{ from: `${today().slice(0, 7)}-01`, to: today() }}
          submitLabel={t('awards.download')}
          isBusy={file.isPending}
          error={file.error}
          onSubmit={(query) => file.mutate({ query } as never)}
          onCancel={close}
        />
      )}
    </Card>
  );
}
