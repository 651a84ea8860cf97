import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { apiQuery } from '../../../kit/use-api.ts';
import { useSaid } from '../../../kit/use-said.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../../ui/mobile/StickyActions.tsx';
import { useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { LinkButton } from './LinkButton.tsx';
import { PortalShell } from './PortalShell.tsx';
import { SubmitButton } from './SubmitButton.tsx';
import { TrackSeen } from './TrackBody.tsx';

interface Asked {
  readonly number: string;
  readonly last4: string;
}

/** /lookup: progress by number and the last four digits, for those who hold a slip and no link. */
export function LookupPage() {
  const t = useWords('portal');
  const p = useWords('portal-pages');
  const c = useWords('portal-papers');
  const [asked, setAsked] = useState<Asked>();
  const { data, error, isFetching } = useQuery({
    ...apiQuery('POST /track/lookup', { query: asked ?? { number: '', last4: '' } }),
    enabled: asked !== undefined,
    retry: false,
    gcTime: 0,
  });
  return (
    <PortalShell title={t('page.lookup')}>
      {data && asked ? (
        <>
          <TrackSeen track={data} />
          <MobileCard>
            <p className="portal-quiet">{p('lookup.only')}</p>
            <div className="portal-two portal-after">
              <MobileButton look="plain" action={{ label: p('lookup.again'), onPress: () => setAsked(undefined) }} />
              <LinkButton to="/sign-in">{t('page.signIn')}</LinkButton>
            </div>
            <LinkButton
              to={'/apply/$type' as never}
              params={{ type: 'complaint' } as never}
              state={{ growsFrom: asked } as never}
            >
              {c('complain.link')}
            </LinkButton>
          </MobileCard>
        </>
      ) : (
        <>
          <LookupForm isBusy={isFetching} error={error} onAsk={setAsked} />
          <MobileCard title={p('lookup.other')}>
            <LinkButton to="/sign-in">{p('lookup.signIn')}</LinkButton>
          </MobileCard>
        </>
      )}
    </PortalShell>
  );
}

interface LookupFormProps {
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onAsk: (asked: Asked) => void;
}

function LookupForm({ isBusy, error, onAsk }: LookupFormProps) {
  const t = useWords('portal-pages');
  const id = useId();
  const sayError = useErrorWords();
  const { number: given = '' } = useSearch({ strict: false }) as { number?: string };
  const [words] = useSaid();
  const [number, setNumber] = useState(words || given);
  const [last4, setLast4] = useState('');
  const [isShort, setIsShort] = useState(false);
  const said = isShort ? { title: t('lookup.fault'), hint: undefined } : error ? sayError(error) : undefined;
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const isWhole = number.trim() !== '' && /^\d{4}$/.test(last4);
    setIsShort(!isWhole);
    if (isWhole) onAsk({ number: number.trim(), last4 });
  };
  return (
    <MobileCard title={t('lookup.title')}>
      <form className="portal-form" onSubmit={ask} noValidate>
        <label htmlFor={`${id}-number`}>{t('lookup.number')}</label>
        <input
          id={`${id}-number`}
          className="figures"
          inputMode="numeric"
          autoComplete="off"
          maxLength={40}
          aria-describedby={`${id}-hint`}
          value={number}
          onChange={(event) => setNumber(event.target.value)}
        />
        <small id={`${id}-hint`}>{t('lookup.numberHint')}</small>
        <label htmlFor={`${id}-last4`}>{t('lookup.last4')}</label>
        <input
          id={`${id}-last4`}
          className="figures"
          inputMode="numeric"
          autoComplete="off"
          maxLength={4}
          value={last4}
          onChange={(event) => setLast4(event.target.value.replace(/\D/g, ''))}
        />
        <div role="alert">
          {said && (
            <p className="ll-field-error">
              {said.title} {said.hint}
            </p>
          )}
        </div>
        <SubmitButton label={t('lookup.find')} isBusy={isBusy} />
      </form>
    </MobileCard>
  );
}
