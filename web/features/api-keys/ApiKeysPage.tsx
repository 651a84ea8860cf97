import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { App, Button } from 'antd';
import { useState } from 'react';
import type { KeyRow } from '../../../contract/api-keys.ts';
import { capabilities } from '../../../domain/access/capabilities.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import { SecretDialog } from '../../ui/desk/SecretDialog.tsx';
import { ListCard, PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { Empty } from '../../ui/show/StateBlocks.tsx';
import { StatusDot, type Tone } from '../../ui/show/StatusDot.tsx';
import { MakeKeyDialog } from './MakeKeyDialog.tsx';
import './api-keys.css';

const toneOf: Readonly<Record<KeyRow['state'], Tone>> = {
  waiting: 'amber',
  good: 'green',
  idle: 'amber',
  expired: 'grey',
  ended: 'grey',
};

/** 接口密钥: the keys of other systems; made and ended here. */
export function ApiKeysPage() {
  const t = useWords('api-keys');
  const { data, error, refetch } = useApi('GET /api-keys');
  const [isMaking, setIsMaking] = useState(false);
  const [made, setMade] = useState<string>();
  const [deciding, setDeciding] = useState<Deciding>();
  const columns = useColumns(setDeciding);
  return (
    <PlainPage>
      <PageTitle
        title={t('title')}
        sub={t('sub')}
        actions={
          <Button type="primary" icon={<PlusIcon size={16} />} onClick={() => setIsMaking(true)}>
            {t('make')}
          </Button>
        }
      />
      <ListCard>
        <PageTable
          label={t('title')}
          columns={columns}
          rows={data?.items}
          rowKey={({ id }) => id}
          {...(error ? { error, onRetry: () => void refetch() } : {})}
          empty={<Empty title={t('none')} hint={t('noneHint')} />}
        />
      </ListCard>
      {isMaking && (
        <MakeKeyDialog
          onMade={(key) => {
            setIsMaking(false);
            setMade(key);
          }}
          onCancel={() => setIsMaking(false)}
        />
      )}
      {made !== undefined && (
        <SecretDialog
          title={t('made.title')}
          once={t('made.once')}
          label={t('made.key')}
          secret={made}
          onDone={() => setMade(undefined)}
        >
          <p className="api-keys-how">
            {t('made.how')} <code>Authorization: Bearer linli_…</code>
          </p>
        </SecretDialog>
      )}
      {deciding?.deed === 'end' && <EndDialog row={deciding.row} onDone={() => setDeciding(undefined)} />}
      {deciding?.deed === 'confirm' && <ConfirmKeyDialog row={deciding.row} onDone={() => setDeciding(undefined)} />}
    </PlainPage>
  );
}

interface Deciding {
  readonly row: KeyRow;
  readonly deed: 'confirm' | 'end';
}

function useColumns(onDecide: (deciding: Deciding) => void): readonly Column<KeyRow>[] {
  const t = useWords('api-keys');
  const pick = usePick();
  const sayInstant = useInstantWords();
  return [
    {
      key: 'name',
      title: t('column.name'),
      render: (row) => <TwoLines title={row.name} sub={<code className="api-keys-hint">{row.hint}…</code>} />,
    },
    {
      key: 'where',
      title: t('column.where'),
      width: 190,
      render: (row) => (
        <TwoLines
          title={row.area?.name ?? row.organisation?.name ?? ''}
          sub={t('byAt', { name: row.madeBy, at: sayInstant(row.madeAt) })}
        />
      ),
    },
    {
      key: 'scopes',
      title: t('column.scopes'),
      render: (row) => (
        <span className="api-keys-scopes">{row.scopes.map((scope) => pick(capabilities[scope])).join(' · ')}</span>
      ),
    },
    {
      key: 'limit',
      title: t('column.limit'),
      width: 92,
      align: 'right',
      render: (row) => <span className="figures">{row.perMinute}</span>,
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 158,
      render: (row) => (
        <TwoLines
          title={<StatusDot tone={toneOf[row.state]}>{t(`states.${row.state}`)}</StatusDot>}
          sub={
            row.state === 'good' && row.expiresOn
              ? t('until', { day: row.expiresOn })
              : row.confirmedBy && t('confirmedBy', { name: row.confirmedBy })
          }
        />
      ),
    },
    {
      key: 'used',
      title: t('column.used'),
      width: 124,
      render: (row) => <span className="figures">{row.usedAt ? sayInstant(row.usedAt) : t('never')}</span>,
    },
    {
      key: 'deeds',
      title: t('column.deeds'),
      width: 150,
      align: 'right',
      render: (row) => (
        <span className="api-keys-deeds">
          {row.mayConfirm && (
            <Button
              size="small"
              type="primary"
              aria-label={t('confirmNamed', { name: row.name })}
              onClick={() => onDecide({ row, deed: 'confirm' })}
            >
              {t('confirm')}
            </Button>
          )}
          {row.state !== 'ended' && (
            <Button
              size="small"
              danger
              aria-label={t('endNamed', { name: row.name })}
              onClick={() => onDecide({ row, deed: 'end' })}
            >
              {t('end')}
            </Button>
          )}
        </span>
      ),
    },
  ];
}

/** Confirms what another made, so that the other system is let in. */
function ConfirmKeyDialog({ row, onDone }: EndDialogProps) {
  const t = useWords('api-keys');
  const pick = usePick();
  const { message } = App.useApp();
  const send = useSend('api-keys.confirm', ['GET /api-keys']);
  const confirm = () =>
    send.mutate(
      { id: row.id },
      {
        onSuccess: () => {
          void message.success(t('said.confirmed', { name: row.name }));
          onDone();
        },
      },
    );
  const where = row.area?.name ?? row.organisation?.name ?? '';
  return (
    <ConfirmDialog
      open
      title={t('confirmTitle', { name: row.name })}
      confirmLabel={t('confirm')}
      isBusy={send.isPending}
      error={send.error}
      onConfirm={confirm}
      onCancel={onDone}
    >
      <p>{t('confirmWhat', { by: row.madeBy, where })}</p>
      <p>{row.scopes.map((scope) => pick(capabilities[scope])).join(' · ')}</p>
    </ConfirmDialog>
  );
}

interface EndDialogProps {
  readonly row: KeyRow;
  readonly onDone: () => void;
}

function EndDialog({ row, onDone }: EndDialogProps) {
  const t = useWords('api-keys');
  const { message } = App.useApp();
  const send = useSend('api-keys.end', ['GET /api-keys']);
  const end = () =>
    send.mutate(
      { id: row.id },
      {
        onSuccess: () => {
          void message.success(t('said.ended', { name: row.name }));
          onDone();
        },
      },
    );
  return (
    <ConfirmDialog
      open
      title={t('endTitle', { name: row.name })}
      confirmLabel={t('end')}
      isDanger
      isBusy={send.isPending}
      error={send.error}
      onConfirm={end}
      onCancel={onDone}
    >
      <p>{t('endWhat')}</p>
    </ConfirmDialog>
  );
}
