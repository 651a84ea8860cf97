import { type FormEvent, useId, useState } from 'react';
import type { TakenOrder } from '../../../contract/orders.ts';
import { api } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { useApi, useSend } from '../../kit/use-api.ts';
import { MobileCard } from '../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../ui/mobile/StickyActions.tsx';
import { Empty, ErrorBlock, Loading, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { OfferSteps } from '../cases/portal/OfferSteps.card.tsx';
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
  const when = [order.wantedOn, order.wantedHours && pick(order.wantedHours)].filter(Boolean).join(' ');
  return (
    <MobileCard title={pick(order.kindText)} aside={pick(order.stageLabel)}>
      <div className="orders-card">
        <dl className="orders-facts">
          <dt>{t('where')}</dt>
          <dd>{order.placeWords}</dd>
          <dt>{t('words')}</dt>
          <dd>{order.words}</dd>
          {order.handsOver && (
            <>
              <dt>{t('handsOver')}</dt>
              <dd>{order.handsOver}</dd>
            </>
          )}
          {when && (
            <>
              <dt>{t('when')}</dt>
              <dd>{when}</dd>
            </>
          )}
          {order.name && (
            <>
              <dt>{t('who')}</dt>
              <dd>{order.name}</dd>
            </>
          )}
        </dl>
        {order.hours !== null && <p>{t('hours', { n: order.hours })}</p>}
        {order.stage === 'hours' && order.otherHours !== null && <p>{t('otherHours', { n: order.otherHours })}</p>}
        {order.hasPhone && <PhoneOf order={order} />}
        {order.awaitsCode && <CodeForm order={order} />}
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

/** The phone is asked for by a press: each look is written down. */
function PhoneOf({ order }: { readonly order: TakenOrder }) {
  const t = useWords('orders');
  const [phone, setPhone] = useState<string>();
  const show = () =>
    void api.get('GET /orders/taken/:ref/contact', { params: { ref: order.ref } }).then((one) => setPhone(one.phone));
  if (phone)
    return (
      <a className="ll-mobile-button ll-mobile-button-plain portal-link-button" href={`tel:${phone}`}>
        {t('call', { phone })}
      </a>
    );
  return <MobileButton look="plain" action={{ label: t('contact'), onPress: show }} />;
}

/** The person’s own yes, by the code they hold. */
function CodeForm({ order }: { readonly order: TakenOrder }) {
  const t = useWords('orders');
  const id = useId();
  const sayError = useErrorWords();
  const confirm = useSend('orders.confirm', [...renewed]);
  const [code, setCode] = useState('');
  const [isShort, setIsShort] = useState(false);
  const fault = isShort ? { title: t('codeFault'), hint: '' } : confirm.error ? sayError(confirm.error) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const digits = code.normalize('NFKC').replace(/\D/g, '');
    setIsShort(digits.length !== 6);
    if (digits.length === 6) confirm.mutate({ ref: order.ref, code: digits });
  };
  return (
    <form className="orders-form" onSubmit={submit} noValidate>
      <label htmlFor={id}>{t('code')}</label>
      <input
        id={id}
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        aria-describedby={`${id}-hint`}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <small id={`${id}-hint`}>{t('codeHint')}</small>
      <div role="alert">
        {fault && (
          <p className="ll-field-error">
            {fault.title} {fault.hint}
          </p>
        )}
      </div>
      <button type="submit" className="ll-mobile-button ll-mobile-button-fill" disabled={confirm.isPending}>
        {t('confirm')}
      </button>
    </form>
  );
}

/** 志愿服务条例 19: the record of service, free to print. */
function RecordCard() {
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
