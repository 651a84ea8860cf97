import { App } from 'antd';
import type { UserRow } from '../../../../contract/users.ts';
import { useWords } from '../../../kit/i18n.ts';
import { useSend } from '../../../kit/use-api.ts';
import { FormDialog } from '../../../ui/desk/FormDialog.tsx';

interface ResetFactorDialogProps {
  readonly user: UserRow;
  readonly onDone: () => void;
}

/** Proposes to take away somebody's second factor; another person confirms it. */
export function ResetFactorDialog({ user, onDone }: ResetFactorDialogProps) {
  const t = useWords('second-factor');
  const { message } = App.useApp();
  const send = useSend('second-factor.proposeReset', ['GET /confirmations']);
  return (
    <FormDialog
      title={t('reset.title', { name: user.name })}
      fields={[
        {
          key: 'reason',
          kind: 'text',
          label: t('reset.reason'),
          hint: t('reset.reasonHint'),
          required: true,
          max: 200,
        },
      ]}
      submitLabel={t('reset.act')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={(values) =>
        send.mutate(
          { id: user.id, reason: String(values['reason']) },
          {
            onSuccess: () => {
              void message.success(t('reset.said'));
              onDone();
            },
          },
        )
      }
      onCancel={onDone}
    >
      <p>{t('reset.what')}</p>
    </FormDialog>
  );
}
