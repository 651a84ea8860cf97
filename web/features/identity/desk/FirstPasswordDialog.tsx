import { useWords } from '../../../kit/i18n.ts';
import { SecretDialog } from '../../../ui/desk/SecretDialog.tsx';

interface FirstPasswordDialogProps {
  readonly userName: string;
  readonly password: string;
  readonly onDone: () => void;
}

/** Says a first password, this once. */
export function FirstPasswordDialog({ userName, password, onDone }: FirstPasswordDialogProps) {
  const t = useWords('users');
  return (
    <SecretDialog
      title={t('secret.title')}
      label={t('secret.password')}
      secret={password}
      once={t('secret.once')}
      onDone={onDone}
    >
      <p>
        {t('secret.who')} <b>{userName}</b>
      </p>
    </SecretDialog>
  );
}
