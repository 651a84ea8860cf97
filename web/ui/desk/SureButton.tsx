import { Button, type ButtonProps } from 'antd';
import { useState } from 'react';
import { ConfirmDialog } from './ConfirmDialog.tsx';

interface SureButtonProps extends Omit<ButtonProps, 'onClick'> {
  /** The deed as a question, or what follows from it. */
  readonly ask: string;
  /** The words of the button that does it. */
  readonly yes: string;
  readonly onSure: () => void;
}

/** A button that asks once more, in a dialog that a keyboard gets into and out of. */
export function SureButton({ ask, yes, onSure, ...button }: SureButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button {...button} onClick={() => setOpen(true)} />
      <ConfirmDialog
        open={isOpen}
        title={ask}
        confirmLabel={yes}
        isDanger={button.danger === true}
        onConfirm={() => {
          setOpen(false);
          onSure();
        }}
        onCancel={() => setOpen(false)}
      />
    </>
  );
}
