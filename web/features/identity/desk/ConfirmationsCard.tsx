import { Link } from '@tanstack/react-router';
import { useWords } from '../../../kit/i18n.ts';
import { useApi } from '../../../kit/use-api.ts';
import { Card } from '../../../ui/desk/SplitPage.tsx';
import { ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { useWhat } from './ConfirmationsPage.tsx';
import './users.css';

/** What waits for a second administrator: the first few, and the way to all. */
export function ConfirmationsCard() {
  const t = useWords('users');
  const what = useWhat();
  const { data, error, refetch } = useApi('GET /confirmations', { query: { isOpen: 'true', limit: 6 } });
  return (
    <Card title={t('confirm.title')} aside={<Link to="/confirmations">{t('confirm.all')}</Link>}>
      {error && !data && <ErrorBlock error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading lines={2} />}
      {data?.items.length === 0 && <p className="confirmations-none">{t('confirm.none')}</p>}
      <ul className="confirmations-list">
        {data?.items.map((row) => (
          <li key={row.id}>
            <b>{what(row)}</b> {row.user.name}
          </li>
        ))}
      </ul>
    </Card>
  );
}
