import { Link } from '@tanstack/react-router';
import { useWords } from '../kit/i18n.ts';
import { Empty, ErrorBlock } from '../ui/show/StateBlocks.tsx';

/** An address that leads nowhere. */
export function PageNotFound() {
  const t = useWords('common');
  return <Empty title={t('page.notFound')} action={<Link to="/">{t('page.toHome')}</Link>} />;
}

/** A page that broke, with the way to try it again. */
export function PageFailed({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  return <ErrorBlock error={error} onRetry={reset} />;
}
