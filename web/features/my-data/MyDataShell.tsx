import type { ReactNode } from 'react';
import { useWords } from '../../kit/i18n.ts';
import { useSession } from '../../kit/session.ts';
import { useTextSize } from '../../kit/text-size.ts';
import { useGo } from '../../kit/use-go.ts';
import { MobileCard, MobileShell } from '../../ui/mobile/MobileShell.tsx';
import { ReadAloud } from '../../ui/mobile/ReadAloud.tsx';
import { MobileButton } from '../../ui/mobile/StickyActions.tsx';
import './my-data.css';

interface MyDataShellProps {
  readonly title: string;
  readonly back: string;
  readonly children: ReactNode;
}

/** The frame of the pages of one's own data: whoever has not signed in is shown the way. */
export function MyDataShell({ title, back, children }: MyDataShellProps) {
  const t = useWords('portal-my-data');
  const go = useGo();
  const isResident = useSession().data?.kind === 'resident';
  const readPage = () => `${title}. ${document.querySelector('main')?.innerText ?? ''}`;
  const aloud = useTextSize() === 'elder' && <ReadAloud text={readPage} />;
  return (
    <MobileShell look="paper" title={title} onBack={() => go(back)} aside={aloud}>
      {isResident ? (
        children
      ) : (
        <MobileCard>
          <p className="my-data-quiet">{t('intro')}</p>
          <p>{t('signIn')}</p>
          <MobileButton
            look="fill"
            action={{ label: t('signInButton'), onPress: () => go('/sign-in?next=/my-data') }}
          />
        </MobileCard>
      )}
    </MobileShell>
  );
}
