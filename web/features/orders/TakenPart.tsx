import type { TakenOrder } from '../../../contract/orders.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { MobileCard } from '../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../ui/mobile/StickyActions.tsx';
import { Empty, ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { OfferSteps } from '../cases/portal/OfferSteps.card.tsx';
import { CodeForm, OrderFacts, PhoneOf } from './OrderFacts.tsx';
import './orders.css';

const renewed = ['GET /orders/pool', 'GET /orders/taken', 'GET /orders/record'] as const;

/** What I took: where, for whom, and what comes next. */
export function TakenPart({ onStep }: { readonly onStep: () => void }) {
  const t = useWords('orders');
  const { data, error, refetch } = useApi('GET /orders/taken');
  return (
    <>
      {error && !data && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={4} />}
      {data?.items.length === 0 && (
        <MobileCard>
          <Empty title={t('noneTaken')} hint={t('noneTakenHint')} />
        </MobileCard>
      )}
      {data?.items.map((order) => (
        <TakenCard key={order.ref} order={order} onStep={onStep} />
      ))}
      <RecordCard />
    </>
  );
}

interface TakenCardProps {
  readonly order: TakenOrder;
  readonly onStep: () => void;
}

function TakenCard({ order, onStep }: TakenCardProps) {
  const t = useWords('orders');
  const pick = usePick();
  const act = useSend('orders.act', [...renewed]);
  const confirm = useSend('orders.confirm', [...renewed]);
  return (
    <MobileCard title={pick(order.kindText)} aside={pick(order.stageLabel)}>
      <div className="orders-card">
        <OrderFacts order={order} />
        {order.hasPhone && <PhoneOf order={order} />}
        {order.awaitsCode && (
          <CodeForm
            isBusy={confirm.isPending}
            error={confirm.error}
            onCode={(code) => confirm.mutate({ ref: order.ref, code })}
          />
        )}
        <OfferSteps
          communityId={Number(order.ref.split('-')[0])}
          offers={order.offers}
          submitLabel={t('send')}
          isBusy={act.isPending}
          error={act.error}
          onDo={(action, input, done) => {
            onStep();
            act.mutate({ ref: order.ref, action, input, basedOn: order.seq }, { onSuccess: done });
          }}
        />
      </div>
    </MobileCard>
  );
}

/** 志愿服务条例 19: the record of service, free to print. */
export function RecordCard() {
  const t = useWords('orders');
  const pick = usePick();
  const { data } = useApi('GET /orders/record');
  if (!data || data.items.length === 0) return null;
  return (
    <MobileCard title={t('record')}>
      <div className="orders-card">
        <p>{t('recordSum', { name: data.name, n: data.hours })}</p>
        <ul className="orders-record">
          {data.items.map((one) => (
            <li key={one.id}>
              <span>{`${one.on} · ${pick(one.kindText)} · ${one.communityName}`}</span>
              <b>{t('hoursShort', { n: one.hours })}</b>
            </li>
          ))}
        </ul>
        <small>{t('recordNote')}</small>
        <MobileButton look="plain" action={{ label: t('print'), onPress: () => window.print() }} />
      </div>
    </MobileCard>
  );
}
