import { App } from 'antd';
import { useState } from 'react';
import type { UserRow } from '../../../../contract/users.ts';
import { useWords } from '../../../kit/i18n.ts';
import { useSend } from '../../../kit/use-api.ts';
import { ConfirmDialog } from '../../../ui/desk/ConfirmDialog.tsx';
import { FormDialog } from '../../../ui/desk/FormDialog.tsx';
import type { FormField, FormValues } from '../../../ui/forms/fields.ts';
import { firstPassword } from './first-password.ts';

function usePersonFields(): readonly FormField[] {
  const t = useWords('users');
  return [
    { key: 'name', kind: 'text', label: t('name'), required: true, max: 40 },
    { key: 'phone', kind: 'text', label: t('phone'), hint: t('phoneHint'), max: 30 },
    { key: 'employeeNumber', kind: 'text', label: t('employeeNumber'), hint: t('employeeNumberHint'), max: 40 },
  ];
}

interface AddUserDialogProps {
  readonly onAdded: (added: { id: string; userName: string; password: string }) => void;
  readonly onCancel: () => void;
}

/** Adds a person with an account; its first password is made here and said once. */
export function AddUserDialog({ onAdded, onCancel }: AddUserDialogProps) {
  const t = useWords('users');
  const [password] = useState(firstPassword);
  const send = useSend('users.create', ['POST /users']);
  const [name, ...others] = usePersonFields();
  const submit = (values: FormValues) => {
    const userName = String(values['userName']);
    send.mutate(
      {
        userName,
        name: String(values['name']),
        password,
        ...(values['phone'] ? { phone: String(values['phone']) } : {}),
        ...(values['employeeNumber'] ? { employeeNumber: String(values['employeeNumber']) } : {}),
      },
      { onSuccess: ({ id }) => onAdded({ id, userName, password }) },
    );
  };
  return (
    <FormDialog
      title={t('add')}
      fields={[
        name as FormField,
        { key: 'userName', kind: 'text', label: t('userName'), hint: t('userNameHint'), required: true, max: 30 },
        ...others,
      ]}
      submitLabel={t('add')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onCancel}
    >
      <p>{t('addWhat')}</p>
    </FormDialog>
  );
}

interface UserDialogProps {
  readonly user: UserRow;
  readonly onDone: () => void;
}

/** Changes name, phone or employee number; a phone left empty stays as it is. */
export function EditUserDialog({ user, onDone }: UserDialogProps) {
  const t = useWords('users');
  const { message } = App.useApp();
  const send = useSend('users.update', ['POST /users']);
  const submit = (values: FormValues) => {
    const employeeNumber = String(values['employeeNumber'] ?? '');
    send.mutate(
      {
        id: user.id,
        name: String(values['name']),
        ...(values['phone'] ? { phone: String(values['phone']) } : {}),
        ...(employeeNumber === (user.employeeNumber ?? '') ? {} : { employeeNumber }),
      },
      {
        onSuccess: () => {
          void message.success(t('said.saved'));
          onDone();
        },
      },
    );
  };
  return (
    <FormDialog
      title={t('edit')}
      fields={usePersonFields()}
      initial={{ name: user.name, employeeNumber: user.employeeNumber ?? '' }}
      submitLabel={t('save')}
      isBusy={send.isPending}
      error={send.error}
      onSubmit={submit}
      onCancel={onDone}
    />
  );
}

interface ResetPasswordDialogProps {
  readonly user: UserRow;
  readonly onReset: (password: string) => void;
  readonly onCancel: () => void;
}

/** Sets a new first password. */
export function ResetPasswordDialog({ user, onReset, onCancel }: ResetPasswordDialogProps) {
  const t = useWords('users');
  const [password] = useState(firstPassword);
  const send = useSend('users.resetPassword', ['POST /users']);
  return (
    <ConfirmDialog
      open
      title={t('resetTitle', { name: user.name })}
      confirmLabel={t('reset')}
      isBusy={send.isPending}
      error={send.error}
      onConfirm={() => send.mutate({ id: user.id, password }, { onSuccess: () => onReset(password) })}
      onCancel={onCancel}
    >
      <p>{t('resetWhat')}</p>
    </ConfirmDialog>
  );
}

/** Switches a user off. */
export function TurnOffDialog({ user, onDone }: UserDialogProps) {
  const t = useWords('users');
  const { message } = App.useApp();
  const send = useSend('users.update', ['POST /users']);
  const turnOff = () =>
    send.mutate(
      { id: user.id, isActive: false },
      {
        onSuccess: () => {
          void message.success(t('said.off', { name: user.name }));
          onDone();
        },
      },
    );
  return (
    <ConfirmDialog
      open
      title={t('offTitle', { name: user.name })}
      confirmLabel={t('turnOff')}
      isDanger
      isBusy={send.isPending}
      error={send.error}
      onConfirm={turnOff}
      onCancel={onDone}
    >
      <p>{t('offWhat')}</p>
    </ConfirmDialog>
  );
}
