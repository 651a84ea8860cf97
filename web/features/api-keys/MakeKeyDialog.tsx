import { useState } from 'react';
import type { KeyRow } from '../../../contract/api-keys.ts';
import { capabilities } from '../../../domain/access/capabilities.ts';
import { keyScopes } from '../../../domain/access/key-scopes.ts';
import { useWords } from '../../kit/i18n.ts';
import { mayAnywhere, useSession } from '../../kit/session.ts';
import { useSend } from '../../kit/use-api.ts';
import { FormDialog } from '../../ui/desk/FormDialog.tsx';
import type { FormField, FormValues } from '../../ui/forms/fields.ts';
import { reachFields, reachOf } from '../../ui/forms/reach-fields.ts';
import { useReachSources } from '../../ui/forms/use-reach-sources.ts';
import { newKey } from './new-key.ts';

function useFields(): readonly FormField[] {
  const t = useWords('api-keys');
  const session = useSession();
  return [
    { key: 'name', kind: 'text', label: t('name'), hint: t('nameHint'), required: true, max: 60 },
    ...reachFields({ reach: t('reach'), area: t('area'), organisation: t('organisation') }),
    {
      key: 'scopes',
      kind: 'choice',
      many: true,
      label: t('scopes'),
      hint: t('scopesHint'),
      required: true,
      options: keyScopes
        .filter((scope) => mayAnywhere(session.data, scope))
        .map((scope) => ({ value: scope, label: capabilities[scope] })),
    },
    {
      key: 'perMinute',
      kind: 'number',
      label: t('perMinute'),
      required: true,
      min: 1,
      max: 6000,
      whole: true,
      unit: t('times'),
    },
    { key: 'expiresOn', kind: 'date', label: t('expiresOn'), hint: t('expiresHint') },
  ];
}

interface MakeKeyDialogProps {
  /** The key itself, which nobody will be told again. */
  readonly onMade: (key: string) => void;
  readonly onCancel: () => void;
}

/** Asks what a key is for and makes it. */
export function MakeKeyDialog({ onMade, onCancel }: MakeKeyDialogProps) {
  const t = useWords('api-keys');
  const [key] = useState(newKey);
  const send = useSend('api-keys.make', ['GET /api-keys']);
  const submit = (values: FormValues) => {
    const input = {
      name: String(values['name']),
      reach: reachOf(values),
      scopes: values['scopes'] as KeyRow['scopes'],
      perMinute: Number(values['perMinute']),
      key,
      ...(values['expiresOn'] ? { expiresOn: String(values['expiresOn']) } : {}),
    };
    send.mutate(input, { onSuccess: () => onMade(key) });
  };
  return (
    <FormDialog
      title={t('make')}
      fields={useFields()}
      initial={{ by: 'area', perMinute: 120 }}
      sources={useReachSources()}
      submitLabel={t('make')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onCancel}
    />
  );
}
