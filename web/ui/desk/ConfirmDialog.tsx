import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { useErrorWords } from '../show/StateBlocks.tsx';
import { Modal } from './Modal.tsx';

interface ConfirmDialogProps {
  readonly open: boolean;
  /** The deed as a question: 退回给派遣人？ */
  readonly title: string;
  /** What will happen next; or a form that the deed needs. */
  readonly children?: ReactNode;
  readonly confirmLabel: string;
  readonly isDanger?: boolean;
  readonly isBusy?: boolean;
  readonly canConfirm?: boolean;
  /** Why the last try did not work. */
  readonly error?: unknown;
  readonly width?: number;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks once more before a deed, says what follows, and shows why it was refused. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, title, children, confirmLabel, error, onConfirm, onCancel, width = 480 } = props;
  const { isDanger = false, isBusy = false, canConfirm = true } = props;
  const t = useWords('common');
  const sayError = useErrorWords();
  return (
    <Modal
      open={open}
      title={title}
      width={width}
      okText={confirmLabel}
      cancelText={t('action.cancel')}
      okButtonProps={{ danger: isDanger, disabled: !canConfirm }}
      confirmLoading={isBusy}
      onOk={onConfirm}
      onCancel={onCancel}
      destroyOnHidden
    >
      {error !== undefined && error !== null && (
        <Alert type="error" showIcon title={sayError(error).title} style={{ marginBottom: 12 }} />
      )}
      {children}
    </Modal>
  );
}
