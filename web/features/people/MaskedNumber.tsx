import { PhoneCallIcon } from '@phosphor-icons/react/dist/csr/PhoneCall';
import { useWords } from '../../kit/i18n.ts';
import { useReveal } from './use-reveal.ts';
import { WhyButton } from './WhyButton.tsx';

interface MaskedProps {
  readonly personRef: string;
  readonly field: 'id' | 'phone';
  readonly phone?: string;
  readonly masked: string;
  readonly mayReveal: boolean;
  readonly mayDial?: boolean;
}

/** An id number or a phone, masked until somebody wants it. */
export function MaskedNumber({ personRef, field, phone, masked, mayReveal, mayDial = false }: MaskedProps) {
  const t = useWords('people');
  const look = useReveal({ personRef, field, phone });
  if (look.data)
    return (
      <span className="people-number figures" role="status">
        {field === 'phone' ? <a href={`tel:${look.data.value}`}>{look.data.value}</a> : look.data.value}
      </span>
    );
  return (
    <span className="people-number">
      <span className="figures">{masked}</span>
      {mayReveal && (
        <WhyButton
          label={field === 'phone' ? t('reveal.call') : t('reveal.show')}
          about={masked}
          icon={field === 'phone' ? <PhoneCallIcon size={15} weight="fill" aria-hidden /> : undefined}
          isBusy={look.isPending}
          error={look.error}
          isEvident={field === 'phone' && mayDial}
          onLook={(reason) => look.mutate(reason)}
        />
      )}
    </span>
  );
}
