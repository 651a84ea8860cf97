import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { SignOnSurface } from '../../../contract/sign-on.ts';
import { useWords } from '../../kit/i18n.ts';
import { useAuth } from '../../kit/session.ts';
import { DeskProvider } from '../../ui/desk/DeskProvider.tsx';
import { LanguageSwitch } from '../../ui/show/LanguageSwitch.tsx';
import { Seal } from '../../ui/show/Seal.tsx';
import { ErrorBlock, Loading, useErrorWords } from '../../ui/show/StateBlocks.tsx';
import { NewPasswordDesk } from './NewPasswordDesk.tsx';
import { SecondFactorStep } from './SecondFactor.tsx';
import { SignOnButtons } from './SignOn.tsx';
import { type SignInState, useSignIn } from './use-sign-in.ts';
import './sign-in-desk.css';

/** Sign-in at the workbench. */
export function SignInDesk() {
  return <SignInAt surface="desk" />;
}

/** Sign-in at the command surface, which has no desk around it. */
export function SignInWall() {
  return (
    <DeskProvider>
      <SignInAt surface="wall" />
    </DeskProvider>
  );
}

function SignInAt({ surface }: { readonly surface: 'desk' | 'wall' }) {
  const t = useWords('identity');
  const state = useSignIn();
  const { session } = state;
  return (
    <div className="ll-entry">
      <header>
        <Seal size={30} />
        <b>{t(`signIn.${surface}`)}</b>
        <LanguageSwitch />
      </header>
      <main>
        {session.error && <ErrorBlock error={session.error} onRetry={() => void session.refetch()} />}
        {(session.isPending || state.isIn) && <Loading />}
        {state.awaits && <SecondFactorStep awaits={state.awaits} />}
        {session.data &&
          !state.isIn &&
          !state.awaits &&
          (state.mustChange ? <FirstPassword state={state} /> : <Who state={state} surface={surface} />)}
      </main>
    </div>
  );
}

function Who({ state, surface }: { readonly state: SignInState; readonly surface: SignOnSurface }) {
  const t = useWords('identity');
  return (
    <>
      <h1>{t('signIn.title')}</h1>
      <EntryFault error={state.error} />
      <Form
        layout="vertical"
        requiredMark={false}
        size="large"
        onFinish={({ userName, password }: { userName: string; password: string }) => state.send(userName, password)}
      >
        <Form.Item
          name="userName"
          label={t('signIn.userName')}
          rules={[{ required: true, whitespace: true, message: t('signIn.userNameNeeded') }]}
        >
          <Input
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={60}
            placeholder={t('signIn.userNameHint')}
            autoFocus
          />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('signIn.password')}
          rules={[{ required: true, message: t('signIn.passwordNeeded') }]}
        >
          <Input.Password autoComplete="current-password" maxLength={128} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={state.isBusy}>
          {t('signIn.send')}
        </Button>
      </Form>
      <SignOnButtons surface={surface} />
      <p className="ll-entry-note">{t('signIn.lost')}</p>
      {state.isDemo && <p className="ll-entry-note">{t('signIn.demo')}</p>}
    </>
  );
}

function FirstPassword({ state }: { readonly state: SignInState }) {
  const t = useWords('identity');
  const signOut = useAuth('/auth/sign-out');
  const [known] = useState(state.typedPassword);
  return (
    <>
      <h1>{t('change.first')}</h1>
      <p className="ll-entry-note">{t('change.firstWhy')}</p>
      <NewPasswordDesk known={known} onDone={() => undefined} />
      <Button type="link" onClick={() => signOut.mutate({})}>
        {t('change.other')}
      </Button>
    </>
  );
}

/** Why the last try did not work, in words, above the fields. */
export function EntryFault({ error }: { readonly error: unknown }) {
  const say = useErrorWords();
  if (error === null || error === undefined) return null;
  const { title, hint } = say(error);
  return <Alert type="error" showIcon title={title} {...(hint ? { description: hint } : {})} />;
}
