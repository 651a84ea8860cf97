import { useMutation } from '@tanstack/react-query';
import type { QueryOf } from '../../../contract/route.ts';
import { api, type Routes } from '../../kit/api.ts';
import { useWords } from '../../kit/i18n.ts';
import { saveFile } from '../../kit/save-file.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';

interface AssessmentProps {
  readonly period: { readonly area: number; readonly from: string; readonly to: string };
  readonly onDone: () => void;
}

/** Asks what the assessment is for, and downloads it. */
export function AssessmentDialog({ period, onDone }: AssessmentProps) {
  const t = useWords('whistles');
  const file = useMutation({
    mutationFn: async (query: QueryOf<Routes['POST /whistles/assessment']>) =>
      saveFile(await api.file('POST /whistles/assessment', { query })),
    onSuccess: onDone,
  });
  return (
    <FormDialog
      title={t('figures.export')}
      fields={[
        {
          key: 'purpose',
          kind: 'text',
          label: t('figures.purpose'),
          hint: t('figures.purposeHint'),
          required: true,
          max: 200,
        },
      ]}
      submitLabel={t('figures.download')}
      isBusy={file.isPending}
      error={file.error}
      onSubmit={({ purpose }) => file.mutate({ ...period, purpose: String(purpose) })}
      onCancel={onDone}
    >
      <p className="whistles-notes">{t('figures.exportHint', { from: period.from, to: period.to })}</p>
    </FormDialog>
  );
}
