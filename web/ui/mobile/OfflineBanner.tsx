import { CloudArrowUpIcon } from '@phosphor-icons/react/dist/csr/CloudArrowUp';
import { WifiSlashIcon } from '@phosphor-icons/react/dist/csr/WifiSlash';
import { useWords } from '../../kit/i18n.ts';
import './offline-banner.css';

interface OfflineBannerProps {
  readonly isOnline: boolean;
  /** How many intentions wait on this phone. */
  readonly waiting: number;
  readonly onOpen: () => void;
}

/** Says in words that there is no signal, that work goes on, and how much waits to be sent. Nothing while all is sent. */
export function OfflineBanner({ isOnline, waiting, onOpen }: OfflineBannerProps) {
  const t = useWords('common');
  if (isOnline && waiting === 0) return null;
  return (
    <div className="ll-offline" role="status">
      {isOnline ? (
        <CloudArrowUpIcon size={24} weight="bold" aria-hidden />
      ) : (
        <WifiSlashIcon size={24} weight="bold" aria-hidden />
      )}
      <div>
        <b>{isOnline ? t('offline.sending') : t('offline.title')}</b>
        {isOnline ? t('offline.sendingHint') : t('offline.hint')}
      </div>
      {waiting > 0 && (
        <button type="button" onClick={onOpen}>
          {t('offline.waiting', { n: waiting })}
        </button>
      )}
    </div>
  );
}
