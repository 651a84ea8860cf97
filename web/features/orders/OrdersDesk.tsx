import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { TakenOrder } from '../../../contract/orders.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { PageTitle, PlainPage } from '../../ui/desk/SplitPage.tsx';
import { MobileCard } from '../../ui/mobile/MobileShell.tsx';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { CodeForm, OrderFacts } from './OrderFacts.tsx';
import { PoolPart } from './PoolPart.tsx';
import { RegisterPart } from './RegisterPart.tsx';
import './orders.css';

const renewed = ['GET /orders/pool', 'GET /orders/taken'] as const;

/** /desk/orders: what units and people on the register can take, what they took, and where they are registered. */
export function OrdersDesk() {
  const t = useWords('orders');
  const [isTaken, setIsTaken] = useState(false);
  const communities = useApi('GET /public/communities').data?.items;
  return (
    <PlainPage>
      <PageTitle title={t('phone.title')} sub={t('deskOrdersSub')} />
      <div className="orders-columns">
        <section aria-label={t('pool')}>
          <h2>{t('pool')}</h2>
          <PoolPart communityId={undefined} onTaken={() => setIsTaken(true)} />
        </section>
        <section aria-label={t('mine')}>
          <h2>{t('mine')}</h2>
          <p role="status" className={isTaken ? 'orders-said' : 'visually-hidden'}>
            {isTaken && t('took')}
          </p>
          <TakenAtDesk />
        </section>
        <section aria-label={t('register')}>
          <h2>{t('register')}</h2>
          {communities ? <RegisterPart communities={communities} /> : <Loading lines={4} />}
        </section>
      </div>
    </PlainPage>
  );
}

function TakenAtDesk() {
  const t = useWords('orders');
  const { data, error, refetch } = useApi('GET /orders/taken');
  if (!data) return error ? <ErrorBlock error={error} onRetry={() => void refetch()} /> : <Loading lines={4} />;
  if (data.items.length === 0)
    return (
      <MobileCard>
        <Empty title={t('noneTaken')} hint={t('noneTakenHint')} />
      </MobileCard>
    );
  return data.items.map((order) => <TakenCard key={order.ref} order={order} />);
}

function TakenCard({ order }: { readonly order: TakenOrder }) {
  const t = useWords('orders');
  const pick = usePick();
  const confirm = useSend('orders.confirm', [...renewed]);
  return (
    <MobileCard title={pick(order.kindText)} aside={pick(order.stageLabel)}>
      <div className="orders-card">
        <OrderFacts order={order} />
        {order.awaitsCode && (
          <CodeForm
            isBusy={confirm.isPending}
            error={confirm.error}
            onCode={(code) => confirm.mutate({ ref: order.ref, code })}
          />
        )}
        <Link to={'/cases/$ref' as never} params={{ ref: order.ref } as never}>
          {t('openCase')}
        </Link>
      </div>
    </MobileCard>
  );
}
