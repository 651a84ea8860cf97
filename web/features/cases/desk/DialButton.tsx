import { PhoneCallIcon } from '@phosphor-icons/react/dist/csr/PhoneCall';
import { useMutation } from '@tanstack/react-query';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { api } from '../../../kit/api.ts';
import { useWords } from '../../../kit/i18n.ts';
import { ReasonChips } from '../../../ui/show/ReasonChips.tsx';
import { useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import './dial-button.css';

const reasons = ['handling', 'checking', 'call-back', 'correction'] as const;
type DialReason = (typeof reasons)[number];

interface DialButtonProps {
  readonly caseRef: string;
  readonly partyId: string;
  /** An open matter in my name is the reason; elsewhere one of four is asked for. */
  readonly mayDial: boolean;
  readonly nameMasked: string | null;
  readonly phoneMasked: string | null;
  readonly isPrimary?: boolean;
  /** Told once the number is in sight. */
  readonly onDial?: () => void;
}

/** Asks for the number when it is wanted, never before: each look is written down. */
function useContact({ caseRef, partyId, onDial }: DialButtonProps) {
  return useMutation({
    mutationFn: (reason: DialReason | undefined) =>
      api.get('GET /cases/:ref/contact', {
        params: { ref: caseRef },
        query: { party: partyId, ...(reason ? { reason } : {}) },
      }),
    onSuccess: ({ phone }) => {
      onDial?.();
      // A phone dials at a tap; a desk shows the number, to be dialled on the apparatus beside it.
      if (window.matchMedia('(pointer: coarse)').matches) window.location.assign(`tel:${phone}`);
    },
  });
}

/** Somebody to call, masked until then: one press shows the number; a reason is asked for only where none is evident. */
export function DialButton(props: DialButtonProps) {
  const { mayDial, isPrimary = false } = props;
  const t = useWords('cases');
  const sayError = useErrorWords();
  const [asks, setAsks] = useState(false);
  const contact = useContact(props);
  if (contact.data)
    return (
      <span className="cases-dialled" role="status">
        <b>{contact.data.name}</b>
        <a className="figures" href={`tel:${contact.data.phone}`}>
          {contact.data.phone}
        </a>
      </span>
    );
  const button = (
    <Button
      size={isPrimary ? 'middle' : 'small'}
      type={isPrimary ? 'primary' : 'default'}
      icon={<PhoneCallIcon size={15} weight="fill" aria-hidden />}
      loading={contact.isPending}
      onClick={mayDial ? () => contact.mutate(undefined) : undefined}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !asks) return;
        event.stopPropagation();
        setAsks(false);
      }}
    >
      {t('dial.call')}
    </Button>
  );
  return (
    <>
      <span>{props.nameMasked || t('party.unnamed')}</span>
      <span className="figures cases-dial-masked">{props.phoneMasked}</span>
      {mayDial ? (
        button
      ) : (
        <Popover
          open={asks}
          onOpenChange={setAsks}
          trigger="click"
          placement="bottomLeft"
          content={
            <div className="cases-dial-why">
              <ReasonChips
                label={t('dial.why')}
                text="none"
                reasons={reasons.map((code) => ({ code, label: t(`dial.reason.${code}`) }))}
                value={{}}
                onChange={({ code }) => {
                  setAsks(false);
                  contact.mutate(code as DialReason);
                }}
              />
              <p>{t('dial.noted')}</p>
            </div>
          }
        >
          {button}
        </Popover>
      )}
      {contact.error && (
        <span className="ll-field-error" role="alert">
          {sayError(contact.error).title}
        </span>
      )}
    </>
  );
}
