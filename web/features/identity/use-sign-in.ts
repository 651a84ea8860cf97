import { useRouter, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { passwordFault } from '../../../domain/access/password.ts';
import { usePick, useWords } from '../../kit/i18n.ts';
import { RefusalError } from '../../kit/refusal-error.ts';
import { useAuth, useSession } from '../../kit/session.ts';
import { targetOf } from './sign-in-target.ts';
import { useSignOnRefusal } from './use-sign-on-refusal.ts';

/** Goes on to the page that asked for the sign-in. */
function useReturn(): () => void {
  const router = useRouter();
  const { next } = useSearch({ strict: false }) as { readonly next?: string };
  return useCallback(() => {
    router.history.replace(`${router.basepath.replace(/\/$/, '')}${targetOf(next)}`);
  }, [router, next]);
}

/** What a sign-in form holds and does: first who, then a new password where the old one is known to somebody else. */
export function useSignIn() {
  const session = useSession();
  const goOn = useReturn();
  const signIn = useAuth('/auth/sign-in');
  const refusedThere = useSignOnRefusal();
  const typedPassword = useRef<string>(undefined);
  const user = session.data?.user;
  const isIn = user !== null && user !== undefined && !user.mustChangePassword;
  useEffect(() => {
    if (isIn) goOn();
  }, [isIn, goOn]);
  const send = (userName: string, password: string) => {
    typedPassword.current = password;
    signIn.mutate({ userName: userName.trim(), password });
  };
  return {
    session,
    /** What the sign-in still lacks. */
    awaits: session.data?.awaits ?? undefined,
    mustChange: user?.mustChangePassword ?? false,
    isDemo: session.data?.isDemo ?? false,
    isIn,
    isBusy: signIn.isPending,
    /** Why the last try did not work, by password or at a portal. */
    error: signIn.error ?? refusedThere,
    send,
    /** Known for as long as the page stays, so that the first change does not ask for it again. */
    typedPassword: typedPassword.current,
  };
}

export type SignInState = ReturnType<typeof useSignIn>;

export interface PasswordWords {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

type PasswordFaults = Partial<Record<keyof PasswordWords, string>>;

/**
 * What a form for a new password holds and does; its rules are the server's.
 * @param known the current password, where it was typed a moment ago
 */
export function useNewPassword(known: string | undefined, onDone: () => void) {
  const t = useWords('identity');
  const pick = usePick();
  const { data } = useSession();
  const change = useAuth('/auth/password');
  const [words, setWords] = useState<PasswordWords>({ current: known ?? '', next: '', again: '' });
  const [faults, setFaults] = useState<PasswordFaults>({});
  const set = (key: keyof PasswordWords, value: string) => {
    setWords({ ...words, [key]: value });
    setFaults(({ [key]: _, ...rest }) => rest);
  };
  const faultsOf = ({ current, next, again }: PasswordWords): PasswordFaults => {
    const weak = passwordFault(next, data?.user?.userName ?? '');
    return {
      ...(current === '' ? { current: t('change.currentNeeded') } : {}),
      ...(weak ? { next: pick(weak) } : next === current ? { next: t('change.same') } : {}),
      ...(again === next ? {} : { again: t('change.differs') }),
    };
  };
  const send = () => {
    const found = faultsOf(words);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    change.mutate(
      { current: words.current, next: words.next },
      {
        onSuccess: () => {
          setWords({ current: '', next: '', again: '' });
          onDone();
        },
      },
    );
  };
  const refused = change.error instanceof RefusalError ? change.error.fields : [];
  const faultOf = (key: keyof PasswordWords): string | undefined =>
    faults[key] ?? refused.filter(({ path }) => path === key).map(({ text }) => pick(text))[0];
  return { words, set, faultOf, send, isBusy: change.isPending, error: change.error, asksCurrent: known === undefined };
}
