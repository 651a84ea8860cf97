import { App, Button } from 'antd';
import { useState } from 'react';
import type { DeliveryRow, WebhookRow } from '../../../contract/webhooks.ts';
import { type Happening, happenings } from '../../../domain/case/happenings.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApiList, useSend } from '../../kit/use-api.ts';
import { useInstantWords } from '../../kit/use-time.ts';
import { ActionBar } from '../../ui/desk/ActionBar.tsx';
import { ConfirmDialog } from '../../ui/desk/ConfirmDialog.tsx';
import { DetailPane, DetailSection } from '../../ui/desk/SplitPage.tsx';
import { useCursorPages } from '../../ui/desk/use-cursor-pages.ts';
import { Facts } from '../../ui/show/Facts.tsx';
import { Empty, ErrorBlock, Loading, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { StatusDot, type Tone } from '../../ui/show/StatusDot.tsx';

const renewed = ['GET /webhooks', 'GET /webhooks/:id/deliveries'] as const;

interface WebhookDetailProps {
  readonly webhook: WebhookRow;
  readonly onClose: () => void;
}

/** What one does with a webhook; each says in a line what came of it. */
function useDeeds(webhook: WebhookRow) {
  const t = useWords('webhooks');
  const { message } = App.useApp();
  const sayError = useErrorWords();
  const turn = useSend('webhooks.turn', renewed);
  const ping = useSend('webhooks.ping', renewed);
  const replay = useSend('webhooks.replay', renewed);
  const { id, state } = webhook;
  const onError = (error: unknown) => void message.error(sayError(error).title);
  const isOn = state === 'on';
  return {
    isOn,
    turn: () =>
      turn.mutate(
        { id, isOn: !isOn },
        { onSuccess: () => void message.success(t(isOn ? 'said.off' : 'said.on')), onError },
      ),
    ping: () => ping.mutate({ id }, { onSuccess: () => void message.success(t('said.ping')), onError }),
    replay: (deliveryId?: string) =>
      replay.mutate(
        { id, ...(deliveryId ? { deliveryId } : {}) },
        { onSuccess: ({ again }) => void message.success(t('said.again', { n: again })), onError },
      ),
  };
}

/** One webhook: where it goes, what it is told, and its messages with a way to send each again. */
export function WebhookDetail({ webhook, onClose }: WebhookDetailProps) {
  const t = useWords('webhooks');
  const pick = usePick();
  const sayInstant = useInstantWords();
  const [isRemoving, setIsRemoving] = useState(false);
  const deeds = useDeeds(webhook);
  const turn = { key: 'turn', label: t(deeds.isOn ? 'turnOff' : 'turnOn'), onAct: deeds.turn };
  const all = { key: 'all', label: t('replayAll', { n: webhook.dead }), onAct: () => deeds.replay() };
  const ping = { key: 'ping', label: t('ping'), onAct: deeds.ping };
  return (
    <DetailPane
      title={webhook.name}
      onClose={onClose}
      actions={
        <ActionBar
          primary={deeds.isOn ? ping : turn}
          more={[
            ...(deeds.isOn ? [turn] : []),
            ...(webhook.dead > 0 ? [all] : []),
            { key: 'remove', label: t('remove'), isDanger: true, onAct: () => setIsRemoving(true) },
          ]}
        />
      }
    >
      <Facts
        items={[
          { label: t('fact.url'), value: <span className="webhooks-url">{webhook.url}</span> },
          { label: t('fact.where'), value: webhook.area?.name ?? webhook.organisation?.name ?? '' },
          { label: t('fact.kinds'), value: webhook.kinds.map((kind) => pick(happenings[kind])).join(' · ') },
          { label: t('fact.made'), value: t('byAt', { name: webhook.madeBy, at: sayInstant(webhook.madeAt) }) },
        ]}
      />
      <DetailSection title={t('messages')}>
        <Messages id={webhook.id} onReplay={deeds.replay} />
      </DetailSection>
      {isRemoving && <RemoveDialog webhook={webhook} onDone={() => setIsRemoving(false)} onRemoved={onClose} />}
    </DetailPane>
  );
}

interface MessagesProps {
  readonly id: string;
  readonly onReplay: (deliveryId: string) => void;
}

function Messages({ id, onReplay }: MessagesProps) {
  const t = useWords('webhooks');
  const common = useWords('common');
  const pages = useCursorPages(id);
  const { data, error, refetch } = useApiList('GET /webhooks/:id/deliveries', {
    params: { id },
    query: { limit: 20, ...(pages.cursor ? { cursor: pages.cursor } : {}) },
  });
  if (error) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={4} />;
  if (data.items.length === 0) return <Empty title={t('noMessages')} />;
  const { next } = data;
  return (
    <>
      <ul className="webhooks-messages">
        {data.items.map((item) => (
          <MessageLine key={item.id} item={item} onReplay={() => onReplay(item.id)} />
        ))}
      </ul>
      {(next || pages.hasPrevious) && (
        <div className="webhooks-pager">
          <Button size="small" disabled={!pages.hasPrevious} onClick={pages.previous}>
            {common('pager.previous')}
          </Button>
          <Button size="small" disabled={!next} onClick={() => next && pages.next(next)}>
            {common('pager.next')}
          </Button>
        </div>
      )}
    </>
  );
}

const toneOf: Readonly<Record<DeliveryRow['state'], Tone>> = { waiting: 'amber', delivered: 'green', dead: 'red' };
const faults = new Set(['address', 'not-allowed', 'not-encrypted', 'unknown-host', 'unreachable', 'timeout']);

function MessageLine({ item, onReplay }: { readonly item: DeliveryRow; readonly onReplay: () => void }) {
  const t = useWords('webhooks');
  const pick = usePick();
  const sayInstant = useInstantWords();
  const kind = item.kind in happenings ? pick(happenings[item.kind as Happening]) : t('pingKind');
  const details = [
    ...(item.attempts > 0 ? [t('tries', { n: item.attempts, at: sayInstant(item.deliveredAt ?? item.madeAt) })] : []),
    ...(item.lastStatus !== null ? [t('status', { n: item.lastStatus })] : []),
    ...(item.lastFault !== null && faults.has(item.lastFault) ? [t(`fault.${item.lastFault as 'timeout'}`)] : []),
    ...(item.nextAt && item.attempts > 0 ? [t('next', { at: sayInstant(item.nextAt) })] : []),
  ];
  return (
    <li>
      <div>
        <b>{kind}</b> <span className="figures">{item.number ?? ''}</span>
        <small>{details.join(' · ')}</small>
      </div>
      <StatusDot tone={toneOf[item.state]}>{t(`delivery.${item.state}`)}</StatusDot>
      {item.state !== 'waiting' && (
        <Button size="small" aria-label={t('replayNamed', { kind, number: item.number ?? '' })} onClick={onReplay}>
          {t('replay')}
        </Button>
      )}
    </li>
  );
}

interface RemoveDialogProps {
  readonly webhook: WebhookRow;
  readonly onDone: () => void;
  readonly onRemoved: () => void;
}

function RemoveDialog({ webhook, onDone, onRemoved }: RemoveDialogProps) {
  const t = useWords('webhooks');
  const { message } = App.useApp();
  const send = useSend('webhooks.remove', ['GET /webhooks']);
  const remove = () =>
    send.mutate(
      { id: webhook.id },
      {
        onSuccess: () => {
          void message.success(t('said.removed'));
          onDone();
          onRemoved();
        },
      },
    );
  return (
    <ConfirmDialog
      open
      title={t('removeTitle', { name: webhook.name })}
      confirmLabel={t('remove')}
      isDanger
      isBusy={send.isPending}
      error={send.error}
      onConfirm={remove}
      onCancel={onDone}
    >
      <p>{t('removeWhat')}</p>
    </ConfirmDialog>
  );
}
