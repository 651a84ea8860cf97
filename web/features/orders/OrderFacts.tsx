import { type FormEvent, useId, useState } from 'react';
import type { TakenOrder } from '../../../contract/orders.ts';
import { api } from '../../kit/api.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { MobileButton } from '../../ui/mobile/StickyActions.tsx';
import { useErrorWords } from '../../ui/show/StateBlocks.tsx';
import './orders.css';

/** What whoever took an order must know: where, what, when, for whom. */
export function OrderFacts({ order }: { readonly order: TakenOrder }) {
  const t = useWords('orders');
  const pick = usePick();
  const when = [order.wantedOn, order.wantedHours && pick(order.wantedHours)].filter(Boolean).join(' ');
  const facts = [
    [t('where'), order.placeWords],
    [t('words'), order.words],
    [t('handsOver'), order.handsOver],
    [t('when'), when],
    [t('who'), order.name],
  ] as const;
  return (
    <>
      <dl className="orders-facts">
        {facts.map(([name, words]) =>
          words ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{words}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {order.hours !== null && <p>{t('hours', { n: order.hours })}</p>}
      {order.stage === 'hours' && order.otherHours !== null && <p>{t('otherHours', { n: order.otherHours })}</p>}
    </>
  );
}

/** The phone is asked for by a press: each look is written down. */
export function PhoneOf({ order }: { readonly order: TakenOrder }) {
  const t = useWords('orders');
  const sayError = useErrorWords();
  const [phone, setPhone] = useState<string>();
  const [error, setError] = useState<unknown>();
  const show = () =>
    api
      .get('GET /orders/taken/:ref/contact', { params: { ref: order.ref } })
      .then((one) => setPhone(one.phone), setError);
  if (phone)
    return (
      <a className="ll-mobile-button ll-mobile-button-plain portal-link-button" href={`tel:${phone}`}>
        {t('call', { phone })}
      </a>
    );
  return (
    <>
      <MobileButton look="plain" action={{ label: t('contact'), onPress: show }} />
      <div role="alert">{error !== undefined && <p className="ll-field-error">{sayError(error).title}</p>}</div>
    </>
  );
}

interface CodeFormProps {
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onCode: (code: string) => void;
}

/** The person’s own yes, by the code they hold. */
export function CodeForm({ isBusy, error, onCode }: CodeFormProps) {
  const t = useWords('orders');
  const id = useId();
  const sayError = useErrorWords();
  const [code, setCode] = useState('');
  const [isShort, setIsShort] = useState(false);
  const fault = isShort ? { title: t('codeFault'), hint: '' } : error ? sayError(error) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const digits = code.normalize('NFKC').replace(/\D/g, '');
    setIsShort(digits.length !== 6);
    if (digits.length === 6) onCode(digits);
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
      <button type="submit" className="ll-mobile-button ll-mobile-button-fill" disabled={isBusy}>
        {t('confirm')}
      </button>
    </form>
  );
}
