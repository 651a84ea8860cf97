import { api } from '../../kit/api.ts';
import { useWords } from '../../kit/i18n.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';

interface AssessmentProps {
  readonly period: { readonly area: number; readonly from: string; readonly to: string };
  readonly onDone: () => void;
}

/** Asks what the assessment is for, and downloads it. */
export function AssessmentDialog({ period, onDone }: AssessmentProps) {
  const t = useWords('whistles');
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
      isBusy={false}
      error={null}
      onSubmit={({ purpose }) => {
        const query = { ...period, purpose: String(purpose) };
        window.location.assign(api.href('GET /whistles/assessment', { query } as never));
        onDone();
      }}
      onCancel={onDone}
    >
      <p className="whistles-notes">{t('figures.exportHint', { from: period.from, to: period.to })}</p>
    </FormDialog>
  );
}
