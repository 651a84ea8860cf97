import { TrayIcon } from '@phosphor-icons/react/dist/csr/Tray';
import { WarningCircleIcon } from '@phosphor-icons/react/dist/csr/WarningCircle';
import { WifiSlashIcon } from '@phosphor-icons/react/dist/csr/WifiSlash';
import type { ReactNode } from 'react';
import { usePick, useWords } from '../../kit/i18n.ts';
import { RefusalError, UnreachableError } from '../../kit/refusal-error.ts';
import './state-blocks.css';

interface EmptyProps {
  readonly title: string;
  /** What to do next, in words. */
  readonly hint?: string;
  readonly action?: ReactNode;
}

/** Nothing is here, and what to do about it. */
export function Empty({ title, hint, action }: EmptyProps) {
  return (
    <div className="ll-block">
      <TrayIcon size={36} aria-hidden />
      <b>{title}</b>
      {hint && <p>{hint}</p>}
      {action}
    </div>
  );
}

interface LoadingProps {
  /** How many lines the content will roughly have, eight at most. */
  readonly lines?: number;
}

const lineWidths = [92, 64, 80, 48, 86, 58, 74, 52];

/** Grey lines in the place of what is on its way. */
export function Loading({ lines = 4 }: LoadingProps) {
  const t = useWords('common');
  return (
    <div className="ll-loading" role="status">
      <span className="visually-hidden">{t('state.loading')}</span>
      {lineWidths.slice(0, lines).map((width) => (
        <i key={width} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}

/** Says an error in words for the person: a refusal in its own words, a lost line, or an unforeseen fault. */
export function useErrorWords(): (error: unknown) => { title: string; hint?: string } {
  const t = useWords('common');
  const pick = usePick();
  return (error) => {
    if (error instanceof RefusalError) return { title: pick(error.text) };
    if (error instanceof UnreachableError) return { title: t('state.unreachable'), hint: t('state.unreachableHint') };
    return { title: t('state.failed'), hint: t('state.failedHint') };
  };
}

interface ErrorBlockProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** What went wrong and the way on. */
export function ErrorBlock({ error, onRetry }: ErrorBlockProps) {
  const t = useWords('common');
  const { title, hint } = useErrorWords()(error);
  const requestId = error instanceof RefusalError ? error.requestId : undefined;
  return (
    <div className="ll-block" role="alert">
      {error instanceof UnreachableError ? (
        <WifiSlashIcon size={36} aria-hidden />
      ) : (
        <WarningCircleIcon size={36} aria-hidden />
      )}
      <b>{title}</b>
      {hint && <p>{hint}</p>}
      {requestId && <p className="figures">{t('state.requestId', { id: requestId })}</p>}
      {onRetry && (
        <button type="button" className="ll-block-retry" onClick={onRetry}>
          {t('state.retry')}
        </button>
      )}
    </div>
  );
}
