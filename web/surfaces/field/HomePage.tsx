import { useWords } from '../../kit/i18n.ts';
import { useAuth, useSession } from '../../kit/session.ts';
import { ask } from '../../ui/field/messages.ts';
import { MobileCard, MobileShell } from '../../ui/mobile/MobileShell.tsx';
import { MobileButton } from '../../ui/mobile/StickyActions.tsx';
import { LanguageSwitch } from '../../ui/show/LanguageSwitch.tsx';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { SignInLink } from '../SignInLink.tsx';

/** The first page of the grid worker's phone. */
export function HomePage() {
  const t = useWords('field');
  const common = useWords('common');
  const { data, error, refetch } = useSession();
  const signOut = useAuth('/auth/sign-out');
  const user = data?.user;
  const leave = async () => {
    const isSure = await ask({
      title: t('signOut.ask'),
      words: t('signOut.words'),
      yes: t('signOut.yes'),
      no: t('signOut.no'),
    });
    if (isSure) signOut.mutate({});
  };
  return (
    <MobileShell look="work" title={t('product')} aside={<LanguageSwitch />} tabs="surface">
      <MobileCard {...(user ? { title: t('home.hello', { name: user.name }) } : {})}>
        {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading />}
        {data && !user && (
          <>
            <p>{t('home.signInHint')}</p>
            <SignInLink />
          </>
        )}
        {user && (
          <MobileButton look="plain" action={{ label: common('action.signOut'), onPress: () => void leave() }} />
        )}
      </MobileCard>
    </MobileShell>
  );
}
