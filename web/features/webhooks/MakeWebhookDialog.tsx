import { useState } from 'react';
import type { WebhookRow } from '../../../contract/webhooks.ts';
import { happenings } from '../../../domain/case/happenings.ts';
import { useWords } from '../../kit/i18n.ts';
import { newSigningSecret } from '../../kit/new-signing-secret.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormField, FormValues } from '../../ui/forms/fields.ts';
import { reachFields, reachOf } from '../../ui/forms/reach-fields.ts';
import { useReachSources } from '../../ui/forms/use-reach-sources.ts';

function useFields(): readonly FormField[] {
  const t = useWords('webhooks');
  return [
    { key: 'name', kind: 'text', label: t('name'), hint: t('nameHint'), required: true, max: 60 },
    { key: 'url', kind: 'text', label: t('url'), hint: t('urlHint'), required: true, max: 500 },
    {
      key: 'kinds',
      kind: 'choice',
      many: true,
      label: t('kinds'),
      required: true,
      options: Object.entries(happenings).map(([value, label]) => ({ value, label })),
    },
    ...reachFields({ reach: t('reach'), area: t('area'), organisation: t('organisation') }),
  ];
}

interface MakeWebhookDialogProps {
  /** The signing secret, which nobody will be told again. */
  readonly onMade: (secret: string) => void;
  readonly onCancel: () => void;
}

/** Asks whom to tell of what, and adds it. */
export function MakeWebhookDialog({ onMade, onCancel }: MakeWebhookDialogProps) {
  const t = useWords('webhooks');
  const [secret] = useState(newSigningSecret);
  const send = useSend('webhooks.make', ['GET /webhooks']);
  const submit = (values: FormValues) => {
    const input = {
      name: String(values['name']),
      url: String(values['url']),
      kinds: values['kinds'] as WebhookRow['kinds'],
      reach: reachOf(values),
      secret,
    };
    send.mutate(input, { onSuccess: () => onMade(secret) });
  };
  return (
    <FormDialog
      title={t('make')}
      fields={useFields()}
      initial={{ by: 'area', kinds: Object.keys(happenings) }}
      sources={useReachSources()}
      submitLabel={t('make')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onCancel}
    />
  );
}
