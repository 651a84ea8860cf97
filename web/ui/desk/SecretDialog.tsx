import { Button } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { Modal } from './Modal.tsx';
import './secret-dialog.css';

interface SecretDialogProps {
  readonly title: string;
  /** That it is shown this once, and what to do with it. */
  readonly once: string;
  /** What the secret is called. */
  readonly label: string;
  readonly secret: string;
  readonly onDone: () => void;
  /** How it is used. */
  readonly children?: ReactNode;
}

/** Shows a secret that nobody will be told again; it closes only where somebody says that it is kept. */
export function SecretDialog(props: SecretDialogProps) {
  const { title, once, label, secret, onDone, children } = props;
  const t = useWords('desk');
  const [isCopied, setIsCopied] = useState(false);
  const shown = useRef<HTMLOutputElement>(null);
  const copy = async () => {
    // Without HTTPS there is no clipboard to write to: what is to be copied is at least selected.
    if (shown.current) getSelection()?.selectAllChildren(shown.current);
    if (!('clipboard' in navigator)) return;
    await navigator.clipboard.writeText(secret);
    setIsCopied(true);
  };
  return (
    <Modal
      open
      title={title}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <>
          <Button onClick={() => void copy()}>{t(isCopied ? 'secret.copied' : 'secret.copy')}</Button>
          <Button type="primary" onClick={onDone}>
            {t('secret.close')}
          </Button>
        </>
      }
    >
      <p>{once}</p>
      <output ref={shown} className="ll-secret" aria-label={label}>
        {secret}
      </output>
      {children}
    </Modal>
  );
}
