import { Navigate, useSearch } from '@tanstack/react-router';
import { usePick, useWords } from '../../../kit/i18n.ts';
import { useApi } from '../../../kit/use-api.ts';
import { MobileCard } from '../../../ui/mobile/MobileShell.tsx';
import { Empty, ErrorBlock, Loading } from '../../../ui/show/StateBlocks.tsx';
import { LinkButton } from './LinkButton.tsx';
import { PortalShell } from './PortalShell.tsx';
import './papers-card.css';

/** A report has a page of its own. */
const reported = 'event';

/** /apply: what residents may begin besides a report. Where there is but one, its form is shown at once. */
export function ServicesPage() {
  const t = useWords('portal-papers');
  const b = useWords('portal-bookings');
  const pick = usePick();
  const search = useSearch({ strict: false });
  const types = useApi('GET /cases/types');
  const open = (types.data ?? []).filter(
    ({ code, begins }) => code !== reported && begins.some(({ mayBegin, isOnTheSpot }) => mayBegin && !isOnTheSpot),
  );
  const [first] = open;
  if (first && open.length === 1)
    return (
      <Navigate to={'/apply/$type' as never} params={{ type: first.code } as never} search={search as never} replace />
    );
  return (
    <PortalShell title={t('services.title')}>
      <MobileCard>
        <p className="portal-quiet">{t('services.hint')}</p>
        {types.error && <ErrorBlock error={types.error} onRetry={() => void types.refetch()} />}
        {!types.data && !types.error && <Loading lines={6} />}
        {types.data && open.length === 0 && <Empty title={t('services.none')} hint={t('services.noneHint')} />}
        <div className="portal-services">
          <LinkButton to={'/book' as never}>{b('toBook')}</LinkButton>
          {open.map(({ code, title }) => (
            <LinkButton
              key={code}
              to={'/apply/$type' as never}
              params={{ type: code } as never}
              search={search as never}
            >
              {pick(title)}
            </LinkButton>
          ))}
        </div>
      </MobileCard>
      <LinkButton to={'/projects' as never}>{t('projects.link')}</LinkButton>
    </PortalShell>
  );
}
