import { type ReactNode, useId, useState } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { useAuth } from '../../kit/session.ts';
import { MobileCard, MobileShell } from '../../ui/mobile/MobileShell.tsx';
import { LanguageSwitch } from '../../ui/show/LanguageSwitch.tsx';
import { ErrorBlock, Loading, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { SecondFactorStep } from './SecondFactor.tsx';
import { SignOnButtons } from './SignOn.tsx';
import { type PasswordWords, type SignInState, useNewPassword, useSignIn } from './use-sign-in.ts';
import './sign-in-phone.css';

/** Sign-in on the grid worker's phone. */
export function SignInPhone() {
  const t = useWords('identity');
  const state = useSignIn();
  const { session } = state;
  return (
    <MobileShell look="work" title={t('signIn.field')} aside={<LanguageSwitch />}>
      <MobileCard title={state.mustChange ? t('change.first') : t('signIn.title')}>
        {session.error && <ErrorBlock error={session.error} onRetry={() => void session.refetch()} />}
        {(session.isPending || state.isIn) && <Loading />}
        {state.awaits && <SecondFactorStep awaits={state.awaits} />}
        {session.data &&
          !state.isIn &&
          !state.awaits &&
          (state.mustChange ? <FirstPassword state={state} /> : <Who state={state} />)}
      </MobileCard>
    </MobileShell>
  );
}

function Who({ state }: { readonly state: SignInState }) {
  const t = useWords('identity');
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const [isTried, setIsTried] = useState(false);
  const send = () => {
    setIsTried(true);
    if (userName.trim() && password) state.send(userName, password);
  };
  return (
    <>
      <EntryForm label={t('signIn.send')} isBusy={state.isBusy} error={state.error} onSend={send}>
        <EntryLine
          label={t('signIn.userName')}
          fault={isTried && !userName.trim() ? t('signIn.userNameNeeded') : undefined}
          value={userName}
          autoComplete="username"
          hint={t('signIn.userNameHint')}
          onChange={setUserName}
        />
        <EntryLine
          label={t('signIn.password')}
          isSecret
          fault={isTried && !password ? t('signIn.passwordNeeded') : undefined}
          value={password}
          autoComplete="current-password"
          onChange={setPassword}
        />
      </EntryForm>
      <SignOnButtons surface="field" />
      <p className="ll-pentry-note">{t('signIn.lost')}</p>
      {state.isDemo && <p className="ll-pentry-note">{t('signIn.demo')}</p>}
    </>
  );
}

function FirstPassword({ state }: { readonly state: SignInState }) {
  const t = useWords('identity');
  const signOut = useAuth('/auth/sign-out');
  const [known] = useState(state.typedPassword);
  return (
    <>
      <p className="ll-pentry-note">{t('change.firstWhy')}</p>
      <NewPasswordPhone known={known} onDone={() => undefined} />
      <button type="button" className="ll-pentry-link" onClick={() => signOut.mutate({})}>
        {t('change.other')}
      </button>
    </>
  );
}

interface NewPasswordProps {
  /** The current password, where it was typed a moment ago. */
  readonly known?: string | undefined;
  readonly onDone: () => void;
}

/** The form for a new password, on a phone. */
export function NewPasswordPhone({ known, onDone }: NewPasswordProps) {
  const t = useWords('identity');
  const { words, set, faultOf, send, isBusy, error, asksCurrent } = useNewPassword(known, onDone);
  const line = (key: keyof PasswordWords, help?: string) => (
    <EntryLine
      label={t(`change.${key}`)}
      isSecret
      fault={faultOf(key)}
      help={help}
      value={words[key]}
      autoComplete={key === 'current' ? 'current-password' : 'new-password'}
      onChange={(value) => set(key, value)}
    />
  );
  return (
    <EntryForm label={t('change.send')} isBusy={isBusy} error={error} onSend={send}>
      {asksCurrent && line('current')}
      {line('next', t('change.rule'))}
      {line('again')}
    </EntryForm>
  );
}

interface EntryFormProps {
  readonly label: string;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onSend: () => void;
  readonly children: ReactNode;
}

function EntryForm({ label, isBusy, error, onSend, children }: EntryFormProps) {
  const say = useErrorWords();
  const words = error ? say(error) : undefined;
  return (
    <form
      className="ll-mform"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {words && (
        <p className="ll-mform-fault" role="alert">
          {words.title} {words.hint}
        </p>
      )}
      {children}
      <button type="submit" className="ll-mobile-button ll-mobile-button-fill" disabled={isBusy} aria-busy={isBusy}>
        {label}
      </button>
    </form>
  );
}

interface EntryLineProps {
  readonly label: string;
  readonly value: string;
  readonly autoComplete: 'username' | 'current-password' | 'new-password';
  readonly isSecret?: boolean;
  readonly hint?: string;
  readonly help?: string | undefined;
  readonly fault?: string | undefined;
  readonly onChange: (value: string) => void;
}

function EntryLine({ label, value, autoComplete, isSecret = false, hint, help, fault, onChange }: EntryLineProps) {
  const t = useWords('identity');
  const id = useId();
  const [isShown, setIsShown] = useState(false);
  const described = [fault && `${id}-fault`, help && `${id}-help`].filter(Boolean).join(' ');
  return (
    <div className="ll-mform-field">
      <label htmlFor={id}>{label}</label>
      <div className="ll-pentry-line">
        <input
          id={id}
          type={isSecret && !isShown ? 'password' : 'text'}
          autoComplete={autoComplete}
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          maxLength={isSecret ? 128 : 60}
          placeholder={hint}
          value={value}
          aria-invalid={fault !== undefined}
          aria-describedby={described || undefined}
          onChange={(event) => onChange(event.target.value)}
        />
        {isSecret && (
          <button type="button" aria-pressed={isShown} onClick={() => setIsShown(!isShown)}>
            {isShown ? t('signIn.hide') : t('signIn.show')}
          </button>
        )}
      </div>
      {help && <small id={`${id}-help`}>{help}</small>}
      {fault && (
        <p id={`${id}-fault`} className="ll-field-error" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
