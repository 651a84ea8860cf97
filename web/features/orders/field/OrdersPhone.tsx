import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { TakenOrder } from '../../../../contract/orders.ts';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useApi } from '../../../kit/use-api.ts';
import { useReach } from '../../../kit/use-reach.ts';
import { FieldBanner } from '../../../offline/FieldBanner.tsx';
import { OldNote } from '../../../offline/OldNote.tsx';
import { keptQuery, useKeptApi } from '../../../offline/use-kept-api.ts';
import { useOwner } from '../../../offline/use-outbox.ts';
import { MobileCard, MobileShell } from '../../../ui/mobile/MobileShell.tsx';
import { Segments } from '../../../ui/mobile/TileGrid.tsx';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { CodeForm, OrderFacts, PhoneOf } from '../OrderFacts.tsx';
import { PoolPart } from '../PoolPart.tsx';
import { RegisterPart } from '../RegisterPart.tsx';
import { RecordCard } from '../TakenPart.tsx';
import { useCode, usePendingSteps } from './use-code.ts';
import '../orders.css';

const parts = ['mine', 'pool', 'register'] as const;

/** /orders on the phone: what I took, kept for where there is no signal; what can be taken; where I am registered. */
export function OrdersPhone() {
  const t = useWords('orders');
  const navigate = useNavigate();
  const isReached = useReach();
  const [part, setPart] = useState<string>('mine');
  return (
    <MobileShell
      look="work"
      title={t('phone.title')}
      onBack={() => void navigate({ to: '/' } as never)}
      {...(isReached ? {} : { banner: <FieldBanner /> })}
    >
      <MobileCard>
        <Segments
          label={t('phone.title')}
          options={parts.map((key) => ({ key, label: t(key) }))}
          value={part}
          onChange={setPart}
        />
      </MobileCard>
      {part === 'mine' && <TakenOnPhone />}
      {part !== 'mine' && !isReached && (
        <MobileCard>
          <Empty title={t('phone.needsSignal')} hint={t('phone.needsSignalHint')} />
        </MobileCard>
      )}
      {part === 'pool' && isReached && <PoolPart communityId={undefined} onTaken={() => setPart('mine')} />}
      {part === 'register' && isReached && <RegisterAnywhere />}
    </MobileShell>
  );
}

function RegisterAnywhere() {
  const { data } = useApi('GET /public/communities');
  return data ? <RegisterPart communities={data.items} /> : <Loading lines={4} />;
}

/** Brings what was taken onto the phone with its steps, so that it can be done where there is no signal. */
function useStepsOnPhone(items: readonly TakenOrder[] | undefined): void {
  const client = useQueryClient();
  const owner = useOwner()?.id;
  const isReached = useReach();
  const key = items?.map(({ ref, seq }) => `${ref} ${seq}`).join() ?? '';
  useEffect(() => {
    if (!isReached || key === '') return;
    for (const one of key.split(',')) {
      const [ref = ''] = one.split(' ');
      void client.prefetchQuery(keptQuery(owner, 'GET /cases/:ref', { params: { ref } }));
    }
  }, [client, owner, isReached, key]);
}

function TakenOnPhone() {
  const t = useWords('orders');
  const { data, error, refetch } = useKeptApi('GET /orders/taken', {});
  useStepsOnPhone(data?.answer.items);
  return (
    <>
      <OldNote kept={data} />
      {!data && (
        <MobileCard>
          {error ? <ErrorBlock error={error} onRetry={() => void refetch()} /> : <Loading lines={4} />}
        </MobileCard>
      )}
      {data?.answer.items.length === 0 && (
        <MobileCard>
          <Empty title={t('noneTaken')} hint={t('noneTakenHint')} />
        </MobileCard>
      )}
      {data?.answer.items.map((order) => (
        <TakenCard key={order.ref} order={order} />
      ))}
      <RecordCard />
    </>
  );
}

function TakenCard({ order }: { readonly order: TakenOrder }) {
  const t = useWords('orders');
  const pick = usePick();
  const isReached = useReach();
  const { finish, code } = usePendingSteps(order.ref);
  const { confirm, isBusy, error } = useCode(order);
  // What else may be begun from it is on the matter's own page.
  const steps = order.offers.filter(({ whyNot, begins }) => !whyNot && !begins);
  const pending = code ?? finish;
  return (
    <MobileCard title={pick(order.kindText)} aside={pick(order.stageLabel)}>
      <div className="orders-card">
        <OrderFacts order={order} />
        {pending && <p role="status">{t('phone.waits', { deed: pending.about.deed })}</p>}
        {order.hasPhone && isReached && <PhoneOf order={order} />}
        {(order.awaitsCode || finish) && !code && (
          <CodeForm isBusy={isBusy} error={error} onCode={(told) => void confirm(told)} />
        )}
        {!pending &&
          steps.map(({ action, label, isMain }) => (
            <Link
              key={action}
              to={'/tasks/$ref/$action' as never}
              params={{ ref: order.ref, action } as never}
              className={`ll-mobile-button ll-mobile-button-${isMain ? 'fill' : 'plain'} orders-step`}
            >
              {pick(label)}
            </Link>
          ))}
      </div>
    </MobileCard>
  );
}
