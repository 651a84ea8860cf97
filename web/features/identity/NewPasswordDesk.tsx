import { Alert, Button, Form, Input } from 'antd';
import { useWords } from '../../kit/i18n.ts';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { type PasswordWords, useNewPassword } from './use-sign-in.ts';
import './sign-in-desk.css';

interface NewPasswordProps {
  /** The current password, where it was typed a moment ago. */
  readonly known?: string | undefined;
  readonly onDone: () => void;
}

/** The form for a new password, at a desk. */
export function NewPasswordDesk({ known, onDone }: NewPasswordProps) {
  const t = useWords('identity');
  const say = useErrorWords();
  const { words, set, faultOf, send, isBusy, error, asksCurrent } = useNewPassword(known, onDone);
  const line = (key: keyof PasswordWords, help?: string) => {
    const fault = faultOf(key);
    const id = `password-${key}`;
    return (
      <Form.Item
        label={t(`change.${key}`)}
        htmlFor={id}
        help={fault ?? help}
        style={{ marginBottom: 18 }}
        {...(fault ? { validateStatus: 'error' as const } : {})}
      >
        <Input.Password
          id={id}
          autoComplete={key === 'current' ? 'current-password' : 'new-password'}
          maxLength={128}
          value={words[key]}
          onChange={(event) => set(key, event.target.value)}
        />
      </Form.Item>
    );
  };
  return (
    <Form layout="vertical" requiredMark={false} onFinish={send}>
      {error && <Alert type="error" showIcon title={say(error).title} />}
      {asksCurrent && line('current')}
      {line('next', t('change.rule'))}
      {line('again')}
      <Button type="primary" htmlType="submit" loading={isBusy}>
        {t('change.send')}
      </Button>
    </Form>
  );
}
