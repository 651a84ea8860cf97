import { WifiSlashIcon } from '@phosphor-icons/react/dist/csr/WifiSlash';
import { useCanGoBack, useNavigate, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { useWords } from '../../../kit/i18n.ts';
import { useTextSize } from '../../../kit/text-size.ts';
import { MobileShell } from '../../../ui/mobile/MobileShell.tsx';
import { ReadAloud } from '../../../ui/mobile/ReadAloud.tsx';
import './portal.css';

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

/** Says that there is no connection, and that nothing entered is lost. A phone that says it has one may still be wrong. */
export function OfflineLine() {
  const t = useWords('portal');
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <div role="status" className={isOnline ? 'visually-hidden' : undefined}>
      {!isOnline && (
        <p className="portal-offline">
          <WifiSlashIcon size="1.25rem" weight="bold" aria-hidden />
          {t('offline')}
        </p>
      )}
    </div>
  );
}

/** Reads a text aloud where letters are large. */
export function Listen({ text }: { readonly text: string | (() => string) }) {
  return useTextSize() === 'elder' ? <ReadAloud text={text} /> : null;
}

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
  useEffect(() => {
    document.title = `${title} · ${t('product')}`;
  }, [title, t]);
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
