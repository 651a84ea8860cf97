import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OfferedOrder } from '../../../contract/orders.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { MobileCard } from '../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../ui/mobile/StickyActions.tsx';
import { Empty, ErrorBlock, Loading, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { Tag } from '../../ui/show/StatusDot.tsx';
import './orders.css';

const renewed = ['GET /orders/pool', 'GET /orders/taken'] as const;

interface PoolPartProps {
  readonly communityId: number | undefined;
  readonly onTaken: () => void;
}

/** What can be taken, without who asked. */
export function PoolPart({ communityId, onTaken }: PoolPartProps) {
  const t = useWords('orders');
  const { data, error, refetch } = useApi('GET /orders/pool', {
    query: communityId === undefined ? {} : { community: communityId },
  });
  return (
    <>
      <MobileCard>
        <p className="orders-hint">{t('hint')}</p>
        {error && !data && <ErrorBlock error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading lines={4} />}
        {data?.items.length === 0 && <Empty title={t('none')} hint={t('noneHint')} />}
      </MobileCard>
      {data?.items.map((item) => (
        <PoolCard key={item.ref} item={item} isAsked={data.invited.includes(item.ref)} onTaken={onTaken} />
      ))}
    </>
  );
}

interface PoolCardProps {
  readonly item: OfferedOrder;
  readonly isAsked: boolean;
  readonly onTaken: () => void;
}

function PoolCard({ item, isAsked, onTaken }: PoolCardProps) {
  const t = useWords('orders');
  const pick = usePick();
  const sayError = useErrorWords();
  const client = useQueryClient();
  // Nothing is read anew by the sending itself: the card would be gone before it could say that it was taken.
  const take = useSend('orders.take', []);
  const taken = () => {
    onTaken();
    for (const route of renewed) void client.invalidateQueries({ queryKey: [route] });
  };
  const decline = useSend('orders.decline', [...renewed]);
  const [said, setSaid] = useState('');
  const error = take.error ?? decline.error;
  const fault = error ? sayError(error) : undefined;
  const when = item.wantedOn ? t('on', { day: item.wantedOn }) : t('anyDay');
  return (
    <MobileCard title={pick(item.kindText)} aside={<Tag tone="blue">{pick(item.typeTitle)}</Tag>}>
      <div className="orders-card">
        {isAsked && <b>{t('asked')}</b>}
        <p>{item.words}</p>
        <small>
          {[
            item.gridName ?? item.communityName,
            when,
            item.wantedHours ? pick(item.wantedHours) : '',
            item.moneyFen === null ? '' : t('money', { yuan: item.moneyFen / 100 }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
        {item.isRisky && <Tag tone="amber">{t('risky')}</Tag>}
        <div role="status">
          {fault && (
            <p className="ll-field-error">
              {fault.title} {fault.hint}
            </p>
          )}
          {said}
        </div>
        <MobileButton
          look="fill"
          action={{
            label: pick(item.takeLabel),
            isBusy: take.isPending,
            onPress: () => take.mutate({ ref: item.ref }, { onSuccess: taken }),
          }}
        />
        {isAsked && (
          <MobileButton
            look="plain"
            action={{
              label: t('declineIt'),
              isBusy: decline.isPending,
              onPress: () => decline.mutate({ ref: item.ref }, { onSuccess: () => setSaid(t('declined')) }),
            }}
          />
        )}
      </div>
    </MobileCard>
  );
}
