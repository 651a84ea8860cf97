import { useWords } from '../../kit/i18n.ts';
import { useSession } from '../../kit/session.ts';
import { momentOf } from '../../kit/time.ts';
import { ElderToggle } from '../../ui/mobile/ElderToggle.tsx';
import { MobileCard, MobileShell } from '../../ui/mobile/MobileShell.tsx';
import { SkyHero } from '../../ui/mobile/SkyHero.tsx';
import { LanguageSwitch } from '../../ui/show/LanguageSwitch.tsx';
import { ErrorBlock, Loading } from '../../ui/show/StateBlocks.tsx';
import { SignInLink } from '../SignInLink.tsx';
import { greetingAt } from './greeting.ts';

/** The first page of the residents' portal. */
export function HomePage() {
  const t = useWords('portal');
  const { data, error, refetch } = useSession();
  const greeting = t(`home.${greetingAt(momentOf(new Date()).time)}`);
  const user = data?.user;
  return (
    <MobileShell
      look="paper"
      tabs="surface"
      hero={
        <SkyHero
          place={t('product')}
          greeting={user ? t('home.hello', { name: user.name, greeting }) : greeting}
          sub={t('home.sub')}
          aside={<ElderToggle />}
        />
      }
    >
      <MobileCard>
        {error && <ErrorBlock error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading lines={2} />}
        {data && !user && <SignInLink />}
        <LanguageSwitch />
        <a href="/desk/">{t('home.desk')}</a>
      </MobileCard>
    </MobileShell>
  );
}
