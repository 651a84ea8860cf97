import { Link } from '@tanstack/react-router';
import { Alert, App, Button } from 'antd';
import type { HeldRowDetail } from '../../../contract/imports.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { Modal } from '../../ui/desk/Modal.tsx';
import { SchemaForm } from '../../ui/desk/SchemaForm.tsx';
import type { FormValues } from '../../ui/forms/fields.ts';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { rowReads } from './use-import.ts';

interface FixRowProps {
  readonly importRef: string;
  readonly rowId: string;
  readonly onDone: () => void;
}

/** One held row in full: what is wrong, the two values that are usually wrong to be mended, and what else it says. */
export function FixRowDialog({ importRef, rowId, onDone }: FixRowProps) {
  const t = useWords('imports');
  const { data, error, refetch } = useApi('GET /imports/:ref/rows/:id', { params: { ref: importRef, id: rowId } });
  return (
    <Modal
      open
      width={560}
      title={data ? t('fix.title', { row: data.row }) : t('row.fix')}
      footer={null}
      mask={{ closable: false }}
      onCancel={onDone}
      destroyOnHidden
    >
      {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={5} />}
      {data && <Fix importRef={importRef} row={data} onDone={onDone} />}
    </Modal>
  );
}

interface FixProps {
  readonly importRef: string;
  readonly row: HeldRowDetail;
  readonly onDone: () => void;
}

function Fix({ importRef, row, onDone }: FixProps) {
  const t = useWords('imports');
  const pick = usePick();
  const { message } = App.useApp();
  const fix = useSend('imports.fixRow', rowReads);
  const submit = (values: FormValues) => {
    const text = (key: string): string => String(values[key] ?? '').trim();
    const kind = text('documentKind');
    fix.mutate(
      {
        ref: importRef,
        rowId: row.id,
        name: text('name'),
        idNumber: text('idNumber'),
        ...(kind ? { documentKind: kind } : {}),
      },
      {
        onSuccess: ({ conflicts }) => {
          const name = text('name');
          void message.success(conflicts > 0 ? t('fix.doneConflict', { name, n: conflicts }) : t('fix.done', { name }));
          onDone();
        },
      },
    );
  };
  return (
    <div className="imports-fix">
      <Alert
        type="warning"
        showIcon
        title={row.reasons.map((reason) => pick(reason.text)).join(' ')}
        description={[
          t('fix.sheet', { sheet: row.sheet }),
          ...row.reasons.flatMap((reason) => (reason.cell ? [t('conflict.cell', { cell: reason.cell })] : [])),
        ].join(' · ')}
      />
      <Same row={row} />
      <SchemaForm
        fields={[
          { key: 'name', kind: 'text', label: t('fix.name'), required: true, max: 50 },
          { key: 'idNumber', kind: 'text', label: t('fix.idNumber'), required: true, max: 40 },
          { key: 'documentKind', kind: 'text', label: t('fix.documentKind'), hint: t('fix.documentHint'), max: 20 },
        ]}
        initial={{ name: row.name, idNumber: row.idText }}
        submitLabel={t('fix.go')}
        isBusy={fix.isPending}
        error={fix.error}
        onSubmit={submit}
        extra={<Drop importRef={importRef} row={row} onDone={onDone} />}
      />
      <Rest row={row} />
    </div>
  );
}

/** People of the same name behind the same door: one of them may be meant. */
function Same({ row }: { readonly row: HeldRowDetail }) {
  const t = useWords('imports');
  if (row.same.length === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={t('fix.same')}
      description={
        <>
          {t('fix.sameHint')}{' '}
          {row.same.map((one) => (
            <Link key={one.ref} to={`/people/${one.ref}` as never} target="_blank">
              {one.name} {one.idMasked}
            </Link>
          ))}
        </>
      }
    />
  );
}

function Rest({ row }: { readonly row: HeldRowDetail }) {
  const t = useWords('imports');
  const parts = [
    ...(row.home ? [t('fix.home', { home: row.home })] : []),
    ...(row.relation ? [t('fix.relation', { relation: row.relation })] : []),
    ...(row.phones.length > 0 ? [t('fix.phones', { phones: row.phones.join('、') })] : []),
  ];
  if (parts.length === 0) return null;
  return (
    <p className="imports-rest">
      <b>{t('fix.rest')}</b>
      {parts.map((words) => (
        <span key={words}>{words}</span>
      ))}
    </p>
  );
}

function Drop({ importRef, row, onDone }: FixProps) {
  const t = useWords('imports');
  const { message } = App.useApp();
  const drop = useSend('imports.dropRow', rowReads);
  return (
    <Button
      loading={drop.isPending}
      onClick={() =>
        drop.mutate(
          { ref: importRef, rowIds: [row.id] },
          {
            onSuccess: () => {
              void message.success(t('fix.dropped'));
              onDone();
            },
          },
        )
      }
    >
      {t('fix.drop')}
    </Button>
  );
}
