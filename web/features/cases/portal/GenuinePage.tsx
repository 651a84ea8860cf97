import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { dialled, messageDigest, signsOf } from '../../../../domain/authenticity/message-words.ts';
import { useWords } from '../../../kit/i18n.ts';
import { apiQuery } from '../../../kit/use-api.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { Segments } from '../../../ui/mobile/TileGrid.tsx';
import { ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { DoorForm } from './DoorCheck.tsx';
import { DeskCall, NeverCard, Verdict } from './GenuineParts.tsx';
import { PortalShell } from './PortalShell.tsx';
import { SubmitButton } from './SubmitButton.tsx';
import { useDayWords } from './use-day-words.ts';
import { useMyGrid, useMyPlace } from './use-place.ts';

const kinds = ['door', 'call', 'message'] as const;
type Kind = (typeof kinds)[number];

const once = { retry: false, gcTime: 0, refetchOnWindowFocus: false } as const;

/** A number, and what can be said of it: never that a call is safe, for any number can be shown. */
function CallVerdict({ number }: { readonly number: string }) {
  const t = useWords('authenticity');
  const place = useMyPlace();
  const mine = useMyGrid()?.desk ?? null;
  const { data, error, refetch } = useQuery({
    ...apiQuery('POST /authenticity/number', { query: { number, communityId: place?.communityId } }),
    ...once,
  });
  if (number === '96110')
    return (
      <Verdict look="plain" title={t('callForm.police')}>
        <p>{t('callForm.policeHint')}</p>
      </Verdict>
    );
  if (error) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={3} />;
  if (!data.isPublished)
    return (
      <Verdict look="bad" title={t('callForm.no')}>
        <p>{number === '12345' ? t('callForm.short') : t('callForm.noHint')}</p>
        <DeskCall desk={mine} />
      </Verdict>
    );
  return (
    <Verdict look="plain" title={t('callForm.yes')}>
      {data.owners.map((owner) => (
        <p key={`${owner.area} ${owner.name}`}>
          <b>{t('callForm.owner', owner)}</b>
        </p>
      ))}
      <p>{t('callForm.yesHint')}</p>
    </Verdict>
  );
}

function CallForm() {
  const t = useWords('authenticity');
  const id = useId();
  const [number, setNumber] = useState('');
  const [asked, setAsked] = useState<string>();
  const [isShort, setIsShort] = useState(false);
  const check = (event: FormEvent) => {
    event.preventDefault();
    const digits = dialled(number);
    setIsShort(digits.length < 5);
    setAsked(digits.length < 5 ? undefined : digits);
  };
  return (
    <>
      <MobileCard title={t('call')}>
        <form className="portal-form" onSubmit={check} noValidate>
          <label htmlFor={id}>{t('callForm.label')}</label>
          <input
            id={id}
            type="tel"
            className="figures"
            autoComplete="off"
            maxLength={30}
            value={number}
            onChange={(event) => setNumber(event.target.value)}
          />
          <div role="alert">{isShort && <p className="ll-field-error">{t('callForm.fault')}</p>}</div>
          <SubmitButton label={t('check')} isBusy={false} />
        </form>
      </MobileCard>
      {asked && <CallVerdict key={asked} number={asked} />}
    </>
  );
}

interface MessageAsked {
  readonly words: string;
  readonly last4: string;
}

/** What a message's own words give away, read on this phone alone. */
function MessageSigns({ words }: { readonly words: string }) {
  const t = useWords('authenticity');
  const signs = signsOf(words);
  const strangers = signs.hosts.filter((host) => host !== window.location.hostname);
  return (
    <>
      {signs.asksForMoney && <p>{t('messageForm.money')}</p>}
      {signs.asksForCode && <p>{t('messageForm.code')}</p>}
      {strangers.map((host) => (
        <p key={host}>{t('messageForm.link', { host })}</p>
      ))}
      {signs.caseNumbers.map((number) => (
        <div key={number}>
          <p>{t('messageForm.number', { number })}</p>
          <Link to="/lookup" search={{ number } as never} className="ll-mobile-button portal-link-button">
            {t('messageForm.look')}
          </Link>
        </div>
      ))}
    </>
  );
}

function MessageVerdict({ asked }: { readonly asked: MessageAsked }) {
  const t = useWords('authenticity');
  const sayDay = useDayWords();
  const mine = useMyGrid()?.desk ?? null;
  const { data, error, refetch } = useQuery({
    ...apiQuery('POST /authenticity/message', { query: { digest: messageDigest(asked.words), last4: asked.last4 } }),
    ...once,
  });
  if (error) return <ErrorBlock error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading lines={3} />;
  if (data.sentOn)
    return (
      <Verdict look="plain" title={t('messageForm.yes', { day: sayDay(data.sentOn) })}>
        <p>{t('messageForm.yesHint')}</p>
        <MessageSigns words={asked.words} />
      </Verdict>
    );
  return (
    <Verdict look="bad" title={t('messageForm.no')}>
      <MessageSigns words={asked.words} />
      <p>{t('messageForm.noHint')}</p>
      <DeskCall desk={mine} />
    </Verdict>
  );
}

function MessageForm() {
  const t = useWords('authenticity');
  const id = useId();
  const [words, setWords] = useState('');
  const [last4, setLast4] = useState('');
  const [asked, setAsked] = useState<MessageAsked>();
  const [isShort, setIsShort] = useState(false);
  const check = (event: FormEvent) => {
    event.preventDefault();
    const isWhole = words.trim() !== '' && last4.length === 4;
    setIsShort(!isWhole);
    setAsked(isWhole ? { words, last4 } : undefined);
  };
  return (
    <>
      <MobileCard title={t('message')}>
        <form className="portal-form" onSubmit={check} noValidate>
          <label htmlFor={`${id}-words`}>{t('messageForm.words')}</label>
          <textarea
            id={`${id}-words`}
            className="portal-input"
            rows={4}
            maxLength={1000}
            aria-describedby={`${id}-hint`}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
          <small id={`${id}-hint`}>{t('messageForm.wordsHint')}</small>
          <label htmlFor={`${id}-last4`}>{t('messageForm.last4')}</label>
          <input
            id={`${id}-last4`}
            className="figures"
            inputMode="numeric"
            autoComplete="off"
            maxLength={4}
            value={last4}
            onChange={(event) => setLast4(event.target.value.replace(/\D/g, ''))}
          />
          <div role="alert">{isShort && <p className="ll-field-error">{t('messageForm.fault')}</p>}</div>
          <SubmitButton label={t('check')} isBusy={false} />
        </form>
      </MobileCard>
      {asked && <MessageVerdict key={`${asked.last4} ${asked.words}`} asked={asked} />}
    </>
  );
}

/** /genuine: whether somebody at the door, a call or a message is ours. Nobody signs in for it. */
export function GenuinePage() {
  const t = useWords('authenticity');
  const { kind: given } = useSearch({ strict: false }) as { kind?: string };
  const [kind, setKind] = useState<Kind>(kinds.find((one) => one === given) ?? 'door');
  return (
    <PortalShell title={t('page')}>
      <MobileCard>
        <p className="portal-quiet">{t('pageHint')}</p>
        <div className="portal-after">
          <Segments
            label={t('kind')}
            options={kinds.map((key) => ({ key, label: t(key) }))}
            value={kind}
            onChange={(key) => setKind(kinds.find((one) => one === key) ?? 'door')}
          />
        </div>
      </MobileCard>
      {kind === 'door' && <DoorForm />}
      {kind === 'call' && <CallForm />}
      {kind === 'message' && <MessageForm />}
      <NeverCard />
    </PortalShell>
  );
}
