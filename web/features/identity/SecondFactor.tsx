import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { useAuth } from '../../kit/session.ts';
import { qrPath } from '../../ui/show/qr-path.ts';
import { Loading, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import './second-factor.css';

/** What a sign-in still lacks: a code, or a second factor altogether. Drawn alike at the desk and on the phone. */
export function SecondFactorStep({ awaits }: { readonly awaits: 'code' | 'enrolment' }) {
  const t = useWords('second-factor');
  const signOut = useAuth('/auth/sign-out');
  return (
    <div className="second-factor">
      {awaits === 'code' ? (
        <AskCode />
      ) : (
        <>
          <h1>{t('enrol.title')}</h1>
          <p>{t('enrol.why')}</p>
          <Enrolment />
        </>
      )}
      <button type="button" className="second-factor-link" onClick={() => signOut.mutate({})}>
        {t('code.other')}
      </button>
    </div>
  );
}

function AskCode() {
  const t = useWords('second-factor');
  const verify = useAuth('/auth/second-factor/verify');
  const [remember, setRemember] = useState(false);
  return (
    <>
      <h1>{t('code.title')}</h1>
      <CodeForm
        hint={t('code.hint')}
        label={t('code.label')}
        submit={t('code.send')}
        isBusy={verify.isPending}
        error={verify.error}
        onSubmit={(code) => verify.mutate({ code, remember })}
      >
        <label className="second-factor-tick">
          <input type="checkbox" checked={remember} onChange={(event) => setRemember(event.target.checked)} />
          {t('code.remember')}
        </label>
      </CodeForm>
    </>
  );
}

interface EnrolmentProps {
  /** Where there is one already: a code of it. */
  readonly code?: string;
  readonly onRefused?: (error: unknown) => void;
}

/** Shows a new secret to scan, takes a first code, and says the recovery codes once. */
export function Enrolment({ code, onRefused }: EnrolmentProps) {
  const t = useWords('second-factor');
  const begin = useAuth('/auth/second-factor/begin');
  const confirm = useAuth('/auth/second-factor/confirm');
  const queries = useQueryClient();
  const say = useErrorWords();
  const isBegun = useRef(false);
  useEffect(() => {
    // Once, however often React draws it: each begin makes another secret.
    if (isBegun.current) return;
    isBegun.current = true;
    begin.mutate(code ? { code } : {}, onRefused ? { onError: onRefused } : {});
  }, [begin, code, onRefused]);
  const made = begin.data as { readonly secret: string; readonly address: string } | undefined;
  const done = confirm.data as { readonly recoveryCodes: readonly string[] } | undefined;
  if (done) return <RecoveryCodes codes={done.recoveryCodes} onDone={() => void queries.invalidateQueries()} />;
  if (begin.error) return <p role="alert">{say(begin.error).title}</p>;
  if (!made) return <Loading />;
  return (
    <>
      <p>{t('enrol.scan')}</p>
      <QrCode words={made.address} label={t('enrol.qr')} />
      <p>
        {t('enrol.typed')} <code className="second-factor-secret">{made.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <CodeForm
        label={t('enrol.code')}
        submit={t('enrol.send')}
        isBusy={confirm.isPending}
        error={confirm.error}
        onSubmit={(typed) => confirm.mutate({ code: typed })}
      />
    </>
  );
}

function QrCode({ words, label }: { readonly words: string; readonly label: string }) {
  const { side, path } = useMemo(() => qrPath(words), [words]);
  return (
    <svg className="second-factor-qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}

interface CodeFormProps {
  readonly label: string;
  readonly hint?: string;
  readonly submit: string;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly children?: ReactNode;
  readonly onSubmit: (code: string) => void;
}

/** One line for a code. */
export function CodeForm({ label, hint, submit, isBusy, error, children, onSubmit }: CodeFormProps) {
  const say = useErrorWords();
  const id = useId();
  const [code, setCode] = useState('');
  const fault = error ? say(error).title : undefined;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim()) onSubmit(code.trim());
        setCode('');
      }}
    >
      {hint && <p id={`${id}-hint`}>{hint}</p>}
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="second-factor-code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={24}
        value={code}
        aria-invalid={fault !== undefined}
        aria-describedby={[hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined}
        onChange={(event) => setCode(event.target.value)}
      />
      {fault && (
        <p id={`${id}-fault`} className="second-factor-fault" role="alert">
          {fault}
        </p>
      )}
      {children}
      <button type="submit" className="second-factor-send" disabled={isBusy} aria-busy={isBusy}>
        {submit}
      </button>
    </form>
  );
}

function RecoveryCodes({ codes, onDone }: { readonly codes: readonly string[]; readonly onDone: () => void }) {
  const t = useWords('second-factor');
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    if (!('clipboard' in navigator)) return;
    await navigator.clipboard.writeText(codes.join('\n'));
    setIsCopied(true);
  };
  return (
    <section aria-label={t('recovery.title')}>
      <h2>{t('recovery.title')}</h2>
      <p>{t('recovery.once')}</p>
      <ul className="second-factor-codes" aria-label={t('recovery.label')}>
        {codes.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <button type="button" className="second-factor-link" onClick={() => void copy()}>
        {isCopied ? t('recovery.copied') : t('recovery.copy')}
      </button>
      <button type="button" className="second-factor-send" onClick={onDone}>
        {t('recovery.done')}
      </button>
    </section>
  );
}
