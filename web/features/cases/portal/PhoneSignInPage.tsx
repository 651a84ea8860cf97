import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { useAuth } from '../../../kit/session.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { useErrorWords } from '../../../ui/show/StateBlocks.tsx';
import { PortalShell } from './PortalShell.tsx';
import { SubmitButton } from './SubmitButton.tsx';
import './sign-in-page.css';

interface CodeSent {
  readonly expiresInSeconds: number;
  readonly againInSeconds: number;
}

/** Seconds until another code may be asked for. */
function useWait(): readonly [number, (seconds: number) => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft];
}

const digitsOf = (typed: string): string => typed.normalize('NFKC').replace(/\D/g, '');

/** /sign-in: by a code to one's own phone; nobody has a password here. */
export function PhoneSignInPage() {
  const t = useWords('portal');
  const p = useWords('portal-pages');
  const navigate = useNavigate();
  const sendCode = useAuth('/auth/codes');
  const verify = useAuth('/auth/codes/verify');
  const [phone, setPhone] = useState('');
  const [sent, setSent] = useState<CodeSent>();
  const [wait, setWait] = useWait();
  const ask = () =>
    sendCode.mutate(
      { phone: digitsOf(phone) },
      {
        onSuccess: (answer) => {
          verify.reset();
          setSent(answer as CodeSent);
          setWait((answer as CodeSent).againInSeconds);
        },
      },
    );
  return (
    <PortalShell title={t('page.signIn')}>
      <MobileCard title={p('signIn.title')}>
        <p className="portal-quiet">{p('signIn.hint')}</p>
        {sent ? (
          <CodeForm
            phone={phone}
            minutes={Math.round(sent.expiresInSeconds / 60)}
            isBusy={verify.isPending}
            error={verify.error ?? sendCode.error}
            wait={wait}
            onAgain={ask}
            onOther={() => setSent(undefined)}
            onCode={(code) =>
              verify.mutate(
                { phone: digitsOf(phone), code },
                { onSuccess: () => void navigate({ to: '/mine', replace: true }) },
              )
            }
          />
        ) : (
          <PhoneForm phone={phone} onPhone={setPhone} isBusy={sendCode.isPending} error={sendCode.error} onAsk={ask} />
        )}
      </MobileCard>
    </PortalShell>
  );
}

function Fault({ words, error }: { readonly words: string; readonly error: unknown }) {
  const sayError = useErrorWords();
  const { title = words, hint } = words === '' && error ? sayError(error) : {};
  return (
    <div role="alert">
      {title && (
        <p className="ll-field-error">
          {title} {hint}
        </p>
      )}
    </div>
  );
}

interface PhoneFormProps {
  readonly phone: string;
  readonly onPhone: (phone: string) => void;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onAsk: () => void;
}

function PhoneForm({ phone, onPhone, isBusy, error, onAsk }: PhoneFormProps) {
  const t = useWords('portal-pages');
  const id = useId();
  const [isShort, setIsShort] = useState(false);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const isWhole = digitsOf(phone).length >= 11;
    setIsShort(!isWhole);
    if (isWhole) onAsk();
  };
  return (
    <form className="portal-form" onSubmit={ask} noValidate>
      <label htmlFor={id}>{t('signIn.phone')}</label>
      <input
        id={id}
        type="tel"
        autoComplete="tel-national"
        inputMode="tel"
        maxLength={20}
        value={phone}
        onChange={(event) => onPhone(event.target.value)}
      />
      <Fault words={isShort ? t('signIn.phoneFault') : ''} error={error} />
      <SubmitButton label={t('signIn.get')} isBusy={isBusy} />
    </form>
  );
}

interface CodeFormProps {
  readonly phone: string;
  readonly minutes: number;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly wait: number;
  readonly onAgain: () => void;
  readonly onOther: () => void;
  readonly onCode: (code: string) => void;
}

const codeLength = 6;

function CodeForm({ phone, minutes, isBusy, error, wait, onAgain, onOther, onCode }: CodeFormProps) {
  const t = useWords('portal-pages');
  const id = useId();
  const [code, setCode] = useState('');
  const [isShort, setIsShort] = useState(false);
  const give = (event: FormEvent) => {
    event.preventDefault();
    setIsShort(code.length !== codeLength);
    if (code.length === codeLength) onCode(code);
  };
  return (
    <form className="portal-form" onSubmit={give} noValidate>
      <p role="status">{t('signIn.sent', { phone, n: minutes })}</p>
      <label htmlFor={id}>{t('signIn.code')}</label>
      <input
        id={id}
        className="figures portal-code"
        inputMode="numeric"
        autoComplete="one-time-code"
        // biome-ignore lint/a11y/noAutofocus: the code is what the person came to this step to type
        autoFocus
        maxLength={codeLength}
        value={code}
        onChange={(event) => setCode(digitsOf(event.target.value))}
      />
      <Fault words={isShort ? t('signIn.codeFault') : ''} error={error} />
      <SubmitButton label={t('signIn.go')} isBusy={isBusy} />
      <div className="portal-two">
        <button type="button" className="ll-mobile-button" onClick={onOther}>
          {t('signIn.other')}
        </button>
        <button type="button" className="ll-mobile-button" disabled={wait > 0} onClick={onAgain}>
          {wait > 0 ? t('signIn.again', { n: wait }) : t('signIn.resend')}
        </button>
      </div>
    </form>
  );
}
