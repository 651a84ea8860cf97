import { WifiSlashIcon } from '@phosphor-icons/react/dist/csr/WifiSlash';
import { useSyncExternalStore } from 'react';
import { useWords } from '../../../kit/i18n.ts';
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
