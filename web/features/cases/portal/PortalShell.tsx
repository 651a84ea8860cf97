import { useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { useTextSize } from '../../../kit/text-size.ts';
import { useInstallation } from '../../../kit/use-installation.ts';
import { MobileShell } from '../../../ui/mobile/MobileShell.tsx';
import { Listen } from './Listen.tsx';
import { OfflineLine } from './OfflineLine.tsx';
import './portal.css';

interface PortalShellProps {
  readonly title: string;
  /** First pages have the tabs, those below them a way back. */
  readonly isFirst?: boolean;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of the portal's pages but the first. */
export function PortalShell({ title, isFirst = false, actions, children }: PortalShellProps) {
  const t = useWords('portal');
  const router = useRouter();
  const navigate = useNavigate();
  const canGoBack = useCanGoBack();
  const isElder = useTextSize() === 'elder';
  const { name } = useInstallation();
  useEffect(() => {
    document.title = `${title} · ${name ?? t('product')}`;
  }, [title, name, t]);
  const readPage = () => `${title}. ${document.querySelector('main')?.innerText ?? ''}`;
  const back = () => (canGoBack && !isFirst ? router.history.back() : void navigate({ to: '/' }));
  return (
    <MobileShell
      look="paper"
      title={title}
      // Large letters have no tabs: every page there leads back.
      onBack={isFirst && !isElder ? undefined : back}
      tabs={isFirst && !isElder ? 'surface' : 'none'}
      aside={<Listen text={readPage} />}
      banner={<OfflineLine />}
      {...(actions ? { actions } : {})}
    >
      {children}
    </MobileShell>
  );
}
