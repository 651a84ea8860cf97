import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { Button } from 'antd';
import { useState } from 'react';
import type { WebhookRow } from '../../../contract/webhooks.ts';
import { happenings } from '../../../domain/case/happenings.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
import { SecretDialog } from '../../ui/desk/SecretDialog.tsx';
import { ListCard, PageTitle, SplitPage } from '../../ui/desk/SplitPage.tsx';
import { Empty } from '../../ui/show/StateBlocks.tsx';
import { StatusDot, type Tone } from '../../ui/show/StatusDot.tsx';
import { MakeWebhookDialog } from './MakeWebhookDialog.tsx';
import { WebhookDetail } from './WebhookDetail.tsx';
import './webhooks.css';

const toneOf: Readonly<Record<WebhookRow['state'], Tone>> = { on: 'green', off: 'grey', failed: 'red' };

const filterKeys = ['id'] as const;

/** 事件推送: who is told of what happens, with the messages of the chosen one beside the list. */
export function WebhooksPage() {
  const t = useWords('webhooks');
  const { data, error, refetch } = useApi('GET /webhooks');
  const [filters, change] = useFilters(filterKeys);
  const [isMaking, setIsMaking] = useState(false);
  const [made, setMade] = useState<string>();
  const shown = data?.items.find(({ id }) => id === filters.id);
  const close = () => change({ id: undefined });
  return (
    <SplitPage
      detailLabel={t('detail')}
      onCloseDetail={close}
      detail={shown && <WebhookDetail key={shown.id} webhook={shown} onClose={close} />}
    >
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
          columns={useColumns()}
          rows={data?.items}
          rowKey={({ id }) => id}
          selected={filters.id}
          onOpen={({ id }) => change({ id })}
          {...(error ? { error, onRetry: () => void refetch() } : {})}
          empty={<Empty title={t('none')} hint={t('noneHint')} />}
        />
      </ListCard>
      {isMaking && (
        <MakeWebhookDialog
          onMade={(secret) => {
            setIsMaking(false);
            setMade(secret);
          }}
          onCancel={() => setIsMaking(false)}
        />
      )}
      {made !== undefined && (
        <SecretDialog
          title={t('made.title')}
          once={t('made.once')}
          label={t('made.secret')}
          secret={made}
          onDone={() => setMade(undefined)}
        />
      )}
    </SplitPage>
  );
}

function useColumns(): readonly Column<WebhookRow>[] {
  const t = useWords('webhooks');
  const pick = usePick();
  const sayInstant = useInstantWords();
  const countsOf = ({ waiting, dead }: WebhookRow): string =>
    [
      ...(dead > 0 ? [t('counts.dead', { n: dead })] : []),
      ...(waiting > 0 ? [t('counts.waiting', { n: waiting })] : []),
    ].join(' · ') || t('counts.fine');
  return [
    { key: 'name', title: t('column.name'), render: (row) => <TwoLines title={row.name} sub={row.url} /> },
    {
      key: 'where',
      title: t('column.where'),
      width: 130,
      render: (row) => row.area?.name ?? row.organisation?.name ?? '',
    },
    {
      key: 'kinds',
      title: t('column.kinds'),
      render: (row) => (
        <span className="webhooks-kinds">{row.kinds.map((kind) => pick(happenings[kind])).join(' · ')}</span>
      ),
    },
    {
      key: 'state',
      title: t('column.state'),
      width: 160,
      render: (row) => <StatusDot tone={toneOf[row.state]}>{t(`states.${row.state}`)}</StatusDot>,
    },
    {
      key: 'messages',
      title: t('column.messages'),
      width: 180,
      render: (row) => (
        <TwoLines
          title={countsOf(row)}
          sub={row.deliveredAt ? t('counts.last', { at: sayInstant(row.deliveredAt) }) : undefined}
        />
      ),
    },
  ];
}
