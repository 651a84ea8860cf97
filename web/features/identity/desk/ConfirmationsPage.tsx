import { App, Button } from 'antd';
import { useState } from 'react';
import type { ConfirmationRow } from '../../../../contract/confirmations.ts';
import { roles } from '../../../../domain/access/roles.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useSession } from '../../../kit/session.ts';
import { useApiList, useSend } from '../../../kit/use-api.ts';
import { useFilters } from '../../../kit/use-filters.ts';
import { useInstantWords } from '../../../kit/use-time.ts';
import { ConfirmDialog } from '../../../ui/desk/ConfirmDialog.tsx';
import { CountTabs } from '../../../ui/desk/CountTabs.tsx';
import { type Column, PageTable, TwoLines } from '../../../ui/desk/PageTable.tsx';
import { ListCard, PageTitle, PlainPage } from '../../../ui/desk/SplitPage.tsx';
import { useCursorPages } from '../../../ui/desk/use-cursor-pages.ts';
import { Empty } from '../../../ui/show/StateBlocks.tsx';
import { StatusDot, type Tone } from '../../../ui/show/StatusDot.tsx';
import './users.css';

interface Deciding {
  readonly row: ConfirmationRow;
  readonly decision: 'confirm' | 'refuse';
}

const filterKeys = ['tab'] as const;

/** 待复核: what one administrator proposed and another decides. */
export function ConfirmationsPage() {
  const t = useWords('users');
  const [filters, change] = useFilters(filterKeys);
  const tab = filters.tab === 'decided' ? 'decided' : 'open';
  const pages = useCursorPages(tab);
  const [deciding, setDeciding] = useState<Deciding>();
  const list = useApiList('GET /confirmations', {
    query: { limit: 30, isOpen: tab === 'open' ? 'true' : 'false', ...(pages.cursor ? { cursor: pages.cursor } : {}) },
  });
  const { data, error } = list;
  return (
    <PlainPage>
      <PageTitle title={t('confirm.title')} sub={t('confirm.sub')} />
      <ListCard>
        <CountTabs
          label={t('confirm.title')}
          rows={[
            (['open', 'decided'] as const).map((key) => ({
              key,
              label: t(`confirm.tabs.${key}`),
              count: key === tab ? data?.items.length : undefined,
            })),
          ]}
          value={[tab]}
          onChange={(_, next) => change({ tab: next === 'decided' ? next : undefined })}
        />
        <PageTable
          label={t('confirm.title')}
          columns={useColumns(setDeciding)}
          rows={data?.items}
          rowKey={({ id }) => id}
          {...(error ? { error, onRetry: () => void list.refetch() } : {})}
          empty={<Empty title={t('confirm.none')} hint={t('confirm.noneHint')} />}
          pager={{
            hasNext: data?.next !== undefined,
            hasPrevious: pages.hasPrevious,
            onNext: () => data?.next && pages.next(data.next),
            onPrevious: pages.previous,
          }}
        />
      </ListCard>
      {deciding && <DecideDialog {...deciding} onDone={() => setDeciding(undefined)} />}
    </PlainPage>
  );
}

/** The matter in a few words: 授予“审计管理员”. */
export function useWhat(): (row: ConfirmationRow) => string {
  const t = useWords('users');
  const pick = usePick();
  return ({ kind, grant }) => t(`confirm.kinds.${kind}`, { role: grant ? pick(roles[grant.role].label) : '' } as never);
}

const toneOf: Readonly<Record<ConfirmationRow['state'], Tone>> = {
  open: 'amber',
  confirmed: 'green',
  refused: 'grey',
  expired: 'grey',
};

function useColumns(onDecide: (deciding: Deciding) => void): readonly Column<ConfirmationRow>[] {
  const t = useWords('users');
  const session = useSession();
  const sayInstant = useInstantWords();
  const sayWhat = useWhat();
  return [
    {
      key: 'what',
      title: t('confirm.column.what'),
      render: (row) => <TwoLines title={sayWhat(row)} sub={<Details row={row} />} />,
    },
    {
      key: 'whom',
      title: t('confirm.column.whom'),
      width: 160,
      render: ({ user }) => <TwoLines title={user.name} sub={user.userName} />,
    },
    {
      key: 'by',
      title: t('confirm.column.by'),
      width: 170,
      render: (row) => <TwoLines title={row.proposedBy.name} sub={sayInstant(row.proposedAt)} />,
    },
    {
      key: 'state',
      title: t('confirm.column.state'),
      width: 190,
      render: (row) => (
        <TwoLines
          title={<StatusDot tone={toneOf[row.state]}>{t(`confirm.states.${row.state}`)}</StatusDot>}
          sub={
            row.decidedBy && row.decidedAt
              ? t('confirm.decided', { name: row.decidedBy.name, at: sayInstant(row.decidedAt) })
              : row.state === 'open' && t('confirm.until', { at: sayInstant(row.expiresAt) })
          }
        />
      ),
    },
    {
      key: 'deeds',
      title: t('confirm.column.deeds'),
      width: 160,
      align: 'right',
      render: (row) => (
        <span className="users-deeds">
          {row.mayConfirm && (
            <Button size="small" type="primary" onClick={() => onDecide({ row, decision: 'confirm' })}>
              {t('confirm.confirm')}
            </Button>
          )}
          {row.mayRefuse && (
            <Button size="small" onClick={() => onDecide({ row, decision: 'refuse' })}>
              {t(row.proposedBy.id === session.data?.user?.id ? 'confirm.takeBack' : 'confirm.refuse')}
            </Button>
          )}
        </span>
      ),
    },
  ];
}

function Details({ row }: { readonly row: ConfirmationRow }) {
  const t = useWords('users');
  const { grant, reason } = row;
  if (!grant) return reason;
  const from = grant.validFrom
    ? grant.validTo
      ? t('roles.until', { from: grant.validFrom, to: grant.validTo })
      : t('roles.since', { from: grant.validFrom })
    : t('confirm.now');
  return t('confirm.where', { area: grant.area?.name ?? '', from });
}

function DecideDialog({ row, decision, onDone }: Deciding & { readonly onDone: () => void }) {
  const t = useWords('users');
  const { message } = App.useApp();
  const sayWhat = useWhat();
  const send = useSend('confirmations.decide', ['GET /confirmations', 'POST /users']);
  const isConfirm = decision === 'confirm';
  const decide = () =>
    send.mutate(
      { id: row.id, decision },
      {
        onSuccess: ({ state }) => {
          void message.success(t(`confirm.said.${state}`));
          onDone();
        },
      },
    );
  return (
    <ConfirmDialog
      open
      title={t(isConfirm ? 'confirm.confirmTitle' : 'confirm.refuseTitle', { what: sayWhat(row) })}
      confirmLabel={t(isConfirm ? 'confirm.confirm' : 'confirm.refuse')}
      isBusy={send.isPending}
      error={send.error}
      onConfirm={decide}
      onCancel={onDone}
    >
      {isConfirm && <p>{t('confirm.confirmWhat', { whom: row.user.name, by: row.proposedBy.name })}</p>}
    </ConfirmDialog>
  );
}
