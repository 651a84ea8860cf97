import { useWords } from '../../kit/i18n.ts';
import { useSaveFile } from '../../kit/save-file.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';

interface AssessmentProps {
  readonly period: { readonly area: number; readonly from: string; readonly to: string };
  readonly onDone: () => void;
}

/** Asks what the assessment is for, and downloads it. */
export function AssessmentDialog({ period, onDone }: AssessmentProps) {
  const t = useWords('whistles');
  const file = useSaveFile('POST /whistles/assessment', onDone);
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
      onSubmit={({ purpose }) => file.mutate({ query: { ...period, purpose: String(purpose) } })}
      onCancel={onDone}
    >
      <p className="whistles-notes">{t('figures.exportHint', { from: period.from, to: period.to })}</p>
    </FormDialog>
  );
}
