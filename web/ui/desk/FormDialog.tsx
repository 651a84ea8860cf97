import type { ReactNode } from 'react';
import type { FormField, FormSources, FormValues } from '../forms/fields.ts';
import { Modal } from './Modal.tsx';
import { SchemaForm } from './SchemaForm.tsx';

interface FormDialogProps {
  readonly title: string;
  /** What follows from it, above the fields. */
  readonly children?: ReactNode;
  readonly fields: readonly FormField[];
  readonly initial?: FormValues;
  readonly sources?: FormSources;
  readonly submitLabel: string;
  readonly isBusy: boolean;
  /** What the server said of the last try. */
  readonly error: unknown;
  readonly width?: number;
  readonly onChange?: (values: FormValues) => void;
  readonly onSubmit: (values: FormValues) => void;
  readonly onCancel: () => void;
}

/** A deed that needs a few answers, in a dialog. Mount it to open it. */
export function FormDialog(props: FormDialogProps) {
  const {
    title,
    children,
    fields,
    initial,
    sources,
    submitLabel,
    isBusy,
    error,
    width = 520,
    onChange,
    onSubmit,
    onCancel,
  } = props;
  return (
    <Modal
      open
      title={title}
      width={width}
      footer={null}
      onCancel={onCancel}
      mask={{ closable: false }}
      destroyOnHidden
    >
      {children}
      <SchemaForm
        fields={fields}
        {...(initial ? { initial } : {})}
        {...(sources ? { sources } : {})}
        submitLabel={submitLabel}
        isBusy={isBusy}
        error={error}
        {...(onChange ? { onChange } : {})}
        onSubmit={onSubmit}
        onCancel={onCancel}
      />
    </Modal>
  );
}
