import { PlusIcon } from '@phosphor-icons/react/dist/csr/Plus';
import { Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import type { WebhookRow } from '../../../contract/webhooks.ts';
import { happenings } from '../../../domain/case/happenings.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi } from '../../kit/use-api.ts';
import { useFilters } from '../../kit/use-filters.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { type Column, PageTable, TwoLines } from '../../ui/desk/PageTable.tsx';
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
      {made !== undefined && <SecretDialog secret={made} onDone={() => setMade(undefined)} />}
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

interface SecretDialogProps {
  readonly secret: string;
  readonly onDone: () => void;
}

/** Shows a signing secret, this once. */
function SecretDialog({ secret, onDone }: SecretDialogProps) {
  const t = useWords('webhooks');
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
      title={t('made.title')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <>
          <Button onClick={() => void copy()}>{isCopied ? t('made.copied') : t('made.copy')}</Button>
          <Button type="primary" onClick={onDone}>
            {t('made.close')}
          </Button>
        </>
      }
    >
      <p>{t('made.once')}</p>
      <output ref={shown} className="webhooks-secret" aria-label={t('made.secret')}>
        {secret}
      </output>
    </Modal>
  );
}
